//! Requests and responses in files of other programs, and files that are rejected by name.

use importer::{RepairGroup, RepairKind};
use model::instance::{ExtraField, Instance, Section};
use serde_json::json;

use super::*;

#[test]
fn requests_are_read_like_commands() {
    for (format, document) in requests(&body()) {
        for text in [
            document.to_string(),
            serde_json::to_string_pretty(&document).unwrap(),
            json!(document.to_string()).to_string(),
        ] {
            let import = import(&text);
            assert_eq!(import.instance, signed_in(), "{text}");
            let column = if text.starts_with('"') { 2 } else { 1 };
            let mut repairs = messages(&import);
            repairs.retain(|repair| !repair.ends_with("The JSON was escaped as a string. Removed the escapes."));
            assert_eq!(
                repairs,
                [format!(
                    "line 1, column {column}: This is a {format}. Its URL, Authorization header and body were used, \
                     and everything else was ignored."
                )],
                "{text}"
            );
        }
    }
}

#[test]
fn requests_without_a_url_or_a_body() {
    let without_url =
        json!({"method": "POST", "headers": {"Authorization": authorization()}, "body": body().to_string()});
    let read = import(&without_url.to_string());
    assert_eq!(read.instance, signed_in());
    assert_eq!(messages(&read)[1..], ["The command has no URL. Kept the form's host."]);
    let without_body = json!({"method": "POST", "url": URL, "headers": {"Authorization": authorization()}});
    let read = import(&without_body.to_string());
    assert_eq!((read.instance.user_secret.as_str(), read.instance.name.as_str()), (USER, ""));
    assert_eq!(messages(&read)[1..], ["The command has no body. URL and headers were used."]);
    let sanitized =
        json!({"request": {"method": "POST", "url": URL, "headers": [], "postData": {"text": body().to_string()}}});
    let before = Instance { user_secret: "u".into(), ..empty_form() };
    let read = importer::read(&sanitized.to_string(), &before).unwrap();
    assert_eq!(read.instance, Instance { user_secret: "u".into(), ..form() });
    assert_eq!(messages(&read)[1..], ["The request has no Authorization header. Kept the secrets in the form."]);
    let other_method = json!({"method": "PUT", "url": URL, "headers": {}, "body": body().to_string()});
    assert_eq!(
        messages(&import(&other_method.to_string()))[0],
        "line 1, column 1: The command sends PUT. The form sends POST, which creates an instance."
    );
}

/// Variables of Postman are reported as placeholders, and never become values.
#[test]
fn variables_are_placeholders() {
    let mut item = postman_item(&body());
    item["request"]["header"] =
        json!([{"key": "Authorization", "value": "User {{user_secret}}, Organization {{ org }}"}]);
    item["request"]["url"] = "{{baseUrl}}/elements/api-v2/instances".into();
    let raw = body()
        .to_string()
        .replace("\"My store\"", "{{name}}")
        .replace("cs_2", "{{secret}}")
        .replace("Docs", "a {{tag}}");
    item["request"]["body"]["raw"] = raw.replace("{\"configuration", "// a comment\n{\"configuration").into();
    let mut collection = postman(&[item]);
    collection["variable"] = json!([{"key": "secret", "value": "cs_of_a_variable"}]);
    let import = import(&collection.to_string());
    let expected = Instance {
        host: String::new(),
        name: String::new(),
        fields: vec!["https://shop.example".into(), "ck_1".into(), String::new()],
        tags: vec!["a {{tag}}".into()],
        ..form()
    };
    assert_eq!(import.instance, expected);
    let of_kind: Vec<String> = import
        .repairs
        .iter()
        .filter(|repair| repair.kind.group() == RepairGroup::NeedsYou)
        .map(|repair| repair.kind.to_string().split(" is a placeholder").next().unwrap().to_owned())
        .collect();
    let mut labels = vec![
        "Host URL",
        "User Secret",
        "Organization Secret",
        "OAuth API Secret",
        "Name",
        "tags contains a placeholder. It was kept: enter the real value.",
    ];
    labels.sort_unstable();
    let mut of_kind: Vec<&str> = of_kind.iter().map(String::as_str).collect();
    of_kind.sort_unstable();
    assert_eq!(of_kind, labels);
}

#[test]
fn responses_are_read_without_their_id_and_token() {
    let text = response().to_string();
    let bare = import(&text);
    assert_eq!(bare.instance, form());
    assert_eq!(messages(&bare), [format!("line 1, column 1: {RESPONSE}")]);
    for wrapper in wrappers(&response()) {
        let import = import(&wrapper.to_string());
        assert_eq!(import.instance, form(), "{wrapper}");
        let messages = messages(&import);
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert_eq!(messages[0], WRAPPER);
        assert!(messages[1].ends_with(RESPONSE), "{messages:?}");
        assert!(!import.instance.to_json().contains(TOKEN));
    }
    // A token alone makes the document a response.
    let import = import(&json!({"element": {"key": "woocommercerest"}, "configuration": body()["configuration"], "token": TOKEN, "name": "n"}).to_string());
    assert_eq!(messages(&import), [format!("line 1, column 1: {RESPONSE}")]);
    assert_eq!(import.instance.additional, []);
}

