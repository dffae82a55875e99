//! Stores the records of sent requests in the tab, and restores them for the elements that ask about them.

use super::request_log::Element;
use super::{Effect, ElementId, PageState, Record, RequestLog};

impl RequestLog {
    /// Returns the records of detached elements whose storage key is this element's or that of no form in the page.
    pub(super) fn detached_records(&self, id: ElementId, page: &PageState) -> impl Iterator<Item = &Record> {
        let own = self.elements.iter().find(|element| element.id == id).map(|element| &*element.storage_key);
        let is_abandoned = move |element: &&Element| {
            let is_free = Some(&*element.storage_key) == own || !page.storage_keys.contains(&element.storage_key);
            element.id != id && !element.is_attached && is_free
        };
        self.elements.iter().filter(is_abandoned).flat_map(|element| &element.records)
    }

    /// Adopts the unresolved records of detached elements, and the stored records that no form in the page shows.
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
        let abandoned: Vec<_> = page.stored.iter().filter(|(storage_key, _)| is_free(storage_key)).collect();
        let all = || self.elements.iter().flat_map(|element| &element.records);
        let lines = abandoned.iter().flat_map(|(_, text)| text.lines());
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
        // Removes the adopted records from the other storage keys.
        for (storage_key, text) in abandoned.into_iter().filter(|(storage_key, _)| *storage_key != own) {
            let stored = self.store_records(storage_key.clone());
            effects.extend(stored.into_iter().filter(|effect| !effect.is_store_of(text)));
        }
        effects
    }

    /// Restores the stored records that the element does not have yet.
    pub(super) fn restore(&mut self, id: ElementId, lines: &[&str]) {
        for line in lines {
            let number = self.next_number();
            let Some(element) = self.element(id) else { return };
            let is_new = element.records.iter().all(|record| record.line != *line);
            element.records.extend(Record::restore(line, number).filter(|_| is_new));
        }
    }

    /// Stores the records under the storage key of an element.
    pub(super) fn store(&mut self, id: ElementId) -> Vec<Effect> {
        let storage_key = self.element(id).map(|element| element.storage_key.clone());
        storage_key.map(|storage_key| self.store_records(storage_key)).unwrap_or_default()
    }

    /// Stores the records of all elements whose current or last form has this storage key, except for those that an
    /// attached element has adopted.
    pub(super) fn store_records(&self, storage_key: String) -> Vec<Effect> {
        let has_stored = |element: &'_ Element, line: &str| {
            element.records.iter().any(|record| record.is_stored() && record.line == line)
        };
        let is_adopted = |line: &str| {
            self.elements
                .iter()
                .any(|other| other.is_attached && other.storage_key != storage_key && has_stored(other, line))
        };
        let mut lines: Vec<&str> = Vec::new();
        for element in self.elements.iter().filter(|element| element.storage_key == storage_key) {
            for record in element.records.iter().filter(|record| record.is_stored()) {
                let line = &*record.line;
                let is_own = element.is_attached || record.is_in_flight;
                if !lines.contains(&line) && (is_own || !is_adopted(line)) {
                    lines.push(line);
                }
            }
        }
        let text = Some(lines.join("\n")).filter(|text| !text.is_empty());
        vec![Effect::Store { storage_key, text }]
    }
}
