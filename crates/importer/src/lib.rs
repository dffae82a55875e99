//! Imports pasted text into the form: a cURL command for any shell, a request body, or a polling configuration.
//!
//! [`source`] removes the layers around the pasted text and detects its format. [`shell`] splits a command into words,
//! and [`curl`] parses those into a request. [`body`] recovers JSON and maps it to the form, [`requests`] and
//! [`wrapper`] find a body in the files of other programs, and [`other_document`] names documents that are rejected.
//! [`report`] collects repairs ([`repair`]) and errors ([`import_error`]) with their positions in the pasted text,
//! which a [`mapped_text`] keeps track of. To *account for* bytes means to record that a finding explains why they are
//! not in the request, so that nothing is dropped silently.
//!
//! The crate knows the model, and nothing of a browser. The page loads it on demand.
//!
//! ```
//! use model::element::Definition;
//! use model::instance::Instance;
//!
//! let command = r#"curl -X POST https://api.cloud-elements.com/elements/api-v2/instances -d '{"name": "My store"}'"#;
//! let import = importer::read(command, &Instance::empty(Definition::woocommerce())).unwrap();
//! assert_eq!(import.instance.name, "My store");
//! ```

mod address;
mod authorization;
mod body;
mod curl;
mod import_error;
mod mapped_text;
mod other_document;
mod recorded_request;
mod repair;
mod report;
mod requests;
mod shell;
mod shell_effect;
mod source;
mod wrapper;

pub use import_error::{ImportError, Rejection};
pub use repair::{Prefix, Repair, RepairGroup, RepairKind};
pub use shell_effect::{Effect, Reference};

use std::ops::Range;

use model::instance::Instance;

use import_error::ParseError;
use mapped_text::MappedText;
use report::Report;
use shell::Shell;
use source::{Format, Source};

/// The result of importing a pasted text.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The new state of the form. Fields that the text does not set keep their values; if the element changes, its
    /// fields are empty.
    pub instance: Instance,
    /// The repairs, in the order of the text.
    pub repairs: Vec<Repair>,
    /// Further bytes of the pasted text that the repairs account for: those of repairs beyond the limit, and further
    /// occurrences of listed ones.
    pub unlisted: Vec<Range<usize>>,
}

impl Import {
    /// Returns the repairs by group, the most urgent first, each with the heading of its group.
    #[must_use]
    pub fn grouped(&self) -> Vec<(String, &Repair)> {
        let groups = RepairGroup::ALL.into_iter().map(|kind| {
            let repairs: Vec<&Repair> = self.repairs.iter().filter(|repair| repair.what.group() == kind).collect();
            let heading = kind.heading(repairs.len());
            repairs.into_iter().map(move |repair| (heading.clone(), repair))
        });
        groups.flatten().collect()
    }
}

/// Imports a pasted text into the form, whose state is `current`.
///
/// # Errors
///
/// Returns the reason why the text was rejected, and its position.
pub fn read(text: &str, current: &Instance) -> Result<Import, Rejection> {
    let Source { piece, format, report } = source::normalize(text);
    let mut notes = Report::new(text, &piece);
    notes.add_report(report.findings, report.accounted);
    match format.and_then(|format| instance(format, &piece.text, current, &mut notes)) {
        Ok(instance) => {
            let (repairs, unlisted) = notes.finish();
            Ok(Import { instance, repairs, unlisted })
        }
        Err((at, why)) => {
            // The purpose of a program is more helpful to the user than its language.
            let (at, why) = match (why, curl::cmdlet(&piece.text), curl::convert_to_json(&piece.text)) {
                (ImportError::ProgramText(_) | ImportError::OtherProgram(_) | ImportError::Cmdlet(_), _, Some(at)) => {
                    (Some(at), ImportError::ComputedBody)
                }
                (ImportError::ProgramText(_), Some((at, name)), _) => (Some(at), ImportError::Cmdlet(name)),
                (why, ..) => (at, why),
            };
            Err(Rejection { position: at.map(|at| notes.position(at)), why })
        }
    }
}

