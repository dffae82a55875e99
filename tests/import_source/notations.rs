//! Polling configurations in other notations.

use serde_json::Value;

use super::import;

/// Returns the polling configuration and the repairs of a text, or the error.
fn polling(text: &str) -> Result<(Value, Vec<String>), String> {
    let import = import(text).map_err(|error| error.to_string())?;
    let repairs = import.repairs.iter().map(|repair| repair.kind.to_string()).collect();
    Ok((serde_json::from_str(import.instance.polling.text()).unwrap(), repairs))
}

/// Configurations in another notation are read exactly, with a repair.
#[test]
fn notations_of_a_configuration_are_reported() {
    let expected = serde_json::json!({"orders": {"url": "/a_b", "idField": "id，x"}});
    let escaped = serde_json::to_string(&expected.to_string()).unwrap();
    let full_width = "｛\"orders\"：｛\"url\"：\"/a_b\"，\"idField\"：\"id，x\"｝｝";
    let colored = "\u{1b}[1;39m{\u{1b}[0m\"orders\": {\"url\": \u{1b}[32m\"/a_b\"\u{1b}[0m, \"idField\": \"id，x\"}}";
    let markdown = r#"\{"orders": \{"url": "/a\_b", "idField": "id，x"\}\}"#;
    for (text, repairs) in [
        (escaped.as_str(), &["The JSON was escaped as a string. Removed the escapes."][..]),
        (full_width, &["JSON requires {, not the full-width ｛. 7 more like this follow."][..]),
        (
            &full_width[3..].replacen('"', "{\"", 1),
            &["JSON requires a colon (:), not the full-width ：. 6 more like this follow."],
        ),
        (colored, &["Removed invisible characters (4)."]),
        (
            &colored[..colored.len() - 1],
            &["Removed invisible characters (4).", "Missing } to close the bracket opened on line 1, column 8."],
        ),
        (
            markdown,
            &[
                "\\ doesn't belong here. Remove it. 3 more like this follow.",
                "\\_ isn't a valid escape. For a backslash, write \\\\.",
            ],
        ),
    ] {
        let repairs = repairs.iter().map(|repair| (*repair).to_owned()).collect();
        assert_eq!(polling(text), Ok((expected.clone(), repairs)), "{text}");
    }
}

/// Ambiguous configurations are rejected.
#[test]
fn ambiguous_configurations_are_rejected() {
    for text in [
        "{'name': 'A' 'B'}",
        "{'orders': {'url': '/orders' '?x=1', 'idField': 'id'}}",
        "{'orders', 'customers'}",
        "{orders, customers}",
        "{[orders]: {url: '/orders', idField: 'id'}}",
        "{...base, 'orders': {url: '/orders', idField: 'id'}}",
        "{'orders': {'url': path[0], 'idField': 'id'}}",
        r#"{"orders": {"url": \["a\\n"\], "idField": "id"}}"#,
        r#"{"orders": {"url": \"/orders", "idField": "id"}}"#,
    ] {
        assert!(polling(text).is_err(), "{text}: {:?}", polling(text));
    }
}
