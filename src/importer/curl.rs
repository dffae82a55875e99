//! From a command's words to the parts of a request, as curl takes them (curl(1)).

use super::piece::Piece;
use super::shell::{Command, References, Word};
use super::told::{Notes, Refused, What, Why};

/// The parts of a request.
#[derive(Default)]
pub(super) struct Call {
    /// The address.
    pub url: Option<Piece>,
    /// The headers, as `Name: value`.
    pub headers: Vec<Piece>,
    /// The body's text.
    pub body: Option<Piece>,
}

/// Whether a word names curl.
pub(super) fn is_curl(word: &str) -> bool {
    let name = word.rsplit(['/', '\\']).next().unwrap_or_default();
    name == "curl" || name.eq_ignore_ascii_case("curl.exe")
}

/// Short options with a value.
const SHORT_WITH_VALUE: &[u8] = b"AbcCdDeEFHKmoPQrtTuUwxXyYz";
/// Short options without.
const SHORT: &[u8] = b"#0123469aBfgGhiIjJklLMnNOpqRsSvVZ:";
/// Long options with a value that mean nothing to this request.
const LONG_WITH_VALUE: [&str; 29] = [
    "output",
    "max-time",
    "connect-timeout",
    "retry",
    "retry-delay",
    "retry-max-time",
    "proxy",
    "proxy-user",
    "cacert",
    "capath",
    "cert",
    "cert-type",
    "key",
    "key-type",
    "pass",
    "write-out",
    "resolve",
    "interface",
    "limit-rate",
    "range",
    "dump-header",
    "cookie-jar",
    "proto",
    "ciphers",
    "trace",
    "trace-ascii",
    "stderr",
    "max-redirs",
    "config",
];
/// Long options without one.
const LONG: [&str; 27] = [
    "silent",
    "show-error",
    "verbose",
    "insecure",
    "location",
    "location-trusted",
    "compressed",
    "globoff",
    "include",
    "fail",
    "fail-with-body",
    "http1.1",
    "http1.0",
    "http2",
    "http2-prior-knowledge",
    "http3",
    "ipv4",
    "ipv6",
    "progress-bar",
    "no-buffer",
    "no-keepalive",
    "tlsv1.2",
    "tlsv1.3",
    "ssl-no-revoke",
    "path-as-is",
    "tcp-nodelay",
    "remote-name",
];

