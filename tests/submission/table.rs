//! Every event in every phase: the next phase and the effects.

use std::fmt::Write;

use model::instance::FieldError;
use model::submission::{Effect, Lookup, Phase, Submission};

use crate::page::{Page, events};

/// Returns the phase, each sent request with its lookup, and each received instance.
fn describe(submission: Option<&Submission>) -> Vec<String> {
    let Some(submission) = submission else { return vec!["gone".into()] };
    let phase = match submission.phase() {
        Phase::Confirming(questions) => format!("Confirming {questions:?}"),
        Phase::Done(outcome) => format!("Done {}", outcome.kind()),
        other => format!("{other:?}"),
    };
    let sent = submission.sent.iter().map(|sent| {
        let lookup = match &sent.lookup {
            Lookup::Done(result) => format!("found {}", result.found.len()),
            other => format!("{other:?}"),
        };
        let state = if sent.is_in_flight { "in flight" } else { sent.id.as_deref().unwrap_or("unknown") };
        format!("sent[{} {state} {lookup}]", sent.instance.name)
    });
    let received = submission.received.iter().map(|received| {
        let flags = [(received.is_kept, " kept"), (received.is_dismissal_asked, " asked")];
        let flags: String = flags.into_iter().filter_map(|(is_set, name)| is_set.then_some(name)).collect();
        format!("received[{:?}{flags}]", received.arrival)
    });
    [phase].into_iter().chain(sent).chain(received).collect()
}

fn effect(effect: &Effect) -> String {
    match effect {
        Effect::ShowErrors(errors) => {
            let labels: Vec<_> = errors.iter().map(FieldError::label).collect();
            format!("ShowErrors[{}]", labels.join(", "))
        }
        Effect::AcquireLock(_) => "AcquireLock".into(),
        Effect::ReleaseLock(_) => "ReleaseLock".into(),
        Effect::Store { storage_key, text } => {
            format!("Store[{storage_key}: {}]", text.as_ref().map_or(0, |text| text.lines().count()))
        }
        Effect::Send(attempt) => format!("Send[{}]", attempt.instance.name),
        Effect::LookUp { .. } => "LookUp".into(),
        Effect::Announce(outcome) => format!("Announce[{}]", outcome.kind()),
        other => format!("{other:?}"),
    }
}

/// Returns a line for each event that does something: the parts of the next state that are new, and the effects.
fn table(page: impl Fn() -> Page) -> String {
    let mut table = String::new();
    for (name, event) in events(page().numbers()) {
        let mut page = page();
        let before = describe(page.submission());
        let effects: Vec<_> = page.step(event).iter().map(effect).collect();
        let after = describe(page.submission());
        let mut new: Vec<_> = after.iter().filter(|part| !before.contains(part)).map(String::as_str).collect();
        if after.len() < before.len() {
            new.push("removed");
        }
        if after != before || !effects.is_empty() {
            writeln!(table, "{name}: {} → {}", new.join(" "), effects.join(" ")).unwrap();
        }
    }
    table
}

