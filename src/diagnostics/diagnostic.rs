//! What can be wrong with a text, as data: a stable code, a severity, a range of bytes, and where
//! there is one a fix. Every sentence stands in the one `Display` of [`Problem`].

use std::fmt;
use std::ops::Range;

use tree::Kind;

use crate::position::{Locator, Position};

/// How bad it is. An error stops **Create Instance**; a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The API, or Java behind it, would refuse or misread this.
    Error,
    /// Legal, and most likely not what was meant.
    Warning,
}

impl Severity {
    /// The word used in `data-severity`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One replacement in a text. The range is in bytes of the text as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes; empty to insert.
    pub range: Range<usize>,
    /// What comes instead; empty to remove.
    pub text: String,
}

impl Edit {
    /// Puts `text` in at the byte `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { range: at..at, text: text.into() }
    }

    /// Takes `range` out.
    #[must_use]
    pub fn remove(range: Range<usize>) -> Self {
        Self { range, text: String::new() }
    }

    /// Puts `text` where `range` was.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }
}

/// What would mend a problem: a few edits that belong together, none touching another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The edits, in the order of the text.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// What it will do to `text`, in a few words.
    #[must_use]
    pub fn describe(&self, text: &str) -> String {
        let describe = |edit: &Edit| {
            let old = brief(&text[edit.range.clone()]);
            let new = brief(&edit.text);
            match (old.is_empty(), new.is_empty()) {
                (true, _) => format!("insert {new}"),
                (false, true) => format!("remove {old}"),
                (false, false) => format!("replace {old} with {new}"),
            }
        };
        self.edits.iter().map(describe).collect::<Vec<_>>().join(" and ")
    }
}

/// The start of a text, so that a button can hold it; white space as a person would name it.
fn brief(text: &str) -> String {
    const LONGEST: usize = 40;
    if !text.is_empty() && text.chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c)) {
        return "white space".into();
    }
    let mut brief: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    if text.trim().chars().count() > LONGEST {
        brief.push('…');
    }
    brief
}

impl From<Edit> for Fix {
    fn from(edit: Edit) -> Self {
        Self { edits: vec![edit] }
    }
}

/// Applies edits to a text. Edits at one place keep their order; an edit that overlaps an earlier
/// one is left out, since what it was meant for is gone.
#[must_use]
pub fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut result = String::with_capacity(text.len() + 16);
    let mut at = 0;
    for edit in edits {
        if edit.range.start < at {
            continue;
        }
        result.push_str(&text[at..edit.range.start]);
        result.push_str(&edit.text);
        at = edit.range.end;
    }
    result.push_str(&text[at..]);
    result
}

/// One finding in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is; displays as a sentence.
    pub problem: Problem,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// What would mend it.
    pub fix: Option<Fix>,
    /// The other place that its sentence names, in bytes of the text: the first of two keys, the bracket
    /// that is not closed.
    pub related: Option<Range<usize>>,
}

/// The findings of one check: the first [`Diagnostics::LIMIT`] in full, all of them counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// Where those begin that were found while reading and are not kept, in case they are taken back.
    cut: Vec<usize>,
    /// How many errors there are, listed or not.
    pub errors: usize,
    /// How many warnings there are, listed or not.
    pub warnings: usize,
}

impl Diagnostics {
    /// How many findings are kept in full.
    pub const LIMIT: usize = 1_000;

    /// Adds a finding.
    pub fn push(&mut self, problem: Problem, range: Range<usize>, fix: Option<Fix>) {
        self.insert(self.list.len(), problem, range, fix);
    }

    /// Adds a finding that is mended by `text` in its place. Told in one call, since there are so many.
    #[inline(never)]
    pub(crate) fn replace(&mut self, problem: Problem, range: Range<usize>, text: &str) {
        let edit = Edit::replace(range.clone(), text);
        self.push(problem, range, Some(edit.into()));
    }

    /// Adds a finding whose sentence names another place too.
    pub(crate) fn push_related(&mut self, problem: Problem, range: Range<usize>, related: Range<usize>) {
        self.add(self.list.len(), Diagnostic { problem, range, fix: None, related: Some(related) });
    }

