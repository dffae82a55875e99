//! Maps JSON to the form. Each value goes into the field that sends it unchanged, and everything else becomes an extra
//! field, so that the form sends the body that was imported.

mod compare;
mod events;
mod layout;
mod placeholders;
mod recover;
mod settings;
mod tags;

use std::borrow::Cow;
use std::ops::Range;

use model::api_schema::{CONFIGURATION, ELEMENT, ELEMENT_KEY, EVENT_PREFIX, NAME, NAME_PLACEHOLDER, TAGS};
use model::char_set::CharSet;
use model::diagnostic::Edit;
use model::element::{Definition, FieldKind};
use model::instance::{ExtraField, Instance, Section, SourceFormat};
use model::json::{self, Kind, Member, Value};
use model::secret::is_secret_key;

use compare::sorted_members;
pub(super) use layout::convert_list;
use recover::recover_object;
pub(super) use recover::{Recovered, recover};
pub(super) use settings::{import_polling, import_settings};

use super::import_error::{ImportError, ParseError};
use super::mapped_text::MappedText;
use super::placeholder::is_mask;
use super::repair::RepairKind;
use super::report::{ACCOUNTS, Report};
use super::wrapper::is_response;

/// Reads the body of a command. `element` is the element's key in the URL.
pub(super) fn import_command_body(
    mapped: MappedText,
    element: Option<&str>,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<(), ParseError> {
    let trimmed = mapped.text.trim_start();
    let start = mapped.text.len() - trimmed.len();
    if !["{", "\"", "//", "/*"].iter().any(|opening| trimmed.starts_with(opening)) {
        return Err((Some(mapped.origin(start)), ImportError::BodyNotJson));
    }
    let mapped = without_escapes_of_quotes(mapped, report);
    import_body(recover_object(mapped, report)?, element, instance, report)
}

/// Removes the backslashes before typographic quotes. They were straight when they were escaped for a shell.
fn without_escapes_of_quotes(mapped: MappedText, report: &mut Report) -> MappedText {
    let backslashes = mapped.text.match_indices('\\').filter(|(at, _)| mapped.text[at + 1..].starts_with_any("“”„"));
    let edits: Vec<Edit> = backslashes.map(|(at, _)| Edit::remove(at..at + 1)).collect();
    if edits.is_empty() || mapped.is_json() {
        return mapped;
    }
    report.push_once(mapped.origins(edits[0].range.clone()), RepairKind::Escaped(1));
    mapped.edited(edits.iter())
}

/// Reads a recovered body into `instance`. `element` is the element's key if the URL names it.
pub(super) fn import_body(
    recovered: Recovered,
    element: Option<&str>,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<(), ParseError> {
    let mapped = &layout::arrange(recovered, report)?;
    let (tree, _) = json::parse(&mapped.text);
    if let Some(root) = tree.root(&mapped.text) {
        BodyImporter { instance, report, mapped, is_response: is_response(root), not_compared: Vec::new() }
            .import(root, element);
    }
    Ok(())
}

/// Maps the members of a body to the form.
struct BodyImporter<'a, 't> {
    instance: &'a mut Instance,
    report: &'a mut Report<'t>,
    /// The text of the body.
    mapped: &'a MappedText,
    /// The body is an instance as the API returns it.
    is_response: bool,
    /// The keys that are not compared with the form's body: their differences are known or have been reported.
    not_compared: Vec<String>,
}

impl BodyImporter<'_, '_> {
    fn import(mut self, root: Value<'_>, element: Option<&str>) {
        let before = self.instance.definition();
        self.clear();
        let is_response = self.is_response;
        if is_response {
            self.report.push(self.range(root).start, RepairKind::Response);
        }
        if let Some(key) = element {
            self.instance.reset_element(key);
            self.not_compared.push(ELEMENT.into());
        }
        // The element comes first, because it determines the fields.
        let members = self.members(root);
        if let Some(member) = members.iter().find(|member| member.key.text() == ELEMENT) {
            self.import_element(*member);
        }
        let (key, now) = (self.instance.element.clone(), self.instance.definition());
        if key != now.key {
            self.report.push_general(RepairKind::OtherElement { key, expected: now.key.to_owned() });
        } else if now.key != before.key {
            self.report.push_general(RepairKind::KnownElement { key, name: now.name });
        }
        for member in members {
            match &*member.key.text() {
                ELEMENT => {}
                CONFIGURATION if member.value.kind() == Kind::Object => self.import_configuration(member.value),
                TAGS => self.import_tags(member),
                NAME if member.value.kind() == Kind::String => {
                    self.instance.name = self.text_or_empty(member, "Name", NAME_PLACEHOLDER);
                    if self.instance.name.trim().is_empty() && !self.not_compared.contains(&NAME.into()) {
                        self.report_changed(NAME, member.value);
                    }
                }
                _ if is_response => self.leave_out(member),
                _ => self.add_extra_field(Section::Body, member),
            }
        }
        self.compare(root);
    }

    /// Returns the bytes of `value` in the normalized text.
    fn range(&self, value: Value<'_>) -> Range<usize> {
        self.mapped.origins(value.token())
    }

    /// Accounts for a member that is left out.
    fn leave_out(&mut self, member: Member<'_>) {
        if ACCOUNTS {
            let range = member.key.token().start..member.value.token().end;
            self.report.account_for(self.mapped.origins(range.clone()));
            self.report.account_for_parts(&self.mapped.part(range));
        }
    }

    /// Clears every field that a body sets. Polling settings stay for when polling is enabled again.
    fn clear(&mut self) {
        let form = &mut *self.instance;
        form.name.clear();
        form.fields.iter_mut().for_each(String::clear);
        form.signature_key.clear();
        form.callback_url.clear();
        form.events = false;
        form.tags.clear();
        form.additional.clear();
        form.source_format = SourceFormat::default();
    }

    /// Returns the members of an object. The last duplicate wins, as in JSON parsers.
    fn members<'v>(&mut self, object: Value<'v>) -> Vec<Member<'v>> {
        let members = sorted_members(object);
        let mut kept = Vec::with_capacity(members.len());
        for (index, member) in members.iter().enumerate() {
            if members.get(index + 1).is_some_and(|next| next.key.text() == member.key.text()) {
                let next = members[index + 1].key;
                self.report.push(self.range(next), RepairKind::DuplicateKey(next.text().into_owned()));
                self.leave_out(*member);
            } else {
                kept.push(*member);
            }
        }
        kept.sort_unstable_by_key(|member| member.key.range().start);
        kept
    }

    fn import_element(&mut self, element: Member<'_>) {
        if element.value.kind() != Kind::Object {
            return self.add_extra_field(Section::Body, element);
        }
        for member in self.members(element.value) {
            if member.key.text() == ELEMENT_KEY && member.value.kind() == Kind::String {
                self.instance.reset_element(&member.value.text());
            } else if self.is_response {
                self.leave_out(member);
            } else {
                self.add_extra_field(Section::Element, member);
            }
        }
    }

    fn report_changed(&mut self, key: &str, value: Value<'_>) {
        self.report.push(self.range(value), RepairKind::Changed(key.into()));
        self.not_compared.push(key.into());
    }

    /// Adds an extra field for a member that the form has no field for.
    fn add_extra_field(&mut self, section: Section, member: Member<'_>) {
        let key = member.key.text().into_owned();
        let value = member.value;
        // The form displays extra fields unless their key is that of a secret.
        if !is_secret_key(&key) && contains_credentials(value) {
            self.leave_out(member);
            self.report.push(self.range(member.key), RepairKind::Missing(key.clone()));
            self.not_compared.push(key);
            return;
        }
        let text = value.text();
        // Bullets are this page's own mask, and asterisks are the API's. Elsewhere asterisks may be a value and are
        // kept.
        let is_masked = value.kind() == Kind::String && is_mask(&text) && (text.starts_with('•') || self.is_response);
        let typed = if is_masked {
            self.report.push(self.range(value), RepairKind::Masked { key: key.clone(), is_cleared: true });
            String::new()
        } else {
            self.report_placeholders(value, &key);
            match value.kind() {
                Kind::Object | Kind::Array => {
                    remove_indentation(value.source_token().into(), if section == Section::Body { 2 } else { 4 })
                }
                _ => ExtraField::typed(value),
            }
        };
        if self.instance.reserved_keys(section).contains(&key.as_str()) {
            self.report.push(self.range(value), RepairKind::UnsupportedValue(key.clone()));
        }
        self.instance.additional.push(ExtraField::new(section, key, typed));
    }

    fn import_configuration(&mut self, object: Value<'_>) {
        let members = self.members(object);
        let taken = self.import_events(&members);
        let is_own = |key: &str| self.instance.definition().fields.iter().any(|field| key == field.key);
        let is_other = |key: &str| !key.starts_with(EVENT_PREFIX) && !is_own(key);
        let has = |is: &dyn Fn(&str) -> bool| members.iter().any(|member| is(&member.key.text()));
        let can_be = Definition::is_known(&self.instance.element) && self.instance.definition().has_other_sign_in;
        self.instance.source_format.has_no_fields = can_be && !has(&is_own) && has(&is_other);
        for member in members {
            let key = member.key.text();
            let field = self.instance.definition().fields.iter().position(|field| *key == *field.key);
            match field {
                Some(index) if self.import_field(index, member) => {}
                None if taken.contains(&&*key) => {}
                _ => self.add_extra_field(Section::Configuration, member),
            }
        }
    }

    /// Returns a store key that begins with `prefix`, without the backslash that Markdown puts before its underscore.
    fn store_key(&mut self, prefix: &str, label: &str, value: Value<'_>) -> Option<String> {
        let text = value.text();
        let escaped = prefix.strip_suffix('_')?;
        let rest = text.trim().strip_prefix(escaped)?.strip_prefix("\\_")?;
        rest.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
        self.report.push(self.range(value), RepairKind::MarkdownEscapes(label.into()));
        Some(format!("{prefix}{rest}"))
    }

    /// Fills in the field with this index of the definition. Returns whether the field accepts the value.
    fn import_field(&mut self, index: usize, member: Member<'_>) -> bool {
        let definition = self.instance.definition();
        let field = &definition.fields[index];
        if member.value.kind() != Kind::String {
            return false;
        }
        if let Some(key) = self.store_key(field.prefix, field.label, member.value) {
            self.not_compared.push(field.key.into());
            self.instance.fields[index] = key;
            return true;
        }
        if self.instance.needs_fields() {
            self.report_field_placeholder(field, member.value);
            let typed = self.text_or_empty(member, field.label, field.placeholder);
            if typed.trim() != typed
                || typed.is_empty() && !self.not_compared.iter().any(|reported| reported == field.key)
            {
                self.report_changed(field.key, member.value);
            }
            self.instance.fields[index] = typed;
            return true;
        }
        // The fields of other elements are sent only if they are not empty, and never as placeholders.
        let text = member.value.text();
        let is_masked =
            is_mask(&text) && (field.kind == FieldKind::Secret || text.starts_with('•') || self.is_response);
        if is_masked {
            self.text_or_empty(member, field.label, field.placeholder);
            return true;
        }
        if text.trim() != text || text.is_empty() {
            return false;
        }
        self.report_placeholders(member.value, field.label);
        self.instance.fields[index] = text.into_owned();
        true
    }
}

/// Returns whether a value contains credentials of an `Authorization` header under a key that is not known as secret.
fn contains_credentials(value: Value<'_>) -> bool {
    let is_authorization = |value: Value<'_>| {
        let text = value.text().to_ascii_lowercase();
        value.kind() == Kind::String && text.contains("user ") && text.contains("organization ")
    };
    is_authorization(value)
        || value.members().any(|member| !is_secret_key(&member.key.text()) && contains_credentials(member.value))
        || value.items().any(contains_credentials)
}

/// Returns the text of a member whose value is a string.
fn text_of(member: Member<'_>) -> Option<Cow<'_, str>> {
    (member.value.kind() == Kind::String).then(|| member.value.text())
}

/// Returns `text` with LF line ends.
fn with_lf_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Removes the indentation that the request adds to each line after the first.
fn remove_indentation(text: String, width: usize) -> String {
    let indent = &"    "[..width];
    let is_indented = text.contains('\n') && text.split('\n').skip(1).all(|line| line.starts_with(indent));
    if is_indented { text.replace(&format!("\n{indent}"), "\n") } else { text }
}
