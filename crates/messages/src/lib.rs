//! What the form says. `en.txt` has all of it, a line each; `de.txt` says the same on the same lines. English is
//! in the program, so that it is there at once; another language is read when it is asked for, and finds what is said
//! in English.
//!
//! ```
//! assert_eq!(messages::CLOSE.text(), "Close");
//! ```

use std::cell::Cell;
use std::fmt::{self, Display, Write};
use std::ops::Deref;

/// Something that the form says: a word or a sentence, perhaps with places for what is put in. It is known by what it
/// is in English: a number beside that would weigh as much as the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message(&'static str);

/// Each of them, under its name in `en.txt`.
#[allow(missing_docs, reason = "each says itself")]
mod named {
    use super::Message;

    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

pub use named::*;

thread_local! {
    /// What is said in English, in its order, and in the language that is spoken; none for English.
    static TRANSLATIONS: Cell<&'static [[&'static str; 2]]> = const { Cell::new(&[]) };
    /// What hears that something is said.
    static ON_READ: Cell<fn()> = const { Cell::new(|| {}) };
}

/// Has `hears` called whenever something is said: it can note who says it, to have it said anew in another language.
pub fn on_read(hears: fn()) {
    ON_READ.set(hears);
}

/// Speaks another language from now on: `said` has what is said in English and, on the next line, in that language,
/// in the order of their bytes. English where it is blank.
pub fn set_translations(said: String) {
    let lines: Vec<&str> = said.leak().split('\n').collect();
    TRANSLATIONS.set(lines.leak().as_chunks().0);
}

impl Message {
    /// What is said so in English.
    #[must_use]
    pub const fn new(english: &'static str) -> Self {
        Self(english)
    }

    /// What is said, in the language that is spoken now.
    #[must_use]
    #[inline(never)]
    pub fn text(self) -> &'static str {
        ON_READ.get()();
        let spoken = TRANSLATIONS.get();
        let found = spoken.binary_search_by_key(&self.0, |[english, _]| english);
        found.map_or(self.0, |index| spoken[index][1])
    }

    /// What is said, with `parts` in the places of {0}, {1} and so on.
    #[must_use]
    pub fn format(self, parts: &[&dyn Display]) -> String {
        let mut said = String::new();
        // Nothing fails that writes into a text.
        let _ = self.write_to(&mut said, parts);
        said
    }

    /// Says it, with `parts` in the places of {0}, {1} and so on.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn write_to(self, to: &mut dyn Write, parts: &[&dyn Display]) -> fmt::Result {
        self.format_with(to, &mut |to, index| write!(to, "{}", parts[index]))
    }

    /// Says it, with what `part` writes in the place of each {number}.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn format_with(
        &self,
        to: &mut dyn Write,
        part: &mut dyn FnMut(&mut dyn Write, usize) -> fmt::Result,
    ) -> fmt::Result {
        let mut rest = self.text();
        while let Some((before, index, after)) = next_placeholder(rest) {
            to.write_str(before)?;
            part(to, index)?;
            rest = after;
        }
        to.write_str(rest)
    }
}

/// What stands before the first place of a text, its number, and what follows it.
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
    fn from(word: Message) -> Self {
        word.text().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = include_str!("../en.txt");
    const GERMAN: &str = include_str!("../de.txt");

    /// What embed.js makes of two files.
    fn said() -> String {
        let said = |line: &'static str| line.split_once(" = ").map(|(_, said)| said);
        let pair = |(english, german)| Some(format!("{}\n{}", said(english)?, said(german)?));
        let mut pairs: Vec<_> = ENGLISH.lines().zip(GERMAN.lines()).filter_map(pair).collect();
        pairs.sort();
        pairs.join("\n")
    }

    /// The places of a text, in the order of their numbers.
    fn places(text: &str) -> Vec<usize> {
        let mut places: Vec<_> = std::iter::successors(next_placeholder(text), |(.., rest)| next_placeholder(rest))
            .map(|(_, index, _)| index)
            .collect();
        places.sort_unstable();
        places
    }

    #[test]
    fn german_says_the_same_on_the_same_lines() {
        assert_eq!(ENGLISH.lines().count(), GERMAN.lines().count());
        for (english, german) in ENGLISH.lines().zip(GERMAN.lines()) {
            let (Some((name, english)), Some((same, german))) = (english.split_once(" = "), german.split_once(" = "))
            else {
                assert!([english, german].iter().all(|line| line.is_empty() || line.starts_with('#')), "{german}");
                continue;
            };
            assert_eq!(name, same);
            assert_eq!(places(english), places(german), "{name}");
            assert_eq!(german, german.trim(), "{name}");
            assert_eq!(english, english.trim(), "{name}");
            // A script sorts by UTF-16.
            assert!(english.chars().all(|c| u32::from(c) < 0xd800), "{name}");
        }
    }

    #[test]
    fn what_is_the_same_in_english_is_the_same_in_german() {
        let mut said = std::collections::BTreeMap::new();
        for (english, german) in ENGLISH.lines().zip(GERMAN.lines()) {
            if let (Some((name, english)), Some((_, german))) = (english.split_once(" = "), german.split_once(" = ")) {
                let (first, before) = *said.entry(english).or_insert((name, german));
                assert_eq!(german, before, "{first} and {name}: {english}");
            }
        }
    }

    #[test]
    fn what_is_spoken_is_said_and_english_where_nothing_is() {
        assert_eq!(CLOSE.text(), "Close");
        set_translations(said());
        assert_eq!((CLOSE.text(), format!("{CLOSE}")), ("Schließen", "Schließen".into()));
        for (english, german) in ENGLISH.lines().zip(GERMAN.lines()) {
            if let (Some((_, english)), Some((_, german))) = (english.split_once(" = "), german.split_once(" = ")) {
                assert_eq!(Message(english).text(), german);
            }
        }
        assert_eq!(Message("not said anywhere").text(), "not said anywhere");
        set_translations("Cancel\nAbbrechen".into());
        assert_eq!(CLOSE.text(), "Close");
        set_translations(String::new());
        assert_eq!(CLOSE.text(), "Close");
    }

    #[test]
    fn all_that_is_said_is_heard() {
        thread_local!(static COUNT: Cell<usize> = const { Cell::new(0) });
        on_read(|| COUNT.set(COUNT.get() + 1));
        let _ = (CLOSE.text(), CLOSE.len(), CLOSE.to_string(), String::from(CLOSE), NOT_JSON.format(&[&CLOSE]));
        // The last says two words.
        assert_eq!(COUNT.get(), 6);
    }

    #[test]
    fn parts_go_into_their_places() {
        let cases = [
            ("{0}", "a"),
            ("{1}{0}", "ba"),
            ("{0} and {1}, {0}", "a and b, a"),
            ("{} {…} ${gmtDate:…} {a} {0", "{} {…} ${gmtDate:…} {a} {0"),
            ("{{0}}", "{a}"),
            ("ä{0}ü", "äaü"),
        ];
        for (text, said) in cases {
            assert_eq!(Message(text).format(&[&"a", &'b']), said);
        }
    }
}
