//! Effects.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};

/// Runs `run` now, and again when a signal that it read has changed, until its owner is disposed.
pub fn effect(run: impl FnMut() + 'static) {
    effect_boxed(Box::new(run));
}

pub(super) fn effect_boxed(mut run: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_: Option<()>| run());
    on_cleanup(move || {
        // A signal may outlive the effect, as the language does, and would keep its subscriber.
        let subscriber = effect.to_any_subscriber();
        subscriber.clear_sources(&subscriber);
        drop(effect);
    });
}
