//! The pointer, as scripts dispatch its events: where `WebDriver` finds nothing, as in a frame that was made in
//! another window.

use super::Page;

/// Dispatches the events of a press on `target`.
const PRESS: &str = "const press = (target) => { for (const event of ['pointerdown', 'pointerup', 'click']) \
    target.dispatchEvent(new PointerEvent(event, { bubbles: true, composed: true })); };";

impl Page {
    /// Presses the control with this ID.
    pub async fn press_id(&self, id: &str) {
        self.in_form(&format!("{PRESS} press(root.getElementById(arguments[0]))"), vec![id.into()]).await;
    }

    /// Presses the first button whose text ends so.
    pub async fn press_button(&self, end: &str) {
        let script = format!(
            "{PRESS} press([...root.querySelectorAll('button')].find(({{ textContent }}) => textContent.endsWith(arguments[0])))"
        );
        self.in_form(&script, vec![end.into()]).await;
    }

    /// Waits for a fix of a problem of the raw JSON, and presses it.
    pub async fn press_first_fix(&self) {
        self.wait_in_form("root.querySelector('.problems .fix')").await;
        self.in_form(&format!("{PRESS} press(root.querySelector('.problems .fix'))"), Vec::new()).await;
    }

    /// Presses a field, and sets it as typing does.
    pub async fn press_and_type(&self, id: &str, value: &str) {
        self.press_id(id).await;
        self.set_field(id, value, "input").await;
        self.set_field(id, value, "change").await;
    }
}
