//! Text around a command: prompts, comments, prose, other commands and other programs.

use super::{
    DOUBLED, EARLIER, NOT_READ, PROMPT, PROSE, SPACE_AFTER_BACKSLASH, SPACES, check, doubled, escaped, import_error,
    pretty,
};
use crate::command_texts::{AUTH, BODY, URL, import};

#[test]
fn line_ends_operators_and_other_commands_are_reported() {
    check(
        &format!("curl {URL} \\ \\\n -H '{AUTH}' \\ \n -d '{BODY}'"),
        &[SPACE_AFTER_BACKSLASH, SPACE_AFTER_BACKSLASH],
    );
    check(&format!("curl {URL} \\ -H '{AUTH}' \\ -d '{BODY}'"), &[SPACE_AFTER_BACKSLASH, SPACE_AFTER_BACKSLASH]);
    let joint = "Removed this backtick. It joins no lines because more text follows on the same line.";
    check(&format!("curl.exe '{URL}' ` -H '{AUTH}' ` -d '{BODY}'"), &[joint, joint]);
    check(
        &format!("curl {URL}?trace=1&channel=3 -H '{AUTH}' -d '{BODY}'"),
        &[
            "The URL isn't /instances under /elements/api-v2. Kept its host; the request goes to /instances there.",
            "The shell would end the command at this &. Treated it as part of the URL: put the URL in quotes.",
        ],
    );
    check(&format!("curl {URL} -H '{AUTH}' -d '{BODY}'\n\nDon't forget the secrets.\n- It's all."), &[PROSE]);
    for after in [" | jq .", " && echo done", "; echo done", "\n{\"id\": 1}\n$ "] {
        check(&format!("curl {URL} -H '{AUTH}' -d '{BODY}'{after}"), &[NOT_READ]);
    }
    check(
        &format!("curl {URL} -H '{AUTH}'\n\ncurl {URL} -H '{AUTH}' -d '{BODY}'\ncurl -X DELETE {URL}/1"),
        &[EARLIER, NOT_READ],
    );
    check(&format!("cd /tmp/a && TOKEN=abcd curl {URL} -H '{AUTH}' -d '{BODY}'"), &[EARLIER]);
    check(
        &format!("curl -o out.json --max-time 3000 {URL} -H '{AUTH}' -d '{BODY}' > a.log"),
        &["Ignored options that don't change the request: -o, --max-time.", "Ignored a redirection to or from a file."],
    );
    for prompt in [
        "me@host:~$ ",
        "[root@host ~]# ",
        "➜  ~ ",
        "(env) me@host:~/a$ ",
        "PS /home/me> ",
        "bash-5.1$ ",
        "$ ",
        "% ",
        "# ",
    ] {
        check(&format!("{prompt}curl {URL} -H '{AUTH}' -d '{BODY}'"), &[PROMPT]);
    }
    check(
        &format!("PS C:\\> curl.exe `\n-X POST `\n{URL} `\n-H '{AUTH}' `\n-d '{}'", doubled(BODY)),
        &[PROMPT, DOUBLED],
    );
}

#[test]
fn texts_from_chats_and_mails_are_read() {
    let link = "Extracted the URL from a link in brackets, as chats and mail programs write it.";
    for url in [format!("<{URL}>"), format!("<{URL}|{URL}>"), format!("[{URL}]({URL})")] {
        for quote in ["", "'", "\""] {
            check(&format!("curl {quote}{url}{quote} -H '{AUTH}' -d '{BODY}'"), &[link]);
        }
    }
    let more = "A second URL starts here. Only the first was used.";
    check(&format!("curl {URL} <{URL}> -H '{AUTH}' -d '{BODY}'"), &[more]);
    let wrapped = URL.replace("api-v2", "\n  api-v2");
    check(&format!("curl '{wrapped}' -H '{AUTH}' -d '{BODY}'"), &["Removed a line break or space from the URL."]);
    for program in ["Curl", "cURL", "CURL", "!curl", "sudo curl", "nohup curl", "RUN curl", "/usr/bin/curl"] {
        check(&format!("{program} {URL} -H '{AUTH}' -d '{BODY}'"), &[]);
    }
    check(&format!("RESPONSE=$(curl -s {URL} -H '{AUTH}' -d '{BODY}')\necho \"$RESPONSE\""), &[NOT_READ]);
    let equals = "Removed this =, which curl would treat as part of the value.";
    check(&format!("curl -X=POST {URL} -H='{AUTH}' -d='{BODY}'"), &[equals, equals, equals]);
    let header = "The header isn't in quotes, so the shell would have split it. Kept whole.";
    check(&format!("curl {URL} -H 'Authorization': 'User dXNlcg==, Organization b3Jn' -d '{BODY}'"), &[header]);
    // Quotes that PowerShell escapes, and quotes that cmd.exe would drop.
    check(&format!("curl {URL} -H \"{AUTH}\" -d \"{}\"", BODY.replace('"', "`\"")), &[]);
    check(&format!("curl.exe {URL} -H \"{AUTH}\" -d \"{}\"", BODY.replace('"', "\\`\"")), &[]);
    check(&format!("curl.exe --% {URL} -H \"{AUTH}\" -d \"{}\"", escaped(BODY)), &[]);
    check(
        &format!("curl.exe {URL} -H \"{AUTH}\" -d \"{BODY}\""),
        &["Unescaped \" inside the body: the shell would have sent the body without these quotes. Kept as written."],
    );
    let bearer = import(&format!("curl --oauth2-bearer abcdefgh {URL} -d '{BODY}'"));
    assert_eq!((bearer.instance.user_secret.as_str(), bearer.repairs.len()), ("", 1));
}

