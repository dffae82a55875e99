//! The repairs that the import reports. Their messages never contain a value of the pasted text, which may be a secret.

mod display;
mod group;

use std::ops::Range;

use model::diagnostic::Problem;
use model::messages::Message;
use model::position::Position;
use model::secret::authorization::FindingKind;

pub(crate) use display::{label, write_position};
pub use group::RepairGroup;

use crate::shell_effect::{ShellEffect, ShellReference};

/// A repair that the import made, or a fact that the user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The position in the pasted text, if it concerns one.
    pub position: Option<Position>,
    /// The bytes of the pasted text that it accounts for: those removed, replaced or reinterpreted.
    pub range: Option<Range<usize>>,
    /// The kind of repair.
    pub kind: RepairKind,
}

/// The kinds of repairs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's sentence in Display says what it is")]
pub enum RepairKind {
    // The text, and the effect of its shell on it.
    ByteOrderMark,
    InvisibleCharacters(usize),
    /// The number of invisible characters inside JSON.
    KeptInvisible(usize),
    Entities(usize),
    QuotedPrintable(usize),
    LinePrefixes(LinePrefix, usize),
    CodeFence,
    CommandQuotes,
    TextBefore,
    TextAfter,
    Assignment,
    MissingBraces,
    /// JSON in a string, nested this many times.
    Escaped(usize),
    EscapedLineBreaks(usize),
    HttpRequest,
    CurlConfig,
    Playbook,
    /// The number of variables that the text sets and the request uses.
    SetVariables(usize),
    CarriageReturns,
    ForeignSpaces,
    TypographicQuotes,
    Dashes,
    CaretLineEnds,
    SingleQuotesInCmd,
    CaretInQuotes,
    /// This line continuation is missing at the end of a line.
    MissingLineContinuation(char),
    SpaceAfterBackslash,
    /// This line continuation is inside a line.
    LineContinuationInLine(char),
    /// The number of backslashes at the ends of the body's lines.
    BackslashesInBody(usize),
    InnerQuote {
        quote: char,
        more: usize,
        effect: ShellEffect,
    },
    MissingQuote {
        quote: char,
    },
    /// A value without a closing quote, which ends at a space or before the next option.
    UnclosedQuote {
        quote: char,
    },
    /// A closing quote without an opening one.
    StrayQuote {
        quote: char,
    },
    EscapedQuote,
    DoubledQuotes,
    UnquotedBody,
    UnquotedHeader,
    UnquotedAmpersand,
    UnclosedHereDocument,
    Reference(ShellReference),
    // The command.
    UnknownOption(String),
    /// A misspelled option.
    OptionSpelling(String),
    EqualsSign,
    /// Options that do not affect the request.
    IgnoredOptions(Vec<String>),
    Redirection,
    Credentials,
    OtherMethod(String),
    OtherHeaders(Vec<String>),
    OtherAuthorization,
    /// A difference from the documented form of the header.
    Authorization(FindingKind),
    AuthorizationInParts,
    TwoAuthorizations,
    /// The name of a variable instead of a secret. Contains the label of its field.
    VariableRemoved(String),
    /// A secret with a character that is invalid in headers. Contains the label of its field.
    UnsendableSecret(String),
    /// Markdown escapes in a secret. Contains the label of its field.
    MarkdownEscapes(String),
    NoUrl,
    OtherUrl,
    InvalidUrl,
    UrlRemoved,
    /// A path without a host.
    NoHost,
    LineBreakInUrl,
    UrlMarkup,
    /// A redirect was around the URL.
    UrlRedirect,
    UrlUserInfo,
    UrlElement(String),
    ExtraUrls,
    /// Words that are neither options nor values nor URLs.
    ExtraWords,
    ExtraData,
    SplitBody,
    UrlEncoded,
    PercentEncoded,
    FormField,
    BodyInFile,
    /// A value is in a file. Contains its name.
    FileValue(String),
    /// A `%` in the format of `printf` that writes no value.
    PrintfConversion,
    /// The body is the JSON next to a command that reads its body from a file.
    AdjacentBody,
    NoBody,
    EarlierCommands,
    /// A comment that contains a part of a command.
    Comment,
    CommentInCommand,
    UnreadText,
    // The document around the body.
    /// A request in the file of another program. Contains the name of the format.
    Request(Message),
    NoAuthorization,
    Wrapper,
    // The program around the request.
    /// A program in this language.
    Program(String),
    /// The value of this field is computed by this expression.
    Computed {
        expression: String,
        key: String,
    },
    /// The program may change this variable in a way that is not followed.
    MayChange(String),
    /// A part of a program that may change the body.
    MayChangeBody,
    /// A backslash that this language drops.
    DroppedBackslash(String),
    /// A backslash before a slash, which JSON allows, that this language keeps.
    KeptBackslash(String),
    /// An escape that this language rejects.
    InvalidEscape(String),
    /// Escapes of bytes that are no character in UTF-8.
    InvalidBytes,
    /// A number that this language rounds.
    RoundedNumber(String),
    /// A quote that ends the string in this language.
    ProgramQuote(String),
    /// Line breaks that this language does not allow in the string.
    ProgramLineBreak(String),
    /// A number that is written in the notation of this language.
    ProgramNumber(String),
    /// `ConvertTo-Json` writes only this many levels.
    Shallow(usize),
    NotSentAsJson,
    // The body.
    Json {
        problem: Problem,
        /// The number of further problems of this kind.
        more: usize,
    },
    TemplateTag,
    Response,
    ConfigurationList,
    ConfigurationText,
    ElementText,
    TagsText,
    FlatBody,
    PollingKey,
    /// Members that a missing bracket had moved into another object.
    MovedToTop(Vec<String>),
    DuplicateKey(String),
    OtherElement {
        key: String,
        expected: String,
    },
    /// The form switched to another element.
    KnownElement {
        key: String,
        name: &'static str,
    },
    Placeholder {
        key: String,
        is_cleared: bool,
    },
    Masked {
        key: String,
        is_cleared: bool,
    },
    UnsupportedValue(String),
    InvalidInterval,
    NothingToPoll,
    Added(String),
    Changed(String),
    Missing(String),
    /// The number of repairs beyond the limit.
    More(usize),
}

impl RepairKind {
    /// Returns the number of occurrences, for kinds that are listed once.
    pub(crate) fn count(&mut self) -> Option<&mut usize> {
        match self {
            Self::InvisibleCharacters(count)
            | Self::Entities(count)
            | Self::QuotedPrintable(count)
            | Self::LinePrefixes(_, count)
            | Self::SetVariables(count)
            | Self::Escaped(count)
            | Self::EscapedLineBreaks(count) => Some(count),
            _ => None,
        }
    }
}

/// A prefix of lines that does not belong to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the sentence says what it is")]
pub enum LinePrefix {
    QuoteMark,
    Prompt,
    Number,
    Diff,
    Comment,
    Bullet,
}
