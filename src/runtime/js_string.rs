//! Strings from JavaScript.

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

thread_local! {
    static ENCODER: TextEncoder = TextEncoder::new();
}

/// Converts a JavaScript string. wasm-bindgen's conversion reads each character in JavaScript, which takes longer than
/// parsing and validating the text; the browser's encoder takes a tenth of that.
#[allow(unsafe_code, reason = "validating the UTF-8 of a megabyte again would take a tenth of the time of parsing it")]
pub fn read(value: JsValue) -> String {
    let text: Text = value.unchecked_into();
    let length = text.length();
    // Most texts take one byte a character; three are enough for all.
    let mut bytes = vec![0; length];
    ENCODER.with(|encoder| {
        let start = encoder.encode_into(&text, &mut bytes);
        let read = start.read();
        // If all was read, each character took one byte, so that `written` need not be read.
        if read < length {
            let mut end = start.written();
            bytes.resize(end + (length - read) * 3, 0);
            end += encoder.encode_into(&text.slice(read), &mut bytes[end..]).written();
            bytes.truncate(end);
        }
    });
    // SAFETY: `encodeInto` writes whole characters in UTF-8 (Encoding Standard, section 7.4), and `bytes` contains only
    // what it wrote.
    unsafe { String::from_utf8_unchecked(bytes) }
}
