//! Lets elements made by calls stand among those made by `view!`, and the other way round.

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use web_sys::Element;

use super::dom::{Node, nodes};

/// What `view!` made, among elements made by calls.
pub fn from_view(view: impl IntoView + 'static) -> Node {
    let node = nodes([]);
    let mut state = view.into_view().build();
    state.mount(node.as_element(), None);
    // It follows its signals as long as its state is there.
    StoredValue::new_local(state);
    node
}

impl Render for Node {
    type State = Self;

    fn build(self) -> Self {
        self
    }

    fn rebuild(mut self, state: &mut Self) {
        state.insert_before_this(&mut self);
        state.unmount();
        *state = self;
    }
}

impl Mountable for Node {
    fn unmount(&mut self) {
        if let Some(parent) = self.as_node().parent_node() {
            let _ = parent.remove_child(self.as_node());
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&web_sys::Node>) {
        let _ = parent.insert_before(self.as_node(), marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.as_node().parent_element();
        parent.is_some_and(|parent| child.try_mount(&parent, Some(self.as_node())))
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

impl AddAnyAttr for Node {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _: A) -> Self {
        self
    }
}

/// Nothing is rendered on a server; `view!` asks for it all the same.
impl RenderHtml for Node {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self {
        self
    }

    fn into_owned(self) -> Self {
        self
    }
}
