//! The element's attributes. The parameters of links have the same names.

use leptos::prelude::*;
use model::element::Definition;
use model::instance::EventType;

use super::actions;
use super::deferred::Deferred;
use super::form::FormState;
use super::host::Host;

/// Sets the value of an attribute, as `README.md` describes them. An empty one, as of a removed attribute, restores the
/// initial value.
pub fn set(form: FormState, host: Host, deferred: Deferred, name: &str, value: String) {
    let is_blank = value.trim().is_empty();
    match name {
        "host" => {
            let typed = if is_blank { form.empty().host } else { value };
            form.set_host(&typed, &host.sandbox());
        }
        "name" => form.name.set(value),
        "store-url" => {
            if let Some(field) = untrack(|| form.definition()).store_url().and_then(|index| form.field(index)) {
                field.set(value);
            }
        }
        "callback-url" => form.callback_url.set(value),
        "tags" => {
            let tags = value.split(',').map(str::trim).filter(|tag| !tag.is_empty());
            form.tags.set(tags.map(Into::into).collect());
        }
        "events" => {
            form.events.set(matches!(&*value, "polling" | "webhook"));
            if form.events.get_untracked() {
                let is_webhook = value == "webhook";
                form.event_type.set(if is_webhook { EventType::Webhook } else { EventType::Polling });
            }
        }
        "refresh-interval" => {
            form.refresh_interval.set(if is_blank { form.empty().refresh_interval } else { value });
        }
        // Waits its turn behind a value that waits for the deferred chunk.
        "polling-configuration" if is_blank => deferred.with(move |_| form.set_polling(form.empty().polling)),
        "polling-configuration" => actions::set_polling_text(form, deferred, value),
        "element" => {
            let key = if is_blank { Definition::woocommerce().key.into() } else { value };
            actions::set_element(form, key);
        }
        _ => {}
    }
}
