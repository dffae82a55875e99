//! The severity of a finding.

/// The severity of a finding about a text or a field, the most severe first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The API rejects or misreads the value: **Create Instance** sends nothing.
    Error,
    /// The value is valid and most likely a mistake: the user can confirm it.
    Warning,
    /// The value is fine, and the user is told what happens to it.
    Note,
}

impl Severity {
    /// Returns the word for it in `data-severity` and `data-weight`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}
