//! The raw JSON in a native text area, with line numbers and a mark at each problem behind it. The text
//! area keeps its undo, its input methods and what assistive technology makes of it.

use std::sync::Arc;

use element_instance_form::diagnostic::{Edit, Severity};
use element_instance_form::instance::FieldId;
use element_instance_form::polling::Document;
use element_instance_form::position::utf16_offset;
use element_instance_form::words;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlDocument, HtmlTextAreaElement};

use super::field::control_id;
use super::form::Form;
use super::text;

/// How much of a line is looked at for marks, in bytes: more than any screen is wide.
const MARKED: usize = 2_000;

/// What of the text area is in sight, in pixels, and how high its lines are.
#[derive(Clone, Copy, PartialEq, Default)]
struct Sight {
    top: i32,
    left: i32,
    height: i32,
    line: f64,
}

impl Sight {
    /// The first line in sight, and how much of it is not, in hundredths of a pixel: whole numbers, since
    /// to write a fraction takes 6 kB of code.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, and not negative")]
    fn first(self) -> (usize, i32) {
        if self.line <= 0.0 {
            return (0, 0);
        }
        let first = (f64::from(self.top) / self.line).floor();
        (first as usize, ((f64::from(self.top) - first * self.line) * 100.0) as i32)
    }
}

/// The text area and what stands behind it.
#[component]
pub fn Editor(form: Form) -> impl IntoView {
    let id = control_id(FieldId::Polling);
    let area = NodeRef::<html::Textarea>::new();
    let ruler = NodeRef::<html::Span>::new();
    let sight = RwSignal::new(Sight::default());
    let look = move || {
        if let (Some(area), Some(ruler)) = (area.get_untracked(), ruler.get_untracked()) {
            sight.set(Sight {
                top: area.scroll_top(),
                left: area.scroll_left(),
                height: area.client_height(),
                line: ruler.get_bounding_client_rect().height(),
            });
        }
    };
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
            // After typing there is no need: what comes into sight then, comes by scrolling. And to look makes
            // the browser lay out the whole text at once.
            look();
        }
    });
    let typed = move |text: String| {
        let document = Arc::new(Document::new(text));
        in_area.set_value(Some(document.clone()));
        form.set_polling(document);
    };
    let format = move |_| {
        let document = form.polling.get_untracked();
        if let Some(formatted) = document.formatted().filter(|formatted| formatted != document.text()) {
            edit(form, vec![Edit::replace(0..document.text().len(), formatted)]);
        }
    };
    view! {
        <div class="field">
            <div class="bar">
                <label for=id.clone()>{words::RAW_LABEL}</label>
                <button type="button" class="quiet" disabled=move || !form.polling.read().is_json() on:click=format>
                    {words::FORMAT}
                </button>
            </div>
            <div class="editor">
                <div class="behind" aria-hidden="true">
                    <span class="ruler" node_ref=ruler>{"0"}</span>
                    <Behind form sight />
                </div>
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
                    on:input:target=move |event| typed(text::read(value(&event.target())))
                    on:scroll=move |_| look()
                    on:pointerup=move |_| look()
                ></textarea>
            </div>
        </div>
    }
}

#[wasm_bindgen]
extern "C" {
    /// What is in a text area, still as JavaScript has it.
    #[wasm_bindgen(js_name = Object)]
    type Area;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Area) -> JsValue;
}

fn value(area: &HtmlTextAreaElement) -> JsValue {
    area.unchecked_ref::<Area>().value()
}

/// The line numbers and marks of the lines in sight, and of no others: however long the text is, this
/// costs the same.
#[component]
fn Behind(form: Form, sight: RwSignal<Sight>) -> impl IntoView {
    let lines = move || {
        let (document, sight) = (form.polling.read(), sight.get());
        if sight.line <= 0.0 {
            return Vec::new();
        }
        let (first, _) = sight.first();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, and not negative")]
        let count = (f64::from(sight.height) / sight.line) as usize + 2;
        (first..document.lines().count().min(first + count)).map(|index| line(&document, index)).collect::<Vec<_>>()
    };
    view! {
        <div
            class="lines"
            style:transform=move || format!("translateY(calc(-1px * {} / 100))", sight.get().first().1)
            style:--left=move || format!("{}px", -sight.get().left)
        >
            {lines}
        </div>
    }
}

fn line(document: &Document, index: usize) -> impl IntoView + use<> {
    let text = document.text();
    let mut range = document.lines().range(index);
    range.end = range.end.min(range.start + MARKED);
    while !text.is_char_boundary(range.end) {
        range.end -= 1;
    }
    let marks = document.diagnostics().marks(range);
    let worst = marks.iter().filter_map(|(_, severity)| *severity).min();
    let parts = marks.into_iter().map(|(range, severity)| {
        let (class, text) = (severity.map(Severity::as_str), text[range].to_owned());
        view! { <span class=class>{text}</span> }
    });
    view! {
        <div class="line">
            <span class=format!("number {}", worst.map_or("", Severity::as_str))>{index + 1}</span>
            <span class="text">{parts.collect_view()}</span>
        </div>
    }
}

/// Puts the caret at a range of the text, the raw editor opened if it was closed.
pub fn select(form: Form, start: usize, end: usize) {
    with_area(form, move |area, text| select_in(area, text, start, end));
}

/// Makes edits through the browser's own editing, last first, so that its undo takes them back.
pub fn edit(form: Form, edits: Vec<Edit>) {
    with_area(form, move |area, text| {
        let Some(document) = document().dyn_ref::<HtmlDocument>().cloned() else { return };
        for edit in edits.iter().rev() {
            select_in(area, text, edit.range.start, edit.range.end);
            let done = if edit.text.is_empty() {
                document.exec_command("delete")
            } else {
                document.exec_command_with_show_ui_and_value("insertText", false, &edit.text)
            };
            if done.is_err() {
                return;
            }
        }
    });
}

fn with_area(form: Form, then: impl FnOnce(&HtmlTextAreaElement, &str) + 'static) {
    form.raw_open.set(true);
    // The text area may only come with the next turn.
    request_animation_frame(move || {
        let area = super::by_id(&control_id(FieldId::Polling)).and_then(|area| area.dyn_into().ok());
        if let Some(area) = area {
            let document = form.polling.get_untracked();
            then(&area, document.text());
        }
    });
}

fn select_in(area: &HtmlTextAreaElement, text: &str, start: usize, end: usize) {
    let unit = |offset| u32::try_from(utf16_offset(text, offset)).unwrap_or(u32::MAX);
    let _ = area.set_selection_range(unit(start), unit(end));
    // Focus after the selection: the browser then scrolls to it.
    let _ = area.blur();
    let _ = area.focus();
}
