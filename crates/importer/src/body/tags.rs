//! Imports the tags of a body.

use model::api_schema::TAGS;
use model::char_set::CharSet;
use model::instance::Section;
use model::json::{self, Kind, Member, Value};

use super::BodyImporter;
use crate::repair::RepairKind;

impl BodyImporter<'_, '_> {
    /// Imports the tags: a list, or a string that separates them with commas.
    pub(super) fn import_tags(&mut self, member: Member<'_>) {
        let is_response = self.is_response;
        let mut tags = Vec::new();
        let kind = member.value.kind();
        if kind == Kind::String {
            let text = member.value.text();
            if text.trim_start().starts_with_any("[{") {
                // A list written as a string.
                tags = list_of_strings(&text);
                if tags.is_empty() {
                    self.report_unsupported(member);
                    return self.add_extra_field(Section::Body, member);
                }
            } else {
                tags.extend(text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(String::from));
            }
            if !tags.is_empty() {
                self.report_placeholders(member.value, TAGS);
                self.report.push(self.range(member.value).start, RepairKind::TagsText);
                self.not_compared.push(TAGS.into());
            }
        }
        for item in member.value.items() {
            match item.kind() {
                Kind::String => {
                    self.report_placeholders(item, TAGS);
                    tags.push(item.text().into_owned());
                }
                // An older version of the API returns tags as objects.
                Kind::Object if is_response => {
                    tags.extend(item.get("name").map(|name| name.text().into_owned()));
                    self.report.account_for(self.range(item));
                }
                _ => {
                    self.report_unsupported(member);
                    return self.add_extra_field(Section::Body, member);
                }
            }
        }
        if !matches!(kind, Kind::String | Kind::Array | Kind::Null) {
            self.report_unsupported(member);
            return self.add_extra_field(Section::Body, member);
        }
        if tags.is_empty() {
            return if is_response { self.leave_out(member) } else { self.add_extra_field(Section::Body, member) };
        }
        self.instance.tags = tags;
    }
}

/// Returns the strings of a JSON list, or an empty list if `text` is anything else.
fn list_of_strings(text: &str) -> Vec<String> {
    let (tree, found) = json::parse(text);
    let list = tree.root(text).filter(|list| found.is_empty() && list.kind() == Kind::Array);
    let items: Vec<_> = list.into_iter().flat_map(Value::items).collect();
    let is_whole = items.iter().all(|item| item.kind() == Kind::String);
    if is_whole { items.iter().map(|item| item.text().into_owned()).collect() } else { Vec::new() }
}
