//! Follows the constants of a program: variables that are set to a value, and their members.

use std::ops::Range;

use model::char_set::CharSet;

use super::calls;
use super::evaluate::Program;
use super::language::{COMMANDS, Language, SEMICOLONS, TABLES, WORDS};
use super::lexer::{Code, NONE, TokenKind};
use super::value::{Value, append, hole};

/// Words that begin a block or statement that may not run, or may run again.
const CONDITIONS: [&str; 22] = [
    "if", "elif", "elsif", "elseif", "else", "for", "foreach", "while", "until", "unless", "switch", "case", "when",
    "except", "catch", "rescue", "match", "select", "repeat", "loop", "guard", "elsif",
];

/// What a statement does with a variable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    Set,
    Append,
    /// Calls the method at this token.
    Call(usize),
}

/// A statement that sets or changes a variable.
struct Statement {
    name: String,
    /// The byte of the name.
    at: usize,
    /// The keys of the changed member.
    path: Vec<Range<usize>>,
    action: Action,
    /// The tokens of the value, or `None` if it is unknown.
    value: Option<Range<usize>>,
    is_declared: bool,
}

/// A block of statements, in bytes.
struct Block {
    range: Range<usize>,
    parent: usize,
    is_conditional: bool,
}

/// The constants of a program.
#[derive(Default)]
pub(super) struct Constants<'t> {
    /// In the order of names and positions.
    statements: Vec<Statement>,
    blocks: Vec<Block>,
    text: &'t str,
}

/// Returns the name of a variable without the signs that belong to its use.
fn canonical(language: &Language, name: &str) -> String {
    if language.has(COMMANDS) {
        let name = name.trim_start_any("${").trim_end_any("}").to_ascii_lowercase();
        let scoped = ["script:", "global:", "local:", "private:"].iter().find_map(|scope| name.strip_prefix(scope));
        return scoped.map(str::to_owned).unwrap_or(name);
    }
    let sigils = if language.name == "JavaScript" || language.name == "PHP" { "" } else { "$@%!" };
    name.trim_start_any(sigils).to_owned()
}

/// Returns the end of the expression or statement that begins at `from`.
pub(super) fn end_of_item(language: &Language, code: &Code, text: &str, from: usize, stops_at_comma: bool) -> usize {
    let mut index = from;
    while index < code.tokens.len() {
        let token = &code.tokens[index];
        let sign = code.text(text, index);
        if sign == "<"
            && let Some(end) = type_arguments_end(code, text, index)
        {
            index = end;
            continue;
        }
        if token.kind == TokenKind::Close
            || token.kind != TokenKind::Text && (sign == ";" || sign == ";;" || stops_at_comma && sign == ",")
        {
            break;
        }
        if language.name == "OCaml" && index > from && matches!(sign, "in" | "let") {
            break;
        }
        let is_line = token.breaks && index > from && !language.has(SEMICOLONS) && {
            let parent = token.parent;
            parent == NONE || code.text(text, parent) == "{" && !language.has(TABLES)
        };
        if is_line {
            let before = code.text(text, index - 1);
            let is_open = code.tokens[index - 1].kind == TokenKind::Sign && !matches!(before, "!" | "?" | "++" | "--")
                || matches!(before, "return" | "to" | "and" | "or" | "in");
            let goes_on = token.kind == TokenKind::Sign
                && matches!(
                    sign,
                    "." | "?." | "->" | "|>" | "+" | "&&" | "||" | "??" | "?" | ":" | "|" | ".." | "<>" | "&."
                )
                || token.kind == TokenKind::Close
                || sign == "{" && language.name == "Lua";
            if !is_open && !goes_on {
                break;
            }
        }
        index = code.next(index);
    }
    index
}

/// Returns the end of the type arguments whose sign is at `index`: `<string, object>`.
pub(super) fn type_arguments_end(code: &Code, text: &str, index: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in index..(index + 20).min(code.tokens.len()) {
        match code.text(text, at) {
            "<" => depth += 1,
            ">" | ">>" => {
                depth = depth.saturating_sub(code.text(text, at).len());
                if depth == 0 {
                    return matches!(code.text(text, at + 1), "(" | "{" | "[" | "?").then_some(at + 1);
                }
            }
            "," | "." | "?" | "[" | "]" | "::" => {}
            _ if code.tokens[at].kind == TokenKind::Name => {}
            _ => return None,
        }
    }
    None
}

