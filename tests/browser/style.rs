//! The styles of the form and of the page don't affect each other.

use serde_json::json;

use crate::host::Host;
use crate::page::{Page, Part, Style};

/// Styles that pages apply to known elements, and inherited styles of unknown ones.
const HOSTILE: &str = "
    :root { font-size: 7px; direction: rtl; --accent: red; --space-4: 99px; --text: 40px; --ink: red }
    body { font: italic 900 40px/3 cursive; color: red; text-align: right; visibility: visible; zoom: 1 }
    * { letter-spacing: 5px !important; word-spacing: 9px !important; text-transform: uppercase !important;
        text-indent: 30px !important; line-height: 3 !important; font-style: italic !important;
        font-variant: small-caps !important; white-space: pre !important; cursor: wait !important;
        text-shadow: 1px 1px red !important; list-style: square !important; direction: rtl !important;
        font-family: cursive !important; font-weight: 900 !important;
        color: red !important; text-align: right !important; word-break: break-all !important;
        hyphens: auto !important; border-collapse: collapse !important; quotes: none !important;
        accent-color: red !important; caret-color: red !important; tab-size: 20 !important;
        -webkit-text-fill-color: red !important; -webkit-text-stroke: 1px red !important }
    label, p, input, button, section, fieldset, .field, .page, .columns { display: none !important }
    .request { position: fixed !important }
    button { all: unset }";

/// Returns the differences between two lists of styles.
fn differences(one: &[Style], other: &[Style]) -> Vec<String> {
    assert_eq!(one.len(), other.len());
    let mut differences = Vec::new();
    for (one, other) in one.iter().zip(other) {
        for (name, value) in &one.properties {
            let other = other.properties.get(name);
            if other != Some(value) {
                differences.push(format!("{} {name}: {value} and {other:?}", one.element));
            }
        }
    }
    differences
}

#[tokio::test(flavor = "multi_thread")]
async fn no_style_leaks_in_or_out() {
    let page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    // A column of fixed width, whatever the page's style.
    host.put(
        "/column.css",
        "html { overflow-y: scroll } \
         element-instance-form { display: block; position: absolute; top: 300px; left: 0; width: 800px }",
    );
    host.put("/hostile.css", HOSTILE);
    let column = "<link rel=stylesheet href=/column.css>";
    let own = "<div id=own><h2 class=title>Title</h2><form class=page><label>A <input></label><button>B</button></form>\
               <pre>x</pre></div>";
    let form = "<element-instance-form events=polling></element-instance-form>";
    host.put_page("/tame.html", column, &format!("{own}{form}"));
    let hostile = format!("{column}<link rel=stylesheet href=/hostile.css>");
    host.put_page("/hostile.html", &hostile, &format!("{own}{form}"));
    let mut styles = Vec::new();
    for name in ["tame", "hostile"] {
        page.goto(&format!("{}{name}.html", host.address)).await;
        let before = page.styles_around().await;
        page.load_program().await;
        page.wait_for_part(Part::Resources).await;
        assert_eq!(differences(&before, &page.styles_around().await), [""; 0], "what gets out");
        styles.push(page.styles().await);
    }
    let differences = differences(&styles[0], &styles[1]);
    assert_eq!(differences, [""; 0], "what gets in: {} differences", differences.len());
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_sets_the_theme_and_colours() {
    let mut page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    host.put("/own.css", "#own { --accent: rgb(1, 2, 3) }");
    let body = "<element-instance-form theme=light></element-instance-form>\
                <element-instance-form theme=dark></element-instance-form>\
                <element-instance-form id=own></element-instance-form>";
    let head = "<script type=module src=/embed.js></script><link rel=stylesheet href=/own.css>";
    host.put_page("/page.html", head, body);
    page.goto(&format!("{}page.html", host.address)).await;
    page.use_form("#own");
    page.wait_for_create_button().await;
    let (light, dark) = (["rgb(26, 33, 48)", "rgb(58, 79, 208)"], ["rgb(232, 235, 241)", "rgb(147, 163, 255)"]);
    assert_eq!(page.colours_of_forms().await, [light, dark, [light[0], "rgb(1, 2, 3)"]]);
    // By default the theme follows the user's preference, and the attribute may change it.
    page.prefer(&[("prefers-color-scheme", "dark")]).await;
    page.use_form("[theme=dark]");
    page.set_property("theme", &json!("light")).await;
    let own = [dark[0], "rgb(1, 2, 3)"];
    assert_eq!(page.colours_of_forms().await, [light, light, own]);
    page.use_form("[theme]");
    page.set_property("theme", &json!("auto")).await;
    assert_eq!(page.colours_of_forms().await, [dark, light, own]);
    page.close().await;
}
