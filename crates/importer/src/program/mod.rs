//! Imports the request from a program in any language of the tables in `scripting` and `compiled`.
//!
//! `lexer` and `quotes` split the text by the language's rules, `evaluate`, `calls` and `constants` follow its
//! constants, and `request` finds the URL, the `Authorization` header and the body among them. Nothing is run and nothing
//! is guessed: a computed value is reported by its expression, and its field stays empty.

mod calls;
mod collections;
mod commands;
mod compiled;
mod computed;
mod constants;
mod decode;
mod effects;
mod evaluate;
mod extents;
mod headers;
mod holes;
mod language;
mod lexer;
mod names;
mod operands;
mod operators;
mod quotes;
mod request;
mod scripting;
mod statements;
mod texts;
mod value;

use std::cell::{Cell, RefCell};
use std::ops::Range;

use model::char_set::CharSet;
use model::instance::Instance;

use super::import_error::{ImportError, ParseError};
use super::mapped_text::MappedText;
use super::repair::RepairKind;
use super::report::Report;
use super::source::programs;
use super::{authorization, body, url};
use constants::Constants;
use decode::LiteralFault;
use evaluate::{Fault, Program};
use language::Language;
use request::Found;
use value::HOLE;

/// Imports the program in `text`. Returns the name of the language and the library.
pub(super) fn import(
    text: &str,
    language: &'static Language,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<String, ParseError> {
    let start = text.len() - text.trim_start().len();
    if text.contains(HOLE) {
        return Err((Some(start), ImportError::ProgramText(language.name)));
    }
    let code = lexer::lex(language, text, 0);
    let constants = Constants::collect(language, text, &code);
    let fuel = Cell::new(text.len().saturating_mul(24) + 20_000);
    let program =
        Program { text, language, code, constants, faults: RefCell::default(), serialized: RefCell::default(), fuel };
    let found = request::find(&program);
    let rejected = |at: usize| Err((Some(at), ImportError::ProgramText(language.name)));
    if program.fuel.get() < 100 || program.code.steps.get() == 0 {
        return Err((Some(start), ImportError::TooBroken));
    }
    let bodies = &found.bodies;
    if bodies.len() > 1 {
        let second = bodies[1].ranges.first().map_or(start, |range| range.start);
        return Err((Some(second), ImportError::Instances(bodies.len())));
    }
    let Some(body) = bodies.first() else { return rejected(start) };
    // The object read may be another one than the request's.
    let is_other =
        |call: &Range<usize>| !body.ranges.iter().any(|range| call.start < range.end && range.start < call.end);
    if let Some(call) = found.computed_body.as_ref().filter(|call| is_other(call)) {
        return rejected(call.start);
    }
    if body.rank == 2 || body.rank < 3 && body.is_member || body.is_changed {
        // The rest of the body, or its changes, would be lost.
        return rejected(body.ranges.first().map_or(start, |range| range.start));
    }
    if let Some((verb, range)) = &found.method {
        report.push(range.clone(), RepairKind::OtherMethod(verb.clone()));
    }
    let library = library(&program);
    let read_as = library.map_or_else(|| language.name.to_owned(), |library| [language.name, ", ", library].concat());
    report.push(start, RepairKind::Program(language.name.into()));
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut keep = |text: &MappedText| {
        kept.extend(text.origins_by_part(0..text.text.len()).into_iter().filter(|range| !range.is_empty()));
    };
    if found.headers.is_empty() && found.computed_headers.is_empty() {
        if body.rank == 3 {
            report.push_general(RepairKind::NoAuthorization);
        }
    } else {
        import_headers(&program, &found, instance, report);
        found.headers.iter().for_each(&mut keep);
    }
    let mut element = None;
    let address = address(&found);
    let other = address.as_ref().and_then(|address| other_host(&found, address));
    match address {
        Some(address) if other.is_some() => {
            // Which of the requests creates the instance is unknown.
            instance.host.clear();
            for url in other.into_iter().chain([&address]) {
                computed::report(url.origins(0..url.text.len()), "Host URL", &program, report);
            }
        }
        Some(address) if address.text.contains(HOLE) => {
            instance.host.clear();
            computed::report_holes(&address, "Host URL", &program, report);
            report.account_for(address.origins(0..address.text.len()));
        }
        Some(address) => {
            element = url::import_url(&address, instance, report);
            keep(&address);
        }
        None if body.rank == 3 => report.push_general(RepairKind::NoUrl),
        None => {}
    }
    keep(&body.json);
    import_body(&program, body, element.as_deref(), instance, report)?;
    report_faults(&program, &found, report);
    kept.sort_by_key(|range| range.start);
    let mut at = 0;
    for range in kept {
        if range.start > at {
            report.account_for(at..range.start);
        }
        at = at.max(range.end);
    }
    report.account_for(at..text.len());
    // Names and signs are read into the request in another notation, such as `True`.
    let mut code_start = None;
    for token in &program.code.tokens {
        if token.kind == lexer::TokenKind::Text {
            account_for_escapes(language, text, token.start..token.end, report);
            if let Some(from) = code_start.take() {
                report.account_for(from..token.start);
            }
        } else {
            code_start.get_or_insert(token.start);
        }
    }
    if let Some(from) = code_start {
        report.account_for(from..text.len());
    }
    Ok(read_as)
}

