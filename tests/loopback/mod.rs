//! A local server that records every request byte for byte.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A received request.
#[derive(Debug, PartialEq, Eq)]
pub struct Received {
    /// The request line, for example `POST /path HTTP/1.1`.
    pub line: String,
    /// Names in lower case and values, in order of arrival.
    pub headers: Vec<(String, Vec<u8>)>,
    pub body: Vec<u8>,
}

pub struct Server {
    pub url: String,
    received: Receiver<Received>,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (sender, received) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Some((request, mut stream)) = stream.ok().and_then(receive) else { continue };
                // Recorded before the response is sent, so that it is available once the client has exited.
                if sender.send(request).is_err() {
                    return;
                }
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}").ok();
            }
        });
        Self { url, received }
    }

    /// Returns the requests since the last call, including all that a finished program has sent.
    pub fn take(&self) -> Vec<Received> {
        self.received.try_iter().collect()
    }
}

fn receive(mut stream: TcpStream) -> Option<(Received, TcpStream)> {
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let mut bytes = Vec::new();
    let head = loop {
        let mut chunk = [0; 4096];
        let length = stream.read(&mut chunk).ok().filter(|length| *length > 0)?;
        bytes.extend_from_slice(&chunk[..length]);
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
    };
    let mut lines = bytes[..head].split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let line = String::from_utf8(lines.next()?.to_vec()).ok()?;
    let headers: Vec<(String, Vec<u8>)> = lines
        .map(|line| {
            let colon = line.iter().position(|byte| *byte == b':').unwrap();
            (String::from_utf8_lossy(&line[..colon]).to_lowercase(), line[colon + 1..].trim_ascii().to_vec())
        })
        .collect();
    let number = |name: &str| headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone());
    let length = number("content-length").and_then(|value| String::from_utf8(value).ok()?.parse().ok()).unwrap_or(0);
    if number("expect").is_some() {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").ok()?;
    }
    let mut body = bytes[head + 4..].to_vec();
    let have = body.len();
    body.resize(length, 0);
    stream.read_exact(&mut body[have..]).ok()?;
    Some((Received { line, headers, body }, stream))
}
