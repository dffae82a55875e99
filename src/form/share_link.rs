//! Links that fill in the form, without secrets and the API host.

use leptos::prelude::*;
use model::instance::{Instance, link_contains_secret, may_contain_secret};
use model::messages::{self, Message};
use model::share_link::{self, LinkParam};
use wasm_bindgen::UnwrapThrowExt;
use web_sys::UrlSearchParams;

use crate::components::combining;
use crate::dom::html::{button, div, p};
use crate::dom::{IntoNode, Node, ev, fragment};
use crate::runtime::executor;
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::panel_state::{LinkOutcome, PanelState};
use crate::state::validation::Validation;
use crate::state::{actions, attributes};

/// The id of the notice.
const NOTICE_ID: &str = "link-notice";

/// Applies a link, and shows a notice about it.
pub fn apply(form: FormState, fragment: &str) {
    if let Some(outcome) = apply_params(form, fragment) {
        let panels: PanelState = expect_context();
        if let LinkOutcome::Applied { change: Some(change), .. } = &outcome {
            panels.add_linked(expect_context(), &change.0, &change.1);
        }
        panels.link.set(Some(outcome));
    }
    executor::run();
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
    let own = |linked: &LinkParam| linked.label(form.definition()).is_some();
    if link_contains_secret(fragment) {
        return Some(LinkOutcome::ContainsSecret);
    }
    if !pairs.iter().any(|(name, _)| name == "host" || LinkParam::named(name).is_some()) {
        return None;
    }
    let before = form.now();
    let (mut set, mut left_out, mut unreadable) = (Vec::new(), false, Vec::new());
    for (name, value) in pairs {
        match LinkParam::named(&name).filter(own) {
            Some(linked) if !share_link::is_valid(&name, &value) => push_once(&mut unreadable, linked),
            Some(linked) => {
                attributes::set(form, expect_context(), expect_context(), &name, value);
                push_once(&mut set, linked);
            }
            None => left_out = true,
        }
    }
    let change = (!set.is_empty()).then(|| Box::new((before, form.now())));
    Some(LinkOutcome::Applied { set, unreadable, left_out, change })
}

fn push_once(all: &mut Vec<LinkParam>, linked: LinkParam) {
    if !all.contains(&linked) {
        all.push(linked);
    }
}

/// Returns the link for `now`, and whether it is complete: a value that may contain a secret is left out.
pub fn address(now: &Instance) -> Option<(String, bool)> {
    let encode = |name: &str, value: &str| {
        let pair = UrlSearchParams::new().unwrap_throw();
        pair.append(name, value);
        String::from(pair.to_string())
    };
    let (params, is_whole) = share_link::params(now, encode);
    let pairs = UrlSearchParams::new().ok()?;
    for (name, value) in params {
        pairs.append(name, &value);
    }
    let location = window().location();
    let search = location.search().ok()?;
    let is_clean = !may_contain_secret(&search);
    let page = location.origin().ok()? + &location.pathname().ok()? + if is_clean { &search } else { "" };
    Some((format!("{page}#{}", String::from(pairs.to_string())), is_clean && is_whole))
}

/// Shows the notice about a link.
pub fn notice(form: FormState) -> Node {
    let (panels, errors, host): (PanelState, Validation, Host) = (expect_context(), expect_context(), expect_context());
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
                request_animation_frame(move || host.focus(NOTICE_ID));
            };
            panel.child(button().class("quiet").on(ev::click, move |_| undo()).child(messages::UNDO_LINK))
        }
    };
    fragment([combining::notice(), linked.into_node()])
}

fn panel(notice: impl IntoNode) -> Node {
    let notice = p().attr("role", "status").attr("id", NOTICE_ID).attr("tabindex", "-1").child(notice);
    div().class("panel").child(notice)
}
