//! What became of the request.

use std::rc::Rc;

use js_sys::Date;
use leptos::prelude::*;
use model::combining::has_long_run;
use model::json;
use model::messages::{self, Message};
use model::request::HttpRequest;
use model::response::{LookupResult, Match, Outcome, causes};
use model::submission::Confirmation;
use model::url;
use wasm_bindgen::JsValue;

use crate::components::combining::shown;
use crate::components::copy_button::{copy_button_then, copy_value_button};
use crate::components::download_button::download;
use crate::dom::html::{self, code, dd, details, div, dl, dt, h2, li, output, p, section, span, summary, ul};
use crate::dom::{IntoNode, Node, ev, for_each, fragment, listen, show};
use crate::request::block;
use crate::request::next_steps::next_steps;
use crate::runtime::locale::language;
use crate::state::form::Form;
use crate::state::host::{CREATE_ID, OUTCOME_ID};
use crate::submit::send;
use crate::submit::submission::{Check, Exchange, Life, Made, Sent, Submission};

/// How far it has come, what has to be confirmed, and what it led to.
pub fn answer(form: Form) -> Node {
    let (exchange, submission) = (Exchange::of(form), Submission::of(form));
    ask_before_leaving(form);
    let status = move || match &*submission.life.read() {
        Life::Checking => Some(messages::CHECKING_STATUS.into()),
        // Now and then that it still lasts, for whoever does not see the seconds.
        Life::Sending => Some(match submission.seconds.get() / 10 * 10 {
            0 => messages::SENDING_STATUS.into(),
            seconds => messages::STILL_WAITING.format(&[&seconds]),
        }),
        // Whoever types on is not taken away from it, and hears of it so.
        Life::Ended(Outcome::Created(_)) => {
            let made = submission.made.read_untracked();
            made.first().filter(|made| form.types_on(&made.instance)).map(|_| messages::CREATED.into())
        }
        _ => None,
    };
    let is_sending = move || submission.life.with(|life| *life == Life::Sending);
    let waiting = move || {
        let cancel =
            html::button().attr("type", "button").on(ev::click, move |_| send::cancel(form)).child(messages::CANCEL);
        // Its role has it read out when it is asked for, not every second.
        let seconds = span().attr("role", "timer").child(move || format!("{} s", submission.seconds.get()));
        div().class("buttons").child(seconds).child(cancel)
    };
    let is_old = move |outcome: &Outcome| {
        matches!(outcome, Outcome::Created(_))
            || !outcome.may_exist() && !form.field_errors().rejected.read().is_empty()
    };
    fragment([
        p().attr("role", "status").class("notice").child(status),
        show(is_sending, waiting),
        (move || asked(&exchange.asks.read())).into_node(),
        (move || match &*submission.life.read() {
            // What was refused before it was sent is told elsewhere, and what is not known stays so.
            Life::Ended(outcome) if !is_old(outcome) => failure(form, outcome),
            _ => fragment([]),
        })
        .into_node(),
        undecided(form),
        for_each(
            move || submission.made.read().iter().map(|made| made.number.to_string()).collect(),
            move |number| {
                let made = submission.made.read_untracked();
                made.iter()
                    .find(|made| made.number.to_string() == number)
                    .map_or_else(|| fragment([]), |made| arrived(form, made))
            },
        ),
    ])
}

/// Whoever leaves now would lose what they cannot get again.
fn ask_before_leaving(form: Form) {
    let submission = Submission::of(form);
    listen(&window(), ev::beforeunload, move |event| {
        let is_open = submission.life.with_untracked(|life| *life == Life::Sending) || submission.is_undecided();
        let is_new = submission.made.read_untracked().iter().any(|made| !made.is_kept.get_untracked());
        if is_open || is_new {
            event.prevent_default();
            event.set_return_value(messages::SAVE_ID_AND_TOKEN.text());
        }
    });
}

/// What pressing once more would mean.
fn asked(asks: &[Confirmation]) -> Node {
    if asks.is_empty() {
        return fragment([]);
    }
    let items = asks.iter().cloned().map(|ask| li().child(move || ask.to_string()));
    let heading = h2().attr("tabindex", "-1").child(messages::ASK);
    heading.focus_when_mounted();
    div()
        .class("failure warning")
        .attr("role", "alert")
        .child(heading)
        .child(ul().child(fragment(items)))
        .child(p().child(messages::SUBMIT_AGAIN))
}