    /// Adds a finding before the one numbered `index`: for what is noticed late but stands earlier.
    pub(crate) fn insert(&mut self, index: usize, problem: Problem, range: Range<usize>, fix: Option<Fix>) {
        self.add(index, Diagnostic { problem, range, fix, related: None });
    }

    /// Adds a finding before the one numbered `index`.
    pub(crate) fn add(&mut self, index: usize, diagnostic: Diagnostic) {
        match diagnostic.problem.severity() {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        self.list.insert(index.min(self.list.len()), diagnostic);
        if self.list.len() >= Self::LIMIT * 2 {
            self.keep_first();
        }
    }

    /// Puts the findings in the order of the text, those at one place in the order they were added, and
    /// keeps the first of them.
    fn keep_first(&mut self) {
        self.list.sort_by_key(|diagnostic| diagnostic.range.start);
        let first = self.list.len().min(Self::LIMIT);
        self.cut.extend(self.list.drain(first..).map(|diagnostic| diagnostic.range.start));
    }

    /// Takes back what was found from the byte `at` on: what was read there will be read anew.
    pub(crate) fn take_back(&mut self, at: usize) {
        let before = self.list.len() + self.cut.len();
        self.list.retain(|found| found.range.start < at);
        self.cut.retain(|start| *start < at);
        // All that reading finds are errors.
        self.errors -= before - self.list.len() - self.cut.len();
    }

    /// The edit that replaces just `range`, if a fix has one.
    pub(crate) fn edit_of(&mut self, range: &Range<usize>) -> Option<&mut Edit> {
        let fixes = self.list.iter_mut().rev().filter_map(|found| found.fix.as_mut());
        fixes.flat_map(|fix| &mut fix.edits).find(|edit| edit.range == *range)
    }

    /// The findings that are kept: in a finished check the first of all, in the order of the text.
    #[must_use]
    pub fn list(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Keeps the first findings, and finds the lines of the other places that their sentences name.
    pub(crate) fn finish(&mut self, text: &str) {
        self.keep_first();
        self.cut = Vec::new();
        let mut places: Vec<(usize, &mut Position)> = self
            .list
            .iter_mut()
            .filter_map(|diagnostic| match &mut diagnostic.problem {
                Problem::Unclosed { opened: place, .. } | Problem::DuplicateKey { first: place, .. } => {
                    Some((place.byte()?, place))
                }
                _ => None,
            })
            .collect();
        places.sort_by_key(|(byte, _)| *byte);
        let mut locator = Locator::new(text);
        for (byte, place) in places {
            *place = locator.position(byte);
        }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.errors + self.warnings == 0
    }

    /// Cuts `range` of the text into parts that are marked, each with the severity of the finding it is
    /// a part of, and parts that are not. A finding between two characters is a marked part of no length.
    #[must_use]
    pub fn marks(&self, range: Range<usize>) -> Vec<(Range<usize>, Option<Severity>)> {
        let mut marks = Vec::new();
        let mut at = range.start;
        for found in &self.list {
            let (start, end) = (found.range.start.max(at), found.range.end.min(range.end));
            if found.range.start > range.end || end < start {
                continue;
            }
            if start > at {
                marks.push((at..start, None));
            }
            marks.push((start..end, Some(found.problem.severity())));
            at = end;
        }
        if at < range.end {
            marks.push((at..range.end, None));
        }
        marks
    }

    /// Every edit of every fix.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.list.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()).flat_map(|fix| &fix.edits)
    }
}

/// The type of a JSON value, as a person names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// `{…}`
    Object,
    /// `[…]`
    Array,
    /// `"…"`
    String,
    /// `12`
    Number,
    /// A number without fraction.
    Integer,
    /// `true` or `false`
    Boolean,
    /// `null`
    Null,
}

impl Type {
    /// The type of a value of that kind; nothing for what could not be known.
    #[must_use]
    pub fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Object => Some(Self::Object),
            Kind::Array => Some(Self::Array),
            Kind::String | Kind::Key => Some(Self::String),
            Kind::Number => Some(Self::Number),
            Kind::Boolean => Some(Self::Boolean),
            Kind::Null => Some(Self::Null),
            Kind::Unknown => None,
        }
    }
}

