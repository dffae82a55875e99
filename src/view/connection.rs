//! Where the request goes, and whose account it is for.

use element_instance_form::instance::FieldId;
use element_instance_form::url::HOSTS;
use element_instance_form::words;
use leptos::prelude::*;

use super::field::{Caption, InputKind, TextField, described_by};
use super::form::{Form, OTHER_HOST};

/// The API host and the two secrets.
#[component]
pub fn Connection(form: Form) -> impl IntoView {
    let option = move |label: &'static str, url: String| {
        let (value, selected) = (url.clone(), move || form.host.read() == url);
        view! { <option value=value prop:selected=selected>{label}</option> }
    };
    let hosts = HOSTS.map(|(label, url)| option(label, url.to_owned()));
    view! {
        <fieldset>
            <legend>{words::CONNECTION}</legend>
            <div class="field">
                <Caption id="api-host".into() label=words::API_HOST.into() help=words::API_HOST_HELP.into() error=Signal::stored(None) />
                <select id="api-host" name="api-host" aria-describedby=described_by("api-host") on:change:target=move |event| form.host.set(event.target().value())>
                    {hosts.into_iter().collect_view()}
                    {option(words::SANDBOX, form.sandbox.get_value())}
                    {option(words::OTHER_HOST, OTHER_HOST.into())}
                </select>
            </div>
            <Show when=move || form.host.with(|host| host == OTHER_HOST)>
                <TextField form field=FieldId::Host value=form.other_host help=words::HOST_URL_HELP.into() kind=InputKind::Url />
            </Show>
            <TextField form field=FieldId::UserSecret value=form.user_secret help=words::USER_SECRET_HELP.into() kind=InputKind::Secret />
            <TextField
                form
                field=FieldId::OrganizationSecret
                value=form.organization_secret
                help=words::ORGANIZATION_SECRET_HELP.into()
                kind=InputKind::Secret
            />
        </fieldset>
    }
}
