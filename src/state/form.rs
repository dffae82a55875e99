//! The state of the form: what was typed, as signals; everything else is derived from them.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use model::diagnostic::Edit;
use model::element::Definition;
use model::instance::{EventType, ExtraField, Instance, SourceFormat};
use model::polling::{self, Document};
use model::request::HttpRequest;
use model::url::{self, HOSTS};

use crate::runtime::debounce::{Changes, debounce};
use crate::state::command::CommandText;
use crate::state::deferred::Deferred;
use crate::state::host::Host;
use crate::state::slot::{self, Slot};
use crate::state::submission::SubmissionState;
use crate::state::validation::Validation;
use crate::state::view::ViewState;

/// The choice of `Other host…` in the list of hosts.
pub const OTHER_HOST: &str = "other";

/// The largest polling configuration, in bytes, that the request follows at every keystroke.
const LARGE: usize = 64 << 10;

/// A resource whose tick was taken away, and the configuration before and after.
#[derive(Clone)]
pub struct RemovedResource {
    pub resource: polling::RemovedResource,
    pub before: Arc<Document>,
    pub after: Arc<Document>,
}

/// The form's state. Views read the derived values and write the fields.
#[derive(Clone, Copy)]
pub struct Form {
    pub host: Host,
    pub deferred: Deferred,
    pub api_host: RwSignal<String>,
    pub other_host: RwSignal<String>,
    pub user_secret: RwSignal<String>,
    pub organization_secret: RwSignal<String>,
    pub name: RwSignal<String>,
    /// The values of the fields of all definitions, in the order of both.
    pub(super) fields: StoredValue<Vec<RwSignal<String>>>,
    pub signature_key: RwSignal<String>,
    pub events: RwSignal<bool>,
    pub event_type: RwSignal<EventType>,
    pub callback_url: RwSignal<String>,
    pub refresh_interval: RwSignal<String>,
    pub polling: RwSignal<Arc<Document>>,
    /// The polling configuration that the request is made of.
    committed_polling: RwSignal<Arc<Document>>,
    polling_changes: Changes,
    pub removed_resources: RwSignal<Vec<RemovedResource>>,
    pub tags: RwSignal<Vec<String>>,
    /// The element's key: a definition's, or another that was brought in.
    pub element: RwSignal<String>,
    /// The key of the definition that the fields are those of.
    definition: Memo<String>,
    pub additional: RwSignal<Vec<ExtraField>>,
    pub source_format: RwSignal<SourceFormat>,

    pub view: ViewState,
    /// What was panels where the rest is: [`PanelState`](crate::state::panel_state::PanelState).
    pub panels: Slot,
    /// How often Create Instance was pressed.
    pub attempts: StoredValue<usize>,
    /// What stands against it: an [`Exchange`](crate::submit::submission::Exchange).
    pub exchange: Slot,
    /// The element's requests, which outlive the form.
    pub submission: SubmissionState,
    /// What owns all that belongs to the form.
    pub owner: StoredValue<Owner, LocalStorage>,
    pub validation: Validation,
    pub instance: Memo<Instance>,
    pub request: Memo<HttpRequest>,
    pub command: CommandText,
}

impl Form {
    /// A form nobody has touched yet.
    pub fn new(host: Host, submission: SubmissionState) -> Self {
        let blank = Instance::empty(Definition::woocommerce());
        let (api_host, other_host) = (RwSignal::new(blank.host), RwSignal::new(String::new()));
        let (user_secret, organization_secret) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let (name, signature_key) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let all = Definition::all().iter().flat_map(|definition| definition.fields);
        let fields = StoredValue::new(all.map(|_| RwSignal::new(String::new())).collect::<Vec<_>>());
        let (events, event_type) = (RwSignal::new(blank.events), RwSignal::new(blank.event_type));
        let (callback_url, refresh_interval) = (RwSignal::new(String::new()), RwSignal::new(blank.refresh_interval));
        let (polling, tags) = (RwSignal::new(blank.polling), RwSignal::new(Vec::new()));
        let committed_polling = RwSignal::new(polling.get_untracked());
        let (element, additional) = (RwSignal::new(blank.element), RwSignal::new(blank.additional));
        let definition = Memo::new(move |_| Definition::for_key(&element.read()).key.to_owned());
        let source_format = RwSignal::new(blank.source_format);

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
        let (view, deferred) = (ViewState::new(), Deferred::new());

        Self {
            host,
            deferred,
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
            polling_changes: StoredValue::new(0),
            removed_resources: RwSignal::new(Vec::new()),
            tags,
            element,
            definition,
            additional,
            source_format,
            view,
            panels: slot::empty(),
            attempts: StoredValue::new(0),
            exchange: slot::empty(),
            submission,
            owner: StoredValue::new_local(Owner::current().unwrap_or_default()),
            validation: Validation::new(),
            instance,
            request,
            command: CommandText::new(request, view, deferred),
        }
    }

