//! Texts with several requests that create an instance: each is listed, and none is imported before one is chosen.

use importer::{Candidate, read_candidate};
use model::element::Definition;
use model::instance::Instance;
use model::position::Position;

use super::{URL, import};

fn body(name: &str) -> String {
    format!("{{\"element\":{{\"key\":\"woocommercerest\"}},\"name\":\"{name}\"}}")
}

/// Returns an item of a Postman collection.
fn item(name: &str, method: &str, url: &str, instance: &str) -> String {
    let body = serde_json::to_string(&body(instance)).unwrap();
    format!(
        r#"{{"name":"{name}","request":{{"method":"{method}","url":{{"raw":"{url}"}},"header":[{{"key":"Authorization","value":"User u1, Organization o1"}}],"body":{{"mode":"raw","raw":{body}}}}}}}"#
    )
}

fn har_entry(url: &str, instance: &str) -> String {
    let body = serde_json::to_string(&body(instance)).unwrap();
    format!(r#"{{"request":{{"method":"POST","url":"{url}","headers":[],"postData":{{"text":{body}}}}}}}"#)
}

#[test]
fn several_requests_are_listed_and_none_is_chosen() {
    let with_secret = URL.replace("://", "://user:pass@") + "?token=t";
    let texts = [
        format!(
            "{{\"info\":{{}},\"item\":[\n{},\n{},\n{}\n]}}",
            item("List", "GET", URL, "x"),
            item("Create A", "POST", URL, "a"),
            item("Create B", "POST", &with_secret, "b")
        ),
        format!(
            "{{\"log\":{{\"entries\":[\n\n{},\n{}\n]}}}}",
            har_entry(URL, "Create A"),
            har_entry(&with_secret, "Create B")
        ),
        format!("curl {URL}\n\ncurl {URL} -d '{}'\ncurl '{with_secret}' -d '{}'", body("Create A"), body("Create B")),
        format!("# twice\n\nhttp POST {URL} name='Create A'\nwget '{with_secret}' --post-data='{}'", body("Create B"))
            .replace("name='Create A'", &format!("--raw '{}'", body("Create A"))),
        format!(
            "GET {URL}\n\n### Create A\nPOST {URL}\n\n{}\n\n### Create B\nPOST {with_secret}\n\n{}",
            body("a"),
            body("b")
        ),
    ];
    for text in texts {
        let rejection = import(&text).expect_err(&text);
        assert_eq!(rejection.to_string(), "2 requests here create an instance. Choose one.", "{text}");
        let lines: Vec<_> = rejection.candidates.iter().map(|one| one.position.line).collect();
        assert_eq!(lines, if text.starts_with("GET") { [3, 8] } else { [3, 4] }, "{text}");
        let shown: Vec<_> =
            rejection.candidates.iter().map(|one| (one.method.as_str(), one.url.as_str(), one.name.as_str())).collect();
        assert_eq!(shown, [("POST", URL, "Create A"), ("POST", URL, "Create B")], "{text}");
        for (choice, name) in [(0, "a"), (1, "b")] {
            let import = read_candidate(&text, &Instance::empty(Definition::woocommerce()), Some(choice)).unwrap();
            assert!(import.instance.name.to_lowercase().ends_with(name), "{text}: {}", import.instance.name);
            assert_eq!(import.candidates, rejection.candidates);
        }
        let none = read_candidate(&text, &Instance::empty(Definition::woocommerce()), Some(2)).unwrap_err();
        assert_eq!(none, rejection, "{text}");
    }
}

#[test]
fn one_fitting_request_is_imported_at_once() {
    let text = format!(
        "### List\nGET {URL}\n\n### Create\nPOST {URL}\nAuthorization: User u1, Organization o1\n\n{}\n\n### Delete\nDELETE {URL}/1",
        body("a")
    );
    assert_eq!(import(&text).unwrap().instance.name, "a");
    let text = format!("{{\"item\":[{},{}]}}", item("List", "GET", URL, "x"), item("Create", "POST", URL, "a"));
    let import = import(&text).unwrap();
    assert_eq!(import.instance.name, "a");
    assert_eq!(import.candidates, []);
}

#[test]
fn a_candidate_shows_no_secret() {
    let text = format!("curl https://x/'a b'/instances -d '{}'\ncurl {URL} -d {{}}", body(&"n".repeat(200)));
    let candidates = import(&text).unwrap_err().candidates;
    let long = "n".repeat(100) + "…";
    let first =
        Candidate { position: Position { line: 1, column: 6 }, method: "POST".into(), url: String::new(), name: long };
    assert_eq!(candidates[0], first);
}
