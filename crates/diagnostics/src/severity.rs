//! The severity of a problem.

/// How severe a problem is. An error blocks **Create Instance**; a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The API, or Java behind it, rejects or misreads this.
    Error,
    /// Valid, but most likely not intended.
    Warning,
}

impl Severity {
    /// Returns the value of `data-severity`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}
