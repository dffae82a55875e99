//! The module that reads commands back, which is loaded when it is first asked for.

use element_instance_form::element::Definition;
use element_instance_form::instance::Instance;
use leptos::wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::js_sys::Array;

#[wasm_bindgen]
extern "C" {
    /// Where the form stands in the page; `boot.js` gives it a function that loads the module.
    #[derive(Clone)]
    #[wasm_bindgen(js_name = Object)]
    pub type Host;
    #[wasm_bindgen(method, catch, js_name = loadImporter)]
    async fn load_importer(this: &Host) -> Result<JsValue, JsValue>;

    /// The module `importer`.
    #[derive(Clone)]
    #[wasm_bindgen(js_name = Object)]
    pub type Importer;
    #[wasm_bindgen(method, js_name = read)]
    fn read_json(this: &Importer, text: &str, current: &str) -> Reading;

    #[wasm_bindgen(js_name = Object)]
    type Reading;
    #[wasm_bindgen(method)]
    fn refusal(this: &Reading) -> Option<String>;
    #[wasm_bindgen(method)]
    fn instance(this: &Reading) -> String;
    #[wasm_bindgen(method)]
    fn repairs(this: &Reading) -> Array;
    #[wasm_bindgen(method)]
    fn free(this: &Reading);
}

/// What was read from a pasted text.
pub struct Import {
    /// The form's new state.
    pub instance: Instance,
    /// What had to be repaired or should be known.
    pub repairs: Vec<String>,
}

impl Host {
    /// The module; nothing if it could not be loaded.
    pub async fn importer(&self) -> Option<Importer> {
        self.load_importer().await.ok().map(JsValue::into)
    }
}

impl Importer {
    /// Reads `text` into the form, whose state is `current`; or tells why not.
    pub fn read(&self, text: &str, current: &Instance, definition: &Definition) -> Result<Import, String> {
        let reading = self.read_json(text, &current.to_json());
        let instance = Instance::from_json(&reading.instance(), definition);
        let repairs = reading.repairs().iter().filter_map(|repair| repair.as_string()).collect();
        let result = match (reading.refusal(), instance) {
            (None, Some(instance)) => Ok(Import { instance, repairs }),
            (refusal, _) => Err(refusal.unwrap_or_default()),
        };
        reading.free();
        result
    }
}
