//! Keeping a text as a file.

use element_instance_form::words;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::Array;
use web_sys::{Blob, HtmlAnchorElement, Url};

use super::dom::{Node, el};

/// A button that keeps what `text` gives as the file `name`; `done` says what a copy holds, for those who
/// hear it.
pub fn download_button(name: String, done: Signal<&'static str>, text: impl Fn() -> String + 'static) -> Node {
    let ending = name.rfind('.').map_or("", |dot| &name[dot..]);
    let label = format!("{} {ending}", words::DOWNLOAD);
    el("button")
        .attr("type", "button")
        .class("quiet")
        .live_attr("title", move || (done.get() == words::COPIED_WITH_SECRETS).then_some(words::HOLDS_SECRETS))
        .on_click(move || drop(download(&name, &text())))
        .text(&label)
}

fn download(name: &str, text: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}
