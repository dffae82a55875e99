//! Reads the commands of other programs for HTTP requests by translating each to the arguments of curl.

mod items;
mod options;

use model::char_set::CharSet;

use super::curl::is_lead;
use super::import_error::{ImportError, ParseError};
use super::mapped_text::MappedText;
use super::repair::RepairKind;
use super::report::Report;
use super::shell::{Command, ShellWord};
use options::{Meaning, TOOLS, Tool};

/// A command in a text.
pub(super) struct Found {
    /// The offset of its line.
    pub line: usize,
    /// The offset of the program's name.
    pub at: usize,
}

/// Finds the first command of a known program: its name at the start of a command, followed by an argument.
pub(super) fn find(text: &str) -> Option<Found> {
    let mut line = 0;
    for content in text.split_inclusive('\n') {
        // The command may follow a prompt, a pipe or another command.
        let piped = content.match_indices(['|', ';', '&']).map(|(at, _)| at + 1);
        for start in std::iter::once(0).chain(piped) {
            let command = content[start..].trim_start_any("$>%# \t");
            let command =
                ["sudo ", "time ", "RUN "].iter().find_map(|lead| command.strip_prefix(lead)).unwrap_or(command);
            if TOOLS.iter().any(|tool| tool.begins(command)) {
                return Some(Found { line, at: line + content.len() - command.len() });
            }
        }
        line += content.len();
    }
    None
}

impl Tool {
    /// Returns whether `text` begins with a command of this program, and not with a sentence.
    fn begins(&self, text: &str) -> bool {
        /// The maximum length of a program's path, in bytes, which keeps the search linear.
        const MAX_PATH_BYTES: usize = 100;
        let length = text.bytes().take(MAX_PATH_BYTES).position(|byte| matches!(byte, b' ' | b'\t'));
        let word = &text[..length.unwrap_or_default()];
        let Some(rest) = text.get(word.len()..).map(str::trim_start) else { return false };
        let rest = if self.subcommand.is_empty() { Some(rest) } else { rest.strip_prefix(self.subcommand) };
        self.is_program(word) && rest.is_some_and(|rest| is_argument(rest.trim_start()))
    }

    fn is_program(&self, word: &str) -> bool {
        let name = word.rsplit(['/', '\\']).next().unwrap_or_default();
        self.programs.contains(&name.strip_suffix(".exe").unwrap_or(name))
    }
}

/// Returns whether `text` begins like a program's arguments (an option, a method or a URL), and not like a sentence.
fn is_argument(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    is_method(word)
        || matches!(word, "\\" | "`" | "^")
        || word.starts_with_any("-$\"'‘“")
        || word.starts_with(':') && word.len() > 1
        || word.contains("://")
        || word.contains("/elements/")
        || word.starts_with("localhost")
}

fn is_method(word: &str) -> bool {
    ["POST", "GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].iter().any(|method| method.eq_ignore_ascii_case(word))
}

/// Translates the commands of known programs to commands of curl. Returns the name of the first such program.
///
/// # Errors
///
/// Returns an error if a command sends no JSON, or has a notation that cannot be translated.
pub(super) fn translate(commands: &mut [Command], report: &mut Report) -> Result<Option<&'static str>, ParseError> {
    let mut name = None;
    let mut is_piped = false;
    for command in commands {
        let program = command.words.iter().enumerate().find(|(_, word)| !is_lead(word));
        let program = program.filter(|(_, word)| !word.is_quoted).and_then(|(index, word)| {
            let tool = TOOLS.iter().find(|tool| tool.is_program(&word.mapped.text))?;
            let next = command.words.get(index + 1)?;
            (tool.subcommand.is_empty() || next.mapped.text == tool.subcommand).then_some((index, tool))
        });
        if let Some((index, tool)) = program {
            let arguments = command.words.split_off(index + 1);
            report.account_for(command.words[index].start..command.words[index].end);
            let has_input = is_piped || command.input.is_some();
            let mut translation = Translation::new(tool, arguments, report);
            let translated = translation.run(has_input)?;
            command.words[index].mapped = MappedText::inserted("curl", command.words[index].start);
            command.words.extend(translated);
            name = name.or(Some(tool.name));
        }
        is_piped = command.is_piped;
    }
    Ok(name)
}

/// The translation of one command.
struct Translation<'w, 't> {
    tool: &'static Tool,
    words: std::vec::IntoIter<ShellWord>,
    /// The words of the command for curl.
    translated: Vec<ShellWord>,
    /// The words that are not options.
    operands: Vec<ShellWord>,
    /// The options that do not affect the request, and the offset of the first.
    ignored: Vec<String>,
    first_ignored: usize,
    ignores_input: bool,
    report: &'w mut Report<'t>,
}

impl<'w, 't> Translation<'w, 't> {
    fn new(tool: &'static Tool, words: Vec<ShellWord>, report: &'w mut Report<'t>) -> Self {
        Self {
            tool,
            words: words.into_iter(),
            translated: Vec::new(),
            operands: Vec::new(),
            ignored: Vec::new(),
            first_ignored: 0,
            ignores_input: false,
            report,
        }
    }

    /// Returns the words after `curl`. `has_input` is true if the command reads a pipe or a here-document.
    fn run(&mut self, has_input: bool) -> Result<Vec<ShellWord>, ParseError> {
        while let Some(word) = self.words.next() {
            let text = word.mapped.text.as_str();
            if let Some(name) = text.strip_prefix("--").filter(|name| !name.is_empty()) {
                let name = name.split('=').next().unwrap_or_default().to_owned();
                let value = text.len() > name.len() + 2;
                let value = value.then(|| word.mapped.rest(name.len() + 3));
                self.option(&word, &name, value)?;
            } else if text.len() > 1 && text.starts_with('-') {
                self.short_options(&word)?;
            } else if !text.trim().is_empty() && text != "--" {
                self.operands.push(word);
            }
        }
        self.take_operands(has_input)?;
        if !self.ignored.is_empty() {
            self.report.push(self.first_ignored, RepairKind::IgnoredOptions(std::mem::take(&mut self.ignored)));
        }
        Ok(std::mem::take(&mut self.translated))
    }

