//! Two people at once: what one has typed, and what the other has done meanwhile.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::fields::Fields;
use super::{Deciding, Frame, not_now};
use crate::domain::ids::OfficerId;
use crate::i18n::{Lang, Named};
use crate::store::Decision;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::state::AppState;
use crate::workflow::in_paris;

#[derive(Template)]
#[template(path = "pages/desk/decide/conflict.html")]
struct ConflictPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    title: &'static str,
    reference: String,
    case_href: String,
    action: String,
    /// Where the application stands now, and in whose hands.
    stands: &'static str,
    assignee: Option<String>,
    /// What has happened since the page was shown.
    since: Vec<(String, &'static str)>,
    decisions: Vec<Decided>,
    /// What is proposed now.
    proposed_by: Option<String>,
    form: Fields,
    /// Whether the same can still be decided.
    again: bool,
}

/// A decision that somebody has made meanwhile.
struct Decided {
    who: String,
    what: &'static str,
    when: String,
    why: Vec<String>,
}

/// Shows both versions: what was typed, ready to be sent about the application as it is now, and what has changed.
pub(super) async fn page(state: &AppState, deciding: &Deciding<'_>) -> Result<Response, Failed> {
    let (lang, on_duty, draft) = (deciding.lang(), deciding.on_duty, &deciding.draft);
    // What stood before this request may have changed while it was answered.
    let Some(now) = state.store.application_by_id(deciding.application.id).await? else {
        return Ok(super::refused::not_found());
    };
    let history = state.store.history(now.id).await?;
    let since = history.iter().skip(draft.seen());
    let since = since.map(|(at, happened)| (lang.date_and_time(in_paris(*at)), lang.happened(happened)));
    let shown = draft.version().unwrap_or_default();
    let mut decisions = Vec::new();
    for made in state.store.decisions_of_application(now.id).await? {
        if made.version >= shown {
            decisions.push(decided(state, &made, lang).await?);
        }
    }
    let open = state.store.open_proposal_of_application(now.id).await?;
    let proposed_by = match open {
        Some(open) => Some(name(state, open.officer, lang).await?),
        None => None,
    };
    let assignee = match now.assignee {
        Some(assignee) => Some(name(state, assignee, lang).await?),
        None => None,
    };
    let page = ConflictPage {
        lang,
        title: lang.decide_title(draft.kind().outcome()),
        reference: now.reference.to_string(),
        case_href: deciding.href(""),
        action: deciding.action(),
        stands: lang.application_state(now.state),
        assignee,
        since: since.collect(),
        decisions,
        proposed_by,
        form: Fields::new(draft, &now.answers, &[], lang).about(now.version, history.len()),
        again: not_now(state, on_duty, &now, draft.kind()).await?.is_none(),
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    Ok(page_with(StatusCode::CONFLICT, NOT_KEPT, &page))
}

async fn decided(state: &AppState, made: &Decision, lang: Lang) -> Result<Decided, Failed> {
    let reasons = made.reasons.iter().map(|reason| reason.name(lang).to_owned());
    Ok(Decided {
        who: name(state, made.officer, lang).await?,
        what: lang.outcome(made.outcome),
        when: lang.date_and_time(in_paris(made.at)),
        why: reasons.chain([made.words.clone()]).filter(|why| !why.is_empty()).collect(),
    })
}

/// Gives the name of somebody at the desk.
pub(super) async fn name(state: &AppState, officer: OfficerId, lang: Lang) -> Result<String, Failed> {
    let known = state.store.officer(officer).await?;
    Ok(known.map_or_else(|| lang.desk_somebody().to_owned(), |known| known.name))
}
