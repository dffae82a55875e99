//! Selects the body among the data options of a command.

use std::ops::Range;

use model::char_set::CharSet;

use super::options::DataEncoding;
use super::printed::printed;
use super::{InvocationParts, report_references, word_range};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::shell::{Command, ShellWord, typography};
use crate::word_list;

/// A data option.
pub(super) struct Data {
    pub value: MappedText,
    /// The bytes of the option and its value.
    pub range: Range<usize>,
    pub kind: DataEncoding,
}

/// The source of the body.
pub(super) enum BodySource {
    Text(MappedText),
    /// In a file or variable that the text does not define. Contains the range of the option.
    Elsewhere(Range<usize>),
    /// All data options are empty.
    Empty,
    None,
}

impl InvocationParts {
    /// Returns the body: the first data that is valid JSON, else the first.
    pub(super) fn select_body(&mut self, commands: &mut [Command], index: usize, report: &mut Report) -> BodySource {
        let has_data = !self.data.is_empty();
        self.data.retain(|data| !data.value.text.trim().is_empty());
        for data in &mut self.data {
            data.remove_field_name(report);
        }
        if self.data.is_empty() {
            return if has_data { BodySource::Empty } else { BodySource::None };
        }
        let Data { mut value, range, kind } = self.choose(report);
        let reads_file = kind != DataEncoding::Raw;
        if reads_file && value.text.trim() == "@-" {
            let here_document =
                commands[index].input.take().inspect(|_| report_references(&commands[index].input_references, report));
            match here_document
                .or_else(|| index.checked_sub(1).and_then(|before| take_piped(&mut commands[before], report)))
            {
                Some(input) => value = input,
                None => return BodySource::Elsewhere(range),
            }
        }
        if let Some(decoded) = decode_percent(&value) {
            report.push(value.origins(0..value.text.len()), RepairKind::PercentEncoded);
            value = decoded;
        }
        let text = value.text.trim();
        if is_reference_to_body(text) && (reads_file || !text.starts_with('@')) {
            // An earlier command of the text may write that file or set that variable.
            return match take_written(&mut commands[..index], reference_name(text), report) {
                Some(earlier) => {
                    report.account_for(range);
                    BodySource::Text(collapse_quotes(earlier, report))
                }
                None => BodySource::Elsewhere(range),
            };
        }
        BodySource::Text(collapse_quotes(value, report))
    }

    /// Selects the data that is the body, and reports the rest.
    fn choose(&mut self, report: &mut Report) -> Data {
        let mut list = std::mem::take(&mut self.data);
        if list.len() == 1 {
            return list.swap_remove(0);
        }
        let is_object = |data: &Data| data.value.text.trim_start().starts_with('{');
        let clean = list.iter().position(|data| is_object(data) && data.value.is_json());
        if clean.is_none() && is_object(&list[0]) {
            let mut whole = MappedText::default();
            for data in &list {
                whole.append(&data.value);
            }
            if whole.is_json() {
                if list.iter().any(|data| data.kind != DataEncoding::Json) {
                    report.push(list[1].range.start, RepairKind::SplitBody);
                }
                let Data { range, kind, .. } = list.swap_remove(0);
                return Data { value: whole, range, kind };
            }
        }
        let chosen = clean.or_else(|| list.iter().position(is_object)).unwrap_or(0);
        let chosen = list.remove(chosen);
        for other in list {
            report.push_once(other.range, RepairKind::ExtraData);
        }
        chosen
    }
}

impl Data {
    /// Removes the name of a form field, and reports how curl encodes the data.
    fn remove_field_name(&mut self, report: &mut Report) {
        let text = self.value.text.as_str();
        let start = text.len() - text.trim_start().len();
        let field = text.find('=').filter(|at| {
            let name = text[..*at].trim();
            name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
                && text[at + 1..].trim_start().starts_with_any("{\"[")
        });
        let is_encoded = self.kind == DataEncoding::UrlEncoded && !is_reference_to_body(text);
        let name = self.value.origins(start..field.map_or(start, |at| at + 1));
        if is_encoded {
            report.push(name, RepairKind::UrlEncoded);
        } else if field.is_some() {
            report.push(name, RepairKind::FormField);
        }
        if let Some(at) = field {
            self.value = self.value.rest(at + 1);
        }
    }
}

