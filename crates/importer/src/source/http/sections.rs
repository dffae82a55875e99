//! Splits a file of several HTTP requests, as editors write them.

use std::ops::Range;

use model::char_set::CharSet;

use super::line::{Line, classify};
use super::lines;
use crate::candidate::{Candidate, instance_name};

/// Returns the ranges between the lines that begin with `###`. The text after these marks is the request's name.
pub(super) fn split(text: &str) -> Vec<Range<usize>> {
    let mut sections = Vec::new();
    let mut start = 0;
    for range in lines(text) {
        if text[range.clone()].starts_with("###") {
            sections.push(start..range.start);
            start = range.start;
        }
    }
    sections.push(start..text.len());
    sections
        .retain(|section| text[section.clone()].lines().any(|line| !line.trim().is_empty() && !line.starts_with('#')));
    sections
}

/// Returns the section with its description if its request creates an instance.
pub(super) fn candidate(text: &str, section: Range<usize>) -> Option<(Range<usize>, Candidate)> {
    let content = &text[section.clone()];
    let request = lines(content).into_iter().find_map(|range| match classify(content, range) {
        Some(Line::Request { method, target }) => Some((&content[method], &content[target])),
        _ => None,
    });
    let (method, target) = request?;
    let path = target.before_any("?#").trim_end_matches('/');
    if !method.eq_ignore_ascii_case("POST") || !path.ends_with("/instances") {
        return None;
    }
    let mark =
        content.strip_prefix("###").map(|rest| rest.lines().next().unwrap_or_default().trim_matches(['#', ' ', '\r']));
    let name = mark.filter(|name| !name.is_empty()).map(str::to_owned);
    let name =
        name.unwrap_or_else(|| content.find('{').map(|body| instance_name(&content[body..])).unwrap_or_default());
    Some((section, Candidate::new(method, target, &name)))
}
