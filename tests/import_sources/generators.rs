//! Notations of generators of code that are easily misread.

use model::instance::Instance;
use serde_json::Value;

use super::{BODY, URL, assert_read, body, import, sentences};

const HEADER: &str = "Authorization: User u1, Organization o1";

pub fn document() -> Value {
    serde_json::from_str(BODY).unwrap()
}

/// Line breaks between the values, written as escapes.
fn with_escaped_breaks(body: &str) -> String {
    body.replace('{', "{\\n  ").replace(',', ",\\n\\t").replace('}', "\\r\\n}")
}

#[test]
fn escaped_line_breaks_between_the_values_are_reported() {
    let breaks = with_escaped_breaks(BODY);
    let quotes = breaks.replace('"', "\\\"");
    let (is_breaks, is_escaped) = ("Line breaks between the values are written as", "These quotes are escaped as if");
    for (text, message, tool) in [
        (format!("curl {URL} -H '{HEADER}' -d '{breaks}'"), is_breaks, None),
        (format!("curl {URL} -H '{HEADER}' -d '{quotes}'"), is_escaped, None),
        (format!("curl {URL} -H \"{HEADER}\" -d \"{quotes}\""), is_breaks, None),
        (format!("wget --method POST --header '{HEADER}' --body-data '{breaks}' -O - {URL}"), is_breaks, Some("wget")),
    ] {
        assert_read(&text, &document(), tool);
        let sentences = sentences(&import(&text).unwrap());
        assert!(sentences[0].contains(message), "{text}\n{sentences:#?}");
    }
}

/// The organization secret ends in a letter here, so the line looks like words.
#[test]
fn a_line_after_a_continuation_is_part_of_the_command() {
    let item = "Authorization:'User u1, Organization o1'";
    assert_read(&format!("echo '{BODY}' |  \\\n  http POST {URL} \\\n  {item}"), &document(), Some("HTTPie"));
    assert_read(&format!("http POST {URL} --raw '{BODY}' ^\n  {item}"), &document(), Some("HTTPie"));
}

#[test]
fn parts_of_a_body_are_joined() {
    let (first, second) = BODY.split_at(BODY.len() / 2);
    let [first, second] = [first, second].map(|part| part.replace('"', "\\\""));
    let objective_c = format!(
        "#import <Foundation/Foundation.h>\nNSDictionary *headers = @{{ @\"Authorization\": @\"User u1, Organization \
         o1\" }};\nNSMutableData *data = [[NSMutableData alloc] initWithData:[@\"{first}\" \
         dataUsingEncoding:NSUTF8StringEncoding]];\n[data appendData:[@\"{second}\" \
         dataUsingEncoding:NSUTF8StringEncoding]];\nNSMutableURLRequest *request = [NSMutableURLRequest \
         requestWithURL:[NSURL URLWithString:@\"{URL}\"]];\n[request setHTTPMethod:@\"POST\"];\n[request \
         setHTTPBody:data];\n[request setAllHTTPHeaderFields:headers];\n"
    );
    let import = import(&objective_c).unwrap();
    assert!(import.read_as.as_deref().is_some_and(|name| name.starts_with("Objective-C")), "{:?}", import.read_as);
    assert_read(&objective_c, &document(), import.read_as.as_deref());

    let lines = BODY.replace("\",", "\",' newline ' ");
    let matlab = format!(
        "import matlab.net.http.*\nheader = HeaderField('Authorization', 'User u1, Organization o1');\nbody = \
         StringProvider(['{lines}']);\nresponse = RequestMessage('post', header, body).send('{URL}');\n"
    );
    assert_read(&matlab, &document(), Some("MATLAB, matlab.net"));
}

#[test]
fn cold_fusion_is_rejected_by_its_name() {
    let body = BODY.replace('"', "\\\"\"");
    let text = format!(
        "httpService = new http();\nhttpService.setUrl(\"{URL}\");\nhttpService.setMethod(\"POST\");\n\
         httpService.addParam(type=\"body\", value=\"{body}\");\nresult = httpService.send().getPrefix();\n"
    );
    let rejection = import(&text).unwrap_err();
    assert!(rejection.to_string().contains("This is ColdFusion code."), "{rejection}");
}

/// Returns a program that sends `body` with `prelude` before it.
pub fn fetch(prelude: &str, body: &str) -> String {
    format!(
        "{prelude}\nfetch('{URL}', {{ method: 'POST', headers: {{ Authorization: 'User u1, Organization o1' }}, body: \
         {body} }});"
    )
}

