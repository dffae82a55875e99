//! Hosts that resemble the API's require confirmation; the vendor's own and ordinary hosts don't.

#![allow(missing_docs)]

mod generated;

use generated::{Random, new_seed};
use model::element::Definition;
use model::instance::{ErrorKind, FieldError, FieldId, Instance};
use model::url::{HOSTS, host, is_look_alike, validate};

/// The number of random hosts of each kind.
const COUNT: usize = 10_000;

/// The domains that belong to the vendor.
const DOMAINS: [&str; 3] = ["cloud-elements.com", "cloud-elements.co.uk", "cloudelements.io"];

/// Returns true if the host belongs to the vendor by the documented rule.
fn is_vendor_host(host: &str) -> bool {
    let is_below = |domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
    let is_sap = host.starts_with("api.openconnectors.")
        && (host.ends_with(".hana.ondemand.com") || host.ends_with(".hanatrial.ondemand.com"));
    DOMAINS.iter().any(|domain| is_below(domain)) || is_sap
}

/// Returns true if Create asks for confirmation of the host.
fn requires_confirmation(host: &str) -> bool {
    let empty = Instance::empty(Definition::woocommerce());
    let instance = Instance { host: format!("https://{host}"), ..empty };
    let requires_confirmation = |field_error: &FieldError| {
        field_error.field == FieldId::Host && matches!(field_error.kind, ErrorKind::LookAlike(_))
    };
    instance.warnings().iter().any(requires_confirmation)
}

/// Returns `host` after one edit: a character replaced, removed, doubled, inserted or swapped with the next, a hyphen
/// added or removed, or a letter replaced by a similar one.
fn edited(random: &mut Random, host: &str) -> String {
    const LETTERS: [char; 38] = [
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v',
        'w', 'x', 'y', 'z', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-', '.',
    ];
    const LOOKALIKES: [(char, &[&str]); 9] = [
        ('a', &["а", "α", "ａ", "à", "4"]),
        ('c', &["с", "ϲ", "ｃ", "ç"]),
        ('e', &["е", "ε", "ｅ", "é", "3"]),
        ('i', &["1", "l", "і", "ı"]),
        ('l', &["1", "i", "ӏ", "ｌ", "ł"]),
        ('m', &["rn", "м", "nn"]),
        ('o', &["0", "о", "ο", "ｏ", "ö"]),
        ('s', &["5", "ѕ", "ｓ", "ş"]),
        ('t', &["7", "т", "τ", "ţ"]),
    ];
    let mut letters: Vec<char> = host.chars().collect();
    let at = random.below(letters.len());
    match random.below(6) {
        0 => letters[at] = *random.pick(&LETTERS),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        3 => letters.insert(at, *random.pick(&LETTERS)),
        4 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {
            let lookalikes = LOOKALIKES
                .iter()
                .find(|(letter, _)| *letter == letters[at])
                .map_or(["-"].as_slice(), |(_, lookalikes)| lookalikes);
            let look: Vec<char> = random.pick(lookalikes).chars().collect();
            letters.splice(at..=at, look);
        }
    }
    letters.into_iter().collect()
}

#[test]
fn hosts_one_edit_from_a_known_one_require_confirmation() {
    let mut random = Random::seeded("hosts one edit from a known one", new_seed());
    let mut confirmed = 0;
    while confirmed < COUNT {
        let (_, known) = random.pick(&HOSTS);
        let edited = edited(&mut random, &host(known));
        let url = format!("https://{edited}/");
        if is_vendor_host(&host(&url)) || validate(&url).is_err() {
            continue;
        }
        assert!(requires_confirmation(&edited), "{edited}");
        confirmed += 1;
    }
}

#[test]
fn other_domains_with_a_known_name_require_confirmation() {
    let mut random = Random::seeded("other domains", new_seed());
    let endings = ["net", "org", "io", "co", "com.evil.example", "de", "cm", "app", "xn--p1ai", "com.co"];
    for _ in 0..COUNT {
        let (_, known) = random.pick(&HOSTS);
        let known = host(known);
        let labels: Vec<&str> = known.split('.').collect();
        let kept = 2 + random.below(labels.len() - 2);
        let first = labels[..kept].join(".");
        let ending = random.pick(&endings);
        let candidate = match random.below(5) {
            0 => format!("{first}.{ending}"),
            1 => format!("{known}.{ending}"),
            2 => format!("{}.{ending}", known.replace('.', "-")),
            3 => format!("login-{}.{ending}", first.replace('-', "")),
            _ => format!("{}.{ending}", first.to_uppercase().replace('L', "I").replace('O', "0")),
        };
        let shown = host(&format!("https://{candidate}"));
        if !is_vendor_host(&shown) {
            assert!(requires_confirmation(&shown), "{candidate}");
        }
    }
}

