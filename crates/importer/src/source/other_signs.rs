//! Signs of other formats than that of a program. In doubt a text has one: `shell::find_curl` and `http` know the exact
//! rules, but are not loaded with every text.

use model::char_set::CharSet;

use super::{fences, yaml};
use crate::word_list;

/// Returns whether a text begins like JSON, or has a fence, a playbook, a command or the first line of an HTTP request.
pub(crate) fn may_be_other(text: &str) -> bool {
    begins_like_json(text)
        || fences::has_fence(text)
        || yaml::is_playbook(text)
        || ["curl", "Curl", "CURL"].iter().any(|name| text.match_indices(*name).any(|(at, _)| is_command(text, at)))
        || text.lines().any(|line| begins_request(line) || begins_tool(line))
}

fn begins_like_json(text: &str) -> bool {
    let mut start = text.trim_start();
    while let Some(comment) = start.strip_prefix("//") {
        start = comment.split_once('\n').map_or("", |(_, rest)| rest.trim_start());
    }
    let is_list = start.strip_prefix('[').is_some_and(|inside| inside.trim_start().starts_with_any("{[\""));
    start.starts_with_any("{\"\\") || is_list
}

/// Returns whether the word `curl` at the byte `at` may begin a command, and is not a variable: `$curl`, `curl = …`.
fn is_command(text: &str, at: usize) -> bool {
    let after = &text[at + "curl".len()..];
    let after = after.strip_prefix(".exe").unwrap_or(after);
    let next = after.trim_start_any(" \t");
    let is_word = next.len() < after.len() && !next.starts_with_any("=*);,");
    let is_argument = is_word || after.is_empty() || after.starts_with_any("\r\n\"'\\^`");
    is_argument && !text[..at].ends_with('$')
}

fn begins_request(line: &str) -> bool {
    let (method, target) = line.trim_start().split_once([' ', '\t']).unwrap_or_default();
    word_list::any("get post put patch delete", &|known| known.eq_ignore_ascii_case(method))
        && ["/", "http", "{{"].iter().any(|start| target.trim_start().starts_with(start))
}

fn begins_tool(line: &str) -> bool {
    let (name, arguments) = line.trim_start_any("$>#% \t").split_once(' ').unwrap_or_default();
    word_list::contains("wget http https xh xhs postman", name) && !arguments.trim_start().starts_with('=')
}
