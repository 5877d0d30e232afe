//! The charter: how offers are vetted, made of the criteria and levels themselves.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::domain::application::usual_days;
use crate::domain::choice::Choice;
use crate::domain::criteria::{CRITERIA_VERSION, Criterion};
use crate::domain::listing::VerificationLevel;
use crate::i18n::{Lang, Named};
use crate::web::answer::page;
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::applications::DECISIONS;

#[derive(Template)]
#[template(path = "pages/charter.html")]
struct CharterPage {
    chrome: Chrome,
    lang: Lang,
    version: String,
    criteria: Vec<&'static str>,
    levels: Vec<Level>,
    /// How long decisions usually take, when enough were made to say so.
    usual: Option<String>,
}

struct Level {
    name: &'static str,
    meaning: &'static str,
}

/// Shows how offers are vetted.
pub(crate) async fn charter(State(state): State<AppState>, visit: Visit) -> Result<Response, Failed> {
    let chrome = Chrome::new(&visit);
    let lang = chrome.lang;
    let usual = usual_days(&state.store.decision_times(DECISIONS).await?);
    let level =
        |level: &VerificationLevel| Level { name: level.name(lang), meaning: lang.level_meaning(*level) };
    Ok(page(&CharterPage {
        lang,
        version: lang.criteria_version(CRITERIA_VERSION),
        criteria: Criterion::ALL.iter().map(|criterion| lang.criterion(*criterion)).collect(),
        levels: VerificationLevel::ALL.iter().map(level).collect(),
        usual: usual.map(|days| lang.usual_decision(days)),
        chrome,
    }))
}
