//! Spellings of the `Authorization` header that users paste: both secrets are read exactly, or the error names the
//! part that could not be read.

#![allow(missing_docs)]

use model::secret::PlaceholderKind;
use model::secret::authorization::{Authorization, Credential, FindingKind, Scheme, read};
use proptest::prelude::*;

const USER: &str = "dXNlci1zZWNyZXQtMDE=";
const ORGANIZATION: &str = "b3JnLXNlY3JldC0wMQ==";
const TOKEN: &str = "ABC/Dx+1=";

/// Returns the text of a secret that was read.
fn secret<'t>(text: &'t str, credential: Option<&Credential>) -> &'t str {
    credential.map_or("", |credential| &text[credential.range.clone()])
}

/// Returns the kinds of the diagnostics, with equal kinds next to each other.
fn kinds(header: &Authorization) -> Vec<FindingKind> {
    sorted(header.findings.iter().map(|finding| finding.kind).collect())
}

fn sorted(mut kinds: Vec<FindingKind>) -> Vec<FindingKind> {
    kinds.sort_by_key(|kind| format!("{kind:?}"));
    kinds
}

#[test]
#[allow(clippy::too_many_lines, reason = "a wall")]
fn both_secrets_are_read_from_every_spelling() {
    use FindingKind::{Assignment, MissingComma, NoSecret, OtherScheme, OtherSeparator, Quotes, Repeated, Unread};
    let cases: &[(&str, &[FindingKind])] = &[
        // The documented form.
        ("user U, organization O", &[]),
        ("Authorization: user U, organization O", &[]),
        ("authorization:user U,organization O\r\n", &[]),
        (" organization O,  user U ", &[]),
        // Separators.
        ("user U organization O", &[MissingComma]),
        ("user U\torganization O", &[MissingComma]),
        ("user U\norganization O", &[MissingComma]),
        ("user U\r\n  organization O\r\n", &[MissingComma]),
        ("user U; organization O", &[OtherSeparator]),
        ("user U;organization O;", &[OtherSeparator]),
        ("user U | organization O", &[OtherSeparator]),
        ("user U & organization O", &[OtherSeparator]),
        ("user U and organization O", &[OtherSeparator]),
        ("user U und organization O", &[OtherSeparator]),
        ("user U / organization O", &[OtherSeparator]),
        ("user U + organization O", &[OtherSeparator]),
        ("user U,, organization O", &[OtherSeparator]),
        ("user U， organization O", &[]),
        ("user U, organization O,", &[]),
        // Between a label and its secret.
        ("user: U, organization: O", &[Assignment, Assignment]),
        ("user:U,organization:O", &[Assignment, Assignment]),
        ("user : U , organization : O", &[Assignment, Assignment]),
        ("user=U, organization=O", &[Assignment, Assignment]),
        ("user=U&organization=O", &[Assignment, OtherSeparator, Assignment]),
        ("user = U; organization = O", &[Assignment, OtherSeparator, Assignment]),
        ("user => U, organization => O", &[Assignment, Assignment]),
        ("user=>U, organization=>O", &[Assignment, Assignment]),
        ("user -> U, organization -> O", &[Assignment, Assignment]),
        ("user - U, organization - O", &[Assignment, Assignment]),
        ("user =U, organization =O", &[Quotes, Quotes]),
        // Quotes and brackets.
        ("user \"U\", organization \"O\"", &[Quotes, Quotes]),
        ("user 'U', organization 'O'", &[Quotes, Quotes]),
        ("user `U`, organization `O`", &[Quotes, Quotes]),
        ("user **U**, organization **O**", &[Quotes, Quotes]),
        ("user “U”, organization “O”", &[Quotes, Quotes]),
        ("user ‘U’, organization ‘O’", &[Quotes, Quotes]),
        ("user „U“, organization „O“", &[Quotes, Quotes]),
        ("user «U», organization «O»", &[Quotes, Quotes]),
        ("user <U>, organization <O>", &[Quotes, Quotes]),
        ("user {U}, organization {O}", &[Quotes, Quotes]),
        ("user {{U}}, organization {{O}}", &[Quotes, Quotes]),
        ("user [U], organization (O)", &[Quotes, Quotes]),
        ("user \\\"U\\\", organization \\\"O\\\"", &[Quotes, Quotes]),
        ("user \"U\", organization O", &[Quotes]),
        ("user U, organization <O>", &[Quotes]),
        ("user \"U\" organization \"O\"", &[Quotes, MissingComma, Quotes]),
        ("user: \"U\"; organization: \"O\"", &[Assignment, Quotes, OtherSeparator, Assignment, Quotes]),
        ("user <U> organization <O>", &[Quotes, MissingComma, Quotes]),
        ("<user U>, <organization O>", &[Quotes, Quotes]),
        ("{user U}, {organization O}", &[Quotes, Quotes]),
        ("\"user U, organization O\"", &[Quotes]),
        ("\"user U\", \"organization O\"", &[Quotes, Quotes]),
        ("'Authorization': 'user U, organization O',", &[Quotes]),
        ("{\"user\": \"U\", \"organization\": \"O\"}", &[Assignment, Quotes, Assignment, Quotes]),
        ("{'user' => 'U', 'organization' => 'O'}", &[Assignment, Quotes, Assignment, Quotes]),
        ("\"user\" \"U\", \"organization\" \"O\"", &[Quotes, Quotes]),
        // A different scheme in front.
        ("Bearer user U, organization O", &[OtherScheme]),
        ("Authorization: Bearer user U, organization O", &[OtherScheme]),
        ("Authorization: Bearer: user U, organization O", &[OtherScheme]),
        ("basic user U, organization O", &[OtherScheme]),
        ("user Bearer U, organization Bearer O", &[OtherScheme, OtherScheme]),
        // Alternative labels.
        ("user secret U, organization secret O", &[]),
        ("user secret: U, organization secret: O", &[Assignment, Assignment]),
        ("user-secret: U\norganization-secret: O", &[Assignment, MissingComma, Assignment]),
        ("user_secret=U\norganization_secret=O", &[Assignment, MissingComma, Assignment]),
        ("userSecret: 'U', organizationSecret: 'O'", &[Assignment, Quotes, Assignment, Quotes]),
        ("CE_user_secret='U'\nCE_organization_secret='O'", &[Assignment, Quotes, MissingComma, Assignment, Quotes]),
        ("user secret\nU\norganization secret\nO\n", &[MissingComma]),
        ("user secret\tU\norganization secret\tO", &[MissingComma]),
        ("user U, organisation O", &[]),
        ("user U, org O", &[]),
        ("user is U and organization is O", &[OtherScheme, OtherSeparator, OtherScheme]),
        // Repeated parts.
        ("user user U, organization organization O", &[Repeated(Scheme::User), Repeated(Scheme::Organization)]),
        ("user U, organization O, user U", &[Repeated(Scheme::User)]),
        (
            "user U, organization O\nAuthorization: user U, organization O",
            &[Unread, Repeated(Scheme::User), Repeated(Scheme::Organization)],
        ),
        // Surrounding text.
        ("-H 'Authorization: user U, organization O'", &[Quotes]),
        ("--header \"Authorization: user U, organization O\" \\", &[Quotes]),
        ("Authorization: user U, organization O\nContent-Type: application/json", &[Unread]),
        ("my header is user U, organization O", &[Unread]),
        ("user U, x, organization O", &[Unread]),
        ("user U (mine), organization O", &[Unread]),
        ("curl -H 'Authorization: user U, organization O' -d '{}' https://a.example", &[Unread, Quotes, Unread]),
        ("user U, organization O, element", &[NoSecret(Scheme::Element)]),
        ("\u{feff}user\u{a0}U,\u{a0}organization\u{a0}O\u{200b}", &[]),
    ];
    let ways: [fn(&str) -> String; 3] = [
        |template| template.to_owned(),
        |template| {
            let words = [("user", "User"), ("organi", "Organi"), ("org ", "Org "), ("element", "Element")];
            words.iter().fold(template.to_owned(), |text, (word, title)| text.replace(word, title))
        },
        |template| {
            let words = ["user", "organization", "organisation", "org ", "element"];
            words.iter().fold(template.to_owned(), |text, word| text.replace(word, &word.to_uppercase()))
        },
    ];
    for (template, expected) in cases {
        for (index, way) in ways.iter().enumerate() {
            // In upper case, the labels' letters are not placeholders.
            let marked = template.replace('U', "\u{1}").replace('O', "\u{2}");
            let text = way(&marked).replace('\u{1}', USER).replace('\u{2}', ORGANIZATION);
            let header = read(&text);
            let found = [secret(&text, header.user.as_ref()), secret(&text, header.organization.as_ref())];
            assert_eq!(found, [USER, ORGANIZATION], "{index}: {text}\n{header:?}");
            assert_eq!(kinds(&header), sorted(expected.to_vec()), "{index}: {text}");
            assert_eq!(header.element, None);
        }
    }
}

