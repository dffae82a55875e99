//! When effects run: before the event that they follow from is over. A keystroke is so in the command when the
//! browser next looks, and whoever dispatches an event finds the page as it is after it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use send_wrapper::SendWrapper;

thread_local! {
    static READY: RefCell<VecDeque<Arc<Task>>> = const { RefCell::new(VecDeque::new()) };
    static IS_RUNNING: Cell<bool> = const { Cell::new(false) };
}

/// What Leptos's effects, and all else that waits, run in.
struct Tasks;

/// Something that waits; none when it is done.
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
        // Unless an event ends before, with the next turn.
        if is_first && !IS_RUNNING.get() {
            wasm_bindgen_futures::spawn_local(async { run() });
        }
    }
}

impl CustomExecutor for Tasks {
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

/// Makes Leptos use this; has no effect the second time.
pub fn set_up() {
    let _ = Executor::init_local_custom_executor(Tasks);
}

/// Runs all that is ready. Called from inside of itself it leaves that to the call outside.
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
