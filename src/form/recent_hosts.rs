//! Suggests the API hosts that were typed for earlier requests of the standalone page.

use leptos::prelude::*;
use model::instance::FieldId;
use model::url::RecentHosts;

use crate::components::text_field::control_id;
use crate::dom::html::{datalist, option};
use crate::dom::{Node, effect, fragment};
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::preferences;
use crate::state::submission_handle::SubmissionHandle;

/// The id of the suggestions.
const LIST_ID: &str = "recent-hosts";

/// Creates the suggestions for the field of another host, which exists while that is selected.
pub fn suggestions(form: FormState) -> Node {
    let host: Host = expect_context();
    if !host.is_standalone() {
        return fragment([]);
    }
    effect(move || {
        form.api_host.track();
        request_animation_frame(move || {
            if let Some(field) = host.by_id(&control_id(FieldId::Host)) {
                let _ = field.set_attribute("list", LIST_ID);
            }
        });
    });
    let submission: SubmissionHandle = expect_context();
    let options = move || {
        // Requests add hosts. Clear deletes them, and selects a host.
        // The host is stored before the request ends.
        submission.is_busy.track();
        form.api_host.track();
        let hosts = RecentHosts::parse(&preferences::hosts()).others;
        fragment(hosts.iter().map(|host| option().attr("value", host)))
    };
    datalist().attr("id", LIST_ID).child(options)
}
