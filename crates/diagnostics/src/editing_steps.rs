//! Edits in a form that a browser applies exactly in a textarea.

use crate::edit::{Edit, apply, ordered};

/// The maximum distance between two edits that are merged, in bytes.
const MAX_GAP_BYTES: usize = 1_000;

/// Returns edits of `text` that have the effect of `edits` when a browser applies them one by one, the last first.
/// Edits near each other are merged, and an edit beside a character beyond ASCII is widened to include it: Chromium
/// deletes whole grapheme clusters, and inserts beside an invisible character instead of at its position. A cluster
/// begins or ends within ASCII only between `\r` and `\n`, and a textarea has no `\r`.
#[must_use]
pub fn editing_steps(text: &str, edits: &[Edit]) -> Vec<Edit> {
    let mut steps: Vec<Edit> = Vec::new();
    for edit in ordered(edits) {
        let Some(last) = steps.last_mut() else {
            steps.push(edit.clone());
            continue;
        };
        let between = &text[last.range.end..edit.range.start];
        if between.len() <= MAX_GAP_BYTES || !between.contains(|c: char| c.is_ascii()) {
            last.text = [&last.text, between, &edit.text].concat();
            last.range.end = edit.range.end;
        } else {
            steps.push(edit.clone());
        }
    }
    steps.into_iter().map(|step| widen(text, step)).collect()
}

/// Widens an edit by the characters around it, up to ASCII on both sides.
fn widen(text: &str, edit: Edit) -> Edit {
    let is_boundary = |at: usize| text[at..].chars().next().is_none_or(|c| c.is_ascii());
    let (mut start, mut end) = (edit.range.start, edit.range.end);
    while start > 0 && !is_boundary(start) {
        start -= text[..start].chars().next_back().map_or(1, char::len_utf8);
    }
    while !is_boundary(end) {
        end += text[end..].chars().next().map_or(1, char::len_utf8);
    }
    let replaced =
        apply(&text[start..end], [&Edit::replace(edit.range.start - start..edit.range.end - start, edit.text)]);
    Edit::replace(start..end, replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::single_range_in_vec_init, reason = "some cases have a list of one range")]
    fn steps_have_the_same_effect_and_replace_whole_clusters() {
        let far = "x".repeat(MAX_GAP_BYTES + 1);
        let wide = "é".repeat(MAX_GAP_BYTES);
        let text = &["/👩\u{200d}👩\u{200d}👧/:\u{200c}{", &far, "'a'", &far, "\u{a0}b", &wide, "c"].concat();
        let at = |needle: &str| text.find(needle).unwrap();
        let family = at("👩");
        let quote = at("'");
        let space = at("\u{a0}");
        let end = at("c");
        let cases = [
            (vec![Edit::remove(family + 4..family + 7)], vec![0..family + 18]),
            (vec![Edit::replace(at("\u{200c}")..at("{"), " ")], vec![at(":")..at("{")]),
            (
                vec![Edit::replace(quote..quote + 1, "\""), Edit::replace(quote + 2..quote + 3, "\"")],
                vec![quote..quote + 3],
            ),
            (vec![Edit::insert(quote, ","), Edit::insert(0, "{")], vec![0..0, quote..quote]),
            (vec![Edit::replace(space..space + 2, " ")], vec![space - 1..space + 2]),
            (vec![Edit::remove(space + 3..space + 5), Edit::remove(end - 2..end)], vec![space + 2..end]),
            (vec![Edit::insert(text.len(), "}")], vec![text.len()..text.len()]),
            (vec![Edit::remove(1..5), Edit::remove(2..3)], vec![0..family + 18]),
            (vec![], vec![]),
        ];
        for (edits, ranges) in cases {
            let steps = editing_steps(text, &edits);
            assert_eq!(apply(text, &steps), apply(text, &edits), "{edits:?}");
            assert_eq!(steps.iter().map(|step| step.range.clone()).collect::<Vec<_>>(), ranges, "{edits:?}");
        }
    }
}
