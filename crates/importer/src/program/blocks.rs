//! Finds the blocks of a program, and those that may not run.

use std::ops::Range;

use super::language::{Language, WORDS};
use super::lexer::{Code, NONE, TokenKind};

/// Words that begin a block or statement that may not run, or may run again.
pub(super) const CONDITIONS: [&str; 21] = [
    "if", "elif", "elsif", "elseif", "else", "for", "foreach", "while", "until", "unless", "switch", "case", "when",
    "except", "catch", "rescue", "match", "select", "repeat", "loop", "guard",
];

/// A block of statements, in bytes.
pub(super) struct Block {
    pub(super) range: Range<usize>,
    pub(super) parent: usize,
    pub(super) is_conditional: bool,
}

/// Returns the blocks of a program in their order.
pub(super) fn collect(language: &Language, text: &str, code: &Code) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    if language.has(WORDS) {
        // The lines with a larger indentation belong to the line before them.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut last_line = None;
        for (index, token) in code.tokens.iter().enumerate() {
            if !token.breaks || token.parent != NONE {
                continue;
            }
            let line = text[..token.start].rfind('\n').map_or(0, |at| at + 1);
            let indent = token.start - line;
            while let Some((_, block)) = open.last().copied().filter(|(outer, _)| *outer >= indent) {
                blocks[block].range.end = token.start;
                open.pop();
            }
            if let Some((before, first)) = last_line
                && indent > before
            {
                let words = (first..index).take(12).map(|index| code.text(text, index));
                let is_main = words.clone().any(|word| word == "__name__");
                let is_conditional = CONDITIONS.contains(&code.text(text, first)) && !is_main;
                let parent = open.last().map_or(NONE, |(_, block)| *block);
                blocks.push(Block { range: token.start..text.len(), parent, is_conditional });
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
        if token.kind != TokenKind::Open || code.text(text, index) != "{" {
            continue;
        }
        let mut back = index;
        let mut is_conditional = false;
        for _ in 0..24 {
            let Some(before) = back.checked_sub(1) else { break };
            back = if code.tokens[before].kind == TokenKind::Close { code.tokens[before].pair } else { before };
            let word = code.text(text, back);
            if matches!(word, ";" | "{" | "}") || back == NONE {
                break;
            }
            is_conditional |= CONDITIONS.contains(&word) && code.tokens[back].kind == TokenKind::Name;
            if code.tokens[back].breaks || is_conditional {
                break;
            }
        }
        let end = code.tokens.get(token.pair).map_or(text.len(), |close| close.start);
        let parent = open.last().map_or(NONE, |(_, block)| *block);
        blocks.push(Block { range: token.start..end, parent, is_conditional });
        open.push((token.pair, blocks.len() - 1));
    }
    blocks
}

/// Returns whether the statement at this token may not run: it is the only one of a condition, such as the second one in
/// `if (a) b = 1` and in `if a: b = 1`.
pub(super) fn follows_condition(code: &Code, text: &str, index: usize) -> bool {
    /// The maximum number of tokens in a condition.
    const MAX_TOKENS: usize = 64;
    let Some(before) = index.checked_sub(1) else { return false };
    let token = &code.tokens[before];
    match code.text(text, before) {
        "else" | "then" | "do" => true,
        ")" if token.pair != NONE && token.pair > 0 => CONDITIONS.contains(&code.text(text, token.pair - 1)),
        ":" => {
            let first =
                (before.saturating_sub(MAX_TOKENS)..=before).rev().find(|at| code.tokens[*at].breaks || *at == 0);
            !code.tokens[index].breaks && first.is_some_and(|first| CONDITIONS.contains(&code.text(text, first)))
        }
        _ => false,
    }
}
