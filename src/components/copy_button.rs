//! A button that copies a text and confirms it.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use model::messages::{self, Message};
use model::request::Secret;
use model::response::copyable;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, Element, HtmlDocument, HtmlElement, HtmlTextAreaElement};

use crate::dom::html::{self, span};
use crate::dom::icon::COPY;
use crate::dom::{Node, ev, fragment, icon};

/// The duration of the confirmation.
const FEEDBACK: Duration = Duration::from_secs(3);

/// Returns the confirmation for a copy with these secrets: it says whether the copy contains them or variables.
pub fn copied(mut secrets: &mut dyn Iterator<Item = &Secret>, from_environment: bool) -> Message {
    if from_environment {
        return if secrets.next().is_some() { messages::COPIED_FROM_ENVIRONMENT } else { messages::COPIED };
    }
    if Iterator::any(&mut secrets, |secret| !secret.is_placeholder) {
        messages::COPIED_WITH_SECRETS
    } else {
        messages::COPIED
    }
}

/// Returns the confirmation at the time of the click.
pub type Done = Rc<dyn Fn() -> Message>;

/// Creates a button that copies the result of `text` at the time of the click, and then shows `done`.
pub fn copy_button(label: Message, done: Option<Done>, text: impl Fn() -> String + 'static) -> Node {
    button(label, done, Rc::new(text), Rc::new(|| {}))
}

/// Creates a button that copies a value from the API, escaped so that pasting it into a terminal runs nothing. It calls
/// `then` after a copy.
pub fn copy_value_button(label: Message, value: String, then: impl Fn() + 'static) -> Node {
    let (copied, is_escaped) = copyable(&value);
    let (copied, is_escaped) = (copied.into_owned(), is_escaped);
    let done: Done = Rc::new(move || if is_escaped { messages::COPIED_ESCAPED } else { messages::COPIED });
    button(label, Some(done), Rc::new(move || copied.clone()), Rc::new(then))
}

/// Creates a button like [`copy_button`], which calls `then` after a copy.
pub fn copy_button_then(
    label: Message,
    done: Option<Done>,
    text: impl Fn() -> String + 'static,
    then: impl Fn() + 'static,
) -> Node {
    button(label, done, Rc::new(text), Rc::new(then))
}

fn button(label: Message, done: Option<Done>, text: Rc<dyn Fn() -> String>, then: Rc<dyn Fn()>) -> Node {
    let said = RwSignal::new(String::new());
    let button = html::button().class("copy");
    let element = button.as_element::<Element>().clone();
    let copy = move || {
        let (text, then, element) = (text(), then.clone(), element.clone());
        let done = done.as_ref().map_or(messages::COPIED, |done| untrack(|| done()));
        leptos::task::spawn_local(async move {
            // A command whose part of the page is missing is empty.
            let is_copied = !text.is_empty() && copy(&text).await;
            said.try_set(if is_copied { done } else { messages::COPY_FAILED }.into());
            if is_copied {
                // The style shows a tick instead of the icon. A signal here would add 200 bytes to the first load.
                let _ = element.set_attribute("data-copied", "");
                then();
            }
            set_timeout(
                move || {
                    let _ = element.remove_attribute("data-copied");
                    said.try_set(String::new());
                },
                FEEDBACK,
            );
        });
    };
    fragment([
        button.on(ev::click, move |_| copy()).child(icon(COPY)).child(span().child(label)),
        span().class("said").attr("role", "status").child(move || said.get()),
    ])
}

/// Copies `text` to the clipboard. Returns false if the browser denies it.
async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Only a secure context has this clipboard.
    if AsRef::<JsValue>::as_ref(&clipboard).is_undefined() {
        return copy_by_selection(text);
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok() || copy_by_selection(text)
}

fn copy_by_selection(text: &str) -> bool {
    let copied = || {
        let document = document().dyn_into::<HtmlDocument>().ok()?;
        let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
        let before = active(&document.active_element()?);
        area.set_value(text);
        document.body()?.append_child(&area).ok()?;
        area.select();
        let copied = document.exec_command("copy").ok();
        area.remove();
        let _ = before.unchecked_into::<HtmlElement>().focus();
        copied
    };
    copied().unwrap_or(false)
}

/// Returns the element that has the focus, inside shadow roots too.
fn active(element: &Element) -> Element {
    let inside = element.shadow_root().and_then(|root| root.active_element());
    inside.map_or_else(|| element.clone(), |inside| active(&inside))
}

/// Returns the pasted text. A pasted image or file has none.
pub fn pasted(event: &ClipboardEvent) -> Option<String> {
    event.clipboard_data()?.get_data("text/plain").ok().filter(|text| !text.is_empty())
}
