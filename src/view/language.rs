//! The choice of the language that the forms of the page speak.

use element_instance_form::words::{self, Word};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::dom::{Node, el, nodes, select};
use super::form::Form;
use super::importer::Root;

/// Those that there are, each by its own name. English is in the program; embed.js knows where the words of others are.
const LANGUAGES: [(&str, &str); 2] = [("en", "English"), ("de", "Deutsch")];

/// A word that follows the language: for what is not made anew in another one.
pub fn said(form: Form, word: Word) -> impl Fn() -> Word {
    move || {
        form.language.track();
        word
    }
}

/// The choice.
pub fn choice(form: Form) -> Node {
    let host: Root = form.root.read_value().host().unchecked_into();
    let select = select(&LANGUAGES, move || form.language.get(), move |language| host.choose(&language));
    let label = el("label").attr("for", "language").live_text(said(form, words::LANGUAGE));
    let missing = move || form.lacks_words.get().then_some(words::WORDS_MISSING);
    let told = el("span").class("said").attr("role", "status").live_text(missing);
    nodes([el("div").child(label).child(select.attr("id", "language")), told])
}
