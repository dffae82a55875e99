//! Searches ahead of the parser with memoized results: the end of a line, the next quote, the end of a string.
//!
//! Each result is stored for the range of starts that share it. All searches of one kind together pass over the text
//! once or twice, in any order of starts and for any length of lines.

use std::cell::{Cell, RefCell};

use ::json::ends_with_escape;

/// The context of a string, which determines what must follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StringContext {
    /// The string is the document.
    Document,
    /// A key.
    Key,
    /// The value of a member.
    Member,
    /// An item of an array.
    Item,
}

/// The result of a search for the end of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StringEnd {
    /// A closing quote at this byte, after which the document continues.
    Quote(usize),
    /// A quote at this byte opens the next key: the closing quote before it is missing.
    NextKey(usize),
    /// There is no such quote on the line.
    Unknown,
}

/// A kind of search.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Search {
    LineEnd,
    Space,
    CommentEnd,
    /// The next of these characters that is not escaped.
    Closer(&'static str),
    /// The end of an unquoted key or value.
    PhraseEnd {
        is_key: bool,
        is_member: bool,
    },
    /// The next occurrence of this operator.
    Operator(&'static str),
    /// The next quote after a concatenation operator.
    ConcatenatedQuote,
    /// The end of a string that one of these characters closes.
    StringEnd(&'static str, StringContext),
}

/// The result of a search, which is equal for every start from `from` to `to`.
#[derive(Clone, Copy)]
struct Searched {
    from: usize,
    to: usize,
    end: StringEnd,
}

/// The results of two searches of one kind: one near the parser, and one far ahead.
type Memo = [Option<Searched>; 2];

/// The memoized searches of the recovery.
pub(super) struct SearchCache<'t> {
    text: &'t str,
    bytes: &'t [u8],
    memos: RefCell<Vec<(Search, Memo)>>,
    /// A byte, the end of its line, and the number of unescaped double quotes between.
    counted: Cell<(usize, usize, usize)>,
}

impl<'t> SearchCache<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let memos = RefCell::new(Vec::new());
        Self { text, bytes: text.as_bytes(), memos, counted: Cell::new((usize::MAX, 0, 0)) }
    }

    /// Returns the end of the line of `at`, without its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
        self.find(Search::LineEnd, at, &|at: usize, limit: usize| {
            Some(at + self.bytes[at..limit].iter().position(is_break)?)
        })
    }

    /// Returns the position of the first space or tab at or after `at`, or the end of the text.
    pub(super) fn space(&self, at: usize) -> usize {
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t');
        self.find(Search::Space, at, &|at: usize, limit: usize| {
            Some(at + self.bytes[at..limit].iter().position(is_space)?)
        })
    }

    /// Returns the rest of the line from `at`.
    pub(super) fn line(&self, at: usize) -> &'t str {
        &self.text[at..self.line_end(at)]
    }

    /// Returns the end of the comment whose `/*` is at `at`.
    pub(super) fn comment_end(&self, at: usize) -> usize {
        let from = (at + 2).min(self.bytes.len());
        let end = self.find(Search::CommentEnd, from, &|at: usize, limit: usize| {
            // The slash may be at the limit.
            let rest = &self.bytes[at..(limit + 1).min(self.bytes.len())];
            rest.windows(2).position(|two| two == b"*/").map(|offset| at + offset)
        });
        (end + 2).min(self.bytes.len())
    }

    /// Returns the position of the first unescaped character of `closers` at or after `at`, or the end of the text.
    pub(super) fn closer(&self, closers: &'static str, at: usize) -> usize {
        self.find(Search::Closer(closers), at, &|at: usize, limit: usize| {
            let mut matches =
                self.text[at..limit].match_indices(|c| closers.contains(c)).map(|(offset, _)| at + offset);
            matches.find(|at| !ends_with_escape(&self.text[..*at]))
        })
    }

    /// Returns the position of the first `operator` at or after `at`, or the end of the text.
    pub(super) fn operator(&self, operator: &'static str, at: usize) -> usize {
        self.find(Search::Operator(operator), at, &|at: usize, limit: usize| {
            // The operator may cross the limit.
            let rest = &self.bytes[at..(limit + operator.len() - 1).min(self.bytes.len())];
            rest.windows(operator.len()).position(|bytes| bytes == operator.as_bytes()).map(|offset| at + offset)
        })
    }

    /// Returns the position of the first straight quote after `at` with `+` or ` .` before it, or the end of the text.
    pub(super) fn concatenated_quote(&self, at: usize) -> usize {
        let from = at + self.text[at..].chars().next().map_or(0, char::len_utf8);
        self.find(Search::ConcatenatedQuote, from, &|at: usize, limit: usize| {
            let mut quotes = self.text[at..limit].match_indices(['"', '\'']).map(|(offset, _)| at + offset);
            quotes.find(|quote| {
                let before = self.text[..*quote].trim_end();
                before.ends_with('+') || before.ends_with(" .")
            })
        })
    }

    /// Returns the end of a string that one of `closers` closes. `find(at, limit)` searches from `at` up to `limit`,
    /// and always finds a result at the end of the line.
    pub(super) fn string_end(
        &self,
        closers: &'static str,
        context: StringContext,
        at: usize,
        find: &dyn Fn(usize, usize) -> Option<(usize, StringEnd)>,
    ) -> StringEnd {
        self.search(Search::StringEnd(closers, context), at, find).1
    }

    /// Returns the number of unescaped double quotes in the rest of the line. Inside a string of a line with all quotes
    /// in place, the number is odd.
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

    /// Returns the end of a search from `at`. `find(at, limit)` returns a result before `limit`, if there is one.
    pub(super) fn find(&self, kind: Search, at: usize, find: &dyn Fn(usize, usize) -> Option<usize>) -> usize {
        let end = self.bytes.len();
        let (to, _) = self.search(kind, at, &|at: usize, limit: usize| {
            let to = find(at, limit.min(end)).or((limit > end).then_some(end));
            to.map(|to| (to, StringEnd::Unknown))
        });
        to
    }

    /// Returns the end and the result of a search from `at`. `find(at, limit)` returns a result before `limit`, if
    /// there is one; beyond the end of the text it must find the end.
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
        // The result of a later start need not be searched again.
        let mut later = memo.iter_mut().flatten().filter(|known| known.from > at).min_by_key(|known| known.from);
        let limit = later.as_ref().map_or(self.bytes.len() + 1, |known| known.from);
        let result = match (find(at, limit), &mut later) {
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
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_in_any_order_have_the_same_results() {
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
