//! The result of **Create Instance**: the progress of the request, the questions and the outcome.

pub mod created_list;
pub mod progress;
pub mod received;
pub mod unresolved;

use std::rc::Rc;

use leptos::prelude::*;
use model::instance::FieldId;
use model::messages::{self, Message};
use model::request::HttpRequest;
use model::response::{Outcome, causes};
use model::submission::{Arrival, Confirmation, Event, Phase, SentRequest};
use model::url;

use self::received::created_card;
use self::unresolved::unresolved;
use crate::components::field_link::field_link;
use crate::dom::html::{button, details, div, h2, li, p, summary, ul};
use crate::dom::{IntoNode, Node, effect, ev, for_each, fragment, listen, show, text};
use crate::state::actions;
use crate::state::deferred::Deferred;
use crate::state::form::FormState;
use crate::state::host::{CREATE_ID, Host, OUTCOME_ID, show_outcome};
use crate::state::submission_handle::SubmissionHandle;
use crate::state::validation::Validation;
use crate::state::view::ViewState;
use crate::submit::submission::SubmissionState;

/// Returns the result.
pub fn result(form: FormState) -> Node {
    let (field_errors, submission): (Validation, SubmissionState) = (expect_context(), expect_context());
    ask_before_leaving(submission);
    yield_primary(expect_context(), submission);
    // The user checked whether the instance was created, or stopped tracking the request.
    let is_settled = Memo::new(move |_| !submission.sent.read().iter().any(SentRequest::is_unresolved));
    let is_hidden = move |outcome: &Outcome| {
        matches!(outcome, Outcome::Created(_))
            || if outcome.may_exist() { is_settled.get() } else { !field_errors.rejected.read().is_empty() }
    };
    fragment([
        p().attr("role", "status").class("notice").child(move || status(submission)),
        (move || match &*submission.phase.read() {
            Phase::Confirming(questions) => confirmations(form, submission, questions),
            _ => fragment([]),
        })
        .into_node(),
        (move || match &*submission.phase.read() {
            // The summary shows the errors of a later click instead. An unknown outcome stays.
            Phase::Done(outcome) if !is_hidden(outcome) => failure(form, submission, outcome),
            _ => fragment([]),
        })
        .into_node(),
        unresolved(form),
        for_each(
            move || submission.received.read().iter().map(|received| received.number.to_string()).collect(),
            move |number| {
                let received = submission.received.read_untracked();
                let received = received.iter().find(|received| received.number.to_string() == number);
                received.map_or_else(|| fragment([]), |received| created_card(form, received))
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

/// Makes **Create Instance** secondary while a question or an unknown outcome has a primary button.
fn yield_primary(host: Host, submission: SubmissionState) {
    let set = move |class: &'static str| {
        if let Some(create) = host.by_id(CREATE_ID) {
            create.set_class_name(class);
        }
    };
    effect(move || {
        let is_asking = matches!(*submission.phase.read(), Phase::Confirming(_));
        let is_yielding = is_asking || submission.sent.read().iter().any(unresolved::is_shown);
        // The button may not be in the page yet.
        leptos::task::spawn_local(async move { set(if is_yielding { "create" } else { "primary create" }) });
    });
    on_cleanup(move || set("primary create"));
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

/// Returns the questions with their answers. A second click on **Create Instance** confirms them too.
fn confirmations(form: FormState, submission: SubmissionState, questions: &[Confirmation]) -> Node {
    let items = questions.iter().cloned().map(|question| li().child(move || question.to_string()));
    let heading = h2().attr("tabindex", "-1").child(messages::ASK);
    show_outcome(&heading);
    let (handle, deferred): (SubmissionHandle, Deferred) = (expect_context(), expect_context());
    let button = |label: Message| button().child(label);
    let send = button(messages::SEND_ANYWAY).on(ev::click, move |_| actions::submit(form, handle, deferred));
    let decline = move || submission.dispatch(Event::Cancelled);
    // The safe answer is the primary one, unless the check of an earlier request is.
    let has_check = submission.sent.read_untracked().iter().any(unresolved::is_shown);
    let decline = button(messages::DO_NOT_SEND)
        .class(if has_check { "quiet" } else { "primary" })
        .on(ev::click, move |_| decline());
    div()
        .class("failure warning")
        .attr("role", "alert")
        .child(heading)
        .child(ul().child(fragment(items)))
        .child(div().class("buttons").child(decline).child(send))
}

fn failure(form: FormState, submission: SubmissionState, outcome: &Outcome) -> Node {
    let sent = submission.sent;
    let has_unresolved = sent.read_untracked().iter().any(SentRequest::is_unresolved);
    let title = match (outcome.may_exist(), has_unresolved) {
        (true, _) => messages::OUTCOME_UNKNOWN,
        (false, true) => messages::NOT_CREATED_BY_THIS,
        (false, false) => messages::NOT_CREATED,
    };
    let sentence = outcome.clone();
    let affected = expect_context::<Validation>().affected;
    let (view, host): (ViewState, Host) = (expect_context(), expect_context());
    let link = move |field: FieldId| {
        let definition = form.definition();
        li().child(field_link(view, host, field, text(move || field.label(definition).to_owned())))
    };
    let links = move || ul().child(move || fragment(affected.get().into_iter().map(link)));
    let failure = div()
        .class(if outcome.may_exist() { "failure warning" } else { "failure" })
        .attr("role", "alert")
        .attr("data-kind", outcome.kind())
        .child(h2().attr("id", OUTCOME_ID).attr("tabindex", "-1").child(title))
        .child(p().child(move || sentence.to_string()))
        .child(show(move || !affected.read().is_empty(), links));
    if outcome.kind() == "unreachable" { failure.child(possible_causes(sent)) } else { failure }
}

/// Returns the possible causes of a missing response.
fn possible_causes(sent: RwSignal<Vec<SentRequest>>) -> Node {
    let url = |all: &Vec<SentRequest>| Some(HttpRequest::create_instance(&all.last()?.instance).url);
    // The user may have stopped tracking the request.
    let Some(url) = sent.with_untracked(url) else { return fragment([]) };
    let host = url::host(&url);
    let causes = Rc::new(move || causes(&host, url::is_this_machine(&host)));
    let cause = |index: usize| {
        let causes = causes.clone();
        li().child(move || causes().swap_remove(index))
    };
    details()
        .child(summary().child(messages::WHAT_HAPPENED))
        .child(p().child(messages::CAUSES))
        .child(ul().child(fragment((0..untrack(&*causes).len()).map(cause))))
        .child(p().child(messages::COMMAND_TELLS))
}
