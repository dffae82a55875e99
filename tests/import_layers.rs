//! Documents that were wrapped by mails, pages, chats and programs are imported unchanged.

#![allow(missing_docs)]

use importer::{RepairKind, is_importable, read};
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use rayon::prelude::*;
use serde_json::{Map, Value, json};

/// A repeatable random number generator.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    fn text(&mut self) -> String {
        const PARTS: [&str; 40] = [
            "a",
            "Shop",
            " ",
            "  ",
            "'",
            "\"",
            "\\",
            "\\\"",
            "\n",
            "\t",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "&quot;",
            "&amp;",
            "&",
            "> ",
            "```",
            "$ ",
            "1 ",
            "//",
            "/*",
            "# ",
            "it's",
            "Don't forget.",
            "é",
            "😀",
            "“",
            "curl -d x",
            "fetch(",
            "\\n",
            "=",
            "+",
            "(",
            ")",
            "${gmtDate:yyyy}",
            "`",
        ];
        (0..self.below(8)).map(|_| self.pick(&PARTS)).collect()
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 6 } else { 9 }) {
            0 => json!(self.below(100_000)),
            1 => self.pick(&[json!(true), json!(false), json!(null), json!(-1.5)].each_ref()).clone(),
            2..6 => json!(self.text()),
            6 => Value::Array((0..self.below(4)).map(|_| self.value(depth - 1)).collect()),
            _ => Value::Object((0..self.below(4)).map(|n| (self.key(n), self.value(depth - 1))).collect()),
        }
    }

    fn key(&mut self, number: usize) -> String {
        let text = self.text();
        format!("{}{number}", self.pick(&["k", "a.b", "my key", &text]))
    }

    fn document(&mut self) -> Value {
        let mut configuration = Map::new();
        for (key, value) in [("store.url", "https://a.b"), ("oauth.api.key", "k"), ("oauth.api.secret", "s")] {
            configuration.insert(key.into(), value.into());
        }
        for number in 0..self.below(5) {
            configuration.insert(self.key(number), self.value(2));
        }
        json!({"element": {"key": "woocommercerest"}, "configuration": configuration, "name": "n"})
    }
}

