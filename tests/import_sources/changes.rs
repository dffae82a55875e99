//! Changes of the request's variables that are not followed: each is told, and one that is followed is not.

use super::generators::{document, fetch, python};
use super::{BODY, URL, assert_read, body, import, sentences};

/// Returns whether the import says that the program may change `name`.
pub fn tells(text: &str, name: &str) -> bool {
    let import = import(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let told = format!("may change the variable {name}, before or after the request");
    sentences(&import).iter().any(|sentence| sentence.contains(&told))
}

/// Returns whether the import says that the program may change the body.
pub fn tells_change_of_body(text: &str) -> bool {
    let import = import(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    sentences(&import).iter().any(|sentence| sentence.contains("may change the body before it is sent"))
}

/// Returns a program of Perl with this statement before its request.
pub fn perl(change: &str) -> String {
    let hash = BODY.replace("\":", "\" => ");
    format!(
        "use LWP::UserAgent;\nuse JSON;\nmy $body = {hash};\n{change}\nLWP::UserAgent->new->post('{URL}', 'Authorization' => \
         'User u1, Organization o1', Content => encode_json($body));\n"
    )
}

#[test]
fn changes_in_python_are_told() {
    let with = |change: &str| python(&format!("body = {BODY}\n{change}"), "body");
    assert_read(&with("print(body)"), &document(), Some("Python, requests"));
    for reads in [
        "const ids = {};\nids[body.name] = 1;",
        "body['name'] = 'm'",
        "assert isinstance(body, dict) and validate(body)",
        "logger.info('%s', sorted(set(body)))",
        "history.append(body)",
        "other = json.loads(json.dumps(body))\nother['name'] = 'm'",
        "part = body['tags']\nprint(part)",
        "def show(b, c):\n    c['name'] = 'm'\nshow(body, other)",
        "if item in body:\n    item.append(1)",
    ] {
        assert!(!tells(&with(reads), "body"), "{reads}");
    }
    for change in [
        "part = body['configuration']\npart['store.url'] = 'https://other.example'",
        "print(len(body))\nsend(body)\nbody['name'] = 'm'",
        "def use_test_store():\n    body['name'] = 'm'",
        "def rename(b):\n    b['name'] = 'm'\nrename(body)",
        "part = body['configuration']\npart['x'] = 1",
        "def enrich(b):\n    return dict(b, name='m')\nprint(json.dumps(enrich(body)))",
        "body.get('configuration')['store.url'] = 'https://other.example'",
        "publish(body)",
        "other = json.loads(json.dumps(body))\nother['name'] = 'm'\nsend(other)",
        "other = dict(body)\nother['configuration']['store.url'] = 'https://other.example'",
        "other = {**body}\nother['configuration']['store.url'] = 'https://other.example'",
        "other = body.copy()\nother['configuration']['store.url'] = 'https://other.example'",
        "text = json.dumps(dict(body, name='m'))",
        "text = json.dumps(body).replace('n', 'm')",
        "for part in body.values():\n    part.pop('x', None)",
        "parts = [body]\nparts[0]['name'] = 'm'",
        "for index, part in enumerate(body.values()):\n    part['x'] = 1",
        "set_instance_name(body)",
        "def display(b):\n    b['name'] = 'm'\ndisplay(body)",
        "def create(b):\n    post({**b, 'name': 'm'})\ncreate(body)",
        "def fix(b):\n    part = b['configuration']\n    part['store.url'] = 'https://other.example'\nfix(body)",
    ] {
        assert!(tells(&with(change), "body"), "{change}");
    }
}

#[test]
fn changes_in_javascript_are_told() {
    let with = |change: &str| fetch(&format!("const body = {BODY};\n{change}"), "JSON.stringify(body)");
    assert_read(&with("console.log(body);"), &document(), Some("JavaScript, fetch"));
    for reads in [
        "console.log(body);\n".repeat(1_000),
        "const keys = { body: null }; body.name = 'n';".into(),
        "function isValid(b) { return b.name; }\nif (isValid(body)) { start(); }".into(),
        "const options = { data: body };\noptions.timeout = 5; options.headers = {};".into(),
        "axios.post(url, body).then((response) => console.log(response));".into(),
        "if (!Array.isArray(body.tags)) { stop(Object.keys(body)); }".into(),
        "const { name } = body;\nconsole.log(name);".into(),
    ] {
        assert!(!tells(&with(&reads), "body"), "{reads:.100}");
    }
    for change in [
        "const part = body.configuration;\npart['store.url'] = 'https://other.example';",
        "(body as any).name = 'm';",
        "body.configuration!['store.url'] = 'https://other.example';",
        "Object.assign(body.configuration, other);",
        "const rename = () => { body.name = 'm'; };",
        "function rename(b) { b.name = 'm'; }\nrename(body);",
        "const rename = (b) => { b.name = 'm'; };\nrename(body);",
        "((body as any).configuration as any)['store.url'] = 'https://other.example';",
        "const options = { method: 'POST', data: body };\noptions.data.name = 'm';",
        "const options = { method: 'POST', body };\noptions.body.name = 'm';",
        "const rename = b => ({ ...b, name: 'm' });\nsend(rename(body));",
        "prepare(body);",
        "_.set(body, 'name', 'm');",
        "for (const [key, part] of Object.entries(body)) {\n  part.x = 1;\n}",
        "const { configuration } = body;\nconfiguration['store.url'] = 'https://other.example';",
        "const keys = JSON.stringify(body, ['element', 'key']);",
        "const text = JSON.stringify(body).replaceAll('n', 'm');",
    ] {
        assert!(tells(&with(change), "body"), "{change}");
    }
}

#[test]
fn changes_through_casts_members_and_references_are_told() {
    let go = |change: &str| {
        let body = BODY.replace('{', "map[string]any{");
        format!(
            "package main\n\nfunc main() {{\n\tbody := {body}\n\t{change}\n\tpayload, _ := json.Marshal(body)\n\treq, _ \
             := http.NewRequest(\"POST\", \"{URL}\", bytes.NewReader(payload))\n}}\n"
        )
    };
    for change in [
        "body[\"configuration\"].(map[string]any)[\"store.url\"] = \"https://other.example\"",
        "json.Unmarshal(data, &body)",
        "delete(body, \"name\")",
    ] {
        assert!(tells(&go(change), "body"), "{change}");
    }
    let r = |change: &str| {
        format!(
            "library(httr)\nbody <- list(element = list(key = \"woocommercerest\"), name = \"n\")\n{change}\nPOST(\"{URL}\", \
             body = toJSON(body, auto_unbox = TRUE))\n"
        )
    };
    assert!(!tells(&r("print(body)"), "body"));
    for change in ["body$name <- \"m\"", "body$configuration[[\"store.url\"]] <- \"https://other.example\""] {
        assert!(tells(&r(change), "body"), "{change}");
    }
}

#[test]
fn changes_by_callbacks_other_names_and_later_values_are_told() {
    for change in [
        "Object.values(body).forEach(part => { part.key = 'm'; });",
        "body.parts.forEach((part, index) => { part.key = index; });",
        "const other = body || {};\nother.name = 'm';",
        "const other = body ?? {};\nother.name = 'm';",
        "[body.name, other] = ['m', 'o'];",
        "({ name: body.name } = other);",
    ] {
        assert!(tells(&fetch(&format!("const body = {BODY};\n{change}"), "body"), "body"), "{change}");
    }
    for reads in
        ["Object.keys(body).forEach(key => console.log(key));", "const other = body || {};\nconsole.log(other);"]
    {
        assert!(!tells(&fetch(&format!("const body = {BODY};\n{reads}"), "body"), "body"), "{reads}");
    }
    // A function reads the value when it is called.
    let later = |last: &str| {
        fetch(
            &format!("let name = 'n';\nconst body = {BODY};\nconst make = () => ({{ ...body, name }});\n{last}"),
            "make()",
        )
    };
    assert_eq!(super::import(&later("")).unwrap().instance.name, "n");
    assert!(super::import(&later("name = 'm';")).map_or(true, |import| import.instance.name.is_empty()));

    let php = |change: &str| {
        format!(
            "<?php\n$body = ['element' => ['key' => 'woocommercerest'], 'name' => 'n', 'tags' => ['b', \
             'a']];\n{change}\n$ch = curl_init('{URL}');\ncurl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($body));\n"
        )
    };
    for change in ["sort($body['tags']);", "settype($body['name'], 'array');", "[$body['name'], $rest] = ['m', 'x'];"] {
        assert!(tells(&php(change), "$body"), "{change}");
    }
    assert!(!tells(&php("$count = count($body['tags']);"), "$body"));
}

#[test]
fn changes_of_what_contains_the_body_are_told() {
    let text = format!(
        "const options = {{ method: 'POST', url: '{URL}', headers: {{ Authorization: 'User u1, Organization o1' }}, data: \
         {BODY} }};\noptions.data.name = 'm';\naxios(options);"
    );
    assert!(tells(&text, "options"));
}

#[test]
fn changes_by_commands_methods_and_operators_are_told() {
    let power_shell = |change: &str, body: &str| {
        let hashtable = "@{ element = @{ key = 'woocommercerest' }; name = 'n' }";
        format!("$body = {hashtable}\n{change}\nInvoke-RestMethod -Uri {URL} -Method Post -Body {body}\n")
    };
    let json = "($body | ConvertTo-Json -Depth 9)";
    for reads in [
        "Write-Host $body",
        "$text = $body | ConvertTo-Json -Depth 9",
        "if (-not $body.name) { exit }",
        "$body | Format-List",
    ] {
        assert!(!tells(&power_shell(reads, json), "body"), "{reads}");
    }
    for change in [
        "$body | Add-Member -NotePropertyName name -NotePropertyValue 'm' -Force",
        "Set-Name $body",
        "Update-Part $body.configuration",
        "foreach ($part in $body.Values) { $part.key = 'm' }",
        "$other = $body | ConvertTo-Json -Depth 9 | ConvertFrom-Json\n$other.name = 'm'",
    ] {
        assert!(tells(&power_shell(change, json), "body"), "{change}");
    }
    assert!(import(&power_shell("", &format!("({json} -replace 'n', 'm')"))).is_err());
    let list = power_shell("", "($body | ConvertTo-Json -Depth 9 -AsArray)");
    let told = "may change the body before it is sent";
    assert!(sentences(&import(&list).unwrap()).iter().any(|sentence| sentence.contains(told)));

    let hash = BODY.replace("\":", "\" => ");
    let ruby = |change: &str| {
        format!(
            "require 'net/http'\nrequire 'json'\nbody = {hash}\n{change}\nrequest = \
             Net::HTTP::Post.new(URI('{URL}'))\nrequest.body = body.to_json\n"
        )
    };
    assert!(!tells(&ruby("body.each { |key, value| puts key }"), "body"));
    for change in ["body.tap { |it| it['name'] = 'm' }", "rename body", "body.each_value { |part| part['key'] = 'm' }"]
    {
        assert!(tells(&ruby(change), "body"), "{change}");
    }
    for change in ["body['name'].squeeze!", "body['name'].prepend 'm'"] {
        assert_eq!(super::import(&ruby(change)).unwrap().instance.name, "", "{change}");
    }
    let import = super::import(&ruby("body['name'].gsub!('n', 'm')")).unwrap();
    assert_eq!(import.instance.name, "");

    let map = BODY.replace("\":", "\" to ").replace('{', "mutableMapOf(").replace('}', ")");
    let kotlin = |change: &str| {
        format!(
            "import okhttp3.*\nval body = {map}\n{change}\nval request = \
             Request.Builder().url(\"{URL}\").post(Gson().toJson(body).toRequestBody(type)).build()\n"
        )
    };
    assert!(!tells(&kotlin("println(body)"), "body"));
    assert!(tells(&kotlin("body.apply { put(\"name\", \"m\") }"), "body"));
    let kotlin_cast = "(body[\"configuration\"] as MutableMap<String, Any>).put(\"store.url\", \"https://c.d\")";
    assert!(tells(&kotlin(kotlin_cast), "body"));
}

#[test]
fn changes_by_references_of_perl_are_told() {
    for change in [
        "my $part = $body->{configuration};\n$part->{'store.url'} = 'https://c.d';",
        "push @{$body->{tags}}, 'a';",
        "rename_it($body);",
    ] {
        assert!(tells(&perl(change), "body"), "{change}");
    }
    for reads in ["die 'x' unless exists $body->{name};", "my $count = scalar @{$body->{tags}};"] {
        assert!(!tells(&perl(reads), "body"), "{reads}");
    }
}

/// Without `auto_unbox`, R sends each text as an array.
#[test]
fn arrays_of_one_text_are_told() {
    let r = |json: &str| {
        format!(
            "library(httr)\nbody <- list(element = list(key = \"woocommercerest\"), name = \"n\")\nPOST(\"{URL}\", body = \
             {json})\n"
        )
    };
    assert!(!tells(&r("toJSON(body, auto_unbox = TRUE)"), "body"));
    for json in ["toJSON(body)", "toJSON(body, auto_unbox = FALSE)"] {
        assert!(tells(&r(json), "body"), "{json}");
    }
}

#[test]
fn changes_of_attributes_are_told() {
    let class = |change: &str| {
        format!(
            "import requests\n\nclass Client:\n    def __init__(self):\n        self.body = {BODY}\n\n    def create(self, \
             name):\n        {change}\n        requests.post('{URL}', json=self.body)\n"
        )
    };
    assert!(!tells(&class("self.count = 1"), "body"));
    assert!(tells(&class("self.body['name'] = name"), "body"));
}

#[test]
fn members_of_references_in_perl_are_followed() {
    let import = super::import(&perl("$body->{configuration}->{flag} = JSON::true;")).unwrap();
    assert_eq!(super::body(&import)["configuration"]["flag"], true);
}

/// A program may read the body by any method before it sends it.
#[test]
fn methods_that_read_change_nothing() {
    let with = |statement: &str| python(&format!("body = {BODY}\n{statement}"), "body");
    for statement in ["keys = body.keys()", "is_test = body['name'].startswith('t')", "first = body.get('tags')"] {
        assert_read(&with(statement), &document(), Some("Python, requests"));
    }
    for statement in ["body.pop('x', None)", "body['x'] = 1\nbody.pop('x')"] {
        assert_read(&with(statement), &document(), Some("Python, requests"));
    }
    let tags = BODY.replace("\"name\"", "\"tags\":[\"a\"],\"name\"");
    for statement in ["body.tags.filter((tag) => tag)", "body.tags.slice(1)", "body.hasOwnProperty('name')"] {
        let text = fetch(&format!("const body = {tags};\nconst read = {statement};"), "JSON.stringify(body)");
        let import = import(&text).unwrap();
        assert_eq!(&*import.instance.tags, ["a"], "{statement}");
        assert_eq!(import.instance.name, "n", "{statement}");
    }
    let hash = BODY.replace("\":", "\" => ");
    for statement in ["body.key?('x')", "body.fetch('name')", "body.dig('element', 'key')", "body.include?('name')"] {
        let text = format!(
            "require 'net/http'\nrequire 'json'\nbody = {hash}\nread = {statement}\nrequest = \
             Net::HTTP::Post.new(URI('{URL}'))\nrequest.body = body.to_json\n"
        );
        assert_eq!(import(&text).unwrap().instance.name, "n", "{statement}");
    }
    let text = format!(
        "$body = @{{ element = @{{ key = 'woocommercerest' }}; configuration = @{{ 'store.url' = 'https://a.b' }}; name = 'n' \
         }}\n$body.configuration.\"store.url\" = 'https://c.d'\nif ($body.Contains('x')) {{ exit }}\nInvoke-RestMethod -Uri \
         {URL} -Method Post -Body ($body | ConvertTo-Json -Depth 9)\n"
    );
    assert_eq!(import(&text).unwrap().instance.fields[0], "https://c.d");
}

#[test]
fn items_and_missing_members_are_set() {
    let with = |change: &str| python(&format!("body = {BODY}\nbody['tags'] = ['a']\n{change}"), "body");
    for (change, tags) in [("body['tags'][0] = 'b'", &["b"][..]), ("body.setdefault('tags', ['b'])", &["a"][..])] {
        let import = import(&with(change)).unwrap();
        assert_eq!(&*import.instance.tags, tags, "{change}");
    }
    let import = import(&with("body['tags'][2:] = ['b']")).unwrap();
    assert!(import.instance.tags.is_empty(), "{:#?}", import.repairs);
    let import = super::import(&with("body['configuration']['x']['y'] = 1")).unwrap();
    assert_eq!(super::body(&import)["configuration"]["x"], serde_json::json!({"y": 1}));
    let name = python(&format!("body = {BODY}\nbody['name'] = ' n '.rstrip()"), "body");
    assert_eq!(super::import(&name).unwrap().instance.name, " n");
    let text = format!(
        "$body = @{{ element = @{{ key = 'woocommercerest' }}; name = 'n' }}\n$body.Name = 'm'\nInvoke-RestMethod -Uri {URL} \
         -Method Post -Body ($body | ConvertTo-Json -Depth 9)\n"
    );
    assert_eq!(super::import(&text).unwrap().instance.name, "m");
}

/// A statement that is not followed may stand at the end, or after a condition.
#[test]
fn later_statements_of_a_name_are_not_lost() {
    let body = BODY.replace("\"n\"", "name");
    for prelude in
        ["let name = 'n'\nconst mode = dev ? a : load('x')\nname = 'm'", "let name = 'n'\ncounts['a']++\nname = 'm'"]
    {
        let import = import(&fetch(prelude, &format!("JSON.stringify({body})"))).unwrap();
        assert_ne!(import.instance.name, "n", "{prelude}");
    }
    for end in ["++", "--", "x = 1; --", "x = 1; ++"] {
        let text = format!("{}\n{end}", fetch("", &format!("JSON.stringify({BODY})")));
        assert_read(&text, &document(), Some("JavaScript, fetch"));
    }
}

#[test]
fn typed_declarations_are_followed() {
    let typed = format!("const body: {{ [key: string]: any }} = {BODY};\nbody.name = 'm';");
    let import = import(&fetch(&typed, "JSON.stringify(body)")).unwrap();
    assert_eq!(import.instance.name, "m");
}

#[test]
fn encoders_and_operators_are_not_taken_for_their_operand() {
    let body = BODY.replace("\"n\"", "name");
    for value in [
        "Buffer.from('m').toString('base64')",
        "Buffer.from('bQ==', 'base64').toString()",
        "(15).toString(16)",
        "escape('m')",
        "!'m'",
    ] {
        let text = fetch(&format!("const name = {value};"), &format!("JSON.stringify({body})"));
        let import = import(&text).unwrap();
        assert_eq!(import.instance.name, "", "{value}");
    }
    for change in ["count *= 12", "count -= 1", "count++", "++count", "count ??= 1"] {
        let body = BODY.replace("\"n\"", "`n${count}`");
        let text = fetch(&format!("let count = 5; {change};"), &format!("JSON.stringify({body})"));
        assert_eq!(import(&text).unwrap().instance.name, "", "{change}");
    }
    for value in ["urllib.parse.quote('m')", "base64.b64encode('m'.encode()).decode()", "html.escape('m')"] {
        let text = python(&format!("name = {value}"), &body);
        assert_eq!(import(&text).unwrap().instance.name, "", "{value}");
    }
}

/// A literal is changed as a variable is.
#[test]
fn changes_of_parameters_are_told() {
    let script = |function: &str| {
        format!(
            "{function}\nfunction send(payload) {{ return fetch('{URL}', {{ method: 'POST', headers: {{ Authorization: 'User u1, \
             Organization o1' }}, body: JSON.stringify(payload) }}); }}\ncreate({BODY});"
        )
    };
    assert!(!tells_change_of_body(&script("function create(p) { return send(p); }")));
    for function in [
        "function create(p) { p.name = 'm'; return send(p); }",
        "function create(p) { return send({ ...p, name: 'm' }); }",
        "const create = p => send({ ...p, name: 'm' });",
    ] {
        assert!(tells_change_of_body(&script(function)), "{function}");
    }
    let escaped = BODY.replace('"', "\\\"");
    let csharp = format!(
        "static void Create(Dictionary<string, List<string>> extra, Dictionary<string, object> p) {{\n  p[\"name\"] = \
         \"m\";\n  var m = new HttpRequestMessage(HttpMethod.Post, \"{URL}\");\n  \
         m.Headers.TryAddWithoutValidation(\"Authorization\", \"User u1, Organization o1\");\n  m.Content = new \
         StringContent(JsonSerializer.Serialize(p));\n}}\nCreate(none, \
         JsonSerializer.Deserialize<Dictionary<string, object>>(\"{escaped}\"));\n"
    );
    assert!(import(&csharp).is_err() || tells_change_of_body(&csharp), "{csharp}");
    let rest = "const { tags, ...body } = full;";
    assert!(tells(&fetch(&format!("const full = {BODY};\n{rest}"), "JSON.stringify(body)"), "full"));
}

#[test]
fn variables_that_commands_of_power_shell_set_are_open() {
    let table = BODY.replace('{', "@{").replace("\":", "\" = ").replace(',', "; ").replace("\"n\"", "$name");
    let name = |change: &str| {
        let text = format!(
            "$name = 'n'\n{change}\n$body = {table}\nInvoke-RestMethod -Uri {URL} -Method Post -Headers @{{ Authorization = 'User \
             u1, Organization o1' }} -Body ($body | ConvertTo-Json -Depth 9)\n"
        );
        import(&text).unwrap().instance.name
    };
    assert_eq!(name("Write-Host $name"), "n");
    for change in [
        "Set-Variable name 'm'",
        "Set-Variable -Name 'name' -Value m",
        "Clear-Variable name",
        "Get-Item . -OutVariable name",
    ] {
        assert_eq!(name(change), "", "{change}");
    }
}

#[test]
fn changes_by_calls_without_brackets_reject_the_body() {
    let hash = BODY.replace("\":", "\" => ");
    let ruby = |change: &str| {
        format!(
            "require 'httparty'\nbody = {hash}\n{change}\nHTTParty.post('{URL}', headers: {{ 'Authorization' => 'User u1, \
             Organization o1' }}, body: body.to_json)\n"
        )
    };
    assert_read(&ruby("puts body"), &document(), Some("Ruby, HTTParty"));
    for change in ["body.delete 'name'", "body.store 'name', 'm'", "body.merge! other"] {
        let rejection = import(&ruby(change)).unwrap_err().to_string();
        assert!(rejection.contains("This is Ruby code"), "{change}: {rejection}");
    }
}

#[test]
fn further_changes_are_told() {
    let php_body = BODY.replace("{\"", "['").replace("\":", "' => ").replace(",\"", ", '").replace('}', "]");
    let php = |change: &str, sent: &str| {
        format!(
            "<?php\n$body = {php_body};\n{change}\n$ch = curl_init('{URL}');\ncurl_setopt($ch, CURLOPT_HTTPHEADER, \
             ['Authorization: User u1, Organization o1']);\ncurl_setopt($ch, CURLOPT_POSTFIELDS, json_encode({sent}));\n"
        )
    };
    let by_reference = "foreach ($body['configuration'] as $key => &$value) { $value = strtoupper($value); }";
    assert!(tells(&php(by_reference, "$body"), "$body"));
    assert!(!tells(&php("foreach ($body['configuration'] as $key => $value) { echo $key; }", "$body"), "$body"));
    assert!(import(&php("", "['name' => 'm'] + $body")).is_err());
    // All targets of one statement.
    for text in [
        php("unset($body['x'], $body['name']);", "$body"),
        python(&format!("body = {BODY}\ndel body['x'], body['name']"), "body"),
    ] {
        assert_eq!(import(&text).unwrap().instance.name, "", "{text}");
    }
    let stringify = |rest: &str| fetch("", &format!("JSON.stringify({BODY}{rest})"));
    for rest in [", ['element', 'name']", ", (key, value) => key === 'name' ? 'm' : value"] {
        assert!(tells_change_of_body(&stringify(rest)), "{rest}");
    }
    for rest in ["", ", null, 2", ", undefined, '  '", ", 0, 2"] {
        assert!(!tells_change_of_body(&stringify(rest)), "{rest}");
    }
    // A program that was cut off.
    let whole = stringify(", ['name']");
    for (end, _) in whole.char_indices() {
        let _ = import(&whole[..end]);
    }
    let options = format!(
        "const spec = {{ url: '{URL}', headers: {{ Authorization: 'User u1, Organization o1' }} }};\nspec.json = \
         {BODY};\nspec.json.name = 'm';\nrequest.post(spec);\n"
    );
    assert!(tells(&options, "json"));
    let go = |change: &str| {
        format!(
            "package main\nbody := map[string]any{{\"element\": map[string]any{{\"key\": \"woocommercerest\"}}, \
             \"tags\": []string{{\"b\", \"a\"}}, \"name\": \"n\"}}\n{change}\nb, _ := json.Marshal(body)\nreq, _ := \
             http.NewRequest(\"POST\", \"{URL}\", bytes.NewReader(b))\nreq.Header.Set(\"Authorization\", \"User u1, \
             Organization o1\")\n"
        )
    };
    assert!(tells(&go("sort.Strings(body[\"tags\"].([]string))"), "body"));
    assert!(!tells(&go(""), "body"));
}

#[test]
fn lists_and_rewrites_of_perl_are_followed_or_told() {
    let mut expected = document();
    expected["tags"] = serde_json::json!(["a", "b"]);
    assert_eq!(body(&import(&perl("$body->{tags} = [qw(a b)];")).unwrap()), expected);
    let name = |change: &str| import(&perl(change)).unwrap().instance.name;
    assert_eq!(name("my $name = 'A b';\n$body->{name} = $name;"), "A b");
    assert_eq!(name("my $name = 'A b';\n$name =~ s/b/c/;\n$body->{name} = $name;"), "");
    let merged = perl("").replace("encode_json($body)", "encode_json({ %$body, name => 'm' })");
    assert!(import(&merged).is_err(), "{merged}");
}
