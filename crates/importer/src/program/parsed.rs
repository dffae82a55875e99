//! A program, split into tokens, with the statements, functions and structs in it.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use super::decode::LiteralFault;
use super::fields::Field;
use super::functions::Function;
use super::language::Language;
use super::lexer::Code;
use super::statements::Constants;
use super::value::Value;

/// A fault of the program, and where.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Literal(LiteralFault),
    InnerQuote,
    LineBreak,
    /// A key that the language accepts in quotes only.
    UnquotedKey,
    /// `ConvertTo-Json` writes objects below this depth as text.
    Shallow(usize),
    NumberFormat,
    /// A number that the language rounds.
    RoundedNumber,
}

/// A program.
pub(super) struct Program<'t> {
    /// The normalized text.
    pub text: &'t str,
    pub language: &'static Language,
    pub code: Code<'t>,
    pub constants: Constants,
    pub functions: Vec<Function<'t>>,
    pub fields: Vec<Field<'t>>,
    pub faults: RefCell<Vec<(Range<usize>, Fault)>>,
    /// The arguments' token and the value of the last call that serializes.
    pub serialized: RefCell<Option<(usize, Value)>>,
    /// The remaining steps: limits programs whose constants multiply.
    pub fuel: Cell<usize>,
}

/// The maximum depth of expressions.
pub(super) const MAX_DEPTH: usize = 40;

impl Program<'_> {
    /// Returns the bytes of a range of tokens.
    pub fn bytes(&self, code: &Code, range: &Range<usize>) -> Range<usize> {
        let start = code.tokens.get(range.start).map_or(self.text.len(), |token| token.start);
        let end = range.end.checked_sub(1).and_then(|last| code.tokens.get(last)).map_or(start, |token| token.end);
        start..end.max(start)
    }

    pub fn unknown(&self, code: &Code, range: &Range<usize>) -> Value {
        Value::Unknown(self.bytes(code, range))
    }

    pub fn fault(&self, range: Range<usize>, fault: Fault) {
        let mut faults = self.faults.borrow_mut();
        if !faults.contains(&(range.clone(), fault)) && faults.len() < 300 {
            faults.push((range, fault));
        }
    }
}
