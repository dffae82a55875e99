//! Variables that a script sets before its command, and here-documents in `$(cat …)`.

use std::process::Command;

use importer::{RepairGroup, read};
use model::element::Definition;
use model::instance::Instance;
use proptest::prelude::*;

use super::{EARLIER, check, escaped, pretty};
use crate::command_texts::{AUTH, BODY, URL, import};

fn filled_in(count: usize) -> String {
    format!("Filled in the variables that this text sets ({count}).")
}

#[test]
fn variables_that_are_set_once_are_filled_in() {
    let (post, data) = (format!("curl -X POST {URL}"), format!("-d '{BODY}'"));
    let secrets = "-H \"Authorization: User $U, Organization ${ORG_1}\"";
    let two = filled_in(2);
    for script in [
        format!("U=dXNlcg==\nORG_1='b3Jn'\n{post} {secrets} {data}"),
        format!("export U=\"dXNlcg==\" ORG_1=b3Jn\n\n{post} \\\n  {secrets} \\\n  {data}"),
        format!("U=dXNlcg==; ORG_1=b3Jn && {post} {secrets} {data}"),
        format!("readonly U=dXNlcg==\ndeclare -r ORG_1=$'b3Jn'\n{post} {secrets} {data}"),
        format!("set -x U dXNlcg==\nset -gx ORG_1 'b3Jn'\n{post} {secrets} {data}"),
        format!("U=dXNlcg==\nORG_1=b3Jn\nBODY='{BODY}'\n{post} {secrets} -d \"$BODY\""),
        format!("U=dXNlcg==\nORG_1=b3Jn\n{post} {secrets} -d @- <<'EOF'\n{BODY}\nEOF"),
    ] {
        check(&script, &[&two]);
    }
    check(
        &format!("A=dXNlcg==\nAUTH=\"User $A, Organization b3Jn\"\n{post} -H \"Authorization: $AUTH\" {data}"),
        &[&two],
    );
    check(&format!("HOST={}\ncurl \"$HOST/instances\" -H '{AUTH}' {data}", &URL[..URL.len() - 10]), &[&filled_in(1)]);
    check(&format!("U=dXNlcg==\nexport U\nORG_1=b3Jn\n{post} {secrets} {data}"), &[&two, EARLIER]);
    check(&format!("set -e\nU=dXNlcg==\nORG_1=b3Jn\n{post} {secrets} {data}"), &[EARLIER, &two]);
    let body = escaped(BODY);
    let secrets = "-H \"Authorization: User %U%, Organization %ORG_1%\"";
    for script in [
        format!("set U=dXNlcg==\r\nset \"ORG_1=b3Jn\"\r\n{post} {secrets} -d \"{body}\""),
        format!("@set u=dXNlcg==\nset org_1=b3Jn\n{post} ^\n  {secrets} ^\n  -d \"{body}\""),
    ] {
        check(&script, &[&two]);
    }
    // A word whose third byte is inside a character.
    let other = format!("@echo off\néé x\nset \"AUTH={AUTH}\"\n{post} -H \"%AUTH%\" -d \"{body}\"");
    check(&other, &[EARLIER, &filled_in(1)]);
    let whole = format!("@echo off\nset AUTH={AUTH}\n{post} -H \"%AUTH%\" -d \"{body}\"");
    check(&whole, &[EARLIER, &filled_in(1)]);
}

/// The most common form in scripts, which use the response.
#[test]
fn variables_of_a_command_substitution_are_filled_in() {
    let secrets = "-H \"Authorization: User $U, Organization $O\"";
    let curl = format!("curl -X POST {URL} {secrets} -d '{BODY}'");
    for script in [
        format!("U=dXNlcg==\nO=b3Jn\nresponse=$({curl})"),
        format!("U=dXNlcg==; O=b3Jn\n  local id=$({curl})"),
        format!("U=dXNlcg==\nO=b3Jn\nif ! token=\"$({curl})\"; then"),
    ] {
        let import = import(&script);
        let secrets = (import.instance.user_secret.as_str(), import.instance.organization_secret.as_str());
        assert_eq!((secrets, import.instance.name.as_str()), (("dXNlcg==", "b3Jn"), "n o"), "{script}");
    }
    // Commands before it that cannot be parsed are ignored.
    let import = import(&format!("echo 'open\nresponse=$({curl})"));
    assert_eq!((import.instance.user_secret.as_str(), import.instance.name.as_str()), ("", "n o"));
}

