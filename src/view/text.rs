//! Long texts from JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = String)]
    type Text;
    #[wasm_bindgen(method, getter)]
    fn length(this: &Text) -> usize;
    #[wasm_bindgen(method)]
    fn slice(this: &Text, from: usize) -> Text;

    type TextEncoder;
    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;
    #[wasm_bindgen(method, js_name = encodeInto)]
    fn encode_into(this: &TextEncoder, text: &Text, into: &mut [u8]) -> Encoded;

    type Encoded;
    #[wasm_bindgen(method, getter)]
    fn read(this: &Encoded) -> usize;
    #[wasm_bindgen(method, getter)]
    fn written(this: &Encoded) -> usize;
}

/// The text of a JavaScript string. wasm-bindgen's own way looks at every character of it in
/// JavaScript, which takes longer than all the reading and checking that follows; the browser's encoder
/// takes a tenth of that.
pub fn read(value: JsValue) -> String {
    let text: Text = value.unchecked_into();
    let (length, encoder) = (text.length(), TextEncoder::new());
    // One byte a character is enough for most; if it is not, three a character are for all.
    let mut bytes = vec![0; length];
    let start = encoder.encode_into(&text, &mut bytes);
    let mut end = start.written();
    if start.read() < length {
        bytes.resize(end + (length - start.read()) * 3, 0);
        end += encoder.encode_into(&text.slice(start.read()), &mut bytes[end..]).written();
    }
    bytes.truncate(end);
    String::from_utf8(bytes).unwrap_or_default()
}
