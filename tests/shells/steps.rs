//! The next steps after creating an instance: requests without a body, and callbacks.

use std::collections::HashMap;

use model::callback::SAMPLE;
use model::command::{Secrets, Shell};
use model::element::Definition;
use model::instance::Instance;
use model::request::{HttpRequest, NextStep};

use super::loopback::Server;
use super::windows_commands::{WINDOWS, assert_arrived_as_json, run_curl, start_arguments};
use super::{PROGRAMS, assert_all_arrive, assert_arrived, programs};

const SECRETS: [(&str, &str); 3] =
    [("CE_USER_SECRET", "u3er=/+"), ("CE_ORGANIZATION_SECRET", "0rg"), ("CE_ELEMENT_TOKEN", "t0k/en=")];

/// Returns all steps for an instance, with a plain ID and with one full of special characters.
fn steps(server: &Server) -> Vec<HttpRequest> {
    let instance = Instance {
        host: server.url.clone(),
        user_secret: SECRETS[0].1.into(),
        organization_secret: SECRETS[1].1.into(),
        ..Instance::empty(Definition::woocommerce())
    };
    let polls = Instance { events: true, ..instance.clone() };
    let plain = NextStep::ALL.map(|step| HttpRequest::for_step(step, &instance, "12345", SECRETS[2].1));
    let hostile =
        NextStep::ALL.map(|step| HttpRequest::for_step(step, &polls, "'$(id)\"%PATH%[1-3]&{a}", SECRETS[2].1));
    plain.into_iter().chain(hostile).collect()
}

#[test]
fn a_request_without_a_body_is_sent_without_one() {
    let server = Server::start();
    let instance = Instance { host: server.url.clone(), ..Instance::empty(Definition::woocommerce()) };
    let request = HttpRequest::for_step(NextStep::ReadInstance, &instance, "1", "");
    for shell in Shell::ALL {
        let command = shell.command(&request, Secrets::Shown);
        assert!(!command.contains("--data"), "{command}");
        let last = command.lines().last().unwrap();
        assert!(last.trim_start().starts_with("--header") && last.ends_with(['\'', '"']), "{command}");
    }
    PROGRAMS[0].run(&Shell::Posix.command(&request, Secrets::Shown), &[]);
    let received = server.take().remove(0);
    assert_eq!(received.line, "GET /elements/api-v2/instances/1 HTTP/1.1");
    let own = ["host", "user-agent", "accept"];
    let others: Vec<_> = received.headers.iter().filter(|(name, _)| !own.contains(&name.as_str())).collect();
    assert_eq!(others, [&("authorization".into(), b"User <USER_SECRET>, Organization <ORGANIZATION_SECRET>".to_vec())]);
    assert_eq!(received.body, b"");
}

#[test]
fn each_next_step_arrives_from_every_shell() {
    for program in programs() {
        let server = Server::start();
        assert_all_arrive(program, &server, &steps(&server));
    }
    let server = Server::start();
    let variables = HashMap::from([("PATH".into(), "C:\\Windows".into())]);
    for shell in WINDOWS {
        for request in steps(&server) {
            let start_arguments = start_arguments(shell, &request, Secrets::Shown, &variables);
            run_curl(&start_arguments.arguments, &start_arguments.files);
            assert_arrived_as_json(server.take().remove(0), &request, &server, shell.name());
        }
    }
}

#[test]
fn the_token_comes_from_the_environment_too() {
    let server = Server::start();
    let variables = SECRETS.map(|(name, value)| (name.to_owned(), value.to_owned()));
    for program in programs() {
        for request in steps(&server) {
            let text = program.shell.command(&request, Secrets::FromEnvironment);
            assert!(SECRETS.iter().all(|(_, value)| !text.contains(value)), "{text}");
            program.run(&text, &variables);
            assert_arrived(&server.take()[0], &request, &server, program.name);
        }
    }
}

/// A signed body must not change by a byte; a shell that can't pass it prints an error.
#[test]
fn notifications_arrive_byte_for_byte() {
    let server = Server::start();
    let url = format!("{}/events?a=[1-3]&b={{c,d}}", server.url);
    let long = format!("[\"{}\"]", "it's $HOME `id` %PATH% & \\\\ (é) ".repeat(2_000));
    let payloads = [
        SAMPLE,
        "{\"name\":\"it's $(id) `id` $HOME !x \\\\ \\\" %PATH% & | < > ^ (EU)\"}",
        "{\n  \"a\": 1.0,\n\n  \"é\": \"😀 ‘’\"\n}\n",
        "{\r\n\t\"a\": []\r\n}\r\n",
        "[\"END_OF_BODY\", \"'@\"]",
        &long,
    ];
    let requests = payloads.map(|payload| HttpRequest::notify(&url, payload, Some(&[255; 32])));
    for program in programs() {
        let server_url = &server.url;
        assert!(requests.iter().all(|request| request.url.starts_with(server_url) && request.headers.len() == 2));
        assert_all_arrive(program, &server, &requests);
    }
    let variables = HashMap::from([("PATH".into(), "C:\\Windows".into())]);
    let mut kept = 0;
    for shell in WINDOWS {
        for request in &requests {
            let start_arguments = start_arguments(shell, request, Secrets::Shown, &variables);
            run_curl(&start_arguments.arguments, &start_arguments.files);
            let received = server.take().remove(0);
            if shell.preserves_bytes(request) {
                kept += 1;
                assert_arrived(&received, request, &server, shell.name());
            } else {
                assert_arrived_as_json(received, request, &server, shell.name());
            }
        }
    }
    assert!(kept >= 8, "{kept}");
}
