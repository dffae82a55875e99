//! How severe a problem is.

/// How bad it is. An error stops **Create Instance**; a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The API, or Java behind it, would refuse or misread this.
    Error,
    /// Legal, and most likely not what was meant.
    Warning,
}

impl Severity {
    /// The word used in `data-severity`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}
