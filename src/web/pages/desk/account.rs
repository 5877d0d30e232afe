//! One's own account: name, password, phone, recovery codes, open sessions.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};

use super::entry::{CodesPage, MAX_NAME, draw_codes};
use super::{Frame, OnDuty};
use crate::domain::access::{LinkPurpose, Subject, Token};
use crate::domain::choice::Choice;
use crate::domain::desk::Role;
use crate::domain::desk::password::NewPassword;
use crate::domain::desk::second_factor::RecoveryCode;
use crate::domain::ids::LetterId;
use crate::domain::text::tidy;
use crate::i18n::Lang;
use crate::store::OpenSession;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::browser;
use crate::web::chrome::Chrome;
use crate::web::door::{Who, see_other};
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::limits::Allowance;
use crate::web::routes::Route;
use crate::web::session::{Session, opened};
use crate::web::state::AppState;
use crate::workflow::desk::{self, DeskError, Proof};
use crate::workflow::in_paris;

/// Gives the routes of one's own account.
pub(super) fn routes() -> Vec<Route> {
    let routes = [
        Route::page("/administration/compte", get(show)),
        Route::action("/administration/compte/nom", post(rename)),
        Route::action("/administration/compte/mot-de-passe", post(change_password)).limited(Allowance::Login),
        Route::action("/administration/compte/telephone", post(change_phone)).limited(Allowance::Login),
        Route::action("/administration/compte/codes", post(renew_codes)).limited(Allowance::Login),
        Route::action("/administration/compte/sessions", post(end_sessions)),
    ];
    routes.into_iter().map(|route| route.only(Who::Desk(Role::Reader))).collect()
}

#[derive(Template)]
#[template(path = "pages/desk/account.html")]
struct AccountPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    base: String,
    email: String,
    name: String,
    english: bool,
    codes_left: String,
    sessions: Vec<OpenLine>,
    /// What is wrong: the field it stands at, and the sentence.
    problem: Option<(&'static str, &'static str)>,
    done: Option<&'static str>,
}

impl AccountPage {
    fn problem_at(&self, field: &str) -> Option<&'static str> {
        self.problem.filter(|(at, _)| *at == field).map(|(_, problem)| problem)
    }
}

/// A session that is open.
struct OpenLine {
    hash: String,
    browser: String,
    since: String,
    /// Whether it is the one that asks.
    this: bool,
}

/// Shows the account.
async fn show(State(state): State<AppState>, on_duty: OnDuty, session: Session) -> Result<Response, Failed> {
    let done = on_duty.visit.query.contains("lien=parti").then(|| on_duty.lang().account_phone_sent());
    page(&state, &on_duty, &session, None, done).await
}

async fn page(
    state: &AppState,
    on_duty: &OnDuty,
    session: &Session,
    problem: Option<(&'static str, &'static str)>,
    done: Option<&'static str>,
) -> Result<Response, Failed> {
    let (lang, officer, now) = (on_duty.lang(), &on_duty.officer, state.now().now);
    let left = state.store.recovery_codes_left(officer.id).await?;
    let open = state.store.open_sessions(&Subject::Desk(officer.id), now).await?;
    let own = session.token(LinkPurpose::Desk).map(Token::hash);
    let page = AccountPage {
        lang,
        base: on_duty.href("/compte"),
        email: officer.email.to_string(),
        name: officer.name.clone(),
        english: officer.lang == Lang::En,
        codes_left: lang.codes_left(u32::try_from(left).unwrap_or_default()),
        sessions: open.into_iter().map(|open| line(open, own.as_deref(), lang)).collect(),
        problem,
        done,
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page_with(status, NOT_KEPT, &page))
}

fn line(open: OpenSession, own: Option<&str>, lang: Lang) -> OpenLine {
    OpenLine {
        this: own == Some(open.hash.as_str()),
        browser: if open.browser.is_empty() {
            lang.account_unknown_browser().to_owned()
        } else {
            open.browser
        },
        since: lang.date_and_time(in_paris(open.created_at)),
        hash: open.hash,
    }
}

/// Changes the name and the language of letters.
async fn rename(
    State(state): State<AppState>,
    on_duty: OnDuty,
    session: Session,
    typed: Typed,
) -> Result<Response, Failed> {
    let name: String = tidy(typed.get("nom")).chars().take(MAX_NAME).collect();
    if name.is_empty() {
        let problem = ("nom", on_duty.lang().invitation_name_missing());
        return page(&state, &on_duty, &session, Some(problem), None).await;
    }
    let lang = Lang::from_slug(typed.get("langue")).unwrap_or(on_duty.officer.lang);
    match desk::change_name(&state.store, on_duty.officer.id, &name, lang, state.now()).await {
        Err(DeskError::Store(error)) => Err(error.into()),
        _ => Ok(see_other(&on_duty.href("/compte"))),
    }
}

