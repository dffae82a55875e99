//! Spellings of the `Authorization` header that users paste: both secrets are read exactly, or the error names the
//! part that could not be read.

#![allow(missing_docs)]

mod random;
mod spellings;

use model::secret::PlaceholderKind;
use model::secret::authorization::{Authorization, Credential, FindingKind, Scheme, read};
use spellings::sorted;

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

#[test]
fn unreadable_headers_are_reported() {
    struct Case {
        text: &'static str,
        /// The user's and the organization's.
        secrets: [&'static str; 2],
        findings: &'static [FindingKind],
    }
    use FindingKind::{Ambiguous, Conflict, NoSecret, OnlyOtherScheme, Unread};
    use Scheme::{Organization, User};
    let cases = [
        Case { text: "", secrets: ["", ""], findings: &[] },
        Case { text: "dXNlci1zZWNyZXQtMDE=", secrets: ["", ""], findings: &[Unread] },
        Case { text: "a b", secrets: ["", ""], findings: &[Unread] },
        Case { text: "Bearer s3cret", secrets: ["", ""], findings: &[OnlyOtherScheme] },
        Case { text: "Authorization: Basic dTpw", secrets: ["", ""], findings: &[OnlyOtherScheme] },
        Case { text: "User", secrets: ["", ""], findings: &[NoSecret(User)] },
        Case { text: "User, Organization o=", secrets: ["", "o="], findings: &[NoSecret(User)] },
        Case { text: "User Organization o=", secrets: ["", "o="], findings: &[NoSecret(User)] },
        // Never joins the text of two values.
        Case { text: "User a= b=", secrets: ["", ""], findings: &[Ambiguous(User)] },
        Case { text: "User a= b=, Organization o=", secrets: ["", "o="], findings: &[Ambiguous(User)] },
        Case { text: "User a=\nb=", secrets: ["", ""], findings: &[Ambiguous(User)] },
        Case { text: "User a= Bearer b=", secrets: ["", ""], findings: &[Ambiguous(User)] },
        Case { text: "User a=, b=", secrets: ["a=", ""], findings: &[Unread] },
        Case { text: "User a=, User b=", secrets: ["", ""], findings: &[Conflict(User)] },
        Case { text: "User a=, User b=, User a=", secrets: ["", ""], findings: &[Conflict(User), Conflict(User)] },
        Case {
            text: "User a=, Organization o=, Organization p=",
            secrets: ["a=", ""],
            findings: &[Conflict(Organization)],
        },
        Case { text: "Authorization: Bearer abc, Organization o=", secrets: ["", "o="], findings: &[Unread] },
    ];
    for Case { text, secrets, findings } in cases {
        let header = read(text);
        let found = [secret(text, header.user.as_ref()), secret(text, header.organization.as_ref())];
        assert_eq!(found, secrets, "{text}");
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
fn marks_that_are_no_pair_belong_to_the_secret() {
    let text = r#"User 's3cr3t"\, Organization 's3cr3t"\"#;
    let header = read(text);
    for part in [&header.user, &header.organization] {
        assert_eq!(secret(text, part.as_ref()), r#"'s3cr3t"\"#, "{header:?}");
    }
    assert!(header.findings.iter().all(|finding| matches!(finding.kind, FindingKind::KeptMark(_))), "{header:?}");
}

#[test]
fn secrets_may_begin_with_words_of_labels() {
    for user in ["KEY!", "key/dXNlcg==", "token+dXNlcg==", "Secret.1", "kEy\"a", "token(dXNlcg"] {
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
