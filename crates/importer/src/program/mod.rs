//! Imports the request from a program in any language of the tables in `scripting` and `compiled`.
//!
//! `lexer` and `quotes` split the text by the language's rules, `evaluate`, `calls`, `constants`, `order` and `results`
//! follow its constants, and `request` finds the URL, the `Authorization` header and the body among them. `unfollowed`
//! reports what may change them otherwise. Nothing is run and nothing is guessed: a computed value is reported by its
//! expression, and its field stays empty.

mod accounting;
mod address;
mod aliases;
mod alternatives;
mod assigned_members;
mod assignments;
mod blocks;
mod calls;
mod classes;
mod collections;
mod commands;
mod compiled;
mod computed;
mod constants;
mod constructors;
mod decode;
mod effects;
mod encoded_text;
mod evaluate;
mod extents;
mod fields;
mod found;
mod function_names;
mod functions;
mod go_structs;
mod headers;
mod holes;
mod language;
mod lexer;
mod literal;
mod methods;
mod names;
mod object_encoding;
mod operands;
mod operators;
mod order;
mod parameters;
mod parsed;
mod quotes;
mod replacements;
mod request;
mod results;
mod scripting;
mod shown;
mod sources;
mod statements;
mod structs;
mod surrounding_shell;
mod targets;
mod texts;
mod unfollowed;
mod value;
mod variable_uses;

use std::cell::{Cell, RefCell};
use std::ops::Range;

use model::char_set::CharSet;
use model::diagnostic::Problem;
use model::instance::Instance;

use super::import::{Import, ImportResult};
use super::import_error::{ImportError, ParseError, Rejection};
use super::mapped_text::MappedText;
use super::program_text::ProgramText;
use super::repair::RepairKind;
use super::report::Report;
use super::{authorization, body};
use decode::LiteralFault;
use found::{Body, BodyKind, Found};
use language::{Id, Language};
use parsed::{Fault, Program};
use statements::Constants;
use value::HOLE;

/// The function of the reader of programs.
pub struct ProgramReader {
    /// Imports a program into the form, whose state is the second argument.
    pub(crate) read: fn(ProgramText, &Instance) -> ImportResult,
}

/// The reader of programs.
pub static PROGRAM_READER: ProgramReader = ProgramReader { read };

fn read(program: ProgramText, current: &Instance) -> ImportResult {
    let mut report = Report::new(program.text, &program.mapped);
    report.add_findings(program.normalization.findings, program.normalization.accounted);
    let mut instance = current.clone();
    match import(&program.mapped.text, program.language, &mut instance, &mut report) {
        Ok(read_as) => {
            let (repairs, unlisted) = report.finish();
            Ok(Import { instance, repairs, unlisted, read_as: Some(read_as), candidates: Vec::new() })
        }
        Err((at, error)) => {
            let position = at.map(|at| report.position(at));
            Err(Rejection { position, error, candidates: Vec::new() })
        }
    }
}

