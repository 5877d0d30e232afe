//! The login: address, password and code in one form, and one answer to whatever is wrong with them.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::domain::access::{LinkPurpose, Subject};
use crate::domain::email::EmailAddress;
use crate::i18n::Lang;
use crate::store::StoredOfficer;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::browser;
use crate::web::chrome::{Chrome, address};
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::limits::Allowance;
use crate::web::session::{Session, opened};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::access::end_session;
use crate::workflow::desk::{self, Answer, Attempt, DeskError};

#[derive(Template)]
#[template(path = "pages/desk/login.html")]
struct LoginPage {
    chrome: Chrome,
    lang: Lang,
    email: String,
    wrong: bool,
}

/// Shows the form, or the desk to whoever is in already.
pub(super) async fn show(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
) -> Result<Response, Failed> {
    if let Some((_, Subject::Desk(id))) = session.of(LinkPurpose::Desk)
        && state.store.officer(*id).await?.is_some_and(|officer| officer.is_active())
    {
        return Ok(see_other(&address(visit.lang, "/administration", "")));
    }
    Ok(page(&visit, String::new(), false))
}

fn page(visit: &Visit, email: String, wrong: bool) -> Response {
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(status, NOT_KEPT, &LoginPage { chrome: Chrome::new(visit), lang: visit.lang, email, wrong })
}

/// Lets somebody in. Whatever is wrong, the answer and about the time it takes are the same.
pub(super) async fn enter(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failed> {
    let moment = state.now();
    let email = EmailAddress::parse(typed.get("email")).ok();
    let key = email.as_ref().map_or_else(|| typed.get("email").to_owned(), EmailAddress::key);
    if let Err(too_often) = state.limits.address(Allowance::Login, &key, moment.now) {
        return Ok(too_often.into_response());
    }
    let officer = match &email {
        Some(email) => state.store.officer_by_email(email).await?,
        None => None,
    };
    let kept = officer
        .as_ref()
        .filter(|officer| officer.is_active())
        .and_then(|officer| officer.password.as_deref());
    let right = state.hasher.is_password(typed.get("mot-de-passe"), kept).await?;
    let refused = async |known: Option<&StoredOfficer>| {
        desk::fail(&state.store, known.map(|officer| officer.id), moment).await?;
        Ok(page(&visit, typed.get("email").to_owned(), true))
    };
    let Some(officer) = officer.as_ref().filter(|_| right) else { return refused(officer.as_ref()).await };
    let new = draw::token()?;
    let browser = browser::named(&headers);
    let attempt = Attempt { officer, code: typed.get("code"), session: &new, browser: &browser };
    let answer = match desk::login(&state.store, attempt, moment).await {
        Ok(answer) => answer,
        Err(DeskError::Store(error)) => return Err(error.into()),
        Err(_) => return refused(Some(officer)).await,
    };
    if let Some(old) = session.token(LinkPurpose::Desk) {
        end_session(&state.store, old, moment).await?;
    }
    // Whoever used a recovery code is shown how many are left.
    let to = if answer == Answer::Recovery { "/administration/compte" } else { "/administration" };
    let to = see_other(&address(visit.lang, to, ""));
    Ok(opened(to, &state.site, &new, &Subject::Desk(officer.id)))
}
