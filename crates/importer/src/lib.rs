//! The way back: from a pasted text to an instance. It takes a cURL command for any of the shells, the
//! documentation's own with its quoting broken, a request body, or a polling configuration.
//!
//! A text first passes [`source`], which undoes what stands around the command or JSON and tells which of them it is.
//! A command goes through [`shell`], which splits it into words, and [`curl`], which makes the parts of a request of
//! those. JSON goes to [`body`], which recovers it and tells a body from a polling configuration; around a body there
//! may be another program's file of requests ([`requests`]) or a response ([`wrapper`]), and what is none of these is
//! refused by its name ([`other_document`]). [`body`], [`authorization`] and [`address`] bring the parts into the form,
//! and [`told`] has every sentence about what had to be repaired on the way, which [`kind`] sorts. Whatever is read
//! knows its place in the pasted text ([`piece`]).
//!
//! It weighs a third of the page, and few visitors import anything: the page loads it on demand.
//!
//! ```
//! use model::element::Definition;
//! use model::instance::Instance;
//!
//! let command = r#"curl -X POST https://api.cloud-elements.com/elements/api-v2/instances -d '{"name": "My store"}'"#;
//! let import = importer::read(command, &Instance::blank(Definition::woocommerce())).unwrap();
//! assert_eq!(import.instance.name, "My store");
//! ```

mod address;
mod authorization;
mod body;
mod curl;
mod mapped_text;
mod other_document;
mod recorded_request;
mod repair_group;
mod report;
mod requests;
mod shell;
mod source;
mod wrapper;

pub use repair_group::RepairGroup;
pub use report::{Effect, ImportError, Prefix, Reference, Rejection, Repair, RepairKind};

use std::ops::Range;

use model::instance::Instance;

use mapped_text::MappedText;
use report::{ParseError, Report};
use shell::Shell;
use source::{Format, Source};

/// What was read from a pasted text.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The form's new state. What the text does not say is as it was; the fields of another element are blank.
    pub instance: Instance,
    /// What had to be repaired or should be known, in the order of the text.
    pub repairs: Vec<Repair>,
    /// Further bytes of the pasted text that repairs account for: those of repairs that are too many to be listed, and
    /// the places beyond the first of those that have several.
    pub unlisted: Vec<Range<usize>>,
}

impl Import {
    /// Returns the repairs by what they ask of a person, the most urgent first, each with the heading of its group.
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

/// Reads a pasted text into the form, whose state is `current`.
///
/// # Errors
/// Why the text was not understood.
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
            // What it is for is known better than its language.
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

/// Whether a text pasted outside any field looks like something that [`read`] would take.
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
        // A command without its first line.
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

/// Reads a command into the form.
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
    // A cell of a notebook begins with an exclamation mark.
    let from = prompt + usize::from(text[prompt..].starts_with('!'));
    // `NAME=$(curl …)`.
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

/// Brings the parts of a request into the form.
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

/// Reads as POSIX, and where that makes no sense of the text but fish does, as fish: there `\'` and `\\`
/// are escapes between single quotes.
fn posix<'t>(text: &'t str, from: usize, notes: &mut Report<'t>) -> Result<curl::CurlInvocation, ParseError> {
    let mut own = notes.anew();
    let call = shell::commands(text, from, Shell::Posix, &mut own).and_then(|commands| curl::call(commands, &mut own));
    let may_be_fish = text[from..].contains("\\'") || text[from..].contains("\\\\");
    let is_odd =
        || own.has_escaped_quote || !call.as_ref().is_ok_and(|call| call.body.as_ref().is_none_or(MappedText::is_json));
    if may_be_fish && is_odd() {
        let mut other = notes.anew();
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
