//! What one changes of one's own way in: who it is has to be proved once more.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::super::OnDuty;
use super::super::frame::Frame;
use super::account::SAVED;
use super::app::{AppView, new_secret, secret_of};
use super::input::{Form, Input, proof, typed_password};
use super::said::{codes, hashes, new_codes};
use crate::domain::access::{Subject, Token};
use crate::domain::desk::password::weakness;
use crate::domain::desk::totp::{Factor, SharedSecret};
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::session::opened;
use crate::web::state::AppState;
use crate::web::{browser, draw, hashing};
use crate::workflow::officers::{self, Proof, SecondFactor, Tidied};

#[derive(Template)]
#[template(path = "pages/desk/prove.html")]
struct ProvePage {
    chrome: Chrome,
    lang: Lang,
    frame: Frame,
    title: &'static str,
    lead: &'static str,
    email: String,
    app: Option<AppView>,
    form: Form,
    action: String,
    back_href: String,
}

/// Asks for another password.
pub(super) async fn ask_password(on_duty: OnDuty) -> Response {
    password_page(&on_duty, None, false)
}

/// Changes the password.
pub(super) async fn change_password(
    State(state): State<AppState>,
    on_duty: OnDuty,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failed> {
    let (lang, new) = (on_duty.lang(), typed_password(&typed, "new"));
    if let Some(weak) = weakness(&new, &on_duty.officer.email) {
        return Ok(password_page(&on_duty, Some(lang.weak_password(weak)), false));
    }
    let Some(factor) = proved(&state, &on_duty, &typed).await? else {
        return Ok(password_page(&on_duty, None, true));
    };
    let (hashed, session) = (hashing::hashed(new).await?, draw::token()?);
    let tidied = Tidied { session: &session, browser: &browser::described(&headers) };
    let proof = proof_of(&on_duty, &factor);
    match officers::change_password(&state.store, proof, hashed, tidied, state.now()).await? {
        true => Ok(back(&state, &on_duty, &session)),
        false => {
            note(&state, &on_duty).await?;
            Ok(password_page(&on_duty, None, true))
        }
    }
}

/// Asks for another app.
pub(super) async fn ask_factor(on_duty: OnDuty) -> Result<Response, Failed> {
    Ok(factor_page(&on_duty, &new_secret()?, false, false))
}

/// Changes the app.
pub(super) async fn change_factor(
    State(state): State<AppState>,
    on_duty: OnDuty,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failed> {
    let (secret, moment) = (secret_of(&typed)?, state.now());
    let code: String = typed.get("new").chars().filter(|c| !c.is_whitespace()).take(64).collect();
    let Some(step) = secret.step(&code, moment.now, 0) else {
        return Ok(factor_page(&on_duty, &secret, true, false));
    };
    let Some(factor) = proved(&state, &on_duty, &typed).await? else {
        return Ok(factor_page(&on_duty, &secret, false, true));
    };
    let session = draw::token()?;
    let tidied = Tidied { session: &session, browser: &browser::described(&headers) };
    let (proof, new) = (proof_of(&on_duty, &factor), SecondFactor { secret: &secret, step });
    match officers::change_factor(&state.store, proof, new, tidied, moment).await? {
        true => Ok(back(&state, &on_duty, &session)),
        false => {
            note(&state, &on_duty).await?;
            Ok(factor_page(&on_duty, &secret, false, true))
        }
    }
}

/// Asks who wants other codes on paper.
pub(super) async fn ask_codes(on_duty: OnDuty) -> Response {
    codes_page(&on_duty, false)
}

/// Gives other codes on paper, and shows them this once.
pub(super) async fn renew_codes(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let Some(factor) = proved(&state, &on_duty, &typed).await? else { return Ok(codes_page(&on_duty, true)) };
    let paper = new_codes()?;
    let proof = proof_of(&on_duty, &factor);
    match officers::renew_codes(&state.store, proof, &hashes(&paper), state.now()).await? {
        true => Ok(codes(&on_duty.visit, &paper)),
        false => {
            note(&state, &on_duty).await?;
            Ok(codes_page(&on_duty, true))
        }
    }
}

/// Gives the second factor that was typed, if the password is right.
async fn proved(state: &AppState, on_duty: &OnDuty, typed: &Typed) -> Result<Option<Factor>, Failed> {
    let right =
        hashing::is_right(typed_password(typed, "password"), on_duty.officer.password.clone()).await?;
    let factor = Factor::parse(typed.get("code")).filter(|_| right);
    if factor.is_none() {
        note(state, on_duty).await?;
    }
    Ok(factor)
}

/// Notes that whoever holds this session did not prove who they are.
async fn note(state: &AppState, on_duty: &OnDuty) -> Result<(), Failed> {
    Ok(officers::note_failed(&state.store, Some(on_duty.officer.id), state.now()).await?)
}

fn proof_of<'a>(on_duty: &'a OnDuty, factor: &'a Factor) -> Proof<'a> {
    let password = on_duty.officer.password.as_deref().unwrap_or_default();
    Proof { officer: on_duty.officer.id, password, factor }
}

fn back(state: &AppState, on_duty: &OnDuty, session: &Token) -> Response {
    let to = see_other(&format!("{}?{SAVED}", on_duty.href("/compte")));
    opened(to, &state.site, session, &Subject::Desk(on_duty.officer.id))
}

fn password_page(on_duty: &OnDuty, weak: Option<String>, wrong: bool) -> Response {
    let lang = on_duty.lang();
    let new = Input::password("new", lang.new_password(), "new-password").hint(lang.password_rules());
    let inputs = proof(wrong, lang).into_iter().chain([new.problem(weak)]).collect();
    page(on_duty, (lang.account_password(), lang.account_elsewhere()), None, inputs)
}

fn factor_page(on_duty: &OnDuty, secret: &SharedSecret, wrong_code: bool, wrong: bool) -> Response {
    let lang = on_duty.lang();
    let new = Input::code("new", lang.factor_code()).problem(wrong_code.then(|| lang.factor_wrong()));
    let inputs = [new].into_iter().chain(proof(wrong, lang)).collect();
    let app = AppView::new(secret, &on_duty.officer.email);
    page(on_duty, (lang.account_factor(), lang.account_elsewhere()), Some(app), inputs)
}

fn codes_page(on_duty: &OnDuty, wrong: bool) -> Response {
    let lang = on_duty.lang();
    page(on_duty, (lang.account_codes(), lang.account_codes_old()), None, proof(wrong, lang).into())
}

fn page(
    on_duty: &OnDuty,
    (title, lead): (&'static str, &'static str),
    app: Option<AppView>,
    inputs: Vec<Input>,
) -> Response {
    let page = ProvePage {
        chrome: Chrome::new(&on_duty.visit),
        lang: on_duty.lang(),
        frame: on_duty.frame(),
        title,
        lead,
        email: on_duty.officer.email.to_string(),
        app,
        form: Form::from(inputs),
        action: on_duty.href(&format!("/compte/{}", on_duty.part(1))),
        back_href: on_duty.href("/compte"),
    };
    page_with(page.form.status(), NOT_KEPT, &page)
}
