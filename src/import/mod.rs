//! The import dialog: fills in the form from a pasted text or an opened file.

mod candidates;
mod clipboard;
mod file;
mod filled_in;
pub mod importer;
mod load;
mod result;

use leptos::prelude::*;
use model::combining::shortened;
use model::messages::{self, Message};
use web_sys::HtmlDialogElement;

use self::importer::{Importer, Reader, Readers, Reading};
use crate::components::combining;
use crate::components::copy_button::pasted;
use crate::components::deferred_view::deferred_view;
use crate::dom::html::{self, div, h2, label, p, span, textarea};
use crate::dom::icon::IMPORT;
use crate::dom::{Node, effect, ev, fragment, icon, listen, show};
use crate::runtime::locale::language;
use crate::state::deferred::{Deferred, DeferredView};
use crate::state::form::FormState;
use crate::state::host::{Host, is_in_field};
use crate::state::panel_state::PanelState;
use crate::state::undo::Undo;
use crate::state::view::ViewState;

/// The maximum length of a text that the text area shows. Chromium lays out a longer one for seconds.
const MAX_SHOWN_BYTES: usize = 1_000_000;

/// The state of the dialog.
#[derive(Clone, Copy)]
struct Import {
    form: FormState,
    host: Host,
    /// True if the dialog is open, or about to be.
    is_wanted: RwSignal<bool>,
    /// The text in the dialog.
    text: RwSignal<String>,
    /// The text of an opened file that is too long for the text area. It is read instead.
    file: RwSignal<Option<String>>,
    /// Counts the texts and files, so that one that is read late does not replace a later one.
    version: StoredValue<u32>,
    /// The message about the file that was opened last.
    file_notice: RwSignal<String>,
    /// The requests in the text, if several can be meant, and the index of the chosen one.
    candidates: RwSignal<Vec<String>>,
    choice: RwSignal<Option<usize>>,
    /// The result of reading the text, if there is any.
    reading: RwSignal<Option<Reading>, LocalStorage>,
    /// The importer, once it is loaded.
    importer: StoredValue<Option<&'static Importer>, LocalStorage>,
    /// The readers that texts have needed.
    readers: StoredValue<Readers, LocalStorage>,
    /// The reader that is loading for the text.
    needed: StoredValue<Option<Reader>>,
    /// Why the importer cannot be used yet.
    notice: RwSignal<Option<Message>>,
    /// The undo of the last import.
    imported: Undo,
    /// Set when the form is filled in. It is that of [`PanelState`].
    is_imported: RwSignal<bool>,
}

impl Import {
    /// Creates the state of a closed dialog.
    fn new(form: FormState, view: ViewState) -> Self {
        Self {
            form,
            host: expect_context(),
            is_wanted: view.import_open,
            text: RwSignal::new(String::new()),
            file: RwSignal::new(None),
            version: StoredValue::new(0),
            file_notice: RwSignal::new(String::new()),
            candidates: RwSignal::new(Vec::new()),
            choice: RwSignal::new(None),
            reading: RwSignal::new_local(None),
            importer: StoredValue::new_local(None),
            readers: StoredValue::new_local(Readers::default()),
            needed: StoredValue::new(None),
            notice: RwSignal::new(None),
            imported: Undo::new(expect_context(), expect_context()),
            is_imported: expect_context::<PanelState>().is_imported,
        }
    }

    fn read(self) {
        let (text, file) = (self.text.read_untracked(), self.file.read_untracked());
        let text = file.as_deref().unwrap_or(&text);
        let importer = self.importer.get_value().filter(|_| !text.trim().is_empty());
        let (choice, readers) = (self.choice.get_untracked(), self.readers.get_value());
        let reading = match importer.map(|importer| (importer.read)(text, &self.form.now(), choice, readers)) {
            Some(Ok(reading)) => {
                self.notice.set(None);
                Some(reading)
            }
            Some(Err(reader)) => {
                self.load_for_text(reader);
                None
            }
            None => None,
        };
        let candidates = reading.as_ref().map_or_else(Vec::new, |reading| reading.candidates.clone());
        if *self.candidates.read_untracked() != candidates {
            self.candidates.set(candidates);
        }
        self.reading.set(reading);
    }

    /// Returns false if the dialog was closed, or if the form has left the page.
    fn is_open(self) -> bool {
        self.is_wanted.try_get_untracked() == Some(true)
    }

    /// Reads a text from a file or from the clipboard, and shows it unless it is too long.
    fn read_text(self, text: String) {
        let shortened = shortened(&text);
        self.set_text(shortened.unwrap_or(text));
        self.read();
    }

    /// Sets the text, which the text area shows unless it is too long.
    fn set_text(self, text: String) {
        let is_long = text.len() > MAX_SHOWN_BYTES;
        let (shown, file) = if is_long { (String::new(), Some(text)) } else { (text, None) };
        self.text.set(shown);
        self.file.set(file);
    }

    /// Reads a text that was typed or pasted into the text area.
    fn read_typed(self) {
        self.version.update_value(|version| *version += 1);
        self.file.set(None);
        self.file_notice.set(String::new());
        self.choice.set(None);
        self.read();
    }

    /// Returns true if the text can be imported.
    fn is_readable(self) -> bool {
        self.reading.with(|reading| reading.as_ref().is_some_and(|reading| reading.instance.is_some()))
    }

    /// Fills in the form. Returns false if there is nothing to import.
    fn take_over(self) -> bool {
        let instance = self.reading.with_untracked(|reading| reading.as_ref()?.instance.clone());
        if let Some(instance) = &instance {
            self.imported.replace(self.form, instance);
            self.is_imported.set(true);
        }
        instance.is_some()
    }

