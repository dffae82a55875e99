//! Recognizes placeholders: masks, placeholders of the documentation, and names of variables.

use diagnostics::char_set::CharSet;

/// The kind of a placeholder, which is text in the place of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceholderKind {
    /// Characters that hide the value, such as `••••` or `****`.
    Mask,
    /// A placeholder as in documentation, such as `<USER_SECRET>` or `YOUR_USER_SECRET`, or a program's word for no value.
    Example,
    /// The name of a variable, such as `$USER_SECRET`, `%USER_SECRET%` or `{{user_secret}}`.
    Variable,
}

/// The delimiters around the name of a variable in shells, programs and templates.
const VARIABLE_DELIMITERS: [(&str, &str); 20] = [
    ("${{", "}}"),
    ("${", "}"),
    ("#{", "}"),
    ("$(", ")"),
    ("{{", "}}"),
    ("<%", "%>"),
    ("%", "%"),
    ("%(", ")s"),
    ("!", "!"),
    ("@", "@"),
    ("@@", "@@"),
    ("~", "~"),
    // Apex, Power Automate and Mule.
    ("{!", "}"),
    ("@{variables(", ")}"),
    ("#[p(", ")]"),
    ("process.env[", "]"),
    ("os.environ[", "]"),
    ("ENV[", "]"),
    ("os.getenv(", ")"),
    ("getenv(", ")"),
];

/// The prefixes of variables without a closing delimiter.
const VARIABLE_PREFIXES: [&str; 5] = ["$env:", "$", "process.env.", "os.environ.", "ENV."];

/// A longer text is no placeholder. Keeps the time linear.
const MAX_BYTES: usize = 300;

/// The maximum length, in bytes, of the name of a placeholder or variable.
const MAX_NAME_BYTES: usize = 60;

/// The words that programs print for a missing value.
const MISSING_VALUES: [&str; 6] = ["undefined", "null", "None", "nil", "NaN", "[object Object]"];

/// Returns the kind of the placeholder that `text` is, or `None` if it is a value.
#[must_use]
pub fn placeholder_kind(text: &str) -> Option<PlaceholderKind> {
    if text.len() > MAX_BYTES {
        None
    } else if is_mask(text) || is_shortened(text) {
        Some(PlaceholderKind::Mask)
    } else if is_variable(text) {
        Some(PlaceholderKind::Variable)
    } else if is_placeholder(text) || MISSING_VALUES.contains(&text) {
        Some(PlaceholderKind::Example)
    } else {
        None
    }
}

/// Returns whether a part of a secret is replaced by an ellipsis or a mask, such as `dXNl...`, `ck_0a1b…4567` or
/// `ck_0a1b****`.
fn is_shortened(text: &str) -> bool {
    /// The asterisks on both sides of bold italics.
    const MAX_MARKDOWN_MARKS: usize = 6;
    let parts = || text.split("...").flat_map(|part| part.split('…'));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_');
    let is_covered = |mark: char| {
        let kept = text.trim_matches(mark);
        // Asterisks around a whole secret are of Markdown.
        let is_around = mark == '*'
            && text.starts_with(mark)
            && text.ends_with(mark)
            && !kept.contains(mark)
            && text.len() <= kept.len() + MAX_MARKDOWN_MARKS;
        let marks = text.chars().filter(|c| *c == mark).count();
        marks >= 3 && !is_around && text.chars().all(|c| c == mark || is_plain(c))
    };
    parts().count() == 2 && parts().all(|part| part.chars().all(is_plain)) || is_covered('*') || is_covered('•')
}

/// Returns whether `text` is one repeated masking character, or a word such as `[REDACTED]`.
fn is_mask(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next().unwrap_or('a');
    let is_mask_character =
        matches!(first, '*' | '•' | '●' | '·' | '∙' | '⋅' | '◦' | '█' | '▪' | '■' | '＊' | 'x' | 'X' | '.');
    let is_ellipsis = first == '…' && characters.clone().all(|c| c == '…');
    let is_repeated = characters.clone().count() >= 2 && characters.all(|c| c == first);
    let inside = text.trim_any("[]<>()*");
    let is_word =
        ["redacted", "masked", "hidden", "secret hidden"].iter().any(|word| inside.eq_ignore_ascii_case(word));
    is_mask_character && is_repeated || is_ellipsis || is_word
}

