//! Asynchronous execution, timers, strings, the locale and the element's script: no file here knows the form.

pub mod clock;
pub mod debounce;
pub mod element_event;
pub mod element_script;
pub mod executor;
pub mod js_string;
pub mod locale;
