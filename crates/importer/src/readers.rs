//! Chooses the reader of a pasted text. A page may load each reader when a text needs it.

use model::char_set::CharSet;
use model::instance::Instance;

use crate::import::ImportResult;
use crate::program::{PROGRAM_READER, ProgramReader};
use crate::program_text::ProgramText;
use crate::source;
use crate::texts::{TEXT_READER, TextReader};
use crate::word_list;

/// A part of the importer that a page can load by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Reads everything but programs: [`TEXT_READER`].
    Texts,
    /// Reads programs: [`PROGRAM_READER`].
    Programs,
}

/// The readers that have been loaded.
#[derive(Clone, Copy, Default)]
pub struct Readers {
    /// [`TEXT_READER`].
    pub texts: Option<&'static TextReader>,
    /// [`PROGRAM_READER`].
    pub programs: Option<&'static ProgramReader>,
}

impl Readers {
    /// All readers. A page that uses this constant loads them with the rest of the importer.
    pub const ALL: Self = Self { texts: Some(&TEXT_READER), programs: Some(&PROGRAM_READER) };

    /// Returns these readers, and those of `others` that are missing.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        Self { texts: self.texts.or(others.texts), programs: self.programs.or(others.programs) }
    }

    fn texts(self) -> Result<&'static TextReader, Reader> {
        self.texts.ok_or(Reader::Texts)
    }

    fn read_program(self, program: ProgramText, current: &Instance) -> Result<ImportResult, Reader> {
        self.programs.ok_or(Reader::Programs).map(|reader| (reader.read)(program, current))
    }
}

/// Imports a pasted text into the form, like [`crate::read_candidate`], by the readers that have been loaded.
///
/// A text that is certainly a program is read as one, and only if that is rejected as another text. Any other text is
/// read as no program first.
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
    let certain = detect_certain_program(text).map(|program| readers.read_program(program, current)).transpose()?;
    if let Some(Ok(import)) = certain {
        return Ok(Ok(import));
    }
    let texts = readers.texts()?;
    let mut other = (texts.read)(text, current, choice);
    let Some(program) = other.program.take() else { return Ok(other.result) };
    let as_program = match certain {
        Some(rejected) => rejected,
        None => readers.read_program(program, current)?,
    };
    Ok((texts.resolve)(as_program, other, current))
}

/// Returns whether a text that was pasted outside any field looks importable.
///
/// # Errors
///
/// Returns the reader that the text needs, if it has not been loaded.
pub fn is_importable_with(text: &str, readers: Readers) -> Result<bool, Reader> {
    Ok(detect_certain_program(text).is_some() || (readers.texts()?.is_importable)(text))
}

/// Returns a text that is certainly a program: it has the signs of one, does not begin like JSON, and has neither a fence,
/// a command of curl nor the first line of an HTTP request.
fn detect_certain_program(text: &str) -> Option<ProgramText<'_>> {
    let program = Some(text).filter(|text| has_no_other_sign(text)).and_then(ProgramText::detect_by_signs);
    // A byte order mark or the marks of lines may be before JSON.
    program.filter(|program| has_no_other_sign(&program.mapped.text))
}

/// Returns whether a text has no sign of another format than that of a program. In doubt it has: `shell::find_curl` and
/// `source::http` know the exact rules, but are not loaded with every text.
fn has_no_other_sign(text: &str) -> bool {
    let mut start = text.trim_start();
    while let Some(comment) = start.strip_prefix("//") {
        start = comment.split_once('\n').map_or("", |(_, rest)| rest.trim_start());
    }
    let is_list = start.strip_prefix('[').is_some_and(|inside| inside.trim_start().starts_with_any("{[\""));
    let begins_like_json = start.starts_with_any("{\"\\") || is_list;
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
        let (method, target) = line.trim_start().split_once([' ', '\t']).unwrap_or_default();
        word_list::any("get post put patch delete", &|known| known.eq_ignore_ascii_case(method))
            && ["/", "http", "{{"].iter().any(|start| target.trim_start().starts_with(start))
    };
    let is_tool = |line: &str| {
        let (name, arguments) = line.trim_start_any("$>#% \t").split_once(' ').unwrap_or_default();
        word_list::contains("wget http https xh xhs postman", name) && !arguments.trim_start().starts_with('=')
    };
    !begins_like_json
        && !source::has_fence(text)
        && !has_command()
        && !text.lines().any(|line| is_request(line) || is_tool(line))
}
