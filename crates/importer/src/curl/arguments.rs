//! Parses the words after `curl` into options, values and the URL.

use std::collections::VecDeque;
use std::ops::Range;

use model::char_set::CharSet;

use super::data::{Data, unquoted_object};
use super::is_option_name;
use super::options::{DataEncoding, OptionEffect, option_effect};
use super::spelling::{correct_spelling, remove_zero_width};
use super::{InvocationParts, is_url_like, word_range};
use crate::authorization;
use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::shell::{ShellWord, is_option, quoted_body, typography};

impl InvocationParts {
    /// Parses the arguments.
    pub(super) fn parse_arguments(
        &mut self,
        words: VecDeque<ShellWord>,
        report: &mut Report,
    ) -> Result<(), ParseError> {
        let mut words = words;
        while let Some(mut word) = words.pop_front() {
            let is_plain = word.mapped.origin(0) == word.start;
            if is_plain && let Some((length, hyphens)) = typography::dashes(&word.mapped.text, is_option_name) {
                let name = word.mapped.text[length..].bytes();
                let name = name.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
                report.push_once(word.start..word.start + length + name, RepairKind::Dashes);
                let mut mapped = MappedText::default();
                mapped.replace(hyphens, word.start..word.start + length);
                mapped.push_part(&word.mapped, length..word.mapped.text.len());
                word.mapped = mapped;
            }
            if is_plain && is_cmdlet_parameter(&word.mapped.text) {
                return Err((Some(word.start), ImportError::Cmdlet("Invoke-WebRequest")));
            }
            if is_plain {
                correct_spelling(&mut word, &mut words, report);
            }
            let text = word.mapped.text.as_str();
            if let Some(name) = text.strip_prefix("--").filter(|name| !name.is_empty()) {
                self.parse_long(&word, name, &mut words, report)?;
            } else if text.len() > 1 && text.starts_with('-') {
                self.parse_short(&word, &mut words, report)?;
            } else if is_plain && !word.is_quoted && text.trim_start_any("12&").starts_with('>') {
                let end = if text.ends_with('>') { words.pop_front().map(|file| file.end) } else { None };
                report.push(word.start..end.unwrap_or(word.end), RepairKind::Redirection);
            } else if !text.trim().is_empty() && text != "-" {
                let range = word_range(&word);
                // This slash was meant to be a backslash at the end of the line; the lexer reports the missing one.
                let is_line_continuation =
                    text == "/" && is_plain && report.text()[word.end..].trim_start_any(" \t\r").starts_with('\n');
                if is_line_continuation {
                    report.account_for(range);
                } else {
                    self.take_url(word.mapped, range, report);
                }
            }
        }
        Ok(())
    }

    /// Parses a long option.
    fn parse_long(
        &mut self,
        word: &ShellWord,
        name: &str,
        words: &mut VecDeque<ShellWord>,
        report: &mut Report,
    ) -> Result<(), ParseError> {
        // curl does not accept `--name=value`, but people write it.
        let (name, joined) = match name.split_once('=') {
            Some((name, _)) => (name, Some(word.mapped.rest(3 + name.len()))),
            None => (name, None),
        };
        match option_effect(name) {
            known @ (OptionEffect::Nothing(false) | OptionEffect::Get | OptionEffect::Head) => {
                self.apply_flag(known, word_range(word), report);
            }
            OptionEffect::Unknown => {
                let shown = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
                let mut end = word.end;
                // Most options have a value, which is neither an option nor a URL.
                let is_value = |next: &ShellWord| !is_option(&next.mapped.text) && !is_url_like(&next.mapped.text);
                if joined.is_none() && words.front().is_some_and(is_value) {
                    end = words.pop_front().map_or(end, |value| value.end);
                }
                report.push(word.start..end, RepairKind::UnknownOption(format!("--{shown}")));
            }
            known => self.apply_valued(known, &format!("--{name}"), joined, word, words, report)?,
        }
        Ok(())
    }

    /// Parses a group of short options. The rest of the word after one that requires a value is its value.
    fn parse_short(
        &mut self,
        word: &ShellWord,
        words: &mut VecDeque<ShellWord>,
        report: &mut Report,
    ) -> Result<(), ParseError> {
        let text = word.mapped.text.as_str();
        for (at, name) in text.char_indices().skip(1) {
            let name = &text[at..at + name.len_utf8()];
            match option_effect(name) {
                known @ (OptionEffect::Nothing(false) | OptionEffect::Get | OptionEffect::Head) => {
                    self.apply_flag(known, word_range(word), report);
                }
                OptionEffect::Unknown => {
                    let shown = if name.as_bytes()[0].is_ascii_alphanumeric() { name } else { "" };
                    report.push(word_range(word), RepairKind::UnknownOption(format!("-{shown}")));
                    break;
                }
                known => {
                    let mut rest = Some(word.mapped.rest(at + name.len())).filter(|rest| !rest.text.is_empty());
                    // curl does not accept `-X=POST`, but people write it, as after a long option.
                    let allows_equals_sign =
                        matches!(known, OptionEffect::Method | OptionEffect::Header | OptionEffect::Data(_));
                    if let Some(value) = rest.take_if(|rest| allows_equals_sign && rest.text.starts_with('=')) {
                        report.push(value.origins(0..1), RepairKind::EqualsSign);
                        rest = Some(value.rest(1));
                    }
                    self.apply_valued(known, &format!("-{name}"), rest, word, words, report)?;
                    break;
                }
            }
        }
        Ok(())
    }

    /// Applies an option without a value.
    fn apply_flag(&mut self, effect: OptionEffect, range: Range<usize>, report: &mut Report) {
        match effect {
            OptionEffect::Get => self.is_get = true,
            OptionEffect::Head => self.set_method("HEAD".into(), range, report),
            // The request is the same without it.
            _ => report.account_for(range),
        }
    }

