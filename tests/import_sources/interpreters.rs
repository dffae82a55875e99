//! Random documents as literals of programming languages: the interpreter itself says what each text means.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use importer::ImportError;
use serde_json::Value;

use super::generated::Random;
use super::random::random_body;
use super::{URL, body, import};
use crate::skip::skip;

/// How many documents are read in each notation.
const DOCUMENTS: usize = 200;

/// A notation of a language.
struct Notation {
    name: &'static str,
    /// The interpreter, which reads a script from its standard input.
    interpreter: &'static str,
    /// The characters that the notation does not write.
    without: &'static str,
    /// Writes a body as an expression.
    literal: fn(&Value, &mut Random) -> String,
    /// Returns a statement that prints the JSON of an expression on one line.
    print: fn(&str) -> String,
    /// The start of the script.
    preamble: &'static str,
    /// Returns a program that sends an expression.
    program: fn(&str) -> String,
}

const NOTATIONS: [Notation; 9] = [
    Notation {
        name: "Python, dict",
        interpreter: "python3",
        without: "",
        literal: |body, random| literal(body, &PYTHON, random),
        preamble: "# coding: utf-8\nimport json\n",
        print: |literal| format!("print(json.dumps({literal}))\n"),
        program: |literal| {
            format!(
                "import requests\n\npayload = {literal}\n\nresponse = requests.post('{URL}', json=payload)\nprint(response.text)\n"
            )
        },
    },
    Notation {
        name: "Python, text",
        interpreter: "python3",
        without: "",
        literal: |body, random| python_string(&json_text(body, random), random),
        preamble: "# coding: utf-8\nimport json\n",
        print: |literal| format!("print(json.dumps(json.loads({literal})))\n"),
        program: |literal| {
            format!(
                "import requests\n\npayload = {literal}\n\nresponse = requests.request(\"POST\", \"{URL}\", data=payload)\nprint(response.text)\n"
            )
        },
    },
    Notation {
        name: "JavaScript, object",
        interpreter: "node",
        without: "",
        literal: |body, random| literal(body, &JAVASCRIPT, random),
        preamble: "",
        print: |literal| format!("console.log(JSON.stringify({literal}));\n"),
        program: |literal| {
            format!(
                "const response = await fetch('{URL}', {{\n  method: 'POST',\n  body: JSON.stringify({literal}),\n}});\nconsole.log(await response.json());\n"
            )
        },
    },
    Notation {
        name: "JavaScript, text",
        interpreter: "node",
        without: "",
        literal: |body, random| javascript_string(&json_text(body, random), random),
        preamble: "",
        print: |literal| format!("console.log(JSON.stringify(JSON.parse({literal})));\n"),
        program: |literal| format!("fetch(\"{URL}\", {{\n  method: \"POST\",\n  body: {literal}\n}});\n"),
    },
    Notation {
        name: "PHP, array",
        interpreter: "php",
        without: "",
        literal: |body, random| literal(body, &PHP, random),
        preamble: "<?php\n",
        print: |literal| format!("echo json_encode({literal}, JSON_PRESERVE_ZERO_FRACTION), \"\\n\";\n"),
        program: |literal| {
            format!(
                "<?php\n$body = {literal};\n$ch = curl_init('{URL}');\ncurl_setopt($ch, CURLOPT_POST, true);\ncurl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($body));\ncurl_exec($ch);\n"
            )
        },
    },
    Notation {
        name: "PHP, text",
        interpreter: "php",
        without: "",
        literal: |body, random| php_string(&json_text(body, random), random),
        preamble: "<?php\n",
        print: |literal| format!("echo json_encode(json_decode({literal})), \"\\n\";\n"),
        program: |literal| {
            format!(
                "<?php\n$ch = curl_init('{URL}');\ncurl_setopt($ch, CURLOPT_POSTFIELDS, {literal});\ncurl_exec($ch);\n"
            )
        },
    },
    Notation {
        name: "Ruby, hash",
        interpreter: "ruby",
        without: "",
        literal: |body, random| literal(body, &RUBY, random),
        preamble: "# encoding: utf-8\nrequire 'json'\n",
        print: |literal| format!("puts(({literal}).to_json)\n"),
        program: |literal| {
            format!(
                "require 'net/http'\nrequire 'json'\n\nbody = {literal}\nNet::HTTP.post(URI('{URL}'), body.to_json)\n"
            )
        },
    },
    Notation {
        name: "Ruby, text",
        interpreter: "ruby",
        without: "",
        literal: |body, random| ruby_string(&json_text(body, random), random),
        preamble: "# encoding: utf-8\nrequire 'json'\n",
        print: |literal| format!("puts(JSON.parse({literal}).to_json)\n"),
        program: |literal| {
            format!("require 'net/http'\n\nrequest = Net::HTTP::Post.new(URI('{URL}'))\nrequest.body = {literal}\n")
        },
    },
    Notation {
        name: "Perl, text",
        interpreter: "perl",
        without: "",
        literal: |body, random| perl_string(&serde_json::to_string(body).unwrap(), random),
        preamble: "use strict;\n",
        print: |literal| format!("print {literal}, \"\\n\";\n"),
        program: |literal| {
            format!(
                "use strict;\nuse LWP::UserAgent;\n\nmy $ua = LWP::UserAgent->new;\nmy $body = {literal};\nmy $request = HTTP::Request->new(POST => '{URL}');\n$request->content($body);\n$ua->request($request);\n"
            )
        },
    },
];

