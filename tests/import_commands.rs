//! Commands as browsers, editors, chats and other shells produce them: each yields the same request, with exactly
//! these messages.

#![allow(missing_docs)]

mod command_texts;

use command_texts::{AUTH, BODY, URL, import};
use importer::read;
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use serde_json::Value;

fn import_error(text: &str) -> String {
    read(text, &Instance::empty(Definition::woocommerce())).expect_err(text).to_string()
}

/// Returns the body on several lines.
fn pretty() -> String {
    let body: Value = serde_json::from_str(BODY).unwrap();
    serde_json::to_string_pretty(&body).unwrap()
}

fn doubled(text: &str) -> String {
    text.replace('"', "\"\"")
}

fn escaped(text: &str) -> String {
    text.replace('"', "\\\"")
}

/// Checks that `text` yields the whole request and exactly these messages; their positions are not compared.
fn check(text: &str, sentences: &[&str]) {
    let import = import(text);
    let request = HttpRequest::create_instance(&import.instance);
    let body: Value = serde_json::from_str(request.body.as_str()).unwrap();
    assert_eq!(body, serde_json::from_str::<Value>(BODY).unwrap(), "{text}");
    assert_eq!(request.url, URL, "{text}");
    let secrets = (import.instance.user_secret.as_str(), import.instance.organization_secret.as_str());
    assert_eq!(secrets, ("dXNlcg==", "b3Jn"), "{text}");
    let messages: Vec<String> = import.repairs.iter().map(|repair| repair.what.to_string()).collect();
    assert_eq!(messages, sentences, "{text}");
}

const QUOTES: &str = "Replaced this typographic quote, and all others around words, with a straight quote. A shell \
                      would treat it as part of a word.";
const DASHES: &str = "Replaced this dash, and all others before options, with hyphens. Options start with hyphens.";
const SPACES: &str = "Replaced this no-break or zero-width space, and all others, with a space. A shell would treat it \
                      as part of a word.";
const CARETS: &str = "No shell runs this command: only cmd.exe joins lines with ^, and there ' is not a quote. Joined \
                      the lines and kept the quotes.";
const DOUBLED: &str = "The quotes in the body are doubled from here on. Treated each pair as one quote.";
const UNQUOTED: &str = "The body isn't in quotes, so the shell would have split it. Kept as written.";
const PROMPT: &str = "Removed prompts at the start of lines (1).";
const PROSE: &str = "Ignored the text after the command or JSON.";
const NOT_READ: &str = "More text follows the command. Ignored everything from here on.";
const EARLIER: &str = "Ignored other commands before the one that creates an instance.";
const SPACE_AFTER_BACKSLASH: &str =
    "Removed a space after this backslash. The space stops the backslash from joining the lines.";

fn open(quote: char) -> String {
    format!("This {quote} is never closed. The value was read to the next space or option.")
}

#[test]
fn typographic_quotes_around_words_are_read_as_straight_ones() {
    for (before, after) in [('“', '”'), ('„', '“'), ('”', '”'), ('«', '»'), ('»', '«'), ('＂', '＂')]
    {
        check(&format!("curl {before}{URL}{after} -H {before}{AUTH}{after} -d '{BODY}'"), &[QUOTES]);
        check(&format!("curl {before}{URL}{after} -H {before}{AUTH}{after} -d {before}{BODY}{after}"), &[QUOTES]);
        let body = escaped(BODY);
        check(&format!("curl {before}{URL}{after} -H {before}{AUTH}{after} -d {before}{body}{after}"), &[QUOTES]);
    }
    for (before, after) in [('‘', '’'), ('‚', '‘'), ('’', '’'), ('´', '´'), ('›', '‹')] {
        let body = pretty();
        check(
            &format!("curl {before}{URL}{after} \\\n -H {before}{AUTH}{after} \\\n -d {before}{body}{after}"),
            &[QUOTES],
        );
        check(
            &format!("curl.exe {before}{URL}{after} -H{before}{AUTH}{after} --data={before}{BODY}{after}"),
            match before {
                // PowerShell itself accepts these as quotes.
                '‘' | '’' => &[],
                _ => &[QUOTES],
            },
        );
    }
    // A straight quote on one side only.
    check(&format!("curl -X “POST\" \"{URL}” -H “{AUTH}\" -d ‘{BODY}'"), &[QUOTES]);
    check(&format!("curl \"{URL}” -H \"{AUTH}” -d '{BODY}’"), &[QUOTES]);
    check(&format!("curl “{URL}” ^\n -H “{AUTH}” ^\n -d “{}”", escaped(BODY)), &[QUOTES, CARETS]);
}

