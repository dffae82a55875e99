//! From the request to a command: first a list of arguments, then one shell's text for them.

mod argument;
mod cmd;
mod heredoc;
mod posix;
mod powershell;
mod windows;

pub use argument::Secrets;
pub use posix::quote as quote_posix;

use crate::request::HttpRequest;

/// The shell that a command is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shell {
    /// bash, zsh, dash, ksh, busybox and all others that keep to POSIX; fish reads the same text, but
    /// for a large body.
    #[default]
    Posix,
    /// fish.
    Fish,
    /// PowerShell 7.3 and later, which hands arguments over as they are.
    PowerShell,
    /// Windows PowerShell 5.1 (and 7.0 to 7.2), which does not escape the quotes inside an argument.
    WindowsPowerShell,
    /// The prompt of cmd.exe.
    Cmd,
}

impl Shell {
    /// All, the default first.
    pub const ALL: [Self; 5] = [Self::Posix, Self::Fish, Self::PowerShell, Self::WindowsPowerShell, Self::Cmd];

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Posix => "bash / zsh / sh",
            Self::Fish => "fish",
            Self::PowerShell => "PowerShell 7",
            Self::WindowsPowerShell => "Windows PowerShell 5.1",
            Self::Cmd => "cmd.exe",
        }
    }

    /// The ending of a script for it; none for what is for the prompt alone.
    #[must_use]
    pub fn script(self) -> Option<&'static str> {
        match self {
            Self::Posix => Some("sh"),
            Self::Fish => Some("fish"),
            Self::PowerShell | Self::WindowsPowerShell => Some("ps1"),
            Self::Cmd => None,
        }
    }

    /// The command for `request`.
    #[must_use]
    pub fn command(self, request: &HttpRequest, secrets: Secrets) -> String {
        match self {
            Self::Posix => posix::command(request, secrets),
            Self::Fish => posix::fish(request, secrets),
            Self::PowerShell => powershell::command(request, secrets),
            Self::WindowsPowerShell => powershell::windows(request, secrets),
            Self::Cmd => cmd::command(request, secrets),
        }
    }

    /// Whether a secret with a double quote in it, or a backslash at its end, can come from the environment:
    /// where these shells put a value in, it is taken apart once more.
    #[must_use]
    pub fn passes_any_variable(self) -> bool {
        !matches!(self, Self::WindowsPowerShell | Self::Cmd)
    }

    /// How the body travels in that command.
    #[must_use]
    pub fn body(self, request: &HttpRequest) -> BodyTransport {
        match self {
            Self::Posix | Self::Fish => posix_body(request),
            Self::PowerShell | Self::WindowsPowerShell if !powershell::is_long(request) => BodyTransport::Argument,
            Self::PowerShell | Self::WindowsPowerShell => BodyTransport::WrittenFile,
            Self::Cmd if !cmd::is_long(request) => BodyTransport::Argument,
            Self::Cmd => BodyTransport::File,
        }
    }

    /// Whether the body arrives byte for byte, as a signature of it needs, wherever the command is pasted.
    /// In the shells of Windows the JSON is the same, but not always its layout and its escapes.
    #[must_use]
    pub fn preserves_bytes(self, request: &HttpRequest) -> bool {
        let body = request.body.as_str();
        match self {
            // What a terminal without bracketed paste is sent, it takes for keys.
            Self::Posix | Self::Fish => !body.contains(['\t', '\r']),
            Self::PowerShell | Self::WindowsPowerShell => body.bytes().all(|byte| matches!(byte, b' '..=b'~')),
            Self::Cmd => cmd::is_long(request) || cmd::preserves_bytes(body),
        }
    }

    /// The line that asks for each secret and sets its environment variable, so that none of them is
    /// ever part of a line that the shell remembers; nothing if there is none.
    #[must_use]
    pub fn prompt_for_secrets(self, request: &HttpRequest) -> Option<String> {
        // A body that must be there as a file has its secrets in it already.
        let in_body = if self.body(request) == BodyTransport::File { &[] } else { request.body.secrets() };
        let variables: Vec<&str> =
            request.head_secrets().chain(in_body).map(|secret| secret.variable.as_str()).collect();
        if variables.is_empty() {
            return None;
        }
        Some(match self {
            Self::Posix => posix::prompt(&variables),
            Self::Fish => posix::prompt_fish(&variables),
            Self::PowerShell | Self::WindowsPowerShell => powershell::prompt(&variables),
            Self::Cmd => cmd::prompt(&variables),
        })
    }
}

/// The command for a POSIX shell: that of [`Shell::Posix`], without bringing in all the others.
#[must_use]
pub fn posix(request: &HttpRequest, secrets: Secrets) -> String {
    posix::command(request, secrets)
}

/// How the body travels in it: that of [`Shell::body`].
#[must_use]
pub fn posix_body(request: &HttpRequest) -> BodyTransport {
    if request.is_large() { BodyTransport::StandardInput } else { BodyTransport::Argument }
}

/// How the body travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyTransport {
    /// In an argument of the command.
    Argument,
    /// Through the command's standard input.
    StandardInput,
    /// Through the file [`BODY_FILE`], which the command writes first and removes at the end.
    WrittenFile,
    /// Through the file [`BODY_FILE`], which must be there.
    File,
}

/// The file of a body that travels by file.
pub const BODY_FILE: &str = "create-instance.json";
