//! The types of a language's notation. The rows are in `scripting.rs` and `compiled.rs`, and the signs that identify a
//! language in `source/language_signs.rs`.

/// The rule that finds the end of a literal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Between `open` and `close`.
    Plain,
    /// With a prefix of Python: `r`, `b`, `u`, `f`.
    Prefixed,
    /// With the signs of C#: `@`, `$`, and any number of quotes.
    CSharp,
    /// `open`, hashes and a double quote.
    Hashes,
    /// `[==[…]==]`
    Long,
    /// `R"tag(…)tag"` and `{tag|…|tag}`.
    Tagged,
    /// `open` and any bracket or sign.
    Paired,
    HereDocument,
    HereString,
    /// One character or escape.
    Char,
}

/// The meaning of a backslash before a character that is no escape of the language.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unknown {
    Keep,
    Drop,
    Error,
}

/// The escapes of a literal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escapes {
    None,
    /// A backslash keeps the quote after it inside the literal, and stays.
    Raw,
    /// The backslash escapes itself and the quote only.
    Quote,
    /// A doubled quote is one quote.
    Doubled,
    /// PowerShell: the backtick escapes, and a doubled quote is one quote.
    Backtick,
    /// The letters and signs that can follow a backslash. Further capabilities: `x` two digits, `X` up to four, `u` four, `w` only in
    /// braces, `U` eight, `o` octal, `d` decimal, `B` numbers are bytes of UTF-8, `l` joins lines, `L` and removes the
    /// indentation.
    C(&'static str, Unknown),
}

impl Escapes {
    /// Returns the byte that begins an escape.
    pub fn escape(self) -> Option<u8> {
        match self {
            Self::None | Self::Doubled => None,
            Self::Backtick => Some(b'`'),
            _ => Some(b'\\'),
        }
    }

    /// Returns whether a doubled quote is one quote.
    pub fn is_doubled(self) -> bool {
        matches!(self, Self::Doubled | Self::Backtick)
    }
}

/// The expressions inside a literal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holes {
    None,
    /// `{name}`; doubled braces are text.
    Braces,
    /// `${name}`
    Dollar,
    /// `#{name}`
    Number,
    /// `#{name}`, `#@name` and `#$name`
    Variables,
    /// `\(name)`
    Backslash,
    /// A name after one of these signs, or `${name}`. `(`: also `$(name)`, `{`: braces around a name, `[`: an index
    /// after the name, `n`: the sign does not belong to the name, `@`: if first, also names after `@`.
    Names(&'static str),
}

/// The line breaks and indentation that do not belong to a literal.
#[derive(Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "independent properties of a notation")]
pub(crate) struct Layout {
    /// The line break after the opening quotes.
    pub first: bool,
    /// The line break before the closing quotes.
    pub last: bool,
    /// The common indentation.
    pub dedents: bool,
    /// The line of the closing quotes has a part in the indentation.
    pub closing: bool,
    /// All of it, for literals without escapes only.
    pub raw: bool,
}

/// A notation of literals.
pub(crate) struct Quote {
    pub open: &'static str,
    pub close: &'static str,
    pub shape: Shape,
    pub escapes: Escapes,
    pub holes: Holes,
    pub layout: Layout,
    /// Further characters that the language takes for the closing quote.
    pub alternatives: &'static str,
    /// The literal ends on its line.
    pub is_line: bool,
}

pub(super) const NO_LAYOUT: Layout = Layout { first: false, last: false, dedents: false, closing: false, raw: false };
pub(super) const BLOCK: Layout = Layout { first: true, last: true, dedents: true, closing: true, raw: false };
pub(super) const OPEN_BLOCK: Layout = Layout { first: true, last: false, dedents: true, closing: true, raw: false };

pub(super) const fn quote(open: &'static str, shape: Shape, escapes: Escapes, holes: Holes) -> Quote {
    Quote { open, close: open, shape, escapes, holes, layout: NO_LAYOUT, alternatives: "", is_line: false }
}

pub(super) const fn plain(open: &'static str, escapes: Escapes, holes: Holes) -> Quote {
    quote(open, Shape::Plain, escapes, holes)
}

pub(super) const fn block(open: &'static str, escapes: Escapes, holes: Holes, layout: Layout) -> Quote {
    Quote { layout, ..plain(open, escapes, holes) }
}

pub(super) const fn line(open: &'static str, escapes: Escapes, holes: Holes) -> Quote {
    Quote { is_line: true, ..plain(open, escapes, holes) }
}

/// The languages, for rules that only one or a few of them have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Id {
    C,
    Clojure,
    Cpp,
    Crystal,
    CSharp,
    Dart,
    Elixir,
    Go,
    Groovy,
    Java,
    JavaScript,
    Julia,
    Kotlin,
    Lua,
    Matlab,
    ObjectiveC,
    OCaml,
    Perl,
    Php,
    PowerShell,
    Python,
    R,
    Ruby,
    Rust,
    Scala,
    Swift,
}

/// A language.
pub(crate) struct Language {
    pub id: Id,
    /// The name in `source/language_signs.rs`.
    pub name: &'static str,
    /// On each line, a word of a program and the library that it belongs to, with an equals sign between them; one word
    /// if it is that of the library.
    pub libraries: &'static str,
    /// The start and end of comments.
    pub comments: &'static [(&'static str, &'static str)],
    pub quotes: &'static [Quote],
    /// Characters in names, besides letters, digits and `_`.
    pub names: &'static str,
    /// The operators that join strings, separated by spaces.
    pub joins: &'static str,
    /// The signs between a key and its value, separated by spaces.
    pub pairs: &'static str,
    pub flags: u32,
}

/// Statements end only with a semicolon.
pub(super) const SEMICOLONS: u32 = 1;
/// Adjacent literals are one.
pub(super) const ADJACENT: u32 = 2;
/// `PowerShell`: arguments of commands are separated by spaces, and names are case-insensitive.
pub(super) const COMMANDS: u32 = 4;
/// Functions are applied by writing the argument after them.
pub(super) const JUXTAPOSED: u32 = 8;
/// Blocks begin and end with words or indentation.
pub(super) const WORDS: u32 = 16;
/// Slashes delimit regular expressions.
pub(super) const REGULAR: u32 = 32;
/// Lines that begin with `#` are directives.
pub(super) const DIRECTIVES: u32 = 64;
/// The items of a map are keys and values in turn.
pub(super) const TURNS: u32 = 128;
/// A quote after a name or bracket is an operator.
pub(super) const TRANSPOSES: u32 = 256;
/// A request without a method is GET, even with a body.
pub(super) const GETS: u32 = 512;
/// Braces after a type are a value.
pub(super) const TYPED: u32 = 2048;
/// An item of two values in brackets is a key and its value.
pub(super) const TUPLES: u32 = 4096;
/// A name before the sign is a variable, not the key itself.
pub(super) const VARIABLE_KEYS: u32 = 8192;
/// Braces are always values.
pub(super) const TABLES: u32 = 1024;

impl Language {
    /// Returns whether the language has this property.
    pub fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// Returns whether the language applies functions without brackets.
    pub fn is_juxtaposed(&self) -> bool {
        self.has(JUXTAPOSED) || self.has(COMMANDS)
    }
}

pub(super) const SLASHES: &[(&str, &str)] = &[("//", "\n"), ("/*", "*/")];
pub(super) const CHAR: Quote = quote("'", Shape::Char, Escapes::C("ntr0bfs'xuoe", Unknown::Keep), Holes::None);

pub(super) const R: Escapes = Escapes::C("ntrabfv0xuUow'\"` ", Unknown::Error);