#[test]
fn typographic_quotes_in_values_are_kept() {
    for name in ["Aki’s “best” shop", "„a“ ‘b’ «c»", "} ’ -H ‘x", "’"] {
        let body = BODY.replace("n o", name);
        for text in [
            format!("curl “{URL}” -d ‘{body}’"),
            format!("curl '{URL}' -d '{body}'"),
            format!("curl “{URL}” -d “{body}”"),
            format!("curl.exe \"{URL}\" -d \"{}\"", escaped(&body)),
        ] {
            assert_eq!(import(&text).instance.name, name, "{text}");
        }
    }
}

#[test]
fn dashes_and_foreign_spaces_are_read_as_hyphens_and_spaces() {
    for dash in ["–", "—", "−", "‑", "―", "––", "—-"] {
        check(&format!("curl {dash}request POST '{URL}' {dash}header '{AUTH}' {dash}data '{BODY}'"), &[DASHES]);
    }
    for dash in ["–", "—", "−", "‐"] {
        check(&format!("curl {dash}X POST '{URL}' {dash}H '{AUTH}' {dash}d'{BODY}'"), &[DASHES]);
    }
    for space in ["\u{a0}", "\u{2003}", "\u{202f}", "\u{3000}", " \u{200b}", "\u{feff} ", " \u{ad}"] {
        check(&format!("curl{space}'{URL}'{space}-H{space}'{AUTH}'{space}-d{space}'{BODY}'"), &[SPACES]);
        check(
            &format!("curl.exe{space}\"{URL}\"{space}-H{space}\"{AUTH}\"{space}-d{space}\"{}\"", escaped(BODY)),
            &[SPACES],
        );
    }
    for space in ["\u{a0}", "\u{2003}", "\u{202f}", "\u{3000}"] {
        check(&format!("curl '{URL}' \\{space}\n -H '{AUTH}' -d '{BODY}'"), &[SPACE_AFTER_BACKSLASH]);
    }
    // A no-break space inside the header is part of its value.
    check(&format!("curl '{URL}' -H '{}' -d '{BODY}'", AUTH.replace(' ', "\u{a0}")), &[]);
}

