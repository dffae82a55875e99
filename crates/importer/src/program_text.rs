//! A pasted text with the signs of a program.

use model::instance::Instance;

use crate::import::{Import, ImportResult};
use crate::import_error::Rejection;
use crate::mapped_text::MappedText;
use crate::program;
use crate::report::Report;
use crate::source::{self, NormalizationReport};

/// A pasted text with the signs of a program.
pub struct ProgramText<'t> {
    text: &'t str,
    mapped: MappedText,
    normalization: NormalizationReport,
    /// The name of its language.
    language: &'static str,
}

impl<'t> ProgramText<'t> {
    /// Looks for the signs of a program in a pasted text. `whole` is the text if it has no layers around it.
    pub(crate) fn detect(text: &'t str, whole: Option<MappedText>) -> Option<Self> {
        let of_layers = || source::normalize_program(text);
        let (mapped, normalization) = whole.map_or_else(of_layers, |whole| (whole, NormalizationReport::default()));
        let language = source::programs::detect(&mapped.text)?;
        Some(Self { text, mapped, normalization, language })
    }

    /// Looks for certain signs of a program in a pasted text without fences.
    pub(crate) fn detect_certain(text: &'t str) -> Option<Self> {
        let (mapped, normalization) = source::normalize_unfenced_program(text);
        let language = source::programs::detect_certain(&mapped.text)?;
        Some(Self { text, mapped, normalization, language })
    }
}

/// Imports the program into the form, whose state is `current`.
///
/// # Errors
///
/// Returns the reason why the text was rejected, and its position.
pub fn read(program: ProgramText, current: &Instance) -> ImportResult {
    let mut report = Report::new(program.text, &program.mapped);
    report.add_findings(program.normalization.findings, program.normalization.accounted);
    let mut instance = current.clone();
    match program::import(&program.mapped.text, program.language, &mut instance, &mut report) {
        Ok(read_as) => {
            let (repairs, unlisted) = report.finish();
            Ok(Import { instance, repairs, unlisted, read_as: Some(read_as), candidates: Vec::new() })
        }
        Err((at, error)) => {
            let position = at.map(|at| report.position(at));
            Err(Rejection { position, error, candidates: Vec::new() })
        }
    }
}
