//! The prerendered form, `src/custom_element/prerendered.html`: the HTML that the app renders first. The file has one
//! element a line, which the published page does not.

/// Removes the line breaks and the indentation outside `pre`: the app renders no such text.
pub fn compact(html: &str) -> String {
    let mut compact = String::with_capacity(html.len());
    let mut is_in_pre = false;
    for line in html.lines() {
        compact.push_str(if is_in_pre { line } else { line.trim_start() });
        if let Some(last) = line.rfind("<pre").max(line.rfind("</pre")) {
            is_in_pre = !line[last..].starts_with("</");
        }
        if is_in_pre {
            compact.push('\n');
        }
    }
    compact
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn only_text_in_pre_keeps_its_line_breaks() {
        let html = "<div>\n  <p>a b</p>\n  <pre><code>{\n  \"a\": 1\n}</code></pre>\n  <p>c</p>\n</div>\n";
        assert_eq!(compact(html), "<div><p>a b</p><pre><code>{\n  \"a\": 1\n}</code></pre><p>c</p></div>");
        assert_eq!(compact(&compact(html)), compact(html));
    }
}
