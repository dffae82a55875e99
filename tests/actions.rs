//! Applies random user actions to a form. After each one the request contains the form's values, no secret is
//! visible, and undo restores the previous form exactly.

#![allow(missing_docs)]

use std::sync::Arc;

use model::command::{BodyTransport, Secrets, Shell};
use model::diagnostic::{Edit, Problem, Severity};
use model::element::{Definition, Resource};
use model::instance::{EventType, ExtraField, FieldError, FieldId, Instance, Interval, MASK, Section};
use model::json;
use model::polling::Document;
use model::polling::settings::SETTINGS;
use model::request::HttpRequest;
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use serde_json::{Map, Value, json};

/// Part of every secret typed here, and of nothing else. No shell or JSON escape rewrites it.
const MARK: &str = "s3cr3t";

const MODES: [Secrets; 3] = [Secrets::Shown, Secrets::Masked, Secrets::FromEnvironment];

// Each list is separated by middle dots; a test picks one entry.
const SECRETS: &str = "s3cr3t-1=·s3cr3t/2+· s3cr3t-3\n·s3cr3t,4·s3cr3t\r\nX: 5·'s3cr3t\"\\·$(s3cr3t)%s3cr3t%·<s3cr3t>·\
    s3cr3t\u{202e}😀\0·<USER_SECRET>·••••••••·";
const TEXTS: &str = "a·My store·· ·\"·\\·'·‘·`·two\nlines·\r\n·\t·\0·\u{1b}·\u{7f}\u{9b}·é·😀·<X>·<·\
    <INSTANCE_NAME>·$(x)·${x}·%PATH%·!!^&|·\u{202e}txt·\u{200f}·\u{feff}·\u{a0}\u{3000}·\
    a blank ·'@\n·END_OF_BODY\n·••••••••";
const URLS: &str = "https://api.cloud-elements.com/elements/api-v2·api.cloud-elements.com/·\
    https://münchen.example/ä%20b·http://127.0.0.1:8081/elements/api-v2·\
    \thttps://mycoolstore.com/a?b=c ·http://mycoolstore.com·http://0127.0.0.1·\
    https://192.168.1.4/[x]{y}·https://api.cloud-e1ements.com·https://a.b/$(x)'·https://a.b/\u{202e}x·https://a b·\
    https://a.b\ncalc&·https://a.b/#/x·https://·/·<WEB_STORE_URL>·";
const POLLING: &str = "{\"orders\": {\"url\": \"/hubs/ecommerce/orders\", \"idField\": \"id\"}}·\
    {\n\t\"a\": {\"url\": \"/x?a>'${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'\", \"idField\": \"id\", \
    \"pageSize\": 1.0}\r\n}\n·\
    {\"a\": {\"datesConfiguration\": 5, \"x\\u0022\\n😀\": [1, {}]}, \"a\": {}, \
    \"\": {\"pageSize\": 1, \"pageSize\": null}}·\
    {\"a\": {\"url\": '/x', idField: \"id\",}·{\"a\": {\"datesConfiguration\": {·{\"<X>\": {\"url\": \"/<X>/{id}\"}}·\
    [true]·\u{feff}{} {}·\"·";
/// Pasted texts as found in documents: with unescaped quotes, missing line continuations, placeholders, API
/// responses, and the notations of other programs.
const PASTED: &str = "curl -X POST \\\n  https://<API_HOST>/elements/api-v2/instances\n \
    -H 'Authorization: User <USER>' -d '{\"element\": {\"key\": \"woocommercerest\"}, \
    \"configuration\": {\"event.notification.enabled\": true, \
    \"event.poller.configuration\": {\"a\": {\"updatedDateFormat\": \"yyyy-MM-dd'T'HH:mm:ss'Z'\"}}}, \
    \"name\": \"<INSTANCE_NAME>\"}'·\
    {\"element\": {\"key\": \"shopify\", \"id\": 12.0}, \"configuration\": {\"event.notification.enabled\": \"true\", \
    \"event.poller.refresh_interval\": 15, \"event.poller.configuration\": \"{\\\"a\\\": {},}\"}, \
    \"tags\": [], \"name\": 5·\
    {\"event.notification.enabled\": true, \"event.poller.configuration\": {}, \
    \"event.notification.signature.key\": \"s3cr3t\"}·\
    {\"id\": 1, \"token\": \"s3cr3t\", \"element\": {\"key\": \"x\"}, \"configuration\": {}, \
    \"tags\": [{\"name\": \"t\"}]}·\
    curl ^\"https://a.b/elements/12/instances^\" ^\n \
    -d ^\"{^\\^\"name^\\^\": 5, ^\\^\"providerData^\\^\": {^\\^\"a^\\^\": ^\\^\"s3cr3t^\\^\"}}^\"·\
    {% include a.md %}\n{\"orders\": {\"url\": \"/x\", \"idField\": \"id\"},\n // more\n}·<!DOCTYPE html>·\
    $ curl -d @body.json https://a.b -H \"authorization: user $USER\"";

