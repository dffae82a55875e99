//! Imports of commands: their dialects, their repairs, and their URLs.

use importer::is_importable;
use serde_json::Value;

use super::{BODY, URL, body, import, messages, request};

/// Returns `BODY` with another API key.
fn with_key(key: &str) -> Value {
    let mut body: Value = serde_json::from_str(BODY).unwrap();
    body["configuration"]["oauth.api.key"] = key.into();
    body
}

/// Returns the text of `BODY` with another API key.
fn in_body(key: &str) -> String {
    BODY.replace("\"k\"", &format!("\"{key}\""))
}

struct Case {
    name: &'static str,
    text: String,
    /// The API key in the body.
    key: &'static str,
}

fn check(cases: &[Case]) {
    for Case { name, text, key } in cases {
        assert_eq!(body(text), with_key(key), "{name}: {text}");
        assert_eq!(request(text).url, URL, "{name}");
        assert!(is_importable(text), "{name}");
    }
}

#[test]
fn commands_of_posix_shells_and_fish_are_read() {
    let escaped = in_body("a'b").replace('"', "\\\"");
    check(&[
        Case { name: "single quotes", text: format!("curl -X POST {URL} -d '{}'", in_body("a'\\''b")), key: "a'b" },
        Case { name: "an option's name before them", text: format!("curl {URL} --data-raw='{BODY}' -d'x'"), key: "k" },
        Case { name: "joined options", text: format!("curl -sSkXPOST {URL} -Hx:y -d'{BODY}'"), key: "k" },
        Case {
            name: "double quotes",
            text: format!("curl --url \"{URL}\" --request POST --data \"{escaped}\""),
            key: "a'b",
        },
        Case {
            name: "an inner quote in double quotes",
            text: format!("curl {URL} -d '{}'", in_body("a'\"'\"'b")),
            key: "a'b",
        },
        Case {
            name: "ANSI-C quotes",
            text: format!("curl {URL} --data-raw $'{}'", in_body(r"a\'\x41\u00e9\102\\u0020c")),
            key: "a'AéB c",
        },
        Case {
            name: "a browser's surrogates",
            text: format!("curl {URL} --data-raw $'{}'", in_body(r"\ud83d\ude00\u0021")),
            key: "😀!",
        },
        Case {
            name: "a here-document",
            text: format!("curl {URL} --data-binary @- <<'EOF'\n{}\nEOF\n", in_body("$HOME `a` ' \\\\")),
            key: "$HOME `a` ' \\",
        },
        Case {
            name: "one without quotes",
            text: format!("curl {URL} -d @- <<EOF\n{}\nEOF\n", in_body(r"\$HOME \`a\` '")),
            key: "$HOME `a` '",
        },
        Case { name: "one with tabs", text: format!("curl {URL} -d @- <<-\"E F\"\n\t\t{BODY}\n\tE F"), key: "k" },
        Case { name: "a here-string", text: format!("curl {URL} -d @- <<< '{BODY}'"), key: "k" },
        Case { name: "printf", text: format!("printf %s '{}' |\n  curl {URL} -d @-", in_body("a'\\''b")), key: "a'b" },
        Case { name: "cat", text: format!("cat <<'E' | curl {URL} -d @-\n{BODY}\nE\n"), key: "k" },
        Case {
            name: "a file that is written first",
            text: format!("cat > a.json <<'E'\n{BODY}\nE\ncurl {URL} -d @a.json"),
            key: "k",
        },
        Case {
            name: "a variable that is set first",
            text: format!("BODY='{BODY}'\ncurl {URL} -d \"$BODY\""),
            key: "k",
        },
        Case { name: "a prompt", text: format!("$ curl {URL} \\\n> -d '{BODY}'"), key: "k" },
        Case { name: "variables, a folder, sudo", text: format!("A=1 sudo /usr/bin/curl {URL} -d '{BODY}'"), key: "k" },
        Case { name: "a comment before it", text: format!("# try it\n\ncurl {URL} -d '{BODY}' # yes\n"), key: "k" },
        Case { name: "a code block", text: format!("```bash\ncurl {URL} -d '{BODY}'\n```\n"), key: "k" },
        Case { name: "without the first line", text: format!("-H 'a: b' \\\n-d '{BODY}' {URL}"), key: "k" },
        Case { name: "fish", text: format!("curl {URL} \\\n  -d '{}'", in_body(r"a\'b\\\\c")), key: "a'b\\c" },
    ]);
}

