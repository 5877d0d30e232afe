//! The letter before it goes.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::letter::LetterView;
use super::{Deciding, Frame};
use crate::domain::desk::verdict::Verdict;
use crate::i18n::{Lang, Named};
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::state::AppState;
use crate::workflow::applications::preview;

#[derive(Template)]
#[template(path = "pages/desk/decide/preview.html")]
struct PreviewPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    title: &'static str,
    reference: String,
    case_href: String,
    action: String,
    letter: LetterView,
    /// To whom the letter goes.
    to: String,
    /// The level that the offers will be given.
    level: Option<&'static str>,
    /// Whether it sends somebody away.
    grave: bool,
    /// Whether a second person has to agree before it goes.
    four_eyes: bool,
    carried: Vec<(String, String)>,
}

impl Deciding<'_> {
    /// Shows the letter that the decision would send.
    pub(super) async fn preview(&self, state: &AppState, verdict: &Verdict) -> Result<Response, Failed> {
        let letter = match preview(&state.store, self.vetting(state), verdict, &mut draw::id).await {
            Ok(letter) => letter,
            Err(error) => return self.refused(state, error).await,
        };
        let lang = self.lang();
        let level = match verdict {
            Verdict::Approve(approval) => Some(approval.level().name(lang)),
            Verdict::Ask(_) | Verdict::Refuse(_) => None,
        };
        let page = PreviewPage {
            lang,
            title: lang.decide_title(verdict.outcome()),
            reference: self.application.reference.to_string(),
            case_href: self.href(""),
            action: self.action(),
            letter: LetterView::new(&letter, self.application.lang),
            to: self.application.email.as_ref().map(ToString::to_string).unwrap_or_default(),
            level,
            grave: matches!(verdict, Verdict::Refuse(_)),
            four_eyes: state.four_eyes && verdict.outcome().needs_four_eyes(),
            carried: self.draft.carried(),
            frame: self.on_duty.frame(),
            chrome: Chrome::new(&self.on_duty.visit),
        };
        Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
    }
}