#[test]
fn commands_for_cmd_are_read_in_every_quoting() {
    let careted = |text: &str, quote: &str| {
        text.replace(['{'], "^{").replace('}', "^}").replace('"', quote).replace('\n', "^\n\n")
    };
    // Chrome and Edge, now and before 2023.
    for quote in ["^\\^\"", "^\\\""] {
        check(&format!("curl ^\"{URL}^\" ^\n -H ^\"{AUTH}^\" ^\n --data-raw ^\"{}^\"", careted(BODY, quote)), &[]);
    }
    check(
        &format!("curl \"{URL}\" ^\n -H \"{AUTH}\" ^\n --data-raw \"{}\" ^\n --compressed", careted(BODY, "^\\^\"")),
        &[],
    );
    check(&format!("curl \"{URL}\" ^\n -H \"{AUTH}\" ^\n --data-raw ^\"{}^\"", careted(&pretty(), "^\\^\"")), &[]);
    check(
        &format!(
            "curl \"{URL}\" ^\n -H \"{AUTH}\" ^\n -H \"sec-ch-ua: ^\\^\"C^\\^\";v=^\\^\"113^\\^\"\" ^\n -d \"{}\"",
            escaped(BODY)
        ),
        &["Ignored headers that the form doesn't send: sec-ch-ua."],
    );
    // Firefox, with single, double and Windows line breaks.
    for line_break in ["\"^\n\"", "\"^\n\n\"", "\"^\r\n\r\n\""] {
        let body = doubled(&pretty()).replace('\n', line_break);
        check(&format!("curl \"{URL}\" -X POST -H \"{AUTH}\" --data-raw \"{body}\""), &[]);
    }
    // Quotes of another shell.
    check(&format!("curl '{URL}' ^\n-H '{AUTH}' ^\n-d '{BODY}'"), &[CARETS]);
    check(
        &format!("curl -X POST '{URL}' ^\r\n-H '{AUTH}' ^\r\n-d '{}'", pretty()),
        &[CARETS, "Converted Windows line endings (CR LF); a POSIX shell wouldn't accept them."],
    );
    check(&format!("curl \"{URL}\" ^\n-H \"{AUTH}\" ^\n-d '{BODY}'"), &[CARETS]);
    check(
        &format!("C:\\Users\\me>curl {URL} -H '{AUTH}' -d '{BODY}'"),
        &[PROMPT, "In cmd.exe, ' is not a quote and would be sent. Treated it as a quote."],
    );
    // Carets that join no lines.
    check(
        &format!("curl \"{URL}\" ^\n-H \"{AUTH}\" ^\n-d \"{}\"", escaped(&pretty()).replace('\n', " ^\n")),
        &["Removed this ^ and all others at line ends. Inside quotes, cmd.exe doesn't join lines with ^."],
    );
    let joint = "Removed this caret. It joins no lines because more text follows on the same line.";
    check(&format!("curl \"{URL}\" ^ -H \"{AUTH}\" ^ -d \"{}\"", escaped(BODY)), &[joint, joint]);
}

#[test]
fn doubled_escaped_and_lost_quotes_are_read() {
    for body in [BODY.to_owned(), pretty()] {
        check(&format!("curl \"{URL}\" -H \"{AUTH}\" -d \"{}\"", doubled(&body)), &[DOUBLED]);
        check(&format!("curl '{URL}' -H '{AUTH}' -d '{}'", doubled(&body)), &[DOUBLED]);
        check(&format!("curl.exe `\n {URL} `\n -H '{AUTH}' `\n -d '{}'", doubled(&body)), &[DOUBLED]);
        check(&format!("curl {URL} -H \"{AUTH}\" -d {body}"), &[UNQUOTED]);
        check(&format!("curl {URL} -H \"{AUTH}\" -d {}", escaped(&body)), &[UNQUOTED]);
    }
    check(&format!("curl.exe {URL} -H \"{AUTH}\" -d {BODY}"), &[UNQUOTED]);
    // A body without spaces and with escaped quotes is one word.
    let body = BODY.replace("n o", "n");
    let name = import(&format!("curl {URL} -d {}", escaped(&body)));
    assert_eq!((name.instance.name.as_str(), name.repairs), ("n", Vec::new()));
    // A quote inside a string of a doubled body is doubled as well.
    let body = BODY.replace("n o", "a \\\"b\\\" c");
    assert_eq!(import(&format!("curl \"{URL}\" -d \"{}\"", doubled(&body))).instance.name, "a \"b\" c");
    let firefox = doubled(&body.replace('\\', "\\\\"));
    assert_eq!(import(&format!("curl \"{URL}\" -d \"{firefox}\"")).instance.name, "a \"b\" c");
    // The header without quotes.
    let header = "The header isn't in quotes, so the shell would have split it. Kept whole.";
    check(&format!("curl -H {AUTH} -H Content-Type: application/json {URL} -d '{BODY}'"), &[header, header]);
    let escape = "In bash, \\' does not escape this quote: it ends the quoted text. Treated it as part of the text.";
    for name in ["Anna's", "Anna's \\\"best\\\"", "it's Anna's"] {
        let import = import(&format!("curl {URL} -d '{}'", BODY.replace("n o", name).replace('\'', "\\'")));
        assert_eq!(import.instance.name, name.replace("\\\"", "\""));
        assert_eq!(import.repairs.len(), 1);
        assert!(import.repairs[0].to_string().ends_with(escape));
    }
}

