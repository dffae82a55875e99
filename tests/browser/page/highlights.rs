//! The syntax highlighting of commands and JSON, made of highlight ranges.

use serde_json::json;

use super::Page;

impl Page {
    /// Returns the texts of one kind of highlight. `|` separates the nodes of a range that spans several.
    pub async fn highlighted(&self, kind: &str) -> Vec<String> {
        let script = "return [...CSS.highlights.get(arguments[0]) ?? []].map((range) => \
             range.startContainer === range.endContainer \
               ? range.startContainer.data.slice(range.startOffset, range.endOffset) \
               : range.startContainer.data.slice(range.startOffset) + '|' + range.endContainer.data.slice(0, range.endOffset))";
        let found = self.client.execute(script, vec![format!("instance-form-{kind}").into()]).await.unwrap();
        serde_json::from_value(found).unwrap()
    }

    /// Waits until more than this many keys are highlighted.
    pub async fn wait_for_highlighted_keys(&self, more_than: usize) {
        self.wait_until(&format!("CSS.highlights.get('instance-form-key')?.size > {more_than}")).await;
    }

    /// Returns the number of ranges of each of these kinds.
    pub async fn count_highlighted(&self, kinds: &[&str]) -> Vec<u64> {
        let script = "return arguments[0].map((kind) => CSS.highlights.get(`instance-form-${kind}`)?.size ?? 0)";
        serde_json::from_value(self.client.execute(script, vec![json!(kinds)]).await.unwrap()).unwrap()
    }

    /// Returns true if the text area hides its own text, because the layer behind it paints the text.
    pub async fn paints_text_area(&self) -> bool {
        let script = "const style = getComputedStyle(root.querySelector('.editor textarea')); \
                      return style.webkitTextFillColor === 'rgba(0, 0, 0, 0)'";
        self.in_form(script, Vec::new()).await == true
    }

    pub async fn wait_without_painted_text(&self) {
        self.wait_in_form("!root.querySelector('.painted')").await;
    }
}
