//! The kinds of what can be said of a field's value, each with its weight and its sentence.

use std::fmt;

use crate::diagnostic::DisplayChar;
use crate::element::Definition;
use crate::polling::Errors;
use crate::secret::StandIn;
use crate::url::UrlProblem;

use super::Refusal;

/// What stands against a field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It is required and blank.
    Blank,
    /// It is no address.
    Url(UrlProblem),
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
    Polling(Errors),
    /// A placeholder of the documentation is still there.
    Placeholder,
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
    StandIn(StandIn),
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

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The instance cannot be created so.
    Error,
    /// It can, if a person says so.
    Warning,
    /// It is only told.
    Note,
}

impl Weight {
    /// A word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl Reason {
    /// How bad it is.
    #[must_use]
    pub fn weight(&self) -> Weight {
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
            | Self::StandIn(_)
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
            | Self::OfStore(_) => Weight::Warning,
            Self::Trimmed
            | Self::Padded
            | Self::Query
            | Self::KeyLength(_)
            | Self::KeyDigits(_)
            | Self::KeyCase(_)
            | Self::KeyPrefix(_) => Weight::Note,
            _ => Weight::Error,
        }
    }
}

impl Refusal {
    /// The field's label.
    #[must_use]
    pub fn label(&self) -> &'static str {
        self.field.label(Definition::of(self.element))
    }
}

impl std::error::Error for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.label();
        match &self.reason {
            Reason::Blank => messages::IS_BLANK.write(f, &[&label]),
            Reason::Url(problem) => write!(f, "{label} {problem}"),
            Reason::HeaderCharacter('\r' | '\n') => messages::HEADER_LINE_BREAK.write(f, &[&label]),
            Reason::HeaderCharacter(',') => messages::HEADER_COMMA.write(f, &[&label]),
            Reason::HeaderCharacter(c) => messages::HEADER_CHARACTER.write(f, &[&label, &DisplayChar::object(*c)]),
            Reason::TooLong(limit) => messages::IS_TOO_LONG.write(f, &[&label, &limit]),
            Reason::NoKey => messages::HAS_NO_KEY.write(f, &[&label]),
            Reason::KeyTaken(key) => messages::KEY_IS_TAKEN.write(f, &[&label, &key]),
            Reason::Placeholder => messages::IS_PLACEHOLDER.write(f, &[&label]),
            Reason::LookAlike(host) => messages::IS_LOOK_ALIKE.write(f, &[&label, &host]),
            Reason::Private(host) => messages::IS_PRIVATE.write(f, &[&label, &host]),
            Reason::Unencrypted => messages::IS_UNENCRYPTED.write(f, &[&label]),
            Reason::Trimmed => messages::IS_TRIMMED.write(f, &[&label]),
            Reason::Surrounded => messages::IS_SURROUNDED.write(f, &[&label]),
            Reason::Padded => messages::IS_PADDED.write(f, &[&label]),
            Reason::Unseen(c) => messages::HAS_UNSEEN.write(f, &[&label, &DisplayChar::object(*c)]),
            Reason::Swapped(other) => messages::IS_SWAPPED.write(f, &[&label, &other]),
            Reason::LongInterval { days } => match days * 100 / 36_525 {
                0 | 1 => messages::IS_ABOUT_DAYS.write(f, &[&label, &rounded(*days)]),
                years => messages::IS_ABOUT_YEARS.write(f, &[&label, &rounded(years)]),
            },
            Reason::WholeHeader => messages::IS_WHOLE_HEADER.write(f, &[&label]),
            Reason::Around => messages::HAS_TEXT_AROUND.write(f, &[&label]),
            Reason::OtherScheme(word) => messages::HAS_OTHER_SCHEME.write(f, &[&label, word]),
            Reason::Belongs(other) => messages::BELONGS_ELSEWHERE.write(f, &[&label, other]),
            Reason::Mask | Reason::StandIn(StandIn::Mask) => messages::IS_MASK.write(f, &[&label]),
            Reason::StandIn(StandIn::Variable) => messages::IS_VARIABLE.write(f, &[&label]),
            Reason::StandIn(StandIn::Placeholder) => messages::IS_STAND_IN.write(f, &[&label]),
            Reason::Space => messages::HAS_SPACE.write(f, &[&label]),
            Reason::StorePath(part) => messages::IS_STORE_PATH.write(f, &[&label, part]),
            Reason::UrlEnd(c) => messages::HAS_URL_END.write(f, &[&label, &DisplayChar::object(*c)]),
            Reason::Glob => messages::HAS_GLOB.write(f, &[&label]),
            Reason::Entity => messages::HAS_ENTITY.write(f, &[&label]),
            Reason::InstancesPath => messages::HAS_INSTANCES_PATH.write(f, &[&label]),
            Reason::HostPath => messages::HAS_HOST_PATH.write(f, &[&label]),
            Reason::Fragment => messages::HAS_FRAGMENT.write(f, &[&label]),
            Reason::Query => messages::HAS_QUERY.write(f, &[&label]),
            Reason::UrlSecrets(key, secret) => messages::HAS_URL_SECRETS.write(f, &[&label, key, secret]),
            Reason::UrlSecretsTaken(key, secret) => messages::HAS_URL_SECRETS_TAKEN.write(f, &[&label, key, secret]),
            Reason::KeyTwice => messages::KEY_IS_TWICE.write(f, &[&label]),
            Reason::SeveralKeys => messages::HAS_SEVERAL_KEYS.write(f, &[&label]),
            Reason::KeyLength(count) => messages::KEY_LENGTH.write(f, &[&label, count]),
            Reason::KeyDigits(prefix) => messages::KEY_DIGITS.write(f, &[&label, prefix]),
            Reason::KeyCase(prefix) => messages::KEY_CASE.write(f, &[&label, prefix]),
            Reason::KeyPrefix(prefix) => messages::KEY_PREFIX.write(f, &[&label, prefix]),
            Reason::OfStore(other) => messages::IS_OF_STORE.write(f, &[&label, other]),
            Reason::Minutes => messages::IS_NOT_MINUTES.write(f, &[&label]),
            Reason::Polling(Errors { count: 1, first }) => messages::HAS_ONE_ERROR.write(f, &[&label, &first]),
            Reason::Polling(Errors { count, first }) => messages::HAS_ERRORS.write(f, &[&label, &count, &first]),
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
