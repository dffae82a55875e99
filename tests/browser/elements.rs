//! Forms for other elements, selected by the user, by an attribute or by an import.

use serde_json::{Value, json};

use crate::page::Page;

#[tokio::test(flavor = "multi_thread")]
async fn another_element_is_selected_and_created() {
    let Some(page) = Page::open().await else { return };
    page.choose("API host", "Local sandbox").await;
    page.fill("User Secret", "dXNlcg==").await;
    page.fill("Organization Secret", "0123456789abcdef").await;
    page.fill("Name", "My store").await;
    page.fill("The Store URL", "https://store.example").await;
    page.fill("OAuth API Key", "ck_key").await;
    page.choose("Element", "BigCommerce").await;
    page.wait_for("heading", "Create a BigCommerce element instance").await;
    assert!(!page.has("textbox", "OAuth API Key").await);
    // Another element has its own fields.
    assert_eq!((page.value_of("API Path").await, page.value_of("Name").await), (String::new(), "My store".into()));

    page.create().await;
    page.wait_for_text("Username is required").await;
    page.fill("Username", "legacy").await;
    page.fill("API Path", "https://path.example/api/v2").await;
    page.fill("API Token", "t0ken").await;
    page.click("switch", "Events Enabled").await;
    page.wait_for("checkbox", "customers").await;
    page.click("button", "Show secrets").await;
    assert_eq!(
        page.body_pane().json().await,
        json!({
            "element": { "key": "bigcommerce" },
            "configuration": {
                "username": "legacy",
                "password": "t0ken",
                "store.url": "https://path.example/api/v2",
                "event.notification.enabled": true,
                "event.vendor.type": "polling",
                "event.poller.refresh_interval": "15",
                "event.poller.configuration": {
                    "customers": {
                        "url": "/hubs/ecommerce/customers?where=min_date_modified='${date:EEE, dd MMM yyyy HH:mm:ss Z}'",
                        "idField": "id",
                        "datesConfiguration": {
                            "updatedDateField": "date_modified",
                            "updatedDateFormat": "EEE, dd MMM yyyy HH:mm:ss Z",
                            "createdDateField": "date_created",
                            "createdDateFormat": "EEE, dd MMM yyyy HH:mm:ss Z"
                        }
                    }
                }
            },
            "name": "My store"
        })
    );
    page.create().await;
    page.wait_for("region", "Instance created").await;
    let sent: Value = serde_json::from_slice(&page.sandbox.bodies().pop().unwrap()).unwrap();
    assert_eq!(sent["configuration"]["password"], "t0ken");

    // Switching back restores what was typed, and the request contains nothing of the other element.
    page.choose("Element", "WooCommerce").await;
    page.wait_for("heading", "Create a WooCommerce element instance").await;
    assert_eq!(page.value_of("OAuth API Key").await, "ck_key");
    assert_eq!(page.value_of("The Store URL").await, "https://store.example");
    let body = page.body_pane().json().await;
    assert_eq!(body["configuration"]["event.poller.configuration"]["customers"]["url"], "/hubs/ecommerce/customers");
    assert_eq!(body["configuration"]["username"], Value::Null);
    // Clear also resets the hidden fields of other elements.
    page.click("button", "Clear").await;
    page.choose("Element", "BigCommerce").await;
    page.wait_for("textbox", "Username").await;
    assert_eq!((page.value_of("Username").await, page.value_of("API Token").await), (String::new(), String::new()));
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clear_forgets_deselected_resources() {
    let Some(page) = Page::open().await else { return };
    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit raw JSON").await;
    page.fill("Event Poller Resources Configuration", r#"{"mine": {"url": "/mine"}}"#).await;
    page.click("button", "Edit raw JSON").await;
    page.click("checkbox", "mine").await;
    page.click("button", "Clear").await;
    page.click("switch", "Events Enabled").await;
    page.wait_for("checkbox", "customers").await;
    assert!(!page.has("checkbox", "mine").await);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attribute_and_an_import_select_the_element() {
    let Some(page) = Page::open().await else { return };
    // Also while a field that disappears has the focus.
    page.fill("OAuth API Key", "ck_key").await;
    page.set_property("element", &json!("bigcommerce")).await;
    page.wait_for("heading", "Create a BigCommerce element instance").await;
    page.wait_for("textbox", "Username").await;
    assert_eq!(page.focused().await, "element-1");
    page.set_property("element", &json!(null)).await;
    page.wait_for("heading", "Create a WooCommerce element instance").await;

    let command = r#"curl -X POST https://api.cloud-elements.com/elements/api-v2/instances -d '{"element":{"key":"bigcommerce"},"configuration":{"username":"u","password":"p","store.url":"https://s.example"},"name":"n"}'"#;
    page.click("button", "Import…").await;
    page.fill("Command or JSON", command).await;
    page.wait_for_text("The element is \"bigcommerce\". The form changes to BigCommerce.").await;
    page.click("button", "Fill in form").await;
    page.wait_for("heading", "Create a BigCommerce element instance").await;
    assert_eq!((page.value_of("Username").await, page.value_of("API Token").await), ("u".into(), "p".into()));
    page.click("button", "Undo import").await;
    page.wait_for("heading", "Create a WooCommerce element instance").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sap_hosts_an_element_is_called_connector() {
    let Some(page) = Page::open().await else { return };
    page.choose("API host", "SAP Open Connectors EU10").await;
    page.wait_for("heading", "Create a WooCommerce connector instance").await;
    page.wait_for("combobox", "Connector").await;
    page.choose_host("https://api.openconnectors.ext.hanatrial.ondemand.com").await;
    page.wait_for("heading", "Create a WooCommerce connector instance").await;
    page.choose_host("https://api.example.com").await;
    page.wait_for("heading", "Create a WooCommerce element instance").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_says_which_element_it_is_for() {
    let Some(page) = Page::open().await else { return };
    let address = page.address().await;
    page.goto("about:blank").await;
    page.goto(&format!("{address}#element=bigcommerce&store-url=https%3A%2F%2Fs.example&name=n")).await;
    page.wait_for("heading", "Create a BigCommerce element instance").await;
    page.wait_for_text("Filled in from the link: Element, API Path, Name.").await;
    assert_eq!(page.value_of("API Path").await, "https://s.example");
    page.goto("about:blank").await;
    page.goto(&format!("{address}#element=other&name=m")).await;
    page.wait_for_text("Skipped because the value is invalid: Element.").await;
    page.wait_for("heading", "Create a BigCommerce element instance").await;
    page.close().await;
}
