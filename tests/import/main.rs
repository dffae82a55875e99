//! Reading pasted texts, and every message about them.

#![allow(missing_docs)]

mod bodies;
mod commands;
mod rejections;

use importer::{Import, read};
use model::command::{Secrets, Shell};
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use serde_json::Value;

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

fn request(text: &str) -> HttpRequest {
    HttpRequest::create_instance(&import(text).instance)
}

fn body(text: &str) -> Value {
    serde_json::from_str(request(text).body.as_str()).unwrap()
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
