//! Attempts to send a second request for one instance without a confirmation.

use std::ops::Range;
use std::time::Instant;

use serde_json::{Value, json};

use crate::generated::{new_seed, seed_or};
use crate::host::Host;
use crate::page::Page;

/// Scenarios with a form that is filled in. The last step returns whether a confirmation is shown after the last
/// press. A step before it ends with loading the named page.
const ATTEMPTS: [(&str, &[&str]); 32] = [
    ("a double click", &["press(f); press(f); go(); await until(() => find(f, '.created')); return pressAndSee(f)"]),
    (
        "three clicks, and one on the question",
        &["press(f); press(f); press(f); go(); await until(() => find(f, '.created')); press(f); press(f); \
         press(f); return pause(50).then(() => isAsking(f))"],
    ),
    (
        "Enter held",
        &[
            "for (let i = 0; i < 30; i++) { find(f, 'form').requestSubmit(); await pause(5); } go(); await until(() => find(f, '.created')); \
         for (let i = 0; i < 30; i++) find(f, 'form').requestSubmit(); await pause(50); return isAsking(f)",
        ],
    ),
    (
        "two elements in one turn",
        &[
            "const g = await add(make('g')); press(f); press(g); await until(() => isAsking(g)); await isSending(f); return isAsking(g)",
        ],
    ),
    (
        "two elements, the first one sends",
        &["const g = await add(make('g')); press(f); await isSending(f); return pressAndSee(g)"],
    ),
    (
        "two elements, the first one has created",
        &[
            "const g = await add(make('g')); press(f); go(); await until(() => find(f, '.created')); return pressAndSee(g)",
        ],
    ),
    ("two elements without ids", &["const g = await add(make()); press(f); await isSending(f); return pressAndSee(g)"]),
    (
        "removed while it sends, and back after the response",
        &[
            "press(f); await isSending(f); f.remove(); await pause(20); go(); await pause(200); await add(f); return pressAndSee(f)",
        ],
    ),
    (
        "removed and back while it sends",
        &[
            "press(f); await isSending(f); f.remove(); await pause(20); await add(f); press(f); await pause(100); go(); \
         await until(() => find(f, '.created')); return pressAndSee(f)",
        ],
    ),
    (
        "removed, a new one in its place while it sends",
        &["press(f); await isSending(f); f.remove(); await pause(20); return pressAndSee(await add(make(f.id)))"],
    ),
    (
        "removed, a new one in its place after the response",
        &["press(f); await isSending(f); f.remove(); await pause(20); go(); await pause(200); \
         return pressAndSee(await add(make(f.id)))"],
    ),
    (
        "removed, one with another id while it sends",
        &["press(f); await isSending(f); f.remove(); await pause(20); return pressAndSee(await add(make('other')))"],
    ),
    (
        "removed, one with another id after the response",
        &["press(f); await isSending(f); f.remove(); await pause(20); go(); await pause(200); \
         return pressAndSee(await add(make('other')))"],
    ),
    (
        "replaced in one turn",
        &[
            "press(f); await isSending(f); const g = make('other'); f.replaceWith(g); await fill(g); return pressAndSee(g)",
        ],
    ),
    (
        "all of the page replaced",
        &[
            "press(f); await isSending(f); document.body.replaceChildren(make()); await fill(first()); go(); await pause(200); \
         return pressAndSee(first())",
        ],
    ),
    ("cancelled", &["press(f); await isSending(f); await cancel(f); return pressAndSee(f)"]),
    (
        "cancelled, removed and back",
        &[
            "press(f); await isSending(f); await cancel(f); f.remove(); await pause(20); await add(f); return pressAndSee(f)",
        ],
    ),
    (
        "cancelled and removed, a new one in its place",
        &[
            "press(f); await isSending(f); await cancel(f); f.remove(); await pause(20); return pressAndSee(await add(make(f.id)))",
        ],
    ),
    (
        "cancelled and removed, one with another id",
        &[
            "press(f); await isSending(f); await cancel(f); f.remove(); await pause(20); return pressAndSee(await add(make('other')))",
        ],
    ),
    (
        "the response lost while it is away, one with another id",
        &["press(f); await isSending(f); f.remove(); await pause(20); lose(); await pause(100); \
         return pressAndSee(await add(make('other')))"],
    ),
    (
        "created, removed and back, and a new one beside it",
        &["press(f); go(); await until(() => find(f, '.created')); f.remove(); await pause(20); await add(f); \
         return pressAndSee(await add(make('other')))"],
    ),
    (
        "another form was there before",
        &[
            "const g = await add(make('g')); press(f); await isSending(f); await cancel(f); f.remove(); await pause(20); \
         return pressAndSee(g)",
        ],
    ),
    (
        "cloned",
        &[
            "press(f); await isSending(f); const g = f.cloneNode(true); f.remove(); await pause(20); return pressAndSee(await add(g))",
        ],
    ),
    (
        "its id changed, a new one with the old id",
        &["const id = f.id; press(f); await isSending(f); f.id = 'changed'; f.remove(); await pause(20); \
         return pressAndSee(await add(make(id)))"],
    ),
    (
        "adopted into a frame, a new one in its place",
        &[
            "const frame = document.createElement('iframe'); document.body.append(frame); press(f); await isSending(f); \
         frame.contentDocument.body.append(f); await pause(20); return pressAndSee(await add(make('other')))",
        ],
    ),
    (
        "the clock jumps ahead",
        &["press(f); go(); await until(() => find(f, '.created')); const now = Date.now; press(f); \
         Date.now = () => now() + 3_600_000; press(f); press(f); await pause(100); return isAsking(f)"],
    ),
    (
        "the clock jumps back",
        &[
            "press(f); go(); await until(() => find(f, '.created')); const now = Date.now; press(f); Date.now = () => now() - 3_600_000; \
         press(f); press(f); await pause(100); return isAsking(f)",
        ],
    ),
    (
        "no Web Locks, two elements",
        &[
            "Object.defineProperty(navigator, 'locks', { value: undefined }); const g = await add(make('g')); press(f); \
         await isSending(f); return pressAndSee(g)",
        ],
    ),
    (
        "no Web Locks, removed, one with another id",
        &[
            "Object.defineProperty(navigator, 'locks', { value: undefined }); press(f); await isSending(f); f.remove(); \
         await pause(20); return pressAndSee(await add(make('other')))",
        ],
    ),
    (
        "no storage and no Web Locks, one with another id after Cancel",
        &["Object.defineProperty(navigator, 'locks', { value: undefined }); \
         Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('', 'SecurityError'); } }); \
         press(f); await isSending(f); await cancel(f); f.remove(); await pause(20); return pressAndSee(await add(make('other')))"],
    ),
    ("reloaded while it sends", &["press(f); await isSending(f); return '/page.html'", "return pressAndSee(f)"]),
    (
        "left while it sends, for a page whose form has another id",
        &["press(f); await isSending(f); return '/other.html'", "return pressAndSee(f)"],
    ),
];

