//! Random interleavings of events on a page with several forms, checked against the rules for records, locks and
//! confirmations: no instance is created twice unasked. `SEED` repeats a run.

#![allow(missing_docs)]

#[path = "../generated/mod.rs"]
mod generated;
mod world;

use generated::{seed_of_now, seed_or};
use model::submission::{Confirmation, Effect, Event, Now, PageState, Prompt, RequestLog};
use world::{World, attempt};

const SEQUENCES: u64 = 1_000;
const STEPS: usize = 150;

#[test]
fn random_interleavings_create_the_confirmed_instances() {
    let first = seed_or(seed_of_now());
    let (mut posts, mut presses, mut questions) = (0, 0, 0);
    for seed in first..first + SEQUENCES {
        let mut world = World::new(seed);
        let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for _ in 0..STEPS {
                world.random_step();
                world.check();
            }
        }));
        assert!(run.is_ok(), "SEED={seed}\n{}", world.log.join("\n"));
        posts += world.posts.len();
        presses += world.presses;
        questions += world.unsent;
    }
    println!(
        "submission: {SEQUENCES} interleavings from SEED={first}: {presses} presses, {posts} requests, {questions} not sent"
    );
    assert!(posts > 1_000 && questions > 1_000);
}

#[test]
fn a_confirmation_must_be_visible_long_enough_whatever_the_wall_clock() {
    let at = |monotonic_ms, unix_seconds| Now { monotonic_ms, unix_seconds };
    let mut prompt = Prompt::default();
    prompt.show(at(1_000, 0));
    assert!(!prompt.was_readable(at(1_001, 9_999_999)), "the wall clock jumped ahead");
    assert!(!prompt.was_readable(at(1_500, 0)), "the press before restarted the wait");
    assert!(prompt.was_readable(at(2_000, -9_999_999)), "the wall clock jumped back");
    assert!(!prompt.was_readable(at(10, 0)), "a clock that went back answers nothing");
}

/// A record stored with a wrong clock still requires a confirmation.
#[test]
fn a_stored_record_of_any_time_requires_confirmation() {
    for unix_seconds in [i64::MIN, -1, 0, 1_700_000_000, i64::MAX] {
        let (mut requests, mut stored) = (RequestLog::default(), Vec::new());
        let element = requests.add();
        let now = Now { monotonic_ms: 1_000, unix_seconds };
        let submitted = |place: &str, stored: &[(String, String)]| Event::Submitted {
            attempt: Box::new(attempt("a", "cs_1")),
            warnings: Vec::new(),
            page: PageState { storage_keys: vec![place.into()], stored: stored.to_vec() },
        };
        requests.step(element, Event::Attached("/ 0".into()), now);
        requests.step(element, submitted("/ 0", &stored), now);
        for effect in requests.step(element, Event::LockResolved { is_granted: true }, now) {
            if let Effect::Store { storage_key: place, text: Some(text) } = effect {
                stored.push((place, text));
            }
        }
        // The next page, at the same position and at another one.
        for place in ["/ 0", "/ other"] {
            let mut requests = RequestLog::default();
            let element = requests.add();
            requests.step(element, Event::Attached(place.into()), now);
            let effects = requests.step(element, submitted(place, &stored), now);
            let pending_confirmation = Effect::Ask(vec![Confirmation::EarlierMayExist("a".into())]);
            assert!(effects.contains(&pending_confirmation), "{unix_seconds} at {place}: {effects:?}");
        }
    }
}
