//! Detects invisible characters.

use ::json::bytes::find_any_of_five;

/// Returns whether a character is whitespace, a control character or invisible.
#[must_use]
pub fn is_invisible_or_whitespace(c: char) -> bool {
    c.is_control() || c.is_whitespace() || is_invisible(c)
}

/// Returns whether a character has no width or changes the direction of the text after it.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The first UTF-8 bytes of the invisible characters.
const FIRST_BYTES: [u8; 5] = [0xc2, 0xd8, 0xe1, 0xe2, 0xef];

/// Returns the invisible characters of a text with their positions in bytes, without the joiners inside an emoji.
pub(crate) fn invisible_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let is_joiner = |at: usize, c: char| {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        c == '\u{200d}' && before.ends_with(ends_emoji) && after.starts_with(is_pictograph)
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = find_any_of_five(text.as_bytes(), at, FIRST_BYTES)?;
            let c = text[start..].chars().next()?;
            at = start + c.len_utf8();
            if is_invisible(c) && !is_joiner(start, c) {
                return Some((start, c));
            }
        }
    })
}

/// Returns whether a character is in a block with extended pictographic characters (Unicode), which can be joined.
fn is_pictograph(c: char) -> bool {
    matches!(c,
        '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{1f000}'..='\u{1fbff}')
}

/// Returns whether an emoji can end with a character: a pictograph, the variation selector or the end of a flag.
fn ends_emoji(c: char) -> bool {
    is_pictograph(c) || matches!(c, '\u{fe0f}' | '\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_invisible_character_begins_with_a_listed_byte() {
        for c in ('\0'..=char::MAX).filter(|c| is_invisible(*c)) {
            assert!(FIRST_BYTES.contains(&c.to_string().as_bytes()[0]), "{c:?}");
        }
    }

    #[test]
    fn joiners_inside_an_emoji_are_not_reported() {
        let found = |text: &str| invisible_characters(text).collect::<Vec<_>>();
        for emoji in [
            "👩\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "🏃🏽\u{200d}♀\u{fe0f}\u{200d}➡\u{fe0f}",
            "🏴\u{200d}☠\u{fe0f}",
            "🏴\u{e0067}\u{e0062}\u{e007f}",
            "👩🏽\u{200d}⚕",
        ] {
            assert_eq!(found(emoji), [], "{emoji}");
        }
        for (text, positions) in [
            ("👩\u{200d}", vec![4]),
            ("\u{200d}👩", vec![0]),
            ("👩\u{200d}\u{200d}👧", vec![4, 7]),
            ("a\u{200d}👧", vec![1]),
            ("👩\u{200d}a\u{200b}", vec![4, 8]),
            ("👩\u{200c}👧", vec![4]),
        ] {
            assert_eq!(found(text).into_iter().map(|(at, _)| at).collect::<Vec<_>>(), positions, "{text:?}");
        }
    }
}
