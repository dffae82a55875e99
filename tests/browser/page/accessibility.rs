//! The findings of axe.

use super::Page;

impl Page {
    /// Loads axe from its script.
    pub async fn load_axe(&self, script: &str) {
        self.run(script).await;
    }

    /// Returns the violations of WCAG 2.2 AA in the page, one per line.
    pub async fn accessibility_violations(&self) -> Vec<String> {
        let script = "return axe.run({ runOnly: \
             ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) \
             .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => \
                 `${id}: ${target.flat().join(' ')} ${failureSummary}`)))";
        serde_json::from_value(self.run(script).await).unwrap()
    }
}
