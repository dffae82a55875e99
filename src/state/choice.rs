//! A signal of one of a few values.

use std::marker::PhantomData;

use leptos::prelude::*;
use model::command::Shell;
use model::instance::EventType;

use super::view::Tab;

/// A type with a few values.
pub trait Values: Copy + PartialEq + 'static {
    /// All values.
    const ALL: &'static [Self];
}

impl Values for Shell {
    const ALL: &'static [Self] = &Shell::ALL;
}

impl Values for Tab {
    const ALL: &'static [Self] = &[Self::All, Self::Command, Self::Body, Self::Response];
}

impl Values for EventType {
    const ALL: &'static [Self] = &[Self::Polling, Self::Webhook];
}

/// A signal of one of a few values. It is a signal of the value's index, because each further type of signal adds about
/// 230 bytes (brotli) to the first load.
#[derive(Clone, Copy)]
pub struct Choice<V> {
    index: RwSignal<usize>,
    value: PhantomData<V>,
}

impl<V: Values> Choice<V> {
    /// Creates a signal of this value.
    pub fn new(value: V) -> Self {
        Self { index: RwSignal::new(Self::index(value)), value: PhantomData }
    }

    /// Returns the value. An effect subscribes to it.
    pub fn get(self) -> V {
        V::ALL[self.index.get()]
    }

    /// Returns the value.
    pub fn get_untracked(self) -> V {
        V::ALL[self.index.get_untracked()]
    }

    /// Sets the value.
    pub fn set(self, value: V) {
        self.index.set(Self::index(value));
    }

    fn index(value: V) -> usize {
        V::ALL.iter().position(|other| *other == value).unwrap_or_default()
    }
}
