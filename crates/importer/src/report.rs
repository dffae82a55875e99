//! Collects repairs while a text is read.

use std::ops::Range;

use model::position::{Locator, Position, position};

use super::candidate::Candidate;
use super::import_error::{ImportError, ParseError};
use super::mapped_text::MappedText;
use super::repair::{Repair, RepairKind};

/// True if a report also lists the bytes that are explained by another finding. Only tests need them.
pub(super) const ACCOUNTS: bool = cfg!(feature = "accounting");

/// A range of bytes, or an empty one at an offset.
pub(super) struct Span(pub Range<usize>);

impl From<usize> for Span {
    fn from(at: usize) -> Self {
        Self(at..at)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self(range)
    }
}

/// A finding, and the bytes of the pasted text that it concerns.
pub(super) type Finding = (Option<Range<usize>>, RepairKind);

/// Takes the count of further problems out of a finding.
fn take_more(repair: &mut RepairKind) -> usize {
    if let RepairKind::Json { more, .. } = repair { std::mem::take(more) } else { 0 }
}

fn start(range: Option<&Range<usize>>) -> usize {
    range.map_or(usize::MAX, |range| range.start)
}

/// Collects the findings about a pasted text. Its callers pass offsets in the normalized text.
pub(super) struct Report<'t> {
    /// The pasted text.
    pasted: &'t str,
    /// The normalized text, mapped to the pasted one.
    source: &'t MappedText,
    list: Vec<Finding>,
    /// The ranges of findings beyond the limit, and further ranges of listed ones.
    unlisted: Vec<Range<usize>>,
    unlisted_count: usize,
    /// The keys whose values a program computes. They are reported.
    pub computed: Vec<String>,
    /// The program or format that the text was recognised as, for display: proper names only.
    pub read_as: Option<String>,
    /// The request that the user chose among `candidates`.
    pub choice: Option<usize>,
    /// The requests that create an instance, if there are several.
    pub candidates: Vec<Candidate>,
    /// Text in single quotes ended with a backslash. In fish that is not its end.
    pub has_escaped_quote: bool,
}

impl<'t> Report<'t> {
    /// The maximum number of listed findings.
    const MAX_FINDINGS: usize = 200;

    /// Creates an empty report about `pasted`, whose normalized text is `source`.
    pub fn new(pasted: &'t str, source: &'t MappedText) -> Self {
        Self {
            pasted,
            source,
            list: Vec::new(),
            unlisted: Vec::new(),
            unlisted_count: 0,
            computed: Vec::new(),
            read_as: None,
            choice: None,
            candidates: Vec::new(),
            has_escaped_quote: false,
        }
    }

    /// Creates an empty report about the same text.
    pub fn empty_copy(&self) -> Self {
        Self { choice: self.choice, ..Self::new(self.pasted, self.source) }
    }

    /// Returns the index of the request to import among those that create an instance.
    ///
    /// # Errors
    ///
    /// Returns an error if the user has chosen none. `count` is their number, and `candidates` describes the first
    /// [`Candidate::MAX`] with their offsets in the normalized text.
    pub fn choose(&mut self, count: usize, candidates: Vec<(usize, Candidate)>) -> Result<usize, ParseError> {
        let mut locator = Locator::new(self.pasted);
        for (at, candidate) in candidates {
            let position = locator.position(self.source.origin(at));
            self.candidates.push(Candidate { position, ..candidate });
        }
        self.choice.filter(|choice| *choice < count).ok_or((None, ImportError::SeveralRequests(count)))
    }

    /// Returns the position in the pasted text of the byte `at` of the normalized one.
    pub fn position(&self, at: usize) -> Position {
        position(self.pasted, self.source.origin(at))
    }

    /// Adds a finding about a range of the normalized text.
    pub fn push(&mut self, at: impl Into<Span>, repair: RepairKind) {
        self.add((Some(self.pasted_range(at.into().0)), repair));
    }

    /// Accounts for a range of the normalized text: a finding explains why it is not in the request.
    pub fn account_for(&mut self, range: Range<usize>) {
        if ACCOUNTS {
            let range = self.pasted_range(range);
            if !range.is_empty() {
                self.unlisted.push(range);
            }
        }
    }

    /// Accounts for all parts of a text, which may be apart.
    pub fn account_for_parts(&mut self, text: &MappedText) {
        if ACCOUNTS {
            text.origins_by_part(0..text.text.len()).into_iter().for_each(|part| self.account_for(part));
        }
    }

    /// Returns the bytes of the pasted text that `range` was read from, clamped to its end: text inserted there has
    /// none.
    fn pasted_range(&self, range: Range<usize>) -> Range<usize> {
        let Range { start, end } = self.source.origins(range);
        let end = self.pasted.ceil_char_boundary(end);
        start.min(end)..end
    }

