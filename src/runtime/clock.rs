//! The clocks of the browser.

use js_sys::Date;
use leptos::prelude::window;
use model::submission::Now;

/// Returns the time. The user cannot set the monotonic clock.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole units are enough, none below 0")]
pub fn now() -> Now {
    let monotonic_ms = window().performance().map_or(0.0, |performance| performance.now());
    Now { monotonic_ms: monotonic_ms as u64, unix_seconds: (Date::now() / 1000.0) as i64 }
}