fn check(name: &str, page: impl Fn() -> Page, expected: &str) {
    let lines = |text: &str| {
        let lines = text.lines().map(|line| line.trim().replace(":  →", ": →"));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let actual = table(page);
    assert!(lines(&actual) == lines(expected), "{name}:\n{actual}");
}

#[test]
fn every_event_in_idle() {
    check(
        "idle",
        Page::idle,
        r"
            dropped: gone →
            submitted: Checking → ShowErrors[] SelectOutcomeTab AcquireLock
            another submitted: Checking → ShowErrors[] SelectOutcomeTab AcquireLock
            invalid submitted: → ShowErrors[Name] EnableSubmit
        ",
    );
}

#[test]
fn every_event_in_confirming() {
    check(
        "confirming",
        Page::confirming,
        r#"
            attached elsewhere: → Store[/ 0: 0] Store[/ 1: 1]
            detached: Idle → ReleaseLock
            dropped: Idle → ReleaseLock
            submitted: InFlight { since_ms: 6000, seconds: 0 } sent[a in flight NotStarted] → ShowErrors[] SelectOutcomeTab Store[/ 0: 1] Send[a]
            another submitted: Confirming [EarlierMayExist("a")] → ShowErrors[] SelectOutcomeTab Ask EnableSubmit
            invalid submitted: Idle → ShowErrors[Name] EnableSubmit
            cleared: Idle →
            cancelled: Idle → FocusSubmit
            lookup requested: sent[a unknown Running] → Store[/ 0: 1] LookUp
            forgotten: removed → Store[/ 0: 0] FocusSubmit
        "#,
    );
}

#[test]
fn every_event_in_checking() {
    check(
        "checking",
        Page::checking,
        r"
            dropped: gone → ReleaseLock
            lock granted: InFlight { since_ms: 3000, seconds: 0 } sent[a in flight NotStarted] → Store[/ 0: 1] Send[a]
            lock taken: Confirming [OtherTab] → ReleaseLock Ask EnableSubmit
        ",
    );
}

#[test]
fn every_event_in_flight() {
    check(
        "in flight",
        Page::in_flight,
        r"
            attached elsewhere: → Store[/ 0: 0] Store[/ 1: 1]
            dropped: Idle sent[a unknown NotStarted] → ReleaseLock
            ticked: InFlight { since_ms: 3000, seconds: 1 } →
            cancelled: → Abort
            created: Done created sent[a 7 NotStarted] received[Focus] → Store[/ 0: 0] EnableSubmit Announce[created]
            created while typing: Done created sent[a 7 NotStarted] received[Status] → Store[/ 0: 0] EnableSubmit Announce[created]
            rejected: Done refused removed → MarkFields([UserSecret, OrganizationSecret]) ReleaseLock Store[/ 0: 0] EnableSubmit FocusOutcomeIfOutOfSight Announce[refused]
            rejected while typing: Done refused removed → MarkFields([UserSecret, OrganizationSecret]) ReleaseLock Store[/ 0: 0] EnableSubmit Announce[refused]
            unreachable: Done unreachable sent[a unknown NotStarted] → Store[/ 0: 1] EnableSubmit FocusOutcomeIfOutOfSight Announce[unreachable]
            aborted: Done cancelled sent[a unknown NotStarted] → Store[/ 0: 1] EnableSubmit FocusOutcome Announce[cancelled]
        ",
    );
}

#[test]
fn every_event_after_a_created_instance() {
    check(
        "created",
        Page::created,
        r#"
            attached elsewhere: → Store[/ 0: 0] Store[/ 1: 0]
            detached: received[Silent] → ReleaseLock
            dropped: Idle removed → ReleaseLock
            submitted: Confirming [CreatedAlready("7")] → ShowErrors[] SelectOutcomeTab Ask EnableSubmit
            another submitted: Checking → ShowErrors[] SelectOutcomeTab AcquireLock
            invalid submitted: → ShowErrors[Name] EnableSubmit
            kept: received[Focus kept] →
            dismissed: received[Focus asked] →
            lookup requested: sent[a 7 Running] → Store[/ 0: 0] LookUp
            forgotten: removed → Store[/ 0: 0] FocusSubmit
        "#,
    );
}

#[test]
fn every_event_after_an_unknown_outcome() {
    check(
        "unresolved",
        Page::unresolved,
        r#"
            attached elsewhere: → Store[/ 0: 0] Store[/ 1: 1]
            detached: → ReleaseLock
            dropped: Idle → ReleaseLock
            submitted: Confirming [MayExist] → ShowErrors[] SelectOutcomeTab Ask EnableSubmit
            another submitted: Confirming [EarlierMayExist("a")] → ShowErrors[] SelectOutcomeTab Ask EnableSubmit
            invalid submitted: → ShowErrors[Name] EnableSubmit
            lookup requested: sent[a unknown Running] → Store[/ 0: 1] LookUp
            forgotten: removed → Store[/ 0: 0] FocusSubmit
        "#,
    );
}

#[test]
fn every_event_while_a_lookup_is_running() {
    check(
        "looking up",
        Page::looking_up,
        r#"
            attached elsewhere: → Store[/ 0: 0] Store[/ 1: 1]
            detached: → ReleaseLock
            dropped: Idle → ReleaseLock
            submitted: Confirming [MayExist] → ShowErrors[] SelectOutcomeTab Ask EnableSubmit
            another submitted: Confirming [EarlierMayExist("a")] → ShowErrors[] SelectOutcomeTab Ask EnableSubmit
            invalid submitted: → ShowErrors[Name] EnableSubmit
            lookup ended: sent[a unknown found 0] → Store[/ 0: 1]
            forgotten: removed → Store[/ 0: 0] FocusSubmit
        "#,
    );
}

#[test]
fn every_event_after_a_click_on_dismiss() {
    check(
        "dismissed once",
        Page::dismissed_once,
        r#"
            attached elsewhere: → Store[/ 0: 0] Store[/ 1: 0]
            detached: received[Silent] → ReleaseLock
            dropped: Idle removed → ReleaseLock
            submitted: Confirming [CreatedAlready("7")] → ShowErrors[] SelectOutcomeTab Ask EnableSubmit
            another submitted: Checking → ShowErrors[] SelectOutcomeTab AcquireLock
            invalid submitted: → ShowErrors[Name] EnableSubmit
            kept: received[Focus kept asked] →
            dismissed: removed → FocusSubmit
            lookup requested: sent[a 7 Running] → Store[/ 0: 0] LookUp
            forgotten: removed → Store[/ 0: 0] FocusSubmit
        "#,
    );
}

#[test]
fn every_event_while_checking_without_a_form() {
    check(
        "checking without a form",
        Page::checking_detached,
        r"
            dropped: gone → ReleaseLock
            lock granted: InFlight { since_ms: 4000, seconds: 0 } sent[a in flight NotStarted] → Store[/ 0: 1] Send[a]
            lock taken: Idle → ReleaseLock EnableSubmit
        ",
    );
}

#[test]
fn every_event_in_flight_without_a_form() {
    check(
        "in flight without a form",
        Page::in_flight_detached,
        r"
            attached elsewhere: → Store[/ 0: 0] Store[/ 1: 1]
            dropped: Idle sent[a unknown NotStarted] → ReleaseLock
            ticked: InFlight { since_ms: 3000, seconds: 2 } →
            cancelled: → Abort
            created: Done created sent[a 7 NotStarted] received[Silent] → ReleaseLock Store[/ 0: 0] EnableSubmit Announce[created]
            created while typing: Done created sent[a 7 NotStarted] received[Silent] → ReleaseLock Store[/ 0: 0] EnableSubmit Announce[created]
            rejected: Done refused removed → ReleaseLock Store[/ 0: 0] EnableSubmit Announce[refused]
            rejected while typing: Done refused removed → ReleaseLock Store[/ 0: 0] EnableSubmit Announce[refused]
            unreachable: Done unreachable sent[a unknown NotStarted] → ReleaseLock Store[/ 0: 1] EnableSubmit Announce[unreachable]
            aborted: Done cancelled sent[a unknown NotStarted] → ReleaseLock Store[/ 0: 1] EnableSubmit Announce[cancelled]
        ",
    );
}
