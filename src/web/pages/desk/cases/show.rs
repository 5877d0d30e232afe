//! The page of a case.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::changes::{Changes, changes};
use super::comments::{Draft, Said, said};
use super::duplicates::{Twin, twins};
use super::history::{Decided, Related, decided, related};
use crate::domain::application::{ApplicationState, Submission, usual_days};
use crate::domain::choice::Choice;
use crate::domain::criteria::Criterion;
use crate::domain::desk::Role;
use crate::domain::desk::queue::CaseState;
use crate::domain::form::Topic;
use crate::i18n::Lang;
use crate::store::{LetterFate, StoredApplication, StoredOfficer};
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::pages::application::answers::{Answered, Reader, answered};
use crate::web::pages::application::looked::Looked;
use crate::web::pages::application::status::{Step, step};
use crate::web::pages::desk::OnDuty;
use crate::web::pages::desk::case::case_of;
use crate::web::pages::desk::frame::Frame;
use crate::web::pages::desk::offers::{ReportLine, report_line};
use crate::web::pages::desk::queue::{days_since, names};
use crate::web::state::AppState;
use crate::workflow::applications::{DECISIONS, Outlook, entitled};

#[derive(Template)]
#[template(path = "pages/desk/case.html")]
struct CasePage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    french: &'static str,
    reference: String,
    firm: String,
    kind: &'static str,
    state: &'static str,
    age: String,
    clock: String,
    version: i64,
    base: String,
    back_href: String,
    holder: String,
    acts: Acts,
    flags: Vec<&'static str>,
    answering: bool,
    changes: Option<Vec<Changes>>,
    shared: Vec<Answered>,
    offers: Vec<(String, Vec<Answered>, Option<String>)>,
    after: Vec<Answered>,
    looked: Looked,
    criteria: Vec<&'static str>,
    twins: Vec<Twin>,
    history: Vec<Step>,
    decisions: Vec<Decided>,
    related: Vec<Related>,
    reports: Vec<ReportLine>,
    provider_decisions: Vec<Decided>,
    comments: Vec<Said>,
    draft: Draft,
    letter_failed: bool,
    provider_href: Option<String>,
}

/// What whoever reads the case can do about it now.
#[derive(Default)]
struct Acts {
    take: bool,
    release: bool,
    /// Those it can be given to: identifier and name.
    assign: Vec<(String, String)>,
    decide: bool,
    /// Why they may not decide, when everybody else in their place might.
    barred: Option<&'static str>,
    /// Whether a decision waits for a second pair of eyes.
    second: bool,
    look: bool,
}

/// Shows a case.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    match case_of(&on_duty, &state).await {
        Ok(application) => page(&state, &on_duty, application, StatusCode::OK, Draft::new()).await,
        Err(answer) => Ok(answer),
    }
}

