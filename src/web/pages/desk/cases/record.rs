//! What else is known about a case: likenesses in the directory, what happened, what was decided and said.

use super::comments::{Said, said};
use super::duplicates::{Twin, twins};
use super::history::{Decided, Related, decided, related};
use crate::domain::application::Submission;
use crate::domain::check::Namesake;
use crate::store::{StoredApplication, StoredOfficer, StoredProvider};
use crate::web::failed::Failed;
use crate::web::pages::application::status::{Step, step};
use crate::web::pages::desk::OnDuty;
use crate::web::pages::desk::offers::{ReportLine, report_line};
use crate::web::pages::desk::queue::names;
use crate::web::state::AppState;

/// What else is known about a case.
pub(super) struct Record {
    pub(super) twins: Vec<Twin>,
    pub(super) history: Vec<Step>,
    pub(super) decisions: Vec<Decided>,
    /// Decisions about the provider that are not about this application.
    pub(super) before: Vec<Decided>,
    pub(super) reports: Vec<ReportLine>,
    pub(super) related: Vec<Related>,
    pub(super) comments: Vec<Said>,
}

impl Record {
    /// Gathers it.
    pub(super) async fn of(
        (state, on_duty): (&AppState, &OnDuty),
        application: &StoredApplication,
        sent: Option<&Submission>,
        namesakes: &[Namesake],
        (provider, officers): (Option<&StoredProvider>, &[StoredOfficer]),
    ) -> Result<Self, Failed> {
        let (lang, store, id) = (on_duty.lang(), &state.store, application.id);
        let people = names(officers);
        let siren = sent.and_then(|sent| sent.provider.siren.as_ref());
        let (mut reports, mut before) = (Vec::new(), Vec::new());
        if let Some(provider) = provider {
            reports = store.reports_of_provider(provider.id).await?;
            before = store.decisions_of_provider(provider.id).await?;
            before.retain(|made| made.application != Some(id));
        }
        let history = store.history(id).await?;
        let decisions = store.decisions_of_application(id).await?;
        let others = store.related_applications(application, siren).await?;
        let comments = store.comments(&id.to_string()).await?;
        Ok(Self {
            twins: twins(store, on_duty, sent, namesakes).await?,
            history: history.iter().rev().map(|(at, happened)| step(*at, happened, lang)).collect(),
            decisions: decisions.iter().map(|made| decided(made, &people, lang)).collect(),
            before: before.iter().map(|made| decided(made, &people, lang)).collect(),
            reports: reports.iter().map(|report| report_line(report, on_duty)).collect(),
            related: others.iter().map(|other| related(other, on_duty)).collect(),
            comments: comments.iter().map(|comment| said(comment, &people, lang)).collect(),
        })
    }
}
