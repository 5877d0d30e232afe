//! What vetters ask of an applicant, with the page that answers it.

use super::{Applicant, topic_path};
use crate::domain::application::{ApplicationState, Happened};
use crate::domain::choice::Choice;
use crate::domain::form::{Topic, base_of};
use crate::web::failed::Failed;
use crate::web::state::AppState;

/// Something that is asked.
pub(super) struct Asked {
    /// What it is about; nothing for the whole application.
    pub(super) about: Option<&'static str>,
    /// The page that answers it.
    pub(super) href: Option<String>,
    /// The vetter's words.
    pub(super) words: String,
}

/// Gives what is asked now; nothing unless an answer is waited for.
pub(super) async fn asked(state: &AppState, applicant: &Applicant) -> Result<Vec<Asked>, Failed> {
    if applicant.application.state != ApplicationState::ChangesRequested {
        return Ok(Vec::new());
    }
    let history = state.store.history(applicant.application.id).await?;
    let questions = history.into_iter().rev().find_map(|(_, happened)| match happened {
        Happened::QuestionsAsked { questions } => Some(questions),
        _ => None,
    });
    let lang = applicant.lang();
    let found = questions.unwrap_or_default().into_iter().map(|question| {
        let base = base_of(&question.field);
        let topic = Topic::ALL.iter().copied().find(|topic| topic.fields().any(|field| field.base() == base));
        let offer = topic.filter(|topic| topic.is_of_offer()).and_then(|_| {
            // The number of the offer stands before the field: « 2.title »; else the first one is meant.
            let number = question.field.split('.').next()?.parse().ok();
            let known = number.and_then(|number| applicant.application.answers.offer(number));
            known.or_else(|| applicant.application.answers.offers.first()).map(|offer| offer.number)
        });
        Asked {
            about: topic.map(|_| lang.field_label(&base)),
            href: topic.map(|topic| applicant.href(&topic_path(topic, offer))),
            words: question.words,
        }
    });
    Ok(found.collect())
}
