//! Reads a JSON document: a body, a polling configuration, or another program's wrapper around a request or response.

use model::api_schema::{CONFIGURATION, ELEMENT, NAME, TAGS};
use model::char_set::CharSet;
use model::instance::Instance;
use model::json::{self, Kind, Value};

use super::body::{Recovered, convert_list, import_body, import_polling, import_settings, recover};
use super::import_error::{ImportError, ParseError};
use super::mapped_text::MappedText;
use super::other_document;
use super::repair::RepairKind;
use super::report::Report;
use super::requests;
use super::wrapper::{self, Wrapped, has_setting, is_instance, is_resource, is_setting, is_settings, pair};
use crate::word_list;

/// Reads a JSON document: an object, an array that contains one, or a string that contains either.
pub(crate) fn import_document(
    mapped: MappedText,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<(), ParseError> {
    let recovered = recover(mapped, report)?;
    let has_moved_brackets = recovered.has_moved_brackets;
    let mapped = &recovered.mapped;
    let (tree, _) = json::parse(&mapped.text);
    let Some(root) = tree.root(&mapped.text) else { return Err((None, ImportError::Empty)) };
    let start = mapped.origin(root.token().start);
    if is_instance(root) {
        return import_body(recovered, None, instance, report);
    }
    let wrapped = |found: Vec<Wrapped>, report: &mut Report, instance: &mut Instance| {
        let count = found.len();
        let mut found = found.into_iter();
        let (Some(wrapped), None) = (found.next(), found.next()) else {
            return Err((Some(start), ImportError::Instances(count)));
        };
        report.push(start, RepairKind::Wrapper);
        wrapped.around.into_iter().for_each(|range| report.account_for(range));
        import_body(Recovered { mapped: wrapped.mapped, has_moved_brackets }, None, instance, report)
    };
    if let Some(requests) = requests::find(root) {
        return match requests.read(mapped, root, instance, report) {
            // A recording of a request that reads an instance also contains the response.
            Err(rejected @ (_, ImportError::Method(_))) if requests.is_single() => {
                let found = wrapper::find(mapped, root);
                if found.is_empty() { Err(rejected) } else { wrapped(found, report, instance) }
            }
            result => result,
        };
    }
    if let Some(name) = other_document::format(root) {
        return Err((Some(start), ImportError::OtherDocument(name)));
    }
    if is_settings(root) {
        let configuration = convert_list(root, mapped, report)?;
        report.push(start, RepairKind::ConfigurationList);
        return import_settings(&configuration, instance, report);
    }
    // A single entry of the configuration list.
    if root.get("key").is_some() && pair(root).is_some_and(|(key, _)| is_setting(&key.text())) && !has_body_key(root) {
        let mut entries = MappedText::new("[", start);
        entries.push_part(mapped, root.token());
        entries.push("]", mapped.origin(root.token().end - 1));
        return import_document(entries, instance, report);
    }
    let (responses, bodies): (Vec<_>, Vec<_>) =
        wrapper::find(mapped, root).into_iter().partition(|one| one.is_response);
    if !responses.is_empty() {
        return wrapped(responses, report, instance);
    }
    if let Some(requests) = requests::find_inside(root) {
        return requests.read(mapped, root, instance, report);
    }
    if !bodies.is_empty() {
        return wrapped(bodies, report, instance);
    }
    if let Some(name) = other_document::response(root) {
        return Err((Some(start), ImportError::OtherDocument(name)));
    }
    match detect_shape(root) {
        Shape::Body => import_body(recovered, None, instance, report),
        Shape::Configuration => import_flat_body(root, mapped, instance, report),
        Shape::Polling => {
            if let Some(key) = find_secret(root) {
                return Err((
                    Some(mapped.origin(key.token().start)),
                    ImportError::SecretInPolling(key.text().into_owned()),
                ));
            }
            import_polling(root, mapped, instance, report);
            Ok(())
        }
        Shape::Other if root.kind() == Kind::Array => Err((Some(start), ImportError::Array)),
        Shape::Other => Err((Some(start), ImportError::OtherObject)),
    }
}

fn has_body_key(root: Value<'_>) -> bool {
    root.get(ELEMENT).is_some() || root.get(CONFIGURATION).is_some()
}

/// The shape of an object.
#[derive(Clone, Copy)]
enum Shape {
    Body,
    /// The value of a body's `configuration`.
    Configuration,
    Polling,
    Other,
}

fn detect_shape(root: Value<'_>) -> Shape {
    if root.kind() != Kind::Object {
        return Shape::Other;
    }
    let kind = |key: &str| root.get(key).map(Value::kind);
    let is_object = |key: &str| root.get(key).is_some_and(|value| value.kind() == Kind::Object && !is_resource(value));
    let is_only = |keys: &[&str]| root.members().all(|member| keys.contains(&&*member.key.text()));
    let is_text = |key: &str| kind(key) == Some(Kind::String);
    let contains_json = |text: &str| text.trim_start().starts_with_any("{[");
    let has_configuration = is_object(CONFIGURATION)
        || kind(CONFIGURATION) == Some(Kind::Array)
        || is_text(CONFIGURATION) && root.get(CONFIGURATION).is_some_and(|value| contains_json(&value.text()));
    if has_configuration
        || is_object(ELEMENT)
        || is_text(ELEMENT) && is_only(&[ELEMENT, NAME, TAGS])
        || is_text(NAME) && is_only(&[NAME, TAGS])
    {
        return Shape::Body;
    }
    if has_setting(root) {
        return Shape::Configuration;
    }
    // An empty object is a configuration that polls nothing.
    let is_written_resource = |value: Value<'_>| {
        let text = value.text();
        value.kind() == Kind::String
            && text.trim_start().starts_with('{')
            && json::parse_strict(&text).is_some_and(|tree| tree.root(&text).is_some_and(is_resource))
    };
    let mut members = root.members().map(|member| member.value).peekable();
    if members.peek().is_none() || members.any(|value| is_resource(value) || is_written_resource(value)) {
        Shape::Polling
    } else {
        Shape::Other
    }
}

