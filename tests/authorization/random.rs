//! Random and repetitive headers.

use model::secret::authorization::read;
use proptest::prelude::*;

use super::secret;

/// Generates secrets that the form's own commands can contain, but for two kinds: those that read like the end of a
/// label (in `Organization Key<abc>`, `Key` is part of the label) and those in the asterisks of bold text.
fn any_secret() -> impl Strategy<Value = String> {
    "[!-+\\--~]{1,44}".prop_filter("marks and labels around it are left out", |secret| {
        let is_mark = |c: char| "<>{}[]()\"'`\\".contains(c);
        let lower = secret.to_ascii_lowercase();
        let after_label = ["secret", "token", "key"].iter().find_map(|label| lower.strip_prefix(label));
        if after_label.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric())) {
            return false;
        }
        let is_bold = secret.starts_with("**") && secret.ends_with("**");
        !is_bold
            && !secret.starts_with(|c| is_mark(c) || ":=".contains(c))
            && !secret.ends_with(|c| is_mark(c) || ".;|&".contains(c))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_documented_form_is_read_exactly(user in any_secret(), organization in any_secret()) {
        let text = format!("Authorization: User {user}, Organization {organization}");
        let header = read(&text);
        prop_assert_eq!(secret(&text, header.user.as_ref()), &user);
        prop_assert_eq!(secret(&text, header.organization.as_ref()), &organization);
        prop_assert_eq!(header.findings, []);
    }

    #[test]
    fn real_secrets_are_read_exactly_in_every_spelling(
        user in "[A-Za-z0-9+/]{43}=", organization in "[0-9a-f]{32}",
        is_swapped: bool,
        (open, close) in prop::sample::select(vec![("", ""), ("\"", "\""), ("'", "'"), ("“", "”"), ("<", ">"), ("{", "}"), ("\\\"", "\\\"")]),
        separator in prop::sample::select(vec![", ", ",", " ", "; ", ";", "\n", " and ", " | ", "\t", ",\n  "]),
        assignment in prop::sample::select(vec![" ", ": ", ":", "=", " = ", " => ", "=>", " : "]),
        words in prop::sample::select(vec![["User", "Organization"], ["user", "organization"], ["USER", "ORGANIZATION"], ["User Secret", "Organization Secret"]]),
        lead in prop::sample::select(vec!["", "Authorization: ", "authorization:", "Bearer ", "Authorization: Bearer ", "-H 'Authorization: "]),
    ) {
        let mut parts = [
            format!("{}{assignment}{open}{user}{close}", words[0]),
            format!("{}{assignment}{open}{organization}{close}", words[1]),
        ];
        if is_swapped {
            parts.reverse();
        }
        let text = format!("{lead}{}", parts.join(separator));
        let header = read(&text);
        prop_assert_eq!(secret(&text, header.user.as_ref()), &user, "{}\n{:?}", text, header);
        prop_assert_eq!(secret(&text, header.organization.as_ref()), &organization, "{}\n{:?}", text, header);
    }

    #[test]
    fn all_ranges_are_within_the_text(text in "(User |Organization |[uo]|[ ,;:=>\"'<{}a-c\\n-]|Bearer |\\PC){0,40}") {
        let header = read(&text);
        for part in [&header.user, &header.organization, &header.element].into_iter().flatten() {
            let secret = &text[part.range.clone()];
            prop_assert!(!secret.is_empty() && !secret.starts_with(' ') && !secret.contains('\n'), "{:?}", secret);
        }
        for finding in &header.findings {
            prop_assert!(text.get(finding.range.clone()).is_some());
        }
    }
}

/// Repeats one piece thousands of times: a quadratic reader would not finish.
#[test]
fn repetitive_texts_take_linear_time() {
    for piece in [
        "User ",
        "user:",
        "\"",
        "{",
        "{{",
        "<",
        ",",
        " ",
        "=",
        "a ",
        "a,",
        "User a, ",
        "User a= b ",
        "_user=",
        "User <",
        "+ ",
    ] {
        let text = format!("Authorization: User {}", piece.repeat(300_000 / piece.len()));
        let _ = read(&text);
        let _ = read(&text[15..]);
    }
}
