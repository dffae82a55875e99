//! The module that reads commands back, which is loaded when it is first asked for.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::EventTarget;
use web_sys::js_sys::Array;

#[wasm_bindgen]
extern "C" {
    /// Where the form stands in the page; `embed.js` gives it what the program cannot do by itself.
    #[derive(Clone)]
    #[wasm_bindgen(js_name = Object)]
    pub type Root;
    /// Loads the module, if that is still to be done. `target` gets the event `loaded` then, also when it
    /// could not be loaded.
    #[wasm_bindgen(method, js_name = loadImporter)]
    pub fn load_importer(this: &Root, target: &EventTarget);
    /// Speaks a language, as somebody chose.
    #[wasm_bindgen(method)]
    pub fn choose(this: &Root, language: &str);
    /// The module, if it is loaded.
    #[wasm_bindgen(method, getter)]
    pub fn importer(this: &Root) -> Option<Importer>;

    /// The module `importer`; its functions say more.
    #[wasm_bindgen(js_name = Object)]
    pub type Importer;
    /// Whether a text looks like something to read.
    #[wasm_bindgen(method, js_name = looksLike)]
    pub fn looks_like(this: &Importer, text: &str) -> bool;
    /// Reads a text into the form, whose state is `current`.
    #[wasm_bindgen(method)]
    pub fn read(this: &Importer, text: &str, current: &str) -> Reading;

    /// What was read.
    #[wasm_bindgen(js_name = Object)]
    pub type Reading;
    /// Why the text was not understood, or nothing.
    #[wasm_bindgen(method)]
    pub fn refusal(this: &Reading) -> String;
    /// The form's new state; nothing after a refusal.
    #[wasm_bindgen(method)]
    pub fn instance(this: &Reading) -> String;
    /// What had to be repaired or should be known, by what it asks of a person.
    #[wasm_bindgen(method)]
    pub fn repairs(this: &Reading) -> Array;
    /// The heading of the group that each of them stands in.
    #[wasm_bindgen(method)]
    pub fn headings(this: &Reading) -> Array;
    /// Gives its memory back.
    #[wasm_bindgen(method)]
    pub fn free(this: &Reading);
}
