//! The page. It is built for wasm32 only; on the host this is an empty program, so that the model's
//! tests build neither leptos nor web-sys.

#![allow(
    clippy::large_types_passed_by_value,
    clippy::needless_pass_by_value,
    reason = "a component takes its properties by value, and the form is a bundle of handles"
)]

#[cfg(target_arch = "wasm32")]
mod api;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod embed;
#[cfg(target_arch = "wasm32")]
mod view;

/// Nothing: the page calls what `embed` offers.
fn main() {}
