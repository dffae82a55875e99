//! Reading pasted texts, and every message about them.

#![allow(missing_docs)]

use importer::{Import, is_importable, read};
use model::command::{Secrets, Shell};
use model::element::Definition;
use model::instance::{EventType, ExtraField, Instance, Interval, Section};
use model::request::HttpRequest;
use serde_json::{Value, json};

const URL: &str = "https://api.cloud-elements.com/elements/api-v2/instances";

/// A one-line body in the form's own format, which yields no repairs.
const BODY: &str = r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://a.b","oauth.api.key":"k","oauth.api.secret":"s"},"name":"n"}"#;

fn import(text: &str) -> Import {
    let definition = Definition::woocommerce();
    read(text, &Instance::empty(definition)).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn messages(text: &str) -> Vec<String> {
    import(text).repairs.iter().map(ToString::to_string).collect()
}

fn import_error(text: &str) -> String {
    let definition = Definition::woocommerce();
    read(text, &Instance::empty(definition)).expect_err(text).to_string()
}

fn request(text: &str) -> HttpRequest {
    HttpRequest::create_instance(&import(text).instance)
}

fn body(text: &str) -> Value {
    serde_json::from_str(request(text).body.as_str()).unwrap()
}

/// Returns `BODY` with another API key.
fn with_key(key: &str) -> Value {
    let mut body: Value = serde_json::from_str(BODY).unwrap();
    body["configuration"]["oauth.api.key"] = key.into();
    body
}

#[test]
fn commands_of_every_dialect_are_read() {
    let in_body = |key: &str| BODY.replace("\"k\"", &format!("\"{key}\""));
    let escaped = in_body("a'b").replace('"', "\\\"");
    let cases = [
        ("single quotes", format!("curl -X POST {URL} -d '{}'", in_body("a'\\''b")), "a'b"),
        ("an option's name before them", format!("curl {URL} --data-raw='{BODY}' -d'x'"), "k"),
        ("joined options", format!("curl -sSkXPOST {URL} -Hx:y -d'{BODY}'"), "k"),
        ("double quotes", format!("curl --url \"{URL}\" --request POST --data \"{escaped}\""), "a'b"),
        ("an inner quote in double quotes", format!("curl {URL} -d '{}'", in_body("a'\"'\"'b")), "a'b"),
        ("ANSI-C quotes", format!("curl {URL} --data-raw $'{}'", in_body(r"a\'\x41\u00e9\102\\u0020c")), "a'AéB c"),
        ("a browser's surrogates", format!("curl {URL} --data-raw $'{}'", in_body(r"\ud83d\ude00\u0021")), "😀!"),
        (
            "a here-document",
            format!("curl {URL} --data-binary @- <<'EOF'\n{}\nEOF\n", in_body("$HOME `a` ' \\\\")),
            "$HOME `a` ' \\",
        ),
        ("one without quotes", format!("curl {URL} -d @- <<EOF\n{}\nEOF\n", in_body(r"\$HOME \`a\` '")), "$HOME `a` '"),
        ("one with tabs", format!("curl {URL} -d @- <<-\"E F\"\n\t\t{BODY}\n\tE F"), "k"),
        ("a here-string", format!("curl {URL} -d @- <<< '{BODY}'"), "k"),
        ("printf", format!("printf %s '{}' |\n  curl {URL} -d @-", in_body("a'\\''b")), "a'b"),
        ("cat", format!("cat <<'E' | curl {URL} -d @-\n{BODY}\nE\n"), "k"),
        ("a file that is written first", format!("cat > a.json <<'E'\n{BODY}\nE\ncurl {URL} -d @a.json"), "k"),
        ("a variable that is set first", format!("BODY='{BODY}'\ncurl {URL} -d \"$BODY\""), "k"),
        ("a prompt", format!("$ curl {URL} \\\n> -d '{BODY}'"), "k"),
        ("variables, a folder, sudo", format!("A=1 sudo /usr/bin/curl {URL} -d '{BODY}'"), "k"),
        ("a comment before it", format!("# try it\n\ncurl {URL} -d '{BODY}' # yes\n"), "k"),
        ("a code block", format!("```bash\ncurl {URL} -d '{BODY}'\n```\n"), "k"),
        ("without the first line", format!("-H 'a: b' \\\n-d '{BODY}' {URL}"), "k"),
        ("fish", format!("curl {URL} \\\n  -d '{}'", in_body(r"a\'b\\\\c")), "a'b\\c"),
        ("PowerShell", format!("curl.exe {URL} `\n  -d '{}'", in_body("a''b’’c")), "a'b’c"),
        (
            "PowerShell's double quotes",
            format!("curl {URL} `\n  -d \"{}\"", in_body("a'`$`u{e9}").replace('"', "`\"")),
            "a'$é",
        ),
        ("doubled ones", format!("PS C:\\> curl {URL} -d \"{}\"", BODY.replace('"', "\"\"")), "k"),
        ("a here-string of PowerShell", format!("$b = @'\n{}\n'@\n$b | curl.exe {URL} -d '@-'", in_body("a'b")), "a'b"),
        ("one that expands", format!("$b = @\"\r\n{}\r\n\"@\r\ncurl.exe {URL} -d $b", in_body("a'`$b")), "a'$b"),
        (
            "a file that PowerShell writes",
            format!(
                "[IO.File]::WriteAllText(\"$PWD\\a.json\", @'\n{BODY}\n'@)\ncurl.exe {URL} --data-binary '@a.json'"
            ),
            "k",
        ),
        (
            "Windows PowerShell",
            format!("curl.exe '\"{URL}\"' `\n  --data-raw '\"{}\"'", in_body("a''b").replace('"', "\\\"")),
            "a'b",
        ),
        ("backslashes alone", format!("curl.exe {URL} `\n  --data-raw '{}'", BODY.replace('"', "\\\"")), "k"),
        ("cmd.exe", format!("curl.exe \"{URL}\" -d \"{escaped}\""), "a'b"),
        ("cmd.exe over lines", format!("C:\\Users\\me>curl \"{URL}\" ^\r\n  -d \"{escaped}\"\r\n"), "a'b"),
        (
            "Chrome for cmd.exe",
            format!(
                "curl ^\"{URL}^\" ^\n  -H ^\"a: b^\" ^\n  --data-raw ^\"{}^\"",
                in_body("%^PATH% ^& ^!").replace('{', "^{").replace('}', "^}").replace('"', "^\\^\"")
            ),
            "%PATH% & !",
        ),
    ];
    for (name, text, key) in cases {
        assert_eq!(body(&text), with_key(key), "{name}: {text}");
        assert_eq!(request(&text).url, URL, "{name}");
        assert!(is_importable(&text), "{name}");
    }
}

#[test]
fn bodies_are_read_without_a_command() {
    let definition = Definition::woocommerce();
    let before = Instance {
        host: "https://staging.cloud-elements.com".into(),
        user_secret: "u".into(),
        organization_secret: "o".into(),
        tags: vec!["a".into()],
        ..Instance::empty(definition)
    };
    for text in [BODY.to_owned(), format!(" \n{BODY}\n"), serde_json::to_string(BODY).unwrap(), format!("'{BODY}'")] {
        let import = read(&text, &before).unwrap();
        let repairs: Vec<String> = import.repairs.iter().map(|repair| repair.kind.to_string()).collect();
        let escaped = ["The JSON was escaped as a string. Removed the escapes."];
        assert_eq!(repairs, &escaped[usize::from(!text.starts_with('"'))..], "{text}");
        let expected = Instance {
            name: "n".into(),
            fields: vec!["https://a.b".into(), "k".into(), "s".into()],
            tags: Vec::new(),
            ..before.clone()
        };
        assert_eq!(import.instance, expected, "{text}");
        assert!(is_importable(&text));
    }
    let polling = "{\n  \"orders\": {\"url\": \"/x\", \"idField\": \"id\"}\n}";
    for text in [polling.to_owned(), serde_json::to_string(polling).unwrap(), polling.replace('\n', "\r\n")] {
        let import = read(&text, &before).unwrap();
        assert_eq!(import.repairs.len(), usize::from(text.starts_with('"')), "{text}");
        let instance = import.instance;
        assert_eq!(
            (instance.events, instance.event_type, instance.polling.text()),
            (true, EventType::Polling, polling)
        );
        let before = Instance { events: true, polling: instance.polling.clone(), ..before.clone() };
        assert_eq!(instance, before, "nothing else changes");
    }
    let part = r#"{"event.notification.enabled": true, "event.poller.configuration": {}}"#;
    let instance = read(part, &before).unwrap().instance;
    assert_eq!((instance.events, instance.polling.text(), &instance.tags[..]), (true, "{}", &["a".to_owned()][..]));
}

#[test]
fn values_without_a_field_are_kept_unchanged() {
    let text = r#"{"element":{"key":"shopify","id":12.0},"providerData":{"code":"<CODE_1>"},"configuration":{"store.url":" a ",
        "username":"x","big":12345678901234567890,"event.notification.enabled":"true","event.poller.refresh_interval":15.50,
        "event.vendor.type":"polling","event.poller.configuration":"{\"a\":{}}","event.notification.callback.url":""},"tags":[],"name":"n"}"#;
    let instance = import(text).instance;
    let entry = |section, key: &str, value: &str| ExtraField::new(section, key, value);
    let expected = [
        entry(Section::Element, "id", "12.0"),
        entry(Section::Body, "providerData", "{\"code\":\"<CODE_1>\"}"),
        entry(Section::Configuration, "store.url", " a "),
        entry(Section::Configuration, "username", "x"),
        entry(Section::Configuration, "big", "12345678901234567890"),
        entry(Section::Configuration, "event.poller.refresh_interval", "15.50"),
        entry(Section::Configuration, "event.notification.callback.url", ""),
        entry(Section::Body, "tags", "[]"),
    ];
    assert_eq!(instance.additional, expected);
    assert!(
        instance.source_format.enabled_is_text
            && instance.source_format.polling_is_text
            && !instance.source_format.has_no_event_type
    );
    assert_eq!(instance.source_format.interval, Interval::Absent);
    assert_eq!(doubled(&instance), 0);
    assert_eq!(body(text), serde_json::from_str::<Value>(text).unwrap());
    assert_eq!(
        messages(text),
        [
            "line 1, column 63: code contains a placeholder. It was kept: enter the real value.",
            "line 2, column 119: \"event.poller.refresh_interval\" isn't a whole number of minutes, 1 or more, so it's \
             under Additional configuration. Enter the minutes in their field and remove it there.",
            "The element is \"shopify\", not woocommercerest. It was kept; settings without a field are under \
             Additional configuration.",
        ]
    );
}