/// A user action. A number selects one of the available items (modulo their count).
#[derive(Debug, Clone)]
enum Action {
    Type(FieldId, String),
    TypeElementKey(String),
    Events(bool),
    Choose(EventType),
    /// Replaces a tag, appends one, or removes one.
    Tag(usize, Option<String>),
    /// Replaces, appends or removes an extra field.
    Entry(usize, Option<ExtraField>),
    TypePolling(String),
    /// Replaces a character of the polling configuration.
    Mistype(usize, char),
    Tick(usize),
    CopyResource(usize, String),
    /// Types into a setting of a resource.
    Set(usize, usize, String),
    Fix(usize),
    /// Imports the command (or, without a shell, the body) of another form that these actions produced; optionally
    /// only its first characters.
    ImportForm(Vec<Action>, Option<(Shell, Secrets)>, Option<usize>),
    ImportText(String),
    /// Undoes the last import, or redoes it.
    UndoImport,
    SaveAndRestore,
}

fn one_of(list: &'static str) -> impl Strategy<Value = String> + Clone {
    select(list.split('·').collect::<Vec<_>>()).prop_map(String::from)
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![7 => vec(one_of(TEXTS), 0..3).prop_map(|pieces| pieces.concat()), 1 => any::<String>()]
}

fn entry() -> impl Strategy<Value = ExtraField> {
    // One key marks the value as secret, the other doesn't.
    let secret = one_of("password·oauth.api.secret·API_TOKEN·x.key·event.notification.signature.key");
    let hidden = one_of("s3cr3t· s3cr3t'\"·\"s3cr3t\\n\"·{\"a\":\n\t[\"s3cr3t\", 1.0]}·[\"s3cr3t\"·15");
    let plain = one_of("x··name·tags·key·store.url·\"\\\n😀·event.poller.refresh_interval");
    let shown = one_of("15· true\u{a0}·{\"a\": {\"pass\\u0077ord\": \"s3cr3t\"}}·[]·{\"a\":·\"q\"");
    let section = select(vec![Section::Element, Section::Configuration, Section::Body]);
    let typed = prop_oneof![(secret, hidden), (plain.clone(), shown), (plain, text())];
    (section, typed).prop_map(|(section, (key, value))| ExtraField::new(section, key, value))
}

/// Generates every action except the imports.
fn action() -> impl Strategy<Value = Action> {
    let secret = vec![FieldId::UserSecret, FieldId::OrganizationSecret, FieldId::Element(2), FieldId::SignatureKey];
    let typed = prop_oneof![
        (Just(FieldId::Host), one_of(URLS)),
        (select(secret), one_of(SECRETS)),
        (select(vec![FieldId::Name, FieldId::Element(1)]), text()),
        (select(vec![FieldId::Element(0), FieldId::CallbackUrl]), prop_oneof![3 => one_of(URLS), 1 => text()]),
        (Just(FieldId::RefreshInterval), one_of("15· 120 ·007·0·1.5·soon·99999999999999999999·")),
    ];
    let which = any::<usize>;
    let setting = prop_oneof![one_of("true·false·200·-0·GMT·yyyy-MM-dd'T'HH:mm:ss·"), text()];
    let wrong = select("{}[]:,\"'\\ \n09a/\u{a0}\u{202e}".chars().collect::<Vec<_>>());
    prop_oneof![
        8 => typed.prop_map(|(field, typed)| Action::Type(field, typed)),
        1 => one_of("shopify·woocommercerest·a\"😀").prop_map(Action::TypeElementKey),
        2 => any::<bool>().prop_map(Action::Events),
        2 => select(vec![EventType::Polling, EventType::Webhook]).prop_map(Action::Choose),
        2 => (which(), of(text())).prop_map(|(which, tag)| Action::Tag(which, tag)),
        4 => (which(), weighted(0.75, entry())).prop_map(|(which, entry)| Action::Entry(which, entry)),
        2 => prop_oneof![4 => one_of(POLLING), 1 => text()].prop_map(Action::TypePolling),
        2 => (which(), wrong).prop_map(|(at, wrong)| Action::Mistype(at, wrong)),
        2 => which().prop_map(Action::Tick),
        1 => (which(), text()).prop_map(|(which, name)| Action::CopyResource(which, name)),
        2 => (which(), 0..SETTINGS.len(), setting).prop_map(|(which, key, typed)| Action::Set(which, key, typed)),
        2 => which().prop_map(Action::Fix),
    ]
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let transport = weighted(0.7, (select(&Shell::ALL[..]), select(&MODES[..])));
    let cut = weighted(0.2, any::<usize>());
    let any = prop_oneof![
        20 => action(),
        1 => (vec(action(), 0..5), transport, cut).prop_map(|(done, transport, cut)| Action::ImportForm(done, transport, cut)),
        1 => one_of(PASTED).prop_map(Action::ImportText),
        2 => Just(Action::UndoImport),
        1 => Just(Action::SaveAndRestore),
    ];
    // Most sequences are short so that many fit into a run.
    let any = any.boxed();
    prop_oneof![5 => vec(any.clone(), 1..6), 1 => vec(any, 1..=25)]
}

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
            secrets == Secrets::Shown && shell.body(&request) == BodyTransport::Argument
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
            // Of duplicate keys only the last one is removed; then the earlier one becomes effective.
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

