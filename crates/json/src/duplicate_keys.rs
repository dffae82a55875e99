//! Finds duplicate keys of an object.

use crate::bytes::{bytes_eq, hash};
use crate::value::{Kind, Member, Value};

/// Objects with at most this many members are compared pairwise, without a hash table.
const MAX_PAIRWISE_MEMBERS: usize = 4;

impl<'a> Value<'a> {
    /// Returns the duplicate keys of an object, each after the first key with the same text, in the order of the text.
    #[must_use]
    #[inline(never)]
    pub fn duplicate_keys(self) -> Vec<(Value<'a>, Value<'a>)> {
        let mut duplicates = Vec::new();
        if self.kind() != Kind::Object {
            return duplicates;
        }
        let count = self.members().count();
        if count <= MAX_PAIRWISE_MEMBERS {
            for (index, Member { key, .. }) in self.members().enumerate() {
                let mut earlier = self.members().take(index).map(|member| member.key);
                duplicates.extend(earlier.find(|first| first.has_same_text(key)).map(|first| (first, key)));
            }
            return duplicates;
        }
        // Open addressing: a slot contains the node index of the first key with its hash (0: empty).
        let mask = (count * 2).next_power_of_two() - 1;
        let mut table = vec![0_u32; mask + 1];
        for key in self.members().map(|member| member.key) {
            let mut slot = key.hash() & mask;
            while let Some(first) = table.get(slot).filter(|first| **first != 0) {
                let first = self.with_index(*first as usize);
                if first.has_same_text(key) {
                    duplicates.push((first, key));
                    break;
                }
                slot = (slot + 1) & mask;
            }
            #[allow(clippy::cast_possible_truncation, reason = "a text has fewer than 4 billion nodes")]
            if table[slot] == 0 {
                table[slot] = key.index() as u32;
            }
        }
        duplicates
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
