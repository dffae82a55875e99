//! Finds the command, JSON or HTTP request in a text without fences, and removes the text around it.

use std::ops::Range;

use model::char_set::CharSet;

use super::values::{self, Context, ObjectLiteral};
use super::{
    Format, NormalizationReport, Step, commands, curl_config, escapes, expressions, fences, http, launchers, objects,
    programs, strings, yaml,
};
use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::shell;
use crate::word_list;

/// Removes one layer of text around the content, or returns the format.
pub(super) fn extract(mapped: &MappedText, report: &mut NormalizationReport) -> Step {
    let text = mapped.text.as_str();
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    let first = rest.chars().next().unwrap_or_default();
    let second = rest[first.len_utf8()..].trim_start().chars().next().unwrap_or(' ');
    // Markdown escapes brackets, but not quotes.
    let is_markdown = matches!(second, '{' | '[') && rest.find('"').is_some_and(|at| !rest[..at].ends_with('\\'));
    if first == '｛' || first == '\\' && is_markdown {
        return Step::Done(Ok(Format::Json));
    }
    if first == '\\' && objects::trim_escaped_start(rest).trim_start_matches('\\').starts_with_any("\"'{[") {
        return escapes::unescape(&mapped.part(start..text.len()), report);
    }
    // Quotes written as escapes, before any literal one.
    let unicode = rest.find("\\u0022").filter(|at| !rest[..*at].contains('"'));
    if unicode.is_some() && (first == '{' || rest.starts_with("\\u007")) {
        return escapes::unescape(&mapped.part(start..text.len()), report);
    }
    if let Some(range) = commands::quoted(rest).filter(|_| !strings::is_escaped_string(rest)) {
        let inside = start + range.start..start + range.end;
        report.add(mapped, start..inside.start, RepairKind::CommandQuotes);
        fences::leave_out(mapped, inside.end..text.len(), RepairKind::TextAfter, report);
        return Step::Removed(mapped.part(inside));
    }
    if first == '"' && !is_program_path(rest) {
        return strings::unwrap_quoted(mapped, start, report);
    }
    if first == '<' && (second.is_ascii_alphabetic() || matches!(second, '!' | '?' | '/')) {
        return reject(start, markup_error(rest));
    }
    if first == '[' && second == '{' {
        // The document reader decides what a list of objects may contain.
        return Step::Done(Ok(Format::Json));
    }
    if first != '{'
        && let Some(next) = curl_config::read(mapped, report).or_else(|| launchers::remove(mapped, report))
    {
        return Step::Removed(next);
    }
    if let Some(step) = yaml::convert(mapped, report) {
        return step;
    }
    let value = values::locate(text);
    if let Some(value) = value.as_ref().filter(|value| value.context == Context::Bare && value.line == start) {
        return unwrap_value(mapped, value, report);
    }
    let value_end = value.as_ref().map(|value| value.end(text));
    // A string inside the value may contain `curl`.
    let command = match (&value, value_end) {
        (Some(value), Some(end)) if value.context == Context::Assigned => {
            commands::find(&text[end..]).map(|(line, at)| (end + line, end + at))
        }
        (Some(value), _) => commands::find(&text[..value.start]),
        _ => commands::find(text),
    };
    // Signs of a program count only outside of the command or JSON.
    let end = command.map(|(_, at)| pipe_start(text, at));
    let end = end.or(value.as_ref().map(|value| value.start)).unwrap_or(text.len());
    let after = value_end.filter(|_| command.is_none()).unwrap_or(text.len());
    if let Some((at, error)) = programs::find(&text[..end], 0).or_else(|| programs::find(text, after)) {
        return reject(at, error);
    }
    if let Some((line, _)) = command {
        if let Some(next) = without_make_escapes(mapped, line) {
            return Step::Removed(next);
        }
        return commands::extract(mapped, line, report);
    }
    if let Some(arranged) = http::arrange(mapped).or_else(|| http::unlabel(mapped)) {
        return Step::Removed(arranged);
    }
    if let Some(at) = http::find_start(text) {
        fences::leave_out(mapped, 0..at, RepairKind::TextBefore, report);
        return match at {
            at if text[..at].trim().is_empty() => Step::Done(Ok(Format::Http)),
            at => Step::Removed(mapped.part(at..text.len())),
        };
    }
    if let Some(value) = value {
        return unwrap_value(mapped, &value, report);
    }
    if let Some(range) = commands::find_inline(text) {
        let marks = text[..range.start].len() - text[..range.start].trim_end_any("`*").len();
        if marks > 0 {
            report.add(mapped, range.start - marks..range.start, RepairKind::CommandQuotes);
        }
        fences::leave_out(mapped, 0..range.start - marks, RepairKind::TextBefore, report);
        fences::leave_out(mapped, range.end..text.len(), RepairKind::TextAfter, report);
        return Step::Removed(mapped.part(range));
    }
    if let Some((at, name)) = programs::find_by_notation(text) {
        return reject(at, ImportError::ProgramText(name));
    }
    match first {
        '{' | '/' if first == '{' || matches!(second, '/' | '*') => Step::Done(Ok(Format::Json)),
        '\'' if matches!(second, '{' | '"' | '\\') && rest.trim_end().ends_with('\'') && rest.contains('{')
            || second == '{' =>
        {
            strings::unwrap_quoted(mapped, start, report)
        }
        '[' if matches!(second, '[' | ']' | '"' | '0'..='9') => reject(start, ImportError::Array),
        '0'..='9' => reject(start, ImportError::Prose),
        _ if shell::is_option(rest) || first == '"' || first == '#' => Step::Done(Ok(Format::Command)),
        _ => Step::Done(Err((Some(start), ImportError::Prose))),
    }
}

