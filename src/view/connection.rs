//! Where the request goes, and whose account it is for.

use element_instance_form::instance::FieldId;
use element_instance_form::url::HOSTS;
use element_instance_form::words;
use leptos::prelude::*;

use super::dom::{Node, el, nodes, show};
use super::field::{InputKind, caption, described_by, no_finding, text_field};
use super::form::{Form, OTHER_HOST};

/// The API host and the two secrets.
pub fn connection(form: Form) -> Node {
    let option = |label: &str, url: &str| {
        let selected = url.to_owned();
        let option = el("option").attr("value", url).text(label);
        option.live_flag("selected", move || *form.host.read() == selected)
    };
    let hosts = HOSTS.iter().map(|(label, url)| option(label, url));
    let hosts =
        hosts.chain([option(words::SANDBOX, &form.sandbox.read_value()), option(words::OTHER_HOST, OTHER_HOST)]);
    let select = el("select")
        .attr("id", "api-host")
        .attr("name", "api-host")
        .attr("aria-describedby", &described_by("api-host"))
        .on_value("change", move |host| form.host.set(host))
        .child(nodes(hosts));
    let field = move |field, value, help, kind| text_field(form, field, value, help, kind);
    let other = move || field(FieldId::Host, form.other_host, words::HOST_URL_HELP, InputKind::Url);
    let user = field(FieldId::UserSecret, form.user_secret, words::USER_SECRET_HELP, InputKind::Secret);
    let organization = (FieldId::OrganizationSecret, form.organization_secret);
    let organization = field(organization.0, organization.1, words::ORGANIZATION_SECRET_HELP, InputKind::Secret);
    let host = el("div")
        .class("field")
        .child(caption("api-host", words::API_HOST, words::API_HOST_HELP, no_finding()))
        .child(select);
    el("fieldset")
        .child(el("legend").text(words::CONNECTION))
        .child(host)
        .child(show(move || form.host.with(|host| host == OTHER_HOST), other))
        .child(user)
        .child(organization)
}