fn power_shell(hashtable: &str) -> String {
    format!(
        "$body = {hashtable}\nInvoke-RestMethod -Uri {URL} -Method Post -Headers @{{ Authorization = 'User u1, \
         Organization o1' }} -Body ($body | ConvertTo-Json -Depth 9)"
    )
}

/// The key `body` before a colon is no receiver of a method.
#[test]
fn a_variable_may_have_the_name_of_the_key() {
    assert_read(
        &fetch(&format!("const body = {BODY};"), "JSON.stringify(body)"),
        &document(),
        Some("JavaScript, fetch"),
    );
}

#[test]
fn nested_types_with_several_arguments_are_read() {
    let text = format!(
        "using System.Net.Http;\nvar client = new HttpClient();\n\
         client.DefaultRequestHeaders.TryAddWithoutValidation(\"Authorization\", \"User u1, Organization o1\");\nvar \
         body = new {{ element = new {{ key = \"woocommercerest\" }}, configuration = new Dictionary<string, string> \
         {{ [\"store.url\"] = \"https://a.b\", [\"oauth.api.key\"] = \"k\", [\"oauth.api.secret\"] = \"s\" }}, name = \
         \"n\" }};\nawait client.PostAsync(\"{URL}\", new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, \
         \"application/json\"));"
    );
    assert_read(&text, &document(), Some("C#, HttpClient"));
}

#[test]
fn commands_of_power_shell_are_computed_and_commas_make_arrays() {
    let keys = "'store.url' = 'https://a.b'; 'oauth.api.key' = 'k'; 'oauth.api.secret' = 's'";
    let hashtable =
        |rest: &str| format!("@{{ element = @{{ key = 'woocommercerest' }}; configuration = @{{ {keys} }}; {rest} }}");
    let mut expected = document();
    expected["tags"] = serde_json::json!(["a", "b"]);
    let read_as = Some("PowerShell, Invoke-RestMethod");
    assert_read(&power_shell(&hashtable("tags = 'a', 'b'; name = 'n'")), &expected, read_as);
    for computed in ["(hostname)", "(Get-Date).ToString()", "& hostname", "\"x $(Get-Date)\""] {
        let text = power_shell(&hashtable(&format!("name = {computed}")));
        let import = import(&text).unwrap();
        let sentences = sentences(&import);
        assert!(sentences.iter().any(|sentence| sentence.ends_with("fill in Name.")), "{text}\n{sentences:#?}");
        assert_eq!(import.instance.name, "", "{text}");
    }
}

/// The name and the tags are parts of it too.
#[test]
fn a_configuration_is_not_taken_for_the_body_around_it() {
    for body in [
        "OrderedDict([(\"element\", e), (\"configuration\", {\"store.url\": \"https://a.b\"}), (\"name\", \"n\")])",
        "make(configuration={\"store.url\": \"https://a.b\"}, name=\"n\")",
    ] {
        let text = format!(
            "import requests\nbody = {body}\nrequests.post('{URL}', headers={{'Authorization': 'User u1, Organization \
             o1'}}, json=body)\n"
        );
        let rejection = import(&text).unwrap_err();
        assert!(rejection.to_string().contains("This is Python code."), "{rejection}\n{text}");
    }
}

pub fn python(prelude: &str, json: &str) -> String {
    format!(
        "import requests, json, copy\n{prelude}\nrequests.post('{URL}', headers={{'Authorization': 'User u1, \
         Organization o1'}}, json={json})\n"
    )
}

/// The part that would be lost is another one each time: the rejection says so of all.
#[test]
fn changes_that_cannot_be_followed_are_not_lost() {
    let changes = [
        format!("body = json.loads('{BODY}')\nbody['name'] = 'other'"),
        format!("template = {BODY}\nbody = copy.deepcopy(template)\nbody['name'] = 'other'"),
    ];
    let made_of_another = [format!("base = {BODY}\nbody = dict(base, tags=['a'], name='other')")];
    for prelude in changes.into_iter().chain(made_of_another) {
        let text = python(&prelude, "body");
        assert!(import(&text).is_err(), "{text}\n{:#?}", sentences(&import(&text).unwrap()));
    }
    let text = python(&format!("body = {BODY}\nbody['name'] |= other"), "body");
    assert_eq!(import(&text).unwrap().instance.name, "", "{:#?}", sentences(&import(&text).unwrap()));
}

