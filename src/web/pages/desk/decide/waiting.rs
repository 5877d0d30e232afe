//! What waits for a second pair of eyes.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::OnDuty;
use super::Frame;
use super::conflict::name;
use crate::i18n::{Lang, Named};
use crate::store::Proposal;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::state::AppState;
use crate::workflow::in_paris;

/// Most proposals on the page.
const MOST: u32 = 100;

#[derive(Template)]
#[template(path = "pages/desk/decide/waiting.html")]
struct WaitingPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    waiting: Vec<Waiting>,
}

struct Waiting {
    label: String,
    href: String,
    what: &'static str,
    who: String,
    when: String,
    reasons: String,
}

/// Lists what is proposed, longest first.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let mut waiting = Vec::new();
    for proposal in state.store.open_proposals(MOST).await? {
        waiting.extend(line(&state, &on_duty, &proposal).await?);
    }
    let (frame, chrome, lang) = (on_duty.frame(), Chrome::new(&on_duty.visit), on_duty.lang());
    Ok(page_with(StatusCode::OK, NOT_KEPT, &WaitingPage { chrome, frame, lang, waiting }))
}

/// Gives the line of a proposal; nothing when it was overtaken.
async fn line(state: &AppState, on_duty: &OnDuty, proposal: &Proposal) -> Result<Option<Waiting>, Failed> {
    let lang = on_duty.lang();
    let (label, href) = match (proposal.application, proposal.listing) {
        (Some(id), _) => {
            let Some(found) = state.store.application_by_id(id).await? else { return Ok(None) };
            if found.version != proposal.version {
                return Ok(None);
            }
            let href = on_duty.href(&format!("/dossiers/{}/second-avis", found.reference));
            (found.reference.to_string(), href)
        }
        (None, Some(id)) => {
            let Some(found) = state.store.listing(id).await? else { return Ok(None) };
            let href = on_duty.href(&format!("/offres/{}/second-avis", found.slug));
            (found.listing.title.to_string(), href)
        }
        (None, None) => return Ok(None),
    };
    let reasons: Vec<&str> = proposal.reasons.iter().map(|reason| reason.name(lang)).collect();
    Ok(Some(Waiting {
        label,
        href,
        what: lang.outcome(proposal.outcome),
        who: name(state, proposal.officer, lang).await?,
        when: lang.date_and_time(in_paris(proposal.at)),
        reasons: lang.list(&reasons),
    }))
}
