//! The body that a program sends, and no other text that could be one.

use super::changes::tells;
use model::request::HttpRequest;

use super::generators::{document, fetch, python};
use super::{BODY, URL, assert_read, body, import, sentences};

/// A body as a literal of C# and Java.
fn escaped() -> String {
    BODY.replace('"', "\\\"")
}

/// Returns whether a text is rejected, or the change of the variable is told.
fn is_noticed(text: &str, variable: &str) -> bool {
    import(text).is_err() || tells(text, variable)
}

fn csharp(prelude: &str) -> String {
    format!(
        "var json = \"{}\";\n{prelude}\nvar m = new HttpRequestMessage(HttpMethod.Post, \
         \"{URL}\");\nm.Headers.TryAddWithoutValidation(\"Authorization\", \"User u1, Organization o1\");\nm.Content = new \
         StringContent(json, Encoding.UTF8, \"application/json\");\nawait new HttpClient().SendAsync(m);\n",
        escaped()
    )
}

fn powershell(prelude: &str) -> String {
    format!(
        "$json = '{BODY}'\n{prelude}\nInvoke-RestMethod {URL} -Method Post -Body $json -Headers @{{Authorization='User u1, \
         Organization o1'}} -ContentType 'application/json'\n"
    )
}

fn java(prelude: &str, body: &str) -> String {
    format!(
        "String json = \"{}\";\n{prelude}\nHttpRequest r = HttpRequest.newBuilder(URI.create(\"{URL}\"))\
         .header(\"Authorization\", \"User u1, Organization o1\").POST(HttpRequest.BodyPublishers.ofString({body}))\
         .build();\n",
        escaped()
    )
}

/// A literal is not the body if the variable has another value when it is sent.
#[test]
fn a_body_that_is_set_again_is_noticed() {
    assert_eq!(body(&import(&csharp("")).unwrap()), document());
    for change in [
        "json = File.ReadAllText(\"body.json\");",
        "json = Load();",
        "json = await client.GetStringAsync(\"https://a.example\");",
        "if (useFile) { json = File.ReadAllText(\"b.json\"); }",
        "var doc = JsonConvert.DeserializeObject<Dictionary<string, object>>(json);\ndoc[\"name\"] = \"m\";\njson = \
         JsonConvert.SerializeObject(doc);",
    ] {
        assert!(is_noticed(&csharp(change), "json"), "{change}");
    }
    assert_eq!(body(&import(&powershell("")).unwrap()), document());
    for change in ["$json = Get-Content body.json -Raw", "$json = Get-Body", "if ($f) { $json = Get-Content $f -Raw }"]
    {
        assert!(is_noticed(&powershell(change), "$json"), "{change}");
    }
    assert_eq!(body(&import(&java("", "json")).unwrap()), document());
    assert!(is_noticed(&java("json = Files.readString(Path.of(\"b.json\"));", "json"), "json"));
    let changed = "JSONObject o = new JSONObject(json);\no.put(\"name\", \"m\");";
    assert!(is_noticed(&java(changed, "o.toString()"), "json"));
    let ruby = |change: &str| {
        format!(
            "require 'net/http'\njson = '{BODY}'\n{change}\nNet::HTTP.post(URI('{URL}'), json, 'Authorization' => 'User u1, \
             Organization o1')\n"
        )
    };
    assert_eq!(body(&import(&ruby("")).unwrap()), document());
    assert!(is_noticed(&ruby("json = File.read('b.json')"), "json"));
}

/// The argument of an own function, and a text that is never used, are not the body.
#[test]
fn a_body_that_a_function_returns_is_noticed() {
    for (before, sent) in [("var body = Fill(json);", "body"), ("var body = File.ReadAllText(\"b.json\");", "body")] {
        let text = csharp(before).replace("StringContent(json", &format!("StringContent({sent}"));
        assert!(is_noticed(&text, "json"), "{text}");
    }
    let text = powershell("$body = Set-Values $json").replace("-Body $json", "-Body $body");
    assert!(is_noticed(&text, "$json"), "{text}");
}

