//! Received instances: their ID and token, until they are dismissed.

use std::rc::Rc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use model::combining::has_long_run;
use model::instance::FieldId;
use model::json;
use model::messages::{self, Message};
use model::response::Credentials;
use model::submission::{Arrival, Event, ReceivedInstance};
use model::url::{self, HOSTS};

use crate::components::combining::shown;
use crate::components::copy_button::{Done, copy_button_then, copy_value_button};
use crate::components::download_button::download;
use crate::components::text_field::control_id;
use crate::dom::html::{self, code, dd, details, div, dl, dt, h2, output, p, section, span, summary};
use crate::dom::icon::CLOSE;
use crate::dom::{Node, custom, ev, fragment, icon};
use crate::request::block;
use crate::request::next_steps::next_steps;
use crate::runtime::locale::local_time_at;
use crate::state::folded_sections::FoldedSections;
use crate::state::form::FormState;
use crate::state::host::{Host, show_outcome};
use crate::state::panel_state::PanelState;
use crate::state::undo::Undo;
use crate::state::view::ViewState;
use crate::submit::submission::SubmissionState;

/// Returns the card of a received instance.
pub fn created_card(form: FormState, received: &ReceivedInstance) -> Node {
    let submission = expect_context::<SubmissionState>();
    let number = received.number;
    let created = received.id.as_ref().zip(received.token.as_ref());
    let (title, help) = if created.is_some() {
        (messages::CREATED, messages::SAVE_ID_AND_TOKEN)
    } else {
        (messages::ARRIVED, messages::SAVE_RESPONSE)
    };
    let heading = h2().attr("tabindex", "-1").child(title);
    if received.arrival == Arrival::Focus {
        show_outcome(&heading);
    }
    let keep = move || submission.dispatch(Event::Kept { number });
    let row = |name: &str, label: Message, value: &str, then: Rc<dyn Fn()>| {
        let copy = copy_value_button(label, value.to_owned(), move || then());
        fragment([dt().child(name), dd().child(output().child(&*shown(value).0).untranslated()).child(copy)])
    };
    let id = received.id.iter().map(|id| row("id", messages::COPY_ID, id, Rc::new(|| {})));
    let token = received.token.iter().map(|token| row("token", messages::COPY_TOKEN, token, Rc::new(keep)));
    let sent = received.instance.clone();
    let is_opened = RwSignal::new(false);
    let is_changed = Memo::new(move |_| *form.instance.read() != sent);
    let is_folded = move || is_changed.get() && !is_opened.get();
    let title_node = heading.clone();
    let open = html::button().class("quiet").on(ev::click, move |_| {
        is_opened.set(true);
        // The button is gone.
        show_outcome(&title_node);
    });
    let folded = div()
        .class("bar")
        .attr("hidden", move || !is_folded())
        .child(p().class("help").child(messages::CHANGED_SINCE))
        .child(open.child(messages::SHOW_INSTANCE));
    let folded = match &received.token {
        Some(token) => folded.child(copy_value_button(messages::COPY_TOKEN, token.clone(), keep)),
        None => folded,
    };
    // Their commands are shown whole.
    let is_short = |(id, token): &(&String, &String)| !has_long_run(id) && !has_long_run(token);
    let next =
        created.filter(is_short).map_or_else(|| fragment([]), |(id, token)| next_steps(&received.instance, id, token));
    section()
        .class("created")
        .attr("aria-label", title)
        .child(div().class("bar").child(heading.child(origin(received))).child(dismiss(submission, received)))
        .child(folded)
        .child(
            div()
                .attr("hidden", is_folded)
                .child(p().child(help))
                .child(dl().child(fragment(id.chain(token))))
                .child(buttons(form, submission, received))
                .child(response(received))
                .child(next),
        )
}

/// Returns the name of the instance, its host and the time of the response.
fn origin(received: &ReceivedInstance) -> Node {
    let name = shown(&received.instance.name).0.into_owned();
    let url = &received.instance.host;
    let host =
        HOSTS.iter().find(|(_, known)| known == url).map_or_else(|| url::host(url), |(label, _)| (*label).into());
    let at = received.at;
    let minutes = Object::new();
    for unit in ["hour", "minute"] {
        let _ = Reflect::set(&minutes, &unit.into(), &"2-digit".into());
    }
    let line = move || {
        let time = local_time_at(at, &minutes);
        format!("{name} · {host} · {time}")
    };
    custom("small").child(line)
}

