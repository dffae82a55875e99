//! Runs a closure when changes pause.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

/// The shortest time without a change before the closure runs; it may be twice as long.
const PAUSE: Duration = Duration::from_millis(200);

/// Counts the changes since the timer was set; 0 cancels it. It is a signal without subscribers,
/// because the first load has this type of signal anyway.
pub type Changes = RwSignal<usize>;

/// Counts a change, and runs `then` after a pause, unless `changes` is 0 or disposed by then. Uses one timer for all
/// changes: a cancelled `set_timeout` leaks its closure.
pub fn debounce(changes: Changes, then: Rc<dyn Fn()>) {
    changes.update_untracked(|count| *count += 1);
    if changes.get_untracked() == 1 {
        wait(changes, 1, then);
    }
}

fn wait(changes: Changes, known: usize, then: Rc<dyn Fn()>) {
    let look = move || match changes.try_get_untracked() {
        None | Some(0) => {}
        Some(count) if count == known => {
            changes.update_untracked(|count| *count = 0);
            then();
        }
        Some(count) => wait(changes, count, then),
    };
    set_timeout(look, PAUSE);
}
