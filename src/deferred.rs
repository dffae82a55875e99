//! The deferred chunk: code that nobody needs before they have typed something, in a file of its own.
//!
//! The first load has the fields, validation and the command for a POSIX shell. All other code is reached through
//! [`DeferredApi`] alone. Both files share one memory; `xtask/site/src/split.rs` works out after linking which function
//! belongs to which. Where nothing is split, as in the inner loop, all of it is one file.

use leptos::prelude::*;
use model::command::Shell;
use model::instance::FieldId;
use model::polling::Document;

use crate::components::highlight;
use crate::dom::effect;
use crate::form::{completion, draft, error_summary, events, extra_fields, field_fix, share_link, shortcuts};
use crate::state::deferred::{DeferredApi, LoadState};
use crate::state::form::Form;
use crate::state::panel_state::PanelState;
use crate::state::validation;
use crate::submit::submission;
use crate::{callback, custom_element, import, request, result};

static DEFERRED: DeferredApi = DeferredApi {
    event_fields: events::fields,
    read_polling: Document::new,
    extra_fields: extra_fields::rows,
    add_extra_field: extra_fields::add,
    import_dialog: import::dialog,
    secrets_prompt: request::secrets_prompt,
    command: Shell::command,
    body_transport: Shell::body_transport,
    download: request::download_request,
    error_for: validation::error_for,
    is_fixable: field_fix::is_fixable,
    fix_buttons: field_fix::buttons,
    forget_element_errors: |form| {
        form.field_errors().forget(|field| matches!(field, FieldId::Element(_)));
        PanelState::of(form).filled.set(None);
    },
    error_summary: error_summary::error_summary,
    submit: submission::submit,
    callback: callback::callback,
    restore: draft::restore,
    apply_link: share_link::apply,
    link_notice: share_link::notice,
    draft_bar: draft::draft_bar,
    result: result::result,
    detach: submission::detach,
    completion: completion::completion,
    handle_key: shortcuts::handle_key,
    shortcuts_dialog: shortcuts::dialog,
    highlight: highlight::highlight,
    mask: custom_element::events::mask,
};

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
pub fn load_on_request(form: Form) {
    let deferred = form.deferred;
    effect(move || {
        if matches!(deferred.load_state.get(), LoadState::Loading) {
            leptos::task::spawn_local(async move {
                let api = load().await.ok();
                // A form that has left the page may have given its submission to another one.
                if deferred.finish(api) && api.is_none() {
                    form.end_attempt();
                }
            });
        }
    });
}
