//! Every problem: its severity, code, arguments and sentence.

use std::fmt;

use messages::Message;

use crate::display_char::DisplayChar;
use crate::invisible::is_invisible_or_whitespace;
use crate::position::Position;
use crate::severity::Severity;
use crate::value_type::ValueType;

/// Generates the enum and its tables from the list below, one row a problem.
macro_rules! problems {
    ($($severity:ident $code:literal $name:ident $({ $($field:ident: $type:ty),* })?: $sentence:ident;)*) => {
        /// A problem of a text. The variants contain the arguments of their sentence.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the sentence of each variant documents it")]
        pub enum Problem {
            $($name $({ $($field: $type),* })?,)*
        }

        /// The codes, one a line: one string is smaller than a table of strings.
        const CODES: &str = concat!($($code, "\n"),*);

        impl Problem {
            /// Returns how severe the problem is.
            #[must_use]
            pub fn severity(&self) -> Severity {
                match self {
                    $(Self::$name { .. } => Severity::$severity,)*
                }
            }

            /// Returns the sentence, and the line of the code in `CODES`.
            fn message(&self) -> (Message, usize) {
                enum Line {
                    $($name,)*
                }
                match self {
                    $(Self::$name { .. } => (messages::$sentence, Line::$name as usize),)*
                }
            }
        }
    };
}