/// Returns the body decoded if its opening brace is percent-encoded.
fn decode_percent(body: &MappedText) -> Option<MappedText> {
    let text = body.text.trim();
    text.get(..3).filter(|start| start.eq_ignore_ascii_case("%7b"))?;
    let is_form = !text.contains(' ');
    let text = body.text.as_str();
    let mut decoded = MappedText::default();
    // The bytes of one character, and the offset of its first byte.
    let (mut bytes, mut first) = (Vec::new(), 0);
    let mut at = 0;
    while at < text.len() {
        let code = text.get(at + 1..at + 3).filter(|_| text.as_bytes()[at] == b'%');
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            if bytes.is_empty() {
                first = at;
            }
            bytes.push(byte);
            at += 3;
            if let Ok(character) = str::from_utf8(&bytes) {
                decoded.push(character, body.origin(first));
                bytes.clear();
            }
            continue;
        }
        let length = text[at..].chars().next().map_or(1, char::len_utf8);
        if is_form && text.as_bytes()[at] == b'+' {
            decoded.push(" ", body.origin(at));
        } else {
            decoded.push_part(body, at..at + length);
        }
        at += length;
    }
    bytes.is_empty().then_some(decoded)
}

/// Collapses the doubled or tripled quotes of a body.
fn collapse_quotes(body: MappedText, report: &mut Report) -> MappedText {
    let text = body.text.as_str();
    let inside = text.trim_start().strip_prefix('{').unwrap_or_default().trim_start();
    let repeat = inside.bytes().take_while(|byte| *byte == b'"').count();
    if !(2..=3).contains(&repeat) || inside[repeat..].starts_with_any(" :\n") {
        return body;
    }
    let single = |halves_backslashes: bool| {
        let mut mapped = MappedText::default();
        let mut at = 0;
        while let Some(length) = text[at..].find_any("\"\\") {
            let next = at + length + 1;
            mapped.push_part(&body, at..next);
            let mark = &text[next - 1..next];
            let more = if mark == "\"" { repeat - 1 } else { usize::from(halves_backslashes) };
            at = next + if text[next..].starts_with(&mark.repeat(more)) { more } else { 0 };
        }
        mapped.push_part(&body, at..text.len());
        mapped
    };
    let open = text.len() - inside.len();
    report.push(body.origin(open)..body.origin(open) + repeat, RepairKind::DoubledQuotes);
    let mapped = single(false);
    if !text.contains("\\\\") || mapped.is_json() {
        return mapped;
    }
    // Firefox doubles backslashes too.
    let other = single(true);
    if other.is_json() { other } else { mapped }
}