/// A body that the program makes of another object.
#[test]
fn merged_bodies_are_read() {
    let mut expected = document();
    expected["name"] = "other".into();
    for prelude in [
        format!("body = {BODY}\nbody.update(name='other')"),
        format!("body = {BODY}\nbody = {{**body, 'name': 'm'}}\nbody['name'] = 'other'"),
        format!("base = {BODY}\nbody = base | {{'name': 'other'}}"),
        format!("base = {BODY}\nbody = {{**base, 'name': 'other'}}"),
        format!("body = {BODY}\nbody['name'] = body['name'].replace('n', 'other')"),
        "base = {'element': {'key': 'woocommercerest'}, 'name': 'n'}\nbody = {**base, 'configuration': {'store.url': \
         'https://a.b', 'oauth.api.key': 'k', 'oauth.api.secret': 's'}}\nbody['name'] = 'other'"
            .to_owned(),
    ] {
        assert_read(&python(&prelude, "body"), &expected, Some("Python, requests"));
    }
    let ruby = format!(
        "require 'net/http'\nbase = {{ 'element' => {{ 'key' => 'woocommercerest' }} }}\nbody = \
         base.merge('configuration' => {{ 'store.url' => 'https://a.b', 'oauth.api.key' => 'k', 'oauth.api.secret' => 's' }}, \
         'name' => 'other')\nreq = Net::HTTP::Post.new(URI('{URL}'), 'Authorization' => 'User u1, Organization \
         o1')\nreq.body = body.to_json\n"
    );
    assert_read(&ruby, &expected, Some("Ruby, Net::HTTP"));
}

#[test]
fn functions_with_arguments_that_matter_are_computed() {
    for call in ["'https://a.b//'.rstrip('/')", "flag.String('store', 'https://a.b', 'the store')"] {
        let body = BODY.replace("\"https://a.b\"", call);
        let import = import(&python("", &body)).unwrap();
        assert_eq!(import.instance.fields[0], "", "{call}\n{:#?}", sentences(&import));
    }
    let mut expected = document();
    expected["configuration"]["event.notification.enabled"] = Value::Bool(true);
    let body = BODY.replace("\"s\"}", "\"s\",\"event.notification.enabled\":!0}");
    assert_read(&fetch("", &format!("JSON.stringify({body})")), &expected, Some("JavaScript, fetch"));
}

#[test]
fn a_header_with_a_space_after_its_colon_is_not_a_field_of_the_body() {
    for item in ["Authorization: \"User u1=, Organization o1\"", "Authorization=\"User u1, Organization o1\""] {
        let rejection = import(&format!("http POST {URL} {item} name=x")).unwrap_err();
        assert!(rejection.to_string().contains("HTTPie"), "{rejection}");
    }
}

#[test]
fn a_host_is_not_chosen_among_several() {
    let text = format!(
        "await axios.get('https://staging.cloud-elements.com/elements/api-v2/instances');\n{}",
        fetch("", &format!("JSON.stringify({BODY})"))
    );
    let import = import(&text).unwrap();
    assert_eq!(import.instance.host, "", "{:#?}", sentences(&import));
    assert_eq!(body(&import), document());
    // Two base URLs.
    let client = |name: &str, host: &str| {
        format!("const {name} = axios.create({{ baseURL: 'https://{host}.cloud-elements.com/elements/api-v2' }});\n")
    };
    let request = format!("live.post('/instances', {BODY});");
    let import = super::import(&[client("test", "staging"), client("live", "api"), request].concat()).unwrap();
    assert_eq!(import.instance.host, "", "{:#?}", sentences(&import));
}

#[test]
fn a_text_that_is_replaced_later_is_not_the_body() {
    let template = BODY.replace("\"n\"", "\"NAME\"");
    for text in [
        python(&format!("body = '{template}'\nbody = body.replace('NAME', 'My shop')"), "body"),
        fetch(&format!("let body = '{template}';\nbody = body.replace('NAME', name);"), "body"),
        power_shell(&format!("'{template}'\n$body = $body.Replace('NAME', 'Real')")),
    ] {
        let import = import(&text);
        let is_silent = import.as_ref().is_ok_and(|import| import.instance.name == "NAME");
        assert!(!is_silent, "{text}\n{import:#?}");
    }
    for filter in ["jq '.name = \"Real\"'", "sed 's/NAME/Real/'", "envsubst"] {
        let text = format!("echo '{template}' | {filter} | curl {URL} -d @-");
        let import = import(&text);
        assert!(!import.as_ref().is_ok_and(|import| import.instance.name == "NAME"), "{text}\n{import:#?}");
    }
}

