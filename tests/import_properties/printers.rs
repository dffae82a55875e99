//! Printers of commands: those of the page, and formats of other programs.

use model::command::{Secrets, Shell};
use model::request::HttpRequest;

type Printer = fn(&HttpRequest) -> String;

/// The page's own printers, and formats that only other programs write.
pub const PRINTERS: [(&str, Printer); 7] = [
    ("POSIX", |request| Shell::Posix.command(request, Secrets::Shown)),
    ("POSIX, pasted from Windows", |request| PRINTERS[0].1(request).replace(" \\\n", " \\\r\n")),
    ("fish, ours", |request| Shell::Fish.command(request, Secrets::Shown)),
    ("fish", |request| {
        let quote = |text: &str| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"));
        format!("# for fish\n{}", with(request, " \\\n", quote))
    }),
    ("PowerShell 7", |request| with(request, " `\n", powershell)),
    ("Windows PowerShell", |request| with(request, " `\n", |text| powershell(&for_windows(text)))),
    ("cmd.exe, as Chrome writes it", |request| with(request, " ^\r\n", |text| carets(&for_windows(text)))),
];

fn with(request: &HttpRequest, joint: &str, quote: impl Fn(&str) -> String) -> String {
    let mut lines = vec![format!("curl {}", quote(&request.url)), format!("  -X {}", quote(request.method))];
    for header in &request.headers {
        lines.push(format!("  -H {}", quote(&format!("{}: {}", header.name, header.value.as_str()))));
    }
    lines.push(format!("  --data-raw {}", quote(request.body.as_str())));
    lines.join(joint)
}

/// PowerShell's `about_Quoting_Rules`: in single quotes, only single quotes are doubled, including typographic ones.
fn powershell(text: &str) -> String {
    let doubled = text.chars().flat_map(|c| std::iter::repeat_n(c, if "'‘’‚‛".contains(c) { 2 } else { 1 }));
    format!("'{}'", doubled.collect::<String>())
}

/// Inverse of `CommandLineToArgvW`: backslashes before a quote are doubled, and the quote is escaped by one more.
fn for_windows(text: &str) -> String {
    let mut quoted = String::from("\"");
    let mut backslashes = 0;
    for c in text.chars() {
        match c {
            '\\' => backslashes += 1,
            '"' => quoted.push_str(&"\\".repeat(backslashes + 1)),
            _ => {}
        }
        backslashes = if c == '\\' { backslashes } else { 0 };
        quoted.push(c);
    }
    quoted + &"\\".repeat(backslashes) + "\""
}

/// Puts a caret before each special character of cmd.exe; a line break becomes a caret and two line breaks.
fn carets(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => "^\n\n".into(),
            c if c.is_ascii_alphanumeric() || c == ' ' || !c.is_ascii() => c.to_string(),
            c => format!("^{c}"),
        })
        .collect()
}
