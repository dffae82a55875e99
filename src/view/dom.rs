//! Elements, made by plain calls and kept up to date by effects.
//!
//! Every element, listener and effect here is of one and the same type. Leptos's `view!` makes a type of
//! its own for each element with all its attributes and children, and the compiler writes building,
//! rebuilding, mounting and unmounting anew for each: that is most of what such a page weighs. It also
//! writes static parts through `innerHTML`, which a page with Trusted Types refuses.
//!
//! What keeps a view light:
//! - It is a function that gives a [`Node`]. What differs between its uses is told by values, not by type
//!   parameters.
//! - A closure is boxed at once, here, by a shell of one line around the code that does the work.
//! - A signal of a type that there is already costs next to nothing; each further type costs 0.1 to 0.3 kB.
//!   A value that is read in one place is a closure, not a memo.
//! - No fraction is written (6 kB), no type is read by serde (17 kB for two), no crate is brought in for
//!   one call (gloo-net: 2 kB). `cargo xtask bench size` says what a change weighs.

use std::borrow::Cow;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};
use leptos::tachys::view::{Mountable, Render};
use model::messages::Message;
use send_wrapper::SendWrapper;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Comment, Element, Event, EventTarget, HtmlElement, HtmlInputElement};

use super::tasks;

/// A piece of the page: an element, or several nodes side by side.
#[derive(Clone)]
pub struct Node(web_sys::Node);

/// What an attribute, a property or a text may be; none takes it away.
pub trait Value {
    fn value(self) -> Option<Cow<'static, str>>;
}

impl Value for &'static str {
    fn value(self) -> Option<Cow<'static, str>> {
        Some(self.into())
    }
}

impl Value for Message {
    fn value(self) -> Option<Cow<'static, str>> {
        self.text().value()
    }
}

impl Value for String {
    fn value(self) -> Option<Cow<'static, str>> {
        Some(self.into())
    }
}

impl<V: Value> Value for Option<V> {
    fn value(self) -> Option<Cow<'static, str>> {
        self.and_then(Value::value)
    }
}

/// There without a value, or not there, as HTML has it.
impl Value for bool {
    fn value(self) -> Option<Cow<'static, str>> {
        self.then_some("".into())
    }
}

/// `true` or `false`, as ARIA wants it.
pub fn aria(state: bool) -> &'static str {
    if state { "true" } else { "false" }
}

/// A list to choose from: values and what is shown of each. `chosen` is the value that it follows.
pub fn select(
    choices: Vec<(String, Node)>,
    chosen: impl Fn() -> String + 'static,
    choose: impl FnMut(String) + 'static,
) -> Node {
    let chosen: Rc<dyn Fn() -> String> = Rc::new(chosen);
    let option = |(value, shown): (String, Node)| {
        let chosen = chosen.clone();
        let option = el("option").attr("value", &value).child(shown);
        option.live(Part::Flag("selected"), Box::new(move || (chosen() == value).value()))
    };
    el("select").on_value("change", choose).child(nodes(choices.into_iter().map(option)))
}

/// A choice of a list whose name is its value.
pub fn choice(name: &str) -> (String, Node) {
    (name.to_owned(), text(name))
}

