//! A part of the program that loads later, as a form sees it: how far it has loaded, its functions, and what waits for
//! them.

use leptos::prelude::*;

use super::form::FormState;
use crate::dom::{Node, effect};

/// The load state of a chunk.
pub enum LoadState<T: 'static> {
    /// It has not been requested.
    Idle,
    /// It was requested.
    Loading,
    /// It can be used.
    Ready(&'static T),
    /// It could not be loaded.
    Failed,
}

/// A closure that waits for a chunk.
type Waiting<T> = Box<dyn FnOnce(&'static T)>;

/// A chunk whose functions are in a `T`, for one form.
pub struct Chunk<T: 'static> {
    /// The load state. `Loading` makes [`Chunk::load_by`] load it.
    pub load_state: RwSignal<LoadState<T>>,
    /// The closures that wait, and the owner of the form, in which the functions of the chunk are called.
    waiting_in: StoredValue<(Vec<Waiting<T>>, Owner), LocalStorage>,
}

// Derived, they would require a `T` that can be copied.
impl<T> Copy for LoadState<T> {}
impl<T> Clone for LoadState<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Chunk<T> {}
impl<T> Clone for Chunk<T> {
    fn clone(&self) -> Self {
        *self
    }
}

/// The functions of a chunk that has views.
pub trait Views: Sync + 'static {
    /// The names of the views.
    type View: Copy + 'static;

    /// Creates a view.
    fn view(&self, view: Self::View, form: FormState) -> Node;
}

impl<T: Sync> Chunk<T> {
    /// Creates the state before anything has requested the chunk, in the owner of the form.
    pub fn new() -> Self {
        Self {
            load_state: RwSignal::new(LoadState::Idle),
            waiting_in: StoredValue::new_local((Vec::new(), Owner::current().unwrap_or_default())),
        }
    }

    /// Requests the chunk unless it is loaded or loading.
    pub fn load(self) {
        if matches!(self.load_state.get_untracked(), LoadState::Idle | LoadState::Failed) {
            self.load_state.set(LoadState::Loading);
        }
    }

    /// Loads the chunk by `load` each time that it is requested. Then `provide` provides the contexts of its views, in the
    /// form's owner; `fail` is called if it could not be loaded. Neither is called if the form has left the page.
    pub fn load_by<F: Future<Output = Option<&'static T>> + 'static>(
        self,
        load: fn() -> F,
        provide: impl Fn(&'static T) + Copy + 'static,
        fail: impl Fn() + Copy + 'static,
    ) {
        effect(move || {
            if matches!(self.load_state.get(), LoadState::Loading) {
                leptos::task::spawn_local(async move {
                    match load().await {
                        Some(api) => self.finish(api, provide),
                        None if self.load_state.try_set(LoadState::Failed).is_none() => fail(),
                        None => {}
                    }
                });
            }
        });
    }

    fn finish(self, api: &'static T, provide: impl Fn(&'static T)) {
        if self.in_form(|| provide(api)).is_some() {
            self.load_state.set(LoadState::Ready(api));
            for then in self.waiting_in.try_update_value(|(waiting, _)| std::mem::take(waiting)).unwrap_or_default() {
                self.in_form(|| then(api));
            }
        }
    }

    /// Calls `run` in the form's owner, where the states of the form are contexts. Does nothing if the form has left the
    /// page.
    pub fn in_form<R>(self, run: impl FnOnce() -> R) -> Option<R> {
        Some(self.waiting_in.try_with_value(|(_, owner)| owner.clone())?.with(run))
    }

    /// Returns the functions if they are loaded. An effect subscribes to the load state.
    pub fn ready(self) -> Option<&'static T> {
        match self.load_state.get() {
            LoadState::Ready(api) => Some(api),
            _ => None,
        }
    }

    /// Returns the functions if they are loaded, without subscribing an effect.
    pub fn ready_untracked(self) -> Option<&'static T> {
        untrack(|| self.ready())
    }

    /// Returns the functions if they are loaded, and requests them the first time. An effect subscribes to the load state.
    pub fn api(self) -> Option<&'static T> {
        if matches!(self.load_state.get(), LoadState::Idle) {
            self.load();
        }
        self.ready()
    }

    /// Calls `then` in the form's owner: now, or as soon as the chunk is loaded, without requesting it.
    pub fn wait(self, then: impl FnOnce(&'static T) + 'static) {
        let then: Waiting<T> = Box::new(then);
        if let Some(api) = self.ready_untracked() {
            self.in_form(|| then(api));
        } else {
            self.waiting_in.update_value(|(waiting, _)| waiting.push(then));
        }
    }

    /// Calls `then` in the form's owner: now, or as soon as the chunk is loaded.
    pub fn with(self, then: impl FnOnce(&'static T) + 'static) {
        self.wait(then);
        self.load();
    }
}
