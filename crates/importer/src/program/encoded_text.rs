//! Finds that a program sends a JSON text as a string.

use super::found::Found;
use super::language::Id;
use super::lexer::TokenKind;
use super::parsed::Program;
use super::value::Value;

impl Found {
    /// Sees that a JSON text is the argument of a function that serializes its argument: it sends a string.
    pub(super) fn see_encoded_text(&mut self, program: &Program) {
        let code = &program.code;
        let Some(body) = self.bodies.first() else { return };
        for index in 0..code.tokens.len() {
            let name = code.text(index);
            let is = |sign: &str| code.is(index + 1, sign);
            let is_in = |group: &str| {
                let parent = code.tokens[index].parent;
                code.is(parent, group)
            };
            let serializes = match name {
                "json" if is("(") => program.language.id == Id::Rust,
                "json" => is_in("(") && (is("=") || is(":")) || is_in("{") && is(":"),
                "Create" => index > 1 && code.is(index - 2, "JsonContent") && is("("),
                "'json'" | "\"json\"" => program.language.id == Id::Php && is("=>"),
                "PostAsJsonAsync" | "PostJsonAsync" => is("("),
                _ => false,
            };
            if !serializes {
                continue;
            }
            let comma = || code.inside(index + 1).find(|at| code.is(*at, ",")).map_or(index + 2, |at| at + 1);
            let start = if name == "PostAsJsonAsync" { comma() } else { index + 2 };
            let Some(value) = code.tokens.get(start) else { continue };
            let is_alone = !code.is_one_of(start + 1, ". ( + -> ::");
            let is_text = match value.kind {
                TokenKind::Text => body.contains(&(value.start..value.end)),
                TokenKind::Name => {
                    matches!(program.constants.resolve(program, code.text(start), value.start, 0), Some(Value::Text(_)))
                }
                _ => false,
            };
            if is_alone && is_text {
                self.encoded_text = Some(value.start..value.end);
                return;
            }
        }
    }
}
