//! Reads a JSON document: a body, a polling configuration, or another program's wrapper around a request or response.

use model::instance::Instance;
use model::json;

use super::body::{Recovered, import_body, recover};
use super::import_error::{ImportError, ParseError};
use super::mapped_text::MappedText;
use super::other_document;
use super::repair::RepairKind;
use super::report::Report;
use super::requests;
use super::shape::{has_body_key, import_by_shape, import_list};
use super::wrapper::{self, Wrapped, is_instance, is_setting, is_settings, pair};

/// Reads a JSON document: an object, an array that contains one, or a string that contains either.
pub(crate) fn import_document(
    mapped: MappedText,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<(), ParseError> {
    let recovered = recover(mapped, report)?;
    let has_moved_brackets = recovered.has_moved_brackets;
    let mapped = &recovered.mapped;
    let (tree, _) = json::parse(&mapped.text);
    let Some(root) = tree.root(&mapped.text) else { return Err((None, ImportError::Empty)) };
    let start = mapped.origin(root.token().start);
    if is_instance(root) {
        return import_body(recovered, None, instance, report);
    }
    let wrapped = |found: Vec<Wrapped>, report: &mut Report, instance: &mut Instance| {
        let count = found.len();
        let mut found = found.into_iter();
        let (Some(wrapped), None) = (found.next(), found.next()) else {
            return Err((Some(start), ImportError::Instances(count)));
        };
        report.push(start, RepairKind::Wrapper);
        wrapped.around.into_iter().for_each(|range| report.account_for(range));
        import_body(Recovered { mapped: wrapped.mapped, has_moved_brackets }, None, instance, report)
    };
    if let Some(requests) = requests::find(root) {
        return match requests.read(mapped, root, instance, report) {
            // A recording of a request that reads an instance also contains the response.
            Err(rejected @ (_, ImportError::Method(_))) if requests.is_single() => {
                let found = wrapper::find(mapped, root);
                if found.is_empty() { Err(rejected) } else { wrapped(found, report, instance) }
            }
            result => result,
        };
    }
    if let Some(name) = other_document::format(root) {
        return Err((Some(start), ImportError::OtherDocument(name)));
    }
    if is_settings(root) {
        return import_list(root, mapped, instance, report);
    }
    // A single entry of the configuration list.
    if root.get("key").is_some() && pair(root).is_some_and(|(key, _)| is_setting(&key.text())) && !has_body_key(root) {
        let mut entries = MappedText::new("[", start);
        entries.push_part(mapped, root.token());
        entries.push("]", mapped.origin(root.token().end - 1));
        return import_document(entries, instance, report);
    }
    let (responses, bodies): (Vec<_>, Vec<_>) =
        wrapper::find(mapped, root).into_iter().partition(|one| one.is_response);
    if !responses.is_empty() {
        return wrapped(responses, report, instance);
    }
    if let Some(requests) = requests::find_inside(root) {
        return requests.read(mapped, root, instance, report);
    }
    if !bodies.is_empty() {
        return wrapped(bodies, report, instance);
    }
    if let Some(name) = other_document::response(root) {
        return Err((Some(start), ImportError::OtherDocument(name)));
    }
    import_by_shape(&tree, recovered, instance, report)
}