/// Returns a browser whose pages have the helpers of `doubles.js`, and a host with two pages.
async fn pages() -> Option<(Page, Host)> {
    let page = Page::open_empty().await;
    let host = Host::serve(&page, "/").await?;
    for (path, id) in [("/page.html", ""), ("/other.html", "elsewhere")] {
        let form = format!("<element-instance-form id='{id}' data-sandbox={}></element-instance-form>", page.api);
        host.put_page(path, "<script type=module src=/embed.js></script>", &form);
    }
    let source = format!("{{ const API = {}; {} }}", json!(page.api), include_str!("doubles.js"));
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
    Some((page, host))
}

/// Loads a page without asking before leaving the previous one.
async fn load(page: &Page, host: &Host, path: &str) {
    page.run("addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)").await;
    page.goto(&format!("{}{}", host.address, path.trim_start_matches('/'))).await;
    page.wait_for("button", "Create Instance").await;
}

async fn run(page: &Page, script: &str) -> Value {
    page.run(&format!("return (async () => {{ const f = first(); await fill(f); {script} }})()")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_intended_instance_is_one_request() {
    let Some((page, host)) = pages().await else { return };
    let mut failed = Vec::new();
    for (name, steps) in ATTEMPTS {
        load(&page, &host, "/page.html").await;
        page.run("sessionStorage.clear()").await;
        load(&page, &host, "/page.html").await;
        let sent = page.sandbox.bodies().len();
        let mut confirmation = Value::Null;
        for step in steps {
            confirmation = run(&page, step).await;
            if let Some(path) = confirmation.as_str() {
                load(&page, &host, path).await;
            }
        }
        let posts = page.sandbox.bodies().len() - sent;
        if posts != 1 || confirmation != true {
            failed.push(format!("{name}: {posts} requests, asked: {confirmation}"));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    println!("attacks: doubles: {} attempts, all held", ATTEMPTS.len());
    page.close().await;
}

/// Nearly all of the time is waiting, so three browsers share the seeds.
#[tokio::test(flavor = "multi_thread")]
async fn random_interleavings_create_the_confirmed_instances() {
    let first = seed_or(new_seed() % 1_000_000_000);
    println!("attacks: doubles: interleavings from SEED={first}");
    let runs = [first, first + 10, first + 20].map(|first| tokio::spawn(interleave(first..first + 10)));
    let mut count = 0;
    for run in runs {
        count += run.await.unwrap();
    }
    println!("attacks: doubles: {count} interleavings, all held");
}

/// Tries one interleaving a seed. Returns their number.
async fn interleave(seeds: Range<u64>) -> usize {
    let Some((page, host)) = pages().await else { return 0 };
    let start = Instant::now();
    let mut count = 0;
    for seed in seeds {
        load(&page, &host, "/page.html").await;
        page.run("sessionStorage.clear()").await;
        load(&page, &host, "/page.html").await;
        let sent = page.sandbox.bodies().len();
        let result = page.run(&format!("return interleave({seed})")).await;
        let (confirmed, before) = (result["confirmed"].as_u64().unwrap(), result["before"].as_u64().unwrap());
        assert!((1..=1 + confirmed).contains(&before), "SEED={seed}: {result}");
        assert_eq!((&result["isAsked"], &result["extra"]), (&json!(true), &json!(0)), "SEED={seed}: {result}");
        assert_eq!((page.sandbox.bodies().len() - sent) as u64, before + 1, "SEED={seed}: {result}");
        count += 1;
        // Slow machines may time out; the attempts so far held.
        if start.elapsed().as_secs() > 170 {
            break;
        }
    }
    page.close().await;
    count
}
