//! Statements that may not run, that run in another order than they are written, or that change a text in place.

use super::changes::{perl, tells, tells_change_of_body};
use super::generators::{document, fetch, python};
use super::{BODY, URL, assert_read, import, sentences};

/// Returns the name that a program is read with: the form's body has `value` as the name.
fn name_in_python(prelude: &str, value: &str) -> String {
    let body = BODY.replace("\"n\"", value);
    import(&python(prelude, &body)).unwrap().instance.name
}

fn name_in_javascript(prelude: &str, value: &str) -> String {
    let body = BODY.replace("\"n\"", value);
    import(&fetch(prelude, &format!("JSON.stringify({body})"))).unwrap().instance.name
}

fn ruby(statements: &str, value: &str) -> String {
    let body = BODY.replace("\":", "\" => ").replace("\"n\"", value);
    format!(
        "require 'net/http'\nuri = URI('{URL}')\n{}\nreq = Net::HTTP::Post.new(uri)\nreq['Authorization'] = 'User u1, \
         Organization o1'\nreq.body = body.to_json\n",
        statements.replace("BODY", &body)
    )
}

fn java(statements: &str, body: &str) -> String {
    format!(
        "{statements}\nHttpRequest request = HttpRequest.newBuilder(URI.create(\"{URL}\"))\n  .header(\"Authorization\", \
         \"User u1, Organization o1\")\n  .POST(HttpRequest.BodyPublishers.ofString({body}))\n  .build();\n"
    )
}

fn c(statements: &str) -> String {
    format!(
        "#include <curl/curl.h>\nint main(void) {{\n  CURL *curl = curl_easy_init();\n  struct curl_slist *h = NULL;\n  h = \
         curl_slist_append(h, \"Authorization: User u1, Organization o1\");\n  curl_easy_setopt(curl, CURLOPT_URL, \
         \"{URL}\");\n  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, h);\n  {statements}\n  curl_easy_setopt(curl, \
         CURLOPT_POSTFIELDS, data);\n  curl_easy_perform(curl);\n}}\n"
    )
}

fn quoted(body: &str) -> String {
    format!("\"{}\"", body.replace('"', "\\\""))
}

/// A function runs when it is called, and a loop runs again.
#[test]
fn a_variable_that_is_set_before_a_function_or_loop_runs_again_is_unknown() {
    let body = BODY.replace("\"n\"", "name");
    let post = "requests.post('URL', headers={'Authorization': 'User u1, Organization o1'}, json=BODY)"
        .replace("URL", URL)
        .replace("BODY", &body);
    let name = |text: &str| import(&format!("import requests\n{text}\n")).unwrap().instance.name;
    let create = format!("name = 'n'\ndef create():\n    return {post}\n");
    assert_eq!(name(&format!("{create}create()")), "n");
    assert_eq!(name(&format!("{create}\ndef other(name):\n    print(name)\ncreate()")), "n");
    assert_eq!(name(&format!("{create}\ndef other():\n    name = 'm'\ncreate()")), "n");
    assert_eq!(name(&format!("{create}name = 'm'\ncreate()")), "");
    assert_eq!(name(&format!("{create}\ndef other():\n    global name\n    name = 'm'\nother()\ncreate()")), "");
    for (start, change) in [("'n'", "name = 'm'"), ("'n'", "name += 'm'")] {
        assert_eq!(name(&format!("name = {start}\nfor i in range(2):\n    {post}\n    {change}")), "", "{change}");
    }
    assert_eq!(name(&format!("name = 'n'\nfor i in range(2):\n    {post}\n    count = 1")), "n");
    // An object among the arguments is no function, and neither is the block of a statement.
    let post = fetch("", &format!("JSON.stringify({body})"));
    for (around, expected) in [
        (format!("{post}\nname = 'm';"), "n"),
        (format!("try {{ {post} }} catch (error) {{ }}\nname = 'm';"), "n"),
        (format!("function create() {{ {post} }}\ncreate();"), "n"),
        (format!("function create() {{ {post} }}\nname = 'm';\ncreate();"), ""),
        (format!("const create = async () => {{ {post} }};\nname = 'm';\ncreate();"), ""),
        (format!("function create() {{ {post} }}\nfunction other() {{ name = 'm'; }}\ncreate();"), ""),
        (format!("function create() {{ {post} }}\nfunction other() {{ const name = 'm'; }}\ncreate();"), "n"),
    ] {
        assert_eq!(import(&format!("let name = 'n';\n{around}")).unwrap().instance.name, expected, "{around}");
    }
}

