//! Importing a text of a megabyte ends soon, whatever it repeats.

#![allow(missing_docs)]

use std::time::{Duration, Instant};

use element_instance_form::element::Definition;
use element_instance_form::instance::Instance;
use importer::{looks_like, read};

/// What texts repeat.
const PIECES: [&str; 128] = [
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

/// What stands before the repetition, and what after it.
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

fn spent(text: &str) -> Duration {
    let start = Instant::now();
    let blank = Instance::blank(Definition::woocommerce());
    let _ = (looks_like(text), read(text, &blank));
    start.elapsed()
}

#[test]
#[ignore]
fn explore() {
    let size: usize = std::env::var("SIZE").ok().and_then(|size| size.parse().ok()).unwrap_or(32_000);
    let mut all = Vec::new();
    for piece in PIECES {
        for (before, after) in AROUND {
            let text = |size: usize| format!("{before}{}{after}", piece.repeat(size / piece.len()));
            let small = spent(&text(size));
            let large = spent(&text(4 * size));
            all.push((large, small, piece, before));
        }
    }
    all.sort();
    for (large, small, piece, before) in all.iter().rev().take(60) {
        println!(
            "{:>8.1} ms {:>5.1}x {piece:?} after {before:?}",
            large.as_secs_f64() * 1e3,
            large.as_secs_f64() / small.as_secs_f64()
        );
    }
}
