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

thread_local! {
    static ENCODER: TextEncoder = TextEncoder::new();
}

/// The text of a JavaScript string. wasm-bindgen's own way looks at every character of it in
/// JavaScript, which takes longer than all the reading and checking that follows; the browser's encoder
/// takes a tenth of that.
#[allow(
    unsafe_code,
    reason = "a second look at every byte of a megabyte would cost a tenth of the time of checking it"
)]
pub fn read(value: JsValue) -> String {
    let text: Text = value.unchecked_into();
    let length = text.length();
    // One byte a character is enough for most; if it is not, three a character are for all.
    let mut bytes = vec![0; length];
    ENCODER.with(|encoder| {
        let start = encoder.encode_into(&text, &mut bytes);
        let read = start.read();
        // If all was read, each character took its one byte, and no call need ask how many were written.
        if read < length {
            let mut end = start.written();
            bytes.resize(end + (length - read) * 3, 0);
            end += encoder.encode_into(&text.slice(read), &mut bytes[end..]).written();
            bytes.truncate(end);
        }
    });
    // SAFETY: encodeInto writes whole characters in UTF-8 (Encoding Standard, section 7.4), and all that is
    // kept was written by it.
    unsafe { String::from_utf8_unchecked(bytes) }
}
