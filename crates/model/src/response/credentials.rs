//! The credentials of a created instance in one text: a `.env` file, or JSON.

use crate::instance::Instance;
use crate::json;
use crate::url;

/// The values that later requests need: the base URL, the secrets of the account, the ID and the token.
#[derive(Debug, Clone, Copy)]
pub struct Credentials<'a> {
    /// The values of the form when the request was sent.
    pub instance: &'a Instance,
    /// The instance's ID.
    pub id: &'a str,
    /// The instance's token.
    pub token: &'a str,
}

impl Credentials<'_> {
    /// Returns the values, each with its name in JSON and its environment variable. The variables of the secrets are
    /// those of the commands.
    fn values(&self) -> [(&'static str, &'static str, String); 5] {
        let Self { instance, id, token } = self;
        [
            ("baseUrl", "CE_BASE_URL", url::base_url(&instance.host)),
            ("userSecret", "CE_USER_SECRET", instance.user_secret.trim().to_owned()),
            ("organizationSecret", "CE_ORGANIZATION_SECRET", instance.organization_secret.trim().to_owned()),
            ("id", "CE_INSTANCE_ID", (*id).to_owned()),
            ("token", "CE_ELEMENT_TOKEN", (*token).to_owned()),
        ]
    }

    /// Returns the lines of a `.env` file, which a POSIX shell can read too.
    #[must_use]
    pub fn env(&self) -> String {
        let lines = self.values().map(|(_, variable, value)| format!("{variable}={}\n", env_value(&value)));
        lines.concat()
    }

    /// Returns a JSON object.
    #[must_use]
    pub fn json(&self) -> String {
        let members = self.values().map(|(name, _, value)| format!("  \"{name}\": {}", json::quoted(&value)));
        format!("{{\n{}\n}}\n", members.join(",\n"))
    }
}

/// Returns a value as it is, in single quotes, or in double quotes with escapes. No shell expands or runs anything in
/// it, and no character of it acts on a terminal.
fn env_value(value: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./:+=@,".contains(&byte);
    if !value.is_empty() && value.bytes().all(is_plain) {
        return value.into();
    }
    if !value.contains('\'') && !value.contains(json::is_unsafe) {
        return format!("'{value}'");
    }
    json::quoted(value).replace('$', "\\$").replace('`', "\\`")
}
