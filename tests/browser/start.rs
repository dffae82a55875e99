//! The prerendered form is usable at once, and input before the program loads counts.

use std::time::Duration;

use serde_json::json;

use crate::host::Host;
use crate::import::PROGRAM;
use crate::page::{Page, Part};
use crate::prerendered::PLACEHOLDERS;

/// Returns the page, with its program delayed.
async fn page_with_delayed_program() -> Option<(Page, Host)> {
    let mut page = Page::open_empty_without_pointer().await;
    let host = Host::serve(&page, "/").await?;
    host.delay(Some(".wasm"));
    page.goto(&host.address).await;
    page.use_prerendered_form();
    Some((page, host))
}

/// Lets the program load.
async fn load_program(page: &mut Page, host: &Host) {
    host.delay(None);
    page.use_form("element-instance-form");
    page.wait_for_part(Part::Page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn input_before_the_program_loads_is_kept() {
    let Some((mut page, host)) = page_with_delayed_program().await else { return };
    page.fill("User Secret", "dXNlcg==").await;
    page.choose("API host", "Other host…").await;
    page.click("switch", "Events Enabled").await;
    page.click("button", "Show Optional Fields").await;
    page.fill("Name", "My store").await;
    page.put_cursor("name", 3).await;
    page.scroll_to(200).await;
    load_program(&mut page, &host).await;

    // The focus and the cursor stay.
    assert_eq!(page.scroll_position().await, 200);
    page.insert_text("new ").await;
    assert_eq!(page.value_of("Name").await, "My new store");
    assert_eq!(page.value_of("User Secret").await, "dXNlcg==");
    assert!(page.has("textbox", "Host URL").await);
    page.wait_for("group", "Configure Polling").await;
    page.fill("Callback Notification Signature Key", "k3y").await;
    page.click("button", "Show secrets").await;
    let body = page.body_pane().text().await;
    page.click("button", "Hide secrets").await;
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["name"], "My new store");
    assert_eq!(body["configuration"]["event.notification.signature.key"], "k3y");
    assert_eq!(body["configuration"]["event.vendor.type"], "polling");
    let masked = page.command_pane().text().await;
    assert!(masked.contains("User •") && !masked.contains("dXNlcg"), "{masked}");
    page.use_prerendered_form();
    assert_eq!(page.count_of(Part::Any).await, 0);
    page.close().await;
}

/// Returns the command and the body that are shown.
async fn shown(page: &Page) -> [String; 2] {
    [page.command_pane().text().await, page.body_pane().text().await]
}

/// Typed values appear at once in the prerendered request, exactly as the program renders them.
#[tokio::test(flavor = "multi_thread")]
async fn the_preview_follows_input_before_the_program_loads() {
    let Some((mut page, host)) = page_with_delayed_program().await else { return };
    assert_eq!(page.style_of(Part::Request, "contentVisibility").await, "hidden", "the fields come first");
    // Counts each placeholder as one mark, so that typed text isn't mistaken for one.
    let mark = |index: usize| ["\u{e000}", "\u{e001}", "\u{e002}", "\u{e003}", "\u{e004}", "\u{e005}"][index];
    let initial = shown(&page).await;
    let marked = initial.clone().map(|text| {
        let placeholders = PLACEHOLDERS.iter().enumerate();
        placeholders
            .fold(text, |text, (index, (_, placeholder))| text.replace(&format!("<{placeholder}>"), mark(index)))
    });
    // For values that need escaping, the placeholder stays until the program has loaded.
    let other = ["it's", "a\"b", "C:\\x", "b,c", "Zoë", "a\u{7f}b", "\u{202e}x", "  ", ""];
    let plain =
        [" a  b ", "$(id)`id`!#%&*;|~", "a</code>&amp;<b>", "<CONSUMER_KEY>", "$&$1$$", "{}[]?=+-._:/@^", "other"];
    for text in other.into_iter().chain(plain) {
        for (id, _) in PLACEHOLDERS {
            page.set_field(id, text, "input").await;
        }
        let expected = [false, true].map(|is_body| {
            let placeholders = PLACEHOLDERS.iter().enumerate();
            placeholders.fold(marked[usize::from(is_body)].clone(), |rendered, (index, (id, placeholder))| {
                let placeholder = format!("<{placeholder}>");
                let value = match *id {
                    _ if !plain.contains(&text) => &*placeholder,
                    "name" => text,
                    // The command masks a secret; the body shows the same mask.
                    id if !id.ends_with("secret") && id != "element-2" => text.trim(),
                    _ if is_body => &*placeholder,
                    _ => "••••••••",
                };
                rendered.replace(mark(index), value)
            })
        });
        assert_eq!(shown(&page).await, expected, "{text:?}");
    }
    assert_eq!(page.style_of(Part::Request, "contentVisibility").await, "visible");
    // With events the request has another shape, so the preview waits for the program.
    page.click("switch", "Events Enabled").await;
    assert_eq!(shown(&page).await, initial);
    page.click("switch", "Events Enabled").await;
    page.choose("API host", "Cloud Elements EU").await;
    let [command, body] = shown(&page).await;
    assert!(command.contains("'https://api.cloud-elements.co.uk/elements/api-v2/instances'"), "{command}");
    load_program(&mut page, &host).await;
    let [rendered, its_body] = shown(&page).await;
    assert_eq!(rendered, command, "the program has it as it was shown");
    assert_eq!(its_body, body.replace("<CONSUMER_SECRET>", "••••••••"));
    page.close().await;
}

/// Input that the preview can't show waits for the program, and none of it is lost.
#[tokio::test(flavor = "multi_thread")]
async fn a_preview_that_needs_the_program_waits_for_it() {
    let Some((mut page, host)) = page_with_delayed_program().await else { return };
    let initial = shown(&page).await;
    page.fill("Name", "My store").await;
    assert!(shown(&page).await[0].contains("My store"));
    page.choose("Shell", "PowerShell 7").await;
    assert_eq!(shown(&page).await, initial);
    page.choose("Shell", "bash / zsh / sh").await;
    assert!(shown(&page).await[0].contains("My store"));
    page.fill("Element Instance Tags", "Test").await;
    assert_eq!(shown(&page).await, initial);
    page.clear_silently("tags").await;
    page.click("button", "Show Optional Fields").await;
    assert_eq!(shown(&page).await, initial);
    page.choose("Shell", "Windows PowerShell 5.1").await;
    load_program(&mut page, &host).await;
    page.wait_for_command("curl.exe").await;
    let [command, _] = shown(&page).await;
    assert!(command.contains("My store"), "{command}");
    page.wait_for("button", "Hide Optional Fields").await;
    page.close().await;
}

/// A form that cannot start shows the documented command, not a partly filled one.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_cannot_start_shows_the_documented_command() {
    let Some((mut page, host)) = page_with_delayed_program().await else { return };
    let initial = shown(&page).await;
    page.fill("User Secret", "u").await;
    assert!(shown(&page).await[0].contains('•'));
    host.alter(&host.path("/app", ".wasm"), |bytes| bytes.truncate(8));
    host.delay(None);
    page.use_form("element-instance-form");
    page.wait_for_part(Part::Alert).await;
    page.use_prerendered_form();
    assert_eq!(shown(&page).await, initial);
    page.close().await;
}

