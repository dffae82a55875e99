//! The locks that the page holds among all pages of its origin (Web Locks API).

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use crate::runtime::element_script::ElementScript;

thread_local! {
    /// The locks that the page holds: the name, and the function that releases it.
    static LOCKS: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
}

/// Acquires a lock. Returns false if another page holds it. A browser without locks grants all: the state machine knows
/// the elements of this page anyway.
pub async fn acquire(host: &Element, name: String) -> bool {
    let script: &ElementScript = host.unchecked_ref();
    let release = JsFuture::from(script.acquire_lock(&name)).await.ok();
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
