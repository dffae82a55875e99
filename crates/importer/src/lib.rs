//! Imports pasted text into the form: a cURL command for any shell, a request body, or a polling configuration.
//!
//! `source` removes the layers around the text and detects its format; `shell` and `curl` parse a command into a
//! request; `document` and `body` map JSON to the form; `report` collects the repairs and their positions. To *account
//! for* bytes of the text means to record which repair explains why they are not in the request.
//!
//! The crate may know the model, and nothing of a browser. The page loads it on demand.
//!
//! ```
//! use model::element::Definition;
//! use model::instance::Instance;
//!
//! let command = r#"curl -X POST https://api.cloud-elements.com/elements/api-v2/instances -d '{"name": "My store"}'"#;
//! let import = importer::read(command, &Instance::empty(Definition::woocommerce())).unwrap();
//! assert_eq!(import.instance.name, "My store");
//! ```

mod authorization;
mod body;
mod candidate;
mod curl;
mod document;
mod entities;
mod file;
mod import;
mod import_error;
mod mapped_text;
mod other_document;
mod placeholder;
mod possible_program;
mod program;
mod recorded_request;
mod repair;
mod report;
mod requests;
mod second_instance;
mod shape;
mod shell;
mod shell_effect;
mod source;
mod tools;
mod url;
mod variable_limits;
mod word_list;
mod wrapper;

pub use candidate::Candidate;
pub use file::decode as decode_file;
pub use import::Import;
pub use import_error::{ImportError, Rejection};
pub use possible_program::{FirstReading, PossibleProgram};
pub use repair::{LinePrefix, Repair, RepairGroup, RepairKind};
pub use shell_effect::{ShellEffect, ShellReference};

use std::ops::Range;

use model::char_set::CharSet;
use model::instance::Instance;
use model::position::position;

use import_error::ParseError;
use mapped_text::MappedText;
use report::Report;
use shell::Shell;
use source::{Format, Source};

/// Imports a pasted text into the form, whose state is `current`.
///
/// # Errors
///
/// Returns the reason why the text was rejected, and its position.
pub fn read(text: &str, current: &Instance) -> Result<Import, Rejection> {
    read_candidate(text, current, None)
}

/// Imports one request of a pasted text, like [`read`]. `choice` is its index among the candidates that an earlier
/// reading of the text has returned.
///
/// # Errors
///
/// Returns the reason why the text was rejected, and its position.
pub fn read_candidate(text: &str, current: &Instance, choice: Option<usize>) -> Result<Import, Rejection> {
    match read_first(text, current, choice) {
        FirstReading::Result(result) => *result,
        FirstReading::Program(program) => program.read(current),
    }
}

