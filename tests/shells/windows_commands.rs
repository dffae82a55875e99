//! The commands for the Windows shells, parsed by the documented rules and run with real curl.

use std::collections::HashMap;
use std::process::{Command, Output};

use model::command::{self, Secrets, Shell};
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;

use super::loopback::{Received, Server};
use super::skip::skip;
use super::{assert_arrived, hostile, windows, wine};

/// Runs real curl with these arguments, in a folder with these files.
pub fn run_curl(arguments: &[String], files: &HashMap<String, String>) -> Output {
    let folder = std::env::temp_dir().join(format!("curl-{}-{:?}", std::process::id(), std::thread::current().id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, content) in files {
        std::fs::write(folder.join(name), content).unwrap();
    }
    let output = Command::new("curl").args(&arguments[1..]).current_dir(&folder).output().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    output
}

/// Checks that the received request equals the expected one, except for the layout and escapes of the JSON.
pub fn assert_arrived_as_json(received: Received, request: &HttpRequest, server: &Server, by: &str) {
    let json = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes);
    if let (Ok(arrived), Ok(sent)) = (json(&received.body), json(request.body.as_str().as_bytes())) {
        assert_eq!(arrived, sent, "{by}");
        let body = request.body.as_str().as_bytes().to_vec();
        assert_arrived(&Received { body, ..received }, request, server, by);
    } else {
        assert_arrived(&received, request, server, by);
    }
}

/// Returns the arguments with which a Windows shell's command starts curl.
pub fn start_arguments(
    shell: Shell,
    request: &HttpRequest,
    secrets: Secrets,
    variables: &HashMap<String, String>,
) -> windows::PowerShell {
    let text = shell.command(request, secrets);
    if shell == Shell::Cmd {
        let line = windows::cmd(&text, variables).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let files = HashMap::from([(command::BODY_FILE.into(), request.body.as_str().into())]);
        return windows::PowerShell { arguments: windows::arguments(&line), files, removed: Vec::new() };
    }
    let mut output = windows::powershell(&text, variables);
    if shell == Shell::WindowsPowerShell {
        let line = windows::legacy_line(&output.arguments);
        output.arguments = windows::arguments(&line);
        assert!(line.len() < 32_767, "{} characters", line.len());
    }
    assert_eq!(output.files.keys().collect::<Vec<_>>(), output.removed.iter().collect::<Vec<_>>());
    output
}

pub const WINDOWS: [Shell; 3] = [Shell::PowerShell, Shell::WindowsPowerShell, Shell::Cmd];

#[test]
fn hostile_requests_arrive_from_the_windows_shells() {
    let server = Server::start();
    let variables = HashMap::from([("PATH".into(), "C:\\Windows".into()), ("HOME".into(), "C:\\".into())]);
    for shell in WINDOWS {
        for (index, request) in hostile::requests(&server.url).iter().enumerate() {
            // A line of cmd.exe can't contain a line break; the form's bodies only contain line breaks between
            // values.
            let is_json = serde_json::from_str::<serde_json::Value>(request.body.as_str()).is_ok();
            if !is_json && (shell == Shell::Cmd || request.body.as_str().contains('\n')) {
                continue;
            }
            let start_arguments = start_arguments(shell, request, Secrets::Shown, &variables);
            let output = run_curl(&start_arguments.arguments, &start_arguments.files);
            let mut received = server.take();
            let by = format!("{shell:?} {index}");
            assert_eq!(received.len(), 1, "{by}: {}", String::from_utf8_lossy(&output.stderr));
            assert_arrived_as_json(received.remove(0), request, &server, &by);
        }
    }
}

#[test]
fn the_windows_shells_take_secrets_from_the_environment() {
    let server = Server::start();
    let values = [("CE_USER_SECRET", "u3er=/+"), ("CE_ORGANIZATION_SECRET", "0rg="), ("CE_OAUTH_API_SECRET", "cs_2")];
    let variables: HashMap<_, _> = values.map(|(name, value)| (name.into(), value.into())).into();
    let instance = Instance {
        host: server.url.clone(),
        user_secret: values[0].1.into(),
        organization_secret: values[1].1.into(),
        name: "a \"name\" & more".into(),
        fields: vec!["https://x.example".into(), "ck_1".into(), values[2].1.into()],
        ..Instance::empty(Definition::woocommerce())
    };
    let request = HttpRequest::create_instance(&instance);
    for shell in WINDOWS {
        let text = shell.command(&request, Secrets::FromEnvironment);
        assert!(values.iter().all(|(_, value)| !text.contains(value)), "{text}");
        let start_arguments = start_arguments(shell, &request, Secrets::FromEnvironment, &variables);
        run_curl(&start_arguments.arguments, &start_arguments.files);
        let received = server.take().remove(0);
        assert_arrived_as_json(received, &request, &server, shell.name());
    }
}

