//! The state of the display: the tab, the shell, and whether secrets are shown. The request does not depend on it.

use leptos::prelude::*;
use model::command::Shell;

use super::choice::Choice;
use super::preferences;

/// A part of the request's column, chosen by a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// All of it, one below the other.
    All,
    /// The command.
    Command,
    /// The body.
    Body,
    /// The response.
    Response,
}

/// The choices of the user about the view.
#[derive(Clone, Copy)]
pub struct ViewState {
    /// The shell that the command is for.
    pub shell: Choice<Shell>,
    /// True if secrets are shown instead of masks.
    pub secrets_shown: RwSignal<bool>,
    /// True if the command takes the secrets from the environment.
    pub secrets_from_environment: RwSignal<bool>,
    /// True if long lines of code are wrapped.
    pub lines_wrapped: RwSignal<bool>,
    /// The chosen tab.
    pub tab: Choice<Tab>,
    /// True if the raw JSON of the polling configuration is open.
    pub raw_open: RwSignal<bool>,
    /// True if the optional authentication fields are open.
    pub optional_open: RwSignal<bool>,
    /// True if the list of keyboard shortcuts is open.
    pub shortcuts_open: RwSignal<bool>,
    /// True if the import dialog is open.
    pub import_open: RwSignal<bool>,
    /// The text that the import dialog opens with; empty if nothing was pasted.
    pub pasted_text: RwSignal<String>,
    /// The number of clicks on **Test connection**.
    pub connection_tests: RwSignal<usize>,
    /// The tag that is being typed.
    pub typed_tag: RwSignal<String>,
    /// The number of errors in the summary, for the title of the standalone page.
    pub error_count: RwSignal<usize>,
}

impl ViewState {
    /// Creates the state of a form that nobody has used.
    pub fn new() -> Self {
        Self {
            shell: Choice::new(preferences::shell()),
            secrets_shown: RwSignal::new(false),
            secrets_from_environment: RwSignal::new(false),
            lines_wrapped: RwSignal::new(preferences::wraps_lines()),
            tab: Choice::new(Tab::All),
            raw_open: RwSignal::new(false),
            optional_open: RwSignal::new(false),
            shortcuts_open: RwSignal::new(false),
            import_open: RwSignal::new(false),
            pasted_text: RwSignal::new(String::new()),
            connection_tests: RwSignal::new(0),
            typed_tag: RwSignal::new(String::new()),
            error_count: RwSignal::new(0),
        }
    }

    /// Opens the import dialog with a pasted text. Without one, it keeps a text that was pasted before and waits for the
    /// dialog.
    pub fn open_import(self, pasted: String) {
        self.pasted_text.update(|text| {
            if !pasted.is_empty() {
                *text = pasted;
            }
        });
        self.import_open.set(true);
    }

    /// Returns true if a part is hidden because another tab is chosen. An effect subscribes to the tab.
    pub fn is_hidden(self, part: Tab) -> bool {
        let chosen = self.tab.get();
        chosen != Tab::All && chosen != part
    }
}