/// What an option is to this request.
#[derive(Clone, Copy)]
enum Meaning {
    Method,
    Header,
    /// A header by its own name.
    Named(&'static str),
    Data {
        reads_file: bool,
    },
    Url,
    Credentials,
    Form,
    Upload,
    Get,
    Head,
    /// It changes nothing here; whether a value follows.
    Nothing(bool),
    Unknown,
}

fn meaning(name: &str) -> Meaning {
    match name {
        "X" | "request" => Meaning::Method,
        "H" | "header" => Meaning::Header,
        "A" | "user-agent" => Meaning::Named("User-Agent"),
        "e" | "referer" => Meaning::Named("Referer"),
        "b" | "cookie" => Meaning::Named("Cookie"),
        "oauth2-bearer" => Meaning::Named("Authorization"),
        "d" | "data" | "data-ascii" | "data-binary" | "json" | "data-urlencode" => Meaning::Data { reads_file: true },
        "data-raw" => Meaning::Data { reads_file: false },
        "url" => Meaning::Url,
        "u" | "user" => Meaning::Credentials,
        "F" | "form" | "form-string" => Meaning::Form,
        "T" | "upload-file" => Meaning::Upload,
        "G" | "get" => Meaning::Get,
        "I" | "head" => Meaning::Head,
        name if name.len() == 1 && SHORT_WITH_VALUE.contains(&name.as_bytes()[0]) => Meaning::Nothing(true),
        name if name.len() == 1 && SHORT.contains(&name.as_bytes()[0]) => Meaning::Nothing(false),
        name if LONG_WITH_VALUE.contains(&name) => Meaning::Nothing(true),
        name if LONG.contains(&name) || name.starts_with("no-") => Meaning::Nothing(false),
        _ => Meaning::Unknown,
    }
}

/// One data option.
struct Data {
    value: Piece,
    start: usize,
    reads_file: bool,
}

/// What is collected from the words.
#[derive(Default)]
struct Reading {
    call: Call,
    method: Option<(String, usize)>,
    is_get: bool,
    data: Vec<Data>,
    other_headers: Vec<String>,
}

/// The request of the first curl command among `commands`.
pub(super) fn call(mut commands: Vec<Command>, notes: &mut Notes) -> Result<Call, Refused> {
    let (index, first) = find(&commands)?;
    let mut reading = Reading::default();
    let words = std::mem::take(&mut commands[index].words);
    let start = words.first().map_or(0, |word| word.start);
    let mut is_data = false;
    for word in &words {
        // The name of a file, or a body that is a variable, is told of with what it stands for.
        if !(is_data && is_elsewhere(&word.piece.text)) {
            tell(&word.references, notes);
        }
        is_data = matches!(meaning(word.piece.text.trim_start_matches('-')), Meaning::Data { .. });
    }
    reading.words(words.into_iter().skip(first), notes)?;
    for header in &reading.call.headers {
        let name = header.text.split([':', ';']).next().unwrap_or_default().trim();
        let is_known = name.eq_ignore_ascii_case("authorization") || is_json(&header.text, name);
        // What is no name is not shown: a secret may stand in its place.
        let is_name =
            name.len() < header.text.len() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_known {
            reading.other_headers.push(if is_name { name.into() } else { "one without a name".into() });
        }
    }
    let body = reading.body(&mut commands, index, notes);
    let Reading { mut call, method, is_get, other_headers, .. } = reading;
    if !other_headers.is_empty() {
        notes.push_general(What::OtherHeaders(other_headers));
    }
    let has_body = !matches!(body, Body::None);
    let (method, at) = method.unwrap_or_else(|| (if has_body && !is_get { "POST" } else { "GET" }.into(), start));
    if !has_body && !method.eq_ignore_ascii_case("POST") {
        let why = if call.url.is_none() && call.headers.is_empty() { Why::NoArguments } else { Why::Method(method) };
        return Err((Some(at), why));
    }
    if !method.eq_ignore_ascii_case("POST") {
        notes.push(at, What::OtherMethod(method));
    }
    match body {
        Body::Text(piece) => call.body = Some(piece),
        Body::Elsewhere(at) => notes.push(at, What::BodyInFile),
        Body::None if call.url.is_none() && call.headers.is_empty() => return Err((Some(start), Why::NoArguments)),
        Body::None => notes.push_general(What::NoBody),
    }
    if let Some(next) = commands[index + 1..].iter().find_map(|command| command.words.first()) {
        notes.push(next.start, What::NotRead);
    }
    Ok(call)
}

/// The curl command among `commands`, and the number of its first argument's word.
fn find(commands: &[Command]) -> Result<(usize, usize), Refused> {
    for (index, command) in commands.iter().enumerate() {
        // Options alone: the lines of a command without its first.
        let is_part = index == 0
            && command.words.first().is_some_and(|word| {
                let bytes = word.piece.text.as_bytes();
                !word.is_quoted
                    && bytes.first() == Some(&b'-')
                    && bytes.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'-')
            });
        if is_part {
            return Ok((0, 0));
        }
        for (number, word) in command.words.iter().enumerate() {
            if is_curl(&word.piece.text) {
                return Ok((index, number + 1));
            }
            let text = word.piece.text.as_str();
            let may_precede = !word.is_quoted && text.ends_with(['$', '>', '#', '%', ':', '~'])
                || text.contains('=')
                || matches!(
                    text,
                    "sudo"
                        | "time"
                        | "command"
                        | "env"
                        | "exec"
                        | "PS"
                        | "set"
                        | "export"
                        | "@echo"
                        | "call"
                        | "-x"
                        | "-gx"
                );
            if !may_precede {
                break;
            }
        }
    }
    let first = commands.first().and_then(|command| command.words.first());
    let program = first.and_then(|word| {
        let names =
            ["wget", "http", "https", "xh", "fetch", "httpie", "Invoke-WebRequest", "Invoke-RestMethod", "iwr", "irm"];
        let text = word.piece.text.split('(').next().unwrap_or_default();
        names.into_iter().find(|name| name.eq_ignore_ascii_case(text))
    });
    Err((first.map(|word| word.start), program.map_or(Why::Prose, Why::OtherProgram)))
}