/// Returns whether `text` is a variable in the syntax of a shell, a program or a template.
fn is_variable(text: &str) -> bool {
    let is_identifier = |name: &str| {
        // A filter of a template follows the name: `{{ user | trim }}`.
        let name = name.trim_start_any("=-$");
        let name = if text.starts_with("{{") { name.split('|').next().unwrap_or_default() } else { name };
        let name = without_scope(name.trim().trim_any("\"'"));
        name.len() <= MAX_NAME_BYTES
            && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
    };
    let between = |(before, after): &(&str, &str)| text.strip_prefix(before)?.strip_suffix(after).map(is_identifier);
    let after = |before: &&str| {
        let start = text.get(..before.len())?;
        start.eq_ignore_ascii_case(before).then(|| &text[before.len()..])
    };
    let is_bare = |name: &str| is_identifier(name) && !name.contains([' ', '-']);
    // A parameter of a script, or the place of a value in a format.
    let is_positional = matches!(text.as_bytes(), [b'$', b'1'..=b'9'] | [b'%', b's' | b'd' | b'v' | b'@']);
    is_positional
        || VARIABLE_DELIMITERS.iter().any(|pair| between(pair) == Some(true))
        || VARIABLE_PREFIXES.iter().filter_map(after).any(is_bare)
}

/// Removes the scope, such as `env:`, from the name of a variable.
fn without_scope(name: &str) -> &str {
    let mut scopes = ["env:", "env.", "secrets.", "vars."].iter();
    let of_scope = |scope: &&str| name.get(..scope.len()).is_some_and(|start| start.eq_ignore_ascii_case(scope));
    scopes.find(|scope| of_scope(scope)).map_or(name, |scope| &name[scope.len()..])
}

/// Words that names of placeholders consist of.
const NAME_WORDS: [&str; 17] = [
    "user",
    "org",
    "organization",
    "organisation",
    "secret",
    "secrets",
    "token",
    "key",
    "my",
    "value",
    "consumer",
    "element",
    "api",
    "ce",
    "woocommerce",
    "wc",
    "oauth",
];

/// Words that request a value.
const REQUEST_WORDS: [&str; 6] = ["your", "insert", "here", "todo", "changeme", "replace"];

/// Returns whether `text` is a placeholder as in documentation, with or without brackets.
fn is_placeholder(text: &str) -> bool {
    const BRACKETS: [(char, char); 4] = [('<', '>'), ('{', '}'), ('[', ']'), ('(', ')')];
    let inside = BRACKETS
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
        .map(|inside| inside.trim_any("<> "));
    let name = inside.unwrap_or(text);
    let is_name = name.len() > 1
        && name.len() <= MAX_NAME_BYTES
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '/' | ':' | '\''));
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(camel_words).collect();
    let is_one_of = |all: &[&str], word: &&&str| all.iter().any(|known| known.eq_ignore_ascii_case(word));
    if inside.is_some() {
        let is_uppercase = !name.chars().any(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        return is_name
            && (is_uppercase
                || words.iter().any(|word| is_one_of(&NAME_WORDS, &word) || is_one_of(&REQUEST_WORDS, &word)));
    }
    // A real value can contain one of these words: without brackets, a placeholder has several words and no others.
    let is_plain = !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '/' | ':'));
    let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
    if let [word] = &words[..] {
        let is_known = NAME_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word));
        return is_name && !is_known && word.chars().all(|c| c.is_ascii_uppercase()) && is_joined(word);
    }
    let is_request = words.iter().any(|word| is_one_of(&REQUEST_WORDS, &word));
    is_name && is_plain && words.len() > 1 && (is_request || words.iter().all(|word| is_one_of(&NAME_WORDS, &word)))
}

