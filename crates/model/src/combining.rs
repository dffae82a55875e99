//! Runs of combining characters.
//!
//! A browser lays out a run of combining characters in quadratic time: one of 500,000 would freeze the page. So the
//! values of the form and the displayed responses contain only the beginning of such a run.

use std::sync::Arc;

use crate::instance::{FieldId, Instance};
use crate::polling::Document;

/// The maximum length of a run, in characters. No real text comes near it, and 500,000 characters in runs of this length
/// are laid out as fast as letters.
const MAX_RUN_CHARS: usize = 200;

/// The maximum length of a displayed response, in bytes.
const MAX_SHOWN_BYTES: usize = 200_000;

/// Blocks and ranges of combining characters.
const RANGES: [(u32, u32); 46] = [
    (0x300, 0x36f),
    (0x483, 0x489),
    (0x591, 0x5c7),
    (0x610, 0x61a),
    (0x64b, 0x65f),
    (0x6d6, 0x6ed),
    (0x730, 0x74a),
    (0x7a6, 0x7b0),
    (0x7eb, 0x7fd),
    (0x816, 0x82d),
    (0x859, 0x85b),
    (0x897, 0x89f),
    (0x8ca, 0x8ff),
    (0xe31, 0xe4e),
    (0xeb1, 0xece),
    (0xf71, 0xfbc),
    (0x102b, 0x103e),
    (0x135d, 0x135f),
    (0x17b4, 0x17d3),
    (0x180b, 0x180f),
    (0x1a17, 0x1a1b),
    (0x1a55, 0x1a7f),
    (0x1ab0, 0x1b04),
    (0x1b34, 0x1b44),
    (0x1b6b, 0x1b73),
    (0x1cd0, 0x1cf9),
    (0x1dc0, 0x1dff),
    (0x20d0, 0x20ff),
    (0x2cef, 0x2cf1),
    (0x2de0, 0x2dff),
    (0x302a, 0x302f),
    (0x3099, 0x309a),
    (0xa66f, 0xa69f),
    (0xa8e0, 0xa8f1),
    (0xfb1e, 0xfb1e),
    (0xfe00, 0xfe0f),
    (0xfe20, 0xfe2f),
    (0x10a01, 0x10a3f),
    (0x11f34, 0x11f42),
    (0x16af0, 0x16b36),
    (0x1cf00, 0x1cf46),
    (0x1d165, 0x1d1ad),
    (0x1da00, 0x1daaf),
    (0x1e000, 0x1e136),
    (0x1e8d0, 0x1e94a),
    (0xe0100, 0xe01ef),
];

fn is_combining(c: char) -> bool {
    let code = u32::from(c);
    // The Indic scripts have them at the same positions of their blocks of 128 characters.
    let is_indic = (0x900..0xe00).contains(&code) && matches!(code & 0x7f, 0..=3 | 0x3c..=0x57 | 0x62..=0x63);
    is_indic || RANGES.iter().any(|(first, last)| (*first..=*last).contains(&code))
}

/// Truncates each long run of combining characters. Returns `None` if there is none.
#[must_use]
pub fn shortened(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut run = 0;
    let is_kept = |c: &char| {
        run = if is_combining(*c) { run + 1 } else { 0 };
        run <= MAX_RUN_CHARS
    };
    let kept: String = text.chars().filter(is_kept).collect();
    (kept.len() < text.len()).then_some(kept)
}

