//! The model of the form: everything that can be said about creating an element instance
//! without a browser.
//!
//! Data flows one way. What was typed is an [`instance::Instance`]; from it one
//! [`request::HttpRequest`] is derived; the preview shows that request, [`command`] prints it,
//! and the page sends it. The page itself lives in the binary, which only wasm32 has.
//!
//! ```
//! use model::command::{Secrets, Shell};
//! use model::element::Definition;
//! use model::instance::Instance;
//! use model::request::HttpRequest;
//!
//! let instance = Instance { name: "Bob's store".into(), ..Instance::blank(Definition::woocommerce()) };
//! let request = HttpRequest::create_instance(&instance);
//! assert_eq!(request.method, "POST");
//! assert!(Shell::Posix.command(&request, Secrets::Shown).contains(r#""name": "Bob'\''s store""#));
//! ```

pub mod api_schema;
pub mod callback;
mod character;
pub mod combining;
pub mod command;
pub mod element;
pub mod highlight;
pub mod instance;
pub mod request;
pub mod response;
pub mod secret;
pub mod submission;
pub mod url;

pub use diagnostics::{diagnostic, json, polling, position};
pub use messages;