    /// Clears the pasted text, which may contain secrets, when the dialog closes.
    fn forget(self) {
        self.is_wanted.set(false);
        self.needed.set_value(None);
        self.clear();
    }

    /// Clears the text, the file and what was read.
    fn clear(self) {
        self.version.update_value(|version| *version += 1);
        self.text.set(String::new());
        self.file.set(None);
        self.file_notice.set(String::new());
        self.candidates.set(Vec::new());
        self.choice.set(None);
        self.reading.set(None);
    }
}

/// Creates the button `Import…`. The deferred chunk has the dialog and the undo, requested by a click or a paste
/// outside any field.
pub fn import(form: FormState, host: Host, view: ViewState, deferred: Deferred) -> Node {
    open_on_paste(view, host);
    fragment([
        html::button()
            .on(ev::click, move |_| view.open_import(String::new()))
            .child(icon(IMPORT))
            .child(span().child(messages::IMPORT)),
        deferred_view(form, deferred, move || view.import_open.get(), DeferredView::ImportDialog),
    ])
}

/// Creates the dialog and the undo.
pub fn dialog(form: FormState) -> Node {
    let (view, panels): (ViewState, PanelState) = (expect_context(), expect_context());
    let import = Import::new(form, view);
    let dialog = html::dialog();
    let closed = dialog.clone();
    let close = move || closed.as_element::<HtmlDialogElement>().close();
    let take_over = {
        let close = close.clone();
        move || {
            if import.take_over() {
                close();
            }
        }
    };
    let opened = dialog.clone();
    effect(move || {
        let pasted = view.pasted_text.get();
        // The dialog was closed.
        if !view.import_open.get() {
            return;
        }
        combining::report(panels, String::new());
        if pasted.is_empty() {
            // A dialog opens only after it was added to the page.
            let opened = opened.clone();
            leptos::task::spawn_local(async move { open(&opened) });
        } else if !may_be_request(&pasted) {
            view.pasted_text.update_untracked(String::clear);
            return import.forget();
        } else {
            let text = shortened(&pasted);
            if text.is_some() {
                combining::report(panels, messages::IMPORT_LABEL.into());
            }
            import.set_text(text.unwrap_or(pasted));
        }
        // The dialog has the only copy of the pasted text.
        view.pasted_text.update_untracked(String::clear);
        import.load(&opened);
    });
    let is_missing = move || import.notice.get() == Some(messages::IMPORT_MISSING);
    let missing = dialog.clone();
    let load_again = move || {
        let missing = missing.clone();
        let on_click = move |_| {
            import.load(&missing);
            // The button is about to disappear.
            import.host.focus("import-text");
        };
        html::button().on(ev::click, on_click).child(messages::TRY_AGAIN)
    };
    // The messages of a result have the language of the time when it was read.
    effect(move || {
        language();
        untrack(|| import.read());
    });
    let area = textarea()
        .attr("id", "import-text")
        .attr("rows", "12")
        .attr("aria-describedby", "import-help")
        .verbatim()
        .bind_value(import.text)
        .on(ev::input, move |_| import.read_typed());
    let text_area = area.clone();
    let take = html::button()
        .class("primary")
        .attr("disabled", move || !import.is_readable())
        .on(ev::click, move |_| take_over())
        .child(messages::FILL_IN_FORM);
    let cancel = html::button().class("quiet").on(ev::click, move |_| close()).child(messages::CANCEL);
    let open_file = file::controls(&import, &dialog);
    let file_notice = p().class("notice").attr("role", "status").child(move || import.file_notice.get());
    let dialog = dialog
        .attr("aria-labelledby", "import-title")
        .on(ev::close, move |_| import.forget())
        .child(h2().attr("id", "import-title").child(messages::IMPORT_TITLE))
        .child(label().attr("for", "import-text").attr("id", "import-text-label").child(messages::IMPORT_LABEL))
        .child(p().class("help").attr("id", "import-help").child(messages::IMPORT_HELP))
        .child(area)
        .child(div().class("buttons").child(clipboard::paste_button(&import)).child(open_file))
        .child(file_notice)
        .child(combining::notice())
        .child(p().class("notice").attr("role", "status").child(move || import.notice.get()))
        .child(show(is_missing, load_again))
        .child(move || candidates::candidates(&import))
        .child(move || result::result(&import, &text_area))
        .child(div().class("buttons").child(take).child(cancel));
    // In the header, it would be hidden with the header, which is a part that the page around may hide.
    let _ =
        import.host.root().query_selector(".page").ok().flatten().map(|page| page.append_child(dialog.as_element()));
    filled_in::filled_in(form, import.imported)
}

/// Returns false if a text that was pasted outside any field is certainly no request, so that nothing is loaded for it.
fn may_be_request(text: &str) -> bool {
    ["{", "curl", "/instances"].iter().any(|sign| text.contains(sign))
}

/// Opens the dialog, which is in the page.
fn open(dialog: &Node) {
    let dialog = dialog.as_element::<HtmlDialogElement>();
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}

/// Opens the dialog for a text that is pasted outside any field: in the form, or in a standalone page anywhere.
fn open_on_paste(view: ViewState, host: Host) {
    listen(&window(), ev::paste, move |event| {
        if host.owns_event(&event)
            && !is_in_field(&event)
            && let Some(pasted) = pasted(&event)
        {
            // The dialog's text area would get it too.
            event.prevent_default();
            view.open_import(pasted);
        }
    });
}
