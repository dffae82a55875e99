//! The raw JSON in a native text area, and the list of what is wrong with it.

use std::sync::Arc;

use element_instance_form::diagnostic::{Diagnostic, Edit};
use element_instance_form::instance::FieldId;
use element_instance_form::polling::Document;
use element_instance_form::position::{Locator, utf16_offset};
use element_instance_form::words;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

use super::field::control_id;
use super::form::Form;

/// How many problems are listed; the rest are counted.
const LISTED: usize = 100;

/// The text area.
#[component]
pub fn Editor(form: Form) -> impl IntoView {
    let id = control_id(FieldId::Polling);
    let area = NodeRef::<html::Textarea>::new();
    // Writing into the text area what was just read from it would cost its undo.
    let in_area = StoredValue::new(None::<Arc<Document>>);
    Effect::new(move || {
        let document = form.polling.get();
        let is_in_area = in_area.read_value().as_ref().is_some_and(|known| Arc::ptr_eq(known, &document));
        if let Some(area) = area.get()
            && !is_in_area
        {
            area.set_value(document.text());
            in_area.set_value(Some(document));
        }
    });
    let typed = move |text: String| {
        let document = Arc::new(Document::new(text));
        in_area.set_value(Some(document.clone()));
        form.polling.set(document);
    };
    view! {
        <div class="field">
            <label for=id.clone()>{words::RAW_LABEL}</label>
            <textarea
                node_ref=area
                id=id.clone()
                name=id
                rows="16"
                wrap="off"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby="polling-problems"
                aria-invalid=move || (form.polling.read().diagnostics().errors > 0).then_some("true")
                on:input:target=move |event| typed(event.target().value())
            ></textarea>
        </div>
    }
}

/// Everything that was found, in the order of the text.
#[component]
pub fn Problems(form: Form) -> impl IntoView {
    let summary = move || {
        let document = form.polling.read();
        let found = document.diagnostics();
        let count =
            |number: usize, one: &str| if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") };
        match (found.errors, found.warnings) {
            (0, 0) => String::new(),
            (errors, 0) => count(errors, "error"),
            (0, warnings) => count(warnings, "warning"),
            (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
        }
    };
    let items = move || {
        let document = form.polling.get();
        let mut locator = Locator::new(document.text());
        document
            .diagnostics()
            .list()
            .iter()
            .take(LISTED)
            .map(|diagnostic| {
                let place = locator.position(diagnostic.range.start).to_string();
                problem(form, document.text(), diagnostic, place)
            })
            .collect_view()
    };
    view! {
        <div id="polling-problems">
            <p class="help" role="status">{summary}</p>
            <Show when=move || !form.polling.read().diagnostics().is_empty()>
                <ol class="problems" aria-label=words::PROBLEMS>{items}</ol>
            </Show>
        </div>
    }
}

fn problem(form: Form, text: &str, diagnostic: &Diagnostic, place: String) -> impl IntoView + use<> {
    let problem = &diagnostic.problem;
    let range = diagnostic.range.clone();
    let go = move |_| {
        let selection = (range.start, range.end);
        with_editor(form, move |area, text| select(area, text, selection.0, selection.1));
    };
    let fix = diagnostic.fix.as_ref().map(|fix| {
        let label = format!("Fix: {}", fix.describe(text));
        let edits = fix.edits.clone();
        let mend = move |_| {
            let edits = edits.clone();
            with_editor(form, move |area, text| replace(area, text, &edits));
        };
        view! { <button type="button" class="fix" on:click=mend>{label}</button> }
    });
    view! {
        <li data-severity=problem.severity().as_str() data-code=problem.code()>
            <button type="button" class="place" on:click=go>{place}</button>
            {" "}
            <span>{problem.to_string()}</span>
            {" "}
            {fix}
        </li>
    }
}

/// Opens the raw editor if it is closed, and does something with its text area and text.
fn with_editor(form: Form, then: impl FnOnce(&HtmlTextAreaElement, &str) + 'static) {
    form.raw_open.set(true);
    // The text area may only come with the next turn.
    request_animation_frame(move || {
        let area = super::by_id(&control_id(FieldId::Polling)).and_then(|area| area.dyn_into().ok());
        if let Some(area) = area {
            then(&area, form.polling.get_untracked().text());
        }
    });
}

fn select(area: &HtmlTextAreaElement, text: &str, start: usize, end: usize) {
    let unit = |offset| u32::try_from(utf16_offset(text, offset)).unwrap_or(u32::MAX);
    let _ = area.focus();
    let _ = area.set_selection_range(unit(start), unit(end));
}

/// Makes the edits through the browser's own editing, last first, so that its undo takes them back.
fn replace(area: &HtmlTextAreaElement, text: &str, edits: &[Edit]) {
    let Some(document) = document().dyn_ref::<HtmlDocument>().cloned() else { return };
    for edit in edits.iter().rev() {
        select(area, text, edit.range.start, edit.range.end);
        let done = if edit.text.is_empty() {
            document.exec_command("delete")
        } else {
            document.exec_command_with_show_ui_and_value("insertText", false, &edit.text)
        };
        if done.is_err() {
            return;
        }
    }
}
