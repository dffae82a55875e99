//! Corrects the spelling of options, and removes zero-width characters.

use std::collections::VecDeque;

use super::is_option_name;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::shell::{ShellWord, typography};

/// Corrects the spelling of an option: a space after the hyphens, capital letters, or a long option with one hyphen.
pub(super) fn correct_spelling(word: &mut ShellWord, words: &mut VecDeque<ShellWord>, report: &mut Report) {
    let is_name = |next: &&ShellWord| {
        let name = next.mapped.text.as_str();
        !next.is_quoted && (name.len() == 1 || is_long_option(name)) && is_option_name(&name.to_ascii_lowercase())
    };
    let (name, end) = match word.mapped.text.as_str() {
        "-" | "--" => match words.front().filter(is_name) {
            Some(next) => (next.mapped.clone(), next.end),
            None => return,
        },
        text => {
            let hyphens = text.len() - text.trim_start_matches('-').len();
            let length = text[hyphens..].find('=').unwrap_or(text.len() - hyphens);
            let name = &text[hyphens..hyphens + length];
            let is_misspelled = hyphens == 1 || hyphens == 2 && !is_option_name(name);
            if !is_misspelled || !is_long_option(name) {
                return;
            }
            (word.mapped.rest(hyphens), word.mapped.origins(0..hyphens + length).end)
        }
    };
    if word.mapped.text.trim_start_matches('-').is_empty() {
        words.pop_front();
        word.end = end;
    }
    let length = name.text.find('=').unwrap_or(name.text.len());
    let written = &name.text[..length];
    let option =
        if is_long_option(written) { format!("--{}", written.to_ascii_lowercase()) } else { format!("-{written}") };
    report.push_once(word.start..end, RepairKind::OptionSpelling(option.clone()));
    let mut mapped = MappedText::default();
    mapped.replace(&option, word.start..end);
    mapped.push_part(&name, length..name.text.len());
    word.mapped = mapped;
}

/// Returns whether `name` is that of a long option, in any case.
fn is_long_option(name: &str) -> bool {
    name.len() > 2 && is_option_name(&name.to_ascii_lowercase())
}

/// Returns a value without zero-width characters.
pub(super) fn remove_zero_width(value: MappedText, report: &mut Report) -> MappedText {
    if !value.text.contains(typography::is_zero_width) {
        return value;
    }
    let mut visible = MappedText::default();
    for (at, part) in value.text.match_indices(|c| !typography::is_zero_width(c)) {
        visible.push(part, value.origin(at));
    }
    for (at, part) in value.text.match_indices(typography::is_zero_width) {
        report.push_counted(value.origins(at..at + part.len()), RepairKind::InvisibleCharacters(1));
    }
    visible
}
