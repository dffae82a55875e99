//! The structs of Go, whose fields have the names of their tags in JSON.

use super::collections::items;
use super::evaluate::Program;
use super::language::{Id, Language};
use super::lexer::{Code, TokenKind};
use super::value::Value;
use crate::mapped_text::MappedText;

/// A field with a tag: `` StoreURL string `json:"store.url"` ``.
pub(super) struct Field<'t> {
    /// The name of the struct.
    owner: &'t str,
    name: &'t str,
    /// The key in JSON.
    key: &'t str,
}

/// Returns the fields of the structs of a program, in the order of the structs' names.
pub(super) fn collect<'t>(language: &Language, text: &'t str, code: &Code) -> Vec<Field<'t>> {
    let mut fields = Vec::new();
    if language.id != Id::Go {
        return fields;
    }
    let token = |index: usize| code.text(text, index);
    for open in (2..code.tokens.len()).filter(|open| token(*open) == "{" && token(*open - 1) == "struct") {
        let owner = token(open - 2);
        let mut first = open + 1;
        for index in code.top(&code.inside(open)) {
            if code.tokens[index].breaks {
                first = index;
            }
            let tag = Some(token(index)).filter(|_| code.tokens[index].kind == TokenKind::Text);
            if let Some((_, tag)) = tag.and_then(|tag| tag.split_once("json:\"")) {
                let key = tag.split([',', '"']).next().unwrap_or_default();
                fields.push(Field { owner, name: token(first), key });
            }
        }
    }
    fields.sort_by_key(|field| field.owner);
    fields
}

impl Program<'_> {
    /// Evaluates the braces at `open` after the name of a struct. Returns `None` if the struct has no tags.
    pub(super) fn structure(&self, code: &Code, open: usize, depth: usize) -> Option<Value> {
        let owner = self.token(code, open.checked_sub(1)?);
        let start = self.fields.partition_point(|field| field.owner < owner);
        let length = self.fields[start..].partition_point(|field| field.owner == owner);
        let fields = &self.fields[start..start + length];
        if fields.is_empty() {
            return None;
        }
        let bytes = self.bytes(code, &(open..code.next(open)));
        let mut members = Vec::new();
        for (position, item) in items(self, code, &code.inside(open)).into_iter().enumerate() {
            // Without names, the values have the order of the fields.
            let field = match &item.key {
                Some(key) => fields.iter().find(|field| field.name == self.token(code, key.start)),
                None => fields.get(position),
            };
            let Some(field) = field else { return Some(Value::Unknown(bytes)) };
            let at = item.key.map_or(item.value.start, |key| key.start);
            let mut name = MappedText::default();
            name.replace(field.key, code.tokens[at].start..code.tokens[at].end);
            members.push((name, self.eval(code, item.value, depth + 1)));
        }
        Some(Value::Object(members, bytes))
    }
}
