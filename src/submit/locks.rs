//! The locks that the page holds among all pages of its origin (Web Locks API).

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// The form's element, to which `embed.js` gives this method.
    #[wasm_bindgen(js_name = Object)]
    type Host;
    /// Acquires a lock. Resolves to the function that releases it, or to nothing if another page holds it.
    #[wasm_bindgen(method)]
    fn claim(this: &Host, name: &str) -> Promise;
}

thread_local! {
    /// The locks that the page holds: the name, and the function that releases it.
    static LOCKS: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
}

/// Acquires a lock. Returns false if another page holds it. A browser without locks grants all: the state machine knows
/// the elements of this page anyway.
pub async fn acquire(host: &Element, name: String) -> bool {
    let host: &Host = host.unchecked_ref();
    let release = JsFuture::from(host.claim(&name)).await.ok();
    let Some(release) = release.and_then(|release| release.dyn_into::<Function>().ok()) else { return false };
    LOCKS.with_borrow_mut(|locks| locks.push((name, release)));
    true
}

/// Releases a lock, if the page holds it.
pub fn release(name: &str) {
    let released = LOCKS.with_borrow_mut(|locks| {
        let index = locks.iter().position(|(other, _)| other == name)?;
        Some(locks.remove(index).1)
    });
    if let Some(release) = released {
        let _ = release.call0(&JsValue::UNDEFINED);
    }
}