/// Event settings of all kinds are sent as they were imported.
#[test]
fn event_settings_of_all_kinds_are_sent_unchanged() {
    let polling = json!({"a": {"url": "/x", "idField": "id"}});
    let cases = [
        json!({"event.notification.enabled": true, "event.vendor.type": "webhook"}),
        json!({"event.notification.enabled": true, "event.vendor.type": "webhooks", "event.poller.configuration": polling}),
        json!({"event.notification.enabled": true}),
        json!({"event.notification.enabled": true, "event.vendor.type": "polling"}),
        json!({"event.notification.enabled": true, "event.vendor.type": "polling", "event.poller.configuration": ""}),
        json!({"event.notification.enabled": true, "event.vendor.type": "polling", "event.poller.configuration": "{}"}),
        json!({"event.notification.enabled": true, "event.vendor.type": 5, "event.poller.configuration": polling}),
        json!({"event.notification.enabled": "true", "event.poller.configuration": polling, "event.poller.refresh_interval": 15}),
        json!({"event.notification.enabled": "true", "event.poller.configuration": [], "event.poller.refresh_interval": "015"}),
        json!({"event.notification.enabled": true, "event.poller.configuration": polling, "event.poller.refresh_interval": "015"}),
        json!({"event.notification.enabled": true, "event.vendor.type": "polling", "event.poller.configuration": polling, "event.poller.refresh_interval": "<minutes>"}),
        json!({"event.notification.enabled": false, "event.vendor.type": "polling", "event.poller.configuration": polling}),
        json!({"event.notification.enabled": "TRUE", "event.notification.signature.key": "x"}),
        json!({"event.vendor.type": "polling", "event.poller.configuration": polling}),
        json!({"event.notification.enabled": true, "event.notification.signature.key": "", "event.notification.callback.url": " x"}),
        json!({"event.notification.enabled": true, "event.notification.signature.key": 5, "event.notification.callback.url": null}),
    ];
    for configuration in cases {
        let text = json!({"element": {"key": "x"}, "configuration": configuration, "name": "n"}).to_string();
        assert_eq!(body(&text).to_string(), text);
        assert_eq!(doubled(&import(&text).instance), 0, "{text}");
    }
}

