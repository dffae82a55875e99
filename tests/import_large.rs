//! Importing large repetitive texts takes linear time.

#![allow(missing_docs)]

use std::time::{Duration, Instant};

use importer::{is_importable, read};
use model::element::Definition;
use model::instance::Instance;

/// Repeated pieces.
const PIECES: [&str; 132] = [
    "'",
    "\"",
    "\\",
    "`",
    "$(",
    "${",
    "$((",
    "((",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "{\"a\":",
    "[{",
    "[[",
    "<",
    "<<A\n",
    "<<A ",
    "<<'A'\n",
    "<<-A\n",
    "<<<",
    "<<A\nA\n",
    "cat <<A\nx\nA\n",
    "\"$(cat <<A\n",
    "\"$(cat <<A\nA\n",
    "\"$(cat <<A\nA\n)\" ",
    "B=$A$A; A=$B$B; ",
    "curl <<A -d @-\n",
    "<<\"\n",
    "<<\\A\n",
    "-H ",
    " -H",
    "-H 'a: b' ",
    "-H \"",
    "-H 'Authorization: User a, Organization b' ",
    "-d ",
    " -d '",
    "-d @- ",
    "--data-raw ",
    "--url ",
    "-",
    "--",
    "- ",
    "&quot;",
    "&amp;",
    "&amp;amp;",
    "&#39;",
    "&#x27;",
    "&",
    "&#",
    "%22",
    "%2522",
    "%",
    "%u0022",
    "\\u0022",
    "\\\"",
    "\\\\\"",
    "\\'",
    "'\\''",
    "'\"'\"'",
    "^",
    "^\"",
    "^^",
    "```\n",
    "```json\n",
    "~~~\n",
    "    ",
    "\t",
    "> ",
    ">",
    "| ",
    "|",
    "$ ",
    "# ",
    "//",
    "/*",
    "*/",
    "<!--",
    "-->",
    "<p>",
    "</p>",
    "<code>",
    "<span class=\"a\">",
    "\n",
    "\r\n",
    "\\\n",
    "`\n",
    "^\n",
    " \\ \n",
    "\n\n",
    ",",
    ":",
    ";",
    "=",
    "==",
    "&&",
    "||",
    "a",
    "a ",
    "aA",
    "é",
    "\u{301}",
    "\u{200b}",
    "\u{feff}",
    "\u{a0}",
    "😀",
    "“",
    "’",
    "https://a.example/",
    "https://",
    "http://a ",
    "a@b ",
    "@",
    "@{",
    "curl ",
    "curl -d '{}' https://a.example/instances\n",
    "\"name\":\"x\",",
    "\"a\":{\"b\":[1]},",
    "null,",
    "Authorization: User a, Organization b\n",
    "User a, Organization b ",
    "Invoke-RestMethod ",
    "fetch(\"",
    "json.dumps(",
    "1. ",
    "12 ",
    "In [1]: ",
    "export A='b'\n",
    "A=b ",
    "$A",
];

/// The text before and after the repetition.
const AROUND: [(&str, &str); 14] = [
    ("", ""),
    ("curl ", ""),
    ("curl -d '", "'"),
    ("curl -d \"", "\" https://a.example/elements/api-v2/instances"),
    ("curl -d $'", "'"),
    ("curl https://a.example/elements/api-v2/instances -H '", "' -d '{\"name\":\"x\"}'"),
    ("{\"name\":\"", "\"}"),
    ("{\"name\":\"x\",\"configuration\":{\"a\":", "}}"),
    ("```\ncurl -d '", "'\n```"),
    ("Invoke-RestMethod -Body '", "'"),
    ("curl.exe -d \"", "\" ^\n"),
    ("POST /elements/api-v2/instances HTTP/1.1\nHost: ", "\n\n{\"name\":\"x\"}"),
    ("requests.post('https://a.example/instances', json={'name': '", "'})"),
    ("'{\"element\":{\"key\":\"x\"},\"configuration\":{},\"name\":\"", "\"}'"),
];

/// The time limit for one text. It only catches imports that never end, even on slow machines.
const LIMIT: Duration = Duration::from_mins(1);

/// The size of a text, in bytes.
const SIZE: usize = 1 << 20;

