//! Runs commands in real shells with real curl against a local server, which must receive the exact request.

#![allow(missing_docs)]

mod hostile;
#[path = "../loopback/mod.rs"]
mod loopback;
mod pasted;
#[path = "../skip/mod.rs"]
mod skip;
mod steps;
mod windows;
mod windows_commands;
mod wine;

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use loopback::{Received, Server};
use model::command::{self, Secrets, Shell};
use model::element::Definition;
use model::instance::{EventType, Instance};
use model::polling::Document;
use model::request::HttpRequest;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use skip::skip;

/// A program that runs commands for one of the page's shells.
struct Program {
    name: &'static str,
    arguments: &'static [&'static str],
    shell: Shell,
}

const PROGRAMS: [Program; 7] = [
    Program { name: "bash", arguments: &[], shell: Shell::Posix },
    Program { name: "dash", arguments: &[], shell: Shell::Posix },
    Program { name: "zsh", arguments: &["-f"], shell: Shell::Posix },
    Program { name: "ksh", arguments: &[], shell: Shell::Posix },
    Program { name: "mksh", arguments: &[], shell: Shell::Posix },
    Program { name: "busybox", arguments: &["ash"], shell: Shell::Posix },
    Program { name: "fish", arguments: &["--no-config"], shell: Shell::Fish },
];

/// Returns the installed programs. Reports each of the others as skipped.
fn programs() -> Vec<&'static Program> {
    PROGRAMS.iter().filter(|program| program.is_on_path()).collect()
}

impl Program {
    /// Returns true if the program is on the path; otherwise reports it as skipped.
    fn is_on_path(&self) -> bool {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let is_on_path = std::env::split_paths(&path).any(|folder| folder.join(self.name).is_file());
        if !is_on_path {
            skip(&format!("there is no {} on this machine", self.name));
        }
        is_on_path
    }

    /// Runs `text` as a script.
    fn run(&self, text: &str, variables: &[(String, String)]) -> Output {
        let name = format!("shells-{}-{}-{:?}", std::process::id(), self.name, std::thread::current().id());
        let script = std::env::temp_dir().join(name);
        std::fs::write(&script, text).unwrap();
        let mut command = Command::new(self.name);
        command.args(self.arguments).arg(&script).env("HOME", "/nonexistent").stdin(Stdio::null());
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        let output = command.output();
        std::fs::remove_file(&script).unwrap();
        output.unwrap_or_else(|error| panic!("{} is needed for this test: {error}", self.name))
    }
}

/// Checks that the received request equals the expected one.
fn assert_arrived(received: &Received, request: &HttpRequest, server: &Server, by: &str) {
    let path = request.url.strip_prefix(&server.url).unwrap();
    assert_eq!(received.line, format!("{} {path} HTTP/1.1", request.method), "{by}");
    let mut names: Vec<_> = request.headers.iter().map(|header| header.name.to_lowercase()).collect();
    names.dedup();
    for name in names {
        let sent = request.headers.iter().filter(|header| header.name.to_lowercase() == name);
        let arrived = received.headers.iter().filter(|(other, _)| *other == name);
        let sent: Vec<_> = sent.map(|header| header.value.as_str().trim().as_bytes()).collect();
        assert_eq!(arrived.map(|(_, value)| value.as_slice()).collect::<Vec<_>>(), sent, "{by}: {name}");
    }
    let own = ["host", "user-agent", "accept", "content-length", "expect"];
    let others = received.headers.iter().filter(|(name, _)| !own.contains(&name.as_str()));
    assert_eq!(others.count(), request.headers.len(), "{by}: {:?}", received.headers);
    assert!(received.body == request.body.as_str().as_bytes(), "{by}: {}", String::from_utf8_lossy(&received.body));
}

