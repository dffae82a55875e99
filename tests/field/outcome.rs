//! The outcome of a pasted text: of an import, and in the raw editor.

use std::borrow::Cow;

use importer::{Import, Rejection, RepairKind, read};
use model::diagnostic::{Severity, apply};
use model::element::Definition;
use model::instance::Instance;
use model::polling::Document;
use model::position::{Position, position};
use model::request::HttpRequest;
use serde_json::Value;

use crate::form::{KEY, ORGANIZATION, SECRET, USER};

/// The token in the responses among the texts.
const TOKEN: &str = "bm90LWEtcmVhbC10b2tlbg==";
/// The default host of the form and of the texts.
const HOST: &str = "https://api.cloud-elements.com/elements/api-v2";

fn line_column(position: Position) -> String {
    format!("{}:{}", position.line, position.column)
}

/// The result of importing a text into an empty form.
pub struct Imported {
    result: Result<Import, Rejection>,
}

impl Imported {
    /// Imports a text. Checks that no secret is visible.
    #[track_caller]
    pub fn new(text: &str) -> Self {
        let form = Instance::empty(Definition::woocommerce());
        let imported = Self { result: read(text, &form) };
        let sentences = match &imported.result {
            Ok(import) => import.repairs.iter().map(ToString::to_string).collect(),
            Err(error) => vec![error.to_string()],
        };
        for sentence in sentences {
            for secret in [TOKEN, KEY, SECRET, USER, ORGANIZATION] {
                assert!(!sentence.contains(secret), "a secret is shown: {sentence}");
            }
        }
        let Ok(Import { instance, .. }) = &imported.result else { return imported };
        let shown = Instance {
            user_secret: String::new(),
            organization_secret: String::new(),
            fields: vec![instance.fields[0].clone()],
            ..instance.clone()
        };
        let shown = [format!("{shown:?}"), shown.polling.text().to_owned()].concat();
        for secret in [TOKEN, KEY, SECRET, USER, ORGANIZATION] {
            assert!(!shown.contains(secret), "a secret is in a field that is shown: {shown}");
        }
        assert!(!format!("{instance:?}").contains(TOKEN), "the token is kept");
        imported
    }

    #[track_caller]
    fn import(&self) -> &Import {
        self.result.as_ref().unwrap_or_else(|error| panic!("rejected: {error}"))
    }

    /// Returns the form after the import.
    #[track_caller]
    pub fn instance(&self) -> &Instance {
        &self.import().instance
    }

    /// Returns the body of the request.
    #[track_caller]
    pub fn body(&self) -> Value {
        serde_json::from_str(HttpRequest::create_instance(self.instance()).body.as_str()).unwrap()
    }

    /// Checks that the name is `name`, and that no member was added.
    #[track_caller]
    pub fn name(&self, name: &str) -> &Self {
        assert_eq!(self.instance().name, name);
        assert_eq!(self.instance().additional, []);
        self
    }

    /// Checks the values of the element's fields: store URL, API key and API secret.
    #[track_caller]
    pub fn fields(&self, fields: [&str; 3]) -> &Self {
        assert_eq!(self.instance().fields, fields);
        self
    }

    /// Checks that both account secrets and the host are exact.
    #[track_caller]
    pub fn secrets(&self) -> &Self {
        assert_eq!((&*self.instance().user_secret, &*self.instance().organization_secret), (USER, ORGANIZATION));
        assert_eq!(self.instance().host, HOST);
        self
    }

    /// Checks that the text had no account secrets.
    #[track_caller]
    pub fn no_secrets(&self) -> &Self {
        assert_eq!((&*self.instance().user_secret, &*self.instance().organization_secret), ("", ""));
        self
    }

    /// Checks that the instance has no events.
    #[track_caller]
    pub fn no_events(&self) -> &Self {
        assert!(!self.instance().events);
        self
    }