#[test]
fn an_unclosed_quote_is_reported_where_it_opens() {
    for quote in ['\'', '"'] {
        check(&format!("curl {quote}{URL} -H {quote}{AUTH}{quote} -d '{BODY}'"), &[&open(quote)]);
        check(&format!("curl {quote}{URL} \\\n -H {quote}{AUTH}{quote} \\\n -d '{BODY}'"), &[&open(quote)]);
        check(&format!("curl {quote}{URL}{quote} -H {quote}{AUTH} -d '{BODY}'"), &[&open(quote)]);
        check(&format!("curl {URL} -H {quote}{AUTH} \\\n -d '{}'", pretty()), &[&open(quote)]);
        check(&format!("curl -d '{BODY}' -H '{AUTH}' {quote}{URL}"), &[&open(quote)]);
        let stray = format!("Removed this {quote}. It closes a quote that was never opened.");
        check(&format!("curl {URL}{quote} -H {quote}{AUTH}{quote} -d '{BODY}'"), &[&stray]);
    }
    check(&format!("curl {URL} -d '{BODY} -H '{AUTH}'"), &[&open('\'')]);
    check(&format!("curl {URL} \\\n -d '{} \\\n -H '{AUTH}'", pretty()), &[&open('\'')]);
    check(&format!("curl “{URL} -H “{AUTH}” -d ‘{BODY}’"), &[QUOTES, &open('“')]);
    let place = |text: &str| import(text).repairs[0].to_string()[..17].to_owned();
    assert_eq!(place(&format!("curl -X POST '{URL} -H '{AUTH}' -d '{BODY}'")), "line 1, column 14");
    let header = import(&format!("curl {URL} \\\n -H '{AUTH} -d '{BODY}'")).repairs[0].to_string();
    assert!(header.starts_with("line 2, column 5: "), "{header}");
}

#[test]
fn data_options_are_read_like_curl_reads_them() {
    let encoded = "With --data-urlencode, curl percent-encodes the body, and the API receives no JSON. The JSON was read: send it with --data.";
    for name in ["", "=", "body=", "data="] {
        check(&format!("curl {URL} -H '{AUTH}' --data-urlencode '{name}{BODY}'"), &[encoded]);
    }
    let field = "Removed a name and = before the JSON, as in a web form. The API would have received no JSON.";
    check(&format!("curl {URL} -H '{AUTH}' -d 'payload={BODY}'"), &[field]);
    let more = "More data starts here. Only the first body was used.";
    check(&format!("curl {URL} -H '{AUTH}' -d a=b -d '{BODY}' -d 'c=d'"), &[more]);
    check(&format!("curl {URL} -H '{AUTH}' -d '' -d '{BODY}'"), &[]);
    let (start, end) = BODY.split_at(37);
    let split = "The body is split across several options, which curl would join with &. Joined them without it.";
    check(&format!("curl {URL} -H '{AUTH}' -d '{start}' -d '{end}'"), &[split]);
    check(&format!("curl {URL} -H '{AUTH}' --json '{start}' --json '{end}'"), &[]);
    for empty in ["-d ''", "--data \"\"", "-X POST --data-raw ' '"] {
        let import = import(&format!("curl {URL} -H '{AUTH}' {empty}"));
        assert_eq!((import.instance.user_secret.as_str(), import.instance.host.as_str()), ("dXNlcg==", &URL[..46]));
        let messages: Vec<String> = import.repairs.iter().map(ToString::to_string).collect();
        assert_eq!(messages, ["The command has no body. URL and headers were used."]);
    }
}

