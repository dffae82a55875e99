//! From JSON to the form: each value goes into the field that sends it again just as it is, and all
//! else under the additional members, so that the form's own body is the one that was read.

use std::borrow::Cow;
use std::sync::Arc;

use element_instance_form::diagnostic::{Diagnostic, Problem};
use element_instance_form::element::{Definition, FieldKind};
use element_instance_form::instance::{Additional, EventType, Instance, Interval, Place, Spelling, minutes};
use element_instance_form::json::{self, Kind, Member, Value};
use element_instance_form::polling::Document;
use element_instance_form::position::Lines;
use element_instance_form::request::HttpRequest;

use super::address::{has_placeholder, is_mask, is_placeholder};
use super::piece::Piece;
use super::told::{Notes, Refused, What, Why};

/// Reads a text that is JSON and no command: a body, or a polling configuration, as an object or as a
/// text that holds one.
pub(super) fn document(piece: Piece, instance: &mut Instance, notes: &mut Notes) -> Result<(), Refused> {
    let piece = object(piece, notes)?;
    let (tree, _) = json::parse(&piece.text);
    let Some(root) = tree.root(&piece.text) else { return Err((None, Why::Empty)) };
    match kind_of(root, instance.definition()) {
        Shape::Body => body(root, &piece, None, instance, notes),
        Shape::Configuration => {
            let mut whole = Piece::new("{\"configuration\":", piece.origin(0));
            whole.push_part(&piece, 0..piece.text.len());
            whole.push("}", piece.origin(piece.text.len()));
            let (tree, _) = json::parse(&whole.text);
            let before = instance.clone();
            if let Some(root) = tree.root(&whole.text) {
                let mut reader = Reader { instance, notes, piece: &whole, told: Vec::new() };
                reader.told.extend(["element", "tags", "name"].map(String::from));
                reader.body(root, Some(&before.element));
            }
            // A configuration says nothing of what stands beside it.
            (instance.name, instance.tags) = (before.name, before.tags);
            let beside = before.additional.into_iter().filter(|entry| entry.place != Place::Configuration);
            instance.additional.extend(beside);
        }
        Shape::Polling => {
            instance.polling = Arc::new(Document::new(unix(root.source_token())));
            instance.events = true;
            instance.event_type = EventType::Polling;
        }
        Shape::Other => return Err((Some(piece.origin(root.token().start)), Why::OtherObject)),
    }
    Ok(())
}

/// Reads the body of a command. `element` is the key that its address names.
pub(super) fn command_body(
    piece: Piece,
    element: Option<&str>,
    instance: &mut Instance,
    notes: &mut Notes,
) -> Result<(), Refused> {
    let trimmed = piece.text.trim_start();
    let start = piece.text.len() - trimmed.len();
    if !trimmed.starts_with(['{', '"']) {
        return Err((Some(piece.origin(start)), Why::BodyNotJson));
    }
    let piece = object(piece, notes)?;
    let (tree, _) = json::parse(&piece.text);
    if let Some(root) = tree.root(&piece.text) {
        body(root, &piece, element, instance, notes);
    }
    Ok(())
}

/// What an object is.
#[derive(Clone, Copy)]
enum Shape {
    Body,
    /// What stands under a body's `configuration`.
    Configuration,
    Polling,
    Other,
}

fn kind_of(root: Value<'_>, definition: &Definition) -> Shape {
    let is_resource = |value: Value<'_>| value.get("url").is_some() || value.get("idField").is_some();
    // An object without members is a configuration that polls nothing.
    let (mut is_body, mut is_configuration, mut is_polling) = (false, false, true);
    for member in root.members() {
        let key = member.key.text();
        let is_object = member.value.kind() == Kind::Object;
        is_body |=
            matches!(&*key, "element" | "configuration" | "providerData") && is_object && !is_resource(member.value)
                || key == "name" && member.value.kind() == Kind::String;
        is_configuration |= key.starts_with("event.") || definition.fields.iter().any(|field| *key == *field.key);
        is_polling &= is_object;
    }
    if is_body {
        Shape::Body
    } else if is_configuration {
        Shape::Configuration
    } else if is_polling || root.members().any(|member| is_resource(member.value)) {
        Shape::Polling
    } else {
        Shape::Other
    }
}

