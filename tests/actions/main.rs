//! Applies random user actions to a form. After each one the request contains the form's values, no secret is
//! visible, and undo restores the previous form exactly.

#![allow(missing_docs)]

mod expected;
mod generators;
mod invariants;

use std::sync::Arc;

use generators::{Action, MODES, actions};
use invariants::{check, check_at_the_end, has_errors, restored};
use model::command::{BodyTransport, Secrets, Shell};
use model::diagnostic::{Edit, Problem};
use model::element::{Definition, Resource};
use model::instance::{FieldId, Instance, MASK};
use model::json;
use model::polling::Document;
use model::polling::settings::SETTINGS;
use model::request::HttpRequest;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use serde_json::Value;

/// Part of every secret typed here, and of nothing else. No shell or JSON escape rewrites it.
const MARK: &str = "s3cr3t";

/// The form and the undo state that its page keeps.
struct Page {
    form: Instance,
    /// The serialized form before the last import, and the form it must restore.
    undo_state: Option<(String, Instance)>,
}

impl Page {
    /// Returns a page whose required fields are filled in, or an empty one.
    fn new(is_filled: bool) -> Self {
        let mut form = Instance::empty(Definition::woocommerce());
        if is_filled {
            (form.user_secret, form.organization_secret) = ("s3cr3t-u".into(), "s3cr3t-o".into());
            form.name = "My store".into();
            form.fields = vec!["https://mycoolstore.com".into(), "ck_1".into(), "cs_s3cr3t".into()];
        }
        Self { form, undo_state: None }
    }

    fn act(&mut self, action: &Action) -> TestCaseResult {
        let form = &mut self.form;
        match action {
            Action::Type(FieldId::Host, typed) => form.host.clone_from(typed),
            Action::Type(FieldId::UserSecret, typed) => form.user_secret.clone_from(typed),
            Action::Type(FieldId::OrganizationSecret, typed) => form.organization_secret.clone_from(typed),
            Action::Type(FieldId::Name, typed) => form.name.clone_from(typed),
            Action::Type(FieldId::Element(index), typed) => form.fields[*index].clone_from(typed),
            Action::Type(FieldId::SignatureKey, typed) => form.signature_key.clone_from(typed),
            Action::Type(FieldId::CallbackUrl, typed) => form.callback_url.clone_from(typed),
            Action::Type(_, typed) => form.refresh_interval.clone_from(typed),
            Action::TypeElementKey(key) => form.element.clone_from(key),
            Action::Events(are_on) => form.events = *are_on,
            Action::Choose(event_type) => {
                (form.event_type, form.source_format.has_no_event_type) = (*event_type, false);
            }
            Action::Tag(which, tag) => put(&mut form.tags, *which, tag.clone()),
            Action::Entry(which, entry) => put(&mut form.additional, *which, entry.clone()),
            Action::ImportForm(done, transport, cut) => {
                let mut other = Self::new(true);
                done.iter().try_for_each(|action| other.act(action))?;
                return self.import_form(&other.form, *transport, *cut);
            }
            Action::ImportText(text) => return self.import(text),
            Action::UndoImport => {
                if let Some((saved, before)) = self.undo_state.take() {
                    self.undo_state = Some((form.to_json(), form.clone()));
                    *form = Instance::from_json(&saved).unwrap();
                    prop_assert_eq!(&*form, &before);
                }
            }
            Action::SaveAndRestore => *form = restored(form)?,
            _ => {
                let before = &form.polling;
                let after = polling_after(before, action)?;
                let is_typed = matches!(action, Action::TypePolling(_) | Action::Mistype(..));
                prop_assert!(is_typed || after.is_json() || !before.is_json(), "it became {:?}", after.text());
                form.polling = Arc::new(after);
            }
        }
        Ok(())
    }

    /// Imports the command or body of another form. A form without errors must come back unchanged.
    fn import_form(
        &mut self,
        other: &Instance,
        transport: Option<(Shell, Secrets)>,
        cut: Option<usize>,
    ) -> TestCaseResult {
        let request = HttpRequest::create_instance(other);
        let body = request.body.as_str();
        let pasted = transport.map_or_else(|| body.to_owned(), |(shell, secrets)| shell.command(&request, secrets));
        if let Some(at) = cut {
            return self.import(&pasted.chars().take(at % pasted.len()).collect::<String>());
        }
        self.import(&pasted)?;
        // The importer treats a mask as a mask even if the user typed it.
        let is_shown = transport.is_none_or(|(shell, secrets)| {
            secrets == Secrets::Shown && shell.body_transport(&request) == BodyTransport::Argument
        });
        if is_shown && !body.contains(MASK) && !has_errors(&other.validate()) {
            let again = HttpRequest::create_instance(&self.form);
            prop_assert_eq!(value(again.body.as_str()), value(body).map(with_listed_tags), "{}", pasted);
            prop_assert!(
                transport.is_none() || (&again.url, &again.headers) == (&request.url, &request.headers),
                "{}",
                pasted
            );
        }
        Ok(())
    }

