//! The additional configuration: members of the request that have no field.

use leptos::prelude::*;
use model::element::Definition;
use model::instance::{ExtraField, FieldId, Section};
use model::messages::{self, Message};
use web_sys::HtmlInputElement;

use crate::components::deferred_view::deferred_view;
use crate::components::text_field::{caption, control_id, described_by, empty_error_line, error_line};
use crate::dom::html::{self, button, details, div, p, span, summary};
use crate::dom::icon::CLOSE;
use crate::dom::{Node, Part, effect, ev, for_each, fragment, icon, select_control, show, text};
use crate::state::actions;
use crate::state::deferred::{Deferred, DeferredView};
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::validation::Validation;
use crate::state::view::ViewState;

/// The id of the button that adds a row.
const ADD_ENTRY_ID: &str = "add-entry";

const SECTIONS: [(Section, Message); 3] = [
    (Section::Configuration, messages::IN_CONFIGURATION),
    (Section::Body, messages::IN_BODY),
    (Section::Element, messages::IN_ELEMENT),
];

/// Creates the section. The deferred chunk has its content: the rows, and the element's key if it has no definition.
pub fn extra_fields(form: FormState, deferred: Deferred) -> Node {
    let is_wanted = move || !form.additional.read().is_empty() || !Definition::is_known(&form.element.read());
    let fold = details().class("fold");
    let opened = fold.clone();
    let mut was_wanted = false;
    // Opens for entries, and never closes by itself: the button that adds an entry has the focus after the last one.
    effect(move || {
        let before = std::mem::replace(&mut was_wanted, is_wanted());
        if was_wanted && !before {
            opened.set(Part::BoolProperty("open"), Some(""));
        }
    });
    fold.child(summary().class("disclosure").child(messages::ADDITIONAL)).child(deferred_view(
        form,
        deferred,
        move || is_wanted() || deferred.ready().is_some(),
        DeferredView::ExtraFields,
    ))
}

/// Adds an empty row, and focuses it.
fn add(form: FormState, host: Host) {
    form.additional.update(|entries| {
        entries.push(ExtraField::new(Section::Configuration, "", ""));
    });
    let id = control_id(FieldId::Additional(form.additional.read_untracked().len() - 1));
    request_animation_frame(move || host.focus(&id));
}

/// Creates the field of the element's key, the rows, and the button that adds one.
pub fn rows(form: FormState) -> Node {
    let host: Host = expect_context();
    let entries = form.additional;
    let count = Memo::new(move |_| entries.read().len());
    let has_no_definition = Memo::new(move |_| !Definition::is_known(&form.element.read()));
    let key = move || {
        let input = html::input()
            .attr("id", "element-key")
            .attr("autocomplete", "off")
            .attr("aria-describedby", &described_by("element-key"))
            .prop("value", move || form.element.get())
            .on(ev::change, move |event| {
                let key = event_target_value(&event).trim().to_owned();
                if key.is_empty() {
                    // The request always has a key.
                    event_target::<HtmlInputElement>(&event).set_value(&form.element.read_untracked());
                } else {
                    actions::set_element(form, key);
                }
            });
        let caption =
            caption("element-key", text(messages::ELEMENT_KEY), true, messages::ELEMENT_KEY_HELP, empty_error_line());
        div().class("field").child(caption).child(input)
    };
    let rows = for_each(
        move || (0..count.get()).map(|index| index.to_string()).collect(),
        move |index| row(form, index.parse().unwrap_or_default()),
    );
    // Each control has its name.
    let names = [messages::KEY, messages::VALUE, messages::PLACE].map(|name| span().child(name));
    let names = div().class("entry names").attr("aria-hidden", "true").child(fragment(names));
    let names = show(move || count.get() > 0, move || names.clone());
    let adding = button().attr("id", ADD_ENTRY_ID).class("quiet");
    let adding = adding.on(ev::click, move |_| add(form, host));
    fragment([
        p().class("help").child(messages::ADDITIONAL_HELP),
        show(move || has_no_definition.get(), key),
        div().class("entries").child(names).child(rows),
        adding.child(messages::ADD_ENTRY),
    ])
}

/// Creates a row: key, value and section.
fn row(form: FormState, index: usize) -> Node {
    let field = FieldId::Additional(index);
    let (errors, view, deferred): (Validation, ViewState, Deferred) =
        (expect_context(), expect_context(), expect_context());
    let host: Host = expect_context();
    let (id, entries) = (control_id(field), form.additional);
    // One effect a row follows the list: a signal removes a subscriber in time proportional to their number, and every
    // effect that runs again is removed once.
    let [key, value, section] = [(); 3].map(|()| RwSignal::new(String::new()));
    let is_secret = RwSignal::new(false);
    effect(move || {
        if let Some(entry) = entries.read().get(index) {
            set_if_changed(key, entry.key.clone());
            set_if_changed(value, entry.value().to_owned());
            set_if_changed(section, (entry.section as usize).to_string());
            set_if_changed(is_secret, entry.is_secret());
        }
    });
    let write = move |change: &dyn Fn(&mut ExtraField)| {
        entries.update(|entries| {
            entries.get_mut(index).map(change);
        });
    };
    let set_section = move |number: String| {
        if let Some((section, _)) = SECTIONS.into_iter().find(|(section, _)| (*section as usize).to_string() == number)
        {
            write(&|entry| entry.section = section);
        }
    };
    let input = |label: Message| html::input().attr("aria-label", label).attr("placeholder", label).verbatim();
    let key_input = input(messages::KEY)
        .attr("id", &id)
        .attr("aria-describedby", &format!("{id}-error"))
        .prop("value", move || key.get())
        .on(ev::input, move |event| write(&|entry| entry.key = event_target_value(&event)))
        .on(ev::change, move |_| errors.mark_touched(field));
    let value_input = input(messages::VALUE)
        .attr("type", move || if is_secret.get() && !view.secrets_shown.get() { "password" } else { "text" })
        .no_password()
        .prop("value", move || value.get())
        .on(ev::input, move |event| write(&|entry| entry.set_value(event_target_value(&event))));
    let choices = SECTIONS.map(|(section, label)| ((section as usize).to_string(), text(label)));
    let section_select =
        select_control(choices.into(), move || section.get(), set_section).attr("aria-label", messages::PLACE);
    let remove = button()
        .class("beside")
        .attr("aria-label", move || messages::REMOVE_NAMED.format(&[&key.get()]))
        .on(ev::click, move |_| {
            actions::remove_additional(form, errors, index);
            // The row that had the focus is the next one now, or it is gone.
            if index == entries.read_untracked().len() {
                host.focus(ADD_ENTRY_ID);
            }
        })
        .child(icon(CLOSE));
    div()
        .class("entry")
        .attr("role", "group")
        .attr("aria-label", move || key.get())
        .child(error_line(form, deferred, field, &key_input).attr("id", &format!("{id}-error")))
        .child(key_input)
        .child(value_input)
        .child(section_select)
        .child(remove)
}

/// Sets a signal, unless it has this value already.
fn set_if_changed<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|before| *before != value) {
        signal.set(value);
    }
}
