//! Sizes, places and computed styles.

use serde_json::{Value, json};

use super::Page;

impl Page {
    /// Returns true if the document is no wider than its window.
    pub async fn fits_width(&self) -> bool {
        let script = "const page = document.documentElement; return page.scrollWidth <= page.clientWidth";
        self.run(script).await == true
    }

    /// The HTML of visible elements that reach out of the window to a side.
    pub async fn elements_outside(&self) -> Value {
        let script = "const box = ({ left, right, width }) => width === 0 || left >= -1 && right <= innerWidth + 1; \
             return [...root.querySelectorAll('button, input, select, a, summary, p, h2, label')].filter((element) => \
                 element.checkVisibility() && !element.closest('.behind') && !box(element.getBoundingClientRect())) \
                 .map((element) => element.outerHTML)";
        self.in_form(script, Vec::new()).await
    }

    /// Makes the document's letters this large, such as `200%`; as usual if it is empty.
    pub async fn set_font_size(&self, size: &str) {
        self.run(&format!("document.documentElement.style.fontSize = '{size}'")).await;
    }

    /// Opens all that can be opened.
    pub async fn open_all_details(&self) {
        let script = "for (const details of root.querySelectorAll('details')) details.open = true";
        self.in_form(script, Vec::new()).await;
    }

    /// Waits until a part of the form is there that needs the program.
    pub async fn wait_for_part(&self, selector: Part) {
        self.wait_in_form(&format!("root?.querySelector('{}')", selector.selector())).await;
    }

    /// Waits for an alert that is laid out.
    pub async fn wait_for_visible_alert(&self) {
        self.wait_in_form("root.querySelector('[role=alert]')?.getClientRects().length").await;
    }

    /// How many of a part there are in the form.
    pub async fn count_of(&self, part: Part) -> usize {
        self.all(part.selector()).await.len()
    }

    /// A computed style of the first of a part.
    pub async fn style_of(&self, part: Part, property: &str) -> String {
        let script = "return getComputedStyle(root.querySelector(arguments[0]))[arguments[1]]";
        let found = self.in_form(script, vec![part.selector().into(), property.into()]).await;
        found.as_str().unwrap_or_default().to_owned()
    }

    /// Where the elements in sight are, with their colours and fonts; the request is laid out with the program.
    pub async fn places(&self) -> Value {
        let script = "const isInSight = (element) => element.getBoundingClientRect().bottom <= innerHeight; \
             return [...root.querySelectorAll('.page :not(.request, .request *)')].filter(isInSight).map((element) => { \
               const { x, y, width, height } = element.getBoundingClientRect(); \
               const { color, backgroundColor, font } = getComputedStyle(element); \
               return [element.localName, x, y, width, height, color, backgroundColor, font]; })";
        self.in_form(script, Vec::new()).await
    }

    /// How much the layout has shifted so far, but for what somebody's input moved. The browser measures when it draws.
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

    /// Puts nine lines before everything else.
    pub async fn shift_layout(&self) {
        self.run(
            "document.body.prepend(Object.assign(document.createElement('pre'), { textContent: '\\n'.repeat(9) }))",
        )
        .await;
    }

    /// The middle of the switch that turns events on, which is scrolled into sight.
    pub async fn middle_of_switch(&self) -> [f64; 2] {
        let script = "const control = root.querySelector('[role=switch]'); control.scrollIntoView(); \
             const { x, y, width, height } = control.getBoundingClientRect(); return [x + width / 2, y + height / 2]";
        serde_json::from_value(self.in_form(script, Vec::new()).await).unwrap()
    }

    /// The IDs of the controls with letters, and the size of these in pixels.
    pub async fn font_sizes_of_controls(&self) -> Vec<(String, f64)> {
        let script = "return [...root.querySelectorAll('input:not([type=checkbox], [type=radio], [type=range]), select, textarea')] \
             .map((control) => [control.id, parseFloat(getComputedStyle(control).fontSize)])";
        serde_json::from_value(self.in_form(script, Vec::new()).await).unwrap()
    }

    /// Returns true if the letters that are painted behind the text area of the editor lie right under its own.
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

    /// How many style sheets the form has, and how some of its parts look.
    pub async fn looks(&self) -> Value {
        let script = "const looks = (selector) => { const style = getComputedStyle(root.querySelector(selector)); \
                 return [style.fontSize, style.display, style.paddingLeft, style.backgroundColor]; }; \
             return [root.adoptedStyleSheets.length, \
                 ...['.help', '.primary', '.title', 'fieldset', '.bar', 'dialog, .request'].map(looks)]";
        self.in_form(script, Vec::new()).await
    }

    /// Finishes what moves.
    pub async fn finish_animations(&self) {
        self.run("document.getAnimations().forEach((animation) => animation.finish())").await;
    }

    /// Takes the cursor out of pictures, in the page and in the form.
    pub async fn hide_cursor(&self) {
        self.in_form(
            "const style = new CSSStyleSheet(); style.replaceSync('* { caret-color: transparent !important }'); \
             for (const tree of [document, root]) tree.adoptedStyleSheets.push(style)",
            Vec::new(),
        )
        .await;
    }

    /// Scrolls the raw JSON of the polling configuration into sight.
    pub async fn scroll_to_raw_json(&self) {
        self.in_form("root.querySelector('#polling-configuration').closest('.field').scrollIntoView()", Vec::new())
            .await;
    }

    /// What a text measures in the fonts of the page, and the browser's version.
    pub async fn fonts(&self) -> String {
        let script = "const context = document.createElement('canvas').getContext('2d'); \
             return [...['system-ui', 'ui-monospace, Menlo, monospace'].map((font) => { context.font = `100px ${font}`; \
                 return context.measureText('Create Instance {\"name\"} 0123').width.toFixed(2); }), \
                 navigator.userAgent.match(/Chrome.(\\d+)/)[1]].join(' ')";
        self.run(script).await.as_str().unwrap().to_owned()
    }

    /// The bytes of a picture of what is in sight, as PNG.
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
    /// Anything.
    Any,
    /// The field of the instance's name.
    Name,
    /// All of the form.
    Page,
    /// The pane beside the fields.
    Request,
    /// What is said while the program is still to come.
    Starting,
    /// The list of resources to poll.
    Resources,
    /// The raw JSON of the polling configuration.
    RawJson,
    /// A notification that was received, as it is typed in.
    RawNotification,
    /// The text area of the editor of JSON.
    Editor,
    /// An alert.
    Alert,
    /// The help beside a field.
    Help,
    /// A label.
    Label,
}

impl Part {
    /// The selector of the part in the form.
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
            Self::Editor => ".editor textarea",
            Self::Alert => "[role=alert]",
            Self::Help => ".help",
            Self::Label => "label",
        }
    }
}
