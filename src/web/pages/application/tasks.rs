//! The list of topics of an application, and how far each is.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::asked::{Asked, asked};
use super::{Applicant, topic_path};
use crate::domain::form::answers::Progress;
use crate::domain::form::{MAX_OFFERS, Topic};
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::web::state::AppState;

#[derive(Template)]
#[template(path = "pages/application/tasks.html")]
struct TasksPage {
    chrome: Chrome,
    lang: Lang,
    reference: String,
    progress: String,
    kept: &'static str,
    asked: Vec<Asked>,
    firm: Vec<Task>,
    offers: Vec<Offer>,
    after: Vec<Task>,
    end: Vec<Task>,
    /// How many offers this page knows of, so that a doubled click adds one.
    known: usize,
    add_href: Option<String>,
    withdraw_href: String,
    leave_href: String,
}

struct Offer {
    heading: String,
    tasks: Vec<Task>,
    preview_href: String,
    remove_href: Option<String>,
}

/// Something to do, and how far it is.
struct Task {
    /// Nothing while it is not possible yet.
    href: Option<String>,
    label: &'static str,
    state: &'static str,
    class: &'static str,
}

/// Shows the list of topics; an application that its author cannot change leads to where it stands.
pub(super) async fn show(State(state): State<AppState>, applicant: Applicant) -> Result<Response, Failed> {
    if !applicant.application.state.is_editable() {
        return Ok(see_other(&applicant.href("/suivi")));
    }
    let lang = applicant.lang();
    let answers = &applicant.application.answers;
    let task = |topic: Topic, offer: Option<u32>| task(&applicant, topic, offer);
    let firm: Vec<Task> = Topic::OF_FIRM.into_iter().map(|topic| task(topic, None)).collect();
    let after: Vec<Task> = Topic::AFTER.into_iter().map(|topic| task(topic, None)).collect();
    let removable = answers.offers.len() > 1;
    let offers = answers.offers.iter().enumerate().map(|(place, offer)| {
        let number = Some(offer.number);
        let path = |end: &str| applicant.href(&format!("/offres/{}/{end}", offer.number));
        Offer {
            heading: lang.offer_heading(place + 1, offer.typed.one("title").trim()),
            tasks: Topic::OF_OFFER.into_iter().map(|topic| task(topic, number)).collect(),
            preview_href: path("apercu"),
            remove_href: (removable && offer.listing.is_none()).then(|| path("retirer")),
        }
    });
    let offers: Vec<Offer> = offers.collect();
    let all = || firm.iter().chain(&after).chain(offers.iter().flat_map(|offer| &offer.tasks));
    let done = all().filter(|task| task.class == DONE).count();
    let has_email = applicant.application.email.is_some();
    let page = TasksPage {
        reference: applicant.application.reference.to_string(),
        progress: lang.topics_done(done, all().count()),
        kept: if has_email { lang.tasks_kept() } else { lang.tasks_kept_no_email() },
        asked: asked(&state, &applicant).await?,
        end: end(&applicant),
        known: offers.len(),
        add_href: (offers.len() < MAX_OFFERS).then(|| applicant.href("/offres")),
        withdraw_href: applicant.href("/retirer"),
        leave_href: crate::web::chrome::address(lang, "/candidature/quitter", ""),
        firm,
        offers,
        after,
        lang,
        chrome: Chrome::new(&applicant.visit),
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

const DONE: &str = " done";

fn task(applicant: &Applicant, topic: Topic, offer: Option<u32>) -> Task {
    let lang = applicant.lang();
    let progress = applicant.application.answers.progress(topic, offer);
    Task {
        href: Some(applicant.href(&topic_path(topic, offer))),
        label: lang.topic_title(topic),
        state: lang.progress(progress),
        class: class(progress),
    }
}

/// Checking and sending: sending waits until nothing is missing.
fn end(applicant: &Applicant) -> Vec<Task> {
    let lang = applicant.lang();
    let complete = applicant.application.answers.problems().is_empty();
    let (state, class) = if complete { (lang.progress_ready(), "") } else { (lang.progress_later(), " off") };
    vec![
        Task {
            href: Some(applicant.href("/relire")),
            label: lang.tasks_check(),
            state: lang.progress_ready(),
            class: "",
        },
        Task { href: complete.then(|| applicant.href("/envoyer")), label: lang.send_title(), state, class },
    ]
}

const fn class(progress: Progress) -> &'static str {
    match progress {
        Progress::ToDo => "",
        Progress::Optional => " off",
        Progress::Unfinished => " wrong",
        Progress::Done => DONE,
    }
}

#[cfg(test)]
mod tests {
    use crate::i18n::Lang;
    use crate::workflow::applications::{DRAFT_DAYS, WARNING_DAYS};

    #[test]
    fn the_list_says_how_long_a_draft_is_kept() {
        let days = format!(" {DRAFT_DAYS}\u{a0}");
        for lang in Lang::ALL {
            assert!(lang.tasks_kept().contains(&days) && lang.tasks_kept_no_email().contains(&days));
        }
        // The letter comes « deux semaines avant ».
        assert_eq!(WARNING_DAYS, 14);
    }
}