#[test]
fn an_element_part_is_read_too() {
    for text in [
        format!("User {USER}, Organization {ORGANIZATION}, Element {TOKEN}"),
        format!("Element {TOKEN} User {USER} Organization {ORGANIZATION}"),
        format!("User: {USER}; Element Token: {TOKEN}; Organization: {ORGANIZATION}"),
    ] {
        let header = read(&text);
        let found = [&header.user, &header.organization, &header.element].map(|part| secret(&text, part.as_ref()));
        assert_eq!(found, [USER, ORGANIZATION, TOKEN], "{text}");
    }
}

#[test]
fn unreadable_headers_are_reported() {
    use FindingKind::{Ambiguous, Conflict, NoSecret, OnlyOtherScheme, Unread};
    use Scheme::{Organization, User};
    let cases: &[(&str, [&str; 2], &[FindingKind])] = &[
        ("", ["", ""], &[]),
        ("dXNlci1zZWNyZXQtMDE=", ["", ""], &[Unread]),
        ("a b", ["", ""], &[Unread]),
        ("Bearer s3cret", ["", ""], &[OnlyOtherScheme]),
        ("Authorization: Basic dTpw", ["", ""], &[OnlyOtherScheme]),
        ("User", ["", ""], &[NoSecret(User)]),
        ("User, Organization o=", ["", "o="], &[NoSecret(User)]),
        ("User Organization o=", ["", "o="], &[NoSecret(User)]),
        // Never joins the text of two values.
        ("User a= b=", ["", ""], &[Ambiguous(User)]),
        ("User a= b=, Organization o=", ["", "o="], &[Ambiguous(User)]),
        ("User a=\nb=", ["", ""], &[Ambiguous(User)]),
        ("User a= Bearer b=", ["", ""], &[Ambiguous(User)]),
        ("User a=, b=", ["a=", ""], &[Unread]),
        ("User a=, User b=", ["", ""], &[Conflict(User)]),
        ("User a=, User b=, User a=", ["", ""], &[Conflict(User), Conflict(User)]),
        ("User a=, Organization o=, Organization p=", ["a=", ""], &[Conflict(Organization)]),
        ("Authorization: Bearer abc, Organization o=", ["", "o="], &[Unread]),
    ];
    for (text, expected, findings) in cases {
        let header = read(text);
        let found = [secret(text, header.user.as_ref()), secret(text, header.organization.as_ref())];
        assert_eq!(found, *expected, "{text}");
        assert!(findings.iter().all(|kind| kinds(&header).contains(kind)), "{text}: {header:?}");
    }
}

