//! Chooses the reader of a pasted text. A page may load each reader when a text needs it.

use model::instance::Instance;

use crate::import::ImportResult;
use crate::program::{PROGRAM_READER, ProgramReader};
use crate::program_text::ProgramText;
use crate::source;
use crate::texts::{TEXT_READER, TextReader};

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
/// a playbook, a command nor the first line of an HTTP request.
fn detect_certain_program(text: &str) -> Option<ProgramText<'_>> {
    let program = Some(text).filter(|text| !source::may_be_other(text)).and_then(ProgramText::detect_by_signs);
    // A byte order mark or the marks of lines may be before JSON.
    program.filter(|program| !source::may_be_other(&program.mapped.text))
}
