//! Splits a program into literals, names, numbers, brackets and signs.

use std::cell::Cell;
use std::ops::Range;

use model::char_set::CharSet;

use super::language::{COMMANDS, DIRECTIVES, Language, REGULAR, Shape, TRANSPOSES, TURNS, TYPED};
use super::literal::Literal;
use super::names::name_length;
use super::quotes;
use crate::word_list::contains;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Name,
    Number,
    Text,
    Open,
    Close,
    Sign,
}

pub(super) struct Token {
    pub kind: TokenKind,
    pub start: usize,
    pub end: usize,
    /// The index of the matching bracket, or of the literal.
    pub pair: usize,
    /// The index of the innermost open bracket around the token.
    pub parent: usize,
    /// A line break precedes it.
    pub breaks: bool,
    /// White space precedes it.
    pub spaced: bool,
}

/// No index.
pub(super) const NONE: usize = usize::MAX;

/// The tokens of a program, or of an expression in a literal.
pub(super) struct Code<'t> {
    /// The text of the program up to the end of the tokens.
    pub source: &'t str,
    pub language: &'static Language,
    pub tokens: Vec<Token>,
    pub literals: Vec<Literal>,
    /// The remaining steps of searches, which limits repeated ones to linear time.
    pub steps: Cell<usize>,
}

/// Signs of more than one character, longer ones first.
const SIGNS: [&str; 44] = [
    "<=>", "===", "!==", "...", "<<=", "**=", "??=", "||=", "&&=", "..=", "|>>", "=>", "->", "::", ":=", "<-", "==",
    "!=", "<=", ">=", "&&", "||", "??", "?.", "+=", ".=", "-=", "*=", "/=", "%=", "|=", "^=", "++", "--", "<<", ">>",
    "|>", "..", "=~", "<>", "~>", "**", "@@", ";;",
];

