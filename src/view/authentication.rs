//! The instance's name and the fields of the element's definition.

use element_instance_form::element::FieldKind;
use element_instance_form::instance::FieldId;
use element_instance_form::words;
use leptos::prelude::*;

use super::field::{InputKind, TextField};
use super::form::Form;

/// The authentication fields, the optional one behind a disclosure.
#[component]
pub fn Authentication(form: Form) -> impl IntoView {
    let fields =
        form.definition.fields.iter().zip(form.fields.get_value()).enumerate().map(|(index, (field, value))| {
            let kind = match field.kind {
                FieldKind::Text => InputKind::Text,
                FieldKind::Url => InputKind::Url,
                FieldKind::Secret => InputKind::Secret,
            };
            view! { <TextField form field=FieldId::Element(index) value help=field.help.into() kind /> }
        });
    let open = form.optional_open;
    view! {
        <fieldset>
            <legend>{words::AUTHENTICATION}</legend>
            <TextField form field=FieldId::Name value=form.name help=words::NAME_HELP.into() />
            {fields.collect_view()}
            <button
                type="button"
                class="quiet"
                aria-expanded=move || open.get().to_string()
                aria-controls="optional-fields"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {move || if open.get() { words::HIDE_OPTIONAL_FIELDS } else { words::SHOW_OPTIONAL_FIELDS }}
            </button>
            <div id="optional-fields" hidden=move || !open.get()>
                <TextField
                    form
                    field=FieldId::SignatureKey
                    value=form.signature_key
                    help=words::SIGNATURE_KEY_HELP.into()
                    kind=InputKind::Secret
                />
            </div>
        </fieldset>
    }
}