#[test]
fn line_ends_operators_and_other_commands_are_reported() {
    check(
        &format!("curl {URL} \\ \\\n -H '{AUTH}' \\ \n -d '{BODY}'"),
        &[SPACE_AFTER_BACKSLASH, SPACE_AFTER_BACKSLASH],
    );
    check(&format!("curl {URL} \\ -H '{AUTH}' \\ -d '{BODY}'"), &[SPACE_AFTER_BACKSLASH, SPACE_AFTER_BACKSLASH]);
    let joint = "Removed this backtick. It joins no lines because more text follows on the same line.";
    check(&format!("curl.exe '{URL}' ` -H '{AUTH}' ` -d '{BODY}'"), &[joint, joint]);
    check(
        &format!("curl {URL}?trace=1&channel=3 -H '{AUTH}' -d '{BODY}'"),
        &[
            "The URL isn't /instances under /elements/api-v2. Kept its host; the request goes to /instances there.",
            "The shell would end the command at this &. Treated it as part of the URL: put the URL in quotes.",
        ],
    );
    check(&format!("curl {URL} -H '{AUTH}' -d '{BODY}'\n\nDon't forget the secrets.\n- It's all."), &[PROSE]);
    for after in [" | jq .", " && echo done", "; echo done", "\n{\"id\": 1}\n$ "] {
        check(&format!("curl {URL} -H '{AUTH}' -d '{BODY}'{after}"), &[NOT_READ]);
    }
    check(
        &format!("curl {URL} -H '{AUTH}'\n\ncurl {URL} -H '{AUTH}' -d '{BODY}'\ncurl -X DELETE {URL}/1"),
        &[EARLIER, NOT_READ],
    );
    check(&format!("cd /tmp/a && TOKEN=abcd curl {URL} -H '{AUTH}' -d '{BODY}'"), &[EARLIER]);
    check(
        &format!("curl -o out.json --max-time 3000 {URL} -H '{AUTH}' -d '{BODY}' > a.log"),
        &["Ignored options that don't change the request: -o, --max-time.", "Ignored a redirection to or from a file."],
    );
    for prompt in [
        "me@host:~$ ",
        "[root@host ~]# ",
        "➜  ~ ",
        "(env) me@host:~/a$ ",
        "PS /home/me> ",
        "bash-5.1$ ",
        "$ ",
        "% ",
        "# ",
    ] {
        check(&format!("{prompt}curl {URL} -H '{AUTH}' -d '{BODY}'"), &[PROMPT]);
    }
    check(
        &format!("PS C:\\> curl.exe `\n-X POST `\n{URL} `\n-H '{AUTH}' `\n-d '{}'", doubled(BODY)),
        &[PROMPT, DOUBLED],
    );
}

#[test]
fn texts_from_chats_and_mails_are_read() {
    let link = "Extracted the URL from a link in brackets, as chats and mail programs write it.";
    for url in [format!("<{URL}>"), format!("<{URL}|{URL}>"), format!("[{URL}]({URL})")] {
        for quote in ["", "'", "\""] {
            check(&format!("curl {quote}{url}{quote} -H '{AUTH}' -d '{BODY}'"), &[link]);
        }
    }
    let more = "A second URL starts here. Only the first was used.";
    check(&format!("curl {URL} <{URL}> -H '{AUTH}' -d '{BODY}'"), &[more]);
    let wrapped = URL.replace("api-v2", "\n  api-v2");
    check(&format!("curl '{wrapped}' -H '{AUTH}' -d '{BODY}'"), &["Removed a line break or space from the URL."]);
    for program in ["Curl", "cURL", "CURL", "!curl", "sudo curl", "nohup curl", "RUN curl", "/usr/bin/curl"] {
        check(&format!("{program} {URL} -H '{AUTH}' -d '{BODY}'"), &[]);
    }
    check(&format!("RESPONSE=$(curl -s {URL} -H '{AUTH}' -d '{BODY}')\necho \"$RESPONSE\""), &[EARLIER, NOT_READ]);
    let equals = "Removed this =, which curl would treat as part of the value.";
    check(&format!("curl -X=POST {URL} -H='{AUTH}' -d='{BODY}'"), &[equals, equals, equals]);
    let header = "The header isn't in quotes, so the shell would have split it. Kept whole.";
    check(&format!("curl {URL} -H 'Authorization': 'User dXNlcg==, Organization b3Jn' -d '{BODY}'"), &[header]);
    // Quotes that PowerShell escapes, and quotes that cmd.exe would drop.
    check(&format!("curl {URL} -H \"{AUTH}\" -d \"{}\"", BODY.replace('"', "`\"")), &[]);
    check(&format!("curl.exe {URL} -H \"{AUTH}\" -d \"{}\"", BODY.replace('"', "\\`\"")), &[]);
    check(&format!("curl.exe --% {URL} -H \"{AUTH}\" -d \"{}\"", escaped(BODY)), &[]);
    check(
        &format!("curl.exe {URL} -H \"{AUTH}\" -d \"{BODY}\""),
        &["Unescaped \" inside the body: the shell would have sent the body without these quotes. Kept as written."],
    );
    let bearer = import(&format!("curl --oauth2-bearer abcdefgh {URL} -d '{BODY}'"));
    assert_eq!((bearer.instance.user_secret.as_str(), bearer.repairs.len()), ("", 1));
}

