//! The request as it will be sent: the command and the body.

pub mod next_steps;
pub mod tabs;

use std::rc::Rc;

use leptos::prelude::*;
use model::command::{BODY_FILE, BodyTransport, Shell};
use model::instance::MASK;
use model::messages::{self, Message};
use model::request::HttpRequest;

use crate::components::copy_button::{Done, copied, copy_button};
use crate::components::deferred_view::{deferred_view, once_ready};
use crate::components::download_button::{download, download_button};
use crate::dom::html::{self, button, div, h2, p, section, span};
use crate::dom::icon::{EYE, WRAP};
use crate::dom::{IntoNode, Node, aria, ev, fragment, icon, option_named, select_control, show, text};
use crate::state::chunk::LoadState;
use crate::state::command::CommandText;
use crate::state::deferred::{Deferred, DeferredView};
use crate::state::form::FormState;
use crate::state::preferences;
use crate::state::view::{Tab, ViewState};

/// Shows the command and the body.
pub fn request(form: FormState, view: ViewState, deferred: Deferred, texts: CommandText) -> Node {
    let broken = move || {
        let instance = form.instance.read();
        (instance.is_polling() && !instance.polling.is_json()).then_some(messages::BROKEN_POLLING)
    };
    fragment([
        p().class("notice").attr("role", "status").child(broken),
        command(form, view, deferred, texts).attr("hidden", move || view.is_hidden(Tab::Command)),
        show(
            move || view.secrets_from_environment.get() && !view.is_hidden(Tab::Command),
            move || deferred_view(form, deferred, || true, DeferredView::SecretsPrompt),
        ),
        request_body(form, view, deferred).attr("hidden", move || view.is_hidden(Tab::Body)),
    ])
}

/// Creates a titled section with buttons, a note, and a text to copy.
fn pane(deferred: Deferred, title: Message, buttons: Node, note: Node, help: Message, code: Node) -> Node {
    let pre = block(deferred, help, code);
    let bar = div().class("bar").child(h2().child(title)).child(buttons);
    section().attr("aria-label", title).child(bar).child(note).child(pre)
}

/// Creates a block of code that can be scrolled by keyboard. The deferred chunk colours it.
pub fn block(deferred: Deferred, label: Message, code: Node) -> Node {
    let coloured = code.clone();
    once_ready(deferred, move |api| (api.highlight)(&coloured));
    html::pre().attr("tabindex", "0").attr("role", "group").attr("aria-label", label).child(code.untranslated())
}

fn command(form: FormState, view: ViewState, deferred: Deferred, texts: CommandText) -> Node {
    let (shown, from_environment) = (view.secrets_shown, view.secrets_from_environment);
    let done: Done = Rc::new(move || copied(&mut form.request.read().secrets(), from_environment.get()));
    let (note, copied) = (move || note_when_ready(form, view, deferred), done.clone());
    let script = move || script_name(view.shell.get());
    let choose = move |name: String| {
        let shell = Shell::ALL.into_iter().find(|shell| shell.name() == name).unwrap_or_default();
        preferences::set_shell(shell);
        view.shell.set(shell);
    };
    let shells = Shell::ALL.map(|shell| option_named(shell.name()));
    let select = select_control(shells.into(), move || view.shell.get().name().into(), choose)
        .attr("aria-label", messages::SHELL);
    let select = select.attr("id", "shell").untranslated();
    let quiet = || button().class("quiet");
    let show_secrets = quiet().on(ev::click, move |_| shown.update(|shown| *shown = !*shown)).child(icon(EYE));
    let show_secrets = show_secrets.child(
        span().class("spoken").child(move || if shown.get() { messages::HIDE_SECRETS } else { messages::SHOW_SECRETS }),
    );
    let take_from_environment = quiet()
        .attr("aria-pressed", move || aria(from_environment.get()))
        .on(ev::click, move |_| from_environment.update(|from_environment| *from_environment = !*from_environment))
        .child(messages::FROM_ENVIRONMENT);
    let download = move || match script() {
        Some(name) => {
            download_button(deferred, &name, done.clone(), move |api| (api.download_script)(form, view, texts.copied))
        }
        None => fragment([]),
    };
    let buttons = fragment([
        select,
        show_secrets,
        take_from_environment,
        wrap_button(view),
        download.into_node(),
        copy_button(messages::COPY_CURL, Some(copied), move || texts.copied.get_untracked()),
    ]);
    let code = html::code().child(move || texts.shown.get());
    pane(deferred, messages::CURL_COMMAND, buttons, p().class("help").child(note), messages::CURL_HELP, code)
        .attr("part", "command")
}

/// Creates the button that wraps long lines of code.
fn wrap_button(view: ViewState) -> Node {
    let wraps = view.lines_wrapped;
    let turn = move || {
        wraps.update(|wraps| *wraps = !*wraps);
        preferences::set_line_wrapping(wraps.get_untracked());
    };
    button()
        .class("quiet")
        .attr("title", messages::WRAP_LINES)
        .attr("aria-pressed", move || aria(wraps.get()))
        .on(ev::click, move |_| turn())
        .child(icon(WRAP))
}

