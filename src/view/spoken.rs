//! The language that all forms of the page speak. Whatever says something in an effect follows it, so that nothing is
//! made anew for another one.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use model::messages;

thread_local! {
    /// Its tag.
    static LANGUAGE: Cell<&'static str> = const { Cell::new("en") };
    /// Whether the words of the one that is wanted are missing.
    static LACKS_WORDS: Cell<bool> = const { Cell::new(false) };
    /// That one of them has changed.
    static CHANGED: ArcTrigger = ArcTrigger::new();
}

/// Lets what says something follow the language; has no effect the second time.
pub fn set_up() {
    messages::on_read(track);
}

fn track() {
    // Leptos warns of what nobody follows.
    if Observer::get().is_some() {
        CHANGED.with(Track::track);
    }
}

/// The language's tag. Who asks for it in an effect follows it.
pub fn language() -> &'static str {
    track();
    LANGUAGE.get()
}

/// Whether the words of the one that is wanted are missing. Who asks for it in an effect follows it.
pub fn lacks_words() -> bool {
    track();
    LACKS_WORDS.get()
}

/// Speaks a language: [`messages::speak`] says how. `lacks_words` tells that the words of the one that was wanted are missing.
pub fn speak(language: String, said: String, lacks_words: bool) {
    messages::set_translations(said);
    // A few bytes more than what is said.
    LANGUAGE.set(language.leak());
    LACKS_WORDS.set(lacks_words);
    CHANGED.with(Notify::notify);
}
