//! Links that fill in the form, without secrets and the API host.

use leptos::prelude::*;
use model::combining::has_long_run;
use model::element::Definition;
use model::instance::{
    EventType, FieldId, Instance, LinkedValue, link_contains_secret, linked_values, may_contain_secret, minutes,
    with_linked_values,
};
use model::messages::{self, Message};
use model::url;
use web_sys::UrlSearchParams;

use crate::components::combining;
use crate::custom_element::attributes;
use crate::dom::html::{button, div, p};
use crate::dom::{IntoNode, Node, ev, fragment};
use crate::runtime::executor;
use crate::state::actions;
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::panel_state::LinkParam::{Field, Named, Store};
use crate::state::panel_state::{LinkOutcome, LinkParam, PanelState};
use crate::state::session_storage;
use crate::state::submission_flags::SubmissionFlags;
use crate::state::validation::FieldErrors;

/// The parameters of a link, by the names of the element's attributes.
const LINKED: [(&str, LinkParam); 8] = [
    ("element", Named(messages::ELEMENT)),
    ("name", Field(FieldId::Name)),
    ("store-url", Store),
    ("callback-url", Field(FieldId::CallbackUrl)),
    ("tags", Named(messages::TAGS)),
    ("events", Named(messages::EVENT_TYPE)),
    ("refresh-interval", Field(FieldId::RefreshInterval)),
    ("polling-configuration", Field(FieldId::Polling)),
];

/// The id of the notice.
const TOLD_ID: &str = "link-told";

/// Applies a link, and shows a notice about it.
pub fn apply(form: FormState, fragment: &str) {
    if let Some(told) = apply_params(form, fragment) {
        let panels: PanelState = expect_context();
        if let LinkOutcome::Applied { change: Some(change), .. } = &told {
            // The values of an earlier link still need a confirmation.
            let linked = with_linked_values(&panels.linked.get_untracked(), &change.0, &change.1);
            keep_linked(panels, expect_context(), &linked);
        }
        panels.link.set(Some(told));
    }
    executor::run();
}

/// Returns the URLs that a link set: the store and the callback.
pub fn unconfirmed(panels: PanelState, instance: &Instance) -> Vec<LinkedValue> {
    linked_values(&panels.linked.read_untracked(), instance)
}

/// Notes that the user has confirmed them.
pub fn confirm(panels: PanelState, submission: SubmissionFlags) {
    keep_linked(panels, submission, "");
}

/// Stores the URLs that links set, for a reload that restores the draft.
fn keep_linked(panels: PanelState, submission: SubmissionFlags, linked: &str) {
    panels.linked.set(linked.to_owned());
    session_storage::keep(submission, session_storage::LINKED, Some(linked).filter(|linked| !linked.is_empty()));
}

/// Applies the parameters. Returns `None` if the fragment has none of the form's.
fn apply_params(form: FormState, fragment: &str) -> Option<LinkOutcome> {
    let pairs = UrlSearchParams::new_with_str(fragment).ok()?;
    let mut pairs: Vec<(String, String)> = js_sys::Array::from(&pairs)
        .iter()
        .map(|pair| js_sys::Array::from(&pair))
        .map(|pair| (pair.get(0).as_string().unwrap_or_default(), pair.get(1).as_string().unwrap_or_default()))
        .collect();
    // The other parameters may be about the element's fields.
    pairs.sort_by_key(|(name, _)| name != "element");
    let linked = |name: &str| LINKED.iter().find(|(linked, _)| *linked == name).map(|(_, linked)| *linked);
    let own = |linked: &LinkParam| linked.label(form.definition()).is_some();
    if link_contains_secret(fragment) {
        return Some(LinkOutcome::ContainsSecret);
    }
    if !pairs.iter().any(|(name, _)| name == "host" || linked(name).is_some()) {
        return None;
    }
    let before = form.now();
    let (mut set, mut left_out, mut unreadable) = (Vec::new(), false, Vec::new());
    for (name, value) in pairs {
        match linked(&name).filter(own) {
            Some(linked) if !is_readable(&name, &value) => push_once(&mut unreadable, linked),
            Some(linked) => {
                attributes::set(form, expect_context(), expect_context(), expect_context(), &name, value);
                push_once(&mut set, linked);
            }
            None => left_out = true,
        }
    }
    let change = (!set.is_empty()).then(|| Box::new((before, form.now())));
    Some(LinkOutcome::Applied { set, unreadable, left_out, change })
}

