//! Date patterns in the notation of another language, and their translation to Java where there is one.

use crate::char_set::CharSet;

/// A notation that Java cannot read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `%Y-%m-%d`: strftime of C, Python, Ruby and the command date; `DATE_FORMAT` of databases.
    Percent,
    /// `Y-m-d H:i:s`: the function `date` of PHP.
    Php,
}

/// The directives of strftime after the percent sign, and their Java patterns. Those without one are left out: hours
/// padded with spaces, microseconds, seconds since 1970, weeks.
const STRFTIME: [(&str, &str); 35] = [
    ("Y", "yyyy"),
    ("y", "yy"),
    ("m", "MM"),
    ("-m", "M"),
    ("d", "dd"),
    ("-d", "d"),
    ("H", "HH"),
    ("-H", "H"),
    ("I", "hh"),
    ("-I", "h"),
    ("M", "mm"),
    ("-M", "m"),
    ("S", "ss"),
    ("-S", "s"),
    ("p", "a"),
    ("b", "MMM"),
    ("h", "MMM"),
    ("B", "MMMM"),
    ("a", "EEE"),
    ("A", "EEEE"),
    ("j", "DDD"),
    ("-j", "D"),
    ("u", "u"),
    ("z", "Z"),
    (":z", "XXX"),
    ("Z", "z"),
    ("F", "yyyy-MM-dd"),
    ("D", "MM/dd/yy"),
    ("T", "HH:mm:ss"),
    ("X", "HH:mm:ss"),
    ("R", "HH:mm"),
    ("r", "hh:mm:ss a"),
    // Milliseconds, in Ruby and in GNU date.
    ("L", "SSS"),
    ("3N", "SSS"),
    ("%", "%"),
];

/// The directives where `DATE_FORMAT` of `MySQL` differs from strftime; empty where Java has no pattern. Only `MySQL`
/// has `%i`.
const MYSQL: [(&str, &str); 11] = [
    ("i", "mm"),
    ("s", "ss"),
    ("h", "hh"),
    ("M", "MMMM"),
    ("W", "EEEE"),
    ("c", "M"),
    ("e", "d"),
    ("k", "H"),
    ("l", "h"),
    // Microseconds, and the number of a week.
    ("f", ""),
    ("u", ""),
];

/// The letters of PHP and their Java patterns; empty where Java has none.
const PHP: [(&str, &str); 26] = [
    ("Y", "yyyy"),
    ("y", "yy"),
    ("m", "MM"),
    ("n", "M"),
    ("d", "dd"),
    ("j", "d"),
    ("H", "HH"),
    ("G", "H"),
    ("h", "hh"),
    ("g", "h"),
    ("i", "mm"),
    ("s", "ss"),
    ("A", "a"),
    ("a", ""),
    ("M", "MMM"),
    ("F", "MMMM"),
    ("D", "EEE"),
    ("l", "EEEE"),
    ("v", "SSS"),
    ("u", ""),
    ("O", "Z"),
    ("P", "XXX"),
    ("p", "XXX"),
    ("T", "z"),
    ("e", ""),
    ("N", "u"),
];

/// Recognizes a pattern in another notation. Returns the notation, and the Java pattern if there is an equivalent.
#[must_use]
pub fn recognize(pattern: &str) -> Option<(Notation, Option<String>)> {
    if is_percent(pattern) {
        return Some((Notation::Percent, translate_percent(pattern)));
    }
    is_php(pattern).then(|| (Notation::Php, translate_php(pattern)))
}

