//! A pasted text with the signs of a program.

use crate::mapped_text::MappedText;
use crate::source::{self, NormalizationReport};

/// A pasted text with the signs of a program.
pub(crate) struct ProgramText<'t> {
    /// The pasted text.
    pub text: &'t str,
    /// The program without the layers around it.
    pub mapped: MappedText,
    /// The removed layers.
    pub normalization: NormalizationReport,
    /// The name of its language.
    pub language: &'static str,
}

impl<'t> ProgramText<'t> {
    /// Looks for the signs of a program in a pasted text. `whole` is the text if it has no layers around it.
    pub fn detect(text: &'t str, whole: Option<MappedText>) -> Option<Self> {
        let of_layers = || source::normalize_program(text);
        let (mapped, normalization) = whole.map_or_else(of_layers, |whole| (whole, NormalizationReport::default()));
        let language = source::programs::detect(&mapped.text)?;
        Some(Self { text, mapped, normalization, language })
    }

    /// Looks for the signs of a program in a pasted text without fences. Its notation alone is not enough.
    pub fn detect_by_signs(text: &'t str) -> Option<Self> {
        let (mapped, normalization) = source::normalize_unfenced_program(text);
        let language = source::programs::detect_by_signs(&mapped.text)?;
        Some(Self { text, mapped, normalization, language })
    }
}
