//! The findings of axe.

use super::Page;

impl Page {
    /// Loads axe, whose script this is.
    pub async fn load_axe(&self, script: &str) {
        self.run(script).await;
    }

    /// What WCAG 2.2 AA forbids in the page, a line a finding.
    pub async fn accessibility_violations(&self) -> Vec<String> {
        let script = "return axe.run({ runOnly: \
             ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) \
             .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => \
                 `${id}: ${target.flat().join(' ')} ${failureSummary}`)))";
        serde_json::from_value(self.run(script).await).unwrap()
    }
}
