//! How long the request and the command take, for a polling configuration of 1 kB and of 1 MB.

#![allow(missing_docs)]

use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use element_instance_form::command::{Secrets, Shell};
use element_instance_form::element::Definition;
use element_instance_form::instance::Instance;
use element_instance_form::polling::Document;
use element_instance_form::request::HttpRequest;

/// The median of a few runs, in milliseconds; a run repeats until it can be timed.
fn milliseconds(mut work: impl FnMut()) -> f64 {
    let start = Instant::now();
    work();
    let rounds = (0.02 / start.elapsed().as_secs_f64().max(1e-7)).clamp(1.0, 10_000.0);
    let mut runs: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            let mut done = 0.0;
            while done < rounds {
                work();
                done += 1.0;
            }
            start.elapsed().as_secs_f64() * 1_000.0 / done
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    runs[runs.len() / 2]
}

fn main() {
    let definition = Definition::woocommerce();
    let resource = definition
        .resource("customers")
        .map(element_instance_form::element::Resource::configuration)
        .unwrap_or_default();
    println!("{:>14} {:>12} {:>12} {:>12}", "configuration", "check ms", "request ms", "command ms");
    for wanted in [1_000, 1_000_000] {
        let mut text = String::from("{");
        while text.len() + resource.len() < wanted || text.len() == 1 {
            let comma = if text.len() == 1 { "" } else { "," };
            let name = text.len();
            write!(text, "{comma}\n  \"customers-{name}\": {resource}").expect("a String takes all");
        }
        text.push_str("\n}");
        let polling = Arc::new(Document::new(text.clone()));
        assert!(polling.diagnostics().is_empty());
        let instance = Instance { events: true, polling, ..Instance::blank(definition) };
        let request = HttpRequest::create_instance(&instance, definition);
        let check = milliseconds(|| drop(black_box(Document::new(black_box(&text).clone()))));
        let make = milliseconds(|| drop(black_box(HttpRequest::create_instance(black_box(&instance), definition))));
        let print = milliseconds(|| drop(black_box(Shell::Posix.command(black_box(&request), Secrets::Shown))));
        println!("{:>12} B {check:>12.4} {make:>12.4} {print:>12.4}", text.len());
    }
}
