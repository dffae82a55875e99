//! Names that stand twice in one object.

use crate::bytes::{bytes_eq, hash};
use crate::value::{Kind, Member, Value};

/// So many are compared each with each.
const MAX_PAIRWISE: usize = 4;

impl<'a> Value<'a> {
    /// The keys of an object that stand there before, each with the first that means the same, in the
    /// order of the text.
    #[must_use]
    #[inline(never)]
    pub fn duplicate_keys(self) -> Vec<(Value<'a>, Value<'a>)> {
        let mut twins = Vec::new();
        if self.kind() != Kind::Object {
            return twins;
        }
        let count = self.members().count();
        if count <= MAX_PAIRWISE {
            for (index, Member { key, .. }) in self.members().enumerate() {
                let mut before = self.members().take(index).map(|member| member.key);
                twins.extend(before.find(|first| first.has_same_text(key)).map(|first| (first, key)));
            }
            return twins;
        }
        // Open addressing: a slot holds the first key of its name, by its number in the tree (0: none).
        let mask = (count * 2).next_power_of_two() - 1;
        let mut table = vec![0_u32; mask + 1];
        for key in self.members().map(|member| member.key) {
            let mut slot = key.hash() & mask;
            while let Some(first) = table.get(slot).filter(|first| **first != 0) {
                let first = self.with_index(*first as usize);
                if first.has_same_text(key) {
                    twins.push((first, key));
                    break;
                }
                slot = (slot + 1) & mask;
            }
            #[allow(clippy::cast_possible_truncation, reason = "a text has less than 4 billion nodes")]
            if table[slot] == 0 {
                table[slot] = key.index() as u32;
            }
        }
        twins
    }

    fn has_same_text(self, other: Value<'_>) -> bool {
        if self.is_escaped() || other.is_escaped() {
            return self.text() == other.text();
        }
        bytes_eq(self.bytes(), other.bytes())
    }

    fn hash(self) -> usize {
        if self.is_escaped() { hash(self.text().as_bytes()) } else { hash(self.bytes()) }
    }
}
