//! The quotes that people put around strings, and which characters close what they open.

/// A kind of quotes, by the characters that close a string in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quote {
    /// The character that opened the string.
    pub(super) open: char,
    /// The characters that close it where the quotes are written consistently.
    pub(super) closers: &'static str,
    /// The characters that close it where two kinds of quotes are mixed.
    pub(super) mixed: &'static str,
}

impl Quote {
    /// JSON's own quotes.
    pub(super) const DOUBLE: Self = Self { open: '"', closers: "\"", mixed: "”“„»" };

    /// The kind of quotes that `open` opens, if it is a quote.
    pub(super) fn opened_by(open: char) -> Option<Self> {
        let (closers, mixed) = match open {
            '"' => return Some(Self::DOUBLE),
            '\'' => ("'", "'’"),
            '`' => ("`", "`'"),
            '‘' | '’' => ("’", "’‘'"),
            '‚' => ("‘’", "’‘'"),
            '“' | '”' => ("”", "”“„\""),
            '„' => ("“”", "”“„\""),
            '´' => ("´", "´'"),
            '″' => ("″", "″\""),
            '＂' => ("＂", "＂\""),
            '「' => ("」", "」\""),
            '«' => ("»", "»\""),
            '»' => ("«", "«\""),
            _ => return None,
        };
        Some(Self { open, closers, mixed })
    }

    /// Whether a string in these quotes may hold line breaks, as a template literal of JavaScript does.
    pub(super) fn spans_lines(self) -> bool {
        self.open == '`'
    }
}
