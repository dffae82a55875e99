//! Views of the chunks that load later.

use std::cell::Cell;

use leptos::prelude::*;
use model::messages;

use crate::dom::html::{button, div, p};
use crate::dom::{IntoNode, Node, effect, ev, fragment, show};
use crate::state::chunk::{Chunk, LoadState, Views};
use crate::state::deferred::{Deferred, DeferredApi};
use crate::state::form::FormState;

/// Returns a view of a chunk, which it requests as soon as `is_wanted` returns true. Until it is loaded, a notice is in its
/// place.
pub fn deferred_view<T: Views>(
    form: FormState,
    chunk: Chunk<T>,
    is_wanted: impl Fn() -> bool + 'static,
    view: T::View,
) -> Node {
    let was_wanted = Cell::new(false);
    let is_wanted = move || {
        was_wanted.set(was_wanted.get() || is_wanted());
        was_wanted.get()
    };
    let content = move || match chunk.load_state.get() {
        LoadState::Ready(api) => untrack(|| api.view(view, form)),
        LoadState::Failed => load_failure(chunk),
        LoadState::Idle | LoadState::Loading => {
            chunk.load();
            p().class("notice").attr("role", "status").child(messages::DEFERRED_LOADING)
        }
    };
    show(is_wanted, move || content.into_node())
}

/// Returns a view of a chunk that appears when the chunk is loaded. Another view says that it is loading.
pub fn deferred_optional<T: Views>(form: FormState, chunk: Chunk<T>, view: T::View) -> Node {
    let api = move || chunk.ready();
    show(move || api().is_some(), move || api().map_or_else(|| fragment([]), |api| api.view(view, form)))
}

/// Calls `then` once, in the current owner, as soon as the deferred chunk is loaded.
pub fn once_ready(deferred: Deferred, then: impl Fn(&'static DeferredApi) + 'static) {
    let (owner, mut is_done) = (Owner::current().unwrap_or_default(), false);
    effect(move || {
        if let LoadState::Ready(api) = deferred.load_state.get()
            && !is_done
        {
            is_done = true;
            owner.with(|| untrack(|| then(api)));
        }
    });
}

/// Returns the message that a chunk could not be loaded, with a button that loads it again.
pub fn load_failure<T: Sync>(chunk: Chunk<T>) -> Node {
    let again = button().on(ev::click, move |_| chunk.load()).child(messages::TRY_AGAIN);
    div().class("failure").attr("role", "alert").child(p().child(messages::DEFERRED_LOAD_FAILED)).child(again)
}
