//! Commands of `HTTPie`, xh, wget and the Postman CLI.

use serde_json::{Value, json};

use super::{BODY, URL, assert_read, body, import, sentences};

const HEADER: &str = "'Authorization: User u1, Organization o1'";
const ITEM: &str = "Authorization:'User u1, Organization o1'";

fn document() -> Value {
    serde_json::from_str(BODY).unwrap()
}

#[test]
fn commands_with_a_body_are_read_exactly() {
    let cases = [
        ("wget", format!("wget --header={HEADER} --post-data='{BODY}' {URL}")),
        ("wget", format!("wget -qO- --header {HEADER} --method POST --body-data '{BODY}' {URL}")),
        ("wget", format!("$ wget -q -O - --method=post \\\n --header={HEADER} \\\n --body-data='{BODY}' \\\n '{URL}'")),
        ("wget", format!("cat > b.json <<'EOF'\n{BODY}\nEOF\nwget --header={HEADER} --post-file=b.json {URL}")),
        ("wget", format!("printf '%s' '{BODY}' | wget --header={HEADER} --post-file=/dev/stdin -O - {URL}")),
        ("HTTPie", format!("http POST {URL} {ITEM} --raw '{BODY}'")),
        ("HTTPie", format!("http --raw='{BODY}' POST {URL} {ITEM}")),
        ("HTTPie", format!("https -v {URL} {ITEM} Content-Type:application/json --raw='{BODY}'")),
        ("HTTPie", format!("echo '{BODY}' | http {URL} {ITEM}")),
        ("HTTPie", format!("echo '{BODY}' | http POST {URL} {ITEM} | jq .")),
        ("HTTPie", format!("http POST {URL} {ITEM} <<'EOF'\n{BODY}\nEOF\n")),
        ("HTTPie", format!("http POST {URL} {ITEM} <<< '{BODY}'")),
        ("HTTPie", format!("cat <<'EOF' | http POST {URL} {ITEM}\n{BODY}\nEOF")),
        ("HTTPie", format!("printf '%s\\n' '{BODY}' |http -b POST {URL} {ITEM}")),
        ("HTTPie", format!("Run this:\n\nhttp POST {URL} \\\n  {ITEM} \\\n  --raw '{BODY}'\n")),
        ("xh", format!("xh post {URL} {ITEM} --raw '{BODY}'")),
        ("xh", format!("xhs {URL} {ITEM} --raw '{BODY}'")),
        ("the Postman CLI", format!("postman request POST '{URL}' --header {HEADER} --body '{BODY}'")),
        ("the Postman CLI", format!("postman request POST {URL} \\\n -H {HEADER} \\\n -d '{BODY}'")),
    ];
    for (name, text) in cases {
        assert_read(&text, &document(), Some(name));
    }
}

#[test]
fn items_of_httpie_become_json() {
    let cases = [
        (
            "element:='{\"key\":\"woocommercerest\"}' configuration:='{\"store.url\":\"https://a.b\"}' name=n tags:='[\"a\"]'",
            json!({"element": {"key": "woocommercerest"}, "configuration": {"store.url": "https://a.b"}, "name": "n", "tags": ["a"]}),
        ),
        (
            "'element[key]=woocommercerest' 'configuration[store.url]=https://a.b' 'configuration[event.notification.enabled]:=false' name='it is = \"so\"' 'tags[]=a' 'tags[]=b\\=c'",
            json!({"element": {"key": "woocommercerest"}, "configuration": {"store.url": "https://a.b", "event.notification.enabled": false}, "name": "it is = \"so\"", "tags": ["a", "b=c"]}),
        ),
        (
            "element[key]=woocommercerest tags[1]=b tags[0]=a name='a:b@c;d'",
            json!({"element": {"key": "woocommercerest"}, "tags": ["a", "b"], "name": "a:b@c;d"}),
        ),
    ];
    for (items, expected) in cases {
        let text = format!("http POST {URL} {ITEM} {items}");
        let import = import(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let sent = body(&import);
        for (key, value) in expected.as_object().unwrap() {
            match value.as_object() {
                Some(members) => members.iter().for_each(|(name, value)| assert_eq!(sent[key][name], *value, "{text}")),
                None => assert_eq!(sent[key], *value, "{text}\n{sent}"),
            }
        }
    }
}

#[test]
fn escapes_of_printf_are_decoded() {
    let text = format!(
        "printf '{{\"element\":{{\"key\":\"woocommercerest\"}},\"name\":\"a \\\\\"b\\\\\" 5%% \\\\\\\\ \\u00e9\"}}' | http POST {URL}"
    );
    assert_eq!(import(&text).unwrap().instance.name, "a \"b\" 5% \\ é", "{text}");
    let text =
        format!("printf '{{\"element\":{{\"key\":\"woocommercerest\"}},\"name\":\"5% off\"}}' | curl {URL} -d @-");
    let import = import(&text).unwrap();
    assert_eq!(import.instance.name, "5% off");
    let sentences = sentences(&import);
    assert!(sentences.iter().any(|sentence| sentence.contains("printf replaces this %")), "{sentences:?}");
}

#[test]
fn what_a_command_does_besides_is_named() {
    let cases = [
        (format!("http POST {URL} {ITEM} name=n configuration:=@c.json"), "\"configuration\" is in a file"),
        (format!("http -a u:p POST {URL} name=n"), "Ignored the user name and password"),
        (format!("http POST {URL} name=$NAME"), "variable"),
        (format!("http POST {URL} name=a name=b"), "\"name\" appears again here"),
        (format!("http PUT {URL} name=a"), "PUT"),
        (format!("http POST {URL}?a=b c==d name=a"), "The URL isn't /instances"),
        (format!("http --frob POST {URL} name=a"), "--frob"),
        (format!("http --timeout 5 POST {URL} name=a"), "--timeout"),
        (format!("wget --post-file=b.json {URL}"), "The body is in a file"),
        (format!("http POST {URL} X-Trace:abc name=a"), "X-Trace"),
        (format!("wget --post-data='{BODY}' {URL} https://other.example/x"), "A second URL"),
    ];
    for (text, part) in cases {
        let import = import(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let sentences = sentences(&import);
        assert!(sentences.iter().any(|sentence| sentence.contains(part)), "{text}\n{sentences:#?}");
    }
}

#[test]
fn commands_that_send_no_json_are_rejected() {
    let cases = [
        (format!("http --form POST {URL} name=n"), "form data"),
        (format!("http POST {URL} file@a.json"), "form data"),
        (format!("postman request POST {URL} --form a=b"), "form data"),
        (format!("http {URL}"), "sends GET without a body"),
        (format!("wget {URL}"), "sends GET without a body"),
        (format!("http POST {URL} 'a[b=c'"), "HTTPie"),
        (format!("http POST {URL} 'a=1' 'a[b]=c'"), "HTTPie"),
        (format!("wget --post-data='a=b' {URL}"), "isn't a JSON object"),
    ];
    for (text, part) in cases {
        match import(&text) {
            Ok(import) => panic!("read as {}\n{text}", body(&import)),
            Err(error) => assert!(error.to_string().contains(part), "{error}\n{text}"),
        }
    }
}
