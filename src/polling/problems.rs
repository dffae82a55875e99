//! The list of problems of the polling configuration.

use leptos::prelude::*;
use model::diagnostic::{Diagnostic, Edit, Severity};
use model::messages::{self, Message};
use model::position::Locator;

use crate::dom::html::{self, div, li, ol, p, span};
use crate::dom::{Node, ev, fragment, show};
use crate::polling::editor;
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::view::ViewState;

/// The number of problems that are listed at first.
const LISTED: usize = 100;
/// The id of the first problem that is not listed at first.
const FIRST_OF_REST_ID: &str = "more-problems";

/// Creates the list, errors before warnings: a link to the position, the message and the fix.
pub fn problems(form: FormState) -> Node {
    let all = RwSignal::new(false);
    let kept = move || form.polling.read().diagnostics().list().len();
    let items = move || {
        let document = form.polling.get();
        let mut locator = Locator::new(document.text());
        let place = |diagnostic: &'_ Diagnostic| locator.position(diagnostic.range.start).to_string();
        let list = document.diagnostics().list();
        let places: Vec<String> = list.iter().map(place).collect();
        let of = |severity| {
            let all = list.iter().zip(&places);
            all.filter(move |(diagnostic, _)| diagnostic.problem.severity() == severity)
        };
        let listed = [Severity::Error, Severity::Warning, Severity::Note].into_iter().flat_map(of);
        let listed = listed.take(if all.get() { usize::MAX } else { LISTED }).enumerate();
        fragment(listed.map(|(index, (diagnostic, place))| {
            let item = problem(form, document.text(), diagnostic, place);
            if index == LISTED { item.attr("id", FIRST_OF_REST_ID).attr("tabindex", "-1") } else { item }
        }))
    };
    let (host, view): (Host, ViewState) = (expect_context(), expect_context());
    let show_all = move || {
        all.set(true);
        // The button is gone.
        request_animation_frame(move || host.focus(FIRST_OF_REST_ID));
    };
    let list = move || ol().class("problems").attr("aria-label", messages::PROBLEMS).child(items);
    let more = move || {
        html::button()
            .class("quiet")
            .on(ev::click, move |_| show_all())
            .child(move || messages::SHOW_ALL_PROBLEMS.format(&[&kept()]))
    };
    let fix_all = move || {
        let document = form.polling.get_untracked();
        let all = Edit::replace(0..document.text().len(), document.with_certain_fixes());
        editor::edit(form, host, view, vec![all]);
    };
    let fix_all = move || {
        let button = html::button().class("fix").attr("title", messages::FIX_ALL_HELP);
        button.on(ev::click, move |_| fix_all()).child(messages::FIX_ALL)
    };
    div()
        .attr("id", "polling-problems")
        .child(
            div()
                .class("bar")
                .child(p().class("help").attr("role", "status").child(move || summary(form)))
                .child(show(move || form.polling.read().certain_fixes() > 0, fix_all)),
        )
        .child(show(move || kept() > 0, list))
        .child(show(move || kept() > LISTED && !all.get(), more))
}

fn summary(form: FormState) -> String {
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

fn problem(form: FormState, text: &str, diagnostic: &Diagnostic, place: &str) -> Node {
    let (host, view): (Host, ViewState) = (expect_context(), expect_context());
    let problem = &diagnostic.problem;
    let (start, end) = (diagnostic.range.start, diagnostic.range.end);
    let place_button = |place: &str, start: usize, end: usize| {
        let button = html::button().class("place").child(place);
        button.on(ev::click, move |_| editor::select(form, host, view, start, end))
    };
    let item = li()
        .attr("data-severity", problem.severity().as_str())
        .attr("data-code", problem.code())
        .child(place_button(place, start, end))
        .child(" ");
    let sentence = span().child(&diagnostic.to_string()).child(" ");
    // The related position, such as the first of two keys or the bracket that is not closed.
    let sentence = match diagnostic.related.clone().zip(problem.related_position()) {
        Some((range, place)) => sentence.child(place_button(&place.to_string(), range.start, range.end)).child(" "),
        None => sentence,
    };
    let item = item.child(sentence);
    let Some(fix) = &diagnostic.fix else { return item };
    let edits = fix.edits.clone();
    let label = match diagnostic.count {
        1 => messages::FIX.format(&[&fix.describe(text)]),
        count => messages::FIX_ALL_PLACES.format(&[&count]),
    };
    let button = html::button().class("fix").child(&label);
    item.child(button.on(ev::click, move |_| editor::edit(form, host, view, edits.clone())))
}
