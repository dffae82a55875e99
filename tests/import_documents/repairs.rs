//! Counting and grouping repairs.

use super::*;

/// Diagnostics about one notation are one repair at the first position, and each position is accounted for.
#[test]
fn repairs_of_one_notation_are_one() {
    let text = "{/* one */\n\"orders\": {\"url\": \"/o\", \"idField\": \"id\",}, \"b\": {\"url\": \"/b\",},/* two */}";
    let read = import(text);
    assert_eq!(
        messages(&read),
        [
            "line 1, column 2: JSON doesn't allow comments. Remove it. 1 more like this follows.",
            "line 2, column 40: JSON doesn't allow a trailing comma. Remove it. 2 more like this follow.",
        ]
    );
    let ranges = read.repairs.iter().filter_map(|repair| repair.range.clone()).chain(read.unlisted.clone());
    let ranges: Vec<_> = ranges.collect();
    for (at, _) in text.match_indices(",}").chain(text.match_indices(",/")).chain(text.match_indices("/* ")) {
        assert!(ranges.iter().any(|range| range.contains(&at)), "{at}: {ranges:?}");
    }
    let comma = "{\"a\": {\"url\": \"/a\" \"idField\": \"id\"}}";
    assert_eq!(messages(&import(comma)), ["line 1, column 19: Missing comma."]);
}

#[test]
fn repairs_are_grouped_with_dangerous_ones_first() {
    let text = r#"{"id":835844,"token":"t","element":{"key":"woocommercerest"},"configuration":{"store.url":"<WEB_STORE_URL>","oauth.api.key":"k","oauth.api.secret":"********"},"name":"n","name":"My store",}"#;
    let import = import(text);
    let groups: Vec<(String, String)> =
        import.grouped().into_iter().map(|(heading, repair)| (heading, repair.kind.to_string())).collect();
    let headings: Vec<&str> = groups.iter().map(|(heading, _)| heading.as_str()).collect();
    assert_eq!(
        headings,
        ["2 values need your input", "2 values need your input", "Left out", "Left out", "Syntax repaired"]
    );
    assert!(groups[0].1.starts_with("The Store URL is a placeholder"));
    assert!(groups[1].1.starts_with("OAuth API Secret is masked"));
    let positions: Vec<_> =
        import.repairs.iter().filter_map(|repair| repair.range.as_ref()).map(|range| range.start).collect();
    assert!(positions.is_sorted(), "the list itself stays in the order of the text");
    assert_eq!(import.repairs.len(), groups.len());
}

/// A placeholder for a value is kept and reported.
#[test]
fn placeholders_for_keys_are_reported() {
    let placeholder = |label: &str| format!("{label} contains a placeholder. It was kept: enter the real value.");
    let mask = |label: &str| format!("{label} is masked in the text. It was kept: enter the real value.");
    let check = |text: &str, sentence: Option<&dyn Fn(&str) -> String>| {
        for (index, (key, label)) in [
            ("store.url", "The Store URL"),
            ("oauth.api.key", "OAuth API Key"),
            ("oauth.api.secret", "OAuth API Secret"),
        ]
        .into_iter()
        .enumerate()
        {
            let body = json!({"element": {"key": "woocommercerest"}, "configuration": {key: text}, "name": "n"});
            let import = import(&body.to_string());
            let messages: Vec<_> =
                import.repairs.iter().filter(|one| one.position.is_some()).map(|one| one.kind.to_string()).collect();
            assert_eq!(import.instance.fields[index], text);
            assert_eq!(messages, sentence.map(|sentence| sentence(label)).into_iter().collect::<Vec<_>>(), "{text}");
        }
    };
    for text in ["$WOO_KEY", "${WOO_KEY}", "%WOO_KEY%", "$env:WOO_KEY", "process.env.WOO_KEY", "<%= key %>", "#{key}"] {
        check(text, Some(&placeholder));
    }
    for text in ["{0}", "{}", "%s", "%1$s", "%(key)s", "$1", "YOUR_CONSUMER_KEY", "[your key]", "<CONSUMER_KEY_2>"] {
        check(text, Some(&placeholder));
    }
    for text in ["***", "xxxxxxxx", "[REDACTED]", "…"] {
        check(text, Some(&mask));
    }
    for text in ["https://shop.example", "ck_1", "cs_0f", "my-shop", "k", "$10", "100%"] {
        check(text, None);
    }
    for text in ["ck_xxxxxxxxxxxx", "ck_••••", "ck_...", "ck_****"] {
        let body =
            json!({"element": {"key": "woocommercerest"}, "configuration": {"oauth.api.key": text}, "name": "n"});
        assert!(
            messages(&import(&body.to_string())).iter().any(|messages| messages.ends_with(&mask("OAuth API Key"))),
            "{text}"
        );
    }
}
