//! The draft: saves the tab's input, restores and clears it.

use std::rc::Rc;

use leptos::prelude::*;
use model::instance::Instance;
use model::messages;

use crate::components::combining;
use crate::components::copy_button::{Done, copy_button};
use crate::components::undo_button::undo_button;
use crate::dom::html::{self, div, p};
use crate::dom::{Node, effect, ev, fragment, listen};
use crate::form::sections::fold_button;
use crate::form::{field_fix, share_link};
use crate::runtime::debounce::debounce;
use crate::runtime::executor;
use crate::state::actions;
use crate::state::deferred::SubmissionChunk;
use crate::state::folded_sections::FoldedSections;
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::panel_state::PanelState;
use crate::state::submission_handle::SubmissionHandle;
use crate::state::undo::Undo;
use crate::state::view::ViewState;
use crate::state::{preferences, session_storage};

/// Restores the draft, and saves the input from then on. `before` is the input at the start, so that later input is not
/// overwritten.
pub fn restore(form: FormState, before: &Instance) {
    let submission: SubmissionHandle = expect_context();
    combining::guard(form);
    // The user cannot have edited it before the chunk was loaded, but an attribute may have set it.
    let before = &Instance { polling: form.polling.get_untracked(), ..before.clone() };
    let kept = session_storage::kept(submission, session_storage::DRAFT);
    // The input that the page had set then, and the draft.
    let instances = kept.as_deref().and_then(|kept| kept.split_once('\n'));
    let instances = instances.map(|(untouched, draft)| (Instance::from_json(untouched), Instance::from_json(draft)));
    if let Some((Some(untouched), Some(mut draft))) = instances {
        // A field that the user has not changed gets the value that the page sets now.
        draft.merge_unchanged(&untouched, before);
        let mut now = form.now();
        now.merge_unchanged(before, &draft);
        actions::replace(form, expect_context(), expect_context(), &now);
    }
    let untouched = before.without_secrets().to_json();
    let keep = move || {
        let draft = form.now().without_secrets().to_json();
        let kept = (draft != untouched).then(|| format!("{untouched}\n{draft}"));
        session_storage::keep(submission, session_storage::DRAFT, kept.as_deref());
    };
    keep_changes(form, Rc::new(keep));
    field_fix::listen_for_pastes(form);
    executor::run();
}

/// Saves the draft when typing pauses, and when the page is hidden.
fn keep_changes(form: FormState, keep: Rc<dyn Fn()>) {
    let (changes, later) = (RwSignal::new(0), keep.clone());
    effect(move || {
        form.instance.track();
        form.polling.track();
        debounce(changes, later.clone());
    });
    listen(&window(), ev::pagehide, move |_| keep());
}

/// Creates the bar of the draft: Copy link, Clear, the fold of sections and the shortcuts.
pub fn draft_bar(form: FormState) -> Node {
    let (view, host, panels): (ViewState, Host, PanelState) = (expect_context(), expect_context(), expect_context());
    let submission: SubmissionChunk = expect_context();
    let (handle, cleared, sections): (SubmissionHandle, Undo, FoldedSections) =
        (expect_context(), expect_context(), expect_context());
    let clear = move || {
        if host.is_standalone() {
            preferences::set_hosts("");
        }
        if panels.clear(cleared, form, view, sections, false) {
            actions::end_attempt(handle);
            if let Some(api) = submission.ready_untracked() {
                submission.in_form(api.clear);
            }
        }
        panels.forget_created(handle);
    };
    let button = || html::button().class("quiet");
    let is_alone = host.is_standalone();
    let is_without = RwSignal::new(false);
    let address = move || {
        let (address, is_whole) = share_link::address(&form.now()).unwrap_or_default();
        is_without.set(!is_whole);
        address
    };
    let done: Done = Rc::new(move || if is_without.get() { messages::COPIED_WITHOUT } else { messages::COPIED });
    let link = if is_alone { copy_button(messages::COPY_LINK, Some(done), address) } else { fragment([]) };
    let buttons = div()
        .class("buttons")
        .child(link)
        .child(button().on(ev::click, move |_| clear()).child(messages::CLEAR))
        .child(undo_button(cleared, form, messages::UNDO_CLEAR, messages::REDO_CLEAR))
        .child(fold_button(form))
        .child(
            button()
                .attr("aria-label", messages::SHORTCUTS)
                .attr("title", messages::SHORTCUTS)
                .on(ev::click, move |_| view.shortcuts_open.set(true))
                .child("?"),
        );
    div().class("kept").child(p().class("help").child(messages::DRAFT)).child(buttons)
}