/// Returns whether a percent sign comes before a letter, with or without a flag between.
fn is_percent(pattern: &str) -> bool {
    pattern.match_indices('%').any(|(at, _)| {
        let rest = pattern[at + 1..].trim_start_any("-_^#:03");
        rest.starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

fn translate_percent(pattern: &str) -> Option<String> {
    let is_mysql = pattern.contains("%i");
    let mut java = JavaPattern::default();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c != '%' {
            java.literal(c);
            continue;
        }
        let mysql_directives = if is_mysql { &MYSQL[..] } else { &[] };
        let is_next = |(directive, _): &&(&str, &str)| rest.starts_with(directive);
        let (directive, replacement) =
            mysql_directives.iter().find(is_next).or_else(|| STRFTIME.iter().find(is_next))?;
        rest = &rest[directive.len()..];
        if replacement.is_empty() || !java.pattern(replacement) {
            return None;
        }
    }
    Some(java.finish())
}

/// Returns whether a pattern is one of PHP: no letter is repeated, all letters are PHP's, and together they mean more
/// of a date than they would in Java.
fn is_php(pattern: &str) -> bool {
    let mut last = None;
    let mut letters = String::new();
    for c in pattern.chars() {
        if c == '\'' || c.is_ascii_alphabetic() && last == Some(c) {
            return false;
        }
        if c.is_ascii_alphabetic() && last != Some('\\') {
            letters.push(c);
        }
        last = Some(c);
    }
    let is_known = |c: char| c == 'T' || PHP.iter().any(|(letter, _)| letter.starts_with(c));
    let has = |c: char| letters.contains(c);
    letters.chars().all(is_known)
        && (has('i') && (has('H') || has('h') || has('G') || has('g'))
            || (has('Y') || has('y')) && (has('m') || has('n')) && (has('d') || has('j')))
}

fn translate_php(pattern: &str) -> Option<String> {
    let mut java = JavaPattern::default();
    let mut characters = pattern.chars().peekable();
    let mut last = ' ';
    while let Some(c) = characters.next() {
        // Between a day and an hour, `T` is meant literally, though PHP would print a time zone.
        let is_letter = c.is_ascii_alphabetic() && !(c == 'T' && last.is_ascii_alphabetic());
        last = c;
        if c == '\\' {
            java.literal(characters.next()?);
        } else if !is_letter {
            java.literal(c);
        } else {
            let (_, replacement) = PHP.iter().find(|(letter, _)| letter.starts_with(c))?;
            if replacement.is_empty() || !java.pattern(replacement) {
                return None;
            }
        }
    }
    Some(java.finish())
}

/// A Java pattern under construction.
#[derive(Default)]
struct JavaPattern {
    pattern: String,
    /// Literal letters that are not written yet.
    quoted: String,
}

impl JavaPattern {
    fn literal(&mut self, c: char) {
        match c {
            _ if c.is_ascii_alphabetic() => self.quoted.push(c),
            // Two quotes are one literal quote, inside quoted text and outside.
            '\'' if self.quoted.is_empty() => self.pattern.push_str("''"),
            '\'' => self.quoted.push_str("''"),
            c => {
                self.flush_literal();
                self.pattern.push(c);
            }
        }
    }

    /// Appends pattern letters. Returns false if they run into equal letters before.
    fn pattern(&mut self, letters: &str) -> bool {
        let is_separate = !self.quoted.is_empty() || !letters.starts_with(|c| self.pattern.ends_with(c));
        self.flush_literal();
        self.pattern.push_str(letters);
        is_separate || letters == "%"
    }

    fn flush_literal(&mut self) {
        if !self.quoted.is_empty() {
            self.pattern.push('\'');
            self.pattern.push_str(&self.quoted);
            self.pattern.push('\'');
            self.quoted.clear();
        }
    }

    fn finish(mut self) -> String {
        self.flush_literal();
        self.pattern
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_notations_are_translated_only_where_java_has_an_equivalent() {
        let cases = [
            ("%Y-%m-%dT%H:%M:%S", Some("yyyy-MM-dd'T'HH:mm:ss")),
            ("%Y-%m-%dT%H:%M:%SZ", Some("yyyy-MM-dd'T'HH:mm:ss'Z'")),
            ("%Y-%m-%dT%H:%M:%S%z", Some("yyyy-MM-dd'T'HH:mm:ssZ")),
            ("%FT%T.%LZ", Some("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")),
            ("%d/%m/%Y %I:%M %p", Some("dd/MM/yyyy hh:mm a")),
            ("%a, %d %b %Y %H:%M:%S %z", Some("EEE, dd MMM yyyy HH:mm:ss Z")),
            ("%-d.%-m.%Y um %H Uhr", Some("d.M.yyyy 'um' HH 'Uhr'")),
            ("%Y%m%d", Some("yyyyMMdd")),
            ("%H o'clock", Some("HH 'o''clock'")),
            ("%d%%", Some("dd%")),
            ("%Y-%m-%d %H:%i:%s", Some("yyyy-MM-dd HH:mm:ss")),
            ("%d %M %Y, %H:%i", Some("dd MMMM yyyy, HH:mm")),
            ("%Y-%m-%dT%H:%M:%S.%f", None),
            ("%s", None),
            ("%e.%m.%Y", None),
            ("%Y-%m-%d %H:%M:%s", None),
            ("%Y%y", None),
            ("%", None),
        ];
        for (pattern, java) in cases {
            let expected = is_percent(pattern).then_some((Notation::Percent, java.map(str::to_owned)));
            assert_eq!(recognize(pattern), expected, "{pattern}");
        }
        let cases = [
            ("Y-m-d H:i:s", Some("yyyy-MM-dd HH:mm:ss")),
            ("Y-m-d\\TH:i:sP", Some("yyyy-MM-dd'T'HH:mm:ssXXX")),
            ("Y-m-dTH:i:s", Some("yyyy-MM-dd'T'HH:mm:ss")),
            ("Y-m-d\\TH:i:s\\Z", Some("yyyy-MM-dd'T'HH:mm:ss'Z'")),
            ("D, d M Y H:i:s O", Some("EEE, dd MMM yyyy HH:mm:ss Z")),
            ("d/m/Y", Some("dd/MM/yyyy")),
            ("n/j/Y g:i A", Some("M/d/yyyy h:mm a")),
            ("g:i a", None),
            ("Y-m-d H:i:s.u", None),
        ];
        for (pattern, java) in cases {
            assert_eq!(recognize(pattern), Some((Notation::Php, java.map(str::to_owned))), "{pattern}");
        }
        for pattern in
            ["yyyy-MM-dd", "d.M.yy", "d/M/y", "y", "H:mm", "h:mm a", "yyyy'%'", "M/d/yyyy H:m:s", "H:m:s", ""]
        {
            assert_eq!(recognize(pattern), None, "{pattern}");
        }
    }
}
