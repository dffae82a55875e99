//! The rules of a polling configuration (`event.poller.configuration`). A violation of a requirement of the
//! documentation is an error; what the vendor's own examples do is at most a warning.

use ::json::bytes::{self, contains_either, number_end};

use super::date_pattern::{self, PatternCache};
use super::embedded_text::EmbeddedText;
use super::paste_artifacts::Role;
use super::schema::{
    DATE_FORMATS, DATE_TEXTS, DATES, DATES_CONFIGURATION, ID_FIELD, ObjectSchema, REQUIRED_DATES, RESOURCE, URL,
    Values, X_PATH,
};
use super::spelling_suggestion::suggest;
use super::{duplicate_keys, paste_artifacts, placeholders, url_template};
use crate::diagnostic::{Diagnostic, Diagnostics, Edit, Fix, Problem, ValueType};
use crate::invisible::invisible_characters;
use crate::json::{Kind, Tree, Value, quoted};

/// The key of the polling configuration in a request body.
pub const CONFIGURATION_KEY: &str = "event.poller.configuration";

/// The maximum depth to which unknown values are checked.
const MAX_NESTED_DEPTH: usize = 64;

/// Checks `text`, which was parsed to `tree`.
pub fn check(text: &str, tree: &Tree, diagnostics: &mut Diagnostics) {
    let Some(root) = tree.root(text) else { return };
    let (is_ascii, has_angles) = bytes::scan(text.as_bytes());
    if !is_ascii {
        report_invisible_characters(text, diagnostics);
    }
    if let Some(object) = parse_stringified(root) {
        return diagnostics.push(Problem::Stringified, root.token(), Some(Edit::replace(root.token(), object).into()));
    }
    if let Some(inner) = configuration_in_body(root) {
        let fix = match parse_stringified(inner) {
            Some(object) => Edit::replace(root.token(), object).into(),
            None => Fix {
                edits: [root.token().start..inner.token().start, inner.token().end..root.token().end]
                    .map(Edit::remove)
                    .into(),
            },
        };
        return diagnostics.push(Problem::SurroundingText, root.token(), Some(fix));
    }
    Rules { diagnostics, patterns: PatternCache::default(), is_ascii, has_angles }.check_configuration(root);
}