/// The object that is written in `piece`, as JSON without an error; one inside a text is taken out of it.
fn object(piece: Piece, notes: &mut Notes) -> Result<Piece, Refused> {
    let piece = mended(piece, notes)?;
    let (tree, _) = json::parse(&piece.text);
    let root = tree.root(&piece.text).ok_or((Some(piece.origin(0)), Why::Empty))?;
    match root.kind() {
        Kind::Object => Ok(piece),
        Kind::String if root.text().trim_start().starts_with(['{', '/']) => {
            let inside = mended(piece.unescaped(root.range()), notes)?;
            let is_object =
                json::parse(&inside.text).0.root(&inside.text).is_some_and(|root| root.kind() == Kind::Object);
            if is_object { Ok(inside) } else { Err((Some(piece.origin(root.token().start)), Why::NotAnObject)) }
        }
        Kind::Array => Err((Some(piece.origin(root.token().start)), Why::Array)),
        _ => Err((Some(piece.origin(root.token().start)), Why::NotAnObject)),
    }
}

/// `piece` with every mend that reading it needs, each of them told.
fn mended(mut piece: Piece, notes: &mut Notes) -> Result<Piece, Refused> {
    /// How often it is read: each time the first thousand of what is found is mended.
    const ROUNDS: usize = 4;
    if piece.text.contains("{%") {
        piece = without_tags(&piece, notes);
    }
    for _ in 0..ROUNDS {
        let (_, found) = json::parse(&piece.text);
        if found.is_empty() {
            return Ok(piece);
        }
        let refused = |problem: &Problem| match problem {
            Problem::SecondDocument => Some(Why::TwoObjects),
            Problem::TooDeep => Some(Why::TooDeep),
            _ => None,
        };
        if let Some((at, why)) =
            found.list().iter().find_map(|found| Some((found.range.start, refused(&found.problem)?)))
        {
            return Err((Some(piece.origin(at)), why));
        }
        let lines = Lines::new(&piece.text);
        for Diagnostic { problem, range, .. } in found.list() {
            let mut problem = problem.clone();
            // Its sentence names another place, which is to be one of the pasted text too.
            if let Problem::Unclosed { opened, .. } = &mut problem {
                let line = lines.range(opened.line - 1);
                let column = piece.text[line.clone()].char_indices().nth(opened.column - 1);
                *opened = notes.position(piece.origin(line.start + column.map_or(0, |(at, _)| at)));
            }
            notes.push(piece.origin(range.start), What::Json(problem));
        }
        piece = piece.edited(found.edits());
    }
    let (_, found) = json::parse(&piece.text);
    match found.list().first() {
        None => Ok(piece),
        Some(first) => Err((Some(piece.origin(first.range.start)), Why::TooBroken)),
    }
}

/// `piece` without the lines that only the documentation's own source has, such as
/// `{% include_relative includes/config.md %},`.
fn without_tags(piece: &Piece, notes: &mut Notes) -> Piece {
    let mut kept = Piece::default();
    let mut at = 0;
    for line in piece.text.split_inclusive('\n') {
        let end = at + line.len();
        let inside = line.trim().trim_end_matches(',');
        if inside.starts_with("{%") && inside.ends_with("%}") {
            notes.push(piece.origin(end - line.trim_start().len()), What::TemplateTag);
        } else {
            kept.push_part(piece, at..end);
        }
        at = end;
    }
    kept
}

/// Reads the body `root`, which stands in `piece`, into `instance`.
fn body(root: Value<'_>, piece: &Piece, element: Option<&str>, instance: &mut Instance, notes: &mut Notes) {
    Reader { instance, notes, piece, told: Vec::new() }.body(root, element);
}

/// What a body is read with.
struct Reader<'a, 't> {
    instance: &'a mut Instance,
    notes: &'a mut Notes<'t>,
    /// The text of the body.
    piece: &'a Piece,
    /// The keys of which it was told already that the form sends something else.
    told: Vec<String>,
}

/// The key of the polling configuration, and of the minutes between two polls.
const POLLING: &str = "event.poller.configuration";
const INTERVAL: &str = "event.poller.refresh_interval";
const ENABLED: &str = "event.notification.enabled";
const EVENT_TYPE: &str = "event.vendor.type";
const CALLBACK: &str = "event.notification.callback.url";
const SIGNATURE: &str = "event.notification.signature.key";

