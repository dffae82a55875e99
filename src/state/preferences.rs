//! Preferences in local storage: the shell and the shortcuts. Never the input.

use leptos::prelude::window;
use model::command::Shell;

/// The storage key of the setting for single-letter shortcuts.
const LETTERS: &str = "element-instance-form.letters";

/// Returns true unless the user turned single-letter shortcuts off (WCAG 2.2, 2.1.4).
pub fn has_letter_shortcuts() -> bool {
    let storage = window().local_storage().ok().flatten();
    storage.is_none_or(|storage| storage.get_item(LETTERS).ok().flatten().as_deref() != Some("off"))
}

/// Stores whether single letters are shortcuts.
pub fn set_letter_shortcuts(is_on: bool) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(LETTERS, if is_on { "on" } else { "off" });
    }
}

/// The storage key of the shell.
const SHELL: &str = "element-instance-form.shell";

/// Returns the shell that was selected last.
pub fn shell() -> Shell {
    let storage = window().local_storage().ok().flatten();
    let name = storage.and_then(|storage| storage.get_item(SHELL).ok().flatten());
    Shell::ALL.into_iter().find(|shell| Some(shell.name()) == name.as_deref()).unwrap_or_default()
}

/// Stores the selected shell. A browser that stores nothing is no error.
pub fn set_shell(shell: Shell) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(SHELL, shell.name());
    }
}
