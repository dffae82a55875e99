//! The form as an element of other pages. `embed.js` registers the element, loads the program, and makes one
//! [`Mounted`] for each that stands in a page, which it gives the attributes.

use std::cell::Cell;
use std::rc::Rc;

use element_instance_form::url;
use leptos::mount::{UnmountHandle, mount_to_renderer};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, ShadowRoot};

use crate::view::form::Form;
use crate::view::{Node, announce, attribute, recall, spoken, tasks, view};

/// A form that stands in a page. Freed, it takes everything with it.
#[wasm_bindgen]
pub struct Mounted {
    form: Form,
    /// What owns all that the form follows and listens to.
    owner: Owner,
    _handle: UnmountHandle<Node>,
}

/// Places in the view hold their owner, which holds them: the circle is cut here.
impl Drop for Mounted {
    fn drop(&mut self) {
        // A form that its page takes away is no more; one that goes with its page comes back with it.
        recall::keep(self.form, recall::DRAFT, None);
        self.owner.cleanup();
    }
}

#[wasm_bindgen]
impl Mounted {
    /// Puts a form into a shadow root, behind what is there already.
    #[wasm_bindgen(constructor)]
    pub fn new(root: ShadowRoot) -> Self {
        // `cargo xtask serve` says here where its sandbox listens.
        let sandbox = root.host().get_attribute("data-sandbox").unwrap_or_else(|| url::SANDBOX.into());
        tasks::set_up();
        spoken::set_up();
        // What makes the view must own all that it needs.
        let made = Rc::new(Cell::new(None));
        let (slot, its_root) = (made.clone(), root.clone());
        let place: &Element = root.unchecked_ref();
        let handle = mount_to_renderer(place, move || {
            let form = Form::new(its_root, sandbox);
            slot.set(Some((form, Owner::current().unwrap_or_default())));
            announce::changes(form);
            view(form)
        });
        tasks::run();
        let (form, owner) = made.take().expect("the view is made at once");
        Self { form, owner, _handle: handle }
    }

    /// Takes over the value of an attribute, as `README.md` describes them.
    pub fn attribute(&self, name: &str, value: String) {
        attribute::set(self.form, name, value);
        tasks::run();
    }

    /// Brings back what a link or an earlier visit of this tab left, as soon as its attributes are set.
    pub fn recall(&self) {
        recall::start(self.form);
    }

    /// Loads what nobody needs before they do something with the form.
    pub fn prepare(&self) {
        self.form.load_rest();
    }
}

/// Lets all forms of the page speak a language; [`words::speak`](element_instance_form::words::speak) says how.
/// `lacks_words` tells that the words of the one that was wanted are missing.
#[wasm_bindgen]
pub fn speak(language: String, said: String, lacks_words: bool) {
    spoken::speak(language, said, lacks_words);
    tasks::run();
}
