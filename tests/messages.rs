//! Every English sentence outside `en.txt` is also in it, so that it can be translated.

use model::element::Definition;

const ENGLISH: &str = include_str!("../crates/messages/en.txt");
const EMBED: &str = include_str!("../src/embed.js");

#[test]
fn the_help_of_every_field_can_be_translated() {
    let sentences: Vec<_> = ENGLISH.lines().filter_map(|line| line.split_once(" = ")).collect();
    for field in Definition::all().iter().flat_map(|definition| definition.fields) {
        let help = field.help();
        assert!(sentences.iter().any(|(_, sentence)| *sentence == help.text()), "en.txt lacks: {help}");
    }
}

#[test]
fn every_sentence_of_embed_js_can_be_translated() {
    let (_, sentences) = ENGLISH.split_once("# What embed.js says.\n").unwrap();
    let sentences: Vec<_> = sentences.lines().filter_map(|line| line.split_once(" = ")).collect();
    assert!(!sentences.is_empty());
    for (name, sentence) in sentences {
        assert!(EMBED.contains(&format!("'{sentence}'")), "embed.js does not contain {name}: {sentence}");
    }
}
