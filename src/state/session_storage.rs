//! What a tab remembers of what was typed, and what a link brings: never a secret.

use std::cell::RefCell;

use leptos::prelude::*;
use web_sys::Storage;

use crate::state::form::Form;
use crate::state::submission_flags::SubmissionFlags;

/// What was typed.
pub const DRAFT: &str = "draft";
/// A request of which it is not known what it led to.
pub const SENT: &str = "sent";
/// The values that a link set and nobody has confirmed.
pub const LINKED: &str = "linked";

/// Notes how the form is now, so that what comes back later leaves alone what is typed until then. The rest is loaded
/// for it only where something is to come back.
pub fn start(form: Form) {
    form.submission.storage_key.set_value(storage_key(form));
    let before = form.instance.get_untracked();
    form.deferred.wait(move |api| (api.restore)(form, &before));
    if kept(form, DRAFT).is_some() || kept(form, SENT).is_some() {
        form.deferred.load();
    }
}

/// What the tab remembers of this form under that name.
pub fn kept(form: Form, what: &str) -> Option<String> {
    storage()?.get_item(&name(&form.submission.storage_key.read_value(), what)).ok().flatten()
}

/// Remembers something, or forgets it.
pub fn keep(submission: SubmissionFlags, what: &str, record: Option<&str>) {
    let key = submission.storage_key.get_value();
    // Another form may have taken the place of an element that is out of the page, and its records with it.
    if !submission.is_mounted.get_untracked() && LIVE.with_borrow(|live| live.contains(&key)) {
        return;
    }
    store(&key, what, record);
}

/// Remembers something under a storage key, or forgets it.
pub fn store(storage_key: &str, what: &str, record: Option<&str>) {
    let key = name(storage_key, what);
    // A browser that keeps nothing is no trouble.
    let _ = storage().map(|storage| match record {
        Some(record) => storage.set_item(&key, record),
        None => storage.remove_item(&key),
    });
}

/// Forgets what was typed into a form that leaves the page: one that its page takes away is no more, and one that goes
/// with its page comes back with it. Its name is free for another one.
pub fn leave(submission: SubmissionFlags) {
    keep(submission, DRAFT, None);
    submission.is_mounted.set(false);
    let key = submission.storage_key.get_value();
    LIVE.with_borrow_mut(|live| live.retain(|other| *other != key));
}

/// Returns the storage keys of the forms that are in the page.
pub fn places() -> Vec<String> {
    LIVE.with_borrow(Clone::clone)
}

/// Returns what the tab remembers under that name, of all forms of all pages: storage key and text.
pub fn all(what: &str) -> Vec<(String, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let names = (0..storage.length().unwrap_or_default()).filter_map(|index| storage.key(index).ok().flatten());
    let prefix = name("", what);
    let keys: Vec<_> = names.filter_map(|name| name.strip_prefix(&prefix).map(ToOwned::to_owned)).collect();
    let text = |key: &str| storage.get_item(&name(key, what)).ok().flatten();
    keys.into_iter().filter_map(|key| text(&key).map(|text| (key, text))).collect()
}

fn name(storage_key: &str, what: &str) -> String {
    format!("element-instance-form.{what} {storage_key}")
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

thread_local! {
    /// The storage keys of the forms that are in the page.
    static LIVE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Returns the name for this form of this page: its element's id, or else its number among the forms. An element that
/// comes back keeps the one that it had, unless another one has it meanwhile.
fn storage_key(form: Form) -> String {
    LIVE.with_borrow_mut(|live| {
        let mut key = form.submission.storage_key.get_value();
        if key.is_empty() || live.contains(&key) {
            let host = form.host.element();
            let path = window().location().pathname().unwrap_or_default();
            let mut name = host.id();
            if name.is_empty() {
                let forms = document().get_elements_by_tag_name(&host.tag_name());
                let number = (0..forms.length()).find(|index| forms.item(*index).is_some_and(|form| form == host));
                name = number.unwrap_or_default().to_string();
            }
            key = format!("{path} {name}");
        }
        // Another form may have had this number before it was moved.
        while live.contains(&key) {
            key.push('+');
        }
        live.push(key.clone());
        key
    })
}