/// An answer, until it is dismissed.
fn arrived(form: Form, made: &Made) -> Node {
    let (is_kept, number) = (made.is_kept, made.number);
    let created = made.id.as_ref().zip(made.token.as_ref());
    let (title, help) = if created.is_some() {
        (messages::CREATED, messages::SAVE_ID_AND_TOKEN)
    } else {
        (messages::ARRIVED, messages::SAVE_RESPONSE)
    };
    let heading = h2().attr("tabindex", "-1").child(title);
    // Where the element was out of the page, nobody waits for it.
    let is_news = number > Exchange::of(form).last_known;
    if created.is_some() && is_news && !form.types_on(&made.instance) {
        heading.focus_when_mounted();
    }
    let keep = move || {
        is_kept.try_set(true);
    };
    let row = |name: &str, label: Message, value: &str, then: Rc<dyn Fn()>| {
        let copy = copy_value_button(label, value.to_owned(), move || then());
        fragment([dt().child(name), dd().child(output().child(&*shown(value).0).untranslated()).child(copy)])
    };
    let id = made.id.iter().map(|id| row("id", messages::COPY_ID, id, Rc::new(|| {})));
    let token = made.token.iter().map(|token| row("token", messages::COPY_TOKEN, token, Rc::new(keep)));
    let button = || html::button().attr("type", "button").class("quiet");
    let file = format!("instance-{}.json", made.id.as_deref().unwrap_or("answer"));
    let (kept, copied) = (made.answer.clone(), made.answer.clone());
    let download = button().child(messages::DOWNLOAD_RESPONSE).on(ev::click, move |_| {
        if download(&file, &kept).is_ok() {
            keep();
        }
    });
    let copy = copy_button_then(messages::COPY_RESPONSE, move || copied.clone(), keep);
    // What nobody has kept goes at a second press only.
    let was_asked = RwSignal::new(false);
    let lose = if made.token.is_some() { messages::LOSE_TOKEN } else { messages::DISMISS_RESPONSE };
    let dismiss = button().child(move || if was_asked.get() && !is_kept.get() { lose } else { messages::DISMISS }).on(
        ev::click,
        move |_| {
            let submission = Submission::of(form);
            if is_kept.get_untracked() || was_asked.get_untracked() && submission.was_readable() {
                submission.made.update(|all| all.retain(|made| made.number != number));
                // The button that was pressed is gone.
                form.host.focus(CREATE_ID);
            } else if !was_asked.get_untracked() {
                was_asked.set(true);
                submission.show_prompt();
            }
        },
    );
    let answer = json::parse_strict(&made.answer)
        .and_then(|tree| Some(json::format(tree.root(&made.answer)?, 0)))
        .unwrap_or_else(|| made.answer.clone());
    let covered = made.instance.redact(answer);
    let (shown, note) = shown(&covered);
    let whole = details().child(summary().child(messages::FULL_RESPONSE)).child(block(
        form,
        messages::FULL_RESPONSE,
        code().child(&*shown),
    ));
    let whole = whole.child(note);
    let whole = if created.is_some() { whole } else { whole.attr("open", "") };
    // Their commands are shown whole.
    let is_short = |(id, token): &(&String, &String)| !has_long_run(id) && !has_long_run(token);
    let next = created
        .filter(is_short)
        .map_or_else(|| fragment([]), |(id, token)| next_steps(form, &made.instance, id, token));
    section()
        .class("created")
        .attr("aria-label", title)
        .child(heading)
        .child(p().child(help))
        .child(dl().child(fragment(id.chain(token))))
        .child(whole)
        .child(next)
        .child(div().class("buttons").child(copy).child(download).child(dismiss))
}

fn failure(form: Form, outcome: &Outcome) -> Node {
    let title = match (outcome.may_exist(), Submission::of(form).is_undecided()) {
        (true, _) => messages::OUTCOME_UNKNOWN,
        (false, true) => messages::NOT_CREATED_BY_THIS,
        (false, false) => messages::NOT_CREATED,
    };
    let sentence = outcome.clone();
    let told = div()
        .class("failure")
        .attr("role", "alert")
        .attr("data-kind", outcome.kind())
        .child(h2().attr("id", OUTCOME_ID).attr("tabindex", "-1").child(title))
        .child(p().child(move || sentence.to_string()));
    if outcome.kind() == "unreachable" { told.child(why(form)) } else { told }
}

