//! How Windows parses a command line, written from the documented rules alone and independently of the code that
//! prints commands: cmd.exe's prompt, PowerShell's strings, how PowerShell passes arguments, and how a program splits
//! its command line.

use std::collections::HashMap;

/// Splits a command line into arguments, the program's name first (Microsoft Learn, "Parsing C command-line
/// arguments").
pub fn arguments(line: &str) -> Vec<String> {
    let chars: Vec<char> = line.chars().collect();
    let mut arguments = Vec::new();
    let mut at = 0;
    loop {
        while chars.get(at).is_some_and(|c| matches!(c, ' ' | '\t')) {
            at += 1;
        }
        if at == chars.len() {
            return arguments;
        }
        let (mut argument, mut quoted) = (String::new(), false);
        while let Some(&c) = chars.get(at) {
            let backslashes = chars[at..].iter().take_while(|c| **c == '\\').count();
            if backslashes > 0 {
                at += backslashes;
                let before_quote = chars.get(at) == Some(&'"');
                argument.extend(std::iter::repeat_n('\\', if before_quote { backslashes / 2 } else { backslashes }));
                if before_quote && backslashes % 2 == 1 {
                    argument.push('"');
                    at += 1;
                }
            } else if c == '"' {
                if quoted && chars.get(at + 1) == Some(&'"') {
                    argument.push('"');
                    at += 1;
                } else {
                    quoted = !quoted;
                }
                at += 1;
            } else if !quoted && matches!(c, ' ' | '\t') {
                break;
            } else {
                argument.push(c);
                at += 1;
            }
        }
        arguments.push(argument);
    }
}

/// Returns the command line with which the prompt of cmd.exe starts a program, or an error where a special character
/// would act.
pub fn cmd(text: &str, variables: &HashMap<String, String>) -> Result<String, String> {
    let mut line = String::new();
    let mut more = true;
    // Percent signs are expanded first, line by line; the prompt keeps a variable that isn't set.
    for typed in text.split('\n') {
        if !more {
            return Err(format!("a second command: {typed}"));
        }
        let typed = expand(typed, variables);
        let (mut quoted, mut chars) = (false, typed.chars());
        more = false;
        while let Some(c) = chars.next() {
            match c {
                '"' => {
                    quoted = !quoted;
                    line.push(c);
                }
                '^' if !quoted => match chars.next() {
                    Some(c) => line.push(c),
                    None => more = true,
                },
                '&' | '|' | '<' | '>' if !quoted => return Err(format!("{c} acts after {line}")),
                c => line.push(c),
            }
        }
    }
    if line.encode_utf16().count() > 8_191 {
        return Err("longer than a line of the prompt can be".into());
    }
    Ok(line)
}

/// Expands the variables `%NAME%`, `%NAME:~0,1%` and `%NAME:a=b%` (`help set`).
fn expand(line: &str, variables: &HashMap<String, String>) -> String {
    let mut expanded = String::new();
    let mut rest = line;
    while let Some(start) = rest.find('%') {
        expanded.push_str(&rest[..start]);
        rest = &rest[start..];
        let name = rest[1..].split(['%', ':']).next().unwrap_or_default();
        let value = variables.get(&name.to_uppercase());
        let end = rest[1..].find('%').map(|end| end + 2);
        if let (Some(value), Some(end)) = (value, end) {
            expanded.push_str(value);
            rest = &rest[end..];
        } else {
            expanded.push('%');
            rest = &rest[1..];
        }
    }
    expanded + rest
}

/// The effects of a PowerShell text.
#[derive(Debug, Default)]
pub struct PowerShell {
    /// The arguments of the one program that it started, the program's name first.
    pub arguments: Vec<String>,
    /// The files that were written before.
    pub files: HashMap<String, String>,
    /// The files that were deleted afterwards.
    pub removed: Vec<String>,
}

/// Runs a PowerShell text of the few forms that the page writes; panics on any other.
pub fn powershell(text: &str, variables: &HashMap<String, String>) -> PowerShell {
    let mut reader = PowerShellReader { chars: text.chars().collect(), at: 0, variables };
    let mut effects = PowerShell::default();
    while reader.at < reader.chars.len() {
        if reader.consume("[IO.File]::WriteAllText((Join-Path $PWD.ProviderPath ") {
            let name = reader.value();
            assert!(reader.consume("), "), "{}", reader.rest());
            let content = reader.value();
            assert!(reader.consume(")\n"), "{}", reader.rest());
            effects.files.insert(name, content);
        } else if reader.consume("Remove-Item ") {
            effects.removed.push(reader.unquoted_word());
        } else {
            assert!(effects.arguments.is_empty(), "a second program");
            effects.arguments = reader.command();
        }
    }
    effects
}

struct PowerShellReader<'a> {
    chars: Vec<char>,
    at: usize,
    variables: &'a HashMap<String, String>,
}

