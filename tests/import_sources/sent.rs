//! The body as it is sent: with its replaced parts, of the types of its variables, and as JSON.

use serde_json::{Value, json};

use super::changes::tells;
use super::generators::{document, fetch, python};
use super::{BODY, URL, assert_read, body, import, sentences};

const HEADER: &str = "User u1, Organization o1";

/// A program of C#, whose variable `json` has this value, that sends `sent`.
fn csharp(value: &str, change: &str, sent: &str) -> String {
    let value = value.replace('"', "\\\"");
    format!(
        "var json = \"{value}\";\n{change}\nvar m = new HttpRequestMessage(HttpMethod.Post, \
         \"{URL}\");\nm.Headers.TryAddWithoutValidation(\"Authorization\", \"{HEADER}\");\nm.Content = new \
         StringContent({sent}, Encoding.UTF8, \"application/json\");\nawait new HttpClient().SendAsync(m);\n"
    )
}

/// A program of PowerShell, whose variable `$json` has this value, that sends `sent`.
fn power_shell(prelude: &str, sent: &str) -> String {
    format!("{prelude}\nInvoke-RestMethod {URL} -Method Post -Body {sent} -Headers @{{Authorization='{HEADER}'}}\n")
}

fn template() -> String {
    BODY.replace("\"n\"", "\"%NAME%\"")
}

fn named(name: &str) -> Value {
    let mut expected = document();
    expected["name"] = name.into();
    expected
}

fn is_noticed(text: &str, variable: &str) -> bool {
    import(text).is_err() || tells(text, variable)
}

#[test]
fn replaced_parts_of_a_text_are_read() {
    let template = template();
    let expected = named("My store");
    for (change, sent) in [
        ("json = json.Replace(\"%NAME%\", \"My store\");", "json"),
        ("var name = \"My store\";", "json.Replace(\"%NAME%\", name)"),
        ("var body = json.Replace(\"%NAME%\", \"My %X%\").Replace(\"%X%\", \"store\");", "body"),
    ] {
        assert_read(&csharp(&template, change, sent), &expected, Some("C#, HttpClient"));
    }
    for (change, sent) in [
        ("$json = $json -replace '%name%', 'My store'", "$json"),
        ("$body = $json.Replace('%NAME%', 'My store')", "$body"),
        ("", "($json -creplace '%NAME%', 'My store')"),
    ] {
        let text = power_shell(&format!("$json = '{template}'\n{change}"), sent);
        assert_read(&text, &expected, Some("PowerShell, Invoke-RestMethod"));
    }
    let text = fetch(&format!("const text = `{template}`;"), "text.replace('%NAME%', 'My store')");
    assert_read(&text, &expected, Some("JavaScript, fetch"));
    let text = format!(
        "<?php\n$json = str_replace(['%NAME%', '%X%'], ['My %X%', 'store'], '{template}');\n$ch = curl_init('{URL}');\n\
         curl_setopt($ch, CURLOPT_POSTFIELDS, $json);\ncurl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: {HEADER}']);\n"
    );
    assert_read(&text, &expected, Some("PHP, cURL"));
    // JavaScript replaces the first only, and an unknown value stays open.
    let twice = template.replace("https://a.b", "https://%NAME%");
    let text = fetch(&format!("const text = `{twice}`;"), "text.replace('%NAME%', 'a.b')");
    assert_eq!(import(&text).unwrap().instance.name, "%NAME%");
    let import = import(&csharp(&template, "", "json.Replace(\"%NAME%\", Name())")).unwrap();
    assert_eq!(import.instance.name, "");
    assert!(sentences(&import).iter().any(|sentence| sentence.contains("computes Name()")));
}

