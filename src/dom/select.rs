//! A select.

use std::rc::Rc;

use leptos::prelude::event_target_value;

use super::html::{option, select};
use super::value::{Part, Value};
use super::{IntoNode, Node, ev, fragment};

/// Creates a select. `options` are values with their labels; `selected` returns the value that it shows.
pub fn select_control(
    options: Vec<(String, Node)>,
    selected: impl Fn() -> String + 'static,
    mut on_select: impl FnMut(String) + 'static,
) -> Node {
    let selected: Rc<dyn Fn() -> String> = Rc::new(selected);
    let option = |(value, label): (String, Node)| {
        let selected = selected.clone();
        let option = option().attr("value", &value).child(label);
        option.bind(Part::BoolProperty("selected"), Box::new(move || (selected() == value).value()))
    };
    select()
        .on(ev::change, move |event| on_select(event_target_value(&event)))
        .child(fragment(options.into_iter().map(option)))
}

/// Returns an option whose label is its value.
pub fn option_named(name: &str) -> (String, Node) {
    (name.to_owned(), name.into_node())
}
