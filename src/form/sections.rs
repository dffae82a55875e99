//! The sections of the form: which are complete, which are folded, and that one with an error is open.
//!
//! The Tab key skips the heading of an open section, so that it takes few presses to reach Create Instance: a shortcut
//! folds the section that has the focus, and a button below the form folds the complete ones. The Tab key stops at the
//! heading of a folded section.

use leptos::prelude::*;
use model::instance::FieldId;
use model::messages;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement};

use crate::dom::html::{button, span};
use crate::dom::{Node, effect, ev, listen, show};
use crate::state::folded_sections::{AUTHENTICATION, CONNECTION, EVENTS, FoldedSections, SECTIONS};
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::validation::Validation;

/// Follows the sections of the form: marks the complete ones, and opens those of the fields that Create Instance or
/// the API rejected.
pub fn follow(form: FormState, shown: Validation, sections: FoldedSections) {
    for (id, folded) in SECTIONS.into_iter().zip(sections.folded) {
        let Some(section) = sections.section(id) else { continue };
        let Some(heading) = section.first_element_child() else { continue };
        let mark =
            || span().class("mark").attr("role", "img").attr("aria-label", messages::SECTION_COMPLETE).child("✓");
        Node::from(heading.clone()).child(show(move || is_complete(form, shown, id), mark));
        let target = section.clone();
        let update = move || {
            let _ = heading.set_attribute("tabindex", if section.open() { "-1" } else { "0" });
            folded.set(!section.open());
        };
        // It may have been folded before this part was loaded.
        update();
        listen(&target, ev::toggle, move |_| update());
    }
    effect(move || {
        if sections.any_folded() || SECTIONS.into_iter().any(|id| is_complete(form, shown, id)) {
            sections.is_used.set(true);
        }
    });
    let open = move |field: FieldId| {
        if let Some(section) = section_of(field).and_then(|id| sections.section(id)) {
            section.set_open(true);
        }
    };
    effect(move || shown.rejected.read().iter().for_each(|error| open(error.field)));
    effect(move || shown.affected.read().iter().copied().for_each(open));
}

/// Creates the button that folds the complete sections, or opens all.
pub fn fold_button(form: FormState) -> Node {
    let (shown, sections): (Validation, FoldedSections) = (expect_context(), expect_context());
    let click = move || {
        if sections.any_folded() {
            return sections.open();
        }
        let complete = SECTIONS.into_iter().filter(|id| is_complete(form, shown, id));
        for section in complete.filter_map(|id| sections.section(id)) {
            section.set_open(false);
        }
    };
    let label = move || if sections.any_folded() { messages::OPEN_SECTIONS } else { messages::FOLD_SECTIONS };
    let fold = move || button().class("quiet").on(ev::click, move |_| untrack(click)).child(label);
    show(move || sections.is_used.get(), fold)
}

/// Folds or opens the section that has the focus, and moves the focus to its heading.
pub fn toggle_focused(host: Host) {
    let focused = host.root().active_element().and_then(|focused| focused.closest(".section").ok()?);
    if let Some(section) = focused.and_then(|section| section.dyn_into::<HtmlDetailsElement>().ok()) {
        section.set_open(!section.open());
        if let Some(heading) = section.first_element_child() {
            let _ = heading.unchecked_into::<HtmlElement>().focus();
        }
    }
}

/// Returns true if nothing is missing in a section, and the API rejected no value in it.
fn is_complete(form: FormState, shown: Validation, id: &str) -> bool {
    let is_here = |field: FieldId| section_of(field) == Some(id);
    let is_wrong =
        shown.errors.read().iter().any(|error| is_here(error.field)) || shown.still_affected().into_iter().any(is_here);
    !is_wrong && (id != EVENTS || form.events.get())
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
