//! Decides about a listed offer: a form, the letter before it goes, the decision.
//!
//! As with applications a form is sent to its own address: `etape=apercu` shows the letter, `etape=modifier` leads back with
//! everything that was typed, `etape=envoyer` decides.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Named, named, refused};
use crate::domain::choice::Choice;
use crate::domain::desk::decision::Outcome;
use crate::domain::desk::ruling::Ruling;
use crate::domain::desk::verdict::{Fault, Refusal, remark};
use crate::domain::letter::{Letter, Reason};
use crate::domain::listing::DeskEvent;
use crate::i18n::{Lang, Named as _};
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::desk::decide::{LetterView, Words};
use crate::web::pages::desk::{Frame, OnDuty};
use crate::web::state::AppState;
use crate::workflow::listings::{self, ListingError, Revert};

const VERSION: &str = "version-offre";
const NUMBER: &str = "version";
const REASON: &str = "motif";
const WORDS: &str = "mots";
const STEP: &str = "etape";

#[derive(Template)]
#[template(path = "pages/desk/offer_rule.html")]
struct RulePage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    title: &'static str,
    lead: &'static str,
    about: String,
    back_href: String,
    action: String,
    /// Reasons of the fixed list; none where none is asked for.
    reasons: Vec<(&'static str, &'static str, bool)>,
    reasons_error: Option<String>,
    words: Words,
    version: String,
    number: String,
    /// Where the offer stands now, when that changed while this was written.
    meanwhile: Option<&'static str>,
}

impl RulePage {
    const fn is_wrong(&self) -> bool {
        self.reasons_error.is_some() || self.words.error.is_some()
    }
}

#[derive(Template)]
#[template(path = "pages/desk/offer_preview.html")]
struct PreviewPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    title: &'static str,
    about: String,
    back_href: String,
    action: String,
    letter: LetterView,
    to: Vec<String>,
    four_eyes: bool,
    carried: Vec<(String, String)>,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Rule(DeskEvent),
    Revert,
}

/// What was typed, once it is complete.
enum Ready {
    Rule(Ruling),
    Revert(String),
}

impl Deed {
    fn of(path: &str) -> Self {
        match path {
            "suspendre" => Self::Rule(DeskEvent::Suspend),
            "remettre" => Self::Rule(DeskEvent::Reinstate),
            "archiver" => Self::Rule(DeskEvent::Archive),
            _ => Self::Revert,
        }
    }

    const fn outcome(self) -> Outcome {
        match self {
            Self::Rule(DeskEvent::Suspend) => Outcome::Suspended,
            Self::Rule(DeskEvent::Reinstate) => Outcome::Reinstated,
            Self::Rule(DeskEvent::Archive) => Outcome::Archived,
            Self::Revert => Outcome::Reverted,
        }
    }

    const fn has_reasons(self) -> bool {
        matches!(self, Self::Rule(DeskEvent::Suspend | DeskEvent::Archive))
    }

    /// Reads the decision, or says what is wrong with it.
    fn read(self, typed: &Typed) -> Result<Ready, Vec<Fault>> {
        let words = typed.get(WORDS);
        let why = || Refusal::read(&reasons(typed), words);
        match self {
            Self::Rule(DeskEvent::Suspend) => why().map(|why| Ready::Rule(Ruling::Suspend(why))),
            Self::Rule(DeskEvent::Archive) => why().map(|why| Ready::Rule(Ruling::Archive(why))),
            Self::Rule(DeskEvent::Reinstate) => {
                Ruling::reinstate(words).map(Ready::Rule).map_err(|fault| vec![fault])
            }
            Self::Revert => remark(words).map(Ready::Revert).map_err(|fault| vec![fault]),
        }
    }
}

fn reasons(typed: &Typed) -> Vec<Reason> {
    let chosen =
        |reason: &&Reason| typed.pairs().iter().any(|(key, value)| key == REASON && value == reason.slug());
    Reason::ALL.iter().filter(chosen).copied().collect()
}

/// Shows the form.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let named = match named(&on_duty, &state).await {
        Ok(named) => named,
        Err(answer) => return Ok(answer),
    };
    let deed = Deed::of(on_duty.part(2));
    if let Deed::Rule(event) = deed
        && named.stored.listing.status.ruled(event).is_none()
    {
        return refused(ListingError::WrongState, &on_duty, &named);
    }
    let number = Typed::of_query(&on_duty.visit.query).get(NUMBER).to_owned();
    let typed =
        Typed::from(vec![(VERSION.to_owned(), named.version.to_string()), (NUMBER.to_owned(), number)]);
    Ok(form(&on_duty, &named, deed, &typed, &[], StatusCode::OK))
}

