//! The effect of a shell on a pasted command: unescaped quotes, and references that only the shell can replace.

/// The effect of a shell on a body whose quotes close too early, the mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShellEffect {
    /// Sends it without the quotes.
    Dropped,
    /// Replaces text that looks like a variable or command.
    Expanded,
    /// Sends only a part of it.
    Cut,
    /// Waits for another quote.
    Waits,
}

/// A reference in a command, which only its shell can replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShellReference {
    /// `$NAME`, `${NAME}`, `$env:NAME`, `%NAME%`.
    Variable,
    /// `$(…)` or `` `…` ``.
    Command,
    /// A `%` of a batch file, or a `!` with delayed expansion, that belongs to no variable.
    LostSign,
    /// `${gmtDate:…}`, a template of the API, which a shell takes for a variable.
    Template,
}