/// Whether a header says that the body is JSON, as the form's own does.
fn is_json(header: &str, name: &str) -> bool {
    name.eq_ignore_ascii_case("content-type") && header.to_ascii_lowercase().contains("application/json")
}

/// Where the body is.
enum Body {
    Text(Piece),
    /// In a file, or a variable, named at that byte.
    Elsewhere(usize),
    None,
}

impl Reading {
    fn words(&mut self, mut words: impl Iterator<Item = Word>, notes: &mut Notes) -> Result<(), Refused> {
        let mut waiting = None;
        while let Some(word) = waiting.take().or_else(|| words.next()) {
            let text = word.piece.text.as_str();
            if let Some(name) = text.strip_prefix("--").filter(|name| !name.is_empty()) {
                // curl itself knows no --name=value, but people write it.
                let (name, joined) = match name.split_once('=') {
                    Some((name, _)) => (name, Some(part(&word.piece, 3 + name.len()))),
                    None => (name, None),
                };
                match meaning(name) {
                    Meaning::Nothing(false) | Meaning::Get | Meaning::Head => {
                        self.option(meaning(name), Piece::default(), word.start);
                    }
                    Meaning::Unknown => {
                        let shown =
                            name.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
                        notes.push(word.start, What::UnknownOption(format!("--{shown}")));
                        // Most have a value, which is then neither an option nor an address.
                        if joined.is_none() {
                            waiting = words
                                .next()
                                .filter(|next| next.piece.text.starts_with('-') || is_address(&next.piece.text));
                        }
                    }
                    known => {
                        if let Some(value) = joined.or_else(|| words.next().map(|word| word.piece)) {
                            self.take(known, value, word.start, notes)?;
                        }
                    }
                }
            } else if text.len() > 1 && text.starts_with('-') {
                // Short options can stand together; the rest after one with a value is its value.
                for (at, name) in text.char_indices().skip(1) {
                    let name = &text[at..at + name.len_utf8()];
                    match meaning(name) {
                        Meaning::Nothing(false) | Meaning::Get | Meaning::Head => {
                            self.option(meaning(name), Piece::default(), word.start);
                        }
                        Meaning::Unknown => {
                            let shown = if name.as_bytes()[0].is_ascii_alphanumeric() { name } else { "" };
                            notes.push(word.start, What::UnknownOption(format!("-{shown}")));
                            break;
                        }
                        known => {
                            let rest = part(&word.piece, at + name.len());
                            let value =
                                if rest.text.is_empty() { words.next().map(|word| word.piece) } else { Some(rest) };
                            if let Some(value) = value {
                                self.take(known, value, word.start, notes)?;
                            }
                            break;
                        }
                    }
                }
            } else if !text.trim().is_empty() && text != "-" {
                self.take(Meaning::Url, word.piece, word.start, notes)?;
            }
        }
        Ok(())
    }

    /// An option with its value, of which some are told.
    fn take(&mut self, meaning: Meaning, value: Piece, start: usize, notes: &mut Notes) -> Result<(), Refused> {
        match meaning {
            Meaning::Form => return Err((Some(start), Why::FormData)),
            Meaning::Credentials => notes.push(start, What::Credentials),
            Meaning::Url if self.call.url.is_some() => notes.push(start, What::MoreUrls),
            meaning => self.option(meaning, value, start),
        }
        Ok(())
    }

