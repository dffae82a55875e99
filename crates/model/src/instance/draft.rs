//! What may be kept of an instance, and how what was kept comes back.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::element::{Field, FieldKind};
use crate::json;
use crate::polling::Document;
use crate::secret::redact::{self, Scope};
use crate::secret::views;
use crate::url;

use super::serialize::{FLAGS, LISTS, TEXTS};
use super::{ExtraField, Instance, MASK};
use crate::secret::is_secret_key;

impl Instance {
    /// It without all that nobody else may see: the secrets, what belongs to one, and addresses with a password in
    /// them.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        let mut this = self.clone();
        for secret in [&mut this.user_secret, &mut this.organization_secret, &mut this.signature_key] {
            secret.clear();
        }
        for (field, value) in self.definition().fields.iter().zip(&mut this.fields) {
            if is_secret(field) || field.kind == FieldKind::Url && !url::secrets(value).is_empty() {
                value.clear();
            }
        }
        for url in [&mut this.host, &mut this.callback_url] {
            if !url::secrets(url).is_empty() {
                url.clear();
            }
        }
        this.replace_secret_texts("");
        this.tags.retain(|tag| !tag.is_empty());
        this
    }

    /// It with a [`MASK`] in the place of each text that [`Self::without_secrets`] leaves out. What the request knows
    /// as a secret stays: the request masks it itself.
    #[must_use]
    pub fn with_masks(&self) -> Self {
        let mut this = self.clone();
        for (field, value) in self.definition().fields.iter().zip(&mut this.fields) {
            if field.kind == FieldKind::Text && is_secret(field) && !value.trim().is_empty() {
                MASK.clone_into(value);
            }
        }
        if hides_secret(&this.host) {
            this.host.clear();
        }
        this.replace_secret_texts(MASK);
        this
    }

    /// Puts `with` in the place of every text that has a secret in it by its look, and of every value of a secret key.
    fn replace_secret_texts(&mut self, with: &str) {
        let replace = |text: &mut String, is_url: bool| {
            // What the request masks in a URL leaves the rest of it to be read.
            let is_masked = is_url && !with.is_empty() && is_masked_whole(text);
            let is_secret = hides_secret(text) || !is_url && redact::has_keyed_value(text);
            if !is_masked && is_secret {
                with.clone_into(text);
            }
        };
        for (name, text) in TEXTS {
            if name != "host" || with.is_empty() {
                replace(text(self), matches!(name, "host" | "callbackUrl"));
            }
        }
        for (field, value) in self.definition().fields.iter().zip(&mut self.fields) {
            replace(value, field.kind == FieldKind::Url);
        }
        for tag in &mut self.tags {
            replace(tag, false);
        }
        for entry in &mut self.additional {
            if entry.is_secret() || hides_secret(entry.value()) || has_secret_value(entry.value()) {
                entry.set_value(with.to_owned());
            }
            if hides_secret(&entry.key) {
                with.clone_into(&mut entry.key);
            }
        }
        if let Some(polling) = without_secret_values(&self.polling, with) {
            self.polling = polling.unwrap_or_else(|| Self::empty(self.definition()).polling);
        }
    }

    /// The request's own secrets, to be found in what others write.
    #[must_use]
    pub fn own_secrets(&self) -> Vec<String> {
        const LONGEST: usize = 20_000;
        let fields = self.definition().fields.iter().zip(&self.fields);
        let fields = fields.filter(|(field, _)| is_secret(field)).map(|(_, value)| value);
        let entries = self.additional.iter().filter(|entry| entry.is_secret()).map(ExtraField::value);
        let whole = [&self.user_secret, &self.organization_secret, &self.signature_key];
        let mut all: Vec<String> = whole.into_iter().chain(fields).chain(entries).cloned().collect();
        for url in self.fields.iter().chain([&self.callback_url, &self.host]) {
            all.extend(url::secrets(url).into_iter().map(|range| url[range].to_owned()));
        }
        let texts = self.additional.iter().map(ExtraField::value).chain(&self.fields).chain(&self.tags);
        for text in texts.map(String::as_str).chain([self.callback_url.as_str(), &self.name, self.polling.text()]) {
            if text.len() <= LONGEST {
                all.extend(redact::foreign_secrets(text));
            }
        }
        all
    }

    /// `text`, which came from elsewhere, with a [`MASK`] in the place of each secret that it repeats, as it is or as
    /// JSON may have it. One of less than four characters is in any text, and not looked for.
    #[must_use]
    pub fn redact(&self, text: String) -> String {
        let fields = self.definition().fields.iter().zip(&self.fields);
        let fields = fields.filter(|(field, _)| is_secret(field)).map(|(_, value)| value);
        let entries = self.additional.iter().filter(|entry| entry.is_secret()).map(ExtraField::value);
        let own = [&self.user_secret, &self.organization_secret, &self.signature_key];
        let urls = self.fields.iter().chain([&self.callback_url]);
        let in_urls = urls.flat_map(|url| url::secrets(url).into_iter().map(|range| &url[range]));
        let secrets = own.into_iter().chain(fields).chain(entries).map(|secret| secret.trim()).chain(in_urls);
        let mut spelled: Vec<String> = secrets.filter(|secret| secret.len() >= 4).flat_map(spellings).collect();
        // One may begin another.
        spelled.sort_by_key(|secret| Reverse(secret.len()));
        spelled.iter().fold(text, |text, secret| text.replace(secret, MASK))
    }

    /// Takes what is in `kept`, but for what was changed since it was as `before`.
    pub fn merge_unchanged(&mut self, before: &Self, kept: &Self) {
        let (mut before, mut kept) = (before.clone(), kept.clone());
        let definition = self.definition().key;
        if [&before, &kept].iter().any(|other| other.definition().key != definition) {
            // The fields of two elements have nothing to do with each other: they go with the element.
            if self.element == before.element {
                self.fields.clone_from(&kept.fields);
            }
            before.fields.clone_from(&self.fields);
            kept.fields.clone_from(&self.fields);
        }
        for (_, text) in TEXTS {
            if text(self) == text(&mut before) {
                *text(self) = std::mem::take(text(&mut kept));
            }
        }
        for (_, list) in LISTS {
            if list(self) == list(&mut before) {
                *list(self) = std::mem::take(list(&mut kept));
                continue;
            }
            for (index, text) in std::mem::take(list(&mut kept)).into_iter().enumerate() {
                match list(&mut before).get(index) {
                    Some(first) if list(self).get(index) == Some(first) => list(self)[index] = text,
                    None if list(self).len() == index => list(self).push(text),
                    _ => {}
                }
            }
        }
        for (_, flag) in FLAGS {
            if flag(self) == flag(&mut before) {
                *flag(self) = *flag(&mut kept);
            }
        }
        if self.event_type == before.event_type {
            self.event_type = kept.event_type;
        }
        if self.source_format.interval == before.source_format.interval {
            self.source_format.interval = kept.source_format.interval;
        }
        if self.polling.text() == before.polling.text() {
            self.polling = Arc::clone(&kept.polling);
        }
        if self.additional == before.additional {
            self.additional = kept.additional;
        }
    }
}

