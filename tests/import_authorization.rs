//! The secrets of a pasted command: from one header in any spelling, or from several.

#![allow(missing_docs)]

use importer::{Import, read};
use model::element::Definition;
use model::instance::Instance;
use proptest::prelude::*;
use proptest::sample::select;

const COMMAND: &str = r#"curl https://api.cloud-elements.com/elements/api-v2/instances HEADERS -d '{"element":{"key":"x"},"configuration":{},"name":"n"}'"#;
const USER: &str = "dXNlci1zZWNyZXQtMDE=";
const ORGANIZATION: &str = "b3JnLXNlY3JldC0wMQ==";

/// Imports a command with `headers` into a form that has other secrets.
fn import(headers: &[String]) -> Import {
    let headers: Vec<String> = headers.iter().map(|header| format!("-H '{header}'")).collect();
    let before = Instance {
        user_secret: "before".into(),
        organization_secret: "before".into(),
        ..Instance::empty(Definition::woocommerce())
    };
    read(&COMMAND.replace("HEADERS", &headers.join(" ")), &before).unwrap()
}

fn secrets(import: &Import) -> (&str, &str) {
    (&import.instance.user_secret, &import.instance.organization_secret)
}

/// Returns the messages about the headers.
fn messages(import: &Import) -> Vec<String> {
    let is_other = |sentence: &String| !sentence.starts_with("The element is");
    import.repairs.iter().map(|repair| repair.kind.to_string()).filter(is_other).collect()
}

const SEVERAL: &str =
    "The secrets are in several headers. Both belong in one: \"Authorization: User …, Organization …\".";
const DIFFERENT: &str =
    "The command has two Authorization headers with different secrets. Neither was used: fill in the fields.";
const OTHER: &str =
    "The Authorization header isn't in the form \"User …, Organization …\". The rest of it was ignored.";

#[test]
fn every_spelling_of_one_header_is_read_and_reported() {
    let assignment = "Removed extra characters between the word and its secret in the Authorization header. Only a \
                      space belongs there.";
    let quotes = "Removed quotes or brackets that don't belong in the Authorization header.";
    let separator = "Replaced the separator between the two parts of the Authorization header with a comma.";
    let scheme = "Removed another scheme, such as Bearer, before \"User …\" in the Authorization header.";
    let comma = "Added a missing comma between the two parts of the Authorization header.";
    let cases: [(&str, &[&str]); 14] = [
        ("Authorization: User {u}, Organization {o}", &[]),
        ("authorization: organization {o}, user {u}", &[]),
        ("User {u}, Organization {o}", &[]),
        ("Authorization: User {u} Organization {o}", &[comma]),
        ("Authorization: User {u}; Organization {o}", &[separator]),
        ("Authorization: User: {u}, Organization: {o}", &[assignment, assignment]),
        ("Authorization: User => {u}, Organization => {o}", &[assignment, assignment]),
        ("Authorization: User={u}, Organization={o}", &[assignment, assignment]),
        ("Authorization: User \"{u}\", Organization \"{o}\"", &[quotes, quotes]),
        ("Authorization: User <{u}>, Organization <{o}>", &[quotes, quotes]),
        ("Authorization: User {{u}}, Organization {{o}}", &[quotes, quotes]),
        ("Authorization: Bearer User {u}, Organization {o}", &[scheme]),
        ("Authorization: Basic User {u}, Organization {o}", &[scheme]),
        ("Authorization: User {u}, Organization {o}, Element {e}", &[OTHER]),
    ];
    for (header, sentences) in cases {
        let header = header.replace("{u}", USER).replace("{o}", ORGANIZATION).replace("{e}", "dG9rZW4=");
        let import = import(std::slice::from_ref(&header));
        assert_eq!(secrets(&import), (USER, ORGANIZATION), "{header}");
        assert_eq!(messages(&import), sentences, "{header}");
    }
}

