//! The handle of a form. The scripts of the custom element create one [`FormHandle`] per element, and call it.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::ShadowRoot;

use crate::app;
use crate::custom_element::request_changed;
use crate::deferred;
use crate::dom::Node;
use crate::runtime::{executor, locale};
use crate::state::command::CommandText;
use crate::state::deferred::Deferred;
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::session_storage;
use crate::state::submission_handle::SubmissionHandle;
use crate::state::view::ViewState;
use crate::state::{actions, attributes};

/// An element's form while the element is in a page, and its requests, which outlive the form.
#[wasm_bindgen]
pub struct FormHandle {
    submission: SubmissionHandle,
    /// Owns the submission.
    owner: Owner,
    form: Cell<Option<(FormState, Host, Deferred)>>,
    view: Cell<Option<View>>,
}

/// The owner of the form's states, effects and listeners, and its page. Leptos's `mount_to_renderer` would add the executor
/// of wasm-bindgen-futures, which the form does not use.
type View = (Owner, Node);

/// Breaks the reference cycle between the submission and its owner.
impl Drop for FormHandle {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

#[wasm_bindgen]
#[allow(clippy::new_without_default, reason = "it is made by the element alone")]
impl FormHandle {
    /// Creates the handle of an element that has no form and has sent nothing.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        executor::set_up();
        locale::set_up();
        let owner = Owner::new();
        Self { submission: SubmissionHandle::new(&owner), owner, form: Cell::default(), view: Cell::default() }
    }

    /// Appends a form to a shadow root.
    pub fn mount(&self, root: ShadowRoot) {
        let submission = self.submission;
        // This owner owns the states as well as the view.
        let owner = Owner::new();
        let page = owner.with(|| {
            let host = Host::new(root.clone());
            session_storage::enter(submission, host);
            let (form, view, deferred) = (FormState::new(), ViewState::new(), Deferred::new());
            let texts = CommandText::new(form.request, view, deferred);
            self.form.set(Some((form, host, deferred)));
            deferred::load_on_request(form, host, view, submission, deferred);
            request_changed::dispatch_changes(form, deferred, host);
            app::view(form, host, view, submission, deferred, texts)
        });
        let _ = root.append_child(page.as_element());
        self.view.set(Some((owner, page)));
        executor::run();
    }

    /// Removes the form. Returns true if the element's requests have something that outlives it.
    pub fn unmount(&self) -> bool {
        session_storage::leave(self.submission);
        let outlives_form = self.form.take().is_some_and(|(.., deferred)| actions::detach(self.submission, deferred));
        if let Some((owner, page)) = self.view.take() {
            // Breaks the reference cycle between the anchors of the view and their owner.
            owner.cleanup();
            page.remove();
        }
        outlives_form
    }

    /// Sets the value of an attribute, as `README.md` describes them.
    pub fn attribute(&self, name: &str, value: String) {
        if let Some((form, host, deferred)) = self.form.get() {
            attributes::set(form, host, deferred, name, value);
            executor::run();
        }
    }

    /// Restores the draft of this tab. Called when the attributes are set.
    pub fn recall(&self) {
        if let Some((form, host, deferred)) = self.form.get() {
            if host.is_standalone() && !host.element().has_attribute("host") {
                form.restore_host(&host.sandbox());
            }
            session_storage::start(form, self.submission, deferred);
        }
    }

    /// Applies a link: the fragment of its URL, which was removed from the address.
    pub fn link(&self, fragment: String) {
        if let Some((form, .., deferred)) = self.form.get() {
            deferred.with(move |api| (api.apply_link)(form, &fragment));
        }
    }

    /// Loads the deferred chunk.
    pub fn prepare(&self) {
        if let Some((.., deferred)) = self.form.get() {
            deferred.load();
        }
    }
}

/// Sets the language of all forms of the page, as [`locale::set_language`] takes it.
#[wasm_bindgen(js_name = setLanguage)]
pub fn set_language(language: String, translations: String, lacks_translations: bool) {
    locale::set_language(language, translations, lacks_translations);
    executor::run();
}