impl<'t> Constants<'t> {
    /// Collects the statements of a program.
    pub fn collect(language: &'static Language, text: &'t str, code: &Code) -> Self {
        let mut constants = Self { statements: Vec::new(), blocks: Vec::new(), text };
        constants.collect_blocks(language, code);
        for index in 0..code.tokens.len() {
            constants.collect_at(language, code, index);
        }
        constants.statements.sort_by(|a, b| (&a.name, a.at).cmp(&(&b.name, b.at)));
        constants
    }

    fn collect_blocks(&mut self, language: &Language, code: &Code) {
        let text = self.text;
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
                while let Some((outer, block)) = open.last().copied().filter(|(outer, _)| *outer >= indent) {
                    let _ = outer;
                    self.blocks[block].range.end = token.start;
                    open.pop();
                }
                if let Some((before, first)) = last_line
                    && indent > before
                {
                    let words = (first..index).take(12).map(|index| code.text(text, index));
                    let is_main = words.clone().any(|word| word == "__name__");
                    let is_conditional = CONDITIONS.contains(&code.text(text, first)) && !is_main;
                    let parent = open.last().map_or(NONE, |(_, block)| *block);
                    self.blocks.push(Block { range: token.start..text.len(), parent, is_conditional });
                    open.push((before, self.blocks.len() - 1));
                }
                last_line = Some((indent, index));
            }
            return;
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
            self.blocks.push(Block { range: token.start..end, parent, is_conditional });
            open.push((token.pair, self.blocks.len() - 1));
        }
    }

    /// Returns the innermost block around the byte `at`.
    fn block(&self, at: usize) -> usize {
        let mut index = self.blocks.partition_point(|block| block.range.start <= at);
        let mut steps = 0;
        while index > 0 && index != NONE && steps < 64 {
            let block = &self.blocks[index - 1];
            if block.range.contains(&at) {
                return index - 1;
            }
            index = if block.parent == NONE { 0 } else { block.parent + 1 };
            steps += 1;
        }
        NONE
    }

    fn add(
        &mut self,
        language: &Language,
        code: &Code,
        index: usize,
        path: Vec<Range<usize>>,
        action: Action,
        value: Option<Range<usize>>,
        is_declared: bool,
    ) {
        let token = &code.tokens[index];
        let name = canonical(language, &self.text[token.start..token.end]);
        self.statements.push(Statement { name, at: token.start, path, action, value, is_declared });
    }

    fn collect_at(&mut self, language: &'static Language, code: &Code, index: usize) {
        let text = self.text;
        let token = &code.tokens[index];
        let sign = code.text(text, index);
        let parent = if token.parent == NONE { "" } else { code.text(text, token.parent) };
        match token.kind {
            TokenKind::Sign if matches!(sign, "=" | ":=" | "<-" | "+=" | ".=" | "<<" | "||=" | "..=") => {
                let is_table = parent == "{"
                    && (language.has(TABLES)
                        || language.has(COMMANDS) && code.text(text, token.parent.wrapping_sub(1)) == "@");
                if matches!(parent, "(" | "[") && sign == "=" || is_table || index == 0 {
                    return;
                }
                let end = end_of_item(language, code, text, index + 1, true);
                let needs_end = language.has(SEMICOLONS) && language.name != "OCaml" && parent == "{";
                if needs_end && code.text(text, end) != ";" {
                    return;
                }
                self.collect_assignment(language, code, index, sign, index + 1..end);
            }
            // A lambda's parameter.
            TokenKind::Sign if sign == "=>" && !language.pairs.contains(&"=>") && index > 0 => {
                let before = index - 1;
                if code.tokens[before].kind == TokenKind::Name {
                    self.add(language, code, before, Vec::new(), Action::Set, None, true);
                } else if code.tokens[before].kind == TokenKind::Close {
                    self.shadow(language, code, code.tokens[before].pair);
                }
            }
            TokenKind::Name if matches!(sign, "def" | "function" | "func" | "fun" | "fn" | "sub" | "lambda") => {
                if let Some(open) = (index + 1..code.tokens.len()).take(8).find(|at| code.text(text, *at) == "(") {
                    self.shadow(language, code, open);
                }
            }
            TokenKind::Name if matches!(sign, "for" | "foreach") => {
                for at in index + 1..(index + 8).min(code.tokens.len()) {
                    if matches!(code.text(text, at), "in" | "{" | ":" | ";" | "of") {
                        break;
                    }
                    if code.tokens[at].kind == TokenKind::Name {
                        self.add(language, code, at, Vec::new(), Action::Set, None, true);
                    }
                }
            }
            TokenKind::Name if sign == "as" && matches!(language.name, "Python" | "PHP") => {
                if code.tokens.get(index + 1).is_some_and(|next| next.kind == TokenKind::Name) {
                    self.add(language, code, index + 1, Vec::new(), Action::Set, None, true);
                }
            }
            TokenKind::Name if matches!(sign, "del" | "delete" | "unset") => {
                let from = index + 1 + usize::from(code.text(text, index + 1) == "(");
                if code.tokens.get(from).is_some_and(|next| next.kind == TokenKind::Name) {
                    let end = end_of_item(language, code, text, from, true);
                    let (base, path) = target(code, text, end);
                    if let Some(base) = base.filter(|_| end > from) {
                        self.add(language, code, base, path, Action::Set, None, false);
                    }
                }
            }
            TokenKind::Open if sign == "(" && index > 1 && code.tokens[index - 1].kind == TokenKind::Name => {
                // `name.method(…)`, also repeated.
                let accessor = code.text(text, index - 2);
                if !matches!(accessor, "." | "->" | "?." | ":") {
                    // A function of a type: `void create(String name) {`.
                    let after = code.text(text, code.next(index));
                    if after == "{" && !CONDITIONS.contains(&code.text(text, index - 1)) && language.has(SEMICOLONS) {
                        self.shadow(language, code, index);
                    }
                    return;
                }
                let mut from = index - 2;
                let mut calls = 0;
                while from > 0
                    && code.tokens[from - 1].kind == TokenKind::Close
                    && code.text(text, from - 1) == ")"
                    && calls < 2000
                {
                    let open = code.tokens[from - 1].pair;
                    if open < 2 || !matches!(code.text(text, open - 2), "." | "->" | "?.") {
                        return;
                    }
                    from = open - 2;
                    calls += 1;
                    if calls > 64 {
                        return;
                    }
                }
                let (base, path) = target(code, text, from);
                if let Some(base) = base {
                    self.add(language, code, base, path, Action::Call(index - 1), Some(code.inside(index)), false);
                    if let Some(last) = self.statements.last_mut() {
                        last.at = code.tokens[index - 1].start;
                    }
                }
            }
            _ => {}
        }
    }

    /// Marks the names in the group at `open` as unknown.
    fn shadow(&mut self, language: &Language, code: &Code, open: usize) {
        if open == NONE {
            return;
        }
        for index in code.inside(open).take(60) {
            if code.tokens[index].kind == TokenKind::Name && code.tokens[index].parent == open {
                self.add(language, code, index, Vec::new(), Action::Set, None, true);
            }
        }
    }

    fn collect_assignment(
        &mut self,
        language: &Language,
        code: &Code,
        sign: usize,
        operator: &str,
        value: Range<usize>,
    ) {
        let text = self.text;
        let before = sign - 1;
        // A type after the name.
        if matches!(language.name, "JavaScript" | "Kotlin" | "Swift" | "Python" | "Rust" | "Scala") && operator == "=" {
            let is_type = |index: &usize| {
                matches!(code.tokens[*index].kind, TokenKind::Name | TokenKind::Open | TokenKind::Close)
                    || matches!(code.text(text, *index), "<" | ">" | "," | "?" | "." | "|" | "::" | "&")
            };
            let first = (sign.saturating_sub(24)..sign).rev().take_while(is_type).last();
            if let Some(colon) =
                first.and_then(|first| first.checked_sub(1)).filter(|colon| code.text(text, *colon) == ":")
                && colon > 0
                && code.tokens[colon - 1].kind == TokenKind::Name
            {
                return self.add(language, code, colon - 1, Vec::new(), Action::Set, Some(value), true);
            }
        }
        if code.tokens[before].kind == TokenKind::Close && matches!(code.text(text, before), "}" | "]" | ")") {
            let open = code.tokens[before].pair;
            let is_member = open > 0
                && open != NONE
                && matches!(code.tokens[open - 1].kind, TokenKind::Name | TokenKind::Close)
                && !code.tokens[open].spaced;
            if !is_member || code.text(text, before) == ")" {
                return self.shadow(language, code, open);
            }
        }
        let (Some(base), path) = target(code, text, sign) else { return };
        if base > 1
            && code.text(text, base - 1) == ","
            && code.tokens[base].parent == NONE | code.tokens[base].parent
            && !code.tokens[base].breaks
        {
            // Several targets: those of Go are a value and an error.
            let mut first = base;
            while first > 1 && code.text(text, first - 1) == "," && code.tokens[first - 2].kind == TokenKind::Name {
                self.add(language, code, first, Vec::new(), Action::Set, None, true);
                first -= 2;
            }
            let is_one = language.name == "Go";
            return self.add(language, code, first, Vec::new(), Action::Set, is_one.then_some(value), operator == ":=");
        }
        let is_declared = base > 0
            && !code.tokens[base].breaks
            && (code.tokens[base - 1].kind == TokenKind::Name || matches!(code.text(text, base - 1), "*" | ">" | "]"))
            || operator == ":=";
        let action = if matches!(operator, "=" | ":=" | "<-") { Action::Set } else { Action::Append };
        let is_unknown = operator == "||=";
        self.add(language, code, base, path, action, (!is_unknown).then_some(value), is_declared);
    }

    fn of<'s>(&'s self, name: &str) -> &'s [Statement] {
        let start = self.statements.partition_point(|statement| statement.name.as_str() < name);
        let length = self.statements[start..].partition_point(|statement| statement.name == name);
        &self.statements[start..start + length]
    }

    /// Returns whether the statement may not run before the byte `at`.
    fn is_conditional(&self, statement: &Statement, at: usize) -> bool {
        let mut block = self.block(statement.at);
        while block != NONE && !self.blocks[block].range.contains(&at) {
            if self.blocks[block].is_conditional {
                return true;
            }
            block = self.blocks[block].parent;
        }
        false
    }

    fn is_visible(&self, statement: &Statement, at: usize) -> bool {
        let block = self.block(statement.at);
        block == NONE || self.blocks[block].range.contains(&at)
    }

    /// Returns the value of the variable `name` at the byte `at`, or `None` if no statement sets it.
    pub fn resolve(&self, program: &Program, name: &str, at: usize, depth: usize) -> Option<Value> {
        let name = canonical(program.language, name);
        let statements = self.of(&name);
        let sets: Vec<&Statement> = statements
            .iter()
            .filter(|statement| statement.action == Action::Set && statement.path.is_empty())
            .collect();
        if sets.is_empty() {
            return None;
        }
        let unknown = || Some(Value::Unknown(at..at));
        let visible = sets.iter().rposition(|set| set.at < at && self.is_visible(set, at));
        let chosen = match visible {
            Some(index) => {
                // A statement in a function or condition in between may have changed it.
                let changes = sets[index + 1..].iter().any(|set| set.at < at && !set.is_declared);
                if changes {
                    return unknown();
                }
                sets[index]
            }
            None => match &sets[..] {
                [only] => only,
                _ => return unknown(),
            },
        };
        if self.is_conditional(chosen, at) {
            return unknown();
        }
        Some(self.value_of(program, statements, chosen, at, depth))
    }

    /// Returns the value that a statement gives a variable, with the later changes of its members.
    fn value_of(&self, program: &Program, statements: &[Statement], set: &Statement, at: usize, depth: usize) -> Value {
        let Some(range) = set.value.clone() else { return Value::Unknown(set.at..set.at) };
        let mut value = program.eval(&program.code, range, depth + 1);
        let next = statements
            .iter()
            .find(|other| other.at > set.at && other.action == Action::Set && other.path.is_empty())
            .map_or(usize::MAX, |other| other.at);
        for change in statements.iter().filter(|change| change.at > set.at && change.at < next) {
            if value.is_unknown() {
                break;
            }
            // Strings do not change later.
            if matches!(value, Value::Text(_) | Value::Json(_)) && change.at > at {
                continue;
            }
            self.apply(program, &mut value, change, set.at, depth);
        }
        value
    }

    fn apply(&self, program: &Program, value: &mut Value, change: &Statement, at: usize, depth: usize) {
        let code = &program.code;
        let mut path = Vec::new();
        for key in change.path.iter().rev() {
            let is_name = key.len() == 1
                && code.tokens[key.start].kind == TokenKind::Name
                && !program.token(code, key.start).starts_with('$');
            let is_member = is_name && !matches!(program.token(code, key.start.wrapping_sub(1)), "[");
            let text = if is_member || program.language.name == "Perl" && is_name {
                let token = &code.tokens[key.start];
                Some(crate::mapped_text::MappedText::new(program.token(code, key.start), token.start))
            } else {
                program.eval(code, key.clone(), depth + 1).into_text()
            };
            path.push(text.unwrap_or_else(|| hole(program.bytes(code, key))));
        }
        let is_conditional = self.is_conditional(change, at);
        let range = change.value.clone().map_or(change.at..change.at, |range| program.bytes(code, &range));
        match change.action {
            Action::Set => {
                let new = match &change.value {
                    Some(range) if !is_conditional => program.eval(code, range.clone(), depth + 1),
                    _ => Value::Unknown(range),
                };
                if !path.is_empty() {
                    value.set(&path, new);
                }
            }
            _ if is_conditional => {
                let is_read = matches!(change.action, Action::Call(method) if !is_change(program.token(code, method)));
                if !is_read {
                    *value = Value::Unknown(range);
                }
            }
            Action::Append => {
                let Some(more) = change.value.clone().map(|range| program.eval(code, range, depth + 1)) else { return };
                let target = path.iter().try_fold(value, |value, key| match value {
                    Value::Object(members, _) => {
                        members.iter_mut().find(|(name, _)| name.text == key.text).map(|(_, value)| value)
                    }
                    _ => None,
                });
                match target {
                    Some(Value::Text(text)) => append(text, &more.into_text().unwrap_or_else(|| hole(range))),
                    Some(Value::Array(items, _)) => items.push(more),
                    Some(other) => *other = Value::Unknown(range),
                    None => {}
                }
            }
            Action::Call(method) => {
                let name = calls::plain(program.token(code, method));
                if !is_change(program.token(code, method)) {
                    return;
                }
                let target = path.iter().try_fold(&mut *value, |value, key| match value {
                    Value::Object(members, _) => {
                        members.iter_mut().find(|(name, _)| name.text == key.text).map(|(_, value)| value)
                    }
                    _ => None,
                });
                let group = method + 1;
                let inside = code.inside(group);
                let arguments = calls::items(program, code, &inside)
                    .into_iter()
                    .map(|item| (None, program.eval(code, item.value, depth + 1)))
                    .collect();
                if let Some(target) = target
                    && calls::change(program, target, &name, arguments).is_none()
                    && !matches!(target, Value::Text(_) | Value::Json(_))
                {
                    *target = Value::Unknown(range);
                }
            }
        }
    }

    /// Returns the values of all variables that are set to one, with the bytes of the value and of its changes.
    pub fn values(&self, program: &Program) -> Vec<(Vec<Range<usize>>, Value)> {
        let mut values = Vec::new();
        let mut start = 0;
        while start < self.statements.len() {
            let name = &self.statements[start].name;
            let length = self.statements[start..].partition_point(|statement| statement.name == *name);
            let statements = &self.statements[start..start + length];
            start += length;
            for set in statements.iter().filter(|set| set.action == Action::Set && set.path.is_empty()) {
                let value = self.value_of(program, statements, set, usize::MAX, 0);
                if value.is_unknown() {
                    continue;
                }
                let changes = statements
                    .iter()
                    .filter(|change| change.at > set.at && !change.path.is_empty() | (change.action != Action::Set));
                let ranges = std::iter::once(set).chain(changes).filter_map(|statement| statement.value.clone());
                values.push((ranges.map(|range| program.bytes(&program.code, &range)).collect(), value));
            }
        }
        values
    }
}

