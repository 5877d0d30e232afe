//! One's own account: name, language of letters, open sessions.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::super::OnDuty;
use super::super::frame::Frame;
use super::input::{Form, Input};
use super::{name, when};
use crate::domain::access::{LinkPurpose, Subject};
use crate::domain::choice::Choice;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::session::Session;
use crate::web::state::AppState;
use crate::workflow::officers::{IDLE, change_profile, end_one as end_session, end_others as end_other};

/// Query that tells that something was saved.
pub(super) const SAVED: &str = "fait=1";

#[derive(Template)]
#[template(path = "pages/desk/account.html")]
struct AccountPage {
    chrome: Chrome,
    lang: Lang,
    frame: Frame,
    form: Form,
    action: String,
    email: String,
    saved: bool,
    langs: [Lang; 2],
    letters: Lang,
    sessions: Vec<Row>,
}

/// An open session.
struct Row {
    hash: String,
    browser: String,
    since: String,
    seen: String,
    current: bool,
}

/// Shows the account.
pub(super) async fn show(
    State(state): State<AppState>,
    on_duty: OnDuty,
    session: Session,
) -> Result<Response, Failed> {
    let name = on_duty.officer.name.clone();
    page(&state, &on_duty, &session, &name, None).await
}

/// Saves the name and the language of letters.
pub(super) async fn save(
    State(state): State<AppState>,
    on_duty: OnDuty,
    session: Session,
    typed: Typed,
) -> Result<Response, Failed> {
    let Some(name) = name(typed.get("nom")) else {
        let problem = Some(on_duty.lang().name_missing());
        return page(&state, &on_duty, &session, typed.get("nom"), problem).await;
    };
    let lang = Lang::from_slug(typed.get("langue")).unwrap_or(on_duty.officer.lang);
    change_profile(&state.store, on_duty.officer.id, name, lang, state.now()).await?;
    Ok(see_other(&format!("{}?{SAVED}", on_duty.href("/compte"))))
}

/// Ends one of one's own sessions.
pub(super) async fn end_one(
    State(state): State<AppState>,
    on_duty: OnDuty,
    _: Typed,
) -> Result<Response, Failed> {
    // Behind /administration/compte/sessions/.
    let hash = on_duty.part(2);
    if end_session(&state.store, on_duty.officer.id, hash, state.now()).await? {
        Ok(see_other(&format!("{}#sessions", on_duty.href("/compte"))))
    } else {
        Ok(StatusCode::NOT_FOUND.into_response())
    }
}

/// Ends one's own sessions in other browsers.
pub(super) async fn end_others(
    State(state): State<AppState>,
    on_duty: OnDuty,
    session: Session,
    _: Typed,
) -> Result<Response, Failed> {
    if let Some(token) = session.token(LinkPurpose::Desk) {
        end_other(&state.store, on_duty.officer.id, token, state.now()).await?;
    }
    Ok(see_other(&format!("{}#sessions", on_duty.href("/compte"))))
}

async fn page(
    state: &AppState,
    on_duty: &OnDuty,
    session: &Session,
    name: &str,
    problem: Option<&'static str>,
) -> Result<Response, Failed> {
    let (lang, now, officer) = (on_duty.lang(), state.now().now, &on_duty.officer);
    let own = session.token(LinkPurpose::Desk).map(crate::domain::access::Token::hash);
    let open = state.store.open_sessions(&Subject::Desk(officer.id), now).await?;
    let row = |open: crate::store::OpenSession| Row {
        current: own.as_deref() == Some(open.hash.as_str()),
        since: when(open.created_at, lang),
        seen: when((open.ends_at - IDLE).max(open.created_at), lang),
        browser: if open.browser.is_empty() { lang.session_unknown().to_owned() } else { open.browser },
        hash: open.hash,
    };
    let field = Input::kept("nom", lang.person_name(), "name", name).hint(lang.person_name_hint());
    let page = AccountPage {
        chrome: Chrome::new(&on_duty.visit),
        lang,
        frame: on_duty.frame(),
        form: Form::from(vec![field.problem(problem)]),
        action: on_duty.href("/compte"),
        email: officer.email.to_string(),
        saved: problem.is_none() && on_duty.visit.query == SAVED,
        langs: Lang::ALL,
        letters: officer.lang,
        sessions: open.into_iter().map(row).collect(),
    };
    Ok(page_with(page.form.status(), NOT_KEPT, &page))
}
