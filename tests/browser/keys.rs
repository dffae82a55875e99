//! The page by keyboard alone.

use serde_json::{Value, json};

use crate::page::Page;

/// Presses a key, as a keyboard does.
async fn press(page: &Page, key: &str, modifiers: u8) {
    let (code, number, text) = match key {
        "Tab" => ("Tab".into(), 9, None),
        "Enter" => ("Enter".into(), 13, Some("\r")),
        " " => ("Space".into(), 32, Some(" ")),
        "ArrowRight" => (key.into(), 39, None),
        "ArrowLeft" => (key.into(), 37, None),
        "ArrowDown" => (key.into(), 40, None),
        "Home" => (key.into(), 36, None),
        "End" => (key.into(), 35, None),
        "Escape" => (key.into(), 27, None),
        letter => {
            (format!("Key{}", letter.to_uppercase()), u32::from(letter.to_uppercase().as_bytes()[0]), Some(letter))
        }
    };
    for kind in ["keyDown", "keyUp"] {
        let text = text.filter(|_| kind == "keyDown" && modifiers & 2 == 0).unwrap_or_default();
        let event = json!({ "type": kind, "key": key, "code": code, "windowsVirtualKeyCode": number, "text": text, "modifiers": modifiers });
        page.devtools("Input.dispatchKeyEvent", event).await;
    }
}

/// The name of what has the focus, and whether it is seen: nothing lies over it.
async fn focused(page: &Page) -> (String, bool) {
    let script = "let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; \
         const { left, top, width, height } = at.getBoundingClientRect(); const root = at.getRootNode(); \
         const over = root.elementFromPoint(left + width / 2, Math.min(top + height / 2, innerHeight - 1)); \
         const name = at.ariaLabel ?? at.labels?.[0]?.textContent ?? at.textContent; \
         return [name.trim(), at === document.body || at.contains(over) || !!over?.closest('label') ]";
    let found: (String, bool) = serde_json::from_value(page.run(script).await).unwrap();
    found
}

/// Goes on with Tab until what has that name has the focus.
async fn tab_to(page: &Page, name: &str) {
    for _ in 0..60 {
        press(page, "Tab", 0).await;
        let (focused, is_seen) = focused(page).await;
        assert!(is_seen, "{focused:?} has the focus and lies under something");
        if focused == name {
            return;
        }
    }
    panic!("no {name:?} by Tab");
}

