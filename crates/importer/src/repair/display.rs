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
        match self {
            Self::ByteOrderMark => messages::IMPORTED_BYTE_ORDER_MARK.fmt(f),
            Self::KeptInvisible(count) => messages::IMPORTED_KEPT_INVISIBLE.write_to(f, &[count]),
            Self::InvisibleCharacters(count) => messages::IMPORTED_INVISIBLE_CHARACTERS.write_to(f, &[count]),
            Self::Entities(count) => messages::IMPORTED_ENTITIES.write_to(f, &[count]),
            Self::QuotedPrintable(count) => messages::IMPORTED_QUOTED_PRINTABLE.write_to(f, &[count]),
            Self::LinePrefixes(prefix, count) => {
                let name = match prefix {
                    LinePrefix::QuoteMark => messages::QUOTING_MARKS,
                    LinePrefix::Prompt => messages::PROMPTS,
                    LinePrefix::Number => messages::LINE_NUMBERS,
                    LinePrefix::Diff => messages::DIFF_MARKS,
                    LinePrefix::Comment => messages::COMMENT_MARKS,
                    LinePrefix::Bullet => messages::LIST_MARKS,
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
            Self::Playbook => messages::IMPORTED_PLAYBOOK.fmt(f),
            Self::SetVariables(count) => messages::IMPORTED_SET_VARIABLES.write_to(f, &[count]),
            Self::CurlConfig => messages::IMPORTED_CURL_CONFIG.fmt(f),
            Self::CarriageReturns => messages::IMPORTED_CARRIAGE_RETURNS.fmt(f),
            Self::ForeignSpaces => messages::IMPORTED_FOREIGN_SPACES.fmt(f),
            Self::TypographicQuotes => messages::IMPORTED_TYPOGRAPHIC_QUOTES.fmt(f),
            Self::Dashes => messages::IMPORTED_DASHES.fmt(f),
            Self::CaretLineEnds => messages::IMPORTED_CARET_LINE_ENDS.fmt(f),
            Self::SingleQuotesInCmd => messages::IMPORTED_SINGLE_QUOTES_IN_CMD.fmt(f),
            Self::CaretInQuotes => messages::IMPORTED_CARET_IN_QUOTES.fmt(f),
            Self::MissingLineContinuation(continuation) => {
                messages::IMPORTED_MISSING_JOINT.write_to(f, &[&continuation_name(*continuation)])
            }
            Self::SpaceAfterBackslash => messages::IMPORTED_SPACE_AFTER_BACKSLASH.fmt(f),
            Self::LineContinuationInLine(continuation) => {
                messages::IMPORTED_JOINT_IN_LINE.write_to(f, &[&continuation_name(*continuation)])
            }
            Self::BackslashesInBody(1) => messages::IMPORTED_BACKSLASH_IN_BODY.fmt(f),
            Self::BackslashesInBody(count) => messages::IMPORTED_BACKSLASHES_IN_BODY.write_to(f, &[&count]),
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
            Self::UnclosedHereDocument => messages::IMPORTED_OPEN_HERE_DOCUMENT.fmt(f),
            Self::Reference(ShellReference::Variable) => messages::IMPORTED_VARIABLE.fmt(f),
            Self::Reference(ShellReference::Command) => messages::IMPORTED_COMMAND.fmt(f),
            Self::Reference(ShellReference::Template) => messages::IMPORTED_TEMPLATE.fmt(f),
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
            Self::VariableRemoved(key) => messages::IMPORTED_VARIABLE_LEFT_OUT.write_to(f, &[&key]),
            Self::UnsendableSecret(key) => messages::IMPORTED_UNSENDABLE_SECRET.write_to(f, &[&key]),
            Self::MarkdownEscapes(key) => messages::IMPORTED_MARKDOWN_ESCAPES.write_to(f, &[&key]),
            Self::NoUrl => messages::IMPORTED_NO_URL.fmt(f),
            Self::LineBreakInUrl => messages::IMPORTED_LINE_BREAK_IN_URL.fmt(f),
            Self::UrlMarkup => messages::IMPORTED_URL_MARKUP.fmt(f),
            Self::UrlRedirect => messages::IMPORTED_URL_REDIRECT.fmt(f),
            Self::UrlRemoved => messages::IMPORTED_URL_LEFT_OUT.fmt(f),
            Self::NoHost => messages::IMPORTED_NO_HOST.fmt(f),
            Self::InvalidUrl => messages::IMPORTED_INVALID_URL.fmt(f),
            Self::OtherUrl => messages::IMPORTED_OTHER_URL.fmt(f),
            Self::UrlUserInfo => messages::IMPORTED_URL_USER_INFO.fmt(f),
            Self::UrlElement(key) => messages::IMPORTED_URL_ELEMENT.write_to(f, &[&key]),
            Self::ExtraUrls => messages::IMPORTED_MORE_URLS.fmt(f),
            Self::ExtraWords => messages::IMPORTED_STRAY_WORDS.fmt(f),
            Self::ExtraData => messages::IMPORTED_MORE_DATA.fmt(f),
            Self::SplitBody => messages::IMPORTED_SPLIT_BODY.fmt(f),
            Self::UrlEncoded => messages::IMPORTED_URL_ENCODED.fmt(f),
            Self::PercentEncoded => messages::IMPORTED_PERCENT_ENCODED.fmt(f),
            Self::FormField => messages::IMPORTED_FORM_FIELD.fmt(f),
            Self::FileValue(name) => messages::IMPORTED_FILE_VALUE.write_to(f, &[name]),
            Self::PrintfConversion => messages::IMPORTED_PRINTF_CONVERSION.fmt(f),
            Self::BodyInFile => messages::IMPORTED_BODY_IN_FILE.fmt(f),
            Self::AdjacentBody => messages::IMPORTED_BODY_BESIDE.fmt(f),
            Self::NoBody => messages::IMPORTED_NO_BODY.fmt(f),
            Self::EarlierCommands => messages::IMPORTED_EARLIER_COMMANDS.fmt(f),
            Self::Comment => messages::IMPORTED_COMMENT.fmt(f),
            Self::CommentInCommand => messages::IMPORTED_COMMENT_IN_COMMAND.fmt(f),
            Self::UnreadText => messages::IMPORTED_NOT_READ.fmt(f),
            Self::Request(format) => messages::IMPORTED_REQUEST.write_to(f, &[format]),
            Self::NoAuthorization => messages::IMPORTED_NO_AUTHORIZATION.fmt(f),
            Self::Program(language) => messages::IMPORTED_PROGRAM.write_to(f, &[language]),
            Self::Computed { expression, key } => messages::IMPORTED_COMPUTED.write_to(f, &[expression, key]),
            Self::DroppedBackslash(language) => messages::IMPORTED_DROPPED_BACKSLASH.write_to(f, &[language]),
            Self::InvalidBytes => messages::IMPORTED_INVALID_BYTES.fmt(f),
            Self::RoundedNumber(language) => messages::IMPORTED_ROUNDED_NUMBER.write_to(f, &[language]),
            Self::InvalidEscape(language) => messages::IMPORTED_INVALID_ESCAPE.write_to(f, &[language]),
            Self::ProgramLineBreak(language) => messages::IMPORTED_PROGRAM_LINE_BREAK.write_to(f, &[language]),
            Self::ProgramQuote(language) => messages::IMPORTED_PROGRAM_QUOTE.write_to(f, &[language]),
            Self::ProgramNumber(language) => messages::IMPORTED_PROGRAM_NUMBER.write_to(f, &[language]),
            Self::MayChange(name) => messages::IMPORTED_MAY_CHANGE.write_to(f, &[name]),
            Self::Shallow(depth) => messages::IMPORTED_SHALLOW.write_to(f, &[depth]),
            Self::FormEncoded => messages::IMPORTED_FORM_ENCODED.fmt(f),
            Self::Wrapper => messages::IMPORTED_WRAPPER.fmt(f),
            Self::Json { problem, more: 0 } => problem.fmt(f),
            Self::Json { problem, more: 1 } => messages::IMPORTED_ONE_MORE_LIKE_THIS.write_to(f, &[problem]),
            Self::Json { problem, more } => messages::IMPORTED_MORE_LIKE_THIS.write_to(f, &[problem, more]),
            Self::TemplateTag => messages::IMPORTED_TEMPLATE_TAG.fmt(f),
            Self::Response => messages::IMPORTED_RESPONSE.fmt(f),
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
            Self::Placeholder { key, is_cleared: true } => messages::IMPORTED_PLACEHOLDER_LEFT_OUT.write_to(f, &[&key]),
            Self::Placeholder { key, is_cleared: false } => messages::IMPORTED_PLACEHOLDER.write_to(f, &[&key]),
            Self::Masked { key, is_cleared: true } => messages::IMPORTED_MASKED_LEFT_OUT.write_to(f, &[&key]),
            Self::Masked { key, is_cleared: false } => messages::IMPORTED_MASKED.write_to(f, &[&key]),
            Self::UnsupportedValue(key) => messages::IMPORTED_UNFIT.write_to(f, &[&key]),
            Self::InvalidInterval => messages::IMPORTED_INVALID_INTERVAL.fmt(f),
            Self::NothingToPoll => messages::IMPORTED_NOTHING_TO_POLL.fmt(f),
            Self::Added(key) => messages::IMPORTED_ADDED.write_to(f, &[&key]),
            Self::Changed(key) => messages::IMPORTED_CHANGED.write_to(f, &[&key]),
            Self::Missing(key) => messages::IMPORTED_MISSING.write_to(f, &[&key]),
            Self::More(count) => messages::IMPORTED_MORE.write_to(f, &[&count]),
        }
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
