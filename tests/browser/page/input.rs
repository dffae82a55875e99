//! Changes to fields by scripts, by pasting and by the browser's own input.

use serde_json::{Value, json};

use super::Page;

impl Page {
    /// Sets a field by a script that dispatches only this event.
    pub async fn set_field(&self, id: &str, value: &str, event: &str) {
        let script = "const [id, value, event] = arguments; const field = root.querySelector('#' + id); \
                      field.value = value; field.dispatchEvent(new Event(event, { bubbles: true }))";
        self.in_form(script, vec![id.into(), value.into(), event.into()]).await;
    }

    /// Returns the value of the field with this ID, which need not be visible.
    pub async fn field_value(&self, id: &str) -> Value {
        self.in_form("return root.querySelector('#' + arguments[0])?.value", vec![id.into()]).await
    }

    /// Waits until the field with this ID has this value.
    pub async fn wait_for_value(&self, id: &str, value: &str) {
        self.wait_in_form(&format!("root?.querySelector('#{id}')?.value === {}", json!(value))).await;
    }

    /// Clears a field by a script that dispatches no event.
    pub async fn clear_silently(&self, id: &str) {
        self.in_form("root.querySelector('#' + arguments[0]).value = ''", vec![id.into()]).await;
    }

    /// Dispatches a paste into a field. Returns true if the browser would insert the text.
    pub async fn dispatch_paste(&self, id: &str, text: &str) -> bool {
        let script = "const [id, text] = arguments; const field = root.getElementById(id); field.focus(); \
             const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', text); \
             return field.dispatchEvent(new ClipboardEvent('paste', \
                 { clipboardData, bubbles: true, composed: true, cancelable: true }))";
        self.in_form(script, vec![id.into(), text.into()]).await == true
    }

    /// Dispatches a paste of a text outside any field.
    pub async fn dispatch_paste_outside(&self, text: &str) {
        self.dispatch_clipboard_outside(&format!("clipboardData.setData('text/plain', {})", json!(text))).await;
    }

    /// Dispatches a paste outside any field. The script `fill` fills `clipboardData`.
    pub async fn dispatch_clipboard_outside(&self, fill: &str) {
        let event = "new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true })";
        let dispatch = format!("document.querySelector('element-instance-form').dispatchEvent({event})");
        self.run(&format!("const clipboardData = new DataTransfer(); {fill}; {dispatch}")).await;
    }

    /// Inserts a text at the cursor, as an input method does.
    pub async fn insert_text(&self, text: &str) {
        self.devtools("Input.insertText", json!({ "text": text })).await;
    }

    /// Puts the cursor before the character at index `at` of a field.
    pub async fn put_cursor(&self, id: &str, at: usize) {
        self.in_form(&format!("root.querySelector('#{id}').setSelectionRange({at}, {at})"), Vec::new()).await;
    }

    /// Undoes the last change of a field. Returns its value before and after.
    pub async fn undo_in(&self, id: &str) -> [String; 2] {
        let script = "const field = root.getElementById(arguments[0]), before = field.value; field.focus(); \
                      document.execCommand('undo'); return [before, field.value]";
        serde_json::from_value(self.in_form(script, vec![id.into()]).await).unwrap()
    }

    /// Waits until these fields, and no others, are invalid.
    pub async fn wait_for_invalid_fields(&self, ids: &[&str]) {
        let fields = "[...root.querySelectorAll('[aria-invalid=true]')].map(({ id }) => id).join()";
        self.wait_in_form(&format!("{fields} === {}", json!(ids.join(",")))).await;
    }

    /// Returns the label of the fix next to a field's message.
    pub async fn fix_of(&self, id: &str) -> Option<String> {
        let script = format!("return root.querySelector('#{id}-error + .fixes .fix')?.textContent");
        self.in_form(&script, Vec::new()).await.as_str().map(str::to_owned)
    }

    /// Waits until the fix of a field starts with this text.
    pub async fn wait_for_fix(&self, id: &str, start: &str) {
        let fix = format!("root.querySelector('#{id}-error + .fixes .fix')");
        self.wait_in_form(&format!("{fix}?.textContent.startsWith('{start}')")).await;
    }

    /// Applies the fix of a field.
    pub async fn apply_fix(&self, id: &str) {
        self.in_form(&format!("root.querySelector('#{id}-error + .fixes .fix').click()"), Vec::new()).await;
    }

    /// Waits until no message is shown for a field.
    pub async fn wait_without_message(&self, id: &str) {
        self.wait_in_form(&format!("root.getElementById('{id}-error').textContent === ''")).await;
    }

    /// Toggles events by a script.
    pub async fn toggle_events(&self) {
        self.in_form("root.querySelector('[role=switch]').click()", Vec::new()).await;
    }

    /// Turns events on if they are off.
    pub async fn turn_events_on(&self) {
        self.in_form("const s = root.querySelector('[role=switch]'); if (!s.checked) s.click()", Vec::new()).await;
    }

    /// Performs random user actions in an order that the seed determines. Returns the violated invariant, or an empty
    /// text.
    pub async fn perform_random_actions(&self, seed: u64) -> Value {
        let root = self.in_form("return root", Vec::new()).await;
        self.client.execute(include_str!("random_actions.js"), vec![root, json!(seed)]).await.unwrap()
    }

    /// Sets the extra field at `index`, which must have been added.
    pub async fn set_extra_field(&self, index: usize, key: &str, value: &str) {
        self.wait_in_form(&format!("root.getElementById('additional-{index}')")).await;
        // The key comes first, as when typing from left to right.
        let script = format!(
            "const key = root.getElementById('additional-{index}'); \
             const value = key.closest('.entry, div').querySelectorAll('input')[1] ?? key.parentElement.querySelectorAll('input')[1]; \
             for (const [input, text] of [[key, arguments[0]], [value, arguments[1]]]) {{ \
                 input.value = text; input.dispatchEvent(new Event('input', {{ bubbles: true }})); }}"
        );
        self.in_form(&script, vec![key.into(), value.into()]).await;
    }

    /// Returns the types of the fields whose value contains this text.
    pub async fn types_of_fields_with(&self, text: &str) -> Vec<String> {
        let script = "return [...root.querySelectorAll('input')].filter(({ value }) => value.includes(arguments[0])) \
                      .map(({ type }) => type)";
        serde_json::from_value(self.in_form(script, vec![text.into()]).await).unwrap()
    }
}
