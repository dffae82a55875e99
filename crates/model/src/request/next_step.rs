//! Builds the requests that can follow the creation of an instance.

use crate::api_schema::{EVENTS_ENABLED, REFRESH_INTERVAL, REFRESH_INTERVAL_PLACEHOLDER};
use crate::instance::{Instance, minutes};
use crate::messages::{self, Message};

use super::{ELEMENT, Header, HttpRequest, ORGANIZATION, SecretText, USER, authorization, base};

/// A step after the creation of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// `GET /hubs/ecommerce/customers`.
    ListCustomers,
    /// `GET /instances/{id}`.
    ReadInstance,
    /// `GET /instances/{id}/events`.
    ReadEvents,
    /// `GET /instances/{id}/configuration`.
    ReadConfiguration,
    /// `PATCH /instances/{id}/configuration/{configurationId}`.
    ChangeSetting,
    /// `DELETE /instances/enabled`.
    Disable,
    /// `DELETE /instances/{id}`.
    Delete,
}

impl NextStep {
    /// All steps, in the usual order.
    pub const ALL: [Self; 7] = [
        Self::ListCustomers,
        Self::ReadInstance,
        Self::ReadEvents,
        Self::ReadConfiguration,
        Self::ChangeSetting,
        Self::Disable,
        Self::Delete,
    ];

    /// Returns the title, a few words.
    #[must_use]
    pub fn title(self) -> Message {
        match self {
            Self::ListCustomers => messages::STEP_LIST_CUSTOMERS,
            Self::ReadInstance => messages::STEP_READ_INSTANCE,
            Self::ReadEvents => messages::STEP_READ_EVENTS,
            Self::ReadConfiguration => messages::STEP_READ_CONFIGURATION,
            Self::ChangeSetting => messages::STEP_CHANGE_SETTING,
            Self::Disable => messages::STEP_DISABLE,
            Self::Delete => messages::STEP_DELETE,
        }
    }

    /// Returns the purpose, one sentence.
    #[must_use]
    pub fn help(self) -> Message {
        match self {
            Self::ListCustomers => messages::STEP_LIST_CUSTOMERS_HELP,
            Self::ReadInstance => messages::STEP_READ_INSTANCE_HELP,
            Self::ReadEvents => messages::STEP_READ_EVENTS_HELP,
            Self::ReadConfiguration => messages::STEP_READ_CONFIGURATION_HELP,
            Self::ChangeSetting => messages::STEP_CHANGE_SETTING_HELP,
            Self::Disable => messages::STEP_DISABLE_HELP,
            Self::Delete => messages::STEP_DELETE_HELP,
        }
    }
}

impl HttpRequest {
    /// Builds the request of `step` for the instance with that ID and token, which was created from `instance`. Missing
    /// and invalid values are replaced by the documentation's placeholders.
    #[must_use]
    pub fn for_step(step: NextStep, instance: &Instance, id: &str, token: &str) -> Self {
        let mut url = base(instance);
        let path = match step {
            NextStep::ListCustomers => "/hubs/ecommerce/customers",
            NextStep::Disable => "/instances/enabled",
            NextStep::ReadInstance | NextStep::Delete => "",
            NextStep::ReadEvents => "/events",
            NextStep::ReadConfiguration => "/configuration",
            NextStep::ChangeSetting => "/configuration/<CONFIGURATION_ID>",
        };
        if !matches!(step, NextStep::ListCustomers | NextStep::Disable) {
            url.push_str("/instances/");
            push_id(&mut url, id);
        }
        url.push_str(path);
        let user = (USER, instance.user_secret.as_str());
        let organization = (ORGANIZATION, instance.organization_secret.as_str());
        let element = (ELEMENT, token);
        let authorization = match step {
            NextStep::ListCustomers => authorization(&[user, element]),
            NextStep::Disable => authorization(&[user, organization, element]),
            _ => authorization(&[user, organization]),
        };
        let mut request = Self {
            method: "GET",
            url,
            url_secrets: Vec::new(),
            headers: vec![Header { name: "Authorization", value: authorization }],
            body: SecretText::default(),
        };
        match step {
            NextStep::Disable | NextStep::Delete => request.method = "DELETE",
            NextStep::ChangeSetting => {
                request.method = "PATCH";
                request.headers.push(Header::json());
                request.body = changed_setting(instance);
            }
            _ => {}
        }
        request
    }
}

/// Returns a configuration entry with a new value, which the API requires to be a string.
fn changed_setting(instance: &Instance) -> SecretText {
    let (key, value) = if instance.is_polling() {
        let minutes = minutes(&instance.refresh_interval);
        (REFRESH_INTERVAL, minutes.map_or(REFRESH_INTERVAL_PLACEHOLDER.into(), |minutes| minutes.to_string()))
    } else {
        (EVENTS_ENABLED, "false".into())
    };
    let mut body = SecretText::from("{\"key\":");
    body.push_json(key);
    body.push(",\"propertyValue\":");
    body.push_json(&value);
    body.push("}");
    body
}

