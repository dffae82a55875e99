//! Names of secret values.

/// Returns whether the value of this key is a secret.
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
    let is_in = |word: &&str| key.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()));
    let last = key.rsplit(['.', '_', '-']).next().unwrap_or_default();
    WORDS.iter().any(is_in) || last.eq_ignore_ascii_case("key") || key.eq_ignore_ascii_case("code")
}
