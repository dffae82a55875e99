//! Programs that tell on a server whether a notification is genuine. Each is a whole one that can be run:
//! the key and the header come from the environment, the body from standard input.

/// A program to paste.
#[derive(Debug, Clone, Copy)]
pub struct Snippet {
    /// What people call that language or its platform.
    pub name: &'static str,
    /// The file that it goes into.
    pub file: &'static str,
    /// Its text.
    pub code: &'static str,
}

/// All of them.
pub const SNIPPETS: [Snippet; 4] = [
    Snippet { name: "Node", file: "verify.js", code: include_str!("verify.js") },
    Snippet { name: "Python", file: "verify.py", code: include_str!("verify.py") },
    Snippet { name: "Java", file: "Verify.java", code: include_str!("Verify.java") },
    Snippet { name: "Go", file: "verify.go", code: include_str!("verify.go") },
];
