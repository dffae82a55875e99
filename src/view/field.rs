//! One field: label, help, error, control, in that order (a screen reader reads it so).

use element_instance_form::instance::FieldId;
use element_instance_form::words;
use leptos::prelude::*;

use super::form::Form;

/// The id of a field's control in the document.
pub fn control_id(field: FieldId) -> String {
    match field {
        FieldId::Host => "host-url".into(),
        FieldId::UserSecret => "user-secret".into(),
        FieldId::OrganizationSecret => "organization-secret".into(),
        FieldId::Name => "name".into(),
        FieldId::Element(index) => format!("element-{index}"),
        FieldId::SignatureKey => "signature-key".into(),
        FieldId::CallbackUrl => "callback-url".into(),
        FieldId::RefreshInterval => "refresh-interval".into(),
        FieldId::Polling => "polling-configuration".into(),
        FieldId::Additional(index) => format!("additional-{index}"),
    }
}

/// The ids of a control's help and error, as `aria-describedby` wants them.
pub fn described_by(id: &str) -> String {
    format!("{id}-help {id}-error")
}

/// The label of a control, its help and its error.
#[component]
pub fn Caption(id: String, label: String, help: String, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <label id=format!("{id}-label") for=id.clone()>{label}</label>
        <p class="help" id=format!("{id}-help")>{help}</p>
        <p class="error" id=format!("{id}-error")>{move || error.get()}</p>
    }
}

/// A field of one line. A secret is masked until it is shown.
#[component]
pub fn TextField(
    form: Form,
    field: FieldId,
    value: RwSignal<String>,
    help: String,
    #[prop(optional)] kind: InputKind,
) -> impl IntoView {
    let id = control_id(field);
    let error = form.error(field);
    let shown = RwSignal::new(kind != InputKind::Secret);
    let label = field.label(form.definition).to_owned();
    let label_id = format!("{id}-label");
    let toggle = (kind == InputKind::Secret).then(|| {
        view! {
            <button type="button" class="beside" aria-describedby=label_id aria-controls=id.clone() on:click=move |_| shown.update(|shown| *shown = !*shown)>
                {move || if shown.get() { words::HIDE } else { words::SHOW }}
            </button>
        }
    });
    view! {
        <div class="field">
            <Caption id=id.clone() label help error />
            <div class="control">
                <input
                    id=id.clone()
                    name=id.clone()
                    type=move || if shown.get() { "text" } else { "password" }
                    inputmode=if kind == InputKind::Url { "url" } else { "text" }
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    // Password managers would offer to store a key that is no password.
                    data-1p-ignore=""
                    data-lpignore="true"
                    data-bwignore=""
                    data-form-type="other"
                    aria-describedby=described_by(&id)
                    aria-invalid=move || error.read().is_some().then_some("true")
                    prop:value=value
                    on:input:target=move |event| value.set(event.target().value())
                    on:change=move |_| form.leave(field)
                />
                {toggle}
            </div>
        </div>
    }
}

/// What a field of one line holds.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Plain text.
    #[default]
    Text,
    /// An address.
    Url,
    /// What nobody else may see.
    Secret,
}
