//! The page, composed of the features. Views read derived values and write fields; the rules of the domain are in the
//! model.

use leptos::prelude::*;
use model::element::Definition;
use model::messages;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, KeyboardEvent};

use crate::components::deferred_view::{deferred_optional, deferred_view, load_failure};
use crate::dom::html::{self, button, div, p};
use crate::dom::{Node, custom, effect, ev, fragment, select_control, show, text};
use crate::form::{authentication, connection, events, extra_fields, language_select, shortcuts, tags, theme_select};
use crate::import::import;
use crate::request::tabs::request_column;
use crate::runtime::locale;
use crate::state::actions;
use crate::state::chunk::LoadState;
use crate::state::command::CommandText;
use crate::state::deferred::{Deferred, DeferredView};
use crate::state::form::FormState;
use crate::state::host::{CREATE_ID, Host};
use crate::state::submission_handle::SubmissionHandle;
use crate::state::view::ViewState;

/// The id of the title.
const TITLE_ID: &str = "title";

/// The id of the form with all fields.
const FORM_ID: &str = "fields";

/// Creates the whole form.
pub fn view(
    form: FormState,
    host: Host,
    view: ViewState,
    submission: SubmissionHandle,
    deferred: Deferred,
    texts: CommandText,
) -> Node {
    shortcuts::listen_for_keys(host, deferred);
    let page = div().class("page").attr("lang", locale::language);
    let fields = fields(form, host, view, submission, deferred);
    let columns = div().class("columns").child(fields);
    let columns = columns.child(request_column(form, host, view, submission, deferred, texts));
    page.child(header(form, host, view, deferred)).child(columns)
}

fn header(form: FormState, host: Host, view: ViewState, deferred: Deferred) -> Node {
    // An embedded form does not set the page's title.
    let is_alone = host.is_standalone();
    let title =
        custom(if is_alone { "h1" } else { "h2" }).class("title").attr("id", TITLE_ID).child(move || title(form));
    if is_alone {
        effect(move || {
            let (errors, title) = (view.error_count.get(), self::title(form));
            document().set_title(&if errors == 0 { title } else { format!("({errors}) {title}") });
        });
    }
    html::header()
        .attr("part", "header")
        .child(title)
        .child(p().class("lead").child(messages::LEAD))
        .child(import(form, host, view, deferred))
        .child(
            div()
                .class("choices")
                .child(element_choice(form))
                .child(language_select::language_select(host))
                .child(if is_alone { theme_select::theme_select(host) } else { fragment([]) }),
        )
}

/// Returns the title, in the terms of the vendor whose host is selected.
fn title(form: FormState) -> String {
    if form.is_sap() { messages::TITLE_SAP } else { messages::TITLE }.format(&[&form.definition().name])
}

/// Creates the select of the element.
fn element_choice(form: FormState) -> Node {
    let choices =
        Definition::all().iter().map(|definition| (definition.key.to_owned(), text(definition.name))).collect();
    let select =
        select_control(choices, move || form.definition().key.into(), move |key| actions::set_element(form, key));
    let label = move || if form.is_sap() { messages::ELEMENT_SAP } else { messages::ELEMENT };
    div().child(html::label().attr("for", "element").child(label)).child(select.attr("id", "element"))
}

/// Creates the form, the bar at its foot and the bar of the draft.
fn fields(form: FormState, host: Host, view: ViewState, submission: SubmissionHandle, deferred: Deferred) -> Node {
    let submit = move |event: Event| {
        event.prevent_default();
        actions::submit(form, submission, deferred);
    };
    let create = button()
        .attr("type", "submit")
        // The bar is beside the form, to stay in sight below the request too.
        .attr("form", FORM_ID)
        .class("primary create")
        .attr("part", "create")
        .attr("id", CREATE_ID)
        .attr("aria-describedby", "progress")
        .attr("aria-disabled", move || submission.is_busy.get().then_some("true"))
        .child(move || if submission.is_busy.get() { messages::SENDING } else { messages::CREATE })
        // A sandboxed frame without `allow-forms` has no event `submit`. Enter in a field clicks the button too.
        .on(ev::click, submit);
    let card = div()
        .class("card")
        .child(connection::connection(form, host, view, deferred))
        .child(authentication::authentication(form, view, deferred))
        .child(events::events(form, deferred))
        .child(tags::tags(form, view, deferred))
        .child(extra_fields::extra_fields(form, deferred));
    let fields = html::form()
        .attr("part", "fields")
        .attr("id", FORM_ID)
        .attr("novalidate", "")
        // Submitting a form with this method sends nothing, also before the program has started.
        .attr("method", "dialog")
        .attr("aria-labelledby", TITLE_ID)
        .on(ev::submit, submit)
        .on(ev::keydown, once)
        .child(deferred_optional(form, deferred, DeferredView::LinkNotice))
        .child(deferred_optional(form, deferred, DeferredView::ErrorSummary))
        .child(card);
    let status = deferred_optional(form, deferred, DeferredView::ActionStatus);
    let is_missing = move || matches!(deferred.load_state.get(), LoadState::Failed);
    fragment([
        fields,
        show(is_missing, move || load_failure(deferred)),
        div().class("actions").child(status).child(create),
        deferred_optional(form, deferred, DeferredView::DraftBar),
        deferred_view(form, deferred, move || view.shortcuts_open.get(), DeferredView::Shortcuts),
    ])
}

/// Ignores the repeats of Enter that is held down, except in a text area.
fn once(event: KeyboardEvent) {
    let is_text = event.target().is_some_and(|target| target.is_instance_of::<HtmlTextAreaElement>());
    if event.repeat() && event.key() == "Enter" && !is_text {
        event.prevent_default();
    }
}
