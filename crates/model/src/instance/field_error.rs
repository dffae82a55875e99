//! Findings about fields: the field, the kind of the finding, and its sentence.

use std::fmt;

use crate::diagnostic::DisplayChar;
use crate::element::Definition;
use crate::polling::ErrorSummary;
use crate::secret::PlaceholderKind;

use super::ErrorKind;

/// A control of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldId {
    /// The API host.
    Host,
    /// The user's secret.
    UserSecret,
    /// The organization's secret.
    OrganizationSecret,
    /// The instance's name.
    Name,
    /// The definition's field with this index.
    Element(usize),
    /// The key that signs notifications.
    SignatureKey,
    /// The URL that receives notifications.
    CallbackUrl,
    /// The interval between two polls, in minutes.
    RefreshInterval,
    /// The polling configuration.
    Polling,
    /// The extra field with this index.
    Additional(usize),
}

impl FieldId {
    /// Returns whether an instance requires this field.
    #[must_use]
    pub fn is_required(self) -> bool {
        matches!(self, Self::Host | Self::UserSecret | Self::OrganizationSecret | Self::Name | Self::Element(_))
    }

    /// Returns the label that the form shows.
    #[must_use]
    pub fn label(self, definition: &Definition) -> &str {
        match self {
            Self::Host => messages::HOST_LABEL.text(),
            Self::UserSecret => messages::USER_SECRET_LABEL.text(),
            Self::OrganizationSecret => messages::ORGANIZATION_SECRET_LABEL.text(),
            Self::Name => messages::NAME_LABEL.text(),
            Self::Element(index) => definition.fields[index].label,
            Self::SignatureKey => messages::SIGNATURE_KEY_LABEL.text(),
            Self::CallbackUrl => messages::CALLBACK_URL_LABEL.text(),
            Self::RefreshInterval => messages::REFRESH_INTERVAL_LABEL.text(),
            Self::Polling => messages::POLLING_LABEL.text(),
            Self::Additional(_) => messages::ADDITIONAL_LABEL.text(),
        }
    }
}

/// Returns the fields that every instance of an element requires, besides the API host.
pub fn required_fields(definition: &Definition) -> impl Iterator<Item = FieldId> {
    let account = [FieldId::UserSecret, FieldId::OrganizationSecret, FieldId::Name];
    account.into_iter().chain((0..definition.fields.len()).map(FieldId::Element))
}

/// A finding about a field: an error of [`Instance::validate`](super::Instance::validate), or one of [`Instance::warnings`](super::Instance::warnings).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field.
    pub field: FieldId,
    /// The key of the definition that [`FieldId::Element`] refers to.
    pub element: &'static str,
    /// The kind of the finding.
    pub kind: ErrorKind,
}

impl FieldError {
    /// Returns the field's label.
    #[must_use]
    pub fn label(&self) -> &'static str {
        self.field.label(Definition::for_key(self.element))
    }
}

