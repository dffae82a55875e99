//! The messages of repairs.

use std::fmt::{self, Display};

use model::messages::{self, Message};
use model::position::Position;
use model::secret::authorization::{FindingKind, Scheme};

use super::{LinePrefix, Repair, RepairKind};
use crate::shell_effect::{ShellEffect, ShellReference};

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_position(self.position, f)?;
        self.kind.fmt(f)
    }
}

/// Writes a position as the prefix of a message.
pub(crate) fn write_position(position: Option<Position>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    position.map_or(Ok(()), |position| write!(f, "{position}: "))
}

/// Returns the name of a line continuation.
fn continuation_name(continuation: char) -> Message {
    match continuation {
        '^' => messages::CARET,
        '`' => messages::BACKTICK,
        _ => messages::BACKSLASH,
    }
}

impl fmt::Display for RepairKind {
    #[allow(clippy::too_many_lines, reason = "all prose in one place")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (message, argument): (Message, &dyn Display) = match self {
            Self::ByteOrderMark => (messages::IMPORTED_BYTE_ORDER_MARK, &""),
            Self::KeptInvisible(count) => (messages::IMPORTED_KEPT_INVISIBLE, count),
            Self::InvisibleCharacters(count) => (messages::IMPORTED_INVISIBLE_CHARACTERS, count),
            Self::Entities(count) => (messages::IMPORTED_ENTITIES, count),
            Self::QuotedPrintable(count) => (messages::IMPORTED_QUOTED_PRINTABLE, count),
            Self::LinePrefixes(prefix, count) => {
                let name = match prefix {
                    LinePrefix::QuoteMark => messages::QUOTING_MARKS,
                    LinePrefix::Prompt => messages::PROMPTS,
                    LinePrefix::Number => messages::LINE_NUMBERS,
                    LinePrefix::Diff => messages::DIFF_MARKS,
                    LinePrefix::Comment => messages::COMMENT_MARKS,
                    LinePrefix::Bullet => messages::LIST_MARKS,
                };
                return messages::IMPORTED_LINE_PREFIXES.write_to(f, &[&name, count]);
            }
            Self::CommandQuotes => (messages::IMPORTED_COMMAND_QUOTES, &""),
            Self::CodeFence => (messages::IMPORTED_CODE_FENCE, &""),
            Self::TextBefore => (messages::IMPORTED_TEXT_BEFORE, &""),
            Self::TextAfter => (messages::IMPORTED_TEXT_AFTER, &""),
            Self::Assignment => (messages::IMPORTED_ASSIGNMENT, &""),
            Self::MissingBraces => (messages::IMPORTED_MISSING_BRACES, &""),
            Self::Escaped(1) => (messages::IMPORTED_ESCAPED, &""),
            Self::Escaped(times) => (messages::IMPORTED_ESCAPED_AGAIN, times),
            Self::EscapedLineBreaks(count) => (messages::IMPORTED_ESCAPED_LINE_BREAKS, count),
            Self::HttpRequest => (messages::IMPORTED_HTTP_REQUEST, &""),
            Self::Playbook => (messages::IMPORTED_PLAYBOOK, &""),
            Self::SetVariables(count) => (messages::IMPORTED_SET_VARIABLES, count),
            Self::CurlConfig => (messages::IMPORTED_CURL_CONFIG, &""),
            Self::CarriageReturns => (messages::IMPORTED_CARRIAGE_RETURNS, &""),
            Self::ForeignSpaces => (messages::IMPORTED_FOREIGN_SPACES, &""),
            Self::TypographicQuotes => (messages::IMPORTED_TYPOGRAPHIC_QUOTES, &""),
            Self::Dashes => (messages::IMPORTED_DASHES, &""),
            Self::CaretLineEnds => (messages::IMPORTED_CARET_LINE_ENDS, &""),
            Self::SingleQuotesInCmd => (messages::IMPORTED_SINGLE_QUOTES_IN_CMD, &""),
            Self::CaretInQuotes => (messages::IMPORTED_CARET_IN_QUOTES, &""),
            Self::MissingLineContinuation(continuation) => {
                return messages::IMPORTED_MISSING_JOINT.write_to(f, &[&continuation_name(*continuation)]);
            }
            Self::SpaceAfterBackslash => (messages::IMPORTED_SPACE_AFTER_BACKSLASH, &""),
            Self::LineContinuationInLine(continuation) => {
                return messages::IMPORTED_JOINT_IN_LINE.write_to(f, &[&continuation_name(*continuation)]);
            }
            Self::BackslashesInBody(1) => (messages::IMPORTED_BACKSLASH_IN_BODY, &""),
            Self::BackslashesInBody(count) => (messages::IMPORTED_BACKSLASHES_IN_BODY, count),
            Self::InnerQuote { quote, more, effect } => {
                let effect = match effect {
                    ShellEffect::Dropped => messages::IMPORTED_DROPPED,
                    ShellEffect::Expanded => messages::IMPORTED_EXPANDED,
                    ShellEffect::Cut => messages::IMPORTED_CUT,
                    ShellEffect::Waits => messages::IMPORTED_WAITS,
                };
                let sentence = match more {
                    0 => messages::IMPORTED_INNER_QUOTE,
                    1 => messages::IMPORTED_ONE_MORE_QUOTE,
                    _ => messages::IMPORTED_MORE_QUOTES,
                };
                return sentence.write_to(f, &[quote, &effect, more]);
            }
            Self::MissingQuote { quote } => (messages::IMPORTED_MISSING_QUOTE, quote),
            Self::UnclosedQuote { quote } => (messages::IMPORTED_UNCLOSED_QUOTE, quote),
            Self::StrayQuote { quote } => (messages::IMPORTED_STRAY_QUOTE, quote),
            Self::EscapedQuote => (messages::IMPORTED_ESCAPED_QUOTE, &""),
            Self::DoubledQuotes => (messages::IMPORTED_DOUBLED_QUOTES, &""),
            Self::UnquotedBody => (messages::IMPORTED_UNQUOTED_BODY, &""),
            Self::UnquotedHeader => (messages::IMPORTED_UNQUOTED_HEADER, &""),
            Self::UnquotedAmpersand => (messages::IMPORTED_UNQUOTED_AMPERSAND, &""),
            Self::UnclosedHereDocument => (messages::IMPORTED_OPEN_HERE_DOCUMENT, &""),
            Self::Reference(ShellReference::Variable) => (messages::IMPORTED_VARIABLE, &""),
            Self::Reference(ShellReference::Command) => (messages::IMPORTED_COMMAND, &""),
            Self::Reference(ShellReference::LostSign) => (messages::IMPORTED_LOST_SIGN, &""),
            Self::Reference(ShellReference::Template) => (messages::IMPORTED_TEMPLATE, &""),
            Self::UnknownOption(name) => (messages::IMPORTED_UNKNOWN_OPTION, name),
            Self::OptionSpelling(name) => (messages::IMPORTED_OPTION_SPELLING, name),
            Self::EqualsSign => (messages::IMPORTED_EQUALS_SIGN, &""),
            Self::IgnoredOptions(names) => return messages::IMPORTED_IGNORED_OPTIONS.write_to(f, &[&names.join(", ")]),
            Self::Redirection => (messages::IMPORTED_REDIRECTION, &""),
            Self::Credentials => (messages::IMPORTED_CREDENTIALS, &""),
            Self::OtherMethod(method) => (messages::IMPORTED_OTHER_METHOD, method),
            Self::OtherHeaders(names) => return messages::IMPORTED_OTHER_HEADERS.write_to(f, &[&names.join(", ")]),
            Self::OtherAuthorization => (messages::IMPORTED_OTHER_AUTHORIZATION, &""),
            Self::Authorization(kind) => return authorization(*kind, f),
            Self::AuthorizationInParts => (messages::IMPORTED_AUTHORIZATION_IN_PARTS, &""),
            Self::TwoAuthorizations => (messages::IMPORTED_TWO_AUTHORIZATIONS, &""),
            Self::VariableRemoved(key) => (messages::IMPORTED_VARIABLE_LEFT_OUT, key),
            Self::UnsendableSecret(key) => (messages::IMPORTED_UNSENDABLE_SECRET, key),
            Self::MarkdownEscapes(key) => (messages::IMPORTED_MARKDOWN_ESCAPES, key),
            Self::NoUrl => (messages::IMPORTED_NO_URL, &""),
            Self::LineBreakInUrl => (messages::IMPORTED_LINE_BREAK_IN_URL, &""),
            Self::UrlMarkup => (messages::IMPORTED_URL_MARKUP, &""),
            Self::UrlRedirect => (messages::IMPORTED_URL_REDIRECT, &""),
            Self::UrlRemoved => (messages::IMPORTED_URL_LEFT_OUT, &""),
            Self::NoHost => (messages::IMPORTED_NO_HOST, &""),
            Self::InvalidUrl => (messages::IMPORTED_INVALID_URL, &""),
            Self::OtherUrl => (messages::IMPORTED_OTHER_URL, &""),
            Self::UrlUserInfo => (messages::IMPORTED_URL_USER_INFO, &""),
            Self::UrlElement(key) => (messages::IMPORTED_URL_ELEMENT, key),
            Self::ExtraUrls => (messages::IMPORTED_MORE_URLS, &""),
            Self::ExtraWords => (messages::IMPORTED_STRAY_WORDS, &""),
            Self::ExtraData => (messages::IMPORTED_MORE_DATA, &""),
            Self::SplitBody => (messages::IMPORTED_SPLIT_BODY, &""),
            Self::UrlEncoded => (messages::IMPORTED_URL_ENCODED, &""),
            Self::PercentEncoded => (messages::IMPORTED_PERCENT_ENCODED, &""),
            Self::FormField => (messages::IMPORTED_FORM_FIELD, &""),
            Self::FileValue(name) => (messages::IMPORTED_FILE_VALUE, name),
            Self::PrintfConversion => (messages::IMPORTED_PRINTF_CONVERSION, &""),
            Self::BodyInFile => (messages::IMPORTED_BODY_IN_FILE, &""),
            Self::AdjacentBody => (messages::IMPORTED_BODY_BESIDE, &""),
            Self::NoBody => (messages::IMPORTED_NO_BODY, &""),
            Self::EarlierCommands => (messages::IMPORTED_EARLIER_COMMANDS, &""),
            Self::Comment => (messages::IMPORTED_COMMENT, &""),
            Self::CommentInCommand => (messages::IMPORTED_COMMENT_IN_COMMAND, &""),
            Self::UnreadText => (messages::IMPORTED_NOT_READ, &""),
            Self::Request(format) => (messages::IMPORTED_REQUEST, format),
            Self::NoAuthorization => (messages::IMPORTED_NO_AUTHORIZATION, &""),
            Self::Program(language) => (messages::IMPORTED_PROGRAM, language),
            Self::Computed { expression, key } => return messages::IMPORTED_COMPUTED.write_to(f, &[expression, key]),
            Self::DroppedBackslash(language) => (messages::IMPORTED_DROPPED_BACKSLASH, language),
            Self::KeptBackslash(language) => (messages::IMPORTED_KEPT_BACKSLASH, language),
            Self::InvalidBytes => (messages::IMPORTED_INVALID_BYTES, &""),
            Self::RoundedNumber(language) => (messages::IMPORTED_ROUNDED_NUMBER, language),
            Self::InvalidEscape(language) => (messages::IMPORTED_INVALID_ESCAPE, language),
            Self::ProgramLineBreak(language) => (messages::IMPORTED_PROGRAM_LINE_BREAK, language),
            Self::ProgramQuote(language) => (messages::IMPORTED_PROGRAM_QUOTE, language),
            Self::ProgramNumber(language) => (messages::IMPORTED_PROGRAM_NUMBER, language),
            Self::MayChangeBody => (messages::IMPORTED_MAY_CHANGE_BODY, &""),
            Self::MayChange(name) => (messages::IMPORTED_MAY_CHANGE, name),
            Self::Shallow(depth) => (messages::IMPORTED_SHALLOW, depth),
            Self::NotSentAsJson => (messages::IMPORTED_NOT_SENT_AS_JSON, &""),
            Self::Wrapper => (messages::IMPORTED_WRAPPER, &""),
            Self::Json { problem, more: 0 } => return problem.fmt(f),
            Self::Json { problem, more: 1 } => (messages::IMPORTED_ONE_MORE_LIKE_THIS, problem),
            Self::Json { problem, more } => return messages::IMPORTED_MORE_LIKE_THIS.write_to(f, &[problem, more]),
            Self::TemplateTag => (messages::IMPORTED_TEMPLATE_TAG, &""),
            Self::Response => (messages::IMPORTED_RESPONSE, &""),
            Self::ConfigurationList => (messages::IMPORTED_CONFIGURATION_LIST, &""),
            Self::ConfigurationText => (messages::IMPORTED_CONFIGURATION_TEXT, &""),
            Self::ElementText => (messages::IMPORTED_ELEMENT_TEXT, &""),
            Self::TagsText => (messages::IMPORTED_TAGS_TEXT, &""),
            Self::PollingKey => (messages::IMPORTED_POLLING_KEY, &""),
            Self::FlatBody => (messages::IMPORTED_FLAT_BODY, &""),
            Self::MovedToTop(keys) => {
                let keys: Vec<String> = keys.iter().map(|key| format!("\"{key}\"")).collect();
                return messages::IMPORTED_MOVED_TO_TOP.write_to(f, &[&keys.join(", ")]);
            }
            Self::DuplicateKey(key) => (messages::IMPORTED_DUPLICATE_KEY, key),
            Self::OtherElement { key, expected } => {
                return messages::IMPORTED_OTHER_ELEMENT.write_to(f, &[&key, &expected]);
            }
            Self::KnownElement { key, name } => return messages::IMPORTED_KNOWN_ELEMENT.write_to(f, &[key, name]),
            Self::Placeholder { key, is_cleared: true } => (messages::IMPORTED_PLACEHOLDER_LEFT_OUT, key),
            Self::Placeholder { key, is_cleared: false } => (messages::IMPORTED_PLACEHOLDER, key),
            Self::Masked { key, is_cleared: true } => (messages::IMPORTED_MASKED_LEFT_OUT, key),
            Self::Masked { key, is_cleared: false } => (messages::IMPORTED_MASKED, key),
            Self::UnsupportedValue(key) => (messages::IMPORTED_UNFIT, key),
            Self::InvalidInterval => (messages::IMPORTED_INVALID_INTERVAL, &""),
            Self::NothingToPoll => (messages::IMPORTED_NOTHING_TO_POLL, &""),
            Self::Added(key) => (messages::IMPORTED_ADDED, key),
            Self::Changed(key) => (messages::IMPORTED_CHANGED, key),
            Self::Missing(key) => (messages::IMPORTED_MISSING, key),
            Self::More(count) => (messages::IMPORTED_MORE, count),
        };
        message.write_to(f, &[argument])
    }
}

/// Returns the label of the field for a part of the `Authorization` header.
pub(crate) fn label(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::User => "User Secret",
        Scheme::Organization => "Organization Secret",
        Scheme::Element => "Element",
    }
}

/// Writes the message of a finding in an `Authorization` header.
fn authorization(kind: FindingKind, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
