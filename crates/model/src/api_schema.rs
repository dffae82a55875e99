//! The JSON keys, limits and defaults of `POST /instances`, each spelled once.
//!
//! Source: the vendor's documentation of the `WooCommerce` element, unless an item names another. The fields of an
//! element are data ([`crate::element`]); [`crate::request`] builds the body.

/// The element to create an instance of, an object.
pub const ELEMENT: &str = "element";
/// The element's key, a member of [`ELEMENT`].
pub const ELEMENT_KEY: &str = "key";
/// The element's fields and the event settings, a flat object with dotted keys.
pub const CONFIGURATION: &str = "configuration";
/// The authorization code of an OAuth 2 element. The form has no field for it.
pub const PROVIDER_DATA: &str = "providerData";
/// The instance's tags, an array of strings.
pub const TAGS: &str = "tags";
/// The instance's name.
pub const NAME: &str = "name";
/// The members of the body, in the documented order.
pub const BODY: [&str; 5] = [ELEMENT, CONFIGURATION, PROVIDER_DATA, TAGS, NAME];

/// The store's URL, a field of most elements of the hub `ecommerce`.
pub const STORE_URL: &str = "store.url";

/// The prefix of every event setting in [`CONFIGURATION`].
pub const EVENT_PREFIX: &str = "event.";
/// The switch that enables events.
pub const EVENTS_ENABLED: &str = "event.notification.enabled";
/// The type of events, a value of [`crate::instance::EventType::as_str`].
pub const EVENT_TYPE: &str = "event.vendor.type";
/// The URL that notifications are sent to.
pub const CALLBACK_URL: &str = "event.notification.callback.url";
/// The key that signs notifications.
pub const SIGNATURE_KEY: &str = "event.notification.signature.key";
/// The interval between two polls, in minutes.
pub const REFRESH_INTERVAL: &str = "event.poller.refresh_interval";
/// The polling configuration.
pub const POLLING_CONFIGURATION: &str = crate::polling::CONFIGURATION_KEY;

/// The maximum length of a callback URL, in characters (`TEXTFIELD_1000` in the vendor's element definitions).
pub const CALLBACK_URL_LIMIT: usize = 1_000;
/// The maximum length of a signature key, in characters (`TEXTFIELD_128` in the vendor's element definitions).
pub const SIGNATURE_KEY_LIMIT: usize = 128;
/// The minimum interval between two polls, in minutes.
pub const REFRESH_INTERVAL_MIN: u64 = 1;
/// The default interval between two polls, in minutes (the vendor's element definitions, in most cases).
pub const REFRESH_INTERVAL_DEFAULT: &str = "15";

/// The documentation's placeholder of a missing instance name.
pub const NAME_PLACEHOLDER: &str = "<INSTANCE_NAME>";
/// The placeholder of a refresh interval that is not a number of minutes.
pub const REFRESH_INTERVAL_PLACEHOLDER: &str = "<minutes>";
/// The documentation's placeholder of a polling configuration that is not a JSON object.
pub const POLLING_PLACEHOLDER: &str = "<EVENT_POLLER_CONFIGURATION>";
