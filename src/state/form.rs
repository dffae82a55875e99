//! The state of the form: one signal per field. The instance and the request are derived from them.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use model::diagnostic::Edit;
use model::element::Definition;
use model::instance::{EventType, ExtraField, Instance, SourceFormat};
use model::polling::Document;
use model::request::HttpRequest;
use model::url::{self, HOSTS};

use super::choice::Choice;
use crate::runtime::debounce::{Changes, debounce};
use crate::state::preferences;

/// The value of the option `Other host…` of the API hosts.
pub const OTHER_HOST: &str = "other";

/// The largest polling configuration, in bytes, from which the request is derived at every keystroke.
const LARGE: usize = 64 << 10;

/// The input. Views read the derived values and write the fields. The other states are arguments of the first views and contexts of the deferred ones.
#[derive(Clone, Copy)]
pub struct FormState {
    pub api_host: RwSignal<String>,
    pub other_host: RwSignal<String>,
    pub user_secret: RwSignal<String>,
    pub organization_secret: RwSignal<String>,
    pub name: RwSignal<String>,
    /// The values of the fields of all definitions, in the order of both.
    pub(super) fields: StoredValue<Vec<RwSignal<String>>>,
    pub signature_key: RwSignal<String>,
    pub events: RwSignal<bool>,
    pub event_type: Choice<EventType>,
    pub callback_url: RwSignal<String>,
    pub refresh_interval: RwSignal<String>,
    pub polling: RwSignal<Arc<Document>>,
    /// The polling configuration that the request is derived from.
    committed_polling: RwSignal<Arc<Document>>,
    polling_changes: Changes,
    pub tags: RwSignal<Vec<String>>,
    /// The element's key: that of a definition, or another one that was imported.
    pub element: RwSignal<String>,
    /// The key of the definition whose fields are shown.
    definition: Memo<String>,
    pub additional: RwSignal<Vec<ExtraField>>,
    pub source_format: RwSignal<SourceFormat>,

    pub instance: Memo<Instance>,
    pub request: Memo<HttpRequest>,
}

/// A view takes the state by value. In debug builds each handle also has the place where it was created.
#[cfg(not(debug_assertions))]
const _: () = assert!(size_of::<FormState>() <= 256);

impl FormState {
    /// Creates the state of an untouched form.
    pub fn new() -> Self {
        let empty = Instance::empty(Definition::woocommerce());
        let (api_host, other_host) = (RwSignal::new(empty.host), RwSignal::new(String::new()));
        let (user_secret, organization_secret) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let (name, signature_key) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let all = Definition::all().iter().flat_map(|definition| definition.fields);
        let fields = StoredValue::new(all.map(|_| RwSignal::new(String::new())).collect::<Vec<_>>());
        let (events, event_type) = (RwSignal::new(empty.events), Choice::new(empty.event_type));
        let (callback_url, refresh_interval) = (RwSignal::new(String::new()), RwSignal::new(empty.refresh_interval));
        let (polling, tags) = (RwSignal::new(empty.polling), RwSignal::new(Vec::new()));
        let committed_polling = RwSignal::new(polling.get_untracked());
        let (element, additional) = (RwSignal::new(empty.element), RwSignal::new(empty.additional));
        let definition = Memo::new(move |_| Definition::for_key(&element.read()).key.to_owned());
        let source_format = RwSignal::new(empty.source_format);

        let instance = Memo::new(move |_| Instance {
            host: if api_host.with(|host| host == OTHER_HOST) { other_host.get() } else { api_host.get() },
            user_secret: user_secret.get(),
            organization_secret: organization_secret.get(),
            name: name.get(),
            fields: fields_of(&fields.read_value(), Definition::for_key(&definition.read()))
                .iter()
                .map(RwSignal::get)
                .collect(),
            signature_key: signature_key.get(),
            events: events.get(),
            event_type: event_type.get(),
            callback_url: callback_url.get(),
            refresh_interval: refresh_interval.get(),
            polling: committed_polling.get(),
            tags: tags.get(),
            element: element.get(),
            additional: additional.get(),
            source_format: source_format.get(),
        });
        let request = Memo::new(move |_| HttpRequest::create_instance(&instance.read()));

        Self {
            api_host,
            other_host,
            user_secret,
            organization_secret,
            name,
            fields,
            signature_key,
            events,
            event_type,
            callback_url,
            refresh_interval,
            polling,
            committed_polling,
            polling_changes: RwSignal::new(0),
            tags,
            element,
            definition,
            additional,
            source_format,
            instance,
            request,
        }
    }

