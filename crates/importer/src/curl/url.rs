//! Selects the URL among the words of a command.

use std::ops::Range;

use model::char_set::CharSet;

use super::spelling::remove_zero_width;
use super::{InvocationParts, is_url_like};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::shell::is_split_url;

impl InvocationParts {
    /// Takes the URL. Of two candidates, a real URL wins.
    pub(super) fn take_url(&mut self, url: MappedText, range: Range<usize>, report: &mut Report) {
        let is_better =
            self.invocation.url.as_ref().is_none_or(|first| !is_url_like(&first.text) && is_url_like(&url.text));
        let has_one = self.invocation.url.is_some();
        if let Some(first) = self.invocation.url.as_mut().filter(|first| is_split_url(first, &url.text))
            && report.text()[self.url_range.end..range.start].trim_any("\\ \t\r\n").is_empty()
        {
            report.push(self.url_range.start..range.end, RepairKind::LineBreakInUrl);
            first.append(&url);
            self.url_range.end = range.end;
            return;
        }
        let first = self.invocation.url.as_ref().map_or(String::new(), |first| first.text.clone());
        let dropped =
            if is_better { (first, std::mem::replace(&mut self.url_range, range)) } else { (url.text.clone(), range) };
        if is_better {
            self.invocation.url = Some(remove_zero_width(url, report));
        }
        if has_one {
            let is_url = is_url_like(&dropped.0) || dropped.0.trim_end_matches('.').contains('.');
            report.push_once(dropped.1, if is_url { RepairKind::ExtraUrls } else { RepairKind::ExtraWords });
        }
    }
}
