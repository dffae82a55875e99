//! The form without a browser: an [`instance::Instance`] holds the typed values, a [`request::HttpRequest`] is derived
//! from it, [`command`] prints that request for a shell, and [`response`] explains the API's response.
//! [`submission`] decides when a request may be sent again; [`callback`] tests notifications.
//! It may use `json`, `diagnostics` and `messages`, and runs on the host and on wasm32.
//! It knows nothing of the app, the importer, the DOM, storage or the network.
//!
//! ```
//! use model::command::{Secrets, Shell};
//! use model::element::Definition;
//! use model::instance::Instance;
//! use model::request::HttpRequest;
//!
//! let instance = Instance { name: "Bob's store".into(), ..Instance::empty(Definition::woocommerce()) };
//! let request = HttpRequest::create_instance(&instance);
//! assert_eq!(request.method, "POST");
//! assert!(Shell::Posix.command(&request, Secrets::Shown).contains(r#""name": "Bob'\''s store""#));
//! ```

pub mod api_schema;
pub mod callback;
mod character;
pub mod combining;
pub mod command;
pub mod connection_test;
pub mod created_list;
pub mod element;
pub mod highlight;
pub mod instance;
pub mod request;
pub mod response;
pub mod secret;
pub mod share_link;
pub mod submission;
pub mod url;

pub use diagnostics::{char_set, diagnostic, json, polling, position};
pub use messages;
