//! The importer, a chunk of its own: few users import anything.

use model::instance::Instance;

/// The result of reading a pasted text, as sentences.
#[derive(Clone)]
pub struct Reading {
    /// The reason for rejecting the text; empty if it was imported.
    pub refusal: String,
    /// The new input, unless the text was rejected.
    pub instance: Option<Instance>,
    /// Each repair, the most urgent first, with the heading of its group before it.
    pub repairs: Vec<(String, String)>,
}

/// The functions of the importer that the page calls. Nothing else refers to the crate, so that all of it is split off.
pub struct Importer {
    /// Returns true if a text pasted outside any field looks like a request.
    pub is_importable: fn(&str) -> bool,
    /// Reads a text into an instance. The second argument is the current input.
    pub read: fn(&str, &Instance) -> Reading,
}

static IMPORTER: Importer = Importer { is_importable: importer::is_importable, read };

fn read(text: &str, current: &Instance) -> Reading {
    match importer::read(text, current) {
        Ok(import) => {
            let repairs = import.grouped().into_iter().map(|(heading, repair)| (heading, repair.to_string())).collect();
            Reading { refusal: String::new(), instance: Some(import.instance), repairs }
        }
        Err(refusal) => Reading { refusal: refusal.to_string(), instance: None, repairs: Vec::new() },
    }
}

/// Loads the importer, again after a failure.
///
/// # Errors
/// The file could not be loaded.
#[cfg(split)]
#[wasm_split_helpers::wasm_split(importer, fallible)]
pub fn load() -> Result<&'static Importer, wasm_split_helpers::SplitLoaderError> {
    Ok(&IMPORTER)
}

/// Returns the importer where nothing is split.
///
/// # Errors
/// None.
#[cfg(not(split))]
#[allow(clippy::unused_async, reason = "as it is where the program is split")]
pub async fn load() -> Result<&'static Importer, ()> {
    Ok(&IMPORTER)
}
