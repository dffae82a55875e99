//! Reports computed values and removes them from the body and header.

use std::ops::Range;

use model::api_schema::NAME;
use model::instance::Instance;
use model::json::{self, Kind, Value};
use model::secret::authorization::{Scheme, read};

use super::parsed::Program;
use super::value::HOLE;
use crate::mapped_text::MappedText;
use crate::repair::{RepairKind, label};
use crate::report::{ACCOUNTS, Report};

/// Reports that the value of `key` is computed by the expression in `range`.
pub(super) fn report(range: Range<usize>, key: &str, program: &Program, report: &mut Report) {
    // An unknown value has no bytes of its own: the rest of its line is shown.
    let rest = &program.text[range.start..];
    let length = if range.is_empty() { rest.find('\n').unwrap_or(rest.len()) } else { range.len() };
    let expression = shown(&rest[..length]);
    report.push(range, RepairKind::Computed { expression, key: key.into() });
}

/// Reports each hole of a text.
pub(super) fn report_holes(text: &MappedText, key: &str, program: &Program, list: &mut Report) {
    for (at, hole) in text.text.match_indices(HOLE) {
        report(text.origins(at..at + hole.len()), key, program, list);
    }
}

/// Returns an expression for a message: on one line, short, and without strings that may be secrets.
fn shown(expression: &str) -> String {
    const MAX_CHARS: usize = 60;
    let mut shown = String::new();
    let mut quote = None;
    let mut inside = String::new();
    for c in expression.chars() {
        match quote {
            Some(mark) if c == mark => {
                // Names of variables are upper-case. A value that is a string can be a secret.
                let is_name = inside.len() + 2 < expression.len()
                    && inside.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "_-/.".contains(c))
                    && inside.len() < 40;
                shown.push_str(if is_name { &inside } else { "…" });
                shown.push(c);
                quote = None;
            }
            Some(_) => inside.push(c),
            None => {
                shown.push(if c.is_whitespace() { ' ' } else { c });
                if matches!(c, '"' | '\'' | '`') {
                    quote = Some(c);
                    inside.clear();
                }
            }
        }
        if shown.chars().count() >= MAX_CHARS {
            shown.push('…');
            break;
        }
    }
    // Text without quotes is no expression, and long runs of letters and digits may be secrets.
    let is_secret = |word: &str| {
        word.len() > 30 && word.contains(|c: char| c.is_ascii_digit())
            || word.starts_with("ck_")
            || word.starts_with("cs_")
    };
    let is_header = ["User ", "Organization ", "Element "].iter().any(|scheme| shown.contains(scheme));
    let has_secret = is_header || shown.split(|c: char| !(c.is_alphanumeric() || "_+/=-".contains(c))).any(is_secret);
    if has_secret { "…".into() } else { shown }
}

/// Returns a header without the secrets that are computed, which are reported. Returns `None` if no other is left.
pub(super) fn without_computed_secrets(
    header: &MappedText,
    program: &Program,
    instance: &mut Instance,
    list: &mut Report,
) -> Option<MappedText> {
    if !header.text.contains(HOLE) {
        return Some(header.clone());
    }
    // A word stands for each computed part.
    let mut plain = MappedText::default();
    let mut holes = Vec::new();
    let mut at = 0;
    for (hole, mark) in header.text.match_indices(HOLE) {
        plain.push_part(header, at..hole);
        let range = header.origins(hole..hole + mark.len());
        holes.push((plain.text.len(), range.clone()));
        plain.replace("aCOMPUTEDa", range);
        at = hole + mark.len();
    }
    plain.push_part(header, at..header.text.len());
    let reading = read(&plain.text);
    let mut kept = MappedText::default();
    kept.insert("Authorization: ", plain.origin(0));
    let empty = kept.text.len();
    let mut is_found = false;
    for (credential, scheme) in [(reading.user, Scheme::User), (reading.organization, Scheme::Organization)] {
        let Some(credential) = credential else { continue };
        let computed: Vec<_> = holes.iter().filter(|(at, _)| credential.range.contains(at)).collect();
        if computed.is_empty() {
            let word = if scheme == Scheme::User { "User " } else { "Organization " };
            if kept.text.len() > empty {
                kept.insert(", ", plain.origin(credential.range.start));
            }
            kept.insert(word, plain.origin(credential.range.start));
            kept.push_part(&plain, credential.range);
            continue;
        }
        is_found = true;
        match scheme {
            Scheme::User => instance.user_secret.clear(),
            _ => instance.organization_secret.clear(),
        }
        for (_, range) in computed {
            report(range.clone(), label(scheme), program, list);
        }
    }
    if !is_found {
        instance.user_secret.clear();
        instance.organization_secret.clear();
        for (_, range) in holes {
            report(range, label(Scheme::User), program, list);
        }
        return None;
    }
    (kept.text.len() > empty).then_some(kept)
}

