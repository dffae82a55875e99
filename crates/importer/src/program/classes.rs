//! Collects the properties of the classes of C#, whose keys in JSON are in attributes.

use std::ops::Range;

use model::char_set::CharSet;

use super::extents::end_of_item;
use super::fields::{Field, Omission, unknown, unset_value};
use super::lexer::{Code, TokenKind};
use crate::word_list::contains;

/// Collects the properties of the class whose braces open at `open`, if they are those of one.
pub(super) fn collect<'t>(code: &Code<'t>, open: usize, notation: &Notation<'_>, fields: &mut Vec<Field<'t>>) {
    /// The maximum number of tokens between the name and the braces.
    const MAX_TOKENS: usize = 12;
    let mut header = (open.saturating_sub(MAX_TOKENS)..open).rev().take_while(|at| !code.is_one_of(*at, "; { }"));
    let Some(word) = header.find(|at| code.is_one_of(*at, "class record struct")) else { return };
    let owner = code.text(word + 1);
    let inside = code.inside(open);
    let is_constructor = |at: usize| code.is(at, owner) && code.is(at + 1, "(");
    // The members of its base class, and what its constructor sets, are unknown.
    if (word..open).any(|at| code.is_one_of(at, ": (")) || code.top(&inside).any(is_constructor) {
        fields.push(unknown(owner));
    }
    let mut start = inside.start;
    for at in code.top(&inside) {
        let is_accessor = code.is(at, "{") && code.is_one_of(at + 1, "get set init");
        if at > start && (is_accessor || code.is(at, "=>")) {
            fields.extend(property(code, owner, start..at, notation));
        }
        // The next declaration.
        if code.is(at, ";") || code.is(at, "{") {
            start = code.next(at);
        }
    }
}

/// The way in which a program writes the members of its classes.
pub(super) struct Notation<'t> {
    /// Names begin with small letters; `None` if that depends on the call.
    is_camel: Option<bool>,
    omission: Omission,
    /// The names of its classes.
    classes: Vec<&'t str>,
}

impl<'t> Notation<'t> {
    pub fn of(code: &Code<'t>) -> Self {
        let has = |words: &str| (0..code.tokens.len()).any(|at| code.is_one_of(at, words));
        let is_policy = has("CamelCase");
        let is_web = has("PostAsJsonAsync JsonContent");
        let is_unsure = is_web && has("Serialize SerializeObject PropertyNamingPolicy");
        // Not in the attribute of a property.
        let is_option = |at: usize| {
            let around = code.tokens[at].parent;
            omits_null(code, at) && !code.tokens.get(around).is_some_and(|around| code.is(around.parent, "["))
        };
        let omission = if (0..code.tokens.len()).any(is_option) { Omission::Null } else { Omission::Never };
        let classes = (0..code.tokens.len()).filter(|at| code.is(*at, "class")).map(|at| code.text(at + 1)).collect();
        Self { classes, is_camel: if is_policy || !is_unsure { Some(is_policy || is_web) } else { None }, omission }
    }
}

/// Returns whether the token says that null is left out.
fn omits_null(code: &Code, at: usize) -> bool {
    code.is_one_of(at, "WhenWritingNull IgnoreNullValues")
        || code.is(at, "Ignore") && code.is(at.saturating_sub(2), "NullValueHandling")
}

/// Returns the property whose declaration is before its accessors or arrow. It is none if it is not public.
fn property<'t>(
    code: &Code<'t>,
    owner: &'t str,
    declaration: Range<usize>,
    notation: &Notation<'_>,
) -> Option<Field<'t>> {
    let at = declaration.end;
    let name = code.text(at - 1);
    let parent = code.tokens[at].parent;
    let mut words = declaration.clone().filter(|index| code.tokens[*index].parent == parent);
    let is_public = words.clone().any(|index| code.is(index, "public"));
    if !is_public || words.clone().any(|index| code.is_one_of(index, "static (")) {
        return None;
    }
    let attribute = |names: &str| declaration.clone().find(|index| code.is_one_of(*index, names));
    let is_ignored =
        attribute("JsonIgnore").is_some_and(|name| !code.is(name + 1, "(") || attribute("Always").is_some());
    let named = attribute("JsonPropertyName JsonProperty").filter(|name| code.is(name + 1, "("));
    let is_name = |index: &usize| {
        code.is_kind(*index, TokenKind::Text)
            && (code.is(index - 1, "(") || code.is(index.saturating_sub(2), "PropertyName"))
    };
    let key = named.and_then(|name| code.inside(name + 1).find(is_name)).map(|key| code.text(key));
    // `JsonPropertyName(Keys.Name)`, or a name whose notation is unknown.
    let is_unsure = key.is_some_and(|key| key.contains('\\'))
        || key.is_none()
            && (named.is_some() && attribute("JsonPropertyName PropertyName").is_some() || notation.is_camel.is_none());
    let key = match key {
        _ if is_ignored => String::new(),
        Some(key) => key.trim_any("\"@").to_owned(),
        None if notation.is_camel == Some(true) => camel_case(name),
        None => name.to_owned(),
    };
    // `public Dictionary<string, object> Configuration`
    let is_type = |index: &usize| {
        code.is_kind(*index, TokenKind::Name) && !code.is_one_of(*index, "public required virtual override readonly")
    };
    let kind = words.find(is_type).map_or("", |index| code.text(index));
    let is_reference = code.is_one_of(at - 2, "? ] >")
        || contains("dynamic object string String", kind)
        || code.spend(notation.classes.len()) && notation.classes.contains(&kind);
    let unset = if is_reference { Some("null") } else { unset_value(kind) };
    let is_accessor = code.is(at, "{");
    let after = code.next(at);
    let initial = if is_accessor { Some(after).filter(|after| code.is(*after, "=")) } else { Some(at) };
    let initial = initial.map(|sign| sign + 1..end_of_item(code, sign + 1, false));
    // `{ get { … } }`
    let is_computed = is_unsure || is_accessor && code.inside(at).any(|index| code.is_one_of(index, "{ =>"));
    let is_omitted = declaration.clone().any(|index| omits_null(code, index));
    let omission = if is_omitted { Omission::Null } else { notation.omission };
    Some(Field { owner, name, kind, key, unset, initial, omission, is_computed })
}

/// Returns a name with small first letters, as .NET has it: `URLValue` becomes `urlValue`.
fn camel_case(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let is_small = |index: usize| chars.get(index).is_some_and(|c| !c.is_uppercase());
    let count =
        (0..chars.len()).find(|index| is_small(*index) || *index > 0 && is_small(index + 1)).unwrap_or(chars.len());
    let start = chars[..count].iter().flat_map(|c| c.to_lowercase());
    start.chain(chars[count..].iter().copied()).collect()
}
