//! A text that knows where in it secrets stand.

use std::ops::Range;

use crate::instance::MASK;
use crate::json;
use crate::url::secrets;

/// A text that knows where in it secrets stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecretText {
    pub(super) text: String,
    secrets: Vec<Secret>,
}

/// One secret in a [`Text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The environment variable that can stand in for it, such as `CE_USER_SECRET`.
    pub variable: String,
    /// Whether it is still to come, and the documentation's placeholder stands in its place.
    pub is_blank: bool,
}

impl SecretText {
    /// The text itself, secrets included.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where the secrets stand, in rising order.
    #[must_use]
    pub fn secrets(&self) -> &[Secret] {
        &self.secrets
    }

    /// The text in parts, in its order: what is no secret, and then each secret.
    pub fn parts(&self) -> impl Iterator<Item = (&str, Option<&Secret>)> {
        split(&self.text, &self.secrets)
    }

    /// The text with a [`MASK`] in the place of each secret that is not still to come.
    #[must_use]
    pub fn masked(&self) -> String {
        let shown = |secret: &Secret| if secret.is_blank { &self.text[secret.range.clone()] } else { MASK };
        self.parts().flat_map(|(part, secret)| [part, secret.map_or("", shown)]).collect()
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn push_json(&mut self, text: &str) {
        json::push_string(&mut self.text, text);
    }

    /// Adds a part of a JSON string, without quotes around it.
    pub(super) fn push_quoted(&mut self, text: &str) {
        json::push_quoted(&mut self.text, text);
    }

    /// Adds what `write` adds as a secret.
    pub(super) fn push_secret(&mut self, variable: &str, is_blank: bool, write: impl FnOnce(&mut String)) {
        let start = self.text.len();
        write(&mut self.text);
        self.secrets.push(Secret { range: start..self.text.len(), variable: variable.into(), is_blank });
    }

    /// Adds a secret as a JSON string.
    pub(super) fn push_json_secret(&mut self, text: &str, variable: &str, is_blank: bool) {
        self.push("\"");
        self.push_secret(variable, is_blank, |json| json::push_quoted(json, text));
        self.push("\"");
    }
}

/// Splits `text` at its secrets: what is no secret, and then each secret.
pub(crate) fn split<'t>(text: &'t str, secrets: &'t [Secret]) -> impl Iterator<Item = (&'t str, Option<&'t Secret>)> {
    let mut at = 0;
    secrets.iter().map(Some).chain([None]).map(move |secret| {
        let end = secret.map_or(text.len(), |secret| secret.range.start);
        let part = (&text[at..end], secret);
        at = secret.map_or(end, |secret| secret.range.end);
        part
    })
}

/// Returns the secrets of a URL that is sent as it stands. `key` names their variables.
pub(crate) fn url_secrets(url: &str, key: &str) -> Vec<Secret> {
    let secret = |range| Secret { range, variable: variable(key), is_blank: false };
    let mut secrets: Vec<Secret> = secrets(url).into_iter().map(secret).collect();
    uniquify(secrets.iter_mut());
    secrets
}

impl From<&str> for SecretText {
    fn from(text: &str) -> Self {
        Self { text: text.into(), secrets: Vec::new() }
    }
}

/// Gives each secret of one request a variable of its own: a number goes behind a name that is taken.
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

/// The environment variable for the secret under that key of the configuration.
pub(super) fn variable(key: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    "CE_".chars().chain(key.chars().map(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_covers_what_was_typed() {
        let mut text = SecretText::from("a ");
        text.push_json_secret("s\"cret", "A", false);
        text.push(" b ");
        text.push_json_secret("<SECRET>", "B", true);
        assert_eq!(text.as_str(), r#"a "s\"cret" b "<SECRET>""#);
        assert_eq!(text.masked(), r#"a "••••••••" b "<SECRET>""#);
    }
}
