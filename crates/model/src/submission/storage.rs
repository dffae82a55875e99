//! Stores the sent requests in the tab, and restores them for the elements that ask about them.

use super::{Effect, ElementId, PageState, SentRequest, Submission, Submissions};

impl Submissions {
    /// Returns the requests of detached elements whose storage key is this element's or that of no form in the page.
    pub(super) fn detached_requests(&self, id: ElementId, page: &PageState) -> impl Iterator<Item = &SentRequest> {
        let own = self.all.iter().find(|submission| submission.id == id).map(|submission| &*submission.storage_key);
        let is_abandoned = move |submission: &&Submission| {
            let is_free = Some(&*submission.storage_key) == own || !page.storage_keys.contains(&submission.storage_key);
            submission.id != id && !submission.is_attached && is_free
        };
        self.all.iter().filter(is_abandoned).flat_map(|submission| &submission.sent)
    }

    /// Adopts the unresolved requests of detached elements, and the stored requests that no form in the page shows.
    pub(super) fn adopt(&mut self, id: ElementId, page: &PageState) -> Vec<Effect> {
        let own = self.get_mut(id).map(|submission| submission.storage_key.clone()).unwrap_or_default();
        let has = |requests: &[SentRequest], line: &str| requests.iter().any(|sent| sent.line == line);
        let own_sent = self.get(id).map_or(&[][..], |submission| &submission.sent);
        let mut copies: Vec<SentRequest> = Vec::new();
        for sent in self.detached_requests(id, page).filter(|sent| sent.is_unresolved()) {
            if !has(own_sent, &sent.line) && !has(&copies, &sent.line) {
                copies.push(sent.clone());
            }
        }
        let is_free = |storage_key: &String| *storage_key == own || !page.storage_keys.contains(storage_key);
        let abandoned: Vec<_> = page.stored.iter().filter(|(storage_key, _)| is_free(storage_key)).collect();
        let all = || self.all.iter().flat_map(|submission| &submission.sent);
        let lines = abandoned.iter().flat_map(|(_, text)| text.lines());
        let lines: Vec<_> = lines.filter(|line| all().all(|sent| sent.line != **line)).collect();
        let is_changed = !copies.is_empty() || !lines.is_empty();
        for sent in copies {
            let copy = sent.copy(self.next_number());
            if let Some(submission) = self.get_mut(id) {
                submission.sent.push(copy);
            }
        }
        self.restore(id, &lines);
        let mut effects = if is_changed { self.store(id) } else { Vec::new() };
        // Removes the adopted requests from the other storage keys.
        for (storage_key, text) in abandoned.into_iter().filter(|(storage_key, _)| *storage_key != own) {
            let stored = self.store_requests(storage_key.clone());
            effects.extend(stored.into_iter().filter(|effect| !effect.is_store_of(text)));
        }
        effects
    }

    /// Restores the stored requests that the element does not have yet.
    pub(super) fn restore(&mut self, id: ElementId, lines: &[&str]) {
        for line in lines {
            let number = self.next_number();
            let Some(submission) = self.get_mut(id) else { return };
            let is_new = submission.sent.iter().all(|sent| sent.line != *line);
            submission.sent.extend(SentRequest::restore(line, number).filter(|_| is_new));
        }
    }

    /// Stores the requests under the storage key of an element.
    pub(super) fn store(&mut self, id: ElementId) -> Vec<Effect> {
        let storage_key = self.get_mut(id).map(|submission| submission.storage_key.clone());
        storage_key.map(|storage_key| self.store_requests(storage_key)).unwrap_or_default()
    }

    /// Stores the requests of all elements whose current or last form has this storage key, except for those that an
    /// attached element has adopted.
    pub(super) fn store_requests(&self, storage_key: String) -> Vec<Effect> {
        let has_stored = |submission: &Submission, line: &str| {
            submission.sent.iter().any(|sent| sent.is_stored() && sent.line == line)
        };
        let is_adopted = |line: &str| {
            self.all
                .iter()
                .any(|other| other.is_attached && other.storage_key != storage_key && has_stored(other, line))
        };
        let mut lines: Vec<&str> = Vec::new();
        for submission in self.all.iter().filter(|submission| submission.storage_key == storage_key) {
            for sent in submission.sent.iter().filter(|sent| sent.is_stored()) {
                let line = &*sent.line;
                let is_own = submission.is_attached || sent.is_in_flight;
                if !lines.contains(&line) && (is_own || !is_adopted(line)) {
                    lines.push(line);
                }
            }
        }
        let text = Some(lines.join("\n")).filter(|text| !text.is_empty());
        vec![Effect::Store { storage_key, text }]
    }
}