#[test]
fn variables_that_may_have_another_value_are_not_filled_in() {
    let command = format!("curl -X POST {URL} -H \"Authorization: User $U, Organization b3Jn\" -d '{BODY}'");
    for before in [
        "U=one\nU=two",
        "U=one\nread -p 'Secret: ' U",
        "U=one\nunset U",
        "U=one\nif true; then\n  U=two\nfi",
        "if true\nthen\n  U=one\nfi",
        "for U in one two; do\n  :\ndone",
        "U=one\nsource ./secrets",
        "U=one\n. ./secrets",
        "U=one\neval \"$X\"",
        "set_user() {\n  U=one\n}",
        "echo one | U=one",
        "U=$(pass show user)",
        "U=$OTHER",
        "U=",
        "U=one true",
        "[ -n \"$U\" ] || U=one",
        "[ -z \"$U\" ] && U=one",
        "U=one &",
        "U=one\nU+=two",
        "U=one\nprintf -v U two",
        "U=one\nlet U=5",
        "declare -u U=one",
        "U=(one)",
        "U=~/one",
        "U=$@",
        "U=one-$$",
        "main() {\n  U=one\n}",
        "main(){\n  U=one\n}",
        "IFS= read -r U",
        "U=one\nIFS= read -r U",
    ] {
        let import = import(&format!("{before}\n{command}"));
        assert_eq!(import.instance.user_secret, "", "{before}");
        assert!(
            import.repairs.iter().any(|repair| repair.kind.to_string().starts_with("User Secret is a variable")),
            "{before}: {:?}",
            import.repairs
        );
    }
}

#[test]
fn variables_of_fish_and_cmd_that_may_have_another_value_are_not_filled_in() {
    let secret = |text: &str| {
        let import = import(text);
        let is_reported =
            import.repairs.iter().any(|repair| repair.kind.to_string().starts_with("User Secret is a variable"));
        assert!(is_reported, "{text}: {:?}", import.repairs);
        import.instance.user_secret
    };
    for before in ["set -x U (pass)", "set -x U (pass show x)", "set -x U one\nset -a U two", "set -x U one\nset -e U"]
    {
        let command = format!("curl -X POST {URL} -H \"Authorization: User $U, Organization b3Jn\" -d '{BODY}'");
        assert_eq!(secret(&format!("{before}\n{command}")), "", "{before}");
    }
    let body = escaped(BODY);
    for before in ["set U=%1", "set U=!X!", "set /p U=Secret:", "set U=one\nset U=two", "if defined X set U=one"] {
        let command = format!("curl -X POST {URL} -H \"Authorization: User %U%, Organization b3Jn\" -d \"{body}\"");
        assert_eq!(secret(&format!("@echo off\n{before}\n{command}")), "", "{before}");
    }
}

#[test]
fn here_documents_in_substitutions_are_read() {
    let body = pretty();
    for (open, close) in [("<<'EOF'", "EOF"), ("<< \"EOF\"", "EOF"), ("<<\\EOF", "EOF"), ("<<JSON", "JSON")] {
        check(&format!("curl {URL} -H '{AUTH}' -d \"$(cat {open}\n{body}\n{close}\n)\""), &[]);
        check(&format!("curl {URL} -H '{AUTH}' -d \"$( cat {open}\n{body}\n{close}\n  )\" --silent"), &[]);
    }
    let indented = format!("\t{}", body.replace('\n', "\n\t"));
    check(&format!("curl {URL} -H '{AUTH}' -d \"$(cat <<-EOF\n{indented}\n\tEOF\n)\""), &[]);
    let named = body.replace("\"n o\"", "\"$NAME\"");
    check(&format!("NAME='n o'\ncurl {URL} -H '{AUTH}' -d \"$(cat <<EOF\n{named}\nEOF\n)\""), &[&filled_in(1)]);
    check(&format!("BODY=$(cat <<'EOF'\n{body}\nEOF\n)\ncurl {URL} -H '{AUTH}' -d \"$BODY\""), &[]);
}

