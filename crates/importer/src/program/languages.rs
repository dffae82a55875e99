//! All languages that are read.

use super::language::Language;
use super::{compiled, scripting};

/// Returns the language of this name.
pub(super) fn find(name: &str) -> Option<&'static Language> {
    scripting::LANGUAGES.iter().chain(&compiled::LANGUAGES).find(|language| language.name == name)
}
