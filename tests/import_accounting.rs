//! No pasted text disappears silently: the import is rejected, or every word is in the request or in the range of a
//! repair.

#![allow(missing_docs)]

mod generated;
mod shared;
mod skip;

use std::ops::Range;

use generated::Random;
use importer::{Import, read};
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use rayon::prelude::*;
use serde_json::Value;

const MUTATIONS: usize = 100_000;

/// The minimum length of a checked word, in characters.
const MIN_WORD_CHARS: usize = 4;

/// Words of a notation that say nothing about the request: programs and curl options.
const NOTATION: [&str; 24] = [
    "curl",
    "curl.exe",
    "http",
    "https",
    "request",
    "header",
    "data",
    "data-raw",
    "data-binary",
    "data-ascii",
    "data-urlencode",
    "json",
    "url",
    "location",
    "silent",
    "show-error",
    "compressed",
    "POST",
    "null",
    "true",
    "false",
    "printf",
    "Content-Type",
    "content-type",
];

/// Returns the words of a text outside comments: runs of letters, digits and `_-./:+=@`, without string escapes.
fn words(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut words, mut at, mut is_in_string) = (Vec::new(), 0, false);
    while let Some(byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let up_to = |end: &str| text.get(at..).and_then(|rest| rest.find(end)).map_or(bytes.len(), |end| at + end);
        let is_after_space = at == 0 || bytes[at - 1].is_ascii_whitespace();
        match byte {
            b'#' if is_after_space && !is_in_string => at = up_to("\n"),
            b'/' if is_after_space && !is_in_string && rest.starts_with(b"//") => at = up_to("\n"),
            b'/' if !is_in_string && rest.starts_with(b"/*") => at = up_to("*/") + 2,
            b'\\' => at += escape(rest),
            byte if is_in_word(*byte) => {
                // A caret between two letters is an escape of cmd.exe.
                let goes_on = |at: usize| match bytes[at] {
                    b'^' => bytes.get(at + 1).is_some_and(|next| is_in_word(*next)),
                    byte => is_in_word(byte) && (is_in_string || !bytes[at..].starts_with(b"/*")),
                };
                let start = at;
                at = (start + 1..bytes.len()).find(|at| !goes_on(*at)).unwrap_or(bytes.len());
                if at - start >= MIN_WORD_CHARS {
                    words.push(start..at);
                }
            }
            byte => {
                is_in_string = *byte != b'\n' && is_in_string != (*byte == b'"');
                at += 1;
            }
        }
    }
    words
}

fn is_in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-./:+=@".contains(&byte)
}

/// Returns the length of the leading backslashes of `text` and the character that they escape.
fn escape(text: &[u8]) -> usize {
    let count = text.iter().take_while(|byte| **byte == b'\\').count();
    let has_digits = |digits: usize| {
        text.iter().skip(count + 1).take(digits).filter(|byte| byte.is_ascii_hexdigit()).count() == digits
    };
    count
        + match text.get(count) {
            Some(b'u') if has_digits(4) => 5,
            Some(b'x') if has_digits(2) => 3,
            _ => 1,
        }
}

/// Returns the delimiters of here-documents, which say nothing about the request.
fn delimiters(text: &str) -> Vec<&str> {
    let word = |after: &'_ str| after.len() - after.trim_start_matches(['-', ' ', '\'', '"', '\\']).len();
    let after = text.match_indices("<<").map(|(at, _)| &text[at + 2..]);
    after
        .map(|after| &after[word(after)..])
        .map(|after| after.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap())
        .collect()
}

/// Returns everything that a request contains, unescaped.
fn request_text(instance: &Instance) -> String {
    let request = HttpRequest::create_instance(instance);
    let mut request_text = format!("{} {}\n", request.method, request.url);
    for header in &request.headers {
        let line = format!("{}: {}\n", header.name, header.value.as_str());
        request_text.push_str(&line.to_ascii_lowercase());
        request_text.push_str(&line);
    }
    request_text.push_str(request.body.as_str());
    unescape(&serde_json::from_str(request.body.as_str()).unwrap(), &mut request_text);
    request_text
}

