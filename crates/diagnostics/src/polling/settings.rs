//! The settings of a resource that the panel edits, and the edits of the document that set them.

use messages::Message;

use super::document::Document;
use crate::diagnostic::{Edit, ValueType};
use crate::json::{self, Kind, Value, edit};

/// The object that contains a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingScope {
    /// The resource itself.
    Resource,
    /// Its `datesConfiguration`.
    Dates,
}

/// A documented setting of a resource.
#[derive(Debug, PartialEq, Eq)]
pub struct Setting {
    /// The key.
    pub key: &'static str,
    /// The label in the panel; the vendor's where there is one.
    pub label: Message,
    /// The description, a sentence.
    pub help: Message,
    /// The type of the value.
    pub value: ValueType,
    /// The object that contains it.
    pub scope: SettingScope,
    /// True if a resource without it is incomplete.
    pub required: bool,
}

const fn text(key: &'static str, label: Message, help: Message, scope: SettingScope) -> Setting {
    Setting { key, label, help, value: ValueType::String, scope, required: false }
}

const fn seconds(key: &'static str, label: Message, help: Message) -> Setting {
    Setting { key, label, help, value: ValueType::Integer, scope: SettingScope::Resource, required: false }
}

const DATES: &str = "datesConfiguration";

/// The settings, in the order of the vendor's panel and then of its documentation.
pub const SETTINGS: [Setting; 12] = [
    Setting { required: true, ..text("url", messages::URL_LABEL, messages::URL_SETTING, SettingScope::Resource) },
    Setting {
        required: true,
        ..text("idField", messages::ID_FIELD_LABEL, messages::ID_FIELD_SETTING, SettingScope::Resource)
    },
    text(
        "updatedDateField",
        messages::UPDATED_DATE_FIELD_LABEL,
        messages::UPDATED_DATE_FIELD_SETTING,
        SettingScope::Dates,
    ),
    text(
        "updatedDateFormat",
        messages::UPDATED_DATE_FORMAT_LABEL,
        messages::UPDATED_DATE_FORMAT_SETTING,
        SettingScope::Dates,
    ),
    text(
        "updatedDateTimezone",
        messages::UPDATED_DATE_TIMEZONE_LABEL,
        messages::UPDATED_DATE_TIMEZONE_SETTING,
        SettingScope::Dates,
    ),
    text(
        "createdDateField",
        messages::CREATED_DATE_FIELD_LABEL,
        messages::CREATED_DATE_FIELD_SETTING,
        SettingScope::Dates,
    ),
    text(
        "createdDateFormat",
        messages::CREATED_DATE_FORMAT_LABEL,
        messages::CREATED_DATE_FORMAT_SETTING,
        SettingScope::Dates,
    ),
    text(
        "createdDateTimezone",
        messages::CREATED_DATE_TIMEZONE_LABEL,
        messages::CREATED_DATE_TIMEZONE_SETTING,
        SettingScope::Dates,
    ),
    Setting {
        value: ValueType::Boolean,
        ..text(
            "filterByUpdatedDate",
            messages::FILTER_BY_UPDATED_DATE_LABEL,
            messages::FILTER_BY_UPDATED_DATE_SETTING,
            SettingScope::Resource,
        )
    },
    seconds(
        "createdCheckTolerance",
        messages::CREATED_CHECK_TOLERANCE_LABEL,
        messages::CREATED_CHECK_TOLERANCE_SETTING,
    ),
    seconds("pageSize", messages::PAGE_SIZE_LABEL, messages::PAGE_SIZE_SETTING),
    seconds("pollDelay", messages::POLL_DELAY_LABEL, messages::POLL_DELAY_SETTING),
];

impl Setting {
    /// Returns the value in `resource` as the user would type it, or `None` if it is not set.
    #[must_use]
    pub fn read(&self, resource: Value<'_>) -> Option<String> {
        let value = self.parent(resource)?.get(self.key)?;
        Some(match value.kind() {
            Kind::String => value.text().into_owned(),
            _ => value.source_token().into(),
        })
    }

    /// Returns the edits that set it to `typed` in the resource called `name`. An empty setting that is not required is
    /// removed. There are no edits for a text that is not JSON, because repaired values have no range in it.
    #[must_use]
    pub fn write(&self, document: &Document, name: &str, typed: &str) -> Vec<Edit> {
        let Some(resource) = document.resource(name).filter(|_| document.is_json()) else {
            return Vec::new();
        };
        let is_literal = match self.value {
            ValueType::Boolean => matches!(typed, "true" | "false"),
            ValueType::Integer => is_integer(typed),
            _ => false,
        };
        let value = if is_literal { typed.to_owned() } else { json::quoted(typed) };
        let is_removed = typed.is_empty() && !self.required;
        if resource.kind() != Kind::Object {
            // Something else is there: an object replaces it.
            let settings = format!("{{ {}: {value} }}", json::quoted(self.key));
            let settings = match self.scope {
                SettingScope::Resource => settings,
                SettingScope::Dates => format!("{{ {}: {settings} }}", json::quoted(DATES)),
            };
            return if is_removed { Vec::new() } else { vec![edit::replace_value(resource, settings)] };
        }
        let Some(parent) = self.parent(resource) else {
            if is_removed {
                return Vec::new();
            }
            // There is no datesConfiguration, or it is not an object: create one.
            let dates = format!("{{ {}: {value} }}", json::quoted(self.key));
            return vec![match resource.get(DATES) {
                Some(other) => edit::replace_value(other, dates),
                None => edit::insert_member(resource, self.index_in(resource, DATES), DATES, &dates),
            }];
        };
        // The last duplicate wins, as for JSON readers.
        let index = parent.members().collect::<Vec<_>>().iter().rposition(|member| member.key.text() == self.key);
        match (parent.get(self.key), index) {
            (Some(_), Some(index)) if is_removed => vec![edit::remove_member(parent, index)],
            (Some(old), _) if old.source_token() == value => Vec::new(),
            (Some(old), _) => vec![edit::replace_value(old, value)],
            (None, _) if is_removed => Vec::new(),
            (None, _) => vec![edit::insert_member(parent, self.index_in(parent, self.key), self.key, &value)],
        }
    }