#[test]
fn another_error_does_not_hide_a_confusable_host() {
    for path in ["", "/elements/api-v2", "/elements/api-v2/x", "/elements/api-v2,", "/[1-3]", "/{a,b}"] {
        assert!(requires_confirmation(&format!("api.cloud-elemnts.com{path}")), "{path}");
    }
}

#[test]
fn vendor_hosts_require_no_confirmation() {
    let mut random = Random::seeded("hosts of the vendors", new_seed());
    for _ in 0..COUNT {
        let labels: Vec<String> = (0..random.below(4)).map(|_| label(&mut random)).collect();
        let labels = labels.join(".");
        let dotted = if labels.is_empty() { String::new() } else { format!("{labels}.") };
        let host = if random.once_in(2) {
            format!("{dotted}{}", random.pick(&DOMAINS))
        } else {
            let trial = random.pick(&["hana", "hanatrial"]);
            format!("api.openconnectors.{dotted}ext.{trial}.ondemand.com")
        };
        // The console, which serves no API requests.
        let is_console = host == "my.cloudelements.io";
        assert_eq!((is_look_alike(&host), requires_confirmation(&host)), (is_console, is_console), "{host}");
    }
}

#[test]
fn ordinary_hosts_require_no_confirmation() {
    let fixed = [
        "localhost",
        "127.0.0.1",
        "::1",
        "10.0.0.5",
        "intranet",
        "api",
        "gateway.corp",
        "printer.local",
        "münchen.example",
        "xn--mnchen-3ya.example",
        "пример.рф",
        "xn--e1afmkfd.xn--p1ai",
        "例え.jp",
        "bücher.de",
        "elements.example",
        "cloud.example",
        "connectors.example.com",
        "open.example",
        "hana.example.com",
        "ondemand.example.com",
        "cloudflare.com",
        "api.cloudinary.com",
        "elementor.cloud",
        "openconnect.example",
        "videoondemand.example",
        "api.element.io",
        "printondemand.example",
        "api.shop.co.uk",
        "интернет-магазин.рф",
        "elements.envato.com",
        "hub.docker.com",
    ];
    for host in fixed {
        assert!(!is_look_alike(host), "{host}");
    }
    let mut random = Random::seeded("ordinary hosts", new_seed());
    for _ in 0..COUNT {
        let labels: Vec<String> = (0..=random.below(4)).map(|_| label(&mut random)).collect();
        let ending = random.pick(&["", ".com", ".local", ".example", ".co.uk", ".internal", ".de", ".ondemand.com"]);
        let host = format!("{}{ending}", labels.join("."));
        assert!(!is_look_alike(&host) && !requires_confirmation(&host), "{host}");
    }
}

/// Returns a label of one or two words, like those of company hosts.
fn label(random: &mut Random) -> String {
    const WORDS: [&str; 44] = [
        "api",
        "my",
        "shop",
        "store",
        "cloud",
        "elements",
        "open",
        "connectors",
        "gateway",
        "intranet",
        "hana",
        "data",
        "demand",
        "erp",
        "sap",
        "crm",
        "eu10",
        "us2",
        "test",
        "staging",
        "dev",
        "prod",
        "acme",
        "north",
        "wind",
        "blue",
        "services",
        "proxy",
        "mail",
        "git",
        "build",
        "web",
        "app",
        "vpn",
        "files",
        "element",
        "connect",
        "connector",
        "integration",
        "hub",
        "console",
        "edge",
        "node7",
        "trial",
    ];
    // Together, these two form a vendor name.
    const PARTS: [&str; 9] =
        ["cloud", "elements", "element", "open", "connectors", "connector", "connect", "hana", "demand"];
    let first = *random.pick(&WORDS);
    let second = *random.pick(&WORDS);
    if random.once_in(2) || PARTS.contains(&first) || PARTS.contains(&second) {
        return format!("{first}{}", if PARTS.contains(&first) { "-team" } else { "" });
    }
    format!("{first}{}{second}", random.pick(&["", "-", "_"]))
}