#[test]
fn a_statement_that_may_not_run_sets_no_known_value() {
    for statement in ["flag && (name = 'm');", "flag || (name = 'm');", "if (flag) { name = 'm'; }"] {
        assert_eq!(name_in_javascript(&format!("let name = 'n';\n{statement}"), "name"), "", "{statement}");
    }
    let change = "process.argv[2] && (body.configuration['store.url'] = 'https://other.example');";
    let read = import(&fetch(&format!("const body = {BODY};\n{change}"), "JSON.stringify(body)")).unwrap();
    assert_eq!(read.instance.fields[0], "");
    let told = "The program computes body.configuration['…'], so its value isn't known: fill in The Store URL.";
    assert!(sentences(&read).iter().any(|sentence| sentence.contains(told)), "{:#?}", sentences(&read));
    for condition in ["flag and", "flag &&"] {
        let text = ruby(&format!("body = BODY\n{condition} body[\"name\"] = \"m\""), "\"n\"");
        assert_eq!(import(&text).unwrap().instance.name, "", "{condition}");
    }
    let text = ruby("body = BODY\nbody[\"tags\"].push(\"m\") if flag", "\"n\", \"tags\" => [\"n\"]");
    assert!(import(&text).unwrap().instance.tags.is_empty());
    let reading = "body = BODY\nputs(body.fetch(\"name\")) if flag && body.key?(\"name\")";
    assert_eq!(import(&ruby(reading, "\"n\"")).unwrap().instance.name, "n");
    // A condition of the compiler.
    let body = BODY.replace("\"n\"", "Name").replace(':', "] = ").replace('{', "new() { [").replace(",\"", ",[\"");
    let text = format!(
        "using System.Net.Http;\n#if DEBUG\nvar Name = \"n\";\n#else\nvar Name = \"m\";\n#endif\nvar body = {};\nvar request \
         = new HttpRequestMessage(HttpMethod.Post, \"{URL}\");\nrequest.Headers.Add(\"Authorization\", \"User u1, \
         Organization o1\");\nrequest.Content = new StringContent(JsonSerializer.Serialize(body));\n",
        body.replacen("new()", "new Dictionary<string, object>", 1)
            .replace("new()", "new Dictionary<string, object>")
            .replace("https] = ", "https:")
    );
    assert_eq!(import(&text).unwrap().instance.name, "");
    assert_eq!(
        import(&text.replace("#if DEBUG\n", "").replace("#else\nvar Name = \"m\";\n#endif\n", ""))
            .unwrap()
            .instance
            .name,
        "n"
    );
}

/// A constant may follow the function that uses it, and only a later value of the variable counts.
#[test]
fn a_variable_that_is_set_once_or_declared_again_is_known() {
    let body = BODY.replace("\"n\"", "name");
    let post = fetch("", &format!("JSON.stringify({body})"));
    for (text, expected) in [
        (format!("function create() {{ {post} }}\nconst name = 'n';\ncreate();"), "n"),
        (format!("let name = 'n';\nsend(api('/x'), {{ a: 1 }}, () => {{ {post} }});\nconst other = 1;"), "n"),
        (format!("let name = 'n';\nfor (const i of list) {{ {post}\nlet name = 'm'; }}"), "n"),
        (format!("const name = 'n';\nif (debug && name.match(/x/)) {{ log(name.trimStart()); }}\n{post}"), "n"),
        (format!("const name = 'n';\nif (name.length && other.charAt(0)) {{ log(1); }}\n{post}"), "n"),
    ] {
        assert_eq!(import(&text).unwrap().instance.name, expected, "{text}");
    }
    // An object among the arguments is no function, also after a call.
    let body = BODY.replace("\"n\"", "name");
    let text = format!(
        "let name = 'n';\nfetch(api('{URL}'), {{ method: 'POST', headers: {{ Authorization: 'User u1, Organization o1' }}, body: \
         JSON.stringify({body}) }});\nname = 'm';\n"
    );
    assert_eq!(import(&text).unwrap().instance.name, "n");
    let (main, body) = ("if __name__ == '__main__':\n    name = 'n'\n    create()", BODY.replace("\"n\"", "name"));
    let text = format!(
        "import requests\ndef create():\n    return requests.post('{URL}', headers={{'Authorization': 'User u1, Organization \
         o1'}}, json={body})\n{main}\n"
    );
    assert_eq!(import(&text).unwrap().instance.name, "n");
}

#[test]
fn programs_that_are_cut_off_cause_no_panic() {
    let message = "#import <Foundation/Foundation.h>\nNSMutableDictionary *x = @{@\"a\": @\"b\"};\n[x setObject:@\"m\" forKey:@\"a\"];";
    let format =
        "#include <curl/curl.h>\nint main(void) {\n  char *x = \"a\";\n  snprintf(d, 9, \"{\\\"element\\\": %d}\", 1);";
    let go =
        "package main\ntype A struct {\n\tB string `json:\"b\"`\n}\nx := A{B: \"c\"}\njson.Unmarshal([]byte(`{}`), &x)";
    let clojure = "(require '[clj-http.client :as client])\n(def body {:a 1})\n(let [a 1 b] (-> body (assoc :b 2)))";
    for text in [message, format, go, clojure] {
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            drop(import(&text[..end]));
        }
    }
}

