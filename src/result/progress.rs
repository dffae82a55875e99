//! The progress of a request in flight.

use leptos::prelude::*;
use model::messages;
use model::submission::{Event, Phase};

use crate::dom::html::{button, span};
use crate::dom::{Node, ev, fragment, show};
use crate::state::form::FormState;
use crate::submit::submission::SubmissionState;

/// Shows the seconds since the request was sent, and a button that cancels it.
pub fn progress(_: FormState) -> Node {
    let submission: SubmissionState = expect_context();
    let seconds = move || match *submission.phase.read() {
        Phase::InFlight { seconds, .. } => format!("{seconds} s"),
        _ => String::new(),
    };
    let cancel = move || submission.dispatch(Event::Cancelled);
    let controls = move || {
        let cancel = button().class("quiet").on(ev::click, move |_| cancel()).child(messages::CANCEL);
        // Screen readers read a timer on request, not every second.
        fragment([span().class("help").attr("role", "timer").child(seconds), cancel])
    };
    show(move || matches!(*submission.phase.read(), Phase::InFlight { .. }), controls)
}
