//! The kinds of what can be said of a field's value, each with its weight and its sentence.

use std::fmt;

use crate::diagnostic::{DisplayChar, Severity};
use crate::element::Definition;
use crate::polling::ErrorSummary;
use crate::secret::PlaceholderKind;
use crate::url::UrlError;

use super::FieldError;

/// What stands against a field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// It is required and blank.
    Empty,
    /// It is no address.
    Url(UrlError),
    /// It holds a character that a request header cannot.
    HeaderCharacter(char),
    /// It is longer than this many characters, the most that the API takes.
    TooLong(usize),
    /// It is no whole number of minutes from 1.
    Minutes,
    /// The additional entry has no key.
    NoKey,
    /// The key of the additional entry is in the request already.
    KeyTaken(String),
    /// The polling configuration has errors.
    Polling(ErrorSummary),
    /// A placeholder of the documentation is still there.
    BracketedPlaceholder,
    /// The host looks like one of the API's, and is none.
    LookAlike(String),
    /// The API cannot reach that host.
    Private(String),
    /// What is sent there can be read on its way.
    Unencrypted,
    /// Blanks around it are left out.
    Trimmed,
    /// Blanks around it are a part of it.
    Surrounded,
    /// Blanks around it are sent with it.
    Padded,
    /// A character in it does not show, or acts on what shows it.
    Unseen(char),
    /// It begins as the value of the field with that label does.
    Swapped(&'static str),
    /// It is an interval of so many days.
    LongInterval {
        /// Whole days.
        days: u64,
    },
    /// It has both secrets, as the `Authorization` header does.
    WholeHeader,
    /// A word, quotes or other marks are around it.
    Around,
    /// It begins with a word of the header that is not its own.
    OtherScheme(String),
    /// It is the value of the field with that label.
    Belongs(&'static str),
    /// It is a mask of characters that no header can hold.
    Mask,
    /// It only stands in for the value.
    Placeholder(PlaceholderKind),
    /// It has a space inside.
    Space,
    /// It is a page of the store or the address of its API: this part of the path or query says so.
    StorePath(&'static str),
    /// The URL ends with this character.
    UrlEnd(char),
    /// The URL is a pattern of curl's for several.
    Glob,
    /// The URL has `&amp;` in it, as HTML writes `&`.
    Entity,
    /// The URL goes on after the path of the API.
    HostPath,
    /// The base URL ends with the path that the request adds.
    InstancesPath,
    /// The URL has a fragment.
    Fragment,
    /// The URL has a query.
    Query,
    /// The URL has secrets in it, which belong in the fields with these labels.
    UrlSecrets(&'static str, &'static str),
    /// The same, and one of these fields has another value.
    UrlSecretsTaken(&'static str, &'static str),
    /// The key is there twice.
    KeyTwice,
    /// There are several keys.
    SeveralKeys,
    /// The key has so many characters.
    KeyLength(usize),
    /// The key has other characters than its first letters and digits.
    KeyDigits(&'static str),
    /// The key has capital letters.
    KeyCase(&'static str),
    /// The key lacks its first letters.
    KeyPrefix(&'static str),
    /// It looks like the value of the field with that label, which the store has made.
    OfStore(&'static str),
}

impl ErrorKind {
    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::LookAlike(_)
            | Self::Private(_)
            | Self::Unencrypted
            | Self::Surrounded
            | Self::Unseen(_)
            | Self::Swapped(_)
            | Self::LongInterval { .. }
            | Self::Around
            | Self::OtherScheme(_)
            | Self::Belongs(_)
            | Self::Placeholder(_)
            | Self::Space
            | Self::StorePath(_)
            | Self::UrlEnd(_)
            | Self::Glob
            | Self::Entity
            | Self::Fragment
            | Self::HostPath
            | Self::UrlSecrets(..)
            | Self::UrlSecretsTaken(..)
            | Self::KeyTwice
            | Self::SeveralKeys
            | Self::OfStore(_) => Severity::Warning,
            Self::Trimmed
            | Self::Padded
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
    /// The field's label.
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
            ErrorKind::HeaderCharacter('\r' | '\n') => messages::HEADER_LINE_BREAK.write_to(f, &[&label]),
            ErrorKind::HeaderCharacter(',') => messages::HEADER_COMMA.write_to(f, &[&label]),
            ErrorKind::HeaderCharacter(c) => {
                messages::HEADER_CHARACTER.write_to(f, &[&label, &DisplayChar::object(*c)])
            }
            ErrorKind::TooLong(limit) => messages::IS_TOO_LONG.write_to(f, &[&label, &limit]),
            ErrorKind::NoKey => messages::HAS_NO_KEY.write_to(f, &[&label]),
            ErrorKind::KeyTaken(key) => messages::KEY_IS_TAKEN.write_to(f, &[&label, &key]),
            ErrorKind::BracketedPlaceholder => messages::IS_PLACEHOLDER.write_to(f, &[&label]),
            ErrorKind::LookAlike(host) => messages::IS_LOOK_ALIKE.write_to(f, &[&label, &host]),
            ErrorKind::Private(host) => messages::IS_PRIVATE.write_to(f, &[&label, &host]),
            ErrorKind::Unencrypted => messages::IS_UNENCRYPTED.write_to(f, &[&label]),
            ErrorKind::Trimmed => messages::IS_TRIMMED.write_to(f, &[&label]),
            ErrorKind::Surrounded => messages::IS_SURROUNDED.write_to(f, &[&label]),
            ErrorKind::Padded => messages::IS_PADDED.write_to(f, &[&label]),
            ErrorKind::Unseen(c) => messages::HAS_UNSEEN.write_to(f, &[&label, &DisplayChar::object(*c)]),
            ErrorKind::Swapped(other) => messages::IS_SWAPPED.write_to(f, &[&label, &other]),
            ErrorKind::LongInterval { days } => match days * 100 / 36_525 {
                0 | 1 => messages::IS_ABOUT_DAYS.write_to(f, &[&label, &rounded(*days)]),
                years => messages::IS_ABOUT_YEARS.write_to(f, &[&label, &rounded(years)]),
            },
            ErrorKind::WholeHeader => messages::IS_WHOLE_HEADER.write_to(f, &[&label]),
            ErrorKind::Around => messages::HAS_TEXT_AROUND.write_to(f, &[&label]),
            ErrorKind::OtherScheme(word) => messages::HAS_OTHER_SCHEME.write_to(f, &[&label, word]),
            ErrorKind::Belongs(other) => messages::BELONGS_ELSEWHERE.write_to(f, &[&label, other]),
            ErrorKind::Mask | ErrorKind::Placeholder(PlaceholderKind::Mask) => messages::IS_MASK.write_to(f, &[&label]),
            ErrorKind::Placeholder(PlaceholderKind::Variable) => messages::IS_VARIABLE.write_to(f, &[&label]),
            ErrorKind::Placeholder(PlaceholderKind::Example) => messages::IS_STAND_IN.write_to(f, &[&label]),
            ErrorKind::Space => messages::HAS_SPACE.write_to(f, &[&label]),
            ErrorKind::StorePath(part) => messages::IS_STORE_PATH.write_to(f, &[&label, part]),
            ErrorKind::UrlEnd(c) => messages::HAS_URL_END.write_to(f, &[&label, &DisplayChar::object(*c)]),
            ErrorKind::Glob => messages::HAS_GLOB.write_to(f, &[&label]),
            ErrorKind::Entity => messages::HAS_ENTITY.write_to(f, &[&label]),
            ErrorKind::InstancesPath => messages::HAS_INSTANCES_PATH.write_to(f, &[&label]),
            ErrorKind::HostPath => messages::HAS_HOST_PATH.write_to(f, &[&label]),
            ErrorKind::Fragment => messages::HAS_FRAGMENT.write_to(f, &[&label]),
            ErrorKind::Query => messages::HAS_QUERY.write_to(f, &[&label]),
            ErrorKind::UrlSecrets(key, secret) => messages::HAS_URL_SECRETS.write_to(f, &[&label, key, secret]),
            ErrorKind::UrlSecretsTaken(key, secret) => {
                messages::HAS_URL_SECRETS_TAKEN.write_to(f, &[&label, key, secret])
            }
            ErrorKind::KeyTwice => messages::KEY_IS_TWICE.write_to(f, &[&label]),
            ErrorKind::SeveralKeys => messages::HAS_SEVERAL_KEYS.write_to(f, &[&label]),
            ErrorKind::KeyLength(count) => messages::KEY_LENGTH.write_to(f, &[&label, count]),
            ErrorKind::KeyDigits(prefix) => messages::KEY_DIGITS.write_to(f, &[&label, prefix]),
            ErrorKind::KeyCase(prefix) => messages::KEY_CASE.write_to(f, &[&label, prefix]),
            ErrorKind::KeyPrefix(prefix) => messages::KEY_PREFIX.write_to(f, &[&label, prefix]),
            ErrorKind::OfStore(other) => messages::IS_OF_STORE.write_to(f, &[&label, other]),
            ErrorKind::Minutes => messages::IS_NOT_MINUTES.write_to(f, &[&label]),
            ErrorKind::Polling(ErrorSummary { count: 1, first }) => {
                messages::HAS_ONE_ERROR.write_to(f, &[&label, &first])
            }
            ErrorKind::Polling(ErrorSummary { count, first }) => {
                messages::HAS_ERRORS.write_to(f, &[&label, &count, &first])
            }
        }
    }
}

/// A number to two digits, its thousands grouped.
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
