//! The findings of axe.

use super::Page;

impl Page {
    /// Loads axe from its script.
    pub async fn load_axe(&self, script: &str) {
        self.run(script).await;
    }

    /// Returns the violations of WCAG 2.2 AA in the page, one per line. axe takes a control that is scrolled half below the
    /// sticky bar for a small one, so the bar does not stick meanwhile.
    pub async fn accessibility_violations(&self) -> Vec<String> {
        let script = "const bars = [...document.querySelectorAll('element-instance-form')] \
             .flatMap(({ shadowRoot }) => [...shadowRoot.querySelectorAll('.actions')]); \
             for (const { style } of bars) style.position = 'static'; \
             return axe.run({ runOnly: \
             ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) \
             .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => \
                 `${id}: ${target.flat().join(' ')} ${failureSummary}`))) \
             .finally(() => { for (const { style } of bars) style.position = ''; })";
        serde_json::from_value(self.run(script).await).unwrap()
    }
}
