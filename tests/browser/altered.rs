//! A file that is not what it should be is not used, and that is told.

use serde_json::json;

use crate::host::Host;
use crate::page::Page;

const FORM: &str = "document.querySelector('element-instance-form')";

/// What is done to a file.
type Alteration = fn(&mut Vec<u8>);

/// A byte in the middle becomes another.
#[allow(clippy::ptr_arg, reason = "it is an Alteration")]
fn alter(bytes: &mut Vec<u8>) {
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
}

/// Something that runs, were it run.
fn append(bytes: &mut Vec<u8>) {
    bytes.extend(b"\nglobalThis.altered = true");
}

/// Opens the page, and types a name.
async fn type_a_name(page: &mut Page, host: &Host) {
    page.goto(&host.address).await;
    page.form = FORM.into();
    page.fill("Name", "typed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_altered_program_or_style_is_told_and_nothing_typed_is_lost() {
    let mut page = Page::blank(&[], json!({})).await;
    let alterations: [(_, _, Alteration); 4] =
        [("/form", ".js", alter), ("/form", ".js", append), ("/form", ".wasm", alter), ("/style", ".css", alter)];
    for (start, end, alter) in alterations {
        let Some(host) = Host::serve(&page, "/").await else { return };
        let path = host.path(start, end);
        let mut right = Vec::new();
        host.alter(&path, |bytes| {
            right.clone_from(bytes);
            alter(bytes);
        });
        type_a_name(&mut page, &host).await;
        page.wait_until(&format!("{FORM}.shadowRoot?.querySelector('[role=alert]')")).await;
        page.form = format!("{FORM}.shadowRoot");
        let told = page.text_of_role("alert", "").await;
        assert!(told.starts_with("The form could not start: a file is missing, was changed"), "{start}: {told}");
        assert_eq!(page.run("return globalThis.altered").await, json!(null), "{start}{end} was run");
        page.form = FORM.into();
        assert_eq!(page.value_of("Name").await, "typed", "{start}");
        assert_eq!(page.run(&format!("return !!{FORM}.querySelector('.starting')")).await, false, "told once");

        // Once it is right again, reloading helps, though the browser was to keep what it got.
        host.alter(&path, |bytes| *bytes = right);
        page.client.refresh().await.unwrap();
        page.wait_until(&format!("{FORM}.shadowRoot?.querySelector('.page')")).await;
    }
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_page_of_others_an_altered_file_is_not_used_either() {
    let page = Page::blank(&[], json!({})).await;
    let alterations: [(_, _, Alteration); 3] =
        [("/form", ".js", append), ("/form", ".wasm", alter), ("/style", ".css", append)];
    for (start, end, alter) in alterations {
        let Some(host) = Host::serve(&page, "/").await else { return };
        host.alter(&host.path(start, end), alter);
        let form = "<element-instance-form></element-instance-form>";
        host.put_page("/page.html", "<script type=module src=/embed.js></script>", form);
        page.goto(&format!("{}page.html", host.address)).await;
        page.wait_until(&format!("{FORM}.shadowRoot?.querySelector('[role=alert], .page')")).await;
        assert_eq!(page.run("return globalThis.altered").await, json!(null), "{start}{end} was run");
        let told = page.run(&format!("return {FORM}.shadowRoot.textContent")).await;
        assert!(told.as_str().unwrap().starts_with("The form could not start"), "{start}{end}: {told}");
    }
    page.close().await;
}

/// Where nothing runs, the style tells of it after a while.
#[tokio::test(flavor = "multi_thread")]
async fn an_altered_page_or_script_is_told_by_the_style() {
    let mut page = Page::blank(&[], json!({})).await;
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
        let visible = "return getComputedStyle(document.querySelector('.starting')).visibility";
        assert_eq!(page.run(visible).await, "hidden");
        page.run("document.getAnimations().forEach((animation) => animation.finish())").await;
        assert_eq!(page.run(visible).await, "visible");
        let told = page.run("return document.querySelector('.starting').innerText").await;
        assert!(told.as_str().unwrap().starts_with("The form has not started yet."), "{told}");
        assert_eq!(page.value_of("Name").await, "typed");
        assert!(page.text_of("region", "cURL command", "code").await.starts_with("curl --request 'POST'"));
        assert_eq!(page.run("return globalThis.altered").await, json!(null));
    }
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_later_is_tried_again() {
    let mut page = Page::blank(&[], json!({})).await;
    for part in ["/rest", "/shared"] {
        let Some(host) = Host::serve(&page, "/").await else { return };
        let path = host.path(part, ".wasm");
        host.alter(&path, alter);
        page.goto(&host.address).await;
        page.form = format!("{FORM}.shadowRoot");
        page.fill("Name", "typed").await;
        page.click("switch", "Events Enabled").await;
        let told = page.text_of_role("alert", "").await;
        assert!(told.starts_with("Part of the page didn't load."), "{part}: {told}");
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
async fn what_reads_commands_is_tried_again() {
    let mut page = Page::blank(&[], json!({})).await;
    let alterations: [Alteration; 2] = [alter, append];
    for alter in alterations {
        let Some(host) = Host::serve(&page, "/").await else { return };
        let path = host.path("/importer", ".wasm");
        let mut right = Vec::new();
        host.alter(&path, |bytes| {
            right.clone_from(bytes);
            alter(bytes);
        });
        page.goto(&host.address).await;
        page.form = format!("{FORM}.shadowRoot");
        page.fill("Name", "typed").await;
        page.click("button", "Import…").await;
        let told = format!("{}.querySelector('dialog[open] .notice')?.textContent", page.form);
        page.wait_until(&format!("{told}?.startsWith('What reads commands could not be loaded.')")).await;
        page.click("button", "Cancel").await;
        host.alter(&path, |bytes| *bytes = right);
        page.click("button", "Import…").await;
        page.paste("Command or JSON", "wget x").await;
        page.wait_for("alert", "").await;
        page.click("button", "Cancel").await;
        assert_eq!(page.value_of("Name").await, "typed");
    }
    page.close().await;
}
