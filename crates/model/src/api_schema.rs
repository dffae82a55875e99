//! The JSON keys, limits and defaults of `POST /instances`, each spelled once. The fields of an element are data
//! ([`crate::element`]); the structure of the body is in [`crate::request`].

/// The element to create an instance of.
pub const ELEMENT: &str = "element";
/// The element's key, in [`ELEMENT`].
pub const ELEMENT_KEY: &str = "key";
/// The element's fields and the event settings, as one flat object with dotted keys.
pub const CONFIGURATION: &str = "configuration";
/// The authorization code of an OAuth 2 element, which the form has no field for.
pub const PROVIDER_DATA: &str = "providerData";
/// The instance's tags, an array of strings.
pub const TAGS: &str = "tags";
/// The instance's name.
pub const NAME: &str = "name";
/// The members of the body, in the order of the documentation.
pub const BODY: [&str; 5] = [ELEMENT, CONFIGURATION, PROVIDER_DATA, TAGS, NAME];

/// The store's URL, a field of most elements of the hub `ecommerce`.
pub const STORE_URL: &str = "store.url";

/// The prefix of every event setting in [`CONFIGURATION`].
pub const EVENT_PREFIX: &str = "event.";
/// The switch of all events.
pub const EVENTS_ENABLED: &str = "event.notification.enabled";
/// The type of the events: the value is [`crate::instance::EventType::as_str`].
pub const EVENT_TYPE: &str = "event.vendor.type";
/// The URL that notifications are sent to.
pub const CALLBACK_URL: &str = "event.notification.callback.url";
/// The key that signs notifications.
pub const SIGNATURE_KEY: &str = "event.notification.signature.key";
/// The minutes between two polls.
pub const REFRESH_INTERVAL: &str = "event.poller.refresh_interval";
/// The polling configuration.
pub const POLLING_CONFIGURATION: &str = crate::polling::CONFIGURATION_KEY;

/// The most characters of a callback URL (`TEXTFIELD_1000` in the definitions of elements).
pub const CALLBACK_URL_LIMIT: usize = 1_000;
/// The most characters of a signature key (`TEXTFIELD_128` in the definitions of elements).
pub const SIGNATURE_KEY_LIMIT: usize = 128;
/// The fewest minutes between two polls.
pub const REFRESH_INTERVAL_MIN: u64 = 1;
/// The minutes between two polls at first, as in most definitions of elements.
pub const REFRESH_INTERVAL_DEFAULT: &str = "15";

/// The placeholder of an empty instance name.
pub const NAME_PLACEHOLDER: &str = "<INSTANCE_NAME>";
/// The placeholder of a refresh interval that is no number of minutes.
pub const REFRESH_INTERVAL_PLACEHOLDER: &str = "<minutes>";
/// The placeholder of a polling configuration that is no JSON object.
pub const POLLING_PLACEHOLDER: &str = "<EVENT_POLLER_CONFIGURATION>";
