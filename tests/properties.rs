//! Invariants of the diagnostics for any text.

#![allow(missing_docs)]

use model::diagnostic::{Diagnostics, Edit, Problem, apply};
use model::json::parse;
use model::polling::Document;
use model::polling::settings::SETTINGS;
use proptest::prelude::*;

/// Generates texts from pieces of JSON and of similar notations.
fn json_like_text() -> impl Strategy<Value = String> {
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "'",
        "\\",
        "\\\"",
        "\n",
        "\r\n",
        " ",
        "\t",
        "\u{a0}",
        "\u{feff}",
        "\u{202e}",
        "//",
        "/*",
        "*/",
        "#",
        "“",
        "”",
        "«",
        "true",
        "None",
        "NaN",
        "null",
        "0",
        "-",
        "+1",
        ".5",
        "007",
        "1e",
        "0x1f",
        "1_0",
        "\\u",
        "\\ud83d",
        "\\x41",
        "a",
        "é",
        "😀",
        "url",
        "\"url\"",
        "\"idField\"",
        "\"datesConfiguration\"",
        "\"updatedDateFormat\"",
        "${",
        "${gmtDate:",
        "yyyy",
        "<X>",
        "{TimeZone}",
        ";",
        "=",
        "=>",
        "http://x",
        "\u{0}",
        "\u{1b}",
    ];
    prop_oneof![
        8 => proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// Returns the edits of the edited text that restore `text`.
fn undo(text: &str, edits: &[Edit]) -> Vec<Edit> {
    let mut moved = 0_isize;
    edits
        .iter()
        .map(|edit| {
            let start = edit.range.start.checked_add_signed(moved).unwrap();
            moved += isize::try_from(edit.text.len()).unwrap() - isize::try_from(edit.range.len()).unwrap();
            Edit::replace(start..start + edit.text.len(), &text[edit.range.clone()])
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn diagnostics_are_in_text_order_and_within_the_text(text in json_like_text()) {
        let document = Document::new(text.clone());
        let mut last = 0;
        for found in document.diagnostics().list() {
            prop_assert!(text.get(found.range.clone()).is_some(), "{found:?}");
            prop_assert!(found.range.start >= last);
            last = found.range.start;
            for edit in found.fix.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(text.get(edit.range.clone()).is_some(), "{found:?}");
            }
        }
    }

    #[test]
    fn fixes_of_invalid_json_make_it_valid(text in json_like_text()) {
        let (_, found) = parse(&text);
        let is_deep = found.list().iter().any(|found| found.problem == Problem::TooDeep);
        // Ambiguous text has no fix.
        let is_ambiguous = found.list().iter().any(|found| found.fix.is_none());
        prop_assume!(!is_deep && found.list().len() < Diagnostics::LIMIT);
        let verdict = serde_json::from_str::<serde_json::Value>(&text);
        // A number beyond a double is valid JSON (RFC 8259, section 6), which serde_json rejects.
        prop_assume!(!verdict.as_ref().is_err_and(|error| error.to_string().contains("out of range")));
        prop_assert_eq!(verdict.is_ok(), found.is_empty(), "{:?} {:?}", verdict, found);
        let repaired = apply(&text, found.edits());
        prop_assert!(is_ambiguous || parse(&repaired).1.is_empty(), "became {:?}, by {:#?}", repaired, found.list());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn editing_and_undoing_a_field_restores_every_byte(typed in ".{0,12}", which in 0..SETTINGS.len()) {
        let text = include_str!("data/customers.json");
        let document = Document::new(text.into());
        for name in document.resource_names() {
            let edits = SETTINGS[which].write(&document, &name, &typed);
            let edited = document.edited(&edits);
            prop_assert!(edited.is_json());
            prop_assert_eq!(apply(edited.text(), &undo(text, &edits)), text);
            let read = edited.resource(&name).and_then(|resource| SETTINGS[which].read(resource));
            prop_assert_eq!(read.unwrap_or_default(), typed.clone());
        }
    }
}

/// Repeats one piece 100,000 times: quadratic code would not finish.
#[test]
fn repetitive_texts_take_linear_time() {
    const TIMES: usize = 100_000;
    let both = |open: &str, close: &str| [open.repeat(TIMES), close.repeat(TIMES)].concat();
    let texts = [
        format!("[{}", "'".repeat(TIMES)),
        format!("[{}", "01 ".repeat(TIMES)),
        format!("[{}:", "a ".repeat(TIMES)),
        both("[", "}"),
        both("{\"a\":", "]"),
        format!("[\"{}", "b\"c\\\",".repeat(TIMES)),
        format!("{{\"c\":{{\"url\":\"/{}>\"}}}}", "<".repeat(TIMES)),
        format!("{{\"c\":{{\"url\":\"/{}{{}}\"}}}}", "$".repeat(TIMES)),
        format!("{{{}}}", "\"a\":1,".repeat(TIMES)),
        format!("{}1{}", "{\"a\":".repeat(TIMES), "\n ,\n \"b\":1}".repeat(TIMES - 1)),
        format!("{{\"a\":\"{}\"}}", "\u{200b}".repeat(TIMES)),
        "// \n".repeat(TIMES),
        "\\\"".repeat(TIMES),
        "“".repeat(TIMES),
        format!("{{{}", "'a': 'it's', ".repeat(TIMES)),
        format!("{{{}", "\"a: \"b, ".repeat(TIMES)),
        format!("{{{}", "'x',\"".repeat(TIMES)),
        format!("{{{}", "',“".repeat(TIMES)),
        format!("{{{}", "'/*".repeat(TIMES)),
        format!("{{{}", "a: b c, ".repeat(TIMES)),
        format!("{{{}", "a\": ".repeat(TIMES)),
        format!("{{{}", "'\\\\\\".repeat(TIMES)),
        "it's {a} ```".repeat(TIMES),
    ];
    for text in texts {
        let document = Document::new(text.clone());
        for found in document.diagnostics().list() {
            if let Some(fix) = &found.fix {
                assert!(!fix.describe(&text).is_empty());
            }
        }
        // A visible line has no more highlights than characters.
        assert!(document.diagnostics().marks(&text, 0..text.len().min(2_000)).len() <= 4_001);
    }
}
