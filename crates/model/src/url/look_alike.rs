//! Hosts that look like those of the API and are none.

use super::fold::{ANY, fold, is_dot};
use super::punycode;

/// The domains of the vendors, below which their API's hosts are.
const DOMAINS: [&str; 3] = ["cloud-elements.com", "cloud-elements.co.uk", "cloudelements.io"];
/// The host of the vendor's console, which is below these domains and answers no request of the API.
const CONSOLE: &str = "my.cloudelements.io";
/// What hosts of SAP's begin with, and what they end with; anybody can have others below these endings.
const SAP: (&str, [&str; 2]) = ("api.openconnectors.", [".hana.ondemand.com", ".hanatrial.ondemand.com"]);
/// The names in the known hosts, of which each host has one at least.
const NAMES: [&str; 4] = ["cloudelements", "openconnectors", "hanaondemand", "hanatrialondemand"];
/// Letters that look like one letter when they stand side by side. Capital I was folded to a small l.
const PAIRS: [(&str, &str); 5] = [("rn", "m"), ("nn", "m"), ("vv", "w"), ("uu", "w"), ("cl", "d")];

/// Whether that host looks like one of the API's and is none. A host below a vendor's domain only does if it is its console. Any other does
/// with one of the vendors' names in it, or with a name that is one edit or swap away, after confusable characters are
/// folded and separators are left out; or with letters of several scripts in one label.
#[must_use]
pub fn is_look_alike(host: &str) -> bool {
    if is_vendors(host) {
        return false;
    }
    let mut folded = Vec::new();
    for label in host.split(is_dot) {
        let chars: Vec<char> = match label.strip_prefix("xn--").map(punycode::decode) {
            Some(Some(chars)) => chars,
            // A browser shows it as it stands.
            Some(None) => return true,
            None => label.chars().collect(),
        };
        if mixes_scripts(&chars) {
            return true;
        }
        let letters: Vec<char> = chars.into_iter().filter_map(fold).collect();
        let unknown = letters.iter().filter(|c| **c == ANY).count();
        let is_readable = unknown * 3 <= letters.len();
        // A label in another script looks like none of ours.
        folded.extend(letters.into_iter().map(|c| if c == ANY && !is_readable { '?' } else { c }));
    }
    let paired = |text: &[char]| -> Vec<char> {
        let text: String = text.iter().collect();
        PAIRS.iter().fold(text, |text, (pair, letter)| text.replace(pair, letter)).chars().collect()
    };
    let folded_pairs = paired(&folded);
    NAMES.iter().any(|name| {
        let name: Vec<char> = name.chars().filter_map(fold).collect();
        is_nearly_in(&name, &folded) || is_nearly_in(&paired(&name), &folded_pairs)
    })
}

/// Whether the host is below a domain of a vendor, and not its console.
fn is_vendors(host: &str) -> bool {
    let is_below =
        |domain: &&str| host.strip_suffix(*domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let is_sap = host.starts_with(SAP.0) && SAP.1.iter().any(|ending| host.ends_with(ending));
    // A browser converts characters that are not ASCII; nobody reads which host it asks then.
    host.is_ascii() && host != CONSOLE && (is_sap || DOMAINS.iter().any(is_below))
}

/// Whether a label has letters of ASCII beside letters of another script, as no registry allows for any but East Asian
/// ones. Latin letters with marks are of one script with those of ASCII.
fn mixes_scripts(label: &[char]) -> bool {
    let is_other = |c: &char| *c >= '\u{250}' && !('\u{1e00}'..='\u{1eff}').contains(c);
    label.iter().any(char::is_ascii_alphabetic) && label.iter().any(is_other)
}

/// Whether `name` is somewhere in `text` with at most one edit: a letter changed, missing or too many, or two swapped.
fn is_nearly_in(name: &[char], text: &[char]) -> bool {
    let is_same = |a: char, b: char| a == b || b == ANY;
    // Distances to the best text that ends at this character, at the one before, and at the one before that (Sellers'
    // algorithm, with the swap of Damerau). A text may begin anywhere.
    let mut row: Vec<usize> = (0..=name.len()).collect();
    let mut before = row.clone();
    for (at, letter) in text.iter().enumerate() {
        let mut next = vec![0; name.len() + 1];
        for i in 1..=name.len() {
            let changed = row[i - 1] + usize::from(!is_same(name[i - 1], *letter));
            next[i] = changed.min(row[i] + 1).min(next[i - 1] + 1);
            if i > 1 && at > 0 && is_same(name[i - 1], text[at - 1]) && is_same(name[i - 2], *letter) {
                next[i] = next[i].min(before[i - 2] + 1);
            }
        }
        (before, row) = (row, next);
        if row[name.len()] <= 1 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::{HOSTS, host};
    use super::*;

    #[test]
    fn look_alikes() {
        for (_, url) in HOSTS {
            assert!(!is_look_alike(&host(url)), "{url}");
        }
        for host in
            ["api.openconnectors.eu20.ext.hana.ondemand.com", "api.example.com", "localhost", "elements.example.org"]
        {
            assert!(!is_look_alike(host), "{host}");
        }
        for host in [
            "api.cloud-elements.com.example",
            "api.cloud-elernents.example",
            "api.cloud-e1ements.com",
            "apicloudelements.com",
            "api.cloud-element.com",
            "api.open-connectors.example",
            "api.openconnectors.ext.hana.ondemand.com.example",
            "openconnectors.cfapps.eu10.hana.ondemand.com",
            "xn--pi-7kc.example",
            "аpi.example",
        ] {
            assert!(is_look_alike(host), "{host}");
        }
    }
}
