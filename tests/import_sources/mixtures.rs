//! Texts that mix programs with sentences, shells and other formats.

use super::generators::{document, fetch, python};
use super::{BODY, URL, assert_read, import, sentences};

/// Asserts that a text is read, and that a repair contains `told`.
#[track_caller]
fn assert_told(text: &str, told: &str) {
    let import = import(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let sentences = sentences(&import);
    assert!(sentences.iter().any(|sentence| sentence.contains(told)), "{text}\n{sentences:#?}");
}

#[test]
fn a_name_that_begins_with_post_is_not_the_method() {
    let put = format!("const postData = {BODY};\naxios.put('{URL}', postData);\n");
    assert_told(&put, "The command sends PUT.");
    let patch = format!("import requests\npostData = {BODY}\nrequests.patch('{URL}', json=postData)\n");
    assert_told(&patch, "The command sends PATCH.");
    let php = format!(
        "<?php\n$ch = curl_init('{URL}');\ncurl_setopt($ch, CURLOPT_CUSTOMREQUEST, 'PUT');\ncurl_setopt($ch, \
         CURLOPT_POSTFIELDS, '{BODY}');\ncurl_exec($ch);\n"
    );
    assert_told(&php, "The command sends PUT.");
    let own = format!("const postInstance = data => axios.put('{URL}', data);\npostInstance({BODY});\n");
    assert_told(&own, "The command sends PUT.");
    let post = format!("const postData = {BODY};\naxios.post('{URL}', postData);\n");
    assert!(!sentences(&import(&post).unwrap()).iter().any(|sentence| sentence.contains("sends")));
}

#[test]
fn lower_case_methods_are_read() {
    let request = format!("put {URL}\nAuthorization: User u1, Organization o1\n\n{BODY}\n");
    assert_told(&request, "sends put");
    assert_read(&request.replace("put ", "post "), &document(), Some("HTTP"));
}

#[test]
fn no_message_shows_a_header_without_quotes() {
    let secret = "4PoT2+Zb9/kQx1Lm7/sWvR3e8Yt5Hn+Jc0DgFiKaUoE=";
    for text in [
        format!(
            "$h = @{{ Authorization = User {secret}, Organization o1 }}\nInvoke-RestMethod {URL} -Headers $h -Body '{BODY}'\n"
        ),
        format!(
            "import requests\nheaders = {{'Authorization': User {secret}, Organization o1}}\nrequests.post('{URL}', json={BODY})\n"
        ),
        format!("import requests\nbody = {}\nrequests.post('{URL}', json=body)\n", BODY.replace("\"k\"", "ck_12345")),
    ] {
        let shown = match import(&text) {
            Ok(import) => sentences(&import).join("\n"),
            Err(error) => error.to_string(),
        };
        assert!(!shown.contains("4PoT2") && !shown.contains("12345"), "{text}\n{shown}");
    }
}

#[test]
fn comments_after_a_number_sign_are_not_those_of_javascript() {
    let program = format!(
        "body = {BODY}\n# body[\"name\"] = \"wrong\"\nresponse = await client.post('{URL}', headers={{'Authorization': 'User u1, \
         Organization o1'}}, json=body)\n"
    );
    assert_read(&program, &document(), Some("Python"));
}

#[test]
fn apostrophes_in_sentences_between_parts_of_a_program_are_no_quotes() {
    let hash = BODY.replace("\":", "\" => ");
    let text = format!(
        "require 'net/http'\nbody = {hash}\n\nDon't forget the name:\n\nbody['name'] = 'm'\n\nThen it's sent:\n\n\
         Net::HTTP.post(URI('{URL}'), body.to_json, 'Authorization' => 'User u1, Organization o1')\n"
    );
    let mut expected = document();
    expected["name"] = "m".into();
    assert_read(&text, &expected, Some("Ruby, Net::HTTP"));
    // A string of several lines.
    let array = BODY.replace('{', "[").replace('}', "]").replace("\":", "\" => ");
    let php = format!(
        "<?php\necho'\n<h1>Shop</h1>\n';\n$body = {array};\n$body['name'] = 'm'; // Don't change\n$ch = \
         curl_init('{URL}');\ncurl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: User u1, Organization \
         o1']);\ncurl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($body));\n"
    );
    assert_read(&php, &expected, Some("PHP, cURL"));
}

#[test]
fn a_description_before_a_program_is_not_the_request() {
    let other = BODY.replace("\"n\"", "\"m\"");
    let described = format!("\"\"\"Sends:\n\n{other}\n\"\"\"\n{}", python(&format!("body = {BODY}"), "body"));
    assert_read(&described, &document(), Some("Python, requests"));
    let commented = format!("# curl {URL} -d '{other}'\n{}", python(&format!("body = {BODY}"), "body"));
    assert!(import(&commented).unwrap_err().to_string().contains("2 instances"), "{commented}");
    let same = format!("# curl {URL} -d '{BODY}'\n{}", python(&format!("body = {BODY}"), "body"));
    assert_eq!(import(&same).unwrap().instance.name, "n");
    // The values of the program are computed, or placeholders.
    let computed = BODY.replace("\"k\"", "os.environ['KEY']").replace("\"s\"", "os.environ['SECRET']");
    let beside = format!(
        "curl {URL} -H 'Authorization: User u1, Organization o1' -d '{BODY}'\n\n{}",
        python(&format!("import os\nbody = {computed}"), "body")
    );
    assert_read(&beside, &document(), None);
}

#[test]
fn changes_by_a_shell_around_a_program_are_told() {
    let program = python(&format!("body = {}", BODY.replace("https://a.b", "https://$SHOP")), "body");
    for start in ["python3 <<EOF", "python3.11 - <<-EOF", "ssh user@host python3 <<EOF", "cat > create.py <<EOF"] {
        assert_told(&format!("{start}\n{program}EOF\n"), "may change the body before it is sent");
    }
    let quoted = import(&format!("python3 <<'EOF'\n{program}EOF\n")).unwrap();
    assert!(!sentences(&quoted).iter().any(|sentence| sentence.contains("may change the body")));
    let usage = import(&format!("# Run: python create.py -c \"shop\"\n{program}")).unwrap();
    assert!(!sentences(&usage).iter().any(|sentence| sentence.contains("may change the body")));
}

#[test]
fn backslashes_that_json_drops_are_told() {
    let program = python(&format!("body = {}", BODY.replace("https://a.b", r"https:\/\/a.b")), "body");
    assert_told(&program, "Python keeps this backslash");
    assert_eq!(import(&program).unwrap().instance.fields[0], r"https:\/\/a.b");
    // In a text of JSON, the backslash means nothing.
    let text = python(&format!("body = '{}'", BODY.replace("https://a.b", r"https:\/\/a.b")), "json.loads(body)");
    assert_read(&text, &document(), Some("Python, requests"));
    assert!(!sentences(&import(&text).unwrap()).iter().any(|sentence| sentence.contains("backslash")));
}

/// People paste the call without its imports.
#[test]
fn calls_without_imports_are_read() {
    let config = "{ headers: { Authorization: 'User u1, Organization o1' } }";
    for (call, read_as) in [
        ("await api.post(", "JavaScript"),
        ("const { data } = await axios\n  .post(", "JavaScript, axios"),
        ("(await axiosInstance.post(", "JavaScript"),
    ] {
        let end = if call.starts_with('(') { ")).data;" } else { ");" };
        assert_read(&format!("{call}'{URL}', {BODY}, {config}{end}\n"), &document(), Some(read_as));
    }
    let httpx = format!(
        "from httpx import AsyncClient\nasync with AsyncClient() as s:\n    #body['name'] = 'wrong'\n    await s.post('{URL}', \
         json={BODY}, headers={{'Authorization': 'User u1, Organization o1'}})\n"
    );
    assert_read(&httpx, &document(), Some("Python, httpx"));
}

/// Only the words and the punctuation of a call are signs of a program.
#[test]
fn words_of_a_sentence_are_no_signs_of_a_program() {
    let request = format!("POST {URL}\nAuthorization: User u1, Organization o1\n\n{BODY}\n");
    for sentence in ["We use axios.", "We await your reply.", "It was written for urllib, httpx and jQuery."] {
        assert_read(&format!("{sentence}\n\n{request}"), &document(), Some("HTTP"));
    }
    for text in [format!("// for axios.post(url)\n{BODY}\n"), format!("Our axios client sends:\n\n{BODY}\n")] {
        assert_eq!(import(&text).unwrap().read_as, None, "{text}");
    }
    let script = "> {%\n  client.test('ok', function () { });\n%}\n";
    let request = request.replace("POST ", "POST\t");
    assert_read(&format!("{request}\n{script}"), &document(), Some("HTTP"));
}

#[test]
fn a_program_that_reads_the_response_of_a_command_is_not_the_request() {
    let text = format!(
        "wget -qO- --header='Authorization: User u1, Organization o1' --post-data='{BODY}' {URL} | python3 -c 'import json, \
         sys; print(json.loads(sys.stdin.read())[\"id\"])'\n"
    );
    assert_read(&text, &document(), Some("wget"));
}

#[test]
fn a_command_after_a_program_is_a_second_instance() {
    let program = python(&format!("body = {BODY}"), "body");
    let other = BODY.replace("\"n\"", "\"m\"");
    for (name, command) in
        [("wget", format!("wget --post-data='{other}' {URL}")), ("curl", format!("curl {URL} -d '{other}'"))]
    {
        let text = format!("{program}\n{command}\n");
        assert!(import(&text).unwrap_err().to_string().contains("2 instances"), "{name}");
        let same = text.replace("\"m\"", "\"n\"");
        assert_read(&same, &document(), Some("Python, requests"));
        let comment = format!("{program}\n# {command}\n");
        assert_read(&comment, &document(), Some("Python, requests"));
    }
}

#[test]
fn a_comment_in_a_playbook_is_no_program() {
    let task = format!(
        "- uri:\n    url: {URL}\n    method: POST\n    headers:\n      Authorization: User u1, Organization o1\n    body: '{}'\n  # \
         replaces requests.post(url, json=body)\n",
        BODY.replace("\"n\"", "\"it''s\"")
    );
    let mut expected = document();
    expected["name"] = "it's".into();
    assert_read(&task, &expected, Some("Ansible"));
}

#[test]
fn ruby_is_not_julia() {
    let text = format!("response = Net::HTTP.post(URI('{URL}'), make_body, headers)\n");
    assert!(import(&text).unwrap_err().to_string().contains("Ruby"), "{text}");
    assert_read(&fetch("", BODY), &document(), Some("JavaScript, fetch"));
}
