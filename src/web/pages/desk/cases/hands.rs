//! Takes a case, gives it back, gives it to somebody, has its checks looked at again.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::store::StoredApplication;
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::desk::OnDuty;
use crate::web::pages::desk::case::case_of;
use crate::web::pages::message;
use crate::web::state::AppState;
use crate::workflow::applications::{self, ApplicationError, Vetting};

/// Field that says which version the page showed.
const VERSION: &str = "version";

/// Takes the case.
pub(super) async fn take(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let application = match case_of(&on_duty, &state).await {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let taken = applications::take(&state.store, vetting(&application, &on_duty, &typed, &state)).await;
    done(taken, &application, &on_duty, &state).await
}

/// Gives the case back to the queue.
pub(super) async fn release(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let application = match case_of(&on_duty, &state).await {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let released = applications::release(&state.store, vetting(&application, &on_duty, &typed, &state)).await;
    done(released, &application, &on_duty, &state).await
}

/// Gives the case to somebody.
pub(super) async fn assign(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let application = match case_of(&on_duty, &state).await {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let Ok(to) = typed.get("a").parse() else {
        let lang = on_duty.lang();
        let href = on_duty.href(&format!("/dossiers/{}#attribuer", application.reference));
        let texts = (lang.case_not_now(), lang.case_assign_nobody());
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(message::show(&on_duty.visit, status, texts, (href, lang.case_see())));
    };
    let given = applications::assign(&state.store, vetting(&application, &on_duty, &typed, &state), to).await;
    done(given, &application, &on_duty, &state).await
}

/// Has the background look outside again, unless it is about to.
pub(super) async fn look_again(
    State(state): State<AppState>,
    on_duty: OnDuty,
    _: Typed,
) -> Result<Response, Failed> {
    let application = match case_of(&on_duty, &state).await {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    applications::look_again(&state.store, application.id, &on_duty.actor(), state.now()).await?;
    Ok(see_other(&on_duty.href(&format!("/dossiers/{}#controles", application.reference))))
}

fn vetting(application: &StoredApplication, on_duty: &OnDuty, typed: &Typed, state: &AppState) -> Vetting {
    Vetting {
        officer: on_duty.officer.id,
        id: application.id,
        // What is no number is no version that ever was.
        version: typed.get(VERSION).parse().unwrap_or(-1),
        moment: state.now(),
    }
}

async fn done(
    outcome: Result<StoredApplication, ApplicationError>,
    application: &StoredApplication,
    on_duty: &OnDuty,
    state: &AppState,
) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    let href = on_duty.href(&format!("/dossiers/{}", application.reference));
    let why = match outcome {
        Ok(_) => return Ok(see_other(&href)),
        Err(ApplicationError::Store(error)) => return Err(error.into()),
        Err(ApplicationError::NotFound) => return Ok(StatusCode::NOT_FOUND.into_response()),
        Err(ApplicationError::Barred(barred)) => lang.decide_barred(barred).to_owned(),
        Err(_) => {
            let now = state.store.application_by_id(application.id).await?;
            let holder = match now.and_then(|now| now.assignee) {
                Some(id) => state.store.officer(id).await?,
                None => None,
            };
            holder.map_or_else(|| lang.case_moved_text().to_owned(), |holder| lang.held_by(&holder.name))
        }
    };
    Ok(message::told(
        &on_duty.visit,
        StatusCode::CONFLICT,
        (lang.case_moved_title(), why),
        (href, lang.case_see()),
    ))
}
