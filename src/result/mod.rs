//! The result of **Create Instance**: the progress of the request, the questions and the outcome.

pub mod received;
pub mod unresolved;

use std::rc::Rc;

use leptos::prelude::*;
use model::messages;
use model::request::HttpRequest;
use model::response::{Outcome, causes};
use model::submission::{Arrival, Confirmation, Event, Phase, SentRequest};
use model::url;

use self::received::created_card;
use self::unresolved::unresolved;
use crate::dom::html::{button, div, h2, li, p, span, ul};
use crate::dom::{IntoNode, Node, ev, for_each, fragment, listen, show};
use crate::state::form::FormState;
use crate::state::host::OUTCOME_ID;
use crate::state::validation::FieldErrors;
use crate::submit::submission::SubmissionState;

/// Returns the result.
pub fn result(form: FormState) -> Node {
    let (field_errors, submission): (FieldErrors, SubmissionState) = (expect_context(), expect_context());
    ask_before_leaving(submission);
    let seconds = move || match *submission.phase.read() {
        Phase::InFlight { seconds, .. } => seconds,
        _ => 0,
    };
    let is_in_flight = move || matches!(*submission.phase.read(), Phase::InFlight { .. });
    let waiting = move || {
        let cancel = move || submission.dispatch(Event::Cancelled);
        let cancel = button().attr("type", "button").on(ev::click, move |_| cancel()).child(messages::CANCEL);
        // Screen readers read a timer on request, not every second.
        let seconds = span().attr("role", "timer").child(move || format!("{} s", seconds()));
        div().class("buttons").child(seconds).child(cancel)
    };
    let is_hidden = move |outcome: &Outcome| {
        matches!(outcome, Outcome::Created(_)) || !outcome.may_exist() && !field_errors.rejected.read().is_empty()
    };
    fragment([
        p().attr("role", "status").class("notice").child(move || status(submission)),
        show(is_in_flight, waiting),
        (move || match &*submission.phase.read() {
            Phase::Confirming(questions) => confirmations(questions),
            _ => fragment([]),
        })
        .into_node(),
        (move || match &*submission.phase.read() {
            // The summary shows the errors of a later click instead. An unknown outcome stays.
            Phase::Done(outcome) if !is_hidden(outcome) => failure(submission, outcome),
            _ => fragment([]),
        })
        .into_node(),
        unresolved(form),
        for_each(
            move || submission.received.read().iter().map(|received| received.number.to_string()).collect(),
            move |number| {
                let received = submission.received.read_untracked();
                let received = received.iter().find(|received| received.number.to_string() == number);
                received.map_or_else(|| fragment([]), created_card)
            },
        ),
    ])
}

/// Returns the status message for screen readers.
fn status(submission: SubmissionState) -> Option<String> {
    match &*submission.phase.read() {
        Phase::Checking => Some(messages::CHECKING_STATUS.into()),
        // Every ten seconds, for users who do not see the timer.
        Phase::InFlight { seconds, .. } => Some(match seconds / 10 * 10 {
            0 => messages::SENDING_STATUS.into(),
            seconds => messages::STILL_WAITING.format(&[&seconds]),
        }),
        Phase::Done(outcome) if matches!(**outcome, Outcome::Created(_)) => {
            let received = submission.received.read_untracked();
            let received = received.first().filter(|received| received.arrival == Arrival::Status);
            received.map(|_| messages::CREATED.into())
        }
        _ => None,
    }
}

/// Asks before the user leaves the page while something would be lost.
fn ask_before_leaving(submission: SubmissionState) {
    listen(&window(), ev::beforeunload, move |event| {
        if submission.must_confirm_leaving() {
            event.prevent_default();
            event.set_return_value(messages::SAVE_ID_AND_TOKEN.text());
        }
    });
}

/// Returns the questions that a second click confirms.
fn confirmations(questions: &[Confirmation]) -> Node {
    let items = questions.iter().cloned().map(|question| li().child(move || question.to_string()));
    let heading = h2().attr("tabindex", "-1").child(messages::ASK);
    heading.focus_when_mounted();
    div()
        .class("failure warning")
        .attr("role", "alert")
        .child(heading)
        .child(ul().child(fragment(items)))
        .child(p().child(messages::SUBMIT_AGAIN))
}

fn failure(submission: SubmissionState, outcome: &Outcome) -> Node {
    let sent = submission.sent;
    let has_unresolved = sent.read_untracked().iter().any(SentRequest::is_unresolved);
    let title = match (outcome.may_exist(), has_unresolved) {
        (true, _) => messages::OUTCOME_UNKNOWN,
        (false, true) => messages::NOT_CREATED_BY_THIS,
        (false, false) => messages::NOT_CREATED,
    };
    let sentence = outcome.clone();
    let failure = div()
        .class("failure")
        .attr("role", "alert")
        .attr("data-kind", outcome.kind())
        .child(h2().attr("id", OUTCOME_ID).attr("tabindex", "-1").child(title))
        .child(p().child(move || sentence.to_string()));
    if outcome.kind() == "unreachable" { failure.child(possible_causes(sent)) } else { failure }
}

/// Returns the possible causes of a missing response.
fn possible_causes(sent: RwSignal<Vec<SentRequest>>) -> Node {
    let url = |all: &Vec<SentRequest>| {
        all.last().map(|sent| HttpRequest::create_instance(&sent.instance).url).unwrap_or_default()
    };
    let host = url::host(&sent.with_untracked(url));
    let causes = Rc::new(move || causes(&host, url::is_this_machine(&host)));
    let cause = |index: usize| {
        let causes = causes.clone();
        li().child(move || causes().swap_remove(index))
    };
    fragment([
        p().child(messages::CAUSES),
        ul().child(fragment((0..untrack(&*causes).len()).map(cause))),
        p().child(messages::COMMAND_TELLS),
    ])
}
