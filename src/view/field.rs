//! One field: label, help, error, control, in that order (a screen reader reads it so).

use element_instance_form::instance::FieldId;
use element_instance_form::words;
use leptos::prelude::*;

use super::dom::{Node, el, nodes};
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
pub fn caption(id: &str, label: &str, help: &str, error: Option<Signal<Option<String>>>) -> Node {
    let said = el("p").class("error").attr("id", &format!("{id}-error"));
    nodes([
        el("label").attr("id", &format!("{id}-label")).attr("for", id).text(label),
        el("p").class("help").attr("id", &format!("{id}-help")).text(help),
        match error {
            Some(error) => said.live_text(move || error.get()),
            None => said,
        },
    ])
}

/// A control that says whether there is an error.
pub fn invalid(control: Node, error: Signal<Option<String>>) -> Node {
    control.live_attr("aria-invalid", move || error.read().is_some().then_some("true"))
}

/// A field of one line. A secret is masked until it is shown.
pub fn text_field(form: Form, field: FieldId, value: RwSignal<String>, help: &str, kind: InputKind) -> Node {
    let id = &*control_id(field);
    let error = form.error(field);
    let shown = RwSignal::new(kind != InputKind::Secret);
    let input = el("input")
        .attr("id", id)
        .attr("name", id)
        .live_attr("type", move || if shown.get() { "text" } else { "password" })
        .attr("inputmode", if kind == InputKind::Url { "url" } else { "text" })
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        // Password managers would offer to store a key that is no password.
        .attr("data-1p-ignore", "")
        .attr("data-lpignore", "true")
        .attr("data-bwignore", "")
        .attr("data-form-type", "other")
        .attr("aria-describedby", &described_by(id))
        .bind(value)
        .on("change", move |_| form.leave(field));
    let mut control = el("div").class("control").child(invalid(input, error));
    if kind == InputKind::Secret {
        let toggle = el("button")
            .attr("type", "button")
            .class("beside")
            .attr("aria-describedby", &format!("{id}-label"))
            .attr("aria-controls", id)
            .on_click(move || shown.update(|shown| *shown = !*shown))
            .live_text(move || if shown.get() { words::HIDE } else { words::SHOW });
        control = control.child(toggle);
    }
    let caption = caption(id, field.label(form.definition), help, Some(error));
    el("div").class("field").child(caption).child(control)
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
