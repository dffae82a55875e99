//! The keyboard and the focus.

use serde_json::{Value, json};

use super::Page;

/// The modifier Ctrl in the `DevTools` protocol.
pub const CTRL: u8 = 2;

impl Page {
    /// Presses a key like a keyboard.
    pub async fn press(&self, key: &str) {
        self.press_with(key, 0).await;
    }

    /// Presses a key with modifiers.
    pub async fn press_with(&self, key: &str, modifiers: u8) {
        let (code, number, text) = match key {
            "Tab" => ("Tab".into(), 9, None),
            "Enter" => ("Enter".into(), 13, Some("\r")),
            " " => ("Space".into(), 32, Some(" ")),
            "ArrowRight" => (key.into(), 39, None),
            "ArrowLeft" => (key.into(), 37, None),
            "ArrowDown" => (key.into(), 40, None),
            "Home" => (key.into(), 36, None),
            "End" => (key.into(), 35, None),
            "Escape" => (key.into(), 27, None),
            "Backspace" => (key.into(), 8, None),
            letter => {
                let upper = letter.to_uppercase();
                (format!("Key{upper}"), u32::from(upper.as_bytes()[0]), Some(letter))
            }
        };
        for kind in ["keyDown", "keyUp"] {
            let text = text.filter(|_| kind == "keyDown" && modifiers & CTRL == 0).unwrap_or_default();
            let event = json!({
                "type": kind, "key": key, "code": code, "windowsVirtualKeyCode": number, "text": text,
                "modifiers": modifiers,
            });
            self.devtools("Input.dispatchKeyEvent", event).await;
        }
    }

    /// Holds Enter down, so that it repeats.
    pub async fn hold_enter(&self, times: usize) {
        for index in 0..times {
            let key = json!({
                "type": "keyDown", "key": "Enter", "code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13,
                "autoRepeat": index > 0,
            });
            self.devtools("Input.dispatchKeyEvent", key).await;
        }
        self.devtools("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": "Enter", "code": "Enter" })).await;
    }

    /// Puts the focus before the page.
    pub async fn focus_start(&self) {
        self.run("document.body.tabIndex = -1; document.body.focus()").await;
    }

    pub async fn focus_field(&self, id: &str) {
        self.in_form(&format!("root.querySelector('#{id}').focus()"), Vec::new()).await;
    }

    /// Removes the focus.
    pub async fn blur(&self) {
        self.in_form("root.activeElement?.blur(); document.activeElement.blur()", Vec::new()).await;
    }

    /// Returns the ID of the focused element in the form.
    pub async fn focused(&self) -> Value {
        self.in_form("return root.activeElement?.id", Vec::new()).await
    }

    /// Returns the text of the focused element in the form.
    pub async fn focused_text(&self) -> Value {
        self.in_form("return root.activeElement?.textContent", Vec::new()).await
    }

    /// Waits until the element with this ID has the focus.
    pub async fn wait_for_focus(&self, id: &str) {
        self.wait_in_form(&format!("root.activeElement?.id === '{id}'")).await;
    }

    /// Waits until an element whose text starts like this has the focus.
    pub async fn wait_for_focused_text(&self, start: &str) {
        self.wait_in_form(&format!("root.activeElement?.textContent.startsWith({})", json!(start))).await;
    }

    /// Returns the name of the focused element, and true if it isn't covered.
    pub async fn focused_and_uncovered(&self) -> (String, bool) {
        let script = "let at = document.activeElement; \
             while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; \
             const { left, top, width, height } = at.getBoundingClientRect(); const root = at.getRootNode(); \
             const over = root.elementFromPoint(left + width / 2, Math.min(top + height / 2, innerHeight - 1)); \
             const name = at.ariaLabel ?? at.labels?.[0]?.textContent ?? at.textContent; \
             return [name.trim(), at === document.body || at.contains(over) || !!over?.closest('label') ]";
        serde_json::from_value(self.run(script).await).unwrap()
    }

    /// Presses Tab until the element with this name has the focus. Every element on the way must be visible.
    pub async fn tab_to(&self, name: &str) {
        for _ in 0..60 {
            self.press("Tab").await;
            let (focused, is_seen) = self.focused_and_uncovered().await;
            assert!(is_seen, "{focused:?} has the focus and lies under something");
            if focused == name {
                return;
            }
        }
        panic!("no {name:?} by Tab");
    }

    /// Goes to a field with Tab, and types into it.
    pub async fn tab_and_type(&self, name: &str, text: &str) {
        self.tab_to(name).await;
        self.insert_text(text).await;
    }
}