/// Splits `text` from the byte `at`.
#[allow(clippy::too_many_lines, reason = "one loop over all tokens")]
pub(super) fn lex<'t>(language: &'static Language, text: &'t str, at: usize) -> Code<'t> {
    // A token has about eight bytes.
    let tokens = Vec::with_capacity((text.len() - at) / 8);
    let mut code =
        Code { source: text, language, tokens, literals: Vec::new(), steps: Cell::new(text.len() * 16 + 10_000) };
    // Most tokens begin with none of these.
    let marks = quotes::first_bytes(language);
    let mut unclosed = text.len() * 16;
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let (mut at, mut breaks, mut spaced) = (at, true, true);
    // The end of a here-document, after the rest of its first line.
    let mut here = None;
    while at < bytes.len() {
        let rest = &text[at..];
        let c = rest.chars().next().unwrap_or_default();
        if c == '\n' {
            at = here.take().unwrap_or(at + 1);
            (breaks, spaced) = (true, true);
            continue;
        }
        if c.is_whitespace() || c == '\u{feff}' || c == ',' && language.has(TURNS) {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        // A line continuation.
        let is_end = |skip: usize| rest[skip..].trim_start_any(" \t\r").starts_with('\n');
        let joint = if language.has(COMMANDS) { "`" } else { "\\" };
        if rest.starts_with(joint) && is_end(1) || language.has(TRANSPOSES) && rest.starts_with("...") {
            at += rest.find('\n').map_or(rest.len(), |length| length + 1);
            spaced = true;
            continue;
        }
        let is_mark = !c.is_ascii() || marks >> (c as u32) & 1 == 1;
        if is_mark && let Some(length) = comment(language, rest, spaced, breaks) {
            at += length;
            spaced = true;
            continue;
        }
        let last = code.tokens.last();
        let is_value_before = last.is_some_and(|last| {
            matches!(last.kind, TokenKind::Name | TokenKind::Number | TokenKind::Text | TokenKind::Close)
        });
        let is_operator = c == '\'' && language.has(TRANSPOSES) && is_value_before && !spaced;
        if is_mark
            && !is_operator
            && let Some((literal, end)) = quotes::find(language, text, at, &mut unclosed)
        {
            // A prefix such as `r` must not be the end of a name, and `<<` and `%` can be operators.
            let is_operand = matches!(literal.quote.shape, Shape::HereDocument | Shape::Paired)
                && is_value_before
                && literal.quote.open.starts_with_any("<%")
                && (!spaced || rest[literal.quote.open.len()..].starts_with(' '));
            let follows_name = !spaced && last.is_some_and(|last| last.kind == TokenKind::Name);
            let is_apostrophe = follows_name && quotes::is_apostrophe(&text[at..end]);
            if !is_operand && !is_apostrophe {
                let parent = open.last().copied().unwrap_or(NONE);
                let (start, pair) = (at, code.literals.len());
                at = end;
                if literal.quote.open == "<<" {
                    at = literal.start - 1;
                    here = Some(end);
                    // The first line ends where the content begins.
                    at = text[start..at].find(|c: char| ",;).".contains(c)).map_or(at, |length| start + length);
                }
                code.tokens.push(Token {
                    kind: TokenKind::Text,
                    start,
                    end: end.max(at),
                    pair,
                    parent,
                    breaks,
                    spaced,
                });
                code.literals.push(literal);
                (breaks, spaced) = (false, false);
                continue;
            }
        }
        let (kind, length) = match c {
            '(' | '[' | '{' => (TokenKind::Open, 1),
            ')' | ']' | '}' => (TokenKind::Close, 1),
            '0'..='9' => (TokenKind::Number, number_length(rest)),
            // In Clojure, `-` is a function, so `-3` is a number.
            '-' if language.has(TURNS) && rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                (TokenKind::Number, 1 + number_length(&rest[1..]))
            }
            '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) && !is_value_before => {
                (TokenKind::Number, 1 + number_length(&rest[1..]))
            }
            _ => match name_length(language, rest, spaced || !is_value_before && !follows_sign(last, text)) {
                0 if c == '/' && language.has(REGULAR) && !is_value_before => match regular(rest) {
                    Some(length) => (TokenKind::Sign, length),
                    None => (TokenKind::Sign, 1),
                },
                // Type arguments that are inferred: `new HashMap<>()`.
                0 if language.has(TYPED) && rest.starts_with("<>") => (TokenKind::Sign, 1),
                0 => (TokenKind::Sign, sign_length(rest, c)),
                length => (TokenKind::Name, length),
            },
        };
        let index = code.tokens.len();
        let mut token = Token { kind, start: at, end: at + length, pair: NONE, parent: NONE, breaks, spaced };
        match kind {
            TokenKind::Open => {
                token.parent = open.last().copied().unwrap_or(NONE);
                open.push(index);
            }
            TokenKind::Close => {
                let shut = c;
                let is_match = |index: &usize| {
                    let start = bytes[code.tokens[*index].start];
                    matches!((start, shut), (b'(', ')') | (b'[', ']') | (b'{', '}'))
                };
                // An unclosed bracket inside ends here too.
                let found = open.iter().rev().take(8).position(is_match);
                if let Some(distance) = found {
                    for _ in 0..=distance {
                        if let Some(other) = open.pop() {
                            code.tokens[other].pair = index;
                            token.pair = other;
                        }
                    }
                } else {
                    token.kind = TokenKind::Sign;
                }
                token.parent = open.last().copied().unwrap_or(NONE);
            }
            _ => token.parent = open.last().copied().unwrap_or(NONE),
        }
        at += length;
        code.tokens.push(token);
        (breaks, spaced) = (false, false);
    }
    if unclosed == 0 {
        // Literals were skipped, so nothing is certain.
        code.steps.set(0);
    }
    let end = code.tokens.len();
    for index in open {
        code.tokens[index].pair = end;
    }
    code
}

