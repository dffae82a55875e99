//! The parts of the app that load later: when they load, and what waits for them.

use serde_json::json;

use crate::host::Host;
use crate::import::PROGRAM;
use crate::page::Page;
use crate::{enable_events, fill_required};

/// A polling configuration that is no JSON.
const BROKEN: &str = "{\"orders\": }";

/// Opens the page from a host that delays a part; `None` without a site to test.
async fn open(delayed: Option<&str>) -> Option<(Page, Host)> {
    let mut page = Page::open_empty().await;
    let host = Host::serve(&page, "/").await?;
    host.delay(delayed.map(|part| &*host.path(part, ".wasm").leak()));
    page.goto(&host.address).await;
    page.use_form("element-instance-form");
    Some((page, host))
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_load_while_the_form_is_filled_in() {
    let mut page = Page::open_empty_without_pointer().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    let loaded = || {
        let parts = ["deferred", "events", "submission", "importer"];
        let is_loaded = |part: &&str| host.request_counts().contains_key(&host.path(&format!("/{part}"), ".wasm"));
        parts.into_iter().filter(is_loaded).collect::<Vec<_>>()
    };
    page.goto(&host.address).await;
    page.use_form("element-instance-form");
    page.wait_for("button", "Create Instance").await;
    assert_eq!(loaded(), [""; 0]);
    page.fill("Name", "Store").await;
    page.wait_for("button", "Clear").await;
    assert_eq!(loaded(), ["deferred"]);
    page.click("switch", "Events Enabled").await;
    page.wait_for("group", "Configure Polling").await;
    assert_eq!(loaded(), ["deferred", "events"]);
    page.create().await;
    page.wait_for("alert", "").await;
    assert_eq!(loaded(), ["deferred", "events", "submission"]);
    page.close().await;
}

/// Leaves a draft with this polling configuration, and then the page.
async fn leave_draft(page: &mut Page, host: &Host, configuration: &str) {
    page.goto(&host.address).await;
    page.use_form("element-instance-form");
    fill_required(page).await;
    enable_events(page, "polling").await;
    page.click("button", "Edit raw JSON").await;
    page.fill("Event Poller Resources Configuration", configuration).await;
    page.click("button", "Edit raw JSON").await;
    page.dispatch_pagehide().await;
    page.devtools("Network.clearBrowserCache", json!({})).await;
    page.goto("about:blank").await;
}

/// Asserts that the page lists the error of [`BROKEN`] and has sent nothing.
async fn assert_rejected(page: &Page) {
    let summary = page.text_of("alert", "", "ul").await;
    assert!(summary.contains("line 1"), "{summary}");
    assert_eq!(page.sandbox.bodies().len(), 0);
}

/// The part of events checks a configuration that a draft restores. Without the part, nothing is sent.
#[tokio::test(flavor = "multi_thread")]
async fn the_configuration_of_a_draft_is_checked_before_it_is_sent() {
    let mut page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    leave_draft(&mut page, &host, BROKEN).await;
    let path = host.path("/events", ".wasm");
    host.reply(&path, 404, b"", usize::MAX);
    page.goto(&host.address).await;
    page.wait_for_text("Part of the page didn't load.").await;
    // The secrets are no part of the draft.
    fill_required(&page).await;
    let body = page.text_of("region", "Request body", "code").await;
    assert!(body.contains("<EVENT_POLLER_CONFIGURATION>"), "{body}");
    page.create().await;
    page.wait_for("button", "Create Instance").await;
    page.pause(300).await;
    assert_eq!(page.sandbox.bodies().len(), 0);

    host.reply(&path, 200, b"", 0);
    page.click("button", "Try again").await;
    page.wait_for("group", "Configure Polling").await;
    page.pause(300).await;
    assert_eq!(page.sandbox.bodies().len(), 0, "an attempt ends with the failure");
    page.create().await;
    assert_rejected(&page).await;
    page.close().await;
}

/// An attempt that failed leaves nothing that sends a later one before its check.
#[tokio::test(flavor = "multi_thread")]
async fn a_failed_attempt_sends_no_later_one() {
    let mut page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    leave_draft(&mut page, &host, BROKEN).await;
    let (events, submission) = (host.path("/events", ".wasm"), host.path("/submission", ".wasm"));
    host.delay(Some(events.leak()));
    host.reply(&submission, 404, b"", usize::MAX);
    page.goto(&host.address).await;
    page.wait_for("button", "Clear").await;
    page.click("switch", "Events Enabled").await;
    fill_required(&page).await;
    page.create().await;
    page.wait_for_text("Part of the page didn't load. Nothing was sent.").await;
    page.click("switch", "Events Enabled").await;
    host.reply(&submission, 200, b"", 0);
    page.create().await;
    // The first attempt waited for this part.
    page.click("button", "Try again").await;
    page.wait_gone("button", "Try again").await;
    page.pause(500).await;
    assert_eq!(page.sandbox.bodies().len(), 0, "the configuration is not checked yet");
    host.delay(None);
    assert_rejected(&page).await;
    page.close().await;
}

/// Fills in the form, starts an attempt whose part `host` holds back, and asserts that Clear ends it.
async fn assert_clear_ends_attempt(page: &Page, host: &Host) {
    fill_required(page).await;
    page.create().await;
    page.wait_for("button", "Creating…").await;
    page.click("button", "Clear").await;
    page.wait_for("button", "Create Instance").await;
    host.delay(None);
    page.pause(500).await;
    assert_eq!(page.sandbox.bodies().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn clear_ends_an_attempt_that_waits_for_its_part() {
    let Some((page, host)) = open(Some("/submission")).await else { return };
    assert_clear_ends_attempt(&page, &host).await;
    assert_eq!(page.all("[role=alert]").await.len(), 0);
    page.close().await;
}

/// The configuration of the draft is valid, so that only its check is missing.
#[tokio::test(flavor = "multi_thread")]
async fn clear_ends_an_attempt_that_waits_for_a_check() {
    let mut page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    leave_draft(&mut page, &host, "{\"orders\": {\"url\": \"/orders\", \"idField\": \"id\"}}").await;
    host.delay(Some(host.path("/events", ".wasm").leak()));
    page.goto(&host.address).await;
    page.wait_for("button", "Clear").await;
    assert_clear_ends_attempt(&page, &host).await;
    page.close().await;
}

/// Without the deferred part, the page says so, and copies no empty command.
#[tokio::test(flavor = "multi_thread")]
async fn a_missing_part_is_told_and_loads_again() {
    let mut page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    let path = host.path("/deferred", ".wasm");
    host.reply(&path, 404, b"", usize::MAX);
    page.goto(&host.address).await;
    page.use_form("element-instance-form");
    page.fill("Name", "Store").await;
    page.wait_for("alert", "").await;
    page.wait_for_text("Part of the page didn't load.").await;
    page.record_clipboard().await;
    page.choose("Shell", "PowerShell 7").await;
    page.click("button", "Copy cURL").await;
    page.wait_for_text("Your browser blocked copying.").await;
    assert_eq!(page.copied().await, [""; 0]);

    host.reply(&path, 200, b"", 0);
    page.click("button", "Try again").await;
    page.wait_for_command("/instances").await;
    page.wait_gone("button", "Try again").await;
    page.close().await;
}

/// Waits until the page has requested the reader of texts.
async fn wait_for_reader_of_texts(page: &Page, host: &Host) {
    while reader_counts(host) != [1, 0] {
        page.pause(50).await;
    }
}

/// The number of requests for the readers of texts and of programs.
fn reader_counts(host: &Host) -> [usize; 2] {
    let counts = host.request_counts();
    ["/texts", "/programs"].map(|part| counts.get(&host.path(part, ".wasm")).copied().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_loads_only_its_reader() {
    let Some((page, host)) = open(None).await else { return };
    page.fill("Name", "Store").await;
    page.click("button", "Import…").await;
    page.fill("Command or JSON", PROGRAM).await;
    page.wait_for_text("Read as Python, requests").await;
    assert_eq!(reader_counts(&host), [0, 1]);
    page.fill("Command or JSON", "{\"orders\": {\"url\": \"/orders\", \"idField\": \"id\"}}").await;
    page.wait_for_text("Fields that change").await;
    assert_eq!(reader_counts(&host), [1, 1]);
    page.close().await;
}

/// Most texts that are pasted outside any field are no requests.
#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_sentence_loads_no_importer() {
    let Some((page, host)) = open(None).await else { return };
    page.fill("Name", "Store").await;
    page.dispatch_paste_outside("someone@example.com").await;
    page.pause(500).await;
    let importer = host.path("/importer", ".wasm");
    assert!(!host.request_counts().contains_key(&importer));
    page.click("button", "Import…").await;
    page.fill("Command or JSON", PROGRAM).await;
    page.wait_for_text("Read as Python, requests").await;
    assert_eq!(page.value_of("Command or JSON").await, PROGRAM);
    page.close().await;
}

/// A text that is pasted outside any field may be no request. The user opens the dialog before its reader says so.
#[tokio::test(flavor = "multi_thread")]
async fn the_dialog_stays_open_while_a_pasted_text_is_read() {
    let Some((page, host)) = open(Some("/texts")).await else { return };
    page.fill("Name", "Store").await;
    page.dispatch_paste_outside("{No request").await;
    wait_for_reader_of_texts(&page, &host).await;
    assert!(!page.dialog().is_open().await);
    page.click("button", "Import…").await;
    page.fill("Command or JSON", PROGRAM).await;
    page.wait_for_text("Read as Python, requests").await;
    host.delay(None);
    page.pause(500).await;
    assert_eq!(page.value_of("Command or JSON").await, PROGRAM);
    page.click("button", "Cancel").await;
    page.dispatch_paste_outside("{No request").await;
    page.pause(500).await;
    assert!(!page.dialog().is_open().await);
    page.close().await;
}

/// The next letters of a secret would get into the dialog.
#[tokio::test(flavor = "multi_thread")]
async fn the_dialog_does_not_open_while_the_user_types() {
    let Some((page, host)) = open(Some("/texts")).await else { return };
    page.dispatch_paste_outside("curl https://api.cloud-elements.com -d '{}'").await;
    wait_for_reader_of_texts(&page, &host).await;
    page.fill("User Secret", "typed").await;
    host.delay(None);
    page.pause(500).await;
    assert!(!page.dialog().is_open().await);
    assert_eq!(page.value_of("User Secret").await, "typed");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_changes_while_its_reader_loads_is_read() {
    let Some((page, host)) = open(Some("/programs")).await else { return };
    page.fill("Name", "Store").await;
    page.click("button", "Import…").await;
    page.fill("Command or JSON", PROGRAM).await;
    page.dialog().wait_for_notice("Loading the importer…").await;
    page.fill("Command or JSON", "{\"orders\": {\"url\": \"/orders\", \"idField\": \"id\"}}").await;
    page.wait_for_text("Fields that change").await;
    assert_eq!(reader_counts(&host), [1, 1]);
    page.fill("Command or JSON", PROGRAM).await;
    page.dialog().wait_for_notice("Loading the importer…").await;
    host.delay(None);
    page.wait_for_text("Read as Python, requests").await;
    page.close().await;
}

/// The dialog keeps the pasted text.
#[tokio::test(flavor = "multi_thread")]
async fn the_importer_loads_again() {
    let mut page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    let (importer, programs) = (host.path("/importer", ".wasm"), host.path("/programs", ".wasm"));
    host.reply(&importer, 404, b"", usize::MAX);
    host.reply(&programs, 404, b"", usize::MAX);
    page.goto(&host.address).await;
    page.use_form("element-instance-form");
    page.click("button", "Import…").await;
    page.wait_for("button", "Try again").await;
    let program = "$body = '{\"element\":{\"key\":\"woocommercerest\"},\"name\":\"N\"}'\nInvoke-RestMethod \
                   https://api.cloud-elements.com/elements/api-v2/instances -Method Post -Body $body\n";
    page.fill("Command or JSON", program).await;
    host.reply(&importer, 200, b"", 0);
    page.click("button", "Try again").await;
    page.dialog().wait_for_notice("Couldn't load the importer.").await;
    host.reply(&programs, 200, b"", 0);
    page.click("button", "Try again").await;
    page.wait_for_text("Read as PowerShell").await;
    assert_eq!(page.value_of("Command or JSON").await, program);
    page.close().await;
}