async fn write(page: &Page, name: &str, text: &str) {
    tab_to(page, name).await;
    page.devtools("Input.insertText", json!({ "text": text })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_job_without_a_mouse() {
    let Some(page) = Page::open().await else { return };
    page.run("document.body.tabIndex = -1; document.body.focus()").await;
    tab_to(&page, "API host").await;
    for letter in ["l", "o"] {
        press(&page, letter, 0).await;
    }
    page.wait_for_text(&format!("--url '{}/instances'", page.api)).await;
    write(&page, "User Secret", "dXNlcg==").await;
    tab_to(&page, "Show").await;
    write(&page, "Organization Secret", "0123456789abcdef").await;
    write(&page, "Name", "By keyboard").await;
    write(&page, "The Store URL", "https://mycoolstore.com").await;
    write(&page, "OAuth API Key", "ck_1").await;
    write(&page, "OAuth API Secret", "cs_1").await;
    tab_to(&page, "Events Enabled").await;
    press(&page, " ", 0).await;
    tab_to(&page, "polling").await;
    press(&page, "ArrowDown", 0).await;
    page.wait_for_text("\"webhook\"").await;
    write(&page, "Event Notification Callback URL", "https://mycoolapp.com/events").await;
    write(&page, "Element Instance Tags", "Docs").await;
    press(&page, "Enter", 0).await;
    tab_to(&page, "Create Instance").await;
    press(&page, "Enter", 0).await;
    page.wait_for("region", "Instance created").await;
    // The focus is where the token is.
    assert_eq!(focused(&page).await.0, "Instance created");
    let [sent] = page.sandbox.bodies().try_into().expect("one request");
    let sent: Value = serde_json::from_slice(&sent).unwrap();
    assert_eq!((&sent["name"], &sent["tags"]), (&json!("By keyboard"), &json!(["Docs"])));
    assert_eq!(sent["configuration"]["event.vendor.type"], "webhook");
    tab_to(&page, "Copy token").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_do_what_their_list_says() {
    let Some(page) = Page::open().await else { return };
    page.run("window.copied = []; navigator.clipboard.writeText = (text) => { copied.push(text); return Promise.resolve(); }").await;
    let open = format!("{}.querySelector('dialog[open] h2')?.textContent", page.form);
    let shows = |what: &str| format!("{open} === '{what}'");
    let is_closed = format!("!{}.querySelector('dialog[open]')", page.form);
    press(&page, "?", 0).await;
    page.wait_until(&shows("Keyboard shortcuts")).await;
    // A dialog's keys are its own.
    press(&page, "i", 0).await;
    press(&page, "Escape", 0).await;
    page.wait_until(&is_closed).await;
    press(&page, "i", 0).await;
    page.wait_until(&shows("Import")).await;
    press(&page, "Escape", 0).await;
    page.wait_until(&is_closed).await;
    press(&page, "c", 0).await;
    page.wait_until("copied[0]?.startsWith('curl ')").await;
    // In a field they are letters; with Ctrl they are the browser's.
    page.fill("Name", "ci?").await;
    assert_eq!(page.value_of("Name").await, "ci?");
    press(&page, "Enter", 2).await;
    page.wait_for_text("There is a problem").await;
    // From within a field, too, it leads to where the token is.
    crate::fill_required(&page).await;
    press(&page, "Enter", 2).await;
    page.wait_for("region", "Instance created").await;
    page.wait_until(&format!("{}.activeElement?.textContent === 'Instance created'", page.form)).await;
    page.run(&format!("{}.activeElement.blur()", page.form)).await;
    press(&page, "c", 2).await;
    assert_eq!(page.run(&format!("return [copied.length, {is_closed}]")).await, json!([1, true]));

    // Whoever dictates switches them off, for good.
    press(&page, "?", 0).await;
    page.wait_until(&shows("Keyboard shortcuts")).await;
    page.click("checkbox", "Use single-key shortcuts (outside text fields)").await;
    page.click("button", "Close").await;
    press(&page, "i", 0).await;
    page.run("return new Promise((next) => setTimeout(next, 300))").await;
    assert_eq!(page.run(&format!("return {is_closed}")).await, true);
    page.reload().await;
    press(&page, "?", 0).await;
    page.run("return new Promise((next) => setTimeout(next, 300))").await;
    assert_eq!(page.run(&format!("return {is_closed}")).await, true);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tabs_choose_what_of_the_request_is_shown() {
    let Some(page) = Page::open().await else { return };
    let shown = "const seen = (element) => element?.checkVisibility() ?? false; const root = document.querySelector('element-instance-form').shadowRoot; \
         return [root.activeElement?.textContent, root.querySelector('[role=tabpanel]').ariaLabelledByElements?.[0]?.textContent ?? '', \
                 seen(root.querySelector('[part=command]')), seen(root.querySelector('[part=body]'))]";
    let is = async |tab: &str, command: bool, body: bool| {
        assert_eq!(page.run(shown).await, json!([tab, tab, command, body]));
    };
    page.run(&format!("{}.getElementById('tab-all').focus()", page.form)).await;
    is("All", true, true).await;
    press(&page, "ArrowRight", 0).await;
    is("Command", true, false).await;
    press(&page, "ArrowRight", 0).await;
    is("Body", false, true).await;
    press(&page, "End", 0).await;
    is("Answer", false, false).await;
    page.wait_for_text("No response yet. Select Create Instance to send the request.").await;
    press(&page, "ArrowRight", 0).await;
    is("All", true, true).await;
    press(&page, "ArrowLeft", 0).await;
    is("Answer", false, false).await;
    press(&page, "Home", 0).await;
    press(&page, "ArrowRight", 0).await;
    is("Command", true, false).await;
    // One of the tabs is in the order of Tab, and what a press leads to is seen.
    assert_eq!(
        page.run(&format!("return {}.querySelectorAll('[role=tab][tabindex=\"0\"]').length", page.form)).await,
        1
    );
    crate::fill_required(&page).await;
    page.click("button", "Create Instance").await;
    page.wait_until(&format!("{}.querySelector('.created')?.checkVisibility()", page.form)).await;
    page.close().await;
}
