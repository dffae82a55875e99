//! Artifacts of copying: entities, carets, line breaks, unusual spaces and placeholders. Each is reported at its
//! position and removed by its fix.

#![allow(missing_docs)]

use model::json::Kind;
use model::polling::Document;

/// Wraps a path, escaped as JSON, in a configuration.
fn url(url: &str) -> String {
    format!(r#"{{"orders": {{"url": "{url}", "idField": "id", "datesConfiguration": {{}}}}}}"#)
}

/// Wraps one of the date settings in a configuration.
fn dates(key: &str, value: &str) -> String {
    let others = ["updatedDateField", "updatedDateFormat", "createdDateField", "createdDateFormat"];
    let dates: Vec<String> =
        others.iter().filter(|other| **other != key).map(|other| format!(r#""{other}": "yyyy", "#)).collect();
    let dates = dates.concat();
    format!(
        r#"{{"orders": {{"url": "/orders", "idField": "id", "datesConfiguration": {{{dates}"{key}": "{value}"}}}}}}"#
    )
}

/// Returns the diagnostics of a text as `code@text of the range`, and the text after all fixes.
fn check(text: &str) -> (Vec<String>, Document) {
    let document = Document::new(text.to_owned());
    let list = document.diagnostics().list();
    let found = list.iter().map(|found| format!("{}@{}", found.problem.code(), &text[found.range.clone()]));
    (found.collect(), document.edited(document.diagnostics().edits()))
}

fn path(document: &Document) -> String {
    document.resource("orders").unwrap().get("url").unwrap().text().into_owned()
}

/// A path in a configuration.
struct Path {
    /// The path, escaped as JSON.
    written: &'static str,
    /// The code and the text of each diagnostic.
    found: &'static [&'static str],
    /// The path after the fixes.
    fixed: &'static str,
}

/// Expects these diagnostics.
const fn pasted(written: &'static str, found: &'static [&'static str]) -> Path {
    Path { written, found, fixed: written }
}

impl Path {
    /// Expects this path after the fixes.
    const fn becomes(self, fixed: &'static str) -> Self {
        Self { fixed, ..self }
    }
}

#[test]
fn copying_artifacts_in_a_path_are_reported_and_removed() {
    let cases = [
        pasted("/o?where=a=1&amp;orderBy=id", &["html-entity@&amp;"]).becomes("/o?where=a=1&orderBy=id"),
        pasted("/o?a=&#39;x&#39;&amp;b=&quot;y&quot;", &["html-entity@&#39;"]).becomes("/o?a='x'&b=\"y\""),
        pasted("/o?a&gt;=1&amp;b&LT;2&amp;c=&#x27;&#x27;", &["html-entity@&gt;"]).becomes("/o?a>=1&b<2&c=''"),
        pasted("/o?a=1&amp;amp;b=&amp;#39;x&amp;#39;", &["html-entity@&amp;amp;"]).becomes("/o?a=1&b='x'"),
        pasted("/o?a=x&nbsp;y", &["html-entity@&nbsp;"]).becomes("/o?a=x y"),
        pasted("/o?a=&#39;${gmtDate:yyyy-MM-dd&#39;T&#39;HH:mm:ss}&#39;", &["html-entity@&#39;"])
            .becomes("/o?a='${gmtDate:yyyy-MM-dd'T'HH:mm:ss}'"),
        pasted("/o?where=a='x'^&orderBy=id", &["caret-escape@^&"]).becomes("/o?where=a='x'&orderBy=id"),
        pasted("/o?a=1^&b^>2^&c=^%20^^x", &["caret-escape@^&"]).becomes("/o?a=1&b>2&c=%20^x"),
        pasted("/o?a=^(b^)", &["caret-escape@^("]).becomes("/o?a=(b)"),
        pasted("/o?a=1^&amp;b=2", &["caret-escape@^&", "html-entity@&amp;"]).becomes("/o?a=1&b=2"),
        pasted("/o?where=\\n        status='open'", &["white-space@\\n        "]).becomes("/o?where=status='open'"),
        pasted("/o?where=a\\n   b", &["white-space@\\n   "]).becomes("/o?where=ab"),
        pasted("/o?where=a='x' and\\n    b='y'", &["white-space@\\n    "]).becomes("/o?where=a='x' and b='y'"),
        pasted("/o?where=a='x'\\r\\n\\tAND b='y'", &["white-space@\\r\\n\\t"]).becomes("/o?where=a='x' AND b='y'"),
        pasted("/o?where=a='x y'\\tand\\tb='z'", &["white-space@\\t", "white-space@\\t"])
            .becomes("/o?where=a='x y' and b='z'"),
        pasted("/o\\n?a=1", &["white-space@\\n"]).becomes("/o?a=1"),
        pasted("/or\\n    ders?a=1", &["white-space@\\n    "]).becomes("/orders?a=1"),
        pasted("/o?a=1\\n", &["white-space@\\n"]).becomes("/o?a=1"),
        pasted("\\t/o?a=1", &["white-space@\\t"]).becomes("/o?a=1"),
        pasted("/o?a='x\\u00a0y'", &["white-space@\\u00a0"]).becomes("/o?a='x y'"),
        pasted("/o?a='x\u{a0}y'", &["white-space@\u{a0}"]).becomes("/o?a='x y'"),
        pasted("/o?a='x'\u{2003}and\u{3000}b='é'", &["white-space@\u{2003}", "white-space@\u{3000}"])
            .becomes("/o?a='x' and b='é'"),
        pasted("/o?a='x\\u200by'", &["invisible-character@\\u200b"]).becomes("/o?a='xy'"),
        pasted("/o?a=${gmtDate:yyyy-MM-dd\\n   HH:mm}", &["white-space@\\n   "])
            .becomes("/o?a=${gmtDate:yyyy-MM-dd HH:mm}"),
        // One diagnostic of the parser, with the fix of the path.
        pasted("/o?where=\n        status='open'", &["control-character@\n"]).becomes("/o?where=status='open'"),
        pasted("/o?where=a='x' and\r\n\t\tb='y'", &["control-character@\r"]).becomes("/o?where=a='x' and b='y'"),
        pasted("/o?a=1\t&b=2", &["control-character@\t"]).becomes("/o?a=1&b=2"),
    ];
    for Path { written, found: expected, fixed: meant } in cases {
        let (found, fixed) = check(&url(written));
        assert_eq!(found, expected, "{written}");
        assert_eq!(path(&fixed), meant, "{written}");
        assert!(fixed.diagnostics().is_empty(), "{written}: {:#?}", fixed.diagnostics());
    }
}

#[test]
fn valid_paths_are_not_reported() {
    for written in [
        "/o?a=1&b=2;c=3",
        "/o?a=1&amp=2",
        "/o?a=x&y;z",
        "/o?sysparm_query=active=true^priority=1^ORstate=2^ORDERBYname",
        "/o?where=name like '^a.*b$'",
        "/o?where=a='x' and b='y'  or c='z'",
        "/o?where=name='Zoë 👩\u{200d}👩\u{200d}👧'",
        "/o?where=name='\\ud83d\\udc69\\u200d\\ud83d\\udc67'",
        "/o?where=name='\\u00e9\\\"'",
        "/👩\u{200d}👩\u{200d}👧/orders",
    ] {
        assert_eq!(check(&url(written)).0, [""; 0], "{written}");
    }
}

/// Diagnostics in a template or pattern have the right position and fix even if the value contains escapes.
#[test]
fn diagnostics_in_escaped_values_have_their_position() {
    let (found, fixed) = check(&url("\\/o?a=\\\"${gmtdate:yyyy-mm-dd}\\\""));
    assert_eq!(found, ["template-unknown@gmtdate"]);
    assert_eq!(path(&fixed), "/o?a=\"${gmtDate:yyyy-mm-dd}\"");
    let (found, fixed) = check(&url("\\u002fo?a=${gmtDate:YYYY}"));
    assert_eq!(found, ["date-week-year@YYYY"]);
    assert_eq!(path(&fixed), "/o?a=${gmtDate:yyyy}");
}

#[test]
fn copying_artifacts_in_a_date_are_reported_and_removed() {
    struct Case {
        key: &'static str,
        written: &'static str,
        found: &'static str,
        fixed: &'static str,
    }
    let cases = [
        Case {
            key: "updatedDateFormat",
            written: "yyyy-MM-dd&#39;T&#39;HH:mm:ss",
            found: "html-entity@&#39;",
            fixed: "yyyy-MM-dd'T'HH:mm:ss",
        },
        Case {
            key: "updatedDateFormat",
            written: "yyyy-MM-dd\u{a0}HH:mm",
            found: "white-space@\u{a0}",
            fixed: "yyyy-MM-dd HH:mm",
        },
        Case { key: "createdDateFormat", written: "yyyy-MM-dd\\n", found: "white-space@\\n", fixed: "yyyy-MM-dd" },
        Case { key: "updatedDateField", written: "date_modified\\t", found: "white-space@\\t", fixed: "date_modified" },
        Case { key: "updatedDateTimezone", written: "GMT\\u00a0", found: "white-space@\\u00a0", fixed: "GMT" },
    ];
    for Case { key, written, found: expected, fixed: meant } in cases {
        let (found, fixed) = check(&dates(key, written));
        assert_eq!(found, [expected], "{written}");
        let dates = fixed.resource("orders").unwrap().get("datesConfiguration").unwrap();
        assert_eq!(dates.get(key).unwrap().text(), meant);
        assert!(fixed.diagnostics().is_empty(), "{written}: {:#?}", fixed.diagnostics());
    }
}

/// A placeholder in any text is reported, and never becomes a meaningless pattern.
#[test]
fn placeholders_are_reported_everywhere() {
    for (key, written) in [
        ("updatedDateTimezone", "%{time_zone}"),
        ("updatedDateTimezone", "{TimeZone}"),
        ("createdDateTimezone", "${TIME_ZONE}"),
        ("updatedDateField", "{{ field }}"),
        ("createdDateField", "#{field}"),
        ("updatedDateField", "$FIELD"),
        ("updatedDateField", "__FIELD__"),
        ("updatedDateField", "%FIELD%"),
        ("updatedDateField", "<FIELD>"),
    ] {
        let (found, fixed) = check(&dates(key, written));
        assert_eq!(found, [format!("placeholder@{written}")], "{written}");
        assert!(fixed.root().is_some_and(|root| root.kind() == Kind::Object));
    }
    for written in ["{{date_format}}", "${DATE_FORMAT}", "%{date_format}", "<DATE_FORMAT>"] {
        let (found, fixed) = check(&dates("updatedDateFormat", written));
        assert_eq!(found[0], format!("placeholder@{written}"));
        assert_eq!(fixed.text(), dates("updatedDateFormat", written), "no fix is guessed");
    }
    for (written, expected) in [
        ("/o?a=%{since}", "placeholder@{since}"),
        ("/o?a={{since}}", "placeholder@{{since}}"),
        ("/o?a=<SINCE>", "placeholder@<SINCE>"),
        ("/o?a=${dateTimeZone:%{time_zone}:yyyy}", "placeholder@%{time_zone}"),
        ("/o?a=\\\"<SINCE>", "placeholder@<SINCE>"),
    ] {
        assert_eq!(check(&url(written)).0, [expected], "{written}");
    }
    for (key, written) in
        [("updatedDateField", "_updated__at"), ("updatedDateField", "$.date"), ("updatedDateField", "['a b']")]
    {
        assert_eq!(check(&dates(key, written)).0, [""; 0], "{written}");
    }
}

/// Invisible characters between tokens: each fix removes the character that it names, or replaces it by a space.
#[test]
fn invisible_characters_beside_a_bracket_are_removed_alone() {
    struct Case {
        invisible: &'static str,
        /// The text after the fix.
        instead: &'static str,
        /// The number of diagnostics.
        findings: usize,
    }
    let text = url("/o");
    let cases = [
        Case { invisible: "\u{200c}", instead: "", findings: 1 },
        Case { invisible: "\u{200b}\u{200b}", instead: "", findings: 1 },
        Case { invisible: "\u{a0}", instead: " ", findings: 1 },
        Case { invisible: "\u{a0} \u{a0}", instead: "   ", findings: 1 },
        Case { invisible: "\u{2003}\u{feff}\n ", instead: " \n ", findings: 2 },
    ];
    for Case { invisible, instead, findings } in cases {
        for bracket in ["{", "}"] {
            let at = text.find(bracket).unwrap();
            for at in [at, at + 1] {
                let broken = [&text[..at], invisible, &text[at..]].concat();
                let fixed = [&text[..at], instead, &text[at..]].concat();
                let document = Document::new(broken.clone());
                let count = document.diagnostics().list().len();
                assert_eq!((count, document.edited(document.diagnostics().edits()).text()), (findings, &*fixed));
            }
        }
    }
}

/// Long texts full of diagnostics, or nearly so, are read in linear time. Quadratic code would take minutes.
#[test]
fn long_texts_are_read_in_linear_time() {
    const TIMES: usize = 30_000;
    for part in ["a\tb", "a\\tb", "a\n", "&amp;", "&", "^&", "\\u200d", "\u{a0}x", "${", "{{", "%{", "<a", "a>", ";"] {
        check(&url(&["/", &part.repeat(TIMES)].concat()));
        check(&dates("updatedDateField", &part.repeat(TIMES)));
    }
    for part in ["H:", "h:", "H:a", "m:", "'", "[", "[T]", "%-", "%Y", "Y-m-d i", "T", "ddT", "Y ", "u "] {
        check(&dates("updatedDateFormat", &part.repeat(TIMES)));
    }
}

/// Text around a pasted configuration is one diagnostic, whose fix keeps the configuration.
#[test]
fn one_fix_removes_the_text_around_a_configuration() {
    let text =
        "{\n  \"orders\": {\n    \"url\": \"/o\",\n    \"idField\": \"id\",\n    \"datesConfiguration\": {}\n  }\n}";
    let lines = |before: &dyn Fn(usize) -> String| -> String {
        let lines: Vec<String> =
            text.lines().enumerate().map(|(index, line)| before(index + 1) + line + "\n").collect();
        lines.concat()
    };
    let quoted = serde_json::to_string(text).unwrap();
    let body = |configuration: &str| {
        format!(
            "{{\"element\": {{\"key\": \"woocommercerest\"}}, \"configuration\": {{\"event.poller.configuration\": {configuration}}}, \"name\": \"x\"}}"
        )
    };
    let cases = [
        ("surrounding-text", lines(&|_| "> ".into())),
        ("surrounding-text", lines(&|_| ">> ".into())),
        ("surrounding-text", lines(&|_| "+".into())),
        ("surrounding-text", lines(&|_| "// ".into())),
        ("surrounding-text", lines(&|_| "| ".into()).replace('\n', "\r\n")),
        ("surrounding-text", lines(&|number| format!("{number}\t"))),
        ("surrounding-text", lines(&|number| format!("{:3} | ", number + 8))),
        ("surrounding-text", format!("> ```json\n{}> ```\n> Regards", lines(&|_| "> ".into()))),
        ("surrounding-text", format!("/*\n{text}\n*/")),
        ("surrounding-text", format!("/**\n{} */", lines(&|_| " * ".into()))),
        ("surrounding-text", body(text)),
        ("surrounding-text", body(&quoted)),
        ("surrounding-text", format!("{{\"event.poller.configuration\": {text}}}")),
        ("surrounding-text", format!("{{\"event.poller.configuration\": {quoted}}}")),
        ("doubled-quotes", format!("\"{}\"", text.replace('"', "\"\""))),
        ("entity-quotes", text.replace('"', "&quot;")),
        ("entity-quotes", text.replace('"', "&#34;")),
        ("entity-quotes", text.replace('"', "&#39;")),
        ("entity-quotes", text.replace('"', "&#x27;")),
        ("escaped-line-breaks", text.replace('\n', "\\n")),
        ("escaped-line-breaks", text.replace('\n', "\\r\\n")),
    ];
    for (code, pasted) in cases {
        let document = Document::new(pasted.clone());
        let found: Vec<_> = document.diagnostics().list().iter().map(|found| found.problem.code()).collect();
        assert_eq!(found, [code], "{pasted}");
        let fixed = document.edited(document.diagnostics().edits());
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(value(fixed.text()), value(text), "{pasted}");
        assert_eq!(fixed.diagnostics().list().len(), 0, "{pasted}");
    }
}

/// Typographic quotes of a word processor and the minutes of SQL never become literal text.
#[test]
fn fixes_of_date_patterns_keep_every_part_of_the_date() {
    for (pattern, fixed) in [
        ("yyyy-MM-dd’T’HH:mm:ss", Some("yyyy-MM-dd'T'HH:mm:ss")),
        ("yyyy-MM-dd‘T’HH:mm:ss‘Z’", Some("yyyy-MM-dd'T'HH:mm:ss'Z'")),
        ("yyyy-MM-dd´T´HH:mm:ss", Some("yyyy-MM-dd'T'HH:mm:ss")),
        ("YYYY-MM-DD HH24:MI:SS", None),
        ("DD.MM.YYYY HH:MI", None),
        // German and French Excel.
        ("TT.MM.JJJJ", None),
        ("TT.MM.yyyy HH:mm", None),
        ("jj/MM/aaaa", None),
    ] {
        let text = url("/o").replace("{}", &format!("{{\"updatedDateField\": \"a\", \"updatedDateFormat\": \"{pattern}\", \"createdDateField\": \"a\", \"createdDateFormat\": \"yyyy\"}}"));
        let document = Document::new(text.clone());
        assert!(text.contains(pattern) && document.diagnostics().list().len() == 1, "{text}");
        let after = document.edited(document.diagnostics().edits());
        assert!(after.text().contains(fixed.unwrap_or(pattern)), "{}", after.text());
    }
}