/// Serializes and restores the form, which must not change it.
fn restored(form: &Instance) -> Result<Instance, TestCaseError> {
    let restored = Instance::from_json(&form.to_json()).unwrap();
    prop_assert_eq!(&restored, form);
    Ok(restored)
}

/// Converts tags given as one comma-separated string into a list.
fn with_listed_tags(mut body: Value) -> Value {
    let text = body.get("tags").and_then(Value::as_str).unwrap_or_default();
    let tags: Vec<String> = text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(String::from).collect();
    if !tags.is_empty() {
        body["tags"] = tags.into();
    }
    body
}

/// Returns true if an error prevents creating the instance.
fn has_errors(errors: &[FieldError]) -> bool {
    errors.iter().any(|error| error.reason.severity() == Weight::Error)
}

/// Parses a text as JSON; `None` if it is invalid.
fn value(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// Returns the documented body, with a placeholder for each value that is empty or invalid.
fn expected_body(form: &Instance) -> Value {
    let (spelling, events, polls) = (form.source_format, form.events, form.event_type == EventType::Polling);
    let field = |index: usize, placeholder: &str| match form.fields[index].trim() {
        "" => (form.element == "woocommercerest").then(|| placeholder.into()),
        typed => Some(typed.into()),
    };
    let typed = |text: &str| (events && !text.is_empty()).then(|| text.into());
    let minutes = form.refresh_interval.trim();
    let interval = match (minutes.parse::<u64>().ok().filter(|minutes| *minutes > 0), spelling.interval) {
        (None, Interval::Absent) if minutes.is_empty() => None,
        (None, _) => Some("<minutes>".into()),
        (Some(minutes), Interval::Number) => Some(minutes.into()),
        (Some(minutes), _) => Some(minutes.to_string().into()),
    };
    let polling = match value(form.polling.text()) {
        None => "<EVENT_POLLER_CONFIGURATION>".into(),
        Some(_) if spelling.polling_is_text => form.polling.text().trim().into(),
        Some(polling) => polling,
    };
    let members: [(&str, Option<Value>); 9] = [
        ("store.url", field(0, "<WEB_STORE_URL>")),
        ("oauth.api.key", field(1, "<CONSUMER_KEY>")),
        ("oauth.api.secret", field(2, "<CONSUMER_SECRET>")),
        (
            "event.notification.enabled",
            events.then(|| if spelling.enabled_is_text { "true".into() } else { true.into() }),
        ),
        ("event.vendor.type", typed(if polls { "polling" } else { "webhook" }).filter(|_| !spelling.has_no_event_type)),
        ("event.notification.callback.url", typed(form.callback_url.trim())),
        ("event.notification.signature.key", typed(&form.signature_key)),
        ("event.poller.refresh_interval", interval.filter(|_| events && polls)),
        ("event.poller.configuration", Some(polling).filter(|_| events && polls)),
    ];
    let members = members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    let name = if form.name.trim().is_empty() { "<INSTANCE_NAME>" } else { &form.name };
    let configuration: Map<_, _> = members.collect();
    let mut body = json!({ "element": { "key": form.element }, "configuration": configuration, "name": name });
    if !form.tags.is_empty() {
        body["tags"] = form.tags.clone().into();
    }
    // Extra fields of the body itself come last and replace existing members of the same name.
    let mut entries: Vec<&ExtraField> = form.additional.iter().collect();
    entries.sort_by_key(|entry| entry.section);
    for entry in entries {
        let (key, typed) = (&entry.key, entry.value());
        let object = match entry.section {
            Section::Element => &mut body["element"],
            Section::Configuration => &mut body["configuration"],
            Section::Body => &mut body,
        };
        object[key] = value(typed.trim()).unwrap_or_else(|| typed.as_str().into());
    }
    body
}

fn expected_url(typed: &str) -> String {
    let (scheme, host) = typed.trim().split_once("://").unwrap_or(("https", typed.trim()));
    let host = host.trim_end_matches('/').trim_end_matches("/elements/api-v2");
    let can_be_sent = !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || c.is_control());
    let (scheme, host) = if can_be_sent { (scheme, host) } else { ("https", "<API_HOST>") };
    format!("{scheme}://{host}/elements/api-v2/instances")
}

