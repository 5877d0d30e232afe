//! Sends an application: what is missing, the proof of the address, the declaration, the button.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::messages::refused;
use super::{Applicant, topic_path};
use crate::domain::application::ApplicationState;
use crate::domain::email::EmailAddress;
use crate::domain::form::Topic;
use crate::domain::ids::LetterId;
use crate::domain::letter::LetterKind;
use crate::i18n::Lang;
use crate::store::LetterFate;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::quiet::{Quiet, flags};
use crate::web::state::AppState;
use crate::workflow::access::Asked;
use crate::workflow::applications::{self, LinkDraw, Sending, send_link};

/// The box that is ticked.
const DECLARED: &str = "declaration";

#[derive(Template)]
#[template(path = "pages/application/send.html")]
struct SendPage {
    chrome: Chrome,
    lang: Lang,
    missing: Vec<Missing>,
    address: Address,
    action: String,
    address_action: String,
    contact_href: String,
    list_href: String,
    quiet: Quiet,
    /// Whether the box was not ticked.
    wrong: bool,
}

impl SendPage {
    /// Tells whether nothing keeps the application from being sent.
    const fn is_ready(&self) -> bool {
        self.missing.is_empty() && matches!(self.address, Address::Proved(_))
    }
}

/// A page that lacks something.
struct Missing {
    href: String,
    label: String,
}

/// How far the proof of the address is.
enum Address {
    /// Not known yet.
    Unknown,
    /// A link is to be opened: what became of the last one, whether it may have arrived, and the answer to having asked for
    /// one just now.
    Waiting { said: String, arrives: bool, note: Option<&'static str> },
    /// Proved.
    Proved(String),
}

/// Shows what there is to do before sending.
pub(super) async fn show(State(state): State<AppState>, applicant: Applicant) -> Result<Response, Failed> {
    if !applicant.application.state.is_editable() {
        return Ok(see_other(&applicant.href("/suivi")));
    }
    page(&state, &applicant, None, StatusCode::OK).await
}

/// Sends the application.
pub(super) async fn send(
    State(state): State<AppState>,
    applicant: Applicant,
    typed: Typed,
) -> Result<Response, Failed> {
    if applicant.application.state == ApplicationState::Submitted {
        return Ok(see_other(&applicant.href("/suivi")));
    }
    if typed.get(DECLARED).is_empty() && applicant.application.state.is_editable() {
        return page(&state, &applicant, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let moment = state.now();
    let sending = Sending { letter_id: LetterId::new(draw::id()), flags: flags(&typed, moment) };
    match applications::send(&state.store, applicant.application.id, sending, moment).await {
        Ok(_) => Ok(see_other(&applicant.href("/suivi"))),
        Err(error) => Ok(refused(error, &applicant)),
    }
}

/// Sends another link that proves the address.
pub(super) async fn link(
    State(state): State<AppState>,
    applicant: Applicant,
    _: Typed,
) -> Result<Response, Failed> {
    let draw = LinkDraw { token: draw::token()?, letter_id: LetterId::new(draw::id()) };
    let note = match send_link(&state.store, applicant.application.id, draw, state.now()).await {
        Ok(Asked::Queued) => applicant.lang().send_address_queued(),
        Ok(Asked::TooMany) => applicant.lang().send_address_too_many(),
        Err(error) => return Ok(refused(error, &applicant)),
    };
    page(&state, &applicant, Some(note), StatusCode::OK).await
}

async fn page(
    state: &AppState,
    applicant: &Applicant,
    note: Option<&'static str>,
    status: StatusCode,
) -> Result<Response, Failed> {
    let lang = applicant.lang();
    let application = &applicant.application;
    let address = match (&application.email, application.email_verified_at) {
        (None, _) => Address::Unknown,
        (Some(email), None) => {
            let written = application.answers.email().map(|email| email.to_string()).unwrap_or_default();
            let (said, arrives) = match last_link(state, applicant, email).await? {
                None => (lang.link_not_sent(&written), false),
                Some(LetterFate::Failed { .. }) => (lang.link_lost(&written), false),
                Some(_) => (lang.link_sent_to(&written), true),
            };
            Address::Waiting { said, arrives, note }
        }
        (Some(email), Some(_)) => Address::Proved(email.to_string()),
    };
    let page = SendPage {
        lang,
        missing: missing(applicant),
        address,
        action: applicant.href("/envoyer"),
        address_action: applicant.href("/adresse"),
        contact_href: applicant.href(&topic_path(Topic::Contact, None)),
        list_href: applicant.href(""),
        quiet: Quiet::new(state.now()),
        wrong: status == StatusCode::UNPROCESSABLE_ENTITY,
        chrome: Chrome::new(&applicant.visit),
    };
    Ok(page_with(status, NOT_KEPT, &page))
}

/// What became of the last letter with a link to this application that went to an address.
async fn last_link(
    state: &AppState,
    applicant: &Applicant,
    email: &EmailAddress,
) -> Result<Option<LetterFate>, Failed> {
    let letters = state.store.letters_about(&applicant.application.id.to_string()).await?;
    let mut links = letters.into_iter().filter(|letter| letter.kind == LetterKind::ApplicationLink);
    Ok(links.find(|letter| letter.to.key() == email.key()).map(|letter| letter.fate))
}

/// The pages that lack something, each once, in the order of the list.
fn missing(applicant: &Applicant) -> Vec<Missing> {
    let lang = applicant.lang();
    let answers = &applicant.application.answers;
    let mut pages: Vec<(Topic, Option<u32>)> =
        answers.problems().iter().map(|missing| (missing.topic, missing.offer)).collect();
    pages.dedup();
    let named = pages.into_iter().map(|(topic, offer)| {
        let place = answers.offers.iter().position(|other| Some(other.number) == offer);
        let title = lang.topic_title(topic);
        let label = match place {
            Some(place) => {
                let offer = lang.offer_heading(place + 1, answers.offers[place].typed.one("title").trim());
                format!("{offer}, {}", lang.lower_first(title))
            }
            None => title.to_owned(),
        };
        Missing { href: applicant.href(&topic_path(topic, offer)), label }
    });
    named.collect()
}
