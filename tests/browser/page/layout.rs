//! Sizes, positions and screenshots.

use serde_json::{Value, json};

use super::Page;

impl Page {
    /// Returns true if the document is no wider than its window.
    pub async fn fits_width(&self) -> bool {
        let script = "const page = document.documentElement; return page.scrollWidth <= page.clientWidth";
        self.run(script).await == true
    }

    /// Returns the HTML of visible elements that overflow the window horizontally.
    pub async fn elements_outside(&self) -> Value {
        let script = "const box = ({ left, right, width }) => width === 0 || left >= -1 && right <= innerWidth + 1; \
             return [...root.querySelectorAll('button, input, select, a, summary, p, h2, label')].filter((element) => \
                 element.checkVisibility() && !element.closest('.behind') && !box(element.getBoundingClientRect())) \
                 .map((element) => element.outerHTML)";
        self.in_form(script, Vec::new()).await
    }

    /// Sets the document's font size, such as `200%`; an empty text resets it.
    pub async fn set_font_size(&self, size: &str) {
        self.run(&format!("document.documentElement.style.fontSize = '{size}'")).await;
    }

    /// Opens the section of the additional configuration.
    pub async fn open_additional_configuration(&self) {
        self.in_form("root.querySelector('.fold').open = true", Vec::new()).await;
    }

    /// Returns the heading of each section, and whether the section is open.
    pub async fn sections(&self) -> Value {
        let script = "return [...root.querySelectorAll('.section')].map((section) => \
                      [section.querySelector('summary').textContent, section.open])";
        self.in_form(script, Vec::new()).await
    }

    /// Folds a section by a click on its heading.
    pub async fn fold_section(&self, id: &str) {
        let script = "root.getElementById(arguments[0]).querySelector('summary').click()";
        self.in_form(script, vec![id.into()]).await;
        self.wait_in_form(&format!("!root.getElementById('{id}').open")).await;
    }

    /// Opens all details.
    pub async fn open_all_details(&self) {
        let script = "for (const details of root.querySelectorAll('details')) details.open = true";
        self.in_form(script, Vec::new()).await;
    }

    /// Waits for a part of the form that the program renders.
    pub async fn wait_for_part(&self, selector: Part) {
        self.wait_in_form(&format!("root?.querySelector('{}')", selector.selector())).await;
    }

    /// Waits for an alert that is laid out.
    pub async fn wait_for_visible_alert(&self) {
        self.wait_in_form("root.querySelector('[role=alert]')?.getClientRects().length").await;
    }

    /// Returns the number of such parts in the form.
    pub async fn count_of(&self, part: Part) -> usize {
        self.all(part.selector()).await.len()
    }

    /// Returns a computed style of the first such part.
    pub async fn style_of(&self, part: Part, property: &str) -> String {
        let script = "return getComputedStyle(root.querySelector(arguments[0]))[arguments[1]]";
        let found = self.in_form(script, vec![part.selector().into(), property.into()]).await;
        found.as_str().unwrap_or_default().to_owned()
    }

    /// Returns the positions, colours and fonts of the visible elements. The request pane depends on the program.
    pub async fn positions(&self) -> Value {
        let script = "const isInSight = (element) => element.getBoundingClientRect().bottom <= innerHeight; \
             return [...root.querySelectorAll('.page :not(.request, .request *)')].filter(isInSight).map((element) => { \
               const { x, y, width, height } = element.getBoundingClientRect(); \
               const { color, backgroundColor, font } = getComputedStyle(element); \
               return [element.localName, x, y, width, height, color, backgroundColor, font]; })";
        self.in_form(script, Vec::new()).await
    }

    /// Returns the layout shift so far, without shifts after user input. The browser measures when it draws.
    pub async fn layout_shift(&self) -> f64 {
        let script = "const frame = () => new Promise(requestAnimationFrame); \
             return frame().then(frame).then(() => new Promise((resolve) => { \
               const entries = []; \
               const observer = new PerformanceObserver((list) => entries.push(...list.getEntries())); \
               observer.observe({ type: 'layout-shift', buffered: true }); \
               frame().then(frame).then(() => resolve([...entries, ...observer.takeRecords()] \
                 .filter(({ hadRecentInput }) => !hadRecentInput).reduce((sum, { value }) => sum + value, 0))); \
             }))";
        self.run(script).await.as_f64().unwrap()
    }

    /// Inserts nine lines before the form.
    pub async fn shift_layout(&self) {
        self.run(
            "document.body.prepend(Object.assign(document.createElement('pre'), { textContent: '\\n'.repeat(9) }))",
        )
        .await;
    }

    /// Returns the middle of the switch for events, scrolled into view.
    pub async fn middle_of_switch(&self) -> [f64; 2] {
        let script = "const control = root.querySelector('[role=switch]'); control.scrollIntoView(); \
             const { x, y, width, height } = control.getBoundingClientRect(); return [x + width / 2, y + height / 2]";
        serde_json::from_value(self.in_form(script, Vec::new()).await).unwrap()
    }

    /// Returns the IDs of the controls with text, and their font sizes in pixels.
    pub async fn font_sizes_of_controls(&self) -> Vec<(String, f64)> {
        let script = "return [...root.querySelectorAll('input:not([type=checkbox], [type=radio], [type=range]), select, textarea')] \
             .map((control) => [control.id, parseFloat(getComputedStyle(control).fontSize)])";
        serde_json::from_value(self.in_form(script, Vec::new()).await).unwrap()
    }

