//! An element that leaves the page with a request in flight or with an outcome, and comes back: frameworks do that at
//! every re-render.

use serde_json::{Value, json};

use crate::fill_required;
use crate::host::Host;
use crate::page::{Page, shadow};

/// Holds back what `POST` sends until `go()` is called, and counts the requests.
const HOLD: &str = "
    const send = fetch;
    window.posts = 0;
    const gate = new Promise((next) => { window.go = next; });
    window.fetch = async (request, options) => {
        if (request.method === 'POST') { posts++; await gate; }
        return send(request, options);
    };
    window.box = document.querySelector('#around');
    window.form = document.querySelector('element-instance-form');
    window.next = () => new Promise((next) => setTimeout(next));";

/// A page of somebody else's with a form in it that is filled in, and requests that wait.
async fn filled() -> Option<Page> {
    let page = Page::blank(&[], json!({})).await;
    let host = Host::serve(&page, "/").await?;
    let form =
        format!("<div id=around><element-instance-form data-sandbox={}></element-instance-form></div>", page.api);
    host.put_page("/page.html", "<script type=module src=/embed.js></script>", &format!("<input id=own>{form}"));
    page.goto(&format!("{}page.html", host.address)).await;
    fill_required(&page).await;
    page.run(HOLD).await;
    Some(page)
}

/// Presses Create Instance, and waits until the request is in flight.
async fn send(page: &Page) {
    page.click("button", "Create Instance").await;
    page.wait_until(&format!("{}.querySelector('[role=timer]')", page.form)).await;
}

/// Takes the form out of the page for longer than a move takes.
async fn remove(page: &Page) {
    assert_eq!(page.run("form.remove(); return next().then(() => form.shadowRoot.childElementCount)").await, 0);
}

/// Puts it back, at another place.
async fn put_back(page: &Page) {
    page.run("document.body.append(form)").await;
    page.wait_until(&format!("{}.querySelector('[type=submit]')", page.form)).await;
}

