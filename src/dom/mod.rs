//! The element builder: the names and habits of Leptos's builder over its signals, effects and owners.
//!
//! ```ignore
//! button()
//!     .attr("aria-expanded", move || aria(open.get()))
//!     .attr("aria-label", messages::LANGUAGE)
//!     .prop("value", move || name.get())
//!     .on(ev::click, move |_| open.update(|open| *open = !*open))
//!     .child(messages::CLOSE)
//! ```
//!
//! Leptos's own forms are not used because of their size. First load of this page, in kB (brotli 11):
//!
//! | form | first load |
//! |---|---:|
//! | this builder | 79.9 |
//! | `leptos::html`, everything boxed, no `<For>`, no typed events | 96.3 |
//! | `leptos::html` | 126.4 |
//! | `#[component]` and `view!` with `erase_components` | 120.1 |
//! | `#[component]` and `view!` | 128.9 |
//!
//! `view!` also sets static nested elements through `innerHTML`, which Trusted Types rejects.
//!
//! A view stays small by these rules:
//! - It is a function that returns a [`Node`]. Its variants differ in values, not in type parameters.
//! - A closure is boxed at once by a shell of one line, so that the code behind it is compiled once.
//! - A signal of a type in use costs nothing; each further type costs 0.1 to 0.3 kB. A value that is read in one place
//!   is a closure, not a memo.
//! - Nothing formats a fraction (6 kB) or is read by serde (17 kB for two types). `cargo xtask bench size` measures a
//!   change.

mod anchor;
mod child;
mod effect;
pub mod ev;
pub mod html;
pub mod icon;
mod node;
mod select;
mod value;

pub use anchor::{for_each, show};
pub use child::{IntoNode, fragment, text};
pub use effect::effect;
pub use ev::listen;
pub use html::custom;
pub use icon::icon;
pub use node::Node;
pub use select::{option_named, select_control};
pub use value::{Part, Value, aria};
