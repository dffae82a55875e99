//! The form as an element of other pages. `embed.js` registers the element, loads the program, and makes one
//! [`Mounted`] for each element, which it gives the attributes.

use std::cell::Cell;
use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to_renderer};
use leptos::prelude::*;
use model::url;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, ShadowRoot};

use crate::app::view;
use crate::custom_element::{attributes, events};
use crate::deferred;
use crate::dom::Node;
use crate::runtime::{executor, locale};
use crate::state::form::Form;
use crate::state::host::Host;
use crate::state::session_storage;
use crate::state::submission::SubmissionState;

/// An element's form, while it stands in a page, and its requests, which outlive that form.
#[wasm_bindgen]
pub struct Mounted {
    submission: SubmissionState,
    /// Owns the submission.
    owner: Owner,
    form: Cell<Option<Form>>,
    view: Cell<Option<View>>,
}

/// What owns all that a form follows and listens to, and what stands in the page.
type View = (Owner, UnmountHandle<Node>);

/// The submission holds its owner, which holds it: the circle is cut here.
impl Drop for Mounted {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

#[wasm_bindgen]
#[allow(clippy::new_without_default, reason = "it is made by the element alone")]
impl Mounted {
    /// What an element needs that has no form yet, and has sent nothing.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        executor::set_up();
        locale::set_up();
        let owner = Owner::new();
        Self { submission: SubmissionState::new(&owner), owner, form: Cell::default(), view: Cell::default() }
    }

    /// Puts a form into a shadow root, behind what is there already.
    pub fn mount(&self, root: ShadowRoot) {
        // `cargo xtask serve` says here where its sandbox listens.
        let sandbox = root.host().get_attribute("data-sandbox").unwrap_or_else(|| url::SANDBOX.into());
        let submission = self.submission;
        submission.is_mounted.set(true);
        // What makes the view must own all that it needs.
        let made = Rc::new(Cell::new(None));
        let (slot, its_root) = (made.clone(), root.clone());
        let place: &Element = root.unchecked_ref();
        let handle = mount_to_renderer(place, move || {
            let form = Form::new(Host::new(its_root, sandbox), submission);
            slot.set(Some((form, Owner::current().unwrap_or_default())));
            deferred::load_on_request(form);
            events::changes(form);
            view(form)
        });
        executor::run();
        let (form, owner) = made.take().expect("the view is made at once");
        self.form.set(Some(form));
        self.view.set(Some((owner, handle)));
    }

    /// Takes the form away, and everything with it but what the element has sent; returns whether there is any.
    pub fn unmount(&self) -> bool {
        session_storage::leave(self.submission);
        let outlives_form = self.form.take().is_some_and(Form::detach);
        // Places in the view hold their owner, which holds them: the circle is cut here.
        if let Some((owner, _)) = self.view.take() {
            owner.cleanup();
        }
        outlives_form
    }

    /// Takes over the value of an attribute, as `README.md` describes them.
    pub fn attribute(&self, name: &str, value: String) {
        if let Some(form) = self.form.get() {
            attributes::set(form, name, value);
            executor::run();
        }
    }

    /// Brings back what a link or an earlier visit of this tab left, as soon as its attributes are set.
    pub fn recall(&self) {
        if let Some(form) = self.form.get() {
            session_storage::start(form);
        }
    }

    /// Takes what a link brings: the fragment of its URL, which is gone from the address.
    pub fn link(&self, fragment: String) {
        if let Some(form) = self.form.get() {
            form.deferred.with(move |api| (api.apply_link)(form, &fragment));
        }
    }

    /// Loads what nobody needs before they do something with the form.
    pub fn prepare(&self) {
        if let Some(form) = self.form.get() {
            form.deferred.load();
        }
    }
}

/// Lets all forms of the page speak a language; [`messages::speak`](model::messages::speak) says how.
/// `lacks_words` tells that the words of the one that was wanted are missing.
#[wasm_bindgen]
pub fn speak(language: String, said: String, lacks_words: bool) {
    locale::set_locale(language, said, lacks_words);
    executor::run();
}
