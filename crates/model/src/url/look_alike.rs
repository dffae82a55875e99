//! Detects hosts that imitate those of the API.

use super::confusables::{ANY, fold, is_dot};
use super::punycode;

/// The domains of the vendor's API hosts.
const DOMAINS: [&str; 3] = ["cloud-elements.com", "cloud-elements.co.uk", "cloudelements.io"];
/// The host of the vendor's console, which is in these domains but does not serve the API.
const CONSOLE: &str = "my.cloudelements.io";
/// The prefix and the suffixes of SAP's API hosts. SAP's customers can own other hosts with these suffixes.
const SAP: (&str, [&str; 2]) = ("api.openconnectors.", [".hana.ondemand.com", ".hanatrial.ondemand.com"]);
/// The names that hosts of the API contain.
const NAMES: [&str; 4] = ["cloudelements", "openconnectors", "hanaondemand", "hanatrialondemand"];
/// Pairs of letters that resemble one letter. Capital I is folded to l before.
const PAIRS: [(&str, &str); 5] = [("rn", "m"), ("nn", "m"), ("vv", "w"), ("uu", "w"), ("cl", "d")];

/// Returns whether a host imitates one of the API's.
///
/// A host in a vendor's domain does not, except for the console. Any other host does if, after folding, it contains a
/// vendor's name with at most one edit, or if one of its labels mixes scripts.
#[must_use]
pub fn is_look_alike(host: &str) -> bool {
    if is_vendor_host(host) {
        return false;
    }
    let mut folded = Vec::new();
    for label in host.split(is_dot) {
        let chars: Vec<char> = match label.strip_prefix("xn--").map(punycode::decode) {
            Some(Some(chars)) => chars,
            // A browser shows invalid Punycode undecoded.
            Some(None) => return true,
            None => label.chars().collect(),
        };
        if mixes_scripts(&chars) {
            return true;
        }
        let letters: Vec<char> = chars.into_iter().filter_map(fold).collect();
        let unknown = letters.iter().filter(|c| **c == ANY).count();
        let is_readable = unknown * 3 <= letters.len();
        // A label that is mostly in another script does not resemble a vendor's name.
        folded.extend(letters.into_iter().map(|c| if c == ANY && !is_readable { '?' } else { c }));
    }
    let paired = |text: &[char]| -> Vec<char> {
        let text: String = text.iter().collect();
        PAIRS.iter().fold(text, |text, (pair, letter)| text.replace(pair, letter)).chars().collect()
    };
    let folded_pairs = paired(&folded);
    NAMES.iter().any(|name| {
        let name: Vec<char> = name.chars().filter_map(fold).collect();
        contains_with_one_edit(&name, &folded) || contains_with_one_edit(&paired(&name), &folded_pairs)
    })
}

/// Returns whether a host is in a vendor's domain and not its console.
fn is_vendor_host(host: &str) -> bool {
    let is_below =
        |domain: &&str| host.strip_suffix(*domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let is_sap = host.starts_with(SAP.0) && SAP.1.iter().any(|ending| host.ends_with(ending));
    // A browser converts non-ASCII characters, so the host that it contacts differs from the visible one.
    host.is_ascii() && host != CONSOLE && (is_sap || DOMAINS.iter().any(is_below))
}

/// Returns whether a label mixes ASCII letters with letters of another script, which registries allow for East Asian
/// scripts only. Latin letters with diacritics belong to the script of the ASCII letters.
fn mixes_scripts(label: &[char]) -> bool {
    let is_other = |c: &char| *c >= '\u{250}' && !('\u{1e00}'..='\u{1eff}').contains(c);
    label.iter().any(char::is_ascii_alphabetic) && label.iter().any(is_other)
}

/// Returns whether `text` contains `name` with at most one edit: a letter replaced, missing or added, or two swapped.
fn contains_with_one_edit(name: &[char], text: &[char]) -> bool {
    let matches = |a: char, b: char| a == b || b == ANY;
    // The edit distances of each prefix of `name` to the best match that ends at this character and at the previous one
    // (Sellers' algorithm with Damerau's transposition). A match may begin anywhere.
    let mut row: Vec<usize> = (0..=name.len()).collect();
    let mut previous = row.clone();
    for (at, letter) in text.iter().enumerate() {
        let mut next = vec![0; name.len() + 1];
        for i in 1..=name.len() {
            let replaced = row[i - 1] + usize::from(!matches(name[i - 1], *letter));
            next[i] = replaced.min(row[i] + 1).min(next[i - 1] + 1);
            if i > 1 && at > 0 && matches(name[i - 1], text[at - 1]) && matches(name[i - 2], *letter) {
                next[i] = next[i].min(previous[i - 2] + 1);
            }
        }
        (previous, row) = (row, next);
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
    fn look_alikes_are_detected() {
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