/// Truncates each long run of combining characters in JSON, including `\u` escapes: the form shows them unescaped.
/// Returns `None` if there is none.
fn shortened_json(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let has_escape = || bytes.contains(&b'\\') && bytes.windows(2).any(|pair| pair == b"\\u");
    if text.is_ascii() && !has_escape() {
        return None;
    }
    let (mut kept, mut run, mut rest) = (String::with_capacity(text.len()), 0, text);
    while let Some(c) = rest.chars().next() {
        let hex = rest.strip_prefix("\\u").and_then(|hex| hex.get(..4));
        let escaped = hex.and_then(|hex| char::from_u32(u32::from_str_radix(hex, 16).ok()?));
        let (length, decoded) = match escaped {
            Some(decoded) => (6, decoded),
            // Skips the character after a backslash: `\\u` starts no escape.
            None if c == '\\' => (1 + rest[1..].chars().next().map_or(0, char::len_utf8), c),
            None => (c.len_utf8(), c),
        };
        run = if is_combining(decoded) { run + 1 } else { 0 };
        if run <= MAX_RUN_CHARS {
            kept.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    (kept.len() < text.len()).then_some(kept)
}

/// Returns whether a text contains a long run of combining characters, including `\u` escapes.
#[must_use]
pub fn has_long_run(text: &str) -> bool {
    shortened_json(text).is_some()
}

/// Truncates a response, and each long run of combining characters in it, for display. Returns `None` if it can be shown
/// unchanged.
#[must_use]
pub fn beginning(text: &str) -> Option<String> {
    let end = text.floor_char_boundary(MAX_SHOWN_BYTES);
    shortened(&text[..end]).or_else(|| (end < text.len()).then(|| text[..end].to_owned()))
}

impl Instance {
    /// Truncates each long run of combining characters. Returns the labels of the changed fields.
    pub fn shorten_combining(&mut self) -> Vec<&'static str> {
        let mut labels = Vec::new();
        let definition = self.definition();
        let mut shorten = |text: &mut String, label: &'static str| {
            if let Some(shortened) = shortened(text) {
                *text = shortened;
                labels.push(label);
            }
        };
        let texts = [
            (&mut self.host, FieldId::Host),
            (&mut self.user_secret, FieldId::UserSecret),
            (&mut self.organization_secret, FieldId::OrganizationSecret),
            (&mut self.name, FieldId::Name),
            (&mut self.signature_key, FieldId::SignatureKey),
            (&mut self.callback_url, FieldId::CallbackUrl),
            (&mut self.refresh_interval, FieldId::RefreshInterval),
        ];
        let fields = self.fields.iter_mut().enumerate().map(|(index, value)| (value, FieldId::Element(index)));
        for (text, field) in texts.into_iter().chain(fields) {
            shorten(text, field.label(definition));
        }
        shorten(&mut self.element, messages::ELEMENT.text());
        for tag in &mut self.tags {
            shorten(tag, messages::TAGS.text());
        }
        let additional = messages::ADDITIONAL_LABEL.text();
        let mut has_long_value = false;
        for entry in &mut self.additional {
            shorten(&mut entry.key, additional);
            if let Some(value) = shortened(entry.value()) {
                entry.set_value(value);
                has_long_value = true;
            }
        }
        if has_long_value {
            labels.push(additional);
        }
        if let Some(text) = shortened_json(self.polling.text()) {
            self.polling = Arc::new(Document::unchecked(text));
            labels.push(messages::POLLING_LABEL.text());
        }
        labels.dedup();
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::element::Definition;

    #[test]
    fn long_runs_are_truncated() {
        for c in ['\u{301}', '\u{5b0}', '\u{7eb}', '\u{93f}', '\u{c4d}', '\u{e49}', '\u{20d0}', '\u{fe0f}', '\u{e0100}']
        {
            let run = |count: usize| c.to_string().repeat(count);
            assert_eq!(shortened(&format!("a{}b{}c", run(MAX_RUN_CHARS), run(MAX_RUN_CHARS))), None, "{c:?}");
            let long = format!("a{}b{}c", run(MAX_RUN_CHARS + 1), run(500_000));
            assert_eq!(shortened(&long), Some(format!("a{}b{}c", run(MAX_RUN_CHARS), run(MAX_RUN_CHARS))), "{c:?}");
        }
    }

    #[test]
    fn words_of_any_script_are_unchanged() {
        for word in ["é", "e\u{301}", "नमस्ते", "ภาษาไทย", "தமிழ்", "עִבְרִית", "العَرَبِيَّة", "日本語", "မြန်မာ", "ខ្មែរ", "👩‍👩‍👧‍👦"]
        {
            assert_eq!(shortened(&word.repeat(1_000)), None, "{word}");
        }
    }

    #[test]
    fn shortened_values_are_reported_by_label() {
        let run = |count: usize| format!("x{}", "\u{301}".repeat(count));
        let mut instance = Instance::empty(Definition::woocommerce());
        assert_eq!(instance.shorten_combining(), [""; 0]);
        instance.name = run(300);
        instance.fields[0] = run(300);
        instance.tags = vec!["Docs".into(), run(300), run(400)];
        let escapes = |count: usize| format!("{{\"a\\\\u0301\": \"x{}\"}}", "\\u0301".repeat(count));
        instance.polling = Arc::new(Document::new(escapes(300)));
        let labels = ["Name", "The Store URL", "Element Instance Tags", "Event Poller Resources Configuration"];
        assert_eq!(instance.shorten_combining(), labels);
        assert_eq!((&*instance.name, &*instance.fields[0]), (&*run(MAX_RUN_CHARS), &*run(MAX_RUN_CHARS)));
        assert_eq!(instance.tags, ["Docs".into(), run(MAX_RUN_CHARS), run(MAX_RUN_CHARS)]);
        assert_eq!(instance.polling.text(), escapes(MAX_RUN_CHARS));
        assert_eq!(instance.shorten_combining(), [""; 0]);
    }

    #[test]
    fn long_responses_are_truncated() {
        assert_eq!(beginning("{}"), None);
        assert_eq!(beginning(&"é".repeat(MAX_SHOWN_BYTES)), Some("é".repeat(MAX_SHOWN_BYTES / 2)));
        assert_eq!(beginning(&"\u{301}".repeat(MAX_RUN_CHARS + 1)), Some("\u{301}".repeat(MAX_RUN_CHARS)));
    }
}
