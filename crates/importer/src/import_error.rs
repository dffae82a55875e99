//! The reasons for rejecting a pasted text. Their messages never contain a value of the text, which may be a secret.

use std::fmt;

use model::messages::{self, Message};
use model::position::Position;

use super::candidate::Candidate;
use super::repair::write_position;

/// The rejection of a pasted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The position in the pasted text, if it concerns one.
    pub position: Option<Position>,
    /// The reason.
    pub error: ImportError,
    /// The requests of the text that create an instance, if there are several: see [`crate::read_candidate`].
    pub candidates: Vec<Candidate>,
}

/// The reasons for rejecting a text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's sentence in Display says what it is")]
pub enum ImportError {
    Empty,
    Html,
    Array,
    NotAnObject,
    OtherObject,
    /// A document of another kind. Contains its name.
    OtherDocument(Message),
    /// A file of requests, none of which creates an instance. Contains its format.
    NoRequest(Message),
    /// The number of requests that create an instance, if there are several.
    SeveralRequests(usize),
    /// The number of instances or request bodies, if there are several.
    Instances(usize),
    OtherConfiguration,
    SecretInPolling(String),
    SeveralObjects,
    AmbiguousQuote,
    /// A string without a key or value.
    LoneString,
    TooDeep,
    TooBroken,
    Prose,
    /// A program in this language.
    ProgramText(&'static str),
    OtherProgram(&'static str),
    /// A PowerShell cmdlet.
    Cmdlet(&'static str),
    /// The body is computed by `ConvertTo-Json`.
    ComputedBody,
    NoArguments,
    UnclosedQuote {
        quote: char,
    },
    Method(String),
    FormData,
    BodyNotJson,
}

impl std::error::Error for Rejection {}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_position(self.position, f)?;
        self.error.fmt(f)
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Empty => messages::REFUSED_EMPTY,
            Self::Html => messages::REFUSED_HTML,
            Self::Array => messages::REFUSED_ARRAY,
            Self::NotAnObject => messages::REFUSED_NOT_AN_OBJECT,
            Self::OtherObject => messages::REFUSED_OTHER_OBJECT,
            Self::OtherDocument(name) => return messages::REFUSED_OTHER_DOCUMENT.write_to(f, &[name]),
            Self::NoRequest(format) => return messages::REFUSED_NO_REQUEST.write_to(f, &[format]),
            Self::SeveralRequests(count) => return messages::REFUSED_REQUESTS.write_to(f, &[count]),
            Self::Instances(count) => return messages::REFUSED_INSTANCES.write_to(f, &[count]),
            Self::OtherConfiguration => messages::REFUSED_OTHER_CONFIGURATION,
            Self::SecretInPolling(key) => return messages::REFUSED_SECRET_IN_POLLING.write_to(f, &[key]),
            Self::SeveralObjects => messages::REFUSED_TWO_OBJECTS,
            Self::AmbiguousQuote => messages::REFUSED_AMBIGUOUS_QUOTE,
            Self::LoneString => messages::REFUSED_NO_VALUE,
            Self::TooDeep => messages::REFUSED_TOO_DEEP,
            Self::TooBroken => messages::REFUSED_TOO_BROKEN,
            Self::Prose => messages::REFUSED_PROSE,
            Self::NoArguments => messages::REFUSED_NO_ARGUMENTS,
            Self::FormData => messages::REFUSED_FORM_DATA,
            Self::BodyNotJson => messages::REFUSED_BODY_NOT_JSON,
            Self::ProgramText(name) => {
                return messages::REFUSED_PROGRAM_TEXT.write_to(f, &[name]);
            }
            Self::OtherProgram(name) => {
                return messages::REFUSED_OTHER_PROGRAM.write_to(f, &[&name]);
            }
            Self::ComputedBody => messages::REFUSED_COMPUTED_BODY,
            Self::Cmdlet(name) => {
                return messages::REFUSED_CMDLET.write_to(f, &[&name]);
            }
            Self::UnclosedQuote { quote } => {
                return messages::REFUSED_OPEN_QUOTE.write_to(f, &[&quote]);
            }
            Self::Method(method) => {
                return messages::REFUSED_METHOD.write_to(f, &[&method]);
            }
        };
        sentence.fmt(f)
    }
}

/// The rejection of a text, with the byte of the normalized text that it concerns.
pub(super) type ParseError = (Option<usize>, ImportError);
