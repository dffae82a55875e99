//! The body as it is sent: with its replaced parts, of the types of its variables, and as JSON.

use serde_json::{Value, json};

use super::changes::{tells, tells_change_of_body};
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

/// Returns whether a text is rejected because its body is computed, or because there are two.
fn is_rejected(text: &str) -> bool {
    const REASONS: [&str; 3] = ["Paste only the JSON body", "2 instances or request bodies", "computes this body"];
    import(text).is_err_and(|error| REASONS.iter().any(|reason| error.to_string().contains(reason)))
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
    assert_read(&csharp(BODY, copy, "json"), &document(), Some("C#, HttpClient"));
    assert_eq!(import(&csharp(BODY, copy, "json")).unwrap().repairs.len(), 1);
    let other = "var shown = json.Replace(\"https\", \"***\");\nUse(shown);";
    assert!(is_rejected(&csharp(BODY, other, "json")));
    let text = format!(
        "import requests\nt = '{BODY}'\nrequests.post('{URL}', headers={{'Authorization': '{HEADER}'}}, data=t)\nt = \
         t.replace('https', '***')\n"
    );
    assert!(is_rejected(&text), "{text}");
    let builder = "var b = new StringBuilder(json);\nb.Replace(\"https\", \"http\");";
    assert!(is_rejected(&csharp(BODY, builder, "b.ToString()")));
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
        assert!(is_rejected(&python(&format!("body = {BODY}"), sent)), "{sent}");
    }
    let elixir = format!(
        "body = {}\nReq.post!(\"{URL}\", json: Map.put(body, :name, \"X\"), headers: [{{\"authorization\", \"{HEADER}\"}}])\n",
        BODY.replace("\":", "\" => ").replace('{', "%{")
    );
    assert!(is_rejected(&elixir));
    let other = format!("$body = '{BODY}' | ConvertFrom-Json\n$payload = Build-Payload $row");
    assert!(is_rejected(&power_shell(&other, "($payload | ConvertTo-Json)")));
    let selected = format!("$body = '{BODY}' | ConvertFrom-Json");
    let selected = power_shell(&selected, "($body | Select-Object * -ExcludeProperty tags | ConvertTo-Json)");
    assert!(is_rejected(&selected) || tells_change_of_body(&selected), "{selected}");
}