#[test]
fn requests_of_other_programs_are_rejected_by_name() {
    let computed = |position: &str| {
        format!(
            "{position}: PowerShell's ConvertTo-Json computes this body. Run only that part and paste the JSON that it \
             returns, or paste a cURL command."
        )
    };
    let cmdlet = |position: &str, name: &str| {
        format!(
            "{position}: This is PowerShell's {name}, not curl. Paste only the JSON body, or a cURL command (in browsers: \
             \"Copy as cURL\")."
        )
    };
    let cases = [
        (format!("$s = New-Object A.B\nInvoke-WebRequest -Uri \"{URL}\" `\n-Method \"POST\""), cmdlet("line 2, column 1", "Invoke-WebRequest")),
        ("@{ name = 'n' } | convertto-json -Compress".into(), computed("line 1, column 19")),
        (format!("$r = iwr {URL} -Method POST"), cmdlet("line 1, column 6", "Invoke-WebRequest")),
        (format!("curl -Uri {URL} -Method POST -Body '{BODY}'"), cmdlet("line 1, column 6", "Invoke-WebRequest")),
        (
            "newman run a.json".into(),
            "line 1, column 1: This is a command for newman, which isn't supported. Paste a cURL command, or only the JSON body.".into(),
        ),
    ];
    for (text, sentence) in cases {
        assert_eq!(import_error(&text), sentence, "{text}");
    }
}

#[test]
fn powershell_requests_are_read() {
    for text in [
        format!("$body = @'\n{BODY}\n'@\nInvoke-RestMethod -Uri {URL} -Body $body"),
        format!("$b = @{{ name = 'n o' }} | ConvertTo-Json\nirm {URL} -Method POST -Body $b"),
        format!("$b = @{{\n  name = 'n o'\n}}\niwr {URL} -Body ($b|ConvertTo-Json)"),
    ] {
        let import = import(&text);
        assert_eq!(import.instance.name, "n o", "{text}");
        assert!(import.read_as.is_some_and(|name| name.starts_with("PowerShell, Invoke-")), "{text}");
    }
}

const COMMENT: &str = "Ignored a comment that contains an option or a URL.";
const INSIDE: &str = "Ignored a comment inside the command. A shell would end the command here.";

#[test]
fn comments_are_ignored_and_reported_if_they_contain_part_of_a_command() {
    let command = format!("curl '{URL}' -H '{AUTH}' -d '{BODY}'");
    check(&format!("# create the instance\n{command} # done"), &[]);
    check(&format!("{command} # -H 'Authorization: User cccc, Organization dddd'"), &[COMMENT]);
    let other = "# curl https://b.example/elements/api-v2/instances -H 'Authorization: User c, Organization d'";
    check(&format!("# create\n{other}\n{command}"), &[COMMENT]);
    for joint in ["\\", "`", "^"] {
        check(&format!("curl '{URL}' {joint} # the URL\n -H '{AUTH}' \\\n -d '{BODY}'"), &[INSIDE]);
    }
    check(&format!("curl '{URL}' \\\n# both secrets\n -H '{AUTH}' \\\n -d '{BODY}'"), &[INSIDE]);
    check(&format!("curl '{URL}' \\\n# -H 'X: y' \\\n -H '{AUTH}' \\\n -d '{BODY}'"), &[COMMENT]);
    check(&format!("curl '{URL}' \\ # see https://a.example\n -H '{AUTH}' \\\n -d '{BODY}'"), &[COMMENT]);
}