/// The texts of what was created: id and token.
async fn created(page: &Page) -> Value {
    page.wait_for("region", "Instance created").await;
    page.run(&format!("return [...{}.querySelectorAll('.created dl output')].map((e) => e.value)", page.form)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_that_comes_back_shows_its_request_and_its_outcome() {
    let Some(page) = filled().await else { return };
    send(&page).await;
    remove(&page).await;
    put_back(&page).await;
    // What was typed is gone; the request is in flight, and no other is sent meanwhile.
    let button = page.wait_for("button", "Creating…").await;
    assert_eq!(button.attr("aria-disabled").await.unwrap().as_deref(), Some("true"));
    page.wait_until(&format!("{}.querySelector('[role=timer]')", page.form)).await;
    assert_eq!(page.value_of("Name").await, "");
    fill_required(&page).await;
    page.click("button", "Creating…").await;
    // Out of the page and back once more, in one turn and over several.
    page.run("box.append(form)").await;
    remove(&page).await;
    put_back(&page).await;
    page.run("go()").await;
    let answer = created(&page).await;
    let told = page.sandbox.bodies();
    assert_eq!((told.len(), page.run("return posts").await), (1, json!(1)));
    assert!(String::from_utf8_lossy(&told[0]).contains("Bob's"));
    assert_eq!((answer[0].as_str().unwrap().len(), answer[1].is_string()), (5, true), "{answer}");

    // As often as it goes and comes; and it does not take the focus from where somebody is.
    for _ in 0..2 {
        page.run("own.focus()").await;
        remove(&page).await;
        put_back(&page).await;
        assert_eq!(created(&page).await, answer);
        assert_eq!(page.run("return document.activeElement.id").await, "own");
        assert!(page.has("button", "Create Instance").await);
    }
    // The same request is asked about, also by who fills it in anew.
    fill_required(&page).await;
    page.click("button", "Create Instance").await;
    page.wait_for_text("already created instance").await;
    assert_eq!(page.sandbox.bodies().len(), 1);

    // What was dismissed does not come back.
    page.click("button", "Copy token").await;
    page.click("button", "Dismiss").await;
    let lose = page.form.clone() + ".querySelector('.created')";
    if page.run(&format!("return !!{lose}")).await == true {
        page.run("return new Promise((next) => setTimeout(next, 600))").await;
        page.click("button", "Dismiss and lose the token").await;
    }
    page.wait_gone("region", "Instance created").await;
    remove(&page).await;
    put_back(&page).await;
    page.click("button", "Create Instance").await;
    page.wait_for_text("There is a problem").await;
    assert!(!page.has("region", "Instance created").await);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn out_of_the_page_only_the_element_itself_hears_of_the_outcome() {
    let Some(page) = filled().await else { return };
    page.run(
        "window.told = [];
         const listen = (target, name, capture) => {
             for (const event of ['request-changed', 'instance-created', 'instance-failed']) {
                 target.addEventListener(event, ({ bubbles, composed }) => told.push([name, event, bubbles, composed]));
             }
         };
         listen(form, 'element'); listen(box, 'around'); listen(document, 'document'); listen(window, 'window');",
    )
    .await;
    send(&page).await;
    // With what is around it; the lock that keeps others from sending the same goes on.
    let held = "return navigator.locks.query().then(({ held }) => held.length)";
    page.run("told.length = 0; box.remove(); return next()").await;
    assert_eq!(page.run(held).await, 1);

    // Another form with the same values asks first.
    let other = format!(
        "const other = document.createElement('element-instance-form'); other.id = 'other'; \
         other.dataset.sandbox = '{}'; document.body.append(other)",
        page.api
    );
    page.run(&other).await;
    let mut page = page;
    let first = std::mem::replace(&mut page.form, shadow("#other"));
    fill_required(&page).await;
    page.click("button", "Create Instance").await;
    page.wait_for_text("The same request was sent from another tab or form in this browser").await;
    assert_eq!(page.run("const count = posts; document.querySelector('#other').remove(); return count").await, 1);

    page.run("told.length = 0; go()").await;
    page.wait_until("told.length").await;
    assert_eq!(page.run("return told").await, json!([["element", "instance-created", false, false]]));
    page.wait_until("navigator.locks.query().then(({ held }) => !held.length)").await;
    assert_eq!(page.run(held).await, 0);
    // Nothing is left that is to be looked for after a reload.
    assert_eq!(page.run("return Object.keys({ ...sessionStorage })").await, json!([]));
    page.form = first;
    page.run("own.focus(); document.body.append(box)").await;
    let answer = created(&page).await;
    assert_eq!(answer[0].as_str().unwrap().len(), 5, "{answer}");
    assert_eq!(page.run("return document.activeElement.id").await, "own");
    // Back in the page all of it hears.
    page.run("told.length = 0").await;
    page.fill("Name", "x").await;
    page.wait_until("told.length").await;
    assert_eq!(
        page.run("return told.slice(0, 4)").await,
        json!(["element", "around", "document", "window"].map(|name| json!([name, "request-changed", true, true])))
    );
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_and_what_is_not_known_come_back_too() {
    let Some(page) = filled().await else { return };
    page.run("go()").await;
    page.fill("Name", "already-exists").await;
    page.click("button", "Create Instance").await;
    let refusal = page.text_of("alert", "", "p").await;
    remove(&page).await;
    put_back(&page).await;
    page.wait_for_text("No instance was created").await;
    assert_eq!(page.text_of("alert", "", "p").await, refusal);

    // Created, and nobody hears of it: not while it is away, and not when it is back.
    fill_required(&page).await;
    page.run(
        "const send = fetch; const wait = new Promise((next) => { window.breakOff = next; }); \
         window.fetch = async (request, options) => { \
             const answer = await send(request, options); \
             if (request.method !== 'POST') return answer; \
             await wait; throw new TypeError('Failed to fetch'); }",
    )
    .await;
    send(&page).await;
    remove(&page).await;
    page.run("breakOff(); return next()").await;
    let records = "return Object.entries({ ...sessionStorage }).filter(([key]) => key.includes('sent')) \
                   .map(([, record]) => record.split('\\n').length)";
    assert_eq!(page.run(records).await, json!([1]), "it can be looked for after a reload");
    put_back(&page).await;
    page.wait_for_text("We don't know if").await;
    assert_eq!(page.all(".undecided > div").await.len(), 1);
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("It was created: there is an instance with this name").await;
    assert_eq!(page.run(records).await, json!([]));
    remove(&page).await;
    put_back(&page).await;
    page.wait_for_text("It was created: there is an instance with this name").await;
    page.close().await;
}

/// A request that nobody knows the end of is told of by a new element in the place of the old one.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_element_in_its_place_tells_of_a_request_that_is_open() {
    let Some(page) = filled().await else { return };
    send(&page).await;
    page.run(&format!(
        "form.remove(); return next().then(() => {{ const other = document.createElement('element-instance-form'); \
         other.dataset.sandbox = '{}'; box.append(other); }})",
        page.api
    ))
    .await;
    page.wait_for_text("You left this page before a request finished").await;
    // What came of it is the first one's, and what is to be looked for stays the new one's.
    page.run("go()").await;
    page.wait_until("navigator.locks.query().then(({ held }) => !held.length)").await;
    page.run("document.body.prepend(form)").await;
    created(&page).await;
    assert_eq!(page.run("return posts").await, 1);
    let records = "return Object.keys({ ...sessionStorage }).filter((key) => key.includes('sent')).length";
    assert_eq!(page.run(records).await, 1);
    page.close().await;
}

/// Elements that were taken out and are referred to no more go with all that they had.
#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_goes_with_its_element() {
    let Some(page) = filled().await else { return };
    page.run("go()").await;
    let create = "
        const until = async (find) => {
            for (let found; ; await next()) if ((found = find())) return found;
        };
        const create = async (name) => {
            const form = document.createElement('element-instance-form');
            Object.assign(form, { name, storeUrl: 'https://mycoolstore.com' });
            form.dataset.sandbox = arguments[0];
            document.body.append(form);
            const find = (selector) => form.shadowRoot?.querySelector(selector);
            const button = await until(() => find('#create'));
            const type = (id, value, event = 'input') => {
                find(id).value = value;
                find(id).dispatchEvent(new Event(event, { bubbles: true }));
            };
            type('#api-host', arguments[0], 'change');
            type('#user-secret', 'dXNlcg==');
            type('#organization-secret', '0123456789abcdef');
            type('#element-1', 'ck_key');
            type('#element-2', 'cs_secret');
            button.click();
            await until(() => find('.created'));
            form.remove();
            await next();
            // It has its outcome still.
            document.body.append(form);
            await until(() => find('.created'));
            form.remove();
            return new WeakRef(form);
        };
        return (async () => {
            window.elements = [];
            for (const name of ['one', 'two', 'three']) elements.push(await create(name));
        })()";
    page.client.execute(create, vec![json!(page.api)]).await.unwrap();
    assert_eq!(page.sandbox.bodies().len(), 3);
    for _ in 0..3 {
        // Chromium's advice on password fields holds the form it is about.
        page.devtools("Runtime.discardConsoleEntries", json!({})).await;
        page.devtools("HeapProfiler.collectGarbage", json!({})).await;
    }
    assert_eq!(page.run("return elements.filter((element) => element.deref()).length").await, 0);
    page.close().await;
}