    /// Returns true if the painted text lies exactly under the editor's own text.
    pub async fn painted_text_lies_under_the_typed(&self) -> bool {
        self.wait_in_form("root.querySelectorAll('.behind .line').length > 3").await;
        let script = "const area = root.querySelector('.editor textarea'), behind = root.querySelector('.behind'); \
             const of = (element) => { const s = getComputedStyle(element); \
                 return [s.fontSize, s.lineHeight, s.fontFamily].join(); }; \
             const line = behind.querySelectorAll('.line')[3]; \
             const top = line.getBoundingClientRect().top - area.getBoundingClientRect().top; \
             const style = getComputedStyle(area); \
             const wanted = parseFloat(style.borderTopWidth) + parseFloat(style.paddingTop) + 3 * parseFloat(style.lineHeight); \
             return of(area) === of(behind) && Math.abs(top - wanted) < 0.6";
        self.in_form(script, Vec::new()).await == true
    }

    /// Returns the number of the form's style sheets, and the computed styles of some parts.
    pub async fn appearance(&self) -> Value {
        let script = "const looks = (selector) => { const style = getComputedStyle(root.querySelector(selector)); \
                 return [style.fontSize, style.display, style.paddingLeft, style.backgroundColor]; }; \
             return [root.adoptedStyleSheets.length, \
                 ...['.help', '.primary', '.title', '.beside', '.bar', 'legend'].map(looks)]";
        self.in_form(script, Vec::new()).await
    }

    /// Finishes all animations.
    pub async fn finish_animations(&self) {
        self.run("document.getAnimations().forEach((animation) => animation.finish())").await;
    }

    /// Hides the text cursor in the page and in the form.
    pub async fn hide_cursor(&self) {
        self.in_form(
            "const style = new CSSStyleSheet(); style.replaceSync('* { caret-color: transparent !important }'); \
             for (const tree of [document, root]) tree.adoptedStyleSheets.push(style)",
            Vec::new(),
        )
        .await;
    }

    /// Scrolls to the raw JSON of the polling configuration.
    pub async fn scroll_to_raw_json(&self) {
        self.in_form("root.querySelector('#polling-configuration').closest('.field').scrollIntoView()", Vec::new())
            .await;
    }

    /// Returns the size of a text in the page's fonts, and the browser's version.
    pub async fn fonts(&self) -> String {
        let script = "const context = document.createElement('canvas').getContext('2d'); \
             return [...['system-ui', 'ui-monospace, Menlo, monospace'].map((font) => { context.font = `100px ${font}`; \
                 return context.measureText('Create Instance {\"name\"} 0123').width.toFixed(2); }), \
                 navigator.userAgent.match(/Chrome.(\\d+)/)[1]].join(' ')";
        self.run(script).await.as_str().unwrap().to_owned()
    }

    /// Returns a screenshot of the form's first element with this selector, as PNG in base64, without focus and
    /// animations.
    pub async fn screenshot_of(&self, selector: &str) -> Value {
        let script = "root.activeElement?.blur(); document.getAnimations().forEach((animation) => animation.finish()); \
             return new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(() => { \
                 const { x, y, width, height } = root.querySelector(selector).getBoundingClientRect(); \
                 next({ x: x + scrollX, y: y + scrollY, width, height, scale: 1 }); })))";
        let script = format!("const [selector] = arguments; {script}");
        let clip = self.in_form(&script, vec![selector.into()]).await;
        let parameters = json!({ "format": "png", "clip": clip, "captureBeyondViewport": true });
        self.devtools("Page.captureScreenshot", parameters).await["data"].clone()
    }

    /// Returns a screenshot of the visible part as PNG bytes.
    pub async fn screenshot(&self) -> Vec<u8> {
        let taken = self.devtools("Page.captureScreenshot", json!({ "format": "png" })).await;
        let script = "return Uint8Array.from(atob(arguments[0]), (letter) => letter.charCodeAt()).join(' ')";
        let bytes = self.client.execute(script, vec![taken["data"].clone()]).await.unwrap();
        bytes.as_str().unwrap().split(' ').map(|byte| byte.parse().unwrap()).collect()
    }
}

/// A part of the form that has no role and name.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// Any element.
    Any,
    /// The field for the instance's name.
    Name,
    /// The whole form.
    Page,
    /// The pane beside the fields.
    Request,
    /// The message while the program loads.
    Starting,
    /// The list of resources to poll.
    Resources,
    /// The raw JSON of the polling configuration.
    RawJson,
    /// The field for a received notification.
    RawNotification,
    /// An alert.
    Alert,
    /// The help beside a field.
    Help,
    /// A label.
    Label,
}

impl Part {
    /// Returns the selector of the part in the form.
    pub(super) fn selector(self) -> &'static str {
        match self {
            Self::Any => "*",
            Self::Name => "#name",
            Self::Page => ".page",
            Self::Request => ".request",
            Self::Starting => ".starting",
            Self::Resources => ".resources",
            Self::RawJson => "#polling-configuration",
            Self::RawNotification => "#callback-raw",
            Self::Alert => "[role=alert]",
            Self::Help => ".help",
            Self::Label => "label",
        }
    }
}