/// Returns whether a method changes its object.
fn is_change(name: &str) -> bool {
    const READS: &str = " get keys values items containskey tostring tojson tojsonstring string encode strip trim freeze has haskey includes length size count equals hashcode clone copy dup join format replace split entries bytes getbytes map foreach each tobytes writevalueasstring asbytes as_str asstr body text ";
    !READS.contains(&[" ", &calls::plain(name), " "].concat())
}

/// Returns the variable before the token `end`, and the keys of its member, the last first.
fn target(code: &Code, text: &str, end: usize) -> (Option<usize>, Vec<Range<usize>>) {
    let mut path = Vec::new();
    let mut at = end;
    loop {
        let Some(before) = at.checked_sub(1) else { return (None, path) };
        let token = &code.tokens[before];
        match token.kind {
            TokenKind::Close if matches!(code.text(text, before), "]" | "}") && token.pair != NONE => {
                path.push(code.inside(token.pair));
                at = token.pair;
                // A Perl reference: `$body->{key}`.
                if at > 0 && code.text(text, at - 1) == "->" {
                    at -= 1;
                }
            }
            TokenKind::Name => {
                let is_member = before > 0 && matches!(code.text(text, before - 1), "." | "->" | "?.");
                if !is_member {
                    return (Some(before), path);
                }
                path.push(before..before + 1);
                at = before - 1;
            }
            _ => return (None, path),
        }
        if path.len() > 16 {
            return (None, path);
        }
    }
}
