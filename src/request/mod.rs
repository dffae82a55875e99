//! The request as it will be sent: the command and the body.

pub mod next_steps;
pub mod tabs;

use std::rc::Rc;

use leptos::prelude::*;
use model::command::{self, BODY_FILE, BodyTransport, Shell};
use model::instance::MASK;
use model::messages::{self, Message};

use crate::components::copy_button::{Done, copied, copy_button};
use crate::components::deferred_view::deferred_view;
use crate::components::download_button::{download, download_button};
use crate::dom::html::{self, button, div, h2, p, section, span};
use crate::dom::{IntoNode, Node, aria, effect, ev, fragment, option_named, select_control, show, text};
use crate::state::deferred::Download;
use crate::state::deferred::LoadState;
use crate::state::form::Form;
use crate::state::preferences;
use crate::state::view::Tab;

/// Shows the command and the body.
pub fn request(form: Form) -> Node {
    let broken = move || {
        let instance = form.instance.read();
        (instance.is_polling() && !instance.polling.is_json()).then_some(messages::BROKEN_POLLING)
    };
    fragment([
        p().class("notice").attr("role", "status").child(broken),
        command(form).attr("hidden", move || form.view.is_hidden(Tab::Command)),
        show(
            move || form.view.secrets_from_environment.get() && !form.view.is_hidden(Tab::Command),
            move || deferred_view(form, || true, |api| api.secrets_prompt),
        ),
        request_body(form).attr("hidden", move || form.view.is_hidden(Tab::Body)),
    ])
}

/// Creates a titled section with buttons, a note, and a text to copy.
fn pane(form: Form, title: Message, buttons: Node, note: Node, help: Message, code: Node) -> Node {
    let pre = block(form, help, code);
    let bar = div().class("bar").child(h2().child(title)).child(buttons);
    section().attr("aria-label", title).child(bar).child(note).child(pre)
}

/// Creates a block of code that can be scrolled by keyboard. The deferred chunk colours it.
pub fn block(form: Form, label: Message, code: Node) -> Node {
    let (coloured, owner, mut is_done) = (code.clone(), Owner::current().unwrap_or_default(), false);
    effect(move || {
        if let LoadState::Ready(api) = form.deferred.load_state.get()
            && !is_done
        {
            is_done = true;
            owner.with(|| untrack(|| (api.highlight)(&coloured)));
        }
    });
    html::pre().attr("tabindex", "0").attr("role", "group").attr("aria-label", label).child(code.untranslated())
}

fn command(form: Form) -> Node {
    let (shown, from_environment) = (form.view.secrets_shown, form.view.secrets_from_environment);
    let done: Done = Rc::new(move || copied(&mut form.request.read().secrets(), from_environment.get()));
    let (note, copied) = (move || note(form), done.clone());
    let script = move || script_name(form.view.shell.get());
    let choose = move |name: String| {
        let shell = Shell::ALL.into_iter().find(|shell| shell.name() == name).unwrap_or_default();
        preferences::set_shell(shell);
        form.view.shell.set(shell);
    };
    let shells = Shell::ALL.map(|shell| option_named(shell.name()));
    let select = select_control(shells.into(), move || form.view.shell.get().name().into(), choose)
        .attr("aria-label", messages::SHELL);
    let select = select.attr("id", "shell").untranslated();
    let quiet = || button().attr("type", "button").class("quiet");
    let show_secrets = quiet()
        .on(ev::click, move |_| shown.update(|shown| *shown = !*shown))
        .child(move || if shown.get() { messages::HIDE_SECRETS } else { messages::SHOW_SECRETS });
    let take_from_environment = quiet()
        .attr("aria-pressed", move || aria(from_environment.get()))
        .on(ev::click, move |_| from_environment.update(|from_environment| *from_environment = !*from_environment))
        .child(messages::FROM_ENVIRONMENT);
    let download = move || match script() {
        Some(name) => download_button(form, Download::Script, &name, done.clone()),
        None => fragment([]),
    };
    let buttons = fragment([
        select,
        copy_button(messages::COPY_CURL, Some(copied), move || form.command.copied.get_untracked()),
        show_secrets,
        take_from_environment,
        download.into_node(),
    ]);
    let code = html::code().child(move || form.command.shown.get());
    pane(form, messages::CURL_COMMAND, buttons, p().class("help").child(note), messages::CURL_HELP, code)
        .attr("part", "command")
}