/// Whether nobody else may see what is in a field: a secret, or the key that goes with one.
fn is_secret(field: &Field) -> bool {
    field.kind == FieldKind::Secret || is_secret_key(field.key)
}

/// Whether a text has a secret in it by its look, in any layer of escapes.
fn hides_secret(text: &str) -> bool {
    let mut is_found = false;
    let (_, is_whole) = views::for_each_view(text, |view| {
        let looks = redact::looks(view, Scope::All);
        is_found = is_found || !looks.is_empty() || may_contain_secret(&views::text(view));
    });
    is_found || !is_whole
}

/// Whether all that looks like a secret in a URL is a part of those that [`url::secrets`] finds.
fn is_masked_whole(text: &str) -> bool {
    let masked = url::secrets(text);
    // The user name and the password that are masked go with their `@`; another one stays.
    let user_info = url::user_info(text).map(|[user, password]| user.start..password.end + 1);
    let mut ranges = masked.clone();
    if let Some(user_info) = user_info {
        ranges.retain(|range| range.start >= user_info.end);
        ranges.insert(0, user_info);
    }
    let rest = redact::replaced(text, &ranges, "");
    let mut is_whole = !hides_secret(&rest);
    views::for_each_view(text, |view| {
        let looks = redact::looks(view, Scope::All).into_iter().map(|range| views::original(view, range));
        is_whole &= looks
            .into_iter()
            .all(|range| masked.iter().any(|masked| masked.start <= range.start && range.end <= masked.end));
    });
    is_whole
}

