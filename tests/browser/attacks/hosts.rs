//! Hosts that resemble the API's never receive the secrets of an account without a confirmation.

use super::Attempts;
use crate::fill_required;
use crate::page::Page;

/// How Create reacts to such a host.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reaction {
    /// It asks for confirmation.
    Asks,
    /// It rejects the host.
    Refuses,
}
use Reaction::{Asks, Refuses};

const ATTEMPTS: [(&str, Reaction); 52] = [
    ("https://api.cIoud-eIements.com", Asks),
    ("https://api.cloud-eIements.com", Asks),
    ("https://api.c1oud-e1ements.com", Asks),
    ("https://api.cl0ud-elements.com", Asks),
    ("https://api.cloud-elemnts.com", Asks),
    ("https://api.cloud-elementss.com", Asks),
    ("https://api.cloud-elemenst.com", Asks),
    ("https://api.xloud-elements.com", Asks),
    ("https://api.lcoud-elements.com", Asks),
    ("https://api.loud-elements.com", Asks),
    ("https://api.cloud-elernents.com", Asks),
    ("https://api.doud-elements.com", Asks),
    ("https://api.cloud--elements.com", Asks),
    ("https://api.cloudelements.com", Asks),
    ("https://api.c-loud-elements.com", Asks),
    ("https://api.cloud.elements.com", Asks),
    ("https://api-cloud-elements.com", Asks),
    ("https://api.cloud-elements.net", Asks),
    ("https://api.cloud-elements.co", Asks),
    ("https://api.cloud-elements.com.evil.example", Asks),
    ("https://cloud-elements.evil.example", Asks),
    ("https://evil.example.api-cloud-elements.com.br", Asks),
    ("https://api.openconnectors.ext.hana.ondemand.com.evil.example", Asks),
    ("https://api.openconnectors.us2.ext.hana-ondemand.com", Asks),
    ("https://api.openconnectors.us2.ext.hana.ondernand.com", Asks),
    ("https://api.openconectors.us2.ext.hana.ondemand.com", Asks),
    ("https://api.opencomectors.us2.ext.hana.ondemand.com", Asks),
    ("https://api.openconnectors.us2.example", Asks),
    ("https://openconnectors.cfapps.eu10.hana.ondemand.com", Asks),
    ("https://api.evil.us2.ext.hana.ondemand.com", Asks),
    ("https://api.сloud-elements.com", Asks),
    ("https://api.clοud-elements.com", Asks),
    ("https://ａｐｉ.ｃｌｏｕｄ-elements.net", Asks),
    ("https://api.cloud-élements.com", Asks),
    ("https://api.xn--loud-elements-o8k.com", Asks),
    ("https://API.CLOUD-ELEMENTS.COM.EVIL.EXAMPLE", Asks),
    ("https://api.cloud-elemnts.com/elements/api-v2/x", Asks),
    ("https:/api.cloud-elements.com", Refuses),
    ("https//api.cloud-elements.com", Refuses),
    ("https://https://api.cloud-elements.com", Refuses),
    ("https://https/api.cloud-elements.com", Refuses),
    ("http:/api.cloud-elements.com", Refuses),
    ("htps://api.cloud-elements.com", Refuses),
    ("https://api.cloud-elements.com@evil.example", Refuses),
    ("https://evil.example\\.cloud-elements.com", Refuses),
    ("https://api.cloud-elements.com/elements/api-v2/instances", Refuses),
    ("https://api.cloud-elements.com/elements/api-v2/instances/", Refuses),
    ("https://api.cloud-elements.com/elements/api-v2/instances?x=1", Refuses),
    ("http://0x7f000001", Refuses),
    ("http://2130706433", Refuses),
    ("http://0177.0.0.1", Refuses),
    ("http://127.1", Refuses),
];

#[tokio::test(flavor = "multi_thread")]
async fn no_confusable_host_gets_secrets_without_confirmation() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.choose("API host", "Other host…").await;
    page.wait_for("textbox", "Host URL").await;
    page.reject_creations().await;
    let mut attempts = Attempts::new("hosts");
    for (host, messages) in ATTEMPTS {
        page.set_field("host-url", host, "input").await;
        page.create().await;
        page.pause(150).await;
        let alerts = page.alerts().await;
        let requires_confirmation = alerts.contains("looks like an API host");
        let is_reported = alerts.contains("Host URL") && requires_confirmation == (messages == Asks);
        let sent = page.take_rejected().await;
        attempts.note(host, is_reported && sent.is_empty(), (alerts, sent));
    }
    // The vendor's own host requires no confirmation.
    page.choose("API host", "Cloud Elements US staging").await;
    page.create().await;
    page.wait_for_rejected().await;
    let sent = page.take_rejected().await;
    let expected = ["https://staging.cloud-elements.com/elements/api-v2/instances"];
    attempts.note("the vendor's own", sent == expected, sent);
    attempts.finish();
    page.close().await;
}
