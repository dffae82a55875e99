//! Every text that the form displays, in each of its languages.
//!
//! `en.txt` contains one message a line, and `de.txt` has its translations on the same lines. English is compiled in,
//! so that it is available at once; another language is loaded on demand and looked up by the English text. A message
//! without a translation is displayed in English.
//!
//! Knows nothing of the rest of the project, and depends on no other crate.
//!
//! ```
//! assert_eq!(messages::CLOSE.text(), "Close");
//! ```

use std::cell::Cell;
use std::fmt::{self, Display, Write};
use std::ops::Deref;

/// A message: a word or a sentence, perhaps with placeholders `{0}`, `{1}`. Its English text is its identifier, because
/// a number besides would add bytes to every message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message(&'static str);

/// The messages under their names in `en.txt`.
#[allow(missing_docs, reason = "the text of each message documents it")]
mod named {
    use super::Message;

    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

pub use named::*;

thread_local! {
    /// Pairs of English text and translation, sorted by the English bytes. Empty for English.
    static TRANSLATIONS: Cell<&'static [[&'static str; 2]]> = const { Cell::new(&[]) };
    /// Called whenever a message is read.
    static ON_READ: Cell<fn()> = const { Cell::new(|| {}) };
}

/// Sets the function that is called whenever a message is read, so that readers can be tracked and re-run when the
/// language changes.
pub fn on_read(callback: fn()) {
    ON_READ.set(callback);
}

/// Sets the language. `lines` contains each English text and, on the next line, its translation, sorted by the English
/// bytes. An empty string sets English.
pub fn set_translations(lines: String) {
    let lines: Vec<&str> = lines.leak().split('\n').collect();
    TRANSLATIONS.set(lines.leak().as_chunks().0);
}

impl Message {
    /// Creates the message with this English text.
    #[must_use]
    pub const fn new(english: &'static str) -> Self {
        Self(english)
    }

    /// Returns the message in the current language.
    #[must_use]
    #[inline(never)]
    pub fn text(self) -> &'static str {
        ON_READ.get()();
        let translations = TRANSLATIONS.get();
        let found = translations.binary_search_by_key(&self.0, |[english, _]| english);
        found.map_or(self.0, |index| translations[index][1])
    }

    /// Returns the message with `arguments` in the placeholders `{0}`, `{1}` and so on.
    #[must_use]
    pub fn format(self, arguments: &[&dyn Display]) -> String {
        let mut text = String::new();
        // Writing to a `String` cannot fail.
        let _ = self.write_to(&mut text, arguments);
        text
    }

    /// Writes the message with `arguments` in the placeholders `{0}`, `{1}` and so on.
    ///
    /// # Errors
    /// Returns the errors of `output`.
    pub fn write_to(self, output: &mut dyn Write, arguments: &[&dyn Display]) -> fmt::Result {
        self.format_with(output, &mut |output, index| write!(output, "{}", arguments[index]))
    }

    /// Writes the message; `write_argument` writes the argument of each placeholder, given its number.
    ///
    /// # Errors
    /// Returns the errors of `output`.
    pub fn format_with(
        &self,
        output: &mut dyn Write,
        write_argument: &mut dyn FnMut(&mut dyn Write, usize) -> fmt::Result,
    ) -> fmt::Result {
        let mut rest = self.text();
        while let Some((before, index, after)) = next_placeholder(rest) {
            output.write_str(before)?;
            write_argument(output, index)?;
            rest = after;
        }
        output.write_str(rest)
    }
}

/// Returns the text before the first placeholder, the number of the placeholder, and the text after it.
fn next_placeholder(text: &str) -> Option<(&str, usize, &str)> {
    text.match_indices('{').find_map(|(at, _)| match text.as_bytes()[at + 1..] {
        [digit @ b'0'..=b'9', b'}', ..] => Some((&text[..at], usize::from(digit - b'0'), &text[at + 3..])),
        _ => None,
    })
}

impl Deref for Message {
    type Target = str;

    fn deref(&self) -> &str {
        self.text()
    }
}

