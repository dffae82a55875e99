//! A request of which it is not known what it led to, kept in the tab: whoever loads the page anew is asked to look first.

use element_instance_form::answer::{Failure, Outcome};
use element_instance_form::instance::Instance;
use element_instance_form::request::HttpRequest;
use leptos::prelude::*;

use super::exchange::{Exchange, Life, Sent};
use super::form::Form;
use super::recall;

/// Keeps when it was sent and what, but for the secrets; or forgets it.
pub fn keep(form: Form, sent: Option<(i64, &Instance)>) {
    let record = sent.map(|(at, instance)| format!("{at} {}", instance.without_secrets(form.definition).to_json()));
    recall::keep(form, recall::SENT, record.as_deref());
}

/// Keeps the last of those that were sent, if it is not decided.
pub fn keep_last(form: Form, exchange: Exchange) {
    exchange.sent.try_with_value(|all| {
        let open = all.iter().rev().find(|sent| sent.id.is_none());
        keep(form, open.map(|sent| (sent.at, &sent.instance)));
    });
}

/// Brings it back, and tells of it.
pub fn recall(form: Form) {
    let Some(record) = recall::kept(form, recall::SENT) else { return };
    let Some((at, json)) = record.split_once(' ') else { return };
    let (Ok(at), Some(instance)) = (at.parse(), Instance::from_json(json, form.definition)) else { return };
    let request = HttpRequest::create_instance(&instance, form.definition);
    let exchange = Exchange::of(form);
    exchange.sent.update_value(|all| all.push(Sent { instance, request, at, id: None, is_passed: false }));
    exchange.life.set(Life::Ended(Outcome::Failed(Failure::Left)));
    form.was_pressed.set(true);
}