/// Returns an unquoted object as it is written, and its end, if the shell would have changed it. `word` is the range of
/// the word with the value.
///
/// # Errors
///
/// If the object is not closed.
pub(super) fn unquoted_object(
    text: &str,
    value: &MappedText,
    word: Range<usize>,
) -> Result<Option<(MappedText, usize)>, ()> {
    let start = value.origin(0);
    let is_plain = value.text.starts_with('{')
        && text[start..].starts_with('{')
        // The values of variables and here-documents are quoted.
        && text.get(word.start..start).is_some_and(|before| !before.contains_any("\"'\n"))
        && text[..start].ends_with(|c: char| typography::is_space(c) || c == '=' || c.is_ascii_alphabetic());
    if !is_plain {
        return Ok(None);
    }
    let (mut mapped, mut plain) = (MappedText::default(), start);
    let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
    let (mut has_quotes, mut has_escapes) = (false, false);
    let bytes = text.as_bytes();
    let mut at = start;
    let end = loop {
        match bytes.get(at).ok_or(())? {
            // Undoes the shell's escapes. A quote in a string has three backslashes.
            b'\\' if bytes.get(at + 1) == Some(&b'"') => {
                mapped.push(&text[plain..at], plain);
                plain = at + 1;
                has_escapes = true;
                is_string ^= !is_escaped;
                (is_escaped, at) = (false, at + 2);
                continue;
            }
            b'\\' if bytes.get(at + 1) == Some(&b'\\') && has_escapes => {
                mapped.push(&text[plain..at], plain);
                plain = at + 1;
                is_escaped = !is_escaped;
                at += 2;
                continue;
            }
            b'"' => {
                has_quotes = true;
                is_string = !is_string;
            }
            b'{' | b'[' if !is_string => depth += 1,
            b'}' | b']' if !is_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_escaped = false;
        at += 1;
        if depth == 0 {
            break at;
        }
    };
    mapped.push(&text[plain..end], plain);
    if !typography::ends_word(&text[end..]) && !text[end..].starts_with_any("'\"") {
        return Ok(None);
    }
    let is_whole = word.end == end;
    let is_as_meant = is_whole && has_escapes && !has_quotes || end <= start + 2;
    Ok((!is_as_meant).then_some((mapped, end)))
}

/// Returns whether the value of a data option names the file or variable that contains the body.
pub(super) fn is_reference_to_body(text: &str) -> bool {
    let inside = text.strip_prefix("${").and_then(|inside| inside.strip_suffix('}')).unwrap_or(text);
    text.len() > 1 && text.starts_with_any("@$%") && !inside.contains_any("{\n\"")
}

/// Returns the name of the file or variable in `$NAME`, `${NAME}`, `%NAME%` or `@folder/name`.
fn reference_name(text: &str) -> &str {
    let name = text.trim_any("@$%{}\"' ");
    let name = name.rsplit(['/', '\\', ':']).next().unwrap_or(name);
    name.split([' ', '\t']).next().unwrap_or(name)
}

/// Returns the object that the last of `commands` with this name in it writes to a file or variable. Reports that a
/// command after it writes something else there.
fn take_written(commands: &mut [Command], name: &str, report: &mut Report) -> Option<MappedText> {
    let is_name = |text: &str| {
        let target = text.split('=').next().unwrap_or(text);
        reference_name(target.trim_start_any("<>&")).eq_ignore_ascii_case(name)
    };
    let has_name = |command: &Command| match &command.output {
        Some((output, _)) => is_name(output),
        // A here-document alone is the JSON beside the command.
        None if command.words.len() == 1 && command.input.is_some() => true,
        None => command.words.iter().any(|word| is_name(&word.mapped.text)),
    };
    let named: Vec<bool> = commands.iter().map(has_name).collect();
    // The next command writes what is piped to it.
    let is_target =
        |index: usize, command: &Command| named[index] || command.is_piped && named.get(index + 1) == Some(&true);
    let writers = commands.iter_mut().enumerate().rev().filter(|(index, command)| is_target(*index, command));
    let mut rewritten = None;
    for (_, command) in writers {
        let object = take_written_object(command, report);
        if object.is_some() {
            if let Some(range) = rewritten {
                report.push(range, RepairKind::MayChange(name.to_owned()));
            }
            return object;
        }
        let sets = |word: &ShellWord| word.mapped.text.split_once('=').is_some_and(|(target, _)| target == name);
        let is_edited = command.words.first().is_some_and(|word| word.mapped.text == "sed")
            && command.words.iter().any(|word| word.mapped.text.starts_with("-i"));
        let is_file = command.output.is_some() || is_edited;
        if is_file || command.words.iter().any(sets) {
            rewritten = command.words.first().map(word_range);
        }
    }
    None
}

/// Returns the text that a command writes to its pipe.
fn take_piped(command: &mut Command, report: &mut Report) -> Option<MappedText> {
    /// Programs that change what they print.
    const FILTERS: &str = "jq sed awk perl envsubst tr python3 node";
    if !command.is_piped
        || command.words.first().is_some_and(|word| word_list::contains(FILTERS, word.mapped.text.as_str()))
    {
        return None;
    }
    command.is_used = true;
    if let Some(input) = command.input.take() {
        report_references(&command.input_references, report);
        return Some(input);
    }
    for word in command.words.iter().filter(|word| !is_reference_to_body(&word.mapped.text)) {
        report_references(&word.references, report);
    }
    printed(&command.words, report)
}

/// Returns the JSON object that a command writes to a file or assigns to a variable.
fn take_written_object(command: &mut Command, report: &mut Report) -> Option<MappedText> {
    let is_body = |text: &str| text.trim_start().starts_with('{');
    if let Some(input) = command.input.take_if(|input| is_body(&input.text)) {
        command.is_used = true;
        report_references(&command.input_references, report);
        return Some(input);
    }
    let (word, value) = command.words.iter().rev().find_map(|word| {
        let text = word.mapped.text.as_str();
        let value =
            if is_body(text) { 0 } else { text.find('=').filter(|at| *at < 60 && is_body(&text[at + 1..]))? + 1 };
        Some((word, value))
    })?;
    command.is_used = true;
    report_references(&word.references, report);
    Some(word.mapped.rest(value))
}
