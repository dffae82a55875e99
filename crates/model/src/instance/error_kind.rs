//! The kinds of findings about a field's value: each has a severity and a sentence.

use std::fmt;

use crate::diagnostic::{DisplayChar, Severity};
use crate::element::Definition;
use crate::polling::ErrorSummary;
use crate::secret::PlaceholderKind;
use crate::url::UrlError;

use super::FieldError;

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

impl FieldError {
    /// Returns the field's label.
    #[must_use]
    pub fn label(&self) -> &'static str {
        self.field.label(Definition::for_key(self.element))
    }
}

impl std::error::Error for FieldError {}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.label();
        match &self.kind {
            ErrorKind::Empty => messages::IS_REQUIRED.write_to(f, &[&label]),
            ErrorKind::Url(problem) => write!(f, "{label} {problem}"),
            ErrorKind::InvalidHeaderCharacter('\r' | '\n') => messages::HEADER_LINE_BREAK.write_to(f, &[&label]),
            ErrorKind::InvalidHeaderCharacter(',') => messages::HEADER_COMMA.write_to(f, &[&label]),
            ErrorKind::InvalidHeaderCharacter(c) => {
                messages::HEADER_CHARACTER.write_to(f, &[&label, &DisplayChar::object(*c)])
            }
            ErrorKind::TooLong(limit) => messages::IS_TOO_LONG.write_to(f, &[&label, &limit]),
            ErrorKind::MissingKey => messages::HAS_NO_KEY.write_to(f, &[&label]),
            ErrorKind::DuplicateKey(key) => messages::KEY_IS_TAKEN.write_to(f, &[&label, &key]),
            ErrorKind::BracketedPlaceholder => messages::IS_PLACEHOLDER.write_to(f, &[&label]),
            ErrorKind::LookAlike(host) => messages::IS_LOOK_ALIKE.write_to(f, &[&label, &host]),
            ErrorKind::PrivateHost(host) => messages::IS_PRIVATE.write_to(f, &[&label, &host]),
            ErrorKind::Unencrypted => messages::IS_UNENCRYPTED.write_to(f, &[&label]),
            ErrorKind::TrimmedSpaces => messages::IS_TRIMMED.write_to(f, &[&label]),
            ErrorKind::SignificantSpaces => messages::IS_SURROUNDED.write_to(f, &[&label]),
            ErrorKind::SentSpaces => messages::IS_PADDED.write_to(f, &[&label]),
            ErrorKind::InvisibleCharacter(c) => messages::HAS_UNSEEN.write_to(f, &[&label, &DisplayChar::object(*c)]),
            ErrorKind::SwappedWith(other) => messages::IS_SWAPPED.write_to(f, &[&label, &other]),
            ErrorKind::LongInterval { days } => match days * 100 / 36_525 {
                0 | 1 => messages::IS_ABOUT_DAYS.write_to(f, &[&label, &rounded(*days)]),
                years => messages::IS_ABOUT_YEARS.write_to(f, &[&label, &rounded(years)]),
            },
            ErrorKind::WholeHeader => messages::IS_WHOLE_HEADER.write_to(f, &[&label]),
            ErrorKind::SurroundingText => messages::HAS_TEXT_AROUND.write_to(f, &[&label]),
            ErrorKind::OtherScheme(word) => messages::HAS_OTHER_SCHEME.write_to(f, &[&label, word]),
            ErrorKind::BelongsTo(other) => messages::BELONGS_ELSEWHERE.write_to(f, &[&label, other]),
            ErrorKind::UnsendableMask | ErrorKind::Placeholder(PlaceholderKind::Mask) => {
                messages::IS_MASK.write_to(f, &[&label])
            }
            ErrorKind::Placeholder(PlaceholderKind::Variable) => messages::IS_VARIABLE.write_to(f, &[&label]),
            ErrorKind::Placeholder(PlaceholderKind::Example) => messages::IS_STAND_IN.write_to(f, &[&label]),
            ErrorKind::InnerSpace => messages::HAS_SPACE.write_to(f, &[&label]),
            ErrorKind::StorePath(part) => messages::IS_STORE_PATH.write_to(f, &[&label, part]),
            ErrorKind::UrlEndCharacter(c) => messages::HAS_URL_END.write_to(f, &[&label, &DisplayChar::object(*c)]),
            ErrorKind::GlobPattern => messages::HAS_GLOB.write_to(f, &[&label]),
            ErrorKind::HtmlEntity => messages::HAS_ENTITY.write_to(f, &[&label]),
            ErrorKind::InstancesPath => messages::HAS_INSTANCES_PATH.write_to(f, &[&label]),
            ErrorKind::PathAfterApi => messages::HAS_HOST_PATH.write_to(f, &[&label]),
            ErrorKind::Fragment => messages::HAS_FRAGMENT.write_to(f, &[&label]),
            ErrorKind::Query => messages::HAS_QUERY.write_to(f, &[&label]),
            ErrorKind::UrlSecrets(key, secret) => messages::HAS_URL_SECRETS.write_to(f, &[&label, key, secret]),
            ErrorKind::UrlSecretsConflict(key, secret) => {
                messages::HAS_URL_SECRETS_TAKEN.write_to(f, &[&label, key, secret])
            }
            ErrorKind::RepeatedValue => messages::KEY_IS_TWICE.write_to(f, &[&label]),
            ErrorKind::SeveralKeys => messages::HAS_SEVERAL_KEYS.write_to(f, &[&label]),
            ErrorKind::KeyLength(count) => messages::KEY_LENGTH.write_to(f, &[&label, count]),
            ErrorKind::KeyDigits(prefix) => messages::KEY_DIGITS.write_to(f, &[&label, prefix]),
            ErrorKind::KeyCase(prefix) => messages::KEY_CASE.write_to(f, &[&label, prefix]),
            ErrorKind::KeyPrefix(prefix) => messages::KEY_PREFIX.write_to(f, &[&label, prefix]),
            ErrorKind::StoreKey(other) => messages::IS_OF_STORE.write_to(f, &[&label, other]),
            ErrorKind::NotWholeMinutes => messages::IS_NOT_MINUTES.write_to(f, &[&label]),
            ErrorKind::PollingErrors(ErrorSummary { count: 1, first }) => {
                messages::HAS_ONE_ERROR.write_to(f, &[&label, &first])
            }
            ErrorKind::PollingErrors(ErrorSummary { count, first }) => {
                messages::HAS_ERRORS.write_to(f, &[&label, &count, &first])
            }
        }
    }
}

/// Rounds a number down to two significant digits, and groups its thousands.
fn rounded(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push_str(&messages::THOUSANDS);
        }
        grouped.push(if index < 2 { digit } else { '0' });
    }
    grouped
}
