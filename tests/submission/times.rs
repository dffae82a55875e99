//! The clocks: confirmations count on the monotonic clock, and records of any time are asked about.

use std::sync::Arc;

use model::instance::Instance;
use model::polling::Document;
use model::submission::{Confirmation, Effect, Event, Now, PageState, Phase, Submissions};

use crate::samples::{attempt, fail, of};

fn submitted(storage_key: &str, stored: &[(String, String)]) -> Event {
    let page = PageState { storage_keys: vec![storage_key.into()], stored: stored.to_vec() };
    Event::Submitted { attempt: attempt("a", "s3cret"), linked: Vec::new(), page }
}

fn attached(storage_key: &str) -> Event {
    Event::Attached { storage_key: storage_key.into(), page: PageState::default() }
}

#[test]
fn a_confirmation_must_be_visible_long_enough_whatever_the_wall_clock() {
    let at = |monotonic_ms, unix_seconds| Now { monotonic_ms, unix_seconds };
    let clicks = [
        (at(1_000, 0), false, "the first click shows the question"),
        (at(1_001, 9_999_999), false, "the wall clock jumped ahead"),
        (at(1_500, 0), false, "the click before restarted the wait"),
        (at(10, 0), false, "a clock that went back confirms nothing"),
        (at(510, -9_999_999), true, "the wall clock jumped back"),
    ];
    let mut submissions = Submissions::default();
    let element = submissions.add();
    let mut step = |event, now| {
        submissions.step(element, event, now);
        submissions.get(element).unwrap().phase()
    };
    step(attached("/ 0"), at(0, 0));
    step(submitted("/ 0", &[]), at(0, 0));
    step(Event::LockResolved { is_granted: true }, at(0, 0));
    step(Event::Responded { response: fail(model::response::Failure::Unreachable), is_typing: false }, at(0, 0));
    for (now, is_sent, why) in clicks {
        let phase = step(submitted("/ 0", &[]), now);
        assert_eq!(matches!(phase, Phase::InFlight { .. }), is_sent, "{why}: {phase:?}");
    }
}

/// A request stored with a wrong clock still requires a confirmation.
#[test]
fn a_stored_request_of_any_time_requires_confirmation() {
    for unix_seconds in [i64::MIN, -1, 0, 1_700_000_000, i64::MAX] {
        let (mut submissions, mut stored) = (Submissions::default(), Vec::new());
        let element = submissions.add();
        let now = Now { monotonic_ms: 1_000, unix_seconds };
        submissions.step(element, attached("/ 0"), now);
        submissions.step(element, submitted("/ 0", &stored), now);
        for effect in submissions.step(element, Event::LockResolved { is_granted: true }, now) {
            if let Effect::Store { storage_key, text: Some(text) } = effect {
                stored.push((storage_key, text));
            }
        }
        // The next page, at the same position and at another one.
        for storage_key in ["/ 0", "/ other"] {
            let mut submissions = Submissions::default();
            let element = submissions.add();
            submissions.step(element, attached(storage_key), now);
            submissions.step(element, submitted(storage_key, &stored), now);
            let phase = submissions.get(element).unwrap().phase();
            let question = Confirmation::EarlierMayExist("a".into());
            assert_eq!(phase, Phase::Confirming(vec![question]), "{unix_seconds} at {storage_key}");
        }
    }
}

/// It is legal, and no event would ever be sent.
#[test]
fn a_request_that_polls_nothing_requires_confirmation() {
    let ask = |events, polling: &str| {
        let polling = Arc::new(Document::new(polling.into()));
        let attempt = of(Instance { events, polling, ..attempt("a", "s3cret").instance.clone() });
        let mut submissions = Submissions::default();
        let element = submissions.add();
        let event = Event::Submitted { attempt, linked: Vec::new(), page: PageState::default() };
        submissions.step(element, attached("/ 0"), Now::default());
        submissions.step(element, event, Now::default());
        submissions.get(element).unwrap().phase()
    };
    assert_eq!(ask(true, "{}"), Phase::Confirming(vec![Confirmation::NothingPolled]));
    assert_eq!(ask(false, "{}"), Phase::Checking);
    assert_eq!(ask(true, r#"{"a":{"url":"/a","idField":"id","datesConfiguration":{}}}"#), Phase::Checking);
}
