//! Finds the curl command among the commands of a text.

use model::char_set::CharSet;

use super::options::{OptionEffect, option_effect};
use super::word_range;
use crate::candidate::{Candidate, instance_name};
use crate::import_error::{ImportError, ParseError};
use crate::repair::{LinePrefix, RepairKind};
use crate::report::Report;
use crate::shell::{Command, ShellWord, is_curl, is_option};
use crate::word_list;

/// Words that can precede a program's name.
const LEADING_WORDS: &str =
    "sudo time command env exec PS set export @echo call -gx nohup winpty RUN ! do then else if while until";

/// Returns the index of the curl command among `commands`, and of the word of its first argument.
///
/// # Errors
///
/// Returns an error if there is no curl command, or if the user has chosen none of several that create an instance.
pub(super) fn find(commands: &[Command], report: &mut Report) -> Result<(usize, usize), ParseError> {
    // Options only: the command's first line was not copied.
    let is_part = |word: &ShellWord| !word.is_quoted && is_option(&word.mapped.text);
    if commands.first().and_then(|command| command.words.first()).is_some_and(is_part) {
        return Ok((0, 0));
    }
    let curls: Vec<(usize, usize)> =
        commands.iter().enumerate().filter_map(|(index, command)| Some((index, arguments_start(command)?))).collect();
    let arguments = |(index, first): &(usize, usize)| &commands[*index].words[*first..];
    let creating: Vec<_> = curls.iter().filter(|found| creates_instance(arguments(found))).collect();
    if creating.len() > 1 {
        let candidates = creating.iter().map(|found| candidate(arguments(found)));
        return Ok(*creating[report.choose(creating.len(), candidates.take(Candidate::MAX).collect())?]);
    }
    if let Some(found) = creating.first().copied().or(curls.first()) {
        return Ok(*found);
    }
    let first = commands.first().and_then(|command| command.words.first());
    let program = first.and_then(|word| {
        let names = ["fetch", "httpie", "aria2c"];
        let text = word.mapped.text.split('(').next().unwrap_or_default();
        names.into_iter().find(|name| name.eq_ignore_ascii_case(text))
    });
    Err((first.map(|word| word.start), program.map_or(ImportError::Prose, ImportError::OtherProgram)))
}

/// Returns the index of the word after `curl`.
fn arguments_start(command: &Command) -> Option<usize> {
    for (number, word) in command.words.iter().enumerate() {
        if is_curl(&word.mapped.text) {
            return Some(number + 1);
        }
        if !is_lead(word) {
            return None;
        }
    }
    None
}

/// Returns whether a word can precede a program's name.
pub(crate) fn is_lead(word: &ShellWord) -> bool {
    let text = word.mapped.text.as_str();
    !word.is_quoted && text.ends_with_any("$>#%:~")
        || text.contains('=')
        || text == "-x"
        || word_list::contains(LEADING_WORDS, text)
}

/// Returns whether a word is the URL of the instances.
fn is_instances_url(word: &ShellWord) -> bool {
    let path = word.mapped.text.before_any("?#");
    path.trim_end_matches('/').ends_with("/instances")
}

/// Returns the description of a curl command that creates an instance, without its secrets, and its offset.
fn candidate(arguments: &[ShellWord]) -> (usize, Candidate) {
    let url = arguments.iter().find(|word| is_instances_url(word)).map_or("", |word| &word.mapped.text);
    let body = arguments.iter().find(|word| word.mapped.text.trim_start().starts_with('{'));
    let name = body.map(|body| instance_name(&body.mapped.text)).unwrap_or_default();
    let start = arguments.first().map_or(0, |word| word.start);
    let url = url.find("http").map_or(url, |at| &url[at..]);
    (start, Candidate::new("POST", url, &name))
}

/// Returns whether a curl command with these arguments sends data to `/instances`.
fn creates_instance(arguments: &[ShellWord]) -> bool {
    let sends = |word: &ShellWord| {
        let text = word.mapped.text.as_str();
        let name = text.trim_start_matches('-');
        let is_data = |name| matches!(option_effect(name), OptionEffect::Data(_));
        is_option(text)
            && (is_data(name.split('=').next().unwrap_or_default())
                || !text.starts_with("--") && name.starts_with('d')
                || name.eq_ignore_ascii_case("XPOST"))
            || text.eq_ignore_ascii_case("POST")
    };
    arguments.iter().any(is_instances_url) && arguments.iter().any(sends)
}

/// Accounts for the words before `curl` in its command.
pub(super) fn account_for_lead(words: &[ShellWord], report: &mut Report) {
    let is_notable = |word: &ShellWord| {
        let text = word.mapped.text.as_str();
        text.len() > 1 && !is_curl(text) && !word_list::contains(LEADING_WORDS, text) && text != "-x"
    };
    for word in words {
        report.account_for(word_range(word));
    }
    for word in words.iter().filter(|word| is_notable(word)) {
        let is_prompt = word.mapped.text.ends_with_any("$>#%~");
        report.push_once(
            word_range(word),
            if is_prompt { RepairKind::LinePrefixes(LinePrefix::Prompt, 1) } else { RepairKind::EarlierCommands },
        );
    }
}

/// Accounts for the commands before the imported one, which begins at `end`.
pub(super) fn account_for_earlier(earlier: &[Command], end: usize, report: &mut Report) {
    let start = |command: &Command| command.words.first().map(|word| word.start);
    for (index, command) in earlier.iter().enumerate() {
        let next = earlier.get(index + 1).and_then(start).unwrap_or(end);
        let range = start(command).unwrap_or(next)..next;
        if command.is_used {
            // The body was taken from this command; the rest of it is not needed.
            report.account_for(range);
        } else {
            report.push_once(range, RepairKind::EarlierCommands);
        }
    }
}

/// Returns the offset and the name of the first `PowerShell` cmdlet for requests, if it begins a command.
pub(crate) fn find_cmdlet(text: &str) -> Option<(usize, &'static str)> {
    let names = [
        ("invoke-restmethod", "Invoke-RestMethod"),
        ("invoke-webrequest", "Invoke-WebRequest"),
        ("irm", "Invoke-RestMethod"),
        ("iwr", "Invoke-WebRequest"),
    ];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let lower = line.to_ascii_lowercase();
        for (alias, name) in names {
            let found = lower.match_indices(alias).map(|(found, _)| found).find(|found| {
                let before = lower[..*found].trim_end_any(" \t");
                let is_start = before.is_empty() || before.ends_with_any("=|;({>&");
                let after = &lower[found + alias.len()..];
                is_start && (after.is_empty() || after.starts_with_any(" \t\r\n`"))
            });
            if let Some(found) = found {
                return Some((at + found, name));
            }
        }
        at += line.len();
    }
    None
}

/// Returns the offset of the `PowerShell` cmdlet that converts a table to JSON.
pub(crate) fn find_convert_to_json(text: &str) -> Option<usize> {
    text.to_ascii_lowercase().find("convertto-json")
}
