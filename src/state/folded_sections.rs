//! The sections of the form, and which of them are folded.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;

use super::host::Host;

/// The id of the section with the API host and the account.
pub const CONNECTION: &str = "connection";

/// The id of the section with the name and the fields of the element.
pub const AUTHENTICATION: &str = "authentication";

/// The id of the section with the event configuration.
pub const EVENTS: &str = "events";

/// The sections in their order.
pub const SECTIONS: [&str; 3] = [CONNECTION, AUTHENTICATION, EVENTS];

/// The state of the sections.
#[derive(Clone, Copy)]
pub struct FoldedSections {
    host: Host,
    /// True for each section that is folded, in the order of [`SECTIONS`].
    pub folded: [RwSignal<bool>; 3],
    /// True as soon as a section was complete or folded: then the button that folds stays.
    pub is_used: RwSignal<bool>,
}

impl FoldedSections {
    /// Creates the state of open sections.
    pub fn new(host: Host) -> Self {
        Self { host, folded: SECTIONS.map(|_| RwSignal::new(false)), is_used: RwSignal::new(false) }
    }

    /// Opens all sections.
    pub fn open(self) {
        for section in SECTIONS.into_iter().filter_map(|id| self.section(id)) {
            section.set_open(true);
        }
    }

    /// Returns the section of that id.
    pub fn section(self, id: &str) -> Option<HtmlDetailsElement> {
        self.host.by_id(id)?.dyn_into().ok()
    }

    /// Returns true if a section is folded. An effect subscribes to it.
    pub fn any_folded(self) -> bool {
        self.folded.iter().any(RwSignal::get)
    }
}
