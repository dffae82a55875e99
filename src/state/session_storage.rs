//! The session storage of a tab: drafts, sent requests and the values of links, never a secret.

use std::cell::RefCell;

use leptos::prelude::*;
use web_sys::Storage;

use crate::state::deferred::Deferred;
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::submission_handle::SubmissionHandle;

/// The kind of drafts.
pub const DRAFT: &str = "draft";
/// The kind of requests whose outcome is unknown.
pub const SENT: &str = "sent";
/// The kind of lists of created instances.
pub const CREATED: &str = "created";
/// The kind of values that a link set and the user has not confirmed.
pub const LINKED: &str = "linked";

/// Starts restoring what the tab has stored. The present input is recorded first, so that restoring leaves alone what
/// is typed until then. The deferred chunk is loaded only if something is stored.
pub fn start(form: FormState, submission: SubmissionHandle, deferred: Deferred) {
    let before = form.instance.get_untracked();
    deferred.wait(move |api| (api.restore)(form, &before));
    if [DRAFT, SENT, CREATED].into_iter().any(|kind| kept(submission, kind).is_some()) {
        deferred.load();
    }
}

/// Returns the stored text of this kind for an element.
pub fn kept(submission: SubmissionHandle, kind: &str) -> Option<String> {
    storage()?.get_item(&name(&submission.storage_key(), kind)).ok().flatten()
}

/// Stores a text of this kind for an element, or removes it if there is no text.
pub fn keep(submission: SubmissionHandle, kind: &str, record: Option<&str>) {
    let key = submission.storage_key();
    // Another form may have taken the place of an element that is out of the page, and its records with it.
    if !submission.is_mounted.get_untracked() && LIVE.with_borrow(|live| live.contains(&key)) {
        return;
    }
    store(&key, kind, record);
}

/// Stores a text of this kind under a storage key, or removes it if there is no text.
pub fn store(storage_key: &str, kind: &str, record: Option<&str>) {
    let key = name(storage_key, kind);
    // A browser may forbid storage: the form works without it.
    let _ = storage().map(|storage| match record {
        Some(record) => storage.set_item(&key, record),
        None => storage.remove_item(&key),
    });
}

/// Removes the draft of a form that is taken out of the page, and releases its storage key. A form that goes together
/// with its page keeps its draft.
pub fn leave(submission: SubmissionHandle) {
    keep(submission, DRAFT, None);
    submission.is_mounted.set(false);
    let key = submission.storage_key();
    LIVE.with_borrow_mut(|live| live.retain(|other| *other != key));
}

/// Returns the storage keys of the forms that are in the page.
pub fn storage_keys() -> Vec<String> {
    LIVE.with_borrow(Clone::clone)
}

/// Returns the stored texts of this kind of all forms of all pages, each with its storage key.
pub fn all(kind: &str) -> Vec<(String, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let names = (0..storage.length().unwrap_or_default()).filter_map(|index| storage.key(index).ok().flatten());
    let prefix = name("", kind);
    let keys: Vec<_> = names.filter_map(|name| name.strip_prefix(&prefix).map(ToOwned::to_owned)).collect();
    let text = |key: &str| storage.get_item(&name(key, kind)).ok().flatten();
    keys.into_iter().filter_map(|key| text(&key).map(|text| (key, text))).collect()
}

fn name(storage_key: &str, kind: &str) -> String {
    format!("element-instance-form.{kind} {storage_key}")
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

thread_local! {
    /// The storage keys of the forms that are in the page.
    static LIVE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Gives a form that enters the page a storage key that no other form in the page has: the path of the page, and the
/// element's ID or its number among the forms. An element that comes back keeps its key unless another form has taken
/// it.
pub fn enter(submission: SubmissionHandle, host: Host) {
    submission.is_mounted.set(true);
    LIVE.with_borrow_mut(|live| {
        let mut key = submission.storage_key();
        if key.is_empty() || live.contains(&key) {
            let host = host.element();
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
        submission.record.update_value(|record| record.storage_key = key);
    });
}
