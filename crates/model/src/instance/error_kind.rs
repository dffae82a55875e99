//! The kinds of findings about a field's value, and their severities.

use crate::diagnostic::Severity;
use crate::polling::ErrorSummary;
use crate::secret::PlaceholderKind;
use crate::url::UrlError;

/// The kind of a finding about a field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// The field is required, and its value is empty or whitespace.
    Empty,
    /// The value is not a valid URL.
    Url(UrlError),
    /// The value contains a character that a request header can't contain.
    InvalidHeaderCharacter(char),
    /// The value is longer than the API's limit, which is given in characters.
    TooLong(usize),
    /// The value is not a whole number of minutes of at least 1.
    NotWholeMinutes,
    /// The extra field has no key.
    MissingKey,
    /// The request already has the key of the extra field.
    DuplicateKey(String),
    /// The polling configuration has errors.
    PollingErrors(ErrorSummary),
    /// The value is a placeholder in angle brackets, as in the documentation.
    BracketedPlaceholder,
    /// The host looks like one of the API's hosts but isn't one.
    LookAlike(String),
    /// The host is private, so the API can't reach it.
    PrivateHost(String),
    /// The URL uses `http://`, so others can read the data sent there.
    Unencrypted,
    /// The request omits the spaces around the value.
    TrimmedSpaces,
    /// The spaces around the value are part of a key.
    SignificantSpaces,
    /// The request sends the spaces around the value.
    SentSpaces,
    /// The value contains an invisible character or one that changes how text is displayed.
    InvisibleCharacter(char),
    /// The value has the prefix of the field with this label.
    SwappedWith(&'static str),
    /// The refresh interval is longer than 30 days.
    LongInterval {
        /// Whole days.
        days: u64,
    },
    /// The value is an `Authorization` header with both secrets.
    WholeHeader,
    /// The value has a label, quotes or other marks around it.
    SurroundingText,
    /// The value starts with another scheme of the `Authorization` header.
    OtherScheme(String),
    /// The value belongs in the field with this label.
    BelongsTo(&'static str),
    /// The value is a mask of characters that a header can't contain.
    UnsendableMask,
    /// The value is a placeholder.
    Placeholder(PlaceholderKind),
    /// The value contains a space.
    InnerSpace,
    /// The URL is a page or the API of the store, by this part of its path or query.
    StorePath(&'static str),
    /// The URL ends with this character.
    UrlEndCharacter(char),
    /// The URL is a curl glob pattern.
    GlobPattern,
    /// The URL contains `&amp;` for `&`.
    HtmlEntity,
    /// The base URL continues after the API's path.
    PathAfterApi,
    /// The base URL ends with the path that the request adds.
    InstancesPath,
    /// The URL has a fragment.
    Fragment,
    /// The URL has a query.
    Query,
    /// The URL contains secrets that belong in the fields with these labels.
    UrlSecrets(&'static str, &'static str),
    /// The URL contains secrets that belong in the fields with these labels, one of which has another value.
    UrlSecretsConflict(&'static str, &'static str),
    /// The value is one key or secret, pasted twice.
    RepeatedValue,
    /// The value contains several keys.
    SeveralKeys,
    /// The key has an unusual length, given in characters.
    KeyLength(usize),
    /// The key contains other characters than this prefix and hexadecimal digits.
    KeyDigits(&'static str),
    /// The key contains capital letters.
    KeyCase(&'static str),
    /// The key lacks this prefix.
    KeyPrefix(&'static str),
    /// The value looks like a key of the store, which belongs in the field with this label.
    StoreKey(&'static str),
}

impl ErrorKind {
    /// Returns the severity of the finding.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::LookAlike(_)
            | Self::PrivateHost(_)
            | Self::Unencrypted
            | Self::SignificantSpaces
            | Self::InvisibleCharacter(_)
            | Self::SwappedWith(_)
            | Self::LongInterval { .. }
            | Self::SurroundingText
            | Self::OtherScheme(_)
            | Self::BelongsTo(_)
            | Self::Placeholder(_)
            | Self::InnerSpace
            | Self::StorePath(_)
            | Self::UrlEndCharacter(_)
            | Self::GlobPattern
            | Self::HtmlEntity
            | Self::Fragment
            | Self::PathAfterApi
            | Self::UrlSecrets(..)
            | Self::UrlSecretsConflict(..)
            | Self::RepeatedValue
            | Self::SeveralKeys
            | Self::StoreKey(_) => Severity::Warning,
            Self::TrimmedSpaces
            | Self::SentSpaces
            | Self::Query
            | Self::KeyLength(_)
            | Self::KeyDigits(_)
            | Self::KeyCase(_)
            | Self::KeyPrefix(_) => Severity::Note,
            _ => Severity::Error,
        }
    }
}
