//! The state machine of submissions: the next phase and the effects of every event in every phase, random
//! interleavings on a page with several forms, and the faults of the browser tests. `SEED` repeats a random run.

#![allow(missing_docs)]

mod faults;
#[path = "../generated/mod.rs"]
mod generated;
mod page;
mod samples;
mod table;
mod times;
mod world;

use generated::{new_seed, seed_or};
use rayon::prelude::*;
use world::World;

/// A run of random sequences.
struct Run {
    sequences: u64,
    /// The number of events in each.
    steps: usize,
}

/// Many short sequences, and some long ones.
const RUNS: [Run; 2] = [Run { sequences: 1_000_000, steps: 10 }, Run { sequences: 1_000, steps: 150 }];

#[test]
fn random_interleavings_create_the_confirmed_instances() {
    let first = seed_or(new_seed());
    let attempts = samples::attempts();
    for Run { sequences, steps } in RUNS {
        // The presses, requests, questions and tokens of a sequence.
        let counts = |seed: u64| {
            let play = |is_logged: bool| {
                let mut world = World::new(seed, attempts.clone(), is_logged);
                let end = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    for _ in 0..steps {
                        world.random_step();
                        world.check();
                    }
                }));
                (end.is_ok(), world)
            };
            let (is_ok, world) = play(false);
            assert!(is_ok, "SEED={seed}, {steps} steps\n{}", play(true).1.log.join("\n"));
            [world.presses, world.posts.len(), world.unsent, world.tokens]
        };
        let [presses, posts, questions, tokens] = (first..first + sequences)
            .into_par_iter()
            .map(counts)
            .reduce(|| [0; 4], |a, b| std::array::from_fn(|index| a[index] + b[index]));
        println!(
            "submission: {sequences} sequences of {steps} events from SEED={first}: {presses} presses, {posts} requests, \
             {questions} not sent, {tokens} tokens received"
        );
        assert!(posts > 1_000 && questions > 1_000 && tokens > 1_000);
    }
}
