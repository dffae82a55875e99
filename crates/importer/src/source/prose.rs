//! Recognizes prose and labels: the lines that people and assistants write around a command or JSON.

use std::ops::Range;

use model::char_set::CharSet;

use super::lines;
use crate::word_list;

/// The first words of lines that are code, even if they read like a sentence.
const CODE_WORDS: &str = "\
    curl curl.exe wget http https xh cat echo printf export set unset cd sudo env time if then else elif fi for \
    while until do done case esac function source chmod jq rem REM @echo call read exit import from use using \
    package const let var val def class public private static return require include open fn func end begin local my \
    print puts throw try new await async library irm iwr catch finally switch struct interface enum type object \
    module namespace void foreach param process object: trait impl match with unless lambda";

/// Signs that only code contains.
const CODE_SIGNS: [&str; 28] = [
    "{", "}", "()", "==", "=>", "->", "::", "&&", "||", "$(", "<<", "=\"", "='", "=“", "=‘", " = ", "\\\"", "\\n",
    "(\"", "('", ": \"", ": '", ": “", ": ‘", "\":", "':", "”:", "\",",
];

/// Returns whether a line is a sentence, or a part of a wrapped one.
pub(super) fn is_prose(line: &str) -> bool {
    let Some((content, words)) = words(line) else { return false };
    let has_option = content.contains(" -") && !content.contains(" - ");
    let is_wrapped = words >= 4 || words >= 2 && content.ends_with_any(",)’”\"*`");
    // `Hi,` and `Thanks,`.
    let is_greeting = content.starts_with(char::is_uppercase)
        && content.strip_suffix(',').is_some_and(|word| word.chars().all(char::is_alphabetic));
    !has_option && (is_wrapped || is_greeting || content.ends_with_any(".:!?…：。！？") || words == 3)
}

/// Returns whether a line is a label: a few words, such as `Body:`, `json`, `Request body (JSON)` or `Copy code`.
pub(super) fn is_label(line: &str) -> bool {
    /// The maximum number of words in a label.
    const MAX_LABEL_WORDS: usize = 4;
    let is_rule =
        line.trim().len() >= 3 && line.trim().bytes().all(|byte| matches!(byte, b'-' | b'=' | b'*' | b'_' | b'#'));
    is_rule
        || words(line).is_some_and(|(content, words)| {
            let is_letter = |c: char| {
                c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')' | ':' | '*' | '\'' | '’')
            };
            words <= MAX_LABEL_WORDS && content.chars().all(is_letter)
        })
}

/// Returns whether a line is a part of a document around code: an attribute of `AsciiDoc`, a directive of
/// `reStructuredText`, the name of a file or tab, or a header of an email or of an HTTP response.
fn is_markup(line: &str) -> bool {
    const HEADERS: &str = "From To Cc Subject Date Sent Von An Betreff Gesendet Datum";
    let line = line.trim();
    let is_name = |name: &str| word_list::contains(HEADERS, name) || name.contains('-') && !name.contains(' ');
    let is_header = || line.split_once(": ").is_some_and(|(name, _)| is_name(name)) && !line.contains_any("{\"'");
    // The name of a file as `tail` writes it, and that of a tab in MkDocs.
    let is_name_line = line.starts_with("==> ") && line.ends_with(" <==") || line.starts_with("=== \"");
    line.starts_with("[source") && line.ends_with(']')
        || line.starts_with(".. ")
        || is_name_line
        || is_header()
        || is_sender(line)
}

/// Returns whether a line has the time and sender of a chat message: `[10:32 AM] Hofer, Lena`.
fn is_sender(line: &str) -> bool {
    line.strip_prefix('[').and_then(|inside| inside.split_once(']')).is_some_and(|(time, name)| {
        let is_time = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '/' | '-' | ',' | ' ');
        time.starts_with(|c: char| c.is_ascii_digit())
            && time.contains(':')
            && time.chars().all(is_time)
            && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '.' | '-' | '\'' | ':'))
    })
}

