//! The methods that the element's script, `src/custom_element/element.js`, has for the app.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// The custom element, as its script defines it.
    #[wasm_bindgen(js_name = Object)]
    pub type ElementScript;
    /// Adds to the style of all forms in the document.
    #[wasm_bindgen(method, js_name = extendStyle)]
    pub fn extend_style(this: &ElementScript, text: &str);
    /// Removes the colours that the script has painted.
    #[wasm_bindgen(method, js_name = removeColours)]
    pub fn remove_colours(this: &ElementScript);
    /// Acquires a lock. Resolves to the function that releases it, or to nothing if another page holds it.
    #[wasm_bindgen(method, js_name = acquireLock)]
    pub fn acquire_lock(this: &ElementScript, name: &str) -> Promise;
    /// Selects a language for all forms of the page.
    #[wasm_bindgen(method, js_name = selectLanguage)]
    pub fn select_language(this: &ElementScript, language: &str);
}
