//! Elements that move within a page, or into another document and back; and values of their properties.

use serde_json::json;

use crate::host::Host;
use crate::page::{Page, Parent, Part};

/// Returns an embedding page with a form and a frame.
async fn embedded() -> Option<Page> {
    let mut page = Page::open_empty().await;
    let host = Host::serve(&page, "/").await?;
    let body = "<div id=from><element-instance-form></element-instance-form></div><div id=to></div>\
                <iframe id=frame width=900 height=700></iframe>";
    host.put_page("/page.html", "<script type=module src=/embed.js></script>", body);
    page.goto(&format!("{}page.html", host.address)).await;
    page.wait_for("button", "Create Instance").await;
    page.hold_element().await;
    Some(page)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_style_survives_a_move_into_another_document_and_back() {
    let Some(page) = embedded().await else { return };
    page.fill("Name", "typed").await;
    let before = page.appearance().await;
    assert_eq!(before[0], 1);
    for parent in [Parent::Frame, Parent::Id("to"), Parent::Frame, Parent::Id("from")] {
        // At once, and after a while.
        page.move_element(parent).await;
        assert_eq!(
            (page.appearance().await, page.field_value("name").await),
            (before.clone(), json!("typed")),
            "{parent:?}"
        );
        page.next_task().await;
        assert_eq!(
            (page.appearance().await, page.field_value("name").await),
            (before.clone(), json!("typed")),
            "{parent:?}"
        );
    }
    // It works there, too.
    page.move_element(Parent::Frame).await;
    page.set_field("name", "in the frame", "input").await;
    let body = page.shown_body().await;
    assert!(body.contains("\"name\": \"in the frame\""), "{body}");
    // A document without a window shows nothing; back in the page, the form is unchanged.
    page.move_element(Parent::Detached).await;
    page.next_task().await;
    page.move_element(Parent::Id("from")).await;
    page.next_task().await;
    assert_eq!(page.appearance().await, before);
    page.close().await;
}

/// A form created in another document has its style there as well.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_starts_in_another_document_has_the_style() {
    let Some(page) = embedded().await else { return };
    page.detach_element().await;
    page.insert_held_element(Parent::Frame).await;
    page.wait_for_create_button().await;
    assert_eq!((page.appearance().await[0].clone(), &*page.style_of(Part::Help, "fontSize").await), (json!(1), "13px"));
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_modal_dialog_that_is_moved_stays_modal() {
    const PASTED: &str = "curl -X POST https://api.cloud-elements.com/elements/api-v2/instances";
    let Some(page) = embedded().await else { return };
    page.click("button", "Import…").await;
    page.fill("Command or JSON", PASTED).await;
    page.wait_for_text("The command has no body").await;
    for parent in [Parent::Id("to"), Parent::Frame, Parent::Id("from")] {
        page.move_element(parent).await;
        page.next_task().await;
        assert_eq!(page.dialog().titles().await, [("Import".into(), true)], "{parent:?}");
        assert_eq!(page.dialog().focused_import_text().await, PASTED, "{parent:?}");
        let messages = page.dialog().text().await;
        assert!(messages.contains("The command has no body"), "{messages}");
    }
    // It closes like any dialog, and its content is gone.
    page.click("button", "Cancel").await;
    page.dialog().wait_until_closed().await;
    page.move_element(Parent::Id("to")).await;
    page.next_task().await;
    assert!(page.dialog().titles().await.is_empty());

    page.click("button", "Keyboard shortcuts").await;
    page.dialog().wait_for_title("Keyboard shortcuts").await;
    page.move_element(Parent::Id("from")).await;
    page.next_task().await;
    assert_eq!(page.dialog().titles().await, [("Keyboard shortcuts".into(), true)]);
    page.click("button", "Close").await;
    page.dialog().wait_until_closed().await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_property_becomes_the_text_of_its_value() {
    let Some(page) = embedded().await else { return };
    // The value that is set, and the resulting attribute.
    let cases = [
        ("storeUrl", "new URL('https://two.example/')", json!("https://two.example/")),
        ("storeUrl", "location", json!(page.address().await)),
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
        assert_eq!(page.set_property_to(property, value).await, text, "{value}");
    }
    page.set_property_to("storeUrl", "new URL('https://two.example/')").await;
    let command = page.command_pane().text().await;
    assert!(command.contains("\"store.url\": \"https://two.example/\""), "{command}");
    page.close().await;
}

/// Phones zoom in on controls with text smaller than 16 pixels.
#[tokio::test(flavor = "multi_thread")]
async fn on_a_touch_screen_every_control_has_large_letters() {
    let page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    let embedded = "<element-instance-form events=webhook></element-instance-form>";
    host.put_page("/page.html", "<script type=module src=/embed.js></script>", embedded);
    page.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await;
    for address in [host.address.clone(), format!("{}page.html", host.address)] {
        page.goto(&address).await;
        page.resize(390, 844).await;
        page.wait_for("button", "Create Instance").await;
        assert!(page.has_touch_screen().await);
        page.choose("API host", "Other host…").await;
        page.turn_events_on().await;
        page.wait_for_part(Part::RawNotification).await;
        page.click("radio", "polling").await;
        page.click("button", "Edit customers").await;
        page.click("button", "Edit raw JSON").await;
        page.open_additional_configuration().await;
        page.click("button", "Add an entry").await;
        page.click("button", "Import…").await;
        page.wait_for("textbox", "Command or JSON").await;
        let sizes = page.font_sizes_of_controls().await;
        let has = |id: &str| sizes.iter().any(|(control, _)| control == id);
        for id in
            "import-text polling-configuration shell language element callback-payload callback-raw tags".split(' ')
        {
            assert!(has(id), "{id} in {sizes:?}");
        }
        let small: Vec<_> = sizes.iter().filter(|(_, size)| *size < 16.0).collect();
        assert!(small.is_empty(), "{address}: {small:?}");
        page.dialog().close().await;
        assert!(page.painted_text_lies_under_the_typed().await, "{address}");
        assert!(page.fits_width().await, "{address}: nothing stands out");
    }
    page.close().await;
}

/// Page translators don't change texts that are copied or sent.
#[tokio::test(flavor = "multi_thread")]
async fn copied_texts_are_not_translated() {
    let Some(page) = Page::open().await else { return };
    crate::fill_required(&page).await;
    page.fill("Element Instance Tags", "Docs,").await;
    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit raw JSON").await;
    page.fill("Event Notification Callback URL", "https://mycoolapp.com/events").await;
    page.click("button", "Use variables").await;
    page.wait_for("region", "Set the secrets first").await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    let texts = page.copied_texts().await;
    assert!(texts.len() > 10, "{texts:?}");
    let translated: Vec<_> = texts.iter().filter(|text| text.is_translated).collect();
    assert!(translated.is_empty(), "{translated:?}");
    assert!(page.labels_are_translated().await);
    page.close().await;
}

/// In a frame, another window receives the pointer events, and another document edits the text area.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_in_a_frame_works_as_in_its_page() {
    let Some(page) = embedded().await else { return };
    // ChromeDriver finds no element in a frame that was created in another window.
    page.move_element(Parent::Frame).await;
    page.click_and_type("user-secret", "a,b").await;
    page.click_and_type("element-2", "cs_1 ").await;
    page.click_id_by_script("events-enabled").await;
    page.wait_for_text("Spaces around OAuth API Secret").await;
    page.wait_for_part(Part::Resources).await;
    page.click_button("Edit raw JSON").await;
    page.wait_for_part(Part::RawJson).await;
    page.click_and_type("polling-configuration", r#"{"orders": {"url": "/orders", "idField": "id"},}"#).await;
    page.click_first_fix().await;
    // Uses the editing commands of the frame's document, not of the page's.
    page.wait_for_value("polling-configuration", r#"{"orders": {"url": "/orders", "idField": "id"}}"#).await;
    page.close().await;
}
