//! Pastes the clipboard into the import dialog.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;
use model::messages;
use wasm_bindgen_futures::JsFuture;

use super::Import;
use crate::dom::{Node, ev, fragment, html};

/// Creates the button that reads the text of the clipboard. Only a secure context has it.
pub(super) fn paste_button(import: &Import) -> Node {
    let import = *import;
    let clipboard = window().navigator().clipboard();
    if AsRef::<JsValue>::as_ref(&clipboard).is_undefined() {
        return fragment([]);
    }
    let paste = move || {
        let text = JsFuture::from(clipboard.read_text());
        leptos::task::spawn_local(async move {
            let text = text.await.ok().and_then(|text| text.as_string());
            // The form may have left the page, or the dialog may have been closed meanwhile.
            if import.pasted_text.try_get_untracked().flatten().is_none() {
                return;
            }
            import.clear();
            match text {
                Some(text) => import.read_text(text),
                None => import.file_notice.set(messages::CLIPBOARD_DENIED.into()),
            }
        });
    };
    let button = html::button().attr("type", "button").class("quiet");
    button.on(ev::click, move |_| paste()).child(messages::PASTE_CLIPBOARD)
}
