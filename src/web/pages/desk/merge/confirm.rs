//! What will happen, before it does.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::compare::{Duplicate, Pair};
use super::{Frame, OnDuty, home};
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;

#[derive(Template)]
#[template(path = "pages/desk/merge/confirm.html")]
struct ConfirmPage<'a> {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    french: &'static str,
    back_href: String,
    action: String,
    kept: &'a str,
    dropped: &'a str,
    along: Vec<&'a str>,
    archived: Vec<String>,
    /// The number that the one that stays gets.
    siren: Option<&'a str>,
    letters: &'static str,
    carried: Vec<(String, String)>,
}

/// Shows what will happen.
pub(super) fn page(on_duty: &OnDuty, pair: &Pair, chosen: &[Duplicate]) -> Response {
    let (lang, chrome) = (on_duty.lang(), Chrome::new(&on_duty.visit));
    let (kept, dropped) = (&pair.kept.provider, &pair.dropped.provider);
    let archived = pair.archived(chosen).into_iter();
    let page = ConfirmPage {
        lang,
        french: chrome.french(),
        back_href: home(on_duty, &pair.dropped.slug),
        action: format!("{}/fusionner", home(on_duty, &pair.dropped.slug)),
        kept: kept.name.as_str(),
        dropped: dropped.name.as_str(),
        along: pair.along(chosen).map(|stored| stored.listing.title.as_str()).collect(),
        archived: archived.map(|(title, original)| lang.merge_into(title, original)).collect(),
        siren: dropped.siren.as_ref().filter(|_| kept.siren.is_none()).map(|siren| siren.as_str()),
        letters: if pair.has_contacts() { lang.merge_letter() } else { lang.merge_no_letter() },
        carried: pair.carried(chosen),
        frame: on_duty.frame(),
        chrome,
    };
    page_with(StatusCode::OK, NOT_KEPT, &page)
}
