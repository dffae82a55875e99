//! The request as it will be sent: its command and its body.

use element_instance_form::words;
use leptos::prelude::*;

use super::clipboard::CopyButton;
use super::form::Form;

/// The two panes.
#[component]
pub fn Request(form: Form) -> impl IntoView {
    let shown = form.secrets_shown;
    let broken = move || {
        let instance = form.instance.read();
        (instance.polls() && !instance.polling.is_json()).then_some(words::BROKEN_POLLING)
    };
    let has_secrets = move || form.request.read().secrets().next().is_some();
    let copied = Signal::derive(move || if has_secrets() { words::COPIED_WITH_SECRETS } else { words::COPIED });
    view! {
        <p class="notice" role="status">{broken}</p>
        <section aria-label=words::CURL_COMMAND>
            <div class="bar">
                <h2>{words::CURL_COMMAND}</h2>
                <CopyButton label=words::COPY_CURL done=copied text=move || form.command.get_untracked() />
                <button type="button" class="quiet" on:click=move |_| shown.update(|shown| *shown = !*shown)>
                    {move || if shown.get() { words::HIDE_SECRETS } else { words::SHOW_SECRETS }}
                </button>
            </div>
            <pre tabindex="0" role="group" aria-label=words::CURL_HELP>
                <code>{move || form.shown_command.get()}</code>
            </pre>
        </section>
        <section aria-label=words::REQUEST_BODY>
            <div class="bar">
                <h2>{words::REQUEST_BODY}</h2>
                <CopyButton label=words::COPY_BODY done=copied text=move || form.request.read_untracked().body.as_str().to_owned() />
            </div>
            <pre tabindex="0" role="group" aria-label=words::REQUEST_BODY>
                <code class:masked=move || !shown.get()>{move || body(form)}</code>
            </pre>
        </section>
    }
}

/// The body's exact bytes. Its secrets stand in parts of their own, which the style covers until they
/// are shown: so the text is what is sent, and the screen tells nothing.
fn body(form: Form) -> impl IntoView {
    let request = form.request.read();
    let parts = request.body.parts().map(|(text, secret)| {
        let secret = secret.map(|secret| request.body.as_str()[secret.range.clone()].to_owned());
        (text.to_owned(), secret.map(|secret| view! { <span class="secret" aria-hidden="true">{secret}</span> }))
    });
    parts.collect_view()
}
