//! A pasted text that may be a program.

use model::instance::Instance;

use crate::import::Import;
use crate::import_error::{ImportError, Rejection};
use crate::mapped_text::MappedText;
use crate::program;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::second_instance::is_other_instance;
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
    /// True if that is of JSON in a text with a program in a fence.
    is_fenced: bool,
}

impl<'t> PossibleProgram<'t> {
    /// Looks for the signs of a program in a pasted text. `otherwise` is the result of the other readers, and `whole` the
    /// text if it has no layers around it. `is_fenced` is true if it is JSON beside a program in a fence.
    pub(super) fn first_reading(
        text: &'t str,
        whole: Option<MappedText>,
        otherwise: Result<Import, Rejection>,
        is_fenced: bool,
    ) -> FirstReading<'t> {
        let of_layers = || source::normalize_program(text);
        let (mapped, normalization) = whole.map_or_else(of_layers, |whole| (whole, NormalizationReport::default()));
        match source::programs::detect(&mapped.text) {
            Some(language) => {
                FirstReading::Program(Box::new(Self { text, mapped, normalization, language, otherwise, is_fenced }))
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
            Ok(_) if self.is_fenced && is_beside_another(&instance, &self.otherwise, current) => {
                let error = ImportError::Instances(2);
                Err(Rejection { position: None, error, candidates: Vec::new() })
            }
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

/// Returns whether the JSON beside a program creates another instance than the program, or has values that the program
/// lacks. The API's answer does not.
fn is_beside_another(program: &Instance, json: &Result<Import, Rejection>, current: &Instance) -> bool {
    json.as_ref().is_ok_and(|json| {
        let is_answer = json.repairs.iter().any(|repair| repair.kind == RepairKind::Response);
        let is_other = is_other_instance(&json.instance, program, current);
        !is_answer && (is_other || !program.emptied_fields(&json.instance).is_empty())
    })
}
