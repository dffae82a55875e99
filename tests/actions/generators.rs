//! The user actions, and the texts that they type.

use model::command::{Secrets, Shell};
use model::instance::{EventType, ExtraField, FieldId, Section};
use model::polling::settings::SETTINGS;
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;

pub const MODES: [Secrets; 3] = [Secrets::Shown, Secrets::Masked, Secrets::FromEnvironment];

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
pub enum Action {
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

pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![7 => vec(one_of(TEXTS), 0..3).prop_map(|pieces| pieces.concat()), 1 => any::<String>()]
}

pub fn entry() -> impl Strategy<Value = ExtraField> {
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
pub fn action() -> impl Strategy<Value = Action> {
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

pub fn actions() -> impl Strategy<Value = Vec<Action>> {
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
