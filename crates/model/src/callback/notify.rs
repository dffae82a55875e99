//! Builds a notification as the API sends it.

use crate::api_schema::CALLBACK_URL;
use crate::request::{Header, HttpRequest, url_secrets};
use crate::url;

use super::{Digest, SIGNATURE_HEADER, header_value, validate_payload};

/// The placeholder of a missing callback URL.
const URL_PLACEHOLDER: &str = "https://<CALLBACK_URL>";
/// The documentation's placeholder of a missing body.
const PAYLOAD_PLACEHOLDER: &str = "<INSERT_EVENT_NOTIFICATION_RESPONSE_BODY>";

impl HttpRequest {
    /// Builds a notification to `callback_url` with `payload`, byte for byte, and its signature.
    ///
    /// An invalid URL or payload (see [`validate_payload`]) is replaced by a placeholder, which is never signed. Keys
    /// in the URL are secrets.
    #[must_use]
    pub fn notify(callback_url: &str, payload: &str, signature: Option<&Digest>) -> Self {
        let url = Some(callback_url.trim()).filter(|url| url::validate(url).is_ok()).unwrap_or(URL_PLACEHOLDER);
        let is_valid = validate_payload(payload).is_ok();
        let mut headers = vec![Header::json()];
        if let Some(signature) = signature.filter(|_| is_valid) {
            headers.push(Header { name: SIGNATURE_HEADER, value: header_value(signature).as_str().into() });
        }
        Self {
            method: "POST",
            url_secrets: url_secrets(url, CALLBACK_URL),
            url: url.into(),
            headers,
            body: if is_valid { payload } else { PAYLOAD_PLACEHOLDER }.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::SAMPLE;
    use super::*;
    use crate::command::{Secrets, Shell};

    #[test]
    fn a_notification_has_the_payload_and_its_signature() {
        let request = HttpRequest::notify(" https://mycoolapp.com/events\n", SAMPLE, Some(&[255; 32]));
        let expected = format!(
            "curl --request 'POST' \\\n  --url 'https://mycoolapp.com/events' \\\n  \
             --header 'Content-Type: application/json' \\\n  \
             --header 'Elements-Webhook-Signature: sha256=//////////////////////////////////////////8=' \\\n  \
             --data-raw '{SAMPLE}'"
        );
        assert_eq!(Shell::Posix.command(&request, Secrets::Masked), expected, "the signature is not a secret");
        let unsigned = HttpRequest::notify("http://localhost:3000/events?a=b", "{}\n", None);
        assert_eq!((unsigned.headers.len(), unsigned.body.as_str()), (1, "{}\n"));
        assert_eq!(unsigned.url, "http://localhost:3000/events?a=b");
    }

    #[test]
    fn keys_in_the_url_are_secrets() {
        let url = "https://a.example/hook?token=abc&page=2";
        let request = HttpRequest::notify(url, "{}", None);
        let shown = |secrets| {
            let command = Shell::Posix.command(&request, secrets);
            let line = command.lines().find(|line| line.contains("--url")).map(str::trim);
            line.unwrap_or_default().to_owned()
        };
        assert_eq!(shown(Secrets::Masked), "--url 'https://a.example/hook?token=••••••••&page=••••••••' \\");
        assert_eq!(shown(Secrets::Shown), format!("--url '{url}' \\"));
        let variables: Vec<_> = request.secrets().map(|secret| secret.variable.as_str()).collect();
        let variable = "CE_EVENT_NOTIFICATION_CALLBACK_URL";
        assert_eq!(variables, ["", "_2"].map(|end| format!("{variable}{end}")));
        let from_environment = shown(Secrets::FromEnvironment);
        assert!(variables.iter().all(|variable| from_environment.contains(variable)), "{from_environment}");
        assert!(!["abc", "=2"].iter().any(|secret| from_environment.contains(secret)));
        assert!(HttpRequest::notify("https://a.example/?page=2", "{}", None).url_secrets.is_empty());
    }

    #[test]
    fn invalid_values_are_placeholders() {
        for url in ["", "mycoolapp.com", "https://a.example/\u{1b}[201~id", "https://a.example/a b"] {
            assert_eq!(HttpRequest::notify(url, "{}", None).url, "https://<CALLBACK_URL>");
        }
        for payload in ["", "{", "\"\u{9b}\""] {
            let request = HttpRequest::notify("https://a.example", payload, Some(&[0; 32]));
            assert_eq!(request.body.as_str(), "<INSERT_EVENT_NOTIFICATION_RESPONSE_BODY>");
            assert_eq!(request.headers, [Header::json()], "a placeholder is not signed");
        }
    }

    #[test]
    fn every_shell_preserves_the_sample() {
        let request = HttpRequest::notify("https://a.example", SAMPLE, None);
        assert!(Shell::ALL.iter().all(|shell| shell.preserves_bytes(&request)));
    }

    #[test]
    fn shells_that_change_the_body_are_known() {
        use Shell::{Cmd, Fish, Posix, PowerShell, WindowsPowerShell};
        let long = format!("\"{}\"", " (é) ".repeat(2_000));
        let cases: [(&str, &[Shell]); 7] = [
            ("{\"a\":1}", &[Posix, Fish, PowerShell, WindowsPowerShell, Cmd]),
            ("{\"a\": 1}", &[Posix, Fish, PowerShell, WindowsPowerShell]),
            ("{\"a\":\"(b)\"}", &[Posix, Fish, PowerShell, WindowsPowerShell]),
            ("{\"a\":\"é\"}", &[Posix, Fish]),
            ("{\n\"a\":1}", &[Posix, Fish]),
            ("{\t\"a\":1}", &[]),
            (&long, &[Posix, Fish, Cmd]),
        ];
        for (payload, expected) in cases {
            let request = HttpRequest::notify("https://a.example", payload, None);
            let preserving: Vec<_> = Shell::ALL.into_iter().filter(|shell| shell.preserves_bytes(&request)).collect();
            assert_eq!(preserving, expected, "{payload}");
        }
    }
}
