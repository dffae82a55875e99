//! Generators of forms, and of texts full of special characters.

use std::sync::Arc;

use model::element::Definition;
use model::instance::{EventType, ExtraField, Instance, Interval, Section, SourceFormat};
use model::json;
use model::polling::Document;
use model::secret::placeholder_kind;
use proptest::prelude::*;
use proptest::sample::select;

/// Generates texts full of characters that shells, curl and JSON interpret.
pub fn hostile() -> impl Strategy<Value = String> {
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
pub fn is_secret(text: &str) -> bool {
    let is_outer = |c: char| !c.is_ascii_alphanumeric();
    !text.starts_with(is_outer) && !text.trim_end_matches('=').ends_with(is_outer) && placeholder_kind(text).is_none()
}

/// Generates JSON of any kind, with numbers in every notation that JSON allows.
pub fn value() -> impl Strategy<Value = String> {
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

pub fn object(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    proptest::collection::btree_map(hostile(), value, 0..3).prop_map(|members| {
        let members: Vec<_> = members.iter().map(|(key, value)| format!("{}: {value}", json::quoted(key))).collect();
        format!("{{{}}}", members.join(","))
    })
}

/// Returns `text` formatted, or unchanged.
pub fn laid_out(text: String, is_laid_out: bool) -> String {
    let (tree, found) = json::parse(&text);
    assert!(found.is_empty(), "{text}");
    let formatted = tree.root(&text).map(|root| json::format(root, 0));
    if is_laid_out { formatted.unwrap() } else { text }
}

prop_compose! {
    pub fn additional()(
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
    pub fn instance()(
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
