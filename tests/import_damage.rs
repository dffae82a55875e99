//! Damage done to a command by editors, chats, browsers and typos doesn't change the request that is read from it.

#![allow(missing_docs)]

use importer::read;
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use proptest::prelude::*;
use proptest::sample::select;

/// Generates texts with characters that shells, curl and word processors interpret.
fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "a", "B c", "'", "\"", "\\", "$(id)", "`id`", "${HOME}", "%PATH%", "^", "&&", "|", ";", "#", "!", "<x>", "@f",
        " -H ", " -d '", "\n", "\t", "é", "😀", "’", "“", "”", "‘", "–", "—data", "\u{a0}", "\u{200b}", "}", "{", "]",
        ",", ":", "http://a", "curl ", "'\\''", "' -H 'a", "''", "\"\"", "=", "-",
    ];
    proptest::collection::vec(select(pieces.to_vec()), 0..6)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("a placeholder is none", |text| !text.starts_with('<'))
}

/// Generates texts that every quoting can contain.
fn plain_text() -> impl Strategy<Value = String> {
    "[A-Za-z][A-Za-z0-9 .:/_-]{0,20}[a-z]"
}

prop_compose! {
    fn instance(text: impl Strategy<Value = String> + Clone + 'static)(
        user in "[A-Za-z0-9+/]{12,40}={0,2}",
        organization in "[a-f0-9]{32}",
        name in text.clone(),
        fields in proptest::collection::vec(text.clone(), 3),
        tags in proptest::collection::vec(text, 0..3),
    ) -> Instance {
        let name = if name.trim().is_empty() { String::new() } else { name };
        let tags = tags.into_iter().filter(|tag| !tag.is_empty()).collect();
        Instance { user_secret: user, organization_secret: organization, name, fields, tags, ..Instance::empty(Definition::woocommerce()) }
    }
}

fn any_instance() -> impl Strategy<Value = Instance> {
    prop_oneof![instance(text().boxed()), instance(plain_text().boxed())]
}