#[test]
fn words_of_prose_are_not_a_second_url() {
    const WORDS: &str = "Ignored words that are neither an option nor a URL.";
    const MARKS: &str = "Removed the quotes or backticks around the command.";
    let command = format!("curl '{URL}' -H '{AUTH}' -d '{BODY}'");
    check(&format!("{command} Mehr?"), &[WORDS]);
    check(&format!("{command} Is this right"), &[WORDS]);
    check(&format!("{command} https://b.example"), &["A second URL starts here. Only the first was used."]);
    for mark in ["`", "``", "**"] {
        check(&format!("{mark}{command}{mark}"), &[MARKS]);
    }
    check(&format!("Run `{command}` please."), &["Ignored the text before the command or JSON.", MARKS, PROSE]);
}

#[test]
fn a_command_that_another_program_runs_is_read() {
    let arguments = format!("'{URL}' -H '{AUTH}' -d '{BODY}'");
    for before in [
        "docker run --rm curlimages/curl",
        "docker run --rm -it -v $PWD:/w curlimages/curl:8.1",
        "podman run docker.io/curlimages/curl:latest curl",
        "kubectl run tmp --rm -it --image=curlimages/curl --",
        "kubectl exec -it pod-1 -- curl",
        "docker compose exec web curl",
        "sudo -u www curl",
        "timeout 30 curl",
        "ssh me@host.example curl",
        "0 5 * * * /usr/bin/curl",
        "*/5 * * jan mon-fri root curl",
        "@daily curl",
    ] {
        check(&format!("{before} {arguments}"), &[EARLIER]);
    }
    let command = format!("curl {arguments}");
    for before in ["ssh host.example", "bash -c", "kubectl exec pod -- sh -c", "eval"] {
        check(&format!("{before} '{}'", command.replace('\'', "'\\''")), &[EARLIER]);
        check(&format!("{before} \"{}\"", escaped(&command)), &[EARLIER]);
    }
    check(&format!("echo '{BODY}' | docker run -i curlimages/curl '{URL}' -H '{AUTH}' -d @-"), &[EARLIER]);
    check(&format!("if ! {command}; then echo no; fi"), &[NOT_READ]);
    check(
        &format!("curl&nbsp;'{URL}'&nbsp;-H '{AUTH}' -d '{BODY}'"),
        &["Decoded HTML entities such as &quot; (2).", SPACES],
    );
    // The importer runs no program.
    assert!(import_error("docker run curlimages/curl").contains("isn't a cURL command or JSON"));
}

#[test]
fn the_json_beside_a_command_is_the_body_that_it_takes_from_a_file() {
    const BESIDE: &str = "The command reads its body from a file. Used the JSON next to the command as the body.";
    const BEFORE: &str = "Ignored the text before the command or JSON.";
    let body = pretty();
    for option in ["-d @body.json", "--data-binary \"@body.json\"", "--data=@./body.json"] {
        let command = format!("curl -X POST '{URL}' \\\n  -H '{AUTH}' \\\n  {option}");
        check(&format!("{body}\n\n{command}"), &[BESIDE]);
        check(&format!("{command}\n\n{body}\n"), &[BESIDE]);
        check(&format!("body.json:\n{body}\n\n{command}"), &[BEFORE, BESIDE]);
        check(&format!("{command}\n\nwith body.json:\n{body}"), &[BEFORE, BESIDE]);
        check(&format!("```json\n{body}\n```\n\n```sh\n{command}\n```"), &[BEFORE, BESIDE, PROSE]);
    }
    // Two objects, or a command with its own body.
    assert!(import_error(&format!("{body}\ncurl '{URL}' -d '{BODY}'")).ends_with("Paste one at a time."));
}

#[test]
fn files_forms_and_configurations_of_curl_are_rejected_by_name() {
    const FILE: &str =
        "The body is in a file or variable that isn't part of the text. URL and headers were used: paste the body too.";
    const PUT: &str = "The command sends PUT. The form sends POST, which creates an instance.";
    for (option, sentences) in [("-T body.json", vec![PUT, FILE]), ("-X POST --upload-file body.json", vec![FILE])] {
        let import = import(&format!("curl {option} '{URL}' -H '{AUTH}'"));
        let messages: Vec<String> = import.repairs.iter().map(|repair| repair.kind.to_string()).collect();
        assert_eq!(messages, sentences, "{option}");
        assert_eq!(import.instance.user_secret, "dXNlcg==");
    }
    let config = "This is a curl configuration file (-K). Read its options.";
    let data = escaped(BODY);
    check(&format!("# create\nurl = \"{URL}\"\nheader = \"{AUTH}\"\nrequest = POST\ndata = \"{data}\"\n"), &[config]);
    check(&format!("url={URL}\n-H \"{AUTH}\"\nsilent\n--data \"{data}\"\n"), &[config]);
}