impl Reader<'_, '_> {
    fn body(mut self, root: Value<'_>, element: Option<&str>) {
        let before = self.instance.definition();
        self.clear();
        let is_answer = root.get("createdDate").is_some() || root.get("id").is_some() && root.get("token").is_some();
        if is_answer {
            self.notes.push(self.place(root), What::Answer);
        }
        if let Some(key) = element {
            self.instance.reset_element(key);
            self.told.push("element".into());
        }
        // Which fields there are depends on the element, so that it comes first.
        let members = self.members(root);
        if let Some(member) = members.iter().find(|member| member.key.text() == "element") {
            self.element(*member, is_answer);
        }
        let (key, now) = (self.instance.element.clone(), self.instance.definition());
        if key != now.key {
            self.notes.push_general(What::OtherElement { key, expected: now.key.to_owned() });
        } else if now.key != before.key {
            self.notes.push_general(What::KnownElement { key, name: now.name });
        }
        for member in members {
            match &*member.key.text() {
                "element" => {}
                "configuration" if member.value.kind() == Kind::Object => self.configuration(member.value),
                "tags" => self.tags(member, is_answer),
                "name" if member.value.kind() == Kind::String => {
                    self.instance.name = self.text_or_blank(member, "Name", "<INSTANCE_NAME>");
                    if self.instance.name.trim().is_empty() && !self.told.contains(&"name".into()) {
                        self.changed("name", member.value);
                    }
                }
                _ if is_answer => {}
                _ => self.additional(Place::Body, member),
            }
        }
        if !is_answer {
            self.compare(root);
        }
    }

    /// Where in the pasted text `value` stands.
    fn place(&self, value: Value<'_>) -> usize {
        self.piece.origin(value.token().start)
    }

    /// All that a body says is said anew. What only polling needs stays for when it is wanted.
    fn clear(&mut self) {
        let form = &mut *self.instance;
        form.name.clear();
        form.fields.iter_mut().for_each(String::clear);
        form.signature_key.clear();
        form.callback_url.clear();
        form.events = false;
        form.tags.clear();
        form.additional.clear();
        form.spelling = Spelling::default();
    }

