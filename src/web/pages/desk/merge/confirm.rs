//! What will happen, before it does.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::compare::{Choices, Pair};
use super::{Frame, OnDuty, home};
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::pages::desk::decide::LetterView;
use crate::web::state::AppState;
use crate::workflow::listings::{merge_letter, merge_readers};

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
    letter: LetterView,
    to: Vec<String>,
    carried: Vec<(String, String)>,
}

/// Shows what will happen, with the letter that goes.
pub(super) async fn page(
    state: &AppState,
    on_duty: &OnDuty,
    pair: &Pair,
    choices: &Choices,
) -> Result<Response, Failed> {
    let (lang, chrome) = (on_duty.lang(), Chrome::new(&on_duty.visit));
    let (kept, dropped) = (&pair.kept.provider, &pair.dropped.provider);
    let (along, gone) = pair.parted(choices);
    let titles = along.iter().map(|stored| stored.listing.title.as_str()).collect();
    let archived = pair.archived(choices).into_iter();
    let goes = state.store.contacts_of_provider(pair.dropped.id).await?;
    let contacts = merge_readers(goes, state.store.contacts_of_provider(pair.kept.id).await?);
    let theirs = contacts.first().map_or(Lang::Fr, |known| known.contact.lang);
    let letter = merge_letter((&pair.kept, &pair.dropped), along, gone, &choices.words);
    let page = ConfirmPage {
        lang,
        french: chrome.french(),
        back_href: home(on_duty, &pair.dropped.slug),
        action: format!("{}/fusionner", home(on_duty, &pair.dropped.slug)),
        kept: kept.name.as_str(),
        dropped: dropped.name.as_str(),
        along: titles,
        archived: archived.map(|(title, original)| lang.merge_into(title, original)).collect(),
        siren: dropped.siren.as_ref().filter(|_| kept.siren.is_none()).map(|siren| siren.as_str()),
        letter: LetterView::new(&letter, theirs),
        to: contacts.into_iter().map(|known| known.contact.email.to_string()).collect(),
        carried: pair.carried(choices),
        frame: on_duty.frame(),
        chrome,
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}
