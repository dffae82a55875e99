//! What the request holds and the form has no field for.

use leptos::prelude::*;
use model::element::Definition;
use model::instance::{ExtraField as Entry, FieldId, Section};
use model::messages::{self, Message};

use super::attribute;
use super::dom::{Node, each, el, nodes, said, select, show};
use super::field::{caption, control_id, described_by, finding, no_finding};
use super::form::Form;
use super::rest::later;

const PLACES: [(Section, Message); 3] = [
    (Section::Configuration, messages::IN_CONFIGURATION),
    (Section::Body, messages::IN_BODY),
    (Section::Element, messages::IN_ELEMENT),
];

/// The section; its rows, and the element's key where it is another than the definition's, come later.
pub fn additional(form: Form) -> Node {
    let is_wanted = move || !form.additional.read().is_empty() || !Definition::is_known(&form.element.read());
    let add = move || form.with_rest(move |rest| (rest.add_entry)(form));
    el("fieldset")
        .child(el("legend").say(messages::ADDITIONAL))
        .child(el("p").class("help").say(messages::ADDITIONAL_HELP))
        .child(later(form, is_wanted, |rest| rest.additional))
        .child(el("button").attr("type", "button").class("quiet").on_click(add).say(messages::ADD_ENTRY))
}

/// Adds a blank entry, and goes there.
pub fn add_entry(form: Form) {
    form.additional.update(|entries| {
        entries.push(Entry::new(Section::Configuration, "", ""));
    });
    let id = control_id(FieldId::Additional(form.additional.read_untracked().len() - 1));
    request_animation_frame(move || form.focus(&id));
}

/// The element's key, and the rows.
pub fn entries(form: Form) -> Node {
    let entries = form.additional;
    let count = Memo::new(move |_| entries.read().len());
    let is_other = Memo::new(move |_| !Definition::is_known(&form.element.read()));
    let key = move || {
        let input = el("input")
            .attr("id", "element-key")
            .attr("autocomplete", "off")
            .attr("aria-describedby", &described_by("element-key"))
            .live_value(move || form.element.get())
            .on_value("change", move |key| attribute::set(form, "element", key.trim().into()));
        let caption = caption("element-key", said(messages::ELEMENT_KEY), messages::ELEMENT_KEY_HELP, no_finding());
        el("div").class("field").child(caption).child(input)
    };
    let rows = each(
        move || (0..count.get()).map(|index| index.to_string()).collect(),
        move |index| row(form, index.parse().unwrap_or_default()),
    );
    nodes([show(move || is_other.get(), key), el("div").class("entries").child(rows)])
}

/// One entry: its key, its value, where it stands.
fn row(form: Form, index: usize) -> Node {
    let field = FieldId::Additional(index);
    let (id, entries) = (control_id(field), form.additional);
    let read = move |part: fn(&Entry) -> &str| {
        entries.with(|entries| entries.get(index).map(part).unwrap_or_default().to_owned())
    };
    let write = move |change: &dyn Fn(&mut Entry)| {
        entries.update(|entries| {
            entries.get_mut(index).map(change);
        });
    };
    let is_secret = move || entries.read().get(index).is_some_and(Entry::is_secret) && !form.secrets_shown.get();
    let place_now = move || {
        let place = entries.read().get(index).map(|entry| entry.section);
        place.map(|place| (place as usize).to_string()).unwrap_or_default()
    };
    let move_to = move |number: String| {
        if let Some((place, _)) = PLACES.into_iter().find(|(place, _)| (*place as usize).to_string() == number) {
            write(&|entry| entry.section = place);
        }
    };
    let input = |label: Message| el("input").attr_said("aria-label", label).attr_said("placeholder", label).verbatim();
    let key = input(messages::KEY)
        .attr("id", &id)
        .attr("aria-describedby", &format!("{id}-error"))
        .live_value(move || read(|entry| &entry.key))
        .on_value("input", move |typed| write(&|entry| entry.key.clone_from(&typed)))
        .on("change", move |_| form.leave(field));
    let value = input(messages::VALUE)
        .live_attr("type", move || if is_secret() { "password" } else { "text" })
        .no_password()
        .live_value(move || read(|entry| entry.value()))
        .on_value("input", move |typed| write(&|entry| entry.set_value(typed.clone())));
    let choices = PLACES.map(|(place, label)| ((place as usize).to_string(), said(label)));
    let place = select(choices.into(), place_now, move_to).attr_said("aria-label", messages::PLACE);
    let remove = el("button")
        .attr("type", "button")
        .class("beside")
        .live_attr("aria-label", move || messages::REMOVE_NAMED.format(&[&read(|entry| &entry.key)]))
        .on_click(move || form.remove_additional(index))
        .child(el("span").attr("aria-hidden", "true").text("×"));
    el("div")
        .class("entry")
        .attr("role", "group")
        .live_attr("aria-label", move || read(|entry| &entry.key))
        .child(finding(form, field, &key).attr("id", &format!("{id}-error")))
        .child(key)
        .child(value)
        .child(place)
        .child(remove)
}
