//! Suggests the known name for a misspelled one.

/// Returns the candidate that equals `name` but for case, or that is within an edit distance of two and a third of its
/// length.
#[must_use]
pub fn suggest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let limit = (name.chars().count() / 3).min(2);
    let (distance, best) = candidates
        .into_iter()
        .map(|candidate| {
            let distance = if candidate.eq_ignore_ascii_case(name) {
                0
            } else {
                edit_distance(name.as_bytes(), candidate.as_bytes())
            };
            (distance, candidate)
        })
        .min_by_key(|(distance, _)| *distance)?;
    (distance <= limit).then_some(best)
}

/// Returns the optimal string alignment distance: the number of insertions, deletions, substitutions and swaps of
/// neighbours, in bytes. Returns `usize::MAX` if the lengths differ by more than two.
fn edit_distance(a: &[u8], b: &[u8]) -> usize {
    // The distance is at least the difference of the lengths; most candidates end here.
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut row_before_last: Vec<usize> = Vec::new();
    let mut last_row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = last_row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = changed.min(last_row[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(row_before_last[j - 2] + 1);
            }
            row.push(best);
        }
        row_before_last = std::mem::replace(&mut last_row, row);
    }
    last_row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelled_names_get_the_nearest_name() {
        let known = ["url", "idField", "filterByUpdatedDate", "datesConfiguration", "pageSize"];
        let cases = [
            ("filterByUpdateDate", Some("filterByUpdatedDate")),
            ("idfield", Some("idField")),
            ("IDFIELD", Some("idField")),
            ("pageSzie", Some("pageSize")),
            ("dateConfiguration", Some("datesConfiguration")),
            ("ulr", Some("url")),
            ("uri", Some("url")),
            ("x", None),
            ("", None),
            ("name", None),
            ("häää", None),
        ];
        for (name, expected) in cases {
            assert_eq!(suggest(name, known), expected, "{name}");
        }
    }
}
