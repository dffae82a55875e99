//! The requests of which it is not known what they led to, kept in the tab: whoever loads the page anew is asked to look
//! first.

use element_instance_form::answer::{Failure, Outcome};
use element_instance_form::instance::Instance;
use element_instance_form::request::HttpRequest;
use leptos::prelude::*;

use super::exchange::{Check, Exchange, Life, Sent};
use super::form::Form;
use super::recall;

/// The times that a record may tell, in seconds since 1970: those of this century.
const TIMES: std::ops::Range<i64> = 946_684_800..4_102_444_800;

/// Keeps of each request when it was sent, where to, and the name and tags by which it can be found, a line a request;
/// or forgets that.
pub fn keep(form: Form, exchange: Exchange) {
    let line = |at: i64, instance: &Instance| {
        let needed = Instance {
            host: instance.host.clone(),
            name: instance.name.clone(),
            tags: instance.tags.clone(),
            ..form.blank()
        };
        format!("{at} {}", needed.without_secrets().to_json())
    };
    exchange.sent.try_with_untracked(|all| {
        let open = all.iter().filter(|sent| sent.id.is_none()).map(|sent| line(sent.at, &sent.instance));
        let underway = exchange.underway.get_value().map(|(at, instance)| line(at, &instance));
        let lines: Vec<_> = open.chain(underway).collect();
        recall::keep(form, recall::SENT, Some(lines.join("\n").as_str()).filter(|record| !record.is_empty()));
    });
}

/// Brings them back, and tells of them.
pub fn recall(form: Form) {
    let record = recall::kept(form, recall::SENT).unwrap_or_default();
    let exchange = Exchange::of(form);
    for line in record.lines() {
        let Some((at, json)) = line.split_once(' ') else { continue };
        let at = at.parse().ok().filter(|at| TIMES.contains(at));
        let (Some(at), Some(instance)) = (at, Instance::from_json(json)) else { continue };
        let request = HttpRequest::create_instance(&instance);
        let (number, check) = (exchange.number(), RwSignal::new(Check::Not));
        let sent = Sent { number, instance, request, at, id: None, is_passed: false, is_recalled: true, check };
        exchange.sent.update(|all| all.push(sent));
        exchange.life.set(Life::Ended(Outcome::Failed(Failure::Left)));
        form.is_answer_wanted.set(true);
    }
}
