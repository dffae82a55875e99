//! A network that loses responses, or delays requests.

use serde_json::{Value, json};

use super::Page;

impl Page {
    /// Sends each `POST`, and then reports a failure to the page.
    pub async fn lose_responses(&self) {
        self.run(
            "const send = fetch; window.fetch = async (request) => { \
                 const answer = await send(request); \
                 if (request.method === 'POST') throw new TypeError('Failed to fetch'); \
                 return answer; }",
        )
        .await;
    }

    /// Sends each `POST` and reports a failure; one with this text in it is only sent by [`Page::deliver`].
    pub async fn lose_responses_and_delay(&self, text: &str) {
        self.run(&format!(
            "const send = fetch; const later = []; \
             window.deliver = () => Promise.all(later.map((request) => send(request))); \
             window.fetch = async (request) => {{ \
                 if (request.method !== 'POST') return send(request); \
                 if ((await request.clone().text()).includes({})) later.push(request.clone()); \
                 else await send(request.clone()); \
                 throw new TypeError('Failed to fetch'); }}",
            json!(text)
        ))
        .await;
    }

    /// Sends the delayed request.
    pub async fn deliver(&self) {
        self.run("return deliver()").await;
    }

    /// Sends each `POST`, and reports a failure once [`Page::break_off`] is called.
    pub async fn lose_responses_at_break_off(&self) {
        self.run(
            "const send = fetch; const wait = new Promise((next) => { window.breakOff = next; }); \
             window.fetch = async (request, options) => { \
                 const answer = await send(request, options); \
                 if (request.method !== 'POST') return answer; \
                 await wait; throw new TypeError('Failed to fetch'); }",
        )
        .await;
    }

    pub async fn break_off(&self) {
        self.run("breakOff(); return new Promise((next) => setTimeout(next))").await;
    }

    /// Counts and delays each `POST` until [`Page::release_posts`] is called.
    pub async fn hold_posts(&self) {
        self.run(
            "const send = fetch; window.posts = 0; const gate = new Promise((next) => { window.release = next; }); \
             window.fetch = async (request, options) => { \
                 if (request.method === 'POST') { posts++; await gate; } \
                 return send(request, options); }",
        )
        .await;
    }

    pub async fn release_posts(&self) {
        self.run("release()").await;
    }

    /// Returns the number of delayed `POST` calls.
    pub async fn post_count(&self) -> Value {
        self.run("return posts").await
    }

    /// Responds to every request of the app with this JSON. The page still loads its files.
    pub async fn respond_with(&self, json: &str) {
        self.run(&format!(
            "const load = fetch; window.fetch = async (request, options) => !(request instanceof Request) \
                 ? load(request, options) : new Response({}, {{ headers: {{ 'Content-Type': 'application/json' }} }})",
            json!(json)
        ))
        .await;
    }

    /// Records the URL of each request that would create an instance, and doesn't send it.
    pub async fn reject_creations(&self) {
        self.run(
            "window.sent = []; const real = window.fetch; window.fetch = (request, ...rest) => { \
                 const url = String(request.url ?? request); \
                 if (!url.endsWith('/instances')) return real(request, ...rest); \
                 sent.push(url); return Promise.reject(new TypeError('no network')); };",
        )
        .await;
    }

    /// Returns the URLs recorded since the last call.
    pub async fn take_rejected(&self) -> Vec<String> {
        serde_json::from_value(self.run("return sent.splice(0)").await).unwrap()
    }

    pub async fn wait_for_rejected(&self) {
        self.wait_until("sent.length").await;
    }
}
