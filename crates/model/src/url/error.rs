//! The reasons why a URL is invalid, with their messages.

use std::fmt;

use crate::diagnostic::DisplayChar;

/// The reason why a text is not a URL that a request can be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlError {
    /// It does not start with `http://` or `https://`.
    Scheme,
    /// It has no host.
    NoHost,
    /// Its host or port is invalid.
    Host,
    /// It contains a placeholder of the documentation.
    Placeholder,
    /// It contains a character that is invalid in a URL.
    Character(char),
    /// It contains a user name or password.
    UserInfo,
    /// It would send secrets to another machine over `http://`.
    Unencrypted,
    /// A quote, bracket or other mark surrounds it.
    SurroundingMark(char),
    /// It is a redirect link of a mail program, a chat or a search engine.
    Redirect,
    /// It has a query or a fragment, although the API's path is appended to it.
    QueryOrFragment(char),
}

impl std::error::Error for UrlError {}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme => messages::URL_SCHEME.fmt(f),
            Self::NoHost => messages::URL_NO_HOST.fmt(f),
            Self::Host => messages::URL_HOST.fmt(f),
            Self::Placeholder => messages::URL_PLACEHOLDER.fmt(f),
            Self::Character(' ') => messages::URL_SPACE.fmt(f),
            Self::Character(c) => messages::URL_CHARACTER.write_to(f, &[&DisplayChar::object(*c)]),
            Self::Unencrypted => messages::URL_UNENCRYPTED.fmt(f),
            Self::QueryOrFragment(c) => messages::URL_TAIL.write_to(f, &[&c]),
            Self::SurroundingMark(c) => messages::URL_AROUND.write_to(f, &[&DisplayChar::object(*c)]),
            Self::Redirect => messages::URL_REDIRECT.fmt(f),
            Self::UserInfo => messages::URL_USER_INFO.fmt(f),
        }
    }
}
