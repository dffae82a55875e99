//! The element in pages of others: what it is told by attributes and properties, what it tells by events, and
//! that it leaves nothing behind.

use serde_json::{Value, json};

use crate::fill_required;
use crate::host::Host;
use crate::page::{Page, shadow};

/// What loads the element.
const SCRIPT: &str = "<script type=module src=/embed.js></script>";

/// A page of somebody else's with this in it, and its host.
async fn embedded(head: &str, body: &str) -> Option<(Page, Host)> {
    let page = Page::blank(&[], json!({})).await;
    let host = Host::serve(&page, "/").await?;
    host.put_page("/page.html", head, body);
    page.goto(&format!("{}page.html", host.address)).await;
    Some((page, host))
}

/// The request body that is shown.
async fn body(page: &Page) -> Value {
    let text = page.text_of("region", "Request body", "code").await;
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_beside_each_other_share_nothing() {
    let forms = "<element-instance-form id=one></element-instance-form>\
                 <element-instance-form id=two name=Second></element-instance-form>";
    let Some((mut page, _)) = embedded(SCRIPT, forms).await else { return };
    page.form = shadow("#one");
    fill_required_but_host(&page).await;
    page.click("button", "Show Optional Fields").await;
    page.click("switch", "Events Enabled").await;
    page.click("radio", "webhook").await;
    let first = body(&page).await;
    assert_eq!(first["configuration"]["event.vendor.type"], "webhook");

    page.form = shadow("#two");
    assert!(page.has("button", "Show Optional Fields").await);
    assert_eq!(page.value_of("User Secret").await, "");
    let second = body(&page).await;
    assert_eq!((&second["name"], &second["configuration"]["event.vendor.type"]), (&json!("Second"), &Value::Null));
    page.click("switch", "Events Enabled").await;
    page.fill("Name", "Another").await;
    assert_eq!(body(&page).await["configuration"]["event.vendor.type"], "polling");

    page.form = shadow("#one");
    assert_eq!(body(&page).await, first);
    assert_eq!(page.value_of("Name").await, "Bob's store");
    page.close().await;
}

async fn fill_required_but_host(page: &Page) {
    page.fill("User Secret", "dXNlcg==").await;
    page.fill("Name", "Bob's store").await;
}

/// Attributes, and what they make of the request body.
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

/// Waits until the request goes to that host, and compares its body.
async fn compare(page: &Page, number: u32, body_wanted: &Value, how: &str) {
    let code = format!("{}?.querySelector('section code')?.textContent", page.form);
    page.wait_until(&format!("{code}.includes('https://host{number}.example/elements/api-v2/instances')")).await;
    // The polling configuration comes with the rest of the program.
    page.wait_for_text(&format!("\"orders{number}\"")).await;
    assert_eq!(body(page).await, *body_wanted, "{how}");
}

#[tokio::test(flavor = "multi_thread")]
async fn attributes_and_properties_are_taken_over_at_any_time() {
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
                "tags" => json!(value.split(", ").collect::<Vec<_>>()).to_string(),
                "polling-configuration" | "refresh-interval" => value.clone(),
                _ => json!(value).to_string(),
            };
            format!("{}: {value},", property(name))
        });
        format!("{{ {} }}", properties.collect::<String>())
    };
    // A page's own script may run before the element is known.
    let script = format!(
        "const early = document.createElement('element-instance-form'); early.id = 'early'; \
         Object.assign(early, {}); document.body.append(early); \
         return import('/embed.js').then(() => [early.storeUrl, early.tags, early.getAttribute('refresh-interval'), \
         Object.keys(early).length])",
        properties(&second)
    );
    assert_eq!(page.run(&script).await, json!(["https://store2.example", "a2,b2", "2", 0]));
    compare(&page, 1, &first_body, "attributes from the start").await;
    page.form = shadow("#early");
    compare(&page, 2, &second_body, "properties from before the script").await;

    page.run(&format!("Object.assign(document.querySelector('#early'), {})", properties(&third))).await;
    compare(&page, 3, &third_body, "properties changed").await;
    let fourth = json!(attributes(4).0);
    let set = "for (const [name, value] of arguments[0]) document.querySelector('#early').setAttribute(name, value)";
    page.client.execute(set, vec![fourth]).await.unwrap();
    compare(&page, 4, &attributes(4).1, "attributes changed").await;

    // A blank form again.
    let remove = "const form = document.querySelector('#early'); \
         for (const name of form.getAttributeNames()) if (name !== 'id' && name !== 'events') form.removeAttribute(name); \
         return form.name";
    assert_eq!(page.run(remove).await, "");
    let code = format!("{}.querySelector('section code').textContent", page.form);
    page.wait_until(&format!("{code}.includes('https://api.cloud-elements.com/elements/api-v2/instances')")).await;
    page.wait_for_text("\"customers\"").await;
    let blank = self::body(&page).await;
    assert_eq!(blank["configuration"]["event.poller.refresh_interval"], "15");
    assert_eq!((&blank["name"], blank.get("tags")), (&json!("<INSTANCE_NAME>"), None));
    assert_eq!(blank["configuration"]["event.vendor.type"], "polling");
    page.run("document.querySelector('#early').element = 'shopify'").await;
    assert_eq!(self::body(&page).await["element"]["key"], "shopify");
    page.run("document.querySelector('#early').element = null").await;
    assert_eq!(self::body(&page).await["element"]["key"], "woocommercerest");
    page.run("document.querySelector('#early').events = 'webhook'").await;
    assert_eq!(self::body(&page).await["configuration"]["event.vendor.type"], "webhook");
    page.run("document.querySelector('#early').events = null").await;
    assert_eq!(self::body(&page).await["configuration"].get("event.vendor.type"), None);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_around_is_told() {
    let Some((page, _)) = embedded("", "<div><element-instance-form></element-instance-form></div>").await else {
        return;
    };
    let listen = "window.told = []; \
         for (const name of ['request-changed', 'instance-created', 'instance-failed']) { \
           document.addEventListener(name, (event) => told.push( \
             [name, event.bubbles, event.composed, event.target.localName, event.detail])); \
         } \
         document.querySelector('element-instance-form').dataset.sandbox = arguments[0]; \
         return import('/embed.js').then(() => {})";
    page.client.execute(listen, vec![json!(page.api)]).await.unwrap();
    fill_required(&page).await;
    let told = page.run("return told.filter(([name]) => name === 'request-changed')").await;
    let last = told.as_array().unwrap().last().unwrap();
    page.click("button", "Show secrets").await;
    let shown = page.text_of("region", "Request body", "code").await;
    let covered = shown.replace("cs_s3cret'\\\"\\\\", "••••••••").replace("ck_key", "••••••••");
    assert_ne!(shown, covered);
    let detail = json!({ "method": "POST", "url": format!("{}/instances", page.api), "body": covered });
    assert_eq!(*last, json!(["request-changed", true, true, "element-instance-form", detail]));
    let all = told.to_string();
    for secret in ["dXNlcg==", "0123456789abcdef", "ck_key", "cs_s3cret"] {
        assert!(!all.contains(secret), "{secret} was told");
    }

    page.run("told.length = 0").await;
    page.click("button", "Create Instance").await;
    page.wait_for("region", "Instance created").await;
    let told = page.run("return told").await;
    let id = page.run(&format!("return {}.querySelector('.created output').textContent", page.form)).await;
    let instance = &told[0][4]["instance"];
    assert_eq!(instance["name"], "Bob's \"store\" €");
    assert_eq!(told[0][4]["id"], id);
    let created = json!({ "id": instance["id"].to_string(), "token": instance["token"], "instance": instance });
    assert_eq!(told, json!([["instance-created", true, true, "element-instance-form", created]]));

    page.fill("Name", "already-exists").await;
    page.run("told.length = 0").await;
    page.click("button", "Create Instance").await;
    page.wait_until("told.length").await;
    let told = page.run("return told").await;
    let message = page.text_of("alert", "", "p").await;
    let request_id = &told[0][4]["requestId"];
    assert!(message.contains(request_id.as_str().unwrap()), "{message}");
    let failed = json!({ "kind": "refused", "status": 409, "requestId": request_id, "message": message });
    assert_eq!(told, json!([["instance-failed", true, true, "element-instance-form", failed]]));

    page.run("told.length = 0; document.querySelector('element-instance-form').host = 'http://127.0.0.1:1'").await;
    page.click("button", "Create Instance").await;
    page.wait_until("told.some(([name]) => name === 'instance-failed')").await;
    let told = page.run("return told.at(-1)[4]").await;
    assert_eq!(told["kind"], "unreachable");
    assert_eq!((&told["status"], &told["requestId"]), (&Value::Null, &Value::Null));
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moving_a_form_keeps_what_was_typed() {
    let body = "<div id=from><element-instance-form></element-instance-form></div><div id=to></div>";
    let Some((page, _)) = embedded(SCRIPT, body).await else { return };
    page.fill("Name", "typed").await;
    page.click("button", "Show Optional Fields").await;
    page.run("to.append(document.querySelector('element-instance-form'))").await;
    assert_eq!(page.value_of("Name").await, "typed");
    assert!(page.has("button", "Hide Optional Fields").await);
    page.fill("The Store URL", "https://store.example").await;
    assert_eq!(self::body(&page).await["configuration"]["store.url"], "https://store.example");

    // Taken out and put back later it is a new form, with nothing of what was typed.
    let back = "const form = document.querySelector('element-instance-form'); form.remove(); \
         return new Promise((next) => setTimeout(next)).then(() => { \
           const left = form.shadowRoot.childElementCount; from.append(form); return left; })";
    assert_eq!(page.run(back).await, 0);
    assert_eq!(page.value_of("Name").await, "");
    page.fill("Name", "again").await;
    assert_eq!(self::body(&page).await["name"], "again");
    page.close().await;
}

/// The bytes of the program's memory, once the collector has run.
async fn memory(page: &Page) -> f64 {
    // What the collector has found to be gone is given back in tasks of their own.
    for _ in 0..3 {
        page.devtools("HeapProfiler.collectGarbage", json!({})).await;
    }
    let memory = "const glue = performance.getEntriesByType('resource').map(({ name }) => name) \
                    .find((name) => /\\/form-[0-9a-f]+\\.js$/.test(name)); \
                  return import(glue).then((glue) => glue.initSync().memory.buffer.byteLength)";
    page.run(memory).await.as_f64().unwrap()
}

/// The program's memory grows by so many bytes at once: a leak of less than this, in all that is repeated, is not seen.
const MEMORY_PAGE: f64 = 65_536.0;

#[tokio::test(flavor = "multi_thread")]
async fn typing_leaves_nothing_behind() {
    let Some(page) = Page::open().await else { return };
    page.fill("Name", "Store").await;
    page.click("switch", "Events Enabled").await;
    page.wait_for_text("Configure Polling").await;
    // A keystroke in each text field, again and again, with pauses in which it is kept.
    let typing = "const form = document.querySelector('element-instance-form').shadowRoot; \
                  const fields = [...form.querySelectorAll('input[type=text], input[type=password], textarea')]; \
                  const type = (count) => { \
                      for (let index = 0; index < count; index++) for (const field of fields) { \
                          field.value = field.value.slice(0, 20) + index % 10; \
                          field.dispatchEvent(new Event('input', { bubbles: true })); \
                      } \
                      return new Promise((next) => setTimeout(next, 400)); \
                  }; \
                  return type(arguments[0]).then(() => type(1)).then(() => fields.length)";
    // What is queued in one turn needs room once.
    page.client.execute(typing, vec![json!(1000)]).await.unwrap();
    let before = memory(&page).await;
    let fields = page.client.execute(typing, vec![json!(1000)]).await.unwrap();
    assert!(fields.as_u64().is_some_and(|fields| fields > 6), "{fields} fields");
    let grown = memory(&page).await - before;
    assert!(grown <= MEMORY_PAGE, "{grown} bytes after 1000 keystrokes in each of {fields} fields");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn removing_a_form_frees_all_of_it() {
    let Some((page, _)) = embedded(SCRIPT, "").await else { return };
    // Adds and removes forms, ten at a time, and does something with each.
    let cycle = r"
        const next = () => new Promise((next) => setTimeout(next));
        const until = async (find) => {
            for (let found; ; await next()) if ((found = find())) return found;
        };
        return (async () => {
            for (let count = 0; count < arguments[0]; count += 10) {
                const forms = Array.from({ length: 10 }, () => document.createElement('element-instance-form'));
                for (const form of forms) {
                    form.name = 'Store';
                    form.events = 'polling';
                    form.pollingConfiguration = { orders: { url: '/orders', idField: 'id' } };
                }
                document.body.append(...forms);
                for (const form of forms) {
                    for (const name of ['Edit raw JSON', 'Show Optional Fields', 'Create Instance', 'Edit orders']) {
                        const isIt = (button) => button.textContent.endsWith(name) || button.ariaLabel === name;
                        const find = () => [...form.shadowRoot?.querySelectorAll('button') ?? []].find(isIt);
                        (await until(find)).click();
                    }
                }
                await next();
                for (const form of forms) form.remove();
                await next();
            }
        })()";
    let measure = async || {
        // Chromium's advice on password fields, which is told where somebody looks, holds the form it is about.
        page.devtools("Runtime.discardConsoleEntries", json!({})).await;
        let memory = memory(&page).await;
        let heap = page.devtools("Runtime.getHeapUsage", json!({})).await["usedSize"].as_f64().unwrap();
        let metrics = page.devtools("Performance.getMetrics", json!({})).await["metrics"].clone();
        let metric = |name: &str| {
            let metrics = metrics.as_array().unwrap();
            metrics.iter().find(|metric| metric["name"] == name).unwrap()["value"].as_f64().unwrap()
        };
        (heap, metric("Nodes"), metric("JSEventListeners"), memory)
    };
    page.devtools("Performance.enable", json!({})).await;
    page.client.execute(cycle, vec![json!(20)]).await.unwrap();
    let (heap, nodes, listeners, memory) = measure().await;
    page.client.execute(cycle, vec![json!(200)]).await.unwrap();
    let after = measure().await;
    assert_eq!((after.1, after.2), (nodes, listeners), "nodes, listeners");
    assert!(after.3 - memory <= MEMORY_PAGE, "the program's memory grew from {memory} to {} bytes", after.3);
    assert!(after.0 - heap < 100_000.0, "the heap grew from {heap} to {} bytes", after.0);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_shows_two_forms_that_keep_to_themselves() {
    let mut page = Page::blank(&[], json!({})).await;
    let Some(host) = Host::serve_with(&page, None).await else { return page.close().await };
    let example = include_str!("../../examples/index.html");
    assert!(example.contains("\"../dist/embed.js\""));
    host.put("/examples/index.html", example.replace("../dist/embed.js", "../embed.js"));
    page.goto(&format!("{}examples/index.html", host.address)).await;
    page.form = shadow("#themed");
    page.wait_for("button", "Show Optional Fields").await;
    assert_eq!(
        (page.value_of("Name").await, page.value_of("The Store URL").await),
        ("The second".into(), "https://mycoolstore.com".into())
    );
    assert_eq!(body(&page).await["configuration"]["event.vendor.type"], "webhook");
    page.form = shadow("#plain");
    assert_eq!(
        (page.value_of("Name").await, body(&page).await["tags"].clone()),
        ("The first".into(), json!(["Docs", "Test"]))
    );
    // The page's loud letters stop at the form.
    let font = "return getComputedStyle(document.querySelector('#plain').shadowRoot.querySelector('label')).fontFamily";
    assert!(!page.run(font).await.as_str().unwrap().contains("fantasy"));
    page.run("document.getElementById('switch').click()").await;
    assert_eq!(page.run("return document.getElementById('plain').getAttribute('theme')").await, "dark");
    page.wait_until("document.getElementById('events').textContent.includes('themed: request-changed')").await;
    page.close().await;
}
