//! Reads one recorded request in the formats of several HTTP clients.

use std::ops::Range;

use model::api_schema::{CONFIGURATION, ELEMENT};
use model::char_set::CharSet;
use model::json::{Kind, Value};

use super::candidate::{Candidate, instance_name};
use super::mapped_text::MappedText;

/// A request in the file of another program.
#[derive(Clone, Copy)]
pub(super) struct RecordedRequest<'v> {
    request: Value<'v>,
    /// The authentication of the folder or collection around it.
    auth: Option<Value<'v>>,
    name: Option<Value<'v>>,
}

/// The parts of a request that the form uses.
#[derive(Default)]
pub(super) struct Parts {
    /// The URL.
    pub url: Option<MappedText>,
    /// The headers, as `Name: value`.
    pub headers: Vec<MappedText>,
    /// The text of the body.
    pub body: Option<MappedText>,
    /// The bytes of the document that these parts were read from, in order.
    pub kept: Vec<Range<usize>>,
}

impl<'v> RecordedRequest<'v> {
    /// Wraps the request object `request` in a folder with the authentication `auth`. `name` is its name in the file.
    pub fn new(request: Value<'v>, auth: Option<Value<'v>>, name: Option<Value<'v>>) -> Self {
        let auth = request.get("auth").filter(|auth| auth.kind() == Kind::Object).or(auth);
        Self { request, auth, name }
    }

    /// Returns the description of this request, without its secrets.
    pub fn candidate(&self, mapped: &MappedText) -> Candidate {
        let parts = self.parts(mapped);
        let url = parts.url.unwrap_or_default();
        let name = self.name.filter(|name| name.kind() == Kind::String).map(|name| name.text().into_owned());
        let name = name.or_else(|| parts.body.map(|body| instance_name(&body.text))).unwrap_or_default();
        Candidate::new(&self.method(), &url.text, &name)
    }

    fn first(&self, keys: &[&str]) -> Option<Value<'v>> {
        keys.iter().find_map(|key| self.request.get(key)).filter(|value| value.kind() != Kind::Null)
    }

    /// Returns the method. Without one, it is POST if there is a body, and else GET.
    pub fn method(&self) -> String {
        let method = self.first(&["method", "httpMethod"]).map(|method| method.text().into_owned());
        let method = method.unwrap_or_else(|| if self.body().is_some() { "POST".into() } else { "GET".into() });
        method.chars().filter(char::is_ascii_alphabetic).take(12).collect()
    }

    /// Returns the offset of the request in the normalized text.
    pub fn offset(&self, mapped: &MappedText) -> usize {
        mapped.origin(self.request.token().start)
    }

    /// Returns whether the request is a POST to `/instances`.
    pub fn creates_instance(&self) -> bool {
        let is_path = |url: &str| {
            let path = url.before_any("?#");
            path.trim().trim_end_matches('/').ends_with("/instances")
        };
        let is_url = match self.first(&["url", "uri", "endpoint"]) {
            Some(url) if url.kind() == Kind::String => is_path(&url.text()),
            Some(url) => {
                let last = url.get("path").and_then(|path| path.items().last());
                url.get("raw").is_some_and(|raw| is_path(&raw.text()))
                    || last.is_some_and(|last| last.text() == "instances")
            }
            None => false,
        };
        is_url && self.method().eq_ignore_ascii_case("POST")
    }

    /// Returns the parts of the request. `mapped` is the document.
    pub fn parts(&self, mapped: &MappedText) -> Parts {
        let mut parts = Parts::default();
        if let Some(url) = self.first(&["url", "uri", "endpoint"]) {
            parts.url = parts.read_url(url, mapped);
        }
        for key in ["headers", "header", "headerParameters"] {
            if let Some(headers) = self.request.get(key) {
                // In n8n, the list is in the member `parameters`.
                parts.add_headers(headers.get("parameters").unwrap_or(headers), mapped);
            }
        }
        if let Some(auth) = self.auth {
            parts.add_auth_header(auth, mapped);
        }
        if let Some(body) = self.body() {
            let mut text = text(body, mapped);
            // In n8n, a text that starts with `=` is an expression.
            if text.text.starts_with('=') {
                text = text.rest(1);
            }
            if !text.text.trim().is_empty() {
                parts.kept.push(body.token());
                parts.body = Some(text);
            }
        }
        parts.kept.sort_by_key(|range| range.start);
        parts
    }

    /// Returns the value of the body: a string or the object itself.
    fn body(&self) -> Option<Value<'v>> {
        let body = self.first(&["postData", "body", "rawModeData", "data", "json", "payload", "jsonBody"])?;
        if body.kind() != Kind::Object {
            return (body.kind() == Kind::String).then_some(body);
        }
        let inside = ["raw", "text", "content", "body", "json"].iter().find_map(|key| body.get(key));
        let is_body = body.get(ELEMENT).is_some() || body.get(CONFIGURATION).is_some();
        if is_body {
            Some(body)
        } else {
            inside.or_else(|| body.get("params")).or_else(|| body.get("mode")).or(Some(body))
        }
    }
}

