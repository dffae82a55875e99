//! Prints a request as a cURL command: first as a list of arguments, then quoted for one shell.

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
    /// bash, zsh, dash, ksh, busybox and other POSIX shells. fish accepts the same text, except for a large body.
    #[default]
    Posix,
    /// fish.
    Fish,
    /// PowerShell 7.3 and later, which pass arguments unchanged.
    PowerShell,
    /// Windows PowerShell 5.1 and PowerShell 7.0 to 7.2, which do not escape quotes in an argument.
    WindowsPowerShell,
    /// The prompt of cmd.exe.
    Cmd,
}

impl Shell {
    /// All shells, the default first.
    pub const ALL: [Self; 5] = [Self::Posix, Self::Fish, Self::PowerShell, Self::WindowsPowerShell, Self::Cmd];

    /// Returns the name for display.
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

    /// Returns the file extension of a script. cmd.exe has none: its command is for the prompt only.
    #[must_use]
    pub fn script_extension(self) -> Option<&'static str> {
        match self {
            Self::Posix => Some("sh"),
            Self::Fish => Some("fish"),
            Self::PowerShell | Self::WindowsPowerShell => Some("ps1"),
            Self::Cmd => None,
        }
    }

    /// Prints the command for `request`.
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

    /// Returns whether an environment variable may contain a double quote or end with a backslash. cmd.exe parses the
    /// command again after it expanded the variable.
    #[must_use]
    pub fn passes_any_variable(self) -> bool {
        self != Self::Cmd
    }

    /// Returns how the command passes the body to curl.
    #[must_use]
    pub fn body_transport(self, request: &HttpRequest) -> BodyTransport {
        match self {
            Self::Posix | Self::Fish if request.is_large() => BodyTransport::StandardInput,
            Self::Posix | Self::Fish => BodyTransport::Argument,
            Self::PowerShell | Self::WindowsPowerShell if !powershell::is_long(request) => BodyTransport::Argument,
            Self::PowerShell | Self::WindowsPowerShell => BodyTransport::WrittenFile,
            Self::Cmd if !cmd::is_long(request) => BodyTransport::Argument,
            Self::Cmd => BodyTransport::File,
        }
    }

    /// Returns whether the server receives the body byte for byte, as its signature requires. The Windows shells may
    /// change whitespace and escapes of the JSON.
    #[must_use]
    pub fn preserves_bytes(self, request: &HttpRequest) -> bool {
        let body = request.body.as_str();
        match self {
            // A terminal without bracketed paste interprets these as key presses.
            Self::Posix | Self::Fish => !body.contains(['\t', '\r']),
            Self::PowerShell | Self::WindowsPowerShell => body.bytes().all(|byte| matches!(byte, b' '..=b'~')),
            Self::Cmd => cmd::is_long(request) || cmd::preserves_bytes(body),
        }
    }

    /// Prints a line that asks for each secret and sets its environment variable, so that no secret enters the shell's
    /// history. Returns `None` if the request has no secrets.
    #[must_use]
    pub fn prompt_for_secrets(self, request: &HttpRequest) -> Option<String> {
        // A body that the user downloads as a file already contains its secrets.
        let in_body = if self.body_transport(request) == BodyTransport::File { &[] } else { request.body.secrets() };
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

/// Prints the command for a POSIX shell, or returns `None` if the body is large. Links neither the other shells nor
/// here-documents.
#[must_use]
pub fn posix(request: &HttpRequest, secrets: Secrets) -> Option<String> {
    (!request.is_large()).then(|| posix::with_body_argument(request, secrets))
}

/// The way in which a command passes the body to curl.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyTransport {
    /// As an argument.
    Argument,
    /// On standard input.
    StandardInput,
    /// In the file [`BODY_FILE`], which the command writes and removes.
    WrittenFile,
    /// In the file [`BODY_FILE`], which the user downloads first.
    File,
}

/// The file name of a body that is passed in a file.
pub const BODY_FILE: &str = "create-instance.json";
