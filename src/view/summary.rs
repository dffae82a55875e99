//! What Create Instance refused: a list that links to each field (the pattern of GOV.UK's design system).

use element_instance_form::instance::{FieldId, Refusal};
use element_instance_form::words;
use leptos::html;
use leptos::prelude::*;

use super::field::control_id;
use super::form::Form;

/// The error summary; it takes the focus when it comes.
#[component]
pub fn Summary(form: Form) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if !form.refused.read().is_empty()
            && let Some(summary) = summary.get()
        {
            let _ = summary.focus();
        }
    });
    let go = move |field: FieldId| {
        match field {
            FieldId::Polling => form.raw_open.set(true),
            FieldId::SignatureKey => form.optional_open.set(true),
            _ => {}
        }
        request_animation_frame(move || super::focus(&control_id(field)));
    };
    let item = move |refusal: Refusal| {
        let field = refusal.field;
        view! {
            <li>
                <a
                    href=format!("#{}", control_id(field))
                    on:click=move |event| {
                        event.prevent_default();
                        go(field);
                    }
                >
                    {refusal.to_string()}
                </a>
            </li>
        }
    };
    view! {
        <Show when=move || !form.refused.read().is_empty()>
            // Some screen readers only announce an alert that is inside what is focused.
            <div class="summary" tabindex="-1" node_ref=summary>
                <div role="alert">
                    <h2>{words::SUMMARY}</h2>
                    <ul>{move || form.refused.get().into_iter().map(item).collect_view()}</ul>
                </div>
            </div>
        </Show>
    }
}
