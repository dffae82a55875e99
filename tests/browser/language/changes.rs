//! Changing the language while the form is in use.

use serde_json::json;

use super::{assert_german, open, serve};
use crate::fill_required;

/// An open dialog keeps the pasted text; an open confirmation and the message about a link are translated.
#[tokio::test(flavor = "multi_thread")]
async fn open_dialogs_and_questions_survive_a_change_of_language() {
    let Some(page) = open("en").await else { return };
    let speak = async |language: &str| {
        page.set_property("lang", &json!(language)).await;
        page.wait_for_value("language", language).await;
    };
    page.wait_for("button", "Create Instance").await;
    // The message about links appears when the user turns to the form.
    page.fill("User Secret", "dXNlcg==").await;
    page.follow_fragment("name=n&callback-url=none&host=x").await;
    page.wait_for_text("Filled in from the link: Name. Skipped").await;

    page.click("button", "Import…").await;
    page.fill("Command or JSON", "curl -X POST https://api.cloud-elements.com/elements/api-v2/instances").await;
    page.wait_for_text("The command has no body").await;
    speak("de").await;
    page.dialog().wait_for_import_text("curl -X POST https://api.cloud-elements.com/elements/api-v2/instances").await;
    page.wait_for_text("Der Befehl hat keinen Body").await;
    assert_german(&page).await;
    page.click("button", "Abbrechen").await;
    page.dialog().wait_until_closed().await;
    speak("en").await;
    page.wait_for_text("Filled in from the link: Name. Skipped").await;
    assert!(!page.dialog().is_open().await);
    page.click("button", "Import…").await;
    page.dialog().wait_for_import_text("").await;
    page.click("button", "Cancel").await;
    page.click("button", "Keyboard shortcuts").await;
    speak("de").await;
    page.dialog().wait_for_title("Tastenkürzel").await;
    assert_german(&page).await;
    page.click("button", "Schließen").await;

    speak("en").await;
    fill_required(&page).await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    page.create().await;
    page.wait_for_text("This exact request already created instance").await;
    speak("de").await;
    assert_german(&page).await;
    // The confirmation was visible long enough.
    page.wait_until_confirmation_counts().await;
    page.click("button", "Instanz anlegen").await;
    page.outcome().wait_for_instances(2).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unfinished_input_survives_a_change_of_language() {
    let Some(page) = open("en").await else { return };
    page.wait_for("button", "Create Instance").await;
    page.fill("Name", "My store").await;
    page.wait_for("button", "Clear").await;
    page.click("button", "Clear").await;
    page.click("button", "Import…").await;
    page.fill("Command or JSON", r#"{"element":{"key":"woocommercerest"},"name":"Imported"}"#).await;
    page.wait_for("button", "Fill in form").await;
    page.click("button", "Fill in form").await;
    page.wait_for("button", "Undo import").await;
    page.click("switch", "Events Enabled").await;
    page.wait_for("button", "Edit customers").await;
    page.click("button", "Edit customers").await;
    page.click("button", "Add a resource").await;
    page.next_frame().await;
    page.insert_text("invoices").await;
    page.fill("Element Instance Tags", "half").await;

    page.set_property("lang", &json!("de")).await;
    page.wait_for("button", "Import rückgängig machen").await;
    page.wait_for("button", "Leeren rückgängig machen").await;
    page.wait_for("region", "Konfiguration des Event-Pollers für \"customers\"").await;
    let typed = async || [page.field_value("new-resource").await, page.field_value("tags").await];
    assert_eq!(typed().await, ["invoices", "half"]);
    page.insert_text(" a tag").await;
    assert_eq!(typed().await, ["invoices", "half a tag"]);
    assert!(!page.dialog().is_open().await);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_language_replaces_no_element() {
    let Some(page) = open("en").await else { return };
    page.wait_for("button", "Create Instance").await;
    page.fill("User Secret", "dXNlcg==").await;
    page.wait_for("button", "Clear").await;
    // A rejected, an unresolved and a created instance, and all details opened.
    page.click("switch", "Events Enabled").await;
    page.wait_for("button", "Edit customers").await;
    for button in ["Edit customers", "Add a resource", "Edit raw JSON", "Use variables"] {
        page.click("button", button).await;
    }
    page.fill("Element Instance Tags", "mine,").await;
    page.create().await;
    page.wait_for_text("There is a problem").await;
    page.follow_fragment("name=n&callback-url=none&host=x").await;
    page.wait_for_text("Filled in from the link: Name. Skipped").await;
    fill_required(&page).await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    page.choose_host("http://127.0.0.1:9").await;
    page.create().await;
    page.wait_for_text("We don't know if").await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("Couldn't load your instances").await;
    page.open_additional_configuration().await;
    page.click("button", "Add an entry").await;
    page.open_all_details().await;

    // Typing can be undone, a shown secret stays visible, and the focus stays.
    page.click("textbox", "Name").await;
    page.insert_text(" typed").await;
    page.click("button", "Show").await;
    page.mark_elements().await;
    assert_eq!(page.focused_text().await, "Hide");
    page.set_property("lang", &json!("de")).await;
    page.wait_for("button", "Instanz anlegen").await;
    assert_german(&page).await;
    assert_eq!(page.unmarked_elements().await, [""; 0]);
    assert_eq!(page.focused_text().await, "Verbergen");
    let [before, undone] = page.undo_in("name").await;
    assert!(before.ends_with(" typed") && !undone.ends_with(" typed"), "{before:?} {undone:?}");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_selected_language_wins() {
    let Some((page, host)) = serve("en").await else { return };
    host.delay(Some(".txt"));
    page.goto(&host.address).await;
    page.wait_for("button", "Create Instance").await;
    page.choose("Language", "Deutsch").await;
    page.choose("Language", "English").await;
    host.delay(None);
    page.fill("Name", "My store").await;
    page.pause(500).await;
    assert!(page.has("button", "Create Instance").await);
    assert_eq!(page.preferences().await, [("element-instance-form.language".into(), "en".into())]);
    page.choose("Language", "Deutsch").await;
    page.wait_for("button", "Instanz anlegen").await;
    assert_eq!(page.title_and_language().await, ("Elementinstanz für WooCommerce anlegen".into(), "de".into()));
    page.close().await;
}
