//! The page of an invitation: a name, a password, and a phone that shows codes. Asking for it changes nothing.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::qr::Square;
use crate::domain::access::{LinkPurpose, Subject, Token};
use crate::domain::desk::password::NewPassword;
use crate::domain::desk::second_factor::{RECOVERY_CODES, RecoveryCode, TotpSecret};
use crate::domain::email::EmailAddress;
use crate::domain::text::tidy;
use crate::i18n::Lang;
use crate::store::StoredOfficer;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::browser;
use crate::web::chrome::{Chrome, address};
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::link::dead;
use crate::web::session::opened;
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::desk::{self, DeskError, Enrolment};

/// Longest name, in characters.
pub(in crate::web::pages::desk) const MAX_NAME: usize = 80;

#[derive(Template)]
#[template(path = "pages/desk/invitation.html")]
struct InvitationPage {
    chrome: Chrome,
    lang: Lang,
    action: String,
    email: String,
    name: String,
    name_problem: Option<&'static str>,
    password_problem: Option<&'static str>,
    code_problem: Option<&'static str>,
    square: Option<Square>,
    key: String,
    app_href: String,
}

impl InvitationPage {
    const fn is_wrong(&self) -> bool {
        self.name_problem.is_some() || self.password_problem.is_some() || self.code_problem.is_some()
    }
}

/// Recovery codes, shown once.
#[derive(Template)]
#[template(path = "pages/desk/codes.html")]
pub(in crate::web::pages::desk) struct CodesPage {
    pub(in crate::web::pages::desk) chrome: Chrome,
    pub(in crate::web::pages::desk) lang: Lang,
    pub(in crate::web::pages::desk) codes: Vec<String>,
    pub(in crate::web::pages::desk) on_href: String,
}

/// Draws the recovery codes of somebody.
pub(in crate::web::pages::desk) fn draw_codes() -> Result<Vec<RecoveryCode>, Failed> {
    (0..RECOVERY_CODES).map(|_| draw::bits().map(RecoveryCode::from_bits)).collect()
}

/// Somebody who holds an invitation.
struct Invited {
    link: Token,
    email: EmailAddress,
    officer: StoredOfficer,
    secret: TotpSecret,
}

impl Invited {
    /// Finds who a link invites; nothing when it is good for nothing any more.
    async fn by(visit: &Visit, state: &AppState) -> Result<Option<Self>, Failed> {
        let token: Option<Token> = visit.path.rsplit('/').next().and_then(|last| last.parse().ok());
        let Some(link) = token else { return Ok(None) };
        let Some(good) = state.store.good_link(&link, LinkPurpose::Desk, state.now().now).await? else {
            return Ok(None);
        };
        let Subject::Desk(id) = good.subject else { return Ok(None) };
        let Some(officer) = state.store.officer(id).await? else { return Ok(None) };
        let secret = TotpSecret::of_invitation(&link);
        Ok(Some(Self { link, email: good.email, officer, secret }))
    }

    fn page(&self, visit: &Visit, name: String) -> InvitationPage {
        let app_href = self.secret.address(&self.email.to_string());
        InvitationPage {
            lang: visit.lang,
            action: address(visit.lang, &visit.path, ""),
            email: self.email.to_string(),
            name,
            name_problem: None,
            password_problem: None,
            code_problem: None,
            square: Square::of(&app_href),
            key: self.secret.grouped(),
            app_href,
            chrome: Chrome::new(visit),
        }
    }
}

/// Shows what an invitation asks for.
pub(super) async fn show(State(state): State<AppState>, visit: Visit) -> Result<Response, Failed> {
    match Invited::by(&visit, &state).await? {
        Some(invited) => {
            let page = invited.page(&visit, invited.officer.name.clone());
            Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
        }
        None => Ok(dead(&visit, LinkPurpose::Desk)),
    }
}

/// Takes the invitation up, and shows the recovery codes this one time.
pub(super) async fn take_up(
    State(state): State<AppState>,
    visit: Visit,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failed> {
    let Some(invited) = Invited::by(&visit, &state).await? else {
        return Ok(dead(&visit, LinkPurpose::Desk));
    };
    let (lang, moment) = (visit.lang, state.now());
    let name: String = tidy(typed.get("nom")).chars().take(MAX_NAME).collect();
    let password = NewPassword::read(typed.get("mot-de-passe"), &invited.email);
    // Whoever links the same phone again may not use its last code twice.
    let last = if invited.officer.totp.as_deref() == Some(invited.secret.reveal()) {
        invited.officer.totp_step
    } else {
        0
    };
    let step = invited.secret.step_of(typed.get("code"), moment.now, last);
    let (password, step) = match (password, step) {
        (Ok(password), Some(step)) if !name.is_empty() => (password, step),
        (password, step) => {
            let page = InvitationPage {
                name_problem: name.is_empty().then(|| lang.invitation_name_missing()),
                password_problem: password.err().map(|weak| lang.weak_password(weak)),
                code_problem: step.is_none().then(|| lang.invitation_code_wrong()),
                ..invited.page(&visit, typed.get("nom").to_owned())
            };
            return Ok(page_with(StatusCode::UNPROCESSABLE_ENTITY, NOT_KEPT, &page));
        }
    };
    let (codes, session) = (draw_codes()?, draw::token()?);
    let enrolment = Enrolment {
        link: &invited.link,
        name: &name,
        lang,
        password: state.hasher.hash(password).await?,
        totp: invited.secret,
        step,
        codes: &codes,
        session: &session,
        browser: &browser::named(&headers),
    };
    let id = match desk::enrol(&state.store, enrolment, moment).await {
        Ok(id) => id,
        Err(DeskError::Store(error)) => return Err(error.into()),
        // Somebody was faster, perhaps a second click.
        Err(_) => return Ok(dead(&visit, LinkPurpose::Desk)),
    };
    let page = CodesPage {
        lang,
        codes: codes.iter().map(RecoveryCode::reveal).collect(),
        on_href: address(lang, "/administration", ""),
        chrome: Chrome::bare(lang, &state.site),
    };
    let shown = page_with(StatusCode::OK, NOT_KEPT, &page);
    Ok(opened(shown, &state.site, &session, &Subject::Desk(id)))
}
