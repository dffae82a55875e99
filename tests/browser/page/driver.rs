//! The chromedriver process, and the `WebDriver` commands that fantoccini lacks.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::ElementRef;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The time limit for a driver to end its browser.
const SHUTDOWN: Duration = Duration::from_secs(5);

/// A chromedriver, its browser and its files on disk; all end with the test.
pub struct Driver {
    process: Child,
    port: Option<u16>,
    _kept: TempDir,
}

impl Driver {
    /// Starts a chromedriver, and returns its port. `None` if it ended at once: the port it found free over IPv4 may
    /// be in use over IPv6.
    pub fn start() -> Option<(Self, u16)> {
        let kept = tempfile::tempdir().unwrap();
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .env("TMPDIR", kept.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is needed for this test");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut driver = Self { process, port: None, _kept: kept };
        let port = lines.find_map(|line| {
            let line = line.ok()?;
            line.split("started successfully on port ").nth(1)?.trim_end_matches('.').parse().ok()
        })?;
        driver.port = Some(port);
        std::thread::spawn(move || lines.count());
        Some((driver, port))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The browser of a failed test would outlive a driver that is killed.
        if let Some(mut stream) = self.port.and_then(|port| TcpStream::connect(("127.0.0.1", port)).ok()) {
            stream.set_read_timeout(Some(SHUTDOWN)).ok();
            stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").ok();
            stream.read_to_end(&mut Vec::new()).ok();
        }
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// Returns the ID in `WebDriver`'s reference to an element.
pub fn id(reference: &Value) -> ElementRef {
    let id = reference.as_object().and_then(|reference| reference.values().next()).and_then(|id| id.as_str());
    ElementRef::from(id.expect("a reference to an element").to_owned())
}

/// The `WebDriver` command Get Computed Label.
#[derive(Debug)]
pub struct ComputedLabel(pub String);

impl WebDriverCompatibleCommand for ComputedLabel {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/element/{}/computedlabel", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::GET, None)
    }
}

/// A command of the `DevTools` protocol, and its parameters.
#[derive(Debug)]
pub struct DevTools(pub &'static str, pub Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}
