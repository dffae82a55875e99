//! The rest of the page: what nobody needs before they have typed something, in a file of its own that
//! comes then.
//!
//! The first file holds the fields, the checks and the command for a POSIX shell; this one all that is
//! reached through [`Rest`] alone. The two share one memory: which function goes into which file is worked
//! out after linking (`xtask/site/src/split.rs`), from who calls whom. Where nothing is split, as in the inner
//! loop, all of it is in one file.

use std::cell::Cell;

use leptos::prelude::*;
use model::command::{BodyTransport, Secrets, Shell};
use model::diagnostic::Severity;
use model::instance::{FieldId, Instance};
use model::messages;
use model::polling::Document;
use model::request::HttpRequest;
use model::submission::Attempt;
use web_sys::KeyboardEvent;

use crate::callback;
use crate::components::download_button::Kept;
use crate::components::highlight;
use crate::custom_element;
use crate::dom::html::{button, div, p};
use crate::dom::{IntoNode, Node, ev, show};
use crate::form::{completion, draft, error_summary, events, extra_fields, field_fix, share_link, shortcuts};
use crate::import;
use crate::request;
use crate::result;
use crate::state::form::Form;
use crate::state::panel_state::PanelState;
use crate::state::validation;
use crate::state::view::Tab;
use crate::submit::send;
use crate::submit::submission::Submission;

/// The doors to what comes later.
pub struct Rest {
    /// What there is to say of events.
    pub events: fn(Form) -> Node,
    /// Reads a polling configuration.
    pub document: fn(String) -> Document,
    /// The rows of the additional configuration.
    pub additional: fn(Form) -> Node,
    /// Adds a row.
    pub add_entry: fn(Form),
    /// The import dialog, and the way back.
    pub import: fn(Form) -> Node,
    /// The line that sets the variables.
    pub set_secrets: fn(Form) -> Node,
    /// The command for any shell.
    pub command: fn(Shell, &HttpRequest, Secrets) -> String,
    /// How the body travels in it.
    pub body: fn(Shell, &HttpRequest) -> BodyTransport,
    /// Keeps the script or the body as a file.
    pub keep: fn(Form, Kept),
    /// What there is to say of a field.
    pub finding: fn(Form, FieldId) -> Option<(Severity, String)>,
    /// Whether there is a fix for a field, or a way back from one.
    pub is_fixable: fn(Form, FieldId) -> bool,
    /// The buttons for these.
    pub fixes: fn(Form, FieldId) -> Node,
    /// What was refused of the element's fields is told no more.
    pub forget_fields: fn(Form),
    /// What Create Instance refused.
    pub summary: fn(Form) -> Node,
    /// Says what stands against it, asks what has to be confirmed, or sends the request.
    pub press: fn(Form, Attempt),
    /// Trying the callback.
    pub callback: fn(Form) -> Node,
    /// Brings back what was kept, and keeps what is typed.
    pub remember: fn(Form, &Instance),
    /// Takes what a link brings.
    pub follow_link: fn(Form, &str),
    /// What a link did.
    pub told: fn(Form) -> Node,
    /// That it is kept, and what can be done.
    pub kept: fn(Form) -> Node,
    /// What became of it.
    pub answer: fn(Form) -> Node,
    /// Returns whether the submission has something that outlives the form, and releases its locks.
    pub detach: fn(Form) -> bool,
    /// What is still missing.
    pub progress: fn(Form) -> Node,
    /// Does what a key is for; the last says whether it was pressed in a text field.
    pub key: fn(Form, &KeyboardEvent, bool),
    /// The list of the keys.
    pub shortcuts: fn(Form) -> Node,
    /// Colours a text.
    pub highlight: fn(&Node),
    /// The request with every secret-looking text masked.
    pub mask: fn(&Instance) -> HttpRequest,
}

static REST: Rest = Rest {
    events: events::fields,
    document: Document::new,
    additional: extra_fields::entries,
    add_entry: extra_fields::add_entry,
    import: import::dialog,
    set_secrets: request::set_secrets,
    command: Shell::command,
    body: Shell::body_transport,
    keep: request::keep,
    finding: validation::finding,
    is_fixable: field_fix::is_offered,
    fixes: field_fix::buttons,
    forget_fields: |form| {
        validation::forget(form, |field| matches!(field, FieldId::Element(_)));
        PanelState::of(form).filled.set(None);
    },
    summary: error_summary::summary,
    press: send::press,
    callback: callback::callback,
    remember: draft::remember,
    follow_link: share_link::follow,
    told: share_link::told,
    kept: draft::kept,
    answer: result::answer,
    detach: |form| Submission::of(form).detach(),
    progress: completion::progress,
    key: shortcuts::press,
    shortcuts: shortcuts::dialog,
    highlight: highlight::highlight,
    mask: custom_element::events::mask,
};

