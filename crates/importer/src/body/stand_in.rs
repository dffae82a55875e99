//! Recognizes stand-ins for the values of fields.

use model::element::Field;
use model::json::Value;
use model::secret::{StandIn, stand_in};

use super::BodyImporter;
use crate::address::{has_placeholder, is_mask, is_placeholder};
use crate::repair::RepairKind;

impl BodyImporter<'_, '_> {
    /// Reports a value that is a stand-in only in this kind of field: the name of a variable, a format specifier, or a
    /// mask after the first letters.
    pub(super) fn report_field_stand_in(&mut self, field: &Field, value: Value<'_>) {
        let text = value.text();
        let text = text.trim();
        if is_mask(text) || is_placeholder(text) || has_placeholder(text) || text == field.placeholder {
            return;
        }
        let is_format = matches!(text, "{}" | "%s" | "%@" | "?" | "{0}" | "{1}" | "{2}" | "%1$s" | "%2$s");
        let hidden = text.strip_prefix(field.prefix).unwrap_or(text);
        let is_cleared = false;
        let key = field.label.to_owned();
        let repair = match stand_in(text).or_else(|| stand_in(hidden).filter(|kind| *kind == StandIn::Mask)) {
            Some(StandIn::Mask) => RepairKind::Masked { key, is_cleared },
            Some(_) => RepairKind::Placeholder { key, is_cleared },
            None if is_format => RepairKind::Placeholder { key, is_cleared },
            None => return,
        };
        self.report.push(self.range(value), repair);
    }
}
