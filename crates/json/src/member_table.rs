//! Looks up all expected members of an object in one pass.

use crate::bytes::bytes_eq_inline;
use crate::value::{Kind, Node, Value};

/// The values of the expected members of an object.
#[derive(Debug, Clone, Copy)]
pub struct MemberTable<'a, const N: usize> {
    object: Value<'a>,
    /// Their node indexes (0: missing), which are smaller than values.
    found: [u32; N],
}

impl<'a, const N: usize> MemberTable<'a, N> {
    /// Returns the value of the expected member numbered `index`, if the object has it.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Value<'a>> {
        self.found.get(index).filter(|node| **node != 0).map(|node| self.object.with_index(*node as usize))
    }
}

impl<'a> Value<'a> {
    /// Looks up the members named in `expected`; the last duplicate wins. The flag is true if every member is expected,
    /// unique, of the expected kind and unescaped, numbers are integers, and no string begins with a brace: then no
    /// further check is needed.
    #[must_use]
    #[inline(never)]
    pub fn select_members<const N: usize>(self, expected: &[(&str, Kind)]) -> (MemberTable<'a, N>, bool) {
        let mut found = [0; N];
        let mut is_plain = true;
        // Most objects have their members in the order of the documentation.
        let mut next_index = 0;
        let nodes = self.nodes();
        let end = self.end();
        let mut at = self.index() + 1;
        while let Some([key, value, ..]) = nodes.get(at..end) {
            let index = self.member_index(*key, expected, next_index);
            if let Some((index, slot)) = index.and_then(|index| Some((index, found.get_mut(index)?))) {
                next_index = index + 1;
                is_plain &= *slot == 0 && self.is_plain(*value, expected[index].1);
                #[allow(clippy::cast_possible_truncation, reason = "a text has fewer than 4 billion nodes")]
                let node = at as u32 + 1;
                *slot = node;
            } else {
                is_plain = false;
            }
            at = value.next as usize;
        }
        (MemberTable { object: self, found }, is_plain)
    }

    #[inline(always)]
    fn member_index(self, key: Node, expected: &[(&str, Kind)], next_index: usize) -> Option<usize> {
        if key.is_escaped {
            let name = crate::unescape(self.source_of(key));
            return expected.iter().position(|(other, _)| *other == name);
        }
        let name = self.bytes_of(key);
        let is = |(other, _): &(&str, Kind)| bytes_eq_inline(other.as_bytes(), name);
        if expected.get(next_index).is_some_and(is) { Some(next_index) } else { expected.iter().position(is) }
    }

    #[inline(always)]
    fn is_plain(self, value: Node, expected: Kind) -> bool {
        let bytes = self.bytes_of(value);
        value.kind == expected
            && !value.is_escaped
            && match expected {
                Kind::Number => bytes.iter().all(|byte| matches!(byte, b'-' | b'0'..=b'9')),
                Kind::String => bytes.first() != Some(&b'{'),
                _ => true,
            }
    }
}

#[cfg(test)]
mod tests {
    use crate::{JsonReader, Kind, ParserState, Tree, Value};

    const EXPECTED: [(&str, Kind); 3] = [("a", Kind::String), ("b", Kind::Number), ("c", Kind::Object)];

    #[test]
    fn members_are_found_in_any_order_and_unexpected_ones_clear_the_flag() {
        struct Case {
            text: &'static str,
            values: [Option<&'static str>; 3],
            is_plain: bool,
        }
        let cases = [
            Case {
                text: r#"{"a": "x", "b": -12, "c": {"d": 1}}"#,
                values: [Some("x"), Some("-12"), Some("{\"d\": 1}")],
                is_plain: true,
            },
            Case { text: r#"{"c": {}, "a": ""}"#, values: [Some(""), None, Some("{}")], is_plain: true },
            Case { text: "{}", values: [None; 3], is_plain: true },
            Case { text: r#"{"a": 1}"#, values: [Some("1"), None, None], is_plain: false },
            Case { text: r#"{"b": 1.0}"#, values: [None, Some("1.0"), None], is_plain: false },
            Case { text: r#"{"a": "{x}"}"#, values: [Some("{x}"), None, None], is_plain: false },
            Case { text: r#"{"a": "\n"}"#, values: [Some("\\n"), None, None], is_plain: false },
            Case { text: r#"{"x": 1, "b": 2}"#, values: [None, Some("2"), None], is_plain: false },
            Case { text: r#"{"a": "1", "\u0061": "2"}"#, values: [Some("2"), None, None], is_plain: false },
        ];
        for Case { text, values, is_plain } in cases {
            let mut reader = JsonReader::new(text);
            assert_eq!(reader.read(ParserState::Value), ParserState::Separator, "{text}");
            let tree = Tree::new(reader.nodes, false);
            let (found, plain) = tree.root(text).unwrap().select_members::<3>(&EXPECTED);
            let found = [0, 1, 2].map(|index| found.get(index).map(Value::source));
            assert_eq!((found, plain), (values, is_plain), "{text}");
        }
    }
}
