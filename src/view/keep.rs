//! Keeping what was typed in this tab, clearing it, and a link that brings it along.

use std::time::Duration;

use element_instance_form::instance::{EventType, Instance, is_secret_key, may_hold_secret};
use element_instance_form::words;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

use super::clipboard::copy_button;
use super::dom::{Node, el, follow, live, nodes, show};
use super::form::Form;
use super::{attribute, recall, tasks};

/// How long typing must pause before it is kept.
const PAUSE: Duration = Duration::from_millis(300);

/// What a link may set, and what it is called on the page.
const LINKED: [(&str, &str); 7] = [
    ("name", "Name"),
    ("store-url", "The Store URL"),
    ("callback-url", "Event Notification Callback URL"),
    ("tags", "Element Instance Tags"),
    ("events", "Event Type"),
    ("refresh-interval", "Event poller refresh interval (mins)"),
    ("polling-configuration", "Event Poller Resources Configuration"),
];

/// Brings back what a link or this tab has, and from then on keeps what is typed. `before` is how the form was when it
/// started.
pub fn remember(form: Form, before: &Instance) {
    // Nobody can have edited it before the rest was there, but an attribute may have set it.
    let before = &Instance { polling: form.polling.get_untracked(), ..before.clone() };
    if let Some(kept) = recall::draft(form).and_then(|draft| Instance::from_json(&draft, form.definition)) {
        let mut now = now(form);
        now.take_over(before, &kept);
        form.replace(&now);
    }
    let link = move || {
        if let Some(told) = recall::fragment(form).and_then(|fragment| follow_link(form, &fragment)) {
            form.told.set(told);
        }
        tasks::run();
    };
    link();
    let untouched = before.without_secrets(form.definition).to_json();
    let keep = move || {
        let draft = now(form).without_secrets(form.definition).to_json();
        recall::keep(form, Some(draft.as_str()).filter(|draft| *draft != untouched));
    };
    form.owner.read_value().with(|| {
        keep_changes(form, keep);
        // Another link in the same tab loads no page.
        let handle = window_event_listener(ev::hashchange, move |_| link());
        on_cleanup(move || handle.remove());
    });
    tasks::run();
}

/// Keeps what was typed when typing pauses, and when the page goes.
fn keep_changes(form: Form, keep: impl Fn() + Clone + 'static) {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let later = keep.clone();
    follow(move || {
        form.instance.track();
        form.polling.track();
        stop();
        timer.set_value(set_timeout_with_handle(later.clone(), PAUSE).ok());
    });
    let handle = window_event_listener(ev::pagehide, move |_| keep());
    on_cleanup(move || {
        stop();
        handle.remove();
    });
}

/// What is in the form.
fn now(form: Form) -> Instance {
    Instance { polling: form.polling.get_untracked(), ..form.instance.get_untracked() }
}

/// Takes what a link brings; returns what is to be told of it, and nothing where the fragment is not for the form.
fn follow_link(form: Form, fragment: &str) -> Option<String> {
    let pairs = UrlSearchParams::new_with_str(fragment).ok()?;
    let pairs: Vec<(String, String)> = js_sys::Array::from(&pairs)
        .iter()
        .map(|pair| js_sys::Array::from(&pair))
        .map(|pair| (pair.get(0).as_string().unwrap_or_default(), pair.get(1).as_string().unwrap_or_default()))
        .collect();
    let label = |name: &str| LINKED.iter().find(|(linked, _)| *linked == name).map(|(_, label)| *label);
    let secret = pairs.iter().find(|(name, value)| is_secret_key(name) || may_hold_secret(value));
    if secret.is_none() && !pairs.iter().any(|(name, _)| name == "host" || label(name).is_some()) {
        return None;
    }
    // The address is shown, kept in the history and read by others: what it brought is in the form now.
    let location = window().location();
    let clean = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    let _ = window().history().and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&clean)));
    if secret.is_some() {
        return Some(words::LINK_WITH_SECRET.into());
    }
    let mut set = Vec::new();
    let mut left_out = false;
    for (name, value) in pairs {
        match label(&name) {
            Some(label) => {
                attribute::set(form, &name, value);
                set.push(label);
            }
            None => left_out = true,
        }
    }
    let left_out = if left_out { words::LINK_LEFT_OUT } else { "" };
    if set.is_empty() {
        return Some(left_out.into());
    }
    Some(format!("{} {}. {left_out}", words::LINK_SET, set.join(", ")))
}