#[test]
fn escaped_padding_is_reported() {
    let escapes = ["%3D", "%3d", "=3D", "\\u003d", "\\u003D"];
    for (escape, assignment) in
        escapes.into_iter().flat_map(|escape| [" ", ": "].map(|assignment| (escape, assignment)))
    {
        let text = format!("User{assignment}dXNlcg{escape}{escape}, Organization{assignment}b3Jn");
        let header = read(&text);
        assert!(kinds(&header).contains(&FindingKind::KeptMark(Scheme::User)), "{text}: {header:?}");
        assert_eq!(secret(&text, header.organization.as_ref()), "b3Jn", "{text}");
    }
}

#[test]
fn secrets_may_begin_with_words_of_labels() {
    for user in ["KEY!", "key/dXNlcg==", "token+dXNlcg==", "Secret.1"] {
        let text = format!("User {user}, Organization b3Jn");
        let header = read(&text);
        assert_eq!(secret(&text, header.user.as_ref()), user, "{header:?}");
        assert_eq!(header.findings, [], "{text}");
    }
}

#[test]
fn secrets_in_variable_syntax_are_read_and_reported() {
    for (open, close) in [("${", "}"), ("#{", "}"), ("\"${", "}\"")] {
        let text = format!("User {open}dXNlci1zZWNyZXQtMDE={close}, Organization b3JnLXNlY3JldC0wMQ==");
        let header = read(&text);
        assert_eq!(secret(&text, header.user.as_ref()), "dXNlci1zZWNyZXQtMDE=", "{header:?}");
        assert_eq!(kinds(&header), [FindingKind::Quotes], "{text}");
    }
}

