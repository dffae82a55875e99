//! Preferences in local storage: the shell, wrapped lines, the shortcuts; and for the standalone page the theme and the
//! API hosts. Never a secret.

use leptos::prelude::window;
use model::command::Shell;

/// The storage keys of the settings for single-letter shortcuts, wrapped lines and the shell.
const LETTERS: &str = "element-instance-form.letters";
const WRAP: &str = "element-instance-form.wrap";
const SHELL: &str = "element-instance-form.shell";

/// The storage keys of the theme, which the element's script reads too, and of the API hosts.
const THEME: &str = "element-instance-form.theme";
const HOSTS: &str = "element-instance-form.hosts";

fn stored(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Stores a value, or removes an empty one. A browser that stores nothing is no error.
fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = if value.is_empty() { storage.remove_item(key) } else { storage.set_item(key, value) };
    }
}

fn on_or_off(is_on: bool) -> &'static str {
    if is_on { "on" } else { "off" }
}

/// Returns true unless the user turned single-letter shortcuts off (WCAG 2.2, 2.1.4).
pub fn has_letter_shortcuts() -> bool {
    stored(LETTERS).as_deref() != Some("off")
}

/// Stores whether single letters are shortcuts.
pub fn set_letter_shortcuts(is_on: bool) {
    store(LETTERS, on_or_off(is_on));
}

/// Returns true if the user turned on the wrapping of lines.
pub fn wraps_lines() -> bool {
    stored(WRAP).as_deref() == Some("on")
}

/// Stores whether lines of code are wrapped.
pub fn set_line_wrapping(is_on: bool) {
    store(WRAP, on_or_off(is_on));
}

/// Returns the shell that was selected last.
pub fn shell() -> Shell {
    let name = stored(SHELL);
    Shell::ALL.into_iter().find(|shell| Some(shell.name()) == name.as_deref()).unwrap_or_default()
}

/// Stores the selected shell.
pub fn set_shell(shell: Shell) {
    store(SHELL, shell.name());
}

/// Stores the theme.
pub fn set_theme(theme: &str) {
    store(THEME, theme);
}

/// Returns the API hosts that were used, as [`RecentHosts`](model::url::RecentHosts) writes them: the last one comes
/// first.
pub fn hosts() -> String {
    stored(HOSTS).unwrap_or_default()
}

/// Stores the API hosts that were used.
pub fn set_hosts(hosts: &str) {
    store(HOSTS, hosts);
}
