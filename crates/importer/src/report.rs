//! What is told about a pasted text: what had to be repaired, and why one is refused. No sentence
//! holds a value of the text, so that none can hold a secret.

use std::fmt;
use std::ops::Range;

use model::diagnostic::Problem;
use model::messages::{self, Message};
use model::position::{Locator, Position, position};
use model::secret::authorization::{FindingKind, Scheme};

use super::mapped_text::MappedText;

/// Something that had to be repaired, or that a person should know, with its place in the pasted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// Where in the pasted text, if it has a place.
    pub position: Option<Position>,
    /// The bytes of the pasted text that it accounts for: what was left out, replaced or read otherwise.
    pub range: Option<Range<usize>>,
    /// What it is.
    pub what: RepairKind,
}

/// Why a text was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Where in the pasted text, if it has a place.
    pub position: Option<Position>,
    /// Why.
    pub why: ImportError,
}

/// What had to be repaired, or a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's sentence in Display says what it is")]
pub enum RepairKind {
    // The text, and what its shell would have made of it.
    ByteOrderMark,
    InvisibleCharacters(usize),
    Entities(usize),
    LinePrefixes(Prefix, usize),
    CodeFence,
    CommandQuotes,
    TextBefore,
    TextAfter,
    Assignment,
    MissingBraces,
    /// JSON in a string, so many times over.
    Escaped(usize),
    EscapedLineBreaks(usize),
    HttpRequest,
    CurlConfig,
    CarriageReturns,
    ForeignSpaces,
    TypographicQuotes,
    Dashes,
    CaretLineEnds,
    SingleQuotesInCmd,
    CaretInQuotes,
    /// The character that joins lines in that shell is not at a line's end.
    MissingJoint(char),
    BlankAfterBackslash,
    /// The character that joins lines stands within a line.
    JointInLine(char),
    /// So many backslashes at the ends of the body's lines.
    BackslashesInBody(usize),
    InnerQuote {
        quote: char,
        more: usize,
        effect: Effect,
    },
    MissingQuote {
        quote: char,
    },
    /// A value whose quote is missing ends at a space or before the next option.
    UnclosedQuote {
        quote: char,
    },
    /// A quote that closes what was never opened.
    StrayQuote {
        quote: char,
    },
    EscapedQuote,
    DoubledQuotes,
    UnquotedBody,
    UnquotedHeader,
    UnquotedAmpersand,
    OpenHereDocument,
    Reference(Reference),
    // The command.
    UnknownOption(String),
    /// An option that is spelled otherwise than curl knows it.
    OptionSpelling(String),
    EqualsSign,
    /// Known options whose values are not part of the request.
    IgnoredOptions(Vec<String>),
    Redirection,
    Credentials,
    OtherMethod(String),
    OtherHeaders(Vec<String>),
    OtherAuthorization,
    /// A difference of the header from its documented form.
    Authorization(FindingKind),
    AuthorizationInParts,
    TwoAuthorizations,
    /// The name of a variable in the place of a secret, by the label of its field.
    VariableLeftOut(String),
    /// A secret with a character that no header can have, by the label of its field.
    UnsendableSecret(String),
    /// Backslashes of Markdown in a secret, by the label of its field.
    MarkdownEscapes(String),
    NoUrl,
    OtherUrl,
    InvalidUrl,
    UrlLeftOut,
    /// A path without a host.
    NoHost,
    LineBreakInUrl,
    UrlMarkup,
    /// A redirect was around the URL.
    UrlRedirect,
    UrlUserInfo,
    UrlElement(String),
    MoreUrls,
    /// Words of a command that are neither an option nor a value nor a URL.
    StrayWords,
    MoreData,
    SplitBody,
    UrlEncoded,
    PercentEncoded,
    FormField,
    BodyInFile,
    /// The JSON beside a command is the body that it takes from a file.
    BodyBeside,
    NoBody,
    EarlierCommands,
    /// A comment that holds a part of a command.
    Comment,
    CommentInCommand,
    NotRead,
    // What surrounds the body.
    /// A request that another program recorded, by the name of its format.
    Request(Message),
    NoAuthorization,
    Wrapper,
    // The body.
    Json {
        problem: Problem,
        /// How many more of this kind there are.
        more: usize,
    },
    TemplateTag,
    Answer,
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
    /// The form becomes another element's.
    KnownElement {
        key: String,
        name: &'static str,
    },
    Placeholder {
        key: String,
        is_blank: bool,
    },
    Masked {
        key: String,
        is_blank: bool,
    },
    Unfit(String),
    OddInterval,
    NothingToPoll,
    Added(String),
    Changed(String),
    Missing(String),
    /// So many more than are listed.
    More(usize),
}

