//! Reports a shell around the program that changes its text.

use model::char_set::CharSet;

use super::parsed::Program;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::word_list::contains;

/// Reports a shell that changes the text of the program before it runs: `python3 <<EOF`, `node -e "…"`, `cat > a.py <<EOF`.
pub(super) fn report(program: &Program, report: &mut Report) {
    let mut start = 0;
    for line in program.text.split_inclusive('\n') {
        if is_expanding_shell(line) && program.text[start..].contains_any("$`\\") {
            return report.push_once(start, RepairKind::MayChangeBody);
        }
        start += line.len();
    }
}

/// Returns whether a line is a command that runs or writes a program, in whose text the shell inserts variables.
fn is_expanding_shell(line: &str) -> bool {
    /// The maximum number of words before the interpreter on another machine.
    const MAX_WORDS: usize = 8;
    const INTERPRETERS: &str = "python node deno ruby perl php osascript R Rscript";
    let is_interpreter = |word: &&str| {
        let name = word.rsplit('/').next().unwrap_or_default();
        contains(INTERPRETERS, name.trim_end_any("0123456789."))
    };
    let mut words = line.split_whitespace().peekable();
    let first = words.peek().copied().unwrap_or_default();
    let is_before = |word: &&str| contains("$ sudo env time exec", word);
    let is_remote = contains("ssh docker kubectl", first);
    let has_interpreter = if is_remote {
        words.by_ref().take(MAX_WORDS).any(|word| is_interpreter(&word))
    } else {
        words.find(|word| !is_before(word)).is_some_and(|word| is_interpreter(&word))
    };
    let option = words.next().unwrap_or_default();
    let is_argument =
        contains("-c -e -pe -r --eval eval", option) && words.next().is_some_and(|word| word.starts_with('"'));
    let tag = line.split_once("<<").map_or("", |(_, tag)| tag.trim_start_any("-~ "));
    let is_document = tag.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_written = first == "tee" || first == "cat" && line.contains('>');
    has_interpreter && (is_document || is_argument) || is_written && is_document
}
