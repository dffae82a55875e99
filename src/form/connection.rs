//! The connection: the API host and the account.

use leptos::prelude::*;
use model::instance::FieldId;
use model::messages;
use model::url::HOSTS;

use crate::components::deferred_view::deferred_optional;
use crate::components::section::section;
use crate::components::text_field::{HALF, InputKind, caption, described_by, empty_error_line, text_field};
use crate::dom::html::{button, div};
use crate::dom::{Node, ev, fragment, select_control, show, text};
use crate::state::deferred::{Deferred, DeferredView};
use crate::state::folded_sections::CONNECTION;
use crate::state::form::{FormState, OTHER_HOST};
use crate::state::host::Host;
use crate::state::view::ViewState;

/// Creates the select of the API host and the fields of the two secrets.
pub fn connection(form: FormState, host: Host, view: ViewState, deferred: Deferred) -> Node {
    let mut hosts = HOSTS.map(|(label, url)| (url.to_owned(), text(label))).to_vec();
    hosts.extend([(host.sandbox(), text(messages::SANDBOX)), (OTHER_HOST.into(), text(messages::OTHER_HOST))]);
    let select = select_control(hosts, move || form.api_host.get(), move |host| form.api_host.set(host))
        .attr("id", "api-host")
        .attr("name", "api-host")
        .attr("aria-describedby", &described_by("api-host"));
    let field = move |field, value, help, kind| text_field(form, deferred, field, value, help, kind);
    let other = move || field(FieldId::Host, form.other_host, messages::HOST_URL_HELP, InputKind::Url);
    let user = field(FieldId::UserSecret, form.user_secret, messages::USER_SECRET_HELP, InputKind::Secret);
    let organization = (FieldId::OrganizationSecret, form.organization_secret);
    let organization = field(organization.0, organization.1, messages::ORGANIZATION_SECRET_HELP, InputKind::Secret);
    let host = div()
        .class("field")
        .child(caption("api-host", text(messages::API_HOST), true, messages::API_HOST_HELP, empty_error_line()))
        .child(select);
    let start = move |_| {
        deferred.load();
        view.connection_tests.update(|clicks| *clicks += 1);
    };
    let test = button().on(ev::click, start).child(messages::TEST_CONNECTION);
    let fields = fragment([
        host,
        show(move || form.api_host.with(|host| host == OTHER_HOST), other),
        user.class(HALF),
        organization.class(HALF),
        div().class("buttons").child(test).child(deferred_optional(form, deferred, DeferredView::ConnectionTest)),
    ]);
    section(CONNECTION, messages::CONNECTION, fields)
}