    /// Translates a group of short options. The rest of the word after one that requires a value is its value.
    fn short_options(&mut self, word: &ShellWord) -> Result<(), ParseError> {
        let text = word.mapped.text.as_str();
        for (at, name) in text.char_indices().skip(1) {
            let end = at + name.len_utf8();
            let rest = Some(word.mapped.rest(end)).filter(|rest| !rest.text.is_empty());
            let takes_rest = self.option(word, &text[at..end], rest)?;
            if takes_rest {
                break;
            }
        }
        Ok(())
    }

    /// Translates an option. `joined` is the rest of its word. Returns whether the option has a value.
    fn option(&mut self, word: &ShellWord, name: &str, joined: Option<MappedText>) -> Result<bool, ParseError> {
        let meaning = self.tool.meaning(name);
        let shown = || {
            let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            if name.len() == 1 { format!("-{name}") } else { format!("--{name}") }
        };
        let (curl, is_valued) = match meaning {
            Meaning::Curl(curl) => (curl, true),
            Meaning::Nothing => ("", true),
            Meaning::Flag => {
                self.report.account_for(word.start..word.end);
                self.ignores_input |= matches!(name, "ignore-stdin" | "I");
                return Ok(false);
            }
            Meaning::Form => return Err((Some(word.start), ImportError::FormData)),
            Meaning::Unknown => {
                self.report.push(word.start..word.end, RepairKind::UnknownOption(shown()));
                return Ok(true);
            }
        };
        let value = match joined {
            Some(mapped) => {
                let start = mapped.origin(0);
                Some(ShellWord {
                    mapped,
                    start,
                    end: word.end,
                    is_quoted: word.is_quoted,
                    references: word.references.clone(),
                })
            }
            None => self.words.next(),
        };
        let Some(value) = value else { return Ok(is_valued) };
        if curl.is_empty() {
            self.report.account_for(word.start..value.end);
            if self.ignored.is_empty() {
                self.first_ignored = word.start;
            }
            if !self.ignored.contains(&shown()) {
                self.ignored.push(shown());
            }
        } else {
            // wget(1), --body-file and --post-file: a file whose name curl writes after @.
            let (curl, prefix) = curl.split_once(' ').unwrap_or((curl, ""));
            self.push(curl, word, prefix, value);
        }
        Ok(is_valued)
    }

    /// Adds an option of curl, which was read from `word`, with its value.
    fn push(&mut self, option: &str, word: &ShellWord, prefix: &str, mut value: ShellWord) {
        self.report.account_for(word.start..value.start.max(word.start));
        self.translated.push(inserted_word(option, word.start, value.start.max(word.start)));
        if !prefix.is_empty() {
            let name =
                if value.mapped.text == "/dev/stdin" { MappedText::inserted("-", value.start) } else { value.mapped };
            let mut mapped = MappedText::inserted(prefix, value.start);
            mapped.append(&name);
            value.mapped = mapped;
        }
        self.translated.push(value);
    }

    /// Translates the words that are not options: the method, the URL and the items of `HTTPie`.
    fn take_operands(&mut self, has_input: bool) -> Result<(), ParseError> {
        let mut operands = std::mem::take(&mut self.operands).into_iter().peekable();
        if !self.tool.subcommand.is_empty()
            && let Some(word) = operands.next_if(|word| word.mapped.text == self.tool.subcommand)
        {
            self.report.account_for(word.start..word.end);
        }
        if self.tool.has_method
            && let Some(word) = operands.next_if(|word| is_method(&word.mapped.text))
        {
            self.report.account_for(word.start..word.end);
            self.translated.push(inserted_word("--request", word.start, word.start));
            self.translated.push(word);
        }
        if !self.tool.has_items {
            self.translated.extend(operands);
            return Ok(());
        }
        let Some(mut url) = operands.next() else { return Ok(()) };
        // HTTPie, "Localhost shorthand".
        if url.mapped.text.starts_with(':') {
            let mut mapped = MappedText::inserted("http://localhost", url.start);
            let after = usize::from(url.mapped.text.starts_with(":/"));
            mapped.push_part(&url.mapped, after..url.mapped.text.len());
            url.mapped = mapped;
        }
        let items = items::read(operands, self.report)?;
        for part in items.query {
            url.mapped.insert(if url.mapped.text.contains('?') { "&" } else { "?" }, part.origin(0));
            url.mapped.append(&part);
        }
        let (start, end) = (url.start, url.end);
        self.translated.push(inserted_word("--url", start, start));
        self.translated.push(url);
        for header in items.headers {
            self.translated.push(inserted_word("--header", header.start, header.start));
            self.translated.push(header);
        }
        if let Some(body) = items.body {
            self.translated.push(inserted_word("--data-raw", body.start, body.start));
            self.translated.push(body);
        } else if has_input && !self.ignores_input {
            self.translated.push(inserted_word("--data-binary", end, end));
            self.translated.push(inserted_word("@-", end, end));
        }
        Ok(())
    }
}

/// Creates a word with this text, which was read from the bytes between `start` and `end`.
fn inserted_word(text: &str, start: usize, end: usize) -> ShellWord {
    synthesized(MappedText::inserted(text, start), start, end)
}

fn synthesized(mapped: MappedText, start: usize, end: usize) -> ShellWord {
    ShellWord { mapped, start, end, is_quoted: false, references: Vec::new() }
}