/// Imports one request of a pasted text, like [`read_candidate`], but reads no program. Nothing that this function calls
/// refers to the reader of programs, so a page can load that reader by itself.
#[must_use]
pub fn read_first<'t>(text: &'t str, current: &Instance, choice: Option<usize>) -> FirstReading<'t> {
    let Source { mapped, format, report: normalization } = source::normalize(text);
    let mut report = Report::new(text, &mapped);
    report.choice = choice;
    report.read_as = normalization.read_as;
    let mut left_out = normalization.left_out;
    report.add_findings(normalization.findings, normalization.accounted);
    let is_json = matches!(format, Ok(Format::Json));
    let imported = format.and_then(|format| import_source(format, &mapped.text, current, &mut report));
    left_out.extend(report.left_out());
    // The user has chosen one of several.
    left_out.retain(|_| report.candidates.is_empty());
    let mut second = None;
    let imported = imported.and_then(|instance| {
        let is_other =
            |range: &Range<usize>| second_instance::has_other_instance(&text[range.clone()], &instance, current, 0);
        second = left_out.into_iter().find(is_other).map(|range| position(text, range.start));
        if second.is_some() { Err((None, ImportError::Instances(2))) } else { Ok(instance) }
    });
    let is_fenced = is_json && source::has_fenced_program(text);
    let (result, may_be_program) = match imported {
        Ok(instance) => {
            let (read_as, candidates) = (report.read_as.take(), std::mem::take(&mut report.candidates));
            let (repairs, unlisted) = report.finish();
            // The program around a command may set its variables.
            let has_variable =
                repairs.iter().any(|repair| matches!(repair.kind, RepairKind::Reference(ShellReference::Variable)));
            // The object may be in a comment of a program that sends another one, or the answer to it.
            let has_fence = text.contains("```");
            let is_in_text = is_json
                && repairs.iter().any(|repair| match repair.kind {
                    RepairKind::TextBefore | RepairKind::TextAfter => !has_fence,
                    RepairKind::Response => has_fence,
                    _ => false,
                });
            let may_be_program = has_variable && shell::detect(&mapped.text) == Shell::Power || is_in_text || is_fenced;
            (Ok(Import { instance, repairs, unlisted, read_as, candidates }), may_be_program)
        }
        Err((at, error)) => {
            let may_be_program = match error {
                ImportError::Empty | ImportError::Html => text.contains("<?php"),
                ImportError::SeveralRequests(_) | ImportError::Instances(_) | ImportError::SeveralObjects => false,
                _ => true,
            };
            // The purpose of a program is more helpful to the user than its language.
            let is_program =
                matches!(error, ImportError::ProgramText(_) | ImportError::OtherProgram(_) | ImportError::Cmdlet(_));
            let (at, error) = if let Some(at) = is_program.then(|| curl::find_convert_to_json(&mapped.text)).flatten() {
                (Some(at), ImportError::ComputedBody)
            } else if matches!(error, ImportError::ProgramText(_) | ImportError::OtherProgram(_))
                && let Some((at, name)) = curl::find_cmdlet(&mapped.text)
            {
                (Some(at), ImportError::Cmdlet(name))
            } else {
                (at, error)
            };
            let position = at.map(|at| report.position(at)).or(second);
            (Err(Rejection { position, error, candidates: report.candidates }), may_be_program)
        }
    };
    if !may_be_program {
        return FirstReading::Result(Box::new(result));
    }
    let whole = Some(mapped).filter(|mapped| mapped.text.len() == text.len());
    PossibleProgram::first_reading(text, whole, result, is_fenced)
}

/// Returns whether a text that was pasted outside any field looks importable.
#[must_use]
pub fn is_importable(text: &str) -> bool {
    let Source { mapped, format, .. } = source::normalize(text);
    let text = mapped.text.trim();
    match format {
        Ok(Format::Json) => {
            let is_string = text.starts_with('"') && text[1..].trim_start().starts_with_any("{\\");
            let is_list = text.ends_with(']') && text.starts_with('[') && text[1..].trim_start().starts_with('{');
            is_string || is_list || text.starts_with_any("{/") && text.ends_with_any("};,`")
        }
        Ok(Format::Http) => true,
        // A command whose first line was not copied.
        Ok(Format::Command) if shell::is_option(text) => text.contains("-d"),
        Ok(Format::Command) => {
            let has_arguments = |(at, _): (usize, bool)| {
                let rest = &text[at..];
                rest.contains(" -") || rest.contains("http") || rest.contains("\n-")
            };
            shell::find_curl(text).is_some_and(has_arguments) || tools::find(text).is_some()
        }
        Err(_) => false,
    }
}

fn import_source<'t>(
    format: Format,
    text: &'t str,
    current: &Instance,
    report: &mut Report<'t>,
) -> Result<Instance, ParseError> {
    let from = text.len() - text.trim_start().len();
    let mut instance = current.clone();
    match format {
        Format::Json => document::import_document(MappedText::new(&text[from..], from), &mut instance, report)?,
        Format::Command => import_command(text, from, &mut instance, report)?,
        Format::Http => {
            report.read_as = Some("HTTP".into());
            import_request(source::http_request(text, report)?, &mut instance, report)?;
        }
    }
    Ok(instance)
}

