//! The way into the desk, and out of it.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::input::{Form, Input, typed_password};
use super::said;
use crate::domain::access::{LinkPurpose, Subject};
use crate::domain::desk::totp::Factor;
use crate::domain::email::EmailAddress;
use crate::i18n::Lang;
use crate::store::StoredOfficer;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::{Chrome, address};
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::limits::Allowance;
use crate::web::session::{Session, closed, opened};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::web::{browser, draw, hashing};
use crate::workflow::officers::{self, LogIn, Proof};

#[derive(Template)]
#[template(path = "pages/desk/login.html")]
struct LoginPage {
    chrome: Chrome,
    lang: Lang,
    form: Form,
}

/// Asks who it is; a browser in which the desk is open already goes there.
pub(super) async fn show(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
) -> Result<Response, Failed> {
    if let Some(id) = session.officer()
        && state.store.officer(id).await?.is_some_and(|officer| officer.is_active())
    {
        return Ok(see_other(&address(visit.lang, "/administration", "")));
    }
    Ok(page(&visit, "", false))
}

/// Opens the desk. Whatever is wrong, the answer is the same, and takes as long.
pub(super) async fn enter(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failed> {
    let moment = state.now();
    let email = EmailAddress::parse(typed.get("email")).ok();
    if let Some(email) = &email {
        // Also of addresses that nobody has: the limit tells nothing of them.
        let account = Subject::Space(email.clone());
        if let Err(too_often) = state.limits.account(Allowance::Guess, &account, moment.now) {
            return Ok(too_often.into_response());
        }
    }
    let officer = match &email {
        Some(email) => state.store.officer_by_email(email).await?,
        None => None,
    };
    let password = officer.as_ref().and_then(|officer| officer.password.clone());
    let right = hashing::is_right(typed_password(&typed, "password"), password).await?;
    let factor = Factor::parse(typed.get("code"));
    let token = draw::token()?;
    if let (true, Some(officer), Some(factor)) = (right, &officer, &factor) {
        let proof =
            Proof { officer: officer.id, password: officer.password.as_deref().unwrap_or_default(), factor };
        let old = session.token(LinkPurpose::Desk);
        let log_in = LogIn { proof, session: &token, old, browser: &browser::described(&headers) };
        if let Some(entered) = officers::log_in(&state.store, log_in, moment).await? {
            let answer = entered_page(&state, &visit, officer, entered.on_paper).await?;
            return Ok(opened(answer, &state.site, &token, &Subject::Desk(officer.id)));
        }
    }
    officers::note_failed(&state.store, officer.map(|officer| officer.id), moment).await?;
    Ok(page(&visit, typed.get("email"), true))
}

async fn entered_page(
    state: &AppState,
    visit: &Visit,
    officer: &StoredOfficer,
    on_paper: bool,
) -> Result<Response, Failed> {
    if on_paper {
        let left = state.store.recovery_codes_left(officer.id).await?;
        return Ok(said::used_on_paper(visit, left));
    }
    Ok(see_other(&address(visit.lang, "/administration", "")))
}

/// Ends the session of this browser.
pub(super) async fn leave(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    _: Typed,
) -> Result<Response, Failed> {
    if let (Some(token), Some(officer)) = (session.token(LinkPurpose::Desk), session.officer()) {
        officers::leave(&state.store, officer, token, state.now()).await?;
    }
    let to = see_other(&address(visit.lang, "/administration/connexion", ""));
    Ok(closed(to, &state.site, LinkPurpose::Desk))
}

fn page(visit: &Visit, email: &str, wrong: bool) -> Response {
    let lang = visit.lang;
    let form = Form::from(vec![
        Input::kept("email", lang.login_email(), "username", email)
            .problem(wrong.then(|| lang.login_wrong())),
        Input::password("password", lang.login_password(), "current-password"),
        Input::code("code", lang.login_code()).hint(lang.login_code_hint()),
    ]);
    page_with(form.status(), NOT_KEPT, &LoginPage { chrome: Chrome::new(visit), lang, form })
}