/// Whether a text has a secret key with a value in it, in any layer of escapes.
fn has_secret_value(text: &str) -> bool {
    redact::secrets(text, &[], Scope::All).is_none_or(|found| !found.is_empty())
}

/// A polling configuration with `with` in the place of each secret; nothing if it has none, and nothing inside where
/// the secrets cannot be told from the rest.
#[allow(clippy::option_option, reason = "none there, and none that can be kept, are two outcomes")]
fn without_secret_values(polling: &Document, with: &str) -> Option<Option<Arc<Document>>> {
    let text = polling.text();
    let found = redact::secrets(text, &[], Scope::All);
    if found.as_ref().is_some_and(Vec::is_empty) && !hides_secret(text) {
        return None;
    }
    let rest = found.map(|found| redact::replaced(text, &found, with));
    let rest = rest.filter(|rest| json::parse_strict(rest).is_some() || json::parse_strict(text).is_none());
    Some(rest.filter(|rest| !hides_secret(rest)).map(|rest| Arc::new(Document::new(rest))))
}

/// How a secret may stand in JSON: printers differ in what they escape.
fn spellings(secret: &str) -> [String; 5] {
    let mut quoted = String::new();
    json::push_quoted(&mut quoted, secret);
    let slashes = quoted.replace('/', "\\/");
    let (equals, both) = (quoted.replace('=', "\\u003d"), slashes.replace('=', "\\u003d"));
    [secret.into(), quoted, slashes, equals, both]
}

/// Whether there is a secret in a text for something else: a key of the store or of the account as they look, or an
/// address with a password in it or with a parameter that says that it is one.
#[must_use]
pub fn may_contain_secret(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_hexdigit).count();
    let store = ["ck_", "cs_", "CK_", "CS_"]
        .iter()
        .any(|start| text.match_indices(start).any(|(at, _)| digits(&text[at + 3..]) >= 16));
    let authorities = text.split("://").skip(1).filter_map(|rest| rest.split(['/', '?', '#', '"', ' ']).next());
    let is_account = |word: &str| word.len() == 44 && word.ends_with('=') || word.len() == 32 && digits(word) == 32;
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    // The API's own header.
    let is_header = text.contains("User ") && ["Organization ", "Element "].iter().any(|part| text.contains(part));
    store
        || is_header
        || has_secret_parameter(text)
        || authorities.into_iter().any(|authority| authority.contains('@'))
        || text.split(|c| !is_base64(c)).any(is_account)
}

/// Whether an address in `text` has a parameter such as `?token=`, and a value for it.
fn has_secret_parameter(text: &str) -> bool {
    let parameters = text.split(['?', '&', ';', '#']).skip(1);
    parameters.filter_map(|parameter| parameter.split_once('=')).any(|(name, value)| {
        let is_given =
            value.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '%' | '+' | '/'));
        is_given && !name.contains(|c: char| c.is_whitespace() || c == '"') && is_secret_key(name)
    })
}

#[cfg(test)]
mod tests {
    use super::super::{ExtraField, Section};
    use super::*;
    use crate::element::Definition;
    use crate::request::HttpRequest;

    fn filled() -> Instance {
        let additional = [("event.notification.basic.password", "p4ss-CANARY"), ("filter.response.nulls", "true")];
        Instance {
            user_secret: "u-CANARY".into(),
            organization_secret: "o-CANARY".into(),
            name: "My store".into(),
            fields: vec!["https://mycoolstore.com".into(), "ck_CANARY".into(), "cs_CANARY".into()],
            signature_key: "k-CANARY".into(),
            events: true,
            callback_url: "https://me:CANARY@mycoolapp.com".into(),
            tags: vec!["Docs".into(), "cs_0123456789abcdef0123456789abcdef01234567".into()],
            additional: additional.map(|(key, value)| ExtraField::new(Section::Configuration, key, value)).into(),
            polling: Arc::new(Document::new("{\n".into())),
            ..Instance::empty(Definition::woocommerce())
        }
    }

    #[test]
    fn no_secret_is_kept() {
        let kept = filled().without_secrets();
        let json = kept.to_json();
        assert!(!json.contains("CANARY") && !json.contains("cs_"), "{json}");
        assert_eq!((kept.name.as_str(), kept.fields[0].as_str()), ("My store", "https://mycoolstore.com"));
        assert_eq!((kept.tags.as_slice(), kept.polling.text()), (["Docs".to_owned()].as_slice(), "{\n"));
        assert_eq!(kept.additional[1].value(), "true");
    }