/// The requests of which it was not known what they led to, each with what was found of it.
fn undecided(form: Form) -> Node {
    let all = Submission::of(form).sent;
    let is_told = |sent: &&Sent| sent.record.id.is_none() || !matches!(*sent.check.read_untracked(), Check::Not);
    let numbers = move || all.read().iter().rev().filter(is_told).map(|sent| sent.record.number.to_string()).collect();
    let item = move |number: String| {
        let all = all.read_untracked();
        all.iter()
            .find(|sent| sent.record.number.to_string() == number)
            .map_or_else(|| fragment([]), |sent| open(form, sent))
    };
    div().class("undecided").child(for_each(numbers, item))
}

/// A moment, as a reader of the language that is spoken writes it; nothing where it is none.
fn moment(at: &JsValue) -> Option<String> {
    let date = Date::new(at);
    if date.value_of().is_nan() {
        return None;
    }
    let language = language();
    let own = window().navigator().language().filter(|own| own.starts_with(language));
    let locale = own.unwrap_or_else(|| if language == "en" { "en-GB".into() } else { language.into() });
    Some(date.to_locale_string(&locale, &JsValue::UNDEFINED).into())
}

/// How much of a name is told, in characters.
const NAME: usize = 100;

fn open(form: Form, sent: &Sent) -> Node {
    let (record, check) = (&sent.record, sent.check);
    let number = record.number;
    #[allow(clippy::cast_precision_loss, reason = "the milliseconds since 1970 are few enough")]
    let at = record.at as f64 * 1000.0;
    let name: String = record.instance.name.chars().take(NAME).collect();
    let said = move || messages::SENT_AT.format(&[&name, &moment(&at.into()).unwrap_or_default()]);
    let id = format!("sent-{number}");
    let button = || html::button().attr("type", "button").attr("aria-describedby", &id);
    let look = button()
        .attr("aria-disabled", move || matches!(&*check.read(), Check::Looking).then_some("true"))
        .on(ev::click, move |_| send::check(form, number))
        .child(messages::CHECK);
    let forget = button().class("quiet").on(ev::click, move |_| send::forget(form, number)).child(messages::FORGET);
    let of_account = record.is_restored.then_some(messages::CHECK_OTHER_ACCOUNT);
    let found = move || match &*check.read() {
        Check::Not => fragment([]),
        Check::Looking => p().child(messages::LOOKUP_RUNNING),
        Check::Failed => p().child(messages::CHECK_FAILED),
        Check::Refused(why) => {
            let why = why.clone();
            p().child(move || messages::CHECK_REFUSED.format(&[&why]))
        }
        Check::Needs(needs) => p().child(*needs),
        Check::Looked(looked) => fragment([found(looked), p().class("help").child(move || of_account)]),
    };
    div()
        .class("failure warning")
        .child(p().attr("id", &id).child(said))
        .child(div().class("buttons").child(look).child(forget))
        .child(div().attr("role", "status").child(found))
}

/// Why the browser may have got no answer.
fn why(form: Form) -> Node {
    let address = |all: &Vec<Sent>| {
        all.last().map(|sent| HttpRequest::create_instance(&sent.record.instance).url).unwrap_or_default()
    };
    let host = url::host(&Submission::of(form).sent.with_untracked(address));
    let causes = Rc::new(move || causes(&host, url::is_this_machine(&host)));
    let cause = |index: usize| {
        let causes = causes.clone();
        li().child(move || causes().swap_remove(index))
    };
    fragment([
        p().child(messages::CAUSES),
        ul().child(fragment((0..untrack(&*causes).len()).map(cause))),
        p().child(messages::COMMAND_TELLS),
    ])
}

/// What the list of instances says.
fn found(looked: &LookupResult) -> Node {
    let item = |found: &Match| {
        let (id, told) = (found.id.clone(), found.clone());
        let shown_id = shown(&id).0.into_owned();
        let said = move || {
            // One without its zone is shown as it is.
            let created = told.created.as_ref().map(|created| {
                let moment = Some(created).filter(|created| created.ends_with('Z')).and_then(|at| moment(&at.into()));
                moment.unwrap_or_else(|| created.clone())
            });
            match &created {
                Some(created) => messages::FOUND_ID_CREATED.format(&[&shown_id, &shown(created).0]),
                None => messages::FOUND_ID.format(&[&shown_id]),
            }
        };
        let item = li().child(said).child(copy_value_button(messages::COPY_ID, id, || {}));
        match found.token.clone() {
            Some(token) => item.child(copy_value_button(messages::COPY_TOKEN, token, || {})),
            None => item,
        }
    };
    let told = looked.clone();
    fragment([p().child(move || told.to_string()), ul().child(fragment(looked.found.iter().map(item)))])
}
