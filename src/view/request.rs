//! The request as it will be sent: its command and its body.

use element_instance_form::command::{BODY_FILE, BodyBy, Shell};
use element_instance_form::words;
use leptos::prelude::*;

use super::clipboard::CopyButton;
use super::download::DownloadButton;
use super::form::Form;
use super::memory;

/// The two panes.
#[component]
pub fn Request(form: Form) -> impl IntoView {
    let broken = move || {
        let instance = form.instance.read();
        (instance.polls() && !instance.polling.is_json()).then_some(words::BROKEN_POLLING)
    };
    view! {
        <p class="notice" role="status">{broken}</p>
        <Command form />
        <Show when=move || form.from_environment.get()>
            <SetSecrets form />
        </Show>
        <Body form />
    }
}

/// Whether there are secrets in what is copied.
fn has_secrets(form: Form) -> bool {
    !form.from_environment.get() && form.request.read().secrets().any(|secret| !secret.is_blank)
}

#[component]
fn Command(form: Form) -> impl IntoView {
    let (shown, from_environment) = (form.secrets_shown, form.from_environment);
    let done = Signal::derive(move || match (from_environment.get(), has_secrets(form)) {
        (true, _) => words::COPIED_FROM_ENVIRONMENT,
        (false, true) => words::COPIED_WITH_SECRETS,
        (false, false) => words::COPIED,
    });
    let note = move || note(form);
    let script = move || form.shell.get().script().map(|ending| format!("create-instance.{ending}"));
    let choose = move |name: String| {
        let shell = Shell::ALL.into_iter().find(|shell| shell.name() == name).unwrap_or_default();
        memory::keep_shell(shell);
        form.shell.set(shell);
    };
    let shells = Shell::ALL.map(|shell| {
        view! { <option value=shell.name() prop:selected=move || form.shell.get() == shell>{shell.name()}</option> }
    });
    view! {
        <section aria-label=words::CURL_COMMAND>
            <div class="bar">
                <h2>{words::CURL_COMMAND}</h2>
                <select aria-label=words::SHELL on:change:target=move |event| choose(event.target().value())>
                    {shells.into_iter().collect_view()}
                </select>
                <CopyButton label=words::COPY_CURL done text=move || form.command.get_untracked() />
                <button
                    type="button"
                    class="quiet"
                    disabled=move || from_environment.get()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || if shown.get() { words::HIDE_SECRETS } else { words::SHOW_SECRETS }}
                </button>
                <button
                    type="button"
                    class="quiet"
                    aria-pressed=move || from_environment.get().to_string()
                    on:click=move |_| from_environment.update(|from_environment| *from_environment = !*from_environment)
                >
                    {words::FROM_ENVIRONMENT}
                </button>
                {move || script().map(|name| view! { <DownloadButton name done text=move || script_text(form) /> })}
            </div>
            <p class="help">{note}</p>
            <pre tabindex="0" role="group" aria-label=words::CURL_HELP>
                <code>{move || form.shown_command.get()}</code>
            </pre>
        </section>
    }
}

/// What a person should know of the command before running it.
fn note(form: Form) -> Option<&'static str> {
    let (shell, request) = (form.shell.get(), form.request.read());
    match (shell.body(&request), shell) {
        (BodyBy::Argument, Shell::Cmd) => Some(words::BODY_ON_ONE_LINE),
        (BodyBy::Argument, _) => None,
        (BodyBy::StandardInput, _) => Some(words::BODY_BY_INPUT),
        (BodyBy::WrittenFile, _) => Some(words::BODY_WRITTEN),
        (BodyBy::File, _) => Some(words::BODY_BY_FILE),
    }
}

/// The command as a script: one for a POSIX shell says so, and asks for the secrets that it needs.
fn script_text(form: Form) -> String {
    let (shell, request) = (form.shell.get_untracked(), form.request.read_untracked());
    let mut text = String::from(if shell == Shell::Posix { "#!/bin/sh\n" } else { "" });
    if form.from_environment.get_untracked()
        && let Some(ask) = shell.ask_for_secrets(&request)
    {
        text.push_str(&ask);
        text.push('\n');
    }
    text.push_str(&form.command.read_untracked());
    text.push('\n');
    text
}

/// The line that sets the variables.
#[component]
fn SetSecrets(form: Form) -> impl IntoView {
    let line = move || form.shell.get().ask_for_secrets(&form.request.read()).unwrap_or_default();
    let escaped = move || {
        let request = form.request.read();
        let text = request.body.as_str();
        let is_escaped = request.body.secrets().iter().any(|secret| text[secret.range.clone()].contains('\\'));
        is_escaped.then_some(words::ESCAPED_SECRETS)
    };
    let cmd = move || (form.shell.get() == Shell::Cmd).then_some(words::CMD_SECRETS);
    view! {
        <section aria-label=words::SET_SECRETS>
            <div class="bar">
                <h2>{words::SET_SECRETS}</h2>
                <CopyButton label=words::COPY_LINE text=line />
            </div>
            <p class="help">{words::SET_SECRETS_HELP} {escaped} {cmd}</p>
            <pre tabindex="0" role="group" aria-label=words::SET_SECRETS>
                <code>{line}</code>
            </pre>
        </section>
    }
}

#[component]
fn Body(form: Form) -> impl IntoView {
    let done = Signal::derive(move || {
        let request = form.request.read();
        if request.body.secrets().iter().any(|secret| !secret.is_blank) {
            words::COPIED_WITH_SECRETS
        } else {
            words::COPIED
        }
    });
    let text = move || form.request.read_untracked().body.as_str().to_owned();
    view! {
        <section aria-label=words::REQUEST_BODY>
            <div class="bar">
                <h2>{words::REQUEST_BODY}</h2>
                <CopyButton label=words::COPY_BODY done text />
                <DownloadButton name=BODY_FILE.into() done text />
            </div>
            <pre tabindex="0" role="group" aria-label=words::REQUEST_BODY>
                <code class:masked=move || !form.secrets_shown.get()>{move || body(form)}</code>
            </pre>
        </section>
    }
}

/// The body's exact bytes. Its secrets stand in parts of their own, which the style covers until they
/// are shown: so the text is what is sent, and the screen tells nothing.
fn body(form: Form) -> impl IntoView {
    let request = form.request.read();
    let parts = request.body.parts().map(|(text, secret)| {
        let secret = secret.map(|secret| {
            let text = request.body.as_str()[secret.range.clone()].to_owned();
            view! { <span class:secret=!secret.is_blank aria-hidden=(!secret.is_blank).then_some("true")>{text}</span> }
        });
        (text.to_owned(), secret)
    });
    parts.collect_view()
}
