//! Chooses the readers of a pasted text. A page may load each of them when a text needs it.

use model::char_set::CharSet;
use model::instance::Instance;

use crate::import::ImportResult;
use crate::program_text::{self, ProgramText};
use crate::source;
use crate::texts::{self, TextReader};

/// A reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Reads everything but programs: [`crate::TEXT_READER`].
    Texts,
    /// Reads programs: [`crate::read_program`].
    Programs,
}

/// The reader of programs, as a function.
pub type ReadProgram = fn(ProgramText, &Instance) -> ImportResult;

/// The readers that have been loaded. Nothing else refers to them.
#[derive(Clone, Copy, Default)]
pub struct Readers {
    /// [`crate::TEXT_READER`].
    pub texts: Option<&'static TextReader>,
    /// [`crate::read_program`].
    pub programs: Option<ReadProgram>,
}

impl Readers {
    /// All readers.
    pub const ALL: Self = Self { texts: Some(&texts::TEXT_READER), programs: Some(program_text::read) };

    fn texts(self) -> Result<&'static TextReader, Reader> {
        self.texts.ok_or(Reader::Texts)
    }

    fn read_program(self, program: ProgramText, current: &Instance) -> Result<ImportResult, Reader> {
        self.programs.ok_or(Reader::Programs).map(|read| read(program, current))
    }
}

/// Imports a pasted text into the form, like [`crate::read_candidate`], by the readers that have been loaded.
///
/// # Errors
///
/// Returns the reader that the text needs, if it has not been loaded.
pub fn read_with(
    text: &str,
    current: &Instance,
    choice: Option<usize>,
    readers: Readers,
) -> Result<ImportResult, Reader> {
    let first = detect_only_program(text).map(|program| readers.read_program(program, current)).transpose()?;
    if let Some(Ok(import)) = first {
        return Ok(Ok(import));
    }
    let texts = readers.texts()?;
    let mut other = (texts.read)(text, current, choice);
    let Some(program) = other.program.take() else { return Ok(other.result) };
    let program = match first {
        Some(rejected) => rejected,
        None => readers.read_program(program, current)?,
    };
    Ok((texts.prefer)(program, other, current))
}

/// Returns whether a text that was pasted outside any field looks importable.
///
/// # Errors
///
/// Returns the reader that the text needs, if it has not been loaded.
pub fn is_importable_with(text: &str, readers: Readers) -> Result<bool, Reader> {
    Ok(detect_only_program(text).is_some() || (readers.texts()?.is_importable)(text))
}

/// Returns a text with the signs of a program if only the reader of programs can read it: the text does not begin like
/// JSON, and has neither a fence, a command of curl nor an HTTP request.
fn detect_only_program(text: &str) -> Option<ProgramText<'_>> {
    Some(text).filter(|text| is_only_program(text)).and_then(ProgramText::detect_certain)
}

fn is_only_program(text: &str) -> bool {
    let begins_like_json = text.trim_start().starts_with_any("{\"\\");
    let is_command = |(at, name): (usize, &str)| {
        let after = &text[at + name.len()..];
        let after = after.strip_prefix(".exe").unwrap_or(after);
        let next = after.trim_start_any(" \t");
        // `$curl` and `curl = …` are variables.
        let is_word = next.len() < after.len() && !next.starts_with_any("=*);,");
        let is_argument = is_word || after.is_empty() || after.starts_with_any("\r\n\"'\\^`");
        is_argument && !text[..at].ends_with('$')
    };
    let has_command = || ["curl", "Curl", "CURL"].iter().any(|name| text.match_indices(*name).any(is_command));
    let is_request = |line: &str| {
        let (method, target) = line.trim_start().split_once(' ').unwrap_or_default();
        matches!(method, "POST" | "GET" | "PUT" | "PATCH" | "DELETE")
            && ["/", "http", "{{"].iter().any(|start| target.trim_start().starts_with(start))
    };
    !begins_like_json && !source::has_fence(text) && !has_command() && !text.lines().any(is_request)
}
