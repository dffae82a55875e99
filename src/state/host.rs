//! The element that the form stands in, and what stands in its shadow root.

use leptos::prelude::*;
use model::url::SANDBOX;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusOptions, HtmlElement, ShadowRoot};

use crate::dom::Node;

/// The id of the button that creates.
pub const CREATE_ID: &str = "create";

/// The id of the line that says how the request ended.
pub const OUTCOME_ID: &str = "outcome";

/// The id of the error summary.
pub const SUMMARY_ID: &str = "error-summary";

/// The id of the request's column.
pub const REQUEST_ID: &str = "request";

/// The element of the form. It is the only access to the page by ids and by the focus.
#[derive(Clone, Copy)]
pub struct Host {
    root: StoredValue<ShadowRoot, LocalStorage>,
}

impl Host {
    /// Creates it for a shadow root.
    pub fn new(root: ShadowRoot) -> Self {
        Self { root: StoredValue::new_local(root) }
    }

    /// Returns the URL of the local sandbox. `cargo xtask serve` sets that of its own in an attribute.
    pub fn sandbox(self) -> String {
        self.element().get_attribute("data-sandbox").unwrap_or_else(|| SANDBOX.into())
    }

    /// Returns the shadow root.
    pub fn root(self) -> ShadowRoot {
        self.root.get_value()
    }

    /// Returns the custom element.
    pub fn element(self) -> Element {
        self.root.read_value().host()
    }

    /// Returns true if the form is the whole page, and not a part of another one.
    pub fn is_standalone(self) -> bool {
        self.element().has_attribute("standalone")
    }

    /// Returns true if an event belongs to the form and not to a dialog: an event inside of it, or in a standalone page
    /// any.
    pub fn owns_event(self, event: &Event) -> bool {
        let root = self.root();
        let is_inside = event.composed_path().includes(&root.host(), 0);
        let is_dialog = root.query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some());
        (is_inside || self.is_standalone()) && !is_dialog
    }

    /// Returns the element of that id.
    pub fn by_id(self, id: &str) -> Option<Element> {
        // The form may have left the page.
        self.root.try_with_value(|root| root.get_element_by_id(id)).flatten()
    }

    /// Opens the innermost closed disclosure that the element of that id is in.
    pub fn open(self, id: &str) {
        let closed = self.by_id(id).and_then(|element| element.closest("details:not([open])").ok()?);
        if let Some(closed) = closed {
            let _ = closed.set_attribute("open", "");
        }
    }

    /// Opens what the element of that id is in, scrolls to it, and moves the focus there.
    pub fn focus(self, id: &str) {
        self.open(id);
        if let Some(element) = self.by_id(id) {
            element.scroll_into_view();
            let _ = element.unchecked_ref::<HtmlElement>().focus();
        }
    }

    /// Makes the focused control announce its change, as when it loses the focus.
    pub fn commit_focused(self) {
        if let Some(focused) = self.root.read_value().active_element() {
            let focused: &HtmlElement = focused.unchecked_ref();
            let _ = focused.blur();
            let _ = focused.focus();
        }
    }

    /// Returns true if the focus is on a control that takes text.
    pub fn is_typing(self) -> bool {
        let focused = self.root.read_value().active_element();
        focused.is_some_and(|focused| matches!(focused.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
    }

    /// Returns true if there is an element of that id outside the upper half of the window.
    pub fn is_out_of_sight(self, id: &str) -> bool {
        self.by_id(id).is_some_and(|element| is_low(&element))
    }
}

/// Returns true if an event is from a control that takes letters.
pub fn is_in_field(event: &Event) -> bool {
    let is_button = |kind: &str| matches!(kind, "checkbox" | "radio" | "range");
    event.composed_path().get(0).dyn_ref::<HtmlElement>().is_some_and(|target| {
        let is_field = matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT");
        let kind = target.get_attribute("type").unwrap_or_default();
        target.is_content_editable() || is_field && !is_button(&kind)
    })
}

/// Moves the focus to the heading of an outcome that is about to be added to the page, and scrolls to it unless it
/// is in the upper half of the window.
pub fn show_outcome(heading: &Node) {
    let heading = heading.clone();
    leptos::task::spawn_local(async move {
        let element = heading.as_element::<HtmlElement>();
        if is_low(element) {
            element.scroll_into_view();
        }
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    });
}

/// Returns true if an element is outside the upper half of the window.
fn is_low(element: &Element) -> bool {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let rect = element.get_bounding_client_rect();
    rect.top() < 0.0 || rect.top() > height / 2.0
}