    fn option(&mut self, meaning: Meaning, value: Piece, start: usize) {
        match meaning {
            Meaning::Method => {
                let method: String = value.text.chars().filter(char::is_ascii_alphabetic).take(12).collect();
                self.method = Some((method, start));
            }
            Meaning::Header => self.call.headers.push(value),
            Meaning::Named(name) => self.other_headers.push(name.into()),
            Meaning::Data { reads_file } => self.data.push(Data { value, start, reads_file }),
            Meaning::Url => self.call.url = Some(value),
            Meaning::Upload => {
                self.data.push(Data { value: Piece::new("@", start), start, reads_file: true });
            }
            Meaning::Get => self.is_get = true,
            Meaning::Head => self.method = Some(("HEAD".into(), start)),
            Meaning::Credentials | Meaning::Form | Meaning::Nothing(_) | Meaning::Unknown => {}
        }
    }

    /// The body among the data: the first that is JSON, else the first.
    fn body(&mut self, commands: &mut [Command], index: usize, notes: &mut Notes) -> Body {
        let is_object = |data: &Data| data.value.text.trim_start().starts_with('{');
        let first = self.data.iter().position(is_object).unwrap_or(0);
        if let Some(other) = self.data.iter().enumerate().find(|(index, _)| *index != first) {
            notes.push(other.1.start, What::MoreData);
        }
        if first >= self.data.len() {
            return Body::None;
        }
        let Data { mut value, start, reads_file } = self.data.swap_remove(first);
        if reads_file && value.text.trim() == "@-" {
            let own = commands[index].input.take().inspect(|_| tell(&commands[index].input_references, notes));
            match own.or_else(|| index.checked_sub(1).and_then(|before| piped(&mut commands[before], notes))) {
                Some(input) => value = input,
                None => return Body::Elsewhere(start),
            }
        }
        let text = value.text.trim();
        if is_elsewhere(text) && (reads_file || !text.starts_with('@')) {
            // The same text may have written that file, or set that variable, before.
            let earlier = commands[..index].iter_mut().rev().find_map(written);
            return earlier.map_or(Body::Elsewhere(start), Body::Text);
        }
        Body::Text(value)
    }
}

/// The rest of a word from the byte `at` on.
fn part(piece: &Piece, at: usize) -> Piece {
    let mut part = Piece::default();
    part.push_part(piece, at..piece.text.len());
    part
}

fn is_address(text: &str) -> bool {
    text.contains("://") || text.contains("/instances")
}

/// Whether the value of a data option names a file or variable that holds the body.
fn is_elsewhere(text: &str) -> bool {
    text.len() > 1 && text.starts_with(['@', '$', '%']) && !text.contains(['{', '\n', '"'])
}

fn tell(references: &References, notes: &mut Notes) {
    for (at, kind) in references {
        notes.push(*at, What::Reference(*kind));
    }
}

/// What a command before a pipe writes into it.
fn piped(command: &mut Command, notes: &mut Notes) -> Option<Piece> {
    if !command.is_piped {
        return None;
    }
    if let Some(input) = command.input.take() {
        tell(&command.input_references, notes);
        return Some(input);
    }
    let word = command.words.pop()?;
    if !is_elsewhere(&word.piece.text) {
        tell(&word.references, notes);
    }
    Some(word.piece)
}

/// The JSON object that a command writes to a file or gives to a variable.
fn written(command: &mut Command) -> Option<Piece> {
    let is_body = |text: &str| text.trim_start().starts_with('{');
    if let Some(input) = command.input.take_if(|input| is_body(&input.text)) {
        return Some(input);
    }
    command.words.iter().rev().find_map(|word| {
        let text = word.piece.text.as_str();
        let value =
            if is_body(text) { 0 } else { text.find('=').filter(|at| *at < 60 && is_body(&text[at + 1..]))? + 1 };
        Some(part(&word.piece, value))
    })
}
