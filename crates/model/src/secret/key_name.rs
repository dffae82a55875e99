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

/// The words for a password that are too short to search for inside other words.
pub(super) const PASSWORD_WORDS: [&str; 4] = ["pw", "pwd", "pass", "passphrase"];

/// Returns whether the value of this parameter of a link may be a secret. It knows more words than [`is_secret_key`],
/// because a link is rejected in doubt, while an ordinary setting named `session` has to stay visible in the form.
pub(crate) fn may_be_secret_key(name: &str) -> bool {
    const WORDS: [&str; 16] = [
        "passcode", "sig", "sign", "auth", "oauth", "otp", "pin", "jwt", "bearer", "session", "sid", "cookie", "cred",
        "creds", "hmac", "key",
    ];
    let is_start = |at: usize| {
        let bytes = name.as_bytes();
        at > 0 && bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase()
    };
    let mut words = String::new();
    for (at, c) in name.char_indices() {
        if is_start(at) || !c.is_alphanumeric() {
            words.push(' ');
        }
        words.push(c.to_ascii_lowercase());
    }
    is_secret_key(name)
        || matches!(words.trim(), "user" | "organization")
        || words
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| WORDS.contains(&word) || PASSWORD_WORDS.contains(&word))
}
