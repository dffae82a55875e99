//! Writers of string literals.

#![allow(clippy::unnecessary_wraps, reason = "some notations have no literal for some texts")]

/// Writes a literal in which a backslash escapes itself, the quote, line breaks and `more`.
pub fn escaped(text: &str, quote: char, more: &str) -> String {
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == '\\' || c == quote || more.contains(c) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

pub fn double(text: &str) -> Option<String> {
    Some(escaped(text, '"', ""))
}

pub fn single(text: &str) -> Option<String> {
    Some(escaped(text, '\'', ""))
}

pub fn dollar(text: &str) -> Option<String> {
    Some(escaped(text, '"', "$"))
}

pub fn number_sign(text: &str) -> Option<String> {
    Some(escaped(text, '"', "#"))
}

pub fn perl(text: &str) -> Option<String> {
    Some(escaped(text, '"', "$@"))
}

pub fn template(text: &str) -> Option<String> {
    Some(escaped(text, '`', "$"))
}

/// Writes a literal in single quotes in which a backslash escapes only itself and the quote.
pub fn quotes_only(text: &str) -> Option<String> {
    Some(format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")))
}

pub fn doubled(text: &str) -> Option<String> {
    (!text.contains(['‘', '’', '\n', '\r'])).then(|| format!("'{}'", text.replace('\'', "''")))
}

pub fn backtick(text: &str) -> Option<String> {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '\n' => out.push_str("`n"),
            '\r' => out.push_str("`r"),
            '\t' => out.push_str("`t"),
            '`' | '"' | '$' | '“' | '”' | '„' => out.extend(['`', c]),
            c => out.push(c),
        }
    }
    Some(out + "\"")
}

pub fn here_string(text: &str) -> Option<String> {
    (!text.contains("\n'@") && !text.starts_with("'@") && !text.contains('\r')).then(|| format!("@'\n{text}\n'@"))
}

pub fn verbatim(text: &str) -> Option<String> {
    Some(format!("@\"{}\"", text.replace('"', "\"\"")))
}

pub fn interpolated(text: &str) -> Option<String> {
    Some(format!("${}", escaped(text, '"', "")).replace('{', "{{").replace('}', "}}"))
}

pub fn formatted(text: &str) -> Option<String> {
    Some(format!("f{}", escaped(text, '"', "")).replace('{', "{{").replace('}', "}}"))
}

pub fn raw_c_sharp(text: &str) -> Option<String> {
    (!text.contains("\"\"\"") && !text.ends_with('"') && !text.contains('\r'))
        .then(|| format!("\"\"\"\n    {}\n    \"\"\"", text.replace('\n', "\n    ")))
}

pub fn hashes(text: &str) -> Option<String> {
    (!text.contains("\"###")).then(|| format!("r###\"{text}\"###"))
}

pub fn go_raw(text: &str) -> Option<String> {
    (!text.contains('\r')).then(|| format!("`{}`", text.replace('`', "` + \"`\" + `")))
}

pub fn long(text: &str) -> Option<String> {
    (!text.contains("]==]") && !text.ends_with(']') && !text.starts_with('\n') && !text.contains('\r'))
        .then(|| format!("[==[{text}]==]"))
}

pub fn tagged(text: &str) -> Option<String> {
    (!text.contains("|x}")).then(|| format!("{{x|{text}|x}}"))
}

pub fn matlab(text: &str) -> Option<String> {
    (!text.contains(['\n', '\r'])).then(|| format!("'{}'", text.replace('\'', "''")))
}

pub fn triple(text: &str) -> Option<String> {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    (!text.contains('\r')).then(|| format!("\"\"\"{text}\"\"\""))
}

pub fn concatenated(text: &str) -> Option<String> {
    let parts: Vec<char> = text.chars().collect();
    let parts: Vec<String> = parts.chunks(17).map(|part| escaped(&part.iter().collect::<String>(), '"', "")).collect();
    Some(parts.join(" +\n    "))
}

pub fn adjacent(text: &str) -> Option<String> {
    concatenated(text).map(|text| text.replace("\" +\n    \"", "\"\n    \""))
}

pub fn objective(text: &str) -> Option<String> {
    Some(format!("@{}", escaped(text, '"', "")))
}

pub fn ruby_document(text: &str) -> Option<String> {
    let text = text.replace('\\', "\\\\").replace('#', "\\#");
    (!text.contains("EOS") && !text.contains('\r')).then(|| format!("<<~EOS\n  {}\nEOS\n", text.replace('\n', "\n  ")))
}

pub fn php_document(text: &str) -> Option<String> {
    (!text.contains("EOT") && !text.contains('\r')).then(|| format!("<<<'EOT'\n{text}\nEOT"))
}