/// Shows a case with a comment that is being written.
pub(super) async fn page(
    state: &AppState,
    on_duty: &OnDuty,
    application: StoredApplication,
    status: StatusCode,
    draft: Draft,
) -> Result<Response, Failed> {
    let (lang, store, now) = (on_duty.lang(), &state.store, state.now());
    let id = application.id;
    let sent = store.submission(id).await?;
    let inspection = store.inspection::<Outlook>(id, now.now).await?;
    let seen = inspection.as_ref().and_then(|inspection| inspection.seen.as_ref());
    let twins =
        twins(store, on_duty, sent.as_ref(), seen.map_or(&[], |seen| seen.namesakes.as_slice())).await?;
    let officers = store.officers().await?;
    let people = names(&officers);
    let siren = sent.as_ref().and_then(|sent| sent.provider.siren.as_ref());
    let history = store.history(id).await?;
    let letters = store.letters_about(&id.to_string()).await?;
    let provider = match application.provider_id {
        Some(provider) => store.provider(provider).await?,
        None => None,
    };
    let (mut reports, mut before) = (Vec::new(), Vec::new());
    if let Some(provider) = &provider {
        let found = store.reports_of_provider(provider.id).await?;
        reports = found.iter().map(|report| report_line(report, on_duty)).collect();
        let found = store.decisions_of_provider(provider.id).await?;
        before = found
            .iter()
            .filter(|made| made.application != Some(id))
            .map(|made| decided(made, &people, lang))
            .collect();
    }
    let usual = usual_days(&store.decision_times(DECISIONS).await?);
    let base = on_duty.href(&format!("/dossiers/{}", application.reference));
    let reader = Reader { lang, is_author: false };
    let chrome = Chrome::new(&on_duty.visit);
    let case = CaseState::of(application.state);
    let page = CasePage {
        lang,
        french: chrome.french(),
        reference: application.reference.to_string(),
        firm: firm(&application, sent.as_ref(), lang),
        kind: lang.application_kind(application.kind),
        state: case.map_or_else(|| lang.application_state(application.state), |case| lang.case_state(case)),
        age: lang
            .waits_since(days_since(application.submitted_at.unwrap_or(application.created_at), now.now)),
        clock: if application.state.is_open() { lang.public_clock(usual) } else { String::new() },
        version: application.version,
        back_href: on_duty.href(""),
        holder: application
            .assignee
            .and_then(|id| people.get(&id).cloned())
            .unwrap_or_else(|| lang.queue_nobody().to_owned()),
        acts: acts(state, on_duty, &application, &officers).await?,
        flags: application.flags.iter().map(|flag| lang.flag_meaning(*flag)).collect(),
        answering: application.state == ApplicationState::ChangesRequested,
        changes: changes(store, &application, sent.as_ref(), lang).await?,
        shared: Topic::OF_FIRM.map(|topic| answered(&application, reader, topic, None)).into(),
        offers: offers(&application, sent.as_ref(), reader, &base),
        after: Topic::AFTER.map(|topic| answered(&application, reader, topic, None)).into(),
        looked: Looked::at(&application, inspection.as_ref(), lang, now.today),
        criteria: Criterion::ALL.iter().map(|criterion| lang.criterion(*criterion)).collect(),
        twins,
        history: history.iter().rev().map(|(at, happened)| step(*at, happened, lang)).collect(),
        decisions: store
            .decisions_of_application(id)
            .await?
            .iter()
            .map(|made| decided(made, &people, lang))
            .collect(),
        related: store
            .related_applications(&application, siren)
            .await?
            .iter()
            .map(|other| related(other, on_duty))
            .collect(),
        comments: store
            .comments(&id.to_string())
            .await?
            .iter()
            .map(|comment| said(comment, &people, lang))
            .collect(),
        reports,
        provider_decisions: before,
        draft,
        letter_failed: letters.iter().any(|letter| matches!(letter.fate, LetterFate::Failed { .. })),
        provider_href: provider.map(|provider| on_duty.href(&format!("/prestataires/{}", provider.slug))),
        base,
        frame: on_duty.frame(),
        chrome,
    };
    Ok(page_with(status, NOT_KEPT, &page))
}

/// Names the firm: as it was sent, else as it is typed.
fn firm(application: &StoredApplication, sent: Option<&Submission>, lang: Lang) -> String {
    let typed = application.answers.shared.one("name").trim();
    match sent {
        Some(sent) => sent.provider.name.to_string(),
        None if typed.is_empty() => lang.queue_unknown_firm().to_owned(),
        None => typed.to_owned(),
    }
}

/// Gives each offer with its heading and, once it was sent, the way to its preview.
fn offers(
    application: &StoredApplication,
    sent: Option<&Submission>,
    reader: Reader,
    base: &str,
) -> Vec<(String, Vec<Answered>, Option<String>)> {
    // What is being changed by its author is not what was sent.
    let answering = application.state == ApplicationState::ChangesRequested;
    let count = sent.filter(|_| !answering).map_or(0, |sent| sent.offers.len());
    let offers = application.answers.offers.iter().enumerate().map(|(place, offer)| {
        let topics = Topic::OF_OFFER.map(|topic| answered(application, reader, topic, Some(offer.number)));
        let heading = reader.lang.offer_heading(place + 1, offer.typed.one("title").trim());
        let preview = (place < count).then(|| format!("{base}/offres/{}/apercu", place + 1));
        (heading, topics.into(), preview)
    });
    offers.collect()
}

async fn acts(
    state: &AppState,
    on_duty: &OnDuty,
    application: &StoredApplication,
    officers: &[StoredOfficer],
) -> Result<Acts, Failed> {
    let officer = &on_duty.officer;
    if !officer.role.covers(Role::Vetter) {
        let second = state.store.open_proposal_of_application(application.id).await?.is_some();
        return Ok(Acts { second, ..Acts::default() });
    }
    let in_review = application.state == ApplicationState::InReview;
    let waits = matches!(application.state, ApplicationState::Submitted | ApplicationState::Appealed);
    let bar = entitled(&state.store, application, officer).await?;
    let theirs = application.assignee == Some(officer.id) || officer.role.covers(Role::Lead);
    let others = officers.iter().filter(|other| {
        other.is_active() && other.role.covers(Role::Vetter) && application.assignee != Some(other.id)
    });
    let assignable = officer.role.covers(Role::Lead) && (in_review || waits);
    Ok(Acts {
        take: waits,
        release: in_review && theirs,
        assign: if assignable {
            others.map(|other| (other.id.to_string(), other.name.clone())).collect()
        } else {
            Vec::new()
        },
        decide: in_review && bar.is_none(),
        barred: bar.filter(|_| in_review).map(|bar| on_duty.lang().decide_barred(bar)),
        second: state.store.open_proposal_of_application(application.id).await?.is_some(),
        look: application.state.is_open(),
    })
}
