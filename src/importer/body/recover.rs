//! Recovers the JSON that is written in a text.

use element_instance_form::diagnostic::{Diagnostic, Problem};
use element_instance_form::json::{self, Kind};
use element_instance_form::position::Lines;

use crate::piece::Piece;
use crate::told::{Notes, Refused, What, Why};

/// The object that is written in `piece`, as JSON without an error; one inside a text is taken out of it.
pub(super) fn object(piece: Piece, notes: &mut Notes) -> Result<Piece, Refused> {
    let piece = mended(piece, notes)?;
    let (tree, _) = json::parse(&piece.text);
    let root = tree.root(&piece.text).ok_or((Some(piece.origin(0)), Why::Empty))?;
    match root.kind() {
        Kind::Object => Ok(piece),
        Kind::String if root.text().trim_start().starts_with(['{', '/']) => {
            let inside = mended(piece.unescaped(root.range()), notes)?;
            let is_object =
                json::parse(&inside.text).0.root(&inside.text).is_some_and(|root| root.kind() == Kind::Object);
            if is_object { Ok(inside) } else { Err((Some(piece.origin(root.token().start)), Why::NotAnObject)) }
        }
        Kind::Array => Err((Some(piece.origin(root.token().start)), Why::Array)),
        _ => Err((Some(piece.origin(root.token().start)), Why::NotAnObject)),
    }
}

/// `piece` with every mend that reading it needs, each of them told.
pub(super) fn mended(mut piece: Piece, notes: &mut Notes) -> Result<Piece, Refused> {
    /// How often it is read: each time the first thousand of what is found is mended.
    const ROUNDS: usize = 4;
    if piece.text.contains("{%") {
        piece = without_tags(&piece, notes);
    }
    for _ in 0..ROUNDS {
        let (_, found) = json::parse(&piece.text);
        if found.is_empty() {
            return Ok(piece);
        }
        let refused = |problem: &Problem| match problem {
            Problem::SecondDocument => Some(Why::TwoObjects),
            Problem::TooDeep => Some(Why::TooDeep),
            _ => None,
        };
        if let Some((at, why)) =
            found.list().iter().find_map(|found| Some((found.range.start, refused(&found.problem)?)))
        {
            return Err((Some(piece.origin(at)), why));
        }
        let lines = Lines::new(&piece.text);
        for Diagnostic { problem, range, .. } in found.list() {
            let mut problem = problem.clone();
            // Its sentence names another place, which is to be one of the pasted text too.
            if let Problem::Unclosed { opened, .. } = &mut problem {
                let line = lines.range(opened.line - 1);
                let column = piece.text[line.clone()].char_indices().nth(opened.column - 1);
                *opened = notes.position(piece.origin(line.start + column.map_or(0, |(at, _)| at)));
            }
            notes.push(piece.origin(range.start), What::Json(problem));
        }
        piece = piece.edited(found.edits());
    }
    let (_, found) = json::parse(&piece.text);
    match found.list().first() {
        None => Ok(piece),
        Some(first) => Err((Some(piece.origin(first.range.start)), Why::TooBroken)),
    }
}

/// `piece` without the lines that only the documentation's own source has, such as
/// `{% include_relative includes/config.md %},`.
fn without_tags(piece: &Piece, notes: &mut Notes) -> Piece {
    let mut kept = Piece::default();
    let mut at = 0;
    for line in piece.text.split_inclusive('\n') {
        let end = at + line.len();
        let inside = line.trim().trim_end_matches(',');
        if inside.starts_with("{%") && inside.ends_with("%}") {
            notes.push(piece.origin(end - line.trim_start().len()), What::TemplateTag);
        } else {
            kept.push_part(piece, at..end);
        }
        at = end;
    }
    kept
}