#[test]
fn commands_of_windows_shells_are_read() {
    let escaped = in_body("a'b").replace('"', "\\\"");
    check(&[
        Case {
            name: "PowerShell", text: format!("curl.exe {URL} `\n  -d '{}'", in_body("a''b’’c")), key: "a'b’c"
        },
        Case {
            name: "PowerShell's double quotes",
            text: format!("curl {URL} `\n  -d \"{}\"", in_body("a'`$`u{e9}").replace('"', "`\"")),
            key: "a'$é",
        },
        Case {
            name: "doubled ones",
            text: format!("PS C:\\> curl {URL} -d \"{}\"", BODY.replace('"', "\"\"")),
            key: "k",
        },
        Case {
            name: "a here-string of PowerShell",
            text: format!("$b = @'\n{}\n'@\n$b | curl.exe {URL} -d '@-'", in_body("a'b")),
            key: "a'b",
        },
        Case {
            name: "one that expands",
            text: format!("$b = @\"\r\n{}\r\n\"@\r\ncurl.exe {URL} -d $b", in_body("a'`$b")),
            key: "a'$b",
        },
        Case {
            name: "a file that PowerShell writes",
            text: format!(
                "[IO.File]::WriteAllText(\"$PWD\\a.json\", @'\n{BODY}\n'@)\ncurl.exe {URL} --data-binary '@a.json'"
            ),
            key: "k",
        },
        Case {
            name: "Windows PowerShell",
            text: format!("curl.exe '\"{URL}\"' `\n  --data-raw '\"{}\"'", in_body("a''b").replace('"', "\\\"")),
            key: "a'b",
        },
        Case {
            name: "backslashes alone",
            text: format!("curl.exe {URL} `\n  --data-raw '{}'", BODY.replace('"', "\\\"")),
            key: "k",
        },
        Case { name: "cmd.exe", text: format!("curl.exe \"{URL}\" -d \"{escaped}\""), key: "a'b" },
        Case {
            name: "cmd.exe over lines",
            text: format!("C:\\Users\\me>curl \"{URL}\" ^\r\n  -d \"{escaped}\"\r\n"),
            key: "a'b",
        },
        Case {
            name: "Chrome for cmd.exe",
            text: format!(
                "curl ^\"{URL}^\" ^\n  -H ^\"a: b^\" ^\n  --data-raw ^\"{}^\"",
                in_body("%^PATH% ^& ^!").replace('{', "^{").replace('}', "^}").replace('"', "^\\^\"")
            ),
            key: "%PATH% & !",
        },
    ]);
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
fn the_url_sets_the_host() {
    struct Case {
        url: &'static str,
        host: &'static str,
        is_reported: bool,
    }
    let cases = [
        Case {
            url: "https://api.cloud-elements.com/elements/api-v2/instances/",
            host: "https://api.cloud-elements.com/elements/api-v2",
            is_reported: false,
        },
        Case {
            url: "api.cloud-elements.com/elements/api-v2/instances?a=b",
            host: "api.cloud-elements.com/elements/api-v2",
            is_reported: true,
        },
        Case {
            url: "http://127.0.0.1:8081/prefix/elements/api-v2/elements/12/instances",
            host: "http://127.0.0.1:8081/prefix/elements/api-v2",
            is_reported: true,
        },
        Case { url: "https://a.b/instances", host: "https://a.b", is_reported: true },
        Case { url: "https://a.b/", host: "https://a.b", is_reported: true },
        Case {
            url: "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.b%2Felements%2Fapi-v2%2Finstances",
            host: "https://a.b/elements/api-v2",
            is_reported: true,
        },
        Case {
            url: "'https://www.google.com/url?q=https://a.b/elements/api-v2&usg=x'",
            host: "https://a.b/elements/api-v2",
            is_reported: true,
        },
        Case { url: "https://<API_HOST>/elements/api-v2/instances", host: "", is_reported: true },
    ];
    for Case { url, host, is_reported } in cases {
        let text = format!("curl {url} -d '{BODY}'");
        assert_eq!((import(&text).instance.host.as_str(), !messages(&text).is_empty()), (host, is_reported), "{url}");
    }
}
