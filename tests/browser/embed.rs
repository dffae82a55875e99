//! The custom element in other pages: its attributes, properties and events, and no traces after its removal.

use serde_json::{Value, json};

use crate::fill_required;
use crate::host::Host;
use crate::page::{Page, Parent, Part};

/// The script that defines the element.
const SCRIPT: &str = "<script type=module src=/embed.js></script>";

/// Returns an embedding page with this body, and its host.
async fn embedded(head: &str, body: &str) -> Option<(Page, Host)> {
    let page = Page::open_empty().await;
    let host = Host::serve(&page, "/").await?;
    host.put_page("/page.html", head, body);
    page.goto(&format!("{}page.html", host.address)).await;
    Some((page, host))
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_beside_each_other_share_nothing() {
    let forms = "<element-instance-form id=one></element-instance-form>\
                 <element-instance-form id=two name=Second></element-instance-form>";
    let Some((mut page, _)) = embedded(SCRIPT, forms).await else { return };
    page.use_form("#one");
    fill_required_but_host(&page).await;
    page.click("button", "Show Optional Fields").await;
    page.click("switch", "Events Enabled").await;
    page.click("radio", "webhook").await;
    let first = page.body_pane().json().await;
    assert_eq!(first["configuration"]["event.vendor.type"], "webhook");

    page.use_form("#two");
    assert!(page.has("button", "Show Optional Fields").await);
    assert_eq!(page.value_of("User Secret").await, "");
    let second = page.body_pane().json().await;
    assert_eq!((&second["name"], &second["configuration"]["event.vendor.type"]), (&json!("Second"), &Value::Null));
    page.click("switch", "Events Enabled").await;
    page.fill("Name", "Another").await;
    assert_eq!(page.body_pane().json().await["configuration"]["event.vendor.type"], "polling");

    page.use_form("#one");
    assert_eq!(page.body_pane().json().await, first);
    assert_eq!(page.value_of("Name").await, "Bob's store");
    page.close().await;
}

async fn fill_required_but_host(page: &Page) {
    page.fill("User Secret", "dXNlcg==").await;
    page.fill("Name", "Bob's store").await;
}

/// Attributes, and their effects on the request body.
fn attributes(number: u32) -> (Vec<(&'static str, String)>, Value) {
    let polling = json!({ format!("orders{number}"): { "url": "/orders", "idField": "id" } });
    let attributes = vec![
        ("host", format!("https://host{number}.example/elements/api-v2")),
        ("name", format!("Store {number}")),
        ("store-url", format!("https://store{number}.example")),
        ("callback-url", format!("https://app{number}.example/events")),
        ("tags", format!("a{number}, b{number}")),
        ("events", "polling".into()),
        ("refresh-interval", format!("{number}")),
        ("polling-configuration", polling.to_string()),
    ];
    let body = json!({
        "element": { "key": "woocommercerest" },
        "configuration": {
            "store.url": format!("https://store{number}.example"),
            "oauth.api.key": "<CONSUMER_KEY>",
            "oauth.api.secret": "<CONSUMER_SECRET>",
            "event.notification.enabled": true,
            "event.vendor.type": "polling",
            "event.notification.callback.url": format!("https://app{number}.example/events"),
            "event.poller.refresh_interval": format!("{number}"),
            "event.poller.configuration": polling,
        },
        "tags": [format!("a{number}"), format!("b{number}")],
        "name": format!("Store {number}"),
    });
    (attributes, body)
}

/// Waits until the request is for that host, and compares its body.
async fn compare(page: &Page, number: u32, body_wanted: &Value, how: &str) {
    page.wait_for_command(&format!("https://host{number}.example/elements/api-v2/instances")).await;
    // The polling configuration needs the deferred part.
    page.wait_for_text(&format!("\"orders{number}\"")).await;
    assert_eq!(page.body_pane().json().await, *body_wanted, "{how}");
}

#[tokio::test(flavor = "multi_thread")]
async fn attributes_and_properties_apply_at_any_time() {
    let (first, first_body) = attributes(1);
    let written: Vec<_> = first.iter().map(|(name, value)| format!("{name}='{value}'")).collect();
    let body = format!("<element-instance-form {}></element-instance-form>", written.join(" "));
    let Some((mut page, _)) = embedded("", &body).await else { return };
    let (second, second_body) = attributes(2);
    let (third, third_body) = attributes(3);
    let properties = |attributes: &[(&str, String)]| {
        let property = |name: &str| match name.split_once('-') {
            Some((start, end)) => format!("{start}{}{}", end[..1].to_uppercase(), &end[1..]),
            None => name.to_owned(),
        };
        let properties = attributes.iter().map(|(name, value)| {
            let value = match *name {
                "tags" => json!(value.split(", ").collect::<Vec<_>>()),
                "polling-configuration" | "refresh-interval" => serde_json::from_str(value).unwrap(),
                _ => json!(value),
            };
            (property(name), value)
        });
        Value::Object(properties.collect())
    };
    // A page's script may run before the element is defined.
    page.add_element_without_program("early", &properties(&second)).await;
    page.load_program().await;
    assert_eq!(
        page.properties_of("early").await,
        json!({ "storeUrl": "https://store2.example", "tags": "a2,b2", "refreshInterval": "2", "own": [] })
    );
    compare(&page, 1, &first_body, "attributes from the start").await;
    page.use_form("#early");
    compare(&page, 2, &second_body, "properties from before the script").await;

    page.set_properties(&properties(&third)).await;
    compare(&page, 3, &third_body, "properties changed").await;
    page.set_attributes(&attributes(4).0).await;
    compare(&page, 4, &attributes(4).1, "attributes changed").await;

    // An empty form again.
    page.remove_attributes_but(&["id", "events"]).await;
    assert_eq!(page.property("name").await, "");
    page.wait_for_command("https://api.cloud-elements.com/elements/api-v2/instances").await;
    page.wait_for_text("\"customers\"").await;
    let initial = page.body_pane().json().await;
    assert_eq!(initial["configuration"]["event.poller.refresh_interval"], "15");
    assert_eq!((&initial["name"], initial.get("tags")), (&json!("<INSTANCE_NAME>"), None));
    assert_eq!(initial["configuration"]["event.vendor.type"], "polling");
    page.set_property("element", &json!("shopify")).await;
    assert_eq!(page.body_pane().json().await["element"]["key"], "shopify");
    page.set_property("element", &Value::Null).await;
    assert_eq!(page.body_pane().json().await["element"]["key"], "woocommercerest");
    page.set_property("events", &json!("webhook")).await;
    assert_eq!(page.body_pane().json().await["configuration"]["event.vendor.type"], "webhook");
    page.set_property("events", &Value::Null).await;
    assert_eq!(page.body_pane().json().await["configuration"].get("event.vendor.type"), None);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_embedding_page_receives_events() {
    let Some((page, _)) = embedded("", "<div><element-instance-form></element-instance-form></div>").await else {
        return;
    };
    page.record_events().await;
    page.offer_sandbox().await;
    page.load_program().await;
    fill_required(&page).await;
    let messages: Vec<Value> =
        page.recorded().await.into_iter().filter(|event| event[0] == "request-changed").collect();
    let last = messages.last().unwrap();
    page.click("button", "Show secrets").await;
    let shown = page.body_pane().text().await;
    let covered = shown.replace("cs_s3cret'\\\"\\\\", "••••••••").replace("ck_key", "••••••••");
    assert_ne!(shown, covered);
    let detail = json!({ "method": "POST", "url": format!("{}/instances", page.api), "body": covered });
    assert_eq!(*last, json!(["request-changed", true, true, "element-instance-form", detail]));
    let all = json!(messages).to_string();
    for secret in ["dXNlcg==", "0123456789abcdef", "ck_key", "cs_s3cret"] {
        assert!(!all.contains(secret), "{secret} was dispatched");
    }

    page.forget_recorded().await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    let messages = page.recorded().await;
    let id = page.outcome().created_values().await.remove(0);
    let instance = &messages[0][4]["instance"];
    assert_eq!(instance["name"], "Bob's \"store\" €");
    assert_eq!(messages[0][4]["id"], id);
    let created = json!({ "id": instance["id"].to_string(), "token": instance["token"], "instance": instance });
    assert_eq!(messages, [json!(["instance-created", true, true, "element-instance-form", created])]);

    page.fill("Name", "already-exists").await;
    page.forget_recorded().await;
    page.create().await;
    page.wait_for_recorded().await;
    let messages = page.recorded().await;
    let message = page.text_of("alert", "", "p").await;
    let request_id = &messages[0][4]["requestId"];
    assert!(message.contains(request_id.as_str().unwrap()), "{message}");
    let failed = json!({ "kind": "refused", "status": 409, "requestId": request_id, "message": message });
    assert_eq!(messages, [json!(["instance-failed", true, true, "element-instance-form", failed])]);

    page.forget_recorded().await;
    page.set_property("host", &json!("http://127.0.0.1:1")).await;
    page.create().await;
    page.wait_for_event("instance-failed").await;
    let messages = page.recorded().await.pop().unwrap()[4].clone();
    assert_eq!(messages["kind"], "unreachable");
    assert_eq!((&messages["status"], &messages["requestId"]), (&Value::Null, &Value::Null));
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moving_a_form_keeps_its_input() {
    let body = "<div id=from><element-instance-form></element-instance-form></div><div id=to></div>";
    let Some((mut page, _)) = embedded(SCRIPT, body).await else { return };
    page.fill("Name", "typed").await;
    page.click("button", "Show Optional Fields").await;
    page.move_element(Parent::Id("to")).await;
    assert_eq!(page.value_of("Name").await, "typed");
    assert!(page.has("button", "Hide Optional Fields").await);
    page.fill("The Store URL", "https://store.example").await;
    assert_eq!(page.body_pane().json().await["configuration"]["store.url"], "https://store.example");

    // Removed and inserted later, it is a new, empty form.
    page.hold_element().await;
    assert_eq!(page.detach_element().await, 0);
    page.insert_held_element(Parent::Id("from")).await;
    assert_eq!(page.value_of("Name").await, "");
    page.fill("Name", "again").await;
    assert_eq!(page.body_pane().json().await["name"], "again");
    page.close().await;
}

/// The unit by which the program's memory grows, in bytes: smaller leaks over all repetitions are not detected.
const MEMORY_PAGE: f64 = 65_536.0;

#[tokio::test(flavor = "multi_thread")]
async fn typing_leaks_no_memory() {
    let Some(page) = Page::open().await else { return };
    page.fill("Name", "Store").await;
    page.click("switch", "Events Enabled").await;
    page.wait_for_text("Configure Polling").await;
    // Tasks queued in one turn need memory once.
    page.type_in_every_field(1000).await;
    let before = page.program_memory().await;
    let fields = page.type_in_every_field(1000).await;
    assert!(fields > 6, "{fields} fields");
    let grown = page.program_memory().await - before;
    assert!(grown <= MEMORY_PAGE, "{grown} bytes after 1000 keystrokes in each of {fields} fields");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn removing_a_form_frees_all_of_it() {
    let Some((page, _)) = embedded(SCRIPT, "").await else { return };
    page.add_and_remove_elements(20).await;
    let before = page.memory_use().await;
    page.add_and_remove_elements(200).await;
    let after = page.memory_use().await;
    assert_eq!((after.nodes, after.listeners), (before.nodes, before.listeners));
    assert!(after.program - before.program <= MEMORY_PAGE, "{before:?} {after:?}");
    assert!(after.heap - before.heap < 100_000.0, "{before:?} {after:?}");
    page.close().await;
}

/// A server writes other attributes into the page than before.
#[tokio::test(flavor = "multi_thread")]
async fn a_draft_keeps_only_what_the_user_has_changed() {
    let form = |name: &str, store: &str| {
        format!("<element-instance-form name='{name}' store-url='https://{store}'></element-instance-form>")
    };
    let Some((page, host)) = embedded(SCRIPT, &form("First", "first.example")).await else { return };
    page.fill("Name", "Typed").await;
    page.wait_for_draft("Typed", "first.example").await;
    host.put_page("/page.html", SCRIPT, &form("Second", "second.example"));
    page.reload().await;
    page.wait_for_part(Part::Page).await;
    page.wait_for_value("name", "Typed").await;
    assert_eq!(page.value_of("The Store URL").await, "https://second.example");
    page.close().await;
}

/// Code of the page runs while the form changes.
#[tokio::test(flavor = "multi_thread")]
async fn a_listener_can_change_and_submit_the_form() {
    let Some(page) = Page::open().await else { return };
    page.run(
        "const form = document.querySelector('element-instance-form'); \
         form.addEventListener('request-changed', () => { \
             form.setAttribute('tags', 'from-listener'); \
             form.shadowRoot.querySelector('[type=submit]').click(); }, { once: true })",
    )
    .await;
    page.fill("Name", "My store").await;
    page.wait_for_focus("error-summary").await;
    let body = page.body_pane().json().await;
    assert_eq!((&body["name"], &body["tags"]), (&json!("My store"), &json!(["from-listener"])));
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_shows_two_independent_forms() {
    let mut page = Page::open_empty().await;
    let Some(host) = Host::serve_with_policy(&page, None).await else { return page.close().await };
    let example = include_str!("../../examples/index.html");
    assert!(example.contains("\"../dist/embed.js\""));
    host.put("/examples/index.html", example.replace("../dist/embed.js", "../embed.js"));
    page.goto(&format!("{}examples/index.html", host.address)).await;
    page.use_form("#themed");
    page.wait_for("button", "Show Optional Fields").await;
    assert_eq!(
        (page.value_of("Name").await, page.value_of("The Store URL").await),
        ("The second".into(), "https://mycoolstore.com".into())
    );
    assert_eq!(page.body_pane().json().await["configuration"]["event.vendor.type"], "webhook");
    page.use_form("#plain");
    assert_eq!(
        (page.value_of("Name").await, page.body_pane().json().await["tags"].clone()),
        ("The first".into(), json!(["Docs", "Test"]))
    );
    // The page's font styles don't reach the form.
    assert!(!page.style_of(Part::Label, "fontFamily").await.contains("fantasy"));
    page.click_id("switch").await;
    assert_eq!(page.property("theme").await, "dark");
    page.wait_for_text_in("events", "themed: request-changed").await;
    page.close().await;
}
