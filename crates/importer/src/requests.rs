//! Imports a request from another program's file: an HTTP archive (HAR), a Postman collection, an export of another
//! HTTP client, or a single request of any of them.

use model::instance::Instance;
use model::json::{Kind, Value};
use model::messages::{self, Message};

use super::candidate::Candidate;
use super::import_error::{ImportError, ParseError};
use super::mapped_text::MappedText;
use super::recorded_request::RecordedRequest;
use super::repair::RepairKind;
use super::report::{ACCOUNTS, Report};
use super::wrapper::is_resource;
use super::{authorization, body, url};

/// The requests in a document.
pub(super) struct Requests<'v> {
    format: Message,
    list: Vec<RecordedRequest<'v>>,
}

/// Returns the requests of a document in a request format, or `None` if it is in another format.
pub(super) fn find(root: Value<'_>) -> Option<Requests<'_>> {
    let root = root.get("collection").filter(|inside| inside.get("item").is_some()).unwrap_or(root);
    let mut list = Vec::new();
    let entries = root.get("log").unwrap_or(root).get("entries").unwrap_or(root);
    let is_entry = |entry: Value<'_>| entry.get("request").is_some_and(|request| request.kind() == Kind::Object);
    let format = if entries.items().next().is_some_and(is_entry) || root.get("log").is_some_and(has_entries) {
        entries.items().filter_map(|entry| entry.get("request")).for_each(|request| add_request(request, &mut list));
        messages::A_HAR
    } else if let Some(items) = root.get("item").filter(|items| items.kind() == Kind::Array) {
        items.items().for_each(|item| add_folder(item, root.get("auth"), &mut list));
        messages::A_POSTMAN_COLLECTION
    } else if let Some(request) = root.get("request").filter(|request| is_request(*request)) {
        add_request(request, &mut list);
        let is_postman =
            request.get("header").is_some() || request.get("url").is_some_and(|url| url.kind() == Kind::Object);
        if is_postman { messages::A_POSTMAN_COLLECTION } else { messages::A_HAR }
    } else if let Some(resources) = ["requests", "resources"].iter().find_map(|key| root.get(key)).filter(has_requests)
    {
        resources.items().for_each(|request| add_request(request, &mut list));
        messages::A_REQUEST_EXPORT
    } else if is_request(root) {
        add_request(root, &mut list);
        messages::A_REQUEST
    } else {
        return None;
    };
    Some(Requests { format, list })
}

/// Returns the requests anywhere inside a document, such as in an axios error, or `None` if there are none.
pub(super) fn find_inside(root: Value<'_>) -> Option<Requests<'_>> {
    fn search<'v>(value: Value<'v>, list: &mut Vec<RecordedRequest<'v>>) {
        if is_request(value) {
            return add_request(value, list);
        }
        value.members().for_each(|member| search(member.value, list));
        value.items().for_each(|item| search(item, list));
    }
    let mut list = Vec::new();
    search(root, &mut list);
    (!list.is_empty()).then_some(Requests { format: messages::A_REQUEST, list })
}

fn has_entries(log: Value<'_>) -> bool {
    log.get("entries").is_some_and(|entries| entries.kind() == Kind::Array)
}

fn has_requests(list: &Value<'_>) -> bool {
    list.kind() == Kind::Array && list.items().any(is_request)
}

/// Adds the requests of an item of a Postman collection, which may be a folder. `auth` is the authentication of the
/// folder around it.
fn add_folder<'v>(item: Value<'v>, auth: Option<Value<'v>>, list: &mut Vec<RecordedRequest<'v>>) {
    let auth = item.get("auth").or(auth);
    if let Some(request) = item.get("request").filter(|request| is_request(*request)) {
        list.push(RecordedRequest::new(request, auth, item.get("name")));
    }
    item.get("item").into_iter().flat_map(Value::items).for_each(|item| add_folder(item, auth, list));
}

fn add_request<'v>(request: Value<'v>, list: &mut Vec<RecordedRequest<'v>>) {
    if is_request(request) {
        list.push(RecordedRequest::new(request, None, request.get("name")));
    }
}

/// Returns whether an object is a request: it has a method or headers, and a URL or body.
fn is_request(value: Value<'_>) -> bool {
    let has_any = |keys: &[&str], kinds: &[Kind]| {
        keys.iter().any(|key| value.get(key).is_some_and(|value| kinds.contains(&value.kind())))
    };
    let has_url = has_any(&["url", "uri", "endpoint"], &[Kind::String, Kind::Object]);
    let has_method = has_any(&["method", "httpMethod"], &[Kind::String]);
    let has_headers = has_any(&["headers", "header"], &[Kind::Array, Kind::Object]);
    let has_body = has_any(&["postData", "body", "data", "json", "rawModeData"], &[Kind::String, Kind::Object]);
    value.kind() == Kind::Object
        && value.get("idField").is_none()
        && (has_url && (has_method || has_headers && !is_resource(value)) || has_method && has_headers && has_body)
}

impl Requests<'_> {
    /// Returns whether there is exactly one request.
    pub fn is_single(&self) -> bool {
        self.list.len() == 1
    }

    /// Imports the only request that can be meant. `root` is the document in `mapped`.
    pub fn read(
        &self,
        mapped: &MappedText,
        root: Value<'_>,
        instance: &mut Instance,
        report: &mut Report,
    ) -> Result<(), ParseError> {
        let start = mapped.origin(root.token().start);
        let creating: Vec<_> = self.list.iter().filter(|request| request.creates_instance()).collect();
        let request = match (&self.list[..], &creating[..]) {
            ([only], _) => only,
            (_, []) => return Err((Some(start), ImportError::NoRequest(self.format))),
            (_, [only]) => only,
            (_, creating) => {
                let candidates = creating.iter().map(|request| (request.offset(mapped), request.candidate(mapped)));
                creating[report.choose(creating.len(), candidates.take(Candidate::MAX).collect())?]
            }
        };
        let parts = request.parts(mapped);
        let method = request.method();
        if !method.eq_ignore_ascii_case("POST") {
            let at = request.offset(mapped);
            if parts.body.is_none() {
                return Err((Some(at), ImportError::Method(method)));
            }
            report.push(at, RepairKind::OtherMethod(method));
        }
        report.push(start, RepairKind::Request(self.format));
        let names = [(messages::A_HAR, "HAR"), (messages::A_POSTMAN_COLLECTION, "Postman")];
        let name = names.iter().find(|(format, _)| *format == self.format).map(|(_, name)| (*name).into());
        report.read_as = name.or(report.read_as.take());
        let mut at = root.token().start;
        if ACCOUNTS {
            for kept in parts.kept {
                if kept.start >= at {
                    report.account_for(mapped.origins(at..kept.start));
                    at = kept.end;
                }
            }
        }
        report.account_for(mapped.origins(at..root.token().end));
        if parts.headers.is_empty() {
            report.push_general(RepairKind::NoAuthorization);
        }
        authorization::import_credentials(&parts.headers, &Vec::new(), instance, report);
        let element = parts.url.as_ref().and_then(|url| url::import_url(url, instance, report));
        if parts.url.is_none() {
            report.push_general(RepairKind::NoUrl);
        }
        match parts.body {
            Some(text) => return body::import_command_body(text, element.as_deref(), instance, report),
            None => report.push_general(RepairKind::NoBody),
        }
        if let Some(key) = element {
            instance.reset_element(&key);
        }
        Ok(())
    }
}