/// Imports a command.
fn import_command<'t>(
    text: &'t str,
    from: usize,
    instance: &mut Instance,
    report: &mut Report<'t>,
) -> Result<(), ParseError> {
    if shell::find_curl(text).is_none()
        && tools::find(text).is_none()
        && let Some((at, name)) = curl::find_cmdlet(text)
    {
        return Err((Some(at), ImportError::Cmdlet(name)));
    }
    let prompt = source::command_prompt(text).end.max(from);
    let shell = shell::detect(text);
    if shell == Shell::Posix
        && text[from..].get(1..3) == Some(":\\")
        && let Some(at) = text[from..].find('\'')
    {
        report.push(from + at, RepairKind::SingleQuotesInCmd);
    }
    // A notebook cell that runs a shell command begins with an exclamation mark, and a line of a Makefile with an `@` is
    // not printed.
    let from = prompt + usize::from(text[prompt..].starts_with_any("!@"));
    let invocation = match shell {
        Shell::Posix => match shell::substituted_curl(text).filter(|at| *at > from) {
            Some(at) => parse_substituted(text, from, at, report)?,
            None => parse_posix(text, from, report)?,
        },
        shell => parse_commands(shell::split(text, from, shell, report)?, report)?,
    };
    import_request(invocation, instance, report)
}

/// Fills in the form from the parts of a request.
fn import_request(
    invocation: curl::CurlInvocation,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<(), ParseError> {
    authorization::import_credentials(&invocation.headers, &invocation.references, instance, report);
    let element = invocation.url.as_ref().and_then(|url| url::import_url(url, instance, report));
    if invocation.url.is_none() && !report.has(&RepairKind::NoHost) {
        report.push_general(RepairKind::NoUrl);
    }
    if let Some(body) = invocation.body {
        return body::import_command_body(body, element.as_deref(), instance, report);
    }
    if let Some(key) = element {
        instance.reset_element(&key);
    }
    Ok(())
}

/// Parses the words of commands.
fn parse_commands(mut commands: Vec<shell::Command>, report: &mut Report) -> Result<curl::CurlInvocation, ParseError> {
    let tool = tools::translate(&mut commands, report)?;
    report.read_as = tool.map(str::to_owned);
    curl::parse(commands, report)
}

/// Parses the command at the byte `at` that is in a command substitution: `NAME=$(curl …)`. If those before it, which may
/// set its variables, cannot be parsed, they are ignored.
fn parse_substituted<'t>(
    text: &'t str,
    from: usize,
    at: usize,
    report: &mut Report<'t>,
) -> Result<curl::CurlInvocation, ParseError> {
    let mut whole_report = report.empty_copy();
    let whole = parse_posix(text, from, &mut whole_report);
    if whole.as_ref().is_ok_and(|invocation| invocation.body.as_ref().is_none_or(MappedText::is_json)) {
        report.append(whole_report);
        return whole;
    }
    report.push(from..at, RepairKind::EarlierCommands);
    parse_posix(text, at, report)
}

/// Parses a command as POSIX, or as fish if only that results in a JSON body: in fish `\'` and `\\` are escapes inside
/// single quotes.
fn parse_posix<'t>(text: &'t str, from: usize, report: &mut Report<'t>) -> Result<curl::CurlInvocation, ParseError> {
    let mut posix_report = report.empty_copy();
    let invocation = shell::split(text, from, Shell::Posix, &mut posix_report)
        .and_then(|commands| parse_commands(commands, &mut posix_report));
    let may_be_fish = text[from..].contains("\\'") || text[from..].contains("\\\\");
    let is_suspicious = || {
        // A body of HTTPie's items is JSON by any rules.
        posix_report.has_escaped_quote && posix_report.read_as.is_none()
            || !invocation.as_ref().is_ok_and(|invocation| invocation.body.as_ref().is_none_or(MappedText::is_json))
    };
    if may_be_fish && is_suspicious() {
        let mut fish_report = report.empty_copy();
        let fish = shell::split(text, from, Shell::Fish, &mut fish_report)
            .and_then(|commands| parse_commands(commands, &mut fish_report));
        if let Ok(fish) = fish
            && !fish_report.has_guessed_quotes()
            && fish.body.as_ref().is_some_and(MappedText::is_json)
        {
            if let Some(at) = text[from..].find("\\'") {
                fish_report.push(from + at..from + at + 2, RepairKind::EscapedQuote);
            }
            report.append(fish_report);
            return Ok(fish);
        }
    }
    if let Some(at) = text[from..].find("\r\n").filter(|_| invocation.is_ok()) {
        posix_report.push(from + at, RepairKind::CarriageReturns);
    }
    report.append(posix_report);
    invocation
}
