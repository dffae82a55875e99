//! Every problem there is: its code, how bad it is, what its sentence needs, and the sentence.

use std::fmt;

use crate::diagnostic::{Severity, Type};
use crate::position::Position;

/// Makes the enum of what is written below, a row a problem. The sentences are one text: a table of them, or a
/// `write!` for each, would weigh more.
macro_rules! problems {
    ($($severity:ident $code:literal $name:ident $({ $($field:ident: $type:ty),* })?: $sentence:literal;)*) => {
        /// What is wrong. The variants carry what their sentence needs, nothing else.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each variant's sentence says what it is")]
        pub enum Problem {
            $($name $({ $($field: $type),* })?,)*
        }

        /// Codes and sentences, a line each.
        const TOLD: &str = concat!($($code, " ", $sentence, "\n"),*);

        impl Problem {
            /// How bad it is.
            #[must_use]
            pub fn severity(&self) -> Severity {
                match self {
                    $(Self::$name { .. } => Severity::$severity,)*
                }
            }

            /// Which line is its own.
            fn line(&self) -> usize {
                enum Line {
                    $($name,)*
                }
                match self {
                    $(Self::$name { .. } => Line::$name as usize,)*
                }
            }
        }
    };
}

// In a sentence, each # stands for one of the parts that `Problem::part` gives, in their order.
problems! {
    // The text is not JSON.
    Error "empty" Empty:
        "There is nothing here. Write a configuration, or {} for one that polls nothing.";
    Error "byte-order-mark" ByteOrderMark:
        "An invisible byte order mark stands before the text. Remove it.";
    Error "missing-comma" MissingComma:
        "A comma is missing here.";
    Error "extra-comma" ExtraComma:
        "This comma has nothing before or after it. Remove it.";
    Error "trailing-comma" TrailingComma:
        "JSON allows no comma after the last entry. Remove it.";
    Error "wrong-separator" WrongSeparator { found: char, expected: char }:
        "JSON has # here, not #.";
    Error "missing-colon" MissingColon:
        "A colon is missing between the name and its value.";
    Error "extra-colon" ExtraColon:
        "This colon is one too many. Remove it.";
    Error "missing-key" MissingKey:
        "The name is missing before this value. Write it in double quotes, followed by a colon.";
    Error "missing-value" MissingValue:
        "The value is missing here.";
    Error "missing-bracket" MissingBracket { bracket: char }:
        "# is missing here.";
    Error "unclosed-bracket" Unclosed { bracket: char, opened: Position }:
        "# is missing here, to close the one opened on #.";
    Error "extra-bracket" ExtraBracket { bracket: char }:
        "This # is one too many. Remove it.";
    Error "wrong-bracket" WrongBracket { found: char, expected: char }:
        "# is needed here, not #.";
    Error "missing-closing-quote" MissingClosingQuote:
        "The closing double quote is missing here.";
    Error "missing-opening-quote" MissingOpeningQuote:
        "The opening double quote is missing here.";
    Error "single-quotes" SingleQuotes:
        "JSON wants double quotes (\") around names and texts, not single ones (').";
    Error "typographic-quotes" TypographicQuotes { quote: char }:
        "JSON wants straight double quotes (\"), not typographic ones (#).";
    Error "escaped-quotes" EscapedQuotes:
        "These quotes are escaped as if inside another text. Remove the backslashes.";
    Error "unescaped-quote" UnescapedQuote:
        "A double quote inside a text is written \\\".";
    Error "unquoted-key" UnquotedKey:
        "JSON wants double quotes around every name.";
    Error "unquoted-value" UnquotedValue:
        "JSON wants double quotes around a text.";
    Error "comment" Comment:
        "JSON has no comments. Remove it.";
    Error "literal" Literal { found: String, expected: &'static str }:
        "JSON writes #, not #.";
    Error "leading-zero" LeadingZero:
        "A JSON number has no zeros in front.";
    Error "plus-sign" PlusSign:
        "A JSON number has no plus sign in front.";
    Error "bare-point" BarePoint:
        "A JSON number needs a digit before and after the point.";
    Error "number-format" NumberFormat:
        "JSON cannot read this number: it wants plain decimal digits, with a point or an exponent if need be.";
    Error "bad-escape" BadEscape { escape: String }:
        "JSON knows no #. A backslash itself is written \\\\.";
    Error "lone-surrogate" LoneSurrogate:
        "This \\u escape is half a character; its other half is missing.";
    Error "control-character" ControlCharacter { character: char }:
        "# may not stand inside a text as it is. Write it as an escape.";
    Error "stray-character" StrayCharacter { character: char }:
        "# does not belong here. Remove it.";
    Error "second-document" SecondDocument:
        "A second document begins here. Join both into one.";
    Error "text-after-end" TextAfterEnd:
        "The configuration has ended before this text. Remove the text, or the bracket that closes too early.";
    Error "too-deep" TooDeep:
        "This is nested deeper than 128 levels, more than JSON readers accept.";

    // It is JSON, and not a polling configuration.
    Warning "stringified" Stringified:
        "This is a configuration inside a text, as the console sends it. Unwrap it to read and check it.";
    Error "duplicate-key" DuplicateKey { key: String, first: Position }:
        "\"#\" stands here again (first on #); only the last of them would count.";
    Error "wrong-type" WrongType { key: Option<String>, expected: Type, found: Type }:
        "# must be #, not #.";
    Warning "quoted-value" QuotedValue { key: String, expected: Type }:
        "\"#\" is #: write it without quotes.";
    Error "not-a-resource" NotAResource { key: String }:
        "\"#\" belongs inside a resource: at this level stand resource names such as \"customers\".";
    Warning "empty-resource" EmptyResource { resource: String }:
        "\"#\" is empty, so nothing is polled for it. Give it at least \"url\" and \"idField\".";
    Error "missing-url" MissingUrl { resource: String }:
        "\"#\" has no \"url\": the path to poll, such as /hubs/ecommerce/customers.";
    Error "empty-url" EmptyUrl { resource: String }:
        "The \"url\" of \"#\" is blank: write the path to poll, such as /hubs/ecommerce/customers.";
    Error "missing-id-field" MissingIdField { resource: String }:
        "\"#\" has no \"idField\": the field that holds each record's id, such as id.";
    Warning "empty-id-field" EmptyIdField { resource: String }:
        "The \"idField\" of \"#\" is blank: without it the API cannot tell records apart. Most often it is id.";
    Warning "missing-dates" MissingDates { resource: String }:
        "\"#\" has no \"datesConfiguration\", so the API cannot tell new records from changed ones. Add one, or {} if the records have no dates.";
    Warning "missing-date-setting" MissingDateSetting { resource: String, key: &'static str }:
        "The \"datesConfiguration\" of \"#\" has no \"#\".";
    Warning "unknown-key" UnknownKey { key: String, nearest: Option<&'static str> }:
        "\"#\" is not a documented setting.#";
    Warning "misplaced-key" MisplacedKey { key: String, belongs: &'static str }:
        "\"#\" belongs in #, not here.";
    Warning "placeholder" Placeholder { text: String }:
        "# is a placeholder: write the real value.";
    Warning "invisible-character" InvisibleCharacter { character: char }:
        "# stands in this text. Remove it.";
    Warning "blank-around" BlankAround:
        "A blank stands before or after the path. Remove it.";

    // A date pattern that java.text.SimpleDateFormat refuses.
    Error "date-unterminated-quote" UnterminatedQuote:
        "Java refuses this date pattern: the quote (') that opens here is never closed.";
    Error "date-illegal-letter" IllegalPatternLetter { letter: char }:
        "Java refuses this date pattern: # is not a pattern letter. Put fixed text in single quotes.";
    Error "date-iso8601-length" Iso8601Length { length: usize }:
        "Java refuses this date pattern: a time zone is X, XX or XXX, not # times X.";

    // A date pattern that it accepts, and that surely no one means.
    Warning "date-week-year" WeekYear:
        "Y is the year that the week belongs to, which differs from the calendar's around New Year. Write y.";
    Warning "date-half-day-hour" HalfDayHour:
        "These are hours of half a day, and no a tells which half. Write H for 0 to 23.";
    Warning "date-minutes-for-months" MinutesForMonths:
        "m is the minute. Write M for the month.";
    Warning "date-months-for-minutes" MonthsForMinutes:
        "M is the month. Write m for the minute.";
    Warning "date-day-of-year" DayOfYear:
        "D is the day of the year, 1 to 366. Write d for the day of the month.";
    Warning "date-long-fraction" LongFraction:
        "S is milliseconds: Java reads more than three digits as that many milliseconds. Write SSS.";
    Warning "date-no-letter" NoPatternLetter:
        "This pattern has no letter that stands for a part of a date. For dates that are numbers write milliseconds.";

    // A path whose templates the API would not fill in.
    Warning "url-not-a-path" NotAPath:
        "A path of the API is wanted here, such as /hubs/ecommerce/customers.";
    Warning "url-odd-quotes" OddQuotes:
        "The quotes (') in this path do not pair up: one is missing or one too many.";
    Warning "template-unbalanced" UnbalancedTemplate:
        "The braces of this template do not pair up: it is written ${…}.";
    Warning "template-no-dollar" MissingDollar:
        "A template begins with a dollar: write ${…}.";
    Warning "template-unknown" UnknownDescriptor { descriptor: String }:
        "# is not known here. A template is ${gmtDate:…}, ${date:…}, ${dateTimeZone:zone:…}, ${epoch} or ${milliseconds}.";
    Warning "template-epoch-unit" UnknownEpochUnit { unit: String }:
        "# is not a unit of ${epoch}: write s, ms or us, or nothing for milliseconds.";
    Warning "template-no-pattern" MissingPattern:
        "The date pattern is missing: write ${gmtDate:yyyy-MM-dd'T'HH:mm:ss}, say.";
    Warning "template-no-zone" MissingZone:
        "The zone or the pattern is missing: write ${dateTimeZone:PST:yyyy-MM-dd}, say.";
}

impl Problem {
    /// Its code and its sentence.
    fn told(&self) -> (&'static str, &'static str) {
        TOLD.split('\n').nth(self.line()).and_then(|line| line.split_once(' ')).unwrap_or_default()
    }

    /// A stable name: pages and tests may rely on it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.told().0
    }

    /// Every code there is.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        TOLD.lines().filter_map(|line| Some(line.split_once(' ')?.0))
    }

    /// The other place that its sentence names.
    #[must_use]
    pub fn place(&self) -> Option<Position> {
        match self {
            Self::Unclosed { opened: place, .. } | Self::DuplicateKey { first: place, .. } => Some(*place),
            _ => None,
        }
    }

    /// What the sentence names, numbered from 0.
    fn part(&self, index: usize) -> Part<'_> {
        match (self, index) {
            (
                Self::WrongSeparator { expected: character, .. }
                | Self::WrongBracket { expected: character, .. }
                | Self::MissingBracket { bracket: character }
                | Self::Unclosed { bracket: character, .. }
                | Self::ExtraBracket { bracket: character }
                | Self::TypographicQuotes { quote: character }
                | Self::ControlCharacter { character }
                | Self::StrayCharacter { character }
                | Self::InvisibleCharacter { character }
                | Self::IllegalPatternLetter { letter: character },
                0,
            )
            | (Self::WrongSeparator { found: character, .. } | Self::WrongBracket { found: character, .. }, 1) => {
                Part::Character(*character)
            }
            (Self::Unclosed { opened: place, .. } | Self::DuplicateKey { first: place, .. }, 1) => Part::Place(*place),
            (Self::Iso8601Length { length }, _) => Part::Count(*length),
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
                | Self::UnknownDescriptor { descriptor: text }
                | Self::UnknownEpochUnit { unit: text },
                0,
            )
            | (Self::Literal { found: text, .. }, 1) => Part::Text(text),
            (Self::Literal { expected: text, .. }, _)
            | (Self::MissingDateSetting { key: text, .. } | Self::MisplacedKey { belongs: text, .. }, 1) => {
                Part::Text(text)
            }
            (Self::UnknownKey { nearest: Some(nearest), .. }, 1) => Part::Meant(nearest),
            (Self::WrongType { key: Some(key), .. }, 0) => Part::Key(key),
            (Self::WrongType { key: None, .. }, 0) => Part::Text("The configuration"),
            (Self::WrongType { expected, .. } | Self::QuotedValue { expected, .. }, 1) => Part::Text(expected.as_str()),
            (Self::WrongType { found, .. }, _) => Part::Text(found.as_str()),
            _ => Part::Text(""),
        }
    }
}

/// Something that a sentence names.
enum Part<'p> {
    Text(&'p str),
    Key(&'p str),
    Meant(&'p str),
    Character(char),
    Place(Position),
    Count(usize),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, words) in self.told().1.split('#').enumerate() {
            if let Some(part) = index.checked_sub(1) {
                match self.part(part) {
                    Part::Text(text) => f.write_str(text),
                    Part::Key(key) => write!(f, "\"{key}\""),
                    Part::Meant(name) => write!(f, " Is \"{name}\" meant?"),
                    Part::Character(character) => Shown(character).fmt(f),
                    Part::Place(place) => place.fmt(f),
                    Part::Count(count) => count.fmt(f),
                }?;
            }
            f.write_str(words)?;
        }
        Ok(())
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