impl RepairKind {
    /// How often it was found, where one finding stands for several.
    pub(super) fn count(&mut self) -> Option<&mut usize> {
        match self {
            Self::InvisibleCharacters(count)
            | Self::Entities(count)
            | Self::LinePrefixes(_, count)
            | Self::Escaped(count)
            | Self::EscapedLineBreaks(count) => Some(count),
            _ => None,
        }
    }
}

/// What stood at the start of lines and is no part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the sentence says what it is")]
pub enum Prefix {
    Quoting,
    Prompt,
    Number,
    Diff,
    Comment,
    Bullet,
}

/// What a shell would have made of a body whose quoting ends too early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It would have sent it without the quotes.
    Dropped,
    /// It would have replaced what looks like a variable or command.
    Expanded,
    /// It would have sent a part of it only.
    Cut,
    /// It would have waited for another quote.
    Waits,
}

/// What a shell replaces before it runs the command, and nobody else can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// `$NAME`, `${NAME}`, `$env:NAME`, `%NAME%`.
    Variable,
    /// `$(…)` or `` `…` ``.
    Command,
}

/// Why a text was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's sentence in Display says what it is")]
pub enum ImportError {
    Empty,
    Html,
    Array,
    NotAnObject,
    OtherObject,
    /// Another kind of document, by its name.
    OtherDocument(Message),
    /// A format for requests, and how many of its requests may be meant.
    Requests {
        format: Message,
        count: usize,
    },
    /// So many instances or request bodies.
    Instances(usize),
    OtherConfiguration,
    SecretInPolling(String),
    TwoObjects,
    AmbiguousQuote,
    /// A string that is neither a value nor a key with one.
    NoValue,
    TooDeep,
    TooBroken,
    Prose,
    /// A program in that language.
    ProgramText(&'static str),
    OtherProgram(&'static str),
    /// A command of PowerShell's own.
    Cmdlet(&'static str),
    /// The body is what `ConvertTo-Json` would make of a table.
    ComputedBody,
    NoArguments,
    OpenQuote {
        quote: char,
    },
    Method(String),
    FormData,
    BodyNotJson,
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place(self.position, f)?;
        self.what.fmt(f)
    }
}

impl std::error::Error for Rejection {}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place(self.position, f)?;
        self.why.fmt(f)
    }
}

fn place(position: Option<Position>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    position.map_or(Ok(()), |position| write!(f, "{position}: "))
}

/// The name of a character that joins lines.
fn name_of(joint: char) -> messages::Message {
    match joint {
        '^' => messages::CARET,
        '`' => messages::BACKTICK,
        _ => messages::BACKSLASH,
    }
}

