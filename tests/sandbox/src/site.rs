//! A static server for `dist/` with a strict Content-Security-Policy.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Html;
use axum::routing::{get, post};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// The meta tag with the sandbox's URL; the server fills in its own.
pub const DEFAULT_API: &str = "http://127.0.0.1:8081/elements/api-v2";

/// The page's Content-Security-Policy: no inline code, nothing from other origins, and no HTML from strings (Trusted
/// Types). It may call any API over https, and this machine. The page has it as a meta tag, and the samples in
/// `xtask/headers/` as a header; a test compares them with this constant.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self' https: http://127.0.0.1:* http://localhost:*; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'";

/// The policy violations that browsers reported. Clones share them.
#[derive(Clone, Default)]
pub struct Violations(Arc<Mutex<Vec<String>>>);

impl Violations {
    /// Returns the reports so far.
    #[must_use]
    pub fn reports(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Records a browser's report.
    pub fn add(&self, report: String) {
        eprintln!("The page violated its policy: {report}");
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(report);
    }
}

/// Serves the folder `dist` with a page that offers the sandbox API at `api_url`.
///
/// # Panics
/// Never: the policy is a valid header value.
pub fn site(dist: &Path, api_url: &str, violations: Violations) -> Router {
    let (index, api_url) = (dist.join("index.html"), api_url.to_owned());
    let page = move || async move {
        let page =
            tokio::fs::read_to_string(&index).await.unwrap_or_else(|error| format!("{}: {error}", index.display()));
        Html(page.replace(DEFAULT_API, &api_url))
    };
    let policy = HeaderValue::try_from(format!("{POLICY}; report-uri /violations")).expect("a policy is plain text");
    Router::new()
        .route("/", get(page.clone()))
        .route("/index.html", get(page))
        .route("/violations", post(move |report: String| async move { violations.add(report) }))
        .fallback_service(ServeDir::new(dist))
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-cache")))
        .layer(SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, policy))
}