/// A copy for the log is not the body, and a program that sends the text before its change is ambiguous.
#[test]
fn a_replaced_copy_is_not_the_body() {
    let printed = "Console.WriteLine(json.Replace(\"https\", \"***\"));";
    assert_read(&csharp(BODY, printed, "json"), &document(), Some("C#, HttpClient"));
    let copy = "var shown = json.Replace(\"https\", \"***\");\nLog(shown);";
    assert!(import(&csharp(BODY, copy, "json")).is_err());
    let rejection = import(&format!(
        "import requests\nt = '{BODY}'\nrequests.post('{URL}', headers={{'Authorization': '{HEADER}'}}, data=t)\nt = \
         t.replace('https', '***')\n"
    ));
    assert!(rejection.is_err());
    let builder = "var b = new StringBuilder(json);\nb.Replace(\"https\", \"http\");";
    assert!(import(&csharp(BODY, builder, "b.ToString()")).is_err());
}

#[test]
fn casts_of_power_shell_change_the_type() {
    let with = |prelude: &str, value: &str| {
        let object = format!(
            "@{{ element = @{{ key = 'woocommercerest' }}; configuration = @{{ 'store.url' = 'https://a.b'; x = {value} }}; \
             name = 'n' }}"
        );
        power_shell(&format!("{prelude}\n$body = {object}"), "($body | ConvertTo-Json -Depth 5)")
    };
    let value = |text: &str| body(&import(text).unwrap())["configuration"]["x"].clone();
    for (prelude, cast, expected) in [
        ("", "[int]'15'", json!(15)),
        ("", "[int]15", json!(15)),
        ("", "[string]15", json!("15")),
        ("", "[string]'a'", json!("a")),
        ("[int]$n = '15'", "$n", json!(15)),
        ("[string]$n = 15", "$n", json!("15")),
        ("[bool]$n = $true", "$n", json!(true)),
    ] {
        assert_eq!(value(&with(prelude, cast)), expected, "{prelude} {cast}");
    }
    for computed in ["[int]'015'", "[int]1.5", "[bool]'false'", "[string]$true", "[datetime]'2026-01-02'", "10 + '5'"] {
        let text = with("", computed);
        let import = import(&text).unwrap();
        let sentences = sentences(&import);
        assert!(sentences.iter().any(|sentence| sentence.ends_with("fill in x.")), "{computed}\n{sentences:#?}");
    }
}

#[test]
fn lists_that_grow_have_no_lists_inside() {
    let mut expected = document();
    expected["tags"] = json!(["a", "b"]);
    for change in [
        "body['tags'] = ['a']\nbody['tags'] += ['b']",
        "body['tags'] = ['a']\nbody['tags'].extend(['b'])",
        "tags = ['a']\nbody['tags'] = [*tags, 'b']",
        "tags = ['a']\nbody['tags'] = tags + ['b']",
    ] {
        assert_read(&python(&format!("body = {BODY}\n{change}"), "body"), &expected, Some("Python, requests"));
    }
    for change in
        ["body.tags = ['a'];\nbody.tags.push(...['b']);", "body.tags = ['a'];\nbody.tags = [...body.tags, 'b'];"]
    {
        let text = fetch(&format!("const body = {BODY};\n{change}"), "JSON.stringify(body)");
        assert_read(&text, &expected, Some("JavaScript, fetch"));
    }
}

#[test]
fn a_part_of_the_body_and_an_object_around_it_are_noticed() {
    for sent in ["body['configuration']", "[body]", "{'body': body}", "{k: v for k, v in body.items() if k != 'name'}"]
    {
        assert!(import(&python(&format!("body = {BODY}"), sent)).is_err(), "{sent}");
    }
    let elixir = format!(
        "body = {}\nReq.post!(\"{URL}\", json: Map.put(body, :name, \"X\"), headers: [{{\"authorization\", \"{HEADER}\"}}])\n",
        BODY.replace("\":", "\" => ").replace('{', "%{")
    );
    assert!(import(&elixir).is_err());
    let other = format!("$body = '{BODY}' | ConvertFrom-Json\n$payload = Build-Payload $row");
    assert!(import(&power_shell(&other, "($payload | ConvertTo-Json)")).is_err());
    let selected = format!("$body = '{BODY}' | ConvertFrom-Json");
    let selected = power_shell(&selected, "($body | Select-Object * -ExcludeProperty tags | ConvertTo-Json)");
    assert!(is_noticed(&selected, "data"), "{:#?}", sentences(&import(&selected).unwrap()));
}