impl Type {
    /// The type of a setting whose value is of that kind.
    #[must_use]
    pub fn wanted(kind: Kind) -> Self {
        if kind == Kind::Number { Self::Integer } else { Self::of(kind).unwrap_or(Self::Null) }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::String => "a text in quotes",
            Self::Number => "a number",
            Self::Integer => "a whole number",
            Self::Boolean => "true or false",
            Self::Null => "null",
        })
    }
}

/// What is wrong. The variants carry what their sentence needs, nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's sentence in Display says what it is")]
pub enum Problem {
    // The text is not JSON.
    Empty,
    ByteOrderMark,
    MissingComma,
    ExtraComma,
    TrailingComma,
    WrongSeparator { found: char, expected: char },
    MissingColon,
    ExtraColon,
    MissingKey,
    MissingValue,
    MissingBracket { bracket: char },
    Unclosed { bracket: char, opened: Position },
    ExtraBracket { bracket: char },
    WrongBracket { found: char, expected: char },
    MissingClosingQuote,
    MissingOpeningQuote,
    SingleQuotes,
    TypographicQuotes { quote: char },
    EscapedQuotes,
    UnescapedQuote,
    UnquotedKey,
    UnquotedValue,
    Comment,
    Literal { found: String, expected: &'static str },
    LeadingZero,
    PlusSign,
    BarePoint,
    NumberFormat,
    BadEscape { escape: String },
    LoneSurrogate,
    ControlCharacter { character: char },
    StrayCharacter { character: char },
    SecondDocument,
    TextAfterEnd,
    TooDeep,

    // It is JSON, and not a polling configuration.
    Stringified,
    DuplicateKey { key: String, first: Position },
    WrongType { key: Option<String>, expected: Type, found: Type },
    QuotedValue { key: String, expected: Type },
    NotAResource { key: String },
    EmptyResource { resource: String },
    MissingUrl { resource: String },
    EmptyUrl { resource: String },
    MissingIdField { resource: String },
    EmptyIdField { resource: String },
    MissingDates { resource: String },
    MissingDateSetting { resource: String, key: &'static str },
    UnknownKey { key: String, nearest: Option<&'static str> },
    MisplacedKey { key: String, belongs: &'static str },
    Placeholder { text: String },
    InvisibleCharacter { character: char },
    BlankAround,

    // A date pattern that java.text.SimpleDateFormat refuses.
    UnterminatedQuote,
    IllegalPatternLetter { letter: char },
    Iso8601Length { length: usize },

    // A date pattern that it accepts, and that surely no one means.
    WeekYear,
    HalfDayHour,
    MinutesForMonths,
    MonthsForMinutes,
    DayOfYear,
    LongFraction,
    NoPatternLetter,

    // A path whose templates the API would not fill in.
    NotAPath,
    OddQuotes,
    UnbalancedTemplate,
    MissingDollar,
    UnknownDescriptor { descriptor: String },
    UnknownEpochUnit { unit: String },
    MissingPattern,
    MissingZone,
}

impl Problem {
    /// A stable name: pages and tests may rely on it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::ByteOrderMark => "byte-order-mark",
            Self::MissingComma => "missing-comma",
            Self::ExtraComma => "extra-comma",
            Self::TrailingComma => "trailing-comma",
            Self::WrongSeparator { .. } => "wrong-separator",
            Self::MissingColon => "missing-colon",
            Self::ExtraColon => "extra-colon",
            Self::MissingKey => "missing-key",
            Self::MissingValue => "missing-value",
            Self::MissingBracket { .. } => "missing-bracket",
            Self::Unclosed { .. } => "unclosed-bracket",
            Self::ExtraBracket { .. } => "extra-bracket",
            Self::WrongBracket { .. } => "wrong-bracket",
            Self::MissingClosingQuote => "missing-closing-quote",
            Self::MissingOpeningQuote => "missing-opening-quote",
            Self::SingleQuotes => "single-quotes",
            Self::TypographicQuotes { .. } => "typographic-quotes",
            Self::EscapedQuotes => "escaped-quotes",
            Self::UnescapedQuote => "unescaped-quote",
            Self::UnquotedKey => "unquoted-key",
            Self::UnquotedValue => "unquoted-value",
            Self::Comment => "comment",
            Self::Literal { .. } => "literal",
            Self::LeadingZero => "leading-zero",
            Self::PlusSign => "plus-sign",
            Self::BarePoint => "bare-point",
            Self::NumberFormat => "number-format",
            Self::BadEscape { .. } => "bad-escape",
            Self::LoneSurrogate => "lone-surrogate",
            Self::ControlCharacter { .. } => "control-character",
            Self::StrayCharacter { .. } => "stray-character",
            Self::SecondDocument => "second-document",
            Self::TextAfterEnd => "text-after-end",
            Self::TooDeep => "too-deep",
            Self::Stringified => "stringified",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::WrongType { .. } => "wrong-type",
            Self::QuotedValue { .. } => "quoted-value",
            Self::NotAResource { .. } => "not-a-resource",
            Self::EmptyResource { .. } => "empty-resource",
            Self::MissingUrl { .. } => "missing-url",
            Self::EmptyUrl { .. } => "empty-url",
            Self::MissingIdField { .. } => "missing-id-field",
            Self::EmptyIdField { .. } => "empty-id-field",
            Self::MissingDates { .. } => "missing-dates",
            Self::MissingDateSetting { .. } => "missing-date-setting",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MisplacedKey { .. } => "misplaced-key",
            Self::Placeholder { .. } => "placeholder",
            Self::InvisibleCharacter { .. } => "invisible-character",
            Self::BlankAround => "blank-around",
            Self::UnterminatedQuote => "date-unterminated-quote",
            Self::IllegalPatternLetter { .. } => "date-illegal-letter",
            Self::Iso8601Length { .. } => "date-iso8601-length",
            Self::WeekYear => "date-week-year",
            Self::HalfDayHour => "date-half-day-hour",
            Self::MinutesForMonths => "date-minutes-for-months",
            Self::MonthsForMinutes => "date-months-for-minutes",
            Self::DayOfYear => "date-day-of-year",
            Self::LongFraction => "date-long-fraction",
            Self::NoPatternLetter => "date-no-letter",
            Self::NotAPath => "url-not-a-path",
            Self::OddQuotes => "url-odd-quotes",
            Self::UnbalancedTemplate => "template-unbalanced",
            Self::MissingDollar => "template-no-dollar",
            Self::UnknownDescriptor { .. } => "template-unknown",
            Self::UnknownEpochUnit { .. } => "template-epoch-unit",
            Self::MissingPattern => "template-no-pattern",
            Self::MissingZone => "template-no-zone",
        }
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Stringified
            | Self::QuotedValue { .. }
            | Self::EmptyResource { .. }
            | Self::EmptyIdField { .. }
            | Self::MissingDates { .. }
            | Self::MissingDateSetting { .. }
            | Self::UnknownKey { .. }
            | Self::MisplacedKey { .. }
            | Self::Placeholder { .. }
            | Self::InvisibleCharacter { .. }
            | Self::BlankAround
            | Self::WeekYear
            | Self::HalfDayHour
            | Self::MinutesForMonths
            | Self::MonthsForMinutes
            | Self::DayOfYear
            | Self::LongFraction
            | Self::NoPatternLetter
            | Self::NotAPath
            | Self::OddQuotes
            | Self::UnbalancedTemplate
            | Self::MissingDollar
            | Self::UnknownDescriptor { .. }
            | Self::UnknownEpochUnit { .. }
            | Self::MissingPattern
            | Self::MissingZone => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl Problem {
    /// The other place that its sentence names.
    #[must_use]
    pub fn place(&self) -> Option<Position> {
        match self {
            Self::Unclosed { opened: place, .. } | Self::DuplicateKey { first: place, .. } => Some(*place),
            _ => None,
        }
    }
}

impl fmt::Display for Problem {
    #[allow(clippy::too_many_lines, reason = "all prose in one place")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("There is nothing here. Write a configuration, or {} for one that polls nothing."),
            Self::ByteOrderMark => f.write_str("An invisible byte order mark stands before the text. Remove it."),
            Self::MissingComma => f.write_str("A comma is missing here."),
            Self::ExtraComma => f.write_str("This comma has nothing before or after it. Remove it."),
            Self::TrailingComma => f.write_str("JSON allows no comma after the last entry. Remove it."),
            Self::WrongSeparator { found, expected } => {
                write!(f, "JSON has {} here, not {}.", Shown(*expected), Shown(*found))
            }
            Self::MissingColon => f.write_str("A colon is missing between the name and its value."),
            Self::ExtraColon => f.write_str("This colon is one too many. Remove it."),
            Self::MissingKey => {
                f.write_str("The name is missing before this value. Write it in double quotes, followed by a colon.")
            }
            Self::MissingValue => f.write_str("The value is missing here."),
            Self::MissingBracket { bracket } => write!(f, "{} is missing here.", Shown(*bracket)),
            Self::Unclosed { bracket, opened } => {
                write!(f, "{} is missing here, to close the one opened on {opened}.", Shown(*bracket))
            }
            Self::ExtraBracket { bracket } => write!(f, "This {} is one too many. Remove it.", Shown(*bracket)),
            Self::WrongBracket { found, expected } => {
                write!(f, "{} is needed here, not {}.", Shown(*expected), Shown(*found))
            }
            Self::MissingClosingQuote => f.write_str("The closing double quote is missing here."),
            Self::MissingOpeningQuote => f.write_str("The opening double quote is missing here."),
            Self::SingleQuotes => {
                f.write_str("JSON wants double quotes (\") around names and texts, not single ones (').")
            }
            Self::TypographicQuotes { quote } => {
                write!(f, "JSON wants straight double quotes (\"), not typographic ones ({quote}).")
            }
            Self::EscapedQuotes => {
                f.write_str("These quotes are escaped as if inside another text. Remove the backslashes.")
            }
            Self::UnescapedQuote => f.write_str("A double quote inside a text is written \\\"."),
            Self::UnquotedKey => f.write_str("JSON wants double quotes around every name."),
            Self::UnquotedValue => f.write_str("JSON wants double quotes around a text."),
            Self::Comment => f.write_str("JSON has no comments. Remove it."),
            Self::Literal { found, expected } => write!(f, "JSON writes {expected}, not {found}."),
            Self::LeadingZero => f.write_str("A JSON number has no zeros in front."),
            Self::PlusSign => f.write_str("A JSON number has no plus sign in front."),
            Self::BarePoint => f.write_str("A JSON number needs a digit before and after the point."),
            Self::NumberFormat => f.write_str("JSON cannot read this number: it wants plain decimal digits, with a point or an exponent if need be."),
            Self::BadEscape { escape } => {
                write!(f, "JSON knows no {escape}. A backslash itself is written \\\\.")
            }
            Self::LoneSurrogate => f.write_str("This \\u escape is half a character; its other half is missing."),
            Self::ControlCharacter { character } => {
                write!(f, "{} may not stand inside a text as it is. Write it as an escape.", Shown(*character))
            }
            Self::StrayCharacter { character } => write!(f, "{} does not belong here. Remove it.", Shown(*character)),
            Self::SecondDocument => f.write_str("A second document begins here. Join both into one."),
            Self::TextAfterEnd => f.write_str(
                "The configuration has ended before this text. Remove the text, or the bracket that closes too early.",
            ),
            Self::TooDeep => f.write_str("This is nested deeper than 128 levels, more than JSON readers accept."),
            Self::Stringified => f.write_str(
                "This is a configuration inside a text, as the console sends it. Unwrap it to read and check it.",
            ),
            Self::DuplicateKey { key, first } => {
                write!(f, "\"{key}\" stands here again (first on {first}); only the last of them would count.")
            }
            Self::WrongType { key: Some(key), expected, found } => {
                write!(f, "\"{key}\" must be {expected}, not {found}.")
            }
            Self::WrongType { key: None, expected, found } => {
                write!(f, "The configuration must be {expected}, not {found}.")
            }
            Self::QuotedValue { key, expected } => write!(f, "\"{key}\" is {expected}: write it without quotes."),
            Self::MissingUrl { resource } => {
                write!(f, "\"{resource}\" has no \"url\": the path to poll, such as /hubs/ecommerce/customers.")
            }
            Self::MissingIdField { resource } => {
                write!(f, "\"{resource}\" has no \"idField\": the field that holds each record's id, such as id.")
            }
            Self::NotAResource { key } => {
                write!(f, "\"{key}\" belongs inside a resource: at this level stand resource names such as \"customers\".")
            }
            Self::EmptyResource { resource } => {
                write!(f, "\"{resource}\" is empty, so nothing is polled for it. Give it at least \"url\" and \"idField\".")
            }
            Self::EmptyUrl { resource } => {
                write!(f, "The \"url\" of \"{resource}\" is blank: write the path to poll, such as /hubs/ecommerce/customers.")
            }
            Self::EmptyIdField { resource } => write!(
                f,
                "The \"idField\" of \"{resource}\" is blank: without it the API cannot tell records apart. Most often it is id."
            ),
            Self::MissingDates { resource } => write!(
                f,
                "\"{resource}\" has no \"datesConfiguration\", so the API cannot tell new records from changed ones. \
                 Add one, or {{}} if the records have no dates."
            ),
            Self::MissingDateSetting { resource, key } => {
                write!(f, "The \"datesConfiguration\" of \"{resource}\" has no \"{key}\".")
            }
            Self::UnknownKey { key, nearest: Some(nearest) } => {
                write!(f, "\"{key}\" is not a documented setting. Is \"{nearest}\" meant?")
            }
            Self::UnknownKey { key, nearest: None } => write!(f, "\"{key}\" is not a documented setting."),
            Self::MisplacedKey { key, belongs } => write!(f, "\"{key}\" belongs in {belongs}, not here."),
            Self::Placeholder { text } => write!(f, "{text} is a placeholder: write the real value."),
            Self::InvisibleCharacter { character } => write!(f, "{} stands in this text. Remove it.", Shown(*character)),
            Self::BlankAround => f.write_str("A blank stands before or after the path. Remove it."),
            Self::UnterminatedQuote => {
                f.write_str("Java refuses this date pattern: the quote (') that opens here is never closed.")
            }
            Self::IllegalPatternLetter { letter } => {
                write!(
                    f,
                    "Java refuses this date pattern: {letter} is not a pattern letter. Put fixed text in single quotes."
                )
            }
            Self::Iso8601Length { length } => {
                write!(f, "Java refuses this date pattern: a time zone is X, XX or XXX, not {length} times X.")
            }
            Self::WeekYear => f.write_str(
                "Y is the year that the week belongs to, which differs from the calendar's around New Year. Write y.",
            ),
            Self::HalfDayHour => f.write_str("These are hours of half a day, and no a tells which half. Write H for 0 to 23."),
            Self::MinutesForMonths => f.write_str("m is the minute. Write M for the month."),
            Self::MonthsForMinutes => f.write_str("M is the month. Write m for the minute."),
            Self::DayOfYear => f.write_str("D is the day of the year, 1 to 366. Write d for the day of the month."),
            Self::LongFraction => {
                f.write_str("S is milliseconds: Java reads more than three digits as that many milliseconds. Write SSS.")
            }
            Self::NoPatternLetter => f.write_str(
                "This pattern has no letter that stands for a part of a date. For dates that are numbers write milliseconds.",
            ),
            Self::NotAPath => f.write_str("A path of the API is wanted here, such as /hubs/ecommerce/customers."),
            Self::OddQuotes => f.write_str("The quotes (') in this path do not pair up: one is missing or one too many."),
            Self::UnbalancedTemplate => f.write_str("The braces of this template do not pair up: it is written ${…}."),
            Self::MissingDollar => f.write_str("A template begins with a dollar: write ${…}."),
            Self::UnknownDescriptor { descriptor } => write!(
                f,
                "{descriptor} is not known here. A template is ${{gmtDate:…}}, ${{date:…}}, ${{dateTimeZone:zone:…}}, \
                 ${{epoch}} or ${{milliseconds}}."
            ),
            Self::UnknownEpochUnit { unit } => {
                write!(f, "{unit} is not a unit of ${{epoch}}: write s, ms or us, or nothing for milliseconds.")
            }
            Self::MissingPattern => f.write_str("The date pattern is missing: write ${gmtDate:yyyy-MM-dd'T'HH:mm:ss}, say."),
            Self::MissingZone => f.write_str("The zone or the pattern is missing: write ${dateTimeZone:PST:yyyy-MM-dd}, say."),
        }
    }
}

/// A character as it is named in a sentence: itself, or its name where it cannot be seen.
struct Shown(char);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ',' => f.write_str("a comma (,)"),
            ':' => f.write_str("a colon (:)"),
            '\t' => f.write_str("A tab"),
            '\n' => f.write_str("A line break"),
            '\r' => f.write_str("A carriage return"),
            '\u{a0}' => f.write_str("A no-break space"),
            c if c.is_control() || c.is_whitespace() || is_invisible(c) => {
                write!(f, "The invisible character U+{:04X}", c as u32)
            }
            c => write!(f, "{c}"),
        }
    }
}

