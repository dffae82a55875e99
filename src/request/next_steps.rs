//! The next steps with a created instance: one command per step, for the selected shell.

use std::rc::Rc;

use leptos::prelude::*;
use model::command::Secrets;
use model::instance::Instance;
use model::messages::{self, Message};
use model::request::{HttpRequest, NextStep};

use crate::components::copy_button::{Done, copied, copy_button};
use crate::dom::html::{code, details, div, h3, p, span, summary};
use crate::dom::{Node, fragment};
use crate::request::block;
use crate::state::deferred::Deferred;
use crate::state::view::ViewState;

/// Shows the steps, each in a disclosure.
pub fn next_steps(instance: &Instance, id: &str, token: &str) -> Node {
    let steps = |undoes: bool| {
        let steps = NextStep::ALL.into_iter();
        let steps = steps.filter(move |step| matches!(step, NextStep::Disable | NextStep::Delete) == undoes);
        fragment(steps.map(|step| {
            let request = HttpRequest::for_step(step, instance, id, token);
            command(step.title(), step.help(), move || request.clone())
        }))
    };
    fragment([h3().child(messages::NEXT_STEPS), steps(false), h3().child(messages::UNDO_THIS), steps(true)])
}

/// Shows a command in a disclosure, with secrets as in the command that creates: masked, shown or from the environment.
pub fn command(
    title: Message,
    help: Message,
    request: impl Fn() -> HttpRequest + Clone + Send + Sync + 'static,
) -> Node {
    let (view, deferred): (ViewState, Deferred) = (expect_context(), expect_context());
    let text = move |request: &HttpRequest, secrets: Secrets| view.shell.get().command(request, secrets);
    let secrets =
        move |otherwise| if view.secrets_from_environment.get() { Secrets::FromEnvironment } else { otherwise };
    let (whole, titled) = (request.clone(), request.clone());
    let method = move || titled().method.to_string();
    let copy = move || untrack(|| text(&whole(), secrets(Secrets::Shown)));
    let sent = request.clone();
    let done: Done = Rc::new(move || copied(&mut sent().secrets(), view.secrets_from_environment.get()));
    let shown = move || {
        let otherwise = if view.secrets_shown.get() { Secrets::Shown } else { Secrets::Masked };
        text(&request(), secrets(otherwise))
    };
    let details = details()
        .child(summary().child(span().class("method").child(method)).child(" ").child(title))
        .child(p().class("help").child(help))
        .child(block(deferred, title, code().child(shown)));
    div().class("step").child(details).child(copy_button(messages::COPY_COMMAND, Some(done), copy))
}