/// The address of the page with what is in the form, but for the host and the secrets.
fn link(form: Form) -> Option<String> {
    let (now, blank) = (now(form).without_secrets(form.definition), form.blank());
    let pairs = UrlSearchParams::new().ok()?;
    let store = form.definition.fields.iter().position(|field| field.key == "store.url")?;
    let events = match (now.events, now.event_type) {
        (false, _) => "",
        (true, EventType::Polling) => "polling",
        (true, EventType::Webhook) => "webhook",
    };
    let (interval, polling) = (&now.refresh_interval, now.polling.text());
    let values = [
        now.name.as_str(),
        now.fields.get(store)?,
        &now.callback_url,
        &now.tags.join(","),
        events,
        if now.polls() && *interval != blank.refresh_interval { interval } else { "" },
        if now.polls() && polling != blank.polling.text() { polling } else { "" },
    ];
    for ((name, _), value) in LINKED.iter().zip(values) {
        if !value.is_empty() && !may_hold_secret(value) {
            pairs.append(name, value);
        }
    }
    let location = window().location();
    let page = location.origin().ok()? + &location.pathname().ok()? + &location.search().ok()?;
    Some(format!("{page}#{}", String::from(pairs.to_string())))
}

/// What a link did.
pub fn told(form: Form) -> Node {
    live(move || match &*form.told.read() {
        told if told.is_empty() => nodes([]),
        told if told == words::LINK_WITH_SECRET => el("p").class("failure").attr("role", "alert").text(told),
        told => el("p").class("panel").attr("role", "status").text(told),
    })
}

/// That it is kept, and what can be done.
pub fn kept(form: Form) -> Node {
    let before = StoredValue::new(None::<Instance>);
    let (can_undo, is_undone) = (RwSignal::new(false), RwSignal::new(false));
    let clear = move || {
        // Cleared twice, it still comes back.
        if now(form) != form.blank() {
            before.set_value(Some(form.replace(&form.blank())));
            can_undo.set(true);
            is_undone.set(false);
        }
    };
    // What was typed since is not lost: the way goes both ways.
    let undo = move || {
        if let Some(instance) = before.get_value() {
            before.set_value(Some(form.replace(&instance)));
            is_undone.update(|is_undone| *is_undone = !*is_undone);
        }
    };
    let undo_label = move || if is_undone.get() { words::REDO_CLEAR } else { words::UNDO_CLEAR };
    let button = || el("button").attr("type", "button").class("quiet");
    let is_alone = form.root.read_value().host().has_attribute("standalone");
    let copy_link = || copy_button(words::COPY_LINK, None, move || link(form).unwrap_or_default());
    let link = if is_alone { copy_link() } else { nodes([]) };
    let mark = move || form.tags.update(|tags| tags.push(marker()));
    let buttons = el("div")
        .class("buttons")
        .child(button().on_click(clear).text(words::CLEAR))
        .child(show(move || can_undo.get(), move || button().on_click(undo).live_text(undo_label)))
        .child(link)
        .child(button().attr("title", words::MARKER_HELP).on_click(mark).text(words::ADD_MARKER));
    el("div").class("kept").child(el("p").class("help").text(words::DRAFT)).child(buttons)
}

/// A tag that no other instance has.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "any 32 bits will do")]
fn marker() -> String {
    format!("{}{:08x}", words::MARKER, (js_sys::Math::random() * 4_294_967_296.0) as u32)
}
