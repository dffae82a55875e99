//! Splits command lines as Windows programs do (`CommandLineToArgvW`, and "Parsing C command-line arguments" of the C
//! runtime, where a doubled quote inside quotes is one quote).

use model::char_set::CharSet;

use super::ShellWord;
use super::escaped_body::EscapedBody;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::shell_effect::ShellEffect;

/// Splits a command line into arguments.
pub(super) fn split_arguments(line: &MappedText, report: &mut Report) -> Vec<ShellWord> {
    let mut words = Vec::new();
    let mut at = 0;
    loop {
        let rest = line.text[at..].trim_start_any(" \t\n\r");
        at = line.text.len() - rest.len();
        if rest.is_empty() {
            return words;
        }
        let start = line.origin(at);
        let (mapped, end) = read_argument(line, at, true, report);
        let last = line.origin(end.saturating_sub(1));
        words.push(ShellWord {
            mapped,
            start,
            end: last + 1,
            is_quoted: rest.starts_with('"'),
            references: Vec::new(),
        });
        at = end;
    }
}

/// Returns `line`, which is one argument, without its quotes and escapes.
pub(super) fn unquote(line: &MappedText, report: &mut Report) -> MappedText {
    read_argument(line, 0, false, report).0
}

/// Reads an argument from the byte `at`. Backslashes before a quote count in pairs, and an odd one escapes the quote.
/// Returns the argument and its end.
fn read_argument(line: &MappedText, mut at: usize, ends_at_space: bool, report: &mut Report) -> (MappedText, usize) {
    let bytes = line.text.as_bytes();
    let mut mapped = MappedText::default();
    let mut is_quoted = false;
    let mut body = EscapedBody::default();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => {
                let count = bytes[at..].iter().take_while(|byte| **byte == b'\\').count();
                if bytes.get(at + count) == Some(&b'"') {
                    mapped.push_part(line, at..at + count / 2);
                    at += count;
                    if count % 2 == 1 {
                        mapped.push_part(line, at..at + 1);
                        at += 1;
                    }
                } else {
                    mapped.push_part(line, at..at + count);
                    at += count;
                }
            }
            b'"' if is_quoted && bytes.get(at + 1) == Some(&b'"') => {
                mapped.push_part(line, at..at + 1);
                at += 2;
            }
            b'"' if body.has_quote(&mapped.text, &line.text[at + 1..]) => {
                let repair = RepairKind::InnerQuote { quote: '"', more: 0, effect: ShellEffect::Dropped };
                report.push_once(line.origins(at..at + 1), repair);
                mapped.push_part(line, at..at + 1);
                at += 1;
            }
            b'"' => {
                is_quoted = !is_quoted;
                at += 1;
            }
            b' ' | b'\t' | b'\n' | b'\r' if ends_at_space && !is_quoted => break,
            _ => {
                let special = |byte: &u8| matches!(byte, b'\\' | b'"' | b' ' | b'\t' | b'\n' | b'\r');
                let length = 1 + bytes[at + 1..].iter().take_while(|byte| !special(byte)).count();
                mapped.push_part(line, at..at + length);
                at += length;
            }
        }
    }
    (mapped, at)
}