fn json_text(value: &Value, random: &mut Random) -> String {
    if random.once_in(2) { value.to_string() } else { serde_json::to_string_pretty(value).unwrap() }
}

/// The spelling of object literals.
struct Spelling {
    null: &'static str,
    constants: [&'static str; 2],
    arrow: &'static str,
    /// The brackets of an object.
    object: [&'static str; 2],
    string: fn(&str, &mut Random) -> String,
}

const PYTHON: Spelling =
    Spelling { null: "None", constants: ["False", "True"], arrow: ": ", object: ["{", "}"], string: python_string };
const JAVASCRIPT: Spelling =
    Spelling { null: "null", constants: ["false", "true"], arrow: ": ", object: ["{", "}"], string: javascript_key };
const PHP: Spelling =
    Spelling { null: "null", constants: ["false", "true"], arrow: " => ", object: ["[", "]"], string: php_string };
const RUBY: Spelling =
    Spelling { null: "nil", constants: ["false", "true"], arrow: " => ", object: ["{", "}"], string: ruby_string };

fn literal(value: &Value, spelling: &Spelling, random: &mut Random) -> String {
    match value {
        Value::Null => spelling.null.into(),
        Value::Bool(value) => spelling.constants[usize::from(*value)].into(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => (spelling.string)(text, random),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| literal(item, spelling, random)).collect();
            format!("[{}]", items.join(", "))
        }
        // An empty array of PHP is a list.
        Value::Object(members) if members.is_empty() && spelling.object[0] == "[" => "new stdClass()".into(),
        Value::Object(members) => {
            let members: Vec<_> = members
                .iter()
                .map(|(key, value)| {
                    let key = (spelling.string)(key, random);
                    format!("{key}{}{}", spelling.arrow, literal(value, spelling, random))
                })
                .collect();
            let separator = if random.once_in(2) { ", " } else { ",\n    " };
            format!("{}{}{}", spelling.object[0], members.join(separator), spelling.object[1])
        }
    }
}

/// Writes a string between quotes. `escapes` are the characters that need a backslash besides it and the quote.
fn quoted(text: &str, quote: char, escapes: &str) -> String {
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => {
                if c == quote || c == '\\' || escapes.contains(c) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out.push(quote);
    out
}

/// Writes a string in single quotes in which only the quote and the backslash are escaped, and a line break is literal.
fn raw_single(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

fn python_string(text: &str, random: &mut Random) -> String {
    match random.below(4) {
        0 => quoted(text, '\'', ""),
        1 => quoted(text, '"', ""),
        2 if !text.contains(['"', '\\', '\r']) && !text.is_empty() => format!("r\"\"\"{text}\"\"\""),
        3 if text.is_ascii() && text.len() > 1 => {
            let (first, second) = text.split_at(text.len() / 2);
            format!("({} {})", quoted(first, '"', ""), quoted(second, '\'', ""))
        }
        _ => {
            let mut out = String::from("'");
            for c in text.chars() {
                match c {
                    'a'..='z' | ' ' => out.push(c),
                    c if u32::from(c) < 0x1_0000 => write!(out, "\\u{:04x}", u32::from(c)).unwrap(),
                    c => write!(out, "\\U{:08x}", u32::from(c)).unwrap(),
                }
            }
            out + "'"
        }
    }
}

fn javascript_string(text: &str, random: &mut Random) -> String {
    match random.below(4) {
        0 => quoted(text, '\'', ""),
        1 => quoted(text, '`', "$"),
        // In a template, a carriage return would become a line break.
        2 if !text.contains('\r') => {
            format!("`{}`", text.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${"))
        }
        _ => quoted(text, '"', ""),
    }
}

/// Writes a string that may be a key: a template may not.
fn javascript_key(text: &str, random: &mut Random) -> String {
    quoted(text, *random.pick(&['\'', '"']), "")
}

fn php_string(text: &str, random: &mut Random) -> String {
    if random.once_in(2) { raw_single(text) } else { quoted(text, '"', "$") }
}

fn ruby_string(text: &str, random: &mut Random) -> String {
    // A carriage return in a literal line break is dropped.
    if random.once_in(2) && !text.contains('\r') { raw_single(text) } else { quoted(text, '"', "#") }
}

fn perl_string(text: &str, random: &mut Random) -> String {
    if random.once_in(2) { raw_single(text) } else { quoted(text, '"', "$@") }
}

/// Returns the output of a script, or `None` if the interpreter is not installed.
fn run(interpreter: &str, script: &str) -> Option<String> {
    let mut child = Command::new(interpreter)
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take().unwrap();
    let script = script.to_owned();
    let writer = std::thread::spawn(move || input.write_all(script.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{interpreter}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Returns a value whose numbers are doubles, as most languages have them.
fn with_doubles(value: &Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().into(),
        Value::Array(items) => items.iter().map(with_doubles).collect(),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(key, value)| (key.clone(), with_doubles(value))).collect())
        }
        other => other.clone(),
    }
}

#[test]
fn programs_mean_what_their_interpreter_says() {
    let mut wrong = Vec::new();
    for notation in NOTATIONS {
        let mut random = Random::seeded(notation.name, 5);
        let bodies: Vec<Value> = (0..DOCUMENTS).map(|_| random_body(&mut random, notation.without)).collect();
        let literals: Vec<_> = bodies.iter().map(|body| (notation.literal)(body, &mut random)).collect();
        let prints: String = literals.iter().map(|literal| (notation.print)(literal)).collect();
        let Some(output) = run(notation.interpreter, &format!("{}{prints}", notation.preamble)) else {
            skip(&format!("{}: there is no {} on this machine", notation.name, notation.interpreter));
            continue;
        };
        let meanings: Vec<Value> = output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(meanings.len(), DOCUMENTS, "{}", notation.name);
        let (mut exact, mut rejected) = (0, 0);
        for ((literal, meaning), written) in literals.iter().zip(&meanings).zip(&bodies) {
            assert_eq!(with_doubles(meaning), with_doubles(written), "{} writes {literal}", notation.name);
            let text = (notation.program)(literal);
            match import(&text) {
                Ok(import)
                    if with_doubles(&body(&import))["configuration"]["custom"]
                        == with_doubles(meaning)["configuration"]["custom"] =>
                {
                    exact += 1;
                }
                Ok(import) => wrong.push(format!("{}: read as {}\n{text}", notation.name, body(&import))),
                Err(error) => {
                    let is_named = matches!(
                        error.error,
                        ImportError::ProgramText(_) | ImportError::OtherProgram(_) | ImportError::Cmdlet(_)
                    );
                    if !is_named {
                        wrong.push(format!("{}: {error}\n{text}", notation.name));
                    }
                    rejected += 1;
                }
            }
        }
        println!("{:20} {exact} exact, {rejected} rejected by name", notation.name);
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong[..wrong.len().min(3)].join("\n\n"));
}
