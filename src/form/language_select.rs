//! The choice of the language that the forms of the page speak.

use model::messages;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::dom::html::{self, div, span};
use crate::dom::{Node, fragment, select_control, text};
use crate::runtime::locale;
use crate::state::form::Form;

#[wasm_bindgen]
extern "C" {
    /// The element that the form stands in, as `embed.js` makes it.
    #[wasm_bindgen(js_name = Object)]
    type Root;
    /// Speaks a language, as somebody chose.
    #[wasm_bindgen(method)]
    fn choose(this: &Root, language: &str);
}

/// Those that there are, each by its own name. English is in the program; embed.js knows where the words of others are.
const LANGUAGES: [(&str, &str); 2] = [("en", "English"), ("de", "Deutsch")];

/// Returns the select of the language.
pub fn language_select(form: Form) -> Node {
    let host: Root = form.host.element().unchecked_into();
    let choices = LANGUAGES.map(|(tag, name)| (tag.to_owned(), text(name)));
    let select = select_control(choices.into(), || locale::language().into(), move |language| host.choose(&language));
    let label = html::label().attr("for", "language").child(messages::LANGUAGE);
    let missing = || locale::lacks_translations().then_some(messages::LANGUAGE_LOAD_FAILED);
    let told = span().class("said").attr("role", "status").child(missing);
    fragment([div().child(label).child(select.attr("id", "language")), told])
}
