//! Lets Leptos mount a node.

use leptos::tachys::view::{Mountable, Render};
use web_sys::Element;

use super::Node;

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