    /// Checks all repairs except those about missing members: line, column, and a part of the message.
    #[track_caller]
    pub fn repairs(&self, expected: &[(&str, &str)]) -> &Self {
        let repairs = self.import().repairs.iter().filter(|repair| !matches!(repair.kind, RepairKind::Added(_)));
        let repairs: Vec<_> = repairs
            .map(|repair| (repair.position.map(line_column).unwrap_or_default(), repair.kind.to_string()))
            .collect();
        let is_expected = repairs.len() == expected.len()
            && repairs
                .iter()
                .zip(expected)
                .all(|((line_column, sentence), (at, part))| line_column == at && sentence.contains(part));
        assert!(is_expected, "{repairs:#?}\ninstead of {expected:#?}");
        self
    }

    /// Checks that the text was rejected at this position with a message that contains `part`.
    #[track_caller]
    pub fn rejected(&self, at: &str, part: &str) {
        let Err(error) = &self.result else { panic!("not rejected: {}", self.body()) };
        assert_eq!(error.position.map(line_column).unwrap_or_default(), at);
        assert!(error.error.to_string().contains(part), "{error}");
    }

    /// Checks the polling configuration, and that the form polls.
    #[track_caller]
    pub fn polling(&self, expected: &Value) -> &Self {
        assert!(self.instance().is_polling());
        assert_eq!(&serde_json::from_str::<Value>(self.instance().polling.text()).unwrap(), expected);
        assert_eq!(self.instance().additional, []);
        self
    }

    /// Returns the raw editor's diagnostics after the import.
    #[track_caller]
    pub fn raw_editor(&self) -> Raw {
        Raw { document: (*self.instance().polling).clone() }
    }
}

/// A diagnostic of the raw editor.
#[derive(Debug, PartialEq)]
pub struct Reported {
    code: &'static str,
    /// Line and column.
    at: Cow<'static, str>,
    count: usize,
}

/// Expects one occurrence at this line and column.
pub const fn reported(code: &'static str, at: &'static str) -> Reported {
    Reported { code, at: Cow::Borrowed(at), count: 1 }
}

impl Reported {
    /// Expects this number of occurrences, the first at the line and column.
    pub fn times(self, count: usize) -> Self {
        Self { count, ..self }
    }
}

/// A text in the raw editor.
pub struct Raw {
    document: Document,
}

impl Raw {
    /// Puts a text into the editor.
    pub fn new(text: &str) -> Self {
        Self { document: Document::new(text.to_owned()) }
    }

    /// Checks all diagnostics except those about missing dates.
    #[track_caller]
    pub fn diagnostics(&self, expected: &[Reported]) -> &Self {
        let list = self.document.diagnostics().list().iter();
        let found: Vec<_> = list
            .filter(|found| !matches!(found.problem.code(), "missing-dates" | "missing-date-setting"))
            .map(|found| {
                let at = line_column(position(self.document.text(), found.range.start));
                Reported { code: found.problem.code(), at: at.into(), count: found.count }
            })
            .collect();
        assert_eq!(found, expected);
        self
    }

    /// Checks the configuration after all fixes. No single fix removes a part of it, in whichever order they are
    /// applied.
    #[track_caller]
    pub fn fixed(&self, expected: &Value) -> &Self {
        let text = apply(self.document.text(), self.document.diagnostics().edits());
        assert_eq!(&serde_json::from_str::<Value>(&text).unwrap(), expected, "{text}");
        let parts = |text: &str| text.matches("/hubs/").count() + text.matches("idField").count();
        for fix in self.document.diagnostics().list().iter().filter_map(|found| found.fix.as_ref()) {
            let one = self.document.edited(&fix.edits);
            assert_eq!(parts(one.text()), parts(self.document.text()), "{}", one.text());
        }
        let after = Document::new(text);
        let errors = after.diagnostics().list().iter().filter(|found| found.problem.severity() == Severity::Error);
        assert_eq!(errors.count(), 0);
        self
    }

    /// Checks that a message contains `part`.
    #[track_caller]
    pub fn has_message(&self, part: &str) -> &Self {
        let mut list = self.document.diagnostics().list().iter();
        assert!(list.any(|found| found.problem.to_string().contains(part)), "{part}");
        self
    }

    /// Checks that no fix is offered.
    #[track_caller]
    pub fn no_fix(&self) {
        assert!(self.document.diagnostics().list().iter().all(|found| found.fix.is_none()));
    }
}