impl fmt::Display for RepairKind {
    #[allow(clippy::too_many_lines, reason = "all prose in one place")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByteOrderMark => messages::IMPORTED_BYTE_ORDER_MARK.fmt(f),
            Self::InvisibleCharacters(count) => messages::IMPORTED_INVISIBLE_CHARACTERS.write_to(f, &[count]),
            Self::Entities(count) => messages::IMPORTED_ENTITIES.write_to(f, &[count]),
            Self::LinePrefixes(prefix, count) => {
                let name = match prefix {
                    Prefix::Quoting => messages::QUOTING_MARKS,
                    Prefix::Prompt => messages::PROMPTS,
                    Prefix::Number => messages::LINE_NUMBERS,
                    Prefix::Diff => messages::DIFF_MARKS,
                    Prefix::Comment => messages::COMMENT_MARKS,
                    Prefix::Bullet => messages::LIST_MARKS,
                };
                messages::IMPORTED_LINE_PREFIXES.write_to(f, &[&name, count])
            }
            Self::CommandQuotes => messages::IMPORTED_COMMAND_QUOTES.fmt(f),
            Self::CodeFence => messages::IMPORTED_CODE_FENCE.fmt(f),
            Self::TextBefore => messages::IMPORTED_TEXT_BEFORE.fmt(f),
            Self::TextAfter => messages::IMPORTED_TEXT_AFTER.fmt(f),
            Self::Assignment => messages::IMPORTED_ASSIGNMENT.fmt(f),
            Self::MissingBraces => messages::IMPORTED_MISSING_BRACES.fmt(f),
            Self::Escaped(1) => messages::IMPORTED_ESCAPED.fmt(f),
            Self::Escaped(times) => messages::IMPORTED_ESCAPED_AGAIN.write_to(f, &[times]),
            Self::EscapedLineBreaks(count) => messages::IMPORTED_ESCAPED_LINE_BREAKS.write_to(f, &[count]),
            Self::HttpRequest => messages::IMPORTED_HTTP_REQUEST.fmt(f),
            Self::CurlConfig => messages::IMPORTED_CURL_CONFIG.fmt(f),
            Self::CarriageReturns => messages::IMPORTED_CARRIAGE_RETURNS.fmt(f),
            Self::ForeignSpaces => messages::IMPORTED_FOREIGN_SPACES.fmt(f),
            Self::TypographicQuotes => messages::IMPORTED_TYPOGRAPHIC_QUOTES.fmt(f),
            Self::Dashes => messages::IMPORTED_DASHES.fmt(f),
            Self::CaretLineEnds => messages::IMPORTED_CARET_LINE_ENDS.fmt(f),
            Self::SingleQuotesInCmd => messages::IMPORTED_SINGLE_QUOTES_IN_CMD.fmt(f),
            Self::CaretInQuotes => messages::IMPORTED_CARET_IN_QUOTES.fmt(f),
            Self::MissingJoint(joint) => messages::IMPORTED_MISSING_JOINT.write_to(f, &[&name_of(*joint)]),
            Self::BlankAfterBackslash => messages::IMPORTED_SPACE_AFTER_BACKSLASH.fmt(f),
            Self::JointInLine(joint) => messages::IMPORTED_JOINT_IN_LINE.write_to(f, &[&name_of(*joint)]),
            Self::BackslashesInBody(1) => messages::IMPORTED_BACKSLASH_IN_BODY.fmt(f),
            Self::BackslashesInBody(count) => messages::IMPORTED_BACKSLASHES_IN_BODY.write_to(f, &[&count]),
            Self::InnerQuote { quote, more, effect } => {
                let effect = match effect {
                    Effect::Dropped => messages::IMPORTED_DROPPED,
                    Effect::Expanded => messages::IMPORTED_EXPANDED,
                    Effect::Cut => messages::IMPORTED_CUT,
                    Effect::Waits => messages::IMPORTED_WAITS,
                };
                let sentence = match more {
                    0 => messages::IMPORTED_INNER_QUOTE,
                    1 => messages::IMPORTED_ONE_MORE_QUOTE,
                    _ => messages::IMPORTED_MORE_QUOTES,
                };
                sentence.write_to(f, &[quote, &effect, more])
            }
            Self::MissingQuote { quote } => messages::IMPORTED_MISSING_QUOTE.write_to(f, &[&quote]),
            Self::UnclosedQuote { quote } => messages::IMPORTED_UNCLOSED_QUOTE.write_to(f, &[&quote]),
            Self::StrayQuote { quote } => messages::IMPORTED_STRAY_QUOTE.write_to(f, &[&quote]),
            Self::EscapedQuote => messages::IMPORTED_ESCAPED_QUOTE.fmt(f),
            Self::DoubledQuotes => messages::IMPORTED_DOUBLED_QUOTES.fmt(f),
            Self::UnquotedBody => messages::IMPORTED_UNQUOTED_BODY.fmt(f),
            Self::UnquotedHeader => messages::IMPORTED_UNQUOTED_HEADER.fmt(f),
            Self::UnquotedAmpersand => messages::IMPORTED_UNQUOTED_AMPERSAND.fmt(f),
            Self::OpenHereDocument => messages::IMPORTED_OPEN_HERE_DOCUMENT.fmt(f),
            Self::Reference(Reference::Variable) => messages::IMPORTED_VARIABLE.fmt(f),
            Self::Reference(Reference::Command) => messages::IMPORTED_COMMAND.fmt(f),
            Self::UnknownOption(name) => messages::IMPORTED_UNKNOWN_OPTION.write_to(f, &[&name]),
            Self::OptionSpelling(name) => messages::IMPORTED_OPTION_SPELLING.write_to(f, &[&name]),
            Self::EqualsSign => messages::IMPORTED_EQUALS_SIGN.fmt(f),
            Self::IgnoredOptions(names) => messages::IMPORTED_IGNORED_OPTIONS.write_to(f, &[&names.join(", ")]),
            Self::Redirection => messages::IMPORTED_REDIRECTION.fmt(f),
            Self::Credentials => messages::IMPORTED_CREDENTIALS.fmt(f),
            Self::OtherMethod(method) => messages::IMPORTED_OTHER_METHOD.write_to(f, &[&method]),
            Self::OtherHeaders(names) => messages::IMPORTED_OTHER_HEADERS.write_to(f, &[&names.join(", ")]),
            Self::OtherAuthorization => messages::IMPORTED_OTHER_AUTHORIZATION.fmt(f),
            Self::Authorization(kind) => authorization(*kind, f),
            Self::AuthorizationInParts => messages::IMPORTED_AUTHORIZATION_IN_PARTS.fmt(f),
            Self::TwoAuthorizations => messages::IMPORTED_TWO_AUTHORIZATIONS.fmt(f),
            Self::VariableLeftOut(key) => messages::IMPORTED_VARIABLE_LEFT_OUT.write_to(f, &[&key]),
            Self::UnsendableSecret(key) => messages::IMPORTED_UNSENDABLE_SECRET.write_to(f, &[&key]),
            Self::MarkdownEscapes(key) => messages::IMPORTED_MARKDOWN_ESCAPES.write_to(f, &[&key]),
            Self::NoUrl => messages::IMPORTED_NO_URL.fmt(f),
            Self::LineBreakInUrl => messages::IMPORTED_LINE_BREAK_IN_URL.fmt(f),
            Self::UrlMarkup => messages::IMPORTED_URL_MARKUP.fmt(f),
            Self::UrlRedirect => messages::IMPORTED_URL_REDIRECT.fmt(f),
            Self::UrlLeftOut => messages::IMPORTED_URL_LEFT_OUT.fmt(f),
            Self::NoHost => messages::IMPORTED_NO_HOST.fmt(f),
            Self::InvalidUrl => messages::IMPORTED_INVALID_URL.fmt(f),
            Self::OtherUrl => messages::IMPORTED_OTHER_URL.fmt(f),
            Self::UrlUserInfo => messages::IMPORTED_URL_USER_INFO.fmt(f),
            Self::UrlElement(key) => messages::IMPORTED_URL_ELEMENT.write_to(f, &[&key]),
            Self::MoreUrls => messages::IMPORTED_MORE_URLS.fmt(f),
            Self::StrayWords => messages::IMPORTED_STRAY_WORDS.fmt(f),
            Self::MoreData => messages::IMPORTED_MORE_DATA.fmt(f),
            Self::SplitBody => messages::IMPORTED_SPLIT_BODY.fmt(f),
            Self::UrlEncoded => messages::IMPORTED_URL_ENCODED.fmt(f),
            Self::PercentEncoded => messages::IMPORTED_PERCENT_ENCODED.fmt(f),
            Self::FormField => messages::IMPORTED_FORM_FIELD.fmt(f),
            Self::BodyInFile => messages::IMPORTED_BODY_IN_FILE.fmt(f),
            Self::BodyBeside => messages::IMPORTED_BODY_BESIDE.fmt(f),
            Self::NoBody => messages::IMPORTED_NO_BODY.fmt(f),
            Self::EarlierCommands => messages::IMPORTED_EARLIER_COMMANDS.fmt(f),
            Self::Comment => messages::IMPORTED_COMMENT.fmt(f),
            Self::CommentInCommand => messages::IMPORTED_COMMENT_IN_COMMAND.fmt(f),
            Self::NotRead => messages::IMPORTED_NOT_READ.fmt(f),
            Self::Request(format) => messages::IMPORTED_REQUEST.write_to(f, &[format]),
            Self::NoAuthorization => messages::IMPORTED_NO_AUTHORIZATION.fmt(f),
            Self::Wrapper => messages::IMPORTED_WRAPPER.fmt(f),
            Self::Json { problem, more: 0 } => problem.fmt(f),
            Self::Json { problem, more: 1 } => messages::IMPORTED_ONE_MORE_LIKE_THIS.write_to(f, &[problem]),
            Self::Json { problem, more } => messages::IMPORTED_MORE_LIKE_THIS.write_to(f, &[problem, more]),
            Self::TemplateTag => messages::IMPORTED_TEMPLATE_TAG.fmt(f),
            Self::Answer => messages::IMPORTED_RESPONSE.fmt(f),
            Self::ConfigurationList => messages::IMPORTED_CONFIGURATION_LIST.fmt(f),
            Self::ConfigurationText => messages::IMPORTED_CONFIGURATION_TEXT.fmt(f),
            Self::ElementText => messages::IMPORTED_ELEMENT_TEXT.fmt(f),
            Self::TagsText => messages::IMPORTED_TAGS_TEXT.fmt(f),
            Self::PollingKey => messages::IMPORTED_POLLING_KEY.fmt(f),
            Self::FlatBody => messages::IMPORTED_FLAT_BODY.fmt(f),
            Self::MovedToTop(keys) => {
                let keys: Vec<String> = keys.iter().map(|key| format!("\"{key}\"")).collect();
                messages::IMPORTED_MOVED_TO_TOP.write_to(f, &[&keys.join(", ")])
            }
            Self::DuplicateKey(key) => messages::IMPORTED_DUPLICATE_KEY.write_to(f, &[&key]),
            Self::OtherElement { key, expected } => messages::IMPORTED_OTHER_ELEMENT.write_to(f, &[&key, &expected]),
            Self::KnownElement { key, name } => messages::IMPORTED_KNOWN_ELEMENT.write_to(f, &[key, name]),
            Self::Placeholder { key, is_blank: true } => messages::IMPORTED_PLACEHOLDER_LEFT_OUT.write_to(f, &[&key]),
            Self::Placeholder { key, is_blank: false } => messages::IMPORTED_PLACEHOLDER.write_to(f, &[&key]),
            Self::Masked { key, is_blank: true } => messages::IMPORTED_MASKED_LEFT_OUT.write_to(f, &[&key]),
            Self::Masked { key, is_blank: false } => messages::IMPORTED_MASKED.write_to(f, &[&key]),
            Self::Unfit(key) => messages::IMPORTED_UNFIT.write_to(f, &[&key]),
            Self::OddInterval => messages::IMPORTED_INVALID_INTERVAL.fmt(f),
            Self::NothingToPoll => messages::IMPORTED_NOTHING_TO_POLL.fmt(f),
            Self::Added(key) => messages::IMPORTED_ADDED.write_to(f, &[&key]),
            Self::Changed(key) => messages::IMPORTED_CHANGED.write_to(f, &[&key]),
            Self::Missing(key) => messages::IMPORTED_MISSING.write_to(f, &[&key]),
            Self::More(count) => messages::IMPORTED_MORE.write_to(f, &[&count]),
        }
    }
}