// `Problem::argument` returns the values of {0} and {1} in a sentence.
problems! {
    // The text is not JSON.
    Error "empty" Empty: EMPTY;
    Error "byte-order-mark" ByteOrderMark: BYTE_ORDER_MARK;
    Error "missing-comma" MissingComma: MISSING_COMMA;
    Error "extra-comma" ExtraComma: EXTRA_COMMA;
    Error "trailing-comma" TrailingComma: TRAILING_COMMA;
    Error "wrong-separator" WrongSeparator { found: char, expected: char }: WRONG_SEPARATOR;
    Error "missing-colon" MissingColon: MISSING_COLON;
    Error "extra-colon" ExtraColon: EXTRA_COLON;
    Error "missing-key" MissingKey: MISSING_KEY;
    Error "missing-value" MissingValue: MISSING_VALUE;
    Error "missing-bracket" MissingBracket { bracket: char }: MISSING_BRACKET;
    Error "unclosed-bracket" Unclosed { bracket: char, opened: Option<Position> }: UNCLOSED;
    Error "extra-bracket" ExtraBracket { bracket: char }: EXTRA_BRACKET;
    Error "wrong-bracket" WrongBracket { found: char, expected: char }: WRONG_BRACKET;
    Error "missing-closing-quote" MissingClosingQuote: MISSING_CLOSING_QUOTE;
    Error "missing-opening-quote" MissingOpeningQuote: MISSING_OPENING_QUOTE;
    Error "single-quotes" SingleQuotes: SINGLE_QUOTES;
    Error "typographic-quotes" TypographicQuotes { quote: char }: TYPOGRAPHIC_QUOTES;
    Error "escaped-quotes" EscapedQuotes: ESCAPED_QUOTES;
    Error "doubled-quotes" DoubledQuotes: DOUBLED_QUOTES;
    Error "entity-quotes" EntityQuotes: ENTITY_QUOTES;
    Error "escaped-line-breaks" EscapedLineBreaks: ESCAPED_LINE_BREAKS;
    Error "unescaped-quote" UnescapedQuote: UNESCAPED_QUOTE;
    Error "ambiguous-quote" AmbiguousQuote: AMBIGUOUS_QUOTE;
    Error "full-width" FullWidth { found: char, expected: char }: FULL_WIDTH;
    Error "expression" Expression: EXPRESSION;
    Error "unquoted-key" UnquotedKey: UNQUOTED_KEY;
    Error "unquoted-value" UnquotedValue: UNQUOTED_VALUE;
    Error "comment" Comment: COMMENT;
    Error "literal" Literal { found: String, expected: &'static str }: LITERAL;
    Error "leading-zero" LeadingZero: LEADING_ZERO;
    Error "plus-sign" PlusSign: PLUS_SIGN;
    Error "bare-point" BarePoint: BARE_POINT;
    Error "number-format" NumberFormat: NUMBER_FORMAT;
    Error "bad-escape" BadEscape { escape: String }: BAD_ESCAPE;
    Error "lone-surrogate" LoneSurrogate: LONE_SURROGATE;
    Error "control-character" ControlCharacter { character: char }: CONTROL_CHARACTER;
    Error "stray-character" StrayCharacter { character: char }: STRAY_CHARACTER;
    Error "stray-text" StrayText: STRAY_TEXT;
    Error "surrounding-text" SurroundingText: SURROUNDING_TEXT;
    Error "second-document" SecondDocument: SECOND_DOCUMENT;
    Error "text-after-end" TextAfterEnd: TEXT_AFTER_END;
    Error "too-deep" TooDeep: TOO_DEEP;

    // The text is JSON, but not a polling configuration.
    Warning "stringified" Stringified: STRINGIFIED;
    Error "duplicate-key" DuplicateKey { key: String, first: Option<Position> }: DUPLICATE_KEY;
    Error "wrong-type" WrongType { key: Option<String>, expected: ValueType, found: ValueType }: WRONG_TYPE;
    Warning "quoted-value" QuotedValue { key: String, expected: ValueType }: QUOTED_VALUE;
    Error "not-a-resource" NotAResource { key: String }: NOT_A_RESOURCE;
    Warning "empty-resource" EmptyResource { resource: String }: EMPTY_RESOURCE;
    Error "missing-url" MissingUrl { resource: String }: MISSING_URL;
    Error "empty-url" EmptyUrl { resource: String }: EMPTY_URL;
    Error "missing-id-field" MissingIdField { resource: String }: MISSING_ID_FIELD;
    Warning "empty-id-field" EmptyIdField { resource: String }: EMPTY_ID_FIELD;
    Warning "missing-dates" MissingDates { resource: String }: MISSING_DATES;
    Warning "missing-date-setting" MissingDateSetting { resource: String, key: &'static str }: MISSING_DATE_SETTING;
    Warning "unknown-key" UnknownKey { key: String, nearest: Option<&'static str> }: UNKNOWN_KEY;
    Warning "misplaced-key" MisplacedKey { key: String, belongs: Message }: MISPLACED_KEY;
    Warning "placeholder" Placeholder { text: String }: PLACEHOLDER;
    Warning "invisible-character" InvisibleCharacter { character: char }: INVISIBLE_CHARACTER;
    Warning "blank-around" SurroundingSpace: SURROUNDING_SPACE;
    Warning "white-space" Whitespace { character: char }: WHITESPACE_IN_TEXT;
    Warning "html-entity" HtmlEntity { entity: String }: HTML_ENTITY;
    Warning "caret-escape" CaretEscape { escape: String }: CARET_ESCAPE;

    // A date pattern that java.text.SimpleDateFormat rejects.
    Error "date-unterminated-quote" UnterminatedQuote: UNTERMINATED_QUOTE;
    Error "date-illegal-letter" IllegalPatternLetter { letter: char }: ILLEGAL_PATTERN_LETTER;
    Error "date-other-letter" OtherPatternLetter { letter: char, java_pattern: &'static str }: OTHER_PATTERN_LETTER;
    Error "date-iso8601-length" Iso8601Length { length: usize }: ISO8601_LENGTH;

    // A date pattern in the notation of another language, which Java rejects or misreads.
    Error "date-percent" PercentPattern: PERCENT_PATTERN;
    Error "date-php" PhpPattern: PHP_PATTERN;

    // A date pattern that Java accepts, but that is surely not intended.
    Warning "date-week-year" WeekYear: WEEK_YEAR;
    Warning "date-half-day-hour" HalfDayHour: HALF_DAY_HOUR;
    Warning "date-day-hour" DayHourWithHalf: DAY_HOUR_WITH_HALF;
    Warning "date-weekday-for-year" WeekdayForYear: WEEKDAY_FOR_YEAR;
    Warning "date-day-for-weekday" DayForWeekday: DAY_FOR_WEEKDAY;
    Warning "date-hour-for-zone" HourForZone: HOUR_FOR_ZONE;
    Warning "date-brackets" PatternBrackets: PATTERN_BRACKETS;
    Warning "date-minutes-for-months" MinutesForMonths: MINUTES_FOR_MONTHS;
    Warning "date-months-for-minutes" MonthsForMinutes: MONTHS_FOR_MINUTES;
    Warning "date-day-of-year" DayOfYear: DAY_OF_YEAR;
    Warning "date-long-fraction" LongFraction: LONG_FRACTION;
    Warning "date-no-letter" NoPatternLetter: NO_PATTERN_LETTER;

    // A path whose templates the API would not expand.
    Warning "url-not-a-path" NotAPath: NOT_A_PATH;
    Warning "url-odd-quotes" UnbalancedQuotes: UNBALANCED_QUOTES;
    Warning "template-unbalanced" UnbalancedTemplate: UNBALANCED_TEMPLATE;
    Warning "template-no-dollar" MissingDollar: MISSING_DOLLAR;
    Warning "template-unknown" UnknownDescriptor { descriptor: String }: UNKNOWN_DESCRIPTOR;
    Warning "template-epoch-unit" UnknownEpochUnit { unit: String }: UNKNOWN_EPOCH_UNIT;
    Warning "template-no-pattern" MissingPattern: MISSING_PATTERN;
    Warning "template-no-zone" MissingZone: MISSING_ZONE;
}

/// The codes of the problems that concern the notation alone.
const NOTATION: [&str; 25] = [
    "byte-order-mark",
    "missing-comma",
    "extra-comma",
    "trailing-comma",
    "wrong-separator",
    "missing-colon",
    "extra-colon",
    "single-quotes",
    "typographic-quotes",
    "escaped-quotes",
    "doubled-quotes",
    "entity-quotes",
    "escaped-line-breaks",
    "unescaped-quote",
    "full-width",
    "unquoted-key",
    "comment",
    "literal",
    "leading-zero",
    "plus-sign",
    "bare-point",
    "number-format",
    "bad-escape",
    "control-character",
    "stray-character",
];

impl Problem {
    /// Returns the stable code, which pages and tests may rely on.
    #[must_use]
    pub fn code(&self) -> &'static str {
        CODES.split('\n').nth(self.message().1).unwrap_or_default()
    }

    /// Returns whether the problem concerns the notation alone.
    #[must_use]
    pub fn is_notation(&self) -> bool {
        NOTATION.contains(&self.code())
    }

    /// Returns whether the fix guesses nothing: the text has one possible reading. A backslash that is no escape may
    /// come from Markdown or belong to the value.
    #[must_use]
    pub fn has_certain_fix(&self) -> bool {
        self.is_notation() && !matches!(self, Self::BadEscape { escape } if escape != "\\'")
    }

    /// Returns all codes.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        CODES.lines()
    }

    /// Returns the position that the sentence refers to. It is `None` until the check is finished: then all positions
    /// are found in one pass over the text.
    #[must_use]
    pub fn related_position(&self) -> Option<Position> {
        match self {
            Self::Unclosed { opened: position, .. } | Self::DuplicateKey { first: position, .. } => *position,
            _ => None,
        }
    }

    /// Returns which notation the problem is about, if any. Problems of the same notation become one diagnostic.
    pub(crate) fn notation(&self) -> Option<(usize, char)> {
        let character = match self {
            Self::SingleQuotes
            | Self::TypographicQuotes { .. }
            | Self::EscapedQuotes
            | Self::DoubledQuotes
            | Self::EntityQuotes
            | Self::EscapedLineBreaks
            | Self::UnquotedKey
            | Self::FullWidth { .. }
            | Self::StrayCharacter { character: '\\' }
            | Self::WrongSeparator { expected: ':', .. }
            | Self::Comment => '\0',
            Self::StrayCharacter { character } if is_invisible_or_whitespace(*character) => *character,
            Self::InvisibleCharacter { character } => *character,
            _ => return None,
        };
        Some((self.message().1, character))
    }

    /// Returns the argument `index` of the sentence, counted from 0.
    fn argument(&self, index: usize) -> Argument<'_> {
        match (self, index) {
            (
                Self::WrongSeparator { expected: character, .. }
                | Self::FullWidth { expected: character, .. }
                | Self::WrongBracket { expected: character, .. }
                | Self::MissingBracket { bracket: character }
                | Self::Unclosed { bracket: character, .. }
                | Self::ExtraBracket { bracket: character }
                | Self::TypographicQuotes { quote: character }
                | Self::ControlCharacter { character }
                | Self::StrayCharacter { character }
                | Self::InvisibleCharacter { character }
                | Self::Whitespace { character }
                | Self::IllegalPatternLetter { letter: character }
                | Self::OtherPatternLetter { letter: character, .. },
                0,
            )
            | (
                Self::WrongSeparator { found: character, .. }
                | Self::WrongBracket { found: character, .. }
                | Self::FullWidth { found: character, .. },
                1,
            ) => Argument::Character(*character),
            (Self::Unclosed { opened: Some(position), .. } | Self::DuplicateKey { first: Some(position), .. }, 1) => {
                Argument::Position(*position)
            }
            (Self::Iso8601Length { length }, _) => Argument::Count(*length),
            (
                Self::BadEscape { escape: text }
                | Self::DuplicateKey { key: text, .. }
                | Self::QuotedValue { key: text, .. }
                | Self::NotAResource { key: text }
                | Self::EmptyResource { resource: text }
                | Self::MissingUrl { resource: text }
                | Self::EmptyUrl { resource: text }
                | Self::MissingIdField { resource: text }
                | Self::EmptyIdField { resource: text }
                | Self::MissingDates { resource: text }
                | Self::MissingDateSetting { resource: text, .. }
                | Self::UnknownKey { key: text, .. }
                | Self::MisplacedKey { key: text, .. }
                | Self::Placeholder { text }
                | Self::HtmlEntity { entity: text }
                | Self::CaretEscape { escape: text }
                | Self::UnknownDescriptor { descriptor: text }
                | Self::UnknownEpochUnit { unit: text },
                0,
            )
            | (Self::Literal { found: text, .. }, 1) => Argument::Text(text),
            (Self::Literal { expected: text, .. }, _)
            | (Self::MissingDateSetting { key: text, .. } | Self::OtherPatternLetter { java_pattern: text, .. }, 1) => {
                Argument::Text(text)
            }
            (Self::MisplacedKey { belongs, .. }, 1) => Argument::Text(belongs.text()),
            (Self::UnknownKey { nearest: Some(text), .. }, 1) => Argument::Text(text),
            (Self::WrongType { key: Some(key), .. }, 0) => Argument::Key(key),
            (Self::WrongType { key: None, .. }, 0) => Argument::Text(messages::THE_CONFIGURATION.text()),
            (Self::WrongType { expected, .. } | Self::QuotedValue { expected, .. }, 1) => {
                Argument::Text(expected.as_str())
            }
            (Self::WrongType { found, .. }, _) => Argument::Text(found.as_str()),
            _ => Argument::Text(""),
        }
    }
}

/// An argument of a sentence.
enum Argument<'p> {
    Text(&'p str),
    Key(&'p str),
    Character(char),
    Position(Position),
    Count(usize),
}

impl std::error::Error for Problem {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::UnknownKey { nearest: Some(_), .. } => messages::UNKNOWN_KEY_NEAREST,
            _ => self.message().0,
        };
        sentence.format_with(f, &mut |f, index| match self.argument(index) {
            Argument::Text(text) => f.write_str(text),
            Argument::Key(key) => write!(f, "\"{key}\""),
            Argument::Character(character) => write!(f, "{}", DisplayChar::symbol(character)),
            Argument::Position(position) => write!(f, "{position}"),
            Argument::Count(count) => write!(f, "{count}"),
        })
    }
}