/// Reads an object of settings that may also contain the element, the name and the tags.
fn import_flat_body(
    root: Value<'_>,
    mapped: &MappedText,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<(), ParseError> {
    let at = mapped.origin(root.token().start);
    let is_top_level = |key: &str| matches!(key, ELEMENT | NAME | TAGS);
    let top_level: Vec<String> = root.members().map(|member| member.key.text().into_owned()).collect();
    let top_level: Vec<String> = top_level.into_iter().filter(|key| is_top_level(key)).collect();
    if top_level.is_empty() {
        return import_settings(&mapped.part(root.token()), instance, report);
    }
    let mut settings = MappedText::new("{", at);
    let mut top = MappedText::new("{", at);
    for member in root.members() {
        let target = if is_top_level(&member.key.text()) { &mut top } else { &mut settings };
        if target.text.len() > 1 {
            target.insert(",", mapped.origin(member.key.token().start));
        }
        target.push_part(mapped, member.key.token());
        target.insert(":", mapped.origin(member.value.token().start));
        target.push_part(mapped, member.value.token());
    }
    let end = mapped.origin(root.token().end - 1);
    settings.push("}", end);
    top.insert(",\"configuration\":", at);
    top.append(&settings);
    top.push("}", end);
    report.push(at, RepairKind::FlatBody);
    import_body(Recovered { mapped: top, has_moved_brackets: false }, None, instance, report)
}

/// Returns the first key in a polling configuration whose value looks like a secret. The form shows all of that text.
fn find_secret(value: Value<'_>) -> Option<Value<'_>> {
    const KEYS: &str = "secret password passwd token credential authorization apikey api_key";
    let is_secret_key = |key: Value<'_>| {
        let key = key.text().to_ascii_lowercase();
        word_list::any(KEYS, &|word| key.contains(word))
    };
    let is_key = |text: &str| {
        let digits = text.strip_prefix("ck_").or_else(|| text.strip_prefix("cs_"));
        digits.is_some_and(|digits| digits.len() == 40 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let inside = value.members().find_map(|member| match member.value.kind() {
        Kind::String if is_secret_key(member.key) || is_key(&member.value.text()) => Some(member.key),
        _ => find_secret(member.value),
    });
    inside.or_else(|| value.items().find_map(find_secret))
}