    /// The definition that the fields are those of. Who asks for it in an effect follows it.
    pub fn definition(&self) -> &'static Definition {
        Definition::for_key(&self.definition.read())
    }

    /// The value of the definition's field of that number.
    pub fn field(&self, index: usize) -> Option<RwSignal<String>> {
        let definition = untrack(|| self.definition());
        fields_of(&self.fields.read_value(), definition).get(index).copied()
    }

    /// What was typed into the fields of all elements.
    pub fn all_fields(&self) -> Vec<String> {
        self.fields.get_value().iter().map(GetUntracked::get_untracked).collect()
    }

    /// Fills them; those of which nothing is said become blank.
    pub fn set_all_fields(&self, values: &[String]) {
        for (index, field) in self.fields.get_value().iter().enumerate() {
            field.set(values.get(index).cloned().unwrap_or_default());
        }
    }

    /// What an untouched form holds.
    pub fn empty(&self) -> Instance {
        Instance::empty(untrack(|| self.definition()))
    }

    /// What is in the form.
    pub fn now(&self) -> Instance {
        Instance { polling: self.polling.get_untracked(), ..self.instance.get_untracked() }
    }

    /// Puts another text in the place of the polling configuration. The request follows at once, but for
    /// a text so large that making the request would hold up typing: then when typing pauses.
    pub fn set_polling(&self, document: Arc<Document>) {
        let is_large = document.text().len() > LARGE;
        self.polling.set(document);
        let form = *self;
        if is_large {
            debounce(self.polling_changes, Rc::new(move || form.commit_polling()));
        } else {
            self.polling_changes.set_value(0);
            self.commit_polling();
        }
    }

    /// Whether the host is one of SAP's. Who asks for it in an effect follows it.
    pub fn is_sap(&self) -> bool {
        let host = self.api_host.read();
        url::is_sap(if *host == OTHER_HOST { self.other_host.read() } else { host }.as_str())
    }

    /// Chooses a host: one of the list, or another.
    pub fn set_host(&self, typed: &str) {
        let base = url::base_url(typed);
        let sandbox = self.host.sandbox();
        let hosts = HOSTS.iter().map(|(_, url)| *url);
        if let Some(host) = hosts.chain([sandbox.as_str()]).find(|host| *host == base) {
            self.api_host.set(host.into());
        } else {
            self.api_host.set(OTHER_HOST.into());
            self.other_host.set(typed.into());
        }
    }

    /// Makes edits to the polling configuration.
    pub fn edit_polling<'e>(&self, edits: impl IntoIterator<Item = &'e Edit>) {
        self.set_polling(Arc::new(self.polling.get_untracked().edited(edits)));
    }

    /// Lets the request follow the polling configuration.
    pub(super) fn commit_polling(&self) {
        // The form may have left the page.
        if let Some(polling) = self.polling.try_get_untracked() {
            self.committed_polling.try_set(polling);
        }
    }
}

/// Those of a definition's fields, among those of all.
pub(super) fn fields_of<'f>(fields: &'f [RwSignal<String>], definition: &Definition) -> &'f [RwSignal<String>] {
    let others = Definition::all().iter().take_while(|other| other.key != definition.key);
    let start = others.map(|other| other.fields.len()).sum();
    &fields[start..start + definition.fields.len()]
}

impl Form {
    /// What that place holds: made when it is first asked for, and gone with the form.
    pub fn once<T: Copy + 'static>(&self, slot: Slot, new: impl FnOnce() -> T) -> T {
        slot::get_or_create(slot, &self.owner.read_value(), new)
    }
}
