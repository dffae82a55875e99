//! Groups repairs by what they require of the user.

use model::api_schema::ELEMENT;
use model::diagnostic::Problem;
use model::messages;
use model::secret::authorization::FindingKind;

use super::RepairKind;
use crate::shell_effect::ShellReference;

/// The groups of repairs, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RepairGroup {
    /// The user must supply a value: it is a placeholder, mask or variable, or its secret could not be read.
    NeedsYou,
    /// A part of the text is not in the request.
    Dropped,
    /// The text is ambiguous, or is sent differently.
    Guessed,
    /// The notation was corrected, with only one possible reading.
    Notation,
    /// Nothing was changed.
    Note,
}

impl RepairGroup {
    /// All groups, the most urgent first.
    pub const ALL: [Self; 5] = [Self::NeedsYou, Self::Dropped, Self::Guessed, Self::Notation, Self::Note];

    /// Returns the heading for `count` repairs of this group.
    #[must_use]
    pub fn heading(self, count: usize) -> String {
        match (self, count) {
            (Self::NeedsYou, 1) => messages::REPAIRS_ONE_NEEDS_YOU.into(),
            (Self::NeedsYou, _) => messages::REPAIRS_NEED_YOU.format(&[&count]),
            (Self::Dropped, _) => messages::REPAIRS_DROPPED.into(),
            (Self::Guessed, _) => messages::REPAIRS_GUESSED.into(),
            (Self::Notation, _) => messages::REPAIRS_NOTATION.into(),
            (Self::Note, _) => messages::REPAIRS_NOTE.into(),
        }
    }
}

