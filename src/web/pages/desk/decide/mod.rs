//! Decisions about applications: a form, the letter before it goes, the decision, what was decided.
//!
//! A form is sent three times to its own address: `etape=apercu` shows the letter, `etape=modifier` leads back with everything
//! that was typed, `etape=envoyer` decides.

mod conflict;
mod done;
mod fields;
mod kind;
mod letter;
mod preview;
mod read;
mod refused;
mod second;
mod waiting;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};

use fields::Fields;
pub(super) use fields::Words;
use kind::Kind;
pub(super) use letter::LetterView;
use read::Draft;

use super::OnDuty;
use super::case::case_of;
use super::frame::Frame;
use crate::domain::application::ApplicationEvent;
use crate::domain::desk::Role;
use crate::domain::desk::verdict::{Fault, Verdict};
use crate::i18n::Lang;
use crate::store::StoredApplication;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::{Who, see_other};
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::routes::Route;
use crate::web::state::AppState;
use crate::workflow::applications::{ApplicationError, Vetting, decide, entitled, propose_refusal};

/// Gives every route of decisions about applications.
pub(super) fn routes() -> Vec<Route> {
    let case = |end: &str| format!("/administration/dossiers/{{reference}}/{end}");
    let form =
        |kind: Kind| Route::form(case(kind.path()), get(show), post(sent)).only(Who::Desk(Role::Vetter));
    let mut routes: Vec<Route> = Kind::ALL.into_iter().map(form).collect();
    routes.extend([
        Route::page(case("decision"), get(done::show)).only(Who::Desk(Role::Reader)),
        Route::page(case("second-avis"), get(second::show)).only(Who::Desk(Role::Reader)),
        Route::action(case("second-avis/reponse"), post(second::answered)).only(Who::Desk(Role::Lead)),
        Route::page("/administration/a-confirmer", get(waiting::show)).only(Who::Desk(Role::Reader)),
    ]);
    routes
}

#[derive(Template)]
#[template(path = "pages/desk/decide/form.html")]
struct FormPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    title: &'static str,
    lead: &'static str,
    reference: String,
    case_href: String,
    action: String,
    form: Fields,
}

/// A decision that is being made: by whom, about what, and what was typed so far.
struct Deciding<'a> {
    on_duty: &'a OnDuty,
    application: StoredApplication,
    draft: Draft,
    /// Whether the firm says a label.
    labelled: bool,
}

/// Shows the form of a decision.
async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let application = match case_of(&on_duty, &state).await {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let Some(kind) = Kind::of(on_duty.part(2)) else { return Ok(refused::not_found()) };
    if let Some(answer) = not_now(&state, &on_duty, &application, kind).await? {
        return Ok(answer);
    }
    let seen = state.store.history(application.id).await?.len();
    let draft = Draft::blank(kind, application.version, seen);
    let deciding = Deciding::new(&state, &on_duty, application, draft).await?;
    Ok(deciding.page(&[], StatusCode::OK))
}

/// Takes what was sent: shows the letter, the form again, or decides.
async fn sent(State(state): State<AppState>, on_duty: OnDuty, typed: Typed) -> Result<Response, Failed> {
    let application = match case_of(&on_duty, &state).await {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let Some(kind) = Kind::of(on_duty.part(2)) else { return Ok(refused::not_found()) };
    let deciding = Deciding::new(&state, &on_duty, application, Draft::of(kind, typed)).await?;
    let step = deciding.draft.step();
    if step == "modifier" {
        return Ok(deciding.page(&[], StatusCode::OK));
    }
    match deciding.draft.verdict(&deciding.application.answers, deciding.labelled) {
        Err(faults) => Ok(deciding.page(&faults, StatusCode::UNPROCESSABLE_ENTITY)),
        Ok(verdict) if step == "envoyer" => deciding.decide(&state, verdict).await,
        Ok(verdict) => deciding.preview(&state, &verdict).await,
    }
}

/// Tells why nothing can be decided now, as a page.
async fn not_now(
    state: &AppState,
    on_duty: &OnDuty,
    application: &StoredApplication,
    kind: Kind,
) -> Result<Option<Response>, Failed> {
    if let Some(barred) = entitled(&state.store, application, &on_duty.officer).await? {
        return Ok(Some(refused::barred(on_duty, &application.reference, barred)));
    }
    let event = match kind {
        Kind::Approve => ApplicationEvent::Approve,
        Kind::Ask => ApplicationEvent::RequestChanges,
        Kind::Refuse => ApplicationEvent::Reject,
    };
    let possible = application.state.after(event).is_ok();
    Ok((!possible).then(|| refused::not_in_review(on_duty, &application.reference)))
}

impl<'a> Deciding<'a> {
    async fn new(
        state: &AppState,
        on_duty: &'a OnDuty,
        application: StoredApplication,
        draft: Draft,
    ) -> Result<Self, Failed> {
        let sent = state.store.submission(application.id).await?;
        let labelled = sent.is_some_and(|sent| !sent.provider.labels.is_empty());
        Ok(Self { on_duty, application, draft, labelled })
    }

    const fn lang(&self) -> Lang {
        self.on_duty.lang()
    }

    /// Gives the address of a page of this case.
    fn href(&self, end: &str) -> String {
        self.on_duty.href(&format!("/dossiers/{}{end}", self.application.reference))
    }

    fn action(&self) -> String {
        self.href(&format!("/{}", self.draft.kind().path()))
    }

    fn vetting(&self, state: &AppState) -> Vetting {
        let (officer, id, version) =
            (self.on_duty.officer.id, self.application.id, self.draft.version().unwrap_or_default());
        Vetting { officer, id, version, moment: state.now() }
    }

    /// Shows the form with what was typed and what is wrong with it.
    fn page(&self, faults: &[Fault], status: StatusCode) -> Response {
        let (lang, kind) = (self.lang(), self.draft.kind());
        let page = FormPage {
            lang,
            title: lang.decide_title(kind.outcome()),
            lead: kind.lead(lang),
            reference: self.application.reference.to_string(),
            case_href: self.href(""),
            action: self.action(),
            form: Fields::new(&self.draft, &self.application.answers, faults, lang),
            frame: self.on_duty.frame(),
            chrome: Chrome::new(&self.on_duty.visit),
        };
        page_with(status, NOT_KEPT, &page)
    }

    /// Decides, or proposes what needs a second pair of eyes.
    async fn decide(&self, state: &AppState, verdict: Verdict) -> Result<Response, Failed> {
        let (store, vetting, mut ids) = (&state.store, self.vetting(state), draw::id);
        let four_eyes = state.four_eyes && verdict.outcome().needs_four_eyes();
        let done = match verdict {
            Verdict::Refuse(refusal) if four_eyes => propose_refusal(store, vetting, refusal, &mut ids).await,
            verdict => decide(store, vetting, &verdict, &mut ids).await,
        };
        match done {
            Ok(_) => Ok(see_other(&self.href("/decision"))),
            Err(error) => self.refused(state, error).await,
        }
    }

    /// Shows why nothing was decided.
    async fn refused(&self, state: &AppState, error: ApplicationError) -> Result<Response, Failed> {
        match error {
            ApplicationError::Changed | ApplicationError::WrongState(_) => conflict::page(state, self).await,
            error => refused::because(self.on_duty, &self.application.reference, error),
        }
    }
}