    fn import(&mut self, pasted: &str) -> TestCaseResult {
        let import = importer::read(pasted, &self.form);
        let messages = match &import {
            Ok(import) => import.repairs.iter().map(ToString::to_string).collect(),
            Err(error) => error.to_string(),
        };
        prop_assert!(!messages.contains(MARK), "{}", messages);
        if let Ok(import) = import {
            self.undo_state =
                Some((self.form.to_json(), std::mem::replace(&mut self.form, restored(&import.instance)?)));
        }
        Ok(())
    }
}

/// Applies an action to the polling configuration.
fn polling_after(before: &Document, action: &Action) -> Result<Document, TestCaseError> {
    let names = before.resource_names();
    let name = |which: usize| names.get(which % names.len().max(1));
    let edits: Vec<Edit> = match action {
        Action::TypePolling(typed) => return Ok(Document::new(typed.clone())),
        Action::Mistype(at, wrong) => {
            let mut typed: Vec<char> = before.text().chars().collect();
            put(&mut typed, *at, Some(*wrong));
            return Ok(Document::new(typed.into_iter().collect()));
        }
        Action::Set(which, key, typed) => {
            let Some(name) = name(*which) else { return Ok(before.clone()) };
            let edits = SETTINGS[*key].write(before, name, typed);
            let after = before.edited(&edits);
            let read = after.resource(name).and_then(|resource| SETTINGS[*key].read(resource));
            // Removing a duplicate key removes the last one, and the one before it takes effect.
            let mut problems = before.diagnostics().list().iter().map(|found| &found.problem);
            let has_duplicate_keys = problems.any(|problem| matches!(problem, Problem::DuplicateKey { .. }));
            if !edits.is_empty() && !has_duplicate_keys {
                prop_assert_eq!(&read.unwrap_or_default(), typed, "{}", after.text());
            }
            edits
        }
        Action::CopyResource(which, new) => {
            let json = name(*which).and_then(|name| before.resource(name)).map_or("{}", json::Value::source_token);
            before.insert_resource(names.len(), new, json).into_iter().collect()
        }
        Action::Tick(which) => {
            let definition = Definition::woocommerce();
            let offered: Vec<&str> = definition.resources.iter().map(|resource| resource.name).collect();
            let all: Vec<&str> = offered.iter().copied().chain(names.iter().map(String::as_str)).collect();
            let name = all[which % all.len()];
            if let Some((edit, shelved)) = before.remove_resource(name) {
                let after = before.edited([&edit]);
                let undo_state = after.insert_resource(shelved.index, name, &shelved.json);
                prop_assert_eq!(value(after.edited(&undo_state).text()), value(before.text()), "it can come back");
                return Ok(after);
            }
            let json = definition.resource(name).map_or_else(String::new, Resource::configuration);
            before.insert_resource(before.index_among(name, &offered), name, &json).into_iter().collect()
        }
        Action::Fix(which) => {
            let fixes: Vec<_> = before.diagnostics().list().iter().filter_map(|found| found.fix.as_ref()).collect();
            fixes.get(which % fixes.len().max(1)).map_or_else(Vec::new, |fix| fix.edits.clone())
        }
        _ => unreachable!("{action:?} does nothing to it"),
    };
    Ok(before.edited(&edits))
}

/// Replaces the item at `which` (modulo the length plus one) by `new`, or appends it.
fn put<T>(list: &mut Vec<T>, which: usize, new: Option<T>) {
    let at = which % (list.len() + 1);
    list.splice(at..(at + 1).min(list.len()), new);
}

/// Converts tags given as one string into a list: a JSON list of strings, or else comma-separated tags.
fn with_listed_tags(mut body: Value) -> Value {
    let text = body.get("tags").and_then(Value::as_str).unwrap_or_default();
    let tags: Vec<String> = if text.trim_start().starts_with(['[', '{']) {
        serde_json::from_str(text).unwrap_or_default()
    } else {
        text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(String::from).collect()
    };
    if !tags.is_empty() {
        body["tags"] = tags.into();
    }
    body
}

/// Parses a text as JSON; `None` if it is invalid.
fn value(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_request_contains_the_values_of_the_form(
        (is_filled, secrets) in (prop::bool::weighted(0.7), select(&MODES[..])),
        actions in actions(),
    ) {
        let mut page = Page::new(is_filled);
        for action in &actions {
            page.act(action)?;
            check(&page.form)?;
        }
        check_at_the_end(&page.form, secrets)?;
    }
}
