//! What is told about a pasted text: what had to be repaired, and why one is refused. No sentence
//! holds a value of the text, so that none can hold a secret.

use std::fmt;

use element_instance_form::diagnostic::Problem;
use element_instance_form::position::{Locator, Position, position};

use super::piece::put_in_order;

/// Something that had to be repaired, or that a person should know, with its place in the pasted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// Where in the pasted text, if it has a place.
    pub position: Option<Position>,
    /// What it is.
    pub what: What,
}

/// Why a text was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Where in the pasted text, if it has a place.
    pub position: Option<Position>,
    /// Why.
    pub why: Why,
}

/// What had to be repaired, or a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's sentence in Display says what it is")]
pub enum What {
    // The text, and what its shell would have made of it.
    ByteOrderMark,
    CarriageReturns,
    /// The character that joins lines in that shell is not at a line's end.
    MissingJoint(char),
    BlankAfterBackslash,
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
    OpenHereDocument,
    Reference(Reference),
    // The command.
    UnknownOption(String),
    Credentials,
    OtherMethod(String),
    OtherHeaders(Vec<String>),
    OtherAuthorization,
    NoUrl,
    OtherUrl,
    UrlUserInfo,
    UrlElement(String),
    MoreUrls,
    MoreData,
    BodyInFile,
    NoBody,
    NotRead,
    // The body.
    Json(Problem),
    TemplateTag,
    Answer,
    DuplicateKey(String),
    OtherElement {
        key: String,
        expected: String,
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
    NothingToPoll,
    Added(String),
    Changed(String),
    Missing(String),
    /// So many more than are listed.
    More(usize),
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
pub enum Why {
    Empty,
    Html,
    Array,
    NotAnObject,
    OtherObject,
    TwoObjects,
    TooDeep,
    TooBroken,
    Prose,
    OtherProgram(&'static str),
    NoArguments,
    OpenQuote { quote: char },
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

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place(self.position, f)?;
        self.why.fmt(f)
    }
}

fn place(position: Option<Position>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    position.map_or(Ok(()), |position| write!(f, "{position}: "))
}

impl fmt::Display for What {
    #[allow(clippy::too_many_lines, reason = "all prose in one place")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByteOrderMark => f.write_str("An invisible byte order mark stood before the text. It was left out."),
            Self::CarriageReturns => f.write_str(
                "The lines end as on Windows (CR LF), which a POSIX shell does not read as line ends. They were read as such.",
            ),
            Self::MissingJoint(joint) => {
                let name = match joint {
                    '^' => "caret",
                    '`' => "backtick",
                    _ => "backslash",
                };
                write!(
                    f,
                    "The {name} is missing at the end of this line: the shell would have ended the command here. \
                     The next line was read as a part of it."
                )
            }
            Self::BlankAfterBackslash => f.write_str(
                "A blank follows this backslash, so it joins no lines: the shell would have sent a blank. It was left out.",
            ),
            Self::BackslashesInBody(1) => f.write_str(
                "A backslash stands between the body's values, where JSON has none: the shell would have sent it. It was left out.",
            ),
            Self::BackslashesInBody(count) => write!(
                f,
                "{count} backslashes stand between the body's values, from here on, where JSON has none: the shell would \
                 have sent them. They were left out."
            ),
            Self::InnerQuote { quote, more, effect } => {
                let more = match more {
                    0 => String::new(),
                    1 => ", and so does 1 more on this line".into(),
                    more => format!(", and so do {more} more on this line"),
                };
                let effect = match effect {
                    Effect::Dropped => "the shell would have sent the body without these quotes",
                    Effect::Expanded => {
                        "the shell would have replaced what follows the $ with something else, or stopped there"
                    }
                    Effect::Cut => "the shell would have sent a part of the body only",
                    Effect::Waits => "the shell would have waited for another quote",
                };
                write!(f, "This {quote} ends or begins quoting inside the body{more}: {effect}. The body was read as it is written.")
            }
            Self::MissingQuote { quote } => {
                write!(f, "The {quote} that opens here is never closed. The body was read up to the end of the text.")
            }
            Self::OpenHereDocument => f.write_str(
                "The here-document that begins here has no line that ends it. It was read up to the end of the text.",
            ),
            Self::Reference(Reference::Variable) => f.write_str(
                "The shell would put the value of a variable here. It is not known, so the name was kept as text: write the value.",
            ),
            Self::Reference(Reference::Command) => f.write_str(
                "The shell would put the output of a command here. It is not known, so the command was kept as text: write the value.",
            ),
            Self::UnknownOption(name) => write!(f, "The option {name} is not known here. It was left out."),
            Self::Credentials => f.write_str(
                "The command signs in with a user name and password. The API takes a user's and an organization's \
                 secret: they were left out.",
            ),
            Self::OtherMethod(method) => write!(f, "The command's method is {method}. The form sends POST, which creates an instance."),
            Self::OtherHeaders(names) => write!(f, "Headers that the form does not send were left out: {}.", names.join(", ")),
            Self::OtherAuthorization => f.write_str(
                "The Authorization header is not of the form \"User …, Organization …\". What else it holds was left out.",
            ),
            Self::NoUrl => f.write_str("The command has no URL. The form's host was kept."),
            Self::OtherUrl => f.write_str(
                "The URL is not that of /instances below /elements/api-v2. Its host was kept, and the request goes to /instances there.",
            ),
            Self::UrlUserInfo => f.write_str("The URL holds a user name or password. They were left out."),
            Self::UrlElement(key) => write!(
                f,
                "The URL names the element \"{key}\". The request goes to /instances, and names it in its body."
            ),
            Self::MoreUrls => f.write_str("The command has a second URL from here on. Only the first was taken."),
            Self::MoreData => f.write_str("The command has more data from here on. Only the first body was taken."),
            Self::BodyInFile => f.write_str(
                "The body is in a file or variable, which is not part of the text. URL and headers were taken: paste the body too.",
            ),
            Self::NoBody => f.write_str("The command has no body. URL and headers were taken."),
            Self::NotRead => f.write_str("The text goes on after the command. What comes from here on was not read."),
            Self::Json(problem) => write!(f, "{problem}"),
            Self::TemplateTag => f.write_str(
                "A line of the documentation's own source ({% … %}) stands here, for text that is not part of it. It was left out.",
            ),
            Self::Answer => f.write_str(
                "This is an instance as the API answers it. Its element, configuration, tags and name were taken; \
                 what the API itself adds was left out.",
            ),
            Self::DuplicateKey(key) => write!(f, "\"{key}\" stands here again. Only the last of them counts, as JSON readers take it."),
            Self::OtherElement { key, expected } => write!(
                f,
                "The element is \"{key}\", not {expected}. It was kept; what the form has no field for stands under \
                 Additional configuration."
            ),
            Self::Placeholder { key, is_blank: true } => write!(f, "{key} is still a placeholder. The field is blank: fill it in."),
            Self::Placeholder { key, is_blank: false } => {
                write!(f, "{key} still holds a placeholder. It was kept: write the real value.")
            }
            Self::Masked { key, is_blank: true } => write!(f, "{key} is masked in the text. The field is blank: fill it in."),
            Self::Masked { key, is_blank: false } => write!(f, "{key} is masked in the text. It was kept: write the real value."),
            Self::Unfit(key) => write!(
                f,
                "The value of \"{key}\" is none that its field can hold. It stands under Additional configuration."
            ),
            Self::NothingToPoll => f.write_str(
                "The body polls without an event.poller.configuration that the form can hold. The event type stands under \
                 Additional configuration.",
            ),
            Self::Added(key) => write!(f, "The text has no \"{key}\". The form always sends one."),
            Self::Changed(key) => write!(f, "The form cannot send \"{key}\" just as it is in the text. Look at what it sends."),
            Self::Missing(key) => write!(f, "The form cannot send \"{key}\". It was left out."),
            Self::More(count) => write!(f, "{count} more were repaired than are listed here."),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "There is nothing here. Paste a cURL command, a request body or a polling configuration.",
            Self::Html => "This is a web page's source. Paste the command or the JSON that the page shows.",
            Self::Array => "This is a JSON array. Paste one object of it: a request body or a polling configuration.",
            Self::NotAnObject => {
                "This is JSON, and no object. Paste a request body or a polling configuration, which are written {…}."
            }
            Self::OtherObject => {
                "This JSON is neither a request body (with \"element\" or \"configuration\") nor a polling configuration \
                 (resource names with \"url\" and \"idField\")."
            }
            Self::TwoObjects => "A second JSON object begins here. Paste one at a time.",
            Self::TooDeep => "This is nested deeper than 128 levels, more than JSON readers accept.",
            Self::TooBroken => "Too much of this JSON is broken from here on to know what is meant. Mend it first.",
            Self::Prose => "Neither a cURL command nor JSON begins here. Paste a command from its \"curl\" on, or JSON from its { on.",
            Self::NoArguments => "This command has neither a URL nor a body. Paste all of it.",
            Self::FormData => "This command sends a form (-F), and the API wants JSON. Paste one with -d.",
            Self::BodyNotJson => "The body begins here, and is not a JSON object. A request body is written {…}.",
            Self::OtherProgram(name) => {
                return write!(f, "This is a command for {name}. Only curl's commands are read here: paste one of those, or the JSON body alone.");
            }
            Self::OpenQuote { quote } => {
                return write!(f, "The {quote} that opens here is never closed. Paste all of the command, or close it.");
            }
            Self::Method(method) => {
                return write!(f, "This command sends {method} and has no body, so it creates nothing. Paste one that sends POST.");
            }
        })
    }
}