/// Returns a JSON document without its computed values, which are reported. Returns `None` if all of it is computed.
pub(super) fn without_holes(
    mapped: &MappedText,
    program: &Program,
    instance: &Instance,
    list: &mut Report,
) -> Option<MappedText> {
    if !mapped.text.contains(HOLE) {
        return Some(mapped.clone());
    }
    let (tree, _) = json::parse(&mapped.text);
    let root = tree.root(&mapped.text)?;
    let mut writer = Writer { mapped, program, instance, list, result: MappedText::default() };
    writer.write(root);
    Some(writer.result)
}

struct Writer<'a, 't> {
    mapped: &'a MappedText,
    program: &'a Program<'a>,
    instance: &'a Instance,
    list: &'a mut Report<'t>,
    result: MappedText,
}

impl Writer<'_, '_> {
    fn is_computed(value: Value<'_>) -> bool {
        matches!(value.kind(), Kind::String | Kind::Key) && value.source().contains(HOLE)
    }

    /// Reports the holes of a value.
    fn drop(&mut self, value: Value<'_>, key: &str) {
        /// The maximum number of keys, which keeps the time linear.
        const MAX_KEYS: usize = 200;
        if self.list.computed.len() < MAX_KEYS {
            self.list.computed.push(key.to_owned());
        }
        let field = self.instance.definition().fields.iter().find(|field| field.key == key);
        let key = if key == NAME { "Name" } else { field.map_or(key, |field| field.label) };
        let part = self.mapped.part(value.token());
        report_holes(&part, key, self.program, self.list);
        self.list.account_for_parts(&part);
    }

    fn account_for(&mut self, value: Value<'_>) {
        if ACCOUNTS {
            self.list.account_for_parts(&self.mapped.part(value.token()));
        }
    }

    fn write(&mut self, value: Value<'_>) {
        let token = value.token();
        match value.kind() {
            Kind::Object => {
                self.result.push_part(self.mapped, token.start..token.start + 1);
                let mut is_first = true;
                for member in value.members() {
                    let key = member.key.text().into_owned();
                    if Self::is_computed(member.key) {
                        self.drop(member.key, "…");
                        self.account_for(member.value);
                        continue;
                    }
                    if Self::is_computed(member.value) {
                        self.drop(member.value, &key);
                        self.account_for(member.key);
                        continue;
                    }
                    if !is_first {
                        self.result.insert(",", self.mapped.origin(member.key.token().start));
                    }
                    is_first = false;
                    self.result.push_part(self.mapped, member.key.token());
                    self.result.insert(":", self.mapped.origin(member.value.token().start));
                    self.write(member.value);
                }
                self.result.push_part(self.mapped, token.end - 1..token.end);
            }
            Kind::Array => {
                self.result.push_part(self.mapped, token.start..token.start + 1);
                let mut is_first = true;
                for item in value.items() {
                    if Self::is_computed(item) {
                        self.drop(item, "tags");
                        continue;
                    }
                    if !is_first {
                        self.result.insert(",", self.mapped.origin(item.token().start));
                    }
                    is_first = false;
                    self.write(item);
                }
                self.result.push_part(self.mapped, token.end - 1..token.end);
            }
            _ => self.result.push_part(self.mapped, token),
        }
    }
}