/// Returns what the user should know about the command before running it.
fn note(form: Form) -> Option<Message> {
    let (shell, request) = (form.view.shell.get(), form.request.read());
    let body = match shell {
        Shell::Posix => command::posix_body_transport(&request),
        shell => (form.deferred.api()?.body_transport)(shell, &request),
    };
    match (body, shell) {
        (BodyTransport::Argument, Shell::Cmd) => Some(messages::BODY_ON_ONE_LINE),
        (BodyTransport::Argument, _) => None,
        (BodyTransport::StandardInput, _) => Some(messages::BODY_BY_INPUT),
        (BodyTransport::WrittenFile, _) => Some(messages::BODY_WRITTEN),
        (BodyTransport::File, _) => Some(messages::BODY_BY_FILE),
    }
}

/// Returns the file name of a script for that shell.
fn script_name(shell: Shell) -> Option<String> {
    shell.script_extension().map(|ending| format!("create-instance.{ending}"))
}

/// Downloads the script or the body.
pub fn download_request(form: Form, text: Download) {
    let request = form.request.read_untracked();
    let (name, text) = match text {
        Download::Script => (script_name(form.view.shell.get_untracked()).unwrap_or_default(), script_text(form)),
        Download::Body => (BODY_FILE.into(), request.body.as_str().into()),
    };
    // A browser that saves no file reports it.
    let _ = download(&name, &text);
}

/// Returns the command as a script. It prompts for the secrets that it takes from the environment.
fn script_text(form: Form) -> String {
    let (shell, request) = (form.view.shell.get_untracked(), form.request.read_untracked());
    let mut text = String::from(if shell == Shell::Posix { "#!/bin/sh\n" } else { "" });
    if form.view.secrets_from_environment.get_untracked()
        && let Some(ask) = shell.prompt_for_secrets(&request)
    {
        text.push_str(&ask);
        text.push('\n');
    }
    text.push_str(&form.command.copied.read_untracked());
    text.push('\n');
    text
}

/// Shows the line that sets the variables of the secrets.
pub fn secrets_prompt(form: Form) -> Node {
    let line = move || form.view.shell.get().prompt_for_secrets(&form.request.read()).unwrap_or_default();
    let escaped = move || {
        let request = form.request.read();
        let text = request.body.as_str();
        let is_escaped = request.body.secrets().iter().any(|secret| text[secret.range.clone()].contains('\\'));
        let shell = form.view.shell.get();
        match (shell.body_transport(&request), shell.passes_any_variable()) {
            (BodyTransport::File, _) => Some(messages::FILE_SECRETS),
            (_, true) => is_escaped.then_some(messages::ESCAPED_SECRETS),
            (_, false) => None,
        }
    };
    let plain = move || (!form.view.shell.get().passes_any_variable()).then_some(messages::PLAIN_SECRETS);
    let help = p()
        .class("help")
        .child(messages::SET_SECRETS_HELP)
        .child(" ")
        .child(span().child(escaped))
        .child(" ")
        .child(span().child(plain));
    let copy = copy_button(messages::COPY_LINE, None, line);
    pane(form, messages::SET_SECRETS, copy, help, messages::SET_SECRETS, html::code().child(line))
}

fn request_body(form: Form) -> Node {
    let done: Done = Rc::new(move || copied(&mut form.request.read().body.secrets().iter(), false));
    let all = move || form.request.read_untracked().body.as_str().to_owned();
    let buttons = fragment([
        copy_button(messages::COPY_BODY, Some(done.clone()), all),
        download_button(form, Download::Body, BODY_FILE, done),
    ]);
    let code = html::code().class(move || (!form.view.secrets_shown.get()).then_some("masked"));
    let code = code.child(move || body(form));
    pane(form, messages::REQUEST_BODY, buttons, fragment([]), messages::REQUEST_BODY, code).attr("part", "body")
}

/// Returns the body: its exact bytes while secrets are shown, else with a mask in the place of each secret. The mask is
/// text, since printing, a theme or a missing style sheet would remove a style.
fn body(form: Form) -> Node {
    let (request, is_shown) = (form.request.read(), form.view.secrets_shown.get());
    fragment(request.body.parts().map(|(part, secret)| {
        let secret = secret.map(|secret| {
            let is_masked = !is_shown && !secret.is_placeholder;
            let part = span().child(if is_masked { MASK } else { &request.body.as_str()[secret.range.clone()] });
            if secret.is_placeholder { part } else { part.class("secret") }
        });
        fragment([text(part)].into_iter().chain(secret))
    }))
}
