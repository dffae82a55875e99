//! A request of which it is not known what it led to, kept in the tab: whoever loads the page anew is asked to look first.

use element_instance_form::answer::{Failure, Outcome};
use element_instance_form::instance::Instance;
use element_instance_form::request::HttpRequest;
use leptos::prelude::*;

use super::exchange::{Check, Exchange, Life, Sent};
use super::form::Form;
use super::recall;

/// Keeps when it was sent, where to, and the name and tags by which it can be found; or forgets that.
pub fn keep(form: Form, sent: Option<(i64, &Instance)>) {
    let needed = |instance: &Instance| Instance {
        host: instance.host.clone(),
        name: instance.name.clone(),
        tags: instance.tags.clone(),
        ..form.blank()
    };
    let record =
        sent.map(|(at, instance)| format!("{at} {}", needed(instance).without_secrets(form.definition).to_json()));
    recall::keep(form, recall::SENT, record.as_deref());
}

/// Keeps the last of those that were sent, if it is not decided.
pub fn keep_last(form: Form, exchange: Exchange) {
    exchange.sent.try_with_untracked(|all| {
        let open = all.iter().rev().find(|sent| sent.is_open());
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
    let (number, check) = (exchange.number(), RwSignal::new(Check::Not));
    exchange.sent.update(|all| all.push(Sent { number, instance, request, at, id: None, is_passed: false, check }));
    exchange.life.set(Life::Ended(Outcome::Failed(Failure::Left)));
    form.was_pressed.set(true);
}
