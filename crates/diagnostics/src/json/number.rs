//! Recovers numbers in another notation.

use ::json::bytes::number_end;

use crate::char_set::CharSet;
use crate::diagnostic::Problem;

/// Converts a word to a JSON number. Returns the number and the problem of its notation, if any; `None` if it is not a
/// number.
pub(super) fn repaired_number(word: &str) -> Option<(Option<Problem>, String)> {
    let (sign, rest) = word.split_at(usize::from(word.starts_with_any("-+")));
    let mut problem = (sign == "+").then_some(Problem::PlusSign);
    let mut number = String::from(if sign == "-" { sign } else { "" });
    if let [b'0', b'x' | b'X', ..] = rest.as_bytes() {
        number.push_str(&u64::from_str_radix(&rest[2..], 16).ok()?.to_string());
        return Some((Some(Problem::NumberFormat), number));
    }
    // Most words are not numbers: another character shows it before anything is copied.
    let is_in_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'_' | b'e' | b'E' | b'+' | b'-');
    if !rest.bytes().all(is_in_number) {
        return None;
    }
    let mut note = |has_problem: bool, kind: Problem| {
        if has_problem && problem.is_none() {
            problem = Some(kind);
        }
    };
    let mut digits = rest.to_owned();
    digits.retain(|c| c != '_');
    note(digits.len() < rest.len(), Problem::NumberFormat);
    let (whole, rest) = digits.split_at(digits.bytes().take_while(u8::is_ascii_digit).count());
    if !rest.starts_with('.') && whole.is_empty() {
        return None;
    }
    note(whole.len() > 1 && whole.starts_with('0'), Problem::LeadingZero);
    let significant = whole.trim_start_matches('0');
    number.push_str(if significant.is_empty() { "0" } else { significant });
    number.push_str(rest);
    if let Some(after) = rest.strip_prefix('.') {
        let is_bare = !after.starts_with(|c: char| c.is_ascii_digit());
        if is_bare && whole.is_empty() {
            return None;
        }
        note(is_bare || whole.is_empty(), Problem::BarePoint);
        if is_bare {
            number.insert(number.len() - after.len(), '0');
        }
    }
    if number.ends_with_any("eE+-") {
        note(true, Problem::NumberFormat);
        number.push('0');
    }
    (number_end(number.as_bytes(), 0) == Some(number.len())).then_some((problem, number))
}
