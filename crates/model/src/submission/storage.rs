//! Where the records of the page are kept in the tab, and which element asks about them.

use super::register::Element;
use super::{Effect, ElementId, PageState, Record, Register};

impl Register {
    /// Returns the records of other elements that are out of the page, at the storage_key of this one or where no form is.
    pub(super) fn detached_records(&self, id: ElementId, page: &PageState) -> impl Iterator<Item = &Record> {
        let own = self.elements.iter().find(|element| element.id == id).map(|element| &*element.storage_key);
        let is_left = move |element: &&Element| {
            let is_free = Some(&*element.storage_key) == own || !page.storage_keys.contains(&element.storage_key);
            element.id != id && !element.is_attached && is_free
        };
        self.elements.iter().filter(is_left).flat_map(|element| &element.records)
    }

    /// Takes over the unresolved records of storage_keys that no form of the page has.
    pub(super) fn adopt(&mut self, id: ElementId, page: &PageState) -> Vec<Effect> {
        let own = self.element(id).map(|element| element.storage_key.clone()).unwrap_or_default();
        let has = |records: &[Record], line: &str| records.iter().any(|record| record.line == line);
        let mut copies: Vec<Record> = Vec::new();
        for record in self.detached_records(id, page).filter(|record| record.is_unresolved()) {
            if !has(self.records(id), &record.line) && !has(&copies, &record.line) {
                copies.push(record.clone());
            }
        }
        let is_free = |storage_key: &String| *storage_key == own || !page.storage_keys.contains(storage_key);
        let left: Vec<_> = page.stored.iter().filter(|(storage_key, _)| is_free(storage_key)).collect();
        let all = || self.elements.iter().flat_map(|element| &element.records);
        let lines = left.iter().flat_map(|(_, text)| text.lines());
        let lines: Vec<_> = lines.filter(|line| all().all(|record| record.line != **line)).collect();
        let is_changed = !copies.is_empty() || !lines.is_empty();
        for record in copies {
            let copy = record.copy(self.next_number());
            if let Some(element) = self.element(id) {
                element.records.push(copy);
            }
        }
        self.restore(id, &lines);
        let mut effects = if is_changed { self.store(id) } else { Vec::new() };
        // Each is kept at one storage_key.
        for (storage_key, text) in left.into_iter().filter(|(storage_key, _)| *storage_key != own) {
            let now = self.store_key(storage_key.clone());
            effects.extend(now.into_iter().filter(|effect| !effect.keeps(text)));
        }
        effects
    }

    /// Reads stored records that the element does not have yet.
    pub(super) fn restore(&mut self, id: ElementId, lines: &[&str]) {
        for line in lines {
            let number = self.next_number();
            let Some(element) = self.element(id) else { return };
            let is_new = element.records.iter().all(|record| record.line != *line);
            element.records.extend(Record::restore(line, number).filter(|_| is_new));
        }
    }

    pub(super) fn store(&mut self, id: ElementId) -> Vec<Effect> {
        let storage_key = self.element(id).map(|element| element.storage_key.clone());
        storage_key.map(|storage_key| self.store_key(storage_key)).unwrap_or_default()
    }

    /// Stores the records of all elements that have or had a form at `storage_key`, but for those that another element has
    /// taken over.
    pub(super) fn store_key(&self, storage_key: String) -> Vec<Effect> {
        let stored = |element: &'_ Element, line: &str| {
            element.records.iter().any(|record| record.is_stored() && record.line == line)
        };
        let is_elsewhere = |line: &str| {
            self.elements
                .iter()
                .any(|other| other.is_attached && other.storage_key != storage_key && stored(other, line))
        };
        let mut lines: Vec<&str> = Vec::new();
        for element in self.elements.iter().filter(|element| element.storage_key == storage_key) {
            for record in element.records.iter().filter(|record| record.is_stored()) {
                let line = &*record.line;
                let is_own = element.is_attached || record.is_in_flight;
                if !lines.contains(&line) && (is_own || !is_elsewhere(line)) {
                    lines.push(line);
                }
            }
        }
        let text = Some(lines.join("\n")).filter(|text| !text.is_empty());
        vec![Effect::Store { storage_key, text }]
    }
}
