//! Finds the blocks of a program, and those that may not run.

use std::ops::Range;

use super::language::{DIRECTIVES, Id, Language, WORDS};
use super::lexer::{Code, NONE, TokenKind};
use crate::word_list::contains;

/// Words that begin a block or statement that may not run, or may run again.
pub(super) const CONDITIONS: &str = "if elif elsif elseif else for foreach while until unless switch case when except catch rescue match select repeat loop guard";

/// When a block runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    Once,
    /// Once or never.
    Condition,
    /// Any number of times.
    Loop,
    /// When the program calls it.
    Function,
}

/// A block of statements, in bytes.
pub(super) struct Block {
    pub(super) range: Range<usize>,
    pub(super) parent: usize,
    pub(super) kind: BlockKind,
    /// The index of the innermost function that it is in, or that it is.
    pub(super) function: usize,
}

/// The words of [`CONDITIONS`] that begin a loop.
const LOOPS: &str = "for foreach while until repeat loop";

/// Words before the name of a function.
pub(super) const FUNCTIONS: &str = "def function func fun fn sub lambda";

/// Words before brackets and a block that runs once.
pub(super) const STATEMENTS: &str = "lock synchronized try using use with";

/// Returns the blocks of a program in their order.
pub(super) fn collect(code: &Code) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    if code.language.has(WORDS) {
        // The lines with a larger indentation belong to the line before them.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut last_line = None;
        for (index, token) in code.tokens.iter().enumerate() {
            if !token.breaks || token.parent != NONE {
                continue;
            }
            let line = code.source[..token.start].rfind('\n').map_or(0, |at| at + 1);
            let indent = token.start - line;
            while let Some((_, block)) = open.last().copied().filter(|(outer, _)| *outer >= indent) {
                blocks[block].range.end = token.start;
                open.pop();
            }
            if let Some((before, first)) = last_line
                && indent > before
            {
                let words = (first..index).take(12).map(|index| code.text(index));
                let is_main = words.clone().any(|word| word == "__name__");
                let kind = if is_main {
                    BlockKind::Once
                } else if words.clone().take(2).any(|word| contains(FUNCTIONS, word)) {
                    BlockKind::Function
                } else {
                    kind_of(code.text(first))
                };
                let parent = open.last().map_or(NONE, |(_, block)| *block);
                push(&mut blocks, token.start..code.source.len(), parent, kind);
                open.push((before, blocks.len() - 1));
            }
            last_line = Some((indent, index));
        }
        return blocks;
    }
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (index, token) in code.tokens.iter().enumerate() {
        while open.last().is_some_and(|(end, _)| index >= *end) {
            open.pop();
        }
        let parent = open.last().map_or(NONE, |(_, block)| *block);
        if let Some(end) = arrow_end(code, index) {
            let end_byte = code.tokens.get(end).map_or(code.source.len(), |token| token.start);
            push(&mut blocks, token.end..end_byte, parent, BlockKind::Function);
            open.push((end, blocks.len() - 1));
        }
        if token.kind != TokenKind::Open || !code.is(index, "{") {
            continue;
        }
        let mut back = index;
        let mut kind = BlockKind::Once;
        let mut has_new = false;
        // A hashtable of PowerShell is a value.
        let mut is_value = index > 0 && code.is(index - 1, "@");
        for _ in 0..24 {
            let Some(before) = back.checked_sub(1) else { break };
            let is_group = code.is_kind(before, TokenKind::Close);
            back = if is_group { code.tokens[before].pair } else { before };
            let word = code.text(back);
            if matches!(word, ";" | "{" | "}") || back == NONE {
                break;
            }
            let is_name = code.is_kind(back, TokenKind::Name);
            if is_name && contains(CONDITIONS, word) {
                kind = kind_of(word);
                break;
            }
            // `new Map() { … }` is a value.
            has_new |= word == "new";
            let is_lambda = before + 1 == index && matches!(word, "=>" | "->") && !contains(code.language.pairs, word);
            let follows_name = is_group
                && word == "("
                && back
                    .checked_sub(1)
                    .is_some_and(|name| code.is_kind(name, TokenKind::Name) && !contains(STATEMENTS, code.text(name)));
            // An argument, a member or the value of a variable.
            is_value |= matches!(word, "," | "=") || !is_group && code.is_kind(back, TokenKind::Open);
            if !is_value && (is_lambda || contains(FUNCTIONS, word) || follows_name) {
                kind = BlockKind::Function;
            }
            if code.tokens[back].breaks {
                break;
            }
        }
        if has_new && kind == BlockKind::Function {
            kind = BlockKind::Once;
        }
        let end = code.tokens.get(token.pair).map_or(code.source.len(), |close| close.start);
        push(&mut blocks, token.start..end, parent, kind);
        open.push((token.pair, blocks.len() - 1));
    }
    blocks
}

