//! The list of what is wrong with the polling configuration.

use leptos::prelude::*;
use model::diagnostic::Diagnostic;
use model::messages::{self, Message};
use model::position::Locator;

use super::dom::{self, Node, el, live, nodes, show};
use super::editor;
use super::form::Form;

/// How many problems are listed at first.
const LISTED: usize = 100;

/// Everything that was found, in the order of the text: a link to its place, the sentence, the fix.
pub fn problems(form: Form) -> Node {
    let all = RwSignal::new(false);
    let kept = move || form.polling.read().diagnostics().list().len();
    let items = move || {
        let document = form.polling.get();
        let mut locator = Locator::new(document.text());
        let listed = document.diagnostics().list().iter().take(if all.get() { usize::MAX } else { LISTED });
        nodes(listed.map(|diagnostic| {
            let place = locator.position(diagnostic.range.start).to_string();
            problem(form, document.text(), diagnostic, &place)
        }))
    };
    let list = move || el("ol").class("problems").attr_said("aria-label", messages::PROBLEMS).child(live(items));
    let more = move || {
        el("button")
            .attr("type", "button")
            .class("quiet")
            .on_click(move || all.set(true))
            .live_text(move || messages::SHOW_ALL_PROBLEMS.format(&[&kept()]))
    };
    el("div")
        .attr("id", "polling-problems")
        .child(el("p").class("help").attr("role", "status").live_text(move || summary(form)))
        .child(show(move || kept() > 0, list))
        .child(show(move || kept() > LISTED && !all.get(), more))
}

fn summary(form: Form) -> String {
    let document = form.polling.read();
    let found = document.diagnostics();
    let count = |number: usize, one: Message, more: Message| match number {
        0 => None,
        1 => Some(one.into()),
        _ => Some(more.format(&[&number])),
    };
    let errors = count(found.errors, messages::ONE_ERROR, messages::ERRORS);
    let warnings = count(found.warnings, messages::ONE_WARNING, messages::WARNINGS);
    errors.into_iter().chain(warnings).collect::<Vec<_>>().join(", ")
}

fn problem(form: Form, text: &str, diagnostic: &Diagnostic, place: &str) -> Node {
    let problem = &diagnostic.problem;
    let (start, end) = (diagnostic.range.start, diagnostic.range.end);
    let place_button = |place: &str, start: usize, end: usize| {
        let button = el("button").attr("type", "button").class("place").text(place);
        button.on_click(move || editor::select(form, start, end))
    };
    let mut item = el("li")
        .attr("data-severity", problem.severity().as_str())
        .attr("data-code", problem.code())
        .child(place_button(place, start, end))
        .child(dom::text(" "))
        .child(el("span").text(&diagnostic.to_string()))
        .child(dom::text(" "));
    // The other place that the sentence names: the first of two keys, the bracket that is not closed.
    if let Some((range, place)) = diagnostic.related.clone().zip(problem.related_position()) {
        item = item.child(place_button(&place.to_string(), range.start, range.end)).child(dom::text(" "));
    }
    let Some(fix) = &diagnostic.fix else { return item };
    let edits = fix.edits.clone();
    let label = match diagnostic.count {
        1 => messages::FIX.format(&[&fix.describe(text)]),
        count => messages::FIX_ALL_PLACES.format(&[&count]),
    };
    let button = el("button").attr("type", "button").class("fix").text(&label);
    item.child(button.on_click(move || editor::edit(form, edits.clone())))
}
