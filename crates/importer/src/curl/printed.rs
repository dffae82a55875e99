//! Reads the text that `printf` and `echo` write (POSIX.1-2017, Utilities; bash manual, 4.2).

use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::shell::ShellWord;

use super::is_lead;

/// Returns the text that a command writes, which is the last word unless the command is `printf` or `echo`.
pub(super) fn printed(words: &[ShellWord], report: &mut Report) -> Option<MappedText> {
    let program = words.iter().position(|word| !is_lead(word));
    let (program, arguments) = program.and_then(|program| words[program..].split_first()).unzip();
    let arguments = arguments.unwrap_or_default();
    match program.map_or("", |word| &word.mapped.text) {
        "printf" => {
            let skipped = usize::from(arguments.first().is_some_and(|word| word.mapped.text == "--"));
            let (format, arguments) = arguments[skipped..].split_first()?;
            Some(print(&format.mapped, arguments, report))
        }
        "echo" => {
            let is_option = |word: &&ShellWord| {
                let letters = word.mapped.text.strip_prefix('-').unwrap_or_default();
                !word.is_quoted && !letters.is_empty() && letters.bytes().all(|byte| b"neE".contains(&byte))
            };
            let options = arguments.iter().take_while(is_option).count();
            let decodes = arguments[..options].iter().any(|word| word.mapped.text.contains('e'));
            let mut text = MappedText::default();
            for word in &arguments[options..] {
                if !text.text.is_empty() {
                    text.insert(" ", word.start);
                }
                text.append(&word.mapped);
            }
            Some(if decodes { unescape(&text) } else { text }).filter(|text| !text.text.is_empty())
        }
        _ => words.last().map(|word| word.mapped.clone()),
    }
}

/// Returns the text that `printf` writes for a format.
fn print(format: &MappedText, arguments: &[ShellWord], report: &mut Report) -> MappedText {
    let mut arguments = arguments.iter();
    let format = unescape(format);
    let text = format.text.as_str();
    let mut printed = MappedText::default();
    let mut at = 0;
    while let Some(length) = text[at..].find('%') {
        let percent = at + length;
        printed.push_part(&format, at..percent);
        at = percent + 1;
        match text[at..].chars().next() {
            Some('%') => {
                printed.push_part(&format, percent..at);
                at += 1;
            }
            Some(conversion @ ('s' | 'b' | 'd' | 'i')) if let Some(word) = arguments.next() => {
                let value = if conversion == 'b' { unescape(&word.mapped) } else { word.mapped.clone() };
                printed.append(&value);
                at += 1;
            }
            _ => {
                report.push_once(format.origins(percent..at), RepairKind::PrintfConversion);
                printed.push_part(&format, percent..at);
            }
        }
    }
    printed.push_part(&format, at..text.len());
    printed
}

/// Returns a text with its backslash escapes decoded. An unknown escape stays as it is.
fn unescape(text: &MappedText) -> MappedText {
    let source = text.text.as_str();
    let mut decoded = MappedText::default();
    let mut at = 0;
    while let Some(length) = source[at..].find('\\') {
        let start = at + length;
        decoded.push_part(text, at..start);
        let rest = &source[start + 1..];
        let digits = |from: usize, most: usize, radix: u32| {
            let digits = rest[from..].chars().take(most).take_while(|c| c.is_digit(radix)).count();
            let value = u32::from_str_radix(&rest[from..from + digits], radix).ok();
            (value.and_then(char::from_u32), 1 + from + digits)
        };
        let (character, length) = match rest.as_bytes().first() {
            Some(b'\\' | b'"' | b'\'') => (rest.chars().next(), 2),
            Some(b'n') => (Some('\n'), 2),
            Some(b't') => (Some('\t'), 2),
            Some(b'r') => (Some('\r'), 2),
            Some(b'b') => (Some('\u{8}'), 2),
            Some(b'f') => (Some('\u{c}'), 2),
            Some(b'x') => digits(1, 2, 16),
            Some(b'u') => digits(1, 4, 16),
            Some(b'0'..=b'7') => digits(0, 3, 8),
            _ => (None, 1),
        };
        match character {
            Some(character) => decoded.replace_char(character, text.origins(start..start + length)),
            None => decoded.push_part(text, start..start + length),
        }
        at = start + length;
    }
    decoded.push_part(text, at..source.len());
    decoded
}
