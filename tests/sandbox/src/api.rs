//! The documented part of the instances API, with instances in memory.

mod response;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::from_fn;
use axum::response::Response;
use axum::routing::{get, patch, put};
use humantime::format_rfc3339_seconds;
use response::{Error, cors, json_response, random};
use serde_json::{Value, json};

/// An element of which instances can be created.
struct ElementType {
    key: &'static str,
    name: &'static str,
    /// The keys that its configuration requires.
    required_keys: [&'static str; 3],
}

const ELEMENTS: [ElementType; 2] = [
    ElementType {
        key: "woocommercerest",
        name: "WooCommerce",
        required_keys: ["store.url", "oauth.api.key", "oauth.api.secret"],
    },
    ElementType { key: "bigcommerce", name: "BigCommerce", required_keys: ["username", "password", "store.url"] },
];
/// The settings that responses never contain.
const SECRETS: [&str; 3] = ["oauth.api.key", "oauth.api.secret", "password"];
const ELEMENT_ID: u64 = 2881;
/// An instance name that is always taken, for trying out the response with status 409.
const TAKEN_NAME: &str = "already-exists";
/// The maximum size of a request body, in bytes.
const MAX_BODY_BYTES: usize = 16 << 20;

/// The sandbox's instances, and the bodies that it received. Clones share them.
#[derive(Clone, Default)]
pub struct Sandbox(Arc<Mutex<State_>>);

#[derive(Default)]
struct State_ {
    instances: BTreeMap<u64, Value>,
    bodies: Vec<Vec<u8>>,
}

impl Sandbox {
    /// Returns the bodies of every `POST /instances` so far, byte for byte.
    #[must_use]
    pub fn bodies(&self) -> Vec<Vec<u8>> {
        self.lock().bodies.clone()
    }

