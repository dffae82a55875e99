//! The bar beside Create Instance: what is missing, the time of a request in flight with Cancel, and on a phone the way
//! to the other column.

use leptos::prelude::*;
use model::instance::{ErrorKind, FieldError, FieldId, required_fields};
use model::messages;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use crate::components::deferred_view::deferred_optional;
use crate::components::field_link::field_link;
use crate::dom::html::{button, p};
use crate::dom::{Node, ev, fragment, text};
use crate::runtime::executor;
use crate::state::deferred::{SubmissionChunk, SubmissionView};
use crate::state::form::FormState;
use crate::state::host::{Host, REQUEST_ID};
use crate::state::submission_handle::SubmissionHandle;
use crate::state::validation::Validation;
use crate::state::view::ViewState;

/// Creates the content of the bar before Create Instance.
pub fn action_status(form: FormState) -> Node {
    let (submission, chunk): (SubmissionHandle, SubmissionChunk) = (expect_context(), expect_context());
    let line = completion(form).attr("hidden", move || submission.is_busy.get());
    fragment([line, deferred_optional(form, chunk, SubmissionView::Progress), jump(expect_context())])
}

/// Creates a button that jumps to the column out of sight. The style shows it where one column is below the other.
fn jump(host: Host) -> Node {
    let is_at_request = RwSignal::new(false);
    let watch = StoredValue::new_local(None);
    on_cleanup(move || {
        watch.try_update_value(|kept: &mut Option<(IntersectionObserver, _)>| {
            if let Some((observer, _)) = kept.take() {
                observer.disconnect();
            }
        });
    });
    leptos::task::spawn_local(async move {
        // The column is in the page by now.
        let Some(request) = host.by_id(REQUEST_ID) else { return };
        let noted = move |entries: js_sys::Array| {
            let last: Option<IntersectionObserverEntry> = entries.iter().last().map(JsCast::unchecked_into);
            if let Some(last) = last {
                is_at_request.try_set(last.is_intersecting());
                executor::run();
            }
        };
        let noted = Closure::wrap(Box::new(noted) as Box<dyn FnMut(js_sys::Array)>);
        let middle = IntersectionObserverInit::new();
        middle.set_root_margin("-50% 0px");
        let observer = IntersectionObserver::new_with_options(noted.as_ref().unchecked_ref(), &middle);
        if let Ok(observer) = observer {
            observer.observe(&request);
            watch.try_set_value(Some((observer, noted)));
        }
    });
    let go = move || host.focus(if is_at_request.get_untracked() { "api-host" } else { "tab-all" });
    button()
        .class("quiet jump")
        .on(ev::click, move |_| go())
        .child(move || if is_at_request.get() { messages::FORM } else { messages::REQUEST })
}

/// Creates the line that says how many required fields are filled in, with a link to the next one.
fn completion(form: FormState) -> Node {
    let (view, host): (ViewState, Host) = (expect_context(), expect_context());
    let shown: Validation = expect_context();
    let line = move || {
        let errors = shown.errors.read();
        let is_empty = |error: &&FieldError| error.kind == ErrorKind::Empty;
        let Some(next) = errors.iter().find(is_empty).or(errors.first()) else {
            let Some(field) = shown.still_affected().first().copied() else { return text(messages::COMPLETE) };
            // The API rejected its value.
            let label = move || field.label(form.definition());
            return fragment([text(messages::NEEDS_FIXING), text(" "), field_link(view, host, field, text(label))]);
        };
        let is_missing = |field: &FieldId| errors.iter().filter(is_empty).any(|error| error.field == *field);
        let total = required_fields(form.definition()).count();
        let done = total - required_fields(form.definition()).filter(is_missing).count();
        // Read in a closure of its own: another language replaces no element.
        let error = next.clone();
        let does = if is_empty(&next) { messages::NEXT_FIELD } else { messages::NEEDS_FIXING };
        fragment([
            text(move || messages::REQUIRED_DONE.format(&[&done, &total])),
            text(" · "),
            text(does),
            text(" "),
            field_link(view, host, next.field, text(move || error.label())),
        ])
    };
    p().attr("id", "progress").class("help").child(line)
}
