//! The form in another language, chosen by the browser's preference or by the user.

mod changes;

use std::collections::BTreeSet;

use sandbox::site;
use serde_json::json;

use crate::host::Host;
use crate::page::{Page, dist, listen};

/// Opens the built page in a browser with this language.
async fn open(language: &str) -> Option<Page> {
    let dist = dist()?;
    let page = Page::open_with(&[], json!({ "intl.accept_languages": language })).await;
    let address = listen(site(&dist, &page.api, page.violations.clone())).await;
    page.goto(&format!("{address}/")).await;
    Some(page)
}

/// English texts that differ from the German ones.
fn english_messages() -> BTreeSet<&'static str> {
    let messages =
        |text: &'static str| text.lines().map(|line| line.split_once(" = ").map_or("", |(_, messages)| messages));
    let both = messages(include_str!("../../crates/messages/en.txt"))
        .zip(messages(include_str!("../../crates/messages/de.txt")));
    let differ = both
        .filter(|(english_messages, german)| english_messages != german)
        .map(|(english_messages, _)| english_messages);
    // A sign such as the thousands separator is no text.
    differ.filter(|english_messages| english_messages.contains(char::is_alphabetic)).collect()
}

/// Fails if a text, a label or a title of the form is still English.
async fn assert_german(page: &Page) {
    let messages = page.all_texts().await;
    let (english_messages, mut checked) = (english_messages(), 0);
    for text in &messages {
        assert!(!english_messages.contains(text.as_str()), "in English: {text}");
        checked += usize::from(!text.is_empty());
    }
    assert!(checked > 50, "{messages:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_is_created_in_german() {
    let Some(page) = open("de-AT,en").await else { return };
    page.wait_for("button", "Instanz anlegen").await;
    assert_german(&page).await;
    assert_eq!(page.form_language().await, "de");
    assert_eq!(page.text_of_role("heading", "Elementinstanz für WooCommerce anlegen").await.lines().count(), 1);

    page.click("button", "Instanz anlegen").await;
    page.wait_for_text("User Secret eingeben").await;
    assert_german(&page).await;

    page.choose("API-Host", "Lokale Sandbox").await;
    page.fill("User Secret", "dXNlcg==").await;
    page.fill("Organization Secret", "0123456789abcdef").await;
    page.fill("Name", "Mein Shop").await;
    page.fill("The Store URL", "https://mycoolstore.com").await;
    page.fill("OAuth API Key", "ck_key").await;
    page.fill("OAuth API Secret", "cs_secret").await;
    page.click("switch", "Events aktiviert").await;
    page.click("button", "JSON direkt bearbeiten").await;
    page.fill("Event Poller Resources Configuration", "{\"customers\": {\"url\": \"/c\",}}").await;
    page.wait_for_text("Zeile 1, Spalte").await;
    assert_german(&page).await;
    page.click("button", "JSON direkt bearbeiten").await;
    page.wait_for("button", "customers bearbeiten").await;
    page.click("button", "JSON direkt bearbeiten").await;
    page.fill(
        "Event Poller Resources Configuration",
        "{\"customers\": {\"url\": \"/c\", \"idField\": \"id\", \"datesConfiguration\": {}}}",
    )
    .await;

    page.click("button", "Importieren…").await;
    page.fill("Befehl oder JSON", "curl -X POST -u a:b https://api.cloud-elements.com/elements/api-v2/instances").await;
    page.wait_for_text("Der Befehl hat keinen Body").await;
    assert_german(&page).await;
    page.click("button", "Abbrechen").await;

    page.click("button", "Instanz anlegen").await;
    page.wait_for("region", "Instanz angelegt").await;
    assert_german(&page).await;
    assert!(page.violations.reports().is_empty());
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_selected_language_is_stored_and_no_input_is_lost() {
    let Some(page) = open("fr-FR,en-GB,de").await else { return };
    page.wait_for("button", "Create Instance").await;
    page.fill("Name", "My store").await;
    page.fill("User Secret", "c2VjcmV0").await;
    page.click("switch", "Events Enabled").await;
    page.wait_for("textbox", "Event Notification Callback URL").await;
    page.fill("Element Instance Tags", "one,").await;
    let before = page.body_pane().text().await;

    page.choose("Language", "Deutsch").await;
    page.wait_for("button", "Instanz anlegen").await;
    assert_german(&page).await;
    assert_eq!(page.text_of("region", "Request-Body", "code").await, before);
    assert_eq!(
        (page.value_of("Name").await, page.value_of("User Secret").await),
        ("My store".into(), "c2VjcmV0".into())
    );
    // The select keeps the focus.
    assert_eq!(page.focused().await, "language");
    // Also with a message that would take it.
    page.click("button", "Instanz anlegen").await;
    page.wait_for_text("Es gibt ein Problem").await;
    page.choose("Sprache", "English").await;
    page.wait_for_text("There is a problem").await;
    assert_eq!(page.focused().await, "language");
    page.choose("Language", "Deutsch").await;
    page.wait_for("button", "Instanz anlegen").await;

    page.client.refresh().await.unwrap();
    page.wait_for("button", "Instanz anlegen").await;
    assert_eq!(page.value_of("Name").await, "My store");
    page.choose("Sprache", "English").await;
    page.wait_for("button", "Create Instance").await;
    assert_eq!(page.value_of("Name").await, "My store");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lang_property_sets_the_language() {
    let Some(page) = open("en-US").await else { return };
    page.wait_for("button", "Create Instance").await;
    page.set_property("lang", &json!("de-CH")).await;
    page.wait_for("button", "Instanz anlegen").await;
    page.set_property("lang", &json!("fr")).await;
    page.wait_for("button", "Create Instance").await;
    assert!(page.preferences().await.is_empty());
    page.close().await;
}

/// Serves the site from a host that can alter or delay files, to a browser with this language.
async fn serve(language: &str) -> Option<(Page, Host)> {
    let page = Page::open_with(&[], json!({ "intl.accept_languages": language })).await;
    let host = Host::serve(&page, "/").await?;
    Some((page, host))
}

#[tokio::test(flavor = "multi_thread")]
async fn without_translations_the_form_is_english_and_reports_it() {
    let Some((page, host)) = serve("de").await else { return };
    let words = host.path("/messages-de-", ".txt");
    host.alter(&words, |bytes| bytes[0] ^= 1);
    page.goto(&host.address).await;
    page.wait_for("button", "Create Instance").await;
    page.wait_for_text("Couldn't load this language.").await;
    page.fill("Name", "My store").await;
    page.wait_for_text("\"My store\"").await;
    assert_eq!(page.form_language().await, "en");
    page.choose("Language", "Deutsch").await;
    page.wait_for_value("language", "en").await;
    page.wait_for_text("Couldn't load this language.").await;
    assert!(page.preferences().await.is_empty());
    // The altered file may load correctly next time.
    host.alter(&words, |bytes| bytes[0] ^= 1);
    page.choose("Language", "Deutsch").await;
    page.wait_for("button", "Instanz anlegen").await;
    assert_eq!(page.language_status().await, "");
    assert_eq!(page.value_of("Name").await, "My store");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_cannot_start_says_so_in_german() {
    let Some((page, host)) = serve("de").await else { return };
    host.alter(&host.path("/app-", ".wasm"), |bytes| bytes[100] ^= 1);
    page.goto(&host.address).await;
    page.wait_for_text("Das Formular konnte nicht starten: Eine Datei fehlt").await;
    page.wait_for_text("und laden Sie die Seite neu.").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_starts_in_english_while_translations_load() {
    let Some((page, host)) = serve("de").await else { return };
    host.delay(Some(".txt"));
    page.goto(&host.address).await;
    page.wait_for("button", "Create Instance").await;
    page.fill("User Secret", "c2VjcmV0").await;
    page.fill("Name", "My store").await;
    host.delay(None);
    page.wait_for("button", "Instanz anlegen").await;
    assert_eq!(page.value_of("Name").await, "My store");
    assert_eq!(page.focused().await, "name");
    page.insert_text("!").await;
    assert_eq!(page.value_of("Name").await, "My store!");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_forms_of_a_page_speak_one_language() {
    let Some((mut page, host)) = serve("en").await else { return };
    let form = |lang| format!("<element-instance-form {lang}></element-instance-form>");
    let script = "<script type=module src=embed.js></script>";
    host.put_page("/two.html", script, &["", "lang=de", "lang=en"].map(form).concat());
    page.goto(&format!("{}two.html", host.address)).await;
    page.wait_for_languages("de").await;
    assert_eq!(page.selected_languages().await, ["de", "de", "de"]);
    // The form that requested the language is removed; the next one requests it.
    page.use_form("[lang=de]");
    page.remove_element().await;
    page.wait_for_languages("en").await;
    // The form doesn't translate the title of the page.
    assert_eq!(page.title_and_language().await.0, "Another page");
    page.close().await;
}
