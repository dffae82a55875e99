//! An element that is moved within its page, or into another document and back; and what pages set its properties to.

use serde_json::{Value, json};

use crate::host::Host;
use crate::page::Page;

/// A page of somebody else's with a form and a frame in it.
async fn embedded() -> Option<Page> {
    let page = Page::blank(&[], json!({})).await;
    let host = Host::serve(&page, "/").await?;
    let body = "<div id=from><element-instance-form></element-instance-form></div><div id=to></div>\
                <iframe id=frame width=900 height=700></iframe>";
    host.put_page("/page.html", "<script type=module src=/embed.js></script>", body);
    page.goto(&format!("{}page.html", host.address)).await;
    page.wait_for("button", "Create Instance").await;
    page.run("window.form = document.querySelector('element-instance-form'); window.next = () => new Promise((next) => setTimeout(next))")
        .await;
    Some(page)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_style_survives_a_move_into_another_document_and_back() {
    let Some(page) = embedded().await else { return };
    page.fill("Name", "typed").await;
    let looks = "const looks = (selector) => { \
             const style = getComputedStyle(form.shadowRoot.querySelector(selector)); \
             return [style.fontSize, style.display, style.paddingLeft, style.backgroundColor]; }; \
         return [form.shadowRoot.adoptedStyleSheets.length, form.shadowRoot.querySelector('#name').value, \
             ...['.help', '.primary', '.title', 'fieldset', '.bar', 'dialog, .request'].map(looks)]";
    let before = page.run(looks).await;
    assert_eq!((&before[0], &before[1]), (&json!(1), &json!("typed")));
    for place in ["frame.contentDocument.body", "to", "frame.contentDocument.body", "from"] {
        // At once, and after a while.
        let moved = page.run(&format!("{place}.append(form); {looks}")).await;
        assert_eq!(moved, before, "{place}");
        page.run("return next()").await;
        assert_eq!(page.run(looks).await, before, "{place}");
    }
    // It still works, there too.
    page.run("frame.contentDocument.body.append(form)").await;
    page.run(
        "const name = form.shadowRoot.querySelector('#name'); name.value = 'in the frame'; \
         name.dispatchEvent(new Event('input', { bubbles: true }))",
    )
    .await;
    let body = page.run("return form.shadowRoot.querySelectorAll('section code')[1].textContent").await;
    assert!(body.as_str().unwrap().contains("\"name\": \"in the frame\""), "{body}");
    // A document without a window shows nothing; back in the page it is as it was.
    page.run("document.implementation.createHTMLDocument().body.append(form); return next()").await;
    page.run("from.append(form); return next()").await;
    assert_eq!(page.run(&format!("form.shadowRoot.querySelector('#name').value = 'typed'; {looks}")).await, before);
    page.close().await;
}

/// A form that is put into another document anew has its style there as well.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_starts_in_another_document_has_the_style() {
    let Some(page) = embedded().await else { return };
    page.run("form.remove(); return next().then(() => frame.contentDocument.body.append(form))").await;
    page.wait_until("form.shadowRoot.querySelector('.primary')").await;
    let looks = "return [form.shadowRoot.adoptedStyleSheets.length, \
                 getComputedStyle(form.shadowRoot.querySelector('.help')).fontSize]";
    assert_eq!(page.run(looks).await, json!([1, "14px"]));
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_modal_dialog_that_is_moved_stays_modal() {
    const PASTED: &str = "curl -X POST https://api.cloud-elements.com/elements/api-v2/instances";
    let Some(page) = embedded().await else { return };
    let dialogs = "return [...form.shadowRoot.querySelectorAll('dialog[open]')].map((dialog) => \
                   [dialog.matches(':modal'), dialog.querySelector('h2').textContent])";
    page.click("button", "Import…").await;
    page.paste("Command or JSON", PASTED).await;
    page.wait_for_text("The command has no body").await;
    for place in ["to", "frame.contentDocument.body", "from"] {
        page.run(&format!("{place}.append(form); return next()")).await;
        assert_eq!(page.run(dialogs).await, json!([[true, "Import"]]), "{place}");
        let text = "const text = form.shadowRoot.querySelector('#import-text'); \
                    return [text.value, form.shadowRoot.activeElement === text]";
        assert_eq!(page.run(text).await, json!([PASTED, true]), "{place}");
        let told = page.run("return form.shadowRoot.querySelector('dialog').textContent").await;
        assert!(told.as_str().unwrap().contains("The command has no body"), "{told}");
    }
    // It is closed as any other, and what was in it is gone.
    page.click("button", "Cancel").await;
    page.wait_until("!form.shadowRoot.querySelector('dialog[open]')").await;
    page.run("to.append(form); return next()").await;
    assert_eq!(page.run(dialogs).await, json!([]));

    page.click("button", "Keyboard shortcuts").await;
    page.wait_until("form.shadowRoot.querySelector('dialog:modal')").await;
    page.run("from.append(form); return next()").await;
    assert_eq!(page.run(dialogs).await, json!([[true, "Keyboard shortcuts"]]));
    page.click("button", "Close").await;
    page.wait_until("!form.shadowRoot.querySelector('dialog[open]')").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_property_is_the_text_of_what_it_is_set_to() {
    let Some(page) = embedded().await else { return };
    // What is set, and the attribute then.
    let cases = [
        ("storeUrl", "new URL('https://two.example/')", json!("https://two.example/")),
        ("storeUrl", "location", json!(page.run("return location.href").await)),
        ("callbackUrl", "new URL('https://two.example/a b?c=\"d\"')", json!("https://two.example/a%20b?c=%22d%22")),
        ("host", "new URL('https://api.example/elements/api-v2')", json!("https://api.example/elements/api-v2")),
        ("host", "new frame.contentWindow.URL('https://b.example')", json!("https://b.example/")),
        ("name", "new String('Store')", json!("Store")),
        ("name", "{ toString: () => 'Store 2' }", json!("Store 2")),
        ("name", "new (class { toString() { return '[object store]'.slice(8, 13); } })()", json!("store")),
        ("name", "'[object Store]'", json!("[object Store]")),
        ("name", "5", json!("5")),
        ("refreshInterval", "new Number(30)", json!("30")),
        ("tags", "['a', 'b']", json!("a,b")),
        ("tags", "[]", json!("")),
        (
            "pollingConfiguration",
            "{ orders: { url: '/orders', idField: 'id' } }",
            json!("{\"orders\":{\"url\":\"/orders\",\"idField\":\"id\"}}"),
        ),
        ("pollingConfiguration", "frame.contentWindow.JSON.parse('{\"a\":{}}')", json!("{\"a\":{}}")),
        ("pollingConfiguration", "Object.assign(Object.create(null), { a: { } })", json!("{\"a\":{}}")),
        ("pollingConfiguration", "{ toString: 1 }", json!("{\"toString\":1}")),
        ("pollingConfiguration", "[{ key: 'a' }]", json!("[{\"key\":\"a\"}]")),
        ("storeUrl", "null", json!("")),
        ("storeUrl", "undefined", json!("")),
    ];
    for (property, value, text) in cases {
        assert_eq!(page.run(&format!("form.{property} = {value}; return form.{property}")).await, text, "{value}");
    }
    page.run("form.storeUrl = new URL('https://two.example/')").await;
    let command = page.text_of("region", "cURL command", "code").await;
    assert!(command.contains("\"store.url\": \"https://two.example/\""), "{command}");
    page.close().await;
}

/// A phone zooms in on a control whose letters are smaller than 16 pixels.
#[tokio::test(flavor = "multi_thread")]
async fn on_a_touch_screen_no_control_has_small_letters() {
    let page = Page::blank(&[], json!({})).await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    let embedded = "<element-instance-form events=webhook></element-instance-form>";
    host.put_page("/page.html", "<script type=module src=/embed.js></script>", embedded);
    page.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await;
    for address in [host.address.clone(), format!("{}page.html", host.address)] {
        page.goto(&address).await;
        page.resize(390, 844).await;
        page.wait_for("button", "Create Instance").await;
        assert_eq!(page.run("return matchMedia('(pointer: coarse)').matches").await, true);
        page.choose("API host", "Other host…").await;
        page.run(&format!("const s = {}.querySelector('[role=switch]'); if (!s.checked) s.click()", page.form)).await;
        page.wait_until(&format!("{}.querySelector('#callback-raw')", page.form)).await;
        page.click("radio", "polling").await;
        page.click("button", "Edit raw JSON").await;
        page.click("button", "Add an entry").await;
        page.click("button", "Edit customers").await;
        page.click("button", "Import…").await;
        page.wait_for("textbox", "Command or JSON").await;
        let controls = "input:not([type=checkbox], [type=radio], [type=range]), select, textarea";
        let sizes = page
            .run(&format!(
                "return [...{}.querySelectorAll('{controls}')].map((control) => \
                 [control.id, parseFloat(getComputedStyle(control).fontSize)])",
                page.form
            ))
            .await;
        let sizes = sizes.as_array().unwrap();
        let has = |id: &str| sizes.iter().any(|size| size[0] == id);
        for id in
            "import-text polling-configuration shell language element callback-payload callback-raw tags".split(' ')
        {
            assert!(has(id), "{id} in {sizes:?}");
        }
        let small: Vec<_> = sizes.iter().filter(|size| size[1].as_f64().unwrap() < 16.0).collect();
        assert_eq!(small, [&Value::Null; 0], "{address}");
        page.run(&format!("{}.querySelector('dialog[open]').close()", page.form)).await;

        // What is painted behind the text area lies letter for letter under it.
        let lies = "const root = arguments[0]; const area = root.querySelector('.editor textarea'); \
             const behind = root.querySelector('.behind'); \
             const of = (element) => { const s = getComputedStyle(element); return [s.fontSize, s.lineHeight, s.fontFamily]; }; \
             const line = behind.querySelectorAll('.line')[3]; \
             const top = line.getBoundingClientRect().top - area.getBoundingClientRect().top; \
             const style = getComputedStyle(area); \
             const wanted = parseFloat(style.borderTopWidth) + parseFloat(style.paddingTop) + 3 * parseFloat(style.lineHeight); \
             return [of(area), of(behind), Math.abs(top - wanted) < 0.6]"
            .replace("arguments[0]", &page.form);
        page.wait_until(&format!("{}.querySelectorAll('.behind .line').length > 3", page.form)).await;
        let lies = page.run(&lies).await;
        assert_eq!((&lies[0], &lies[2]), (&lies[1], &json!(true)), "{lies}");
        let fits = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        assert_eq!(page.run(fits).await, true, "{address}: nothing stands out");
    }
    page.close().await;
}

/// A translator of pages changes nothing that is copied or sent.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_copied_is_not_translated() {
    let Some(page) = Page::open().await else { return };
    crate::fill_required(&page).await;
    page.fill("Element Instance Tags", "Docs,").await;
    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit raw JSON").await;
    page.fill("Event Notification Callback URL", "https://mycoolapp.com/events").await;
    page.click("button", "Use variables").await;
    page.wait_for("region", "Set the secrets first").await;
    page.click("button", "Create Instance").await;
    page.wait_for("region", "Instance created").await;
    let texts = "const root = arguments[0]; \
         return [...root.querySelectorAll('code, output, .behind, .tag, #shell')].map((text) => \
             [text.closest('section, .behind, .tag, details')?.className ?? '', text.localName, text.translate])"
        .replace("arguments[0]", &page.form);
    let texts = page.run(&texts).await;
    let texts = texts.as_array().unwrap();
    assert!(texts.len() > 10, "{texts:?}");
    let translated: Vec<_> = texts.iter().filter(|text| text[2] != false).collect();
    assert_eq!(translated, [&Value::Null; 0]);
    assert_eq!(page.run(&format!("return {}.querySelector('label').translate", page.form)).await, true);
    page.close().await;
}

/// In a frame another window hears of the pointer, and another document edits what is in a text area.
#[tokio::test(flavor = "multi_thread")]
async fn in_a_frame_it_is_used_as_in_its_page() {
    let Some(mut page) = embedded().await else { return };
    page.form = "form.shadowRoot".into();
    // ChromeDriver finds nothing in a frame that was made in another window.
    page.run(
        "frame.contentDocument.body.append(form);
         window.find = (selector) => form.shadowRoot.querySelector(selector);
         window.press = (target) => {
             for (const event of ['pointerdown', 'pointerup', 'click']) {
                 target.dispatchEvent(new PointerEvent(event, { bubbles: true, composed: true }));
             }
         };
         window.type = (selector, value) => {
             press(find(selector));
             find(selector).value = value;
             for (const event of ['input', 'change']) find(selector).dispatchEvent(new Event(event, { bubbles: true }));
         }",
    )
    .await;
    page.run("type('#user-secret', 'a,b'); type('#element-2', 'cs_1 '); press(find('#events-enabled'))").await;
    page.wait_for_text("Spaces around OAuth API Secret").await;
    page.wait_until("find('.resources')").await;
    page.run(
        "press([...form.shadowRoot.querySelectorAll('button')].find((b) => b.textContent.endsWith('Edit raw JSON')))",
    )
    .await;
    page.wait_until("find('#polling-configuration')").await;
    page.run("type('#polling-configuration', '{\"orders\": {\"url\": \"/orders\", \"idField\": \"id\"},}')").await;
    page.wait_until("find('.problems .fix')").await;
    page.run("press(find('.problems .fix'))").await;
    // Through the editing of the frame's document, not of the page's.
    page.wait_until(
        "find('#polling-configuration').value === '{\"orders\": {\"url\": \"/orders\", \"idField\": \"id\"}}'",
    )
    .await;
    page.close().await;
}
