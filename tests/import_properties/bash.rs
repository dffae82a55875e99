//! The importer agrees with bash about the meaning of commands.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use importer::read;
use model::command;
use model::element::Definition;
use model::instance::Instance;
use model::json;
use model::request::HttpRequest;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use super::generators::{hostile, is_secret, laid_out};

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