/// Returns what bash passes to `curl` in `script`, an argument a line.
fn arguments_in_bash(script: &str) -> Vec<String> {
    let script = format!("curl() {{ printf '%s\\0' \"$@\"; }}\n{script}");
    let output = Command::new("bash").args(["--norc", "-c", &script]).env_clear().output().expect("bash");
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_terminator('\0').map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// A secret is that of bash, or it is empty and reported.
    #[test]
    fn secrets_in_variables_are_those_of_bash(
        lines in prop::collection::vec((0..17_usize, 0..3_usize, "[a-z0-9][a-z0-9+/=]{0,7}"), 1..6),
        is_braced: bool,
    ) {
        let names = ["A", "B_2", "C"];
        let mut script = String::new();
        for (kind, name, value) in &lines {
            let (name, other) = (names[*name], names[(*name + 1) % 3]);
            let line = match kind {
                0 => format!("{name}={value}\n"),
                1 => format!("export {name}='{value}'\n"),
                2 => format!("{name}=\"{value}\"; "),
                3 => format!("{name}=\"{value}${other}\"\n"),
                4 => format!("{name}=${{{other}}}x\n"),
                5 => format!("if [ -n \"${other}\" ]; then {name}={value}; fi\n"),
                6 => format!("{name}=$(printf %s {value})\n"),
                7 => format!("unset {name}\n"),
                10 => format!("{name}+={value}\n"),
                11 => format!("({name}={value}; true)\n"),
                12 => format!("f () {{\n  {name}={value}\n}}\n"),
                13 => format!("export $(printf %s {name}={value})\n"),
                14 => format!("{other}=$(false) && {name}={value}\n"),
                15 => format!("{name}=(\"{value}\")\n"),
                8 => format!("[ -z \"${name}\" ] && {name}={value}\n"),
                9 => format!("{name}={value} && {other}={value}\n"),
                _ => format!("declare {name}={value}\n"),
            };
            script.push_str(&line);
        }
        let a = if is_braced { "${A}" } else { "$A" };
        let command = format!("curl {URL} -H \"Authorization: User {a}, Organization $B_2\" -d '{BODY}'");
        script.push_str(&command);
        let arguments = arguments_in_bash(&script);
        let header = arguments.iter().find_map(|argument| argument.strip_prefix("Authorization: User ")).expect(&script);
        let (user, organization) = header.split_once(", Organization ").expect(&script);
        let import = import(&script);
        for (found, expected, label) in [
            (&import.instance.user_secret, user, "User Secret"),
            (&import.instance.organization_secret, organization, "Organization Secret"),
        ] {
            let is_reported = import.repairs.iter().any(|repair| repair.kind.to_string().starts_with(label));
            prop_assert!(found == expected || found.is_empty() && is_reported, "{script}\n{found} is not {expected}");
        }
    }
}

/// A block may not run, or runs later: a variable keeps its value in it unless the text may set it again.
#[test]
fn variables_that_are_set_before_a_block_are_filled_in() {
    let host = format!("HOST={}", &URL[..URL.len() - 10]);
    let request = format!("curl \"$HOST/instances\" -H '{AUTH}' -d '{BODY}'");
    let told = |script: &str| import(script).repairs.iter().any(|repair| repair.kind.to_string() == filled_in(1));
    for script in [
        format!("{host}\ncreate() {{\n  {request}\n}}\ncreate"),
        format!("{host}\nif [ -z \"$CI\" ]; then\n  echo local\nfi\n{request}"),
        format!("{host}\nfor i in 1 2; do echo $i; done\n{request}"),
    ] {
        assert!(told(&script), "{script}");
        assert_eq!(import(&script).instance.host, &URL[..URL.len() - 10], "{script}");
    }
    for script in [
        format!("{host}\ncreate() {{\n  {request}\n}}\nHOST=https://other.example create"),
        format!("{host}\nif [ -n \"$CI\" ]; then HOST=https://other.example; fi\n{request}"),
        format!("{host}\nsource ./.env\n{request}"),
        format!("{host}\nif [ -n \"$CI\" ]; then read HOST; fi\n{request}"),
        format!("{host}\nif [ -f .env ]; then source .env; fi\n{request}"),
        format!("{host}\nif [ -f .env ]; then export $(cat .env | xargs); fi\n{request}"),
        format!("{host}\nwhile read -r k v; do export \"$k=$v\"; done < .env\n{request}"),
        format!("{host}\nload() {{ . \"$1\"; }}\nload .env\n{request}"),
        format!("{host}\ncase \"$1\" in\n  live) eval \"$2\" ;;\nesac\n{request}"),
    ] {
        assert!(!told(&script), "{script}");
    }
}

/// In a batch file, `%%` is one percent sign, `%2` an argument, and `!NAME!` can be a variable.
#[test]
fn percent_signs_are_those_of_a_batch_file_or_of_the_prompt() {
    let command = |name: &str| {
        let body = BODY.replace("\"n o\"", &format!("\"{name}\"")).replace('"', "\\\"");
        format!("curl -X POST {URL} -H \"{AUTH}\" -d \"{body}\"\n")
    };
    let name = |text: &str| import(text).instance.name;
    let asks = |text: &str| import(text).repairs.iter().any(|repair| repair.kind.group() == RepairGroup::NeedsYou);
    assert_eq!(name(&format!("C:\\>{}", command("100%% a"))), "100%% a");
    for start in ["@echo off", "@ECHO OFF\nrem create"] {
        assert_eq!(name(&format!("{start}\n{}", command("100%% a"))), "100% a", "{start}");
        assert!(asks(&format!("{start}\n{}", command("a%20b"))), "{start}");
    }
    let delayed = "@echo off\nsetlocal enabledelayedexpansion\nset NAME=north\n";
    assert_eq!(name(&format!("{delayed}{}", command("!NAME! a"))), "north a");
    for name in ["!OTHER!", "a!", "50% b"] {
        assert!(asks(&format!("{delayed}{}", command(name))), "{name}");
    }
}

