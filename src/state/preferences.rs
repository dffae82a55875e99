//! What the page remembers from one visit to the next: never what was typed.

use leptos::prelude::window;
use model::command::Shell;

/// The name under which is kept that single letters are no shortcuts.
const LETTERS: &str = "element-instance-form.letters";

/// Whether single letters are shortcuts, unless a person said that they are not (WCAG 2.2, 2.1.4).
pub fn takes_letters() -> bool {
    let storage = window().local_storage().ok().flatten();
    storage.is_none_or(|storage| storage.get_item(LETTERS).ok().flatten().as_deref() != Some("off"))
}

/// Remembers whether they are.
pub fn keep_letters(takes_letters: bool) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(LETTERS, if takes_letters { "on" } else { "off" });
    }
}

/// The name under which the choice of a shell is kept.
const SHELL: &str = "element-instance-form.shell";

/// The shell that was chosen last.
pub fn shell() -> Shell {
    let storage = window().local_storage().ok().flatten();
    let name = storage.and_then(|storage| storage.get_item(SHELL).ok().flatten());
    Shell::ALL.into_iter().find(|shell| Some(shell.name()) == name.as_deref()).unwrap_or_default()
}

/// Remembers the shell that was chosen; a browser that keeps nothing is no trouble.
pub fn keep_shell(shell: Shell) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(SHELL, shell.name());
    }
}
