//! The form in another language: all of it, by the browser's language or by choice.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::fill_required;
use crate::host::Host;
use crate::page::{Page, dist, listen};
use sandbox::site;

/// The built page in a browser whose language that is.
async fn open(language: &str) -> Option<Page> {
    let dist = dist()?;
    let page = Page::blank(&[], json!({ "intl.accept_languages": language })).await;
    let address = listen(site(&dist, &page.api, page.violations.clone())).await;
    page.goto(&format!("{address}/")).await;
    Some(page)
}

/// What is said in English where German says something else.
fn english() -> BTreeSet<&'static str> {
    let said = |text: &'static str| text.lines().map(|line| line.split_once(" = ").map_or("", |(_, said)| said));
    let both =
        said(include_str!("../../crates/messages/en.txt")).zip(said(include_str!("../../crates/messages/de.txt")));
    let differ = both.filter(|(english, german)| english != german).map(|(english, _)| english);
    // A sign, such as the one between thousands, is no word.
    differ.filter(|english| english.contains(char::is_alphabetic)).collect()
}

/// Fails if something of the form is still said in English: a text, a label, a title.
async fn is_german(page: &Page) {
    let script = format!(
        "const root = {}, said = [];
         const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
         while (walker.nextNode()) said.push(walker.currentNode.data.trim());
         for (const name of ['aria-label', 'aria-valuetext', 'title', 'placeholder'])
           for (const element of root.querySelectorAll(`[${{name}}]`)) said.push(element.getAttribute(name).trim());
         return said",
        page.form
    );
    let said: Vec<String> = serde_json::from_value(page.run(&script).await).unwrap();
    let (english, mut checked) = (english(), 0);
    for text in &said {
        assert!(!english.contains(text.as_str()), "in English: {text}");
        checked += usize::from(!text.is_empty());
    }
    assert!(checked > 50, "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_job_in_german() {
    let Some(page) = open("de-AT,en").await else { return };
    page.wait_for("button", "Instanz anlegen").await;
    is_german(&page).await;
    assert_eq!(page.run(&format!("return {}.querySelector('.page').lang", page.form)).await, "de");
    assert_eq!(page.text_of_role("heading", "Elementinstanz für WooCommerce anlegen").await.lines().count(), 1);

    page.click("button", "Instanz anlegen").await;
    page.wait_for_text("User Secret eingeben").await;
    is_german(&page).await;

    page.choose("API-Host", "Lokale Sandbox").await;
    page.fill("User Secret", "dXNlcg==").await;
    page.fill("Organization Secret", "0123456789abcdef").await;
    page.fill("Name", "Mein Shop").await;
    page.fill("The Store URL", "https://mycoolstore.com").await;
    page.fill("OAuth API Key", "ck_key").await;
    page.fill("OAuth API Secret", "cs_secret").await;
    page.click("switch", "Events Enabled").await;
    page.click("button", "JSON direkt bearbeiten").await;
    page.paste("Event Poller Resources Configuration", "{\"customers\": {\"url\": \"/c\",}}").await;
    page.wait_for_text("Zeile 1, Spalte").await;
    is_german(&page).await;
    page.click("button", "customers bearbeiten").await;
    page.paste(
        "Event Poller Resources Configuration",
        "{\"customers\": {\"url\": \"/c\", \"idField\": \"id\", \"datesConfiguration\": {}}}",
    )
    .await;

    page.click("button", "Importieren…").await;
    page.paste("Befehl oder JSON", "curl -X POST -u a:b https://api.cloud-elements.com/elements/api-v2/instances")
        .await;
    page.wait_for_text("Der Befehl hat keinen Body").await;
    is_german(&page).await;
    page.click("button", "Abbrechen").await;

    page.click("button", "Instanz anlegen").await;
    page.wait_for("region", "Instanz angelegt").await;
    is_german(&page).await;
    assert!(page.violations.reports().is_empty());
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_is_chosen_and_kept_and_nothing_is_lost() {
    let Some(page) = open("fr-FR,en-GB,de").await else { return };
    page.wait_for("button", "Create Instance").await;
    page.fill("Name", "My store").await;
    page.fill("User Secret", "c2VjcmV0").await;
    page.click("switch", "Events Enabled").await;
    page.wait_for("textbox", "Event Notification Callback URL").await;
    page.fill("Element Instance Tags", "one,").await;
    let before = page.text_of("region", "Request body", "code").await;

    page.choose("Language", "Deutsch").await;
    page.wait_for("button", "Instanz anlegen").await;
    is_german(&page).await;
    assert_eq!(page.text_of("region", "Request-Body", "code").await, before);
    assert_eq!(
        (page.value_of("Name").await, page.value_of("User Secret").await),
        ("My store".into(), "c2VjcmV0".into())
    );
    // The choice still has the focus.
    assert_eq!(page.focused().await, "language");
    // Also where something is told that would take it.
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
async fn the_page_around_asks_for_a_language() {
    let Some(page) = open("en-US").await else { return };
    page.wait_for("button", "Create Instance").await;
    page.run("document.querySelector('element-instance-form').lang = 'de-CH'").await;
    page.wait_for("button", "Instanz anlegen").await;
    page.run("document.querySelector('element-instance-form').lang = 'fr'").await;
    page.wait_for("button", "Create Instance").await;
    assert_eq!(page.run("return localStorage.length").await, Value::from(0));
    page.close().await;
}

/// The site on a host whose files can be altered or held back, in a browser whose language that is.
async fn serve(language: &str) -> Option<(Page, Host)> {
    let page = Page::blank(&[], json!({ "intl.accept_languages": language })).await;
    let host = Host::serve(&page, "/").await?;
    Some((page, host))
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_words_the_form_speaks_english_and_says_so() {
    let Some((page, host)) = serve("de").await else { return };
    let words = host.path("/words-de-", ".txt");
    host.alter(&words, |bytes| bytes[0] ^= 1);
    page.goto(&host.address).await;
    page.wait_for("button", "Create Instance").await;
    page.wait_for_text("Couldn't load this language.").await;
    page.fill("Name", "My store").await;
    page.wait_for_text("\"My store\"").await;
    assert_eq!(page.run(&format!("return {}.querySelector('.page').lang", page.form)).await, "en");
    page.choose("Language", "Deutsch").await;
    page.wait_until(&format!("{}.querySelector('#language').value === 'en'", page.form)).await;
    page.wait_for_text("Couldn't load this language.").await;
    assert_eq!(page.run("return localStorage.length").await, Value::from(0));
    // What was altered on its way may come as it is the next time.
    host.alter(&words, |bytes| bytes[0] ^= 1);
    page.choose("Language", "Deutsch").await;
    page.wait_for("button", "Instanz anlegen").await;
    assert_eq!(page.run(&format!("return {}.querySelector('header [role=status]').textContent", page.form)).await, "");
    assert_eq!(page.value_of("Name").await, "My store");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_start_says_so_in_german() {
    let Some((page, host)) = serve("de").await else { return };
    host.alter(&host.path("/form-", ".wasm"), |bytes| bytes[100] ^= 1);
    page.goto(&host.address).await;
    let said = "document.querySelector('element-instance-form').shadowRoot?.textContent";
    page.wait_until(&format!("{said}?.includes('Das Formular konnte nicht starten: Eine Datei fehlt')")).await;
    page.wait_until(&format!("{said}?.includes('und laden Sie die Seite neu.')")).await;
    page.close().await;
}

/// An open dialog stays open, with what was pasted; a question that is open, and what a link did, are said anew.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_open_goes_on_in_another_language() {
    let Some(page) = open("en").await else { return };
    let speak = async |language: &str| {
        page.run(&format!("document.querySelector('element-instance-form').lang = '{language}'")).await;
        page.wait_until(&format!("{}.querySelector('#language').value === '{language}'", page.form)).await;
    };
    page.wait_for("button", "Create Instance").await;
    // What follows links comes when somebody turns to the form.
    page.fill("User Secret", "dXNlcg==").await;
    page.run("location.hash = 'name=n&callback-url=none&host=x'").await;
    page.wait_for_text("Filled in from the link: Name. Skipped").await;

    page.click("button", "Import…").await;
    page.fill("Command or JSON", "curl -X POST https://api.cloud-elements.com/elements/api-v2/instances").await;
    page.wait_for_text("The command has no body").await;
    speak("de").await;
    page.wait_until(&format!(
        "{}.querySelector('dialog[open] #import-text').value === 'curl -X POST https://api.cloud-elements.com/elements/api-v2/instances'",
        page.form
    ))
    .await;
    page.wait_for_text("Der Befehl hat keinen Body").await;
    is_german(&page).await;
    page.click("button", "Abbrechen").await;
    page.wait_until(&format!("!{}.querySelector('dialog[open]')", page.form)).await;
    speak("en").await;
    page.wait_for_text("Filled in from the link: Name. Skipped").await;
    assert_eq!(page.run(&format!("return !!{}.querySelector('dialog[open]')", page.form)).await, false);
    page.click("button", "Import…").await;
    page.wait_until(&format!("{}.querySelector('dialog[open] #import-text').value === ''", page.form)).await;
    page.click("button", "Cancel").await;
    page.click("button", "Keyboard shortcuts").await;
    speak("de").await;
    page.wait_until(&format!("{}.querySelector('dialog[open] #shortcuts-title')", page.form)).await;
    is_german(&page).await;
    page.click("button", "Schließen").await;

    speak("en").await;
    fill_required(&page).await;
    page.click("button", "Create Instance").await;
    page.wait_for("region", "Instance created").await;
    page.click("button", "Create Instance").await;
    page.wait_for_text("This exact request already created instance").await;
    speak("de").await;
    is_german(&page).await;
    // As who has read it.
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    page.click("button", "Instanz anlegen").await;
    page.wait_until(&format!("{}.querySelectorAll('.created').length === 2", page.form)).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_does_not_wait_long_for_its_words() {
    let Some((page, host)) = serve("de").await else { return };
    host.hold(Some(".txt"));
    page.goto(&host.address).await;
    page.wait_for("button", "Create Instance").await;
    page.fill("User Secret", "c2VjcmV0").await;
    page.fill("Name", "My store").await;
    host.hold(None);
    page.wait_for("button", "Instanz anlegen").await;
    assert_eq!(page.value_of("Name").await, "My store");
    assert_eq!(page.focused().await, "name");
    page.devtools("Input.insertText", json!({ "text": "!" })).await;
    assert_eq!(page.value_of("Name").await, "My store!");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_begun_goes_on_in_another_language() {
    let Some(page) = open("en").await else { return };
    page.wait_for("button", "Create Instance").await;
    page.fill("Name", "My store").await;
    page.wait_for("button", "Clear").await;
    page.click("button", "Clear").await;
    page.click("button", "Import…").await;
    page.paste("Command or JSON", r#"{"element":{"key":"woocommercerest"},"name":"Imported"}"#).await;
    page.wait_for("button", "Fill in form").await;
    page.click("button", "Fill in form").await;
    page.wait_for("button", "Undo import").await;
    page.click("switch", "Events Enabled").await;
    page.wait_for("button", "Edit customers").await;
    page.click("button", "Edit customers").await;
    page.click("button", "Add a resource").await;
    page.run("return new Promise(requestAnimationFrame)").await;
    page.devtools("Input.insertText", json!({ "text": "invoices" })).await;
    page.fill("Element Instance Tags", "half").await;

    page.run("document.querySelector('element-instance-form').lang = 'de'").await;
    page.wait_for("button", "Import rückgängig machen").await;
    page.wait_for("button", "Leeren rückgängig machen").await;
    page.wait_for("region", "Konfiguration des Event-Pollers für \"customers\"").await;
    let typed =
        format!("const id = (id) => {}.getElementById(id).value; return [id('new-resource'), id('tags')]", page.form);
    assert_eq!(page.run(&typed).await, json!(["invoices", "half"]));
    page.devtools("Input.insertText", json!({ "text": " a tag" })).await;
    assert_eq!(page.run(&typed).await, json!(["invoices", "half a tag"]));
    assert_eq!(page.run(&format!("return {}.querySelector('dialog[open]')", page.form)).await, Value::Null);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_made_anew_for_another_language() {
    let Some(page) = open("en").await else { return };
    page.wait_for("button", "Create Instance").await;
    page.fill("User Secret", "dXNlcg==").await;
    page.wait_for("button", "Clear").await;
    // Refused and unknown, created and read, with all that can be opened.
    page.click("switch", "Events Enabled").await;
    page.wait_for("button", "Edit customers").await;
    for button in ["Edit customers", "Edit raw JSON", "Add a resource", "Use variables"] {
        page.click("button", button).await;
    }
    page.fill("Element Instance Tags", "mine,").await;
    page.click("button", "Create Instance").await;
    page.wait_for_text("There is a problem").await;
    page.run("location.hash = 'name=n&callback-url=none&host=x'").await;
    page.wait_for_text("Filled in from the link: Name. Skipped").await;
    fill_required(&page).await;
    page.click("button", "Create Instance").await;
    page.wait_for("region", "Instance created").await;
    page.choose_host("http://127.0.0.1:9").await;
    page.click("button", "Create Instance").await;
    page.wait_for_text("We don't know if").await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("Couldn't load your instances").await;
    page.click("button", "Add an entry").await;
    page.run(&format!("for (const details of {}.querySelectorAll('details')) details.open = true", page.form)).await;

    // What is typed can be undone, a secret stays in sight, and the focus where it is.
    page.click("textbox", "Name").await;
    page.devtools("Input.insertText", json!({ "text": " typed" })).await;
    page.click("button", "Show").await;
    let mark = "const root = {form}; for (const element of root.querySelectorAll('*')) element.isOld = true; \
                return root.activeElement.textContent";
    let focused = page.run(&mark.replace("{form}", &page.form)).await;
    assert_eq!(focused, "Hide");
    page.run("document.querySelector('element-instance-form').lang = 'de'").await;
    page.wait_for("button", "Instanz anlegen").await;
    is_german(&page).await;
    let new = "const root = {form}, all = [...root.querySelectorAll('*')]; \
               return all.filter(({ isOld }) => !isOld).map(({ outerHTML }) => outerHTML)";
    assert_eq!(page.run(&new.replace("{form}", &page.form)).await, json!([]));
    assert_eq!(page.run(&format!("return {}.activeElement.textContent", page.form)).await, "Verbergen");
    let undone = "const name = {form}.getElementById('name'), before = name.value; name.focus(); \
                  document.execCommand('undo'); return [before, name.value]";
    let undone = page.run(&undone.replace("{form}", &page.form)).await;
    assert!(undone[0].as_str().is_some_and(|typed| typed.ends_with(" typed")), "{undone}");
    assert!(undone[1].as_str().is_some_and(|typed| !typed.ends_with(" typed")), "{undone}");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_choice_counts() {
    let Some((page, host)) = serve("en").await else { return };
    host.hold(Some(".txt"));
    page.goto(&host.address).await;
    page.wait_for("button", "Create Instance").await;
    page.choose("Language", "Deutsch").await;
    page.choose("Language", "English").await;
    host.hold(None);
    page.fill("Name", "My store").await;
    page.run("return new Promise((resolve) => setTimeout(resolve, 500))").await;
    assert!(page.has("button", "Create Instance").await);
    assert_eq!(page.run("return localStorage['element-instance-form.language']").await, "en");
    page.choose("Language", "Deutsch").await;
    page.wait_for("button", "Instanz anlegen").await;
    assert_eq!(
        page.run("return [document.documentElement.lang, document.title]").await,
        json!(["de", "Elementinstanz für WooCommerce anlegen"])
    );
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_forms_of_a_page_speak_one_language() {
    let Some((page, host)) = serve("en").await else { return };
    let form = |lang| format!("<element-instance-form {lang}></element-instance-form>");
    let script = "<script type=module src=embed.js></script>";
    host.put_page("/two.html", script, &["", "lang=de", "lang=en"].map(form).concat());
    page.goto(&format!("{}two.html", host.address)).await;
    let all = "[...document.querySelectorAll('element-instance-form')].map(({ shadowRoot }) => shadowRoot)";
    page.wait_until(&format!("{all}.every((root) => root?.querySelector('.page')?.lang === 'de')")).await;
    let shown = page.run(&format!("return {all}.map((root) => root.querySelector('#language').value)")).await;
    assert_eq!(shown, json!(["de", "de", "de"]));
    // The one that asks goes, and the next one is asked.
    page.run("document.querySelector('[lang=de]').remove()").await;
    page.wait_until(&format!("{all}.every((root) => root.querySelector('.page').lang === 'en')")).await;
    // The page's own title is none of the form's.
    assert_eq!(page.run("return document.title").await, "Another page");
    page.close().await;
}
