//! The text of the command.

use leptos::prelude::*;
use model::command::{self, Secrets, Shell};
use model::request::HttpRequest;

use super::deferred::Deferred;
use super::view::ViewState;

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
    pub fn new(request: Memo<HttpRequest>, view: ViewState, deferred: Deferred) -> Self {
        let (shell, from_environment) = (view.shell, view.secrets_from_environment);
        let copied = Memo::new(move |_| {
            let secrets = if from_environment.get() { Secrets::FromEnvironment } else { Secrets::Shown };
            command(shell.get(), deferred, &request.read(), secrets)
        });
        let shown = Memo::new(move |_| {
            if from_environment.get() || view.secrets_shown.get() {
                copied.get()
            } else {
                command(shell.get(), deferred, &request.read(), Secrets::Masked)
            }
        });
        Self { copied, shown }
    }
}

/// Returns the command. Only the one for a POSIX shell with a small body is in the first load; others are empty until the
/// deferred chunk is loaded.
fn command(shell: Shell, deferred: Deferred, request: &HttpRequest, secrets: Secrets) -> String {
    let posix = (shell == Shell::Posix).then(|| command::posix(request, secrets)).flatten();
    posix.or_else(|| deferred.ready().map(|api| (api.command)(shell, request, secrets))).unwrap_or_default()
}