/// The label of the field for a part of the header.
pub(super) fn label(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::User => "User Secret",
        Scheme::Organization => "Organization Secret",
        Scheme::Element => "Element",
    }
}

/// Writes what differs in an `Authorization` header.
fn authorization(kind: FindingKind, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    use fmt::Display;

    match kind {
        FindingKind::OtherScheme => messages::IMPORTED_AUTHORIZATION_SCHEME.fmt(f),
        FindingKind::OnlyOtherScheme | FindingKind::Unread => messages::IMPORTED_OTHER_AUTHORIZATION.fmt(f),
        FindingKind::MissingComma => messages::IMPORTED_AUTHORIZATION_COMMA.fmt(f),
        FindingKind::OtherSeparator => messages::IMPORTED_AUTHORIZATION_SEPARATOR.fmt(f),
        FindingKind::Assignment => messages::IMPORTED_AUTHORIZATION_ASSIGNMENT.fmt(f),
        FindingKind::Quotes => messages::IMPORTED_AUTHORIZATION_QUOTES.fmt(f),
        FindingKind::KeptMark(scheme) => messages::IMPORTED_AUTHORIZATION_MARK.write_to(f, &[&label(scheme)]),
        FindingKind::Repeated(scheme) => messages::IMPORTED_AUTHORIZATION_REPEATED.write_to(f, &[&label(scheme)]),
        FindingKind::Conflict(scheme) => messages::IMPORTED_AUTHORIZATION_CONFLICT.write_to(f, &[&label(scheme)]),
        FindingKind::NoSecret(scheme) => messages::IMPORTED_AUTHORIZATION_NO_SECRET.write_to(f, &[&label(scheme)]),
        FindingKind::Ambiguous(scheme) => messages::IMPORTED_AUTHORIZATION_AMBIGUOUS.write_to(f, &[&label(scheme)]),
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
            Self::Requests { format, count: 0 } => return messages::REFUSED_NO_REQUEST.write_to(f, &[format]),
            Self::Requests { format, count } => return messages::REFUSED_REQUESTS.write_to(f, &[format, count]),
            Self::Instances(count) => return messages::REFUSED_INSTANCES.write_to(f, &[count]),
            Self::OtherConfiguration => messages::REFUSED_OTHER_CONFIGURATION,
            Self::SecretInPolling(key) => return messages::REFUSED_SECRET_IN_POLLING.write_to(f, &[key]),
            Self::TwoObjects => messages::REFUSED_TWO_OBJECTS,
            Self::AmbiguousQuote => messages::REFUSED_AMBIGUOUS_QUOTE,
            Self::NoValue => messages::REFUSED_NO_VALUE,
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
            Self::OpenQuote { quote } => {
                return messages::REFUSED_OPEN_QUOTE.write_to(f, &[&quote]);
            }
            Self::Method(method) => {
                return messages::REFUSED_METHOD.write_to(f, &[&method]);
            }
        };
        sentence.fmt(f)
    }
}