#[test]
fn quotes_that_are_written_three_times_are_read_once() {
    for body in [BODY, &pretty()] {
        let body = body.replace('"', "\"\"\"");
        check(&format!("curl {URL} -H \"{AUTH}\" -d \"{body}\""), &[DOUBLED]);
        check(&format!("curl {URL} -H '{AUTH}' -d '{body}'"), &[DOUBLED]);
    }
}

#[test]
fn percent_encoded_bodies_are_decoded() {
    let encode = |keep: fn(u8) -> bool, space: &str| -> String {
        let code = |byte| if byte == b' ' { space.into() } else { format!("%{byte:02X}") };
        BODY.bytes().map(|byte| if keep(byte) { char::from(byte).to_string() } else { code(byte) }).collect()
    };
    let is_plain: fn(u8) -> bool = |byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let sentence = "Decoded the percent-encoded body. The API would have received no JSON.";
    for body in [encode(is_plain, "%20"), encode(is_plain, "+"), encode(|byte| !b"{}\"% ".contains(&byte), "%20")] {
        check(&format!("curl {URL} -H '{AUTH}' -d '{body}'"), &[sentence]);
        check(&format!("curl {URL} -H '{AUTH}' --data-raw {}", body.replace("%7B", "%7b")), &[sentence]);
    }
}

#[test]
fn zero_width_characters_in_url_and_headers_are_removed() {
    let sentence = |count| format!("Removed invisible characters ({count}).");
    for c in ['\u{ad}', '\u{200b}', '\u{200e}', '\u{feff}'] {
        let split = |text: &str, at| format!("{}{c}{}", &text[..at], &text[at..]);
        for at in [9, 30, URL.len()] {
            check(&format!("curl '{}' -H '{AUTH}' -d '{BODY}'", split(URL, at)), &[&sentence(1)]);
        }
        for at in [3, 13, 15, 19, 22, 40] {
            let header = split(&split(AUTH, at), at);
            check(&format!("curl {URL} -H '{header}' -d '{BODY}'"), &[&sentence(2)]);
        }
    }
}

#[test]
fn slashes_at_line_ends_are_not_urls() {
    let joint = "Missing backslash at the end of this line; the shell would have ended the command here. Joined with \
                 the next line.";
    for end in ["/\n", "/ \n", "/\t\n  "] {
        check(&format!("curl {URL} {end} -H '{AUTH}' {end} -d '{BODY}'"), &[joint, joint]);
    }
}

