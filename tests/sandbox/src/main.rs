//! Serves the page and the sandbox API, each on its own port, until stopped.
//!
//! Usage: `sandbox DIST PORT SANDBOX_PORT`. With `-` for DIST, serves only the API.

use std::path::PathBuf;

use sandbox::{Sandbox, Violations, api, site};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let dist = PathBuf::from(arguments.next().ok_or("usage: sandbox DIST PORT SANDBOX_PORT")?);
    let page = listen(arguments.next()).await?;
    let sandbox = listen(arguments.next()).await?;
    let address = |listener: &TcpListener| listener.local_addr().map_err(|error| error.to_string());
    let api_url = format!("http://{}/elements/api-v2", address(&sandbox)?);
    if dist.as_os_str() == "-" {
        println!("The sandbox API: {api_url}");
        return axum::serve(sandbox, api(Sandbox::default())).await.map_err(|error| error.to_string());
    }
    println!("The page:        http://{}/", address(&page)?);
    println!("The sandbox API: {api_url}");
    let result =
        tokio::try_join!(async { axum::serve(page, site(&dist, &api_url, Violations::default())).await }, async {
            axum::serve(sandbox, api(Sandbox::default())).await
        },);
    result.map(|_| ()).map_err(|error| error.to_string())
}

async fn listen(port: Option<String>) -> Result<TcpListener, String> {
    let port = port.ok_or("usage: sandbox DIST PORT SANDBOX_PORT")?;
    TcpListener::bind(format!("127.0.0.1:{port}")).await.map_err(|error| {
        format!("cannot listen on port {port}: {error}. Choose another with --port and --sandbox-port.")
    })
}
