//! Views of the deferred chunk.

use std::cell::Cell;

use leptos::prelude::*;
use model::messages;

use crate::dom::html::{button, div, p};
use crate::dom::{IntoNode, Node, effect, ev, fragment, show};
use crate::state::deferred::{Deferred, DeferredApi, LoadState};
use crate::state::form::FormState;

/// Returns a view of the deferred chunk, which it requests as soon as `is_wanted` returns true. Until it is loaded, a
/// notice is in its place.
pub fn deferred_view(
    form: FormState,
    deferred: Deferred,
    is_wanted: impl Fn() -> bool + 'static,
    view: fn(&DeferredApi) -> fn(FormState) -> Node,
) -> Node {
    let was_wanted = Cell::new(false);
    let is_wanted = move || {
        was_wanted.set(was_wanted.get() || is_wanted());
        was_wanted.get()
    };
    let content = move || match deferred.load_state.get() {
        LoadState::Ready(api) => untrack(|| view(api)(form)),
        LoadState::Failed => load_failure(deferred),
        LoadState::Idle | LoadState::Loading => {
            deferred.load();
            p().class("notice").attr("role", "status").child(messages::DEFERRED_LOADING)
        }
    };
    show(is_wanted, move || content.into_node())
}

/// Returns a view of the deferred chunk that appears when the chunk is loaded. Another view says that it is loading.
pub fn deferred_optional(form: FormState, deferred: Deferred, view: fn(&DeferredApi) -> fn(FormState) -> Node) -> Node {
    let api = move || deferred.ready();
    show(move || api().is_some(), move || api().map_or_else(|| fragment([]), |api| view(api)(form)))
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

fn load_failure(deferred: Deferred) -> Node {
    let again = button().on(ev::click, move |_| deferred.load()).child(messages::TRY_AGAIN);
    div().class("failure").attr("role", "alert").child(p().child(messages::DEFERRED_LOAD_FAILED)).child(again)
}