/// Fails if the time grows faster than the length of the text.
fn read_in_time(text: &str, name: &str) {
    let start = Instant::now();
    let empty = Instance::empty(Definition::woocommerce());
    let _ = (is_importable(text), read(text, &empty));
    assert!(start.elapsed() < LIMIT, "{name} took {:?}", start.elapsed());
}

#[test]
fn any_repetition_is_read_in_linear_time() {
    for (index, piece) in PIECES.iter().enumerate() {
        // A quarter of a megabyte, and one surrounding for each piece: all combinations would take minutes.
        let (before, after) = AROUND[index % AROUND.len()];
        let text = format!("{before}{}{after}", piece.repeat(SIZE / 4 / piece.len()));
        read_in_time(&text, &format!("{piece:?} after {before:?}"));
    }
}

#[test]
fn long_words_are_read_in_linear_time() {
    let (command, body) = ("curl https://a.example/elements/api-v2/instances -H '", "' -d '{\"name\":\"x\"}'");
    for (before, piece, after) in [
        ("curl -d \"", "@{", "\" https://a.example/elements/api-v2/instances"),
        (command, "@", body),
        (command, "'{\"", body),
        ("{\"name\":\"x\",\"configuration\":{\"a\":", "\\\"", "}}"),
        ("{\"name\":\"x\",\"configuration\":{\"a\":", "0\\\"", "}}"),
    ] {
        let text = format!("{before}{}{after}", piece.repeat(SIZE / piece.len()));
        read_in_time(&text, &format!("{piece:?} after {before:?}"));
    }
    let (quotes, spaces) = ("a'b'".repeat(SIZE / 8), " ".repeat(SIZE / 2));
    read_in_time(&format!("curl https://a.example -d 'x' {quotes}{spaces}"), "quotes before spaces");
}

#[test]
fn many_statements_of_a_program_are_read_in_linear_time() {
    let request = "fetch('https://a.example/instances', {method: 'POST', body: JSON.stringify(body)});";
    let body = "const body = {\"element\": {\"key\": \"woocommercerest\"}, \"name\": \"x\"};";
    let parameters = "a,".repeat(SIZE / 16);
    let statements = "y=1;".repeat(SIZE / 16);
    let calls = "g(body);".repeat(SIZE / 16);
    for text in [
        format!("{body}\nfunction f({parameters}b) {{}}\n{statements}\nf(body);\n{request}"),
        format!("function g(b) {{ b.name = 'y'; }}\n{body}\n{calls}\n{request}"),
        format!("function g(b) {{}}\n{body}\ng({}1);\n{request}", "body,".repeat(SIZE / 16)),
        format!("{body}\nencode({}1){};\n{request}", "body,".repeat(SIZE / 32), ".a".repeat(SIZE / 16)),
        format!("{body}\nconst {{{parameters}}} = body;\n{}\n{request}", "a=1;".repeat(SIZE / 16)),
        format!("{body}\n{}1{};\n{request}", "body[".repeat(SIZE / 16), "]".repeat(SIZE / 16)),
        format!(
            "import requests\nclass A:\n  def f(self):\n{}    requests.post('https://a.example/instances', json={{'element': \
             {{'key': 'x'}}}})\n",
            "    self.a=1\n".repeat(SIZE / 32)
        ),
        format!(
            "library(httr)\nbody <- list(element = list(key = \"x\"))\nPOST(\"https://a.example/instances\", body = \
             toJSON({}auto_unbox = TRUE))\n",
            "body, ".repeat(SIZE / 16)
        ),
        // A function without brackets.
        "library(httr)\nbody <- list(element = list(key = \"x\"))\nPOST(\"https://a.example/instances\", body = toJSON@{body})\n"
            .to_owned(),
    ] {
        read_in_time(&text, &text[..60]);
    }
    let names: Vec<_> = (0..SIZE / 16).map(|index| format!("{{v{index}}}")).collect();
    let names = names.concat();
    read_in_time(&format!("let b = format!(\"{names}\");\nreqwest::Client::new().post(b);"), "names in a template");
}