impl RepairKind {
    /// Returns the group of this repair.
    #[must_use]
    #[allow(clippy::too_many_lines, reason = "one list of all repairs")]
    pub fn group(&self) -> RepairGroup {
        match self {
            Self::Reference(ShellReference::Variable | ShellReference::Command | ShellReference::LostSign)
            | Self::Credentials
            | Self::OtherAuthorization
            | Self::TwoAuthorizations
            | Self::VariableRemoved(_)
            | Self::UnsendableSecret(_)
            | Self::InvalidUrl
            | Self::UrlRemoved
            | Self::NoHost
            | Self::BodyInFile
            | Self::FileValue(_)
            | Self::NoBody
            | Self::NoUrl
            | Self::NoAuthorization
            | Self::Computed { .. }
            | Self::Placeholder { .. }
            | Self::Masked { .. }
            | Self::InvalidInterval
            | Self::Json { problem: Problem::MissingValue, .. } => RepairGroup::NeedsYou,
            Self::Authorization(kind) => authorization_group(*kind),
            Self::Added(key) if key != ELEMENT => RepairGroup::NeedsYou,
            Self::UnknownOption(_)
            | Self::OtherHeaders(_)
            | Self::IgnoredOptions(_)
            | Self::Redirection
            | Self::EarlierCommands
            | Self::TextBefore
            | Self::TextAfter
            | Self::UrlUserInfo
            | Self::ExtraUrls
            | Self::ExtraWords
            | Self::Comment
            | Self::ExtraData
            | Self::UnreadText
            | Self::Request(_)
            | Self::Wrapper
            | Self::TemplateTag
            | Self::Response
            | Self::DuplicateKey(_)
            | Self::Missing(_)
            | Self::More(_)
            | Self::Json { problem: Problem::TextAfterEnd | Problem::StrayText | Problem::SurroundingText, .. } => {
                RepairGroup::Dropped
            }
            Self::MissingLineContinuation(_)
            | Self::Reference(ShellReference::Template)
            | Self::KeptInvisible(_)
            | Self::InnerQuote { .. }
            | Self::MissingQuote { .. }
            | Self::UnclosedQuote { .. }
            | Self::StrayQuote { .. }
            | Self::EscapedQuote
            | Self::DroppedBackslash(_)
            | Self::KeptBackslash(_)
            | Self::InvalidEscape(_)
            | Self::InvalidBytes
            | Self::RoundedNumber(_)
            | Self::ProgramQuote(_)
            | Self::ProgramLineBreak(_)
            | Self::Shallow(_)
            | Self::MayChange(_)
            | Self::MayChangeBody
            | Self::NotSentAsJson
            | Self::UnquotedBody
            | Self::UnquotedHeader
            | Self::UnquotedAmpersand
            | Self::SplitBody
            | Self::UrlEncoded
            | Self::PercentEncoded
            | Self::PrintfConversion
            | Self::FormField
            | Self::MissingBraces
            | Self::UnclosedHereDocument
            | Self::OtherMethod(_)
            | Self::OtherUrl
            | Self::FlatBody
            | Self::MovedToTop(_)
            | Self::MarkdownEscapes(_)
            | Self::AdjacentBody
            | Self::UnsupportedValue(_)
            | Self::NothingToPoll
            | Self::Added(_)
            | Self::Changed(_) => RepairGroup::Guessed,
            Self::Json { problem, .. } if !problem.has_certain_fix() => RepairGroup::Guessed,
            Self::ByteOrderMark
            | Self::InvisibleCharacters(_)
            | Self::Entities(_)
            | Self::QuotedPrintable(_)
            | Self::LinePrefixes(..)
            | Self::CodeFence
            | Self::CommandQuotes
            | Self::CommentInCommand
            | Self::OptionSpelling(_)
            | Self::Assignment
            | Self::Escaped(_)
            | Self::EscapedLineBreaks(_)
            | Self::CarriageReturns
            | Self::ForeignSpaces
            | Self::TypographicQuotes
            | Self::Dashes
            | Self::CaretLineEnds
            | Self::SingleQuotesInCmd
            | Self::CaretInQuotes
            | Self::LineContinuationInLine(_)
            | Self::DoubledQuotes
            | Self::EqualsSign
            | Self::AuthorizationInParts
            | Self::LineBreakInUrl
            | Self::UrlMarkup
            | Self::UrlRedirect
            | Self::SpaceAfterBackslash
            | Self::BackslashesInBody(_)
            | Self::ConfigurationList
            | Self::ConfigurationText
            | Self::ElementText
            | Self::TagsText
            | Self::PollingKey
            | Self::ProgramNumber(_)
            | Self::Json { .. } => RepairGroup::Notation,
            Self::HttpRequest
            | Self::Program(_)
            | Self::CurlConfig
            | Self::Playbook
            | Self::SetVariables(_)
            | Self::UrlElement(_)
            | Self::OtherElement { .. }
            | Self::KnownElement { .. } => RepairGroup::Note,
        }
    }

    /// Returns whether `other` is the same repair, with the same sentence.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other) && self.to_string() == other.to_string()
    }

    /// Returns whether `other` concerns the same notation, so that the two are listed as one repair.
    pub(crate) fn is_same_notation(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Json { problem, .. }, Self::Json { problem: other, .. }) => {
                let is_quote = matches!(problem, Problem::TypographicQuotes { .. });
                problem.is_notation()
                    && problem.code() == other.code()
                    && (is_quote || problem.to_string() == other.to_string())
            }
            _ => false,
        }
    }
}

/// Returns the group of a finding in an `Authorization` header.
fn authorization_group(kind: FindingKind) -> RepairGroup {
    match kind {
        FindingKind::Conflict(_)
        | FindingKind::NoSecret(_)
        | FindingKind::Ambiguous(_)
        | FindingKind::OnlyOtherScheme
        | FindingKind::KeptMark(_) => RepairGroup::NeedsYou,
        FindingKind::OtherScheme | FindingKind::Unread | FindingKind::Repeated(_) => RepairGroup::Dropped,
        FindingKind::MissingComma | FindingKind::OtherSeparator | FindingKind::Assignment | FindingKind::Quotes => {
            RepairGroup::Notation
        }
    }
}