/// Returns true if a value is valid for its parameter. Bytes that are no UTF-8 are replacement characters.
fn is_readable(name: &str, value: &str) -> bool {
    !value.contains(char::REPLACEMENT_CHARACTER)
        && !has_long_run(value)
        && match name {
            "element" => Definition::is_known(value),
            "events" => matches!(value, "off" | "polling" | "webhook"),
            "refresh-interval" => minutes(value).is_some(),
            _ => !name.ends_with("-url") || url::validate(value.trim()).is_ok(),
        }
}

fn push_once(all: &mut Vec<LinkParam>, linked: LinkParam) {
    if !all.contains(&linked) {
        all.push(linked);
    }
}

/// Returns the link for `now`, and whether it is complete: a value that may contain a secret is left out.
pub fn address(now: &Instance) -> Option<(String, bool)> {
    let pairs = UrlSearchParams::new().ok()?;
    let values = values(&now.without_secrets());
    let mut is_whole = self::values(now) == values;
    for ((name, _), value) in LINKED.iter().zip(&values).filter(|(_, value)| !value.is_empty()) {
        // A link with one such value would be rejected as a whole.
        let pair = UrlSearchParams::new().ok()?;
        pair.append(name, value);
        if link_contains_secret(&String::from(pair.to_string())) {
            is_whole = false;
        } else {
            pairs.append(name, value);
        }
    }
    let location = window().location();
    let search = location.search().ok()?;
    let is_clean = !may_contain_secret(&search);
    let page = location.origin().ok()? + &location.pathname().ok()? + if is_clean { &search } else { "" };
    Some((format!("{page}#{}", String::from(pairs.to_string())), is_clean && is_whole))
}

/// Returns the values of a link in the order of [`LINKED`], empty where they are the defaults.
fn values(of: &Instance) -> [String; 8] {
    let blank = Instance::empty(of.definition());
    let events = match (of.events, of.event_type) {
        (false, _) => "",
        (true, EventType::Polling) => "polling",
        (true, EventType::Webhook) => "webhook",
    };
    let unless = |value: &str, usual: &str| if value == usual { String::new() } else { value.to_owned() };
    let polling = |value: &str, usual: &str| if of.is_polling() { unless(value, usual) } else { String::new() };
    let store = of.definition().store_url().and_then(|index| of.fields.get(index));
    [
        unless(of.definition().key, Definition::woocommerce().key),
        of.name.clone(),
        store.cloned().unwrap_or_default(),
        of.callback_url.clone(),
        of.tags.join(","),
        events.to_owned(),
        polling(&of.refresh_interval, &blank.refresh_interval),
        polling(of.polling.text(), blank.polling.text()),
    ]
}

/// Shows the notice about a link.
pub fn notice(form: FormState) -> Node {
    let (panels, errors, host): (PanelState, FieldErrors, Host) =
        (expect_context(), expect_context(), expect_context());
    let link = panels.link;
    let linked = move || match &*link.read() {
        None => fragment([]),
        Some(LinkOutcome::ContainsSecret) => {
            p().class("failure").attr("role", "alert").child(messages::LINK_WITH_SECRET)
        }
        Some(LinkOutcome::Undone) => panel(messages::LINK_UNDONE),
        Some(LinkOutcome::Applied { set, unreadable, left_out, change }) => {
            let (set, unreadable, left_out) = (set.clone(), unreadable.clone(), *left_out);
            let labels = move |word: Message, all: &[LinkParam]| {
                let labels: Vec<_> = all.iter().filter_map(|linked| linked.label(form.definition())).collect();
                (!labels.is_empty()).then(|| word.format(&[&labels.join(", ")]))
            };
            let sentences = move || {
                let sentences = [
                    labels(messages::LINK_SET, &set),
                    labels(messages::LINK_UNREADABLE, &unreadable),
                    left_out.then(|| messages::LINK_LEFT_OUT.into()),
                ];
                sentences.into_iter().flatten().collect::<Vec<String>>().join(" ")
            };
            let panel = panel(sentences);
            let Some(change) = change.clone() else { return panel };
            // Later input stays.
            let undo = move || {
                let (before, after) = &*change;
                let mut now = form.now();
                now.merge_unchanged(after, before);
                actions::replace(form, host, errors, &now);
                link.set(Some(LinkOutcome::Undone));
                // The button that was pressed is gone.
                request_animation_frame(move || host.focus(TOLD_ID));
            };
            panel.child(
                button()
                    .attr("type", "button")
                    .class("quiet")
                    .on(ev::click, move |_| undo())
                    .child(messages::UNDO_LINK),
            )
        }
    };
    fragment([combining::notice(), linked.into_node()])
}

fn panel(told: impl IntoNode) -> Node {
    let told = p().attr("role", "status").attr("id", TOLD_ID).attr("tabindex", "-1").child(told);
    div().class("panel").child(told)
}