/// Shows the letter, the form again, or decides.
pub(super) async fn sent(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let named = match named(&on_duty, &state).await {
        Ok(named) => named,
        Err(answer) => return Ok(answer),
    };
    let deed = Deed::of(on_duty.part(2));
    if typed.get(STEP) == "modifier" {
        return Ok(form(&on_duty, &named, deed, &typed, &[], StatusCode::OK));
    }
    let ready = match deed.read(&typed) {
        Ok(ready) => ready,
        Err(faults) => {
            return Ok(form(&on_duty, &named, deed, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    if typed.get(STEP) != "envoyer" {
        return preview(&state, &on_duty, &named, deed, &typed, &ready).await;
    }
    let version = typed.get(VERSION).parse().unwrap_or(-1);
    let ruler = named.ruler(&on_duty, &state, version);
    let (store, mut ids) = (&state.store, draw::id);
    let done = match &ready {
        Ready::Rule(Ruling::Archive(why)) if state.four_eyes => {
            listings::propose_archive(store, ruler, why, &mut ids).await
        }
        Ready::Rule(ruling) => listings::rule(store, ruler, ruling, &mut ids).await.map(drop),
        Ready::Revert(words) => {
            let number = typed.get(NUMBER).parse().unwrap_or(-1);
            listings::revert(store, ruler, Revert { number, words }, &mut ids).await.map(drop)
        }
    };
    match done {
        Ok(()) => Ok(see_other(&named.href(&on_duty, ""))),
        Err(ListingError::Changed) => {
            // Shown about the offer as it is now, with everything that was typed.
            let mut pairs = typed.pairs().to_vec();
            pairs.retain(|(key, _)| key != VERSION);
            pairs.push((VERSION.to_owned(), named.version.to_string()));
            Ok(form(&on_duty, &named, deed, &Typed::from(pairs), &[], StatusCode::CONFLICT))
        }
        Err(error) => refused(error, &on_duty, &named),
    }
}

async fn preview(
    state: &AppState,
    on_duty: &OnDuty,
    named: &Named,
    deed: Deed,
    typed: &Typed,
    ready: &Ready,
) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    let contacts = state.store.contacts_of_provider(named.stored.provider_id).await?;
    let offer = named.stored.named();
    let letter = match ready {
        Ready::Rule(ruling) => ruling.letter(offer),
        Ready::Revert(words) => Letter::OfferReverted { offer, words: words.clone() },
    };
    let theirs = contacts.first().map_or(Lang::Fr, |known| known.contact.lang);
    let kept = [VERSION, NUMBER, REASON, WORDS];
    let carried = typed.pairs().iter().filter(|(key, _)| kept.contains(&key.as_str())).cloned();
    let page = PreviewPage {
        lang,
        title: lang.ruling(deed.outcome()).0,
        about: named.stored.listing.title.to_string(),
        back_href: named.href(on_duty, ""),
        action: named.href(on_duty, &format!("/{}", on_duty.part(2))),
        letter: LetterView::new(&letter, theirs),
        to: contacts.into_iter().map(|known| known.contact.email.to_string()).collect(),
        four_eyes: state.four_eyes && deed.outcome().needs_four_eyes(),
        carried: carried.collect(),
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

fn form(
    on_duty: &OnDuty,
    named: &Named,
    deed: Deed,
    typed: &Typed,
    faults: &[Fault],
    status: StatusCode,
) -> Response {
    let lang = on_duty.lang();
    let (title, lead) = lang.ruling(deed.outcome());
    let chosen = reasons(typed);
    let of_reasons = |fault: &&Fault| matches!(fault, Fault::NoReason);
    let error_of = |wanted: bool| {
        faults.iter().find(|fault| of_reasons(fault) == wanted).map(|fault| lang.decide_fault(fault))
    };
    let shown: &[Reason] = if deed.has_reasons() { Reason::ALL } else { &[] };
    let page = RulePage {
        lang,
        title,
        lead,
        about: named.stored.listing.title.to_string(),
        back_href: named.href(on_duty, ""),
        action: named.href(on_duty, &format!("/{}", on_duty.part(2))),
        reasons: shown
            .iter()
            .map(|reason| (reason.slug(), reason.name(lang), chosen.contains(reason)))
            .collect(),
        reasons_error: error_of(true),
        words: Words {
            name: WORDS.to_owned(),
            id: WORDS.to_owned(),
            label: lang.offer_rule_words(),
            optional: deed.has_reasons(),
            value: typed.get(WORDS).to_owned(),
            error: error_of(false),
        },
        version: typed.get(VERSION).to_owned(),
        number: typed.get(NUMBER).to_owned(),
        meanwhile: (status == StatusCode::CONFLICT).then(|| lang.listing_state(named.stored.listing.status)),
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    page_with(status, NOT_KEPT, &page)
}
