//! Reading a command or a body back into the form.

use element_instance_form::import::looks_like;
use element_instance_form::instance::Instance;
use element_instance_form::words;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::clipboard::pasted;
use super::dom::{Node, el, live, nodes, show};
use super::form::Form;
use super::importer::{Host, Import, Importer};

/// What was read from the pasted text, or why it was not; nothing from none.
type Reading = Option<Result<Import, String>>;

/// How far the module has come that reads.
#[derive(Clone, PartialEq)]
enum Reader {
    Asleep,
    Loading,
    Ready,
    Missing,
}

/// The button `Import…`, its dialog, and the way back.
pub fn import(form: Form, host: Host) -> Node {
    let text = RwSignal::new(String::new());
    let before = RwSignal::new(None::<Instance>);
    let said = RwSignal::new("");
    let reader = RwSignal::new(Reader::Asleep);
    let importer = StoredValue::new_local(None::<Importer>);
    let load = move || {
        if matches!(reader.get_untracked(), Reader::Loading | Reader::Ready) {
            return;
        }
        reader.set(Reader::Loading);
        let host = host.clone();
        leptos::task::spawn_local(async move {
            let loaded = host.importer().await;
            let state = if loaded.is_some() { Reader::Ready } else { Reader::Missing };
            importer.try_set_value(loaded);
            reader.try_set(state);
        });
    };
    let reading = RwSignal::new_local(None::<Result<Import, String>>);
    Effect::new(move || {
        reader.track();
        let read = text.with(|text| importer.with_value(|importer| read(form, importer.as_ref()?, text)));
        reading.set(read);
    });
    let dialog = el("dialog");
    let (opened, closed) = (dialog.clone(), dialog.clone());
    let open = move || {
        load();
        let dialog = opened.as_element::<HtmlDialogElement>();
        if !dialog.open() {
            let _ = dialog.show_modal();
        }
    };
    let close = move || closed.as_element::<HtmlDialogElement>().close();
    let take_over = {
        let close = close.clone();
        move || {
            let instance = reading.with_untracked(|read| Some(read.as_ref()?.as_ref().ok()?.instance.clone()));
            if let Some(instance) = instance {
                before.set(Some(form.replace(&instance)));
                said.set(words::TAKEN_OVER);
                close();
            }
        }
    };
    let undo = move || {
        if let Some(instance) = before.try_update(Option::take).flatten() {
            form.replace(&instance);
            said.set(words::IMPORT_UNDONE);
        }
    };
    let open_pasted = open.clone();
    let handle = window_event_listener(ev::paste, move |event| {
        let is_field = |target: &HtmlElement| {
            target.is_content_editable() || matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        };
        let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let pasted = pasted(&event).filter(|_| !target.as_ref().is_some_and(is_field));
        if let Some(pasted) = pasted.filter(|pasted| looks_like(pasted)) {
            event.prevent_default();
            text.set(pasted);
            open_pasted();
        }
    });
    on_cleanup(move || handle.remove());

    let button = || el("button").attr("type", "button");
    let bar = el("div").class("bar import").child(button().on_click(open).text(words::IMPORT));
    let undo_button = move || button().class("quiet").on_click(undo).text(words::UNDO_IMPORT);
    let bar = bar
        .child(show(move || before.read().is_some(), undo_button))
        .child(el("span").class("said").attr("role", "status").live_text(move || said.get()));
    let area = el("textarea")
        .attr("id", "import-text")
        .attr("rows", "12")
        .attr("aria-describedby", "import-help")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .bind(text);
    let take = button()
        .class("primary")
        .live_attr("disabled", move || !reading.with(|read| matches!(read, Some(Ok(_)))))
        .on_click(take_over)
        .text(words::TAKE_OVER);
    let buttons = el("div").class("buttons").child(take);
    let dialog = dialog
        .attr("aria-labelledby", "import-title")
        // What was pasted may hold secrets: it stays no longer than the dialog.
        .on("close", move |_| text.set(String::new()))
        .child(el("h2").attr("id", "import-title").text(words::IMPORT_TITLE))
        .child(el("label").attr("for", "import-text").text(words::IMPORT_LABEL))
        .child(el("p").class("help").attr("id", "import-help").text(words::IMPORT_HELP))
        .child(area)
        .child(el("p").class("notice").attr("role", "status").live_text(move || match reader.get() {
            Reader::Loading => Some(words::IMPORT_LOADING),
            Reader::Missing => Some(words::IMPORT_MISSING),
            Reader::Asleep | Reader::Ready => None,
        }))
        .child(live(move || reading.with(found)))
        .child(buttons.child(button().class("quiet").on_click(close).text(words::CANCEL)));
    nodes([bar, dialog])
}

fn read(form: Form, importer: &Importer, text: &str) -> Reading {
    if text.trim().is_empty() {
        return None;
    }
    let current = Instance { polling: form.polling.get_untracked(), ..form.instance.get_untracked() };
    Some(importer.read(text, &current, form.definition))
}

/// What is told of the pasted text: why it is refused, or what was repaired in it.
fn found(reading: &Reading) -> Node {
    match reading {
        None => nodes([]),
        Some(Err(refusal)) => el("p").class("failure").attr("role", "alert").text(refusal),
        Some(Ok(import)) if import.repairs.is_empty() => {
            el("p").class("notice").attr("role", "status").text(words::NOTHING_TO_REPAIR)
        }
        Some(Ok(import)) => {
            let items = import.repairs.iter().map(|repair| el("li").text(repair));
            let list = el("ul").class("repairs").attr("aria-label", words::REPAIRS);
            nodes([el("h3").text(words::REPAIRS), list.child(nodes(items))])
        }
    }
}
