//! Parses the words after `curl` into options, values and the URL.

use std::collections::VecDeque;
use std::ops::Range;

use super::data::{Data, without_quotes};
use super::options::{Kind, Meaning, meaning};
use super::{InvocationParts, is_address, range};
use crate::authorization;
use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::shell::{ShellWord, is_option, json, typography};

impl InvocationParts {
    /// Parses the arguments.
    pub(super) fn words(&mut self, words: VecDeque<ShellWord>, notes: &mut Report) -> Result<(), ParseError> {
        let mut words = words;
        while let Some(mut word) = words.pop_front() {
            let is_plain = word.piece.origin(0) == word.start;
            if is_plain && let Some((length, hyphens)) = typography::dashes(&word.piece.text, is_known) {
                let name = word.piece.text[length..].bytes();
                let name = name.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
                notes.push_once(word.start..word.start + length + name, RepairKind::Dashes);
                let mut piece = MappedText::default();
                piece.replace(hyphens, word.start..word.start + length);
                piece.push_part(&word.piece, length..word.piece.text.len());
                word.piece = piece;
            }
            if is_plain && is_cmdlet_parameter(&word.piece.text) {
                return Err((Some(word.start), ImportError::Cmdlet("Invoke-WebRequest")));
            }
            if is_plain {
                spelled(&mut word, &mut words, notes);
            }
            let text = word.piece.text.as_str();
            if let Some(name) = text.strip_prefix("--").filter(|name| !name.is_empty()) {
                self.long(&word, name, &mut words, notes)?;
            } else if text.len() > 1 && text.starts_with('-') {
                self.short(&word, &mut words, notes)?;
            } else if is_plain && !word.is_quoted && text.trim_start_matches(['1', '2', '&']).starts_with('>') {
                let end = if text.ends_with('>') { words.pop_front().map(|file| file.end) } else { None };
                notes.push(word.start..end.unwrap_or(word.end), RepairKind::Redirection);
            } else if !text.trim().is_empty() && text != "-" {
                let range = range(&word);
                // This slash was meant to be a backslash at the end of the line; the lexer reports the missing one.
                let is_joint = text == "/"
                    && is_plain
                    && notes.text()[word.end..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
                if is_joint {
                    notes.account_for(range);
                } else {
                    self.url(word.piece, range, notes);
                }
            }
        }
        Ok(())
    }

    /// Parses a long option.
    fn long(
        &mut self,
        word: &ShellWord,
        name: &str,
        words: &mut VecDeque<ShellWord>,
        notes: &mut Report,
    ) -> Result<(), ParseError> {
        // curl does not accept `--name=value`, but people write it.
        let (name, joined) = match name.split_once('=') {
            Some((name, _)) => (name, Some(word.piece.rest(3 + name.len()))),
            None => (name, None),
        };
        match meaning(name) {
            known @ (Meaning::Nothing(false) | Meaning::Get | Meaning::Head) => self.flag(known, range(word), notes),
            Meaning::Unknown => {
                let shown = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
                let mut end = word.end;
                // Most options have a value, which is neither an option nor a URL.
                let is_value = |next: &ShellWord| !is_option(&next.piece.text) && !is_address(&next.piece.text);
                if joined.is_none() && words.front().is_some_and(is_value) {
                    end = words.pop_front().map_or(end, |value| value.end);
                }
                notes.push(word.start..end, RepairKind::UnknownOption(format!("--{shown}")));
            }
            known => self.valued(known, &format!("--{name}"), joined, word, words, notes)?,
        }
        Ok(())
    }

    /// Parses a group of short options. The rest of the word after one that requires a value is its value.
    fn short(
        &mut self,
        word: &ShellWord,
        words: &mut VecDeque<ShellWord>,
        notes: &mut Report,
    ) -> Result<(), ParseError> {
        let text = word.piece.text.as_str();
        for (at, name) in text.char_indices().skip(1) {
            let name = &text[at..at + name.len_utf8()];
            match meaning(name) {
                known @ (Meaning::Nothing(false) | Meaning::Get | Meaning::Head) => {
                    self.flag(known, range(word), notes);
                }
                Meaning::Unknown => {
                    let shown = if name.as_bytes()[0].is_ascii_alphanumeric() { name } else { "" };
                    notes.push(range(word), RepairKind::UnknownOption(format!("-{shown}")));
                    break;
                }
                known => {
                    let mut rest = Some(word.piece.rest(at + name.len())).filter(|rest| !rest.text.is_empty());
                    // curl does not accept `-X=POST`, but people write it, as after a long option.
                    let is_written = matches!(known, Meaning::Method | Meaning::Header | Meaning::Data(_));
                    if let Some(value) = rest.take_if(|rest| is_written && rest.text.starts_with('=')) {
                        notes.push(value.origins(0..1), RepairKind::EqualsSign);
                        rest = Some(value.rest(1));
                    }
                    self.valued(known, &format!("-{name}"), rest, word, words, notes)?;
                    break;
                }
            }
        }
        Ok(())
    }

    /// Applies an option without a value.
    fn flag(&mut self, meaning: Meaning, range: Range<usize>, notes: &mut Report) {
        match meaning {
            Meaning::Get => self.is_get = true,
            Meaning::Head => self.set_method("HEAD".into(), range, notes),
            _ => {}
        }
    }

    /// Applies an option with its value: the rest of its word (`joined`) or the next word.
    fn valued(
        &mut self,
        meaning: Meaning,
        name: &str,
        joined: Option<MappedText>,
        word: &ShellWord,
        words: &mut VecDeque<ShellWord>,
        notes: &mut Report,
    ) -> Result<(), ParseError> {
        let is_joined = joined.is_some();
        let next = if is_joined { None } else { words.pop_front() };
        let is_quoted = next.as_ref().map_or(word.is_quoted, |next| next.is_quoted);
        let (value, end) = match (joined, next) {
            (Some(joined), _) => (joined, word.end),
            (None, Some(next)) => (next.piece, next.end),
            (None, None) => return Ok(()),
        };
        let all = word.start..end;
        match meaning {
            Meaning::Form => return Err((Some(word.start), ImportError::FormData)),
            Meaning::Credentials => notes.push(all, RepairKind::Credentials),
            Meaning::Url => {
                let start = if is_joined { word.start } else { value.origin(0) };
                self.url(value, start..end, notes);
            }
            Meaning::Method => {
                let mut method: String = value.text.chars().filter(char::is_ascii_alphabetic).take(12).collect();
                // The rest is not shown, because it may be a secret.
                if method.len() < value.text.trim().len() {
                    method.push('?');
                }
                self.set_method(method, all, notes);
            }
            Meaning::Header => {
                let is_whole = is_quoted && !value.text.ends_with(':');
                let (value, end) = if is_whole { (value, end) } else { unquoted_header(value, end, words, notes) };
                self.header(visible(value, notes), word.start..end);
            }
            Meaning::Named("Authorization") => {
                let mut header = MappedText::default();
                header.insert("Authorization: Bearer ", word.start);
                header.push_part(&value, 0..value.text.len());
                self.header(header, all);
            }
            Meaning::Named(name) => {
                notes.account_for(all);
                self.other_headers.push(name.into());
            }
            Meaning::Data(kind) => self.data(kind, value, all, words, notes),
            Meaning::Upload => {
                let mut file = MappedText::default();
                file.insert("@", word.start);
                file.push_part(&value, 0..value.text.len());
                self.data.push(Data { value: file, range: all.clone(), kind: Kind::Data });
                // curl(1), --upload-file: the method is PUT, unless another is given.
                if self.method.is_none() {
                    self.set_method("PUT".into(), all, notes);
                }
            }
            Meaning::Nothing(_) => {
                notes.account_for(all);
                if self.ignored.is_empty() {
                    self.first_ignored = word.start;
                }
                if !self.ignored.iter().any(|ignored| ignored == name) {
                    self.ignored.push(name.into());
                }
            }
            Meaning::Get | Meaning::Head | Meaning::Unknown => {}
        }
        Ok(())
    }

    /// Adds a header. `range` covers the header and its option.
    fn header(&mut self, header: MappedText, range: Range<usize>) {
        self.call.headers.push(header);
        self.header_ranges.push(range);
    }

    /// Adds data. `range` covers the option and its value.
    fn data(
        &mut self,
        kind: Kind,
        mut value: MappedText,
        mut range: Range<usize>,
        words: &mut VecDeque<ShellWord>,
        notes: &mut Report,
    ) {
        let mut whole = None;
        if value.text.starts_with('{') && !value.text.contains('"') {
            whole = json::between_own_quotes(notes.text(), value.origin(0), notes);
        }
        if whole.is_none() && !self.has_open_brace {
            match without_quotes(notes.text(), &value, range.end) {
                Ok(None) => {}
                Ok(Some((piece, end))) => {
                    notes.push(value.origin(0)..end, RepairKind::UnquotedBody);
                    whole = Some((piece, end));
                }
                Err(()) => self.has_open_brace = true,
            }
        }
        if let Some((piece, end)) = whole {
            while words.front().is_some_and(|word| word.start < end) {
                words.pop_front();
            }
            (value, range.end) = (piece, end);
        }
        self.data.push(Data { value, range, kind });
    }

    /// Takes the URL. Of two candidates, a real URL wins.
    fn url(&mut self, url: MappedText, range: Range<usize>, notes: &mut Report) {
        let is_better = self.call.url.as_ref().is_none_or(|first| !is_address(&first.text) && is_address(&url.text));
        let has_one = self.call.url.is_some();
        if let Some(first) = self.call.url.as_mut().filter(|first| is_one_url(first, &url.text))
            && notes.text()[self.url_range.end..range.start].trim_matches(['\\', ' ', '\t', '\r', '\n']).is_empty()
        {
            notes.push(self.url_range.start..range.end, RepairKind::LineBreakInUrl);
            first.push_part(&url, 0..url.text.len());
            self.url_range.end = range.end;
            return;
        }
        let first = self.call.url.as_ref().map_or(String::new(), |first| first.text.clone());
        let dropped =
            if is_better { (first, std::mem::replace(&mut self.url_range, range)) } else { (url.text.clone(), range) };
        if is_better {
            self.call.url = Some(visible(url, notes));
        }
        if has_one {
            let is_url = is_address(&dropped.0) || dropped.0.trim_end_matches('.').contains('.');
            notes.push_once(dropped.1, if is_url { RepairKind::MoreUrls } else { RepairKind::StrayWords });
        }
    }

    fn set_method(&mut self, method: String, range: Range<usize>, notes: &mut Report) {
        if let Some((_, earlier)) = self.method.replace((method, range)) {
            notes.account_for(earlier);
        }
    }
}

/// Returns whether two words are one URL that was split: only together they end like a URL of the API.
fn is_one_url(first: &MappedText, second: &str) -> bool {
    const END: &str = "/instances";
    let is_start = first.text.contains("://") && !first.text.ends_with(END) && !first.text.contains(['?', '#']);
    is_start && !second.contains("://") && (first.text.clone() + second).ends_with(END)
}

/// Returns whether `next`, the start of another line, continues the URL in `last`.
pub(crate) fn continues_url(last: &ShellWord, next: &str) -> bool {
    let word = next.split([' ', '\t', '\r', '\n', '\'', '"']).next().unwrap_or_default();
    is_one_url(&last.piece, word)
}

/// Returns a header without quotes, which a shell splits into words, and its end: the next option or URL.
fn unquoted_header(
    mut value: MappedText,
    end: usize,
    words: &mut VecDeque<ShellWord>,
    notes: &mut Report,
) -> (MappedText, usize) {
    let is_secret = authorization::is_header(&value.text);
    if !is_secret && !value.text.ends_with(':') {
        return (value, end);
    }
    let start = value.origin(0);
    let mut last = end;
    let is_part = |next: &ShellWord| !is_option(&next.piece.text) && !is_address(&next.piece.text);
    while let Some(next) = words.front().filter(|next| is_part(next)) {
        value.insert(" ", last);
        value.push_part(&next.piece, 0..next.piece.text.len());
        last = next.end;
        words.pop_front();
        if !is_secret {
            break;
        }
    }
    if last > end {
        notes.push(start..last, RepairKind::UnquotedHeader);
    }
    (value, last)
}

/// Corrects the spelling of an option: a space after the hyphens, capital letters, or a long option with one hyphen.
fn spelled(word: &mut ShellWord, words: &mut VecDeque<ShellWord>, notes: &mut Report) {
    let is_name = |next: &&ShellWord| {
        let name = next.piece.text.as_str();
        !next.is_quoted && (name.len() == 1 || is_long(name)) && is_known(&name.to_ascii_lowercase())
    };
    let (name, end) = match word.piece.text.as_str() {
        "-" | "--" => match words.front().filter(is_name) {
            Some(next) => (next.piece.clone(), next.end),
            None => return,
        },
        text => {
            let hyphens = text.len() - text.trim_start_matches('-').len();
            let length = text[hyphens..].find('=').unwrap_or(text.len() - hyphens);
            let name = &text[hyphens..hyphens + length];
            let is_misspelled = hyphens == 1 || hyphens == 2 && !is_known(name);
            if !is_misspelled || !is_long(name) {
                return;
            }
            (word.piece.rest(hyphens), word.piece.origins(0..hyphens + length).end)
        }
    };
    if word.piece.text.trim_start_matches('-').is_empty() {
        words.pop_front();
        word.end = end;
    }
    let length = name.text.find('=').unwrap_or(name.text.len());
    let written = &name.text[..length];
    let option = if is_long(written) { format!("--{}", written.to_ascii_lowercase()) } else { format!("-{written}") };
    notes.push_once(word.start..end, RepairKind::OptionSpelling(option.clone()));
    let mut piece = MappedText::default();
    piece.replace(&option, word.start..end);
    piece.push_part(&name, length..name.text.len());
    word.piece = piece;
}

/// Returns whether `name` is that of a long option, in any case.
fn is_long(name: &str) -> bool {
    name.len() > 2 && is_known(&name.to_ascii_lowercase())
}

/// Returns a value without zero-width characters.
fn visible(value: MappedText, notes: &mut Report) -> MappedText {
    if !value.text.contains(typography::is_zero_width) {
        return value;
    }
    let mut visible = MappedText::default();
    for (at, part) in value.text.match_indices(|c| !typography::is_zero_width(c)) {
        visible.push(part, value.origin(at));
    }
    for (at, part) in value.text.match_indices(typography::is_zero_width) {
        notes.push_counted(value.origins(at..at + part.len()), RepairKind::InvisibleCharacters(1));
    }
    visible
}

fn is_known(name: &str) -> bool {
    !matches!(meaning(name), Meaning::Unknown)
}

/// Returns whether a word is a parameter of `Invoke-WebRequest`, which Windows `PowerShell` aliases as curl.
fn is_cmdlet_parameter(text: &str) -> bool {
    let names = ["-Uri", "-Method", "-Headers", "-Body", "-ContentType", "-UseBasicParsing", "-InFile", "-OutFile"];
    names.iter().any(|name| text.eq_ignore_ascii_case(name))
}