/// Accounts for the words that an escape is a part of: the digits of `\101` and the letter of `` `n `` are no text.
fn account_for_escapes(language: &Language, text: &str, literal: Range<usize>, report: &mut Report) {
    let is_powershell = language.has(language::COMMANDS);
    let source = &text[literal.clone()];
    for (at, mark) in source.match_indices(['\\', '`']) {
        let after = &source[at + 1..];
        let is_escape = match mark {
            "`" => is_powershell && after.starts_with_any("ntr0abefv"),
            _ => after.starts_with(|c: char| c.is_ascii_digit()),
        };
        if is_escape {
            let word =
                after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-./:+=@".contains(byte)).count();
            report.account_for(literal.start + at..literal.start + at + 1 + word);
        }
    }
}

/// Returns the library of a program.
fn library(program: &Program) -> Option<&'static str> {
    let names = &program.language.libraries;
    names.iter().find_map(|(word, name)| {
        let is_word = |index: usize| {
            let token = program.code.text(program.text, index);
            token == *word
                || token.eq_ignore_ascii_case(word) && program.language.name == "PowerShell"
                || token.trim_any("'\"") == *word
        };
        (0..program.code.tokens.len()).any(is_word).then_some(*name)
    })
}

/// Returns whether a URL is that of the instances.
fn is_whole(url: &MappedText) -> bool {
    url.text.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/').ends_with("/instances")
}

/// Returns a URL of the instances at another host.
fn other_host<'f>(found: &'f Found, address: &MappedText) -> Option<&'f MappedText> {
    let host = |url: &MappedText| model::url::host(&url.text);
    let is_other = |url: &&MappedText| is_whole(url) && host(url) != host(address);
    found.urls.iter().find(is_other).filter(|_| is_whole(address))
}

/// Returns the URL of the request: one text, or a host and a path.
fn address(found: &Found) -> Option<MappedText> {
    if let Some(url) = found.urls.iter().find(|url| is_whole(url)) {
        return Some(url.clone());
    }
    let path = found.paths.first();
    let base = found
        .urls
        .iter()
        .find(|url| url.text.contains("/elements"))
        .or(found.urls.iter().find(|url| path.is_some() && url.text.matches('/').count() <= 3));
    let mut address = MappedText::default();
    match (base, path) {
        (Some(base), None) => return Some(base.clone()),
        (Some(base), Some(path)) => {
            let origin = base.text.match_indices('/').nth(2).map_or(base.text.len(), |(at, _)| at);
            let end = if path.text.starts_with("/elements") { origin } else { base.text.trim_end_matches('/').len() };
            address.push_part(base, 0..end);
            if !path.text.starts_with('/') {
                address.insert("/", path.origin(0));
            }
            value::append(&mut address, path);
        }
        (None, Some(path)) => {
            let host = found.hosts.iter().find(|host| !host.text.contains("example")).or(found.hosts.first())?;
            address.insert("https://", host.origin(0));
            value::append(&mut address, host);
            value::append(&mut address, path);
        }
        (None, None) => return None,
    }
    Some(address)
}

