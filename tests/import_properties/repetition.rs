//! The time to import repetitive and large texts grows linearly.

use std::sync::Arc;

use importer::{is_importable, read};
use model::element::Definition;
use model::instance::Instance;
use model::polling::Document;
use model::request::{HttpRequest, MAX_ARGUMENT_BYTES};

use super::printers::PRINTERS;

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
