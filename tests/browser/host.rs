//! A static host: it serves the built site from any folder and to any origin, and has everything cached for ever
//! except the two fixed names. It may also serve other pages, and can alter files or delay them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use sandbox::{DEFAULT_API, POLICY, Violations};
use tokio::sync::watch;

use crate::page::{Page, dist, listen};

/// A status, a body, and the remaining number of such responses.
type CannedResponse = (StatusCode, Vec<u8>, usize);

/// Clones share their state.
#[derive(Clone)]
pub struct Host {
    /// The served contents by path.
    files: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
    /// The number of requests by path.
    request_counts: Arc<Mutex<BTreeMap<String, usize>>>,
    /// Responses that replace files, by path.
    replies: Arc<Mutex<BTreeMap<String, CannedResponse>>>,
    /// Paths whose next request hangs.
    hung: Arc<Mutex<Vec<String>>>,
    /// The ending of the paths that are delayed.
    held: watch::Sender<Option<&'static str>>,
    /// The Content-Security-Policy of all responses.
    pub policy: Option<String>,
    violations: Violations,
    pub address: String,
}

impl Host {
    /// Serves the built site in that folder; `None` without a site to test.
    pub async fn serve(page: &Page, folder: &str) -> Option<Self> {
        Some(Self::serve_files(page, folder, Some(POLICY.into()), site(page, folder)?).await)
    }

    /// Serves the built site with a policy.
    pub async fn serve_with_policy(page: &Page, policy: Option<String>) -> Option<Self> {
        Some(Self::serve_files(page, "/", policy, site(page, "/")?).await)
    }

    async fn serve_files(page: &Page, folder: &str, policy: Option<String>, files: BTreeMap<String, Vec<u8>>) -> Self {
        let mut host = Self {
            files: Arc::new(Mutex::new(files)),
            request_counts: Arc::default(),
            replies: Arc::default(),
            hung: Arc::default(),
            held: watch::Sender::new(None),
            policy,
            violations: page.violations.clone(),
            address: String::new(),
        };
        let address = listen(Router::new().fallback(respond).with_state(host.clone())).await;
        host.address = format!("{address}{folder}");
        host
    }

    /// Serves a text at a path.
    pub fn put(&self, path: &str, text: impl Into<String>) {
        self.files.lock().unwrap().insert(path.into(), text.into().into_bytes());
    }

    /// Serves a page with this body, and with `head` in its head.
    pub fn put_page(&self, path: &str, head: &str, body: &str) {
        let start = "<!doctype html><html lang=en><meta charset=utf-8><title>Another page</title>";
        self.put(path, format!("{start}<link rel=icon href=\"data:,\">{head}<body>{body}"));
    }

    /// Returns the paths served to browsers, without the sample configurations for hosts.
    pub fn paths(&self) -> Vec<String> {
        let files = self.files.lock().unwrap();
        let is_for_browsers = |path: &&String| [".html", ".js", ".css", ".wasm"].iter().any(|end| path.ends_with(end));
        files.keys().filter(is_for_browsers).cloned().collect()
    }

    /// Returns the one path with this start and end.
    pub fn path(&self, start: &str, end: &str) -> String {
        let files = self.files.lock().unwrap();
        let paths: Vec<_> = files.keys().filter(|path| path.starts_with(start) && path.ends_with(end)).collect();
        let [path] = *paths else { panic!("{start}…{end}: {paths:?}") };
        path.clone()
    }

    /// Alters the content of a path.
    pub fn alter(&self, path: &str, alter: impl FnOnce(&mut Vec<u8>)) {
        alter(self.files.lock().unwrap().get_mut(path).unwrap());
    }

    /// Responds to a path with a status and a body instead of the file, this many times.
    pub fn reply(&self, path: &str, status: u16, body: &[u8], times: usize) {
        let reply = (StatusCode::from_u16(status).unwrap(), body.to_vec(), times);
        self.replies.lock().unwrap().insert(path.into(), reply);
    }

    /// Lets the next request for the path hang.
    pub fn hang_once(&self, path: &str) {
        self.hung.lock().unwrap().push(path.into());
    }

    /// Delays requests for paths with this ending; `None` releases them.
    pub fn delay(&self, ending: Option<&'static str>) {
        self.held.send_replace(ending);
    }

    /// Returns the number of requests by path.
    pub fn request_counts(&self) -> BTreeMap<String, usize> {
        self.request_counts.lock().unwrap().clone()
    }
}

/// Returns the files of the built site, whose page offers this sandbox.
fn site(page: &Page, folder: &str) -> Option<BTreeMap<String, Vec<u8>>> {
    let entries = std::fs::read_dir(dist()?).unwrap().map(Result::unwrap);
    let files = entries.map(|entry| {
        let (name, bytes) = (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap());
        let bytes = match &*name {
            "index.html" => String::from_utf8(bytes).unwrap().replace(DEFAULT_API, &page.api).into_bytes(),
            _ => bytes,
        };
        (format!("{folder}{name}"), bytes)
    });
    Some(files.collect())
}

async fn respond(State(host): State<Host>, method: Method, uri: Uri, body: Bytes) -> Response {
    let path = uri.path();
    if (method, path) == (Method::POST, "/violations") {
        host.violations.add(String::from_utf8_lossy(&body).into());
        return StatusCode::NO_CONTENT.into_response();
    }
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path.into() };
    *host.request_counts.lock().unwrap().entry(path.clone()).or_default() += 1;
    host.held.subscribe().wait_for(|held| held.is_none_or(|held| !path.ends_with(held))).await.unwrap();

    let hung = host.hung.lock().unwrap().iter().position(|hung| *hung == path);
    if let Some(index) = hung {
        host.hung.lock().unwrap().remove(index);
        std::future::pending::<()>().await;
    }

    let mut headers = HeaderMap::new();
    let mut set = |name, value: &str| headers.insert(name, HeaderValue::from_str(value).unwrap());
    if let Some(policy) = &host.policy {
        set(header::CONTENT_SECURITY_POLICY, policy);
    }
    set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    let Some(bytes) = host.files.lock().unwrap().get(&path).cloned() else {
        return (StatusCode::NOT_FOUND, headers).into_response();
    };
    let name = path.rsplit('/').next().unwrap_or_default();
    // A name with a hash always has the same content.
    set(header::CACHE_CONTROL, if name.contains('-') { "public, max-age=31536000, immutable" } else { "no-cache" });
    let kind = match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    };
    set(header::CONTENT_TYPE, kind);
    if let Some((status, body, times)) = host.replies.lock().unwrap().get_mut(&path)
        && *times > 0
    {
        *times -= 1;
        headers.remove(header::CACHE_CONTROL);
        return (*status, headers, body.clone()).into_response();
    }
    (headers, bytes).into_response()
}
