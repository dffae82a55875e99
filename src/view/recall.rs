//! What a tab remembers of what was typed, and what a link brings: never a secret.

use std::cell::RefCell;

use leptos::prelude::*;
use web_sys::Storage;

use super::form::Form;

/// What was typed.
pub const DRAFT: &str = "draft";
/// A request of which it is not known what it led to.
pub const SENT: &str = "sent";

/// Notes how the form is now, so that what comes back later leaves alone what is typed until then. The rest is loaded
/// for it only where something is to come back.
pub fn start(form: Form) {
    form.place.set_value(place(form));
    let before = form.instance.get_untracked();
    form.waiting.update_value(|waiting| waiting.push(Box::new(move |rest| (rest.remember)(form, &before))));
    if kept(form, DRAFT).is_some() || kept(form, SENT).is_some() || fragment(form).is_some() {
        form.load_rest();
    }
}

/// What the tab remembers of this form under that name.
pub fn kept(form: Form, what: &str) -> Option<String> {
    storage()?.get_item(&key(form, what)).ok().flatten()
}

/// Forgets something of a form that has left the page, by what was its place.
pub fn forget(place: &str, what: &str) {
    let _ = storage().map(|storage| storage.remove_item(&name(place, what)));
}

/// Remembers something, or forgets it.
pub fn keep(form: Form, what: &str, record: Option<&str>) {
    // A browser that keeps nothing is no trouble.
    let _ = storage().map(|storage| match record {
        Some(record) => storage.set_item(&key(form, what), record),
        None => storage.remove_item(&key(form, what)),
    });
}

fn key(form: Form, what: &str) -> String {
    name(&form.place.read_value(), what)
}

fn name(place: &str, what: &str) -> String {
    format!("element-instance-form.{what} {place}")
}

/// What follows the # of the address, where the form is the whole page and it may be meant for the form.
pub fn fragment(form: Form) -> Option<String> {
    let is_alone = form.root.read_value().host().has_attribute("standalone");
    let hash = if is_alone { window().location().hash().ok()? } else { return None };
    hash.strip_prefix('#').filter(|fragment| !fragment.is_empty()).map(Into::into)
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

thread_local! {
    /// The names of the forms that there are.
    static LIVE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// A name for this form of this page: its element's id, or else its number among the forms.
fn place(form: Form) -> String {
    let host = form.root.read_value().host();
    let path = window().location().pathname().unwrap_or_default();
    let mut name = host.id();
    if name.is_empty() {
        let forms = document().get_elements_by_tag_name(&host.tag_name());
        let number = (0..forms.length()).find(|index| forms.item(*index).is_some_and(|form| form == host));
        name = number.unwrap_or_default().to_string();
    }
    // Another form may have had this number before it was moved.
    LIVE.with_borrow_mut(|live| {
        while live.contains(&name) {
            name.push('+');
        }
        live.push(name.clone());
    });
    let own = name.clone();
    on_cleanup(move || LIVE.with_borrow_mut(|live| live.retain(|name| *name != own)));
    format!("{path} {name}")
}
