//! Asynchronous execution, timers, strings and the locale: no file here knows the form.

pub mod clock;
pub mod debounce;
pub mod executor;
pub mod js_string;
pub mod locale;