    /// Changes an instance.
    fn update(&self, instance: &Value, change: impl FnOnce(&mut Value)) {
        if let Some(kept) = self.lock().instances.values_mut().find(|kept| kept["id"] == instance["id"]) {
            change(kept);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State_> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the API as a service.
pub fn api(sandbox: Sandbox) -> Router {
    Router::new()
        .route("/elements/api-v2/instances", get(list).post(create))
        .route("/elements/api-v2/instances/enabled", put(enable).delete(disable))
        .route("/elements/api-v2/instances/{id}", get(read).delete(delete))
        .route("/elements/api-v2/instances/{id}/events", get(events))
        .route("/elements/api-v2/instances/{id}/configuration", get(configuration))
        .route("/elements/api-v2/instances/{id}/configuration/{setting}", patch(change_setting))
        .route("/elements/api-v2/hubs/ecommerce/customers", get(customers))
        .fallback(|| async { Error::new(StatusCode::NOT_FOUND, "No such resource in the sandbox") })
        .method_not_allowed_fallback(|| async { Error::new(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed") })
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(from_fn(cors))
        .with_state(sandbox)
}

/// Returns the parts of `User …, Organization …` or `User …, Element …`.
fn credentials(headers: &HeaderMap) -> Result<BTreeMap<String, String>, Error> {
    let unauthorized =
        || Error::new(StatusCode::UNAUTHORIZED, "An invalid element token, user secret and/or org secret provided");
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).ok_or_else(unauthorized)?;
    value
        .split(',')
        .map(|part| {
            let (scheme, secret) = part.trim().split_once(' ').ok_or_else(unauthorized)?;
            let is_placeholder = secret.starts_with('<') || secret.contains('•');
            if secret.trim().is_empty() || is_placeholder {
                Err(unauthorized())
            } else {
                Ok((scheme.into(), secret.trim().into()))
            }
        })
        .collect()
}

fn account(headers: &HeaderMap) -> Result<(), Error> {
    let credentials = credentials(headers)?;
    if credentials.contains_key("User") && credentials.contains_key("Organization") {
        return Ok(());
    }
    Err(Error::new(StatusCode::UNAUTHORIZED, "An invalid element token, user secret and/or org secret provided"))
}

async fn create(State(sandbox): State<Sandbox>, headers: HeaderMap, body: Bytes) -> Result<Response, Error> {
    sandbox.lock().bodies.push(body.to_vec());
    account(&headers)?;
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type.split(';').next().map(str::trim) != Some("application/json") {
        return Err(Error::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            format!("Content type '{content_type}' not supported"),
        ));
    }
    let request: Value =
        serde_json::from_slice(&body).map_err(|error| Error::bad_request(format!("The body is not JSON: {error}")))?;
    let name = check(&request)?;
    if name == TAKEN_NAME {
        return Err(Error::new(StatusCode::CONFLICT, "A resource being created already exists"));
    }
    let mut state = sandbox.lock();
    let id = state.instances.keys().next_back().map_or(12_345, |id| id + 1);
    let instance = instance(id, name, &request);
    state.instances.insert(id, instance.clone());
    Ok(json_response(StatusCode::OK, &instance))
}

/// Checks a request body by the documentation. Returns the instance's name.
fn check(request: &Value) -> Result<&str, Error> {
    let text = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
    let element = ELEMENTS.iter().find(|element| request["element"]["key"] == element.key);
    let element = element
        .ok_or_else(|| Error::bad_request(format!("No element found with key {}", request["element"]["key"])))?;
    let configuration =
        request["configuration"].as_object().ok_or_else(|| Error::bad_request("Missing 'configuration'"))?;
    for key in element.required_keys {
        let value = configuration.get(key).unwrap_or(&Value::Null);
        if !text(value) || value.as_str().is_some_and(|value| value.starts_with('<')) {
            return Err(Error::bad_request(format!("Missing required configuration: {key}")));
        }
    }
    if configuration.get("event.vendor.type").is_some_and(|kind| kind == "polling") {
        if !configuration.get("event.poller.refresh_interval").is_none_or(text) {
            return Err(Error::bad_request("event.poller.refresh_interval must be a string"));
        }
        let polling = configuration.get("event.poller.configuration").unwrap_or(&Value::Null);
        let unwrapped = polling.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
        let resources = unwrapped.as_ref().unwrap_or(polling).as_object();
        let resources =
            resources.ok_or_else(|| Error::bad_request("event.poller.configuration must be a JSON object"))?;
        for (resource, value) in resources {
            if !text(&value["url"]) || !value["idField"].is_string() {
                return Err(Error::bad_request(format!(
                    "event.poller.configuration: {resource} needs url and idField"
                )));
            }
        }
    }
    let is_list = |tags: &Value| tags.as_array().is_some_and(|tags| tags.iter().all(Value::is_string));
    if !request.get("tags").is_none_or(is_list) {
        return Err(Error::bad_request("tags must be an array of strings"));
    }
    request["name"].as_str().filter(|name| !name.is_empty()).ok_or_else(|| Error::bad_request("Missing 'name'"))
}

/// Returns the documented response for an instance.
fn instance(id: u64, name: &str, request: &Value) -> Value {
    let mut configuration = request["configuration"].clone();
    for (key, value) in configuration.as_object_mut().into_iter().flatten() {
        if SECRETS.contains(&key.as_str()) {
            *value = json!("********");
        }
    }
    let element = ELEMENTS.iter().find(|element| request["element"]["key"] == element.key);
    let ElementType { key, name: element, .. } = element.unwrap_or(&ELEMENTS[0]);
    let events_enabled = configuration["event.notification.enabled"] == true;
    json!({
        "id": id,
        "name": name,
        "createdDate": format_rfc3339_seconds(SystemTime::now()).to_string(),
        "token": format!("{:016x}{:016x}{:011x}=", random(), random(), random() >> 20),
        "element": {
            "id": ELEMENT_ID, "name": element, "hookName": format!("{element}wp"), "key": key, "active": true,
            "deleted": false, "typeOauth": false, "hub": "ecommerce", "protocolType": "http", "private": false,
        },
        "elementId": ELEMENT_ID,
        "tags": request.get("tags").cloned().unwrap_or(json!([])),
        "provisionInteractions": [],
        "valid": true,
        "disabled": false,
        "maxCacheSize": 0,
        "cacheTimeToLive": 0,
        "configuration": configuration,
        "eventsEnabled": events_enabled,
        "cachingEnabled": false,
        "externalAuthentication": "none",
        "user": { "id": 12345 },
    })
}

async fn list(State(sandbox): State<Sandbox>, headers: HeaderMap) -> Result<Response, Error> {
    account(&headers)?;
    let instances = sandbox.lock().instances.values().cloned().collect();
    Ok(json_response(StatusCode::OK, &Value::Array(instances)))
}

async fn read(State(sandbox): State<Sandbox>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    Ok(json_response(StatusCode::OK, &find(&sandbox, &id, &headers)?))
}

async fn events(State(sandbox): State<Sandbox>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    find(&sandbox, &id, &headers)?;
    Ok(json_response(StatusCode::OK, &json!([])))
}

/// Returns the settings, each with an ID: its number, from 1.
fn settings(instance: &Value) -> Vec<Value> {
    let all = instance["configuration"].as_object().into_iter().flatten().zip(1..);
    let setting = |((key, value), id): ((&String, &Value), u32)| {
        let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
        json!({ "id": id, "key": key, "propertyValue": text })
    };
    all.map(setting).collect()
}

async fn configuration(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    Ok(json_response(StatusCode::OK, &Value::Array(settings(&find(&sandbox, &id, &headers)?))))
}

async fn change_setting(
    State(sandbox): State<Sandbox>,
    Path((id, setting)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let instance = find(&sandbox, &id, &headers)?;
    let change: Value =
        serde_json::from_slice(&body).map_err(|error| Error::bad_request(format!("The body is not JSON: {error}")))?;
    let (Some(key), Some(value)) = (change["key"].as_str(), change["propertyValue"].as_str()) else {
        return Err(Error::bad_request("key and propertyValue must be strings"));
    };
    let is_it = |other: &Value| other["id"].as_u64() == setting.parse().ok() && other["key"] == key;
    if !settings(&instance).iter().any(is_it) {
        return Err(Error::new(
            StatusCode::NOT_FOUND,
            format!("No configuration found with ID {setting} and key {key}"),
        ));
    }
    sandbox.update(&instance, |instance| instance["configuration"][key] = json!(value));
    Ok(json_response(StatusCode::OK, &json!({ "id": setting, "key": key, "propertyValue": value })))
}

async fn enable(State(sandbox): State<Sandbox>, headers: HeaderMap) -> Result<Response, Error> {
    let instance = by_token(&sandbox, &headers)?;
    sandbox.update(&instance, |instance| instance["disabled"] = json!(false));
    Ok(json_response(StatusCode::OK, &json!({})))
}

async fn disable(State(sandbox): State<Sandbox>, headers: HeaderMap) -> Result<Response, Error> {
    let instance = by_token(&sandbox, &headers)?;
    sandbox.update(&instance, |instance| instance["disabled"] = json!(true));
    Ok(json_response(StatusCode::OK, &json!({})))
}

async fn customers(State(sandbox): State<Sandbox>, headers: HeaderMap) -> Result<Response, Error> {
    if by_token(&sandbox, &headers)?["disabled"] == true {
        return Err(Error::new(StatusCode::FORBIDDEN, "The element instance is disabled"));
    }
    Ok(json_response(StatusCode::OK, &json!([{ "id": 1, "email": "customer@mycoolstore.com" }])))
}

async fn delete(State(sandbox): State<Sandbox>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let instance = find(&sandbox, &id, &headers)?;
    sandbox.lock().instances.retain(|_, other| *other != instance);
    Ok(json_response(StatusCode::OK, &json!({})))
}

/// Returns the instance of the token.
fn by_token(sandbox: &Sandbox, headers: &HeaderMap) -> Result<Value, Error> {
    let credentials = credentials(headers)?;
    let unauthorized =
        || Error::new(StatusCode::UNAUTHORIZED, "An invalid element token, user secret and/or org secret provided");
    let token = credentials.get("Element").filter(|_| credentials.contains_key("User")).ok_or_else(unauthorized)?;
    let state = sandbox.lock();
    state.instances.values().find(|instance| instance["token"] == *token).cloned().ok_or_else(unauthorized)
}

/// Returns the instance if the request has the account's secrets or the instance's own token.
fn find(sandbox: &Sandbox, id: &str, headers: &HeaderMap) -> Result<Value, Error> {
    let credentials = credentials(headers)?;
    let not_found = || Error::new(StatusCode::NOT_FOUND, format!("No instance found with ID {id}"));
    let instance =
        id.parse().ok().and_then(|id: u64| sandbox.lock().instances.get(&id).cloned()).ok_or_else(not_found)?;
    let with_token = credentials.get("Element").is_some_and(|token| instance["token"] == *token);
    let with_account = credentials.contains_key("Organization") && !credentials.contains_key("Element");
    if credentials.contains_key("User") && (with_token || with_account) {
        return Ok(instance);
    }
    Err(Error::new(StatusCode::UNAUTHORIZED, "An invalid element token, user secret and/or org secret provided"))
}
