//! Measurements of the layout: positions, heights, scrollers, buttons and stops of Tab.

use serde_json::{Value, json};

use super::Page;

/// Returns the visible elements of a selector, as JavaScript.
fn visible(selector: &str) -> String {
    format!("[...root.querySelectorAll('{selector}')].filter((element) => element.checkVisibility())")
}

impl Page {
    /// Resizes the window to a phone's, with a touch screen or without.
    pub async fn use_phone(&self, has_touch: bool) {
        let screen = json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": has_touch });
        self.devtools("Emulation.setDeviceMetricsOverride", screen).await;
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": has_touch, "maxTouchPoints": 1 })).await;
    }

    /// Returns the height of the document.
    pub async fn document_height(&self) -> f64 {
        self.run("return document.documentElement.scrollHeight").await.as_f64().unwrap()
    }

    /// Returns the selected labels of the header that are cut off.
    pub async fn cut_off_choices(&self) -> Value {
        let script = "return [...root.querySelectorAll('.choices select')].filter((select) => { \
                          const width = select.offsetWidth; select.style.cssText = 'width: max-content; max-width: none'; \
                          const natural = select.offsetWidth; select.removeAttribute('style'); \
                          return width < natural; }).map(({ selectedOptions: [option] }) => option.text)";
        self.in_form(script, Vec::new()).await
    }

    /// Returns the top and the bottom of the first element of a selector in the window.
    pub async fn span_of(&self, selector: &str) -> [f64; 2] {
        let script = "const { top, bottom } = root.querySelector(arguments[0]).getBoundingClientRect(); \
                      return [top, bottom]";
        serde_json::from_value(self.in_form(script, vec![selector.into()]).await).unwrap()
    }

    /// Waits until the heading of the last outcome is in the upper half of the window.
    pub async fn wait_for_outcome_in_upper_half(&self) {
        let heading = "[...root.querySelectorAll('.created h2, .failure h2')].find((one) => one.checkVisibility())";
        self.wait_in_form(&format!(
            "{heading} && {heading}.getBoundingClientRect().top >= 0 \
             && {heading}.getBoundingClientRect().top < innerHeight / 2"
        ))
        .await;
    }

    /// Returns the elements that scroll vertically, apart from text areas, selects and dialogs.
    pub async fn scrollers(&self) -> Vec<String> {
        let script = format!(
            "return {}.filter((element) => !element.closest('dialog, textarea, select') \
                 && ['auto', 'scroll'].includes(getComputedStyle(element).overflowY) \
                 && element.scrollHeight > element.clientHeight + 1).map((element) => element.className)",
            visible(".page *")
        );
        serde_json::from_value(self.in_form(&script, Vec::new()).await).unwrap()
    }

    /// Returns the names of the primary buttons in a region of the form. One may be below the pointer.
    pub async fn primary_buttons(&self, region: &str) -> Vec<String> {
        let script = format!(
            "const probe = root.querySelector('.page').appendChild(document.createElement('i')); \
             const filled = ['--accent', '--accent-strong'].map((name) => {{ \
                 probe.style.background = `var(${{name}})`; return getComputedStyle(probe).backgroundColor; }}); \
             probe.remove(); \
             return {}.filter((button) => filled.includes(getComputedStyle(button).backgroundColor)) \
                 .map((button) => button.textContent)",
            visible(&format!("{region} button"))
        );
        serde_json::from_value(self.in_form(&script, Vec::new()).await).unwrap()
    }

    /// Returns the names of the controls at which Tab stops, from the top of the page to Create Instance.
    pub async fn tab_stops_to_create(&self) -> Vec<String> {
        self.focus_start().await;
        let mut stops = Vec::new();
        while stops.last().is_none_or(|last| last != "create") && stops.len() < 99 {
            self.press("Tab").await;
            let name = "const it = root.activeElement; return it?.id || it?.textContent || it?.ariaLabel || ''";
            stops.push(self.in_form(name, Vec::new()).await.as_str().unwrap().to_owned());
        }
        stops
    }

    /// Returns the visible controls that are lower than this many pixels, with the labels of checkboxes and radio buttons.
    pub async fn controls_lower_than(&self, selector: &str, height: u32) -> Value {
        let script = format!(
            "const box = (element) => element.getBoundingClientRect().height; \
             return {}.filter((control) => Math.max(box(control), ...[...control.labels ?? []].map(box)) < {height}) \
                 .map((control) => control.outerHTML)",
            visible(selector)
        );
        self.in_form(&script, Vec::new()).await
    }
}
