//! Recognizes JSON documents that are pasted by mistake, so that the rejection names them.

use model::api_schema::{CONFIGURATION, ELEMENT};
use model::json::{Kind, Value};
use model::messages::{self, Message};

use super::wrapper::is_resource;
use crate::word_list;

/// Returns the name of the document's format if it cannot contain a request to create an instance.
pub(super) fn format(root: Value<'_>) -> Option<Message> {
    /// The members of a package file that list other packages, or commands to run.
    const PACKAGE: &str = "scripts dependencies devDependencies peerDependencies require require-dev packages engines";
    let kind = |key: &str| root.get(key).map(Value::kind);
    let is_list = |key: &str| kind(key) == Some(Kind::Array);
    let is_text = |key: &str| is_text(root, key);
    let is_object = |key: &str| root.get(key).is_some_and(|value| value.kind() == Kind::Object && !is_resource(value));
    let is_environment = || is_text("name") && root.get("values").is_some_and(is_list_of_variables);
    if ["openapi", "swagger", "swaggerVersion"].iter().any(|key| is_text(key) || kind(key) == Some(Kind::Number)) {
        return Some(messages::AN_API_DESCRIPTION);
    }
    if root.get("_postman_variable_scope").is_some() || is_environment() {
        return Some(messages::A_POSTMAN_ENVIRONMENT);
    }
    let has_resource = root.members().any(|member| is_resource(member.value));
    if !has_resource && word_list::any(PACKAGE, &|key| is_object(key)) || root.get("lockfileVersion").is_some() {
        return Some(messages::A_PACKAGE);
    }
    if root.get("configuration").is_some_and(is_definition_list) || is_object("authentication") && is_text("key") {
        return Some(messages::A_DEFINITION);
    }
    if is_definition_list(root) {
        return Some(messages::A_CONFIGURATION_ENTRY);
    }
    let is_schema = root.get("$schema").is_some_and(|value| value.text().contains("json-schema"))
        || is_object("properties") && root.get("type").is_some_and(|value| value.text() == "object");
    if is_schema {
        return Some(messages::A_SCHEMA);
    }
    (is_list("steps") && is_list("triggers")).then_some(messages::A_FORMULA)
}

/// Returns the name of an API response that is not an instance.
pub(super) fn response(root: Value<'_>) -> Option<Message> {
    if root.get(ELEMENT).is_some() || root.get(CONFIGURATION).is_some() {
        return None;
    }
    let members = || root.members().map(|member| member.value).chain(root.items());
    if is_event(root) || members().any(is_event) {
        return Some(messages::AN_EVENT);
    }
    if is_error(root) || members().any(is_error) {
        return Some(messages::AN_ERROR_RESPONSE);
    }
    if is_text(root, "token") && (root.get("id").is_some() || root.get("name").is_some()) {
        return Some(messages::AN_ID_AND_TOKEN);
    }
    let is_query = |value: Value<'_>| {
        let text = value.text();
        ["query", "mutation", "{"].iter().any(|opening| text.trim_start().starts_with(opening))
    };
    root.get("query").is_some_and(is_query).then_some(messages::A_GRAPHQL_QUERY)
}

fn is_text(root: Value<'_>, key: &str) -> bool {
    root.get(key).is_some_and(|value| value.kind() == Kind::String)
}

fn is_error(value: Value<'_>) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|key| value.get(key).is_some_and(|value| !is_resource(value)));
    let has_message = has(&["message", "error", "errors", "providerMessage", "ProviderMessage", "error_description"]);
    !is_resource(value)
        && has_message
        && has(&["requestId", "status", "statusCode", "statusText", "code", "timestamp", "path", "providerMessage"])
        || has(&["error"]) && has(&["message", "error_description"])
}

fn is_event(value: Value<'_>) -> bool {
    let has = |key: &str| value.get(key).is_some();
    has("eventId") && (has("instanceId") || has("notificationId") || has("events") || has("response"))
        || has("eventType") && has("objectId")
        || value.get("events").is_some_and(|events| events.items().any(is_event))
}

/// Returns whether a value is the settings list of an element definition, whose entries have a type and no value.
fn is_definition_list(list: Value<'_>) -> bool {
    let is_entry = |entry: Value<'_>| {
        entry.get("key").is_some_and(|key| key.kind() == Kind::String)
            && ["propertyValue", "value"].iter().all(|key| entry.get(key).is_none())
            && ["type", "defaultValue", "required", "description"].iter().any(|key| entry.get(key).is_some())
    };
    list.kind() == Kind::Array && list.items().next().is_some() && list.items().all(is_entry)
}

fn is_list_of_variables(list: Value<'_>) -> bool {
    let is_variable = |entry: Value<'_>| entry.get("key").is_some() && entry.get("value").is_some();
    list.kind() == Kind::Array && list.items().all(is_variable)
}
