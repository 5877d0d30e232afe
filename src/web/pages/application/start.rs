//! Before an application: for whom, what to have at hand, how long, what is checked, when the answer comes.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::href;
use crate::domain::application::usual_days;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::session::Session;
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::applications::DECISIONS;

#[derive(Template)]
#[template(path = "pages/application/start.html")]
struct StartPage {
    chrome: Chrome,
    lang: Lang,
    /// How long decisions usually take, when enough were made to say so.
    usual: Option<String>,
    /// The application that this browser is filling in.
    open_href: Option<String>,
}

/// Shows what an application is about.
pub(super) async fn show(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
) -> Result<Response, Failed> {
    let lang = visit.lang;
    let open = match session.application() {
        Some(id) => state.store.application_by_id(id).await?.filter(|found| found.state.is_open()),
        None => None,
    };
    let usual = usual_days(&state.store.decision_times(DECISIONS).await?);
    let page = StartPage {
        lang,
        usual: usual.map(|days| lang.usual_decision(days)),
        open_href: open.map(|open| href(lang, &open.reference, "")),
        chrome: Chrome::new(&visit),
    };
    Ok(page_with(axum::http::StatusCode::OK, NOT_KEPT, &page))
}