impl std::error::Error for FieldError {}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.label();
        match &self.kind {
            ErrorKind::Empty => messages::IS_REQUIRED.write_to(f, &[&label]),
            ErrorKind::Url(problem) => write!(f, "{label} {problem}"),
            ErrorKind::InvalidHeaderCharacter('\r' | '\n') => messages::HEADER_LINE_BREAK.write_to(f, &[&label]),
            ErrorKind::InvalidHeaderCharacter(',') => messages::HEADER_COMMA.write_to(f, &[&label]),
            ErrorKind::InvalidHeaderCharacter(c) => {
                messages::HEADER_CHARACTER.write_to(f, &[&label, &DisplayChar::object(*c)])
            }
            ErrorKind::TooLong(limit) => messages::IS_TOO_LONG.write_to(f, &[&label, &limit]),
            ErrorKind::MissingKey => messages::HAS_NO_KEY.write_to(f, &[&label]),
            ErrorKind::DuplicateKey(key) => messages::KEY_IS_TAKEN.write_to(f, &[&label, &key]),
            ErrorKind::BracketedPlaceholder => messages::IS_PLACEHOLDER.write_to(f, &[&label]),
            ErrorKind::LookAlike(host) => messages::IS_LOOK_ALIKE.write_to(f, &[&label, &host]),
            ErrorKind::PrivateHost(host) => messages::IS_PRIVATE.write_to(f, &[&label, &host]),
            ErrorKind::Unencrypted => messages::IS_UNENCRYPTED.write_to(f, &[&label]),
            ErrorKind::TrimmedSpaces => messages::IS_TRIMMED.write_to(f, &[&label]),
            ErrorKind::SignificantSpaces => messages::IS_SURROUNDED.write_to(f, &[&label]),
            ErrorKind::SentSpaces => messages::IS_PADDED.write_to(f, &[&label]),
            ErrorKind::InvisibleCharacter(c) => messages::HAS_UNSEEN.write_to(f, &[&label, &DisplayChar::object(*c)]),
            ErrorKind::SwappedWith(other) => messages::IS_SWAPPED.write_to(f, &[&label, &other]),
            ErrorKind::LongInterval { days } => match days * 100 / 36_525 {
                0 | 1 => messages::IS_ABOUT_DAYS.write_to(f, &[&label, &rounded(*days)]),
                years => messages::IS_ABOUT_YEARS.write_to(f, &[&label, &rounded(years)]),
            },
            ErrorKind::WholeHeader => messages::IS_WHOLE_HEADER.write_to(f, &[&label]),
            ErrorKind::SurroundingText => messages::HAS_TEXT_AROUND.write_to(f, &[&label]),
            ErrorKind::OtherScheme(word) => messages::HAS_OTHER_SCHEME.write_to(f, &[&label, word]),
            ErrorKind::BelongsTo(other) => messages::BELONGS_ELSEWHERE.write_to(f, &[&label, other]),
            ErrorKind::UnsendableMask | ErrorKind::Placeholder(PlaceholderKind::Mask) => {
                messages::IS_MASK.write_to(f, &[&label])
            }
            ErrorKind::Placeholder(PlaceholderKind::Variable) => messages::IS_VARIABLE.write_to(f, &[&label]),
            ErrorKind::Placeholder(PlaceholderKind::Example) => messages::IS_STAND_IN.write_to(f, &[&label]),
            ErrorKind::InnerSpace => messages::HAS_SPACE.write_to(f, &[&label]),
            ErrorKind::StorePath(part) => messages::IS_STORE_PATH.write_to(f, &[&label, part]),
            ErrorKind::UrlEndCharacter(c) => messages::HAS_URL_END.write_to(f, &[&label, &DisplayChar::object(*c)]),
            ErrorKind::GlobPattern => messages::HAS_GLOB.write_to(f, &[&label]),
            ErrorKind::HtmlEntity => messages::HAS_ENTITY.write_to(f, &[&label]),
            ErrorKind::InstancesPath => messages::HAS_INSTANCES_PATH.write_to(f, &[&label]),
            ErrorKind::PathAfterApi => messages::HAS_HOST_PATH.write_to(f, &[&label]),
            ErrorKind::Fragment => messages::HAS_FRAGMENT.write_to(f, &[&label]),
            ErrorKind::Query => messages::HAS_QUERY.write_to(f, &[&label]),
            ErrorKind::UrlSecrets(key, secret) => messages::HAS_URL_SECRETS.write_to(f, &[&label, key, secret]),
            ErrorKind::UrlSecretsConflict(key, secret) => {
                messages::HAS_URL_SECRETS_TAKEN.write_to(f, &[&label, key, secret])
            }
            ErrorKind::RepeatedValue => messages::KEY_IS_TWICE.write_to(f, &[&label]),
            ErrorKind::SeveralKeys => messages::HAS_SEVERAL_KEYS.write_to(f, &[&label]),
            ErrorKind::KeyLength(count) => messages::KEY_LENGTH.write_to(f, &[&label, count]),
            ErrorKind::KeyDigits(prefix) => messages::KEY_DIGITS.write_to(f, &[&label, prefix]),
            ErrorKind::KeyCase(prefix) => messages::KEY_CASE.write_to(f, &[&label, prefix]),
            ErrorKind::KeyPrefix(prefix) => messages::KEY_PREFIX.write_to(f, &[&label, prefix]),
            ErrorKind::StoreKey(other) => messages::IS_OF_STORE.write_to(f, &[&label, other]),
            ErrorKind::NotWholeMinutes => messages::IS_NOT_MINUTES.write_to(f, &[&label]),
            ErrorKind::PollingErrors(errors @ ErrorSummary { count: 1, .. }) => {
                messages::HAS_ONE_ERROR.write_to(f, &[&label, errors])
            }
            ErrorKind::PollingErrors(errors) => messages::HAS_ERRORS.write_to(f, &[&label, &errors.count, errors]),
        }
    }
}

/// Rounds a number down to two significant digits, and groups its thousands.
fn rounded(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push_str(&messages::THOUSANDS);
        }
        grouped.push(if index < 2 { digit } else { '0' });
    }
    grouped
}
