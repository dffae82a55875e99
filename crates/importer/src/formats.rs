//! Imports a text whose layers have been removed, by the reader of its format.

use model::char_set::CharSet;
use model::instance::Instance;

use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::shell::{self, Shell};
use crate::source::{self, Format};
use crate::{authorization, body, curl, document, tools, url};

/// Imports a text of this format into the form, whose state is `current`.
pub(crate) fn import_source<'t>(
    format: Format,
    text: &'t str,
    current: &Instance,
    report: &mut Report<'t>,
) -> Result<Instance, ParseError> {
    let from = text.len() - text.trim_start().len();
    let mut instance = current.clone();
    match format {
        Format::Json => document::import_document(MappedText::new(&text[from..], from), &mut instance, report)?,
        Format::Command => import_command(text, from, &mut instance, report)?,
        Format::Http => {
            report.read_as = Some("HTTP".into());
            import_request(source::http_request(text, report)?, &mut instance, report)?;
        }
    }
    Ok(instance)
}

/// Imports a command.
fn import_command<'t>(
    text: &'t str,
    from: usize,
    instance: &mut Instance,
    report: &mut Report<'t>,
) -> Result<(), ParseError> {
    if shell::find_curl(text).is_none()
        && tools::find(text).is_none()
        && let Some((at, name)) = curl::find_cmdlet(text)
    {
        return Err((Some(at), ImportError::Cmdlet(name)));
    }
    let prompt = source::command_prompt(text).end.max(from);
    let shell = shell::detect(text);
    if shell == Shell::Posix
        && text[from..].get(1..3) == Some(":\\")
        && let Some(at) = text[from..].find('\'')
    {
        report.push(from + at, RepairKind::SingleQuotesInCmd);
    }
    // A notebook cell that runs a shell command begins with an exclamation mark, and a line of a Makefile with an `@` is
    // not printed.
    let from = prompt + usize::from(text[prompt..].starts_with_any("!@"));
    let invocation = match shell {
        Shell::Posix => match shell::substituted_curl(text).filter(|at| *at > from) {
            Some(at) => parse_substituted(text, from, at, report)?,
            None => parse_posix(text, from, report)?,
        },
        shell => parse_commands(shell::split(text, from, shell, report)?, report)?,
    };
    import_request(invocation, instance, report)
}

/// Fills in the form from the parts of a request.
fn import_request(
    invocation: curl::CurlInvocation,
    instance: &mut Instance,
    report: &mut Report,
) -> Result<(), ParseError> {
    authorization::import_credentials(&invocation.headers, &invocation.references, instance, report);
    let element = invocation.url.as_ref().and_then(|url| url::import_url(url, instance, report));
    if invocation.url.is_none() && !report.has(&RepairKind::NoHost) {
        report.push_general(RepairKind::NoUrl);
    }
    if let Some(body) = invocation.body {
        return body::import_command_body(body, element.as_deref(), instance, report);
    }
    if let Some(key) = element {
        instance.reset_element(&key);
    }
    Ok(())
}

/// Parses the words of commands.
fn parse_commands(mut commands: Vec<shell::Command>, report: &mut Report) -> Result<curl::CurlInvocation, ParseError> {
    let tool = tools::translate(&mut commands, report)?;
    report.read_as = tool.map(str::to_owned);
    curl::parse(commands, report)
}

/// Parses the command at the byte `at` that is in a command substitution: `NAME=$(curl …)`. If those before it, which may
/// set its variables, cannot be parsed, they are ignored.
fn parse_substituted<'t>(
    text: &'t str,
    from: usize,
    at: usize,
    report: &mut Report<'t>,
) -> Result<curl::CurlInvocation, ParseError> {
    let mut whole_report = report.empty_copy();
    let whole = parse_posix(text, from, &mut whole_report);
    if whole.as_ref().is_ok_and(|invocation| invocation.body.as_ref().is_none_or(MappedText::is_json)) {
        report.append(whole_report);
        return whole;
    }
    report.push(from..at, RepairKind::EarlierCommands);
    parse_posix(text, at, report)
}

/// Parses a command as POSIX, or as fish if only that results in a JSON body: in fish `\'` and `\\` are escapes inside
/// single quotes.
fn parse_posix<'t>(text: &'t str, from: usize, report: &mut Report<'t>) -> Result<curl::CurlInvocation, ParseError> {
    let mut posix_report = report.empty_copy();
    let invocation = shell::split(text, from, Shell::Posix, &mut posix_report)
        .and_then(|commands| parse_commands(commands, &mut posix_report));
    let may_be_fish = text[from..].contains("\\'") || text[from..].contains("\\\\");
    let is_suspicious = || {
        // A body of HTTPie's items is JSON by any rules.
        posix_report.has_escaped_quote && posix_report.read_as.is_none()
            || !invocation.as_ref().is_ok_and(|invocation| invocation.body.as_ref().is_none_or(MappedText::is_json))
    };
    if may_be_fish && is_suspicious() {
        let mut fish_report = report.empty_copy();
        let fish = shell::split(text, from, Shell::Fish, &mut fish_report)
            .and_then(|commands| parse_commands(commands, &mut fish_report));
        if let Ok(fish) = fish
            && !fish_report.has_guessed_quotes()
            && fish.body.as_ref().is_some_and(MappedText::is_json)
        {
            if let Some(at) = text[from..].find("\\'") {
                fish_report.push(from + at..from + at + 2, RepairKind::EscapedQuote);
            }
            report.append(fish_report);
            return Ok(fish);
        }
    }
    if let Some(at) = text[from..].find("\r\n").filter(|_| invocation.is_ok()) {
        posix_report.push(from + at, RepairKind::CarriageReturns);
    }
    report.append(posix_report);
    invocation
}
