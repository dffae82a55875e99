//! Assignments to several names, and assignments that may not run.

use super::generators::{document, fetch, python};
use super::{BODY, URL, assert_read, import, sentences};

#[test]
fn several_names_of_one_assignment_are_followed() {
    let body = BODY.replace("\"n\"", "name");
    let python =
        |names: &str| python(names, &body).replace("'User u1, Organization o1'", "f'User {user}, Organization {org}'");
    for names in [
        "user, org, name = 'u1', 'o1', 'n'",
        "(user, org, name) = ('u1', 'o1', 'n')",
        "user, org, name = ('u1', 'o1', 'n')",
        "[user, org, name] = ['u1', 'o1', 'n']",
    ] {
        assert_read(&python(names), &document(), Some("Python, requests"));
    }
    let unknown = import(&python("user, org, name = load()")).unwrap();
    assert_eq!((&*unknown.instance.user_secret, &*unknown.instance.name), ("", ""));
    let javascript = fetch("const [name, other] = ['n', 2];", &format!("JSON.stringify({body})"));
    assert_read(&javascript, &document(), Some("JavaScript, fetch"));
}

#[test]
fn declarations_in_brackets_of_go_are_followed() {
    let (base, _) = URL.split_once("/instances").unwrap();
    let body = BODY.replace("\"n\"", "\"` + name + `\"");
    let text = format!(
        "package main\n\nconst (\n\tbase = \"{base}\"\n\tuser, org = \"u1\", \"o1\"\n)\n\nvar (\n\tname string = \
         \"n\"\n)\n\nfunc main() {{\n\treq, err := http.NewRequest(\"POST\", base+\"/instances\", strings.NewReader(\
         `{body}`))\n\treq.Header.Set(\"Authorization\", \"User \"+user+\", Organization \"+org)\n}}\n"
    );
    assert_read(&text, &document(), Some("Go, net/http"));
}

/// Which value the name has is unknown: it is never one of these in silence.
#[test]
fn uncertain_values_are_not_taken() {
    let body = BODY.replace("\"n\"", "name");
    for prelude in [
        "name = 'n'\nif STAGING:\n    name = 'm'",
        "name = 'n'\nif STAGING: name = 'm'",
        "name = 'n'\nif STAGING: pass\nelse: name = 'm'",
        "name, other = 'n', 'o'\nif STAGING:\n    name, other = 'm', 'p'",
        "other, name = 'o', 'n'\nif STAGING:\n    other, name = 'p', 'm'",
        "name = 'n'\nother, name = name, 'm'\nname = other",
        "name = 'n'\nlabel, name = 'm', label",
        "first, *name = 'm', 'n'",
        "*name, last = 'm', 'n'",
        "first, *name, last = ('m', 'n')",
        "name = 'o'\nname, *rest = 'm', 'n'",
        "x, (name, y) = 'm', ('n', 'o')",
        "name, y = load()",
        "for name, y in pairs:\n    pass",
    ] {
        let import = import(&python(prelude, &body));
        let is_silent = import.as_ref().is_ok_and(|import| {
            let is_named = sentences(import).iter().any(|sentence| sentence.contains("fill in Name"));
            !is_named || !import.instance.name.is_empty()
        });
        assert!(!is_silent, "{prelude}\n{import:#?}");
    }
    let body = format!("JSON.stringify({body})");
    for prelude in [
        "let name = 'n'; if (staging) name = 'm';",
        "let name = 'n'; if (staging) { } else name = 'm';",
        "let name = 'n'; while (next()) name = 'm';",
        "let name; const a = name, other = 'm', last = 'n';",
        "const [name, ...rest] = ['m', 'n'];",
        "const [name = 'm', other] = ['n', 'o'];",
        "const { name = 'n' } = options;",
        "async function create({ name = 'n' }) {",
    ] {
        let import = import(&fetch(prelude, &body)).unwrap();
        assert_eq!(import.instance.name, "", "{prelude}");
    }
}

/// A member is no variable: the object that has it is changed.
#[test]
fn members_among_several_targets_change_their_object() {
    let member = python(&format!("body = {BODY}\nerror, body['name'] = None, 'm'"), "body");
    assert!(import(&member).is_err(), "{:#?}", import(&member));
    let attribute = python("client.name, client.other = 'm', 'o'", &BODY.replace("\"n\"", "client"));
    assert_eq!(import(&attribute).unwrap().instance.name, "");
}

#[test]
fn lists_without_brackets_are_whole_or_unknown() {
    let body = BODY.replace("\"n\"}", "\"n\", \"tags\": tags}");
    let import = import(&python("tags = 'a', 'b'", &body)).unwrap();
    assert_eq!(import.instance.tags, [""; 0]);
    assert!(sentences(&import).iter().any(|sentence| sentence.contains("tags")), "{:#?}", sentences(&import));
}
