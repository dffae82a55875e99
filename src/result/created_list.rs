//! The instances that were created in this tab, without their tokens.

use leptos::prelude::*;
use model::created_list::CreatedInstance;
use model::messages;
use wasm_bindgen::JsValue;

use crate::components::combining::shown;
use crate::dom::html::{h2, li, p, section, ul};
use crate::dom::{Node, effect, fragment, show, text};
use crate::runtime::locale::local_time_at;
use crate::state::form::FormState;
use crate::state::panel_state::PanelState;
use crate::state::submission_handle::SubmissionHandle;
use crate::submit::submission::SubmissionState;

/// Creates the list, and adds each instance that the element receives.
pub fn created_list(_: FormState) -> Node {
    let (panels, handle): (PanelState, SubmissionHandle) = (expect_context(), expect_context());
    let submission: SubmissionState = expect_context();
    effect(move || {
        // The oldest first. Clear removes an instance from the list for good.
        for received in submission.received.read().iter().rev() {
            if received.number > handle.record.with_value(|record| record.last_listed) {
                handle.record.update_value(|record| record.last_listed = received.number);
                if let (Some(id), Some(_)) = (&received.id, &received.token) {
                    let entry = CreatedInstance::new(&received.instance, id, received.at);
                    untrack(|| panels.add_created(handle, entry));
                }
            }
        }
    });
    let items = move || fragment(panels.created.get().into_iter().map(item));
    let list = move || {
        section()
            .class("created-list")
            .attr("aria-label", messages::CREATED_IN_TAB)
            .child(h2().child(messages::CREATED_IN_TAB))
            .child(p().class("help").child(messages::CREATED_IN_TAB_HELP))
            .child(ul().child(items))
    };
    show(move || !panels.created.read().is_empty(), list)
}

fn item(entry: CreatedInstance) -> Node {
    let [name, id] = [&entry.name, &entry.id].map(|value| shown(value).0.into_owned());
    let line = move || {
        let time = local_time_at(entry.at, &JsValue::UNDEFINED);
        messages::CREATED_IN_TAB_ITEM.format(&[&name, &id, &entry.host, &time])
    };
    li().untranslated().child(text(line))
}