/// A click takes time, and the program may load during it.
#[tokio::test(flavor = "multi_thread")]
async fn a_click_during_the_start_counts() {
    let Some((mut page, host)) = page_with_delayed_program().await else { return };
    let [x, y] = page.middle_of_switch().await;
    let mouse = |kind: &str| json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1 });
    page.devtools("Input.dispatchMouseEvent", mouse("mousePressed")).await;
    host.delay(None);
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(page.count_of(Part::Page).await, 1, "it waits");
    page.devtools("Input.dispatchMouseEvent", mouse("mouseReleased")).await;
    load_program(&mut page, &host).await;
    page.wait_for("group", "Configure Polling").await;
    page.close().await;
}

/// The app's form has a button more for each tag.
#[tokio::test(flavor = "multi_thread")]
async fn a_click_behind_a_typed_tag_counts() {
    let Some((mut page, host)) = page_with_delayed_program().await else { return };
    page.fill("Element Instance Tags", "Docs").await;
    page.click("button", "Create Instance").await;
    load_program(&mut page, &host).await;
    page.wait_for_focus("error-summary").await;
    assert_eq!(page.all(".tag").await.len(), 1);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_focused_button_keeps_the_focus_at_the_start() {
    let Some((mut page, host)) = page_with_delayed_program().await else { return };
    page.focus_field("user-secret").await;
    page.press("Tab").await;
    load_program(&mut page, &host).await;
    page.wait_for_focused_text("Show").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_moved_before_its_program_loads_starts_once() {
    let Some((mut page, host)) = page_with_delayed_program().await else { return };
    page.fill("Name", "My store").await;
    page.click("button", "Show Optional Fields").await;
    page.move_prerendered_element().await;
    page.create().await;
    load_program(&mut page, &host).await;
    assert_eq!(page.value_of("Name").await, "My store");
    assert!(page.has("button", "Hide Optional Fields").await, "pressed once");
    page.wait_for("alert", "").await;
    assert_eq!(page.count_of(Part::Page).await, 1);
    assert!(page.sandbox.bodies().is_empty());
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_layout_does_not_shift_at_the_start() {
    let Some((mut page, host)) = page_with_delayed_program().await else { return };
    let before = page.positions().await;
    assert!(page.layout_shift().await < 0.01);
    load_program(&mut page, &host).await;
    assert_eq!(page.positions().await, before, "each element stays where it was, and as it was");
    assert!(page.layout_shift().await < 0.01);
    // The browser does measure layout shifts.
    page.shift_layout().await;
    assert!(page.layout_shift().await > 0.01);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_file_is_loaded_once_and_cached_for_ever() {
    let page = Page::open_empty_without_pointer().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    let in_use = async || {
        page.fill("Name", "Store").await;
        page.create().await;
        page.click("button", "Import…").await;
        page.fill("Command or JSON", PROGRAM).await;
        page.wait_for_text("Read as Python, requests").await;
        page.fill(
            "Command or JSON",
            "POST https://api.cloud-elements.com/elements/api-v2/instances\n\n{\"name\": \"n\"}",
        )
        .await;
        page.wait_for_text("Read as HTTP").await;
    };
    page.goto(&host.address).await;
    in_use().await;
    let once: Vec<(String, usize)> = host.paths().into_iter().map(|path| (path, 1)).collect();
    assert_eq!(host.request_counts().into_iter().collect::<Vec<_>>(), once);

    // Only files without a hash in their name are requested again.
    page.goto("about:blank").await;
    page.goto(&host.address).await;
    in_use().await;
    let again = host.request_counts().into_iter().filter(|(_, count)| *count > 1);
    assert_eq!(again.collect::<Vec<_>>(), [("/embed.js".to_owned(), 2), ("/index.html".to_owned(), 2)]);
    for path in host.paths().iter().filter(|path| !["/embed.js", "/index.html"].contains(&&***path)) {
        let hash = path.split(['-', '.']).nth(1).unwrap_or_default();
        assert!(hash.len() == 16 && hash.chars().all(|c| c.is_ascii_hexdigit()), "{path} may change");
    }

    // Two forms in an embedding page, too.
    let other = Host::serve(&page, "/").await.unwrap();
    let form = "<element-instance-form></element-instance-form>";
    other.put_page("/page.html", "<script type=module src=/embed.js></script>", &form.repeat(2));
    page.goto(&format!("{}page.html", other.address)).await;
    in_use().await;
    let request_counts = other.request_counts();
    assert!(request_counts.values().all(|count| *count == 1), "{request_counts:?}");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_request_has_the_values_at_the_click() {
    let page = Page::open_empty_without_pointer().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    host.delay(Some(host.path("/deferred", ".wasm").leak()));
    page.goto(&host.address).await;
    page.wait_for("button", "Create Instance").await;
    crate::fill_required(&page).await;
    page.create().await;
    page.fill("Name", "typed later").await;
    assert!(page.sandbox.bodies().is_empty(), "what sends it is still on its way");
    host.delay(None);
    page.wait_for("region", "Instance created").await;
    let [sent] = page.sandbox.bodies().try_into().expect("one press, one request");
    let sent: serde_json::Value = serde_json::from_slice(&sent).unwrap();
    assert_eq!(sent["name"], "Bob's \"store\" €");
    page.close().await;
}
