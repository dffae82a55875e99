//! Tests the program that `cargo xtask serve` runs.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

#[test]
fn the_page_and_the_sandbox_are_served() {
    let dist = tempfile::tempdir().unwrap();
    fs::write(dist.path().join("index.html"), "<title>the page</title>").unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    program.arg(dist.path()).args(["0", "0"]).stdout(Stdio::piped());
    let mut running = Running(program.spawn().unwrap());
    let mut lines = BufReader::new(running.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut address = |label: &str| {
        let line = lines.next().unwrap();
        line.strip_prefix(label).unwrap_or_else(|| panic!("{line}")).trim().to_owned()
    };
    let page = address("The page:");
    let api = address("The sandbox API:");

    assert!(get(&page).ends_with("<title>the page</title>"));
    let response = get(&format!("{api}/instances"));
    assert!(response.starts_with("HTTP/1.1 401 "), "{response}");
}

/// Returns the whole response to a `GET` of an `http` URL.
fn get(url: &str) -> String {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut connection = TcpStream::connect(host).unwrap();
    write!(connection, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut response = String::new();
    connection.read_to_string(&mut response).unwrap();
    response
}