/// Whether a character takes no room or changes the direction of what follows.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_apply_in_the_order_of_the_text_and_keep_theirs_at_one_place() {
        let edits = [
            Edit::insert(3, "B"),
            Edit::insert(1, "x"),
            Edit::insert(3, "C"),
            Edit::replace(3..4, "D"),
            Edit::remove(5..6),
        ];
        assert_eq!(apply("abcdef", &edits), "axbcBCDe");
    }

    #[test]
    fn marks_cover_the_range_once() {
        let mut found = Diagnostics::default();
        for range in [2..4, 3..6, 6..6, 8..20] {
            found.push(Problem::MissingComma, range, None);
        }
        let error = Some(Severity::Error);
        let whole = vec![(0..2, None), (2..4, error), (4..6, error), (6..6, error), (6..8, None), (8..10, error)];
        assert_eq!(found.marks(0..10), whole);
        assert_eq!(found.marks(5..7), vec![(5..6, error), (6..6, error), (6..7, None)]);
        assert_eq!(Diagnostics::default().marks(3..3), vec![]);
    }

    #[test]
    fn a_fix_says_what_it_will_do() {
        let text = "{'a' 1,}\u{a0}";
        let cases = [
            (vec![Edit::insert(4, ":")], "insert :"),
            (vec![Edit::remove(6..7)], "remove ,"),
            (vec![Edit::replace(1..4, "\"a\"")], "replace 'a' with \"a\""),
            (vec![Edit::replace(8..10, " ")], "replace white space with white space"),
            (
                vec![Edit::remove(0..1), Edit::insert(4, "x".repeat(50))],
                &format!("remove {{ and insert {}…", "x".repeat(40)),
            ),
        ];
        for (edits, words) in cases {
            assert_eq!(Fix { edits }.describe(text), words);
        }
    }

    #[test]
    fn the_list_is_cut_and_the_count_is_not() {
        let mut diagnostics = Diagnostics::default();
        for i in 0..4_000 {
            // Every other one is noticed late.
            let at = if i % 2 == 0 { i } else { 5_000 - i };
            diagnostics.push(Problem::MissingComma, at..at, None);
        }
        diagnostics.push(Problem::WeekYear, 1..1, None);
        diagnostics.take_back(3_000);
        diagnostics.finish("");
        assert_eq!((diagnostics.list().len(), diagnostics.errors, diagnostics.warnings), (1_000, 2_500, 1));
        let starts: Vec<_> = diagnostics.list().iter().map(|found| found.range.start).collect();
        let expected: Vec<_> = [0, 1].into_iter().chain((1..=500).map(|i| i * 2)).chain(1_001..=1_498).collect();
        assert_eq!(starts, expected);
    }
}