/// Runs the commands of all requests in one script, and compares the received requests with them.
fn assert_all_arrive(program: &Program, server: &Server, requests: &[HttpRequest]) {
    let commands: Vec<_> = requests.iter().map(|request| program.shell.command(request, Secrets::Shown)).collect();
    let output = program.run(&commands.join("\n"), &[]);
    let received = server.take();
    for (index, (received, request)) in received.iter().zip(requests).enumerate() {
        assert_arrived(received, request, server, &format!("{} {index}", program.name));
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(received.len(), requests.len(), "{}: {}", program.name, &stderr[stderr.len().saturating_sub(2_000)..]);
}

#[test]
fn hostile_requests_arrive_unchanged_in_every_shell() {
    let programs = programs();
    std::thread::scope(|scope| {
        for program in programs {
            scope.spawn(|| {
                let server = Server::start();
                let requests = hostile::requests(&server.url);
                assert!(requests.len() >= 100, "{}", requests.len());
                assert_all_arrive(program, &server, &requests);
            });
        }
    });
}

/// A POSIX command also works in fish, unless its body is large.
#[test]
fn posix_commands_work_in_fish() {
    let fish = Program { shell: Shell::Posix, ..PROGRAMS[6] };
    if !fish.is_on_path() {
        return;
    }
    let server = Server::start();
    let requests: Vec<_> = hostile::requests(&server.url).into_iter().filter(|request| !request.is_large()).collect();
    assert_all_arrive(&fish, &server, &requests);
}

/// Typed into an interactive bash on a terminal, without bracketed paste.
#[test]
fn hostile_requests_survive_being_pasted() {
    let server = Server::start();
    let requests: Vec<_> = hostile::requests(&server.url)
        .into_iter()
        // Text with line breaks or tabs is invalid JSON, so it can't be a body of the form.
        .filter(|request| request.body.as_str().len() < 300_000)
        .collect();
    let commands: Vec<_> = requests.iter().map(|request| Shell::Posix.command(request, Secrets::Shown)).collect();
    let mut terminal = Command::new("script")
        .args(["--quiet", "--command", "bash --norc --noprofile -i", "/dev/null"])
        .env("HOME", "/nonexistent")
        .env("INPUTRC", "/dev/null")
        .env("TERM", "dumb")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("script is needed for this test");
    let mut keys = terminal.stdin.take().unwrap();
    keys.write_all(format!("bind 'set enable-bracketed-paste off'\n{}\nexit\n", commands.join("\n")).as_bytes())
        .unwrap();
    terminal.wait().unwrap();
    drop(keys);
    let received = server.take();
    for (index, (received, request)) in received.iter().zip(&requests).enumerate() {
        assert_arrived(received, request, &server, &format!("pasted {index}"));
    }
    assert_eq!(received.len(), requests.len());
}

/// With secrets from the environment, the same request arrives, and the command contains no secret.
#[test]
fn secrets_come_from_the_environment() {
    for program in programs() {
        let server = Server::start();
        for request in &hostile::with_secrets(&server.url) {
            let text = program.shell.command(request, Secrets::FromEnvironment);
            let texts = request.headers.iter().map(|header| &header.value).chain([&request.body]);
            let variables: Vec<(String, String)> = texts
                .flat_map(|text| {
                    text.secrets()
                        .iter()
                        .map(|secret| (secret.variable.clone(), text.as_str()[secret.range.clone()].into()))
                })
                .collect();
            for (name, value) in &variables {
                assert!(text.contains(&format!("${name}")) || text.contains(&format!("${{{name}}}")), "{text}");
                assert!(!text.contains(value.as_str()), "{value} is in {text}");
            }
            let output = program.run(&text, &variables);
            let received = server.take();
            assert_eq!(received.len(), 1, "{}: {}", program.name, String::from_utf8_lossy(&output.stderr));
            assert_arrived(&received[0], request, &server, program.name);
        }
    }
}

/// The line that prompts for the secrets sets each from the typed text.
#[test]
fn secrets_are_prompted_for() {
    let request = hostile::requests("http://127.0.0.1:1").swap_remove(0);
    let variables =
        ["CE_USER_SECRET", "CE_ORGANIZATION_SECRET", "CE_OAUTH_API_SECRET", "CE_EVENT_NOTIFICATION_SIGNATURE_KEY"];
    for program in programs() {
        let line = program.shell.prompt_for_secrets(&request).unwrap();
        let print = variables.map(|name| format!("printf '<%s>' \"${name}\"")).join("; ");
        let mut terminal = Command::new("script");
        let inner = format!(
            "{} {} -c '{}; {}'",
            program.name,
            program.arguments.join(" "),
            line.replace('\'', "'\\''"),
            print.replace('\'', "'\\''")
        );
        terminal.args(["--quiet", "--command", &inner, "/dev/null"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut terminal = terminal.env("HOME", "/nonexistent").env("TERM", "dumb").spawn().unwrap();
        let mut keys = terminal.stdin.take().unwrap();
        for secret in ["one $x\\y", "t'w\"o", " three", "four"] {
            std::thread::sleep(std::time::Duration::from_millis(400));
            keys.write_all(format!("{secret}\n").as_bytes()).unwrap();
        }
        let output = terminal.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stdout);
        assert!(stderr.contains("<one $x\\y><t'w\"o>< three><four>"), "{}: {stderr}", program.name);
        assert_eq!(stderr.matches("one $x").count(), 1, "{}: what is typed is not shown: {stderr}", program.name);
    }
}

/// Generates texts of special characters, and arbitrary texts.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(hostile::TEXTS.to_vec()), 0..6)
            .prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

#[test]
fn random_requests_arrive_unchanged() {
    let secret = || "[ -+.-~]{1,44}";
    let fields = (secret(), secret(), text(), text(), text(), text(), proptest::collection::vec(text(), 0..3));
    let kinds = (any::<bool>(), any::<bool>(), text(), text());
    let mut runner = TestRunner::default();
    let instances: Vec<_> = (0..80)
        .map(|_| {
            let ((user, organization, name, store, key, secret, tags), (events, polls, callback, resource)) =
                (&fields, &kinds).new_tree(&mut runner).unwrap().current();
            let polling = serde_json::json!({ &resource: { "url": &callback, "idField": &name } }).to_string();
            Instance {
                user_secret: user,
                organization_secret: organization,
                name,
                fields: vec![store, key, secret],
                events,
                event_type: if polls { EventType::Polling } else { EventType::Webhook },
                signature_key: resource,
                callback_url: callback,
                polling: Arc::new(Document::new(polling)),
                tags,
                ..Instance::empty(Definition::woocommerce())
            }
        })
        .collect();
    let programs = programs();
    std::thread::scope(|scope| {
        for program in programs {
            scope.spawn(|| {
                let server = Server::start();
                let requests = instances.iter().map(|instance| {
                    let instance = Instance { host: server.url.clone(), ..instance.clone() };
                    HttpRequest::create_instance(&instance)
                });
                assert_all_arrive(program, &server, &requests.collect::<Vec<_>>());
            });
        }
    });
}

#[test]
fn the_command_of_an_empty_form_runs() {
    let definition = Definition::woocommerce();
    let request = HttpRequest::create_instance(&Instance::empty(definition));
    let expected = r#"curl --request 'POST' \
  --url 'https://api.cloud-elements.com/elements/api-v2/instances' \
  --header 'Authorization: User <USER_SECRET>, Organization <ORGANIZATION_SECRET>' \
  --header 'Content-Type: application/json' \
  --data-raw '{
  "element": {
    "key": "woocommercerest"
  },
  "configuration": {
    "store.url": "<WEB_STORE_URL>",
    "oauth.api.key": "<CONSUMER_KEY>",
    "oauth.api.secret": "<CONSUMER_SECRET>"
  },
  "name": "<INSTANCE_NAME>"
}'"#;
    assert_eq!(Shell::Posix.command(&request, Secrets::Shown), expected);
}

#[test]
fn quoted_words_are_read_back_unchanged() {
    proptest!(|(text in text())| {
        prop_assume!(!text.contains('\0'));
        prop_assert_eq!(shlex::split(&command::quote_posix(&text)), Some(vec![text]));
    });
}
