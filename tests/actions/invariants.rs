//! The invariants that hold after every action.

use model::command::{Secrets, Shell};
use model::diagnostic::Severity;
use model::instance::{FieldError, Instance};
use model::json;
use model::request::HttpRequest;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use super::expected::{expected_authorization, expected_body, expected_url};
use super::{MARK, value};

/// Serializes and restores the form, which must not change it.
pub fn restored(form: &Instance) -> Result<Instance, TestCaseError> {
    let restored = Instance::from_json(&form.to_json()).unwrap();
    prop_assert_eq!(&restored, form);
    Ok(restored)
}

/// Returns true if an error prevents creating the instance.
pub fn has_errors(errors: &[FieldError]) -> bool {
    errors.iter().any(|error| error.kind.severity() == Severity::Error)
}

/// Checks the invariants that hold after every action.
pub fn check(form: &Instance) -> TestCaseResult {
    let request = HttpRequest::create_instance(form);
    let body = request.body.as_str();
    let headers: Vec<_> = request.headers.iter().map(|header| (header.name, header.value.as_str())).collect();
    let authorization = expected_authorization(form);
    prop_assert_eq!(headers, [("Authorization", &*authorization), ("Content-Type", "application/json")]);
    prop_assert_eq!((request.method, &request.url), ("POST", &expected_url(&form.host)));
    prop_assert_eq!(value(body), Some(expected_body(form)), "{}", body);
    // The page checks a restored configuration before it is sent.
    form.polling.check();
    let errors = form.validate();
    let messages = errors.iter().map(ToString::to_string).collect::<String>();
    let shown = [messages, request.headers[0].value.masked(), request.body.masked()].concat();
    prop_assert!(!shown.contains(MARK), "{}", shown);
    let polling = &form.polling;
    prop_assert_eq!(polling.is_json(), value(polling.text()).is_some());
    prop_assert_eq!(polling.errors().map_or(0, |errors| errors.count), polling.diagnostics().errors);
    if has_errors(&errors) { Ok(()) } else { check_valid_form(form, &request) }
}

/// Checks a form without errors: no placeholder is left, and the request goes to the host that was typed.
fn check_valid_form(form: &Instance, request: &HttpRequest) -> TestCaseResult {
    let (body, authorization) = (request.body.as_str(), request.headers[0].value.as_str());
    let sent = [&request.url, authorization, body].concat();
    let typed = form.to_json();
    for after in sent.split('<').skip(1) {
        let name = after.split_once('>').map_or("", |(name, _)| name);
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
        prop_assert!(!is_name || typed.contains(&format!("<{name}>")), "{}", sent);
    }
    prop_assert!(http::HeaderValue::from_str(authorization).is_ok(), "{}", authorization);
    let typed = if form.host.contains("://") { form.host.clone() } else { format!("https://{}", form.host.trim()) };
    let (url, typed) = (url::Url::parse(&request.url).unwrap(), url::Url::parse(&typed).unwrap());
    prop_assert_eq!(url.origin(), typed.origin());
    prop_assert!(url.path().ends_with("/elements/api-v2/instances"), "{}", url);
    let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    prop_assert!(is_here || url.scheme() == "https", "{}", url);
    // No object has duplicate keys.
    let tree = json::parse_strict(body).unwrap();
    let root = tree.root(body).unwrap();
    for object in [Some(root), root.get("element"), root.get("configuration")].into_iter().flatten() {
        prop_assert!(object.duplicate_keys().is_empty(), "{}", body);
    }
    Ok(())
}

/// Checks the slower invariants.
pub fn check_at_the_end(form: &Instance, secrets: Secrets) -> TestCaseResult {
    restored(form)?;
    for found in form.polling.diagnostics().list() {
        let fix = found.fix.as_ref().map(|fix| fix.describe(form.polling.text()));
        prop_assert!(!found.problem.to_string().is_empty() && fix.is_none_or(|fix| !fix.is_empty()));
    }
    let request = HttpRequest::create_instance(form);
    for shell in Shell::ALL {
        let command = shell.command(&request, secrets);
        prop_assert!(secrets == Secrets::Shown || !command.contains(MARK), "{}", command);
    }
    Ok(())
}