/// Fills in the secrets of the headers that are known, and reports the others.
fn import_headers(program: &Program, found: &Found, instance: &mut Instance, report: &mut Report) {
    let mut headers = Vec::new();
    for header in &found.headers {
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
    found: &request::Body,
    element: Option<&str>,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<(), ParseError> {
    let start = found.ranges.first().map_or(0, |range| range.start);
    if found.json.text.contains(HOLE) || found.rank < 3 {
        let recovered = body::recover(found.json.clone(), report)?;
        let mapped = computed::without_holes(&recovered.mapped, program, instance, report)
            .ok_or((Some(start), ImportError::ProgramText(program.language.name)))?;
        if found.rank < 3 {
            return super::document::import_document(mapped, instance, report);
        }
        let recovered = body::Recovered { mapped, ..recovered };
        return body::import_body(recovered, element, instance, report);
    }
    body::import_command_body(found.json.clone(), element, instance, report)
}

/// Reports the faults of the program that concern its body or header.
fn report_faults(program: &Program, found: &Found, report: &mut Report) {
    let is_used = |range: &Range<usize>| {
        let is_in = |text: &MappedText| {
            text.origins_by_part(0..text.text.len())
                .iter()
                .any(|origin| origin.start < range.end + 1 && range.start < origin.end + 1)
        };
        found.bodies.iter().any(|body| {
            is_in(&body.json) || body.ranges.iter().any(|outer| outer.start <= range.start && range.end <= outer.end)
        }) || found.headers.iter().any(is_in)
    };
    let name = program.language.name;
    for (range, fault) in program.faults.borrow().iter() {
        let is_shallow = matches!(fault, Fault::Shallow(_));
        if !is_shallow && !is_used(range) {
            continue;
        }
        let kind = match fault {
            Fault::Literal(LiteralFault::Dropped) => RepairKind::DroppedBackslash(name.into()),
            Fault::Literal(LiteralFault::Invalid) => RepairKind::InvalidEscape(name.into()),
            Fault::InnerQuote => RepairKind::ProgramQuote(name.into()),
            Fault::Shallow(depth) => RepairKind::Shallow(*depth),
            Fault::NumberFormat => RepairKind::ProgramNumber(name.into()),
        };
        report.push_once(range.clone(), kind);
    }
    if let Some(range) = &found.form {
        report.push(range.clone(), RepairKind::FormEncoded);
    }
    if let Some(range) = &found.replacement {
        computed::report(range.clone(), "configuration", program, report);
    }
}

/// Returns the language of a program that may contain a request.
pub(super) fn detect(text: &str) -> Option<&'static Language> {
    let has_request = text.contains("/instances")
        || text.contains("/elements/")
        || text.contains("Authorization") && text.contains("User ");
    let start = text.trim_start();
    let is_markup = start.starts_with('<') && !start.starts_with("<?php") && !start.starts_with("<#");
    let is_tool = || {
        programs::find_tool(text, 0).is_some_and(|(_, name)| !name.starts_with("PowerShell"))
            && matches!(programs::find(text, 0), Some((_, ImportError::OtherProgram(_))))
    };
    if !has_request || is_markup || is_tool() {
        return None;
    }
    language::find(programs::most_likely(text)?)
}
