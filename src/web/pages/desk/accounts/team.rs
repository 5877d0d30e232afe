//! The people of the desk: who there is, who is invited, what they may do.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::super::OnDuty;
use super::super::frame::Frame;
use super::input::{Form, Input};
use super::when;
use crate::domain::access::Subject;
use crate::domain::choice::Choice;
use crate::domain::desk::Role;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{LetterId, OfficerId};
use crate::i18n::Lang;
use crate::store::StoredOfficer;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::message;
use crate::web::state::AppState;
use crate::workflow::officers::{self, Invitation, TeamError};

/// Query that tells that an invitation was sent.
const INVITED: &str = "invitation=1";

/// A role to choose: slug, name, whether it is chosen.
type RoleChoice = (&'static str, &'static str, bool);

#[derive(Template)]
#[template(path = "pages/desk/team.html")]
struct TeamPage {
    chrome: Chrome,
    lang: Lang,
    frame: Frame,
    form: Form,
    role_problem: Option<&'static str>,
    roles: Vec<RoleChoice>,
    action: String,
    invited: bool,
    people: Vec<Person>,
}

struct Person {
    id: String,
    name: String,
    email: String,
    role: &'static str,
    state: &'static str,
    roles: Vec<RoleChoice>,
    /// Since when a session is open.
    present: Option<String>,
    oneself: bool,
    /// Whether access can be closed.
    open: bool,
    action: String,
}

/// What was asked for, to be shown again with what is wrong.
#[derive(Default)]
struct Asked<'a> {
    email: &'a str,
    name: &'a str,
    role: Option<Role>,
    email_problem: Option<&'static str>,
    role_problem: Option<&'static str>,
}

/// Shows everybody.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let asked = Asked { role: Some(Role::Vetter), ..Asked::default() };
    page(&state, &on_duty, asked).await
}

/// Invites somebody new.
pub(super) async fn invite(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    let (email, role) = (EmailAddress::parse(typed.get("email")), Role::from_slug(typed.get("role")));
    let known = match &email {
        Ok(email) => state.store.officer_by_email(email).await?.is_some(),
        Err(_) => false,
    };
    if let (Ok(email), Some(role), false) = (&email, role, known) {
        let name: String =
            crate::domain::text::tidy(typed.get("nom")).chars().take(super::LONGEST_NAME).collect();
        return send(&state, &on_duty, (email.clone(), name, lang), Some(role)).await;
    }
    let wrong = email.is_err().then(|| lang.team_email_wrong());
    let asked = Asked {
        email: typed.get("email"),
        name: typed.get("nom"),
        role,
        email_problem: wrong.or(known.then(|| lang.team_known())),
        role_problem: role.is_none().then(|| lang.team_role_missing()),
    };
    page(&state, &on_duty, asked).await
}

/// Sends somebody who is there another invitation.
pub(super) async fn invite_again(
    State(state): State<AppState>,
    on_duty: OnDuty,
    _: Typed,
) -> Result<Response, Failed> {
    let found = match named(&on_duty) {
        Some(id) => state.store.officer(id).await?,
        None => None,
    };
    let Some(officer) = found else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    send(&state, &on_duty, (officer.email, officer.name, officer.lang), None).await
}

/// Gives somebody another role.
pub(super) async fn change_role(State(state): State<AppState>, on_duty: OnDuty, typed: Typed) -> Response {
    let Some(id) = named(&on_duty) else { return StatusCode::NOT_FOUND.into_response() };
    let Some(role) = Role::from_slug(typed.get("role")) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let by = on_duty.officer.id;
    done(&on_duty, officers::change_role(&state.store, by, id, role, state.now()).await)
}

/// Lets somebody in no more.
pub(super) async fn deactivate(State(state): State<AppState>, on_duty: OnDuty, _: Typed) -> Response {
    let Some(id) = named(&on_duty) else { return StatusCode::NOT_FOUND.into_response() };
    done(&on_duty, officers::deactivate(&state.store, on_duty.officer.id, id, state.now()).await)
}