    /// Applies an option with its value: the rest of its word (`joined`) or the next word.
    fn apply_valued(
        &mut self,
        effect: OptionEffect,
        name: &str,
        joined: Option<MappedText>,
        word: &ShellWord,
        words: &mut VecDeque<ShellWord>,
        report: &mut Report,
    ) -> Result<(), ParseError> {
        let is_joined = joined.is_some();
        let next = if is_joined { None } else { words.pop_front() };
        let is_quoted = next.as_ref().map_or(word.is_quoted, |next| next.is_quoted);
        let (value, end) = match (joined, next) {
            (Some(joined), _) => (joined, word.end),
            (None, Some(next)) => (next.mapped, next.end),
            (None, None) => return Ok(()),
        };
        let all = word.start..end;
        match effect {
            OptionEffect::Form => return Err((Some(word.start), ImportError::FormData)),
            OptionEffect::Credentials => report.push(all, RepairKind::Credentials),
            OptionEffect::Url => {
                let start = if is_joined { word.start } else { value.origin(0) };
                self.take_url(value, start..end, report);
            }
            OptionEffect::Method => {
                let mut method: String = value.text.chars().filter(char::is_ascii_alphabetic).take(12).collect();
                // The rest is not shown, because it may be a secret.
                if method.len() < value.text.trim().len() {
                    method.push('?');
                }
                self.set_method(method, all, report);
            }
            OptionEffect::Header => {
                let is_whole = is_quoted && !value.text.ends_with(':');
                let (value, end) =
                    if is_whole { (value, end) } else { join_unquoted_header(value, end, words, report) };
                self.add_header(remove_zero_width(value, report), word.start..end);
            }
            OptionEffect::Named("Authorization") => {
                let mut header = MappedText::default();
                header.insert("Authorization: Bearer ", word.start);
                header.append(&value);
                self.add_header(header, all);
            }
            OptionEffect::Named(name) => {
                report.account_for(all);
                self.other_headers.push(name.into());
            }
            OptionEffect::Data(kind) => self.add_data(kind, value, all, words, report),
            OptionEffect::Upload => {
                let mut file = MappedText::default();
                file.insert("@", word.start);
                file.append(&value);
                self.data.push(Data { value: file, range: all.clone(), kind: DataEncoding::Data });
                // curl(1), --upload-file: the method is PUT, unless another is given.
                if self.method.is_none() {
                    self.set_method("PUT".into(), all, report);
                }
            }
            OptionEffect::Nothing(_) => {
                report.account_for(all);
                if self.ignored.is_empty() {
                    self.first_ignored = word.start;
                }
                if !self.ignored.iter().any(|ignored| ignored == name) {
                    self.ignored.push(name.into());
                }
            }
            OptionEffect::Get | OptionEffect::Head | OptionEffect::Unknown => {}
        }
        Ok(())
    }

    /// Adds a header. `range` covers the header and its option.
    fn add_header(&mut self, header: MappedText, range: Range<usize>) {
        self.invocation.headers.push(header);
        self.header_ranges.push(range);
    }

    /// Adds data. `range` covers the option and its value.
    fn add_data(
        &mut self,
        kind: DataEncoding,
        mut value: MappedText,
        mut range: Range<usize>,
        words: &mut VecDeque<ShellWord>,
        report: &mut Report,
    ) {
        let mut whole = None;
        if value.text.starts_with('{') && !value.text.contains('"') {
            whole = quoted_body::between_own_quotes(report.text(), value.origin(0), report);
        }
        if whole.is_none() && !self.has_open_brace {
            match unquoted_object(report.text(), &value, range.clone()) {
                Ok(None) => {}
                Ok(Some((mapped, end))) => {
                    report.push(value.origin(0)..end, RepairKind::UnquotedBody);
                    whole = Some((mapped, end));
                }
                Err(()) => self.has_open_brace = true,
            }
        }
        if let Some((mapped, end)) = whole {
            while words.front().is_some_and(|word| word.start < end) {
                words.pop_front();
            }
            (value, range.end) = (mapped, end);
        }
        self.data.push(Data { value, range, kind });
    }

    fn set_method(&mut self, method: String, range: Range<usize>, report: &mut Report) {
        if let Some((_, earlier)) = self.method.replace((method, range)) {
            report.account_for(earlier);
        }
    }
}

/// Returns a header without quotes, which a shell splits into words, and its end: the next option or URL.
fn join_unquoted_header(
    mut value: MappedText,
    end: usize,
    words: &mut VecDeque<ShellWord>,
    report: &mut Report,
) -> (MappedText, usize) {
    let is_secret = authorization::is_header(&value.text);
    if !is_secret && !value.text.ends_with(':') {
        return (value, end);
    }
    let start = value.origin(0);
    let mut last = end;
    let is_part = |next: &ShellWord| !is_option(&next.mapped.text) && !is_url_like(&next.mapped.text);
    while let Some(next) = words.front().filter(|next| is_part(next)) {
        value.insert(" ", last);
        value.append(&next.mapped);
        last = next.end;
        words.pop_front();
        if !is_secret {
            break;
        }
    }
    if last > end {
        report.push(start..last, RepairKind::UnquotedHeader);
    }
    (value, last)
}

/// Returns whether a word is a parameter of `Invoke-WebRequest`, which Windows `PowerShell` aliases as curl.
fn is_cmdlet_parameter(text: &str) -> bool {
    let names = ["-Uri", "-Method", "-Headers", "-Body", "-ContentType", "-UseBasicParsing", "-InFile", "-OutFile"];
    names.iter().any(|name| text.eq_ignore_ascii_case(name))
}