/// Appends an instance ID as one segment of a path (RFC 3986, section 3.3).
fn push_id(url: &mut String, id: &str) {
    let id = id.trim();
    // Dot segments change the path even if they are escaped (URL Standard, "double-dot URL path segment").
    if matches!(id, "" | "." | "..") {
        url.push_str("<INSTANCE_ID>");
        return;
    }
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            url.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            url.extend(['%', char::from(HEX[usize::from(byte >> 4)]), char::from(HEX[usize::from(byte & 15)])]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::element::Definition;
    use crate::instance::EventType;

    fn filled() -> Instance {
        Instance {
            host: "api.example.com/".into(),
            user_secret: " u3er= ".into(),
            organization_secret: "0rg".into(),
            ..Instance::empty(Definition::woocommerce())
        }
    }

    /// Returns the method and URL, the headers and the body, one per line.
    fn lines(request: &HttpRequest) -> String {
        let mut lines = format!("{} {}", request.method, request.url);
        for header in &request.headers {
            lines.extend(["\n", header.name, ": ", header.value.as_str()]);
        }
        if !request.body.as_str().is_empty() {
            lines.extend(["\n", request.body.as_str()]);
        }
        lines
    }

    #[test]
    fn each_step_is_the_documented_request() {
        let expected = [
            "GET https://api.example.com/elements/api-v2/hubs/ecommerce/customers\n\
             Authorization: User u3er=, Element t0k/en=",
            "GET https://api.example.com/elements/api-v2/instances/12345\n\
             Authorization: User u3er=, Organization 0rg",
            "GET https://api.example.com/elements/api-v2/instances/12345/events\n\
             Authorization: User u3er=, Organization 0rg",
            "GET https://api.example.com/elements/api-v2/instances/12345/configuration\n\
             Authorization: User u3er=, Organization 0rg",
            "PATCH https://api.example.com/elements/api-v2/instances/12345/configuration/<CONFIGURATION_ID>\n\
             Authorization: User u3er=, Organization 0rg\n\
             Content-Type: application/json\n\
             {\"key\":\"event.notification.enabled\",\"propertyValue\":\"false\"}",
            "DELETE https://api.example.com/elements/api-v2/instances/enabled\n\
             Authorization: User u3er=, Organization 0rg, Element t0k/en=",
            "DELETE https://api.example.com/elements/api-v2/instances/12345\n\
             Authorization: User u3er=, Organization 0rg",
        ];
        for (step, expected) in NextStep::ALL.into_iter().zip(expected) {
            assert_eq!(lines(&HttpRequest::for_step(step, &filled(), "12345", "t0k/en=")), expected);
        }
    }

    #[test]
    fn a_polling_instance_changes_its_interval() {
        let body = |instance: &Instance| {
            HttpRequest::for_step(NextStep::ChangeSetting, instance, "1", "t").body.as_str().to_owned()
        };
        let polls = |minutes: &str| Instance { events: true, refresh_interval: minutes.into(), ..filled() };
        let entry = |minutes: &str| format!(r#"{{"key":"event.poller.refresh_interval","propertyValue":"{minutes}"}}"#);
        assert_eq!(body(&polls(" 15 ")), entry("15"));
        assert_eq!(body(&polls("x")), entry("<minutes>"));
        let webhook = Instance { event_type: EventType::Webhook, ..polls("15") };
        assert_eq!(body(&webhook), r#"{"key":"event.notification.enabled","propertyValue":"false"}"#);
    }

    #[test]
    fn missing_and_invalid_values_are_placeholders() {
        let empty = Instance { host: String::new(), ..Instance::empty(Definition::woocommerce()) };
        for token in ["", " ", "a\r\nX: y", "a, Organization b"] {
            let request = HttpRequest::for_step(NextStep::Disable, &empty, "", token);
            assert_eq!(request.url, "https://<API_HOST>/elements/api-v2/instances/enabled");
            let authorization = &request.headers[0].value;
            let shown = "User <USER_SECRET>, Organization <ORGANIZATION_SECRET>, Element <INSTANCE_TOKEN>";
            assert_eq!((authorization.as_str(), authorization.masked().as_str()), (shown, shown));
        }
        for id in ["", " ", ".", ".."] {
            let request = HttpRequest::for_step(NextStep::Delete, &empty, id, "t");
            assert_eq!(request.url, "https://<API_HOST>/elements/api-v2/instances/<INSTANCE_ID>");
        }
    }

    #[test]
    fn secrets_are_masked_and_have_variables() {
        let request = HttpRequest::for_step(NextStep::Disable, &filled(), "1", "t0k/en=");
        let authorization = &request.headers[0].value;
        assert_eq!(authorization.masked(), "User ••••••••, Organization ••••••••, Element ••••••••");
        let variables: Vec<_> = request.secrets().map(|secret| secret.variable.as_str()).collect();
        assert_eq!(variables, ["CE_USER_SECRET", "CE_ORGANIZATION_SECRET", "CE_ELEMENT_TOKEN"]);
    }

    #[test]
    fn an_id_is_one_segment_of_the_path() {
        let cases = [
            ("a-b_C9", "a-b_C9"),
            ("../enabled", "%2E%2E%2Fenabled"),
            ("1?x#y", "1%3Fx%23y"),
            ("é 1", "%C3%A9%201"),
            ("%41{1}", "%2541%7B1%7D"),
            ("1\n2", "1%0A2"),
        ];
        for (id, segment) in cases {
            let request = HttpRequest::for_step(NextStep::ReadEvents, &filled(), id, "t");
            assert_eq!(request.url, format!("https://api.example.com/elements/api-v2/instances/{segment}/events"));
        }
    }

    #[test]
    fn each_step_has_a_short_title_and_a_sentence() {
        for step in NextStep::ALL {
            assert!(step.title().len() < 30 && step.help().ends_with('.'), "{step:?}");
        }
    }
}
