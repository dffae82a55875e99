//! The body that a program sends, and no other text that could be one.

use super::changes::tells;
use super::generators::document;
use super::{BODY, URL, body, import};

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
