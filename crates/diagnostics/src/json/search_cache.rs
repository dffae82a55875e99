//! Looks ahead of the reader: where a line ends, where a quote stands, where a string most likely ends.
//!
//! Every search is remembered as the range of starting points that share its result, so that all searches of one
//! kind together pass over the text once or twice, however they are asked and however long the lines are.

use std::cell::{Cell, RefCell};

use ::json::ends_with_escape;

/// Where a string stands, and so what must follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StringContext {
    /// The document itself is a string.
    Document,
    /// A JSON key.
    Key,
    /// The value of an object's member.
    Member,
    /// An item of an array.
    Item,
}

/// The result of a search for a string's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StringEnd {
    /// A closing quote at this byte, after which the document goes on.
    Quote(usize),
    /// A quote at this byte that opens the next key: the closing quote is missing before it.
    NextKey(usize),
    /// No such quote on the line.
    Unknown,
}

/// A kind of search.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Search {
    LineEnd,
    CommentEnd,
    /// The next of these characters that no backslash escapes.
    Closer(&'static str),
    /// The end of an unquoted key or value.
    PhraseEnd {
        is_key: bool,
        is_member: bool,
    },
    /// The end of a string that one of these characters closes.
    StringEnd(&'static str, StringContext),
}

/// The result of a forward search, which is the same for every start from `from` to `to`.
#[derive(Clone, Copy)]
struct Searched {
    from: usize,
    to: usize,
    end: StringEnd,
}

/// Two searches of one kind: one near the reader, and one far ahead of it.
type Memo = [Option<Searched>; 2];

/// The searches that the recovery makes, each remembered.
pub(super) struct SearchCache<'t> {
    text: &'t str,
    bytes: &'t [u8],
    memos: RefCell<Vec<(Search, Memo)>>,
    /// A byte, the end of its line, and how many unescaped double quotes stand between.
    counted: Cell<(usize, usize, usize)>,
}

impl<'t> SearchCache<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let memos = RefCell::new(Vec::new());
        Self { text, bytes: text.as_bytes(), memos, counted: Cell::new((usize::MAX, 0, 0)) }
    }

    /// Where the line on which `at` stands ends, in bytes; the line break is not a part of it.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
        self.find(Search::LineEnd, at, &|at: usize, limit: usize| {
            Some(at + self.bytes[at..limit].iter().position(is_break)?)
        })
    }

    /// The rest of the line from `at`.
    pub(super) fn line(&self, at: usize) -> &'t str {
        &self.text[at..self.line_end(at)]
    }

    /// Where the comment ends whose `/*` stands at `at`.
    pub(super) fn comment_end(&self, at: usize) -> usize {
        let from = (at + 2).min(self.bytes.len());
        let end = self.find(Search::CommentEnd, from, &|at: usize, limit: usize| {
            // The slash may stand on the limit.
            let rest = &self.bytes[at..(limit + 1).min(self.bytes.len())];
            rest.windows(2).position(|two| two == b"*/").map(|found| at + found)
        });
        (end + 2).min(self.bytes.len())
    }

    /// Where the first of `closers` stands at or after `at` that no backslash escapes; the end of the text if none
    /// does.
    pub(super) fn closer(&self, closers: &'static str, at: usize) -> usize {
        self.find(Search::Closer(closers), at, &|at: usize, limit: usize| {
            let mut found = self.text[at..limit].match_indices(|c| closers.contains(c)).map(|(found, _)| at + found);
            found.find(|found| !ends_with_escape(&self.text[..*found]))
        })
    }

    /// Returns the end of a string that one of `closers` closes. `find(at, limit)` searches from `at` to before
    /// `limit`, and finds something at the end of the line in any case.
    pub(super) fn string_end(
        &self,
        closers: &'static str,
        context: StringContext,
        at: usize,
        find: &dyn Fn(usize, usize) -> Option<(usize, StringEnd)>,
    ) -> StringEnd {
        self.search(Search::StringEnd(closers, context), at, find).1
    }

    /// How many unescaped double quotes stand in the rest of the line. Seen from inside a string
    /// whose quotes are all in place, the number is odd.
    pub(super) fn quotes_ahead(&self, at: usize) -> usize {
        let count = |from: usize, to: usize| {
            (from..to).filter(|at| self.bytes[*at] == b'"' && !ends_with_escape(&self.text[..*at])).count()
        };
        let (from, end, all) = self.counted.get();
        let (end, left) = if (from..=end).contains(&at) {
            (end, all - count(from, at))
        } else {
            let end = self.line_end(at);
            (end, count(at, end))
        };
        self.counted.set((at, end, left));
        left
    }

    /// Returns where a search from `at` ends. `find(at, limit)` returns what it finds before `limit`, if anything.
    pub(super) fn find(&self, kind: Search, at: usize, find: &dyn Fn(usize, usize) -> Option<usize>) -> usize {
        let end = self.bytes.len();
        let (to, _) = self.search(kind, at, &|at: usize, limit: usize| {
            let found = find(at, limit.min(end)).or((limit > end).then_some(end));
            found.map(|found| (found, StringEnd::Unknown))
        });
        to
    }

    /// Returns where a search from `at` ends, and what it finds there. `find(at, limit)` returns what it finds
    /// before `limit`, if anything; beyond the end of the text it finds that.
    fn search(
        &self,
        kind: Search,
        at: usize,
        find: &dyn Fn(usize, usize) -> Option<(usize, StringEnd)>,
    ) -> (usize, StringEnd) {
        let mut memo =
            self.memos.borrow().iter().find(|(known, _)| *known == kind).map_or([None; 2], |(_, memo)| *memo);
        if let Some(hit) = memo.iter().flatten().find(|known| (known.from..=known.to).contains(&at)) {
            return (hit.to, hit.end);
        }
        // What is known of a later start need not be searched again.
        let mut later = memo.iter_mut().flatten().filter(|known| known.from > at).min_by_key(|known| known.from);
        let limit = later.as_ref().map_or(self.bytes.len() + 1, |known| known.from);
        let found = match (find(at, limit), &mut later) {
            (Some((to, end)), _) => {
                let oldest =
                    usize::from(memo[0].is_some_and(|first| memo[1].is_none_or(|second| first.to > second.to)));
                memo[oldest] = Some(Searched { from: at, to, end });
                (to, end)
            }
            (None, Some(known)) => {
                known.from = at;
                (known.to, known.end)
            }
            (None, None) => (self.bytes.len(), StringEnd::Unknown),
        };
        let mut memos = self.memos.borrow_mut();
        match memos.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, known)) => *known = memo,
            None => memos.push((kind, memo)),
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_find_the_same_in_any_order() {
        let text = "ab'c\\'d'e\nf'/* x */g\\\\'h\nlast";
        let line = |at: usize| text[at..].find('\n').map_or(text.len(), |found| at + found);
        let quote = |at: usize| [2, 7, 11, 22].into_iter().find(|found| *found >= at).unwrap_or(text.len());
        for first in 0..=text.len() {
            for second in 0..=text.len() {
                let searches = SearchCache::new(text);
                for at in [first, second, first, 0, second, text.len(), 5] {
                    assert_eq!(
                        (searches.line_end(at), searches.closer("'", at)),
                        (line(at), quote(at)),
                        "{first} {second} {at}"
                    );
                }
            }
        }
        let searches = SearchCache::new(text);
        assert_eq!((searches.comment_end(12), searches.comment_end(20)), (19, text.len()));
        assert_eq!([0, 3, 8].map(|at| SearchCache::new("\"a\"\\\"\" \n\"").quotes_ahead(at)), [3, 1, 1]);
    }
}
