//! Calls the sandbox with curl: it responds as the documented API does.

#![allow(missing_docs)]

use std::process::Command;

use sandbox::{Sandbox, api};
use serde_json::{Value, json};
use tokio::net::TcpListener;

const ACCOUNT: &str = "Authorization: User u=, Organization o";
const JSON: &str = "Content-Type: application/json";

/// Returns the status, the body, and the headers in lower case.
async fn curl(url: String, arguments: &[&str]) -> (u16, Value, String) {
    let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
    let run =
        move || Command::new("curl").args(["--silent", "--include", "--url", &url]).args(arguments).output().unwrap();
    let output = String::from_utf8(tokio::task::spawn_blocking(run).await.unwrap().stdout).unwrap();
    let (head, body) = output.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap_or(Value::Null), head.to_lowercase())
}

fn body(change: impl Fn(&mut Value)) -> String {
    let mut body = json!({
        "element": { "key": "woocommercerest" },
        "configuration": { "store.url": "https://a.example", "oauth.api.key": "k", "oauth.api.secret": "s" },
        "tags": ["Docs"],
        "name": "n",
    });
    change(&mut body);
    body.to_string()
}

/// A request that the sandbox rejects.
struct Rejected {
    status: u16,
    authorization: &'static str,
    content_type: &'static str,
    body: String,
}

fn rejected() -> [Rejected; 10] {
    let good = body(|_| {});
    [
        Rejected { status: 401, authorization: "Authorization: User u=", content_type: JSON, body: good.clone() },
        Rejected {
            status: 401,
            authorization: "Authorization: User <USER_SECRET>, Organization o",
            content_type: JSON,
            body: good.clone(),
        },
        Rejected { status: 401, authorization: "X-None: 1", content_type: JSON, body: good.clone() },
        Rejected { status: 415, authorization: ACCOUNT, content_type: "Content-Type: text/plain", body: good.clone() },
        Rejected { status: 400, authorization: ACCOUNT, content_type: JSON, body: "{\"element\": ".into() },
        Rejected {
            status: 400,
            authorization: ACCOUNT,
            content_type: JSON,
            body: body(|body| body["element"]["key"] = json!("shopify")),
        },
        Rejected {
            status: 400,
            authorization: ACCOUNT,
            content_type: JSON,
            body: body(|body| body["configuration"]["store.url"] = json!("<WEB_STORE_URL>")),
        },
        Rejected {
            status: 400,
            authorization: ACCOUNT,
            content_type: JSON,
            body: body(|body| body["name"] = json!("")),
        },
        Rejected {
            status: 400,
            authorization: ACCOUNT,
            content_type: JSON,
            body: body(|body| body["tags"] = json!("Docs")),
        },
        Rejected {
            status: 409,
            authorization: ACCOUNT,
            content_type: JSON,
            body: body(|body| body["name"] = json!("already-exists")),
        },
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_responds_as_documented() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/elements/api-v2/instances", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, api(Sandbox::default())).await });

    let good = body(|_| {});
    let (status, created, head) = curl(base.clone(), &["-H", ACCOUNT, "-H", JSON, "--data-raw", &good]).await;
    assert_eq!((status, created["name"].as_str(), created["tags"][0].as_str()), (200, Some("n"), Some("Docs")));
    assert_eq!(created["configuration"]["oauth.api.secret"], "********");
    assert!(head.contains("x-sandbox: true") && head.contains("access-control-allow-origin: *"), "{head}");
    let (id, token) = (created["id"].as_u64().unwrap(), created["token"].as_str().unwrap());

    for Rejected { status: expected, authorization, content_type, body } in rejected() {
        let (status, error, head) =
            curl(base.clone(), &["-H", authorization, "-H", content_type, "--data-raw", &body]).await;
        assert_eq!(status, expected, "{body}: {error}");
        assert!(error["requestId"].is_string() && error["message"].is_string(), "{error}");
        assert!(head.contains("x-sandbox: true"));
    }

    let with_token = format!("Authorization: User u=, Element {token}");
    let (status, list, _) = curl(base.clone(), &["-H", ACCOUNT]).await;
    assert_eq!((status, list.as_array().map(Vec::len)), (200, Some(1)));
    let one = format!("{base}/{id}");
    assert_eq!(curl(one.clone(), &["-H", &with_token]).await.1["id"], id);
    assert_eq!(curl(one.clone(), &["-H", "Authorization: User u=, Element no"]).await.0, 401);
    // The next steps.
    let root = base.trim_end_matches("/instances");
    let customers = format!("{root}/hubs/ecommerce/customers");
    assert_eq!(curl(customers.clone(), &["-H", &with_token]).await.1[0]["id"], 1);
    assert_eq!(curl(customers.clone(), &["-H", ACCOUNT]).await.0, 401);
    assert_eq!(curl(format!("{one}/events"), &["-H", ACCOUNT]).await.1, json!([]));
    let settings = curl(format!("{one}/configuration"), &["-H", ACCOUNT]).await.1;
    let store = settings.as_array().unwrap().iter().find(|setting| setting["key"] == "store.url").unwrap();
    assert_eq!(store["propertyValue"], "https://a.example");
    let setting = store["id"].as_u64().unwrap();
    let change = |value: &str| json!({ "key": "store.url", "propertyValue": value }).to_string();
    let patch = async |setting: u64, body: &str| {
        let setting = format!("{one}/configuration/{setting}");
        curl(setting, &["-X", "PATCH", "-H", ACCOUNT, "-H", JSON, "--data-raw", body]).await.0
    };
    assert_eq!(patch(setting, &change("https://b.example")).await, 200);
    assert_eq!((patch(setting + 1, &change("x")).await, patch(setting, "{}").await), (404, 400));
    assert_eq!(curl(one.clone(), &["-H", ACCOUNT]).await.1["configuration"]["store.url"], "https://b.example");
    let enabled = format!("{base}/enabled");
    let all = format!("Authorization: User u=, Organization o, Element {token}");
    assert_eq!(curl(enabled.clone(), &["-X", "DELETE", "-H", &all]).await.0, 200);
    assert_eq!(curl(customers.clone(), &["-H", &with_token]).await.0, 403);
    assert_eq!(curl(enabled, &["-X", "PUT", "-H", &all]).await.0, 200);
    assert_eq!(curl(customers, &["-H", &with_token]).await.0, 200);
    assert_eq!(curl(one.clone(), &["-X", "DELETE", "-H", &with_token]).await.0, 200);
    assert_eq!(curl(one, &["-H", ACCOUNT]).await.0, 404);

    let preflight = [
        "-X",
        "OPTIONS",
        "-H",
        "Origin: http://x",
        "-H",
        "Access-Control-Request-Method: POST",
        "-H",
        "Access-Control-Request-Headers: authorization,content-type",
    ];
    let (status, _, head) = curl(base, &preflight).await;
    assert_eq!(status, 204);
    assert!(head.contains("access-control-allow-headers: authorization,content-type"), "{head}");
}
