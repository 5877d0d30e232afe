//! What will be sent, and the checks as vetters will see them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::Applicant;
use super::answers::{Answered, answered};
use crate::domain::check::{Finding, Seen, Verdict, findings};
use crate::domain::form::{Given, Topic};
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::state::AppState;
use crate::workflow::applications::{self, Outlook};
use crate::workflow::in_paris;

#[derive(Template)]
#[template(path = "pages/application/check.html")]
struct CheckPage {
    chrome: Chrome,
    lang: Lang,
    reference: String,
    shared: Vec<Answered>,
    offers: Vec<(String, Vec<Answered>, String)>,
    after: Vec<Answered>,
    checks: Vec<Check>,
    looked: String,
    /// Whether a look outside is under way.
    coming: bool,
    again_action: String,
    send_href: Option<String>,
    list_href: String,
}

/// One check in words.
struct Check {
    title: &'static str,
    verdict: &'static str,
    class: &'static str,
    saw: String,
    advice: Option<String>,
}

impl Check {
    fn new(finding: &Finding, lang: Lang) -> Self {
        Self {
            title: lang.check_title(finding.kind),
            verdict: lang.verdict_tag(finding.verdict),
            class: match finding.verdict {
                Verdict::Passed => " done",
                Verdict::Attention => "",
                Verdict::Failed => " wrong",
                Verdict::CouldNotLook | Verdict::Waiting | Verdict::NotApplicable => " off",
            },
            saw: lang.check_saw(finding),
            advice: lang.check_advice(finding),
        }
    }
}

/// Shows every answer and every check.
pub(super) async fn show(State(state): State<AppState>, applicant: Applicant) -> Result<Response, Failed> {
    let (lang, application) = (applicant.lang(), &applicant.application);
    let inspection = state.store.inspection::<Outlook>(application.id, state.now().now).await?;
    let looked_at = inspection.as_ref().and_then(|inspection| inspection.seen_at);
    let coming = inspection.as_ref().is_some_and(|inspection| inspection.is_due);
    let outlook = inspection.and_then(|inspection| inspection.seen);
    let given = Given::of(&application.answers);
    let seen = outlook.as_ref().map_or_else(Seen::default, |outlook| Seen {
        register: outlook.register.as_ref(),
        site: outlook.site.as_ref(),
        namesakes: Some(&outlook.namesakes),
    });
    let found = findings(&given.subject(), &seen, state.today());
    let offers = application.answers.offers.iter().enumerate().map(|(place, offer)| {
        let topics = Topic::OF_OFFER.map(|topic| answered(&applicant, topic, Some(offer.number)));
        let heading = lang.offer_heading(place + 1, offer.typed.one("title").trim());
        (heading, topics.into(), applicant.href(&format!("/offres/{}/apercu", offer.number)))
    });
    let editable = application.state.is_editable();
    let page = CheckPage {
        lang,
        reference: application.reference.to_string(),
        shared: Topic::OF_FIRM.map(|topic| answered(&applicant, topic, None)).into(),
        offers: offers.collect(),
        after: Topic::AFTER.map(|topic| answered(&applicant, topic, None)).into(),
        checks: found.iter().map(|finding| Check::new(finding, lang)).collect(),
        looked: match looked_at {
            Some(at) => lang.looked_at(&lang.date_and_time(in_paris(at))),
            None => lang.checks_never().to_owned(),
        },
        coming,
        again_action: applicant.href("/controles"),
        send_href: editable.then(|| applicant.href("/envoyer")),
        list_href: applicant.href(""),
        chrome: Chrome::new(&applicant.visit),
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

/// Asks the background to look outside again unless it is about to, and shows the page anew.
pub(super) async fn look_again(
    State(state): State<AppState>,
    applicant: Applicant,
    _: Typed,
) -> Result<Response, Failed> {
    applications::look_again(&state.store, applicant.application.id, "applicant", state.now()).await?;
    Ok(see_other(&format!("{}#controles", applicant.href("/relire"))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::CheckKind;
    use crate::domain::choice::Choice;

    #[test]
    fn every_check_is_said_in_both_languages_before_anything_is_known() {
        let found = findings(
            &crate::domain::check::Subject::default(),
            &Seen::default(),
            jiff::civil::date(2026, 11, 22),
        );
        assert_eq!(found.len(), CheckKind::ALL.len());
        for lang in Lang::ALL {
            for finding in &found {
                let check = Check::new(finding, lang);
                assert!(!check.title.is_empty() && !check.saw.is_empty() && !check.verdict.is_empty());
            }
        }
    }
}
