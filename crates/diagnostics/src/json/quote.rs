//! Quotation marks, and the characters that close them.

/// A kind of quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quote {
    /// The character that opened the string.
    pub(super) open: char,
    /// The characters that close it if the quotes are consistent.
    pub(super) closers: &'static str,
    /// The characters that close it if two kinds of quotes are mixed.
    pub(super) mixed_closers: &'static str,
}

impl Quote {
    /// The quotes of JSON.
    pub(super) const DOUBLE: Self = Self { open: '"', closers: "\"", mixed_closers: "”“„»" };

    /// Returns the kind of quotes that `open` opens, if it is a quote.
    pub(super) fn opened_by(open: char) -> Option<Self> {
        let (closers, mixed_closers) = match open {
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
        Some(Self { open, closers, mixed_closers })
    }

    /// Returns whether a string in these quotes may contain line breaks, as a template literal of JavaScript.
    pub(super) fn is_multiline(self) -> bool {
        self.open == '`'
    }
}
