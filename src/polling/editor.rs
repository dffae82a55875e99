//! The editor of the raw JSON: a native text area, with line numbers, colours and marks of problems on a layer behind
//! it. The text area keeps its undo, input methods and accessibility.

use std::sync::Arc;

use leptos::prelude::*;
use model::diagnostic::{Edit, Severity, editing_steps};
use model::instance::FieldId;
use model::messages;
use model::polling::Document;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlDocument, HtmlTextAreaElement};

use crate::components::highlight::highlight;
use crate::components::text_field::control_id;
use crate::components::text_selection;
use crate::dom::html::{button, div, label, span, textarea};
use crate::dom::{Node, effect, ev, fragment};
use crate::runtime::js_string;
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::view::ViewState;

/// The part of a line that the layer shows, in bytes: more than the width of any screen.
const MARKED: usize = 2_000;

/// The visible part of the text area and the height of its lines, in pixels.
#[derive(Clone, Copy, PartialEq, Default)]
struct Viewport {
    top: i32,
    left: i32,
    height: i32,
    line: f64,
}

impl Viewport {
    /// Returns the first visible line, and its hidden part in hundredths of a pixel: formatting fractions would add 6
    /// kB.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, and not negative")]
    fn first(self) -> (usize, i32) {
        if self.line <= 0.0 {
            return (0, 0);
        }
        let first = (f64::from(self.top) / self.line).floor();
        (first as usize, ((f64::from(self.top) - first * self.line) * 100.0) as i32)
    }
}

/// Creates the text area and the layer behind it.
pub fn editor(form: FormState) -> Node {
    let id = &*control_id(FieldId::Polling);
    let (area, ruler) = (textarea(), span().class("ruler").child("0"));
    let viewport = RwSignal::new(Viewport::default());
    let look = {
        let (area, ruler) = (area.clone(), ruler.clone());
        move || {
            let area = area.as_element::<Element>();
            viewport.set(Viewport {
                top: area.scroll_top(),
                left: area.scroll_left(),
                height: area.client_height(),
                line: ruler.as_element::<Element>().get_bounding_client_rect().height(),
            });
        }
    };
    // Writing the text that was just read from the text area would clear its undo.
    let in_area = StoredValue::new(None::<Arc<Document>>);
    let (shown, look_again) = (area.clone(), look.clone());
    effect(move || {
        let document = form.polling.get();
        let is_in_area = in_area.read_value().as_ref().is_some_and(|known| Arc::ptr_eq(known, &document));
        if !is_in_area {
            shown.as_element::<HtmlTextAreaElement>().set_value(document.text());
            in_area.set_value(Some(document));
            // Not after typing, which scrolls if the visible part changes: measuring makes the browser lay out the
            // whole text.
            let look = look_again.clone();
            leptos::task::spawn_local(async move { look() });
        }
    });
    let typed = move |text: String| {
        let document = Arc::new(Document::new(text));
        in_area.set_value(Some(document.clone()));
        form.set_polling(document);
    };
    let (host, view): (Host, ViewState) = (expect_context(), expect_context());
    let format = move || {
        let document = form.polling.get_untracked();
        if let Some(formatted) = document.formatted().filter(|formatted| formatted != document.text()) {
            edit(form, host, view, vec![Edit::replace(0..document.text().len(), formatted)]);
        }
    };
    let bar = div()
        .class("bar")
        .child(label().attr("for", id).attr("id", &format!("{id}-label")).child(messages::RAW_LABEL))
        .child(
            button()
                .class("quiet")
                .attr("disabled", move || !form.polling.read().is_json())
                .on(ev::click, move |_| format())
                .child(messages::FORMAT),
        );
    // The layer is hidden while a longer line is visible.
    let is_behind = move || {
        let document = form.polling.read();
        seen(&document, viewport.get()).all(|index| document.lines().range(index).len() <= MARKED)
    };
    let behind =
        div().class("behind").attr("aria-hidden", "true").untranslated().child(ruler).child(behind(form, viewport));
    let (look_now, from) = (look.clone(), area.clone());
    let area = area
        .attr("id", id)
        .attr("name", id)
        .attr("rows", &form.polling.read_untracked().lines().count().clamp(10, 24).to_string())
        .attr("wrap", "off")
        .verbatim()
        .attr("aria-describedby", "polling-problems")
        .attr("aria-invalid", move || (form.polling.read().diagnostics().errors > 0).then_some("true"))
        .on(ev::input, move |_| typed(js_string::read(value(from.as_element()))))
        .on(ev::scroll, move |_| look())
        .on(ev::pointerup, move |_| look_now());
    let painted = move || Some(if is_behind() { "editor painted" } else { "editor" });
    div().class("field").child(bar).child(div().attr("class", painted).child(behind).child(area))
}

