//! Importing a printed command restores the form, and the importer agrees with real bash about the meaning of
//! commands.

#![allow(missing_docs)]

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use importer::{is_importable, read};
use model::command::{self, BodyTransport, Secrets, Shell};
use model::element::Definition;
use model::instance::{EventType, ExtraField, Instance, Interval, Section, SourceFormat};
use model::json;
use model::polling::Document;
use model::request::{HttpRequest, MAX_ARGUMENT_BYTES};
use model::secret::placeholder_kind;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

type Printer = fn(&HttpRequest) -> String;

/// The page's own printers, and formats that only other programs write.
const PRINTERS: [(&str, Printer); 7] = [
    ("POSIX", |request| Shell::Posix.command(request, Secrets::Shown)),
    ("POSIX, pasted from Windows", |request| PRINTERS[0].1(request).replace(" \\\n", " \\\r\n")),
    ("fish, ours", |request| Shell::Fish.command(request, Secrets::Shown)),
    ("fish", |request| {
        let quote = |text: &str| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"));
        format!("# for fish\n{}", with(request, " \\\n", quote))
    }),
    ("PowerShell 7", |request| with(request, " `\n", powershell)),
    ("Windows PowerShell", |request| with(request, " `\n", |text| powershell(&for_windows(text)))),
    ("cmd.exe, as Chrome writes it", |request| with(request, " ^\r\n", |text| carets(&for_windows(text)))),
];

fn with(request: &HttpRequest, joint: &str, quote: impl Fn(&str) -> String) -> String {
    let mut lines = vec![format!("curl {}", quote(&request.url)), format!("  -X {}", quote(request.method))];
    for header in &request.headers {
        lines.push(format!("  -H {}", quote(&format!("{}: {}", header.name, header.value.as_str()))));
    }
    lines.push(format!("  --data-raw {}", quote(request.body.as_str())));
    lines.join(joint)
}

/// PowerShell's `about_Quoting_Rules`: in single quotes, only single quotes are doubled, including typographic ones.
fn powershell(text: &str) -> String {
    let doubled = text.chars().flat_map(|c| std::iter::repeat_n(c, if "'‘’‚‛".contains(c) { 2 } else { 1 }));
    format!("'{}'", doubled.collect::<String>())
}

/// Inverse of `CommandLineToArgvW`: backslashes before a quote are doubled, and the quote is escaped by one more.
fn for_windows(text: &str) -> String {
    let mut quoted = String::from("\"");
    let mut backslashes = 0;
    for c in text.chars() {
        match c {
            '\\' => backslashes += 1,
            '"' => quoted.push_str(&"\\".repeat(backslashes + 1)),
            _ => {}
        }
        backslashes = if c == '\\' { backslashes } else { 0 };
        quoted.push(c);
    }
    quoted + &"\\".repeat(backslashes) + "\""
}

/// Puts a caret before each special character of cmd.exe; a line break becomes a caret and two line breaks.
fn carets(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => "^\n\n".into(),
            c if c.is_ascii_alphanumeric() || c == ' ' || !c.is_ascii() => c.to_string(),
            c => format!("^{c}"),
        })
        .collect()
}

/// Generates texts full of characters that shells, curl and JSON interpret.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = [
        "'",
        "''",
        "\"",
        "\\",
        "\\\\",
        "$(id)",
        "`id`",
        "$HOME",
        "${HOME}",
        "${gmtDate:yyyy}",
        "!!",
        "%PATH%",
        "^",
        "&&",
        "|",
        ";",
        "#",
        "~",
        "*",
        "<x>",
        "<A_B>",
        ">",
        "@file",
        "-d",
        " -H ",
        " ",
        "  ",
        "\n",
        "\t",
        "\r\n",
        "\u{1b}",
        "\u{7f}",
        "é",
        "😀",
        "\u{202e}",
        "’",
        "“",
        "'\\''",
        "' -H 'a",
        "' \\\n",
        "\\n",
        "\\u0041",
        "}",
        "{",
        "[",
        "]}'",
        ",",
        ":",
        "http://a",
        "curl ",
        "EOF",
        "'@",
        "{%",
        "//",
        "a",
        "0",
        "true",
    ];
    prop_oneof![
        4 => proptest::collection::vec(select(pieces.to_vec()), 0..8).prop_map(|pieces| pieces.concat()),
        1 => any::<String>().prop_map(|text| text.replace('\0', "")),
    ]
}