#[test]
fn requests_of_other_programs_are_rejected_by_name() {
    let computed = |place: &str| {
        format!(
            "{place}: PowerShell's ConvertTo-Json computes this body. Run only that part and paste the JSON that it \
             returns, or paste a cURL command."
        )
    };
    let cmdlet = |place: &str, name: &str| {
        format!(
            "{place}: This is PowerShell's {name}, not curl. Paste only the JSON body, or a cURL command (in browsers: \
             \"Copy as cURL\")."
        )
    };
    let cases = [
        (format!("$body = @'\n{BODY}\n'@\nInvoke-RestMethod -Uri {URL} -Body $body"), cmdlet("line 4, column 1", "Invoke-RestMethod")),
        (format!("$s = New-Object A.B\nInvoke-WebRequest -Uri \"{URL}\" `\n-Method \"POST\""), cmdlet("line 2, column 1", "Invoke-WebRequest")),
        (format!("$b = @{{ name = 'n' }} | ConvertTo-Json\nirm {URL} -Method POST -Body $b"), computed("line 1, column 24")),
        ("@{ name = 'n' } | convertto-json -Compress".into(), computed("line 1, column 19")),
        (format!("$b = @{{\n  name = 'n'\n}}\niwr {URL} -Body ($b|ConvertTo-Json)"), computed("line 4, column 72")),
        (format!("$r = iwr {URL} -Method POST"), cmdlet("line 1, column 6", "Invoke-WebRequest")),
        (format!("curl -Uri {URL} -Method POST -Body '{BODY}'"), cmdlet("line 1, column 6", "Invoke-WebRequest")),
        (
            format!("http POST {URL} name=n"),
            "line 1, column 1: This is a command for HTTPie (http). Only cURL commands can be imported: paste one, or only the JSON body.".into(),
        ),
    ];
    for (text, sentence) in cases {
        assert_eq!(import_error(&text), sentence, "{text}");
    }
}

const COMMENT: &str = "Ignored a comment that contains an option or a URL.";
const INSIDE: &str = "Ignored a comment inside the command. A shell would end the command here.";

#[test]
fn comments_are_ignored_and_reported_if_they_contain_part_of_a_command() {
    let command = format!("curl '{URL}' -H '{AUTH}' -d '{BODY}'");
    check(&format!("# create the instance\n{command} # done"), &[]);
    check(&format!("{command} # -H 'Authorization: User cccc, Organization dddd'"), &[COMMENT]);
    let other = "# curl https://b.example/elements/api-v2/instances -H 'Authorization: User c, Organization d'";
    check(&format!("# create\n{other}\n{command}"), &[COMMENT]);
    for joint in ["\\", "`", "^"] {
        check(&format!("curl '{URL}' {joint} # the URL\n -H '{AUTH}' \\\n -d '{BODY}'"), &[INSIDE]);
    }
    check(&format!("curl '{URL}' \\\n# both secrets\n -H '{AUTH}' \\\n -d '{BODY}'"), &[INSIDE]);
    check(&format!("curl '{URL}' \\\n# -H 'X: y' \\\n -H '{AUTH}' \\\n -d '{BODY}'"), &[COMMENT]);
    check(&format!("curl '{URL}' \\ # see https://a.example\n -H '{AUTH}' \\\n -d '{BODY}'"), &[COMMENT]);
}

#[test]
fn words_of_prose_are_not_a_second_url() {
    const WORDS: &str = "Ignored words that are neither an option nor a URL.";
    const MARKS: &str = "Removed the quotes or backticks around the command.";
    let command = format!("curl '{URL}' -H '{AUTH}' -d '{BODY}'");
    check(&format!("{command} Mehr?"), &[WORDS]);
    check(&format!("{command} Is this right"), &[WORDS]);
    check(&format!("{command} https://b.example"), &["A second URL starts here. Only the first was used."]);
    for mark in ["`", "``", "**"] {
        check(&format!("{mark}{command}{mark}"), &[MARKS]);
    }
    check(&format!("Run `{command}` please."), &["Ignored the text before the command or JSON.", MARKS, PROSE]);
}