/// Returns the note about the command. Requests the deferred chunk if the command needs it.
fn note_when_ready(form: FormState, view: ViewState, deferred: Deferred) -> Option<Message> {
    let (shell, request) = (view.shell.get(), form.request.read());
    let needs_chunk = shell != Shell::Posix || request.is_large();
    match deferred.load_state.get() {
        LoadState::Ready(api) => (api.note)(shell, &request),
        LoadState::Failed if needs_chunk => Some(messages::DEFERRED_LOAD_FAILED),
        LoadState::Idle if needs_chunk => {
            deferred.load();
            None
        }
        LoadState::Loading if needs_chunk => Some(messages::DEFERRED_LOADING),
        _ => None,
    }
}

/// Returns the note that says how the body travels, if it is not a plain argument.
pub fn note(shell: Shell, request: &HttpRequest) -> Option<Message> {
    match (shell.body_transport(request), shell) {
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

/// Downloads the command, given as it is copied, as a script.
pub fn download_script(form: FormState, view: ViewState, copied: Memo<String>) {
    let name = script_name(view.shell.get_untracked()).unwrap_or_default();
    // A browser that saves no file reports it.
    let _ = download(&name, &script_text(form, view, &copied.read_untracked()));
}

/// Downloads the body.
pub fn download_body(form: FormState) {
    let _ = download(BODY_FILE, form.request.read_untracked().body.as_str());
}

/// Returns the command as a script. It prompts for the secrets that it takes from the environment.
fn script_text(form: FormState, view: ViewState, copied: &str) -> String {
    let (shell, request) = (view.shell.get_untracked(), form.request.read_untracked());
    let mut text = String::from(if shell == Shell::Posix { "#!/bin/sh\n" } else { "" });
    if view.secrets_from_environment.get_untracked()
        && let Some(ask) = shell.prompt_for_secrets(&request)
    {
        text.push_str(&ask);
        text.push('\n');
    }
    text.push_str(copied);
    text.push('\n');
    text
}

/// Shows the line that sets the variables of the secrets.
pub fn secrets_prompt(form: FormState) -> Node {
    let (view, deferred): (ViewState, Deferred) = (expect_context(), expect_context());
    let line = move || view.shell.get().prompt_for_secrets(&form.request.read()).unwrap_or_default();
    let escaped = move || {
        let request = form.request.read();
        let text = request.body.as_str();
        let is_escaped = request.body.secrets().iter().any(|secret| text[secret.range.clone()].contains('\\'));
        let shell = view.shell.get();
        match (shell.body_transport(&request), shell.passes_any_variable()) {
            (BodyTransport::File, _) => Some(messages::FILE_SECRETS),
            (_, true) => is_escaped.then_some(messages::ESCAPED_SECRETS),
            (_, false) => None,
        }
    };
    let plain = move || (!view.shell.get().passes_any_variable()).then_some(messages::PLAIN_SECRETS);
    let help = p()
        .class("help")
        .child(messages::SET_SECRETS_HELP)
        .child(" ")
        .child(span().child(escaped))
        .child(" ")
        .child(span().child(plain));
    let copy = copy_button(messages::COPY_LINE, None, line);
    pane(deferred, messages::SET_SECRETS, copy, help, messages::SET_SECRETS, html::code().child(line))
}

fn request_body(form: FormState, view: ViewState, deferred: Deferred) -> Node {
    let done: Done = Rc::new(move || copied(&mut form.request.read().body.secrets().iter(), false));
    let all = move || form.request.read_untracked().body.as_str().to_owned();
    let buttons = fragment([
        download_button(deferred, BODY_FILE, done.clone(), move |api| (api.download_body)(form)),
        copy_button(messages::COPY_BODY, Some(done), all),
    ]);
    let code = html::code().class(move || (!view.secrets_shown.get()).then_some("masked"));
    let code = code.child(move || body(form, view));
    pane(deferred, messages::REQUEST_BODY, buttons, fragment([]), messages::REQUEST_BODY, code).attr("part", "body")
}

/// Returns the body: its exact bytes while secrets are shown, else with a mask in the place of each secret. The mask is
/// text, since printing, a theme or a missing style sheet would remove a style.
fn body(form: FormState, view: ViewState) -> Node {
    let (request, is_shown) = (form.request.read(), view.secrets_shown.get());
    fragment(request.body.parts().map(|(part, secret)| {
        let secret = secret.map(|secret| {
            let is_masked = !is_shown && !secret.is_placeholder;
            let part = span().child(if is_masked { MASK } else { &request.body.as_str()[secret.range.clone()] });
            if secret.is_placeholder { part } else { part.class("secret") }
        });
        fragment([text(part)].into_iter().chain(secret))
    }))
}