fn typed() -> impl Strategy<Value = String> {
    hostile().prop_map(|text| text.trim().to_owned())
}

fn secret() -> impl Strategy<Value = String> {
    "[!-+.-~]{0,44}".prop_filter("a placeholder is no secret", |text| {
        // An escaped quote means fish, unless everything else contradicts it.
        is_secret(text) && !text.contains("\\'")
    })
}

/// Returns true if the text is a secret as it is: no placeholder, and no quote, bracket or punctuation around it.
fn is_secret(text: &str) -> bool {
    let is_outer = |c: char| !c.is_ascii_alphanumeric();
    !text.starts_with(is_outer) && !text.trim_end_matches('=').ends_with(is_outer) && placeholder_kind(text).is_none()
}

/// Generates JSON of any kind, with numbers in every notation that JSON allows.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        hostile().prop_map(|text| json::quoted(&text)),
        select(vec!["0", "15.0", "12345678901234567890", "-1E2", "true", "false", "null"]).prop_map(String::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(|items| format!("[{}]", items.join(", "))),
            object(inner),
        ]
    })
}

fn object(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    proptest::collection::btree_map(hostile(), value, 0..3).prop_map(|members| {
        let members: Vec<_> = members.iter().map(|(key, value)| format!("{}: {value}", json::quoted(key))).collect();
        format!("{{{}}}", members.join(","))
    })
}

/// Returns `text` formatted, or unchanged.
fn laid_out(text: String, is_laid_out: bool) -> String {
    let (tree, found) = json::parse(&text);
    assert!(found.is_empty(), "{text}");
    let formatted = tree.root(&text).map(|root| json::format(root, 0));
    if is_laid_out { formatted.unwrap() } else { text }
}

prop_compose! {
    fn additional()(
        entries in proptest::collection::btree_map(
            (select(vec![Section::Element, Section::Configuration, Section::Body]), hostile()),
            (value(), any::<bool>()),
            0..4,
        )
    ) -> Vec<ExtraField> {
        let entries = entries.into_iter().map(|((section, key), (value, is_laid_out))| {
            let value = laid_out(value, is_laid_out);
            let (tree, _) = json::parse(&value);
            ExtraField::new(section, format!("x{key}"), ExtraField::typed(tree.root(&value).unwrap()))
        });
        entries.filter(|entry| !entry.value().contains(['•'])).collect()
    }
}

prop_compose! {
    fn instance()(
        (user, organization, name) in (secret(), secret(), hostile()),
        fields in proptest::collection::vec(typed(), 3),
        (signature_key, callback_url) in (hostile(), typed()),
        polling in object(object(value())),
        (is_laid_out, events, polls, is_other) in any::<(bool, bool, bool, bool)>(),
        (enabled_is_text, has_no_event_type, polling_is_text) in any::<(bool, bool, bool)>(),
        (minutes, interval) in (1_u32.., select(vec![Interval::Text, Interval::Number, Interval::Absent])),
        tags in proptest::collection::vec(hostile(), 0..3),
        additional in additional(),
    ) -> Instance {
        let empty = Instance::empty(Definition::woocommerce());
        let polls = events && polls;
        let interval = if polls { interval } else { Interval::Text };
        Instance {
            user_secret: user,
            organization_secret: organization,
            name: if name.trim().is_empty() { String::new() } else { name },
            fields,
            signature_key: if events { signature_key } else { String::new() },
            events,
            event_type: if polls || !events { EventType::Polling } else { EventType::Webhook },
            callback_url: if events { callback_url } else { String::new() },
            refresh_interval: match interval {
                Interval::Absent => String::new(),
                _ if polls => minutes.to_string(),
                _ => empty.refresh_interval.clone(),
            },
            polling: if polls { Arc::new(Document::new(laid_out(polling, is_laid_out))) } else { empty.polling.clone() },
            tags,
            element: if is_other { "shopify".into() } else { empty.element.clone() },
            additional,
            source_format: if events {
                SourceFormat { has_no_fields: false, enabled_is_text, has_no_event_type, interval, polling_is_text: polling_is_text && polls }
            } else {
                SourceFormat::default()
            },
            ..empty
        }
    }
}

