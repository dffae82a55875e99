//! The deferred chunk as the first load sees it: how far it has loaded, its functions, and what waits for them.

use leptos::prelude::*;
use model::command::{BodyTransport, Secrets, Shell};
use model::diagnostic::Severity;
use model::instance::{FieldId, Instance};
use model::polling::Document;
use model::request::HttpRequest;
use model::submission::Attempt;
use web_sys::KeyboardEvent;

use super::form::Form;
use crate::dom::Node;

/// The functions of the deferred chunk. Nothing else of it is reached from the first load.
pub struct DeferredApi {
    /// The fields of events.
    pub event_fields: fn(Form) -> Node,
    /// Parses a polling configuration.
    pub read_polling: fn(String) -> Document,
    /// The rows of the additional configuration.
    pub extra_fields: fn(Form) -> Node,
    /// Adds a row to the additional configuration.
    pub add_extra_field: fn(Form),
    /// The import dialog and its undo.
    pub import_dialog: fn(Form) -> Node,
    /// The line that sets the variables of the secrets.
    pub secrets_prompt: fn(Form) -> Node,
    /// Prints the command for any shell.
    pub command: fn(Shell, &HttpRequest, Secrets) -> String,
    /// Returns how the body travels in the command.
    pub body_transport: fn(Shell, &HttpRequest) -> BodyTransport,
    /// Downloads the script or the body.
    pub download: fn(Form, Download),
    /// Returns the error of a field.
    pub error_for: fn(Form, FieldId) -> Option<(Severity, String)>,
    /// Returns true if a field has a fix, or a fix to undo.
    pub is_fixable: fn(Form, FieldId) -> bool,
    /// The buttons that fix a field.
    pub fix_buttons: fn(Form, FieldId) -> Node,
    /// Removes the errors of the element's fields.
    pub forget_element_errors: fn(Form),
    /// The list of the errors after Create Instance.
    pub error_summary: fn(Form) -> Node,
    /// Validates, asks for confirmations, or sends the request.
    pub submit: fn(Form, Attempt),
    /// The section Try your callback.
    pub callback: fn(Form) -> Node,
    /// Restores the draft, and saves it from then on.
    pub restore: fn(Form, &Instance),
    /// Fills in the values of a link.
    pub apply_link: fn(Form, &str),
    /// The notice about a link.
    pub link_notice: fn(Form) -> Node,
    /// The bar of the draft: Clear, Copy link, shortcuts.
    pub draft_bar: fn(Form) -> Node,
    /// The result of the request.
    pub result: fn(Form) -> Node,
    /// Releases the form's locks. Returns true if its submission has something that outlives the form.
    pub detach: fn(Form) -> bool,
    /// The line that says what is missing.
    pub completion: fn(Form) -> Node,
    /// Does what a shortcut is for. The last argument is true if a text field has the focus.
    pub handle_key: fn(Form, &KeyboardEvent, bool),
    /// The list of keyboard shortcuts.
    pub shortcuts_dialog: fn(Form) -> Node,
    /// Colours a text.
    pub highlight: fn(&Node),
    /// Returns the request with a mask in the place of each secret.
    pub mask: fn(&Instance) -> HttpRequest,
}

/// A text that can be downloaded.
#[derive(Clone, Copy)]
pub enum Download {
    /// The command as a script.
    Script,
    /// The body.
    Body,
}

/// The load state of the deferred chunk.
#[derive(Clone, Copy)]
pub enum LoadState {
    /// It has not been requested.
    Idle,
    /// It was requested.
    Loading,
    /// It can be used.
    Ready(&'static DeferredApi),
    /// It could not be loaded.
    Failed,
}

/// A closure that waits for the deferred chunk.
pub type Waiting = Box<dyn FnOnce(&'static DeferredApi)>;

/// The deferred chunk of one form.
#[derive(Clone, Copy)]
pub struct Deferred {
    /// The load state. `Loading` makes `crate::deferred` load it.
    pub load_state: RwSignal<LoadState>,
    waiting: StoredValue<Vec<Waiting>, LocalStorage>,
}

impl Deferred {
    /// Creates the state before anything has requested the chunk.
    pub fn new() -> Self {
        Self { load_state: RwSignal::new(LoadState::Idle), waiting: StoredValue::new_local(Vec::new()) }
    }

    /// Requests the chunk unless it is loaded or loading.
    pub fn load(self) {
        if matches!(self.load_state.get_untracked(), LoadState::Idle | LoadState::Failed) {
            self.load_state.set(LoadState::Loading);
        }
    }

    /// Notes that the chunk is loaded, or could not be. Returns false if the form has left the page.
    pub fn finish(self, api: Option<&'static DeferredApi>) -> bool {
        if self.load_state.try_set(api.map_or(LoadState::Failed, LoadState::Ready)).is_some() {
            return false;
        }
        if let Some(api) = api {
            for then in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
                then(api);
            }
        }
        true
    }

    /// Returns the functions if they are loaded. An effect subscribes to the load state.
    pub fn ready(self) -> Option<&'static DeferredApi> {
        match self.load_state.get() {
            LoadState::Ready(api) => Some(api),
            _ => None,
        }
    }

    /// Returns the functions if they are loaded, and requests them the first time. An effect subscribes to the load state.
    pub fn api(self) -> Option<&'static DeferredApi> {
        if matches!(self.load_state.get(), LoadState::Idle) {
            self.load();
        }
        self.ready()
    }

    /// Calls `then` as soon as the chunk is loaded, without requesting it.
    pub fn wait(self, then: impl FnOnce(&'static DeferredApi) + 'static) {
        let then: Waiting = Box::new(then);
        self.waiting.update_value(|waiting| waiting.push(then));
    }

    /// Calls `then` now, or as soon as the chunk is loaded.
    pub fn with(self, then: impl FnOnce(&'static DeferredApi) + 'static) {
        if let LoadState::Ready(api) = self.load_state.get_untracked() {
            return then(api);
        }
        self.wait(then);
        self.load();
    }
}
