//! The unresolved requests that the tab keeps: after a reload the user is asked to check before sending again.

use leptos::prelude::*;
use model::response::{Failure, Outcome};
use model::submission::Event;

use crate::state::form::Form;
use crate::submit::register;
use crate::submit::submission::{Exchange, Life, Submission};

/// Restores them, and shows them. An element that was out of the page has them still.
pub fn recall(form: Form) {
    let submission = Submission::of(form);
    // From now on the element has this form.
    Exchange::of(form);
    if submission.is_recalled.get_value() {
        return;
    }
    submission.is_recalled.set_value(true);
    register::step(submission, Event::Started(register::surroundings()));
    if submission.sent.read_untracked().iter().any(|sent| sent.record.is_restored) {
        submission.life.set(Life::Ended(Outcome::Failed(Failure::PageLeft)));
        submission.state.is_answer_wanted.set(true);
    }
}