    /// Adds a finding about a range of the normalized text. A repetition only accounts for its range.
    pub fn push_once(&mut self, at: impl Into<Span>, repair: RepairKind) {
        let range = at.into().0;
        if self.has(&repair) {
            self.account_for(range);
        } else {
            self.push(range, repair);
        }
    }

    /// Returns whether a finding is listed.
    pub fn has(&self, repair: &RepairKind) -> bool {
        self.list.iter().any(|(_, listed)| listed.is_same(repair))
    }

    /// Returns the bytes of the pasted text that were left out.
    pub fn left_out(&self) -> Vec<Range<usize>> {
        let is_left_out =
            |kind: &RepairKind| matches!(kind, RepairKind::TextBefore | RepairKind::TextAfter | RepairKind::UnreadText);
        let left_out = self.list.iter().filter(|(_, kind)| is_left_out(kind));
        left_out.filter_map(|(range, _)| range.clone()).collect()
    }

    /// Returns whether the text is a response, or a request that creates nothing.
    pub fn is_about_another_request(&self) -> bool {
        self.list.iter().any(|(_, kind)| matches!(kind, RepairKind::Response | RepairKind::OtherMethod(_)))
    }

    /// Adds a finding about a range of the normalized text. Another of its kind increases the count of the first.
    pub fn push_counted(&mut self, range: Range<usize>, mut repair: RepairKind) {
        let is_same = |other: &RepairKind| std::mem::discriminant(other) == std::mem::discriminant(&repair);
        let Some(first) = self.list.iter().position(|(_, other)| is_same(other)) else {
            return self.push(range, repair);
        };
        if let (Some(count), Some(more)) = (self.list[first].1.count(), repair.count()) {
            *count += *more;
        }
        self.account_for(range);
    }

    /// Returns the normalized text.
    pub fn text(&self) -> &'t str {
        &self.source.text
    }

    /// Adds a finding without a position.
    pub fn push_general(&mut self, repair: RepairKind) {
        self.add((None, repair));
    }

    /// Adds a finding about a range of the pasted text. Equal findings about notation are listed as one.
    pub fn add(&mut self, (mut range, mut repair): Finding) {
        if let Some((first, other)) = self.list.iter_mut().find(|(_, other)| other.is_same_notation(&repair)) {
            let count = take_more(&mut repair) + take_more(other) + 1;
            if start(range.as_ref()) < start(first.as_ref()) {
                std::mem::swap(&mut range, first);
                std::mem::swap(&mut repair, other);
            }
            if let RepairKind::Json { more, .. } = other {
                *more = count;
            }
            self.unlisted.extend(range);
            return;
        }
        let finding = (range, repair);
        if self.list.len() < Self::MAX_FINDINGS {
            self.list.push(finding);
        } else {
            self.unlisted_count += 1;
            self.unlisted.extend(finding.0);
        }
    }

    /// Adds the findings of the normalization.
    pub fn add_findings(&mut self, findings: Vec<Finding>, accounted: Vec<Range<usize>>) {
        for finding in findings {
            self.add(finding);
        }
        self.unlisted.extend(accounted);
    }

    /// Adds all findings of `other`.
    pub fn append(&mut self, other: Report<'_>) {
        self.unlisted_count += other.unlisted_count;
        self.read_as = self.read_as.take().or(other.read_as);
        self.candidates.extend(other.candidates);
        self.computed.extend(other.computed);
        self.unlisted.extend(other.unlisted);
        other.list.into_iter().for_each(|finding| self.add(finding));
    }

    /// Returns whether a value was found despite missing or wrong quotes.
    pub fn has_guessed_quotes(&self) -> bool {
        self.list.iter().any(|(_, repair)| {
            matches!(
                repair,
                RepairKind::UnclosedQuote { .. }
                    | RepairKind::StrayQuote { .. }
                    | RepairKind::TypographicQuotes
                    | RepairKind::UnquotedBody
                    | RepairKind::UnquotedHeader
            )
        })
    }

    /// Returns the finding added last.
    pub fn last(&mut self) -> Option<&mut RepairKind> {
        self.list.last_mut().map(|(_, repair)| repair)
    }

    /// Returns the repairs in the order of the text, those without a position last, and the unlisted ranges.
    pub fn finish(mut self) -> (Vec<Repair>, Vec<Range<usize>>) {
        self.list.sort_by_key(|(range, _)| start(range.as_ref()));
        let mut locator = Locator::new(self.pasted);
        let mut repairs: Vec<Repair> = self
            .list
            .into_iter()
            .map(|(range, repair)| {
                let position = range.as_ref().map(|range| locator.position(range.start));
                Repair { position, range, kind: repair }
            })
            .collect();
        if self.unlisted_count > 0 {
            repairs.push(Repair { position: None, range: None, kind: RepairKind::More(self.unlisted_count) });
        }
        (repairs, self.unlisted)
    }
}
