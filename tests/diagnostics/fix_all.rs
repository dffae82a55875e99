//! All fixes that guess nothing, applied at once.

use model::polling::Document;

#[test]
fn all_certain_fixes_are_applied_and_no_other() {
    for (text, expected, fixes) in [
        ("{}", "{}", 0),
        ("{\"a\": {}", "{\"a\": {}", 0),
        ("{'a': {'url': '/a', 'idField': 'id'},}", r#"{"a": {"url": "/a", "idField": "id"}}"#, 2),
        ("{a: {url: \"/a\" idField: 'id'}} // notes", r#"{"a": {"url": "/a", "idField": "id"}} "#, 4),
        // The value is missing, and only the user knows it.
        (r#"{"a": , 'b': {"url": "/a", "idField": "id"}}"#, r#"{"a": , "b": {"url": "/a", "idField": "id"}}"#, 1),
        // A date pattern and a misspelled key are guesses.
        (r#"{"a": {"url": "/a", "idfield": "id"}}"#, r#"{"a": {"url": "/a", "idfield": "id"}}"#, 0),
    ] {
        let document = Document::new(text.into());
        assert_eq!((document.with_certain_fixes().as_str(), document.certain_fixes()), (expected, fixes), "{text}");
    }
}

#[test]
fn the_fixes_of_another_notation_give_the_same_document() {
    let text = "{'customers': {'url': '/customers?where=\\'x\\'', 'idField': 'id', // the key\n 'pageSize': +5,}}";
    let fixed = Document::new(text.into()).with_certain_fixes();
    let read: serde_json::Value = serde_json::from_str(&fixed).unwrap_or_else(|error| panic!("{fixed}: {error}"));
    let expected = serde_json::json!({"customers": {"url": "/customers?where='x'", "idField": "id", "pageSize": 5}});
    assert_eq!(read, expected);
}