impl Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl From<Message> for String {
    fn from(message: Message) -> Self {
        message.text().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = include_str!("../en.txt");
    const GERMAN: &str = include_str!("../de.txt");

    /// Returns the pairs as `embed.js` builds them from the two files.
    fn german_pairs() -> String {
        let text = |line: &'static str| line.split_once(" = ").map(|(_, text)| text);
        let pair = |(english, german)| Some(format!("{}\n{}", text(english)?, text(german)?));
        let mut pairs: Vec<_> = ENGLISH.lines().zip(GERMAN.lines()).filter_map(pair).collect();
        pairs.sort();
        pairs.join("\n")
    }

    /// Returns the numbers of the placeholders of a text, sorted.
    fn placeholders(text: &str) -> Vec<usize> {
        let mut numbers: Vec<_> = std::iter::successors(next_placeholder(text), |(.., rest)| next_placeholder(rest))
            .map(|(_, index, _)| index)
            .collect();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn german_has_the_same_names_and_placeholders_on_the_same_lines() {
        assert_eq!(ENGLISH.lines().count(), GERMAN.lines().count());
        for (english, german) in ENGLISH.lines().zip(GERMAN.lines()) {
            let (Some((name, english)), Some((german_name, german))) =
                (english.split_once(" = "), german.split_once(" = "))
            else {
                assert!([english, german].iter().all(|line| line.is_empty() || line.starts_with('#')), "{german}");
                continue;
            };
            assert_eq!(name, german_name);
            assert_eq!(placeholders(english), placeholders(german), "{name}");
            assert_eq!(german, german.trim(), "{name}");
            assert_eq!(english, english.trim(), "{name}");
            // JavaScript sorts by UTF-16, which is the order of the bytes only below U+D800.
            assert!(english.chars().all(|c| u32::from(c) < 0xd800), "{name}");
        }
    }

    /// The published files have the messages alone, one a line, and the scripts read them and these files.
    #[test]
    fn no_message_reads_like_a_comment_or_a_name() {
        for line in ENGLISH.lines().chain(GERMAN.lines()).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (_, text) = line.split_once(" = ").unwrap();
            let word = text.split(' ').next().unwrap();
            let is_name = word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
            assert!(!text.is_empty() && !text.starts_with('#'), "{line}");
            assert!(!(is_name && text[word.len()..].starts_with(" = ")), "{line}");
        }
    }

    #[test]
    fn equal_english_texts_have_equal_translations() {
        let mut translations = std::collections::BTreeMap::new();
        for (english, german) in ENGLISH.lines().zip(GERMAN.lines()) {
            if let (Some((name, english)), Some((_, german))) = (english.split_once(" = "), german.split_once(" = ")) {
                let (first, before) = *translations.entry(english).or_insert((name, german));
                assert_eq!(german, before, "{first} and {name}: {english}");
            }
        }
    }

    #[test]
    fn messages_are_translated_and_english_without_a_translation() {
        assert_eq!(CLOSE.text(), "Close");
        set_translations(german_pairs());
        assert_eq!((CLOSE.text(), format!("{CLOSE}")), ("Schließen", "Schließen".into()));
        for (english, german) in ENGLISH.lines().zip(GERMAN.lines()) {
            if let (Some((_, english)), Some((_, german))) = (english.split_once(" = "), german.split_once(" = ")) {
                assert_eq!(Message(english).text(), german);
            }
        }
        assert_eq!(Message("not in any file").text(), "not in any file");
        set_translations("Cancel\nAbbrechen".into());
        assert_eq!(CLOSE.text(), "Close");
        set_translations(String::new());
        assert_eq!(CLOSE.text(), "Close");
    }

    #[test]
    fn every_read_of_a_message_calls_on_read() {
        thread_local!(static COUNT: Cell<usize> = const { Cell::new(0) });
        on_read(|| COUNT.set(COUNT.get() + 1));
        let _ = (CLOSE.text(), CLOSE.len(), CLOSE.to_string(), String::from(CLOSE), NOT_JSON.format(&[&CLOSE]));
        // `NOT_JSON.format` reads two messages.
        assert_eq!(COUNT.get(), 6);
    }

    #[test]
    fn arguments_replace_their_placeholders() {
        let cases = [
            ("{0}", "a"),
            ("{1}{0}", "ba"),
            ("{0} and {1}, {0}", "a and b, a"),
            ("{} {…} ${gmtDate:…} {a} {0", "{} {…} ${gmtDate:…} {a} {0"),
            ("{{0}}", "{a}"),
            ("ä{0}ü", "äaü"),
        ];
        for (text, expected) in cases {
            assert_eq!(Message(text).format(&[&"a", &'b']), expected);
        }
    }
}
