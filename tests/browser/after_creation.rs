//! The page after an instance was created: its credentials, the list in the tab, and the hosts and theme of the
//! standalone page.

use crate::fill_required;
use crate::page::Page;

#[tokio::test(flavor = "multi_thread")]
async fn a_second_instance_is_created_and_both_are_listed() {
    let Some(page) = Page::open().await else { return };
    page.record_clipboard().await;
    fill_required(&page).await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    let env = page.copy_by("Copy as .env").await;
    let token = env.lines().find_map(|line| line.strip_prefix("CE_ELEMENT_TOKEN=")).expect("a token").to_owned();
    let expected = format!(
        "CE_BASE_URL={}\nCE_USER_SECRET=dXNlcg==\nCE_ORGANIZATION_SECRET=0123456789abcdef\nCE_INSTANCE_ID=12345\n\
         CE_ELEMENT_TOKEN={token}\n",
        page.api
    );
    assert_eq!(env, expected);
    let json: serde_json::Value = serde_json::from_str(&page.copy_by("Copy as JSON").await).unwrap();
    assert_eq!((json["id"].as_str(), json["token"].as_str()), (Some("12345"), Some(&*token)));

    page.click("button", "Create another").await;
    assert_eq!(page.value_of("Name").await, "");
    assert_eq!(page.value_of("User Secret").await, "");
    assert_eq!(page.sandbox.bodies().len(), 1, "nothing is sent");
    page.click("button", "Undo clear").await;
    page.fill("Name", "Second store").await;
    page.create().await;
    let name = "Instances created in this tab";
    page.wait_for_created_list(2).await;
    let listed = page.text_of("region", name, "ul").await;
    let lines: Vec<_> = listed.lines().collect();
    assert!(lines[0].starts_with("Second store: ID 12346, 127.0.0.1, "), "{listed}");
    assert!(lines[1].starts_with("Bob's \"store\" €: ID 12345, 127.0.0.1, "), "{listed}");
    assert!(!listed.contains(&token));

    page.reload().await;
    page.wait_for("region", name).await;
    page.click("button", "Clear").await;
    page.wait_gone("region", name).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_standalone_page_remembers_hosts_and_theme() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.record_clipboard().await;
    let other = page.api.replace("127.0.0.1", "localhost");
    page.choose_host(&other).await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    page.choose("Theme", "Dark").await;
    page.copy_by("Copy token").await;
    // Another path has no draft.
    page.go_to_path("/index.html").await;
    assert_eq!(page.value_of("Host URL").await, other);
    assert_eq!(page.selected("Theme").await, "dark");
    page.click("button", "Clear").await;
    let preferences = page.preferences().await;
    assert!(preferences.iter().all(|(key, _)| !key.contains("hosts")), "{preferences:?}");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_is_new_until_it_was_shown() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.hold_posts().await;
    page.create().await;
    page.select_tab("Command").await;
    assert!(page.all("#tab-response[aria-description]").await.is_empty());
    page.release_posts().await;
    page.wait_for_text("Instance created").await;
    assert_eq!(page.all("#tab-response[aria-description]").await.len(), 1);
    page.select_tab("Response").await;
    page.select_tab("Command").await;
    assert!(page.all("#tab-response[aria-description]").await.is_empty(), "it was shown");
    page.close().await;
}

/// The browser takes it from the system's settings, and its formatters reject it.
#[tokio::test(flavor = "multi_thread")]
async fn a_posix_locale_does_not_stop_the_page() {
    let Some(page) = Page::open().await else { return };
    page.run("Object.defineProperty(navigator, 'language', { value: 'en-US@posix' })").await;
    fill_required(&page).await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    page.click("button", "Create another").await;
    assert_eq!(page.value_of("Name").await, "");
    page.close().await;
}
