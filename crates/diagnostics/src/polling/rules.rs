//! What a polling configuration may hold (`event.poller.configuration`), as rules over its JSON. What
//! the documentation requires is an error where it is not; what the vendor's own examples do is at most
//! a warning.

use ::json::MemberTable;
use ::json::bytes::{self, contains_either, number_end};

use super::date_pattern::{self, Patterns};
use super::embedded_text::EmbeddedText;
use messages::Message;

use super::residue::Role;
use super::spelling_suggestion::suggest;
use super::{duplicate_keys, placeholders, residue, url_template};
use crate::diagnostic::{Diagnostic, Diagnostics, Edit, Fix, Problem, ValueType};
use crate::invisible::invisible_characters;
use crate::json::{Kind, Tree, Value, quoted};

/// What an object may hold.
struct Shape {
    /// What it is called where one of its keys stands elsewhere.
    name: Message,
    /// Its keys, and what each holds; numbers are whole ones.
    keys: &'static [(&'static str, Kind)],
}

/// A resource. The last two keys are in the vendor's own definitions only.
const RESOURCE: Shape = Shape {
    name: messages::THE_RESOURCE,
    keys: &[
        ("url", Kind::String),
        ("idField", Kind::String),
        ("datesConfiguration", Kind::Object),
        ("filterByUpdatedDate", Kind::Boolean),
        ("createdCheckTolerance", Kind::Number),
        ("pageSize", Kind::Number),
        ("pollDelay", Kind::Number),
        ("filterByCurrentDate", Kind::Boolean),
        ("xPath", Kind::String),
    ],
};
/// The key of the polling configuration in a request body.
pub const CONFIGURATION_KEY: &str = "event.poller.configuration";

const URL: usize = 0;
const ID_FIELD: usize = 1;
const DATES_CONFIGURATION: usize = 2;
const X_PATH: usize = 8;

/// Its dates; the first four keys are required by the documentation's table.
const DATES: Shape = Shape {
    name: messages::DATES_CONFIGURATION,
    keys: &[
        ("updatedDateField", Kind::String),
        ("updatedDateFormat", Kind::String),
        ("createdDateField", Kind::String),
        ("createdDateFormat", Kind::String),
        ("updatedDateTimezone", Kind::String),
        ("createdDateTimezone", Kind::String),
    ],
};
const DATE_FORMATS: [usize; 2] = [1, 3];
const DATE_TEXTS: [usize; 4] = [0, 2, 4, 5];
const REQUIRED_DATES: usize = 4;

/// The most keys of a shape.
const MOST: usize = 9;
/// The values of a shape's keys, in its order.
type Values<'a> = MemberTable<'a, MOST>;

/// How deep unknown values are looked into.
const DEEP: usize = 64;

/// Adds what the rules find in `text`, read as `tree`.
pub fn check(text: &str, tree: &Tree, found: &mut Diagnostics) {
    let Some(root) = tree.root(text) else { return };
    let (is_ascii, has_angles) = bytes::scan(text.as_bytes());
    if !is_ascii {
        invisible(text, found);
    }
    if let Some(unwrapped) = unwrap(root) {
        return found.push(Problem::Stringified, root.token(), Some(Edit::replace(root.token(), unwrapped).into()));
    }
    if let Some(inner) = in_body(root) {
        let fix = match unwrap(inner) {
            Some(unwrapped) => Edit::replace(root.token(), unwrapped).into(),
            None => Fix {
                edits: [root.token().start..inner.token().start, inner.token().end..root.token().end]
                    .map(Edit::remove)
                    .into(),
            },
        };
        return found.push(Problem::SurroundingText, root.token(), Some(fix));
    }
    Rules { found, patterns: Patterns::default(), is_ascii, has_angles }.configuration(root);
}