#[test]
fn secrets_in_several_headers_are_joined_or_none_is_taken() {
    let user = format!("User {USER}");
    let organization = format!("Organization {ORGANIZATION}");
    let both = format!("Authorization: {user}, {organization}");
    let joined: [[String; 2]; 6] = [
        [format!("User: {USER}"), format!("Organization: {ORGANIZATION}")],
        [format!("organization:{ORGANIZATION}"), format!("user:{USER}")],
        [format!("User-Secret: {USER}"), format!("Organization-Secret: {ORGANIZATION}")],
        [format!("Authorization: {user}"), format!("Authorization: {organization}")],
        [format!("Authorization: {organization}"), format!("authorization: {user}")],
        [format!("Authorization: {user}"), format!("Organization: {ORGANIZATION}")],
    ];
    for headers in joined {
        let import = import(&headers);
        assert_eq!(secrets(&import), (USER, ORGANIZATION), "{headers:?}");
        assert_eq!(messages(&import), [SEVERAL], "{headers:?}");
    }
    let twice = import(&[both.clone(), both.clone()]);
    assert_eq!((secrets(&twice), messages(&twice)), ((USER, ORGANIZATION), Vec::new()));
    for other in ["User other", "Organization other", "User other, Organization another"] {
        for headers in
            [[both.clone(), format!("Authorization: {other}")], [format!("Authorization: {other}"), both.clone()]]
        {
            let import = import(&headers);
            assert_eq!(secrets(&import), ("", ""), "{headers:?}");
            assert_eq!(messages(&import), [DIFFERENT], "{headers:?}");
        }
    }
    // The token of another scheme is ignored beside the documented header; alone it leaves both secrets empty.
    let beside = import(&["Authorization: Bearer abcdefgh".into(), both]);
    assert_eq!((secrets(&beside), messages(&beside)), ((USER, ORGANIZATION), vec![OTHER.to_owned()]));
    let alone = import(&["Authorization: Bearer abcdefgh".into()]);
    assert_eq!((secrets(&alone), messages(&alone)), (("", ""), vec![OTHER.to_owned()]));
    // One part alone keeps the other secret.
    let part = import(&[format!("Authorization: {user}")]);
    assert_eq!((secrets(&part), messages(&part)), ((USER, "before"), Vec::new()));
}

/// A secret may contain what is a mark of another shell in other places.
#[test]
fn a_secret_does_not_decide_the_shell() {
    let body = r#"{"element":{"key":"x"},"configuration":{},"name":"it'"'"'s"}"#;
    for mark in ["{`\"", "{\\`\"", "\"{`\"", "^\"", "`\"", "${a}", "$env:a", "@\"", "--%", "curl.exe"] {
        let secret = format!("x{mark}y");
        let command = format!(
            "curl -H'Authorization: User {secret}, Organization {ORGANIZATION}' \
             'https://api.cloud-elements.com/elements/api-v2/instances' -d '{body}'"
        );
        let import = read(&command, &Instance::empty(Definition::woocommerce()));
        let import = import.unwrap_or_else(|error| panic!("{error}\n{command}"));
        assert_eq!(secrets(&import), (secret.as_str(), ORGANIZATION), "{command}");
        assert_eq!(import.instance.name, "it's", "{command}");
    }
}

/// A body before the command may contain the command's name, and signs of programs.
#[test]
fn a_piped_body_decides_nothing() {
    for name in
        ["n!!curl ,", "a|curl :b", "> curl . curl , curl =", "n{%{", "fetch(axios", "import requests", "Req.post"]
    {
        let command = format!(
            "printf %s '{{\"element\":{{\"key\":\"x\"}},\"configuration\":{{}},\"name\":\"{name}\"}}' | \
             curl -H 'Authorization: User {USER}, Organization {ORGANIZATION}' -d @- \
             https://api.cloud-elements.com/elements/api-v2/instances"
        );
        let import = read(&command, &Instance::empty(Definition::woocommerce()));
        let import = import.unwrap_or_else(|error| panic!("{error}\n{command}"));
        assert_eq!((import.instance.name.as_str(), secrets(&import)), (name, (USER, ORGANIZATION)), "{command}");
    }
}

