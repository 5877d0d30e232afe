//! The page behind an invitation: a password and an app are chosen, and the desk opens.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::app::{AppView, new_secret, secret_of};
use super::input::{Form, Input, typed_password};
use super::name;
use super::said::{codes, hashes, new_codes};
use crate::domain::access::{LinkPurpose, Subject, Token};
use crate::domain::desk::password::weakness;
use crate::domain::desk::totp::SharedSecret;
use crate::i18n::Lang;
use crate::store::StoredOfficer;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::{Chrome, address};
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::message;
use crate::web::session::opened;
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::web::{browser, draw, hashing};
use crate::workflow::officers::{Enrolled, Enrolment, enrol};

#[derive(Template)]
#[template(path = "pages/desk/invitation.html")]
struct InvitationPage {
    chrome: Chrome,
    lang: Lang,
    email: String,
    app: AppView,
    form: Form,
    action: String,
}

/// What is wrong with what was chosen.
#[derive(Default)]
struct Problems {
    name: Option<&'static str>,
    password: Option<String>,
    code: Option<&'static str>,
}

/// Shows what is to be chosen; asking for the page changes nothing.
pub(super) async fn show(State(state): State<AppState>, visit: Visit) -> Result<Response, Failed> {
    let Some((_, officer)) = invited(&state, &visit).await? else { return Ok(dead(&visit)) };
    Ok(page(&visit, &officer, &new_secret()?, &officer.name, Problems::default()))
}

/// Uses the invitation up, and shows the codes on paper this once.
pub(super) async fn take_up(
    State(state): State<AppState>,
    visit: Visit,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failed> {
    let Some((link, officer)) = invited(&state, &visit).await? else { return Ok(dead(&visit)) };
    let (lang, moment, secret) = (visit.lang, state.now(), secret_of(&typed)?);
    let password = typed_password(&typed, "password");
    let code: String = typed.get("code").chars().filter(|c| !c.is_whitespace()).take(64).collect();
    let problems = Problems {
        name: name(typed.get("nom")).is_none().then(|| lang.name_missing()),
        password: weakness(&password, &officer.email).map(|weak| lang.weak_password(weak)),
        code: secret.step(&code, moment.now, 0).is_none().then(|| lang.factor_wrong()),
    };
    let (Some(name), None, None) = (name(typed.get("nom")), &problems.password, problems.code) else {
        return Ok(page(&visit, &officer, &secret, typed.get("nom"), problems));
    };
    let (session, paper) = (draw::token()?, new_codes()?);
    let chosen = Enrolment {
        link: &link,
        session: &session,
        browser: &browser::described(&headers),
        name,
        lang,
        password: hashing::hashed(password).await?,
        secret: &secret,
        code: &code,
        recovery: &hashes(&paper),
    };
    match enrol(&state.store, chosen, moment).await? {
        Enrolled::Yes(id) => Ok(opened(codes(&visit, &paper), &state.site, &session, &Subject::Desk(id))),
        Enrolled::DeadLink => Ok(dead(&visit)),
        Enrolled::WrongCode => {
            let problems = Problems { code: Some(lang.factor_wrong()), ..Problems::default() };
            Ok(page(&visit, &officer, &secret, typed.get("nom"), problems))
        }
    }
}

/// Finds who is invited by the link that the path ends with.
async fn invited(state: &AppState, visit: &Visit) -> Result<Option<(Token, StoredOfficer)>, Failed> {
    let last = visit.path.rsplit('/').next().unwrap_or_default();
    let Ok(token) = last.parse::<Token>() else { return Ok(None) };
    let link = state.store.good_link(&token, LinkPurpose::Desk, state.now().now).await?;
    let Some(Subject::Desk(id)) = link.map(|link| link.subject) else { return Ok(None) };
    Ok(state.store.officer(id).await?.map(|officer| (token, officer)))
}

fn page(
    visit: &Visit,
    officer: &StoredOfficer,
    secret: &SharedSecret,
    name: &str,
    problems: Problems,
) -> Response {
    let lang = visit.lang;
    let form = Form::from(vec![
        Input::code("code", lang.factor_code()).problem(problems.code),
        Input::password("password", lang.new_password(), "new-password")
            .hint(lang.password_rules())
            .problem(problems.password),
        Input::kept("nom", lang.person_name(), "name", name)
            .hint(lang.person_name_hint())
            .problem(problems.name),
    ]);
    let page = InvitationPage {
        chrome: Chrome::new(visit),
        lang,
        email: officer.email.to_string(),
        app: AppView::new(secret, &officer.email),
        action: address(lang, &visit.path, ""),
        form,
    };
    page_with(page.form.status(), NOT_KEPT, &page)
}

/// Answers alike for invitations that are used, too old, replaced or none at all.
fn dead(visit: &Visit) -> Response {
    let lang = visit.lang;
    let way = (address(lang, "/administration/connexion", ""), lang.login_title());
    message::show(visit, StatusCode::GONE, (lang.invitation_dead_title(), lang.invitation_dead_text()), way)
}