/// The bytes of a text that a finding is about: a range, or one place between two bytes.
pub(super) struct Span(pub Range<usize>);

impl From<usize> for Span {
    fn from(at: usize) -> Self {
        Self(at..at)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self(range)
    }
}

/// A finding, with the bytes of the pasted text that it is about.
pub(super) type Finding = (Option<Range<usize>>, RepairKind);

/// Takes the count out of a finding that stands for several.
fn more(what: &mut RepairKind) -> usize {
    if let RepairKind::Json { more, .. } = what { std::mem::take(more) } else { 0 }
}

fn start(range: Option<&Range<usize>>) -> usize {
    range.map_or(usize::MAX, |range| range.start)
}

/// Collects the findings about a pasted text. Its callers read the normalized text, and give places in that one.
pub(super) struct Report<'t> {
    /// The pasted text.
    pasted: &'t str,
    /// The normalized text, which knows where each of its bytes stood in the pasted one.
    source: &'t MappedText,
    list: Vec<Finding>,
    /// The ranges of the findings that are too many to be listed, and further ones of those that are.
    unlisted: Vec<Range<usize>>,
    more: usize,
    /// Whether a text in single quotes ended with a backslash: in fish that is no end.
    pub has_escaped_quote: bool,
}

/// Why a text is refused, with the byte of the normalized text that it is about.
pub(super) type ParseError = (Option<usize>, ImportError);