/// Returns the whole response, without secrets of the request.
fn response(received: &ReceivedInstance) -> Node {
    let response = &*received.response;
    let formatted = json::parse_strict(response)
        .and_then(|tree| Some(json::format(tree.root(response)?, 0)))
        .unwrap_or_else(|| response.to_owned());
    let redacted = received.instance.redact(formatted);
    let (shown, note) = shown(&redacted);
    let block = block(expect_context(), messages::FULL_RESPONSE, code().child(&*shown));
    let whole = details().child(summary().child(messages::FULL_RESPONSE)).child(block).child(note);
    let is_created = received.id.is_some() && received.token.is_some();
    if is_created { whole } else { whole.attr("open", "") }
}

/// Returns the buttons that copy, download and dismiss the response.
fn buttons(form: FormState, submission: SubmissionState, received: &ReceivedInstance) -> Node {
    let number = received.number;
    let keep = move || submission.dispatch(Event::Kept { number });
    let button = || html::button().class("quiet");
    let file = format!("instance-{}.json", received.id.as_deref().unwrap_or("response"));
    let (saved, copied) = (received.response.clone(), received.response.clone());
    let download = button().child(messages::DOWNLOAD_RESPONSE).on(ev::click, move |_| {
        if download(&file, &saved).is_ok() {
            keep();
        }
    });
    let done: Done = Rc::new(|| messages::COPIED_WITH_SECRETS);
    let copy = copy_button_then(messages::COPY_RESPONSE, Some(done), move || (*copied).to_owned(), keep);
    div()
        .class("buttons")
        .child(credentials(submission, received))
        .child(copy)
        .child(download)
        .child(another(form, submission))
}

/// Returns the buttons that copy what later requests need, in one text.
fn credentials(submission: SubmissionState, received: &ReceivedInstance) -> Node {
    let (Some(id), Some(token)) = (&received.id, &received.token) else { return fragment([]) };
    let number = received.number;
    let copy = |label: Message, is_json: bool| {
        let (instance, id, token) = (received.instance.clone(), id.clone(), token.clone());
        let text = move || {
            let credentials = Credentials { instance: &instance, id: &id, token: &token };
            if is_json { credentials.json() } else { credentials.env() }
        };
        let done: Done = Rc::new(|| messages::COPIED_WITH_SECRETS);
        copy_button_then(label, Some(done), text, move || submission.dispatch(Event::Kept { number }))
    };
    fragment([copy(messages::COPY_AS_ENV, false), copy(messages::COPY_AS_JSON, true)])
}

/// Returns the button that empties the form for another instance with the same API host.
fn another(form: FormState, submission: SubmissionState) -> Node {
    let (host, view, panels): (Host, ViewState, PanelState) = (expect_context(), expect_context(), expect_context());
    let (cleared, sections): (Undo, FoldedSections) = (expect_context(), expect_context());
    let empty = move || {
        if panels.clear(cleared, form, view, sections, true) {
            submission.dispatch(Event::Cleared);
        }
        host.focus(&control_id(FieldId::UserSecret));
    };
    html::button().on(ev::click, move |_| empty()).child(messages::CREATE_ANOTHER)
}

/// Returns the button that dismisses the response. It asks first if something would be lost.
fn dismiss(submission: SubmissionState, received: &ReceivedInstance) -> Node {
    let number = received.number;
    let lose = if received.token.is_some() { messages::LOSE_TOKEN } else { messages::DISMISS_RESPONSE };
    let is_asked = move || {
        let all = submission.received.read();
        all.iter().any(|received| received.number == number && received.is_dismissal_asked && !received.is_kept)
    };
    let label = span()
        .class(move || if is_asked() { "danger" } else { "spoken" })
        .child(move || if is_asked() { lose } else { messages::DISMISS });
    html::button()
        .class("quiet")
        .on(ev::click, move |_| submission.dispatch(Event::Dismissed { number }))
        .child(icon(CLOSE))
        .child(label)
}
