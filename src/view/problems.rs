//! The list of what is wrong with the polling configuration.

use element_instance_form::diagnostic::Diagnostic;
use element_instance_form::position::Locator;
use element_instance_form::words;
use leptos::prelude::*;

use super::editor;
use super::form::Form;

/// How many problems are listed at first.
const LISTED: usize = 100;

/// Everything that was found, in the order of the text: a link to its place, the sentence, the fix.
#[component]
pub fn Problems(form: Form) -> impl IntoView {
    let all = RwSignal::new(false);
    let kept = move || form.polling.read().diagnostics().list().len();
    let items = move || {
        let document = form.polling.get();
        let mut locator = Locator::new(document.text());
        let listed = document.diagnostics().list().iter().take(if all.get() { usize::MAX } else { LISTED });
        listed
            .map(|diagnostic| {
                let place = locator.position(diagnostic.range.start).to_string();
                problem(form, document.text(), diagnostic, place)
            })
            .collect_view()
    };
    let any = move || kept() > 0;
    let more = move || kept() > LISTED && !all.get();
    view! {
        <div id="polling-problems">
            <p class="help" role="status">{move || summary(form)}</p>
            <Show when=any>
                <ol class="problems" aria-label=words::PROBLEMS>{items}</ol>
            </Show>
            <Show when=more>
                <button type="button" class="quiet" on:click=move |_| all.set(true)>
                    {move || format!("{} {}", words::SHOW_ALL_PROBLEMS, kept())}
                </button>
            </Show>
        </div>
    }
}

fn summary(form: Form) -> String {
    let document = form.polling.read();
    let found = document.diagnostics();
    let count = |number: usize, one: &str| if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") };
    match (found.errors, found.warnings) {
        (0, 0) => String::new(),
        (errors, 0) => count(errors, "error"),
        (0, warnings) => count(warnings, "warning"),
        (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    }
}

fn problem(form: Form, text: &str, diagnostic: &Diagnostic, place: String) -> impl IntoView + use<> {
    let problem = &diagnostic.problem;
    let (start, end) = (diagnostic.range.start, diagnostic.range.end);
    let fix = diagnostic.fix.as_ref().map(|fix| {
        let label = format!("Fix: {}", fix.describe(text));
        let edits = fix.edits.clone();
        view! {
            <button type="button" class="fix" on:click=move |_| editor::edit(form, edits.clone())>
                {label}
            </button>
        }
    });
    // The other place that the sentence names: the first of two keys, the bracket that is not closed.
    let related = diagnostic.related.clone().zip(problem.place()).map(|(range, place)| {
        view! {
            <button type="button" class="place" on:click=move |_| editor::select(form, range.start, range.end)>
                {place.to_string()}
            </button>
            {" "}
        }
    });
    view! {
        <li data-severity=problem.severity().as_str() data-code=problem.code()>
            <button type="button" class="place" on:click=move |_| editor::select(form, start, end)>
                {place}
            </button>
            {" "}
            <span>{problem.to_string()}</span>
            {" "}
            {related}
            {fix}
        </li>
    }
}