impl Parts {
    /// Returns the URL, which Postman may write as an object.
    fn read_url(&mut self, url: Value<'_>, mapped: &MappedText) -> Option<MappedText> {
        if url.kind() == Kind::String {
            self.kept.push(url.token());
            return Some(text(url, mapped));
        }
        if let Some(raw) = url.get("raw").or_else(|| url.get("href")) {
            self.kept.push(raw.token());
            return Some(text(raw, mapped));
        }
        let (host, path) = (url.get("host")?, url.get("path"));
        let mut whole = MappedText::default();
        if let Some(protocol) = url.get("protocol") {
            self.kept.push(protocol.token());
            push_with_suffix(&mut whole, &text(protocol, mapped), "://");
        }
        self.push_joined(&mut whole, host, ".", mapped);
        if let Some(path) = path {
            whole.insert("/", mapped.origin(path.token().start));
            self.push_joined(&mut whole, path, "/", mapped);
        }
        Some(whole)
    }

    /// Appends a string, or a list of strings joined with `separator`.
    fn push_joined(&mut self, whole: &mut MappedText, list: Value<'_>, separator: &str, mapped: &MappedText) {
        let single = (list.kind() == Kind::String).then_some(list);
        let items = list.items().filter(|item| item.kind() == Kind::String);
        for (index, part) in single.into_iter().chain(items).enumerate() {
            if index > 0 {
                whole.insert(separator, mapped.origin(part.token().start));
            }
            self.kept.push(part.token());
            push_with_suffix(whole, &text(part, mapped), "");
        }
    }

    /// Adds the headers from a list of names and values, an object, or a text with one header a line.
    fn add_headers(&mut self, headers: Value<'_>, mapped: &MappedText) {
        for item in headers.items() {
            let has_flag = |key: &str, word: &str| item.get(key).is_some_and(|value| value.source() == word);
            let name = item.get("name").or_else(|| item.get("key"));
            if let (Some(name), Some(value)) = (name, item.get("value"))
                && !has_flag("disabled", "true")
                && !has_flag("enabled", "false")
                && !has_flag("active", "false")
            {
                self.add_header(name, value, mapped);
            }
        }
        for member in headers.members() {
            let value = member.value.items().next().unwrap_or(member.value);
            self.add_header(member.key, value, mapped);
        }
        if headers.kind() == Kind::String {
            let lines = text(headers, mapped);
            let mut at = 0;
            for line in lines.text.split_inclusive('\n') {
                if is_credential_header(line.split(':').next().unwrap_or_default()) {
                    self.headers.push(lines.part(at..at + line.trim_end().len()));
                }
                at += line.len();
            }
        }
    }

    /// Adds a header if it is used for authentication.
    fn add_header(&mut self, name: Value<'_>, value: Value<'_>, mapped: &MappedText) {
        if value.kind() == Kind::String && is_credential_header(&name.text()) {
            self.kept.push(value.token());
            let mut header = MappedText::default();
            push_with_suffix(&mut header, &text(name, mapped), ": ");
            push_with_suffix(&mut header, &without_expressions(&text(value, mapped)), "");
            self.headers.push(header);
        }
    }

    /// Adds the header that Postman sends for the authentication types "API key" and "Bearer".
    fn add_auth_header(&mut self, auth: Value<'_>, mapped: &MappedText) {
        let Some(kind) = auth.get("type").map(|kind| kind.text().into_owned()) else { return };
        let Some(settings) = auth.get(&kind) else { return };
        // Postman writes a list of keys and values since version 2.1, and an object before.
        let setting = |name: &str| {
            let is_named = |item: &Value<'_>| item.get("key").is_some_and(|key| key.text() == name);
            settings.items().find(is_named).map_or_else(|| settings.get(name), |item| item.get("value"))
        };
        let at = mapped.origin(auth.token().start);
        let (name, value) = match kind.as_str() {
            "apikey" => (setting("key").map(|name| text(name, mapped)), setting("value")),
            "bearer" => (Some(MappedText::inserted("Authorization", at)), setting("token")),
            _ => return,
        };
        if let (Some(name), Some(value)) = (name, value)
            && value.kind() == Kind::String
            && is_credential_header(&name.text)
        {
            self.kept.push(value.token());
            let mut header = MappedText::default();
            push_with_suffix(&mut header, &name, if kind == "bearer" { ": Bearer " } else { ": " });
            push_with_suffix(&mut header, &text(value, mapped), "");
            self.headers.push(header);
        }
    }
}

/// Returns whether a header may contain the secrets. People also put them into headers named after each secret.
fn is_credential_header(name: &str) -> bool {
    let name = name.trim();
    ["authorization", "user", "organization", "element"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Returns the text of a string, or the JSON of another value.
fn text(value: Value<'_>, mapped: &MappedText) -> MappedText {
    if value.kind() == Kind::String || value.kind() == Kind::Key {
        mapped.unescaped(value.range())
    } else {
        mapped.part(value.token())
    }
}

/// Returns a text whose template expressions, such as `{{ lookup('env', 'X') }}`, are replaced by variables: the words
/// in them are no secrets.
fn without_expressions(text: &MappedText) -> MappedText {
    let source = text.text.as_str();
    let mut plain = MappedText::default();
    let mut at = 0;
    while let Some(open) = source[at..].find("{{").map(|open| at + open)
        && let Some(length) = source[open..].find("}}")
    {
        plain.push_part(text, at..open);
        at = open + length + 2;
        let inside = source[open + 2..at - 2].trim();
        if inside.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$')) {
            plain.push_part(text, open..at);
        } else {
            plain.replace("{{expression}}", text.origins(open..at));
        }
    }
    plain.push_part(text, at..source.len());
    plain
}

/// Appends `part`, and `after` behind it.
fn push_with_suffix(whole: &mut MappedText, part: &MappedText, after: &str) {
    whole.append(part);
    if !after.is_empty() {
        whole.insert(after, part.origin(part.text.len()));
    }
}