fn unescape(value: &Value, request_text: &mut String) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| {
            request_text.push_str(key);
            request_text.push('\n');
            unescape(value, request_text);
        }),
        Value::Array(items) => items.iter().for_each(|item| unescape(item, request_text)),
        Value::String(text) => {
            request_text.push_str(text);
            request_text.push('\n');
            // A configuration in a string.
            if let Ok(inside @ Value::Object(_)) = serde_json::from_str(text) {
                unescape(&inside, request_text);
            }
        }
        _ => {}
    }
}

/// Returns the words of `text` that are neither in the request nor in a repair.
fn unaccounted_words<'t>(text: &'t str, import: &Import) -> Vec<&'t str> {
    let request_text = request_text(&import.instance);
    let ranges = ranges(import);
    let delimiters = delimiters(text);
    let is_accounted = |range: Range<usize>| {
        let word = text[range.clone()].replace('^', "");
        let before = ranges.partition_point(|other| other.start <= range.start);
        let is_inside = before.checked_sub(1).is_some_and(|index| range.end <= ranges[index].end);
        let name = word.trim_matches(['-', ':', '=']);
        is_inside || request_text.contains(&word) || NOTATION.contains(&name) || delimiters.contains(&&*word)
    };
    words(text)
        .into_iter()
        .filter(|range| !is_accounted(range.clone()) && !parts(text, range.clone()).into_iter().all(is_accounted))
        .map(|range| &text[range])
        .collect()
}

/// Returns the ranges of the repairs, in order; overlapping and adjacent ranges are merged.
fn ranges(import: &Import) -> Vec<Range<usize>> {
    let listed = import.repairs.iter().filter_map(|repair| repair.range.clone());
    let mut ranges: Vec<Range<usize>> = listed.chain(import.unlisted.iter().cloned()).collect();
    ranges.sort_by_key(|range| range.start);
    ranges.dedup_by(|next, first| {
        let touches = next.start <= first.end;
        if touches {
            first.end = first.end.max(next.end);
        }
        touches
    });
    ranges
}

/// Returns the parts of a word that count as words themselves: key and value, and the value of a short option, as in
/// `-XPOST`.
fn parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let is_option = |word: &str| word.starts_with('-') && word[1..].starts_with(|c: char| c.is_ascii_alphabetic());
    let from = range.start + if is_option(&text[range.clone()]) { 2 } else { 0 };
    let mut start = from;
    let is_separator = |at: usize, byte: u8| b":=@^".contains(&byte) || text[at..].starts_with("//");
    for at in (from..range.end).filter(|at| is_separator(*at, text.as_bytes()[*at])) {
        parts.push(start..at);
        start = at + 1;
    }
    parts.push(start..range.end);
    parts.retain(|part| part.len() >= MIN_WORD_CHARS);
    parts
}

fn check(text: &str) -> Result<bool, String> {
    let Ok(import) = read(text, &Instance::empty(Definition::woocommerce())) else { return Ok(false) };
    let unaccounted_words = unaccounted_words(text, &import);
    if unaccounted_words.is_empty() {
        return Ok(true);
    }
    let repairs: Vec<String> = import.repairs.iter().map(ToString::to_string).collect();
    Err(format!("lost {unaccounted_words:?} of\n{text}\n{}\n{}", repairs.join("\n"), request_text(&import.instance)))
}

/// Returns commands surrounded by programs, comments, files and URLs, or in two parts.
fn commands() -> Vec<(String, String)> {
    let body =
        r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://shop.example"},"name":"named"}"#;
    let arguments =
        "https://api.cloud-elements.com/elements/api-v2/instances -H 'Authorization: User dXNlcg==, Organization b3Jn'";
    let command = format!("curl {arguments} -d '{body}'");
    let texts = [
        format!("docker run --rm curlimages/curl:8.1 {arguments} -d '{body}'"),
        format!("kubectl run temporary --image=curlimages/curl -- {arguments} -d '{body}'"),
        format!("ssh host.example \"{}\"", command.replace('"', "\\\"")),
        format!("0 5 * * * someone {command} Thanks"),
        format!("{body}\n\ncurl {arguments} -d @body.json"),
        format!("curl {arguments} --data-binary @body.json\n\nbody.json:\n{body}"),
        format!("url = \"{}\"\ndata = \"{}\"\n", arguments.split(' ').next().unwrap(), body.replace('"', "\\\"")),
        format!("{} \\ # the comment\n -d '{body}'", command.replace("/api-v2", "/\napi-v2")),
        format!(
            "Request URL:\nhttps://api.cloud-elements.com/elements/api-v2/instances\nRequest Method:\nPOST\nStatus Code:\n200 OK\nRequest Payload\n{body}"
        ),
    ];
    texts.into_iter().enumerate().map(|(number, text)| (format!("command {number}"), text)).collect()
}

