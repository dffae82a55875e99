//! Compares the imported body with the body that the form sends.

use model::api_schema::CONFIGURATION;
use model::json::{self, Kind, Member, Value};
use model::request::HttpRequest;

use super::BodyImporter;
use crate::placeholder::is_mask;
use crate::repair::RepairKind;

impl BodyImporter<'_, '_> {
    /// Reports each member in which the body sent by the form differs from the imported one.
    pub(super) fn compare(&mut self, root: Value<'_>) {
        let request = HttpRequest::create_instance(self.instance);
        let derived = request.body.as_str();
        let (tree, _) = json::parse(derived);
        let Some(derived) = tree.root(derived) else { return };
        self.compare_members(root, derived, 0);
    }

    fn compare_members(&mut self, read: Value<'_>, derived: Value<'_>, depth: usize) {
        let (read, derived) = (last_by_key(read), last_by_key(derived));
        let mut others = derived.into_iter().peekable();
        for member in read {
            let key = member.key.text();
            while let Some(added) = others.next_if(|other| other.key.text() < key) {
                self.report_added(added);
            }
            let other = others.next_if(|other| other.key.text() == key);
            let is_object = |value: Value<'_>| value.kind() == Kind::Object;
            match other {
                _ if self.not_compared.iter().any(|reported| *reported == key) => {}
                _ if member.value.kind() == Kind::String && is_mask(&member.value.text()) => {}
                // The API's additions to a response are left out.
                _ if self.is_response && depth == 0 && key != CONFIGURATION => {}
                None => {
                    self.leave_out(member);
                    self.report.push(self.range(member.key), RepairKind::Missing(key.into_owned()));
                }
                Some(other) if json_eq(member.value, other.value) => {}
                Some(other) if depth == 0 && is_object(member.value) && is_object(other.value) => {
                    self.compare_members(member.value, other.value, 1);
                }
                Some(_) => self.report.push(self.range(member.value), RepairKind::Changed(key.into_owned())),
            }
        }
        others.for_each(|added| self.report_added(added));
    }

    fn report_added(&mut self, member: Member<'_>) {
        let key = member.key.text();
        let is_reported = self.not_compared.iter().any(|reported| *reported == key)
            || self.report.computed.iter().any(|computed| *computed == key);
        if !is_reported {
            self.report.push_general(RepairKind::Added(key.into_owned()));
        }
    }
}

/// Returns the members of an object, sorted by key; duplicates keep their order.
pub(super) fn sorted_members(object: Value<'_>) -> Vec<Member<'_>> {
    let mut members: Vec<Member<'_>> = object.members().collect();
    // Unstable is enough: no two members compare equal.
    members.sort_unstable_by(|a, b| {
        a.key.text().cmp(&b.key.text()).then_with(|| a.key.range().start.cmp(&b.key.range().start))
    });
    members
}

/// Returns the members of an object, sorted by key; the last duplicate wins.
fn last_by_key(object: Value<'_>) -> Vec<Member<'_>> {
    let mut members = sorted_members(object);
    members.reverse();
    members.dedup_by(|a, b| a.key.text() == b.key.text());
    members.reverse();
    members
}

/// Returns whether two JSON values are equal. Numbers are compared as they are written.
fn json_eq(a: Value<'_>, b: Value<'_>) -> bool {
    if a.kind() != b.kind() {
        return false;
    }
    match a.kind() {
        Kind::Object => {
            let (a, b) = (last_by_key(a), last_by_key(b));
            a.len() == b.len()
                && a.iter().zip(&b).all(|(a, b)| a.key.text() == b.key.text() && json_eq(a.value, b.value))
        }
        Kind::Array => a.items().count() == b.items().count() && a.items().zip(b.items()).all(|(a, b)| json_eq(a, b)),
        Kind::String | Kind::Key => a.text() == b.text(),
        _ => a.source() == b.source(),
    }
}