/// Counts the extra fields that duplicate a field of the form.
fn doubled(instance: &Instance) -> usize {
    let errors = instance.validate();
    errors.iter().filter(|error| error.to_string().starts_with("Additional")).count()
}

#[test]
fn repairs_of_the_command_are_reported() {
    let inner = BODY.replace("\"k\"", "\"yyyy-MM-dd'T'HH:mm\"");
    let left_out = |section: &str, field: &str| {
        format!("{section}: {field} Secret is a variable or command here. The field is empty: fill it in.")
    };
    let reference = "Its value isn't known, so the name was kept as text: enter the value.";
    let cases: Vec<(String, Vec<String>)> = vec![
        (
            format!("curl -X POST\n-H 'Authorization: User u, Organization o'\n-d '{BODY}'\n'{URL}'"),
            [(1, 13), (2, 43), (3, 141)].map(|(line, column)| format!("line {line}, column {column}: Missing backslash at the end of this line; the shell would have ended the command here. Joined with the next line.")).into(),
        ),
        (
            format!("curl {URL} \\ \n  -d '{BODY}'"),
            vec!["line 1, column 63: Removed a space after this backslash. The space stops the backslash from joining the lines.".into()],
        ),
        (
            format!("curl {URL} -d '{inner}'"),
            vec!["line 1, column 174: Unescaped ' inside the body (1 more on this line): the shell would have sent the body without these quotes. Kept as written.".into()],
        ),
        (
            format!("curl {URL} -d '{}'", inner.replace('T', "${gmtDate:yyyy}")),
            vec!["line 1, column 174: Unescaped ' inside the body (1 more on this line): the shell would have replaced the text after the $, or stopped there. Kept as written.".into()],
        ),
        (
            format!("curl {URL} -d '{}' -H 'a: b'", BODY.replace("\"k\"", "\"it's a b\"")),
            vec![
                "line 1, column 166: Unescaped ' inside the body: the shell would have waited for another quote. Kept as written.".into(),
                "Ignored headers that the form doesn't send: a.".into(),
            ],
        ),
        (
            format!("curl {URL} -d '{}'", BODY.replace("\"k\"", "\"'a b' c\"")),
            vec!["line 1, column 164: Unescaped ' inside the body (1 more on this line): the shell would have sent only part of the body. Kept as written.".into()],
        ),
        (
            format!("curl {URL} -d \"{BODY}\""),
            vec!["line 1, column 68: Unescaped \" inside the body: the shell would have sent the body without these quotes. Kept as written.".into()],
        ),
        (
            format!("curl {URL} -d '{BODY}"),
            vec!["line 1, column 66: This ' is never closed. The body was read to the end of the text.".into()],
        ),
        (
            format!("curl {URL} -d '{} \\\n\"element\"{}'", &BODY[..1], &BODY[10..]),
            vec!["line 1, column 69: Removed a backslash between the body's values. It isn't valid JSON, and the shell would have sent it.".into()],
        ),
        (
            format!("curl {URL} -d @- <<EOF\n{BODY}"),
            vec!["line 1, column 69: The here-document that starts here has no closing line. It was read to the end of the text.".into()],
        ),
        (
            format!("curl {URL} -d '{BODY}' -H \"Authorization: User $A, Organization $(b)\""),
            vec![
                left_out("line 1, column 223", "User"),
                left_out("line 1, column 232", "Organization"),
            ],
        ),
        (
            format!("curl {URL} -d \"{}\"", BODY.replace("\"k\"", "\"$A $(b)\"").replace('"', "\\\"")),
            vec![
                format!("line 1, column 179: The shell would insert a variable here. {reference}"),
                "line 1, column 182: The shell would insert a command's output here. It isn't known, so the command was kept as text: enter the value.".into(),
            ],
        ),
        (
            format!("curl.exe {URL} `\n -d '{BODY}' -H \"Authorization: User $env:A, Organization ${{b}}\""),
            vec![
                left_out("line 2, column 162", "User"),
                left_out("line 2, column 175", "Organization"),
            ],
        ),
        (
            format!("curl.exe {URL} -H \"Authorization: User %A%, Organization o\" -d \"{}\"", BODY.replace('"', "\\\"")),
            vec![left_out("line 1, column 86", "User")],
        ),
        (
            format!("\u{feff}curl {URL} \\\r\n -d '{BODY}'"),
            vec![
                "line 1, column 1: Removed an invisible byte order mark before the text.".into(),
                "line 1, column 65: Converted Windows line endings (CR LF); a POSIX shell wouldn't accept them.".into(),
            ],
        ),
        (
            format!("curl -X PUT {URL} -u a:b --frob 3 -d '{BODY}' -d b {URL}\ncurl {URL}"),
            vec![
                "line 1, column 6: The command sends PUT. The form sends POST, which creates an instance.".into(),
                "line 1, column 70: Ignored the user name and password. The API uses a User Secret and an Organization Secret.".into(),
                "line 1, column 77: Ignored the unknown option --frob.".into(),
                "line 1, column 227: More data starts here. Only the first body was used.".into(),
                "line 1, column 232: A second URL starts here. Only the first was used.".into(),
                "line 2, column 1: More text follows the command. Ignored everything from here on.".into(),
            ],
        ),
        (
            format!("curl -d '{BODY}' -H 'Accept: */*' -b a=b -H 'X-Y;' -H 'content-type: application/json' -H 's3cret'"),
            vec![
                "Ignored headers that the form doesn't send: Cookie, Accept, X-Y, one without a name.".into(),
                "The command has no URL. Kept the form's host.".into(),
            ],
        ),
        (
            format!("curl {URL} -d @body.json"),
            vec!["line 1, column 63: The body is in a file or variable that isn't part of the text. URL and headers were used: paste the body too.".into()],
        ),
        (
            format!("curl -X POST {URL} -H 'Authorization: Bearer s3cret'"),
            vec![
                "line 1, column 75: The Authorization header isn't in the form \"User …, Organization …\". The rest of it was ignored.".into(),
                "The command has no body. URL and headers were used.".into(),
            ],
        ),
        (
            format!("curl -d '{BODY}' https://me:pw@api.cloud-elements.com/elements/api-v2/hubs/crm/accounts"),
            vec![
                "line 1, column 147: Removed a user name or password from the URL.".into(),
                "line 1, column 147: The URL isn't /instances under /elements/api-v2. Kept its host; the request goes to /instances there.".into(),
            ],
        ),
        (
            format!("curl -d '{BODY}' '{}' -H 'Authorization: User <USER_SECRET>, Organization ••••••••'", URL.replace("api.cloud-elements.com", "<API_HOST>")),
            vec![
                "line 1, column 148: Host URL is a placeholder. The field is empty: fill it in.".into(),
                "line 1, column 213: User Secret is a placeholder. The field is empty: fill it in.".into(),
                "line 1, column 233: Organization Secret is masked in the text. The field is empty: fill it in.".into(),
            ],
        ),
        (
            format!("curl -d '{}' {}", BODY.replace("\"element\":{\"key\":\"woocommercerest\"},", ""), URL.replace("/instances", "/elements/shopify/instances")),
            vec![
                "line 1, column 111: The URL names the element \"shopify\". The request goes to /instances and names it in the body.".into(),
                "The element is \"shopify\", not woocommercerest. It was kept; settings without a field are under Additional configuration.".into(),
            ],
        ),
    ];
    for (text, sentences) in cases {
        assert_eq!(messages(&text), sentences, "{text}");
    }
}

