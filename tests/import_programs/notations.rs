//! Random documents written in each notation and read back.

use importer::{Readers, read, read_with};
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use crate::generated::Random;
use crate::table::{NOTATIONS, Notation, Object};

const DOCUMENTS: usize = 1_000;

impl Object {
    fn write(&self, value: &Value, text: fn(&str) -> Option<String>) -> Option<String> {
        Some(match value {
            Value::Object(members) => {
                let members: Option<Vec<String>> = members
                    .iter()
                    .map(|(key, value)| Some([&text(key)?, self.pair, &self.write(value, text)?].concat()))
                    .collect();
                [self.open, &members?.join(self.separator), self.close].concat()
            }
            Value::Array(items) => {
                let items: Option<Vec<String>> = items.iter().map(|item| self.write(item, text)).collect();
                [self.list.0, &items?.join(self.separator), self.list.1].concat()
            }
            Value::String(string) => text(string)?,
            Value::Bool(true) => self.words[0].into(),
            Value::Bool(false) => self.words[1].into(),
            Value::Null => self.words[2].into(),
            Value::Number(number) => number.to_string(),
        })
    }
}

const PIECES: [&str; 40] = [
    "a", "b", "Z", "7", " ", "_", "-", ".", ",", ":", ";", "{", "}", "[", "]", "(", ")", "/", "//", "/*", "*/", "#",
    "#{", "'", "\"", "`", "\\", "\\\\", "\n", "\t", "$", "${", "$x", "%", "@", "ü", "😀", "+", "=>", "\\u0041",
];

fn string(random: &mut Random) -> String {
    let count = random.below(12);
    let text: String = (0..count).map(|_| *random.pick(&PIECES)).collect();
    // Placeholders and masks are reported and removed.
    format!("v{}", text.replace("{{", "{").replace("}}", "}").replace("{%", "{"))
}

fn document(random: &mut Random) -> Value {
    let mut configuration = Map::new();
    configuration.insert("store.url".into(), "https://shop.example".into());
    for number in 0..random.below(4) {
        let value = match random.below(6) {
            0 => json!(random.below(100_000)),
            1 => json!(random.once_in(2)),
            2 => json!([string(random), string(random)]),
            3 => json!({ "inner": string(random), "deep": { "last": string(random) } }),
            _ => json!(string(random)),
        };
        configuration.insert(format!("x{number}.{}", random.below(9)), value);
    }
    json!({ "element": { "key": "woocommercerest" }, "configuration": configuration, "name": string(random) })
}

/// Returns whether every member of `part` is equal in `whole`.
fn contains(whole: &Value, part: &Value) -> bool {
    let (Value::Object(whole), Value::Object(part)) = (whole, part) else { return whole == part };
    part.iter().all(|(key, value)| whole.get(key).is_some_and(|other| contains(other, value)))
}

/// Writes random documents in a notation and reads them back. Returns the counts as a line, and the first failure.
fn read_back(notation: &Notation, mut random: Random) -> (String, Option<String>) {
    let (mut read_count, mut skipped, mut wrong, mut first) = (0, 0, 0, None);
    for _ in 0..DOCUMENTS {
        let document = document(&mut random);
        let compact =
            if random.once_in(2) { document.to_string() } else { serde_json::to_string_pretty(&document).unwrap() };
        let body = match &notation.object {
            Some(object) => object.write(&document, notation.text),
            None => (notation.text)(&compact),
        };
        let literal = |text: &str| (notation.text)(text);
        let (Some(body), Some(url), Some(auth)) = (
            body,
            literal("https://api.cloud-elements.com/elements/api-v2/instances"),
            literal("User dXNlcg==, Organization b3Jn"),
        ) else {
            skipped += 1;
            continue;
        };
        let program = notation.program.replace("(URL)", &format!("({url})")).replace("AUTH", &auth);
        let program = program.replace("URL,", &format!("{url},")).replace("-Uri URL", &format!("-Uri {url}"));
        let program = program.replace("= URL", &format!("= {url}")).replace("string: URL", &format!("string: {url}"));
        let program = program
            .replace("String:URL", &format!("String:{url}"))
            .replace("of_string URL", &format!("of_string {url}"));
        let program = program.replace("post URL", &format!("post {url}")).replace("BODY", &body);
        let empty = Instance::empty(Definition::woocommerce());
        // A program needs no other reader, unless three back ticks in it look like a fence.
        let by_itself = read_with(&program, &empty, None, Readers { texts: None, ..Readers::ALL });
        let result = by_itself.unwrap_or_else(|_| {
            assert!(program.contains("```"), "{program}");
            read(&program, &empty)
        });
        let is_right = result.as_ref().is_ok_and(|import| {
            let sent: Value =
                serde_json::from_str(HttpRequest::create_instance(&import.instance).body.as_str()).unwrap();
            contains(&sent, &document)
                && import.instance.user_secret == "dXNlcg=="
                && import.instance.organization_secret == "b3Jn"
        });
        if is_right {
            read_count += 1;
        } else {
            wrong += 1;
            if first.is_none() {
                let outcome = match result {
                    Ok(import) => format!(
                        "{}\n{:?}",
                        HttpRequest::create_instance(&import.instance).body.as_str(),
                        import.repairs.iter().map(ToString::to_string).collect::<Vec<_>>()
                    ),
                    Err(error) => error.to_string(),
                };
                first = Some(format!("{}: {program}\n{outcome}\ninstead of {document}", notation.name));
            }
        }
    }
    let line = format!("{:24} {read_count} read back, {skipped} without a notation, {wrong} wrong", notation.name);
    (line, first)
}

#[test]
fn documents_are_read_back_from_every_notation() {
    let Random(seed) = Random::seeded("program notations", 2_511);
    let results: Vec<_> = NOTATIONS.par_iter().map(|notation| read_back(notation, Random(seed))).collect();
    let mut failures = Vec::new();
    for (line, failure) in results {
        println!("{line}");
        failures.extend(failure);
    }
    assert!(failures.is_empty(), "{} notations\n{}", failures.len(), failures.join("\n\n"));
}
