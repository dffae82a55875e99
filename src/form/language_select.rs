//! The select of the language.

use model::messages;
use wasm_bindgen::JsCast;

use crate::dom::html::{self, div, span};
use crate::dom::{Node, fragment, select_control, text};
use crate::runtime::element_script::ElementScript;
use crate::runtime::locale;
use crate::state::host::Host;

/// The languages with their own names. English is in the program; the element's script loads other translations.
const LANGUAGES: [(&str, &str); 2] = [("en", "English"), ("de", "Deutsch")];

/// Returns the select of the language.
pub fn language_select(host: Host) -> Node {
    let script: ElementScript = host.element().unchecked_into();
    let choices = LANGUAGES.map(|(tag, name)| (tag.to_owned(), text(name)));
    let select =
        select_control(choices.into(), || locale::language().into(), move |language| script.select_language(&language));
    let label = html::label().attr("for", "language").child(messages::LANGUAGE);
    let missing = || locale::lacks_translations().then_some(messages::LANGUAGE_LOAD_FAILED);
    let failure = span().class("said").attr("role", "status").child(missing);
    fragment([div().child(label).child(select.attr("id", "language")), failure])
}
