//! Tells by its name whether a method changes its object.

use super::function_names::plain;
use crate::word_list;

/// Methods that change a text in an unknown way.
const TEXT_CHANGES: &str = "insert prepend setcharat deletecharat setlength remove delete clear";

/// Returns whether a method of this name changes a text, as those of `StringBuilder` do.
pub(super) fn changes_text(name: &str) -> bool {
    name.ends_with('!') || word_list::contains(TEXT_CHANGES, &plain(name))
}

/// Methods that only read their object.
const READS: &str = "clone copy deepclone deepcopy dup encode entries equals format freeze hashcode items join replace size split rstrip trimend \
                     string strip text tolist trim values writevalueasstring bytes body at";

/// The starts of the names of such methods.
const READ_STARTS: &str = "all any as contains count dig dump each end every except fetch filter find foreach get \
                           has includ index is key length map reduce reject select should slice some start substr to \
                           transform tryget where";

/// Returns whether a method changes its object.
pub(super) fn is_change(name: &str) -> bool {
    /// Methods that do, although their names start like those of others.
    const CHANGES: &str = "assign getorput toggle";
    let plain = plain(name);
    let is_read = word_list::contains(READS, &plain) || word_list::any(READ_STARTS, &|start| plain.starts_with(start));
    name.ends_with('!') || word_list::contains(CHANGES, &plain) || !is_read
}