/// Returns the first lines in which two forms differ.
fn difference(a: &Instance, b: &Instance) -> String {
    let (a, b) = (format!("{a:#?}"), format!("{b:#?}"));
    let differs = a.lines().zip(b.lines()).filter(|(a, b)| a != b).take(3);
    differs.map(|(a, b)| [a, " is not ", b, "\n"].concat()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn imported_commands_restore_the_form(mut instance in instance()) {
        let definition = Definition::woocommerce();
        let empty = Instance::empty(definition);
        // Imported members have the order of the body.
        instance.additional.sort_by_key(|entry| entry.section);
        let request = HttpRequest::create_instance(&instance);
        for (name, print) in PRINTERS {
            let text = print(&request);
            prop_assert!(is_importable(&text), "{}: {}", name, text);
            let import = read(&text, &empty).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
            let again = HttpRequest::create_instance(&import.instance);
            prop_assert_eq!(again.body.as_str(), request.body.as_str(), "{}\n{}", name, text);
            prop_assert!(import.instance == instance, "{}: {}\n{}", name, difference(&import.instance, &instance), text);
        }
        // These shells format and escape the body differently; its meaning stays.
        for shell in [Shell::PowerShell, Shell::WindowsPowerShell, Shell::Cmd] {
            let text = shell.command(&request, Secrets::Shown);
            prop_assert!(is_importable(&text), "{}: {}", shell.name(), text);
            if shell.body_transport(&request) == BodyTransport::File {
                continue;
            }
            let import = read(&text, &empty).unwrap_or_else(|error| panic!("{}: {error}\n{text}", shell.name()));
            let again = HttpRequest::create_instance(&import.instance);
            let json = |request: &HttpRequest| serde_json::from_str::<Value>(request.body.as_str()).unwrap();
            prop_assert_eq!(json(&again), json(&request), "{}\n{}", shell.name(), text);
            let import = Instance {
                polling: instance.polling.clone(),
                additional: instance.additional.clone(),
                ..import.instance
            };
            prop_assert!(import == instance, "{}: {}\n{}", shell.name(), difference(&import, &instance), text);
        }
        // The body alone contains neither host nor secrets.
        let import = read(request.body.as_str(), &instance).unwrap();
        prop_assert_eq!(import.instance, instance);
    }

    #[test]
    fn any_json_body_is_sent_unchanged(name in hostile(), members in object(value()), configuration in object(value())) {
        let definition = Definition::woocommerce();
        let rest = members.strip_prefix('{').unwrap();
        let comma = if rest == "}" { "" } else { "," };
        let body = format!(r#"{{"element":{{"key":"x"}},"configuration":{configuration},"name":{}{comma}{rest}"#, json::quoted(&format!("n{name}")));
        let import = read(&body, &Instance::empty(definition)).unwrap();
        let derived = HttpRequest::create_instance(&import.instance);
        let derived: Value = serde_json::from_str(derived.body.as_str()).unwrap();
        prop_assert_eq!(derived, serde_json::from_str::<Value>(&body).unwrap());
    }

    #[test]
    fn no_text_panics(text in hostile(), before in select(vec!["", "curl -d ", "curl.exe -d ", "curl ^\n", "curl `\n", "{", "curl -d '{", "curl -d \"{\"a", "curl -d $'", "curl -d @- <<", "@'\n", "PS > curl '{\\\""])) {
        let definition = Definition::woocommerce();
        let empty = Instance::empty(definition);
        for text in [format!("{before}{text}"), format!("{before}{text}' \"{text}\n'@")] {
            let _ = is_importable(&text);
            match read(&text, &empty) {
                Ok(import) => import.repairs.iter().for_each(|repair| drop(repair.to_string())),
                Err(error) => drop(error.to_string()),
            }
        }
    }
}

/// Quotes a word for bash in one of several equivalent ways.
fn bash_word(text: &str, style: usize) -> String {
    let double = |text: &str| {
        let escaped: String =
            text.chars().flat_map(|c| "\"\\$`".contains(c).then_some('\\').into_iter().chain([c])).collect();
        format!("\"{escaped}\"")
    };
    let ansi = |text: &str| {
        let escaped: String = text
            .chars()
            .map(|c| match c {
                '\'' | '\\' => format!("\\{c}"),
                '\n' => "\\n".into(),
                '\t' => "\\x09".into(),
                '"' => "\\042".into(),
                c if !c.is_ascii() => format!("\\U{:08x}", c as u32),
                c => c.to_string(),
            })
            .collect();
        format!("$'{escaped}'")
    };
    match style % 4 {
        0 => command::quote_posix(text),
        1 => double(text),
        2 => ansi(text),
        // Double quotes within single quotes.
        _ => format!("'{}'", text.replace('\'', "'\"'\"'")),
    }
}

/// Runs a command in bash with a function instead of curl. Returns the arguments and the standard input that it
/// received.
fn bash(command: &str) -> (Vec<String>, String) {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let folder =
        std::env::temp_dir().join(format!("import-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed)));
    std::fs::create_dir_all(&folder).unwrap();
    let script = format!(
        "curl() {{ printf '%s\\0' \"$@\" > '{0}/arguments'; cat > '{0}/input'; }}\n{command}\n",
        folder.display()
    );
    let path = folder.join("script");
    std::fs::write(&path, script).unwrap();
    let output = Command::new("bash").arg(&path).env("LC_ALL", "C.UTF-8").stdin(std::process::Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("bash is needed for this test: {error}"));
    assert!(output.status.success(), "{}\n{command}", String::from_utf8_lossy(&output.stderr));
    let arguments = std::fs::read_to_string(folder.join("arguments")).unwrap();
    let input = std::fs::read_to_string(folder.join("input")).unwrap();
    std::fs::remove_dir_all(folder).ok();
    (arguments.split_terminator('\0').map(String::from).collect(), input)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    /// The importer reads the body that bash passes to curl.
    #[test]
    fn the_importer_agrees_with_bash(
        (name, text) in (hostile(), hostile()),
        user in "[!-+.-~]{1,20}",
        is_laid_out in any::<bool>(),
        (style, transport, joint) in (0_usize..4, 0_usize..5, select(vec![" ", " \\\n  ", "  \\\n\t"])),
    ) {
        let definition = Definition::woocommerce();
        let body = format!(
            r#"{{"element":{{"key":"x"}},"configuration":{{"a":{},"b":15.0}},"name":{}}}"#,
            json::quoted(&text), json::quoted(&format!("n{name}")),
        );
        let body = laid_out(body, is_laid_out);
        let header = format!("Authorization: User {user}, Organization o");
        let start = format!("curl -sSX POST{joint}-H{}", bash_word(&header, style + 1));
        let url = "https://api.example.com/elements/api-v2/instances";
        let command = match transport {
            0 => format!("{start}{joint}'{url}'{joint}-d {}", bash_word(&body, style)),
            1 => format!("{start}{joint}--data-raw {}{joint}--url {url}", bash_word(&body, style)),
            2 => format!("{start}{joint}{url} --data-binary @- <<'E O F'\n{body}\nE O F\n"),
            3 => {
                let escaped: String = body.chars().flat_map(|c| "\\$`".contains(c).then_some('\\').into_iter().chain([c])).collect();
                format!("{start}{joint}{url} -d @- <<-EOF\n\t{escaped}\n\tEOF\n")
            }
            _ => format!("printf %s {} |{joint}{start} --data-binary @- {url}", bash_word(&body, style)),
        };
        prop_assume!(!body.contains('\0'));
        let (arguments, input) = bash(&command);
        let data = arguments.iter().position(|argument| argument.starts_with("-d") || argument.starts_with("--data"));
        let data = &arguments[data.unwrap() + 1];
        let sent = if data == "@-" { input.clone() } else { data.clone() };
        let sent: Value = serde_json::from_str(&sent).unwrap_or_else(|error| panic!("{error}: {sent}\n{command}"));
        let import = read(&command, &Instance::empty(definition)).unwrap_or_else(|error| panic!("{error}\n{command}"));
        let derived = HttpRequest::create_instance(&import.instance);
        prop_assert_eq!(serde_json::from_str::<Value>(derived.body.as_str()).unwrap(), sent, "{}", command);
        prop_assert_eq!(derived.url, url);
        prop_assert!(arguments.iter().any(|argument| argument.ends_with(&header)), "{:?}", arguments);
        if is_secret(&user) {
            prop_assert_eq!(import.instance.user_secret, user);
        }
    }
}

/// Repeats one piece thousands of times: a quadratic reader would not finish.
#[test]
fn repetitive_texts_take_linear_time() {
    let definition = Definition::woocommerce();
    let empty = Instance::empty(definition);
    let times = 6_000;
    let starts = [
        "",
        "curl -d ",
        "curl -d '{",
        "curl -d \"{\"a",
        "curl -d $'",
        "curl.exe `\n",
        "curl ^\n ",
        "curl -d @- <<E\n",
        "curl -d {",
        "curl “",
        "curl 'https://a",
        "curl -H 'Authorization: User a",
        "{",
        "\"{",
    ];
    let pieces = [
        "'",
        "\"",
        "\\",
        "\n",
        " ",
        "\\ ",
        "$",
        "$(",
        "`",
        "${a",
        "<",
        "<a",
        "'\"",
        "'\\'",
        "\"'",
        "a'b",
        "'$",
        "{\"a\":",
        "' ",
        "' -",
        "\n-H a",
        "curl",
        "curl ",
        ";curl\n",
        "^",
        "^\n",
        "%",
        "%a",
        "''",
        "}'\n",
        "\\\n",
        "\"\",",
        "<<E\n",
        "[",
        "'a'\n",
        "‘",
        "@'\n",
        "|",
        "-",
        "-d ",
        "\\u00",
        "•",
        "\\x41",
        "\"a\":\"<B>\",",
        "{%\n",
        "\r\n",
        "http",
        "{\"a\":1}",
        "“",
        "“{",
        "”",
        "–d ",
        "—",
        "\u{a0}",
        "\u{200b}",
        "x' ",
        "' -d ",
        "} -H '",
        "-d {",
        "-H User: ",
        "-d ''",
        "\"^\n\"",
        "^\\^\"",
        "\"\"",
        "\\'",
    ];
    for start in starts {
        for piece in pieces {
            let text = format!("{start}{}", piece.repeat(times));
            let started = std::time::Instant::now();
            let _ = is_importable(&text);
            read(&text, &empty).ok();
            let elapsed = started.elapsed();
            assert!(elapsed.as_secs() < 20, "{start:?} and {piece:?}: {elapsed:?}");
        }
    }
}

/// A body too long for an argument is imported as well, in linear time.
#[test]
fn bodies_of_two_megabytes_are_imported() {
    let definition = Definition::woocommerce();
    let resource =
        r#"{"url": "/hubs/ecommerce/customers?where=a>'${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'", "idField": "id"}"#;
    let resources: Vec<String> = (0..20_000).map(|number| format!("  \"customers-{number}\": {resource}")).collect();
    let polling = Arc::new(Document::new(format!("{{\n{}\n}}", resources.join(",\n"))));
    let instance = Instance { events: true, polling, name: "n".into(), ..Instance::empty(definition) };
    let request = HttpRequest::create_instance(&instance);
    assert!(request.body.as_str().len() > 20 * MAX_ARGUMENT_BYTES);
    for (name, print) in PRINTERS {
        let import = read(&print(&request), &Instance::empty(definition)).unwrap();
        assert_eq!(import.instance, instance, "{name}");
    }
}
