//! A server with every kind of fault, over real sockets.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How the server handles a `POST` that it has read completely.
#[derive(Clone, Copy)]
pub enum ServerAction {
    /// Sends this and closes.
    Send(&'static str),
    /// Sends this status, content type and body, as valid HTTP with CORS headers.
    Respond(u16, &'static str, &'static str),
    /// Like `Respond`, with these additional headers.
    RespondWith(u16, &'static str, &'static str),
    /// Sends this and resets the connection.
    Reset(&'static str),
    /// Sends this and then hangs.
    Stall(&'static str),
    /// Responds with this after a second.
    RespondLate(&'static str),
    /// Sends this, then one byte a second.
    Trickle(&'static str),
    /// Sends these bytes as the body of a valid response.
    Bytes(&'static [u8]),
    /// Keeps the connection after the preflight, and resets it when the `POST` arrives on it.
    Drop,
}
pub use ServerAction::{Bytes, Drop, Reset, Respond, RespondLate, RespondWith, Send, Stall, Trickle};

pub const CREATED: &str = r#"{"id":12345,"token":"t0ken="}"#;
/// The head of a response with CORS headers, without the length of its body.
const HEAD: &str = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: application/json\r\n";

/// The server. Clones share its action and the requests it received.
#[derive(Clone)]
pub struct Server {
    action: Arc<Mutex<ServerAction>>,
    posts: Arc<Mutex<Vec<String>>>,
    pub address: String,
}

impl Server {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = Self { action: Arc::new(Mutex::new(Send(""))), posts: Arc::default(), address };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = serving.clone();
                tokio::spawn(async move { server.serve(stream).await });
            }
        });
        server
    }

    /// Handles the next requests this way.
    pub fn set(&self, action: ServerAction) {
        *self.action.lock().unwrap() = action;
    }

    /// Returns the `POST` requests that arrived.
    pub fn posts(&self) -> Vec<String> {
        self.posts.lock().unwrap().clone()
    }

    /// Forgets the requests that arrived.
    pub fn forget_posts(&self) {
        self.posts.lock().unwrap().clear();
    }

    async fn serve(&self, mut stream: TcpStream) -> Option<()> {
        let mut request = read(&mut stream).await?;
        if request.starts_with("OPTIONS") {
            let is_kept = matches!(*self.action.lock().unwrap(), Drop);
            let connection = if is_kept { "keep-alive" } else { "close" };
            let head = format!(
                "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Methods: *\r\n\
                        Access-Control-Allow-Headers: authorization, content-type\r\n\
                        Access-Control-Allow-Private-Network: true\r\nConnection: {connection}\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).await.ok()?;
            if !is_kept {
                return Some(());
            }
            request = read(&mut stream).await?;
        }
        if request.starts_with("GET") {
            let body = "[]";
            let head = format!("{HEAD}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
            return stream.write_all(head.as_bytes()).await.ok();
        }
        self.posts.lock().unwrap().push(request);
        let action = *self.action.lock().unwrap();
        // A text that doesn't start like a response follows a valid head.
        let all = |text: &str| {
            let is_whole = text.is_empty() || text.starts_with("HTTP") || text.starts_with("SSH");
            if is_whole { text.to_owned() } else { format!("{HEAD}{text}") }
        };
        match action {
            Send(text) | Reset(text) | Stall(text) | Trickle(text) => {
                stream.write_all(all(text).as_bytes()).await.ok()?;
            }
            RespondLate(body) => {
                tokio::time::sleep(Duration::from_secs(1)).await;
                stream.write_all(http_response(Respond(200, "application/json", body)).as_bytes()).await.ok()?;
            }
            Bytes(bytes) => {
                let head = format!("{HEAD}Content-Length: {}\r\nConnection: close\r\n\r\n", bytes.len());
                stream.write_all(&[head.as_bytes(), bytes].concat()).await.ok()?;
            }
            Drop => return None,
            Respond(..) | RespondWith(..) => stream.write_all(http_response(action).as_bytes()).await.ok()?,
        }
        match action {
            Reset(_) => {
                // The client must read the data before the reset.
                tokio::time::sleep(Duration::from_millis(100)).await;
                stream.set_zero_linger().ok()?;
            }
            Stall(_) => tokio::time::sleep(Duration::from_mins(1)).await,
            Trickle(_) => {
                while stream.write_all(b" ").await.is_ok() {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
            _ => {}
        }
        Some(())
    }
}

/// Returns an HTTP response.
fn http_response(action: ServerAction) -> String {
    let (status, headers, body) = match action {
        Respond(status, kind, body) => (status, format!("Content-Type: {kind}\r\n"), body),
        RespondWith(status, headers, body) => (status, headers.to_owned(), body),
        _ => unreachable!("the others are no whole answers"),
    };
    format!(
        "HTTP/1.1 {status} Status\r\nAccess-Control-Allow-Origin: *\r\n{headers}Content-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
}

/// Reads a whole request.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        let mut more = [0; 4096];
        let read = stream.read(&mut more).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&more[..read]);
    }
}