/// Returns the words of the command: each option, and each value in quotes.
fn words(request: &HttpRequest, option: impl Fn(&str) -> String, quote: impl Fn(&str) -> String) -> Vec<String> {
    let mut words = vec![format!("{} {}", option("-X"), request.method), quote(&request.url)];
    for header in &request.headers {
        words.push(format!("{} {}", option("-H"), quote(&format!("{}: {}", header.name, header.value.as_str()))));
    }
    words.push(format!("{} {}", option("--data-raw"), quote(request.body.as_str())));
    words
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Checks that `text` is read as `instance`. Returns true if there were repairs.
fn check(text: &str, instance: &Instance) -> Result<bool, TestCaseError> {
    let empty = Instance::empty(Definition::woocommerce());
    let import = read(text, &empty).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
    let (read, meant) = (HttpRequest::create_instance(&import.instance), HttpRequest::create_instance(instance));
    prop_assert_eq!(read.body.as_str(), meant.body.as_str(), "{}", text);
    prop_assert!(import.instance == *instance, "{:#?}\n{}", import.instance, text);
    Ok(!import.repairs.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Typographic quotes around words, with any content.
    #[test]
    fn typographic_quotes(instance in any_instance(), (open, close) in select(vec![('‘', '’'), ('’', '’'), ('‚', '‘'), ('´', '´')]), joint in select(vec![" ", " \\\n  ", " ^\n"])) {
        let request = HttpRequest::create_instance(&instance);
        // Word processors also replace the inner quotes and apostrophes.
        let quote = |text: &str| format!("{open}{}{close}", text.replace('\'', &format!("{close}\\{close}{open}")));
        let is_ambiguous = request.body.as_str().contains(['’', '‘', '´', '‚']);
        prop_assume!(!is_ambiguous || !request.body.as_str().contains('\''));
        let text = format!("curl {}", words(&request, str::to_owned, quote).join(joint));
        prop_assert!(check(&text, &instance)?, "no repair was reported\n{}", text);
    }

    /// Typographic double quotes, with the escapes of straight ones.
    #[test]
    fn double_typographic_quotes(instance in any_instance(), (open, close) in select(vec![('“', '”'), ('„', '“'), ('”', '”'), ('»', '«')]), joint in select(vec![" ", " \\\n  ", " ^\n"])) {
        let request = HttpRequest::create_instance(&instance);
        let quote = |text: &str| format!("{open}{}{close}", text.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$").replace('`', "\\`"));
        prop_assume!(!request.body.as_str().contains(['“', '”', '„', '«', '»']));
        let text = format!("curl {}", words(&request, str::to_owned, quote).join(joint));
        prop_assert!(check(&text, &instance)?, "no repair was reported\n{}", text);
    }

    /// Dashes instead of hyphens, and Unicode spaces.
    #[test]
    fn dashes_and_spaces(
        instance in any_instance(),
        long in select(vec!["--", "—", "–", "––", "−−", "―"]),
        short in select(vec!["-", "–", "—", "−", "‐"]),
        space in select(vec!["\u{a0}", "\u{2009}", "\u{3000}", " \u{200b}", "\u{feff} "]),
    ) {
        let request = HttpRequest::create_instance(&instance);
        let option = |name: &str| match name.strip_prefix("--") {
            Some(name) => format!("{long}{name}"),
            None => format!("{short}{}", &name[1..]),
        };
        let text = format!("curl{space}{}", words(&request, option, single_quoted).join(space));
        prop_assert!(check(&text, &instance)?);
    }

    /// Carets at line ends, combined with quotes that cmd.exe doesn't know.
    #[test]
    fn caret_line_ends(instance in any_instance(), line_break in select(vec![" ^\n", " ^\r\n  ", " ^\n\t"])) {
        let request = HttpRequest::create_instance(&instance);
        let text = format!("curl {}", words(&request, str::to_owned, single_quoted).join(line_break));
        prop_assert!(check(&text, &instance)?);
    }

    /// A missing opening or closing quote of one value.
    #[test]
    fn missing_quotes(instance in any_instance(), which in 0_usize..4, joint in select(vec![" ", " \\\n  "]), is_double in any::<bool>()) {
        let request = HttpRequest::create_instance(&instance);
        let quote = |text: &str| if is_double && !text.contains(['"', '\\', '$', '`']) { format!("\"{text}\"") } else { single_quoted(text) };
        let mut words = words(&request, str::to_owned, quote);
        // The body last, or before a header.
        let body = words.pop().unwrap();
        prop_assume!(!request.body.as_str().contains('\'') || which != 3);
        words.insert(if which == 3 { 1 } else { words.len() }, body);
        // The URL, a header, or the body before the headers.
        words[1 + which % 3].pop();
        let text = format!("curl {}", words.join(joint));
        prop_assert!(check(&text, &instance)?);
    }

    /// Doubled quotes, as for Windows, in a command for another shell.
    #[test]
    fn doubled_quotes(instance in any_instance(), joint in select(vec![" ", " \\\n  "]), quote in select(vec!["\"", "'"])) {
        let request = HttpRequest::create_instance(&instance);
        prop_assume!(!request.body.as_str().contains('\''));
        let text = format!("curl {}", words(&request, str::to_owned, |text| format!("{quote}{}{quote}", text.replace('"', "\"\""))).join(joint));
        prop_assert!(check(&text, &instance)?);
    }

    /// Firefox, and Chrome before 2023, for cmd.exe. Both write a backslash twice, which no program undoes.
    #[test]
    fn browsers_for_cmd(instance in instance(plain_text().boxed()), (is_firefox, is_crlf) in any::<(bool, bool)>()) {
        let request = HttpRequest::create_instance(&instance);
        let line_break = if is_crlf { "\r\n" } else { "\n" };
        let firefox = |text: &str| {
            format!("\"{}\"", text.replace('"', "\"\"").replace('\n', &format!("\"^{line_break}{line_break}\"")))
        };
        let chrome = |text: &str| {
            let quote = if text.contains('\n') { "^\"" } else { "\"" };
            let is_plain = |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || "_-:=+~'/.',?;()*`".contains(c);
            let escaped: String = text.replace('"', "\\\"").chars().map(|c| if is_plain(c) { c.to_string() } else { format!("^{c}") }).collect();
            format!("{quote}{}{quote}", escaped.replace('\n', &format!("^{line_break}{line_break}")))
        };
        let words = if is_firefox { words(&request, str::to_owned, firefox) } else { words(&request, str::to_owned, chrome) };
        let text = format!("curl {}", words.join(if is_firefox { " ".to_owned() } else { format!(" ^{line_break}  ") }.as_str()));
        check(&text, &instance)?;
    }
}
