//! Applies one random change to real configurations: the parser agrees with `serde_json` on their validity, and the
//! fixes produce valid JSON.

mod corpus;
mod skip;

use model::diagnostic::{Problem, apply};
use model::json::{self, parse};
use model::polling::Document;

/// A repeatable random number generator (Knuth's MMIX constants).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap()
    }
}

/// Returns the byte ranges of the tokens of valid JSON, without white space.
fn tokens(text: &str) -> Vec<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let (mut tokens, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            b' ' | b'\n' | b'\r' | b'\t' => {
                at += 1;
                continue;
            }
            b'"' => {
                at += 1;
                while bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'{' | b'}' | b'[' | b']' | b',' | b':' => at += 1,
            _ => at += bytes[at..].iter().position(|b| b",}] \n\r\t".contains(b)).unwrap_or(bytes.len() - at),
        }
        tokens.push(start..at);
    }
    tokens
}

/// Applies one random change: a token or a character is removed, doubled, or swapped with its neighbour.
fn mutate(text: &str, random: &mut Random) -> (String, bool) {
    let by_token = random.below(2) == 0;
    let pieces: Vec<std::ops::Range<usize>> =
        if by_token { tokens(text) } else { text.char_indices().map(|(i, c)| i..i + c.len_utf8()).collect() };
    let which = random.below(pieces.len() - 1);
    let (a, b) = (pieces[which].clone(), pieces[which + 1].clone());
    let mutant = match random.below(3) {
        0 => [&text[..a.start], &text[a.end..]].concat(),
        1 => [&text[..a.end], &text[a.start..]].concat(),
        _ => [&text[..a.start], &text[b.clone()], &text[a.end..b.start], &text[a.clone()], &text[b.end..]].concat(),
    };
    (mutant, by_token)
}

#[test]
fn the_parser_agrees_with_serde_json_and_fixes_make_json_valid() {
    let mut seeds = vec![include_str!("data/customers.json").to_owned(), include_str!("data/minified.json").to_owned()];
    seeds.extend(corpus::texts("polling", |_| true).into_iter().map(|(_, text)| text));
    seeds.retain(|text| text.trim().len() > 2);
    let mut random = Random(0x5eed);
    let (mut broken, mut repaired_count, mut tokens_broken, mut tokens_repaired) = (0, 0, 0, 0);
    for round in 0..20_000 {
        let (text, by_token) = mutate(&seeds[round % seeds.len()], &mut random);
        let (_, found) = parse(&text);
        let verdict = serde_json::from_str::<serde_json::Value>(&text);
        assert_eq!(found.errors == 0, verdict.is_ok(), "{verdict:?}\n{found:#?}\n{text}");
        assert_eq!(json::parse_strict(&text).is_some(), verdict.is_ok(), "{verdict:?}\n{text}");
        let (unchecked, checked) = (Document::unchecked(text.clone()), Document::new(text.clone()));
        let nothing = checked.is_editable() && checked.resource_names().is_empty();
        assert_eq!((unchecked.is_json(), unchecked.is_empty_object()), (checked.is_json(), nothing), "{text}");
        assert!(!unchecked.is_checked() && unchecked.errors().is_none(), "{text}");
        unchecked.check();
        assert_eq!(unchecked.errors(), checked.errors(), "{text}");
        if verdict.is_err() {
            let repaired = apply(&text, found.edits());
            let parses = serde_json::from_str::<serde_json::Value>(&repaired).is_ok();
            broken += 1;
            repaired_count += usize::from(parses);
            tokens_broken += usize::from(by_token);
            tokens_repaired += usize::from(by_token && parses);
            if !parses && std::env::var_os("SHOW").is_some() {
                println!("--- not repaired\n{text}\n--- {found:#?}\n--- became\n{repaired}");
            }
        }
    }
    println!(
        "{repaired_count} of {broken} broken texts repaired; of single tokens {tokens_repaired} of {tokens_broken}"
    );
    assert!(tokens_repaired * 100 >= tokens_broken * 95);
    assert!(repaired_count * 100 >= broken * 95);
}

#[test]
fn no_text_panics_and_deep_nesting_is_one_diagnostic() {
    for (nested, too_deep) in [("[", 1), ("{\"a\":", 1), ("{", 0)] {
        let (_, found) = parse(&nested.repeat(100_000));
        assert_eq!(found.list().iter().filter(|d| d.problem == Problem::TooDeep).count(), too_deep, "{nested}");
        assert!(found.errors >= 100_000);
    }
}