fn expected_authorization(form: &Instance) -> String {
    let sent = |typed: &str, placeholder: &str| {
        let typed = typed.trim();
        let can_be_sent = !typed.is_empty() && typed.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b',');
        if can_be_sent { typed.to_owned() } else { placeholder.to_owned() }
    };
    let organization = sent(&form.organization_secret, "<ORGANIZATION_SECRET>");
    format!("User {}, Organization {organization}", sent(&form.user_secret, "<USER_SECRET>"))
}

/// Checks the invariants that hold after every action.
fn check(form: &Instance) -> TestCaseResult {
    let request = HttpRequest::create_instance(form);
    let body = request.body.as_str();
    let headers: Vec<_> = request.headers.iter().map(|header| (header.name, header.value.as_str())).collect();
    let authorization = expected_authorization(form);
    prop_assert_eq!(headers, [("Authorization", &*authorization), ("Content-Type", "application/json")]);
    prop_assert_eq!((request.method, &request.url), ("POST", &expected_url(&form.host)));
    prop_assert_eq!(value(body), Some(expected_body(form)), "{}", body);
    let errors = form.validate();
    let messages = errors.iter().map(ToString::to_string).collect::<String>();
    let shown = [messages, request.headers[0].value.masked(), request.body.masked()].concat();
    prop_assert!(!shown.contains(MARK), "{}", shown);
    let polling = &form.polling;
    prop_assert_eq!(polling.is_json(), value(polling.text()).is_some());
    prop_assert_eq!(polling.errors().map_or(0, |errors| errors.count), polling.diagnostics().errors);
    if has_errors(&errors) { Ok(()) } else { check_valid_form(form, &request) }
}

/// Checks a form without errors: no placeholder is left, and the request goes to the host that was typed.
fn check_valid_form(form: &Instance, request: &HttpRequest) -> TestCaseResult {
    let (body, authorization) = (request.body.as_str(), request.headers[0].value.as_str());
    let sent = [&request.url, authorization, body].concat();
    let typed = form.to_json();
    for after in sent.split('<').skip(1) {
        let name = after.split_once('>').map_or("", |(name, _)| name);
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
        prop_assert!(!is_name || typed.contains(&format!("<{name}>")), "{}", sent);
    }
    prop_assert!(http::HeaderValue::from_str(authorization).is_ok(), "{}", authorization);
    let typed = if form.host.contains("://") { form.host.clone() } else { format!("https://{}", form.host.trim()) };
    let (url, typed) = (url::Url::parse(&request.url).unwrap(), url::Url::parse(&typed).unwrap());
    prop_assert_eq!(url.origin(), typed.origin());
    prop_assert!(url.path().ends_with("/elements/api-v2/instances"), "{}", url);
    let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    prop_assert!(is_here || url.scheme() == "https", "{}", url);
    // No object has duplicate keys.
    let tree = json::parse_strict(body).unwrap();
    let root = tree.root(body).unwrap();
    for object in [Some(root), root.get("element"), root.get("configuration")].into_iter().flatten() {
        prop_assert!(object.duplicate_keys().is_empty(), "{}", body);
    }
    Ok(())
}

/// Checks the slower invariants.
fn check_at_the_end(form: &Instance, secrets: Secrets) -> TestCaseResult {
    restored(form)?;
    for found in form.polling.diagnostics().list() {
        let fix = found.fix.as_ref().map(|fix| fix.describe(form.polling.text()));
        prop_assert!(!found.problem.to_string().is_empty() && fix.is_none_or(|fix| !fix.is_empty()));
    }
    let request = HttpRequest::create_instance(form);
    for shell in Shell::ALL {
        let command = shell.command(&request, secrets);
        prop_assert!(secrets == Secrets::Shown || !command.contains(MARK), "{}", command);
    }
    Ok(())
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
