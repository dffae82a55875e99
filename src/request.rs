//! From the instance to the one HTTP request that creates it. Nothing else knows the API's shape.

use std::ops::Range;

use crate::element::{Definition, FieldKind};
use crate::instance::{Instance, bad_header_character, minutes};
use crate::json;
use crate::url::base_url;

/// What stands in for a secret on the screen: always as long, so that not even its length is told.
pub const MASK: &str = "••••••••";

/// A request: what the preview shows, the command prints and `fetch` sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: &'static str,
    /// The address.
    pub url: String,
    /// The headers, in the order they are printed.
    pub headers: Vec<Header>,
    /// The body.
    pub body: Text,
}

/// One header of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: Text,
}

/// A text that knows where in it secrets stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    text: String,
    secrets: Vec<Range<usize>>,
}

impl Text {
    /// The text itself, secrets included.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where the secrets stand, in bytes, in rising order.
    #[must_use]
    pub fn secrets(&self) -> &[Range<usize>] {
        &self.secrets
    }

    /// The text with each secret masked.
    #[must_use]
    pub fn masked(&self) -> Self {
        let mut masked = Self::default();
        let mut at = 0;
        for secret in &self.secrets {
            masked.push(&self.text[at..secret.start]);
            masked.push_secret(MASK);
            at = secret.end;
        }
        masked.push(&self.text[at..]);
        masked
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn push_secret(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.secrets.push(start..self.text.len());
    }

    fn push_json(&mut self, text: &str) {
        json::push_string(&mut self.text, text);
    }

    fn push_json_secret(&mut self, text: &str) {
        self.push("\"");
        let start = self.text.len();
        json::push_quoted(&mut self.text, text);
        self.secrets.push(start..self.text.len());
        self.push("\"");
    }
}

impl HttpRequest {
    /// `POST /instances` for `instance`. What is required and still blank, or cannot be sent, stands
    /// in it as the documentation's placeholder, so that it is a template from the first second.
    #[must_use]
    pub fn create_instance(instance: &Instance, definition: &Definition) -> Self {
        let host = if instance.host.trim().is_empty() { "https://<API_HOST>" } else { &instance.host };
        let content_type = Text { text: "application/json".into(), secrets: Vec::new() };
        Self {
            method: "POST",
            url: format!("{}/instances", base_url(host)),
            headers: vec![
                Header { name: "Authorization", value: authorization(instance) },
                Header { name: "Content-Type", value: content_type },
            ],
            body: body(instance, definition),
        }
    }

    /// The same request with every secret masked: for the screen, never for the clipboard.
    #[must_use]
    pub fn masked(&self) -> Self {
        let headers = self.headers.iter().map(|header| Header { name: header.name, value: header.value.masked() });
        Self { method: self.method, url: self.url.clone(), headers: headers.collect(), body: self.body.masked() }
    }
}

/// `User …, Organization …`, as the API documents it.
fn authorization(instance: &Instance) -> Text {
    let mut value = Text::default();
    let mut push = |scheme: &str, secret: &str, placeholder: &str| {
        value.push(scheme);
        let secret = secret.trim();
        if secret.is_empty() || bad_header_character(secret).is_some() {
            value.push(placeholder);
        } else {
            value.push_secret(secret);
        }
    };
    push("User ", &instance.user_secret, "<USER_SECRET>");
    push(", Organization ", &instance.organization_secret, "<ORGANIZATION_SECRET>");
    value
}

/// The body: `element`, `configuration`, `tags`, `name`, in the documented order, two spaces a level.
fn body(instance: &Instance, definition: &Definition) -> Text {
    let mut body = Text::default();
    body.push("{\n  \"element\": {\n    \"key\": ");
    body.push_json(&definition.key);
    body.push("\n  },\n  \"configuration\": {");
    configuration(&mut body, instance, definition);
    body.push("\n  },");
    if !instance.tags.is_empty() {
        body.push("\n  \"tags\": [");
        for (index, tag) in instance.tags.iter().enumerate() {
            body.push(if index == 0 { "\n    " } else { ",\n    " });
            body.push_json(tag);
        }
        body.push("\n  ],");
    }
    body.push("\n  \"name\": ");
    body.push_json(if instance.name.trim().is_empty() { "<INSTANCE_NAME>" } else { &instance.name });
    body.push("\n}");
    body
}

fn configuration(body: &mut Text, instance: &Instance, definition: &Definition) {
    let mut is_first = true;
    let mut key = |body: &mut Text, key: &str| {
        body.push(if std::mem::take(&mut is_first) { "\n    " } else { ",\n    " });
        body.push_json(key);
        body.push(": ");
    };
    for (field, value) in definition.fields.iter().zip(&instance.fields) {
        key(body, &field.key);
        match value.trim() {
            "" => body.push_json(&field.placeholder),
            secret if field.kind == FieldKind::Secret => body.push_json_secret(secret),
            value => body.push_json(value),
        }
    }
    if !instance.events {
        return;
    }
    key(body, "event.notification.enabled");
    body.push("true");
    key(body, "event.vendor.type");
    body.push_json(instance.event_type.as_str());
    let callback_url = instance.callback_url.trim();
    if !callback_url.is_empty() {
        key(body, "event.notification.callback.url");
        body.push_json(callback_url);
    }
    if !instance.signature_key.is_empty() {
        key(body, "event.notification.signature.key");
        body.push_json_secret(&instance.signature_key);
    }
    if !instance.polls() {
        return;
    }
    key(body, "event.poller.refresh_interval");
    // A number to the documentation's tables, a text in every one of its examples and in the console.
    body.push_json(&minutes(&instance.refresh_interval).map_or("<minutes>".into(), |minutes| minutes.to_string()));
    key(body, "event.poller.configuration");
    if instance.polling.is_json() {
        push_indented(&mut body.text, instance.polling.text().trim(), "    ");
    } else {
        body.push_json("<EVENT_POLLER_CONFIGURATION>");
    }
}

/// Adds a text over several lines, each after the first indented. JSON allows no line break inside
/// a string, so that only the layout changes.
fn push_indented(body: &mut String, text: &str, indent: &str) {
    body.reserve(text.len() + text.len() / 8);
    let mut lines = text.split('\n');
    body.push_str(lines.next().unwrap_or_default());
    for line in lines {
        body.push('\n');
        body.push_str(indent);
        body.push_str(line);
    }
}
