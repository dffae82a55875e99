//! Commands as browsers, editors, chats and other shells produce them: each yields the same request, with exactly
//! these messages.

#![allow(missing_docs)]

#[path = "../command_texts/mod.rs"]
mod command_texts;
mod quotes;
mod surroundings;
mod variables;

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
    let messages: Vec<String> = import.repairs.iter().map(|repair| repair.kind.to_string()).collect();
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
