//! The language of all forms of a page. An effect that reads a message subscribes to it, so that a change of the language
//! creates no element again.

use std::cell::Cell;

use js_sys::{Array, Date, Intl, Object};
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use model::messages;
use wasm_bindgen::JsValue;

thread_local! {
    /// The tag of the language.
    static LANGUAGE: Cell<&'static str> = const { Cell::new("en") };
    /// True if the translations of the selected language are missing.
    static LACKS_TRANSLATIONS: Cell<bool> = const { Cell::new(false) };
    /// Notifies of a change of either.
    static CHANGED: ArcTrigger = ArcTrigger::new();
}

/// Lets effects that read messages follow the language; has no effect the second time.
pub fn set_up() {
    messages::on_read(track);
}

fn track() {
    // Leptos warns of reads outside effects.
    if Observer::get().is_some() {
        CHANGED.with(Track::track);
    }
}

/// Returns the tag of the language. An effect subscribes to it.
pub fn language() -> &'static str {
    track();
    LANGUAGE.get()
}

/// Returns true if the translations of the selected language are missing. An effect subscribes to it.
pub fn lacks_translations() -> bool {
    track();
    LACKS_TRANSLATIONS.get()
}

/// Sets the language and its translations, as [`messages::set_translations`] takes them. `lacks_translations` is true if
/// those of the selected language could not be loaded.
pub fn set_language(language: String, translations: String, lacks_translations: bool) {
    messages::set_translations(translations);
    // Leaks a few bytes at each change of the language.
    LANGUAGE.set(language.leak());
    LACKS_TRANSLATIONS.set(lacks_translations);
    CHANGED.with(Notify::notify);
}

/// Formats a time in Unix seconds in the language of the page.
#[allow(clippy::cast_precision_loss, reason = "the milliseconds since 1970 are few enough")]
pub fn local_time_at(unix_seconds: i64, options: &JsValue) -> String {
    local_time(&(unix_seconds as f64 * 1000.0).into(), options).unwrap_or_default()
}

/// Formats a time in the language of the page. Returns `None` if it is invalid.
pub fn local_time(time: &JsValue, options: &JsValue) -> Option<String> {
    let date = Date::new(time);
    if date.value_of().is_nan() {
        return None;
    }
    let language = language();
    // A system's locale can be in it, such as `en-US@posix`, which the browser's formatter rejects.
    let is_tag = |own: &String| own.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let own = window().navigator().language().filter(|own| own.starts_with(language) && is_tag(own));
    let locale = own.unwrap_or_else(|| if language == "en" { "en-GB".into() } else { language.into() });
    Some(date.to_locale_string(&locale, options).into())
}

/// Returns how long before `now` a time was, both in Unix seconds, in the language of the page.
#[allow(clippy::cast_precision_loss, reason = "seconds of this era are exact")]
pub fn time_ago(at: i64, now: i64) -> String {
    let seconds = now.saturating_sub(at).max(0);
    let (count, unit) = match seconds {
        0..60 => return messages::UNDER_A_MINUTE_AGO.into(),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    let format = Intl::RelativeTimeFormat::new(&Array::of1(&language().into()), &Object::new());
    format.format(-(count as f64), unit).into()
}