/// Imports the program in `text`, whose language has the name `language`. Returns the names of the language and the
/// library.
fn import(
    text: &str,
    language: &'static str,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<String, ParseError> {
    let start = text.len() - text.trim_start().len();
    let known = scripting::LANGUAGES.iter().chain(&compiled::LANGUAGES).find(|known| known.name == language);
    let Some(language) = known.filter(|_| !text.contains(HOLE)) else {
        return Err((Some(start), ImportError::ProgramText(language)));
    };
    let code = lexer::lex(language, text, 0);
    let constants = Constants::collect(&code);
    let fuel = Cell::new(text.len().saturating_mul(24) + 20_000);
    let functions = functions::collect(&code);
    let fields = structs::collect(&code);
    let program = Program {
        text,
        language,
        code,
        constants,
        functions,
        fields,
        faults: RefCell::default(),
        serialized: RefCell::default(),
        fuel,
    };
    let found = request::find(&program);
    if program.fuel.get() < 100 || program.code.steps.get() == 0 {
        return Err((Some(start), ImportError::TooBroken));
    }
    let body = only_body(&found, language, start)?;
    if let Some((verb, range)) = &found.method {
        report.push(range.clone(), RepairKind::OtherMethod(verb.clone()));
    }
    let library = library(&program);
    let read_as = library.map_or_else(|| language.name.to_owned(), |library| [language.name, ", ", library].concat());
    report.push(start, RepairKind::Program(language.name.into()));
    if !found.headers.is_empty() || !found.computed_headers.is_empty() {
        import_headers(&program, &found, instance, report);
    } else if body.kind == BodyKind::Whole {
        report.push_general(RepairKind::NoAuthorization);
    }
    let address = address::find(&found, &program);
    if address.is_none() && body.kind == BodyKind::Whole {
        report.push_general(RepairKind::NoUrl);
    }
    let element = address.as_ref().and_then(|address| address::import(address, &found, &program, instance, report));
    import_body(&program, body, element.as_deref(), instance, report)?;
    let read = found.headers.iter().chain(&address).chain([&body.json]);
    let mut origins: Vec<Range<usize>> = read.flat_map(|text| text.origins_by_part(0..text.text.len())).collect();
    origins.retain(|origin| !origin.is_empty());
    origins.sort_unstable_by_key(|origin| origin.start);
    report_faults(&program, &found, &origins, report);
    unfollowed::report(&program, body, &origins, report);
    accounting::account_for_rest(&program, &origins, report);
    Ok(read_as)
}

/// Returns the body of the request, if it is certain which one that is, and that all of it is known.
fn only_body<'f>(found: &'f Found, language: &Language, start: usize) -> Result<&'f Body, ParseError> {
    let rejected = |at: usize| Err((Some(at), ImportError::ProgramText(language.name)));
    let start_of = |body: &Body| body.ranges.first().map_or(start, |range| range.start);
    let body = match &found.bodies[..] {
        [] => return rejected(start),
        [body] => body,
        [_, second, ..] => return Err((Some(start_of(second)), ImportError::Instances(found.bodies.len()))),
    };
    // The object read may be another one than the request's.
    // The first range is that of the object. The others may be those of arguments in the call.
    let is_other = |call: &&Range<usize>| {
        let overlaps = |range: &Range<usize>| call.start < range.end && range.start < call.end;
        !body.contains(call) && !body.ranges.first().is_some_and(overlaps)
    };
    if let Some(call) = found.computed_body.as_ref().filter(is_other) {
        return rejected(call.start);
    }
    // A request has more than a polling configuration.
    let is_request = found.urls.iter().any(address::is_whole) || !found.headers.is_empty();
    let is_part = body.kind == BodyKind::PollingConfiguration && is_request && body.json.text.contains("idField");
    if is_part
        || body.kind == BodyKind::Configuration
        || body.kind != BodyKind::Whole && body.is_member
        || body.is_changed
        || found.is_unsent
    {
        // The rest of the body, or its changes, would be lost, or it is another one.
        return rejected(start_of(body));
    }
    Ok(body)
}

/// Returns the library of a program.
fn library(program: &Program) -> Option<&'static str> {
    let code = &program.code;
    program.language.libraries.lines().find_map(|line| {
        let (word, name) = line.split_once('=').unwrap_or((line, line));
        let is_word = |index: usize| {
            let token = code.text(index);
            let is_path =
                |(module, name): (&str, &str)| token == module && code.is(index + 1, ".") && code.is(index + 2, name);
            token.trim_any("'\"") == word
                || word.split_once('.').is_some_and(is_path)
                || token.eq_ignore_ascii_case(word) && program.language.id == Id::PowerShell
        };
        (0..code.tokens.len()).any(is_word).then_some(name)
    })
}

