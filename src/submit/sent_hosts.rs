//! Stores the API hosts of the requests of the standalone page, to be suggested later.

use leptos::prelude::*;
use model::url::RecentHosts;

use crate::dom::effect;
use crate::state::host::Host;
use crate::state::preferences;
use crate::submit::submission::SubmissionState;

/// Stores the host of each request that is sent.
pub fn remember() {
    let (host, submission): (Host, SubmissionState) = (expect_context(), expect_context());
    if !host.is_standalone() {
        return;
    }
    effect(move || {
        let sent = submission.sent.read();
        let Some(sent) = sent.iter().rfind(|sent| sent.is_in_flight) else { return };
        let mut hosts = RecentHosts::parse(&preferences::hosts());
        if hosts.add(&sent.instance.host, &host.sandbox()) {
            preferences::set_hosts(&hosts.serialize());
        }
    });
}
