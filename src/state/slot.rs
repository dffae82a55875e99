//! Slots for states of the deferred chunk.

use std::any::Any;

use leptos::prelude::*;

/// A slot for a state whose type is in the deferred chunk. The first load knows no more of it than that it is there.
pub type Slot = StoredValue<Option<Box<dyn Any>>, LocalStorage>;

/// Returns an empty slot.
pub fn empty() -> Slot {
    StoredValue::new_local(None)
}

/// Returns the content of `slot`. It is created when it is first asked for, and disposed with `owner`.
pub fn get_or_create<T: Copy + 'static>(slot: Slot, owner: &Owner, create: impl FnOnce() -> T) -> T {
    let content = slot.with_value(|content| content.as_ref().and_then(|content| content.downcast_ref().copied()));
    content.unwrap_or_else(|| {
        let content = owner.with(create);
        slot.set_value(Some(Box::new(content) as Box<dyn Any>));
        content
    })
}
