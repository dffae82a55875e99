//! A function for each tag.

use leptos::prelude::*;

use super::Node;

/// Creates an element.
///
/// # Panics
/// If `tag` cannot be the name of an element.
pub fn custom(tag: &str) -> Node {
    Node(document().create_element(tag).expect("the name of an element").into())
}

/// Creates a button that does not submit the form.
#[inline(never)]
pub fn button() -> Node {
    custom("button").attr("type", "button")
}

macro_rules! tags {
    ($($tag:ident)*) => { $(
        #[doc = concat!("Creates an element `", stringify!($tag), "`.")]
        // Saves the tag's address and length at each call.
        #[inline(never)]
        pub fn $tag() -> Node {
            custom(stringify!($tag))
        }
    )* };
}

tags! {
    a code datalist dd details dialog div dl dt fieldset form h2 h3 h4 header input kbd label legend li ol option output
    p pre section select span summary textarea ul
}