/// Returns the polling configuration in a request body, or below its own key.
fn in_body(root: Value<'_>) -> Option<Value<'_>> {
    let inner = root.get(CONFIGURATION_KEY).or_else(|| root.get("configuration")?.get(CONFIGURATION_KEY))?;
    (inner.kind() == Kind::Object || unwrap(inner).is_some()).then_some(inner)
}

/// The object inside a text, if that is what the text holds.
fn unwrap(value: Value<'_>) -> Option<String> {
    if value.kind() != Kind::String {
        return None;
    }
    let inner = value.text();
    let (tree, found) = crate::json::parse(&inner);
    (found.is_empty() && tree.root(&inner)?.kind() == Kind::Object).then(|| inner.into_owned())
}

/// Characters that take no room or turn the reading direction, in names and texts; elsewhere they are no
/// JSON, and reported so.
fn invisible(text: &str, found: &mut Diagnostics) {
    let mut told: Vec<_> = found.list().iter().flat_map(Diagnostic::ranges).collect();
    told.sort_by_key(|range| range.start);
    let mut told = told.into_iter().peekable();
    for (at, character) in invisible_characters(text) {
        while told.next_if(|range| range.end <= at).is_some() {}
        if told.peek().is_none_or(|range| at < range.start) {
            let range = at..at + character.len_utf8();
            found.replace(Problem::InvisibleCharacter { character }, range, "");
        }
    }
}

/// The rules, and what is known of the whole document while they go through it.
struct Rules<'a, 'f> {
    found: &'f mut Diagnostics,
    patterns: Patterns<'a>,
    /// Whether the document is all ASCII, and so without odd spaces but for those that are escaped.
    is_ascii: bool,
    /// Whether there is any `<` at all, and so any placeholder in angle brackets.
    has_angles: bool,
}

impl<'a> Rules<'a, '_> {
    fn configuration(&mut self, root: Value<'a>) {
        if !self.has_type(root, None, ValueType::Object) {
            return;
        }
        for member in root.members() {
            let (name, value) = (member.key, member.value);
            if value.kind() == Kind::Object {
                self.resource(name, value);
            } else if RESOURCE.find(name).or(DATES.find(name)).is_some() {
                self.found.push(Problem::NotAResource { key: name.text().into_owned() }, name.token(), None);
            } else {
                self.has_type(value, Some(name), ValueType::Object);
            }
        }
        duplicate_keys::check(root, self.found);
    }

    fn resource(&mut self, name: Value<'a>, resource: Value<'a>) {
        // The vendor's own pages hold resources that are empty on purpose; only a begun one is incomplete.
        if resource.members().next().is_none() {
            return self.about(name, |resource| Problem::EmptyResource { resource }, name);
        }
        let values = self.members(resource, &RESOURCE, &DATES);
        match values.get(URL) {
            None => self.about(name, |resource| Problem::MissingUrl { resource }, name),
            Some(url) if url.kind() != Kind::String => {}
            Some(url) if is_blank(url) => self.about(name, |resource| Problem::EmptyUrl { resource }, url),
            Some(url) => self.url(url),
        }
        match values.get(ID_FIELD) {
            None => self.about(name, |resource| Problem::MissingIdField { resource }, name),
            Some(id) if id.kind() == Kind::String && is_blank(id) => {
                self.about(name, |resource| Problem::EmptyIdField { resource }, id);
            }
            Some(id) => {
                self.text(id, Role::Name);
            }
        }
        if let Some(path) = values.get(X_PATH).filter(|path| path.kind() == Kind::String) {
            placeholders::check(&path.text(), &mut EmbeddedText::new(path, self.found));
        }
        match values.get(DATES_CONFIGURATION) {
            None => self.about(name, |resource| Problem::MissingDates { resource }, name),
            Some(configuration) if configuration.kind() == Kind::Object => self.dates(name, configuration),
            Some(_) => {}
        }
    }

    fn dates(&mut self, name: Value<'a>, configuration: Value<'a>) {
        let values = self.members(configuration, &DATES, &RESOURCE);
        for text in DATE_TEXTS.into_iter().filter_map(|index| values.get(index)) {
            self.text(text, Role::Date);
        }
        for format in DATE_FORMATS.into_iter().filter_map(|index| values.get(index)) {
            self.date_format(format);
        }
        // None at all is the documented way to say that the records have no dates.
        let is_there = |index: usize| values.get(index).is_some();
        if (0..DATES.keys.len()).any(is_there) {
            for (index, (key, _)) in DATES.keys.iter().enumerate().take(REQUIRED_DATES) {
                if !is_there(index) {
                    self.about(name, |resource| Problem::MissingDateSetting { resource, key }, configuration);
                }
            }
        }
    }

    /// Checks an object's members against its shape, and gives the values of those it has.
    fn members(&mut self, object: Value<'a>, shape: &Shape, other: &Shape) -> Values<'a> {
        let (values, is_plain) = object.select_members(shape.keys);
        if !is_plain {
            self.odd_members(object, shape, other);
        }
        values
    }

    /// Says what there is to say of an object's members. Of an unknown one it says that it belongs in the
    /// other object, or which name may be meant.
    fn odd_members(&mut self, object: Value<'a>, shape: &Shape, other: &Shape) {
        for member in object.members() {
            let (key, value) = (member.key, member.value);
            if let Some(index) = shape.find(key) {
                self.has_type(value, Some(key), ValueType::expected(shape.keys[index].1));
                continue;
            }
            if value.kind() == Kind::String {
                placeholders::check(&value.text(), &mut EmbeddedText::new(value, self.found));
            }
            duplicate_keys::check_nested(value, DEEP, self.found);
            // A name that is still to come has been told already.
            if !key.source().is_empty() {
                self.unknown(key, shape, other);
            }
        }
        duplicate_keys::check(object, self.found);
    }

    fn unknown(&mut self, key: Value<'a>, shape: &Shape, other: &Shape) {
        let text = key.text().into_owned();
        if other.find(key).is_some() {
            return self.found.push(Problem::MisplacedKey { key: text, belongs: other.name }, key.token(), None);
        }
        let nearest = suggest(&text, shape.keys.iter().map(|(name, _)| *name));
        // A name whose quotes are still to be mended is not replaced as well.
        let is_quoted = key.source_token().len() == key.source().len() + 2;
        let fix = nearest.filter(|_| is_quoted).map(|name| Edit::replace(key.token(), quoted(name)).into());
        self.found.push(Problem::UnknownKey { key: text, nearest }, key.token(), fix);
    }

    fn has_type(&mut self, value: Value<'a>, key: Option<Value<'a>>, expected: ValueType) -> bool {
        let Some(actual) = ValueType::of(value.kind()) else { return false };
        let source = value.source();
        // A number spelled wrong has been told already.
        let is_whole = || !source.contains(['.', 'e', 'E']) || number_end(source.as_bytes(), 0) != Some(source.len());
        if actual == expected || expected == ValueType::Integer && actual == ValueType::Number && is_whole() {
            return true;
        }
        let key = key.map(|key| key.text().into_owned());
        // "false" and "200" in quotes occur in the vendor's own definitions.
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
            self.found.push(Problem::QuotedValue { key: key.unwrap_or_default(), expected }, value.token(), Some(fix));
        } else {
            self.found.push(Problem::WrongType { key, expected, found: actual }, value.token(), None);
        }
        false
    }

    /// Checks a path. One with something left in it is checked without that too, but no further fix is offered.
    fn url(&mut self, url: Value<'a>) {
        if !self.may_be_odd(url, b'^') {
            if self.has_angles {
                placeholders::angles(url.source(), &mut EmbeddedText::new(url, self.found));
            }
            return url_template::check(url.source(), &mut self.patterns, &mut EmbeddedText::new(url, self.found));
        }
        let text = url.text();
        let cleaned = residue::check(&text, Role::Url, &mut EmbeddedText::new(url, self.found));
        let (text, inside) = match &cleaned {
            Some(cleaned) => (cleaned.as_str(), &mut EmbeddedText::substituted(url, self.found)),
            None => (&*text, &mut EmbeddedText::new(url, self.found)),
        };
        placeholders::angles(text, inside);
        url_template::check(text, &mut Patterns::default(), inside);
    }

    /// Checks a date pattern. Of one with something left in it only what stops Java is told too, with no further fix.
    fn date_format(&mut self, format: Value<'a>) {
        if format.kind() != Kind::String || !format.is_escaped() && self.patterns.is_good(format.source()) {
            return;
        }
        let text = format.text();
        match self.text(format, Role::Date) {
            Some(cleaned) => date_pattern::check_embedded(&cleaned, &mut EmbeddedText::substituted(format, self.found)),
            None if format.is_escaped() => {
                date_pattern::check_embedded(&text, &mut EmbeddedText::new(format, self.found))
            }
            None => self.patterns.check(format.source(), &mut EmbeddedText::new(format, self.found)),
        }
    }

    /// Checks a short text for what was left in it and for placeholders. Returns the text without the former, or as it
    /// is if it has the latter; nothing if there was nothing.
    fn text(&mut self, value: Value<'a>, role: Role) -> Option<String> {
        let may_be_placeholder = self.has_angles || matches!(value.bytes(), [b'$' | b'_' | b'%', ..]);
        let is_plain = !may_be_placeholder && !self.may_be_odd(value, b'{');
        if is_plain || value.kind() != Kind::String {
            return None;
        }
        self.odd_text(value, role)
    }

    #[inline(never)]
    fn odd_text(&mut self, value: Value<'a>, role: Role) -> Option<String> {
        let text = value.text();
        let inside = &mut EmbeddedText::new(value, self.found);
        let has_placeholder = placeholders::check(&text, inside);
        let cleaned = residue::check(&text, role, inside);
        cleaned.or_else(|| has_placeholder.then(|| text.into_owned()))
    }

    /// Whether something may be left in a text, which only a longer look finds: an entity, what begins with that byte,
    /// escapes, or more than ASCII.
    fn may_be_odd(&self, value: Value<'_>, byte: u8) -> bool {
        contains_either(value.bytes(), b';', byte) || value.is_escaped() || !self.is_ascii && !value.bytes().is_ascii()
    }

    /// Reports what is to be said of the resource called `name`, at the place of `at`.
    fn about(&mut self, name: Value<'a>, problem: impl FnOnce(String) -> Problem, at: Value<'a>) {
        self.found.push(problem(name.text().into_owned()), at.token(), None);
    }
}

impl Shape {
    /// Which of the keys this is.
    fn find(&self, key: Value<'_>) -> Option<usize> {
        let text = key.text();
        self.keys.iter().position(|(name, _)| *name == text)
    }
}

fn is_blank(value: Value<'_>) -> bool {
    // Most begin with what no one takes for a blank.
    !value.bytes().first().is_some_and(u8::is_ascii_graphic) && value.source().trim_start().is_empty()
}
