//! Attacks on the page, in groups: each group tries all of its own, prints how many held, and names those that did not.

mod answers;
mod blocked;
mod doubles;
mod embedding;
mod hosts;
mod kept;
mod large;
mod leaks;
mod links;

/// The attempts of one group.
pub struct Attempts {
    group: &'static str,
    count: usize,
    failures: Vec<String>,
}

impl Attempts {
    pub fn new(group: &'static str) -> Self {
        Self { group, count: 0, failures: Vec::new() }
    }

    /// Notes whether one held; `seen` says what was there if not.
    pub fn note(&mut self, attempt: &str, held: bool, seen: impl std::fmt::Debug) {
        self.count += 1;
        if !held {
            let seen: String = format!("{seen:?}").chars().take(300).collect();
            self.failures.push(format!("{attempt}: {seen}"));
        }
    }

    /// Prints the group's line, and fails where an attempt did not hold.
    pub fn finish(self) {
        let Self { group, count, failures } = self;
        assert!(failures.is_empty(), "attacks: {group}: {} of {count} did not hold: {failures:#?}", failures.len());
        println!("attacks: {group}: {count} attempts, all held");
    }
}