/// Whether the password that is there already was typed right.
async fn is_right(state: &AppState, on_duty: &OnDuty, typed: &Typed) -> Result<bool, Failed> {
    state.hasher.is_password(typed.get("mot-de-passe"), on_duty.officer.password.as_deref()).await
}

/// Changes the password, and ends every other session.
async fn change_password(
    State(state): State<AppState>,
    on_duty: OnDuty,
    session: Session,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failed> {
    let (lang, officer) = (on_duty.lang(), &on_duty.officer);
    let new = match NewPassword::read(typed.get("nouveau"), &officer.email) {
        Ok(new) => new,
        Err(weak) => {
            let problem = ("nouveau", lang.weak_password(weak));
            return page(&state, &on_duty, &session, Some(problem), None).await;
        }
    };
    let wrong = ("mot-de-passe", lang.account_wrong());
    if !is_right(&state, &on_duty, &typed).await? {
        return page(&state, &on_duty, &session, Some(wrong), None).await;
    }
    let (kept, token, browser) = (state.hasher.hash(new).await?, draw::token()?, browser::named(&headers));
    let proof = Proof { officer, code: typed.get("code") };
    match desk::change_password(&state.store, &proof, kept, (&token, &browser), state.now()).await {
        Ok(()) => {
            let to = see_other(&on_duty.href("/compte"));
            Ok(opened(to, &state.site, &token, &Subject::Desk(officer.id)))
        }
        Err(DeskError::Store(error)) => Err(error.into()),
        Err(_) => page(&state, &on_duty, &session, Some(wrong), None).await,
    }
}

/// Sends a link by which another phone is linked.
async fn change_phone(
    State(state): State<AppState>,
    on_duty: OnDuty,
    session: Session,
    typed: Typed,
) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    let mut problem = ("telephone-mot-de-passe", lang.account_wrong());
    if is_right(&state, &on_duty, &typed).await? {
        let proof = Proof { officer: &on_duty.officer, code: typed.get("code") };
        let draw = (draw::token()?, LetterId::new(draw::id()));
        match desk::renew_factor(&state.store, &proof, draw, state.now()).await {
            Ok(()) => return Ok(see_other(&format!("{}?lien=parti", on_duty.href("/compte")))),
            Err(DeskError::Store(error)) => return Err(error.into()),
            Err(DeskError::TooMany) => problem.1 = lang.team_too_many(),
            Err(_) => {}
        }
    }
    page(&state, &on_duty, &session, Some(problem), None).await
}

/// Gives new recovery codes, shown this one time.
async fn renew_codes(
    State(state): State<AppState>,
    on_duty: OnDuty,
    session: Session,
    typed: Typed,
) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    if is_right(&state, &on_duty, &typed).await? {
        let codes = draw_codes()?;
        let proof = Proof { officer: &on_duty.officer, code: typed.get("code") };
        match desk::renew_codes(&state.store, &proof, &codes, state.now()).await {
            Ok(()) => {
                let page = CodesPage {
                    lang,
                    codes: codes.iter().map(RecoveryCode::reveal).collect(),
                    on_href: on_duty.href(""),
                    chrome: Chrome::bare(lang, &state.site),
                };
                return Ok(page_with(StatusCode::OK, NOT_KEPT, &page));
            }
            Err(DeskError::Store(error)) => return Err(error.into()),
            Err(_) => {}
        }
    }
    let problem = ("codes-mot-de-passe", lang.account_wrong());
    page(&state, &on_duty, &session, Some(problem), None).await
}

/// Ends one session, or all others.
async fn end_sessions(
    State(state): State<AppState>,
    on_duty: OnDuty,
    session: Session,
    typed: Typed,
) -> Result<Response, Failed> {
    let Some(own) = session.token(LinkPurpose::Desk) else { return Ok(see_other(&on_duty.href("/compte"))) };
    let which = Some(typed.get("session")).filter(|hash| !hash.is_empty());
    match desk::end_session(&state.store, on_duty.officer.id, which, own, state.now()).await {
        Err(DeskError::Store(error)) => Err(error.into()),
        _ => Ok(see_other(&on_duty.href("/compte"))),
    }
}