/// Returns the length of the comment at the start of `text`.
fn comment(language: &Language, text: &str, spaced: bool, breaks: bool) -> Option<usize> {
    if language.has(DIRECTIVES) && breaks && text.starts_with('#')
        || text.starts_with("<?php")
        || text.starts_with("?>")
    {
        return Some(if text.starts_with('#') {
            text.find('\n').unwrap_or(text.len())
        } else {
            text.len().min(if text.starts_with("<?") { 5 } else { 2 })
        });
    }
    let (open, close) = language.comments.iter().find(|(open, _)| text.starts_with(open))?;
    if *open == "#" && (language.has(COMMANDS) && !spaced || text.starts_with("#[")) {
        return None;
    }
    if *close == "\n" {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    Some(text[open.len()..].find(close).map_or(text.len(), |length| open.len() + length + close.len()))
}

fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut length = 0;
    while let Some(byte) = bytes.get(length) {
        let is_exponent = matches!(byte, b'+' | b'-')
            && length > 0
            && matches!(bytes[length - 1], b'e' | b'E')
            && !text.starts_with("0x");
        let is_point = *byte == b'.' && bytes.get(length + 1).is_some_and(u8::is_ascii_digit);
        if !(byte.is_ascii_alphanumeric() || *byte == b'_' || is_exponent || is_point) {
            break;
        }
        length += 1;
    }
    length
}

/// Returns whether the last token is a sign between a value and its member.
fn follows_sign(last: Option<&Token>, text: &str) -> bool {
    last.is_some_and(|last| matches!(&text[last.start..last.end], "." | "::" | "?."))
}

fn sign_length(text: &str, c: char) -> usize {
    // Most signs are followed by a quote, a space or a name.
    let is_one = !text[c.len_utf8()..].starts_with(|next: char| next.is_ascii_punctuation() && next != '"');
    if is_one {
        return c.len_utf8();
    }
    SIGNS.iter().find(|sign| text.starts_with(**sign)).map_or(c.len_utf8(), |sign| sign.len())
}

/// Returns the length of the regular expression at the start of `text`.
fn regular(text: &str) -> Option<usize> {
    /// The maximum length, which keeps the time linear.
    const MAX_BYTES: usize = 1000;
    let mut is_class = false;
    let mut bytes = text.bytes().enumerate().take(MAX_BYTES).skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'[' => is_class = true,
            b']' => is_class = false,
            b'/' if !is_class => {
                let flags = text[at + 1..].bytes().take_while(u8::is_ascii_alphabetic).count();
                return Some(at + 1 + flags);
            }
            b'\n' => return None,
            _ => {}
        }
    }
    None
}

impl<'t> Code<'t> {
    /// Returns whether `count` steps remain, and takes them.
    pub fn spend(&self, count: usize) -> bool {
        let rest = self.steps.get().checked_sub(count);
        self.steps.set(rest.unwrap_or_default());
        rest.is_some()
    }

    /// Returns the index after the token or group at `index`.
    pub fn next(&self, index: usize) -> usize {
        let token = &self.tokens[index];
        if token.kind == TokenKind::Open { (token.pair + 1).min(self.tokens.len()) } else { index + 1 }
    }

    /// Returns the text of a token; it is empty if there is none.
    pub fn text(&self, index: usize) -> &'t str {
        self.tokens.get(index).map_or("", |token| &self.source[token.start..token.end])
    }

    /// Returns whether a token is `expected`.
    pub fn is(&self, index: usize, expected: &str) -> bool {
        self.text(index) == expected
    }

    /// Returns whether there is a token of this kind.
    pub fn is_kind(&self, index: usize, kind: TokenKind) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == kind)
    }

    /// Returns whether a token is one of the words or signs in `expected`, which spaces separate.
    pub fn is_one_of(&self, index: usize, expected: &str) -> bool {
        contains(expected, self.text(index))
    }

    /// Returns the tokens of `range` outside of brackets: an opening bracket stands for its group.
    pub fn top(&self, range: &Range<usize>) -> impl Iterator<Item = usize> + use<'_> {
        let end = range.end;
        let mut at = range.start;
        std::iter::from_fn(move || {
            let index = at;
            (index < end).then(|| {
                at = self.next(index);
                index
            })
        })
    }

    /// Splits `range` at these signs, which spaces separate.
    pub fn split(&self, range: &Range<usize>, signs: &str) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = range.start;
        for index in self.top(range) {
            if self.tokens[index].kind != TokenKind::Text && self.is_one_of(index, signs) {
                parts.push(start..index);
                start = index + 1;
            }
        }
        parts.push(start..range.end);
        parts
    }

    /// Returns the tokens inside the bracket at `index`.
    pub fn inside(&self, index: usize) -> std::ops::Range<usize> {
        index + 1..self.tokens[index].pair.max(index + 1)
    }
}
