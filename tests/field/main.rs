//! Runs texts that users really paste through the importer, the raw editor and the fields, with the page's own code.
//! Prints one line per text.

#![allow(missing_docs)]

#[path = "../shared/form.rs"]
mod form;
mod imports;
mod outcome;
mod page;
#[path = "../shared/mod.rs"]
mod shared;
#[path = "../skip/mod.rs"]
mod skip;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hmac::{Hmac, Mac};
use model::callback::{Notation, PayloadVariant, Verification, payload_variants, read_signature, verify};
use model::instance::FieldId;
use serde_json::{Value, json};
use sha2::Sha256;

use form::{field_error, field_text, fixed, typed};
use outcome::{Imported, Raw};

const SHOP: &str = "https://shop.example";
const ORDERS: &str = "/hubs/ecommerce/orders";

/// How the outcome of a text is checked.
enum Check {
    /// Import into an empty form.
    Import(fn(&Imported)),
    /// Put into the raw editor.
    Editor(fn(&Raw)),
    /// Typed into a field: a part of the message, and the fields that the fix changes.
    Field(FieldId, &'static str, &'static [(FieldId, &'static str)]),
    /// The signature of a notification in this notation.
    Signature(Option<Notation>),
    /// Steps in the page, covered by this browser test.
    Browser(&'static str),
}

/// A text's number, and its check.
type Row = (usize, Check);

impl Check {
    /// Returns the expected start of the second column of `expected.tsv`.
    fn destination(&self) -> &'static str {
        match self {
            Self::Import(_) => "import dialog",
            Self::Editor(_) => "raw JSON editor",
            Self::Field(..) => "field ",
            Self::Signature(_) => "Try your callback",
            Self::Browser(_) => ", steps",
        }
    }

    fn run(&self, text: &str) {
        match self {
            Self::Import(check) => check(&Imported::new(text)),
            Self::Editor(check) => check(&Raw::new(text)),
            Self::Field(field, part, changes) => check_field(*field, text.trim_end_matches('\n'), part, changes),
            Self::Signature(notation) => check_signature(text, *notation),
            Self::Browser(_) => {}
        }
    }
}

fn check_field(field: FieldId, text: &str, part: &str, changes: &[(FieldId, &str)]) {
    let instance = typed(field, text);
    let error = field_error(&instance, field).expect("no finding");
    assert!(error.to_string().contains(part), "{error}");
    let mut expected = instance.clone();
    for (field, value) in changes {
        (*value).clone_into(field_text(&mut expected, *field));
    }
    let after = fixed(&instance, &error);
    assert_eq!(after.as_ref().unwrap_or(&instance), &expected, "{error}");
    assert_eq!(after.is_some(), !changes.is_empty());
}

/// Checks the signature of `{"a":1}` with the key `field-key-1`.
fn check_signature(text: &str, notation: Option<Notation>) {
    let (digest, found) = read_signature(text).unwrap();
    let computed: Vec<(PayloadVariant, _)> = payload_variants("{\"a\":1}")
        .into_iter()
        .map(|(variation, body)| {
            let mut mac = Hmac::<Sha256>::new_from_slice(b"field-key-1").unwrap();
            mac.update(body.as_bytes());
            (variation, mac.finalize().into_bytes().into())
        })
        .collect();
    assert_eq!((verify(&digest, &computed), found), (Verification::Valid, notation));
}

fn orders(url: &str) -> Value {
    json!({"orders": {"url": url, "idField": "id"}})
}

fn dated_orders(url: &str) -> Value {
    let mut orders = orders(url);
    orders["orders"]["datesConfiguration"] = json!({
        "updatedDateField": "date_modified", "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss",
        "createdDateField": "date_created", "createdDateFormat": "yyyy-MM-dd'T'HH:mm:ss",
    });
    orders
}

#[test]
fn every_text_has_its_expected_outcome() {
    let texts = shared::texts(&["field"]);
    let Some(folder) = shared::root().filter(|_| !texts.is_empty()) else { return };
    let expected = std::fs::read_to_string(folder.join("field/expected.tsv")).unwrap();
    let expected: Vec<Vec<&str>> = expected.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let mut rows: Vec<&Row> = imports::ROWS.iter().chain(&page::ROWS).collect();
    rows.sort_by_key(|(number, _)| *number);
    assert_eq!((expected.len(), texts.len()), (rows.len(), rows.len()));
    let mut wrong = Vec::new();
    let mut in_browser = 0;
    for (number, check) in &rows {
        let (file, text) = texts.iter().find(|(file, _)| file.starts_with(&format!("{number:02}-"))).unwrap();
        let row = expected.iter().find(|row| row[0] == file).unwrap();
        assert!(row[1].contains(check.destination()), "{file}: {}", row[1]);
        if let Check::Browser(test) = check {
            in_browser += 1;
            println!("{file}: covered in tests/browser by {test}");
        } else if catch_unwind(AssertUnwindSafe(|| check.run(text))).is_ok() {
            println!("{file}: right");
        } else {
            wrong.push(file);
            println!("{file}: WRONG, expected: {}", row[2]);
        }
    }
    println!("{} texts right, {in_browser} covered in tests/browser", rows.len() - in_browser - wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