/// Returns whether a text that was pasted outside any field looks importable.
#[must_use]
pub fn is_importable(text: &str) -> bool {
    let Source { piece, format, .. } = source::normalize(text);
    let text = piece.text.trim();
    match format {
        Ok(Format::Json) => {
            let is_string = text.starts_with('"') && text[1..].trim_start().starts_with(['{', '\\']);
            let is_list = text.ends_with(']') && text.starts_with('[') && text[1..].trim_start().starts_with('{');
            is_string || is_list || text.starts_with(['{', '/']) && text.ends_with(['}', ';', ',', '`'])
        }
        Ok(Format::Http) => true,
        // A command whose first line was not copied.
        Ok(Format::Command) if shell::is_option(text) => text.contains("-d"),
        Ok(Format::Command) => shell::curl_line(text).is_some_and(|(at, _)| {
            let rest = &text[at..];
            rest.contains(" -") || rest.contains("http") || rest.contains("\n-")
        }),
        Err(_) => false,
    }
}

fn instance<'t>(
    format: Format,
    text: &'t str,
    current: &Instance,
    notes: &mut Report<'t>,
) -> Result<Instance, ParseError> {
    let from = text.len() - text.trim_start().len();
    let mut instance = current.clone();
    match format {
        Format::Json => body::document(MappedText::new(&text[from..], from), &mut instance, notes)?,
        Format::Command => command(text, from, &mut instance, notes)?,
        Format::Http => request(source::http_request(text, notes)?, &mut instance, notes)?,
    }
    Ok(instance)
}

/// Imports a command.
fn command<'t>(text: &'t str, from: usize, instance: &mut Instance, notes: &mut Report<'t>) -> Result<(), ParseError> {
    if shell::curl_line(text).is_none()
        && let Some((at, name)) = curl::cmdlet(text)
    {
        return Err((Some(at), ImportError::Cmdlet(name)));
    }
    let prompt = source::command_prompt(text).end.max(from);
    let shell = shell::shell(text);
    if shell == Shell::Posix
        && text[from..].get(1..3) == Some(":\\")
        && let Some(at) = text[from..].find('\'')
    {
        notes.push(from + at, RepairKind::SingleQuotesInCmd);
    }
    // A notebook cell that runs a shell command begins with an exclamation mark.
    let from = prompt + usize::from(text[prompt..].starts_with('!'));
    // A command substitution: `NAME=$(curl …)`.
    let from = match shell::curl_line(text) {
        Some((at, _)) if at > from && text[from..at].ends_with("$(") => {
            notes.push(from..at, RepairKind::EarlierCommands);
            at
        }
        _ => from,
    };
    let call = match shell {
        Shell::Posix => posix(text, from, notes)?,
        shell => curl::call(shell::commands(text, from, shell, notes)?, notes)?,
    };
    request(call, instance, notes)
}

/// Fills in the form from the parts of a request.
fn request(call: curl::CurlInvocation, instance: &mut Instance, notes: &mut Report) -> Result<(), ParseError> {
    authorization::authorization(&call.headers, &call.references, instance, notes);
    let element = call.url.as_ref().and_then(|url| address::url(url, instance, notes));
    if call.url.is_none() && !notes.has(&RepairKind::NoHost) {
        notes.push_general(RepairKind::NoUrl);
    }
    if let Some(body) = call.body {
        return body::command_body(body, element.as_deref(), instance, notes);
    }
    if let Some(key) = element {
        instance.reset_element(&key);
    }
    Ok(())
}

/// Parses a command as POSIX, or as fish if only that results in a JSON body: in fish `\'` and `\\` are escapes inside
/// single quotes.
fn posix<'t>(text: &'t str, from: usize, notes: &mut Report<'t>) -> Result<curl::CurlInvocation, ParseError> {
    let mut own = notes.empty_copy();
    let call = shell::commands(text, from, Shell::Posix, &mut own).and_then(|commands| curl::call(commands, &mut own));
    let may_be_fish = text[from..].contains("\\'") || text[from..].contains("\\\\");
    let is_odd =
        || own.has_escaped_quote || !call.as_ref().is_ok_and(|call| call.body.as_ref().is_none_or(MappedText::is_json));
    if may_be_fish && is_odd() {
        let mut other = notes.empty_copy();
        let fish =
            shell::commands(text, from, Shell::Fish, &mut other).and_then(|commands| curl::call(commands, &mut other));
        if let Ok(fish) = fish
            && !other.has_guessed_quotes()
            && fish.body.as_ref().is_some_and(MappedText::is_json)
        {
            if let Some(at) = text[from..].find("\\'") {
                other.push(from + at..from + at + 2, RepairKind::EscapedQuote);
            }
            notes.append(other);
            return Ok(fish);
        }
    }
    if let Some(at) = text[from..].find("\r\n").filter(|_| call.is_ok()) {
        own.push(from + at, RepairKind::CarriageReturns);
    }
    notes.append(own);
    call
}