#[wasm_bindgen]
extern "C" {
    /// The text area with its value as a JavaScript string.
    #[wasm_bindgen(js_name = Object)]
    type Area;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Area) -> JsValue;
}

fn value(area: &HtmlTextAreaElement) -> JsValue {
    area.unchecked_ref::<Area>().value()
}

/// Returns the visible lines.
fn seen(document: &Document, viewport: Viewport) -> std::ops::Range<usize> {
    if viewport.line <= 0.0 {
        return 0..0;
    }
    let (first, _) = viewport.first();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, and not negative")]
    let count = (f64::from(viewport.height) / viewport.line) as usize + 2;
    first..document.lines().count().min(first + count)
}

/// Creates the layer. It has only the visible lines, so that its cost does not depend on the length of the text.
fn behind(form: FormState, viewport: RwSignal<Viewport>) -> Node {
    let lines = move || {
        let document = form.polling.read();
        fragment(seen(&document, viewport.get()).map(|index| line(&document, index)))
    };
    let all = div()
        .class("lines")
        .style("transform", move || format!("translateY(calc(-1px * {} / 100))", viewport.get().first().1))
        .style("--left", move || format!("{}px", -viewport.get().left))
        .child(lines);
    highlight(&all);
    all
}

fn line(document: &Document, index: usize) -> Node {
    let text = document.text();
    let mut range = document.lines().range(index);
    range.end = text.floor_char_boundary(range.end.min(range.start + MARKED));
    let marks = document.diagnostics().marks(text, range);
    let worst = marks.iter().filter_map(|(_, severity)| *severity).min();
    let parts = marks.into_iter().map(|(range, severity)| {
        let part = span().child(&text[range]);
        if let Some(severity) = severity { part.class(severity.as_str()) } else { part }
    });
    // The number is an attribute, so that it is not coloured as text.
    let number = span().class(&format!("number {}", worst.map_or("", Severity::as_str)));
    let number = number.attr("data-number", &(index + 1).to_string());
    let parts = span().class("text").child(fragment(parts)).child("\n");
    div().class("line").child(number).child(parts)
}

/// Selects a range of the text, and opens the editor.
pub fn select(form: FormState, host: Host, view: ViewState, start: usize, end: usize) {
    with_area(form, host, view, move |area, text| text_selection::select(area, text, start, end));
}

/// Applies edits through the browser's editing commands, last first, so that its undo reverts them.
pub fn edit(form: FormState, host: Host, view: ViewState, edits: Vec<Edit>) {
    with_area(form, host, view, move |area, text| {
        // The document of a frame, if the element was moved into one.
        let Some(document) = area.owner_document() else { return };
        let document: HtmlDocument = document.unchecked_into();
        for edit in editing_steps(text, &edits).iter().rev() {
            text_selection::select(area, text, edit.range.start, edit.range.end);
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

fn with_area(form: FormState, host: Host, view: ViewState, then: impl FnOnce(&HtmlTextAreaElement, &str) + 'static) {
    view.raw_open.set(true);
    // The text area may not exist before the effects have run.
    request_animation_frame(move || {
        let area = host.by_id(&control_id(FieldId::Polling)).and_then(|area| area.dyn_into().ok());
        if let Some(area) = area {
            let document = form.polling.get_untracked();
            then(&area, document.text());
        }
    });
}