#[test]
fn texts_that_are_changed_in_place_are_told() {
    let body = quoted(BODY);
    assert_read(&c(&format!("char data[] = {body};")), &document(), Some("C, libcurl"));
    assert!(tells(&c(&format!("char data[] = {body};\n  data[9] = 'x';")), "data"));
    assert!(tells(&c(&format!("char data[999] = {body};\n  strcpy(data, other);")), "data"));
    let builder = format!("StringBuilder text = new StringBuilder({body});");
    assert_read(&java(&builder, "text.toString()"), &document(), Some("Java, java.net.http"));
    for change in ["text.setCharAt(9, 'x');", "text.insert(1, other);"] {
        assert!(tells(&java(&format!("{builder}\n{change}"), "text.toString()"), "text"), "{change}");
    }
    let url = |change: &str| {
        format!(
            "const url = new URL('{URL}');\n{change}\nfetch(url, {{ method: 'POST', headers: {{ Authorization: 'User u1, \
             Organization o1' }}, body: JSON.stringify({BODY}) }});"
        )
    };
    assert_read(&url("console.log(url.hostname);"), &document(), Some("JavaScript, fetch"));
    assert!(tells(&url("url.hostname = 'staging.cloud-elements.com';"), "url"));
    // These return a new text.
    for prelude in ["const name = 'n'; const other = name.concat('m');", "const name = 'n'; name.trim();"] {
        assert_eq!(name_in_javascript(prelude, "name"), "n", "{prelude}");
    }
}

#[test]
fn results_of_other_operations_are_not_taken_for_their_operands() {
    for (value, expected) in [("10 + 5 + ' m'", ""), ("'m' + 10 + 5", "m105"), ("'5' + ' m'", "5 m")] {
        assert_eq!(name_in_javascript("", value), expected, "{value}");
    }
    let kotlin =
        BODY.replace('{', "mapOf(").replace('}', ")").replace("\":", "\" to ").replace("\"n\"", "\"15\".toInt()");
    let text = format!(
        "fun main() {{\n  val body = {kotlin}\n  val request = Request.Builder().url(\"{URL}\").addHeader(\"Authorization\", \
         \"User u1, Organization o1\").post(Gson().toJson(body).toRequestBody()).build()\n}}\n"
    );
    assert_eq!(import(&text).unwrap().instance.name, "");
    let decoded = fetch("", &format!("JSON.stringify({BODY})")).replace(
        "'User u1, Organization o1'",
        "'User ' + Buffer.from('dTE=', 'base64').toString('utf8') + ', Organization o1'",
    );
    assert_eq!(import(&decoded).unwrap().instance.user_secret, "");
    // PowerShell takes `x:1` for a variable of the drive `x`.
    let text = format!(
        "$x = 'm'\n$body = @{{ element = @{{ key = 'woocommercerest' }}; name = \"$x:1\" }}\nInvoke-RestMethod -Uri {URL} \
         -Method Post -Headers @{{ Authorization = 'User u1, Organization o1' }} -Body ($body | ConvertTo-Json -Depth 9)"
    );
    assert_eq!(import(&text).unwrap().instance.name, "");
}

#[test]
fn formats_with_a_width_leave_their_value_unknown() {
    let template = BODY.replace("\"n\"", "\"%s-%02d\"");
    let text = c(&format!("char data[999];\n  snprintf(data, sizeof data, {}, \"a\", 7);", quoted(&template)));
    let read = import(&text).unwrap();
    assert_eq!(read.instance.name, "");
    assert!(sentences(&read).iter().any(|sentence| sentence.contains("%02d")), "{:#?}", sentences(&read));
    let text = c(&format!(
        "char data[999];\n  snprintf(data, sizeof data, {}, \"n\");",
        quoted(&BODY.replace("\"n\"", "\"%s\""))
    ));
    assert_read(&text, &document(), Some("C, libcurl"));
    let text = c(&format!(
        "char data[999];\n  snprintf(data, sizeof data, {}, 7L);",
        quoted(&BODY.replace("\"n\"", "\"%ld\""))
    ));
    assert_eq!(import(&text).unwrap().instance.name, "");
    for value in ["'{:>5}'.format('m')", "'%05d' % 7", "'{!r}'.format('m')"] {
        assert_eq!(name_in_python("", value), "", "{value}");
    }
    assert_eq!(name_in_python("", "'{}-{}'.format('a', 'b')"), "a-b");
    let (start, end) = BODY.split_at(BODY.find("\"n\"").unwrap());
    let text = format!(
        "using System.Net.Http;\nvar text = new StringBuilder();\ntext.Append({});\ntext.AppendFormat(\"\\\"{{0}}\\\"{{1}}\", \"n\", \
         \"}}\");\nvar request = new HttpRequestMessage(HttpMethod.Post, \"{URL}\");\nrequest.Headers.Add(\"Authorization\", \
         \"User u1, Organization o1\");\nrequest.Content = new StringContent(text.ToString());\n",
        quoted(start)
    );
    assert_eq!(end, "\"n\"}");
    assert_read(&text, &document(), Some("C#, HttpClient"));
}

