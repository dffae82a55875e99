//! Documents around a request, a response or a configuration: the parts that are read, and the documents that are
//! rejected by name.

#![allow(missing_docs)]

mod configurations;
mod properties;
mod repairs;
mod requests;
mod surroundings;

use importer::{Import, read};
use model::element::Definition;
use model::instance::Instance;
use serde_json::{Value, json};

const URL: &str = "https://api.cloud-elements.com/elements/api-v2/instances";
const USER: &str = "dXNlci1zZWNyZXQtMDE=";
const ORGANIZATION: &str = "b3JnLXNlY3JldC0wMQ==";
const TOKEN: &str = "bm90LWEtcmVhbC10b2tlbg==";
const RESPONSE: &str = "This is an instance as the API returns it. Its element, configuration, tags and name were \
                        used; fields that the API adds were ignored.";
const WRAPPER: &str = "line 1, column 1: The instance is inside other JSON. Everything around it was ignored.";
const UNUSUAL_INTERVAL: &str = "\"event.poller.refresh_interval\" isn't a whole number of minutes, 1 or more, so it's \
                            under Additional configuration. Enter the minutes in their field and remove it there.";

fn empty_form() -> Instance {
    Instance::empty(Definition::woocommerce())
}

fn import(text: &str) -> Import {
    read(text, &empty_form()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn messages(import: &Import) -> Vec<String> {
    import.repairs.iter().map(ToString::to_string).collect()
}

fn import_error(text: &str) -> String {
    read(text, &empty_form()).map(|import| messages(&import)).expect_err(text).to_string()
}

fn body() -> Value {
    json!({
        "element": {"key": "woocommercerest"},
        "configuration": {"store.url": "https://shop.example", "oauth.api.key": "ck_1", "oauth.api.secret": "cs_2"},
        "tags": ["Docs"],
        "name": "My store",
    })
}

/// Returns the form after importing [`body`].
fn form() -> Instance {
    Instance {
        name: "My store".into(),
        fields: vec!["https://shop.example".into(), "ck_1".into(), "cs_2".into()],
        tags: vec!["Docs".into()],
        ..empty_form()
    }
}

/// Returns the form after importing [`body`] in a request.
fn signed_in() -> Instance {
    Instance { user_secret: USER.into(), organization_secret: ORGANIZATION.into(), ..form() }
}

fn authorization() -> String {
    format!("User {USER}, Organization {ORGANIZATION}")
}

/// Returns an instance as the API returns it.
fn response() -> Value {
    let mut response = body();
    response["element"]["id"] = 2881.into();
    response["element"]["name"] = "WooCommerce".into();
    for (key, value) in [
        ("id", json!(835_844)),
        ("token", TOKEN.into()),
        ("createdDate", "2017-08-07T18:46:38Z".into()),
        ("valid", true.into()),
        ("user", json!({"id": 12345})),
    ] {
        response[key] = value;
    }
    response
}

fn har_request(body: &Value) -> Value {
    json!({
        "method": "POST", "url": URL, "httpVersion": "http/2.0", "cookies": [], "queryString": [], "bodySize": 229,
        "headers": [
            {"name": ":authority", "value": "api.cloud-elements.com"},
            {"name": "Authorization", "value": authorization()},
            {"name": "cookie", "value": "JSESSIONID=abcdef"},
        ],
        "postData": {"mimeType": "application/json", "text": body.to_string()},
    })
}

fn har(entries: &[Value]) -> Value {
    json!({"log": {"version": "1.2", "creator": {"name": "WebInspector", "version": "537.36"}, "pages": [], "entries": entries}})
}

fn har_entry(body: &Value) -> Value {
    let mut other_response = response();
    other_response["name"] = "Another name".into();
    json!({
        "startedDateTime": "2026-01-01T00:00:00.000Z",
        "request": har_request(body),
        "response": {"status": 200, "content": {"mimeType": "application/json", "text": other_response.to_string()}},
    })
}

fn other_entries() -> [Value; 2] {
    [
        json!({"request": {"method": "GET", "url": "https://shop.example/app.js", "headers": []}, "response": {"status": 200}}),
        json!({"request": {"method": "OPTIONS", "url": URL, "headers": []}, "response": {"status": 204}}),
    ]
}

fn postman_item(body: &Value) -> Value {
    json!({
        "name": "Create an instance",
        "request": {
            "method": "POST",
            "header": [
                {"key": "Authorization", "value": authorization(), "type": "text"},
                {"key": "Authorization", "value": "User a, Organization b", "disabled": true},
            ],
            "body": {"mode": "raw", "raw": body.to_string(), "options": {"raw": {"language": "json"}}},
            "url": {"raw": URL, "protocol": "https", "host": ["api", "cloud-elements", "com"], "path": ["elements", "api-v2", "instances"]},
        },
        "response": [],
    })
}

fn postman(items: &[Value]) -> Value {
    json!({"info": {"name": "CE", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}, "item": items})
}

/// Returns every document around a request, with the name of its format.
fn requests(body: &Value) -> Vec<(&'static str, Value)> {
    let [script, preflight] = other_entries();
    let auth = |version: &str| {
        let settings = match version {
            "2.1" => json!([{"key": "value", "value": authorization()}, {"key": "key", "value": "Authorization"}]),
            _ => json!({"key": "Authorization", "value": authorization()}),
        };
        let mut item = postman_item(body);
        item["request"]["header"] = json!([]);
        item["request"]["url"].as_object_mut().unwrap().remove("raw");
        let mut collection = postman(&[json!({"name": "folder", "item": [item]})]);
        collection["auth"] = json!({"type": "apikey", "apikey": settings});
        collection
    };
    let list = json!({"name": "List", "request": {"method": "GET", "header": [], "url": URL}});
    let insomnia = json!({"_id": "req_1", "_type": "request", "url": URL, "method": "POST", "body": {"mimeType": "application/json", "text": body.to_string()}, "headers": [{"name": "Authorization", "value": authorization()}]});
    vec![
        ("HAR file", har(&[script, preflight, har_entry(body)])),
        ("HAR file", har(&[har_entry(body)])),
        ("HAR file", har_entry(body)),
        ("HAR file", json!([har_entry(body)])),
        ("HAR file", json!({"request": har_request(body)})),
        ("Postman collection", postman(&[list.clone(), json!({"name": "folder", "item": [postman_item(body)]})])),
        ("Postman collection", json!({"collection": postman(&[postman_item(body)])})),
        ("Postman collection", postman_item(body)),
        ("Postman collection", auth("2.1")),
        ("Postman collection", auth("2.0")),
        ("request export", json!({"_type": "export", "resources": [{"_type": "workspace", "name": "w"}, insomnia]})),
        (
            "request export",
            json!({"clientName": "Thunder Client", "requests": [{"url": URL, "method": "POST", "headers": [{"name": "Authorization", "value": authorization()}], "body": {"type": "json", "raw": body.to_string()}}]}),
        ),
        (
            "request export",
            json!({"requests": [{"url": URL, "method": "POST", "headers": format!("Content-Type: application/json\nAuthorization: {}\n", authorization()), "rawModeData": body.to_string()}]}),
        ),
        ("recorded request", har_request(body)),
        (
            "recorded request",
            json!({"method": "post", "url": URL, "headers": {"Authorization": authorization()}, "data": body.to_string()}),
        ),
        (
            "recorded request",
            json!({"method": "post", "url": URL, "headers": {"authorization": authorization()}, "data": body}),
        ),
        (
            "recorded request",
            json!({"method": "POST", "uri": URL, "headers": {"Authorization": [authorization()]}, "json": body}),
        ),
        (
            "recorded request",
            json!({"message": "Request failed with status code 401", "name": "AxiosError", "status": 401, "config": {"url": URL, "method": "post", "headers": {"Authorization": authorization()}, "data": body.to_string()}}),
        ),
    ]
}

/// Returns every document around an instance.
fn wrappers(instance: &Value) -> Vec<Value> {
    vec![
        json!({"data": instance}),
        json!({"status": "success", "elementInstance": instance}),
        json!({"statusCode": 200, "headers": {"elements-request-id": "5b0437c6e4b07731ae39b533"}, "body": instance.to_string()}),
        json!({"status": 200, "statusText": "OK", "data": instance, "config": {"url": URL, "method": "post", "headers": {"Authorization": authorization()}, "data": body().to_string()}}),
        json!({"ok": true, "response": {"body": {"result": instance.to_string()}}}),
        json!([instance]),
        json!({"instances": [instance], "next": null}),
        json!({"name": "a name", "message": "created", "instance": instance}),
    ]
}
