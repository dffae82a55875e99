//! Recognizes placeholders in pasted values: those of the documentation, variables and masks.
//!
//! They decide which values the import clears, so, unlike [`model::secret::placeholder_kind`], they accept a word such as
//! `None` or `XXX`, which may be the name of an instance.

use model::char_set::CharSet;

/// Returns whether all of `text` is a placeholder of the documentation, such as `<USER_SECRET>`, or a variable.
pub(super) fn is_placeholder(text: &str) -> bool {
    let between = |open: &str, close: &str| text.strip_prefix(open)?.strip_suffix(close);
    // A variable that no shell has filled in.
    let inside = between("<", ">").or_else(|| between("${", "}"));
    inside.is_some_and(is_placeholder_name) || is_variable(text)
}

/// Returns whether all of `text` is a variable of Postman or of a template: `{{name}}`.
pub(super) fn is_variable(text: &str) -> bool {
    let inside = text.strip_prefix("{{").and_then(|text| text.strip_suffix("}}"));
    inside.is_some_and(|name| !name.trim().is_empty() && !name.contains_any("{}"))
}

fn is_placeholder_name(name: &str) -> bool {
    /// The maximum length of a placeholder's name, in bytes.
    const MAX_PLACEHOLDER_NAME_BYTES: usize = 60;
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ' | b'/' | b':');
    name.len() > 1 && name.len() <= MAX_PLACEHOLDER_NAME_BYTES && name.bytes().all(is_letter) && !name.starts_with('/')
}

/// Returns whether `text` contains a placeholder, or `[object Object]`, which JavaScript writes for an object.
pub(super) fn has_placeholder(text: &str) -> bool {
    if text.contains("[object Object]") || text == "%s" || text.starts_with("%(") && text.ends_with(")s") {
        return true;
    }
    if is_marked(text) || has_expression(text) {
        return true;
    }
    if text.split("{{").skip(1).any(|after| after.find_any("{}").is_some_and(|end| after[end..].starts_with("}}"))) {
        return true;
    }
    text.split('<').skip(1).any(|after| {
        let end = after.bytes().take(61).position(|byte| byte == b'>');
        end.is_some_and(|end| {
            is_placeholder_name(&after[..end]) && after[..end].contains(|c: char| c == '_' || c.is_ascii_uppercase())
        })
    })
}

/// Returns whether all of `text` is a name between the marks of a template, such as `##NAME##` or `{NAME}`, or a name that
/// starts with `YOUR_`.
fn is_marked(text: &str) -> bool {
    const MARKS: [(&str, &str); 7] =
        [("##", "##"), ("@@", "@@"), ("__", "__"), ("%%", "%%"), ("%", "%"), ("{", "}"), ("$(", ")")];
    let is_name = |name: &str| {
        let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        name.len() > 1 && name.bytes().all(is_part) && !name.bytes().all(|byte| byte.is_ascii_digit())
    };
    MARKS.into_iter().any(|(open, close)| {
        let inside = text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
        inside.is_some_and(is_name)
    }) || text.starts_with("YOUR_") && is_name(text)
}

/// Returns whether `text` contains an expression of Logic Apps, `@{…}`, or a tag of a template, `{% … %}`.
fn has_expression(text: &str) -> bool {
    [("@{", "}"), ("{%", "%}")]
        .into_iter()
        .any(|(open, close)| text.split_once(open).is_some_and(|(_, after)| after.contains(close)))
}

/// Returns whether `text` masks a secret: at least four bullets or asterisks.
pub(super) fn is_mask(text: &str) -> bool {
    let length = text.chars().count();
    length >= 4 && (text.chars().all(|c| c == '•') || text.chars().all(|c| c == '*'))
}
