//! The deferred chunk: code that nobody needs before they have typed something, in a file of its own.
//!
//! The first load has the fields, validation and the command for a POSIX shell. All other code is reached through
//! [`DeferredApi`] alone. Both files share one memory; `xtask/site/src/split.rs` works out after linking which function
//! belongs to which. Where nothing is split, as in the inner loop, all of it is one file.

use leptos::prelude::*;
use model::command::Shell;
use model::instance::FieldId;
use model::polling::Document;
use wasm_bindgen::JsCast;

use crate::components::highlight;
use crate::dom::{effect, fragment};
use crate::form::{
    action_status, connection_test, draft, error_summary, events, extra_fields, field_error, field_fix, recent_hosts,
    sections, share_link, shortcuts, tag_suggestions,
};
use crate::result::created_list;
use crate::runtime::element_script::ElementScript;
use crate::state::actions;
use crate::state::deferred::{Deferred, DeferredApi, LoadState};
use crate::state::folded_sections::FoldedSections;
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::panel_state::PanelState;
use crate::state::submission_handle::SubmissionHandle;
use crate::state::undo::Undo;
use crate::state::validation::{FieldErrors, Validation};
use crate::state::view::ViewState;
use crate::submit::submission::{self, SubmissionState};
use crate::{callback, custom_element, import, request, result};

/// The style of the views of this chunk. In the first load it would weigh 2 kB.
const STYLE: &str = concat!(
    include_str!("../style/polling.css"),
    include_str!("../style/result.css"),
    include_str!("../style/dialog.css")
);

static DEFERRED: DeferredApi = DeferredApi {
    provide_states,
    event_fields: events::fields,
    read_polling: Document::new,
    extra_fields: extra_fields::rows,
    import_dialog: import::dialog,
    secrets_prompt: request::secrets_prompt,
    command: Shell::command,
    body_transport: Shell::body_transport,
    download_script: request::download_script,
    download_body: request::download_body,
    watch_error: field_error::watch,
    fixes: field_fix::fixes,
    error_summary: error_summary::error_summary,
    connection_test: |form| fragment([connection_test::result(form), recent_hosts::suggestions(form)]),
    submit: submission::submit,
    callback: callback::callback,
    restore: draft::restore,
    apply_link: share_link::apply,
    link_notice: share_link::notice,
    draft_bar: draft::draft_bar,
    tag_suggestions: tag_suggestions::tag_suggestions,
    result: result::result,
    created_list: created_list::created_list,
    detach: submission::detach,
    action_status: action_status::action_status,
    handle_key: shortcuts::handle_key,
    shortcuts_dialog: shortcuts::dialog,
    highlight: highlight::highlight,
    mask: custom_element::request_changed::mask,
};

/// Provides the states of the form as contexts for the views of the chunk: those of the first load, which hands them to
/// its views as arguments (contexts there would add 2.4 kB brotli), and its own.
fn provide_states(
    form: FormState,
    host: Host,
    view: ViewState,
    validation: Validation,
    submission: SubmissionHandle,
    deferred: Deferred,
) {
    host.element().unchecked_into::<ElementScript>().extend_style(STYLE);
    provide_context(host);
    provide_context(view);
    provide_context(validation);
    provide_context(submission);
    provide_context(deferred);
    let errors = FieldErrors::new(form, validation);
    let panels = PanelState::new(submission);
    let sections = FoldedSections::new(host);
    sections::follow(form, errors, sections);
    provide_context(sections);
    provide_context(errors);
    provide_context(panels);
    // Clear and Create another share this undo.
    provide_context(Undo::new(host, errors));
    provide_context(SubmissionState::attach(form, submission, deferred));
    // The fields of another element are not those that the errors are about.
    let mut element = form.element.get_untracked();
    effect(move || {
        if element != *form.element.read() {
            element = form.element.get();
            errors.forget(|field| matches!(field, FieldId::Element(_)));
            panels.filled.set(None);
        }
    });
}

#[cfg(split)]
#[wasm_split_helpers::wasm_split(deferred, fallible)]
fn load() -> Result<&'static DeferredApi, wasm_split_helpers::SplitLoaderError> {
    Ok(&DEFERRED)
}

#[cfg(not(split))]
#[allow(clippy::unused_async, reason = "async where the program is split")]
async fn load() -> Result<&'static DeferredApi, ()> {
    Ok(&DEFERRED)
}

/// Loads the chunk each time that the form requests it.
pub fn load_on_request(
    form: FormState,
    host: Host,
    view: ViewState,
    validation: Validation,
    submission: SubmissionHandle,
    deferred: Deferred,
) {
    let provide = move |api: &DeferredApi| {
        (api.provide_states)(form, host, view, validation, submission, deferred);
    };
    effect(move || {
        if matches!(deferred.load_state.get(), LoadState::Loading) {
            leptos::task::spawn_local(async move {
                let api = load().await.ok();
                // A form that has left the page may have given its submission to another one.
                if deferred.finish(api, provide) && api.is_none() {
                    actions::end_attempt(submission, view);
                }
            });
        }
    });
}
