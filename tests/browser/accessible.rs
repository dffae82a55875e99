//! axe finds no violation in any state and theme of the page, and the accessibility tree equals the recorded one.
//!
//! `AXE` names axe's script; `cargo xtask test` sets it. Without it, the axe test is skipped.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::fill_required;
use crate::page::Page;
use crate::skip::skip;

/// The colours that the user sees.
struct Theme {
    name: &'static str,
    /// The preferred colour scheme.
    scheme: &'static str,
    /// `active` if the user forces colours.
    forced_colours: &'static str,
}

const THEMES: [Theme; 3] = [
    Theme { name: "light", scheme: "light", forced_colours: "none" },
    Theme { name: "dark", scheme: "dark", forced_colours: "none" },
    Theme { name: "forced colours", scheme: "dark", forced_colours: "active" },
];

/// Returns axe's findings for a state, in each theme and at two widths.
async fn check_accessibility(page: &Page, state: &str, table: &mut String) {
    for Theme { name: theme, scheme, forced_colours } in THEMES {
        // Checks animated elements at their final position.
        let reduced = ("prefers-reduced-motion", "reduce");
        page.prefer(&[("prefers-color-scheme", scheme), ("forced-colors", forced_colours), reduced]).await;
        for width in [1280, 320] {
            page.resize(width, 900).await;
            let found = page.accessibility_violations().await;
            writeln!(table, "{state:24} {theme:16} {width:5} {:9}", found.len()).unwrap();
            assert_eq!(found, [""; 0], "{state}, {theme}, {width} wide");
            assert!(page.fits_width().await, "{state} is wider than {width}");
        }
    }
    // Text at double size, and right-to-left layout.
    page.resize(320, 900).await;
    page.set_font_size("200%").await;
    assert_eq!(page.elements_outside().await, json!([]), "{state}: outside with large letters");
    page.set_font_size("").await;
    page.set_property("dir", &json!("rtl")).await;
    assert_eq!(page.elements_outside().await, json!([]), "{state}: outside from right to left");
    page.set_property("dir", &json!("")).await;
    for command in ["Emulation.clearDeviceMetricsOverride", "Emulation.setEmulatedMedia"] {
        page.devtools(command, json!({})).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_no_violation_in_any_state_and_theme() {
    let Some(axe) = std::env::var_os("AXE") else {
        return skip("AXE does not name axe's script (cargo xtask test sets it)");
    };
    let Some(page) = Page::open().await else { return };
    page.load_axe(&std::fs::read_to_string(axe).unwrap()).await;
    let mut table = String::from("state                    theme            width  findings\n");
    check_accessibility(&page, "empty", &mut table).await;
    page.fill("Name", "x").await;
    page.wait_for("button", "Clear").await;
    check_accessibility(&page, "begun", &mut table).await;

    page.create().await;
    page.wait_for_text("There is a problem").await;
    check_accessibility(&page, "errors", &mut table).await;

    fill_required(&page).await;
    page.click("button", "Show Optional Fields").await;
    page.click("switch", "Events Enabled").await;
    page.wait_for("group", "Configure Polling").await;
    page.fill("Element Instance Tags", "Docs,").await;
    page.open_additional_configuration().await;
    page.click("button", "Add an entry").await;
    page.fill("Key", "filter.response.nulls").await;
    page.click("button", "Test connection").await;
    page.wait_for_connection_test("The connection works. The API lists 0 instances of this account.").await;
    check_accessibility(&page, "filled", &mut table).await;
    page.click("button", "Fold complete sections").await;
    page.wait_for("button", "Open all sections").await;
    check_accessibility(&page, "folded", &mut table).await;
    page.click("button", "Open all sections").await;
    page.click("button", "Edit customers").await;
    page.wait_for_text("Advanced Filtering").await;
    check_accessibility(&page, "panel open", &mut table).await;
    page.click("button", "Edit raw JSON").await;
    page.fill("Event Poller Resources Configuration", "{\"customers\": {\"url\": \"x\",}}").await;
    page.wait_for("list", "Problems").await;
    check_accessibility(&page, "raw JSON with problems", &mut table).await;
    page.click("switch", "Events Enabled").await;
    page.click("button", "Use variables").await;
    page.wait_for("region", "Set the secrets first").await;
    check_accessibility(&page, "environment", &mut table).await;

    page.click("button", "Import…").await;
    page.fill("Command or JSON", "{\"customers\": {\"url\": \"/hubs/ecommerce/customers\", \"idField\": \"id\",}}")
        .await;
    page.wait_for("list", "Repairs").await;
    check_accessibility(&page, "import dialog", &mut table).await;
    page.click("button", "Fill in form").await;
    page.wait_for("button", "Undo import").await;
    page.blur().await;
    page.type_text("?").await;
    page.wait_for_text("Use single-key shortcuts").await;
    check_accessibility(&page, "shortcuts", &mut table).await;
    page.click("button", "Close").await;

    // A slow request shows its progress.
    page.hold_posts().await;
    page.disable_time_limits().await;
    page.choose("API host", "Local sandbox").await;
    page.create().await;
    page.outcome().wait_for_submission().await;
    check_accessibility(&page, "sending", &mut table).await;
    page.release_posts().await;
    page.wait_for("region", "Instance created").await;
    page.outcome().open_details().await;
    check_accessibility(&page, "created", &mut table).await;
    page.fill("Name", "already-exists").await;
    page.create().await;
    page.outcome().wait_for_failure("refused").await;
    check_accessibility(&page, "refused", &mut table).await;
    page.choose_host("http://127.0.0.1:1").await;
    page.create().await;
    page.wait_for("button", "Stop tracking").await;
    check_accessibility(&page, "not known", &mut table).await;
    page.fill("Name", "another").await;
    page.create().await;
    page.wait_for_text("Before you send this").await;
    check_accessibility(&page, "asked", &mut table).await;
    print!("{table}");
    page.close().await;
}

/// Returns a line for each node of the accessibility tree: its role, name and description.
fn outline(node: &Value, nodes: &[Value], depth: usize, text: &mut String) {
    let value = |name: &str| node[name]["value"].as_str().unwrap_or_default().to_owned();
    let (role, name) = (value("role"), value("name"));
    let is_exposed =
        node["ignored"] != true && !matches!(&*role, "none" | "generic" | "InlineTextBox" | "LineBreak" | "");
    if is_exposed {
        let mut line = format!("{}{role}", "  ".repeat(depth));
        if !name.is_empty() {
            write!(line, " {name:?}").unwrap();
        }
        let messages = ["checked", "disabled", "expanded", "invalid", "pressed", "required", "selected"];
        for property in node["properties"].as_array().into_iter().flatten() {
            let (name, value) = (property["name"].as_str().unwrap_or_default(), &property["value"]["value"]);
            if messages.contains(&name) && *value != json!(false) && *value != json!("false") {
                write!(line, " {name}={}", value.to_string().trim_matches('"')).unwrap();
            }
        }
        let description = value("description");
        if !description.is_empty() {
            write!(line, " ({description})").unwrap();
        }
        writeln!(text, "{line}").unwrap();
        if matches!(&*role, "StaticText" | "button" | "option" | "tab" | "code") {
            return;
        }
    }
    for id in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = nodes.iter().find(|other| other["nodeId"] == *id) {
            outline(child, nodes, depth + usize::from(is_exposed), text);
        }
    }
}

/// Compares the accessibility tree with the recorded one. `cargo xtask screenshots` records it again; review the
/// difference before committing it.
#[tokio::test(flavor = "multi_thread")]
async fn a_screen_reader_gets_the_recorded_tree() {
    let Some(page) = Page::open_without_pointer().await else { return };
    let compare = async |state: &str| {
        let tree = page.devtools("Accessibility.getFullAXTree", json!({})).await;
        let nodes = tree["nodes"].as_array().unwrap();
        let mut text = String::new();
        outline(&nodes[0], nodes, 0, &mut text);
        let mut text = text.replace(&page.api, sandbox::DEFAULT_API);
        // Every token is random.
        if let [_, token] = &*page.outcome().created_values().await {
            text = text.replace(token, "TOKEN");
        }
        let text = without_times(&text);
        let file = format!("{}/tests/data/accessible/{state}.txt", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("SCREENSHOTS").is_some() {
            std::fs::create_dir_all(std::path::Path::new(&file).parent().unwrap()).unwrap();
            std::fs::write(&file, &text).unwrap();
        }
        let recorded = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(recorded == text, "{state}: what a screen reader is given has changed. It is now:\n{text}");
    };
    compare("empty").await;
    page.fill("User Secret", "a,b").await;
    page.click("switch", "Events Enabled").await;
    page.wait_for("group", "Configure Polling").await;
    page.wait_for("button", "Clear").await;
    page.create().await;
    page.wait_for_text("There is a problem").await;
    compare("errors").await;
    fill_required(&page).await;
    page.click("button", "Edit customers").await;
    page.wait_for_text("Advanced Filtering").await;
    compare("panel").await;
    page.click("button", "Edit customers").await;
    page.click("button", "Edit raw JSON").await;
    page.fill("Event Poller Resources Configuration", "{\"customers\": {\"url\": \"x\",}}").await;
    page.wait_for("list", "Problems").await;
    compare("problems").await;
    page.click("button", "Edit raw JSON").await;
    page.click("button", "Import…").await;
    page.fill("Command or JSON", "{\"customers\": {\"url\": \"/hubs/ecommerce/customers\", \"idField\": \"id\",}}")
        .await;
    page.wait_for("list", "Repairs").await;
    compare("import").await;
    page.click("button", "Fill in form").await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    compare("created").await;
    page.close().await;
}

/// Replaces the time of the response, which follows the last separator of a line: ` · 04:10 AM`, or in the list of
/// created instances `127.0.0.1, 11/29/2026, 4:10:22 AM`.
fn without_times(text: &str) -> String {
    let line = |line: &str| {
        let start = line.rfind(" · ").map(|at| at + " · ".len());
        let start = start.or_else(|| line.find("127.0.0.1, ").map(|at| at + "127.0.0.1, ".len()));
        let is_time = |rest: &&str| rest.contains(':') && rest.trim_end_matches('"').ends_with('M');
        match start.filter(|at| is_time(&&line[*at..])) {
            Some(at) => format!("{}TIME\"\n", &line[..at]),
            None => format!("{line}\n"),
        }
    };
    text.lines().map(line).collect()
}
