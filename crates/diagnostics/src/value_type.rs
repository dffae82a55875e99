//! The types of JSON values, as sentences name them.

use ::json::Kind;

/// The type of a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// `{…}`
    Object,
    /// `[…]`
    Array,
    /// `"…"`
    String,
    /// `12`
    Number,
    /// A number without a fraction.
    Integer,
    /// `true` or `false`
    Boolean,
    /// `null`
    Null,
}

impl ValueType {
    /// Returns the type of a value of this kind, or `None` if the value could not be read.
    #[must_use]
    pub fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Object => Some(Self::Object),
            Kind::Array => Some(Self::Array),
            Kind::String | Kind::Key => Some(Self::String),
            Kind::Number => Some(Self::Number),
            Kind::Boolean => Some(Self::Boolean),
            Kind::Null => Some(Self::Null),
            Kind::Unknown => None,
        }
    }

    /// Returns the type of a setting whose value is of this kind: a number is always an integer.
    #[must_use]
    pub fn expected(kind: Kind) -> Self {
        if kind == Kind::Number { Self::Integer } else { Self::of(kind).unwrap_or(Self::Null) }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Object => messages::AN_OBJECT,
            Self::Array => messages::AN_ARRAY,
            Self::String => messages::A_STRING,
            Self::Number => messages::A_NUMBER,
            Self::Integer => messages::A_WHOLE_NUMBER,
            Self::Boolean => messages::A_BOOLEAN,
            Self::Null => messages::A_NULL,
        }
        .text()
    }
}
