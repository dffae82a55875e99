//! The names of events with their types, and listeners.

#![allow(non_upper_case_globals, reason = "Leptos spells the names of events as the DOM does")]

use std::marker::PhantomData;

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BeforeUnloadEvent, ClipboardEvent, DragEvent, Event, EventTarget, KeyboardEvent};

use crate::runtime::executor;

/// The name of an event that is an `E`.
pub struct EventName<E> {
    pub(super) name: &'static str,
    event: PhantomData<E>,
}

macro_rules! events {
    ($($name:ident: $event:ident,)*) => { $(
        #[doc = concat!("The event `", stringify!($name), "`.")]
        pub const $name: EventName<$event> = EventName { name: stringify!($name), event: PhantomData };
    )* };
}

events! {
    beforeinput: Event,
    beforeunload: BeforeUnloadEvent,
    blur: Event,
    change: Event,
    click: Event,
    close: Event,
    dragover: DragEvent,
    drop: DragEvent,
    focus: Event,
    input: Event,
    keydown: KeyboardEvent,
    pagehide: Event,
    paste: ClipboardEvent,
    pointercancel: Event,
    pointerdown: Event,
    pointerover: Event,
    pointerup: Event,
    scroll: Event,
    submit: Event,
    toggle: Event,
}

/// Calls `listener` at each event of that name that `target` gets, until its owner is disposed.
pub fn listen<E: JsCast + 'static>(target: &EventTarget, event: EventName<E>, mut listener: impl FnMut(E) + 'static) {
    listen_boxed(target, event.name, Box::new(move |event: Event| listener(event.unchecked_into())));
}

/// Adds a listener that runs the effects after each event. It is removed before its target, because a field that is
/// removed while it has the focus dispatches events.
pub(super) fn listen_boxed(target: &EventTarget, event: &'static str, mut listener: Box<dyn FnMut(Event)>) {
    let listener: Box<dyn FnMut(Event)> = Box::new(move |event| {
        listener(event);
        executor::run();
    });
    let listener = Closure::wrap(listener);
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    let kept = SendWrapper::new((target.clone(), listener));
    on_cleanup(move || {
        let (target, listener) = &*kept;
        let _ = target.remove_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    });
}