impl PowerShellReader<'_> {
    fn rest(&self) -> String {
        self.chars[self.at..].iter().take(80).collect()
    }

    fn consume(&mut self, text: &str) -> bool {
        let consume = self.chars[self.at..].iter().copied().take(text.chars().count()).eq(text.chars());
        self.at += if consume { text.chars().count() } else { 0 };
        consume
    }

    /// Reads a command up to the end of its line.
    fn command(&mut self) -> Vec<String> {
        let mut arguments = Vec::new();
        loop {
            if self.at == self.chars.len() || self.consume("\n") {
                return arguments;
            }
            if self.consume("`\n") || self.consume(" ") {
                continue;
            }
            let is_value = matches!(self.chars[self.at], '\'' | '(');
            arguments.push(if is_value { self.value() } else { self.unquoted_word() });
            assert!(matches!(self.chars.get(self.at), None | Some(' ' | '\n')), "{}", self.rest());
        }
    }

    /// Reads a word without quotes and without special characters.
    fn unquoted_word(&mut self) -> String {
        let start = self.at;
        while self.chars.get(self.at).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')) {
            self.at += 1;
        }
        assert!(self.at > start, "{}", self.rest());
        self.chars[start..self.at].iter().collect()
    }

    /// Reads a string, a variable, or their sum in parentheses.
    fn value(&mut self) -> String {
        if !self.consume("(") {
            return self.operand();
        }
        let mut sum = self.operand();
        while self.consume(" + ") {
            sum += &self.operand();
        }
        assert!(self.consume(")"), "{}", self.rest());
        sum
    }

    /// Reads a value and the `-replace` operators after it (`about_Comparison_Operators`).
    fn replaced(&mut self) -> String {
        let mut value = self.operand();
        while self.consume(" -replace ") {
            let pattern = self.operand();
            assert!(self.consume(", "), "{}", self.rest());
            value = replace(&value, &pattern, &self.operand());
        }
        assert!(self.consume(")"), "{}", self.rest());
        value
    }

    fn operand(&mut self) -> String {
        if self.consume("(") {
            return self.replaced();
        }
        if self.consume("$env:") {
            let name: String =
                self.chars[self.at..].iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '_').collect();
            self.at += name.len();
            return self.variables.get(&name).unwrap_or_else(|| panic!("${name} is not set")).clone();
        }
        let mut text = String::new();
        if self.consume("@'\n") {
            while !self.consume("\n'@") {
                text.push(self.chars[self.at]);
                self.at += 1;
            }
            return text;
        }
        // about_Quoting_Rules; the tokenizer accepts U+2018 to U+201B as single quotes.
        let is_quote = |c: &char| matches!(c, '\'' | '‘' | '’' | '‚' | '‛');
        assert!(is_quote(&self.chars[self.at]), "{}", self.rest());
        self.at += 1;
        loop {
            let c = self.chars[self.at];
            self.at += 1;
            if is_quote(&c) {
                if !self.chars.get(self.at).is_some_and(is_quote) {
                    return text;
                }
                self.at += 1;
            }
            text.push(c);
        }
    }
}

/// Replaces the matches of one of the two patterns that the page writes: `$1` in the replacement are the backslashes.
fn replace(value: &str, pattern: &str, replacement: &str) -> String {
    let end = match pattern {
        r#"(\\*)""# => "\"",
        r"(\\+)$" => "",
        _ => panic!("{pattern}"),
    };
    let (mut replaced, mut rest) = (String::new(), value);
    while !rest.is_empty() {
        let backslashes = &rest[..rest.len() - rest.trim_start_matches('\\').len()];
        let after = &rest[backslashes.len()..];
        let is_match =
            if end.is_empty() { !backslashes.is_empty() && after.is_empty() } else { after.starts_with(end) };
        if is_match {
            replaced += &replacement.replace("$1", backslashes);
            rest = &after[end.len()..];
        } else {
            let length = backslashes.len() + after.chars().next().map_or(0, char::len_utf8);
            replaced += &rest[..length];
            rest = &rest[length..];
        }
    }
    replaced
}

/// Returns the command line that Windows PowerShell 5.1 builds from arguments: it only adds quotes around an argument
/// with white space outside double quotes.
pub fn legacy_line(arguments: &[String]) -> String {
    let quoted = arguments.iter().map(|argument| {
        let (mut needs, mut quotes, mut after_backslash) = (false, 0, false);
        for c in argument.chars() {
            if c == '"' && !after_backslash {
                quotes += 1;
            } else if c.is_whitespace() && quotes % 2 == 0 {
                needs = true;
            }
            after_backslash = c == '\\';
        }
        if needs { format!("\"{argument}\"") } else { argument.clone() }
    });
    quoted.collect::<Vec<_>>().join(" ")
}

#[test]
fn arguments_of_the_manual() {
    // The examples of "Parsing C command-line arguments".
    let cases = [
        (r#""a b c" d e"#, vec!["a b c", "d", "e"]),
        (r#""ab\"c" "\\" d"#, vec!["ab\"c", "\\", "d"]),
        (r#"a\\\b d"e f"g h"#, vec![r"a\\\b", "de fg", "h"]),
        (r#"a\\\"b c d"#, vec!["a\\\"b", "c", "d"]),
        (r#"a\\\\"b c" d e"#, vec![r"a\\b c", "d", "e"]),
        (r#"a"b"" c d"#, vec!["ab\" c d"]),
    ];
    for (line, expected) in cases {
        assert_eq!(arguments(line), expected, "{line}");
    }
}