type Layer = (&'static str, fn(&str) -> String);

fn each_line(text: &str, prefix: impl Fn(usize) -> String) -> String {
    let lines: Vec<String> = text.lines().enumerate().map(|(index, line)| prefix(index) + line + "\n").collect();
    lines.concat()
}

fn entities(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

fn escaped(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    text[1..text.len() - 1].to_owned()
}

/// The layers around a document.
const INNER: [Layer; 6] = [
    ("as it is", str::to_owned),
    ("escaped once", escaped),
    ("escaped twice", |text| escaped(&escaped(text))),
    ("a string", |text| serde_json::to_string(text).unwrap()),
    ("a string in a string", |text| serde_json::to_string(&serde_json::to_string(text).unwrap()).unwrap()),
    ("assigned", |text| format!("const body = {text};\n")),
];

/// The layers around a wrapped text.
const OUTER: [Layer; 14] = [
    ("nothing", str::to_owned),
    ("entities", entities),
    ("a mail", |text| each_line(text, |_| "> ".into())),
    ("a mail in a mail", |text| format!("Anna wrote:\n\n{}\n\nThanks!\n", each_line(text, |_| "> > ".into()))),
    ("line numbers", |text| each_line(text, |index| format!("{:>4} | ", index + 1))),
    ("numbered lines", |text| each_line(text, |index| format!("{}  ", index + 997))),
    ("a patch", |text| format!("--- /dev/null\n+++ b/body.json\n@@ -0,0 +1 @@\n{}", each_line(text, |_| "+".into()))),
    ("a fence", |text| format!("```json\n{text}\n```")),
    ("a fence and prose", |text| {
        format!("Here's the body:\n\n```\n{text}\n```\n\nDon't forget the secrets, it's important.\n")
    }),
    ("a label", |text| format!("Request body:\n{text}")),
    ("prose", |text| format!("Here's the body you asked for:\n\n{text}\n\nDon't forget to replace the keys!\n")),
    ("a mail with headers", |text| {
        format!("From: Anna <anna@example.com>\nSubject: Re: body\n\nHi,\n\nhere it is:\n\n{text}\n\nBest,\nAnna\n")
    }),
    ("AsciiDoc", |text| format!("[source,json]\n----\n{text}\n----\n")),
    ("a byte order mark", |text| format!("\u{feff}\u{200b}{text}\u{200b}\n")),
];

fn assert_comes_back(text: &str, document: &Value, name: &str) {
    let import = read(text, &Instance::empty(Definition::woocommerce()))
        .unwrap_or_else(|error| panic!("{name}: {error}\n{text}\n{document}"));
    let body: Value = serde_json::from_str(HttpRequest::create_instance(&import.instance).body.as_str()).unwrap();
    assert_eq!(body, *document, "{name}\n{text}");
    let problem = import.repairs.iter().find(|repair| matches!(repair.kind, RepairKind::Json { .. }));
    assert_eq!(problem, None, "{name}\n{text}");
}

#[test]
fn documents_survive_two_layers() {
    let mut random = Random(0x1905_2026);
    let documents: Vec<Value> = (0..60).map(|_| random.document()).collect();
    documents.par_iter().for_each(|document| {
        let texts = [document.to_string(), serde_json::to_string_pretty(document).unwrap()];
        for text in texts {
            for (inner_name, inner) in INNER {
                for (outer_name, outer) in OUTER {
                    let wrapped = outer(&inner(&text));
                    assert_comes_back(&wrapped, document, &format!("{outer_name} around {inner_name}"));
                }
            }
        }
    });
}

#[test]
fn documents_survive_a_layer_in_a_layer() {
    let mut random = Random(77);
    let documents: Vec<Value> = (0..60).map(|_| random.document()).collect();
    documents.par_iter().for_each(|document| {
        let text = serde_json::to_string_pretty(document).unwrap();
        for (inner_name, inner) in OUTER {
            for (outer_name, outer) in OUTER {
                // Nested patches, fences and quote marks don't occur in practice.
                if inner_name == outer_name || inner_name.contains("fence") && outer_name.contains("fence") {
                    continue;
                }
                let wrapped = outer(&inner(&text));
                assert_comes_back(&wrapped, document, &format!("{outer_name} around {inner_name}"));
            }
        }
    });
}

#[test]
fn a_paste_outside_fields_is_recognised_in_every_layer() {
    let text = serde_json::to_string_pretty(&Random(5).document()).unwrap();
    for (name, outer) in OUTER {
        assert!(is_importable(&outer(&text)), "{name}");
    }
}

/// Repeats one piece thousands of times: the time must grow linearly with the length.
#[test]
fn endless_layers_take_linear_time() {
    let empty = Instance::empty(Definition::woocommerce());
    let starts = ["", "{", "> ", "```\n", "Body:\n", "curl -d '{", "const a = {", "{\\\"", "POST /a\n", "1 {\n"];
    let parts = [
        "> ",
        "\n> ",
        "&quot;",
        "&amp;",
        "{&quot;",
        "```\n",
        "~~~",
        "```a```\n",
        "\\\"",
        "\\\\\\\"",
        "{\\\"a\\\":",
        "\\n",
        "1\n",
        "12 | \n",
        "+\n",
        "+{\n",
        "@@ \n",
        "# \n",
        "// {\n",
        "$ curl\n",
        "Some text here.\n",
        "Don't.\n\n",
        "curl is a tool.\n",
        "a: b\n",
        "A\n",
        "x = {\n",
        "\"a\" +\n",
        "'a',",
        "'a",
        "`",
        "\u{200b}",
        "\u{200b}\n",
        "\"\\\"",
        "f(\"a\")\n",
        "{'a': '",
        "PS C:\\>",
        ">>\n",
        "More? \n",
        "-\n",
        "{}",
        "{}\n",
        "}",
        "/*",
        "//\n",
        "\"\"\"",
        "curl: ",
        "`curl -",
    ];
    starts.par_iter().for_each(|start| {
        for part in parts {
            let text = format!("{start}{}", part.repeat(4_000));
            let start = std::time::Instant::now();
            let _ = is_importable(&text);
            read(&text, &empty).ok();
            let elapsed = start.elapsed();
            assert!(elapsed.as_secs() < 20, "{start:?} and {part:?}: {elapsed:?}");
        }
    });
}