/// What is done with the rest when it is there.
pub type Waiting = Box<dyn FnOnce(&'static Rest)>;

/// How far the rest has come.
#[derive(Clone, Copy)]
pub enum Progress {
    /// Nobody has asked for it.
    Absent,
    /// It was asked for.
    Coming,
    /// It can be used.
    There(&'static Rest),
    /// It could not be loaded.
    Missing,
}

#[cfg(split)]
#[wasm_split_helpers::wasm_split(deferred, fallible)]
fn rest() -> Result<&'static Rest, wasm_split_helpers::SplitLoaderError> {
    Ok(&REST)
}

#[cfg(not(split))]
#[allow(clippy::unused_async, reason = "as it is where the program is split")]
async fn rest() -> Result<&'static Rest, ()> {
    Ok(&REST)
}

impl Form {
    /// Loads the rest, unless that was done; after a failure once more.
    pub fn load_rest(self) {
        if matches!(self.rest.get_untracked(), Progress::Absent | Progress::Missing) {
            self.rest.set(Progress::Coming);
            leptos::task::spawn_local(async move {
                let rest = rest().await;
                let progress = rest.as_ref().map_or(Progress::Missing, |rest| Progress::There(rest));
                // The form may have left the page meanwhile; then another may have its submission.
                if self.rest.try_set(progress).is_some() {
                    return;
                }
                if let Ok(rest) = rest {
                    self.serve_waiting(rest);
                } else {
                    self.end_press();
                }
            });
        }
    }

    /// Ends a press of Create Instance that waits for the rest. It is told where the answer would be.
    fn end_press(self) {
        if self.submission.is_busy.get_untracked() && self.view.tab.get_untracked() != Tab::All {
            self.view.tab.set(Tab::Response);
        }
        self.submission.is_busy.set(false);
    }

    /// What waits for the rest can do what it wants.
    fn serve_waiting(self, rest: &'static Rest) {
        for then in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
            then(rest);
        }
    }

    /// The rest, if it is there; else it is loaded, and who asked in an effect is told.
    pub fn rest(self) -> Option<&'static Rest> {
        match self.rest.get() {
            Progress::There(rest) => Some(rest),
            Progress::Absent => {
                self.load_rest();
                None
            }
            Progress::Coming | Progress::Missing => None,
        }
    }

    /// Does something with the rest, now or when it is there.
    pub fn with_rest(self, then: impl FnOnce(&'static Rest) + 'static) {
        if let Progress::There(rest) = self.rest.get_untracked() {
            return then(rest);
        }
        let then: Waiting = Box::new(then);
        self.waiting.update_value(|waiting| waiting.push(then));
        self.load_rest();
    }

    /// Ends what belongs to the form alone; returns whether its submission has something that outlives it.
    pub fn detach(self) -> bool {
        if let Progress::There(rest) = self.rest.get_untracked() {
            return (rest.detach)(self);
        }
        // A press that waits for the rest goes with the form.
        if self.presses.get_value() > 0 {
            self.submission.is_busy.set(false);
        }
        // What an earlier form has left.
        self.submission.is_answer_wanted.get_untracked()
    }

    /// Puts another polling configuration into the form.
    pub fn type_polling(self, text: String) {
        self.with_rest(move |rest| self.set_polling((rest.document)(text).into()));
    }
}

/// A piece of the page that comes with the rest, as soon as it is wanted. Until it is there, that is told.
pub fn later(form: Form, wanted: impl Fn() -> bool + 'static, piece: fn(&Rest) -> fn(Form) -> Node) -> Node {
    let was_wanted = Cell::new(false);
    let is_wanted = move || {
        was_wanted.set(was_wanted.get() || wanted());
        was_wanted.get()
    };
    let piece = move || match form.rest.get() {
        Progress::There(rest) => untrack(|| piece(rest)(form)),
        Progress::Missing => missing(form),
        Progress::Absent | Progress::Coming => {
            form.load_rest();
            p().class("notice").attr("role", "status").child(messages::DEFERRED_LOADING)
        }
    };
    show(is_wanted, move || piece.into_node())
}

fn missing(form: Form) -> Node {
    let again = button().attr("type", "button").on(ev::click, move |_| form.load_rest()).child(messages::TRY_AGAIN);
    div().class("failure").attr("role", "alert").child(p().child(messages::DEFERRED_LOAD_FAILED)).child(again)
}
