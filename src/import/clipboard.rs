//! Pastes the clipboard into the import dialog.

use js_sys::Reflect;
use leptos::prelude::*;
use model::messages;
use wasm_bindgen_futures::JsFuture;

use super::Import;
use crate::dom::{Node, ev, fragment, html};

/// Creates the button that reads the text of the clipboard, unless the browser has no such function: only a secure
/// context has it.
pub(super) fn paste_button(import: &Import) -> Node {
    let import = *import;
    let clipboard = window().navigator().clipboard();
    if !Reflect::has(&clipboard, &"readText".into()).unwrap_or_default() {
        return fragment([]);
    }
    let paste = move || {
        let (reading, before) = (JsFuture::from(clipboard.read_text()), import.text.get_untracked());
        leptos::task::spawn_local(async move {
            let text = reading.await.ok().and_then(|text| text.as_string());
            // Something may have been typed meanwhile.
            if !import.is_open() || import.text.get_untracked() != before {
                return;
            }
            match text {
                Some(text) if !text.trim().is_empty() => {
                    import.clear();
                    import.read_text(text);
                }
                Some(_) => import.file_notice.set(messages::CLIPBOARD_EMPTY.into()),
                None => import.file_notice.set(messages::CLIPBOARD_DENIED.into()),
            }
        });
    };
    let button = html::button().class("quiet");
    button.on(ev::click, move |_| paste()).child(messages::PASTE_CLIPBOARD)
}
