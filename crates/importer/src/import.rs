//! The result of an import.

use std::ops::Range;

use model::instance::Instance;

use crate::candidate::Candidate;
use crate::import_error::Rejection;
use crate::repair::{Repair, RepairGroup};

/// The import of a text, or the reason for rejecting it.
pub type ImportResult = Result<Import, Rejection>;

/// The result of importing a pasted text.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The new state of the form. Fields that the text does not set keep their values; if the element changes, its
    /// fields are empty.
    pub instance: Instance,
    /// The repairs, in the order of the text.
    pub repairs: Vec<Repair>,
    /// Further bytes of the pasted text that the repairs account for: those of repairs beyond the limit, and further
    /// occurrences of listed ones. Filled in with the feature `accounting` only.
    pub unlisted: Vec<Range<usize>>,
    /// The program or format that the text was recognised as, such as `wget` or `Python, requests`. Proper names only, in
    /// every language. `None` for a cURL command and JSON.
    pub read_as: Option<String>,
    /// The requests of the text that create an instance, if there are several. One of them was imported.
    pub candidates: Vec<Candidate>,
}

impl Import {
    /// Returns the repairs by group, the most urgent first, each with the heading of its group.
    #[must_use]
    pub fn grouped(&self) -> Vec<(String, &Repair)> {
        let mut grouped = Vec::with_capacity(self.repairs.len());
        for group in RepairGroup::ALL {
            let repairs = || self.repairs.iter().filter(|repair| repair.kind.group() == group);
            let heading = group.heading(repairs().count());
            grouped.extend(repairs().map(|repair| (heading.clone(), repair)));
        }
        grouped
    }
}
