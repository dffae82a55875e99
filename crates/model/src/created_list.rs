//! The instances that were created in a tab: name, ID, host and time, never a token.

use crate::instance::{Instance, may_contain_secret};
use crate::json::{self, Kind};
use crate::url;

/// An instance of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreatedInstance {
    /// The name; empty if it may contain a secret.
    pub name: String,
    /// The ID.
    pub id: String,
    /// The host of the API, such as `api.cloud-elements.com`.
    pub host: String,
    /// The time of the response in Unix seconds, by this machine's clock.
    pub at: i64,
}

/// The maximum number of instances in the list. The oldest ones make room.
const MAX_ENTRIES: usize = 100;

/// The maximum length of a listed name or ID, in characters.
const MAX_CHARS: usize = 200;

impl CreatedInstance {
    /// Returns the entry of the instance with that ID, created from the values of the form.
    #[must_use]
    pub fn new(instance: &Instance, id: &str, at: i64) -> Self {
        let name = instance.without_secrets().name;
        let beginning = |text: &str| text.chars().take(MAX_CHARS).collect::<String>();
        Self { name: beginning(&name), id: beginning(id), host: url::host(&url::base_url(&instance.host)), at }
    }
}

/// Adds an instance at the beginning, unless it is listed.
pub fn add(list: &mut Vec<CreatedInstance>, entry: CreatedInstance) {
    if !list.iter().any(|other| other.id == entry.id && other.host == entry.host) {
        list.insert(0, entry);
        list.truncate(MAX_ENTRIES);
    }
}

/// Returns the list as text, a JSON object a line.
#[must_use]
pub fn serialize(list: &[CreatedInstance]) -> String {
    let line = |entry: &CreatedInstance| {
        let CreatedInstance { name, id, host, at } = entry;
        let [name, id, host] = [name, id, host].map(|text| json::quoted(text));
        format!("{{\"name\": {name}, \"id\": {id}, \"host\": {host}, \"at\": {at}}}\n")
    };
    list.iter().map(line).collect()
}

/// Parses the text that [`serialize`] returned. Lines that are no entry, or whose name may contain a secret, are left
/// out: whoever can write to the storage could have written them.
#[must_use]
pub fn parse(text: &str) -> Vec<CreatedInstance> {
    text.lines().filter_map(parse_line).filter(|entry| !may_contain_secret(&entry.name)).take(MAX_ENTRIES).collect()
}

fn parse_line(line: &str) -> Option<CreatedInstance> {
    let tree = json::parse_strict(line)?;
    let root = tree.root(line)?;
    let text =
        |name| root.get(name).filter(|value| value.kind() == Kind::String).map(|value| value.text().into_owned());
    let at = root.get("at")?.source().parse().ok()?;
    Some(CreatedInstance { name: text("name")?, id: text("id")?, host: text("host")?, at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::element::Definition;

    fn entry(id: &str) -> CreatedInstance {
        let name = "Bob's \"store\" \u{1f600}".into();
        CreatedInstance::new(&Instance { name, ..Instance::empty(Definition::woocommerce()) }, id, 1_700_000_000)
    }

    #[test]
    fn the_list_is_read_as_it_was_written() {
        let mut list = Vec::new();
        for id in ["1", "2", "1", "3"] {
            add(&mut list, entry(id));
        }
        let ids: Vec<_> = list.iter().map(|entry| &*entry.id).collect();
        assert_eq!(ids, ["3", "2", "1"], "the newest first, each once");
        assert_eq!(list[0].host, "api.cloud-elements.com");
        assert_eq!(parse(&serialize(&list)), list);
        assert_eq!(parse("nonsense\n{}\n{\"name\": 1}"), []);
    }

    #[test]
    fn a_name_that_looks_like_a_secret_is_not_listed() {
        let name = "cs_0123456789abcdef0123456789abcdef01234567";
        let instance = Instance { name: name.into(), ..Instance::empty(Definition::woocommerce()) };
        let entry = CreatedInstance::new(&instance, "1", 0);
        assert!(!serialize(&[entry]).contains(name));
        assert_eq!(parse(&format!("{{\"name\": \"{name}\", \"id\": \"1\", \"host\": \"a\", \"at\": 1}}")), []);
    }

    #[test]
    fn the_list_has_an_end() {
        let mut list = Vec::new();
        for id in 0..250 {
            add(&mut list, entry(&id.to_string()));
        }
        assert_eq!((list.len(), &*list[0].id), (MAX_ENTRIES, "249"));
        assert_eq!(
            CreatedInstance::new(&Instance::empty(Definition::woocommerce()), &"9".repeat(9_999), 0).id.len(),
            MAX_CHARS
        );
    }
}
