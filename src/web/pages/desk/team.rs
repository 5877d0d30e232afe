//! Who works at the desk.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::entry::MAX_NAME;
use super::{Frame, OnDuty};
use crate::domain::choice::Choice;
use crate::domain::desk::Role;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{LetterId, OfficerId};
use crate::domain::text::tidy;
use crate::i18n::Lang;
use crate::store::StoredOfficer;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::{Who, see_other};
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::asked_email::AskedEmail;
use crate::web::pages::message;
use crate::web::routes::Route;
use crate::web::state::AppState;
use crate::workflow::desk::{self, DeskError, Invitation};

/// Gives the routes of the team.
pub(super) fn routes() -> Vec<Route> {
    let one = |end: &str| format!("/administration/equipe/{{id}}/{end}");
    let routes = [
        Route::form("/administration/equipe", get(show), post(invite)),
        Route::action(one("inviter"), post(invite_again)),
        Route::action(one("role"), post(change_role)),
        Route::action(one("fermer"), post(deactivate)),
        Route::action(one("sessions"), post(end_sessions)),
    ];
    routes.into_iter().map(|route| route.only(Who::Desk(Role::Administrator))).collect()
}

#[derive(Template)]
#[template(path = "pages/desk/team.html")]
struct TeamPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    base: String,
    members: Vec<Member>,
    roles: Vec<(&'static str, &'static str)>,
    email: AskedEmail,
    name: String,
    name_problem: Option<&'static str>,
    chosen: &'static str,
    invited: bool,
}

impl TeamPage {
    const fn is_wrong(&self) -> bool {
        self.email.problem.is_some() || self.name_problem.is_some()
    }
}

/// Somebody of the team.
struct Member {
    id: String,
    name: String,
    email: String,
    role: &'static str,
    state: &'static str,
    class: &'static str,
    this: bool,
    active: bool,
}

/// Shows everybody.
async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let invited = on_duty.visit.query.contains("invitation=partie");
    let blank = (AskedEmail::default(), String::new(), None);
    page(&state, &on_duty, blank, Role::Vetter, invited).await
}

async fn page(
    state: &AppState,
    on_duty: &OnDuty,
    (email, name, name_problem): (AskedEmail, String, Option<&'static str>),
    role: Role,
    invited: bool,
) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    let officers = state.store.officers().await?;
    let page = TeamPage {
        lang,
        base: on_duty.href("/equipe"),
        members: officers.iter().map(|officer| member(officer, on_duty)).collect(),
        roles: Role::ALL.iter().map(|role| (role.slug(), lang.role(*role))).collect(),
        email,
        name,
        name_problem,
        chosen: role.slug(),
        invited,
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    let status = if page.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page_with(status, NOT_KEPT, &page))
}

fn member(officer: &StoredOfficer, on_duty: &OnDuty) -> Member {
    let lang = on_duty.lang();
    let (state, class) = match (officer.ended_at, officer.enrolled_at) {
        (Some(_), _) => (lang.team_ended(), " off"),
        (None, Some(_)) => (lang.team_active(), " done"),
        (None, None) => (lang.team_pending(), ""),
    };
    Member {
        id: officer.id.to_string(),
        name: officer.name.clone(),
        email: officer.email.to_string(),
        role: officer.role.slug(),
        state,
        class,
        this: officer.id == on_duty.officer.id,
        active: officer.ended_at.is_none(),
    }
}

/// Invites somebody.
async fn invite(State(state): State<AppState>, on_duty: OnDuty, typed: Typed) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    let name: String = tidy(typed.get("nom")).chars().take(MAX_NAME).collect();
    let role = Role::from_slug(typed.get("role")).unwrap_or(Role::Vetter);
    let missing = name.is_empty().then(|| lang.invitation_name_missing());
    let email: EmailAddress = match (AskedEmail::read(&typed, lang), missing) {
        (Ok(email), None) => email,
        (Ok(_), missing) => {
            let kept = AskedEmail { typed: typed.get("email").to_owned(), problem: None };
            return page(&state, &on_duty, (kept, typed.get("nom").to_owned(), missing), role, false).await;
        }
        (Err(wrong), missing) => {
            return page(&state, &on_duty, (wrong, typed.get("nom").to_owned(), missing), role, false).await;
        }
    };
    let actor = on_duty.actor();
    let invitation = Invitation {
        actor: &actor,
        email,
        name,
        role,
        lang,
        id: OfficerId::new(draw::id()),
        token: draw::token()?,
        letter_id: LetterId::new(draw::id()),
    };
    done(desk::invite(&state.store, invitation, state.now()).await.map(drop), &on_duty, "?invitation=partie")
}

/// Invites somebody anew.
async fn invite_again(State(state): State<AppState>, on_duty: OnDuty, _: Typed) -> Result<Response, Failed> {
    let Ok(id) = on_duty.part(1).parse() else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let draw = (draw::token()?, LetterId::new(draw::id()));
    let again = desk::invite_again(&state.store, id, &on_duty.actor(), draw, state.now()).await;
    done(again, &on_duty, "?invitation=partie")
}

/// Gives somebody another role.
async fn change_role(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let (Ok(id), Some(role)) = (on_duty.part(1).parse(), Role::from_slug(typed.get("role"))) else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    done(desk::change_role(&state.store, on_duty.officer.id, id, role, state.now()).await, &on_duty, "")
}

/// Lets somebody in no more.
async fn deactivate(State(state): State<AppState>, on_duty: OnDuty, _: Typed) -> Result<Response, Failed> {
    let Ok(id) = on_duty.part(1).parse() else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    done(desk::deactivate(&state.store, on_duty.officer.id, id, state.now()).await, &on_duty, "")
}

/// Closes whatever somebody has open.
async fn end_sessions(State(state): State<AppState>, on_duty: OnDuty, _: Typed) -> Result<Response, Failed> {
    let Ok(id) = on_duty.part(1).parse() else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    done(desk::end_sessions(&state.store, on_duty.officer.id, id, state.now()).await, &on_duty, "")
}

fn done(outcome: Result<(), DeskError>, on_duty: &OnDuty, query: &str) -> Result<Response, Failed> {
    let (lang, href) = (on_duty.lang(), on_duty.href("/equipe"));
    let why = match outcome {
        Ok(()) => return Ok(see_other(&format!("{href}{query}"))),
        Err(DeskError::Store(error)) => return Err(error.into()),
        Err(DeskError::NotFound | DeskError::WrongProof) => return Ok(StatusCode::NOT_FOUND.into_response()),
        Err(DeskError::LastAdministrator) => lang.team_last(),
        Err(DeskError::Oneself) => lang.team_oneself(),
        Err(DeskError::TooMany) => lang.team_too_many(),
    };
    let texts = (lang.team_not_done(), why);
    Ok(message::show(&on_duty.visit, StatusCode::CONFLICT, texts, (href, lang.team_back())))
}
