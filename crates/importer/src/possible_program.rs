//! A pasted text that may be a program.

use model::instance::Instance;

use crate::import::Import;
use crate::import_error::{ImportError, Rejection};
use crate::mapped_text::MappedText;
use crate::program;
use crate::report::Report;
use crate::source::{self, NormalizationReport};

/// The result of [`crate::read_first`].
pub enum FirstReading<'t> {
    /// The same as [`crate::read_candidate`] returns.
    Result(Box<Result<Import, Rejection>>),
    /// The text may be a program: [`PossibleProgram::read`] has the result.
    Program(Box<PossibleProgram<'t>>),
}

/// A pasted text with the signs of a program, and the result of the other readers.
pub struct PossibleProgram<'t> {
    text: &'t str,
    mapped: MappedText,
    normalization: NormalizationReport,
    /// The name of its language.
    language: &'static str,
    /// The result of the other readers, which holds if the text is no program with a request.
    otherwise: Result<Import, Rejection>,
}

impl<'t> PossibleProgram<'t> {
    /// Looks for the signs of a program in a pasted text. `otherwise` is the result of the other readers, and `whole` the
    /// text if it has no layers around it.
    pub(super) fn first_reading(
        text: &'t str,
        whole: Option<MappedText>,
        otherwise: Result<Import, Rejection>,
    ) -> FirstReading<'t> {
        let of_layers = || source::normalize_program(text);
        let (mapped, normalization) = whole.map_or_else(of_layers, |whole| (whole, NormalizationReport::default()));
        match source::programs::detect(&mapped.text) {
            Some(language) => {
                FirstReading::Program(Box::new(Self { text, mapped, normalization, language, otherwise }))
            }
            None => FirstReading::Result(Box::new(otherwise)),
        }
    }

    /// Imports the program into the form, whose state is `current`.
    ///
    /// # Errors
    ///
    /// Returns the reason why the text was rejected, and its position.
    pub fn read(self, current: &Instance) -> Result<Import, Rejection> {
        let mut report = Report::new(self.text, &self.mapped);
        report.add_findings(self.normalization.findings, self.normalization.accounted);
        let mut instance = current.clone();
        match program::import(&self.mapped.text, self.language, &mut instance, &mut report) {
            // A sentence beside JSON may have the signs of a program.
            Ok(_) if self.otherwise.as_ref().is_ok_and(|other| other.instance == instance) => self.otherwise,
            Ok(read_as) => {
                let (repairs, unlisted) = report.finish();
                Ok(Import { instance, repairs, unlisted, read_as: Some(read_as), candidates: Vec::new() })
            }
            Err((_, ImportError::ProgramText(_))) => self.otherwise,
            Err((at, error)) => {
                let position = at.map(|at| report.position(at));
                self.otherwise.map_err(|_| Rejection { position, error, candidates: Vec::new() })
            }
        }
    }
}