/// Returns whether `word` consists of words of names, such as `USERSECRET`.
fn is_joined(word: &str) -> bool {
    let after = |known: &&str| {
        let start = word.get(..known.len())?;
        start.eq_ignore_ascii_case(known).then(|| &word[known.len()..])
    };
    word.is_empty() || NAME_WORDS.iter().filter_map(after).any(is_joined)
}

/// Splits a name in camel case into words.
fn camel_words(name: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let is_start = |at: &usize| {
        let bytes = name.as_bytes();
        *at == bytes.len() || bytes[*at].is_ascii_uppercase() && bytes[*at - 1].is_ascii_lowercase()
    };
    let ends: Vec<usize> = (1..=name.len()).filter(is_start).collect();
    ends.into_iter().map(move |end| {
        let word = &name[from..end];
        from = end;
        word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_placeholder_has_its_kind() {
        let cases: [(PlaceholderKind, &[&str]); 5] = [
            (
                PlaceholderKind::Mask,
                &["****", "********", "•••", "●●●●●●", "xxxxxxxx", "XXXX", "...", "…", "[REDACTED]", "***"],
            ),
            (
                PlaceholderKind::Mask,
                &[
                    "dXNl...",
                    "...0wMQ==",
                    "ck_0a1b...4567",
                    "cs_…",
                    "dXNl…DE=",
                    "Zk3p****",
                    "***XkE=",
                    "ck_•••4567",
                    "****0a1b****",
                ],
            ),
            (
                PlaceholderKind::Example,
                &[
                    "<USER_SECRET>",
                    "<INSERT>",
                    "<user secret>",
                    "{USER_SECRET}",
                    "[your secret]",
                    "<INSERT_USER_SECRET>",
                    "YOUR_USER_SECRET",
                    "your-user-secret",
                    "user_secret",
                    "INSERT_TOKEN_HERE",
                    "yourUserSecret",
                    "<xyz key>",
                    "USERSECRET",
                    "ORGSECRET",
                ],
            ),
            (PlaceholderKind::Example, &["undefined", "null", "None", "nil", "NaN", "[object Object]"]),
            (
                PlaceholderKind::Variable,
                &[
                    "$USER_SECRET",
                    "${USER_SECRET}",
                    "%USER_SECRET%",
                    "{{user_secret}}",
                    "{{ userSecret }}",
                    "$env:USER_SECRET",
                    "$Env:X",
                    "${env:X}",
                    "process.env.USER_SECRET",
                    "os.environ[\"USER_SECRET\"]",
                    "ENV['X']",
                    "<%= user %>",
                    "#{user}",
                    "!USER!",
                    "${{ secrets.USER }}",
                    "$(secret)",
                    "$1",
                    "%s",
                    "%(user)s",
                    "{{ user | trim }}",
                    "{!$Credential.CE.user}",
                    "@@CE_USER@@",
                    "~user~",
                    "@{variables('user')}",
                    "#[p('ce.user')]",
                ],
            ),
        ];
        for (kind, texts) in cases {
            for text in texts {
                assert_eq!(placeholder_kind(text), Some(kind), "{text}");
            }
        }
    }

    #[test]
    fn secrets_are_no_placeholders() {
        for text in [
            "",
            "dXNlci1zZWNyZXQtMDE=",
            "b3JnLXNlY3JldC0wMQ==",
            "0123456789abcdef0123456789abcdef",
            "us3r=",
            "abc",
            "secret",
            "<dXNlci1zZWNyZXQtMDE=>",
            "{0123456789abcdef0123456789abcdef}",
            "a+b/c==",
            "$(id) x",
            "**",
            "x",
            "..",
            "CANARY-organization",
            "my-secret-store",
            "s3cr3t-u",
            "s3cr3t-o",
            "*a*",
            "***dXNlcg==***",
            "USER",
            "SECRETARY",
            "$uper|#1!x",
            "$10",
            "%",
            "%%",
            "My store...",
            "a.b.c",
            "Null Island",
        ] {
            assert_eq!(placeholder_kind(text), None, "{text}");
        }
    }
}
