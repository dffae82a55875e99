//! The deferred chunk as the first load sees it: how far it has loaded, its functions, and what waits for them.

use leptos::prelude::*;
use model::command::{BodyTransport, Secrets, Shell};
use model::instance::{FieldId, Instance};
use model::polling::Document;
use model::request::HttpRequest;
use model::submission::Attempt;
use web_sys::KeyboardEvent;

use super::form::FormState;
use super::host::Host;
use super::submission_handle::SubmissionHandle;
use super::validation::Validation;
use super::view::ViewState;
use crate::dom::Node;

/// The functions of the deferred chunk. Nothing else of it is reached from the first load.
pub struct DeferredApi {
    /// Provides the states of the chunk as contexts of the form. Called once, before everything else.
    pub provide_states: fn(FormState, Host, ViewState, Validation, SubmissionHandle, Deferred),
    /// The fields of events.
    pub event_fields: fn(FormState) -> Node,
    /// Parses a polling configuration.
    pub read_polling: fn(String) -> Document,
    /// The rows of the additional configuration.
    pub extra_fields: fn(FormState) -> Node,
    /// The import dialog and its undo.
    pub import_dialog: fn(FormState) -> Node,
    /// The line that sets the variables of the secrets.
    pub secrets_prompt: fn(FormState) -> Node,
    /// Prints the command for any shell.
    pub command: fn(Shell, &HttpRequest, Secrets) -> String,
    /// Returns how the body travels in the command.
    pub body_transport: fn(Shell, &HttpRequest) -> BodyTransport,
    /// Downloads the command, given as it is copied, as a script.
    pub download_script: fn(FormState, ViewState, Memo<String>),
    /// Downloads the body.
    pub download_body: fn(FormState),
    /// Shows the error or warning of a field in the first node, and in `aria-invalid` of the second, its control.
    pub watch_error: fn(FormState, FieldId, Node, Node),
    /// The buttons that fix a field.
    pub fixes: fn(FormState, FieldId) -> Node,
    /// The list of the errors after Create Instance.
    pub error_summary: fn(FormState) -> Node,
    /// The result of **Test connection**, and the suggestions for the field of another host.
    pub connection_test: fn(FormState) -> Node,
    /// The instances that were created in this tab.
    pub created_list: fn(FormState) -> Node,
    /// Validates, asks for confirmations, or sends the request.
    pub submit: fn(Attempt),
    /// The section Try your callback.
    pub callback: fn(FormState) -> Node,
    /// Restores the draft, and saves it from then on.
    pub restore: fn(FormState, &Instance),
    /// Fills in the values of a link.
    pub apply_link: fn(FormState, &str),
    /// The notice about a link.
    pub link_notice: fn(FormState) -> Node,
    /// The bar of the draft: Clear, Copy link, shortcuts.
    pub draft_bar: fn(FormState) -> Node,
    /// The buttons that add suggested tags.
    pub tag_suggestions: fn(FormState) -> Node,
    /// The result of the request.
    pub result: fn(FormState) -> Node,
    /// Releases the form's locks. Returns true if its submission has something that outlives the form.
    pub detach: fn(SubmissionHandle) -> bool,
    /// The state of the form or of the request, beside Create Instance.
    pub action_status: fn(FormState) -> Node,
    /// Does what a shortcut is for. The last argument is true if a text field has the focus.
    pub handle_key: fn(&KeyboardEvent, bool),
    /// The list of keyboard shortcuts.
    pub shortcuts_dialog: fn(FormState) -> Node,
    /// Colours a text.
    pub highlight: fn(&Node),
    /// Returns the request with a mask in the place of each secret.
    pub mask: fn(&Instance) -> HttpRequest,
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
    /// The owner of everything that belongs to the form. The functions of the chunk are called in it.
    owner: StoredValue<Owner, LocalStorage>,
}

impl Deferred {
    /// Creates the state before anything has requested the chunk, in the owner of the form.
    pub fn new() -> Self {
        Self {
            load_state: RwSignal::new(LoadState::Idle),
            waiting: StoredValue::new_local(Vec::new()),
            owner: StoredValue::new_local(Owner::current().unwrap_or_default()),
        }
    }

    /// Requests the chunk unless it is loaded or loading.
    pub fn load(self) {
        if matches!(self.load_state.get_untracked(), LoadState::Idle | LoadState::Failed) {
            self.load_state.set(LoadState::Loading);
        }
    }

    /// Notes that the chunk is loaded, or could not be. `provide` provides the contexts of its views. Returns false if
    /// the form has left the page.
    pub fn finish(self, api: Option<&'static DeferredApi>, provide: impl FnOnce(&DeferredApi)) -> bool {
        let Some(api) = api else { return self.load_state.try_set(LoadState::Failed).is_none() };
        let is_in_page = self.in_form(|| provide(api)).is_some();
        if is_in_page {
            self.load_state.set(LoadState::Ready(api));
            for then in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
                self.in_form(|| then(api));
            }
        }
        is_in_page
    }

    /// Calls `run` in the form's owner, where the states of the form are contexts. Does nothing if the form has left the
    /// page.
    pub fn in_form<T>(self, run: impl FnOnce() -> T) -> Option<T> {
        Some(self.owner.try_get_value()?.with(run))
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

    /// Calls `then` in the form's owner: now, or as soon as the chunk is loaded, without requesting it.
    pub fn wait(self, then: impl FnOnce(&'static DeferredApi) + 'static) {
        let then: Waiting = Box::new(then);
        if let LoadState::Ready(api) = self.load_state.get_untracked() {
            self.in_form(|| then(api));
        } else {
            self.waiting.update_value(|waiting| waiting.push(then));
        }
    }

    /// Calls `then` in the form's owner: now, or as soon as the chunk is loaded.
    pub fn with(self, then: impl FnOnce(&'static DeferredApi) + 'static) {
        self.wait(then);
        self.load();
    }
}
