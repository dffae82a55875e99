//! Sample programs that verify a notification on the user's server. Each can be run: it reads the key and the header
//! from the environment, and the body from standard input.

/// A sample program.
#[derive(Debug, Clone, Copy)]
pub struct Snippet {
    /// The name of the language or platform.
    pub name: &'static str,
    /// The file name.
    pub file: &'static str,
    /// The source text.
    pub code: &'static str,
}

/// The sample programs.
pub const SNIPPETS: [Snippet; 4] = [
    Snippet { name: "Node", file: "verify.js", code: include_str!("verify.js") },
    Snippet { name: "Python", file: "verify.py", code: include_str!("verify.py") },
    Snippet { name: "Java", file: "Verify.java", code: include_str!("Verify.java") },
    Snippet { name: "Go", file: "verify.go", code: include_str!("verify.go") },
];