    /// Returns the object that contains this setting.
    fn parent<'a>(&self, resource: Value<'a>) -> Option<Value<'a>> {
        let parent = match self.scope {
            SettingScope::Resource => Some(resource),
            SettingScope::Dates => resource.get(DATES),
        };
        parent.filter(|parent| parent.kind() == Kind::Object)
    }

    /// Returns the index in `parent` at which `key` belongs: after the keys that the documentation has before it.
    fn index_in(&self, parent: Value<'_>, key: &str) -> usize {
        const RESOURCE: [&str; 7] =
            ["url", "idField", DATES, "filterByUpdatedDate", "createdCheckTolerance", "pageSize", "pollDelay"];
        let order: Vec<&str> = if key == DATES || self.scope == SettingScope::Resource {
            RESOURCE.to_vec()
        } else {
            SETTINGS.iter().filter(|setting| setting.scope == SettingScope::Dates).map(|setting| setting.key).collect()
        };
        let rank = |key: &str| order.iter().position(|other| *other == key);
        let own_rank = rank(key);
        parent
            .members()
            .collect::<Vec<_>>()
            .iter()
            .rposition(|member| rank(&member.key.text()) < own_rank && rank(&member.key.text()).is_some())
            .map_or(0, |before| before + 1)
    }
}

fn is_integer(typed: &str) -> bool {
    let digits = typed.strip_prefix('-').unwrap_or(typed);
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "{\n  \"orders\": {\n    \"idField\" :\"id\",\n    \"x\": 1.0,\n    \"datesConfiguration\": {}\n  }\n}";

    fn set(text: &str, key: &str, typed: &str) -> String {
        let document = Document::new(text.into());
        let setting = SETTINGS.iter().find(|setting| setting.key == key).unwrap();
        let edited = document.edited(&setting.write(&document, "orders", typed));
        let shown = edited.resource("orders").and_then(|resource| setting.read(resource)).unwrap_or_default();
        assert_eq!(shown, typed, "the typed value is read back");
        edited.text().to_owned()
    }

    #[test]
    fn a_setting_changes_only_its_own_bytes() {
        struct Case {
            key: &'static str,
            typed: &'static str,
            expected: String,
        }
        let cases = [
            Case { key: "idField", typed: "a\"b", expected: TEXT.replace("\"id\"", "\"a\\\"b\"") },
            Case {
                key: "url",
                typed: "/x",
                expected: TEXT.replace("\"idField\"", "\"url\": \"/x\",\n    \"idField\""),
            },
            Case { key: "pageSize", typed: "200", expected: TEXT.replace("{}", "{},\n    \"pageSize\": 200") },
            Case { key: "pageSize", typed: "many", expected: TEXT.replace("{}", "{},\n    \"pageSize\": \"many\"") },
            Case {
                key: "filterByUpdatedDate",
                typed: "false",
                expected: TEXT.replace("{}", "{},\n    \"filterByUpdatedDate\": false"),
            },
            Case {
                key: "createdDateField",
                typed: "made",
                expected: TEXT.replace("{}", "{\n      \"createdDateField\": \"made\"\n    }"),
            },
            Case { key: "pageSize", typed: "", expected: TEXT.to_owned() },
        ];
        for Case { key, typed, expected } in cases {
            assert_eq!(set(TEXT, key, typed), expected, "{key} = {typed}");
        }
        let without_dates = "{\"orders\":{\"url\":\"/x\"}}";
        let expected = "{\"orders\":{\"url\":\"/x\", \"datesConfiguration\": { \"updatedDateField\": \"u\" }}}";
        assert_eq!(set(without_dates, "updatedDateField", "u"), expected);
    }

    #[test]
    fn a_setting_replaces_a_resource_that_is_no_object() {
        assert_eq!(set("{\"orders\": []}", "url", "/x"), "{\"orders\": { \"url\": \"/x\" }}");
        let expected = "{\"orders\": { \"datesConfiguration\": { \"updatedDateField\": \"u\" } }}";
        assert_eq!(set("{\"orders\": null}", "updatedDateField", "u"), expected);
        assert_eq!(set("{\"orders\": 1}", "pageSize", ""), "{\"orders\": 1}", "nothing is set");
    }

    #[test]
    fn a_text_that_is_not_json_has_no_edits() {
        for text in ["{\"a\": :\"url\": \"/x\"}}", "{\"a\": {\"datesConfiguration\": {", "{\"a\": {},}"] {
            let document = Document::new(text.into());
            for setting in &SETTINGS {
                assert_eq!(setting.write(&document, "a", "1"), [], "{text}");
            }
        }
    }

    #[test]
    fn an_empty_setting_is_removed_unless_it_is_required() {
        let with_size = TEXT.replace("{}", "{},\n    \"pageSize\": 200");
        assert_eq!(set(&with_size, "pageSize", ""), TEXT);
        assert_eq!(set(TEXT, "idField", ""), TEXT.replace("\"id\"", "\"\""));
    }
}
