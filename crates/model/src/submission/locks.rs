//! Locks of requests, by name. The page holds a lock as long as one of its elements does. A lock of the browser (Web
//! Locks API), if supported, keeps out the other pages.

use super::{Effect, ElementId};

/// The locks that the elements of a page hold or have requested.
#[derive(Debug, Default)]
pub(super) struct Locks(Vec<(String, Vec<ElementId>)>);

impl Locks {
    /// Returns whether an element other than `element` holds the lock.
    pub(super) fn is_held_by_other(&self, name: &str, element: ElementId) -> bool {
        self.holders(name).is_some_and(|holders| holders.iter().any(|holder| *holder != element))
    }

    /// Adds a holder. Returns whether the page has to request the lock from the browser.
    pub(super) fn acquire(&mut self, name: &str, element: ElementId) -> bool {
        let Some((_, holders)) = self.0.iter_mut().find(|(other, _)| other == name) else {
            self.0.push((name.into(), vec![element]));
            return true;
        };
        if !holders.contains(&element) {
            holders.push(element);
        }
        false
    }

    /// Removes a holder. Returns an effect if it was the last one.
    pub(super) fn release(&mut self, name: &str, element: ElementId) -> Option<Effect> {
        let index = self.0.iter().position(|(other, _)| other == name)?;
        let holders = &mut self.0[index].1;
        holders.retain(|holder| *holder != element);
        holders.is_empty().then(|| Effect::ReleaseLock(self.0.remove(index).0))
    }

    /// Removes an element from all locks that it holds.
    pub(super) fn release_all(&mut self, element: ElementId) -> Vec<Effect> {
        let names: Vec<_> = self.0.iter().map(|(name, _)| name.clone()).collect();
        names.iter().filter_map(|name| self.release(name, element)).collect()
    }

    fn holders(&self, name: &str) -> Option<&Vec<ElementId>> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, holders)| holders)
    }
}
