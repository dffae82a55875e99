//! Opens a file in the import dialog: chosen with a button, or dropped on the dialog.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use model::messages;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, HtmlInputElement};

use super::{Import, importer};
use crate::dom::html;
use crate::dom::{Node, ev, fragment, listen};

/// The maximum size of a file. HAR files and collections of real projects are smaller.
const MAX_FILE_BYTES: f64 = 20.0 * 1024.0 * 1024.0;

/// Creates the button and the file input, which only the button opens.
pub(super) fn controls(import: &Import, dialog: &Node) -> Node {
    let import = *import;
    let input = html::input().attr("type", "file").attr("id", "import-file").attr("hidden", "");
    let (chosen, clicked) = (input.clone(), input.clone());
    let input = input.on(ev::change, move |_| {
        let input = chosen.as_element::<HtmlInputElement>();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            open(&import, file);
        }
        // Choosing the same file again is another change.
        input.set_value("");
    });
    let button = html::button()
        .class("quiet")
        .on(ev::click, move |_| clicked.as_element::<HtmlInputElement>().click())
        .child(messages::OPEN_FILE);
    accept_drops(&import, dialog);
    fragment([button, input])
}

/// Opens a file that is dropped on the dialog. A text that is dropped goes to the text area, as usual.
fn accept_drops(import: &Import, dialog: &Node) {
    let import = *import;
    let has_files = |event: &DragEvent| {
        let types = event.data_transfer().map(|data| data.types());
        types.is_some_and(|types| types.includes(&"Files".into(), 0))
    };
    let target: &web_sys::EventTarget = dialog.as_element();
    listen(target, ev::dragover, move |event: DragEvent| {
        if has_files(&event) {
            event.prevent_default();
        }
    });
    listen(target, ev::drop, move |event: DragEvent| {
        if !has_files(&event) {
            return;
        }
        event.prevent_default();
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            open(&import, file);
        }
    });
}

/// Reads a file, and the request in it.
fn open(import: &Import, file: File) {
    let import = *import;
    let name = file.name();
    // The text that is there stays until the file could be read.
    import.file_notice.set(String::new());
    if file.size() > MAX_FILE_BYTES {
        import.file_notice.set(messages::FILE_TOO_LARGE.format(&[&name]));
        return;
    }
    import.version.update_value(|version| *version += 1);
    let version = import.version.get_value();
    leptos::task::spawn_local(async move {
        let bytes = JsFuture::from(file.array_buffer()).await.ok();
        let importer = importer::load().await.ok();
        let bytes = bytes.map(|bytes| js_sys::Uint8Array::new(bytes.unchecked_ref()).to_vec());
        // The dialog may have been closed, or have another text or file.
        if !import.is_open() || import.version.get_value() != version {
            return;
        }
        let Some(importer) = importer else {
            import.file_notice.set(messages::IMPORT_MISSING.into());
            return;
        };
        import.importer.set_value(Some(importer));
        let Some(text) = bytes.and_then(importer.decode) else {
            import.file_notice.set(messages::FILE_NOT_TEXT.format(&[&name]));
            return;
        };
        import.clear();
        import.file_notice.set(messages::FILE_OPENED.format(&[&name]));
        import.read_text(text);
    });
}
