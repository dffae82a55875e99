//! Folds the characters of a host to the ASCII letters that they resemble (Unicode Technical Standard 39).

/// Represents an unknown letter, which may resemble any other.
pub(super) const ANY: char = '*';

/// Folds a character to a lower-case ASCII letter or [`ANY`]. Returns `None` for invisible characters and separators.
pub(super) fn fold(c: char) -> Option<char> {
    let letter = if c.is_ascii() { c.to_ascii_lowercase() } else { ascii_digit(c).or_else(|| ascii_letter(c))? };
    // Digits resemble letters; i and some marks resemble l.
    Some(match letter {
        '0' => 'o',
        '1' | 'i' | '|' | '!' => 'l',
        '2' => 'z',
        '3' => 'e',
        '4' => 'a',
        '5' | '$' => 's',
        '6' | '8' => 'b',
        '7' => 't',
        '9' => 'g',
        c if c.is_ascii_alphanumeric() || c == ANY => c,
        _ => return None,
    })
}

/// Returns the ASCII digit that browsers convert a character to.
pub(super) fn ascii_digit(c: char) -> Option<char> {
    let number = |first: u32| char::from_digit(u32::from(c) - first, 10);
    match u32::from(c) {
        0x30..=0x39 => Some(c),
        // Superscript, subscript, circled, full-width and mathematical digits.
        0xb2 | 0xb3 => number(0xb0),
        0xb9 => Some('1'),
        0x2070..=0x2079 => number(0x2070),
        0x2080..=0x2089 => number(0x2080),
        0x2460..=0x2468 => number(0x245f),
        0x24ea => Some('0'),
        0xff10..=0xff19 => number(0xff10),
        0x1d7ce..=0x1d7ff => char::from_digit((u32::from(c) - 0x1d7ce) % 10, 10),
        0x1fbf0..=0x1fbf9 => number(0x1fbf0),
        _ => None,
    }
}

/// Returns whether a character separates the labels of a host (ASCII, and IDNA: RFC 3490, section 3.1).
pub(super) fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}

/// ASCII letters with the lower-case letters that resemble them.
const CONFUSABLES: [(char, &str); 26] = [
    ('a', "аαɑаａàáâãäåāăąǎạảấầậắᴀæ"),
    ('b', "вьъбβƅɓЬᏏʙ"),
    ('c', "сϲςçćĉċčᴄⅽƈ"),
    ('d', "ԁɗđďḍᏧժⅾðᴅ"),
    ('e', "еёєзεèéêëēĕėęěẹẻẽếềệᴇҽɛ℮ə"),
    ('f', "ғƒքſϝ"),
    ('g', "ɡցԍğģġĝǵɢ"),
    ('h', "һнհħĥḥʜ"),
    ('i', "іїιίϊìíîïīĭįıỉịɩіɪ"),
    ('j', "јϳյĵ"),
    ('k', "кκқķĸᴋ"),
    ('l', "ӏłĺļľŀⅼℓǀӀⲓւןӀ|丨ʟ"),
    ('m', "мⅿṃʍᴍ"),
    ('n', "пиηήոռñńņňŉŋṇлᴨɴ"),
    ('o', "оοσόθөօòóôõöøōŏőơọỏốồộớờợᴏ०০ο๐ｏ〇"),
    ('p', "рρþթᴘ"),
    ('q', "ԛգզ"),
    ('r', "гŕŗřʀᴦ"),
    ('s', "ѕśŝşšșṣꜱßʂ"),
    ('t', "тτţťŧțṭᴛ"),
    ('u', "цυύùúûüũūŭůűųưụủứừựսʋᴜ"),
    ('v', "ѵνᴠⅴ"),
    ('w', "ԝшщωώŵẁẃẅաѡᴡ"),
    ('x', "хχⅹ×"),
    ('y', "уүγýÿŷỳỵỷỹყʏ"),
    ('z', "źżžẓᴢʐ"),
];

/// Returns the ASCII letter that another character resembles.
fn ascii_letter(c: char) -> Option<char> {
    let code = u32::from(c);
    let nth = |first: u8, number: u32| char::from_u32(u32::from(first) + number);
    match code {
        // Soft hyphens, combining marks, zero-width characters, variation selectors, tags, dashes.
        0xad
        | 0x300..=0x36f
        | 0x483..=0x489
        | 0x1ab0..=0x1aff
        | 0x1dc0..=0x1dff
        | 0x200b..=0x2015
        | 0x2060..=0x206f
        | 0x20d0..=0x20ff
        | 0x2212
        | 0xfe00..=0xfe0f
        | 0xfe20..=0xfe2f
        | 0xfe58
        | 0xfe63
        | 0xfeff
        | 0xe0000..=0xe0fff => None,
        // Full-width characters.
        0xff01..=0xff5e => nth(0, code - 0xfee0).map(|c| c.to_ascii_lowercase()),
        // Parenthesized, circled, squared and mathematical letters.
        0x249c..=0x24b5 => nth(b'a', code - 0x249c),
        0x24b6..=0x24e9 => nth(b'a', (code - 0x24b6) % 26),
        0x1f130..=0x1f189 => nth(b'a', (code - 0x1f130) % 32).filter(char::is_ascii_alphanumeric).or(Some(ANY)),
        0x1d400..=0x1d6a3 => nth(b'a', (code - 0x1d400) % 26),
        _ => {
            let known = CONFUSABLES.iter().find(|(_, others)| others.contains(c));
            Some(known.map_or(ANY, |(letter, _)| *letter))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confusable_characters_are_folded() {
        for text in [
            "openconnectors",
            "OPENCONNECTORS",
            "0penc0nnect0r5",
            "оpеnсоnnесtоrѕ",
            "οpεncοnnεcτοrs",
            "ｏｐｅｎｃｏｎｎｅｃｔｏｒｓ",
            "ⓞⓟⓔⓝⓒⓞⓝⓝⓔⓒⓣⓞⓡⓢ",
            "𝐨𝐩𝐞𝐧𝐜𝐨𝐧𝐧𝐞𝐜𝐭𝐨𝐫𝐬",
            "𝚘𝚙𝚎𝚗𝚌𝚘𝚗𝚗𝚎𝚌𝚝𝚘𝚛𝚜",
            "öpéñçôńñëćţőřš",
            "open\u{ad}con\u{301}nec\u{200d}tors",
            "open-connectors",
        ] {
            assert_eq!(text.chars().filter_map(fold).collect::<String>(), "openconnectors", "{text}");
        }
        assert_eq!("IlL1|ӏⅼ".chars().filter_map(fold).collect::<String>(), "lllllll");
    }
}
