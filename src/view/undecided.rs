//! The requests of which it is not known what they led to, kept in the tab: whoever loads the page anew is asked to look
//! first.

use element_instance_form::answer::{Failure, Outcome};
use element_instance_form::instance::Instance;
use element_instance_form::request::HttpRequest;
use leptos::prelude::*;

use super::exchange::{Check, Life, Sent, Submission};
use super::form::Form;
use super::recall;

/// The times that a record may tell, in seconds since 1970: those of this century.
const TIMES: std::ops::Range<i64> = 946_684_800..4_102_444_800;

/// Keeps of each request when it was sent, where to, and the name and tags by which it can be found, a line a request;
/// or forgets that.
pub fn keep(submission: Submission) {
    let line = |at: i64, instance: &Instance| {
        let needed = Instance {
            host: instance.host.clone(),
            name: instance.name.clone(),
            tags: instance.tags.clone(),
            ..Instance::blank(instance.definition())
        };
        format!("{at} {}", needed.without_secrets().to_json())
    };
    submission.sent.try_with_untracked(|all| {
        let open = all.iter().filter(|sent| sent.id.is_none()).map(|sent| line(sent.at, &sent.instance));
        let underway = submission.underway.get_value().map(|(at, instance)| line(at, &instance));
        let lines: Vec<_> = open.chain(underway).collect();
        let record = Some(lines.join("\n")).filter(|record| !record.is_empty());
        recall::keep(submission.state, recall::SENT, record.as_deref());
    });
}

/// Brings them back, and tells of them. An element that was out of the page has them still.
pub fn recall(form: Form) {
    let submission = Submission::of(form);
    if submission.is_recalled.get_value() {
        return;
    }
    submission.is_recalled.set_value(true);
    let record = recall::kept(form, recall::SENT).unwrap_or_default();
    for line in record.lines() {
        let Some((at, json)) = line.split_once(' ') else { continue };
        let at = at.parse().ok().filter(|at| TIMES.contains(at));
        let (Some(at), Some(instance)) = (at, Instance::from_json(json)) else { continue };
        let request = HttpRequest::create_instance(&instance);
        let (number, check) = (submission.number(), submission.signal(Check::Not));
        let sent = Sent { number, instance, request, at, id: None, is_passed: false, is_recalled: true, check };
        submission.sent.update(|all| all.push(sent));
        submission.life.set(Life::Ended(Outcome::Failed(Failure::Left)));
        submission.state.is_answer_wanted.set(true);
    }
}