#[test]
fn powershell_takes_any_secret_from_the_environment() {
    let server = Server::start();
    let values = [
        "it's",
        "say \"hi\"",
        "\"",
        "\"\"",
        "a\\",
        "a\\\\",
        "a\\\"",
        "\\\\\"\\",
        "$x$(ls)",
        "%PATH%",
        "a\\b",
        "`id` &|<>^",
        "a b",
    ];
    for value in values {
        let variables = HashMap::from([
            ("CE_USER_SECRET".into(), value.into()),
            ("CE_ORGANIZATION_SECRET".into(), value.into()),
            // A secret of the body is set as the text of a JSON string.
            ("CE_OAUTH_API_SECRET".into(), value.replace('\\', "\\\\").replace('"', "\\\"")),
        ]);
        let instance = Instance {
            host: server.url.clone(),
            user_secret: value.into(),
            organization_secret: value.into(),
            fields: vec!["https://x.example".into(), "ck_1".into(), value.into()],
            ..Instance::empty(Definition::woocommerce())
        };
        let request = HttpRequest::create_instance(&instance);
        for shell in [Shell::PowerShell, Shell::WindowsPowerShell] {
            let start_arguments = start_arguments(shell, &request, Secrets::FromEnvironment, &variables);
            run_curl(&start_arguments.arguments, &start_arguments.files);
            let received = server.take().remove(0);
            assert_arrived_as_json(received, &request, &server, &format!("{} {value}", shell.name()));
        }
    }
}

#[test]
fn windows_powershell_escapes_secrets_at_run_time() {
    let mut instance = Instance {
        host: "https://api.example".into(),
        user_secret: "u".into(),
        organization_secret: "o".into(),
        name: "n".into(),
        fields: vec!["https://x.example".into(), "ck_1".into(), "cs_2".into()],
        ..Instance::empty(Definition::woocommerce())
    };
    let command = |instance: &Instance| {
        let request = HttpRequest::create_instance(instance);
        Shell::WindowsPowerShell.command(&request, Secrets::FromEnvironment)
    };
    let text = command(&instance);
    let header = r#"--header ('"Authorization: User ' + ($env:CE_USER_SECRET -replace '(\\*)"', '$1$1\"') + ', Organization ' + ($env:CE_ORGANIZATION_SECRET -replace '(\\*)"', '$1$1\"' -replace '(\\+)$', '$1$1') + '"') `"#;
    assert!(text.lines().any(|line| line.trim() == header), "{text}");
    let secret = r#": \"' + ($env:CE_OAUTH_API_SECRET -replace '(\\*)"', '$1$1\"' -replace '(\\+)$', '$1$1') + '\""#;
    assert!(text.contains(secret), "{text}");
    // In a file, the value is not an argument.
    instance.name = "n".repeat(40_000);
    let text = command(&instance);
    assert!(text.contains(": \"\n'@ + $env:CE_OAUTH_API_SECRET + @'\n\""), "{text}");
}

#[test]
fn hostile_requests_arrive_from_wine_s_cmd() {
    let server = Server::start();
    // Wine removes carets before it expands percent signs; Windows does it in the opposite order.
    let can = |request: &HttpRequest| !Shell::Cmd.command(request, Secrets::Shown).contains('%');
    let is_json = |request: &HttpRequest| request.body.as_str().starts_with('{');
    let requests: Vec<_> =
        hostile::requests(&server.url).into_iter().filter(|request| can(request) && is_json(request)).collect();
    let commands: Vec<_> = requests.iter().map(|request| Shell::Cmd.command(request, Secrets::Shown)).collect();
    let Some(programs) = wine::arguments(&commands) else {
        skip("there is no wine, or no x86_64-w64-mingw32-gcc, on this machine");
        return;
    };
    for (index, (arguments, request)) in programs.iter().zip(&requests).enumerate() {
        run_curl(arguments, &HashMap::from([(command::BODY_FILE.into(), request.body.as_str().into())]));
        let received = server.take().remove(0);
        assert_arrived_as_json(received, request, &server, &format!("wine {index}: {}", commands[index]));
    }
    assert_eq!(programs.len(), requests.len());
}