/// Returns the token after the expression that the function at the arrow `index` returns: `() => fetch(…)`.
fn arrow_end(code: &Code, index: usize) -> Option<usize> {
    /// The maximum number of tokens and groups of the expression, so that many arrows do not take longer.
    const MAX_TOKENS: usize = 200;
    let has_arrows = matches!(code.language.id, Id::CSharp | Id::Dart | Id::JavaScript);
    if !has_arrows || !code.is(index, "=>") || code.is(index + 1, "{") {
        return None;
    }
    let is_operand = |at: usize| !code.is_kind(at, TokenKind::Sign);
    let mut end = index + 1;
    for _ in 0..MAX_TOKENS {
        let Some(token) = code.tokens.get(end) else { break };
        let is_statement = token.breaks && end > index + 1 && is_operand(end) && is_operand(end - 1);
        if token.parent != code.tokens[index].parent || code.is_one_of(end, "; ,") || is_statement {
            break;
        }
        end = code.next(end);
    }
    Some(end)
}

/// Returns the bytes between `#if` and `#endif`, which may not be compiled.
pub(super) fn directives(language: &Language, text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    if !language.has(DIRECTIVES) && language.id != Id::Swift {
        return ranges;
    }
    let (mut depth, mut start, mut at) = (0_usize, 0, 0);
    for line in text.split_inclusive('\n') {
        let directive = line.trim_start().strip_prefix('#').map_or("", str::trim_start);
        if directive.starts_with("if") {
            start = if depth == 0 { at } else { start };
            depth += 1;
        } else if directive.starts_with("endif") && depth > 0 {
            depth -= 1;
            if depth == 0 {
                ranges.push(start..at);
            }
        }
        at += line.len();
    }
    ranges
}

/// Returns whether the operand after this operator may not be evaluated.
pub(super) fn is_short_circuit(operator: &str) -> bool {
    matches!(operator, "&&" | "||" | "and" | "or")
}

/// Adds a block.
fn push(blocks: &mut Vec<Block>, range: Range<usize>, parent: usize, kind: BlockKind) {
    let function = match kind {
        BlockKind::Function => blocks.len(),
        _ => blocks.get(parent).map_or(NONE, |parent| parent.function),
    };
    blocks.push(Block { range, parent, kind, function });
}

/// Returns the kind of a block that begins with this word.
fn kind_of(word: &str) -> BlockKind {
    if contains(LOOPS, word) {
        BlockKind::Loop
    } else if contains(CONDITIONS, word) {
        BlockKind::Condition
    } else {
        BlockKind::Once
    }
}

/// Returns whether the statement at this token may not run: it is the only one of a condition, such as the second one in
/// `if (a) b = 1` and in `if a: b = 1`.
pub(super) fn follows_condition(code: &Code, index: usize) -> bool {
    /// The maximum number of tokens in a condition.
    const MAX_TOKENS: usize = 64;
    let Some(before) = index.checked_sub(1) else { return false };
    let token = &code.tokens[before];
    match code.text(before) {
        "else" | "then" | "do" => true,
        sign if is_short_circuit(sign) => true,
        // `a && (b = 1)`
        "(" => before.checked_sub(1).is_some_and(|sign| is_short_circuit(code.text(sign))),
        ")" if token.pair != NONE && token.pair > 0 => contains(CONDITIONS, code.text(token.pair - 1)),
        ":" => {
            let first =
                (before.saturating_sub(MAX_TOKENS)..=before).rev().find(|at| code.tokens[*at].breaks || *at == 0);
            !code.tokens[index].breaks && first.is_some_and(|first| contains(CONDITIONS, code.text(first)))
        }
        _ => false,
    }
}