#[test]
fn a_command_that_another_program_runs_is_read() {
    let arguments = format!("'{URL}' -H '{AUTH}' -d '{BODY}'");
    for before in [
        "docker run --rm curlimages/curl",
        "docker run --rm -it -v $PWD:/w curlimages/curl:8.1",
        "podman run docker.io/curlimages/curl:latest curl",
        "kubectl run tmp --rm -it --image=curlimages/curl --",
        "kubectl exec -it pod-1 -- curl",
        "docker compose exec web curl",
        "sudo -u www curl",
        "timeout 30 curl",
        "ssh me@host.example curl",
        "0 5 * * * /usr/bin/curl",
        "*/5 * * jan mon-fri root curl",
        "@daily curl",
    ] {
        check(&format!("{before} {arguments}"), &[EARLIER]);
    }
    let command = format!("curl {arguments}");
    for before in ["ssh host.example", "bash -c", "kubectl exec pod -- sh -c", "eval"] {
        check(&format!("{before} '{}'", command.replace('\'', "'\\''")), &[EARLIER]);
        check(&format!("{before} \"{}\"", escaped(&command)), &[EARLIER]);
    }
    check(&format!("echo '{BODY}' | docker run -i curlimages/curl '{URL}' -H '{AUTH}' -d @-"), &[EARLIER]);
    check(&format!("if ! {command}; then echo no; fi"), &[NOT_READ]);
    check(
        &format!("curl&nbsp;'{URL}'&nbsp;-H '{AUTH}' -d '{BODY}'"),
        &["Decoded HTML entities such as &quot; (2).", SPACES],
    );
    // The importer runs no program.
    assert!(import_error("docker run curlimages/curl").contains("isn't a cURL command or JSON"));
}

#[test]
fn a_url_in_two_words_is_joined_where_both_make_the_path() {
    const BREAK: &str = "Removed a line break or space from the URL.";
    const JOINT: &str = "Missing backslash at the end of this line; the shell would have ended the command here. Joined with the next line.";
    for at in ["https://api.cloud-".len(), URL.len() - 16, URL.len() - 10, URL.len() - 9, URL.len() - 3] {
        let (first, second) = URL.split_at(at);
        check(&format!("curl {first} {second} -H '{AUTH}' -d '{BODY}'"), &[BREAK]);
        check(&format!("curl {first} \\\n  {second} \\\n -H '{AUTH}' -d '{BODY}'"), &[BREAK]);
        check(&format!("curl {first}\n{second} -H '{AUTH}' -d '{BODY}'"), &[BREAK, JOINT]);
    }
}

#[test]
fn the_json_beside_a_command_is_the_body_that_it_takes_from_a_file() {
    const BESIDE: &str = "The command reads its body from a file. Used the JSON next to the command as the body.";
    const BEFORE: &str = "Ignored the text before the command or JSON.";
    let body = pretty();
    for option in ["-d @body.json", "--data-binary \"@body.json\"", "--data=@./body.json"] {
        let command = format!("curl -X POST '{URL}' \\\n  -H '{AUTH}' \\\n  {option}");
        check(&format!("{body}\n\n{command}"), &[BESIDE]);
        check(&format!("{command}\n\n{body}\n"), &[BESIDE]);
        check(&format!("body.json:\n{body}\n\n{command}"), &[BEFORE, BESIDE]);
        check(&format!("{command}\n\nwith body.json:\n{body}"), &[BEFORE, BESIDE]);
        check(&format!("```json\n{body}\n```\n\n```sh\n{command}\n```"), &[BEFORE, BESIDE, PROSE]);
    }
    // Two objects, or a command with its own body.
    assert!(import_error(&format!("{body}\ncurl '{URL}' -d '{BODY}'")).ends_with("Paste one at a time."));
}

#[test]
fn files_forms_and_configurations_of_curl_are_rejected_by_name() {
    const FILE: &str =
        "The body is in a file or variable that isn't part of the text. URL and headers were used: paste the body too.";
    const PUT: &str = "The command sends PUT. The form sends POST, which creates an instance.";
    for (option, sentences) in [("-T body.json", vec![PUT, FILE]), ("-X POST --upload-file body.json", vec![FILE])] {
        let import = import(&format!("curl {option} '{URL}' -H '{AUTH}'"));
        let messages: Vec<String> = import.repairs.iter().map(|repair| repair.what.to_string()).collect();
        assert_eq!(messages, sentences, "{option}");
        assert_eq!(import.instance.user_secret, "dXNlcg==");
    }
    let config = "This is a curl configuration file (-K). Read its options.";
    let data = escaped(BODY);
    check(&format!("# create\nurl = \"{URL}\"\nheader = \"{AUTH}\"\nrequest = POST\ndata = \"{data}\"\n"), &[config]);
    check(&format!("url={URL}\n-H \"{AUTH}\"\nsilent\n--data \"{data}\"\n"), &[config]);
}