/// Only what is as long as a secret of the console can be a secret with the escapes of Markdown.
#[test]
fn a_short_secret_keeps_its_backslashes() {
    let import = import(&[format!("Authorization: User a\\+a, Organization {ORGANIZATION}")]);
    assert_eq!(secrets(&import), ("a\\+a", ORGANIZATION));
}

/// Pages write `<` and quotes as entities, but no letters and no control characters.
#[test]
fn entities_of_other_characters_are_part_of_a_secret() {
    for secret in ["a&#1;0", "a&#65;b", "a&hellip;b"] {
        let import = import(&[format!("Authorization: User {secret}, Organization {ORGANIZATION}")]);
        assert_eq!(secrets(&import), (secret, ORGANIZATION));
    }
    let import = import(&[format!("Authorization: User &lt;{USER}&gt;, Organization &quot;{ORGANIZATION}&quot;")]);
    assert_eq!(secrets(&import), (USER, ORGANIZATION));
}

#[test]
fn a_placeholder_for_a_secret_leaves_its_field_empty() {
    let cases = [
        ("<USER_SECRET>", "User Secret is a placeholder. The field is empty: fill it in."),
        ("********", "User Secret is masked in the text. The field is empty: fill it in."),
        ("••••••••", "User Secret is masked in the text. The field is empty: fill it in."),
        ("$USER", "User Secret is a variable or command here. The field is empty: fill it in."),
        ("{{user_secret}}", "User Secret is a placeholder. The field is empty: fill it in."),
        ("{{ user }}", "User Secret is a placeholder. The field is empty: fill it in."),
        ("%USER_SECRET%", "User Secret is a variable or command here. The field is empty: fill it in."),
    ];
    for (value, sentence) in cases {
        let import = import(&[format!("Authorization: User {value}, Organization {ORGANIZATION}")]);
        assert_eq!(secrets(&import), ("", ORGANIZATION), "{value}");
        assert_eq!(messages(&import), [sentence], "{value}");
    }
    let import = import(&[format!("Authorization: User dXNlcé, Organization {ORGANIZATION}")]);
    assert_eq!(secrets(&import), ("dXNlcé", ORGANIZATION));
    assert_eq!(
        messages(&import),
        ["User Secret contains a character that HTTP headers don't allow. It was kept: check the field."]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Spelling × secrets × headers: both secrets are read exactly, and every difference from the documented form is
    /// reported.
    #[test]
    fn both_secrets_are_read_exactly(
        user in "[A-Za-z0-9+/]{12,44}={0,2}",
        organization in "[a-f0-9]{32}",
        scheme in select(vec!["", "Bearer ", "Basic ", "bearer "]),
        assignment in select(vec![" ", "  ", ": ", ":", " = ", "=", " => ", "\t"]),
        (before, after) in select(vec![("", ""), ("\"", "\""), ("<", ">"), ("{", "}"), ("“", "”"), ("[", "]")]),
        separator in select(vec![", ", ",", "; ", ";", " ", " | ", " & ", " and "]),
        is_swapped in any::<bool>(),
        case in 0..3,
        way in 0..4,
    ) {
        let part = |word: &str, secret: &str| {
            let word = match case {
                0 => word.to_owned(),
                1 => word.to_ascii_lowercase(),
                _ => word.to_ascii_uppercase(),
            };
            format!("{word}{assignment}{before}{secret}{after}")
        };
        let mut parts = [part("User", &user), part("Organization", &organization)];
        if is_swapped {
            parts.swap(0, 1);
        }
        let headers: Vec<String> = match way {
            0 => parts.iter().map(|part| format!("Authorization: {scheme}{part}")).collect(),
            1 => vec![format!("Authorization: {scheme}{}", parts.join(separator)); 2],
            _ => vec![format!("Authorization: {scheme}{}", parts.join(separator))],
        };
        let import = import(&headers);
        prop_assert_eq!(secrets(&import), (user.as_str(), organization.as_str()), "{:?}: {:?}", headers, messages(&import));
        let is_documented = scheme.is_empty() && assignment.trim().is_empty() && before.is_empty() && way > 0
            && separator.trim() == ",";
        prop_assert_eq!(messages(&import).is_empty(), is_documented, "{:?}: {:?}", headers, messages(&import));
    }
}

#[test]
fn entities_around_secrets_are_decoded() {
    let entities = |count| format!("Decoded HTML entities such as &quot; ({count}).");
    let quotes = "Removed quotes or brackets that don't belong in the Authorization header.";
    for (before, after) in [("&lt;", "&gt;"), ("&quot;", "&quot;"), ("&#34;", "&#x22;")] {
        let header = format!("Authorization: User {before}{USER}{after}, Organization {before}{ORGANIZATION}{after}");
        let import = import(&[header]);
        assert_eq!(
            (secrets(&import), messages(&import)),
            ((USER, ORGANIZATION), vec![entities(4), quotes.into(), quotes.into()])
        );
    }
}

#[test]
fn a_header_with_one_part_reports_the_missing_one() {
    struct Case {
        header: String,
        missing: &'static str,
        found: (&'static str, &'static str),
    }
    let empty = Instance::empty(Definition::woocommerce());
    let cases = [
        Case { header: format!("User {USER}"), missing: "Organization Secret", found: (USER, "") },
        Case { header: format!("Organization {ORGANIZATION}"), missing: "User Secret", found: ("", ORGANIZATION) },
        Case { header: format!("User {USER}, Element t0ken="), missing: "Organization Secret", found: (USER, "") },
    ];
    for Case { header, missing, found } in cases {
        let import = read(&COMMAND.replace("HEADERS", &format!("-H 'Authorization: {header}'")), &empty).unwrap();
        assert_eq!(secrets(&import), found);
        let sentence = format!("The Authorization header has no value for {missing}: fill in the field.");
        assert_eq!(
            messages(&import).iter().filter(|messages| **messages == sentence).count(),
            1,
            "{:?}",
            messages(&import)
        );
    }
}

#[test]
fn markdown_backslashes_are_removed_and_reported() {
    let sentence = |label| format!("Removed the Markdown backslashes from {label}. Check the value.");
    let read = import(&["Authorization: User dXNlci1z\\_ZWNy\\-ZXQ==, Organization b3JnLXNlY3\\_JldC0wMQ".to_owned()]);
    assert_eq!(secrets(&read), ("dXNlci1z_ZWNy-ZXQ==", "b3JnLXNlY3_JldC0wMQ"));
    assert_eq!(messages(&read), [sentence("User Secret"), sentence("Organization Secret")]);
    assert!(read.repairs.iter().all(|repair| {
        !matches!(repair.kind, importer::RepairKind::MarkdownEscapes(_))
            || repair.kind.group() == importer::RepairGroup::Guessed
    }));
    // Before a letter, the backslash belongs to the secret.
    let kept = import(&["Authorization: User ab\\cd, Organization b3Jn".to_owned()]);
    assert_eq!(secrets(&kept), ("ab\\cd", "b3Jn"));
    // The keys of the store.
    let body = r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://a.b","oauth.api.key":"ck\\_0a","oauth.api.secret":"cs\\_0b"},"name":"n"}"#;
    let read = importer::read(body, &Instance::empty(Definition::woocommerce())).unwrap();
    assert_eq!(&read.instance.fields[1..], ["ck_0a", "cs_0b"]);
    assert_eq!(messages(&read), [sentence("OAuth API Key"), sentence("OAuth API Secret")]);
}
