//! The faults of the browser tests, replayed as events: the same message, the same number of requests and the same
//! unresolved requests.

#[path = "../browser/faults/connection.rs"]
mod connection;
#[path = "../browser/faults/responses.rs"]
mod responses;
#[path = "../browser/faults/server.rs"]
#[allow(dead_code, reason = "the server itself is for the browser tests")]
mod server;

use std::collections::BTreeMap;

use connection::{CONNECTION_FAULTS, Fault, SLOW_FAULTS};
use model::response::{Failure, Outcome, RawResponse, TransportError};
use model::submission::{Effect, ElementId, Event, Lookup, Now, PageState, Phase, Submission, Submissions};
use responses::RESPONSE_FAULTS;
use server::ServerAction::{self, Bytes, Drop, Reset, Respond, RespondLate, RespondWith, Send, Stall, Trickle};

use crate::samples::{Response, fail, of, respond};

/// The length of the header `Retry-After` of a date in 2100, roughly, in seconds.
const DECADES: u32 = 2_000_000_000;

/// Returns what the browser's `fetch` makes of the server's action.
fn fetch(action: ServerAction) -> Response {
    match action {
        Respond(status, _, body) => respond(status, body),
        RespondLate(body) => respond(200, body),
        RespondWith(300..400, ..) => fail(Failure::Redirected),
        RespondWith(status, headers, body) => {
            let header = |name: &str| {
                let is_exposed = headers.contains(&format!("Expose-Headers: {name}")) || headers.contains(": *");
                let line = headers.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")));
                line.and_then(|line| line.split_once(": ")).map(|(_, value)| value).filter(|_| is_exposed)
            };
            let seconds = |value: &str| if value.ends_with("GMT") { Some(DECADES) } else { value.parse().ok() };
            Ok(RawResponse {
                status,
                body: body.into(),
                request_id: header("elements-request-id").map(Into::into),
                retry_after: header("retry-after").and_then(seconds),
            })
        }
        Bytes(bytes) => respond(200, &String::from_utf8_lossy(bytes)),
        Drop => fail(Failure::Unreachable),
        Stall(text) | Trickle(text) => {
            let status = (!text.is_empty()).then_some(200);
            Err(TransportError { failure: Failure::TimedOut { seconds: 30 }, status, text: String::new() })
        }
        Send(text) | Reset(text) => read(text),
    }
}

/// Reads a response that was cut off, or is no HTTP. A text that doesn't start like a response follows a valid head.
fn read(text: &str) -> Response {
    let is_whole = text.is_empty() || text.starts_with("HTTP") || text.starts_with("SSH");
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return fail(Failure::Unreachable) };
    if is_whole {
        let is_readable = head.contains("Access-Control-Allow-Origin");
        return if is_readable { respond(204, body) } else { fail(Failure::Unreachable) };
    }
    let text = if head.contains("gzip") { "" } else { body.trim_start_matches("1d\r\n") };
    Err(TransportError { failure: Failure::CutOff { status: 200 }, status: Some(200), text: text.into() })
}

/// A page with one form.
struct Form {
    submissions: Submissions,
    element: ElementId,
    storage: BTreeMap<String, String>,
    now: Now,
    /// The number of requests that were sent.
    posts: usize,
    lookups: usize,
    announced: Vec<Outcome>,
}

impl Form {
    fn new() -> Self {
        let mut submissions = Submissions::default();
        let element = submissions.add();
        let now = Now { monotonic_ms: 0, unix_seconds: 1_700_000_000 };
        let (posts, lookups) = (0, 0);
        let mut form =
            Self { submissions, element, storage: BTreeMap::new(), now, posts, lookups, announced: Vec::new() };
        form.step(Event::Attached { storage_key: "/ 0".into(), page: PageState::default() });
        form
    }

    fn submission(&self) -> &Submission {
        self.submissions.get(self.element).unwrap()
    }

    /// Handles an event, with a second to the next one.
    fn step(&mut self, event: Event) {
        self.now.monotonic_ms += 1_000;
        self.now.unix_seconds += 1;
        for effect in self.submissions.step(self.element, event, self.now) {
            match effect {
                Effect::Send(_) => self.posts += 1,
                Effect::LookUp { .. } => self.lookups += 1,
                Effect::Announce(outcome) => self.announced.push((*outcome).clone()),
                Effect::Store { storage_key, text: Some(text) } => drop(self.storage.insert(storage_key, text)),
                Effect::Store { storage_key, text: None } => drop(self.storage.remove(&storage_key)),
                _ => {}
            }
        }
    }

    /// Creates an instance with this name at a server that acts this way.
    fn create(&mut self, name: &str, action: ServerAction) {
        let mut instance = crate::samples::attempt(name, "cs_s3cret'\"\\").instance.clone();
        instance.host = "http://127.0.0.1:8080".into();
        let page = PageState { storage_keys: vec!["/ 0".into()], stored: self.storage.clone().into_iter().collect() };
        self.step(Event::Submitted { attempt: of(instance), linked: Vec::new(), page });
        self.step(Event::LockResolved { is_granted: true });
        self.step(Event::Responded { response: fetch(action), is_typing: false });
    }

    /// Meets a fault, like `send_and_expect` of the browser tests.
    fn meet(&mut self, fault: Fault) {
        let Fault { name, action, kind, message, may_exist } = fault;
        let posts = self.posts;
        self.create(name, action);
        assert_eq!(self.posts - posts, 1, "{name}");
        let Phase::Done(outcome) = self.submission().phase() else { panic!("{name} is in flight") };
        assert_eq!(outcome.kind(), kind, "{name}");
        assert!(outcome.to_string().contains(message), "{name}: {outcome}");
        assert_eq!(self.announced.pop().as_ref(), Some(&*outcome), "{name}");
        assert_eq!((outcome.may_exist(), self.submission().has_unresolved()), (may_exist, may_exist), "{name}");
        // A response stays until it is dismissed, also one that requires a second click.
        for _ in 0..2 {
            for number in self.submission().received.iter().map(|received| received.number).collect::<Vec<_>>() {
                self.step(Event::Dismissed { number });
            }
        }
        assert_eq!(self.submission().received, [], "{name}");
        assert_eq!(self.submission().must_confirm_leaving(), may_exist, "{name}");
        if may_exist {
            let number = self.submission().sent[0].number;
            let form = Box::new(self.submission().sent[0].instance.clone());
            self.step(Event::LookupRequested { number, form });
            self.step(Event::LookupEnded { number, response: respond(200, "[]") });
            let Lookup::Done(result) = &self.submission().sent[0].lookup else { panic!("{name} was not looked up") };
            assert!(result.to_string().starts_with("The API lists no other instances."), "{name}: {result}");
            self.step(Event::Forgotten { number });
        }
        assert_eq!((self.submission().sent.len(), self.storage.len()), (0, 0), "{name}");
    }
}

#[test]
fn every_fault_has_the_outcome_of_the_browser_tests() {
    let mut form = Form::new();
    let faults: Vec<_> = RESPONSE_FAULTS.into_iter().chain(CONNECTION_FAULTS).chain(SLOW_FAULTS).collect();
    for fault in &faults {
        form.meet(*fault);
    }
    println!("submission: {} faults, {} requests, {} lookups", faults.len(), form.posts, form.lookups);
    // The form still works after all faults.
    form.create("at last", Respond(200, "application/json", server::CREATED));
    assert_eq!(form.submission().received[0].token.as_deref(), Some("t0ken="));
}