/// Make reads two dollar signs as one.
#[test]
fn dollar_signs_of_a_makefile_are_one() {
    let body = BODY.replace("\"n o\"", "\"only $$5\"");
    let command = format!("curl -X POST {URL} -H '{AUTH}' -d '{body}'\n");
    for rule in ["create:\n\t", "create: build test\n\techo a\n\t", ".PHONY: create\ncreate:\n\t"] {
        assert_eq!(import(&format!("{rule}{command}")).instance.name, "only $5", "{rule}");
    }
    assert_eq!(import(&command).instance.name, "only $$5");
}

/// A shell would send a template of the API without its text.
#[test]
fn templates_that_the_shell_replaces_are_told() {
    let with = |text: &str| {
        let configuration =
            r#""event.poller.configuration":{"a":{"url":"/a?b=${gmtDate:yyyy}","idField":"id"}},"store.url""#;
        text.replace("\"store.url\"", configuration)
    };
    let told =
        |text: &str| import(text).repairs.iter().any(|repair| repair.to_string().contains("replace this template"));
    let post = format!("curl -X POST {URL} -H '{AUTH}'");
    let body = with(BODY);
    assert!(!told(&format!("{post} -d '{body}'")));
    assert!(!told(&format!("{post} -d @- <<'E'\n{body}\nE\n")));
    assert!(told(&format!("{post} -d @- <<E\n{body}\nE\n")));
    assert!(told(&format!("{post} -d \"{}\"", body.replace('"', "\\\""))));
}

#[test]
fn invisible_characters_in_json_are_kept_and_told() {
    let told = |text: &str| import(text).repairs.iter().any(|repair| repair.to_string().contains("Kept invisible"));
    for (name, is_told) in [("n", false), ("a\u{200b}b", true), ("a\u{ad}b", true), ("👨\u{200d}👩", false)] {
        let body = BODY.replace("\"n o\"", &format!("\"{name}\""));
        assert_eq!(import(&body).instance.name, name);
        assert_eq!(told(&body), is_told, "{name}");
        assert_eq!(told(&format!("curl {URL} -H '{AUTH}' -d '{body}'")), is_told, "{name}");
    }
}

/// The arguments of bash's arrays are those that bash passes.
#[test]
fn arrays_of_arguments_are_filled_in() {
    let arrays = [
        format!("args=(-X POST -H '{AUTH}' -d '{BODY}')\ncurl \"${{args[@]}}\" {URL}\n"),
        format!("args=(\n  -X POST # create\n  -H '{AUTH}'\n)\nargs+=(-d '{BODY}')\ncurl -sS \"${{args[@]}}\" {URL}\n"),
        format!("declare -a h=(-H \"{AUTH}\" -H \"X: \\\"a)\\\"\")\ncurl \"${{h[@]}}\" -d '{BODY}' {URL}\n"),
    ];
    for text in &arrays {
        let read = import(text);
        assert_eq!(read.instance.name, "n o", "{text}\n{:#?}", read.repairs);
        assert_eq!(read.instance.user_secret, "dXNlcg==", "{text}");
        let passed = arguments_in_bash(text);
        assert!(passed.contains(&BODY.to_owned()) && passed.contains(&AUTH.to_owned()), "{passed:#?}");
    }
    // Arrays in arrays would multiply.
    let many = arrays[0].replace("\"${args[@]}\"", &"\"${args[@]}\" ".repeat(1000));
    assert!(read(&many, &Instance::empty(Definition::woocommerce())).is_err());
    // Another statement may change it.
    for change in [
        "args=(-k)",
        "args=(\"${args[@]}\" -k)",
        "[ -n \"$X\" ] && args+=(-k)",
        "if true; then\nargs+=(-k)\nfi",
        "args[0]=-k",
    ] {
        let text = arrays[0].replace("\ncurl", &format!("\n{change}\ncurl"));
        let filled_in = read(&text, &Instance::empty(Definition::woocommerce()));
        assert!(filled_in.is_err_and(|error| error.to_string().contains("without a body")), "{text}");
    }
}
