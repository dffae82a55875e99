//! The sections of the form: which are complete, which are folded, and that one with an error is open.
//!
//! The heading of an open section is no stop of Tab: Create Instance stays few stops away, and a button below the form
//! folds what is complete. The heading of a folded section is one.

use leptos::prelude::*;
use model::instance::FieldId;
use model::messages;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement};

use crate::components::section::{AUTHENTICATION, CONNECTION, EVENTS};
use crate::components::text_field::control_id;
use crate::dom::html::{button, span};
use crate::dom::{Node, effect, ev, listen, show};
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::validation::FieldErrors;

const SECTIONS: [&str; 3] = [CONNECTION, AUTHENTICATION, EVENTS];

/// Whether each of the sections is folded, in their order.
#[derive(Clone, Copy)]
pub struct FoldedSections([RwSignal<bool>; 3]);

impl FoldedSections {
    /// Follows the sections of the form: marks the complete ones, and opens those of the fields that Create Instance or
    /// the API rejected.
    pub fn follow(form: FormState, host: Host, shown: FieldErrors) -> Self {
        let folded = SECTIONS.map(|id| {
            let folded = RwSignal::new(false);
            let section = host.by_id(id).and_then(|section| section.dyn_into::<HtmlDetailsElement>().ok());
            if let Some((section, heading)) =
                section.and_then(|section| Some((section.clone(), section.first_element_child()?)))
            {
                let mark = || {
                    span().class("mark").attr("role", "img").attr("aria-label", messages::SECTION_COMPLETE).child("✓")
                };
                Node::from(heading.clone()).child(show(move || is_complete(form, shown, id), mark));
                listen(&section.clone(), ev::toggle, move |_| {
                    let _ = heading.set_attribute("tabindex", if section.open() { "-1" } else { "0" });
                    folded.set(!section.open());
                });
            }
            folded
        });
        let open = move |field: FieldId| host.open(&control_id(field));
        effect(move || shown.rejected.read().iter().for_each(|error| open(error.field)));
        effect(move || shown.affected.read().iter().copied().for_each(open));
        Self(folded)
    }

    fn any(self) -> bool {
        self.0.iter().any(RwSignal::get)
    }
}

/// Creates the button that folds the complete sections, or opens all.
pub fn fold_button(form: FormState) -> Node {
    let (host, shown, folded): (Host, FieldErrors, FoldedSections) =
        (expect_context(), expect_context(), expect_context());
    let click = move || {
        let opens = folded.any();
        for id in SECTIONS {
            let section = host.by_id(id).map(Element::unchecked_into::<HtmlDetailsElement>);
            if let Some(section) = section.filter(|_| opens || is_complete(form, shown, id)) {
                section.set_open(opens);
            }
        }
    };
    let label = move || if folded.any() { messages::OPEN_SECTIONS } else { messages::FOLD_SECTIONS };
    let fold =
        move || button().attr("type", "button").class("quiet").on(ev::click, move |_| untrack(click)).child(label);
    show(move || folded.any() || SECTIONS.into_iter().any(|id| is_complete(form, shown, id)), fold)
}

/// Returns true if nothing is missing in a section.
fn is_complete(form: FormState, shown: FieldErrors, id: &str) -> bool {
    let is_missing = shown.errors.read().iter().any(|error| section_of(error.field) == Some(id));
    !is_missing && (id != EVENTS || form.events.get())
}

/// Returns the id of the section that a field is in. The additional configuration is none.
fn section_of(field: FieldId) -> Option<&'static str> {
    match field {
        FieldId::Host | FieldId::UserSecret | FieldId::OrganizationSecret => Some(CONNECTION),
        FieldId::Name | FieldId::Element(_) | FieldId::SignatureKey => Some(AUTHENTICATION),
        FieldId::CallbackUrl | FieldId::RefreshInterval | FieldId::Polling => Some(EVENTS),
        FieldId::Additional(_) => None,
    }
}