/// The results of functions, blocks inside each other, and the fields of structs.
#[test]
fn many_functions_of_a_program_are_read_in_linear_time() {
    let python = "import requests\nbody = {'element': {'key': 'woocommercerest'}, 'name': 'x'}\n\
                  requests.post('https://a.example/instances', json=body)\n";
    let go = "http.NewRequest(\"POST\", \"https://a.example/instances\", bytes.NewReader(b))\n";
    let script =
        "fetch('https://a.example/instances', {method: 'POST', body: JSON.stringify({element: {key: 'k'}, name: x})});";
    let repeat = |piece: &str| piece.repeat(SIZE / 4 / piece.len());
    let each = |piece: &dyn Fn(usize) -> String| (0..SIZE / 64).map(piece).collect::<String>();
    for (name, text) in [
        ("calls", format!("def f():\n    return x\n{}y = {}1\n{python}", repeat("x = 'a'\n"), repeat("f() - "))),
        ("results", format!("def f():\n    return x\n{}{}{python}", repeat("x = 'a'\n"), repeat("y = f()\n"))),
        ("chain", format!("{}{python}", each(&|index| format!("def f{index}():\n    return f{}()\n", index + 1)))),
        ("recursion", format!("def f(n):\n    return f(n - 1) + f(n - 2)\n{}{python}", repeat("z = f(3)\n"))),
        (
            "blocks",
            format!("let x = 'a';\n{}{}\nx = 'b';\n{script}", repeat("function g() {y = x + 'a';"), repeat("}")),
        ),
        ("names", format!("def g():\n{}{python}", each(&|index| format!("    global a{index}\n")))),
        (
            "fields",
            format!(
                "type A struct {{\n{}}}\nx := A{{{}}}\n{go}",
                each(&|index| format!("\tF{index} string `json:\"f\"`\n")),
                each(&|index| format!("F{index}: \"a\", "))
            ),
        ),
        ("documents", format!("{}{go}", repeat("json.Unmarshal([]byte(`{}`), &x)\n"))),
        ("sets", format!("function f() {{ return 1 }}\nlet x = f();\n{}{script}", repeat("x = f();\n"))),
        ("regular expressions", format!("x = {}\n{script}", repeat("(/["))),
        (
            "members",
            format!(
                "const a = {{{0}}}; const b = {{{0}}};\nfetch('https://a.example/instances', {{body: \
                 JSON.stringify({{...a, ...b}})}});",
                each(&|index| format!("k{index}: 1, "))
            ),
        ),
        (
            "changes",
            format!("{}{script}", each(&|index| format!("let x{index}='a'; x{index}=x{index}.replace('a','b');\n"))),
        ),
    ] {
        read_in_time(&text, name);
    }
}

#[test]
fn many_here_documents_are_read() {
    for piece in ["<<A\nA\n", "<<A <<B\n", "<<A\n", "<<A ", "cat <<A\nx\nA\n", "<<'A'\n$x\nA\n"] {
        for before in ["", "curl ", "curl -d @- https://a.example/instances \\\n"] {
            let text = format!("{before}{}", piece.repeat(SIZE / piece.len()));
            read_in_time(&text, &format!("{piece:?} after {before:?}"));
        }
    }
    // Each with its own delimiter.
    let documents: Vec<_> = (0..60_000).map(|index| format!("cat <<A{index}\nA{index}\n")).collect();
    read_in_time(&documents.concat(), "here-documents with their own delimiters");
    let starts: Vec<_> = (0..120_000).map(|index| format!(" <<A{index}")).collect();
    read_in_time(&format!("curl{}\nx\n", starts.concat()), "here-documents in one line");
}

#[test]
fn values_of_variables_stay_short() {
    let mut posix = "V0=xxxxxxxx\n".to_owned();
    let mut cmd = "@echo off\nset V0=xxxxxxxx\n".to_owned();
    for index in 1..60 {
        let before = index - 1;
        posix
            .push_str(&["V", &index.to_string(), "=$V", &before.to_string(), "$V", &before.to_string(), "\n"].concat());
        let value = ["%V", &before.to_string(), "%"].concat();
        cmd.push_str(&["set V", &index.to_string(), "=", &value, &value, "\n"].concat());
    }
    for (script, reference) in [(posix, "$V59"), (cmd, "%V59%")] {
        let text = format!("{script}curl https://a.example/instances -d \"{{\\\"name\\\": \\\"{reference}\\\"}}\"\n");
        read_in_time(&text, &text);
    }
    let used = format!("A={}\ncurl https://a.example/instances -d \"{}\"", "x".repeat(10_000), "$A".repeat(100_000));
    read_in_time(&used, "a long value used many times");
}