#[test]
fn an_object_that_is_not_sent_as_json_is_told() {
    let told = |text: &str| {
        let import = import(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        sentences(&import).iter().any(|sentence| sentence.contains("doesn't send this object as JSON"))
    };
    let object = BODY.replace("{\"", "['").replace("\":", "' => ").replace(",\"", ", '").replace('}', "]");
    let laravel = |form: &str| {
        format!("<?php\n$r = Http::withHeaders(['Authorization' => '{HEADER}']){form}->post('{URL}', {object});\n")
    };
    let r = |encode: &str| {
        format!(
            "library(httr)\nbody <- list(element = list(key = \"woocommercerest\"), configuration = list(`store.url` = \
             \"https://a.b\"), name = \"n\")\nPOST(\"{URL}\", add_headers(Authorization = \"{HEADER}\"), body = \
             body{encode})\n"
        )
    };
    let superagent = |form: &str| {
        format!("superagent.post('{URL}'){form}.set('Authorization', '{HEADER}').send({BODY}).then(console.log);\n")
    };
    for (sends_json, text) in [
        (false, fetch("", BODY)),
        (false, fetch(&format!("const body = {BODY};"), "body")),
        (true, fetch(&format!("const body = {BODY};"), "JSON.stringify(body)")),
        (true, fetch("", BODY).replace("fetch(", "ofetch(")),
        (false, laravel("->asForm()")),
        (true, laravel("")),
        (false, r("")),
        (false, r(", encode = \"form\"")),
        (true, r(", encode = \"json\"")),
        (false, superagent(".type('form')")),
        (true, superagent("")),
    ] {
        assert_eq!(told(&text), !sends_json, "{text}");
    }
    let flags = |flags: &str| {
        format!(
            "<?php\n$ch = curl_init('{URL}');\ncurl_setopt($ch, CURLOPT_POSTFIELDS, json_encode({object}{flags}));\n\
             curl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: {HEADER}']);\n"
        )
    };
    assert!(!tells(&flags(", JSON_PRETTY_PRINT"), "data"));
    assert!(tells(&flags(", JSON_NUMERIC_CHECK"), "data"));
}

/// The secrets must not go to a host that the program does not use.
#[test]
fn a_url_that_may_be_another_one_is_left_open() {
    let other = "https://staging.cloud-elements.com/elements/api-v2/instances";
    let python_url = |url: &str| {
        python(&format!("body = {BODY}\nurl = {url}"), "body").replace(&format!("post('{URL}'"), "post(url")
    };
    assert_read(&python_url(&format!("'{URL}'")), &document(), Some("Python, requests"));
    for url in [
        format!("os.getenv('URL', '{URL}')"),
        format!("os.environ.get('URL') or '{URL}'"),
        format!("'{URL}' if is_live else '{other}'"),
        format!("'{URL}'.replace('api', 'eu')"),
    ] {
        let import = import(&python_url(&url)).unwrap();
        assert_eq!(import.instance.host, "", "{url}");
        assert!(sentences(&import).iter().any(|sentence| sentence.ends_with("fill in Host URL.")), "{url}");
    }
    let script = |url: &str| {
        fetch(&format!("const url = {url};"), &format!("JSON.stringify({BODY})")).replace(&format!("'{URL}'"), "url")
    };
    for url in [format!("live ? `{URL}` : `{other}`"), format!("process.env.URL ?? `{URL}`")] {
        assert_eq!(import(&script(&url)).unwrap().instance.host, "", "{url}");
    }
}
