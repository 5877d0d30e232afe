//! The page behind a link of a letter. Scanners of mail open links too, so asking for it changes nothing: its button
//! uses the link up and opens a session in this browser.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::domain::access::{LinkPurpose, Subject, Token};
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::{Chrome, address};
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::session::{Session, closed, opened};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::access::{end_session, leave_everywhere as end_everywhere, use_link};

/// Field that says which showing of the page the button was pressed on.
const PAGE: &str = "page";

#[derive(Template)]
#[template(path = "pages/link.html")]
struct LinkPage {
    chrome: Chrome,
    lang: Lang,
    title: &'static str,
    text: &'static str,
    button: &'static str,
    action: String,
    page: String,
}

#[derive(Template)]
#[template(path = "pages/link_dead.html")]
struct DeadLinkPage {
    chrome: Chrome,
    lang: Lang,
    again_href: String,
}

/// Shows what a link will do, with the button that does it.
pub(crate) async fn show(State(state): State<AppState>, visit: Visit) -> Result<Response, Failed> {
    let purpose = purpose(&visit);
    let Some(token) = token(&visit) else { return Ok(dead(&visit, purpose)) };
    if !state.store.is_link_good(&token, purpose, state.now().now).await? {
        return Ok(dead(&visit, purpose));
    }
    let lang = visit.lang;
    let (title, text, button) = match purpose {
        LinkPurpose::Application => {
            (lang.link_application_title(), lang.link_application_text(), lang.link_application_button())
        }
        LinkPurpose::Space => (lang.link_space_title(), lang.link_space_text(), lang.link_space_button()),
        // An invitation has a page of its own.
        LinkPurpose::Desk => return Ok(dead(&visit, purpose)),
    };
    let (action, page) = (address(lang, &visit.path, ""), draw::token()?.reveal().to_owned());
    let view = LinkPage { chrome: Chrome::new(&visit), lang, title, text, button, action, page };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &view))
}

/// Uses a link up and opens a session in this browser, in place of the one it had.
pub(crate) async fn open(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    typed: Typed,
) -> Result<Response, Failed> {
    let purpose = purpose(&visit);
    let Some(link) = token(&visit) else { return Ok(dead(&visit, purpose)) };
    // The same showing of the page makes the same session, so that a doubled click does not end at a used link.
    let page = typed.get(PAGE).parse().or_else(|_| draw::token())?;
    let new = link.joined(&page);
    let moment = state.now();
    let subject = match use_link(&state.store, &link, purpose, &new, moment).await? {
        Some(used) => Some(used.subject),
        None => state.store.session(&new, moment.now).await?.filter(|subject| subject.purpose() == purpose),
    };
    let Some(subject) = subject else { return Ok(dead(&visit, purpose)) };
    if let Some(old) = session.token(purpose).filter(|old| **old != new) {
        end_session(&state.store, old, moment).await?;
    }
    let to = target(&state, &subject).await?;
    Ok(opened(see_other(&address(visit.lang, &to, "")), &state.site, &new, &subject))
}

/// Ends the session of this browser.
pub(crate) async fn leave(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    _: Typed,
) -> Result<Response, Failed> {
    let purpose = purpose(&visit);
    if let Some(token) = session.token(purpose) {
        end_session(&state.store, token, state.now()).await?;
    }
    Ok(closed(see_other(&address(visit.lang, "/", "")), &state.site, purpose))
}

/// Ends every session on what is open in this browser, in other browsers too.
pub(crate) async fn leave_everywhere(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    _: Typed,
) -> Result<Response, Failed> {
    let purpose = purpose(&visit);
    if let Some((_, subject)) = session.of(purpose) {
        end_everywhere(&state.store, subject, state.now()).await?;
    }
    Ok(closed(see_other(&address(visit.lang, "/", "")), &state.site, purpose))
}

/// Gives the page that a session begins on.
async fn target(state: &AppState, subject: &Subject) -> Result<String, Failed> {
    let Subject::Application(id) = subject else { return Ok("/espace".to_owned()) };
    let reference = state.store.application_reference(*id).await?;
    Ok(reference.map_or_else(|| "/candidature".to_owned(), |reference| format!("/candidature/{reference}")))
}

/// Answers alike for links that are used, too old, replaced, of others or none at all.
fn dead(visit: &Visit, purpose: LinkPurpose) -> Response {
    let lang = visit.lang;
    let again = match purpose {
        LinkPurpose::Application => "/candidature/reprendre",
        LinkPurpose::Space => "/espace/entrer",
        LinkPurpose::Desk => "/administration/connexion",
    };
    let view = DeadLinkPage { chrome: Chrome::new(visit), lang, again_href: address(lang, again, "") };
    page_with(StatusCode::GONE, NOT_KEPT, &view)
}

fn purpose(visit: &Visit) -> LinkPurpose {
    match visit.path.split('/').nth(1) {
        Some("espace") => LinkPurpose::Space,
        Some("administration") => LinkPurpose::Desk,
        _ => LinkPurpose::Application,
    }
}

fn token(visit: &Visit) -> Option<Token> {
    visit.path.rsplit('/').next()?.parse().ok()
}
