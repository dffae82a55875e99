//! Names of values that nobody else may see.

/// Whether a key says that nobody else may see its value.
#[must_use]
pub fn is_secret_key(key: &str) -> bool {
    const WORDS: [&str; 10] = [
        "secret",
        "password",
        "passwd",
        "token",
        "private",
        "credential",
        "apikey",
        "signature",
        "providerdata",
        "authorization",
    ];
    let key = key.to_ascii_lowercase();
    let last = key.rsplit(['.', '_', '-']).next();
    WORDS.iter().any(|word| key.contains(word)) || last == Some("key") || key == "code"
}
