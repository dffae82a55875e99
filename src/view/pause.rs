//! What is done when changes pause.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

/// How long there must be no change at least; it may be twice as long.
const PAUSE: Duration = Duration::from_millis(200);

/// The number of changes while the pause after them is awaited.
pub type Changes = StoredValue<usize>;

/// Notes a change; does `then` when there has been none for a while, unless `changes` was set to none meanwhile or is
/// gone. One timer waits for all of them: a timer that is called off never gives back what it would have done.
pub fn when_paused(changes: Changes, then: Rc<dyn Fn()>) {
    changes.update_value(|count| *count += 1);
    if changes.get_value() == 1 {
        wait(changes, 1, then);
    }
}

fn wait(changes: Changes, known: usize, then: Rc<dyn Fn()>) {
    let look = move || match changes.try_get_value() {
        None | Some(0) => {}
        Some(count) if count == known => {
            changes.set_value(0);
            then();
        }
        Some(count) => wait(changes, count, then),
    };
    set_timeout(look, PAUSE);
}