fn seeds() -> Vec<(String, String)> {
    let mut seeds = shared::texts(&[
        "field",
        "corpus/bodies",
        "corpus/bodies-broken",
        "corpus/curl",
        "corpus/polling",
        "corpus/polling-broken",
        "powershell",
        "csharp",
        "snippets",
    ]);
    seeds.extend(commands());
    seeds
}

#[test]
fn every_word_of_a_text_is_accounted_for() {
    let mut failures = Vec::new();
    let (mut imported, mut rejected) = (0, 0);
    for (name, text) in seeds() {
        match check(&text) {
            Ok(true) => imported += 1,
            Ok(false) => rejected += 1,
            Err(error) => failures.push(format!("{name}: {error}")),
        }
    }
    println!("{imported} texts imported, {rejected} rejected");
    assert!(failures.is_empty(), "{} texts\n{}", failures.len(), failures.join("\n\n"));
}

/// Applies one random change: characters removed, doubled, swapped or replaced.
fn mutate(text: &str, random: &mut Random) -> String {
    const INSERTED: [&str; 40] = [
        "\"", "'", "\\", ",", ":", "{", "}", "[", "]", "\n", " ", "“", "’", "=>", "=", "&quot;", "^", "`", "#", "//",
        "/*", "&", ";", "|", ">", "<", "$", "(", ")", "\\u0041", "abcd", " abcd ", "abcd=", "abcd: ", "\"abcd\"",
        " -abcd ", " --abcd ", "\nabcd\n", "```\n", "curl ",
    ];
    let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut range = |max_chars: usize| {
        let start = random.below(boundaries.len());
        let end = (start + random.below(max_chars + 1)).min(boundaries.len() - 1);
        boundaries[start]..boundaries[end]
    };
    let (near, far) = (range(3), range(60));
    match random.below(5) {
        0 => [&text[..near.start], &text[near.end..]].concat(),
        1 => [&text[..far.start], &text[far.end..]].concat(),
        2 => [&text[..far.end], &text[far.start..]].concat(),
        3 => [&text[..near.start], *random.pick(&INSERTED), &text[near.end..]].concat(),
        _ => [&text[..near.start], *random.pick(&INSERTED), &text[near.start..]].concat(),
    }
}

#[test]
fn every_word_of_a_mutated_text_is_accounted_for() {
    let mut seeds = seeds();
    seeds.retain(|(_, text)| (1..4_000).contains(&text.len()));
    if seeds.is_empty() {
        return;
    }
    let mut random = Random(0x5eed);
    let texts: Vec<_> = (0..MUTATIONS)
        .map(|number| {
            let (name, seed) = &seeds[number % seeds.len()];
            let text = mutate(seed, &mut random);
            (name, if random.once_in(3) { mutate(&text, &mut random) } else { text })
        })
        .collect();
    let results: Vec<_> = texts.par_iter().map(|(name, text)| (name, check(text))).collect();
    let imported = results.iter().filter(|(_, result)| matches!(result, Ok(true))).count();
    let failed = |(name, result): &(_, Result<_, String>)| Some(format!("{name}: {}", result.as_ref().err()?));
    let mut failures: Vec<String> = results.iter().filter_map(failed).collect();
    println!("{imported} of {MUTATIONS} mutated texts imported");
    failures.sort_by_key(String::len);
    assert!(
        failures.is_empty(),
        "{} texts, such as\n{}",
        failures.len(),
        failures[..failures.len().min(12)].join("\n\n")
    );
}