/// What of an element follows a value.
#[derive(Clone, Copy)]
pub enum Part {
    Attribute(&'static str),
    Style(&'static str),
    Property(&'static str),
    Flag(&'static str),
    Text,
}

/// An element without anything.
///
/// # Panics
/// If `tag` cannot be the name of an element.
pub fn el(tag: &str) -> Node {
    Node::new(document().create_element(tag).expect("the name of an element").into())
}

/// Nodes side by side.
pub fn nodes(children: impl IntoIterator<Item = Node>) -> Node {
    let all = Node::new(document().create_document_fragment().into());
    children.into_iter().fold(all, Node::child)
}

/// A text.
pub fn text(text: &str) -> Node {
    Node::new(document().create_text_node(text).into())
}

/// A text of the form's own.
pub fn said(word: Message) -> Node {
    text("").say(word)
}

impl Node {
    fn new(node: web_sys::Node) -> Self {
        Self(node)
    }

    /// The element itself, as the one that it is known to be.
    pub fn as_element<E: JsCast>(&self) -> &E {
        self.0.unchecked_ref()
    }

    /// With an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        // Only a name that no attribute can have is refused.
        let _ = self.as_element::<Element>().set_attribute(name, value);
        self
    }

    /// With a class.
    pub fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// With a text.
    pub fn text(self, text: &str) -> Self {
        self.0.set_text_content(Some(text));
        self
    }

    /// With a text of the form's own.
    pub fn say(self, word: Message) -> Self {
        self.live_text(move || word)
    }

    /// With an attribute whose value is a text of the form's own.
    pub fn attr_said(self, name: &'static str, word: Message) -> Self {
        self.live_attr(name, move || word)
    }

    /// A text control in which the browser completes, corrects and capitalizes nothing.
    pub fn verbatim(self) -> Self {
        self.attr("autocomplete", "off").attr("autocapitalize", "none").attr("spellcheck", "false")
    }

    /// A text that a translator of pages leaves alone: it is copied or sent as it is.
    pub fn untranslated(self) -> Self {
        self.attr("translate", "no")
    }

    /// A control that password managers leave alone: they would offer to store a key that is no password.
    pub fn no_password(self) -> Self {
        self.attr("data-1p-ignore", "")
            .attr("data-lpignore", "true")
            .attr("data-bwignore", "")
            .attr("data-form-type", "other")
    }

    /// With a child after those it has.
    pub fn child(self, child: Node) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// With an attribute that follows what `value` reads.
    pub fn live_attr<V: Value>(self, name: &'static str, value: impl Fn() -> V + 'static) -> Self {
        self.live(Part::Attribute(name), Box::new(move || value().value()))
    }

    /// With a style property that follows what `value` reads.
    pub fn live_style(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.live(Part::Style(name), Box::new(move || value().value()))
    }

    /// With a text that follows what `value` reads.
    pub fn live_text<V: Value>(self, value: impl Fn() -> V + 'static) -> Self {
        self.live(Part::Text, Box::new(move || value().value()))
    }

    /// A control whose value follows what `value` reads.
    pub fn live_value(self, value: impl Fn() -> String + 'static) -> Self {
        self.live(Part::Property("value"), Box::new(move || value().value()))
    }

    /// A control that is checked or selected as `value` reads.
    pub fn live_flag(self, name: &'static str, value: impl Fn() -> bool + 'static) -> Self {
        self.live(Part::Flag(name), Box::new(move || value().value()))
    }

    fn live(self, part: Part, value: Box<dyn Fn() -> Option<Cow<'static, str>>>) -> Self {
        let (node, mut before) = (self.clone(), None);
        follow_boxed(Box::new(move || {
            let now = Some(value());
            if now != before {
                node.write(part, now.as_ref().and_then(Option::as_deref));
                before = now;
            }
        }));
        self
    }

    /// Gives a part of it that value, or takes it away.
    pub fn write(&self, part: Part, value: Option<&str>) {
        let element = self.as_element::<Element>();
        let property = |name: &str, value: &JsValue| js_sys::Reflect::set(element, &name.into(), value).map(drop);
        let _ = match (part, value) {
            (Part::Attribute(name), Some(value)) => element.set_attribute(name, value),
            (Part::Attribute(name), None) => element.remove_attribute(name),
            (Part::Style(name), value) => {
                self.as_element::<HtmlElement>().style().set_property(name, value.unwrap_or_default())
            }
            (Part::Property(name), value) => property(name, &value.unwrap_or_default().into()),
            (Part::Flag(name), value) => property(name, &value.is_some().into()),
            (Part::Text, value) => {
                self.0.set_text_content(value);
                Ok(())
            }
        };
    }

    /// Moves the focus here as soon as it is in the page.
    pub fn focus_soon(&self) {
        let node = self.clone();
        leptos::task::spawn_local(async move { drop(node.as_element::<HtmlElement>().focus()) });
    }

    /// Calls `then` at each event of that name.
    pub fn on(self, event: &'static str, then: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(then))
    }

    fn listen(self, event: &'static str, then: Box<dyn FnMut(Event)>) -> Self {
        listen(&self.0, event, then);
        self
    }

    /// A button that does this.
    pub fn on_click(self, mut then: impl FnMut() + 'static) -> Self {
        self.listen("click", Box::new(move |_| then()))
    }

    /// Calls `then` with what a control holds when that event comes.
    pub fn on_value(self, event: &'static str, mut then: impl FnMut(String) + 'static) -> Self {
        let control = self.clone();
        self.listen(event, Box::new(move |_| then(control.as_element::<HtmlInputElement>().value())))
    }

    /// Calls `then` with the state of a box that was ticked or cleared.
    pub fn on_check(self, mut then: impl FnMut(bool) + 'static) -> Self {
        let control = self.clone();
        self.listen("change", Box::new(move |_| then(control.as_element::<HtmlInputElement>().checked())))
    }

    /// Calls `then` with what a text control holds after each change. Password managers and scripts may send `change`
    /// alone.
    pub fn on_typed(self, then: impl FnMut(String) + Clone + 'static) -> Self {
        self.on_value("input", then.clone()).on_value("change", then)
    }

    /// A text control that shows and sets a signal.
    pub fn bind(self, signal: RwSignal<String>) -> Self {
        let set = move |value: String| {
            if signal.with_untracked(|before| *before != value) {
                signal.set(value);
            }
        };
        self.live_value(move || signal.get()).on_typed(set)
    }
}

/// Calls `then` at each event of that name that the window hears of.
pub fn on_window(event: &'static str, then: impl FnMut(Event) + 'static) {
    listen(&window(), event, Box::new(then));
}

/// Calls `then` at each event of that name in a form, also at one that does not leave it.
pub fn on_root(root: &EventTarget, event: &'static str, then: impl FnMut(Event) + 'static) {
    listen(root, event, Box::new(then));
}

/// The listener goes before what it listens to: a field that is taken away while it has the focus has its events.
fn listen(target: &EventTarget, event: &'static str, mut then: Box<dyn FnMut(Event)>) {
    let listener: Box<dyn FnMut(Event)> = Box::new(move |event| {
        then(event);
        tasks::run();
    });
    let listener = Closure::wrap(listener);
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    let kept = SendWrapper::new((target.clone(), listener));
    on_cleanup(move || {
        let (target, listener) = &*kept;
        let _ = target.remove_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    });
}

/// Runs `run` now, and again whenever what it read has changed, until its owner goes.
pub fn follow(run: impl FnMut() + 'static) {
    follow_boxed(Box::new(run));
}

fn follow_boxed(mut run: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_: Option<()>| run());
    on_cleanup(move || {
        // What it followed may last longer, as the language does, and would remember it.
        let subscriber = effect.to_any_subscriber();
        subscriber.clear_sources(&subscriber);
        drop(effect);
    });
}

/// A place among siblings whose content changes, between two marks.
#[derive(Clone)]
struct Place {
    start: Comment,
    end: Comment,
    owner: Owner,
}

impl Place {
    fn new() -> (Self, Node) {
        let mark = || document().create_comment("");
        let place = Self { start: mark(), end: mark(), owner: Owner::current().unwrap_or_default() };
        let node = nodes([Node::new(place.start.clone().into()), Node::new(place.end.clone().into())]);
        (place, node)
    }

    /// Puts a node before `next`.
    fn insert(&self, node: &Node, next: &web_sys::Node) {
        if let Some(parent) = self.end.parent_node() {
            let _ = parent.insert_before(&node.0, Some(next));
        }
    }

    fn clear(&self) {
        while let Some(node) = self.start.next_sibling().filter(|node| !node.is_same_node(Some(&self.end))) {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(&node);
            }
        }
    }
}

/// What `then` makes, while `when` holds.
pub fn show(when: impl Fn() -> bool + 'static, then: impl Fn() -> Node + 'static) -> Node {
    show_boxed(Box::new(when), Box::new(then))
}

fn show_boxed(when: Box<dyn Fn() -> bool>, then: Box<dyn Fn() -> Node>) -> Node {
    let (place, node) = Place::new();
    let mut shown: Option<Owner> = None;
    follow_boxed(Box::new(move || match (when(), &shown) {
        (true, None) => {
            let owner = place.owner.child();
            let node = owner.with(|| untrack(&*then));
            place.insert(&node, &place.end);
            shown = Some(owner);
        }
        (false, Some(owner)) => {
            owner.cleanup();
            place.clear();
            shown = None;
        }
        _ => {}
    }));
    node
}

/// What `content` makes, made anew whenever what it read has changed.
pub fn live(content: impl Fn() -> Node + 'static) -> Node {
    live_boxed(Box::new(content))
}

fn live_boxed(content: Box<dyn Fn() -> Node>) -> Node {
    let (place, node) = Place::new();
    follow_boxed(Box::new(move || {
        place.clear();
        place.insert(&content(), &place.end);
    }));
    node
}

/// An element for each key, made once and moved when the order changes.
pub fn each(keys: impl Fn() -> Vec<String> + 'static, row: impl Fn(String) -> Node + 'static) -> Node {
    each_boxed(Box::new(keys), Box::new(row))
}

fn each_boxed(keys: Box<dyn Fn() -> Vec<String>>, row: Box<dyn Fn(String) -> Node>) -> Node {
    let (place, node) = Place::new();
    let mut rows: Vec<(String, Node, Owner)> = Vec::new();
    follow_boxed(Box::new(move || {
        let keys = keys();
        rows.retain(|(key, _, owner)| {
            let stays = keys.contains(key);
            if !stays {
                owner.cleanup();
            }
            stays
        });
        let mut kept = std::mem::take(&mut rows);
        for key in keys {
            if let Some(index) = kept.iter().position(|(other, ..)| *other == key) {
                rows.push(kept.remove(index));
            } else {
                let owner = place.owner.child();
                let node = owner.with(|| untrack(|| row(key.clone())));
                rows.push((key, node, owner));
            }
        }
        // What goes is taken away first, so that what stays is not moved: moving takes the focus away.
        let mut at = place.start.next_sibling();
        while let Some(node) = at.filter(|node| !node.is_same_node(Some(&place.end))) {
            at = node.next_sibling();
            if !rows.iter().any(|(_, row, _)| row.0.is_same_node(Some(&node)))
                && let Some(parent) = node.parent_node()
            {
                let _ = parent.remove_child(&node);
            }
        }
        let mut next = place.start.next_sibling();
        for (_, row, _) in &rows {
            if next.as_ref().is_some_and(|next| next.is_same_node(Some(&row.0))) {
                next = next.and_then(|next| next.next_sibling());
            } else if let Some(next) = &next {
                place.insert(row, next);
            }
        }
    }));
    node
}

/// Lets Leptos mount it.
impl Render for Node {
    type State = Self;

    fn build(self) -> Self {
        self
    }

    fn rebuild(self, state: &mut Self) {
        *state = self;
    }
}

impl Mountable for Node {
    fn unmount(&mut self) {
        if let Some(parent) = self.0.parent_node() {
            let _ = parent.remove_child(&self.0);
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&web_sys::Node>) {
        let _ = parent.insert_before(&self.0, marker);
    }

    fn insert_before_this(&self, _: &mut dyn Mountable) -> bool {
        false
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}
