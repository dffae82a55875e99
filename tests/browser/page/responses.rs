//! Responses defined by a test, and everything that the page reports about them.

use serde_json::{Value, json};

use super::Page;

/// Responds to every request of the app with `answer`, and counts the reported failures. The page still loads its files.
const RESPOND: &str = "window.failures = 0; addEventListener('instance-failed', () => failures += 1); \
    const load = fetch; window.fetch = async (request, options) => !(request instanceof Request) \
    ? load(request, options) : new Response(answer.body, { status: answer.status, headers: answer.headers });";

impl Page {
    /// Responds to every request of the app with the text of [`Page::set_response`], and records what the page reports.
    pub async fn respond_and_record(&self) {
        self.record_everything().await;
        self.run(RESPOND).await;
    }

    /// Sets the response, and clears the record.
    pub async fn set_response(&self, status: u16, content_type: &str, body: &str) {
        let response = json!({ "status": status, "headers": { "content-type": content_type }, "body": body });
        let script = "window.answer = arguments[0]; heard.length = 0; failures = 0";
        self.client.execute(script, vec![response]).await.unwrap();
    }

    /// Returns the number of reported failures since the response was set.
    pub async fn recorded_failures(&self) -> Value {
        self.run("return failures").await
    }

    /// Returns the record since the response was set, the form's texts, and the storage. The card that shows the
    /// response itself is left out.
    pub async fn recorded_and_shown(&self) -> String {
        let script = "const texts = [...root.querySelectorAll('.failure, [role=alert], [role=status]')] \
             .filter((node) => !node.closest('.created')).map((node) => node.innerText); \
             return [...heard, ...texts, JSON.stringify({ ...sessionStorage }), JSON.stringify({ ...localStorage })].join('\\n')";
        self.in_form(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
    }
}
