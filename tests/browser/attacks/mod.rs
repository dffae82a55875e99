//! Attacks on the page, in groups. Each group makes all its attempts, prints how many the page withstood, and lists
//! the others.

mod blocked;
mod doubles;
mod embedding;
mod hosts;
mod large;
mod leaks;
mod links;
mod responses;
mod stored;

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

    /// Records whether the page withstood an attempt; `seen` describes the outcome otherwise.
    pub fn note(&mut self, attempt: &str, withstood: bool, seen: impl std::fmt::Debug) {
        self.count += 1;
        if !withstood {
            let seen: String = format!("{seen:?}").chars().take(300).collect();
            self.failures.push(format!("{attempt}: {seen}"));
        }
    }

    /// Prints the group's line. Panics if an attempt succeeded.
    pub fn finish(self) {
        let Self { group, count, failures } = self;
        assert!(failures.is_empty(), "attacks: {group}: {} of {count} did not hold: {failures:#?}", failures.len());
        println!("attacks: {group}: {count} attempts, all held");
    }
}