#[test]
fn a_body_that_is_not_sent_as_json_is_told() {
    let told = |text: &str| {
        let import = import(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        sentences(&import).iter().any(|sentence| sentence.contains("doesn't send the body as JSON"))
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
        (false, superagent(".set('Content-Type', 'application/x-www-form-urlencoded')")),
        (true, superagent(".set('Content-Type', 'application/json')")),
    ] {
        assert_eq!(told(&text), !sends_json, "{text}");
    }
    let flags = |flags: &str| {
        format!(
            "<?php\n$ch = curl_init('{URL}');\ncurl_setopt($ch, CURLOPT_POSTFIELDS, json_encode({object}{flags}));\n\
             curl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: {HEADER}']);\n"
        )
    };
    assert!(!tells_change_of_body(&flags(", JSON_PRETTY_PRINT")));
    assert!(tells_change_of_body(&flags(", JSON_NUMERIC_CHECK")));
}

#[test]
fn copies_that_are_shown_and_responses_that_are_expected_are_not_sent() {
    let masked = format!(
        "import copy\nbody = {BODY}\nsafe = copy.deepcopy(body)\nsafe['configuration']['oauth.api.secret'] = \
         '***'\nprint(json.dumps(safe))"
    );
    assert_read(&python(&masked, "body"), &document(), Some("Python, requests"));
    // The copy is sent.
    let sent = python(&masked, "safe");
    assert!(is_rejected(&sent) || tells(&sent, "body"), "{sent}");
    let request = fetch("", &format!("JSON.stringify({BODY})"));
    let response = BODY.replace("\"n\"", "\"other\"");
    for after in [
        format!("expect(await response.json()).toMatchObject({response});"),
        format!("assert.deepStrictEqual(created, {response});"),
        format!("const expected = {response};\nassert.deepEqual(created, expected);"),
        format!("client.create = jest.fn().mockResolvedValue({{ data: {response} }});"),
        format!("nock('https://api.cloud-elements.com').post('/x').reply(200, {response});"),
    ] {
        assert_read(&format!("{request}\n{after}\n"), &document(), Some("JavaScript, fetch"));
    }
}

#[test]
fn a_header_in_two_members_is_read() {
    let header = format!("[name: 'Authorization', value: '{HEADER}']");
    let groovy = format!(
        "def body = JsonOutput.toJson([element: [key: 'woocommercerest'], configuration: ['store.url': 'https://a.b', \
         'oauth.api.key': 'k', 'oauth.api.secret': 's'], name: 'n'])\nhttpRequest url: '{URL}', httpMode: 'POST', \
         customHeaders: [{header}], requestBody: body\n"
    );
    assert_read(&groovy, &document(), Some("Groovy"));
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

#[test]
fn an_object_that_is_not_used_is_not_the_body() {
    let example = format!("const example = {BODY};\nconsole.log('like', example);");
    for body in ["fs.readFileSync('body.json', 'utf8')", "await load()", "req.body"] {
        let text = fetch(&format!("{example}\nconst text = {body};"), "text");
        assert!(is_rejected(&text), "{text}");
    }
    assert_read(&fetch(&example, "JSON.stringify(example)"), &document(), Some("JavaScript, fetch"));
    let power_shell = |sent: &str| power_shell(&format!("$example = '{BODY}'"), sent);
    assert!(import(&power_shell("").replace("-Body", "-InFile body.json")).is_err());
    assert_read(&power_shell("\"$example\""), &document(), Some("PowerShell, Invoke-RestMethod"));
}

/// A body that is named as a member, in a ternary or by a text is used.
#[test]
fn members_and_names_in_texts_are_uses() {
    let other = BODY.replace("\"n\"", "\"other\"");
    let class = |body: &str, sent: &str| {
        python(&format!("class Api:\n    BODY = {body}\n    def create(self):\n        return self.BODY"), sent)
    };
    assert_read(&class(BODY, "Api.BODY"), &document(), Some("Python, requests"));
    let php_body =
        |body: &str| body.replace("{\"", "['").replace("\":", "' => ").replace(",\"", ", '").replace('}', "]");
    for text in [
        class(BODY, "Api.BODY")
            .replace("import requests", &format!("import requests\nsample = {other}\nprint(sample)\n")),
        fetch(
            &format!("const full = {BODY};\nconst sample = {other};\nvalidate(sample);"),
            "JSON.stringify({ data: isReal ? full : sample }.data)",
        ),
        format!(
            "<?php\n$json = {};\n$sample = {};\nvalidate($sample);\n$client->post('{URL}', ['headers' => ['Authorization' \
             => '{HEADER}']] + compact('json'));\n",
            php_body(BODY),
            php_body(&other)
        ),
    ] {
        let read = import(&text).map(|import| body(&import));
        assert!(read.as_ref().map_or(true, |read| *read == document()), "{read:?}\n{text}");
    }
}

#[test]
fn a_pair_in_the_body_is_no_header() {
    let pair = "{ \"name\": \"Authorization\", \"value\": \"User fake, Organization fake\" }";
    let with_pair = BODY.replace("\"oauth.api.key\"", &format!("\"custom\": {pair}, \"oauth.api.key\""));
    let text = fetch("", &format!("JSON.stringify({with_pair})"));
    let read = import(&text).unwrap();
    assert_eq!((&*read.instance.user_secret, &*read.instance.organization_secret), ("u1", "o1"));
    let computed = import(&text.replace(&format!("'{HEADER}'"), "token")).unwrap();
    assert_eq!(computed.instance.user_secret, "");
}

/// The secrets must not go to the store.
#[test]
fn an_address_of_the_body_is_not_the_one_of_the_request() {
    let axios = |declarations: &str, base: &str| {
        let body = BODY.replace("\"https://a.b\"", "STORE");
        format!(
            "const STORE = 'https://a.b';\n{declarations}\nconst api = axios.create({{ baseURL: {base}, headers: {{ \
             Authorization: '{HEADER}' }} }});\napi.post('/elements/api-v2/instances', {body});\n"
        )
    };
    assert_read(&axios("", "'https://api.cloud-elements.com'"), &document(), Some("JavaScript, axios"));
    let gateway = import(&axios("const gatewayHost = 'https://gateway.example';", "gatewayHost")).unwrap();
    assert_eq!(gateway.instance.host, "https://gateway.example/elements/api-v2");
    for (declarations, base) in [
        ("", "process.env.HOST"),
        ("const docs = 'https://docs.example';", "process.env.HOST"),
        ("const callback = 'https://app.example';", "config.host"),
    ] {
        let import = import(&axios(declarations, base)).unwrap();
        assert!(sentences(&import).iter().any(|sentence| sentence.contains("has no URL")), "{declarations}");
        assert!(import.instance.host.starts_with("https://api.cloud-elements.com/"), "{declarations}");
    }
    let two = "const LIVE = 'https://api.cloud-elements.com';\nconst TEST = 'https://staging.cloud-elements.com';";
    assert_eq!(import(&axios(two, "isLive ? LIVE : TEST")).unwrap().instance.host, "");
    let login = "const login = axios.create({ baseURL: 'https://login.example' });";
    let import = import(&axios(login, "'https://gateway.example'")).unwrap();
    assert_eq!(import.instance.host, "");
    assert_eq!(sentences(&import).iter().filter(|sentence| sentence.ends_with("fill in Host URL.")).count(), 2);
}

#[test]
fn messages_about_addresses_show_no_secrets() {
    let urls = [
        "https://admin:pSecret789xyz@a.example/elements/api-v2/instances",
        "https://b.example/elements/api-v2/instances?token=tSecret789xyz",
    ];
    let text =
        fetch(&format!("const url = isTest ? '{}' : '{}';", urls[0], urls[1]), &format!("JSON.stringify({BODY})"));
    let told = sentences(&import(&text.replace(&format!("'{URL}'"), "url")).unwrap()).join("\n");
    assert!(told.contains("fill in Host URL") && !told.contains("Secret789"), "{told}");
}

#[test]
fn a_member_of_a_text_is_told_without_the_text() {
    let body = BODY.replace("\"s\"", "\"HUNTER2\"");
    let import = import(&fetch(
        &format!("const body = {body};\nbody.configuration['oauth.api.secret'][0] = 'OTHER';"),
        "JSON.stringify(body)",
    ))
    .unwrap();
    let told = sentences(&import).join("\n");
    assert!(told.contains("computes '…'") && !told.contains("HUNTER2") && !told.contains("OTHER"), "{told}");
}

/// A rewrite that may not run, runs several times, or sets another variable is not followed.
#[test]
fn rewrites_in_blocks_are_not_followed() {
    for rewrite in [
        "if (isTest) { json = json.Replace(\"https\", \"http\"); }",
        "for (var i = 0; i < 2; i++) { json = json.Replace(\"a\", \"b\"); }",
    ] {
        assert!(is_rejected(&csharp(BODY, rewrite, "json")), "{rewrite}");
    }
    for rewrite in [
        "if (test) { body = body.replace('https', 'http'); }",
        "function mask() { body = body.replace('https', '***'); }",
        "for (const x of list) { body = body.replace('a', x); }",
    ] {
        let text = fetch(&format!("let body = '{BODY}';\n{rewrite}"), "body");
        assert!(is_rejected(&text), "{rewrite}");
    }
    let told = |text: &str| {
        let import = import(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        sentences(&import).iter().any(|sentence| sentence.ends_with("fill in configuration."))
    };
    let ternary = fetch(&format!("const t = '{BODY}';\nconst body = test ? t.replace('https', 'http') : t;"), "body");
    assert!(is_rejected(&ternary));
    let hash = BODY.replace("\":", "\" => ");
    let ruby = format!(
        "require 'net/http'\nbase = {hash}\nbody = base.merge('name' => 'm') {{ |key, a, b| a + b }}\n\
         Net::HTTP.post(URI('{URL}'), body.to_json, 'Authorization' => '{HEADER}')\n"
    );
    assert!(told(&ruby));
    for change in ["if (x) body.name += '!';", "for (const x of list) body.name += x;"] {
        let text = fetch(&format!("const body = {BODY};\n{change}"), "JSON.stringify(body)");
        assert_eq!(import(&text).unwrap().instance.name, "", "{change}");
    }
}

/// The message about an address must not quote what is between its parts.
#[test]
fn no_secret_is_in_the_message_about_an_address() {
    let text = format!(
        "var start = Environment.GetEnvironmentVariable(\"API\") ?? \"https://api.cloud-elements.com\";\nvar client = new \
         HttpClient {{ BaseAddress = new Uri(start) }};\nclient.DefaultRequestHeaders.Add(\"Authorization\", \
         \"{HEADER}\");\nvar body = new {{ element = new {{ key = \"woocommercerest\" }}, name = \"n\" }};\nawait \
         client.PostAsJsonAsync(\"/elements/api-v2/instances\", body);\n"
    );
    let import = import(&text).unwrap();
    assert_eq!(import.instance.host, "");
    assert!(sentences(&import).iter().any(|sentence| sentence.ends_with("fill in Host URL.")));
    for sentence in sentences(&import) {
        assert!(!sentence.contains("u1") && !sentence.contains("o1"), "{sentence}");
    }
}

/// Programs that are similar to rejected ones, but send the body unchanged: they print values, send the whole request in a
/// condition, or change other objects.
#[test]
fn certain_programs_are_read_without_a_question() {
    let url = format!("const url = '{URL}';\nconsole.log(url.replace('https://', ''));");
    let with_url = |text: String| text.replace(&format!("fetch('{URL}'"), "fetch(url");
    let body = format!("JSON.stringify({BODY})");
    assert_read(&with_url(fetch(&url, &body)), &document(), Some("JavaScript, fetch"));
    let block = fetch(&format!("const url = '{URL}';"), &body);
    assert_read(
        &with_url(format!("if (form.checkValidity()) {{\n{block}\n}}\n")),
        &document(),
        Some("JavaScript, fetch"),
    );
    let axios = format!(
        "const config = {{ url: '{URL}', method: 'post', headers: {{ Authorization: '{HEADER}' }}, data: {BODY} \
         }};\naxios(config).then(console.log);\n"
    );
    let repairs = |text: &str| import(text).unwrap().repairs.len();
    assert_read(&axios, &document(), Some("JavaScript, axios"));
    assert_eq!(repairs(&axios), 1, "{:#?}", sentences(&import(&axios).unwrap()));
    let class = format!(
        "import requests\nclass Api:\n    def create(self, body):\n        return self.session.post('{URL}', \
         headers={{'Authorization': '{HEADER}'}}, json=body)\nApi().create({BODY})\n"
    );
    assert_eq!(repairs(&class), 1, "{:#?}", sentences(&import(&class).unwrap()));
    let hash = BODY.replace("\":", "\" => ");
    let ruby = format!(
        "require 'net/http'\nbody = {hash}\nNet::HTTP.post(URI('{URL}'), body.to_json, 'Authorization' => '{HEADER}')\n"
    );
    assert_eq!(repairs(&ruby), 1, "{:#?}", sentences(&import(&ruby).unwrap()));
    // Later requests have the token of an instance.
    let later = format!(
        "{}\nconst token = 't';\nfetch(url, {{ headers: {{ Authorization: `{HEADER}, Element ${{answer.token}}` }} }});",
        fetch("", &body)
    );
    assert_eq!(repairs(&later), 1, "{:#?}", sentences(&import(&later).unwrap()));
    let php = format!(
        "<?php\n$config = ['store.url' => 'https://a.b', 'oauth.api.key' => 'k', 'oauth.api.secret' => 's'];\nforeach ($config as \
         $key => $value) {{ echo $key; }}\n$ch = curl_init('{URL}');\ncurl_setopt($ch, CURLOPT_POSTFIELDS, \
         json_encode(['element' => ['key' => 'woocommercerest'], 'configuration' => $config, 'name' => 'n']));\n\
         curl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: {HEADER}']);\n"
    );
    assert_read(&php, &document(), Some("PHP, cURL"));
    let sum = python(&format!("base = {BODY}\nbody = base | {{'name': 'n'}}"), "body");
    assert_eq!(repairs(&sum), 1, "{:#?}", sentences(&import(&sum).unwrap()));
    // Unmatched brackets.
    assert!(import("using System;\nvar x = ) { A = \"b\" };\n").is_err());
}
