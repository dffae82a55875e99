//! The functions of the chunks that load later.

use leptos::prelude::Memo;
use model::command::{Secrets, Shell};
use model::instance::{FieldId, Instance};
use model::messages::Message;
use model::polling::Document;
use model::request::HttpRequest;
use model::submission::Attempt;
use web_sys::KeyboardEvent;

use super::chunk::{Chunk, Views};
use super::form::FormState;
use super::host::Host;
use super::submission_handle::SubmissionHandle;
use super::view::ViewState;
use crate::dom::Node;

/// The views of the deferred chunk.
#[derive(Clone, Copy)]
pub enum DeferredView {
    /// The fields of events.
    EventFields,
    /// The rows of the additional configuration.
    ExtraFields,
    /// The import dialog and its undo.
    ImportDialog,
    /// The line that sets the variables of the secrets.
    SecretsPrompt,
    /// The list of the errors after Create Instance.
    ErrorSummary,
    /// The result of **Test connection**, and the suggestions for the field of another host.
    ConnectionTest,
    /// The instances that were created in this tab.
    CreatedList,
    /// The section Try your callback.
    Callback,
    /// The notice about a link.
    LinkNotice,
    /// The bar of the draft: Clear, Copy link, shortcuts.
    DraftBar,
    /// The buttons that add suggested tags.
    TagSuggestions,
    /// The result of the request.
    Result,
    /// The state of the form or of the request, beside Create Instance.
    ActionStatus,
    /// The list of keyboard shortcuts.
    Shortcuts,
}

/// The functions of the deferred chunk. Nothing else of it is reached from the first load.
pub struct DeferredApi {
    /// Provides the states of the chunk as contexts of the form. Called once, before everything else.
    pub provide_states: fn(FormState, Host, ViewState, SubmissionHandle, Deferred),
    /// Creates a view.
    pub view: fn(DeferredView, FormState) -> Node,
    /// Creates a polling configuration, which is not checked yet.
    pub unchecked_polling: fn(String) -> Document,
    /// Prints the command for any shell.
    pub command: fn(Shell, &HttpRequest, Secrets) -> String,
    /// Returns what the user should know about the command before running it.
    pub note: fn(Shell, &HttpRequest) -> Option<Message>,
    /// Downloads the command, given as it is copied, as a script.
    pub download_script: fn(FormState, ViewState, Memo<String>),
    /// Downloads the body.
    pub download_body: fn(FormState),
    /// Notes that a field was left after a change.
    pub mark_touched: fn(FieldId),
    /// Shows the error or warning of a field in the first node, and in `aria-invalid` of the second, its control.
    pub watch_error: fn(FormState, FieldId, Node, Node),
    /// The buttons that fix a field.
    pub fixes: fn(FormState, FieldId) -> Node,
    /// Validates the attempt that waits, asks for confirmations, or sends its request.
    pub submit: fn(SubmissionHandle),
    /// Restores the draft, and saves it from then on.
    pub restore: fn(FormState, &Instance),
    /// Fills in the values of a link.
    pub apply_link: fn(FormState, &str),
    /// Takes the form from its submission. Returns whether the next form has something to show, or `None` if the chunk of the
    /// submission is not loaded.
    pub detach: fn(SubmissionHandle) -> Option<bool>,
    /// Does what a shortcut is for. The last argument is true if a text field has the focus.
    pub handle_key: fn(&KeyboardEvent, bool),
    /// Colours a text.
    pub highlight: fn(&Node),
    /// Returns the request with a mask in the place of each secret.
    pub mask: fn(&Instance) -> HttpRequest,
}

/// The deferred chunk of a form.
pub type Deferred = Chunk<DeferredApi>;

impl Views for DeferredApi {
    type View = DeferredView;

    fn view(&self, view: DeferredView, form: FormState) -> Node {
        (self.view)(view, form)
    }
}

/// The views of the chunk of events.
#[derive(Clone, Copy)]
pub enum EventsView {
    /// The fields of events.
    Fields,
    /// The section Try your callback.
    Callback,
}

/// The functions of the chunk of events, which loads when events are enabled.
pub struct EventsApi {
    /// Creates a view.
    pub view: fn(EventsView, FormState) -> Node,
    /// Checks a polling configuration.
    pub check: fn(&Document),
}

impl Views for EventsApi {
    type View = EventsView;

    fn view(&self, view: EventsView, form: FormState) -> Node {
        (self.view)(view, form)
    }
}

/// The chunk of events of a form.
pub type EventsChunk = Chunk<EventsApi>;

/// The views of the chunk of the submission.
#[derive(Clone, Copy)]
pub enum SubmissionView {
    /// The seconds since the request was sent, and a button that cancels it.
    Progress,
    /// The result of the request.
    Result,
    /// The instances that were created in this tab.
    CreatedList,
}

/// The functions of the chunk of the submission, which loads when a request is about to be sent, or was sent.
pub struct SubmissionApi {
    /// Gives the form to its element's submission, and provides the state of it. Called once, before everything else.
    pub attach: fn(FormState, SubmissionHandle, Deferred),
    /// Validates, asks for confirmations, or sends the request.
    pub submit: fn(Attempt),
    /// Creates a view.
    pub view: fn(SubmissionView, FormState) -> Node,
    /// Forgets the outcome, because the form was cleared.
    pub clear: fn(),
    /// Takes the form from its submission. Returns whether the next form has something to show, or `None` if the element has
    /// no submission.
    pub detach: fn(SubmissionHandle) -> Option<bool>,
}

impl Views for SubmissionApi {
    type View = SubmissionView;

    fn view(&self, view: SubmissionView, form: FormState) -> Node {
        (self.view)(view, form)
    }
}

/// The chunk of the submission of a form.
pub type SubmissionChunk = Chunk<SubmissionApi>;