#[test]
fn repairs_of_the_body_are_reported() {
    let cases: [(&str, &[&str]); 13] = [
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {}, \"name\": \"[object Object]\"}",
            &["line 1, column 56: Name contains a placeholder. It was kept: enter the real value."],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {\"event.notification.enabled\": \"yes\"}, \"name\": \"n\"}",
            &["line 1, column 75: The field can't show the value of \"event.notification.enabled\", so it's under \
                 Additional configuration."],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {\"event.notification.enabled\": true, \"event.vendor.type\": \"Polling\", \"event.poller.refresh_interval\": \"15 minutes\"}, \"name\": \"n\"}",
            &[
                "line 1, column 102: The field can't show the value of \"event.vendor.type\", so it's under Additional \
                 configuration.",
                "line 1, column 146: The field can't show the value of \"event.poller.refresh_interval\", so it's \
                 under Additional configuration.",
            ],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {}, \"name\": \"n\", \"tags\": [{\"id\": 1, \"name\": \"t\"}]}",
            &["line 1, column 69: The field can't show the value of \"tags\", so it's under Additional configuration."],
        ),
        (
            "{\"element\": {\"key\": \"x\"}\n\"configuration\": {,}, \"name\": \"n\",}",
            &[
                "line 1, column 25: Missing comma.",
                "line 2, column 19: Extra comma. Remove it.",
                "line 2, column 34: JSON doesn't allow a trailing comma. Remove it.",
            ],
        ),
        (
            "\"{\\n \\\"element\\\": {\\\"key\\\": \\\"x\\\"}, \\\"configuration\\\": {}, \\\"name\\\": \\\"n\\\"\"",
            &[
                "line 1, column 1: The JSON was escaped as a string. Removed the escapes.",
                "line 1, column 75: Missing } to close the bracket opened on line 1, column 2.",
            ],
        ),
        (
            "{\"element\": {\"key\": \"x\"},\n{% include a.md %},\n\"configuration\": {}, \"name\": \"n\"}",
            &["line 2, column 1: Removed a template line of the documentation's source ({% … %})."],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"name\": \"a\", \"configuration\": {}, \"name\": \"n\"}",
            &["line 1, column 61: \"name\" appears again here. Only the last one counts."],
        ),
        (
            "{\"element\": {\"key\": \"woocommercerest\"}, \"configuration\": {\"store.url\": \" b \", \"oauth.api.key\": \"<CONSUMER_KEY>\", \"oauth.api.secret\": \"••••••••\"}, \"name\": 5}",
            &[
                "line 1, column 72: The form can't send \"store.url\" exactly as pasted. Review what it sends.",
                "line 1, column 96: OAuth API Key is a placeholder. The field is empty: fill it in.",
                "line 1, column 134: OAuth API Secret is masked in the text. The field is empty: fill it in.",
                "line 1, column 155: The field can't show the value of \"name\", so it's under Additional \
                 configuration.",
            ],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {\"password\": \"****\", \"a\": \"https://<SUB_DOMAIN>.b\"}}",
            &[
                "line 1, column 57: password is masked in the text. It was kept: enter the real value.",
                "line 1, column 70: a contains a placeholder. It was kept: enter the real value.",
                "The text has no \"name\". The form always sends it.",
            ],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {\"event.notification.enabled\": true, \"event.vendor.type\": \"polling\"}, \"name\": \"n\"}",
            &["line 1, column 102: The body uses polling without an event.poller.configuration that the form can \
                 show. The event type is under Additional configuration."],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {\"event.notification.enabled\": true, \"event.poller.configuration\": \"{\\\"a\\\": {},}\"}, \"name\": \"n\"}",
            &["line 1, column 122: JSON doesn't allow a trailing comma. Remove it."],
        ),
        (
            "{\"id\": 1, \"token\": \"t\", \"element\": {\"id\": 2, \"key\": \"x\"}, \"configuration\": {}, \"name\": \"n\", \"tags\": []}",
            &["line 1, column 1: This is an instance as the API returns it. Its element, configuration, tags and \
                 name were used; fields that the API adds were ignored."],
        ),
    ];
    for (text, sentences) in cases {
        let mut messages = messages(text);
        messages.retain(|sentence| !sentence.starts_with("The element is"));
        assert_eq!(messages, sentences, "{text}");
    }
}

#[test]
fn unreadable_texts_are_rejected() {
    let deep = format!("{{\"configuration\": {}", "[".repeat(200));
    let cases = [
        ("", "Paste a cURL command, a request body or a polling configuration."),
        (" \n\u{feff}", "Paste a cURL command, a request body or a polling configuration."),
        (
            "\n <!DOCTYPE html>",
            "line 2, column 2: This is the source of a web page. Paste the command or JSON that the page shows.",
        ),
        (
            "[{\"a\": 1}]",
            "line 1, column 1: This is a JSON array. Paste one object from it: a request body or a polling \
             configuration.",
        ),
        (
            "\"abc\"",
            "line 1, column 1: This JSON isn't an object. Paste a request body or a polling configuration, which start \
             with {.",
        ),
        (
            "{\"a\": 1}",
            "line 1, column 1: This JSON is neither a request body (with \"element\" or \"configuration\") nor a polling configuration (resource names with \"url\" and \"idField\").",
        ),
        (
            "{\"name\": \"a\"}\n{\"name\": \"b\"}",
            "line 2, column 1: A second JSON object starts here. Paste one at a time.",
        ),
        (&deep, "line 1, column 146: This is nested deeper than 128 levels, more than JSON parsers accept."),
        (
            "Try curl -X POST",
            "line 1, column 1: This isn't a cURL command or JSON. Paste a command starting with \"curl\" or JSON \
             starting with {.",
        ),
        (
            "wget https://a.b --post-data={}",
            "line 1, column 1: This is a command for wget. Only cURL commands can be imported: paste one, or only the \
             JSON body.",
        ),
        ("curl", "line 1, column 1: This command has neither a URL nor a body. Paste the whole command."),
        (
            "curl https://a.b -H 'x: y'",
            "line 1, column 1: This command sends GET without a body, so it creates nothing. Paste one that sends \
             POST.",
        ),
        (
            "curl -X DELETE https://a.b",
            "line 1, column 6: This command sends DELETE without a body, so it creates nothing. Paste one that sends \
             POST.",
        ),
        (
            "curl https://a.b -F a=b",
            "line 1, column 18: This command sends form data (-F), but the API expects JSON. Paste a command with -d.",
        ),
        (
            "curl https://a.b -d a=b",
            "line 1, column 21: The body that starts here isn't a JSON object. A request body starts with {.",
        ),
        (
            "curl https://a.b\\\n -H 'x: y",
            "line 2, column 5: This ' is never closed. Close it, or paste the whole command.",
        ),
        (
            "curl https://a.b -H \"x: y",
            "line 1, column 21: This \" is never closed. Close it, or paste the whole command.",
        ),
        (
            "curl https://a.b `\n -H \"x: y",
            "line 2, column 5: This \" is never closed. Close it, or paste the whole command.",
        ),
    ];
    for (text, sentence) in cases {
        assert_eq!(import_error(text), sentence, "{text}");
    }
}

#[test]
fn importable_texts_are_recognised() {
    for text in ["curl -X POST", " $ curl 'https://a.b'", "curl.exe ^\n -d x", "{\"a\": 1}\n", "{\"a\": 1,\n}"] {
        assert!(is_importable(text), "{text}");
    }
    for text in [
        "",
        "curl",
        "Use curl -X POST",
        "a curly thing -d",
        "{draft} of it",
        "https://a.b",
        "woo",
        "\"quoted\"",
        "[1]",
        "<p>",
    ] {
        assert!(!is_importable(text), "{text}");
    }
}

#[test]
fn the_url_sets_the_host() {
    let cases = [
        (
            "https://api.cloud-elements.com/elements/api-v2/instances/",
            "https://api.cloud-elements.com/elements/api-v2",
            false,
        ),
        ("api.cloud-elements.com/elements/api-v2/instances?a=b", "api.cloud-elements.com/elements/api-v2", true),
        (
            "http://127.0.0.1:8081/prefix/elements/api-v2/elements/12/instances",
            "http://127.0.0.1:8081/prefix/elements/api-v2",
            true,
        ),
        ("https://a.b/instances", "https://a.b", true),
        ("https://a.b/", "https://a.b", true),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.b%2Felements%2Fapi-v2%2Finstances",
            "https://a.b/elements/api-v2",
            true,
        ),
        ("'https://www.google.com/url?q=https://a.b/elements/api-v2&usg=x'", "https://a.b/elements/api-v2", true),
        ("https://<API_HOST>/elements/api-v2/instances", "", true),
    ];
    for (url, host, is_reported) in cases {
        let text = format!("curl {url} -d '{BODY}'");
        assert_eq!((import(&text).instance.host.as_str(), !messages(&text).is_empty()), (host, is_reported), "{url}");
    }
}

/// Secrets in the text end up in their fields, and in no message or repair.
#[test]
fn no_secret_is_in_a_message() {
    const SECRETS: [&str; 8] = ["us3r=", "0rg", "k3y", "s3cr", "sign4", "p4ss", "t0ken", "c0de"];
    let definition = Definition::woocommerce();
    let body = r#"{"element":{"key":"woocommercerest"},"providerData":{"code":"c0de"},"configuration":{"store.url":"https://a.b",
        "oauth.api.key":" k3y","oauth.api.secret":"s3cr ","event.notification.enabled":true,"event.notification.signature.key":"sign4",
        "password":"p4ss","password":"p4ss\q"  "a.token":"t0ken'x"},"name":"n"}"#;
    let headers = "-H 'Authorization: User us3r=, Organization 0rg, Element t0ken' -u us3r=:0rg -H 'k3y' -H \"X: $p4ss\" --s3cr=p4ss";
    let posix = format!("curl {headers} https://us3r=:p4ss@a.b/x?t0ken -d '{body}'");
    let mut texts = vec![
        body.to_owned(),
        posix.clone(),
        posix.replace("-d '", "-d \""),
        posix.replace('\'', "\""),
        posix.replace("curl", "curl.exe"),
        posix.replace("curl ", "curl `\n"),
        posix.replace("curl ", "curl ^\n "),
        format!("curl {headers}"),
        format!("{headers} -d 's3cr'"),
        "Authorization: User us3r=, Organization 0rg".to_owned(),
        "s3cr p4ss".to_owned(),
    ];
    // Cut short at every length, so that something stays unclosed.
    for text in texts.clone() {
        let cuts = (1..text.len()).filter(|at| text.is_char_boundary(*at));
        texts.extend(cuts.map(|at| text[..at].to_owned()));
    }
    let mut count = 0;
    for text in texts {
        let (messages, shown) = match read(&text, &Instance::empty(definition)) {
            Ok(import) => {
                let messages: Vec<_> = import.repairs.iter().map(ToString::to_string).collect();
                (messages.join("\n"), format!("{:?}", import.repairs))
            }
            Err(error) => (error.to_string(), format!("{error:?}")),
        };
        // The name of an option is no secret, although this one looks like it.
        let (messages, shown) = (messages.replace("--s3cr", ""), shown.replace("--s3cr", ""));
        for secret in SECRETS {
            assert!(
                !messages.contains(secret) && !shown.contains(secret),
                "{secret} in {messages}\n{shown}\nof {text}"
            );
        }
        count += 1;
    }
    assert!(count > 1_000);
    let instance = import(&posix).instance;
    assert_eq!((instance.user_secret.as_str(), instance.organization_secret.as_str()), ("us3r=", "0rg"));
    let text = Shell::Posix.command(&HttpRequest::create_instance(&instance), Secrets::Masked);
    assert!(!text.contains("us3r=") && !text.contains("0rg"));
}
