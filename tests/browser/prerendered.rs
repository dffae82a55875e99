//! The prerendered form equals what the app renders first.
//!
//! `cargo xtask prerender` writes the file, with marks for the preview of the request: an element around each
//! placeholder, whose `data-field` is the ID of the field's control.

#[path = "../../xtask/site/src/prerendered.rs"]
mod file;

use model::url::HOSTS;

use crate::page::Page;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/custom_element/prerendered.html");

/// The advice if the file is out of date.
const ADVICE: &str = "cargo xtask prerender updates src/custom_element/prerendered.html";

/// The placeholder of each field in the request, by the ID of its control.
pub const PLACEHOLDERS: [(&str, &str); 6] = [
    ("user-secret", "USER_SECRET"),
    ("organization-secret", "ORGANIZATION_SECRET"),
    ("element-0", "WEB_STORE_URL"),
    ("element-1", "CONSUMER_KEY"),
    ("element-2", "CONSUMER_SECRET"),
    ("name", "INSTANCE_NAME"),
];

/// The start of a mark.
const MARK: &str = "<span data-field=\"";

#[tokio::test(flavor = "multi_thread")]
async fn the_prerendered_form_equals_the_rendered_one() {
    let Some(page) = Page::open_without_pointer().await else { return };
    let rendered = page.form_html().await;
    let expected = indent(&mark(&rendered));
    if std::env::var_os("PRERENDER").is_some() {
        std::fs::write(FILE, &expected).unwrap();
    }
    let prerendered = std::fs::read_to_string(FILE).unwrap_or_default();
    assert_eq!(without_marks(&file::compact(&prerendered)), rendered, "{ADVICE}");
    assert_eq!(prerendered, expected, "{ADVICE}");
    page.close().await;
}

/// Adds the marks.
fn mark(html: &str) -> String {
    let mut html = html.to_owned();
    for (id, placeholder) in PLACEHOLDERS {
        let text = format!("&lt;{placeholder}&gt;");
        let marked = format!("{MARK}{id}\">{text}</span>");
        // A secret in the body has an element already: the app masks it there.
        html = html.replace(&text, &marked).replace(&format!("<span>{marked}</span>"), &format!("<span>{text}</span>"));
    }
    let host = HOSTS[0].1;
    html.replace(&format!("'{host}/"), &format!("'{MARK}api-host\">{host}</span>/"))
}

/// Removes the marks.
fn without_marks(html: &str) -> String {
    let mut parts = html.split(MARK);
    let mut unmarked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, content) = part.split_once('>').unwrap();
        unmarked += &content.replacen("</span>", "", 1);
    }
    unmarked
}

/// Puts every element on a line of its own, except elements in text. `compact` reverts it.
fn indent(html: &str) -> String {
    let mut lines = Vec::new();
    write_element(html, "", &mut lines);
    let indented = lines.concat();
    assert_eq!(file::compact(&indented), html);
    indented
}

fn write_element(html: &str, indentation: &str, lines: &mut Vec<String>) {
    let start = html.find('>').unwrap() + 1;
    let end = html.rfind("</").unwrap_or(html.len());
    match html.get(start..end).and_then(children) {
        Some(children) if !children.is_empty() && !html.starts_with("<pre") => {
            lines.push(format!("{indentation}{}\n", &html[..start]));
            for child in children {
                write_element(child, &format!("{indentation}  "), lines);
            }
            lines.push(format!("{indentation}{}\n", &html[end..]));
        }
        _ => lines.push(format!("{indentation}{html}\n")),
    }
}

/// Returns the elements that `html` consists of, or `None` if it has text between them.
fn children(mut html: &str) -> Option<Vec<&str>> {
    let mut children = Vec::new();
    while !html.is_empty() {
        let (child, rest) = html.split_at(html.starts_with('<').then(|| element_length(html))?);
        children.push(child);
        html = rest;
    }
    Some(children)
}

/// Returns the length of the element that `html` starts with, in bytes.
fn element_length(html: &str) -> usize {
    let mut end = html.find('>').unwrap() + 1;
    let name = html[1..end - 1].split(' ').next().unwrap();
    if name == "input" {
        return end;
    }
    let (open, close) = ([format!("<{name} "), format!("<{name}>")], format!("</{name}>"));
    let mut depth = 1;
    while depth > 0 {
        let content = html[end..].split(&close).next().unwrap();
        depth += open.iter().map(|open| content.matches(open).count()).sum::<usize>();
        depth -= 1;
        end += content.len() + close.len();
    }
    end
}
