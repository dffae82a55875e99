//! The structs of Go, whose fields have the names of their tags in JSON.

use super::language::Id;
use super::lexer::{Code, TokenKind};

/// A field with a tag: `` StoreURL string `json:"store.url"` ``.
pub(super) struct Field<'t> {
    /// The name of the struct.
    pub owner: &'t str,
    pub name: &'t str,
    /// The key in JSON.
    pub key: &'t str,
}

/// Returns the fields of the structs of a program.
pub(super) fn collect<'t>(code: &Code<'t>) -> Vec<Field<'t>> {
    let mut fields = Vec::new();
    if code.language.id != Id::Go {
        return fields;
    }
    let token = |index: usize| code.text(index);
    for open in (2..code.tokens.len()).filter(|open| token(*open) == "{" && token(*open - 1) == "struct") {
        let owner = token(open - 2);
        let inside = code.inside(open);
        for first in code.top(&inside).filter(|at| *at == inside.start || code.tokens[*at].breaks) {
            let name = token(first);
            let line = code.top(&(first..inside.end)).enumerate();
            let mut line = line.take_while(|(position, at)| *position == 0 || !code.tokens[*at].breaks);
            let tag = line.find_map(|(_, at)| Some(token(at)).filter(|_| code.tokens[at].kind == TokenKind::Text));
            let key = tag.and_then(|tag| tag.split_once("json:\"")).map_or("", |(_, tag)| tag);
            // Without a key in its tag, a field has its name, and with a hyphen it is left out.
            let key = key.split([',', '"']).next().filter(|key| !key.is_empty()).unwrap_or(name);
            if key != "-" {
                fields.push(Field { owner, name, key });
            }
        }
    }
    fields
}
