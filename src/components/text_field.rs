//! A text field: label, help, error and control, in the order in which a screen reader reads them.

use leptos::prelude::*;
use model::element::Definition;
use model::instance::FieldId;
use model::messages::{self, Message};

use crate::components::deferred_view::once_ready;
use crate::dom::html::{self, button, div, p, span};
use crate::dom::{Node, ev, fragment, text};
use crate::state::actions;
use crate::state::deferred::Deferred;
use crate::state::form::FormState;

/// The class of a field beside another one.
pub const HALF: &str = "field half";

/// Returns the id of a field's control.
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

/// Returns the ids of a control's help and error, for `aria-describedby`.
pub fn described_by(id: &str) -> String {
    format!("{id}-help {id}-error")
}

/// Creates a control's label, help and error.
pub fn caption(id: &str, label: Node, is_required: bool, help: Message, error: Node) -> Node {
    let mark = if is_required { fragment([]) } else { span().class("optional").child(messages::OPTIONAL) };
    fragment([
        html::label().attr("id", &format!("{id}-label")).attr("for", id).child(label),
        mark,
        p().class("help").attr("id", &format!("{id}-help")).child(help),
        error.attr("id", &format!("{id}-error")),
    ])
}

/// Returns a field's label.
pub fn label(field: FieldId, definition: &'static Definition) -> Node {
    text(move || field.label(definition))
}

/// Creates the line with a field's error or warning, and sets `aria-invalid` of `control`.
pub fn error_line(form: FormState, deferred: Deferred, field: FieldId, control: &Node) -> Node {
    let line = empty_error_line();
    let (shown, control) = (line.clone(), control.clone());
    once_ready(deferred, move |api| (api.watch_error)(form, field, shown.clone(), control.clone()));
    line
}

/// Creates the line for a control that cannot have an error.
pub fn empty_error_line() -> Node {
    p().class("error")
}

/// Creates a text field. A secret is masked until the user shows it.
pub fn text_field(
    form: FormState,
    deferred: Deferred,
    field: FieldId,
    value: RwSignal<String>,
    help: Message,
    kind: InputKind,
) -> Node {
    let id = &*control_id(field);
    let shown = RwSignal::new(kind != InputKind::Secret);
    let input = html::input()
        .attr("id", id)
        .attr("name", id)
        .attr("type", move || if shown.get() { "text" } else { "password" })
        .attr("inputmode", if kind == InputKind::Url { "url" } else { "text" })
        .verbatim()
        .no_password()
        .attr("aria-describedby", &described_by(id))
        .attr("aria-required", if field.is_required() { "true" } else { "false" })
        .bind_value(value)
        .on(ev::change, move |_| actions::mark_touched(deferred, field));
    let error = error_line(form, deferred, field, &input);
    let mut control = div().class("control").child(input);
    if kind == InputKind::Secret {
        let toggle = button()
            .class("beside")
            .attr("aria-describedby", &format!("{id}-label"))
            .attr("aria-controls", id)
            .on(ev::click, move |_| shown.update(|shown| *shown = !*shown))
            .child(move || if shown.get() { messages::HIDE } else { messages::SHOW });
        control = control.child(toggle);
    }
    let definition = form.definition();
    let caption = caption(id, label(field, definition), field.is_required(), help, error);
    let fixes = move || deferred.ready().map_or_else(|| fragment([]), |api| (api.fixes)(form, field));
    div().class("field").child(caption).child(fixes).child(control)
}

/// The kind of a text field.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Plain text.
    #[default]
    Text,
    /// A URL.
    Url,
    /// A secret.
    Secret,
}
