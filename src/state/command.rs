//! The text of the command.

use leptos::prelude::*;
use model::command::{self, Secrets, Shell};
use model::request::HttpRequest;

use super::view::ViewState;
use crate::deferred::Progress;

/// The command for the chosen shell.
#[derive(Clone, Copy)]
pub struct CommandText {
    /// The command as it is copied.
    pub copied: Memo<String>,
    /// The command as it is shown: with masks until the user shows the secrets.
    pub shown: Memo<String>,
}

impl CommandText {
    /// Derives it from the request.
    pub fn new(request: Memo<HttpRequest>, view: ViewState, rest: RwSignal<Progress>) -> Self {
        let (shell, from_environment) = (view.shell, view.secrets_from_environment);
        let copied = Memo::new(move |_| {
            let secrets = if from_environment.get() { Secrets::FromEnvironment } else { Secrets::Shown };
            command(shell.get(), rest, &request.read(), secrets)
        });
        let shown = Memo::new(move |_| {
            if from_environment.get() || view.secrets_shown.get() {
                copied.get()
            } else {
                command(shell.get(), rest, &request.read(), Secrets::Masked)
            }
        });
        Self { copied, shown }
    }
}

/// Returns the command. Only the one for a POSIX shell is in the first load; others are empty until the deferred chunk
/// is loaded.
fn command(shell: Shell, rest: RwSignal<Progress>, request: &HttpRequest, secrets: Secrets) -> String {
    match (shell, rest.get()) {
        (Shell::Posix, _) => command::posix(request, secrets),
        (shell, Progress::There(rest)) => (rest.command)(shell, request, secrets),
        _ => String::new(),
    }
}
