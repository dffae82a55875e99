//! The known name that a misspelt one was most likely meant to be.

/// The candidate that is the same but for case, or else within two typing slips of `name` (and no more
/// than a third of its length).
#[must_use]
pub fn suggest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let limit = (name.chars().count() / 3).min(2);
    let (slips, best) = candidates
        .into_iter()
        .map(|candidate| {
            let slips = if candidate.eq_ignore_ascii_case(name) {
                0
            } else {
                edit_distance(name.as_bytes(), candidate.as_bytes())
            };
            (slips, candidate)
        })
        .min_by_key(|(slips, _)| *slips)?;
    (slips <= limit).then_some(best)
}

/// How many letters must be put in, left out, changed or swapped with their neighbour to make `a` into
/// `b` (the optimal string alignment distance).
fn edit_distance(a: &[u8], b: &[u8]) -> usize {
    // Names differ in length by no more than their distance; most candidates end here.
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_names() {
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
