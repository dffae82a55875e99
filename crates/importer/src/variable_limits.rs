//! Limits of the values that are filled in for variables, which keep the text short and the time linear.

/// The maximum length of a value, with the values of other variables in it, in bytes.
pub(super) const MAX_VALUE_BYTES: usize = 1 << 14;

/// Returns the maximum length of all filled-in values of a text together, for a text of `length` bytes.
pub(super) fn room(length: usize) -> usize {
    4 * length + MAX_VALUE_BYTES
}
