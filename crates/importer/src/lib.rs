//! Imports pasted text into the form: a cURL command for any shell, a request body, or a polling configuration.
//!
//! `readers` chooses between the readers of programs and of other texts. `source` removes the layers around a text and
//! detects its format; `shell` and `curl` parse a command into a request; `document` and `body` map JSON to the form;
//! `report` collects the repairs and their positions. To *account for* bytes of the text means to record which repair
//! explains why they are not in the request.
//!
//! The crate may know the model, and nothing of a browser. The page loads it on demand.
//!
//! ```
//! use model::element::Definition;
//! use model::instance::Instance;
//!
//! let command = r#"curl -X POST https://api.cloud-elements.com/elements/api-v2/instances -d '{"name": "My store"}'"#;
//! let import = importer::read(command, &Instance::empty(Definition::woocommerce())).unwrap();
//! assert_eq!(import.instance.name, "My store");
//! ```

mod authorization;
mod body;
mod candidate;
mod curl;
mod document;
mod entities;
mod file;
mod formats;
mod import;
mod import_error;
mod mapped_text;
mod other_document;
mod placeholder;
mod program;
mod program_text;
mod readers;
mod recorded_request;
mod repair;
mod report;
mod requests;
mod second_instance;
mod shape;
mod shell;
mod shell_effect;
mod source;
mod texts;
mod tools;
mod url;
mod variable_limits;
mod word_list;
mod wrapper;

pub use candidate::Candidate;
pub use file::decode as decode_file;
pub use import::{Import, ImportResult};
pub use import_error::{ImportError, Rejection};
pub use program::{PROGRAM_READER, ProgramReader};
pub use readers::{Reader, Readers, is_importable_with, read_with};
pub use repair::{LinePrefix, Repair, RepairGroup, RepairKind};
pub use shell_effect::{ShellEffect, ShellReference};
pub use texts::{TEXT_READER, TextReader};

use model::instance::Instance;

/// Imports a pasted text into the form, whose state is `current`.
///
/// # Errors
///
/// Returns the reason why the text was rejected, and its position.
pub fn read(text: &str, current: &Instance) -> ImportResult {
    read_candidate(text, current, None)
}

/// Imports one request of a pasted text, like [`read`]. `choice` is its index among the candidates that an earlier
/// reading of the text has returned.
///
/// # Errors
///
/// Returns the reason why the text was rejected, and its position.
///
/// # Panics
///
/// Never: all readers are there.
pub fn read_candidate(text: &str, current: &Instance, choice: Option<usize>) -> ImportResult {
    read_with(text, current, choice, Readers::ALL).expect("all readers are there")
}

/// Returns whether a text that was pasted outside any field looks importable.
///
/// # Panics
///
/// Never: all readers are there.
#[must_use]
pub fn is_importable(text: &str) -> bool {
    is_importable_with(text, Readers::ALL).expect("all readers are there")
}