/// The variable or file decides, and not the order.
#[test]
fn the_body_is_that_of_the_named_variable_or_file() {
    let other = BODY.replace("\"n o\"", "\"other\"");
    for text in [
        format!("BODY='{BODY}'\nOTHER='{other}'\ncurl {URL} -H '{AUTH}' -d \"$BODY\""),
        format!(
            "BODY='{BODY}'\nPOLLER='{{\"orders\":{{\"url\":\"/x\",\"idField\":\"id\"}}}}'\ncurl {URL} -H '{AUTH}' -d \"${{BODY}}\""
        ),
        format!("cat > a.json <<'E'\n{BODY}\nE\ncat > b.json <<'E'\n{other}\nE\ncurl {URL} -H '{AUTH}' -d @a.json"),
        format!(
            "read -r -d '' BODY <<'E'\n{BODY}\nE\nread -r -d '' OTHER <<'E'\n{other}\nE\ncurl {URL} -H '{AUTH}' -d \"$BODY\""
        ),
    ] {
        assert_eq!(import(&text).instance.name, "n o", "{text}");
    }
    let text = format!("OTHER='{other}'\ncurl {URL} -H '{AUTH}' -d \"$BODY\"");
    assert_eq!(import(&text).instance.name, "", "{text}");
}

#[test]
fn parameters_of_a_script_are_no_secrets() {
    let body = BODY.replace('"', "\\\"").replace("n o", "$3");
    let import = import(&format!("curl {URL} -H \"Authorization: User $1, Organization $2\" -d \"{body}\""));
    assert_eq!((import.instance.user_secret.as_str(), import.instance.organization_secret.as_str()), ("", ""));
    let sentences: Vec<String> = import.repairs.iter().map(|repair| repair.kind.to_string()).collect();
    assert!(
        sentences.iter().any(|sentence| sentence.starts_with("The shell would insert a variable here")),
        "{sentences:#?}"
    );
}

/// A body in a variable, a file or a function has the references that one in the command has.
#[test]
fn references_in_a_body_beside_the_command_are_told() {
    let body = BODY.replace("n o", "$NAME");
    let quoted = body.replace('"', "\\\"");
    let post = format!("curl {URL} -H '{AUTH}'");
    let told = "The shell would insert a variable here.";
    for (text, is_told) in [
        (format!("BODY=\"{quoted}\"\n{post} -d \"$BODY\""), true),
        (format!("BODY=$(cat <<E\n{body}\nE\n)\n{post} -d \"$BODY\""), true),
        (format!("cat > a.json <<E\n{body}\nE\n{post} -d @a.json"), true),
        (format!("data() {{\n  cat <<E\n{body}\nE\n}}\n{post} -d \"$(data)\""), true),
        (format!("BODY='{BODY}'\n{post} -d \"$BODY\""), false),
        (format!("cat > a.json <<'E'\n{body}\nE\n{post} -d @a.json"), false),
    ] {
        let import = import(&text);
        let sentences: Vec<String> = import.repairs.iter().map(|repair| repair.kind.to_string()).collect();
        assert_eq!(sentences.iter().any(|sentence| sentence.starts_with(told)), is_told, "{text}\n{sentences:#?}");
        assert!(!sentences.iter().any(|sentence| sentence.contains("redirection")), "the file has the body: {text}");
    }
}

#[test]
fn a_later_command_that_writes_the_body_is_told() {
    let post = format!("curl {URL} -H '{AUTH}'");
    let told = |text: &str| {
        let import = import(text);
        assert_eq!(import.instance.name, "n o", "{text}");
        import.repairs.iter().any(|repair| repair.kind.to_string().contains("may change the variable"))
    };
    for change in ["BODY=$(echo \"$BODY\" | sed s/n/m/)", "BODY=`jq .name=1 <<< \"$BODY\"`"] {
        assert!(told(&format!("BODY='{BODY}'\n{change}\n{post} -d \"$BODY\"")), "{change}");
    }
    for change in ["sed -i s/n/m/ a.json", "jq .name=1 b.json > a.json"] {
        assert!(told(&format!("cat > a.json <<'E'\n{BODY}\nE\n{change}\n{post} -d @a.json")), "{change}");
    }
    let reads = format!("cat > a.json <<'E'\n{BODY}\nE\nsed -n 1p a.json\n{post} -d @a.json");
    assert!(!told(&reads), "it is printed");
    for reads in ["echo \"$BODY\"", "echo \"$BODY\" | jq ."] {
        assert!(!told(&format!("BODY='{BODY}'\n{reads}\n{post} -d \"$BODY\"")), "{reads}");
    }
}