/// Fills in the secrets of the headers that are known, and reports the others.
fn import_headers(program: &Program, found: &Found, instance: &mut Instance, report: &mut Report) {
    let mut headers = Vec::new();
    // Later requests have the token of an instance.
    let is_later = |header: &MappedText| header.text.contains("Element ");
    let is_alone = found.headers.iter().all(is_later);
    for header in &found.headers {
        if is_later(header) && !is_alone {
            report.account_for_parts(header);
            continue;
        }
        if let Some(header) = computed::without_computed_secrets(header, program, instance, report) {
            headers.push(header);
        }
        report.account_for_parts(header);
    }
    if found.headers.is_empty() {
        instance.user_secret.clear();
        instance.organization_secret.clear();
        for range in &found.computed_headers {
            computed::report(range.clone(), "User Secret", program, report);
            computed::report(range.clone(), "Organization Secret", program, report);
        }
        return;
    }
    if !headers.is_empty() {
        authorization::import_credentials(&headers, &Vec::new(), instance, report);
    }
}

/// Imports the body, without its computed values.
fn import_body(
    program: &Program,
    found: &Body,
    element: Option<&str>,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<(), ParseError> {
    let start = found.ranges.first().map_or(0, |range| range.start);
    if found.json.text.contains(HOLE) || found.kind != BodyKind::Whole {
        let recovered = body::recover(found.json.clone(), report)?;
        let mapped = computed::without_holes(&recovered.mapped, program, instance, report)
            .ok_or((Some(start), ImportError::ProgramText(program.language.name)))?;
        if found.kind != BodyKind::Whole {
            return super::shape::import_part(mapped, instance, report);
        }
        let recovered = body::Recovered { mapped, ..recovered };
        return body::import_body(recovered, element, instance, report);
    }
    body::import_command_body(found.json.clone(), element, instance, report)
}

/// Reports the faults of the program in the bytes that were read, `origins`, or in the body.
fn report_faults(program: &Program, found: &Found, origins: &[Range<usize>], report: &mut Report) {
    let is_used = |range: &Range<usize>| {
        origins.iter().any(|origin| origin.start <= range.end && range.start <= origin.end)
            || found.bodies.iter().any(|body| body.contains(range))
    };
    let name = program.language.name;
    for (range, fault) in program.faults.borrow().iter() {
        let is_shallow = matches!(fault, Fault::Shallow(_));
        // In a text of JSON, the backslash before a slash means nothing.
        let is_json = |body: &Body| !body.is_object && body.contains(range);
        let is_kept_in_json = matches!(fault, Fault::Literal(LiteralFault::Kept)) && found.bodies.iter().any(is_json);
        if !is_shallow && !is_used(range) || is_kept_in_json {
            continue;
        }
        let kind = match fault {
            Fault::Literal(LiteralFault::Dropped) => RepairKind::DroppedBackslash(name.into()),
            Fault::Literal(LiteralFault::Kept) => RepairKind::KeptBackslash(name.into()),
            Fault::Literal(LiteralFault::Bytes) => RepairKind::InvalidBytes,
            Fault::Literal(LiteralFault::Invalid) => RepairKind::InvalidEscape(name.into()),
            Fault::InnerQuote => RepairKind::ProgramQuote(name.into()),
            Fault::LineBreak => RepairKind::ProgramLineBreak(name.into()),
            Fault::UnquotedKey => RepairKind::Json { problem: Problem::UnquotedKey, more: 0 },
            Fault::Shallow(depth) => RepairKind::Shallow(*depth),
            Fault::RoundedNumber => RepairKind::RoundedNumber(name.into()),
            Fault::NumberFormat => RepairKind::ProgramNumber(name.into()),
        };
        report.push_once(range.clone(), kind);
    }
    if let Some(range) = &found.other_encoding {
        report.push(range.clone(), RepairKind::NotSentAsJson);
    }
    if let Some(range) = &found.encoded_text {
        report.push_once(range.clone(), RepairKind::Escaped(1));
    }
    if let Some(range) = &found.replacement {
        computed::report(range.clone(), "configuration", program, report);
    }
}
