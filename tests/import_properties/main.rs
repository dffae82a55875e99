//! Importing a printed command restores the form, and the importer agrees with real bash about the meaning of
//! commands.

#![allow(missing_docs)]

mod bash;
mod generators;
mod printers;
mod repetition;

use generators::{hostile, instance, object, value};
use importer::{is_importable, read};
use model::command::{BodyTransport, Secrets, Shell};
use model::element::Definition;
use model::instance::Instance;
use model::json;
use model::request::HttpRequest;
use printers::PRINTERS;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

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