    /// Secrets in polling configurations, names and entries, in every escape.
    const HIDDEN: [&str; 9] = [
        "cs_0123456789abcdef0123456789abcdef0CANARY0",
        "\\u0063s_0123456789abcdef0123456789abcdef0CANARY0",
        "%63s_0123456789abcdef0CANARY0",
        "%2563s%255F0123456789abcdef0CANARY0",
        "&#99;s&lowbar;0123456789abcdef0CANARY0",
        "CS_0123456789ABCDEF0CANARY0",
        "Q0FOQVJZQ0FOQVJZQ0FOQVJZQ0FOQVJZ00CANARY0+/=",
        "https://me:0CANARY0@a.example/",
        "https://a.example/?tok%65n=0CANARY0",
    ];

    #[test]
    fn no_secret_is_kept_or_dispatched_in_any_escape() {
        for hidden in HIDDEN {
            let polling = format!("{{\"orders\":{{\"url\":\"/x?a={hidden}\",\"idField\":\"id\"}}}}");
            let entry = ExtraField::new(Section::Body, "x", hidden);
            let instance = Instance {
                name: hidden.into(),
                tags: vec![hidden.into()],
                callback_url: format!("https://a.example/{hidden}"),
                additional: vec![entry],
                polling: Arc::new(Document::new(polling)),
                ..filled()
            };
            let kept = instance.without_secrets().to_json();
            assert!(!kept.contains("CANARY0"), "{hidden}: {kept}");
            let told = HttpRequest::create_instance(&instance.with_masks()).body.masked();
            assert!(!told.contains("CANARY0"), "{hidden}: {told}");
            assert!(!told.contains("ck_CANARY") && !told.contains("cs_CANARY"), "{told}");
        }
    }