/// What is told, while it is collected: with the byte of the pasted text that it is about.
pub(super) struct Notes<'t> {
    /// The pasted text.
    text: &'t str,
    list: Vec<(Option<usize>, What)>,
    more: usize,
    /// Whether a text in single quotes ended with a backslash: in fish that is no end.
    pub has_escaped_quote: bool,
}

/// Why a text is refused, with the byte of the pasted text that it is about.
pub(super) type Refused = (Option<usize>, Why);

impl<'t> Notes<'t> {
    /// How many are kept.
    const LIMIT: usize = 200;

    /// None yet, about `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, list: Vec::new(), more: 0, has_escaped_quote: false }
    }

    /// None yet, about the same text.
    pub fn anew(&self) -> Self {
        Self::new(self.text)
    }

    /// The place of the byte `at` in the pasted text.
    pub fn position(&self, at: usize) -> Position {
        position(self.text, at)
    }

    /// Adds what is about the byte `at`.
    pub fn push(&mut self, at: usize, what: What) {
        self.add(Some(at), what);
    }

    /// Adds what has no place.
    pub fn push_general(&mut self, what: What) {
        self.add(None, what);
    }

    fn add(&mut self, at: Option<usize>, what: What) {
        if self.list.len() < Self::LIMIT {
            self.list.push((at, what));
        } else {
            self.more += 1;
        }
    }

    /// Adds all of `others`.
    pub fn append(&mut self, others: Self) {
        self.more += others.more;
        for (at, what) in others.list {
            self.add(at, what);
        }
    }

    /// The one added last.
    pub fn last(&mut self) -> Option<&mut What> {
        self.list.last_mut().map(|(_, what)| what)
    }

    /// Everything, in the order of the text; what has no place comes last.
    pub fn finish(mut self) -> Vec<Repair> {
        put_in_order(&mut self.list, |(at, _)| at.unwrap_or(usize::MAX));
        let mut locator = Locator::new(self.text);
        let mut repairs: Vec<Repair> = self
            .list
            .into_iter()
            .map(|(at, what)| Repair { position: at.map(|at| locator.position(at)), what })
            .collect();
        if self.more > 0 {
            repairs.push(Repair { position: None, what: What::More(self.more) });
        }
        repairs
    }
}
