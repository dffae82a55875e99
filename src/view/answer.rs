//! What became of the request.

use element_instance_form::answer::{Created, Outcome};
use element_instance_form::words;
use leptos::html;
use leptos::prelude::*;

use super::clipboard::CopyButton;
use super::form::{Form, Life};

/// The answer: an id and a token, or why there is none.
#[component]
pub fn Answer(form: Form) -> impl IntoView {
    view! {
        <p role="status" class="notice">{move || (form.life.get() == Life::Sending).then_some(words::SENDING_STATUS)}</p>
        {move || match form.life.get() {
            Life::Ended(Outcome::Created(created)) => view! { <Instance created /> }.into_any(),
            Life::Ended(outcome) => view! { <Failure outcome /> }.into_any(),
            _ => ().into_any(),
        }}
    }
}

#[component]
fn Instance(created: Created) -> impl IntoView {
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move || {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let row = |name: &'static str, label: &'static str, value: String| {
        let shown = value.clone();
        view! {
            <dt>{name}</dt>
            <dd>
                <output>{shown}</output>
                <CopyButton label text=move || value.clone() />
            </dd>
        }
    };
    view! {
        <section class="created" aria-label=words::CREATED>
            <h2 tabindex="-1" node_ref=heading>{words::CREATED}</h2>
            <p>{words::KEEP}</p>
            <dl>
                {row("id", words::COPY_ID, created.id)}
                {row("token", words::COPY_TOKEN, created.token)}
            </dl>
        </section>
    }
}

#[component]
fn Failure(outcome: Outcome) -> impl IntoView {
    let is_unknown = matches!(outcome, Outcome::TimedOut { .. } | Outcome::Unreadable { status: 200..300 });
    let title = if is_unknown { words::OUTCOME_UNKNOWN } else { words::NOT_CREATED };
    view! {
        <div class="failure" role="alert" data-kind=outcome.kind()>
            <h2>{title}</h2>
            <p>{outcome.to_string()}</p>
        </div>
    }
}