    #[test]
    fn values_of_secret_keys_in_a_polling_configuration_are_neither_kept_nor_dispatched() {
        for (polling, kept) in [
            (r#"{"a":{"password":"0CANARY0","url":"/x"}}"#, r#"{"a":{"password":"","url":"/x"}}"#),
            (r#"{"a":{"api\u004bey":"0CANARY0"}}"#, r#"{"a":{"api\u004bey":""}}"#),
            (r#"{"a":"{\"token\":\"0CANARY0\"}"}"#, r#"{"a":"{\"token\":\"\"}"}"#),
        ] {
            let instance = Instance { polling: Arc::new(Document::new(polling.into())), ..filled() };
            assert_eq!(instance.without_secrets().polling.text(), kept);
            let told = HttpRequest::create_instance(&instance.with_masks()).body.masked();
            assert!(!told.contains("CANARY0"), "{told}");
        }
        for definition in Definition::all() {
            let resources: Vec<_> = definition
                .resources
                .iter()
                .map(|resource| format!("{}:{}", json::quoted(resource.name), resource.configuration()))
                .collect();
            let polling = Arc::new(Document::new(format!("{{{}}}", resources.join(","))));
            let instance = Instance { polling: polling.clone(), ..Instance::empty(definition) };
            assert_eq!(instance.without_secrets().polling.text(), polling.text());
            assert_eq!(instance.with_masks(), instance);
        }
    }

    #[test]
    fn no_value_of_a_secret_key_is_kept_or_dispatched_in_a_text() {
        for text in [
            "password=0CANARY0",
            "Name: password=0CANARY0",
            "My store, Password: 0CANARY0",
            "api_key = '0CANARY0'",
            "apiToken%3D0CANARY0",
            "{\"token\":\"0CANARY0\"}",
            "Authorization: Bearer 0CANARY0",
        ] {
            let instance = Instance { name: text.into(), tags: vec![text.into()], ..filled() };
            let draft = instance.without_secrets();
            assert_eq!((draft.name.as_str(), draft.tags), ("", Vec::<String>::new()), "{text}");
            let told = HttpRequest::create_instance(&instance.with_masks()).body.masked();
            assert!(!told.contains("CANARY0"), "{told}");
        }
        for text in ["My store", "Password shop", "Store 2: tokens", "https://a.example/token/1"] {
            let instance = Instance { name: text.into(), ..filled() };
            assert_eq!(instance.without_secrets().name, text);
        }
    }

    #[test]
    fn what_comes_back_repeats_no_secret() {
        let instance = Instance { signature_key: " k\"ey\n".into(), organization_secret: "o".into(), ..filled() };
        assert_eq!(instance.redact("\\u003d".into()), "\\u003d");
        let told = "no u-CANARY and no cs_CANARY, {\"k\":\"k\\\"ey\"}, k\"ey, p4ss-CANARY".to_owned();
        assert_eq!(instance.redact(told), "no •••••••• and no ••••••••, {\"k\":\"••••••••\"}, ••••••••, ••••••••");
    }

    #[test]
    fn every_spelling_is_covered_and_the_longest_first() {
        let definition = Definition::woocommerce();
        let instance = Instance {
            user_secret: "a/b+c=".into(),
            organization_secret: "a/b+".into(),
            ..Instance::empty(definition)
        };
        for told in ["a/b+c=", "a\\/b+c=", "a/b+c\\u003d", "a\\/b+c\\u003d"] {
            assert_eq!(instance.redact(format!("<{told}>")), "<••••••••>");
        }
    }

    #[test]
    fn what_looks_like_a_secret() {
        for text in [
            "cs_0123456789abcdef0123456789abcdef01234567",
            "User TmV2ZXIgZ29ubmEgZ2l2ZSB5b3UgdXAsIG5ldmVyIGc=, x",
            "0123456789abcdef0123456789abcdef",
            "https://me:pw@a.example/",
            "see https://a.example and https://me:pw@a.example/",
            "https://shop/?consumer_key=ck_0123456789abcdef0123456789abcdef01234567",
            "(cs_0123456789abcdef0123456789abcdef01234567)\n",
            "key:0123456789abcdef0123456789abcdef",
            "https://a.example/events?x=1&api_key=abc",
            "User abc=, Organization def",
            "https://a.example/events?access-token=abc",
            "https://a.example/#secret=abc",
        ] {
            assert!(may_contain_secret(text), "{text}");
        }
        for text in [
            "My store",
            "cs_store",
            "ck_",
            "https://a.example/me@home",
            "form-0123abcd",
            "a=b",
            "token=1",
            "https://a.example/?key={key}&secret=",
            "what?! \"x\" & secret = 1",
            "https://a.example/?page=2&sort=name",
        ] {
            assert!(!may_contain_secret(text), "{text}");
        }
    }

    #[test]
    fn what_was_typed_since_stays() {
        let definition = Definition::woocommerce();
        let kept = filled().without_secrets();
        let before = Instance { name: "an attribute's".into(), ..Instance::empty(definition) };
        let mut now = before.clone();
        now.merge_unchanged(&before, &kept);
        assert_eq!(now, kept, "nothing was typed");
        let (linked, mut undone) = (now.clone(), now.clone());
        undone.merge_unchanged(&linked, &before);
        assert_eq!(undone, before, "and the way back, tags and all");
        let mut now = Instance { name: "typed".into(), tags: vec!["typed".into()], ..before.clone() };
        now.fields[0] = "https://typed".into();
        now.merge_unchanged(&before, &kept);
        assert_eq!((now.name.as_str(), now.fields[0].as_str(), now.events), ("typed", "https://typed", true));
        assert_eq!(now.tags, ["typed"]);
    }

    #[test]
    fn the_fields_of_two_elements_are_not_mixed() {
        let [woocommerce, bigcommerce] =
            ["woocommercerest", "bigcommerce"].map(|key| Instance::empty(Definition::for_key(key)));
        let fields = |instance: &Instance| (instance.element.clone(), instance.fields.clone());
        // A draft of another element comes back while a secret is typed.
        let mut draft = bigcommerce.clone();
        draft.fields = ["user", "", "https://path"].map(Into::into).into();
        let mut now = woocommerce.clone();
        now.fields[2] = "cs_typed".into();
        now.merge_unchanged(&woocommerce, &draft);
        assert_eq!(fields(&now), fields(&draft));
        // A link to another element is undone after a token was typed there.
        let mut now = bigcommerce.clone();
        now.fields[1] = "t0ken".into();
        now.merge_unchanged(&bigcommerce, &woocommerce);
        assert_eq!(fields(&now), fields(&woocommerce));
        // Another element was chosen since.
        let mut now = bigcommerce.clone();
        now.fields[1] = "t0ken".into();
        let mut kept = woocommerce.clone();
        kept.fields[0] = "https://kept".into();
        let typed = now.clone();
        now.merge_unchanged(&woocommerce, &kept);
        assert_eq!(fields(&now), fields(&typed));
    }
}
