//! Imports an object of JSON by its shape: a body, its configuration, or a polling configuration.

use model::api_schema::{CONFIGURATION, ELEMENT, NAME, TAGS};
use model::char_set::CharSet;
use model::instance::Instance;
use model::json::{self, Kind, Tree, Value};

use super::body::{Recovered, convert_list, import_body, import_polling, import_settings, recover};
use super::import_error::{ImportError, ParseError};
use super::mapped_text::MappedText;
use super::repair::RepairKind;
use super::report::Report;
use super::wrapper::{has_setting, is_instance, is_resource, is_settings};
use crate::word_list;

/// Imports an object of a program that is a part of the body.
pub(super) fn import_part(mapped: MappedText, instance: &mut Instance, report: &mut Report) -> Result<(), ParseError> {
    let recovered = recover(mapped, report)?;
    let (tree, _) = json::parse(&recovered.mapped.text);
    match tree.root(&recovered.mapped.text) {
        Some(root) if is_instance(root) => import_body(recovered, None, instance, report),
        Some(root) if is_settings(root) => import_list(root, &recovered.mapped, instance, report),
        _ => import_by_shape(&tree, recovered, instance, report),
    }
}

/// Imports a configuration in the legacy list format.
pub(super) fn import_list(
    root: Value<'_>,
    mapped: &MappedText,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<(), ParseError> {
    let configuration = convert_list(root, mapped, report)?;
    report.push(mapped.origin(root.token().start), RepairKind::ConfigurationList);
    import_settings(&configuration, instance, report)
}

/// Imports an object by its shape. `tree` is that of its text.
pub(super) fn import_by_shape(
    tree: &Tree,
    recovered: Recovered,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<(), ParseError> {
    let mapped = &recovered.mapped;
    let Some(root) = tree.root(&mapped.text) else { return Err((None, ImportError::Empty)) };
    let start = mapped.origin(root.token().start);
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

/// Returns whether an object has a member of a request body.
pub(super) fn has_body_key(root: Value<'_>) -> bool {
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
    if !root.members().any(|member| is_top_level(&member.key.text())) {
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