/// Ends every session of somebody.
pub(super) async fn end_sessions(State(state): State<AppState>, on_duty: OnDuty, _: Typed) -> Response {
    let Some(id) = named(&on_duty) else { return StatusCode::NOT_FOUND.into_response() };
    done(&on_duty, officers::end_all(&state.store, on_duty.officer.id, id, state.now()).await)
}

async fn send(
    state: &AppState,
    on_duty: &OnDuty,
    (email, name, lang): (EmailAddress, String, Lang),
    role: Option<Role>,
) -> Result<Response, Failed> {
    let invitation = Invitation {
        id: OfficerId::new(draw::id()),
        letter_id: LetterId::new(draw::id()),
        token: draw::token()?,
        email,
        name,
        role,
        lang,
    };
    match officers::invite(&state.store, invitation, &on_duty.actor(), state.now()).await {
        Ok(_) => Ok(see_other(&format!("{}?{INVITED}", on_duty.href("/equipe")))),
        Err(error) => Ok(done(on_duty, Err(error))),
    }
}

/// Reads who the path names, behind /administration/equipe/.
fn named(on_duty: &OnDuty) -> Option<OfficerId> {
    on_duty.part(1).parse().ok()
}

fn done(on_duty: &OnDuty, outcome: Result<(), TeamError>) -> Response {
    let lang = on_duty.lang();
    let texts = match outcome {
        Ok(()) => return see_other(&on_duty.href("/equipe")),
        Err(TeamError::NotFound) => return StatusCode::NOT_FOUND.into_response(),
        Err(TeamError::Store(error)) => return Failed::from(error).into_response(),
        Err(TeamError::Oneself) => (lang.team_oneself_title(), lang.team_oneself_text()),
        Err(TeamError::LastAdministrator) => (lang.team_last_title(), lang.team_last_text()),
    };
    let back = (on_duty.href("/equipe"), lang.team_back());
    message::show(&on_duty.visit, StatusCode::CONFLICT, texts, back)
}

async fn page(state: &AppState, on_duty: &OnDuty, asked: Asked<'_>) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    let present = state.store.desk_presence(state.now().now).await?;
    let people = state.store.officers().await?;
    let fields = vec![
        Input::kept("email", lang.login_email(), "off", asked.email).problem(asked.email_problem),
        Input::kept("nom", lang.team_name(), "off", asked.name),
    ];
    let beside = asked.role_problem.map(|problem| ("role", problem.to_owned()));
    let page = TeamPage {
        chrome: Chrome::new(&on_duty.visit),
        lang,
        frame: on_duty.frame(),
        form: Form { inputs: fields, beside },
        role_problem: asked.role_problem,
        roles: roles(asked.role, lang),
        action: on_duty.href("/equipe"),
        invited: on_duty.visit.query == INVITED,
        people: people.into_iter().map(|officer| person(officer, &present, on_duty)).collect(),
    };
    Ok(page_with(page.form.status(), NOT_KEPT, &page))
}

fn person(officer: StoredOfficer, present: &[(Subject, i64)], on_duty: &OnDuty) -> Person {
    let (lang, subject) = (on_duty.lang(), Subject::Desk(officer.id));
    let since = present.iter().find(|(who, _)| *who == subject).map(|(_, at)| *at);
    let state = match (officer.ended_at, officer.enrolled_at) {
        (Some(_), _) => lang.team_state_ended(),
        (None, Some(_)) => lang.team_state_active(),
        (None, None) => lang.team_state_invited(),
    };
    Person {
        role: lang.role(officer.role),
        roles: roles(Some(officer.role), lang),
        state,
        present: since.map(|at| when(at, lang)),
        oneself: officer.id == on_duty.officer.id,
        open: officer.ended_at.is_none(),
        action: on_duty.href(&format!("/equipe/{}", officer.id)),
        id: officer.id.to_string(),
        name: if officer.name.is_empty() { officer.email.to_string() } else { officer.name },
        email: officer.email.to_string(),
    }
}

fn roles(chosen: Option<Role>, lang: Lang) -> Vec<RoleChoice> {
    Role::ALL.iter().map(|role| (role.slug(), lang.role(*role), chosen == Some(*role))).collect()
}