    /// Returns the definition whose fields are shown. An effect subscribes to it.
    pub fn definition(&self) -> &'static Definition {
        Definition::for_key(&self.definition.read())
    }

    /// Returns the value of the definition's field at `index`.
    pub fn field(&self, index: usize) -> Option<RwSignal<String>> {
        let definition = untrack(|| self.definition());
        fields_of(&self.fields.read_value(), definition).get(index).copied()
    }

    /// Returns the values of the fields of all definitions.
    pub fn all_fields(&self) -> Vec<String> {
        self.fields.get_value().iter().map(GetUntracked::get_untracked).collect()
    }

    /// Sets the values of the fields of all definitions. Missing ones become empty.
    pub fn set_all_fields(&self, values: &[String]) {
        for (index, field) in self.fields.get_value().iter().enumerate() {
            field.set(values.get(index).cloned().unwrap_or_default());
        }
    }

    /// Returns the instance of an untouched form.
    pub fn empty(&self) -> Instance {
        Instance::empty(untrack(|| self.definition()))
    }

    /// Returns the instance as it is typed, also where the request does not follow yet.
    pub fn now(&self) -> Instance {
        Instance { polling: self.polling.get_untracked(), ..self.instance.get_untracked() }
    }

    /// Sets the polling configuration. The request follows at once; for a text over [`LARGE`], which would make typing
    /// slow, it follows when typing pauses.
    pub fn set_polling(&self, document: Arc<Document>) {
        let is_large = document.text().len() > LARGE;
        self.polling.set(document);
        let form = *self;
        if is_large {
            debounce(self.polling_changes, Rc::new(move || form.commit_polling()));
        } else {
            self.polling_changes.update_untracked(|changes| *changes = 0);
            self.commit_polling();
        }
    }

    /// Returns true if the API's host is one of SAP's. An effect subscribes to it.
    pub fn is_sap(&self) -> bool {
        let host = self.api_host.read();
        url::is_sap(if *host == OTHER_HOST { self.other_host.read() } else { host }.as_str())
    }

    /// Selects a host of the list, which ends with `sandbox`, or enters another one.
    pub fn set_host(&self, typed: &str, sandbox: &str) {
        let base = url::base_url(typed);
        let hosts = HOSTS.iter().map(|(_, url)| *url);
        if let Some(host) = hosts.chain([sandbox]).find(|host| *host == base) {
            self.api_host.set(host.into());
            self.other_host.set(String::new());
        } else {
            self.api_host.set(OTHER_HOST.into());
            self.other_host.set(typed.into());
        }
    }

    /// Selects the host that the last request was sent to, if there is one.
    pub fn restore_host(&self, sandbox: &str) {
        if let Some(host) = preferences::hosts().lines().next() {
            self.set_host(host, sandbox);
        }
    }

    /// Applies edits to the polling configuration.
    pub fn edit_polling<'e>(&self, edits: impl IntoIterator<Item = &'e Edit>) {
        self.set_polling(Arc::new(self.polling.get_untracked().edited(edits)));
    }

    /// Derives the request from the polling configuration as it is typed.
    pub(super) fn commit_polling(&self) {
        // The form may have left the page.
        if let Some(polling) = self.polling.try_get_untracked() {
            self.committed_polling.try_set(polling);
        }
    }
}

/// Returns the fields of `definition` among those of all definitions.
pub(super) fn fields_of<'f>(fields: &'f [RwSignal<String>], definition: &Definition) -> &'f [RwSignal<String>] {
    let others = Definition::all().iter().take_while(|other| other.key != definition.key);
    let start = others.map(|other| other.fields.len()).sum();
    &fields[start..start + definition.fields.len()]
}
