//! The importer, a chunk of its own: few users import anything. Each of its readers is another one, because a text needs
//! only one of them.

use std::ops::Range;

use importer::{Candidate, ImportResult, ProgramReader, Repair, RepairGroup, TextReader};
pub use importer::{Reader, Readers};
use model::instance::Instance;
use model::messages;

/// The result of reading a pasted text, as sentences.
#[derive(Clone)]
pub struct Reading {
    /// The reason for rejecting the text; empty if it was imported.
    pub refusal: String,
    /// The new input, unless the text was rejected.
    pub instance: Option<Instance>,
    /// The repairs, the most urgent first.
    pub repairs: Vec<RepairText>,
    /// The numbers in the first line of the result.
    pub counts: Counts,
    /// The name of the format or program that was recognised; empty for a command or JSON.
    pub read_as: String,
    /// The requests that can be meant, if there are several.
    pub candidates: Vec<String>,
}

/// The text of a repair.
#[derive(Clone)]
pub struct RepairText {
    /// The heading of its group.
    pub heading: String,
    /// Its position in the pasted text, if it concerns one: in words and in bytes.
    pub position: Option<(String, Range<usize>)>,
    /// Its message.
    pub message: String,
}

/// The numbers of an import.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    /// Fields of the form that change.
    pub changed: usize,
    /// Corrections of the notation.
    pub repaired: usize,
    /// Repairs that the user should check.
    pub to_check: usize,
}

/// The functions of the importer that the page calls. Nothing else calls the crate, so that all of it is split off.
pub struct Importer {
    /// Returns true if a text pasted outside any field looks like a request, or the reader that the text needs.
    pub is_importable: fn(&str, Readers) -> Result<bool, Reader>,
    /// Reads a text into an instance. The second argument is the current input, the third the index of the chosen
    /// request. Returns the reader that the text needs, if that is missing.
    pub read: fn(&str, &Instance, Option<usize>, Readers) -> Result<Reading, Reader>,
    /// Returns the text of a file.
    pub decode: fn(Vec<u8>) -> Option<String>,
}

static IMPORTER: Importer =
    Importer { is_importable: importer::is_importable_with, read, decode: importer::decode_file };

fn read(text: &str, current: &Instance, choice: Option<usize>, readers: Readers) -> Result<Reading, Reader> {
    importer::read_with(text, current, choice, readers).map(|result| reading(result, current))
}

fn reading(result: ImportResult, current: &Instance) -> Reading {
    let labels = |candidates: &[Candidate]| candidates.iter().map(ToString::to_string).collect();
    match result {
        Ok(import) => {
            // A draft may have restored a configuration that is not checked yet.
            import.instance.polling.check();
            let mut repairs: Vec<RepairText> =
                import.grouped().into_iter().map(|(heading, repair)| repair_text(heading, repair)).collect();
            let count = |is_counted: fn(RepairGroup) -> bool| {
                import.repairs.iter().filter(|repair| is_counted(repair.kind.group())).count()
            };
            let consequences = consequences(&import.instance, current);
            let counts = Counts {
                changed: import.instance.count_changed_fields(current),
                repaired: count(|group| group == RepairGroup::Notation),
                to_check: count(|group| group <= RepairGroup::Guessed) + consequences.len(),
            };
            let at = count(|group| group < RepairGroup::Guessed);
            repairs.splice(at..at, consequences);
            let read_as = import.read_as.as_ref().map(|name| messages::READ_AS.format(&[name])).unwrap_or_default();
            let candidates = labels(&import.candidates);
            let instance = Some(import.instance);
            Reading { refusal: String::new(), instance, repairs, counts, read_as, candidates }
        }
        Err(rejection) => Reading {
            refusal: rejection.to_string(),
            instance: None,
            repairs: Vec::new(),
            counts: Counts::default(),
            read_as: String::new(),
            candidates: labels(&rejection.candidates),
        },
    }
}

/// Returns what the user should check before filling in the form: what that removes, where it sends secrets that were
/// entered before, and whether it leads to errors of the polling configuration.
fn consequences(instance: &Instance, current: &Instance) -> Vec<RepairText> {
    let mut texts = Vec::new();
    let definition = instance.definition();
    let emptied: Vec<&str> =
        instance.emptied_fields(current).into_iter().map(|field| field.label(definition)).collect();
    if !emptied.is_empty() {
        texts.push(messages::IMPORT_EMPTIES.format(&[&emptied.join(", ")]));
    }
    if instance.moves_secrets(current) {
        texts.push(messages::IMPORT_MOVES_SECRETS.format(&[&instance.host]));
    }
    let errors = instance.polling.diagnostics().errors;
    if instance.is_polling() && errors > 0 {
        texts.push(messages::IMPORT_POLLING_ERRORS.format(&[&errors]));
    }
    let heading = RepairGroup::Guessed.heading(1);
    texts.into_iter().map(|message| RepairText { heading: heading.clone(), position: None, message }).collect()
}

fn repair_text(heading: String, repair: &Repair) -> RepairText {
    let position = repair.position.zip(repair.range.clone());
    RepairText {
        heading,
        position: position.map(|(position, range)| (position.to_string(), range)),
        message: repair.kind.to_string(),
    }
}

/// Loads the importer, again after a failure.
///
/// # Errors
/// A file could not be loaded.
#[cfg(split)]
pub async fn load() -> Result<&'static Importer, wasm_split_helpers::SplitLoaderError> {
    // The importer calls the reader of JSON in the file of this chunk.
    load_events().await?;
    load_importer().await
}

#[cfg(split)]
#[wasm_split_helpers::wasm_split(events, fallible)]
fn load_events() -> Result<(), wasm_split_helpers::SplitLoaderError> {
    Ok(())
}

#[cfg(split)]
#[wasm_split_helpers::wasm_split(importer, fallible)]
fn load_importer() -> Result<&'static Importer, wasm_split_helpers::SplitLoaderError> {
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

/// Loads a reader, again after a failure. Returns it only, or `None` if it could not be loaded.
pub async fn load_reader(reader: Reader) -> Option<Readers> {
    Some(match reader {
        Reader::Texts => Readers { texts: Some(load_texts().await.ok()?), programs: None },
        Reader::Programs => Readers { texts: None, programs: Some(load_programs().await.ok()?) },
    })
}

#[cfg(split)]
#[wasm_split_helpers::wasm_split(texts, fallible)]
fn load_texts() -> Result<&'static TextReader, wasm_split_helpers::SplitLoaderError> {
    Ok(&importer::TEXT_READER)
}

#[cfg(split)]
#[wasm_split_helpers::wasm_split(programs, fallible)]
fn load_programs() -> Result<&'static ProgramReader, wasm_split_helpers::SplitLoaderError> {
    Ok(&importer::PROGRAM_READER)
}

/// Returns the reader of texts where nothing is split.
#[cfg(not(split))]
#[allow(clippy::unused_async, reason = "as it is where the program is split")]
async fn load_texts() -> Result<&'static TextReader, ()> {
    Ok(&importer::TEXT_READER)
}

/// Returns the reader of programs where nothing is split.
#[cfg(not(split))]
#[allow(clippy::unused_async, reason = "as it is where the program is split")]
async fn load_programs() -> Result<&'static ProgramReader, ()> {
    Ok(&importer::PROGRAM_READER)
}
