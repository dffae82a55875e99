//! Reads every kind of text but programs: commands, JSON, HTTP requests, and files that contain them.

use std::ops::Range;

use model::char_set::CharSet;
use model::instance::Instance;
use model::position::position;

use crate::formats::import_source;
use crate::import::{Import, ImportResult};
use crate::import_error::{ImportError, Rejection};
use crate::program_text::ProgramText;
use crate::repair::{Repair, RepairKind};
use crate::report::Report;
use crate::shell::{self, Shell};
use crate::shell_effect::ShellReference;
use crate::source::{self, Format, Source};
use crate::{curl, second_instance, tools};

/// The functions of the reader of texts that are no programs.
pub struct TextReader {
    /// Imports a text into the form, whose state is the second argument. The third is the index of the request that the
    /// user chose, if the text has several.
    pub(crate) read: for<'t> fn(&'t str, &Instance, Option<usize>) -> TextReading<'t>,
    /// Returns whether a text that was pasted outside any field looks importable.
    pub(crate) is_importable: fn(&str) -> bool,
    /// Chooses between the results of reading a text as a program and as another text, or rejects two different instances.
    pub(crate) resolve: fn(ImportResult, TextReading, &Instance) -> ImportResult,
}

/// The reader of texts that are no programs.
pub static TEXT_READER: TextReader = TextReader { read, is_importable, resolve };

/// A text that was read.
pub(crate) struct TextReading<'t> {
    /// The result.
    pub result: ImportResult,
    /// The text as a program, if it may be one.
    pub program: Option<ProgramText<'t>>,
    /// True if JSON was read, beside a program in a fence.
    is_fenced: bool,
    /// True if a command or HTTP request was read, beside a program.
    has_rest: bool,
    /// The text from the first command on, if nothing was read.
    commands: &'t str,
}

fn read<'t>(text: &'t str, current: &Instance, choice: Option<usize>) -> TextReading<'t> {
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
            let has_backticks = text.contains("```");
            let is_in_text = is_json
                && repairs.iter().any(|repair| match repair.kind {
                    RepairKind::TextBefore | RepairKind::TextAfter => !has_backticks,
                    RepairKind::Response => has_backticks,
                    _ => false,
                });
            // The command may be in a comment of a program.
            let has_no_body =
                repairs.iter().any(|repair| matches!(repair.kind, RepairKind::BodyInFile | RepairKind::NoBody));
            let may_be_program =
                has_variable && shell::detect(&mapped.text) == Shell::Power || is_in_text || is_fenced || has_no_body;
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
    let is_program = |range: &Range<usize>| source::programs::detect_by_signs(&text[range.clone()]).is_some();
    let is_rest = |repair: &Repair| is_left_out(&repair.kind) && repair.range.as_ref().is_some_and(is_program);
    let has_rest = !is_json && result.as_ref().is_ok_and(|import| import.repairs.iter().any(is_rest));
    let whole = Some(mapped).filter(|mapped| mapped.text.len() == text.len());
    let program = (may_be_program || has_rest).then(|| ProgramText::detect(text, whole)).flatten();
    let commands = if result.is_err() { source::from_command(text) } else { "" };
    TextReading { result, program, is_fenced, has_rest, commands }
}

/// Returns whether text beside a command or HTTP request was left out.
fn is_left_out(kind: &RepairKind) -> bool {
    matches!(
        kind,
        RepairKind::UnreadText | RepairKind::TextBefore | RepairKind::TextAfter | RepairKind::EarlierCommands
    )
}

fn resolve(program: ImportResult, other: TextReading, current: &Instance) -> ImportResult {
    match program {
        // A sentence beside JSON may have the signs of a program.
        Ok(import) if other.result.as_ref().is_ok_and(|other| other.instance == import.instance) => other.result,
        Ok(import)
            if other.is_fenced && is_beside_another(&import.instance, &other.result, current)
                || other.has_rest && is_another(&import.instance, &other.result, current)
                || second_instance::has_other_instance(other.commands, &import.instance, current, 0) =>
        {
            Err(Rejection { position: None, error: ImportError::Instances(2), candidates: Vec::new() })
        }
        // The program sets values that are in the command.
        Ok(import) if other.has_rest && lacks_values(&import.instance, &other.result) => other.result,
        Ok(import) => Ok(import),
        Err(Rejection { error: ImportError::ProgramText(_), .. }) => other.result,
        Err(rejection) => other.result.map_err(|_| rejection),
    }
}

/// Returns whether the JSON beside a program creates another instance than the program, or has values that the program
/// lacks. The API's answer does not.
fn is_beside_another(program: &Instance, json: &ImportResult, current: &Instance) -> bool {
    let is_answer = |import: &Import| import.repairs.iter().any(|repair| repair.kind == RepairKind::Response);
    !json.as_ref().is_ok_and(is_answer) && (is_another(program, json, current) || lacks_values(program, json))
}

fn is_another(program: &Instance, other: &ImportResult, current: &Instance) -> bool {
    other.as_ref().is_ok_and(|other| second_instance::is_other_instance(&other.instance, program, current))
}

fn lacks_values(program: &Instance, other: &ImportResult) -> bool {
    other.as_ref().is_ok_and(|other| !program.emptied_fields(&other.instance).is_empty())
}

fn is_importable(text: &str) -> bool {
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