    /// The members of an object: of those with one name the last, as JSON readers take it.
    fn members<'v>(&mut self, object: Value<'v>) -> Vec<Member<'v>> {
        let members = sorted(object);
        let mut kept = Vec::with_capacity(members.len());
        for (index, member) in members.iter().enumerate() {
            if members.get(index + 1).is_some_and(|next| next.key.text() == member.key.text()) {
                let next = members[index + 1].key;
                self.notes.push(self.place(next), What::DuplicateKey(next.text().into_owned()));
            } else {
                kept.push(*member);
            }
        }
        heap_sort(&mut kept, &|a, b| a.key.range().start < b.key.range().start);
        kept
    }

    fn element(&mut self, element: Member<'_>, is_answer: bool) {
        if element.value.kind() != Kind::Object {
            return self.additional(Place::Body, element);
        }
        for member in self.members(element.value) {
            if member.key.text() == "key" && member.value.kind() == Kind::String {
                self.instance.reset_element(&member.value.text());
            } else if !is_answer {
                self.additional(Place::Element, member);
            }
        }
    }

    fn tags(&mut self, member: Member<'_>, is_answer: bool) {
        let mut tags = Vec::new();
        for item in member.value.items() {
            match item.kind() {
                Kind::String => {
                    self.mark(item, "tags");
                    tags.push(item.text().into_owned());
                }
                // An older API answers tags as objects.
                Kind::Object if is_answer => tags.extend(item.get("name").map(|name| name.text().into_owned())),
                _ => return self.additional(Place::Body, member),
            }
        }
        if tags.is_empty() && !is_answer {
            return self.additional(Place::Body, member);
        }
        self.instance.tags = tags;
    }

    /// The text of a field of the form: blank where a mask stands in for it, or the placeholder that the
    /// form itself sends while it is blank.
    fn text_or_blank(&mut self, member: Member<'_>, label: &str, placeholder: &str) -> String {
        let text = member.value.text();
        let trimmed = text.trim();
        let key = || label.to_owned();
        let what = if is_mask(trimmed) {
            What::Masked { key: key(), is_blank: true }
        } else if text == placeholder {
            What::Placeholder { key: key(), is_blank: true }
        } else {
            self.mark(member.value, label);
            return text.into_owned();
        };
        self.notes.push(self.place(member.value), what);
        self.told.push(member.key.text().into_owned());
        String::new()
    }

    /// Tells of placeholders and masks in a value that is kept as it is.
    fn mark(&mut self, value: Value<'_>, label: &str) {
        match value.kind() {
            Kind::String => {
                let text = value.text();
                if is_placeholder(&text) || has_placeholder(&text) {
                    self.notes.push(self.place(value), What::Placeholder { key: label.into(), is_blank: false });
                } else if is_mask(&text) {
                    self.notes.push(self.place(value), What::Masked { key: label.into(), is_blank: false });
                }
            }
            Kind::Object => value.members().for_each(|member| self.mark(member.value, &member.key.text())),
            Kind::Array => value.items().for_each(|item| self.mark(item, label)),
            _ => {}
        }
    }

    fn changed(&mut self, key: &str, value: Value<'_>) {
        self.notes.push(self.place(value), What::Changed(key.into()));
        self.told.push(key.into());
    }

    /// Keeps what the form has no field for.
    fn additional(&mut self, place: Place, member: Member<'_>) {
        let key = member.key.text().into_owned();
        let value = member.value;
        let text = value.text();
        // The page's own mask is no value. Stars may be one: they stay.
        let is_masked = value.kind() == Kind::String && is_mask(&text) && text.starts_with('•');
        let typed = if is_masked {
            self.notes.push(self.place(value), What::Masked { key: key.clone(), is_blank: true });
            String::new()
        } else {
            self.mark(value, &key);
            match value.kind() {
                Kind::Object | Kind::Array => {
                    unindented(value.source_token().into(), if place == Place::Body { 2 } else { 4 })
                }
                _ => Additional::typed(value),
            }
        };
        if self.instance.own_keys(place).contains(&key.as_str()) {
            self.notes.push(self.place(value), What::Unfit(key.clone()));
        }
        self.instance.additional.push(Additional { place, key, value: typed });
    }

    fn configuration(&mut self, object: Value<'_>) {
        let members = self.members(object);
        let taken = self.events(&members);
        let is_own = |key: &str| self.instance.definition().fields.iter().any(|field| key == field.key);
        let is_other = |key: &str| !key.starts_with("event.") && !is_own(key);
        let has = |is: &dyn Fn(&str) -> bool| members.iter().any(|member| is(&member.key.text()));
        let can_be = Definition::is_known(&self.instance.element) && self.instance.definition().has_other_sign_in;
        self.instance.spelling.has_no_fields = can_be && !has(&is_own) && has(&is_other);
        for member in members {
            let key = member.key.text();
            let field = self.instance.definition().fields.iter().position(|field| *key == *field.key);
            match field {
                Some(index) if self.field(index, member) => {}
                None if taken.contains(&&*key) => {}
                _ => self.additional(Place::Configuration, member),
            }
        }
    }

    /// Takes the value of the definition's field of that number; returns whether it could.
    fn field(&mut self, index: usize, member: Member<'_>) -> bool {
        let definition = self.instance.definition();
        let field = &definition.fields[index];
        if member.value.kind() != Kind::String {
            return false;
        }
        if self.instance.needs_fields() {
            let typed = self.text_or_blank(member, field.label, field.placeholder);
            if typed.trim() != typed || typed.is_empty() && !self.told.iter().any(|told| told == field.key) {
                self.changed(field.key, member.value);
            }
            self.instance.fields[index] = typed;
            return true;
        }
        // Another element's are sent only where they are not blank, and never as a placeholder.
        let text = member.value.text();
        let is_masked = is_mask(&text) && (field.kind == FieldKind::Secret || text.starts_with('•'));
        if is_masked {
            self.text_or_blank(member, field.label, field.placeholder);
            return true;
        }
        if text.trim() != text || text.is_empty() {
            return false;
        }
        self.mark(member.value, field.label);
        self.instance.fields[index] = text.into_owned();
        true
    }

    /// Takes what the event fields can hold; returns the keys of all that was taken.
    fn events(&mut self, members: &[Member<'_>]) -> Vec<&'static str> {
        let find = |key: &str| members.iter().copied().find(|member| member.key.text() == key);
        let Some(enabled) = find(ENABLED) else { return Vec::new() };
        let is_text = text_of(enabled).is_some_and(|text| text == "true");
        if !is_text && enabled.value.source_token() != "true" {
            return Vec::new();
        }
        let mut taken = vec![ENABLED];
        self.instance.events = true;
        self.instance.spelling.enabled_is_text = is_text;
        let polling = find(POLLING).map(|member| (member, self.polling(member.value)));
        let can_poll = polling.as_ref().is_some_and(|(_, polling)| polling.is_some());
        let vendor_type = find(EVENT_TYPE);
        let named = vendor_type.and_then(text_of);
        let (event_type, is_named) = match named.as_deref() {
            Some("polling") if can_poll => (EventType::Polling, true),
            Some("webhook") => (EventType::Webhook, true),
            Some(other) if other.starts_with("webhook") => (EventType::Webhook, false),
            _ if can_poll => (EventType::Polling, false),
            _ => (EventType::Webhook, false),
        };
        self.instance.event_type = event_type;
        self.instance.spelling.has_no_event_type = !is_named;
        if is_named {
            taken.push(EVENT_TYPE);
        } else if let Some(member) = vendor_type.filter(|_| named.as_deref() == Some("polling")) {
            self.notes.push(self.place(member.value), What::NothingToPoll);
        }
        if let Some(member) = find(CALLBACK)
            && let Some(text) = text_of(member).filter(|text| !text.is_empty() && text.trim() == *text)
        {
            self.mark(member.value, "Event Notification Callback URL");
            self.instance.callback_url = text.into_owned();
            taken.push(CALLBACK);
        }
        if let Some(member) = find(SIGNATURE)
            && let Some(text) = text_of(member).filter(|text| !text.is_empty())
        {
            const LABEL: &str = "Callback Notification Signature Key";
            if is_mask(&text) {
                self.text_or_blank(member, LABEL, "");
            } else {
                self.mark(member.value, LABEL);
                self.instance.signature_key = text.into_owned();
            }
            taken.push(SIGNATURE);
        }
        if event_type == EventType::Webhook {
            return taken;
        }
        if let Some((member, Some((text, is_text)))) = polling {
            self.mark(member.value, POLLING);
            self.instance.spelling.polling_is_text = is_text;
            self.instance.polling = Arc::new(Document::new(text));
            taken.push(POLLING);
        }
        match find(INTERVAL) {
            None => {
                self.instance.spelling.interval = Interval::Absent;
                self.instance.refresh_interval.clear();
            }
            Some(member) => {
                let text = member.value.text();
                let is_minutes = minutes(&text).is_some_and(|minutes| minutes.to_string() == *text);
                self.instance.refresh_interval.clear();
                let spelling = match member.value.kind() {
                    Kind::Number if is_minutes => Interval::Number,
                    Kind::String if is_minutes => Interval::Text,
                    Kind::String if text == "<minutes>" => {
                        self.text_or_blank(member, "Event poller refresh interval (mins)", "<minutes>");
                        taken.push(INTERVAL);
                        return taken;
                    }
                    // It goes with the additional members, where it is sent as it is.
                    _ => {
                        self.instance.spelling.interval = Interval::Absent;
                        return taken;
                    }
                };
                self.instance.spelling.interval = spelling;
                self.instance.refresh_interval = text.into_owned();
                taken.push(INTERVAL);
            }
        }
        taken
    }

    /// The text for the polling field, and whether it stood inside a text; nothing if it is neither an
    /// object nor a text that holds one.
    fn polling(&mut self, value: Value<'_>) -> Option<(String, bool)> {
        match value.kind() {
            Kind::Object => Some((unindented(unix(value.source_token()), 4), false)),
            Kind::String => {
                let text = value.text();
                if text == "<EVENT_POLLER_CONFIGURATION>" {
                    self.notes.push(
                        self.place(value),
                        What::Placeholder { key: "Event Poller Resources Configuration".into(), is_blank: true },
                    );
                    self.told.push(POLLING.into());
                    return Some((String::new(), false));
                }
                if !text.trim_start().starts_with('{') {
                    return None;
                }
                let inside = self.piece.unescaped(value.range());
                // The same notes twice would be told if it were read again.
                let mended = mended(inside, self.notes).ok()?;
                if *text != mended.text {
                    self.told.push(POLLING.into());
                }
                let (tree, _) = json::parse(&mended.text);
                let is_object = tree.root(&mended.text).is_some_and(|root| root.kind() == Kind::Object);
                is_object.then_some((mended.text, true))
            }
            _ => None,
        }
    }

    /// Tells where the body that the form now makes is another than the one that was read.
    fn compare(&mut self, root: Value<'_>) {
        let request = HttpRequest::create_instance(self.instance);
        let derived = request.body.as_str();
        let (tree, _) = json::parse(derived);
        let Some(derived) = tree.root(derived) else { return };
        self.compare_members(root, derived, 0);
    }

    fn compare_members(&mut self, read: Value<'_>, derived: Value<'_>, depth: usize) {
        let (read, derived) = (last_by_name(read), last_by_name(derived));
        let mut others = derived.into_iter().peekable();
        for member in read {
            let key = member.key.text();
            while let Some(added) = others.next_if(|other| other.key.text() < key) {
                self.added(added);
            }
            let other = others.next_if(|other| other.key.text() == key);
            let is_object = |value: Value<'_>| value.kind() == Kind::Object;
            match other {
                _ if self.told.iter().any(|told| *told == key) => {}
                _ if member.value.kind() == Kind::String && is_mask(&member.value.text()) => {}
                None => self.notes.push(self.place(member.key), What::Missing(key.into_owned())),
                Some(other) if same(member.value, other.value) => {}
                Some(other) if depth == 0 && is_object(member.value) && is_object(other.value) => {
                    self.compare_members(member.value, other.value, 1);
                }
                Some(_) => self.notes.push(self.place(member.value), What::Changed(key.into_owned())),
            }
        }
        others.for_each(|added| self.added(added));
    }

    fn added(&mut self, member: Member<'_>) {
        let key = member.key.text();
        if !self.told.iter().any(|told| *told == key) {
            self.notes.push_general(What::Added(key.into_owned()));
        }
    }
}

/// The text of a member whose value is one.
fn text_of(member: Member<'_>) -> Option<Cow<'_, str>> {
    (member.value.kind() == Kind::String).then(|| member.value.text())
}

/// The members of an object by name, and those of one name in their order.
fn sorted(object: Value<'_>) -> Vec<Member<'_>> {
    let mut members: Vec<Member<'_>> = object.members().collect();
    heap_sort(&mut members, &|a, b| {
        let order = a.key.text().cmp(&b.key.text());
        order.then(a.key.range().start.cmp(&b.key.range().start)).is_lt()
    });
    members
}

/// The same, and of those with one name the last.
fn last_by_name(object: Value<'_>) -> Vec<Member<'_>> {
    let mut members = sorted(object);
    members.reverse();
    members.dedup_by(|a, b| a.key.text() == b.key.text());
    members.reverse();
    members
}

/// Sorts by a heap: a page of code where the library's own sorting has ten.
fn heap_sort(list: &mut [Member<'_>], is_less: &dyn Fn(&Member<'_>, &Member<'_>) -> bool) {
    if list.windows(2).all(|pair| !is_less(&pair[1], &pair[0])) {
        return;
    }
    let length = list.len();
    for step in (0..length + length / 2).rev() {
        // First every parent is put above its children; then the greatest goes to the end, each time.
        let (mut parent, end) = if step >= length { (step - length, length) } else { (0, step) };
        if step < length {
            list.swap(0, step);
        }
        loop {
            let mut child = 2 * parent + 1;
            if child >= end {
                break;
            }
            if child + 1 < end && is_less(&list[child], &list[child + 1]) {
                child += 1;
            }
            if !is_less(&list[parent], &list[child]) {
                break;
            }
            list.swap(parent, child);
            parent = child;
        }
    }
}

/// Whether two values are the same as JSON: numbers as they are spelled.
fn same(a: Value<'_>, b: Value<'_>) -> bool {
    if a.kind() != b.kind() {
        return false;
    }
    match a.kind() {
        Kind::Object => {
            let (a, b) = (last_by_name(a), last_by_name(b));
            a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.key.text() == b.key.text() && same(a.value, b.value))
        }
        Kind::Array => a.items().count() == b.items().count() && a.items().zip(b.items()).all(|(a, b)| same(a, b)),
        Kind::String | Kind::Key => a.text() == b.text(),
        _ => a.source() == b.source(),
    }
}

/// `text` with plain line breaks.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Takes the blanks away again that the request puts before each line after the first.
fn unindented(text: String, blanks: usize) -> String {
    let indent = &"    "[..blanks];
    let is_indented = text.contains('\n') && text.split('\n').skip(1).all(|line| line.starts_with(indent));
    if is_indented { text.replace(&format!("\n{indent}"), "\n") } else { text }
}