#[test]
fn an_object_is_not_the_body_if_a_call_computes_it() {
    let text = python(&format!("print({BODY})"), "make_body()");
    assert!(import(&text).is_err(), "{:#?}", sentences(&import(&text).unwrap()));
    let text = fetch(&format!("const old = {BODY};"), "buildBody(old.name)");
    assert!(import(&text).is_err(), "{:#?}", sentences(&import(&text).unwrap()));
}

#[test]
fn handlers_of_http_clients_are_no_programs() {
    let text = format!(
        "### create\nPOST {URL}\nAuthorization: User u1, Organization o1\nContent-Type: \
         application/json\n\n{BODY}\n\n> {{%\n  client.test('ok', function () {{ client.assert(response.status === 200); \
         }});\n%}}\n"
    );
    assert_read(&text, &document(), Some("HTTP"));
}

/// Lines `@name = value` of an HTTP file are its variables. One that it does not set is a placeholder.
#[test]
fn variables_of_http_files_are_filled_in() {
    let request = "Authorization: User {{user}}, Organization {{ org }}\nContent-Type: application/json";
    let file = |variables: &str, target: &str| format!("{variables}\n\nPOST {target}\n{request}\n\n{BODY}\n");
    let secrets = "@user = u1\n@org=o1";
    let (base, _) = URL.split_once("/instances").unwrap();
    let (origin, path) = URL.split_at(URL.rfind("/elements").unwrap());
    for (variables, target) in [
        (format!("@base = {base}\n{secrets}"), "{{base}}/instances"),
        (
            format!("@origin = {origin}\n@base = {{{{origin}}}}{}\n{secrets}", &path[..path.len() - 10]),
            "{{base}}/instances",
        ),
        (format!("{secrets}\n@url = {URL}\n@unused = abcdefgh"), "{{url}} HTTP/1.1"),
    ] {
        assert_read(&file(&variables, target), &document(), Some("HTTP"));
    }
    let twice = import(&file(&format!("{secrets}\n@org = o2\n@base = {base}"), "{{ base }}/instances")).unwrap();
    assert_eq!((&*twice.instance.user_secret, &*twice.instance.organization_secret), ("u1", ""), "editors differ");
    let import = import(&file("@user = u1", "{{base}}/instances")).unwrap();
    let Instance { host, user_secret, organization_secret, .. } = &import.instance;
    assert_eq!((&**host, &**user_secret, &**organization_secret), ("", "u1", ""));
    let sentences = sentences(&import);
    for label in ["Host URL is a placeholder", "Organization Secret is a placeholder", "variables that this text sets"]
    {
        assert!(sentences.iter().any(|sentence| sentence.contains(label)), "{label}: {sentences:#?}");
    }
}

#[test]
fn formats_in_brackets_are_filled_in() {
    let text = power_shell("'NAME'")
        .replace("'NAME'", &format!("'{BODY}'"))
        .replace("'User u1, Organization o1'", "('User {0}, Organization {1}' -f 'u1', 'o1')");
    let text = text.replace("($body | ConvertTo-Json -Depth 9)", "$body");
    assert_read(&text, &document(), Some("PowerShell, Invoke-RestMethod"));
}

/// Only escapes between the values are line breaks.
#[test]
fn escapes_in_strings_stay() {
    let body = BODY.replace("\"n\"", r#""\\n\u001b\t""#);
    let expected: Value = serde_json::from_str(&body).unwrap();
    assert_read(&format!("curl {URL} -H '{HEADER}' -d '{body}'"), &expected, None);
}

#[test]
fn the_argument_of_a_function_is_read_where_it_is_given() {
    let javascript =
        format!("async function create(body) {{ return {} }}\ncreate({BODY});", fetch("", "JSON.stringify(body)"));
    assert_read(&javascript, &document(), Some("JavaScript, fetch"));
    let python = format!(
        "import requests, json\ndef create(payload):\n    return requests.post('{URL}', headers={{'Authorization': 'User u1, \
         Organization o1'}}, data=json.dumps(payload))\ncreate({BODY})\n"
    );
    assert_read(&python, &document(), Some("Python, requests"));
}

#[test]
fn a_reference_of_perl_is_the_value_itself() {
    let hash = BODY.replace("\":", "\" => ").replacen('{', "(", 1);
    let hash = hash.strip_suffix('}').unwrap();
    let text = format!(
        "use LWP::UserAgent;\nuse JSON;\nmy %body = {hash});\nmy $body = \\%body;\nLWP::UserAgent->new->post('{URL}', \
         'Authorization' => 'User u1, Organization o1', Content => encode_json($body));\n"
    );
    assert_read(&text, &document(), Some("Perl, LWP"));
}
