//! Colours of commands and JSON. The browser paints them over the text, so that no element changes copying or reading
//! aloud.
//!
//! A document has one registry of highlights (CSS Custom Highlight API), which all forms of a page share. A browser
//! without it shows plain text.

use std::ops::Range;

use leptos::prelude::*;
use model::highlight::{Token, tokenize};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, MediaQueryList, MutationObserver, MutationObserverInit, ShadowRoot};

use crate::dom::{Node, ev, listen};
use crate::runtime::element_script::ElementScript;

/// The longest text that is coloured, in bytes. A longer one would delay a keystroke.
const LONGEST: usize = 64 << 10;

#[wasm_bindgen]
extern "C" {
    type Highlight;
    #[wasm_bindgen(constructor)]
    fn new() -> Highlight;
    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &StaticRange);
    #[wasm_bindgen(method)]
    fn delete(this: &Highlight, range: &StaticRange);

    type StaticRange;
    #[wasm_bindgen(constructor)]
    fn new(ends: &Ends) -> StaticRange;

    #[wasm_bindgen(extends = js_sys::Object)]
    type Ends;
    #[wasm_bindgen(method, setter, js_name = startContainer)]
    fn set_start_container(this: &Ends, node: &web_sys::Node);
    #[wasm_bindgen(method, setter, js_name = startOffset)]
    fn set_start_offset(this: &Ends, offset: u32);
    #[wasm_bindgen(method, setter, js_name = endContainer)]
    fn set_end_container(this: &Ends, node: &web_sys::Node);
    #[wasm_bindgen(method, setter, js_name = endOffset)]
    fn set_end_offset(this: &Ends, offset: u32);

    type Registry;
    #[wasm_bindgen(thread_local_v2, js_namespace = CSS, js_name = highlights)]
    static HIGHLIGHTS: Option<Registry>;
    #[wasm_bindgen(method)]
    fn get(this: &Registry, name: &str) -> Option<Highlight>;
    #[wasm_bindgen(method)]
    fn set(this: &Registry, name: &str, highlight: &Highlight);
}

/// Returns a token's name in the registry and in the style.
fn name(token: Token) -> &'static str {
    match token {
        Token::Key => "instance-form-key",
        Token::Text => "instance-form-text",
        Token::Value => "instance-form-value",
        Token::Option => "instance-form-option",
        Token::Placeholder => "instance-form-placeholder",
    }
}

/// Returns the token's highlight, shared by all forms.
fn shared(token: Token) -> Option<Highlight> {
    HIGHLIGHTS.with(|highlights| {
        let highlights = highlights.as_ref()?;
        Some(highlights.get(name(token)).unwrap_or_else(|| {
            let highlight = Highlight::new();
            highlights.set(name(token), &highlight);
            highlight
        }))
    })
}

/// Colours the text of `code`, now and after each change.
pub fn highlight(code: &Node) {
    let Some(highlights) = Token::ALL.into_iter().map(shared).collect::<Option<Vec<_>>>() else { return };
    if let Ok(root) = code.as_element::<Element>().get_root_node().dyn_into::<ShadowRoot>() {
        root.host().unchecked_into::<ElementScript>().remove_colours();
    }
    let painted = StoredValue::new_local((highlights, Vec::<(usize, StaticRange)>::new()));
    let clear = move || {
        painted.try_update_value(|(highlights, painted)| {
            painted.drain(..).for_each(|(kind, range)| highlights[kind].delete(&range));
        });
    };
    let node = code.clone();
    let forced = window().match_media("(forced-colors: active)").ok().flatten();
    let is_forced = forced.clone();
    let paint = move || {
        clear();
        // A highlight has the system's own colours then, and would hide the text.
        if is_forced.as_ref().is_some_and(MediaQueryList::matches) {
            return;
        }
        painted.try_update_value(|(highlights, painted)| {
            *painted = pieces(&texts(node.as_element()));
            for (kind, range) in painted {
                highlights[*kind].add(range);
            }
        });
    };
    paint();
    if let Some(forced) = forced {
        let paint = paint.clone();
        listen(&forced, ev::change, move |_| paint());
    }
    let changed = Closure::wrap(Box::new(paint) as Box<dyn FnMut()>);
    let Ok(observer) = MutationObserver::new(changed.as_ref().unchecked_ref()) else { return };
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_character_data(true);
    what.set_subtree(true);
    let _ = observer.observe_with_options(code.as_element(), &what);
    let kept = StoredValue::new_local((observer, changed));
    on_cleanup(move || {
        kept.with_value(|(observer, _)| observer.disconnect());
        clear();
    });
}

/// Returns the text nodes in `node`, in order, without secrets: these are never keys or numbers.
fn texts(node: &web_sys::Node) -> Vec<web_sys::Node> {
    let mut texts = Vec::new();
    let mut child = node.first_child();
    while let Some(node) = child {
        if node.node_type() == web_sys::Node::TEXT_NODE {
            texts.push(node.clone());
        } else if node.dyn_ref::<Element>().is_none_or(|element| element.class_name() != "secret") {
            texts.extend(self::texts(&node));
        }
        child = node.next_sibling();
    }
    texts
}

/// Returns the ranges of the tokens in a text of several nodes, each with the index of its token kind.
fn pieces(nodes: &[web_sys::Node]) -> Vec<(usize, StaticRange)> {
    let texts: Vec<_> = nodes.iter().map(|node| node.node_value().unwrap_or_default()).collect();
    let whole = texts.concat();
    if whole.len() > LONGEST {
        return Vec::new();
    }
    let tokens = tokenize(&whole);
    // The ends of all tokens in order, so that one pass over the text suffices.
    let mut ends: Vec<_> = tokens.iter().flat_map(|(range, _)| [range.start, range.end]).collect();
    ends.sort_unstable();
    ends.dedup();
    let (mut node, mut start, mut units, mut at) = (0, 0, 0, 0);
    let places: Vec<(usize, u32)> = ends
        .iter()
        .map(|end| {
            while *end > start + texts[node].len() {
                start += texts[node].len();
                (node, units, at) = (node + 1, 0, start);
            }
            units += whole[at..*end].encode_utf16().count();
            at = *end;
            (node, u32::try_from(units).unwrap_or(u32::MAX))
        })
        .collect();
    let place = |end: usize| ends.binary_search(&end).ok().map(|index| places[index]);
    let length = |node: usize| u32::try_from(texts[node].encode_utf16().count()).unwrap_or(u32::MAX);
    // One range per node: an element between two nodes, such as a secret, gets no colour.
    let ranges = |(range, token): (Range<usize>, Token)| {
        let kind = Token::ALL.iter().position(|other| *other == token).unwrap_or_default();
        let (Some((first, from)), Some((last, to))) = (place(range.start), place(range.end)) else { return Vec::new() };
        let part = |node: usize| {
            let start = if node == first { from } else { 0 };
            let end = if node == last { to } else { length(node) };
            let ends: Ends = js_sys::Object::new().unchecked_into();
            ends.set_start_container(&nodes[node]);
            ends.set_start_offset(start);
            ends.set_end_container(&nodes[node]);
            ends.set_end_offset(end);
            (start < end).then(|| (kind, StaticRange::new(&ends)))
        };
        (first..=last).filter_map(part).collect()
    };
    tokens.into_iter().flat_map(ranges).collect()
}
