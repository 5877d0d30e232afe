//! The page of one topic: what is asked, what was typed, what is wrong with it.

mod page;
mod register;

use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::messages::refused;
use super::{Applicant, topic_path};
use crate::domain::access::Subject;
use crate::domain::application::{ApplicationEvent, WrongState};
use crate::domain::email::EmailAddress;
use crate::domain::form::answers::Progress;
use crate::domain::form::{Topic, Typed};
use crate::domain::ids::LetterId;
use crate::store::StoreError;
use crate::web::area_picker::typed_of;
use crate::web::client::Client;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form;
use crate::web::limits::Allowance;
use crate::web::state::AppState;
use crate::workflow::applications::{ApplicationError, Filled, LinkDraw, fill};
use page::Shown;

/// Longest wait for the database; less than a request may take, so that what was typed comes back on its page.
const SAVE_TIME: Duration = Duration::from_secs(4);

/// Shows a topic with what was typed; what is wrong is said once it was saved.
pub(super) async fn show(State(state): State<AppState>, applicant: Applicant) -> Result<Response, Failed> {
    let Some((topic, offer)) = applicant.topic() else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    if !applicant.application.state.is_editable() {
        return Ok(see_other(&applicant.href("/suivi")));
    }
    let answers = &applicant.application.answers;
    let typed = answers.typed(topic, offer).cloned().unwrap_or_default();
    let unfinished = answers.progress(topic, offer) == Progress::Unfinished;
    let problems = if unfinished { answers.read(topic, offer).problems } else { Vec::new() };
    let shown =
        Shown { topic, offer, typed: &typed, problems: &problems, logo_problem: None, unsaved: false };
    shown.page(&state, &applicant, false).await
}

/// Shows the page of proofs again because of its picture.
pub(super) async fn show_with_logo_problem(
    state: &AppState,
    applicant: &Applicant,
    wrong: &'static str,
) -> Result<Response, Failed> {
    let typed = &applicant.application.answers.shared;
    let topic = Topic::Proofs;
    let shown = Shown { topic, offer: None, typed, problems: &[], logo_problem: Some(wrong), unsaved: false };
    shown.page(state, applicant, true).await
}

/// Keeps what was typed, whatever it is, then goes on or says what is wrong.
pub(super) async fn save(
    State(state): State<AppState>,
    Extension(client): Extension<Client>,
    applicant: Applicant,
    sent: form::Typed,
) -> Result<Response, Failed> {
    // The offer was taken out while its page was open.
    let Some((topic, offer)) = applicant.topic() else {
        return Ok(refused(ApplicationError::Changed, &applicant));
    };
    let typed = typed_into(topic, &sent);
    if !applicant.application.state.is_editable() {
        let (state, event) = (applicant.application.state, ApplicationEvent::Submit);
        return Ok(refused(WrongState { state, event }.into(), &applicant));
    }
    let register = match topic {
        Topic::Siret => register::asked(&state, &typed).await,
        _ => None,
    };
    let known = register.as_ref().and_then(register::prefilled);
    let link = match may_write(&state, client, &applicant, topic, &typed) {
        true => Some(LinkDraw { token: draw::token()?, letter_id: LetterId::new(draw::id()) }),
        false => None,
    };
    let filled = Filled { topic, offer, typed: &typed, known: known.as_ref(), link };
    let filling = fill(&state.store, applicant.application.id, filled, state.now());
    let shown = Shown { topic, offer, typed: &typed, problems: &[], logo_problem: None, unsaved: false };
    let reading = match tokio::time::timeout(SAVE_TIME, filling).await {
        Ok(Ok(reading)) => reading,
        Ok(Err(ApplicationError::Store(StoreError::Unavailable(_) | StoreError::ReadOnly(_)))) | Err(_) => {
            tracing::error!("an application could not be saved");
            return Shown { unsaved: true, ..shown }.page(&state, &applicant, true).await;
        }
        Ok(Err(error)) => return Ok(refused(error, &applicant)),
    };
    if !sent.get("liste").is_empty() {
        return Ok(see_other(&applicant.href("")));
    }
    if reading.problems.is_empty() {
        let said = register.as_ref().map(register::told).unwrap_or_default();
        return Ok(see_other(&format!("{}{said}", applicant.href(&next(topic, offer)))));
    }
    Shown { problems: &reading.problems, ..shown }.page(&state, &applicant, true).await
}

/// Tells whether a new address may get its link at once. Saving is counted by the hundred, letters are not: whoever types one
/// address after another has each kept, and asks for the link on the page for sending.
fn may_write(state: &AppState, client: Client, applicant: &Applicant, topic: Topic, typed: &Typed) -> bool {
    let application = &applicant.application;
    let written = EmailAddress::parse(typed.one("contact.email")).ok().map(|email| email.key());
    if topic != Topic::Contact || written == application.email.as_ref().map(EmailAddress::key) {
        return false;
    }
    let (subject, now) = (Subject::Application(application.id), state.now().now);
    let counted = state.limits.client(Allowance::Letter, client, now);
    counted.and_then(|()| state.limits.account(Allowance::Letter, &subject, now)).is_ok()
}

/// Takes the fields of a topic, and nothing else, out of what was sent.
fn typed_into(topic: Topic, sent: &form::Typed) -> Typed {
    let wanted: Vec<&str> = topic.keys().collect();
    let mut typed: Typed =
        sent.pairs().iter().filter(|(key, _)| wanted.contains(&key.as_str())).cloned().collect();
    if topic == Topic::Area {
        // What was picked among several places of a name takes the place of the name.
        typed.set_area(typed_of(sent.pairs().iter().map(|(key, value)| (key.as_str(), value.as_str()))));
    }
    typed
}

/// Gives the page that follows: the next topic of the same thing, else the list.
fn next(topic: Topic, offer: Option<u32>) -> String {
    let after = |topics: &[Topic]| {
        let place = topics.iter().position(|other| *other == topic)?;
        topics.get(place + 1).copied()
    };
    let next = after(&Topic::OF_FIRM).or_else(|| after(&Topic::OF_OFFER)).or_else(|| after(&Topic::AFTER));
    next.map_or_else(String::new, |next| topic_path(next, offer))
}
