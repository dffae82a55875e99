//! Imports a polling configuration, or settings without the rest of a body.

use std::sync::Arc;

use model::api_schema::{CONFIGURATION, ELEMENT, NAME, POLLING_CONFIGURATION, TAGS};
use model::instance::{EventType, Instance, Section};
use model::json::{self, Kind, Value};
use model::polling::Document;

use super::recover::recover;
use super::{BodyImporter, with_lf_line_ends};
use crate::import_error::ParseError;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;

/// Reads an object of settings, or the polling configuration if that is the only setting.
pub(crate) fn import_settings(
    configuration: &MappedText,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<(), ParseError> {
    let (tree, _) = json::parse(&configuration.text);
    let root = tree.root(&configuration.text);
    let is_only = |root: &Value<'_>| root.members().all(|member| member.key.text() == POLLING_CONFIGURATION);
    let only = root.filter(is_only).and_then(|root| root.get(POLLING_CONFIGURATION));
    if let Some(only) = only
        && (only.kind() == Kind::Object || only.text().trim_start().starts_with('{'))
    {
        report.push(configuration.origin(0), RepairKind::PollingKey);
        let inside = recover(configuration.part(only.token()), report)?.mapped;
        let (tree, _) = json::parse(&inside.text);
        if let Some(root) = tree.root(&inside.text) {
            import_polling(root, &inside, instance, report);
        }
        return Ok(());
    }
    import_configuration(configuration, instance, report);
    Ok(())
}

/// Takes `root`, a value of `mapped`, as the polling configuration.
pub(crate) fn import_polling(root: Value<'_>, mapped: &MappedText, instance: &mut Instance, report: &mut Report) {
    let mut importer = BodyImporter { instance, report, mapped, is_response: false, not_compared: Vec::new() };
    root.members().for_each(|member| importer.report_placeholders(member.value, &member.key.text()));
    instance.polling = Arc::new(Document::new(with_lf_line_ends(root.source_token())));
    instance.events = true;
    instance.event_type = EventType::Polling;
}

/// Reads the value of a body's `configuration` without the rest of the body.
fn import_configuration(configuration: &MappedText, instance: &mut Instance, report: &mut Report) {
    let mut whole = MappedText::default();
    whole.insert(&format!("{{\"{CONFIGURATION}\":"), configuration.origin(0));
    whole.append(configuration);
    whole.insert("}", configuration.origin(configuration.text.len()));
    let (tree, _) = json::parse(&whole.text);
    let before = instance.clone();
    if let Some(root) = tree.root(&whole.text) {
        let reported = [ELEMENT, TAGS, NAME].map(String::from).into();
        let importer = BodyImporter { instance, report, mapped: &whole, is_response: false, not_compared: reported };
        importer.import(root, Some(&before.element));
    }
    // A configuration does not change the fields outside of it.
    (instance.name, instance.tags) = (before.name, before.tags);
    let top_level = before.additional.into_iter().filter(|entry| entry.section != Section::Configuration);
    instance.additional.extend(top_level);
}
