//! Which provider stays.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Frame, KEPT, OnDuty, home, provider};
use crate::domain::siren::Siren;
use crate::domain::verify::Asked;
use crate::i18n::Lang;
use crate::store::StoredProvider;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::state::AppState;

#[derive(Template)]
#[template(path = "pages/desk/merge/choose.html")]
struct ChoosePage<'a> {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    back_href: String,
    action: String,
    name: &'a str,
    typed: &'a str,
    problem: Option<&'static str>,
    /// Providers of the name that was typed: address of the comparison, name, short name.
    several: Vec<(String, &'a str, &'a str)>,
}

/// What was found by a text.
pub(super) enum Found {
    Nothing,
    One(Box<StoredProvider>),
    Several(Vec<StoredProvider>),
}

/// Finds a provider other than the one that goes, by slug, SIREN or exact name.
pub(super) async fn find(state: &AppState, dropped: &StoredProvider, text: &str) -> Result<Found, Failed> {
    if text.is_empty() {
        return Ok(Found::Nothing);
    }
    let mut found: Vec<StoredProvider> = provider(state, text).await?.into_iter().collect();
    if found.is_empty()
        && let Ok(siren) = Siren::parse(text)
    {
        found = state.store.providers_asked_for(&Asked::Number(siren)).await?;
    }
    if found.is_empty() {
        found = state.store.providers_named(text).await?;
    }
    found.retain(|found| found.id != dropped.id);
    Ok(match found.len() {
        0 => Found::Nothing,
        1 => found.pop().map_or(Found::Nothing, |one| Found::One(Box::new(one))),
        _ => Found::Several(found),
    })
}

/// Asks which one stays.
pub(super) fn page(
    on_duty: &OnDuty,
    dropped: &StoredProvider,
    typed: &str,
    problem: Option<&'static str>,
    several: &[StoredProvider],
) -> Response {
    let action = format!("{}/fusionner", home(on_duty, &dropped.slug));
    let page = ChoosePage {
        lang: on_duty.lang(),
        back_href: home(on_duty, &dropped.slug),
        name: dropped.provider.name.as_str(),
        typed,
        problem,
        several: several
            .iter()
            .map(|one| {
                (format!("{action}?{KEPT}={}", one.slug), one.provider.name.as_str(), one.slug.as_str())
            })
            .collect(),
        action,
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(status, NOT_KEPT, &page)
}
