//! Finds a second instance in the text around the one that was read.

use model::instance::Instance;
use model::secret::placeholder_kind;

use crate::formats::import_source;
use crate::report::Report;
use crate::source::{self, Source};

/// Returns whether a text that was left out creates another instance than the one that was read. Documentation shows the
/// same request again, its response, and templates of it. `depth` is the number of texts around it that were left out.
pub(super) fn has_other_instance(left_out: &str, read: &Instance, current: &Instance, depth: usize) -> bool {
    /// The maximum depth.
    const MAX_DEPTH: usize = 4;
    // Every body has one. Most texts around a command are prose.
    if !left_out.contains('{') || depth == MAX_DEPTH {
        return false;
    }
    // It begins with the end of the fence around the request.
    let left_out = source::without_closing_fence(left_out);
    let Source { mapped, format, report: normalization } = source::normalize(left_out);
    let mut report = Report::new(left_out, &mapped);
    let other = format.and_then(|format| import_source(format, &mapped.text, current, &mut report));
    let is_other = other.is_ok_and(|other| is_other_instance(&other, read, current));
    is_other && !report.is_about_another_request()
        || normalization
            .left_out
            .into_iter()
            .any(|range| range.len() < left_out.len() && has_other_instance(&left_out[range], read, current, depth + 1))
}

/// Returns whether a field of `other` has another value than in `read` and `current`, that is not a placeholder.
pub(super) fn is_other_instance(other: &Instance, read: &Instance, current: &Instance) -> bool {
    let is_in_angles = |text: &str| text.starts_with('<') && text.ends_with('>');
    let is_open = |text: &str| text.trim().is_empty() || is_in_angles(text) || placeholder_kind(text).is_some();
    let differs = |read: &str, other: &str, current: &str| {
        let is_same = [read, current].iter().any(|known| known.trim_end_matches('/') == other.trim_end_matches('/'));
        !is_same && !is_open(read) && !is_open(other)
    };
    let texts = |of: fn(&Instance) -> &String| differs(of(read), of(other), of(current));
    let has_other_field = other.fields.iter().zip(&read.fields).zip(&current.fields);
    let has_other_field = has_other_field.into_iter().any(|((other, read), current)| differs(read, other, current));
    let has_other_tags = !other.tags.is_empty() && other.tags != read.tags && other.tags != current.tags;
    has_other_field
        || has_other_tags
        || texts(|instance| &instance.host)
        || texts(|instance| &instance.user_secret)
        || texts(|instance| &instance.organization_secret)
        || texts(|instance| &instance.name)
        || texts(|instance| &instance.element)
}