/// Returns whether a line is prose or a label, and so neither a command nor JSON nor a program.
pub(super) fn is_text(line: &str) -> bool {
    line.trim().is_empty() || is_prose(line) || is_label(line) || is_markup(line)
}

/// Returns whether a text begins with a keyword of a shell or programming language and is not a sentence of plain
/// words.
pub(super) fn begins_code(text: &str) -> bool {
    /// The minimum number of plain words in a sentence.
    const MIN_SENTENCE_WORDS: usize = 5;
    let is_plain = |word: &str| word.trim_any(",.:!?").chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’');
    let is_sentence = || {
        text.split_whitespace().take(MIN_SENTENCE_WORDS).count() == MIN_SENTENCE_WORDS
            && text.split_whitespace().all(is_plain)
    };
    let first = text.before_any(" \t:(");
    word_list::contains(CODE_WORDS, first) && !is_sentence()
}

/// Returns a line without its Markdown marks, and the number of its words, or `None` if it is code.
fn words(line: &str) -> Option<(&str, usize)> {
    let marker = |c: char| matches!(c, '#' | '*' | '-' | '•' | '_' | '~' | ' ' | '\t' | '(' | '[' | '`');
    let mut content = line.trim().trim_start_matches(marker);
    // The number of a list item.
    let number = content.trim_start_matches(|c: char| c.is_ascii_digit());
    if number.len() < content.len()
        && let Some(item) = number.strip_prefix_any(".)").filter(|item| item.starts_with(' '))
    {
        content = item.trim_start_matches(marker);
    }
    // An emoji is not a word.
    content = content.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii());
    content = content.trim();
    let is_option = line.trim_start().starts_with('-') && !line.trim_start().trim_start_matches('-').starts_with(' ');
    let first = content.before_any(" \t");
    let is_prompt = super::line_prefix::windows_prompt(line.trim_start()) > 0 || super::line_prefix::prompt(line) > 0;
    let is_code = is_prompt
        || !content.starts_with(char::is_alphabetic)
        || is_option
        || begins_code(content)
        || first.contains('=')
        || CODE_SIGNS.iter().any(|sign| content.contains(sign))
        || content.ends_with_any("\\^;([")
        || content.bytes().filter(|byte| *byte == b'`').count() % 2 == 1;
    (!is_code).then(|| (content, content.split_whitespace().count()))
}

/// Returns the offset of the first line that is neither prose nor a label, and the number of lines before it that are
/// not empty.
pub(super) fn leading(text: &str) -> (usize, usize) {
    let mut at = 0;
    let mut count = 0;
    for line in text.split_inclusive('\n') {
        if !is_text(line) {
            break;
        }
        count += usize::from(!line.trim().is_empty());
        at += line.len();
    }
    (at, count)
}

/// Returns the range of the prose at the end of `text`, from the byte `from`: every line is empty or prose, and at
/// least one is a sentence.
pub(super) fn trailing(text: &str, from: usize) -> Option<Range<usize>> {
    let mut start = text.len();
    let mut has_sentence = false;
    for line in lines(&text[from..]).into_iter().rev() {
        let line = from + line.start..from + line.end;
        let content = &text[line.clone()];
        if content.trim().is_empty() {
            continue;
        }
        if !is_text(content) || continues(&text[..line.start]) {
            break;
        }
        has_sentence |= is_prose(content);
        start = line.start;
    }
    has_sentence.then(|| start..text.trim_end().len().max(start))
}

/// Returns whether the last line of `before` continues in the next one.
fn continues(before: &str) -> bool {
    let line = before.trim_end_any("\r\n \t");
    ["\\", " `", " ^"].iter().any(|mark| line.ends_with(mark))
}

/// Returns whether all of `text` is prose or labels.
pub(super) fn is_all_text(text: &str) -> bool {
    text.lines().all(is_text)
}
