//! Loads the importer and the readers that texts need.

use leptos::prelude::*;
use model::messages;
use web_sys::HtmlDialogElement;

use super::importer::{self, Reader};
use super::{Import, open};
use crate::dom::Node;

impl Import {
    /// Loads the importer, then reads the text.
    pub(super) fn load(self, dialog: &Node) {
        self.notice.set(self.importer.get_value().is_none().then_some(messages::IMPORT_LOADING));
        let dialog = dialog.clone();
        leptos::task::spawn_local(async move {
            let importer = importer::load().await.ok();
            // The form may have left the page meanwhile, or the dialog was closed before it could be used.
            if self.importer.try_set_value(importer).is_some() || !self.is_open() {
                return;
            }
            self.notice.set(importer.is_none().then_some(messages::IMPORT_MISSING));
            // A text pasted outside the dialog opens it if it looks like a request. Meanwhile the user may open it, or
            // type into a field: the next letters of a secret must not get into the dialog.
            let is_shown = || dialog.as_element::<HtmlDialogElement>().open();
            if is_shown() || self.is_importable().await && !self.host.is_typing() || self.is_open() && is_shown() {
                open(&dialog);
                self.read();
            } else if self.is_open() {
                self.forget();
            }
        });
    }

    /// Returns false if the text does not look like a request. Loads the reader that it needs.
    async fn is_importable(self) -> bool {
        loop {
            let readers = self.readers.get_value();
            let is_importable = self.importer.get_value().map(|importer| {
                let (text, file) = (self.text.read_untracked(), self.file.read_untracked());
                (importer.is_importable)(file.as_deref().unwrap_or(&text), readers)
            });
            match is_importable {
                Some(Ok(is_importable)) => return is_importable,
                Some(Err(reader)) => {
                    let is_loaded = self.load_reader(reader).await;
                    if !is_loaded {
                        // The dialog loads it again, or says that it is missing.
                        return self.is_open();
                    }
                }
                None => return self.is_open(),
            }
        }
    }

    /// Loads a reader unless it is loading, then reads the text again.
    pub(super) fn load_for_text(self, reader: Reader) {
        self.notice.set(Some(messages::IMPORT_LOADING));
        if self.needed.get_value() == Some(reader) {
            return;
        }
        self.needed.set_value(Some(reader));
        leptos::task::spawn_local(async move {
            let is_loaded = self.load_reader(reader).await;
            // The text may need another reader now.
            if !self.is_open() || self.needed.get_value() != Some(reader) {
                return;
            }
            self.needed.set_value(None);
            // It may have changed to one that needs no reader.
            let is_missing = !is_loaded && self.reading.with_untracked(Option::is_none);
            self.notice.set(is_missing.then_some(messages::IMPORT_MISSING));
            if is_loaded {
                self.read();
            }
        });
    }

    /// Loads a reader. Returns false if it could not be loaded, or if the dialog was closed meanwhile.
    async fn load_reader(self, reader: Reader) -> bool {
        let loaded = importer::load_reader(reader).await;
        self.is_open() && loaded.map(|new| self.readers.update_value(|readers| *readers = new.or(*readers))).is_some()
    }
}
