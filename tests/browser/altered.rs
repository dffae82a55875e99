//! The page rejects altered files and reports them.

use crate::host::Host;
use crate::import::PROGRAM;
use crate::page::{Page, Part};

/// Changes the content of a file.
type Alteration = fn(&mut Vec<u8>);

/// A file of the site that is altered.
struct AlteredFile {
    /// The start of its path.
    start: &'static str,
    /// The end of its path.
    end: &'static str,
    alter: Alteration,
}

/// Changes a byte in the middle.
#[allow(clippy::ptr_arg, reason = "it is an Alteration")]
fn alter(bytes: &mut Vec<u8>) {
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
}

/// Appends code that would run.
fn append(bytes: &mut Vec<u8>) {
    bytes.extend(b"\nglobalThis.altered = true");
}

/// Opens the page and types a name.
async fn type_a_name(page: &mut Page, host: &Host) {
    page.goto(&host.address).await;
    page.use_prerendered_form();
    page.fill("Name", "typed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_altered_file_is_rejected_and_no_input_is_lost() {
    let mut page = Page::open_empty().await;
    let files = [
        AlteredFile { start: "/app", end: ".js", alter },
        AlteredFile { start: "/app", end: ".js", alter: append },
        AlteredFile { start: "/app", end: ".wasm", alter },
        AlteredFile { start: "/style", end: ".css", alter },
    ];
    for AlteredFile { start, end, alter } in files {
        let Some(host) = Host::serve(&page, "/").await else { return };
        let path = host.path(start, end);
        let mut right = Vec::new();
        host.alter(&path, |bytes| {
            right.clone_from(bytes);
            alter(bytes);
        });
        type_a_name(&mut page, &host).await;
        page.use_form("element-instance-form");
        page.wait_for_part(Part::Alert).await;
        let messages = page.text_of_role("alert", "").await;
        assert!(
            messages.starts_with("The form could not start: a file is missing, was changed"),
            "{start}: {messages}"
        );
        assert!(!page.has_global("altered").await, "{start}{end} was run");
        page.use_prerendered_form();
        assert_eq!(page.value_of("Name").await, "typed", "{start}");
        assert_eq!(page.count_of(Part::Starting).await, 0, "reported once");

        // Reloading helps once the file is restored, although browsers may cache files for ever.
        host.alter(&path, |bytes| *bytes = right);
        page.client.refresh().await.unwrap();
        page.use_form("element-instance-form");
        page.wait_for_part(Part::Page).await;
    }
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_altered_file_is_rejected_in_an_embedding_page() {
    let page = Page::open_empty().await;
    let files = [
        AlteredFile { start: "/app", end: ".js", alter: append },
        AlteredFile { start: "/app", end: ".wasm", alter },
        AlteredFile { start: "/style", end: ".css", alter: append },
    ];
    for AlteredFile { start, end, alter } in files {
        let Some(host) = Host::serve(&page, "/").await else { return };
        host.alter(&host.path(start, end), alter);
        let form = "<element-instance-form></element-instance-form>";
        host.put_page("/page.html", "<script type=module src=/embed.js></script>", form);
        page.goto(&format!("{}page.html", host.address)).await;
        page.wait_for_text("The form could not start").await;
        assert!(!page.has_global("altered").await, "{start}{end} was run");
        let messages = page.all_text().await;
        assert!(messages.starts_with("The form could not start"), "{start}{end}: {messages}");
    }
    page.close().await;
}

/// If no script runs, the style sheet shows the error after a delay.
#[tokio::test(flavor = "multi_thread")]
async fn an_altered_page_or_script_is_reported_by_the_style() {
    let mut page = Page::open_empty().await;
    let Some(script) = Host::serve(&page, "/").await else { return };
    script.alter("/embed.js", append);
    let index = Host::serve(&page, "/").await.unwrap();
    index.alter("/index.html", |bytes| {
        let at = bytes.windows(13).position(|bytes| bytes == b"src=\"./embed.").unwrap();
        let at = at + bytes[at..].windows(7).position(|bytes| bytes == b"sha384-").unwrap() + 10;
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
    });
    for host in [script, index] {
        type_a_name(&mut page, &host).await;
        assert_eq!(page.style_of(Part::Starting, "visibility").await, "hidden");
        page.finish_animations().await;
        assert_eq!(page.style_of(Part::Starting, "visibility").await, "visible");
        let messages = page.visible_text_of(Part::Starting).await;
        assert!(messages.starts_with("The form has not started yet."), "{messages}");
        assert_eq!(page.value_of("Name").await, "typed");
        assert!(page.command_pane().text().await.starts_with("curl --request 'POST'"));
        assert!(!page.has_global("altered").await);
    }
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_parts_with_the_fields_of_events_can_be_loaded_again() {
    let mut page = Page::open_empty().await;
    for part in ["/deferred", "/events"] {
        let Some(host) = Host::serve(&page, "/").await else { return };
        let path = host.path(part, ".wasm");
        host.alter(&path, alter);
        page.goto(&host.address).await;
        page.use_form("element-instance-form");
        page.fill("Name", "typed").await;
        page.click("switch", "Events Enabled").await;
        let messages = page.text_of_role("alert", "").await;
        assert!(messages.starts_with("Part of the page didn't load."), "{part}: {messages}");
        page.click("button", "Try again").await;
        page.wait_for("alert", "").await;
        host.alter(&path, alter);
        page.click("button", "Try again").await;
        page.wait_for("group", "Configure Polling").await;
        assert_eq!(page.value_of("Name").await, "typed");
    }
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_parts_of_an_import_can_be_loaded_again() {
    let mut page = Page::open_empty().await;
    let alterations: [Alteration; 2] = [alter, append];
    for (part, alter) in
        ["/events", "/importer", "/programs"].into_iter().flat_map(|part| alterations.map(|alter| (part, alter)))
    {
        let Some(host) = Host::serve(&page, "/").await else { return };
        let path = host.path(part, ".wasm");
        let mut right = Vec::new();
        host.alter(&path, |bytes| {
            right.clone_from(bytes);
            alter(bytes);
        });
        page.goto(&host.address).await;
        page.use_form("element-instance-form");
        page.fill("Name", "typed").await;
        page.click("button", "Import…").await;
        page.fill("Command or JSON", PROGRAM).await;
        page.dialog().wait_for_notice("Couldn't load the importer.").await;
        page.click("button", "Cancel").await;
        host.alter(&path, |bytes| *bytes = right);
        page.click("button", "Import…").await;
        page.fill("Command or JSON", PROGRAM).await;
        page.wait_for_text("Read as Python, requests").await;
        page.click("button", "Cancel").await;
        assert_eq!(page.value_of("Name").await, "typed");
    }
    page.close().await;
}