/// A function that serializes its argument makes a string of a text.
#[test]
fn a_text_that_is_serialized_again_is_told() {
    let is_told = |text: &str| {
        let read = import(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(body(&read), document(), "{text}");
        sentences(&read).iter().any(|sentence| sentence.contains("escaped as a string"))
    };
    for (json, expected) in [("payload", true), ("json.loads(payload)", false), ("other", false)] {
        let prelude = format!("payload = '{BODY}'\nother = json.loads(payload)");
        assert_eq!(is_told(&python(&prelude, json)), expected, "{json}");
    }
    let text =
        csharp("").replace("new StringContent(json, Encoding.UTF8, \"application/json\")", "JsonContent.Create(json)");
    assert!(is_told(&text));
    assert!(!is_told(&csharp("")));
}

/// Quotes and byte escapes in strings are read by the rules of the language.
#[test]
fn texts_have_the_quotes_and_bytes_of_their_language() {
    // In a here-string, two quotes are two.
    let here = format!("@\"\n{}\n\"@", BODY.replace("\"n\"", "\"\""));
    let here = powershell("").replace(&format!("'{BODY}'"), &here);
    let read = import(&here).unwrap();
    assert_eq!(read.instance.name, "", "{:#?}", sentences(&read));
    let braced = powershell("").replace(BODY, "").replace(
        "$json = ''",
        &format!("$json = \"{}\"", BODY.replace("\"n\"", "\"M`u{fc}ller\"").replace('"', "`\"")),
    );
    assert_eq!(import(&braced).unwrap().instance.name, "Müller");

    let php = |literal: &str| {
        format!(
            "<?php\n$ch = curl_init('{URL}');\ncurl_setopt($ch, CURLOPT_POSTFIELDS, {literal});\ncurl_setopt($ch, \
             CURLOPT_HTTPHEADER, ['Authorization: User u1, Organization o1']);\ncurl_exec($ch);\n"
        )
    };
    let document = BODY.replace("\"n\"", r#""the \"n\"""#);
    let read = import(&php(&format!("<<<JSON\n{document}\nJSON"))).unwrap();
    assert_eq!(read.instance.name, "the \"n\"", "{:#?}", sentences(&read));
    for (name, expected, is_told) in
        [("M\\xfcller", "M\u{fffd}ller", true), ("M\\xc3\\xbcller", "Müller", false), ("a\\xa0", "a\u{fffd}", true)]
    {
        let literal = format!("\"{}\"", escaped().replace("\\\"n\\\"", &format!("\\\"{name}\\\"")));
        let read = import(&php(&literal)).unwrap();
        let told = sentences(&read);
        assert_eq!(read.instance.name, expected, "{told:#?}");
        assert_eq!(told.iter().any(|sentence| sentence.contains("aren't valid UTF-8")), is_told, "{name}\n{told:#?}");
    }
}

/// JavaScript and PHP cannot keep these integers.
#[test]
fn rounded_numbers_are_told() {
    for (number, is_rounded) in [
        ("12345678901234567890", true),
        ("9007199254740993", true),
        ("9007199254740992", false),
        ("100000000000000000000", false),
        ("15", false),
    ] {
        let document = BODY.replace("\"name\"", &format!("\"extra\":{number},\"name\""));
        let read = import(&fetch("", &format!("JSON.stringify({document})"))).unwrap();
        let told = sentences(&read);
        let request = HttpRequest::create_instance(&read.instance);
        assert!(request.body.as_str().contains(number), "{told:#?}");
        assert_eq!(
            told.iter().any(|sentence| sentence.contains("JavaScript rounds this number")),
            is_rounded,
            "{number}"
        );
        assert!(
            !sentences(&import(&python("", &document)).unwrap()).iter().any(|sentence| sentence.contains("rounds"))
        );
    }
}

/// Ruby, Perl, PowerShell and shells have variables whose names are signs or digits.
#[test]
fn special_variables_are_told() {
    let ruby = |name: &str| {
        format!(
            "require 'net/http'\nNet::HTTP.post(URI('{URL}'), \"{}\", 'Authorization' => 'User u1, Organization o1')\n",
            escaped().replace("\\\"n\\\"", &format!("\\\"{name}\\\""))
        )
    };
    let shell = |name: &str| {
        format!(
            "curl -X POST {URL} -H 'Authorization: User u1, Organization o1' -d \"{}\"",
            escaped().replace("\\\"n\\\"", &format!("\\\"{name}\\\""))
        )
    };
    let perl = |name: &str| {
        format!(
            "use LWP::UserAgent;\nLWP::UserAgent->new->post('{URL}', 'Authorization' => 'User u1, Organization o1', Content \
             => \"{}\");\n",
            escaped().replace("\\\"n\\\"", &format!("\\\"{name}\\\""))
        )
    };
    let power = |name: &str| {
        powershell("").replace(
            &format!("'{BODY}'"),
            &format!("\"{}\"", BODY.replace("\"n\"", &format!("\"{name}\"")).replace('"', "`\"")),
        )
    };
    for text in [
        ruby("shop #$5"),
        ruby("shop #@name"),
        shell("$$ Deals"),
        shell("a $? b"),
        shell("a $! b"),
        perl("the $5 shop"),
        perl("a $& b"),
        power("$$ Deals"),
        power("a $? b"),
    ] {
        let read = import(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let told = sentences(&read);
        let is_told = |sentence: &String| sentence.contains("fill in Name") || sentence.contains("insert a variable");
        assert!(told.iter().any(is_told), "{text}\n{told:#?}");
    }
    for (text, name) in [(ruby("a #5 b"), "a #5 b"), (shell("5 $ b"), "5 $ b"), (power("5 $ b"), "5 $ b")] {
        assert_eq!(import(&text).unwrap().instance.name, name, "{text}");
    }
}

/// Tickets and automation tools show headers as an object behind a label.
#[test]
fn labelled_headers_are_read() {
    let headers = "{\n  \"Authorization\": \"User u1, Organization o1\",\n  \"Content-Type\": \"application/json\"\n}";
    for text in [
        format!("Method: POST\nURI: {URL}\nHeaders:\n{headers}\nBody:\n{BODY}\n"),
        format!("POST {URL}\n\nHeaders:\n{headers}\n\nBody:\n{BODY}\n"),
        format!("URL: {URL}\nAuthorization: User u1, Organization o1\nBody: {BODY}\n"),
        format!("• Method: POST\n• URL: {URL}\n• Authorization: User u1, Organization o1\n• Body: {BODY}\n"),
        format!("- URL: {URL}\n- Authorization: User u1, Organization o1\n- Body:\n{BODY}\n"),
        format!("URL: {URL}\nheaders: {}\nbody: {BODY}\n", headers.replace('\n', "")),
    ] {
        assert_read(&text, &document(), Some("HTTP"));
    }
    // Headers without secrets are no reason to read anything else.
    let others = format!("Headers: {{\"Accept\": \"*/*\"}}\nBody: {BODY}\n");
    assert!(import(&others).is_err() || import(&others).is_ok_and(|read| body(&read) == document()), "{others}");
}

/// Workflows of n8n have the headers in a list inside an object, and the body as a text or an expression.
#[test]
fn workflows_are_read() {
    for body in [BODY.to_owned(), format!("={BODY}")] {
        let text = serde_json::json!({
            "nodes": [{
                "parameters": {
                    "method": "POST",
                    "url": URL,
                    "headerParameters": {
                        "parameters": [{ "name": "Authorization", "value": "User u1, Organization o1" }],
                    },
                    "jsonBody": body,
                },
                "type": "n8n-nodes-base.httpRequest",
            }],
        });
        assert_read(&text.to_string(), &document(), None);
    }
}

/// Members that are added to an object one by one are not lost in silence.
#[test]
fn added_members_are_told() {
    let text = format!(
        "$cfg = New-Object PSObject\n$cfg | Add-Member NoteProperty 'store.url' 'https://a.b'\n$body = @{{ element = @{{ key = \
         'woocommercerest' }}; configuration = $cfg; name = 'n' }} | ConvertTo-Json\nInvoke-RestMethod {URL} -Method Post \
         -Body $body -Headers @{{ Authorization = 'User u1, Organization o1' }}\n"
    );
    let told = sentences(&import(&text).unwrap());
    assert!(told.iter().any(|sentence| sentence.contains("fill in configuration")), "{told:#?}");
}

#[test]
fn placeholders_of_templates_are_told() {
    let named = |name: &str| import(&BODY.replace("\"n\"", &format!("\"{name}\""))).unwrap();
    for name in [
        "{NAME}",
        "##NAME##",
        "@@NAME@@",
        "__NAME__",
        "%NAME%",
        "$(NAME)",
        "YOUR_NAME",
        "@{variables('name')}",
        "{% now 'iso-8601' %}",
    ] {
        let told = sentences(&named(name));
        assert!(told.iter().any(|sentence| sentence.contains("Name contains a placeholder")), "{name}\n{told:#?}");
    }
    for name in ["{n}", "##", "50% off 20%", "%%", "_NAME_", "NAME", "a@b {c"] {
        let told = sentences(&named(name));
        assert!(!told.iter().any(|sentence| sentence.contains("placeholder")), "{name}\n{told:#?}");
    }
}
