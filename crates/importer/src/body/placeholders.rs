//! Reports placeholders in the values of fields.

use model::element::Field;
use model::json::{Kind, Member, Value};
use model::secret::{PlaceholderKind, placeholder_kind};

use super::BodyImporter;
use crate::placeholder::{has_placeholder, is_mask, is_placeholder, is_variable};
use crate::repair::RepairKind;

impl BodyImporter<'_, '_> {
    /// Reports a value that is a placeholder only in this kind of field: the name of a variable, a format specifier, or a
    /// mask after the first letters.
    pub(super) fn report_field_placeholder(&mut self, field: &Field, value: Value<'_>) {
        let text = value.text();
        let text = text.trim();
        if is_mask(text) || is_placeholder(text) || has_placeholder(text) || text == field.placeholder {
            return;
        }
        let is_format = matches!(text, "{}" | "%s" | "%@" | "?" | "{0}" | "{1}" | "{2}" | "%1$s" | "%2$s");
        let hidden = text.strip_prefix(field.prefix).unwrap_or(text);
        let is_cleared = false;
        let key = field.label.to_owned();
        let repair = match placeholder_kind(text)
            .or_else(|| placeholder_kind(hidden).filter(|kind| *kind == PlaceholderKind::Mask))
        {
            Some(PlaceholderKind::Mask) => RepairKind::Masked { key, is_cleared },
            Some(_) => RepairKind::Placeholder { key, is_cleared },
            None if is_format => RepairKind::Placeholder { key, is_cleared },
            None => return,
        };
        self.report.push(self.range(value), repair);
    }

    /// Returns the text for a field: empty if the value is a mask, or the placeholder that the form sends for an empty
    /// field.
    pub(super) fn text_or_empty(&mut self, member: Member<'_>, label: &str, placeholder: &str) -> String {
        let text = member.value.text();
        let trimmed = text.trim();
        let key = || label.to_owned();
        let repair = if is_mask(trimmed) {
            RepairKind::Masked { key: key(), is_cleared: true }
        } else if text == placeholder || is_variable(trimmed) {
            RepairKind::Placeholder { key: key(), is_cleared: true }
        } else {
            self.report_placeholders(member.value, label);
            return text.into_owned();
        };
        self.report.push(self.range(member.value), repair);
        self.leave_out(member);
        self.not_compared.push(member.key.text().into_owned());
        String::new()
    }

    /// Reports the placeholders and masks in a value that is kept unchanged.
    pub(super) fn report_placeholders(&mut self, value: Value<'_>, label: &str) {
        match value.kind() {
            Kind::String => {
                let text = value.text();
                if is_placeholder(&text) || has_placeholder(&text) {
                    self.report
                        .push(self.range(value), RepairKind::Placeholder { key: label.into(), is_cleared: false });
                } else if is_mask(&text) {
                    self.report.push(self.range(value), RepairKind::Masked { key: label.into(), is_cleared: false });
                }
            }
            Kind::Object => {
                value.members().for_each(|member| self.report_placeholders(member.value, &member.key.text()));
            }
            Kind::Array => value.items().for_each(|item| self.report_placeholders(item, label)),
            _ => {}
        }
    }
}