#[test]
fn masks_in_a_response_are_not_imported() {
    let mut masked = response();
    for key in ["oauth.api.key", "oauth.api.secret", "password"] {
        masked["configuration"][key] = "********".into();
    }
    masked["tags"] = json!([{"id": 1, "name": "Docs"}]);
    let import = import(&json!({"status": "success", "elementInstance": masked}).to_string());
    let expected = Instance {
        fields: vec!["https://shop.example".into(), String::new(), String::new()],
        additional: vec![ExtraField::new(Section::Configuration, "password", "")],
        ..form()
    };
    assert_eq!(import.instance, expected);
    let masked =
        import.repairs.iter().filter(|repair| matches!(repair.kind, RepairKind::Masked { is_cleared: true, .. }));
    assert_eq!(masked.count(), 3);
}

#[test]
fn other_documents_are_rejected_by_name() {
    let is = |name: &str| {
        format!("line 1, column 1: This is {name}, not a request body or a polling configuration. Paste one of those.")
    };
    let neither = "line 1, column 1: This JSON is neither a request body (with \"element\" or \"configuration\") nor a polling configuration (resource names with \"url\" and \"idField\").".to_owned();
    let package = is("a package manifest (such as package.json)");
    let error = is("an API error response");
    let entry =
        |key: &str| json!({"key": key, "name": "x", "type": "TEXTFIELD_128", "required": true, "defaultValue": ""});
    let [script, preflight] = other_entries();
    let cases = [
        (json!({"scripts": {"build": "x"}, "dependencies": {"a": "1"}}), package.clone()),
        (json!({"name": "x", "version": "1.0.0", "devDependencies": {"a": "1"}, "bugs": {"url": "https://a.b"}}), package.clone()),
        (json!({"name": "a/b", "require": {"php": ">=8"}}), package),
        (json!({"openapi": "3.0.0", "info": {"title": "x"}, "paths": {"/instances": {"post": {"example": body()}}}}), is("an OpenAPI description")),
        (json!({"swagger": "2.0", "paths": {}}), is("an OpenAPI description")),
        (json!({"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {}}), is("a JSON schema")),
        (json!({"id": "1", "name": "CE", "values": [{"key": "user_secret", "value": USER, "enabled": true}], "_postman_variable_scope": "environment"}), is("a Postman environment")),
        (json!({"name": "CE", "values": [{"key": "user_secret", "value": USER}]}), is("a Postman environment")),
        (json!({"id": 1, "key": "epages", "name": "ePages", "hub": "ecommerce", "authentication": {"type": "custom"}, "configuration": [entry("a"), entry("store.url")]}), is("an element definition")),
        (json!([entry("store.url"), entry("oauth.api.key")]), is("a list of element settings")),
        (json!({"requestId": "5b0437c6e4b07731ae39b533", "message": "No account found with ID 123456"}), error.clone()),
        (json!({"message": "x", "requestId": "53dbca9430045c016b46566c", "providerMessage": "y"}), error.clone()),
        (json!({"status": 401, "error": "Unauthorized", "path": "/elements/api-v2/instances"}), error.clone()),
        (json!({"data": {"requestId": "5b0437c6e4b07731ae39b533", "message": "x"}}), error),
        (json!({"eventId": 1088, "instanceId": 31, "response": {"events": []}, "notificationId": 1047}), is("an event notification")),
        (json!({"message": {"eventId": 1088, "instanceId": 31, "events": [{"eventType": "UPDATED", "objectId": "1"}]}}), is("an event notification")),
        (json!({"id": 835_844, "token": TOKEN}), is("an instance ID and token")),
        (json!({"name": "f", "steps": [], "triggers": [{"type": "event"}]}), is("a formula")),
        (json!({"query": "mutation { x }", "variables": {"name": "x"}}), is("a GraphQL query")),
        (har(&[]), "line 1, column 1: This is a HAR file, but no request in it creates an instance. Paste one that does.".into()),
        (har(&[script, preflight]), "line 1, column 1: This is a HAR file, but no request in it creates an instance. Paste one that does.".into()),
        (har(&[har_entry(&body()), har_entry(&body())]), "2 requests here create an instance. Choose one.".into()),
        (postman(&[postman_item(&body()), postman_item(&body()), postman_item(&body())]), "3 requests here create an instance. Choose one.".into()),
        (json!([response(), response()]), "line 1, column 1: There are 2 instances or request bodies here. Paste only one.".into()),
        (json!([{"a": 1}]), "line 1, column 1: This is a JSON array. Paste one object from it: a request body or a polling configuration.".into()),
        (json!({"a": {"b": 1}, "c": {"url": "https://a.b"}}), neither.clone()),
        (json!({"name": "x", "version": "1"}), neither.clone()),
        (json!({"tags": ["x"]}), neither.clone()),
        (json!({"providerData": {"code": "x"}}), neither.clone()),
        (json!({"element": "x", "a": 1}), neither.clone()),
        (json!({"data": {"orders": {"url": "/orders", "idField": "id"}}}), neither),
    ];
    for (document, sentence) in cases {
        assert_eq!(import_error(&document.to_string()), sentence, "{document}");
    }
    let get = har(&[json!({"request": {"method": "GET", "url": URL, "headers": []}})]).to_string();
    assert!(
        import_error(&get)
            .ends_with("This command sends GET without a body, so it creates nothing. Paste one that sends POST.")
    );
    let mut form = postman_item(&body());
    form["request"]["body"] = json!({"mode": "formdata", "formdata": [{"key": "a", "value": "b"}]});
    assert!(
        import_error(&form.to_string())
            .ends_with("The body that starts here isn't a JSON object. A request body starts with {.")
    );
}