/// The first one may be the wrong one.
#[test]
fn a_second_request_behind_a_sentence_is_not_ignored() {
    let other = BODY.replace("https://a.b", "https://c.d");
    let [first, second] = [BODY, &other].map(|body| format!("curl {URL} -H '{AUTH}' -d '{body}'"));
    let several = "There are 2 instances or request bodies here. Paste only one.";
    for text in [
        format!("{first}\n\nsorry, correct one:\n\n{second}\n"),
        format!("Test:\n{first}\n\nLive:\n{second}\n"),
        format!("```\n{first}\n```\n\n```\n{second}\n```\n"),
        format!("{BODY}\n\nsorry, that was wrong, correct:\n\n{other}\n"),
        format!("{first}\n\ncorrect body:\n\n{other}\n"),
        format!(
            "Test:\n{first}\n\nLive:\n{}\n",
            first.replace("api.cloud-elements", "api.openconnectors.ext.hana.ondemand")
        ),
        format!("{first}\n\nthe other account:\n\n{}\n", first.replace("dXNlcg==", "b3RoZXI=")),
        format!("```\n{first}\nThe first.\n```\n\nA sentence.\n\n```\n{second}\n```\n"),
        format!("{first}\nand this is the correct body: {other}\n"),
        format!("# Polling\n\n```bash\n{first}\n```\n\n## Webhooks\n\n```bash\n{second}\n```\n"),
        format!("## A\n\n```json\n{BODY}\n```\n\n## B\n\n```json\n{other}\n```\n"),
        format!(
            "INFO Request: {BODY}\nWARN Response: {{\"requestId\":\"5b04\",\"message\":\"Invalid\"}}\nINFO Request: {other}\n"
        ),
    ] {
        let error = import_error(&text);
        assert!(error.ends_with(several) || error.contains("2 requests"), "{error}\n{text}");
    }
    // The same request again, its response, and another part of the body.
    for after in [
        format!("The body:\n\n{BODY}\n"),
        "The response:\n\n{\"id\": 1, \"name\": \"n o\", \"token\": \"t\", \"valid\": true}\n".to_owned(),
        format!("A template:\n\n{}\n", BODY.replace("https://a.b", "<STORE_URL>").replace("\"k\"", "\"<KEY>\"")),
        format!("Without secrets:\n\n{}\n", BODY.replace("\"k\"", "\"********\"").replace("\"s\"", "\"********\"")),
        format!("Then change it:\n\n{}\n", second.replace("curl", "curl -X PUT")),
        format!("With a slash:\n\n{}\n", BODY.replace("https://a.b", "https://a.b/")),
        "The polling configuration:\n\n{\"orders\": {\"url\": \"/orders\", \"idField\": \"id\"}}\n".to_owned(),
    ] {
        let text = format!("{first}\n\n{after}");
        assert_eq!(import(&text).instance.fields[0], "https://a.b", "{text}");
    }
}

#[test]
fn headings_chat_headers_and_traces_are_removed() {
    let command = format!("curl {URL} -H '{AUTH}' -d '{BODY}'");
    let before = "Ignored the text before the command or JSON.";
    for heading in ["## curl", "## `curl`", "## 1 Create", "# .env", "## env"] {
        check(&format!("{heading}\n\n```bash\n{command}\n```\n"), &[before]);
    }
    check(&format!("=== \"curl\"\n\n```bash\n{command}\n```\n"), &[before]);
    check(&format!("[10:32 AM] Hofer, Lena\nhere's the call:\n{command}"), &[before]);
    for line in
        ["==> create.log <==\n", "2026-03-04T09:12:44.120+01:00  INFO 1 --- [exec-3] c.e.OcClient   : Request: "]
    {
        assert_eq!(import(&format!("{line}{BODY}\n")).instance.name, "n o", "{line}");
    }
    let trace = format!("+ set -e\n+ {command}");
    assert_eq!(import(&trace).instance.fields[0], "https://a.b");
}
