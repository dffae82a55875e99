//! Deferred files that never load, fail, or load as something else.

use serde_json::json;

use super::Attempts;
use crate::fill_required;
use crate::host::Host;
use crate::import::PROGRAM;
use crate::page::{Page, Part};

/// A text that is no program.
const COMMAND: &str = "curl https://api.cloud-elements.com/elements/api-v2/instances -d '{\"name\": \"Store\"}'";

/// The outcome of loading a file.
#[derive(Debug, Clone, Copy)]
enum LoadOutcome {
    Never,
    /// Only the first request hangs.
    NeverAtFirst,
    Error(u16, &'static str),
    Other(&'static str),
}

const OUTCOMES: [LoadOutcome; 7] = [
    LoadOutcome::Never,
    LoadOutcome::NeverAtFirst,
    LoadOutcome::Error(404, ""),
    LoadOutcome::Error(500, "<!doctype html><title>Error</title>"),
    LoadOutcome::Other(""),
    LoadOutcome::Other("<!doctype html><title>Log in</title>"),
    LoadOutcome::Other("\0asm\u{1}\0\0\0"),
];

impl LoadOutcome {
    fn apply(self, host: &Host, path: &str) {
        match self {
            Self::Never => host.delay(Some(String::from(path).leak())),
            Self::NeverAtFirst => host.hang_once(path),
            Self::Error(status, body) => host.reply(path, status, body.as_bytes(), usize::MAX),
            Self::Other(body) => host.reply(path, 200, body.as_bytes(), usize::MAX),
        }
    }

    /// Lets the file load from now on. A request that already hangs keeps hanging.
    fn end(host: &Host, path: &str) {
        host.reply(path, 200, b"", 0);
        host.delay(None);
    }
}

async fn open(page: &mut Page, host: &Host) {
    page.devtools("Network.clearBrowserCache", json!({})).await;
    page.goto("about:blank").await;
    page.goto(&host.address).await;
    page.use_form("element-instance-form");
    page.wait_for("button", "Create Instance").await;
}

async fn open_page() -> Option<(Page, Host)> {
    let page = Page::open_empty().await;
    let host = Host::serve(&page, "/").await?;
    page.shorten_load_limits().await;
    Some((page, host))
}

/// The parts that Create Instance needs.
const PARTS: [&str; 2] = ["/deferred", "/submission"];

/// Users who wait for a part see that it failed to load. Nothing is sent without another press.
#[tokio::test(flavor = "multi_thread")]
async fn a_missing_part_is_reported_and_sends_nothing() {
    let Some((mut page, host)) = open_page().await else { return };
    let mut attempts = Attempts::new("blocked, the rest");
    for outcome in OUTCOMES.into_iter().filter(|outcome| !matches!(outcome, LoadOutcome::NeverAtFirst)) {
        for (part, tab) in PARTS.into_iter().zip(["Both", "Command"]) {
            let path = host.path(part, ".wasm");
            outcome.apply(&host, &path);
            open(&mut page, &host).await;
            fill_required(&page).await;
            page.select_tab(tab).await;
            let before = page.sandbox.bodies().len();
            page.create().await;
            page.wait_for_visible_alert().await;
            let messages = page.text_of_role("alert", "").await;
            let is_reported = messages.starts_with("Part of the page didn't load. Nothing was sent.");
            attempts.note(&format!("{outcome:?}, {tab}: reported"), is_reported, messages);
            let button = page.has("button", "Create Instance").await;
            attempts.note(&format!("{outcome:?}, {tab}: Create can be pressed again"), button, ());
            LoadOutcome::end(&host, &path);
            page.click("button", "Try again").await;
            page.wait_gone("button", "Try again").await;
            page.pause(300).await;
            let sent = page.sandbox.bodies().len() - before;
            attempts.note(&format!("{outcome:?}, {tab}: nothing is sent later"), sent == 0, sent);
            page.create().await;
            page.wait_for("region", "Instance created").await;
            let sent = page.sandbox.bodies().len() - before;
            attempts.note(&format!("{outcome:?}, {tab}: sent once"), sent == 1, sent);
        }
    }
    attempts.finish();
    page.close().await;
}

/// If a part loads late, the form is unchanged, and nothing is sent.
#[tokio::test(flavor = "multi_thread")]
async fn a_late_part_sends_nothing_by_itself() {
    let Some((mut page, host)) = open_page().await else { return };
    let mut attempts = Attempts::new("blocked, late");
    for (presses, part) in (1..=3).zip(PARTS.into_iter().cycle()) {
        let path = host.path(part, ".wasm");
        LoadOutcome::Never.apply(&host, &path);
        open(&mut page, &host).await;
        fill_required(&page).await;
        let before = page.sandbox.bodies().len();
        for press in 1..=presses {
            page.create().await;
            page.wait_for_load_limits(press).await;
            page.wait_for_part(Part::Alert).await;
        }
        LoadOutcome::end(&host, &path);
        page.pause(1000).await;
        let sent = page.sandbox.bodies().len() - before;
        attempts.note(&format!("{presses} presses"), sent == 0, sent);
        page.create().await;
        page.wait_for("region", "Instance created").await;
        let sent = page.sandbox.bodies().len() - before;
        attempts.note(&format!("{presses} presses and one more"), sent == 1, sent);
    }
    attempts.finish();
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_importer_or_reader_is_reported() {
    let Some((mut page, host)) = open_page().await else { return };
    let mut attempts = Attempts::new("blocked, the importer");
    let read_as = "Read as Python, requests";
    let parts = [
        ("/importer", PROGRAM, read_as),
        ("/programs", PROGRAM, read_as),
        ("/texts", COMMAND, "Fields that change: 1 · Repaired: 0 · To check: "),
    ];
    for ((part, text, read), outcome) in parts.into_iter().flat_map(|part| OUTCOMES.map(|outcome| (part, outcome))) {
        let path = host.path(part, ".wasm");
        outcome.apply(&host, &path);
        open(&mut page, &host).await;
        page.fill("Name", "typed").await;
        page.click("button", "Import…").await;
        page.fill("Command or JSON", text).await;
        page.dialog().wait_for_notice("Couldn't load the importer.").await;
        page.click("button", "Cancel").await;
        LoadOutcome::end(&host, &path);
        page.click("button", "Import…").await;
        page.fill("Command or JSON", text).await;
        page.wait_for_text(read).await;
        page.click("button", "Cancel").await;
        let name = page.value_of("Name").await;
        attempts.note(&format!("{part}, {outcome:?}"), name == "typed", name);
    }
    attempts.finish();
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_translations_are_reported() {
    let Some((mut page, host)) = open_page().await else { return };
    let mut attempts = Attempts::new("blocked, words");
    let path = host.path("/messages-de-", ".txt");
    for outcome in OUTCOMES {
        outcome.apply(&host, &path);
        open(&mut page, &host).await;
        page.fill("Name", "typed").await;
        page.choose("Language", "Deutsch").await;
        page.wait_for_text("Couldn't load this language.").await;
        LoadOutcome::end(&host, &path);
        page.choose("Language", "Deutsch").await;
        page.wait_for("button", "Instanz anlegen").await;
        let name = page.value_of("Name").await;
        attempts.note(&format!("{outcome:?}"), name == "typed", name);
        page.choose("Sprache", "English").await;
        page.forget_preferences().await;
    }
    attempts.finish();
    page.close().await;
}