impl<'t> Report<'t> {
    /// How many are kept.
    const LIMIT: usize = 200;

    /// No findings yet, about `pasted`, which is read as `source`.
    pub fn new(pasted: &'t str, source: &'t MappedText) -> Self {
        Self { pasted, source, list: Vec::new(), unlisted: Vec::new(), more: 0, has_escaped_quote: false }
    }

    /// No findings yet, about the same text.
    pub fn anew(&self) -> Self {
        Self::new(self.pasted, self.source)
    }

    /// The position in the pasted text of the byte `at` of the normalized one.
    pub fn position(&self, at: usize) -> Position {
        position(self.pasted, self.source.origin(at))
    }

    /// Adds a finding about those bytes of the normalized text.
    pub fn push(&mut self, at: impl Into<Span>, what: RepairKind) {
        self.add((Some(self.pasted_range(at.into().0)), what));
    }

    /// Adds bytes of the normalized text to those that the findings account for.
    pub fn account_for(&mut self, range: Range<usize>) {
        let range = self.pasted_range(range);
        if !range.is_empty() {
            self.unlisted.push(range);
        }
    }

    /// The bytes of the pasted text that those of the normalized one came of. What was inserted at the end came of
    /// nothing there.
    fn pasted_range(&self, range: Range<usize>) -> Range<usize> {
        let Range { start, end } = self.source.origins(range);
        let end = end.min(self.pasted.len());
        let end = (end..=self.pasted.len()).find(|end| self.pasted.is_char_boundary(*end)).unwrap_or(end);
        start.min(end)..end
    }

