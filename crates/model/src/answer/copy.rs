//! Copies of values that the API told.

use std::borrow::Cow;
use std::fmt::Write;

use crate::json;

/// Returns `value` as it is copied, and whether that is a JSON string in its place. A line break or another control
/// character in it would act on the terminal that it is pasted into: end a line, and so run it.
#[must_use]
pub fn copyable(value: &str) -> (Cow<'_, str>, bool) {
    let is_active = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !value.contains(is_active) {
        return (value.into(), false);
    }
    let mut copied = String::new();
    for c in json::quoted(value).chars() {
        if is_active(c) {
            let _ = write!(copied, "\\u{:04x}", u32::from(c));
        } else {
            copied.push(c);
        }
    }
    (copied.into(), true)
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
