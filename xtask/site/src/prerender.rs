//! Writes the page: the source with its policy, its files and the form's HTML in it.

use std::fs;

use anyhow::{Context, Result, anyhow};
use lol_html::html_content::{ContentType, TextType};
use lol_html::{RewriteStrSettings, doc_comments, doc_text, element, rewrite_str};
use tools::root;

use crate::bundle::Bundle;
use crate::prerendered::compact;

/// The HTML that the app makes first. `cargo xtask prerender` writes it, and a test compares it with the app.
const PRERENDERED: &str = "src/custom_element/prerendered.html";

/// The page's policy is that of this sample for hosts.
const HEADERS: &str = include_str!("../../headers/_headers");

/// The sentence that the style sheet shows after a while if nothing has replaced it.
const STARTING: &str = "<p class=\"starting\">The form has not started yet. If this stays, reload the page; the \
     cURL command below is the documented one, to be filled in by hand.</p>";

/// Returns the page: `index.html` with the files of the bundle instead of those of Trunk.
pub fn prerender(bundle: &Bundle) -> Result<String> {
    let source = fs::read_to_string(root().join("index.html")).context("index.html")?;
    let prerendered = fs::read_to_string(root().join(PRERENDERED)).context(PRERENDERED)?;
    let form = format!("{STARTING}{}", compact(&prerendered));
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy()?);
    // At the end, so that the style sheet has the connection for itself for a moment.
    let preloads = format!(
        "<link rel=\"modulepreload\" href=\"./{}\" crossorigin=\"anonymous\" integrity=\"{}\">\
         <link rel=\"preload\" href=\"./{}\" as=\"fetch\" crossorigin=\"anonymous\">",
        bundle.script.name, bundle.script.integrity, bundle.app.name
    );
    let mut placed = [0; 5];
    let [charset, style, script, body, element] = &mut placed;
    let page = rewrite_str(
        &source,
        RewriteStrSettings {
            element_content_handlers: vec![
                element!("link[data-trunk]", |link| {
                    link.remove();
                    Ok(())
                }),
                element!("meta[charset]", |meta| {
                    *charset += 1;
                    meta.after(&policy, ContentType::Html);
                    Ok(())
                }),
                element!("link[rel=stylesheet]", |link| {
                    *style += 1;
                    link.set_attribute("href", &format!("./{}", bundle.style.name))?;
                    Ok(link.set_attribute("integrity", &bundle.style.integrity)?)
                }),
                element!("script[type=module]", |link| {
                    *script += 1;
                    link.set_attribute("src", &format!("./{}", bundle.embed.name))?;
                    Ok(link.set_attribute("integrity", &bundle.embed.integrity)?)
                }),
                element!("body", |page| {
                    *body += 1;
                    page.append(&preloads, ContentType::Html);
                    Ok(())
                }),
                element!("element-instance-form", |place| {
                    *element += 1;
                    place.set_inner_content(&form, ContentType::Html);
                    Ok(())
                }),
            ],
            document_content_handlers: vec![
                doc_comments!(|comment| {
                    comment.remove();
                    Ok(())
                }),
                // The content of `noscript`, with the command in it, is raw text.
                doc_text!(|text| {
                    if text.text_type() == TextType::Data && text.as_str().trim().is_empty() {
                        text.remove();
                    }
                    Ok(())
                }),
            ],
            ..RewriteStrSettings::new()
        },
    )?;
    if placed == [1; 5] { Ok(page) } else { Err(anyhow!("index.html has other elements than expected: {placed:?}")) }
}

/// Returns the policy of the page. A meta element cannot say who may show the page in a frame. The policy is not in
/// the source, because the reloading of `trunk serve` is an inline script.
fn policy() -> Result<String> {
    let policy = HEADERS.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "));
    let policy = policy.context("xtask/headers/_headers has no policy")?;
    Ok(policy.split("; ").filter(|part| !part.starts_with("frame-ancestors ")).collect::<Vec<_>>().join("; "))
}