    /// Adds a finding about those bytes of the normalized text; the same finding again only accounts for its bytes.
    pub fn push_once(&mut self, at: impl Into<Span>, what: RepairKind) {
        let range = at.into().0;
        if self.has(&what) {
            self.account_for(range);
        } else {
            self.push(range, what);
        }
    }

    /// Whether a finding is listed.
    pub fn has(&self, what: &RepairKind) -> bool {
        self.list.iter().any(|(_, listed)| listed == what)
    }

    /// Adds a finding about those bytes of the normalized text; another of its kind adds to the count of the first.
    pub fn push_counted(&mut self, range: Range<usize>, mut what: RepairKind) {
        let is_same = |other: &RepairKind| std::mem::discriminant(other) == std::mem::discriminant(&what);
        let Some(first) = self.list.iter().position(|(_, other)| is_same(other)) else { return self.push(range, what) };
        if let (Some(count), Some(more)) = (self.list[first].1.count(), what.count()) {
            *count += *more;
        }
        self.account_for(range);
    }

    /// The normalized text.
    pub fn text(&self) -> &'t str {
        &self.source.text
    }

    /// Adds a finding that has no place.
    pub fn push_general(&mut self, what: RepairKind) {
        self.add((None, what));
    }

    /// Adds a finding about bytes of the pasted text. Those about notation that are of one kind become one.
    pub fn add(&mut self, (mut range, mut what): Finding) {
        if let Some((first, other)) = self.list.iter_mut().find(|(_, other)| other.is_same_notation(&what)) {
            let count = more(&mut what) + more(other) + 1;
            if start(range.as_ref()) < start(first.as_ref()) {
                std::mem::swap(&mut range, first);
                std::mem::swap(&mut what, other);
            }
            if let RepairKind::Json { more, .. } = other {
                *more = count;
            }
            self.unlisted.extend(range);
            return;
        }
        let finding = (range, what);
        if self.list.len() < Self::LIMIT {
            self.list.push(finding);
        } else {
            self.more += 1;
            self.unlisted.extend(finding.0);
        }
    }

    /// Adds what was undone before the text was read.
    pub fn add_report(&mut self, findings: Vec<Finding>, accounted: Vec<Range<usize>>) {
        for finding in findings {
            self.add(finding);
        }
        self.unlisted.extend(accounted);
    }

    /// Adds all findings of `others`.
    pub fn append(&mut self, others: Report<'_>) {
        self.more += others.more;
        self.unlisted.extend(others.unlisted);
        others.list.into_iter().for_each(|finding| self.add(finding));
    }

    /// Whether a value had to be looked for without the quotes that it should have.
    pub fn has_guessed_quotes(&self) -> bool {
        self.list.iter().any(|(_, what)| {
            matches!(
                what,
                RepairKind::UnclosedQuote { .. }
                    | RepairKind::StrayQuote { .. }
                    | RepairKind::TypographicQuotes
                    | RepairKind::UnquotedBody
                    | RepairKind::UnquotedHeader
            )
        })
    }

    /// The finding added last.
    pub fn last(&mut self) -> Option<&mut RepairKind> {
        self.list.last_mut().map(|(_, what)| what)
    }

    /// Returns everything in the order of the text, what has no place last; and the ranges of what is not listed.
    pub fn finish(mut self) -> (Vec<Repair>, Vec<Range<usize>>) {
        self.list.sort_by_key(|(range, _)| start(range.as_ref()));
        let mut locator = Locator::new(self.pasted);
        let mut repairs: Vec<Repair> = self
            .list
            .into_iter()
            .map(|(range, what)| {
                let position = range.as_ref().map(|range| locator.position(range.start));
                Repair { position, range, what }
            })
            .collect();
        if self.more > 0 {
            repairs.push(Repair { position: None, range: None, what: RepairKind::More(self.more) });
        }
        (repairs, self.unlisted)
    }
}
