//! A static server for `dist/`.

use std::path::Path;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Html;
use axum::routing::get;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// Where the page says which sandbox it offers; replaced by the one that is there.
const DEFAULT_API: &str = "http://127.0.0.1:8081/elements/api-v2";

/// Serves the folder `dist`, whose page then offers the sandbox API at `api_url`.
pub fn site(dist: &Path, api_url: &str) -> Router {
    let (index, api_url) = (dist.join("index.html"), api_url.to_owned());
    let page = move || async move {
        let page =
            tokio::fs::read_to_string(&index).await.unwrap_or_else(|error| format!("{}: {error}", index.display()));
        Html(page.replace(DEFAULT_API, &api_url))
    };
    Router::new()
        .route("/", get(page.clone()))
        .route("/index.html", get(page))
        .fallback_service(ServeDir::new(dist))
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-cache")))
}
