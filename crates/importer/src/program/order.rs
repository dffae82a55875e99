//! Tells which statements may run before an expression, or not at all.

use super::blocks::BlockKind;
use super::language::Id;
use super::lexer::NONE;
use super::parsed::Program;
use super::statements::{Action, Constants, Statement};

impl Constants {
    /// Returns the innermost block around the byte `at`.
    pub(super) fn block(&self, at: usize) -> usize {
        let mut index = self.blocks.partition_point(|block| block.range.start <= at);
        let mut steps = 0;
        while index > 0 && index != NONE && steps < 64 {
            let block = &self.blocks[index - 1];
            if block.range.contains(&at) {
                return index - 1;
            }
            index = if block.parent == NONE { 0 } else { block.parent + 1 };
            steps += 1;
        }
        NONE
    }

    /// Returns the index of the condition of the compiler around the byte `at`.
    fn directive(&self, at: usize) -> Option<usize> {
        let index = self.directives.partition_point(|range| range.end <= at);
        self.directives.get(index).filter(|range| range.contains(&at)).map(|_| index)
    }

    /// Returns the innermost function around the byte `at`.
    pub(super) fn function(&self, at: usize) -> usize {
        let block = self.block(at);
        if block == NONE { NONE } else { self.blocks[block].function }
    }

    /// Returns whether the statement may not run before the byte `at`.
    pub(super) fn is_conditional(&self, statement: &Statement, at: usize) -> bool {
        let directive = self.directive(statement.at);
        if directive.is_some() && self.directive(at) != directive {
            return true;
        }
        let mut block = self.block(statement.at);
        while block != NONE && !self.blocks[block].range.contains(&at) {
            if matches!(self.blocks[block].kind, BlockKind::Condition | BlockKind::Loop) {
                return true;
            }
            block = self.blocks[block].parent;
        }
        false
    }

    /// Returns whether a later statement may run before the expression at the byte `at`: one that follows in the loop
    /// around it, or sets the variable before the function around it is called. `chosen` is the last statement before it.
    pub(super) fn is_set_later(
        &self,
        program: &Program,
        statements: &[Statement],
        chosen: &Statement,
        at: usize,
    ) -> bool {
        let mut block = self.block(at);
        let (mut in_loop, mut in_function) = (None, None);
        while block != NONE && !self.blocks[block].range.contains(&chosen.at) {
            if !program.code.spend(1) {
                return true;
            }
            match self.blocks[block].kind {
                BlockKind::Loop => in_loop = Some(block),
                BlockKind::Function => in_function = Some(block),
                BlockKind::Once | BlockKind::Condition => {}
            }
            block = self.blocks[block].parent;
        }
        if in_loop.is_none() && in_function.is_none() {
            return false;
        }
        // In these languages, an assignment in a function makes another variable.
        let has_own = matches!(
            program.language.id,
            Id::Elixir | Id::Julia | Id::Matlab | Id::Php | Id::PowerShell | Id::Python | Id::R | Id::Ruby
        ) && !self.globals.contains(&chosen.name);
        let is_in = |block: Option<usize>, at: usize| block.is_some_and(|block| self.blocks[block].range.contains(&at));
        let function = self.function(chosen.at);
        // A declaration is another variable, but for a type in Python.
        let declares =
            |later: &Statement| later.is_declared && (program.language.id != Id::Python || later.value.is_none());
        statements.iter().filter(|later| later.at > at.max(chosen.at)).any(|later| {
            if is_in(in_loop, later.at) {
                return later.path.is_empty() && !matches!(later.action, Action::Call(_)) && !declares(later);
            }
            in_function.is_some()
                && !is_in(in_function, later.at)
                && later.sets_variable()
                && !(later.is_declared && later.value.is_none())
                && (self.function(later.at) == function || !later.is_declared && !has_own)
        })
    }

    pub(super) fn is_visible(&self, statement: &Statement, at: usize) -> bool {
        let block = self.block(statement.at);
        block == NONE || self.blocks[block].range.contains(&at)
    }
}
