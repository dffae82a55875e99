//! Pointer events dispatched by scripts, where `WebDriver` finds no elements, as in a frame created in another
//! window.

use super::Page;

/// Dispatches the events of a click on `target`.
const PRESS: &str = "const press = (target) => { for (const event of ['pointerdown', 'pointerup', 'click']) \
    target.dispatchEvent(new PointerEvent(event, { bubbles: true, composed: true })); };";

impl Page {
    /// Clicks the control with this ID.
    pub async fn click_id_by_script(&self, id: &str) {
        self.in_form(&format!("{PRESS} press(root.getElementById(arguments[0]))"), vec![id.into()]).await;
    }

    /// Clicks the first button whose text ends like this.
    pub async fn click_button(&self, end: &str) {
        let script = format!(
            "{PRESS} press([...root.querySelectorAll('button')].find(({{ textContent }}) => textContent.endsWith(arguments[0])))"
        );
        self.in_form(&script, vec![end.into()]).await;
    }

    /// Waits for a fix in the raw JSON editor, and clicks it.
    pub async fn click_first_fix(&self) {
        self.wait_in_form("root.querySelector('.problems .fix')").await;
        self.in_form(&format!("{PRESS} press(root.querySelector('.problems .fix'))"), Vec::new()).await;
    }

    /// Clicks a field, and sets its value as typing does.
    pub async fn click_and_type(&self, id: &str, value: &str) {
        self.click_id_by_script(id).await;
        self.set_field(id, value, "input").await;
        self.set_field(id, value, "change").await;
    }
}
