//! Copies values of a response to the clipboard.

use std::borrow::Cow;

use crate::json;

/// Returns the text to copy for `value`, and whether that is an escaped JSON string. A value with a line break or
/// another control character is escaped, since it could run a command in the terminal that it is pasted into.
#[must_use]
pub fn copyable(value: &str) -> (Cow<'_, str>, bool) {
    if value.contains(json::is_unsafe) { (json::quoted(value).into(), true) } else { (value.into(), false) }
}

#[cfg(test)]
mod tests {
    use super::copyable;

    #[test]
    fn no_copied_value_acts_on_a_terminal() {
        assert_eq!(copyable("abc/+=$(x)"), ("abc/+=$(x)".into(), false));
        for c in (0..=0x9f_u8).map(char::from).filter(|c| c.is_control()).chain(['\u{2028}', '\u{2029}', '\u{202e}']) {
            let token = format!("T{c}touch /tmp/x{c}\"\\");
            let (copied, is_escaped) = copyable(&token);
            assert!(is_escaped && !copied.contains(|c: char| c.is_control() || !c.is_ascii()), "{copied:?}");
            let read: String = serde_json::from_str(&copied).unwrap();
            assert_eq!(read, token);
        }
    }
}
