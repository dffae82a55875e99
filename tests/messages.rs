//! Every English sentence outside `en.txt` is also in it, so that it can be translated. Error types implement
//! `std::error::Error` with their one sentence.

use std::error::Error;

use model::callback;
use model::element::Definition;
use model::instance::Instance;
use model::{diagnostic, instance, url};

const ENGLISH: &str = include_str!("../crates/messages/en.txt");
const ELEMENT: &str = include_str!("../src/custom_element/element.js");

#[test]
fn the_help_of_every_field_can_be_translated() {
    let sentences: Vec<_> = ENGLISH.lines().filter_map(|line| line.split_once(" = ")).collect();
    for field in Definition::all().iter().flat_map(|definition| definition.fields) {
        let help = field.help();
        assert!(sentences.iter().any(|(_, sentence)| *sentence == help.text()), "en.txt lacks: {help}");
    }
}

#[test]
fn every_sentence_of_the_scripts_can_be_translated() {
    let (_, sentences) = ENGLISH.split_once("# Messages of the scripts (src/custom_element).\n").unwrap();
    let sentences: Vec<_> = sentences.lines().filter_map(|line| line.split_once(" = ")).collect();
    assert!(!sentences.is_empty());
    for (name, sentence) in sentences {
        assert!(ELEMENT.contains(&format!("'{sentence}'")), "element.js does not contain {name}: {sentence}");
    }
}

/// Each language of `crates/messages` is in every other list of languages.
#[test]
fn every_language_is_listed_in_the_page_the_scripts_and_the_form() {
    let lists = [
        (include_str!("../index.html"), "href=\"crates/messages/{locale}.txt\""),
        (
            include_str!("../src/custom_element/assets.js"),
            "  {locale}: { url: new URL('../{locale}.txt', import.meta.url)",
        ),
        (include_str!("../src/custom_element/api.json"), "'{locale}'"),
        (include_str!("../src/form/language_select.rs"), "(\"{locale}\", "),
    ];
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/crates/messages")).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let locales: Vec<_> = files.filter_map(|file| file.strip_suffix(".txt").map(ToOwned::to_owned)).collect();
    assert!(locales.len() >= 2, "{locales:?}");
    for locale in locales {
        for (list, entry) in lists {
            let entry = entry.replace("{locale}", &locale);
            assert!(list.contains(&entry), "no {entry}");
        }
    }
}

#[test]
fn error_types_display_their_sentence_once() {
    fn is_error<E: Error + Send + Sync + 'static>() {}
    is_error::<callback::HeaderError>();
    is_error::<callback::PayloadError>();
    is_error::<diagnostic::Diagnostic>();
    is_error::<diagnostic::Problem>();
    is_error::<importer::Rejection>();
    is_error::<instance::FieldError>();
    is_error::<model::response::Failure>();
    is_error::<url::UrlError>();

    let import = |text: &str| -> Result<(), Box<dyn Error>> {
        importer::read(text, &Instance::empty(Definition::woocommerce()))?;
        Ok(())
    };
    let error = import("{\"swagger\": \"2.0\"}").unwrap_err();
    let sentence = "line 1, column 1: This is an OpenAPI description, not a request body or a polling configuration. \
                    Paste one of those.";
    assert_eq!(error.to_string(), sentence);
    assert!(error.source().is_none());
}
