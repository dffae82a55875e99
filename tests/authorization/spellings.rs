//! Every spelling of the header.

use model::secret::authorization::{FindingKind, Scheme, read};

use super::{ORGANIZATION, TOKEN, USER, kinds, secret};

pub fn sorted(mut kinds: Vec<FindingKind>) -> Vec<FindingKind> {
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