/// Returns the text with one `$` for each `$$` if the command at `line` is in a rule of a Makefile.
fn without_make_escapes(mapped: &MappedText, line: usize) -> Option<MappedText> {
    let text = mapped.text.as_str();
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._-/%".contains(c);
    let is_rule = |line: &str| {
        let (target, rest) = line.split_once(':').unwrap_or_default();
        let is_lower = target.starts_with(|c: char| !c.is_ascii_uppercase());
        is_lower && !target.is_empty() && target.chars().chain(rest.chars().filter(|c| *c != ' ')).all(is_name)
    };
    let is_recipe = |line: &&str| line.starts_with('\t') || line.trim().is_empty();
    let target = text[..line].lines().rev().find(|line| !is_recipe(line))?;
    // `$$$$` is the number of the process.
    let is_escaped = text[line..].starts_with('\t') && is_rule(target) && text.contains("$$") && !text.contains("$$$");
    if !is_escaped {
        return None;
    }
    let mut next = MappedText::default();
    let mut at = 0;
    for (found, _) in text.match_indices("$$") {
        next.push_part(mapped, at..found);
        next.replace("$", mapped.origins(found..found + 2));
        at = found + 2;
    }
    next.push_part(mapped, at..text.len());
    Some(next)
}

/// Returns the reason for rejecting a text that begins with a tag.
fn markup_error(text: &str) -> ImportError {
    const HTML: &str =
        "!doctype html head body div span p pre code a b i br ul ol li table td tr script style meta h1 h2";
    let name = text[1..].split(|c: char| !c.is_ascii_alphanumeric() && c != '!').next().unwrap_or_default();
    if text.starts_with("<?php") {
        ImportError::ProgramText("PHP")
    } else if text.starts_with("<?xml")
        || text.trim_end().ends_with('>')
            && !name.is_empty()
            && !word_list::any(HTML, &|html| html.eq_ignore_ascii_case(name))
    {
        ImportError::ProgramText("XML")
    } else {
        ImportError::Html
    }
}

pub(super) fn reject(at: usize, error: ImportError) -> Step {
    let rejected: ParseError = (Some(at), error);
    Step::Done(Err(rejected))
}

/// Returns whether a text begins with a quoted program path.
fn is_program_path(text: &str) -> bool {
    text[1..].starts_with(|c: char| c.is_ascii_alphabetic()) && text[2..].starts_with(":\\")
}

/// Returns the start of the program that pipes a body into the `curl` at the byte `at`, or else `at`.
fn pipe_start(text: &str, at: usize) -> usize {
    const PRODUCERS: [&str; 3] = ["printf ", "echo ", "cat "];
    if !text[..at].trim_end().ends_with('|') {
        return at;
    }
    let mut start = 0;
    for line in text[..at].split_inclusive('\n') {
        let command = line.trim_start_any("$>% \t");
        if PRODUCERS.iter().any(|producer| command.starts_with(producer)) {
            return start;
        }
        start += line.len();
    }
    at
}

/// Removes the text around a value, and the layers of the value itself.
fn unwrap_value(mapped: &MappedText, value: &ObjectLiteral, report: &mut NormalizationReport) -> Step {
    let text = mapped.text.as_str();
    if value.quote.is_some() {
        return strings::unwrap_value(mapped, value, report);
    }
    let mut end = value.end(text);
    match values::classify_after(text, end, value.context) {
        TextAfter::Program => return reject(end, ImportError::ProgramText(programs::guess_language(text))),
        TextAfter::Part => end = text.len(),
        TextAfter::Nothing => {}
        TextAfter::Text => {
            // A command with a body of its own makes the text ambiguous.
            let command = commands::find(&text[end..]).map(|(_, at)| end + at);
            if let Some(second) = command.and_then(|at| Some(at + text[at..].find('{')?)) {
                return reject(second, ImportError::SeveralObjects);
            }
            fences::leave_out(mapped, end..text.len(), RepairKind::TextAfter, report);
        }
    }
    let expression = match value.context {
        Context::Assigned => expressions::find_any(text, value.start, value.backslashes),
        _ => expressions::find_unambiguous(text, value.start, value.backslashes),
    };
    if let Some(at) = expression {
        return reject(at, ImportError::ProgramText(programs::guess_language(text)));
    }
    leave_out_before(mapped, value, report);
    let inside: Range<usize> = value.read_from..end;
    if inside.start > 0 && !text[..inside.start].trim().is_empty() || !text[inside.end..].trim().is_empty() {
        return Step::Removed(mapped.part(inside));
    }
    if value.backslashes > 0 {
        return escapes::unescape(&mapped.part(inside), report);
    }
    escapes::line_breaks(&mapped.part(inside), report).unwrap_or(Step::Done(Ok(Format::Json)))
}

/// Reports the text before a value.
pub(super) fn leave_out_before(mapped: &MappedText, value: &ObjectLiteral, report: &mut NormalizationReport) {
    if value.context == Context::Assigned {
        let line = mapped.text[..value.line].trim_end().len();
        fences::leave_out(mapped, 0..line, RepairKind::TextBefore, report);
        fences::leave_out(mapped, value.line..value.read_from, RepairKind::Assignment, report);
    } else {
        fences::leave_out(mapped, 0..value.read_from, RepairKind::TextBefore, report);
    }
}

/// The text after a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextAfter {
    /// Nothing, or punctuation that ends a statement.
    Nothing,
    /// The rest of a value that closes too early.
    Part,
    /// Prose.
    Text,
    /// The rest of a program.
    Program,
}
