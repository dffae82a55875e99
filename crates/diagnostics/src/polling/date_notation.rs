//! Date patterns in the notation of another language, and what Java writes instead where that means the same.

/// A notation that Java does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `%Y-%m-%d`: strftime of C, Python, Ruby and date; the `DATE_FORMAT` of databases.
    Percent,
    /// `Y-m-d H:i:s`: the function date of PHP.
    Php,
}

/// What strftime has after its percent sign, and Java's pattern for the same. What is not here has none: hours padded
/// with blanks, microseconds, seconds since 1970, weeks.
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

/// Where `DATE_FORMAT` of `MySQL` differs; it alone has `%i`.
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
    // Microseconds, a name of the day and a number of the week.
    ("f", ""),
    ("u", ""),
];

/// The letters of PHP, and Java's pattern for the same; blank where there is none.
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

/// The notation of a pattern that is in none of Java's, and the same in Java's if it can say the same.
#[must_use]
pub fn recognize(pattern: &str) -> Option<(Notation, Option<String>)> {
    if is_percent(pattern) {
        return Some((Notation::Percent, percent(pattern)));
    }
    is_php(pattern).then(|| (Notation::Php, php(pattern)))
}

/// Whether a percent sign stands before a letter, perhaps with a flag between.
fn is_percent(pattern: &str) -> bool {
    pattern.match_indices('%').any(|(at, _)| {
        let rest = pattern[at + 1..].trim_start_matches(['-', '_', '^', '#', ':', '0', '3']);
        rest.starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

fn percent(pattern: &str) -> Option<String> {
    let is_mysql = pattern.contains("%i");
    let mut java = Java::default();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c != '%' {
            java.literal(c);
            continue;
        }
        let differing = if is_mysql { &MYSQL[..] } else { &[] };
        let is_next = |(directive, _): &&(&str, &str)| rest.starts_with(directive);
        let (directive, meant) = differing.iter().find(is_next).or_else(|| STRFTIME.iter().find(is_next))?;
        rest = &rest[directive.len()..];
        if meant.is_empty() || !java.pattern(meant) {
            return None;
        }
    }
    Some(java.finish())
}

/// Whether a pattern is one of PHP: no letter stands twice in a row, all are PHP's, and together they say more than a
/// pattern of Java with such letters would.
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

fn php(pattern: &str) -> Option<String> {
    let mut java = Java::default();
    let mut characters = pattern.chars().peekable();
    let mut last = ' ';
    while let Some(c) = characters.next() {
        // Between a day and an hour a T is meant to stand for itself, though PHP would write a zone there.
        let is_letter = c.is_ascii_alphabetic() && !(c == 'T' && last.is_ascii_alphabetic());
        last = c;
        if c == '\\' {
            java.literal(characters.next()?);
        } else if !is_letter {
            java.literal(c);
        } else {
            let (_, meant) = PHP.iter().find(|(letter, _)| letter.starts_with(c))?;
            if meant.is_empty() || !java.pattern(meant) {
                return None;
            }
        }
    }
    Some(java.finish())
}

/// A pattern of Java while it is written.
#[derive(Default)]
struct Java {
    pattern: String,
    /// Letters that stand for themselves and are not written yet.
    quoted: String,
}

impl Java {
    fn literal(&mut self, c: char) {
        match c {
            _ if c.is_ascii_alphabetic() => self.quoted.push(c),
            // Two quotes are one, inside quoted text and outside.
            '\'' if self.quoted.is_empty() => self.pattern.push_str("''"),
            '\'' => self.quoted.push_str("''"),
            c => {
                self.close();
                self.pattern.push(c);
            }
        }
    }

    /// Adds letters of a pattern; returns whether they stay apart from those before.
    fn pattern(&mut self, letters: &str) -> bool {
        let is_apart = !self.quoted.is_empty() || !letters.starts_with(|c| self.pattern.ends_with(c));
        self.close();
        self.pattern.push_str(letters);
        is_apart || letters == "%"
    }

    fn close(&mut self) {
        if !self.quoted.is_empty() {
            self.pattern.push('\'');
            self.pattern.push_str(&self.quoted);
            self.pattern.push('\'');
            self.quoted.clear();
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.pattern
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_notations_become_javas_only_where_they_mean_the_same() {
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
