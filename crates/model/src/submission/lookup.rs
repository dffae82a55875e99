//! Looks up the instance that an unresolved request may have created, and forgets requests.

use crate::instance::{FieldError, FieldId, Instance};
use crate::messages::{self, Message};
use crate::request::HttpRequest;
use crate::response::{InstanceQuery, Outcome, RawResponse, TransportError};
use crate::url;

use super::sent_request::Query;
use super::{Effect, ElementId, Lookup, Now, SentRequest, Submissions};

impl Submissions {
    pub(super) fn start_lookup(&mut self, id: ElementId, number: usize, form: Instance) -> Vec<Effect> {
        let Some(submission) = self.get_mut(id) else { return Vec::new() };
        let others = submission.sent.iter().filter(|sent| sent.number != number);
        let known = others.filter_map(|sent| sent.id.clone()).collect();
        let Some(sent) = submission.find_ended(number).filter(|sent| sent.lookup != Lookup::Running) else {
            return Vec::new();
        };
        let account = match account(sent, form) {
            Ok(account) => account,
            Err(needs) => {
                sent.lookup = Lookup::Needs(needs);
                return Vec::new();
            }
        };
        let request = Box::new(HttpRequest::list_instances(&account));
        sent.lookup = Lookup::Running;
        sent.query = Some(Box::new(Query { account, known }));
        self.update_copies(id, number, |sent| sent.is_absent = false);
        let mut effects = self.store(id);
        effects.push(Effect::LookUp { number, request });
        effects
    }

    pub(super) fn end_lookup(
        &mut self,
        id: ElementId,
        number: usize,
        response: Result<RawResponse, TransportError>,
    ) -> Vec<Effect> {
        let Some(sent) = self.get_mut(id).and_then(|submission| submission.find_ended(number)) else {
            return Vec::new();
        };
        let Some(query) = sent.query.take() else { return Vec::new() };
        sent.lookup = match response {
            Ok(response) if (200..300).contains(&response.status) => {
                let result = InstanceQuery::new(&sent.instance, sent.at).find(&response.body, &query.known);
                result.map_or(Lookup::Failed, Lookup::Done)
            }
            Ok(response) => Lookup::Rejected(Outcome::read(&response).redacted(&query.account)),
            Err(_) => Lookup::Failed,
        };
        if let Lookup::Done(result) = &sent.lookup {
            let found = result.id().map(ToOwned::to_owned);
            // The list may be that of another account.
            let is_absent = result.is_absent() && !sent.is_restored;
            self.update_copies(id, number, |sent| {
                sent.is_absent = is_absent;
                sent.id.clone_from(&found);
            });
        }
        self.store(id)
    }

    pub(super) fn forget(&mut self, id: ElementId, number: usize, now: Now) -> Vec<Effect> {
        let Some(submission) = self.get_mut(id) else { return Vec::new() };
        let Some(line) = submission.find_ended(number).map(|sent| sent.line.clone()) else { return Vec::new() };
        // The next request moves to the place of this one, so the second half of a double click must not forget it.
        if !submission.prompt.was_readable(now) {
            return Vec::new();
        }
        submission.prompt.show(now);
        let mut storage_keys = Vec::new();
        for submission in self.all.iter_mut().filter(|submission| submission.id == id || !submission.is_attached) {
            let count = submission.sent.len();
            submission.sent.retain(|sent| sent.number != number && !sent.is_copy(&line));
            if submission.sent.len() < count {
                storage_keys.push(submission.storage_key.clone());
            }
        }
        let mut effects: Vec<_> =
            storage_keys.into_iter().flat_map(|storage_key| self.store_requests(storage_key)).collect();
        effects.push(Effect::FocusSubmit);
        effects
    }

    /// Changes a request and its copies in detached elements.
    fn update_copies(&mut self, id: ElementId, number: usize, change: impl Fn(&mut SentRequest)) {
        let sent = self.get_mut(id).and_then(|submission| submission.find_ended(number));
        let Some(line) = sent.map(|sent| sent.line.clone()) else { return };
        let known = self.all.iter_mut().filter(|submission| submission.id == id || !submission.is_attached);
        let requests = known.flat_map(|submission| &mut submission.sent);
        requests.filter(|sent| sent.number == number || sent.is_copy(&line)).for_each(change);
    }
}

/// Returns the account whose instances are listed: that of the request if it is known, or else that of the form.
///
/// # Errors
/// Returns the message that says which field is missing or differs.
fn account(sent: &SentRequest, form: Instance) -> Result<Instance, Message> {
    if sent.instance.name.is_empty() {
        return Err(messages::CHECK_NEEDS_NAME);
    }
    if !sent.instance.user_secret.is_empty() {
        return Ok(sent.instance.clone());
    }
    let is_missing = |error: &FieldError| matches!(error.field, FieldId::UserSecret | FieldId::OrganizationSecret);
    if form.validate().iter().any(is_missing) {
        return Err(messages::CHECK_NEEDS_SECRETS);
    }
    // Secrets that were typed for one host must not be sent to another.
    let is_same = url::base_url(&form.host) == url::base_url(&sent.instance.host);
    if is_same { Ok(form) } else { Err(messages::CHECK_NEEDS_HOST) }
}
