//! The events that the element dispatches for the embedding page.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

/// Dispatches an event of the element `host` with the members of `detail`.
pub fn dispatch(host: &Element, name: &str, detail: &[(&str, JsValue)]) {
    let object = Object::new();
    for (key, value) in detail {
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    let init = CustomEventInit::new();
    // The event of an element outside the page reaches only its own listeners.
    let is_in_page = host.is_connected();
    init.set_bubbles(is_in_page);
    init.set_composed(is_in_page);
    init.set_detail(&object);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = host.dispatch_event(&event);
    }
}
