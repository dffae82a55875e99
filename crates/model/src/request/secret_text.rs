//! A text with the positions of its secrets.

use std::ops::Range;

use crate::instance::MASK;
use crate::json;
use crate::url::secrets;

/// A text with the positions of its secrets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecretText {
    pub(super) text: String,
    secrets: Vec<Secret>,
}

/// A secret in a [`SecretText`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// The range in bytes.
    pub range: Range<usize>,
    /// The environment variable that can replace it, such as `CE_USER_SECRET`.
    pub variable: String,
    /// The secret is missing. The text contains the documentation's placeholder instead.
    pub is_placeholder: bool,
}

impl SecretText {
    /// Returns the text with its secrets.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the secrets in ascending order.
    #[must_use]
    pub fn secrets(&self) -> &[Secret] {
        &self.secrets
    }

    /// Splits the text at its secrets. Each part is plain text and the secret after it.
    pub fn parts(&self) -> impl Iterator<Item = (&str, Option<&Secret>)> {
        split(&self.text, &self.secrets)
    }

    /// Returns the text with a [`MASK`] in place of each secret. Placeholders stay visible.
    #[must_use]
    pub fn masked(&self) -> String {
        let shown = |secret: &Secret| if secret.is_placeholder { &self.text[secret.range.clone()] } else { MASK };
        self.parts().flat_map(|(part, secret)| [part, secret.map_or("", shown)]).collect()
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn push_json(&mut self, text: &str) {
        json::push_string(&mut self.text, text);
    }

    /// Appends a part of a JSON string, without outer quotes.
    pub(super) fn push_quoted(&mut self, text: &str) {
        json::push_quoted(&mut self.text, text);
    }

    /// Appends the text that `write` appends, as a secret.
    pub(super) fn push_secret(&mut self, variable: &str, is_placeholder: bool, write: impl FnOnce(&mut String)) {
        let start = self.text.len();
        write(&mut self.text);
        self.secrets.push(Secret { range: start..self.text.len(), variable: variable.into(), is_placeholder });
    }

    /// Appends a secret as a JSON string.
    pub(super) fn push_json_secret(&mut self, text: &str, variable: &str, is_placeholder: bool) {
        self.push("\"");
        self.push_secret(variable, is_placeholder, |json| json::push_quoted(json, text));
        self.push("\"");
    }
}

/// Splits `text` at its secrets. Each part is plain text and the secret after it.
pub(crate) fn split<'t>(text: &'t str, secrets: &'t [Secret]) -> impl Iterator<Item = (&'t str, Option<&'t Secret>)> {
    let mut at = 0;
    secrets.iter().map(Some).chain([None]).map(move |secret| {
        let end = secret.map_or(text.len(), |secret| secret.range.start);
        let part = (&text[at..end], secret);
        at = secret.map_or(end, |secret| secret.range.end);
        part
    })
}

/// Returns the secrets of a URL. Their variables are named after `key`.
pub(crate) fn url_secrets(url: &str, key: &str) -> Vec<Secret> {
    let secret = |range| Secret { range, variable: variable(key), is_placeholder: false };
    let mut secrets: Vec<Secret> = secrets(url).into_iter().map(secret).collect();
    uniquify(secrets.iter_mut());
    secrets
}

impl From<&str> for SecretText {
    fn from(text: &str) -> Self {
        Self { text: text.into(), secrets: Vec::new() }
    }
}

/// Gives each secret of a request a unique variable: appends a number to a name that is taken.
pub(super) fn uniquify_variables(texts: [&mut SecretText; 2]) {
    uniquify(texts.into_iter().flat_map(|text| &mut text.secrets));
}

fn uniquify<'s>(secrets: impl Iterator<Item = &'s mut Secret>) {
    let mut taken = Vec::new();
    for secret in secrets {
        let name = secret.variable.clone();
        let mut number = 1;
        while taken.contains(&secret.variable) {
            number += 1;
            secret.variable = format!("{name}_{number}");
        }
        taken.push(secret.variable.clone());
    }
}

/// Returns the environment variable for the secret with that key of the configuration.
pub(super) fn variable(key: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    "CE_".chars().chain(key.chars().map(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_and_placeholders_are_not() {
        let mut text = SecretText::from("a ");
        text.push_json_secret("s\"cret", "A", false);
        text.push(" b ");
        text.push_json_secret("<SECRET>", "B", true);
        assert_eq!(text.as_str(), r#"a "s\"cret" b "<SECRET>""#);
        assert_eq!(text.masked(), r#"a "••••••••" b "<SECRET>""#);
    }
}