/// Returns the polling configuration in a request body, or below its own key.
fn configuration_in_body(root: Value<'_>) -> Option<Value<'_>> {
    let inner = root.get(CONFIGURATION_KEY).or_else(|| root.get("configuration")?.get(CONFIGURATION_KEY))?;
    (inner.kind() == Kind::Object || parse_stringified(inner).is_some()).then_some(inner)
}

/// Returns the text of a string value if it is a JSON object.
fn parse_stringified(value: Value<'_>) -> Option<String> {
    if value.kind() != Kind::String {
        return None;
    }
    let inner = value.text();
    let (tree, diagnostics) = crate::json::parse(&inner);
    (diagnostics.is_empty() && tree.root(&inner)?.kind() == Kind::Object).then(|| inner.into_owned())
}

/// Reports invisible characters inside keys and strings. Elsewhere they are not JSON, and the parser has reported them.
fn report_invisible_characters(text: &str, diagnostics: &mut Diagnostics) {
    let mut reported: Vec<_> = diagnostics.list().iter().flat_map(Diagnostic::ranges).collect();
    reported.sort_by_key(|range| range.start);
    let mut reported = reported.into_iter().peekable();
    for (at, character) in invisible_characters(text) {
        while reported.next_if(|range| range.end <= at).is_some() {}
        if reported.peek().is_none_or(|range| at < range.start) {
            let range = at..at + character.len_utf8();
            diagnostics.push_replacement(Problem::InvisibleCharacter { character }, range, "");
        }
    }
}

/// The rules, with facts about the whole document that spare most checks.
struct Rules<'a, 'f> {
    diagnostics: &'f mut Diagnostics,
    patterns: PatternCache<'a>,
    /// True if the document is all ASCII, so that unusual whitespace can only be escaped.
    is_ascii: bool,
    /// True if the document contains `<`, so that there may be placeholders in angle brackets.
    has_angles: bool,
}

impl<'a> Rules<'a, '_> {
    fn check_configuration(&mut self, root: Value<'a>) {
        if !self.check_type(root, None, ValueType::Object) {
            return;
        }
        for member in root.members() {
            let (name, value) = (member.key, member.value);
            if value.kind() == Kind::Object {
                self.check_resource(name, value);
            } else if RESOURCE.find(name).or(DATES.find(name)).is_some() {
                self.diagnostics.push(Problem::NotAResource { key: name.text().into_owned() }, name.token(), None);
            } else {
                self.check_type(value, Some(name), ValueType::Object);
            }
        }
        duplicate_keys::check(root, self.diagnostics);
    }

    fn check_resource(&mut self, name: Value<'a>, resource: Value<'a>) {
        // The vendor's own pages have resources that are empty on purpose; only others can be incomplete.
        if resource.members().next().is_none() {
            return self.report_for_resource(name, |resource| Problem::EmptyResource { resource }, name);
        }
        let values = self.check_members(resource, &RESOURCE, &DATES);
        match values.get(URL) {
            None => self.report_for_resource(name, |resource| Problem::MissingUrl { resource }, name),
            Some(url) if url.kind() != Kind::String => {}
            Some(url) if is_empty_or_whitespace(url) => {
                self.report_for_resource(name, |resource| Problem::EmptyUrl { resource }, url);
            }
            Some(url) => self.check_url(url),
        }
        match values.get(ID_FIELD) {
            None => self.report_for_resource(name, |resource| Problem::MissingIdField { resource }, name),
            Some(id) if id.kind() == Kind::String && is_empty_or_whitespace(id) => {
                self.report_for_resource(name, |resource| Problem::EmptyIdField { resource }, id);
            }
            Some(id) => {
                self.check_text(id, Role::Name);
            }
        }
        if let Some(path) = values.get(X_PATH).filter(|path| path.kind() == Kind::String) {
            placeholders::check(&path.text(), &mut EmbeddedText::new(path, self.diagnostics));
        }
        match values.get(DATES_CONFIGURATION) {
            None => self.report_for_resource(name, |resource| Problem::MissingDates { resource }, name),
            Some(configuration) if configuration.kind() == Kind::Object => self.check_dates(name, configuration),
            Some(_) => {}
        }
    }

    fn check_dates(&mut self, name: Value<'a>, configuration: Value<'a>) {
        let values = self.check_members(configuration, &DATES, &RESOURCE);
        for text in DATE_TEXTS.into_iter().filter_map(|index| values.get(index)) {
            self.check_text(text, Role::Date);
        }
        for format in DATE_FORMATS.into_iter().filter_map(|index| values.get(index)) {
            self.check_date_format(format);
        }
        // No dates at all is the documented way to say that the records have none.
        let is_present = |index: usize| values.get(index).is_some();
        if (0..DATES.keys.len()).any(is_present) {
            for (index, (key, _)) in DATES.keys.iter().enumerate().take(REQUIRED_DATES) {
                if !is_present(index) {
                    self.report_for_resource(
                        name,
                        |resource| Problem::MissingDateSetting { resource, key },
                        configuration,
                    );
                }
            }
        }
    }

    /// Checks the members of an object against its schema. Returns the values of its keys.
    fn check_members(&mut self, object: Value<'a>, schema: &ObjectSchema, other: &ObjectSchema) -> Values<'a> {
        let (values, is_plain) = object.select_members(schema.keys);
        if !is_plain {
            self.check_each_member(object, schema, other);
        }
        values
    }

    /// Checks each member of an object. An unknown key gets a suggestion, or belongs in the other object.
    fn check_each_member(&mut self, object: Value<'a>, schema: &ObjectSchema, other: &ObjectSchema) {
        for member in object.members() {
            let (key, value) = (member.key, member.value);
            if let Some(index) = schema.find(key) {
                self.check_type(value, Some(key), ValueType::expected(schema.keys[index].1));
                continue;
            }
            if value.kind() == Kind::String {
                placeholders::check(&value.text(), &mut EmbeddedText::new(value, self.diagnostics));
            }
            duplicate_keys::check_nested(value, MAX_NESTED_DEPTH, self.diagnostics);
            // A missing key has been reported already.
            if !key.source().is_empty() {
                self.report_unknown_key(key, schema, other);
            }
        }
        duplicate_keys::check(object, self.diagnostics);
    }

    fn report_unknown_key(&mut self, key: Value<'a>, schema: &ObjectSchema, other: &ObjectSchema) {
        let text = key.text().into_owned();
        if other.find(key).is_some() {
            return self.diagnostics.push(Problem::MisplacedKey { key: text, belongs: other.name }, key.token(), None);
        }
        let suggestion = suggest(&text, schema.keys.iter().map(|(name, _)| *name));
        // A key whose quotes are repaired is not replaced as well.
        let is_quoted = key.source_token().len() == key.source().len() + 2;
        let fix = suggestion.filter(|_| is_quoted).map(|name| Edit::replace(key.token(), quoted(name)).into());
        self.diagnostics.push(Problem::UnknownKey { key: text, nearest: suggestion }, key.token(), fix);
    }

    /// Checks the type of a value. Returns whether it has the expected type; reports it otherwise.
    fn check_type(&mut self, value: Value<'a>, key: Option<Value<'a>>, expected: ValueType) -> bool {
        let Some(actual) = ValueType::of(value.kind()) else { return false };
        let source = value.source();
        // An invalid number has been reported already.
        let is_whole = || !source.contains(['.', 'e', 'E']) || number_end(source.as_bytes(), 0) != Some(source.len());
        if actual == expected || expected == ValueType::Integer && actual == ValueType::Number && is_whole() {
            return true;
        }
        let key = key.map(|key| key.text().into_owned());
        // The vendor's own definitions contain "false" and "200" in quotes.
        let plain = match expected {
            ValueType::Boolean if matches!(source, "true" | "false") => source,
            ValueType::Integer if !source.is_empty() && source.bytes().all(|byte| byte.is_ascii_digit()) => {
                let number = source.trim_start_matches('0');
                if number.is_empty() { "0" } else { number }
            }
            _ => "",
        };
        if actual == ValueType::String && !plain.is_empty() {
            let fix = Edit::replace(value.token(), plain).into();
            self.diagnostics.push(
                Problem::QuotedValue { key: key.unwrap_or_default(), expected },
                value.token(),
                Some(fix),
            );
        } else {
            self.diagnostics.push(Problem::WrongType { key, expected, found: actual }, value.token(), None);
        }
        false
    }

    /// Checks a path. One with paste artifacts is also checked without them, but offers no further fix.
    fn check_url(&mut self, url: Value<'a>) {
        if !self.needs_full_check(url, b'^') {
            if self.has_angles {
                placeholders::report_angle_brackets(url.source(), &mut EmbeddedText::new(url, self.diagnostics));
            }
            return url_template::check(
                url.source(),
                &mut self.patterns,
                &mut EmbeddedText::new(url, self.diagnostics),
            );
        }
        let text = url.text();
        let cleaned = paste_artifacts::check(&text, Role::Url, &mut EmbeddedText::new(url, self.diagnostics));
        let (text, embedded) = match &cleaned {
            Some(cleaned) => (cleaned.as_str(), &mut EmbeddedText::substituted(url, self.diagnostics)),
            None => (&*text, &mut EmbeddedText::new(url, self.diagnostics)),
        };
        placeholders::report_angle_brackets(text, embedded);
        url_template::check(text, &mut PatternCache::default(), embedded);
    }

    /// Checks a date pattern. One with paste artifacts is also checked without them, but offers no further fix.
    fn check_date_format(&mut self, format: Value<'a>) {
        if format.kind() != Kind::String || !format.is_escaped() && self.patterns.is_known_valid(format.source()) {
            return;
        }
        let text = format.text();
        match self.check_text(format, Role::Date) {
            Some(cleaned) => {
                date_pattern::check_embedded(&cleaned, &mut EmbeddedText::substituted(format, self.diagnostics));
            }
            None if format.is_escaped() => {
                date_pattern::check_embedded(&text, &mut EmbeddedText::new(format, self.diagnostics));
            }
            None => self.patterns.check(format.source(), &mut EmbeddedText::new(format, self.diagnostics)),
        }
    }

    /// Checks a short string for paste artifacts and placeholders. Returns the string without artifacts, or as it is if
    /// it has only placeholders; `None` if it has neither.
    fn check_text(&mut self, value: Value<'a>, role: Role) -> Option<String> {
        let may_be_placeholder = self.has_angles || matches!(value.bytes(), [b'$' | b'_' | b'%', ..]);
        let is_plain = !may_be_placeholder && !self.needs_full_check(value, b'{');
        if is_plain || value.kind() != Kind::String {
            return None;
        }
        self.check_text_fully(value, role)
    }

    /// Checks a string that may have artifacts or placeholders, as [`Self::check_text`] does.
    #[inline(never)]
    fn check_text_fully(&mut self, value: Value<'a>, role: Role) -> Option<String> {
        let text = value.text();
        let embedded = &mut EmbeddedText::new(value, self.diagnostics);
        let has_placeholder = placeholders::check(&text, embedded);
        let cleaned = paste_artifacts::check(&text, role, embedded);
        cleaned.or_else(|| has_placeholder.then(|| text.into_owned()))
    }

    /// Returns whether a string may have artifacts that only a full check finds: an entity, an artifact that begins with
    /// `byte`, escapes, or characters beyond ASCII.
    fn needs_full_check(&self, value: Value<'_>, byte: u8) -> bool {
        contains_either(value.bytes(), b';', byte) || value.is_escaped() || !self.is_ascii && !value.bytes().is_ascii()
    }

    /// Reports a problem of the resource called `name`, at the range of `at`.
    fn report_for_resource(&mut self, name: Value<'a>, problem: impl FnOnce(String) -> Problem, at: Value<'a>) {
        self.diagnostics.push(problem(name.text().into_owned()), at.token(), None);
    }
}

fn is_empty_or_whitespace(value: Value<'_>) -> bool {
    // Fast path: most values begin with a visible character.
    !value.bytes().first().is_some_and(u8::is_ascii_graphic) && value.source().trim_start().is_empty()
}
