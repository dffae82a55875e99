//! Where the records of the page are kept in the tab, and which element asks about them.

use super::register::Element;
use super::{Effect, ElementId, Record, Register, Surroundings};

impl Register {
    /// Returns the records of other elements that are out of the page, at the place of this one or where no form is.
    pub(super) fn left_behind(&self, id: ElementId, page: &Surroundings) -> impl Iterator<Item = &Record> {
        let own = self.elements.iter().find(|element| element.id == id).map(|element| &*element.place);
        let is_left = move |element: &&Element| {
            let is_free = Some(&*element.place) == own || !page.places.contains(&element.place);
            element.id != id && !element.is_attached && is_free
        };
        self.elements.iter().filter(is_left).flat_map(|element| &element.records)
    }

    /// Takes over the unresolved records of places that no form of the page has.
    pub(super) fn adopt(&mut self, id: ElementId, page: &Surroundings) -> Vec<Effect> {
        let own = self.element(id).map(|element| element.place.clone()).unwrap_or_default();
        let has = |records: &[Record], line: &str| records.iter().any(|record| record.line == line);
        let mut copies: Vec<Record> = Vec::new();
        for record in self.left_behind(id, page).filter(|record| record.is_unresolved()) {
            if !has(self.records(id), &record.line) && !has(&copies, &record.line) {
                copies.push(record.clone());
            }
        }
        let is_free = |place: &String| *place == own || !page.places.contains(place);
        let left: Vec<_> = page.stored.iter().filter(|(place, _)| is_free(place)).collect();
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
        // Each is kept at one place.
        for (place, text) in left.into_iter().filter(|(place, _)| *place != own) {
            let now = self.store_place(place.clone());
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
        let place = self.element(id).map(|element| element.place.clone());
        place.map(|place| self.store_place(place)).unwrap_or_default()
    }

    /// Stores the records of all elements that have or had a form at `place`, but for those that another element has
    /// taken over.
    pub(super) fn store_place(&self, place: String) -> Vec<Effect> {
        let stored = |element: &'_ Element, line: &str| {
            element.records.iter().any(|record| record.is_stored() && record.line == line)
        };
        let is_elsewhere = |line: &str| {
            self.elements.iter().any(|other| other.is_attached && other.place != place && stored(other, line))
        };
        let mut lines: Vec<&str> = Vec::new();
        for element in self.elements.iter().filter(|element| element.place == place) {
            for record in element.records.iter().filter(|record| record.is_stored()) {
                let line = &*record.line;
                let is_own = element.is_attached || record.is_in_flight;
                if !lines.contains(&line) && (is_own || !is_elsewhere(line)) {
                    lines.push(line);
                }
            }
        }
        let text = Some(lines.join("\n")).filter(|text| !text.is_empty());
        vec![Effect::Store { place, text }]
    }
}
