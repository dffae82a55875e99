//! The executor of effects and futures. It runs effects before the event that caused them is over, so that a keystroke
//! is in the command at the next paint, and that who dispatches an event sees its effects when `dispatchEvent` returns.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use leptos::prelude::window;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

thread_local! {
    static READY: RefCell<VecDeque<Arc<Task>>> = const { RefCell::new(VecDeque::new()) };
    static IS_RUNNING: Cell<bool> = const { Cell::new(false) };
    static MICROTASK: Closure<dyn Fn()> = Closure::new(run);
}

/// The executor that Leptos uses.
struct SyncExecutor;

/// A future that is polled when it is woken; `None` once it is done.
struct Task {
    future: SendWrapper<RefCell<Option<PinnedLocalFuture<()>>>>,
    is_ready: SendWrapper<Cell<bool>>,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        if self.is_ready.replace(true) {
            return;
        }
        let is_first = READY.with_borrow_mut(|ready| {
            ready.push_back(self);
            ready.len() == 1
        });
        // Runs in the next microtask unless the listener of an event does so before.
        if is_first && !IS_RUNNING.get() {
            // Without the executor of wasm-bindgen-futures, the first load is 1.0 kB (brotli) smaller.
            MICROTASK.with(|run| window().queue_microtask(run.as_ref().unchecked_ref()));
        }
    }
}

impl CustomExecutor for SyncExecutor {
    fn spawn(&self, future: PinnedFuture<()>) {
        self.spawn_local(future);
    }

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        let future = SendWrapper::new(RefCell::new(Some(future)));
        Arc::new(Task { future, is_ready: SendWrapper::new(Cell::new(false)) }).wake();
    }

    fn poll_local(&self) {
        run();
    }
}

/// Makes Leptos use this executor; has no effect the second time.
pub fn set_up() {
    let _ = Executor::init_local_custom_executor(SyncExecutor);
}

/// Runs every task that is ready. A call from inside a task leaves that to the outer call.
pub fn run() {
    if IS_RUNNING.replace(true) {
        return;
    }
    while let Some(task) = READY.with_borrow_mut(VecDeque::pop_front) {
        task.is_ready.set(false);
        let Some(mut future) = task.future.borrow_mut().take() else { continue };
        let waker = Waker::from(task.clone());
        if future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            task.future.replace(Some(future));
        }
    }
    IS_RUNNING.set(false);
}
