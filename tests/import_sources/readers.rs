//! Each text is read by the readers that it needs. A page loads only these.

use importer::{Reader, Readers, read_with};
use model::element::Definition;
use model::instance::Instance;

use super::generators::{document, fetch, python};
use super::{BODY, URL, assert_read, import};

const ONLY_TEXTS: Readers = Readers { programs: None, ..Readers::ALL };
const ONLY_PROGRAMS: Readers = Readers { texts: None, ..Readers::ALL };
const NONE: Readers = Readers { texts: None, programs: None };

/// Asserts that a text needs `reader` only, and is read as by all readers.
fn assert_needs(text: &str, reader: Reader, readers: Readers) {
    let empty = Instance::empty(Definition::woocommerce());
    assert_eq!(read_with(text, &empty, None, NONE), Err(reader), "{text}");
    assert_eq!(read_with(text, &empty, None, readers), Ok(import(text)), "{text}");
}

#[test]
fn a_program_needs_only_its_reader() {
    let program = python(&format!("body = {BODY}"), "body");
    let powershell = format!("$body = '{BODY}'\nirm {URL} -Method Post -Body $body\n");
    let php = format!(
        "<?php\n$curl = curl_init('{URL}');\ncurl_setopt($curl, CURLOPT_POSTFIELDS, '{BODY}');\ncurl_exec($curl);\n"
    );
    let c = format!(
        "#include <curl/curl.h>\nCURL *curl = curl_easy_init();\ncurl_easy_setopt(curl, CURLOPT_URL, \
         \"{URL}\");\ncurl_easy_setopt(curl, CURLOPT_POSTFIELDS, \"{}\");\n",
        BODY.replace('"', "\\\"")
    );
    let quoted = format!("> {}\n", program.trim_end().replace('\n', "\n> "));
    let after_a_sentence = format!("This is my script:\n\n{program}");
    for text in [&program, &fetch("", BODY), &powershell, &php, &c, &quoted, &after_a_sentence] {
        assert_needs(text, Reader::Programs, ONLY_PROGRAMS);
        assert!(import(text).is_ok(), "{text}");
    }
}

#[test]
fn other_texts_do_not_need_the_reader_of_programs() {
    for text in [
        BODY.into(),
        format!("curl {URL} -H 'Authorization: User u1, Organization o1' -d '{BODY}'"),
        format!("http POST {URL} name=n"),
        format!("POST {URL}\nAuthorization: User u1, Organization o1\n\n{BODY}"),
        format!("POST {URL}\n\n{BODY}\n\n> {{%\n  client.test('ok', function () {{ }});\n%}}\n"),
        format!("url = \"{URL}\"\ndata = \"{{}}\"\n"),
        format!("Send this:\n\n{BODY}\n"),
        r#"{"orders": {"url": "/orders", "idField": "id"}}"#.into(),
        "[]".into(),
        String::new(),
    ] {
        assert_needs(&text, Reader::Texts, ONLY_TEXTS);
    }
    // JSON with programs in it, after a byte order mark and in a quotation.
    let script = serde_json::to_string(&python("", BODY)).unwrap();
    let json = format!("{{\n\"element\":{{\"key\":\"woocommercerest\"}},\n\"name\":\"n\",\n\"script\": {script}\n}}\n");
    let quoted = format!("> {}\n", json.trim_end().replace('\n', "\n> "));
    for text in [format!("\u{feff}{json}"), quoted, format!("[{json}]")] {
        assert_needs(&text, Reader::Texts, ONLY_TEXTS);
        assert_eq!(import(&text).unwrap().read_as, None, "{text}");
    }
}

#[test]
fn a_program_that_may_be_another_text_needs_both() {
    let empty = Instance::empty(Definition::woocommerce());
    let program = python(&format!("body = {BODY}"), "body");
    let fenced = format!("```python\n{program}```\n");
    let with_command = format!("# curl {URL} -d @body.json\n{program}");
    for text in [&fenced, &with_command] {
        assert_eq!(read_with(text, &empty, None, ONLY_PROGRAMS), Err(Reader::Texts), "{text}");
        assert_eq!(read_with(text, &empty, None, ONLY_TEXTS), Err(Reader::Programs), "{text}");
    }
    assert_read(&with_command, &document(), Some("Python, requests"));
    // The response is read as JSON, and the program wins.
    let with_response = format!("{fenced}\n```json\n{{\"id\": 1, \"token\": \"t\", {}\n```\n", &BODY[1..]);
    assert_eq!(import(&with_response).unwrap().read_as.as_deref(), Some("Python, requests"));
    // Only the other reader knows whether it can read what the reader of programs rejects.
    let rejected = python("", "make_body()");
    assert_eq!(read_with(&rejected, &empty, None, NONE), Err(Reader::Programs));
    assert_eq!(read_with(&rejected, &empty, None, ONLY_PROGRAMS), Err(Reader::Texts));
    assert!(import(&rejected).is_err());
}

#[test]
fn variables_of_powershell_are_not_those_of_javascript() {
    let text = format!(
        "$auth = 'Authorization: User u1, Organization o1'\n$body = '{BODY}'\ncurl.exe {URL} -H $auth -d $body\n"
    );
    assert_read(&text, &document(), Some("PowerShell, curl"));
}