#[test]
fn assignments_of_r_clojure_and_objective_c_are_followed_or_told() {
    let r = |statements: &str| {
        let text = format!(
            "library(httr)\nname <- \"n\"\n{statements}\nbody <- list(element = list(key = \"woocommercerest\"), name = \
             name)\nPOST(\"{URL}\", body = toJSON(body, auto_unbox = TRUE))\n"
        );
        import(&text).unwrap().instance.name
    };
    assert_eq!((r("\"m\" -> other"), r("\"m\" -> name")), ("n".into(), String::new()));
    let map = BODY.replace("\":", "\" ").replace(',', " ");
    let clojure = |statements: &str, body: &str| {
        format!(
            "(require '[clj-http.client :as client])\n{statements}\n(client/post \"{URL}\" {{:headers {{\"Authorization\" \
             \"User u1, Organization o1\"}} :body (json/generate-string {body})}})\n"
        )
    };
    let defined = format!("(def body {map})");
    assert_read(&clojure(&defined, "body"), &document(), Some("Clojure, clj-http"));
    assert!(!tells(&clojure(&format!("{defined}\n(println body)"), "body"), "body"));
    for changed in ["(assoc body \"name\" \"m\")", "(dissoc body \"name\")", "(-> body (assoc \"name\" \"m\"))"] {
        assert!(tells(&clojure(&defined, changed), "body"), "{changed}");
    }
    let joined = clojure("", &map.replace("\"n\"", "(str \"a\" \"b\")"));
    assert_eq!(import(&joined).unwrap().instance.name, "ab");
    let dictionary = BODY
        .replace('{', "@{")
        .replace('"', "@\"")
        .replace("@\":", "\":")
        .replace("@\",", "\",")
        .replace("@\"}", "\"}");
    let objective_c = |change: &str| {
        format!(
            "#import <Foundation/Foundation.h>\nNSMutableDictionary *body = [NSMutableDictionary \
             dictionaryWithDictionary:{dictionary}];\n{change}\nNSMutableURLRequest *request = [NSMutableURLRequest \
             requestWithURL:[NSURL URLWithString:@\"{URL}\"]];\n[request setHTTPMethod:@\"POST\"];\n[request setValue:@\"User \
             u1, Organization o1\" forHTTPHeaderField:@\"Authorization\"];\n[request setHTTPBody:[NSJSONSerialization \
             dataWithJSONObject:body options:0 error:nil]];\n"
        )
    };
    assert_eq!(import(&objective_c("")).unwrap().instance.name, "n");
    for change in ["body[@\"name\"] = @\"m\";", "[body setObject:@\"m\" forKey:@\"name\"];"] {
        assert_eq!(import(&objective_c(change)).unwrap().instance.name, "m", "{change}");
    }
}

#[test]
fn changes_of_arrays_of_perl_and_by_hooks_of_axios_are_told() {
    for (names, change) in [("my $names = ['n'];", "push @{$names}, 'm';"), ("my @names = ('n');", "push @names, 'm';")]
    {
        let names = format!("{names}\nmy $body");
        let value = if change.contains('$') { "$names" } else { "\\@names" };
        let text = perl(change).replace("my $body", &names).replace("\"n\"", value);
        assert!(tells(&text, "names"), "{text}");
    }
    let axios = |options: &str| {
        format!(
            "const axios = require('axios');\naxios.post('{URL}', {BODY}, {{ headers: {{ Authorization: 'User u1, \
             Organization o1' }}{options} }});"
        )
    };
    assert!(!tells_change_of_body(&axios("")));
    assert!(tells_change_of_body(&axios(", transformRequest: [(data) => JSON.stringify({ ...data, name: 'm' })]")));
    let hook = "axios.interceptors.request.use((config) => { config.data.name = 'm'; return config; });\n";
    assert!(tells_change_of_body(&format!("{}\n{hook}", axios(""))));
    let add = "function add(b, tag) { b.tags.push(tag); }\nadd(body, 'a');";
    assert!(tells(&fetch(&format!("const body = {BODY};\n{add}"), "JSON.stringify(body)"), "body"));
}