#[test]
fn placeholders_are_reported() {
    let cases = [
        ("User <USER_SECRET>, Organization <ORGANIZATION_SECRET>", PlaceholderKind::Example),
        ("User undefined, Organization null", PlaceholderKind::Example),
        ("User [object Object], Organization [object Object]", PlaceholderKind::Example),
        ("User dXNl..., Organization b3Jn...", PlaceholderKind::Mask),
        ("User: dXNl…, Organization: b3Jn…==", PlaceholderKind::Mask),
        ("User <INSERT>, Organization <INSERT>", PlaceholderKind::Example),
        ("User: <user secret>; Organization: <organization secret>", PlaceholderKind::Example),
        ("User USER_SECRET, Organization ORGANIZATION_SECRET", PlaceholderKind::Example),
        ("User {USER_SECRET} Organization {ORG_SECRET}", PlaceholderKind::Example),
        ("User ••••••••, Organization ********", PlaceholderKind::Mask),
        ("User ******** Organization ********", PlaceholderKind::Mask),
        ("User $USER_SECRET, Organization ${ORG_SECRET}", PlaceholderKind::Variable),
        ("User: ${USER_SECRET}; Organization: ${ORG_SECRET}", PlaceholderKind::Variable),
        ("User {{user_secret}} Organization {{org_secret}}", PlaceholderKind::Variable),
        ("User \"$USER_SECRET\", Organization \"$ORG_SECRET\"", PlaceholderKind::Variable),
        ("User %USER_SECRET%; Organization %ORG_SECRET%", PlaceholderKind::Variable),
        ("User $env:USER, Organization $env:ORG", PlaceholderKind::Variable),
        ("User: process.env['USER_SECRET'], Organization: process.env.ORG_SECRET", PlaceholderKind::Variable),
    ];
    for (text, expected) in cases {
        let header = read(text);
        for credential in [&header.user, &header.organization] {
            let credential = credential.as_ref().unwrap_or_else(|| panic!("{text}: {header:?}"));
            assert_eq!(credential.placeholder, Some(expected), "{text}: {header:?}");
        }
    }
}

/// Generates secrets that the form's own commands can contain.
fn any_secret() -> impl Strategy<Value = String> {
    "[!-+\\--~]{1,44}".prop_filter("marks around it are left out", |secret| {
        let is_mark = |c: char| "<>{}[]()\"'`\\".contains(c);
        !secret.starts_with(|c| is_mark(c) || ":=".contains(c))
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

/// An account secret is 44 characters of base64. One that starts like a label is still a secret.
#[test]
fn a_whole_secret_is_never_split() {
    let rest = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0U1v2W3";
    for start in ["key=", "secret=", "token=", "key-", "secret/", "user+", "org/", "sig=", "ck_"] {
        for end in ["", "=", "=="] {
            let user = format!("{start}{}{end}", &rest[..44 - start.len() - end.len()]);
            for text in [
                format!("User {user}, Organization {ORGANIZATION}"),
                format!("Authorization: User {user} Organization {ORGANIZATION}"),
                format!("Organization {ORGANIZATION}; User {user}"),
            ] {
                let header = read(&text);
                assert_eq!(secret(&text, header.user.as_ref()), user, "{text}");
                assert_eq!(secret(&text, header.organization.as_ref()), ORGANIZATION, "{text}");
            }
        }
    }
    // A longer text is a label followed by a whole secret.
    let text = format!("User key={}, Organization {ORGANIZATION}", &rest[..44]);
    assert_eq!(secret(&text, read(&text).user.as_ref()), &rest[..44]);
}
