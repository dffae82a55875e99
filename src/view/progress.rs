//! What is still missing before the instance can be created.

use element_instance_form::instance::Reason;
use element_instance_form::words;
use leptos::prelude::*;

use super::dom::{Node, el};
use super::exchange::Exchange;
use super::form::Form;

/// The line above the button.
pub fn progress(form: Form) -> Node {
    let problems = Exchange::of(form).problems;
    let line = move || {
        let problems = problems.read();
        let labels = |is_blank: bool| {
            let labels = problems.iter().filter(|refusal| (refusal.reason == Reason::Blank) == is_blank);
            let mut labels: Vec<_> = labels.map(|refusal| refusal.label.as_str()).collect();
            labels.dedup();
            labels.join(", ")
        };
        match (labels(true), labels(false)) {
            (missing, wrong) if missing.is_empty() && wrong.is_empty() => words::COMPLETE.to_owned(),
            (missing, wrong) if wrong.is_empty() => format!("{} {missing}.", words::STILL_MISSING),
            (missing, wrong) if missing.is_empty() => format!("{} {wrong}.", words::TO_MEND),
            (missing, wrong) => format!("{} {missing}. {} {wrong}.", words::STILL_MISSING, words::TO_MEND),
        }
    };
    el("p").attr("id", "progress").class("help").live_text(line)
}
