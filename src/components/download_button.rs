//! A button that downloads a text as a file.

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use model::messages;
use web_sys::js_sys::Array;
use web_sys::{Blob, HtmlAnchorElement, Url};

use crate::components::copy_button::Done;
use crate::dom::html::button;
use crate::dom::icon::DOWNLOAD;
use crate::dom::{Node, ev, icon};
use crate::state::deferred::{Deferred, DeferredApi};

/// Creates a button that downloads a text as the file `name`: the deferred chunk does so in `save`. `done` is the
/// message after copying the text.
pub fn download_button(
    deferred: Deferred,
    name: &str,
    done: Done,
    save: impl Fn(&DeferredApi) + Copy + 'static,
) -> Node {
    let ending = name.rfind('.').map_or("", |dot| &name[dot..]).to_owned();
    let label = move || messages::DOWNLOAD.format(&[&ending]);
    button()
        .class("quiet")
        .attr("aria-label", label)
        .attr("title", move || (done() == messages::COPIED_WITH_SECRETS).then_some(messages::CONTAINS_SECRETS))
        .on(ev::click, move |_| deferred.with(save))
        .child(icon(DOWNLOAD))
}

/// Downloads a text as the file `name`.
///
/// # Errors
/// The browser did not create the file.
pub fn download(name: &str, text: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}
