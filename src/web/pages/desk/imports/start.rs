//! The first page of the import desk: a file is brought, or the one there is forgotten.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::super::OnDuty;
use super::super::frame::Frame;
use super::{outline, owner, refused};
use crate::domain::import::{FileKind, Sheet, kind_of, text_of};
use crate::i18n::Lang;
use crate::store::NewImport;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::state::AppState;
use crate::web::upload::Upload;
use crate::workflow::import::desk::{self, ImportError};

#[derive(Template)]
#[template(path = "pages/desk/import.html")]
struct StartPage {
    chrome: Chrome,
    lang: Lang,
    frame: Frame,
    action: String,
    forget_action: String,
    problem: Option<String>,
    gone: bool,
    /// Where the file that waits goes on.
    resume_href: Option<String>,
}

/// Shows how to bring a file, and whether one waits.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    view(&state, &on_duty, None).await
}

async fn view(state: &AppState, on_duty: &OnDuty, problem: Option<String>) -> Result<Response, Failed> {
    let waiting = outline(state, on_duty).await?.filter(|outline| outline.done_at.is_none());
    let resume_href = waiting.map(|outline| {
        on_duty.href(if outline.report.is_empty() { "/import/colonnes" } else { "/import/essai" })
    });
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = StartPage {
        lang: on_duty.lang(),
        frame: on_duty.frame(),
        action: on_duty.href("/import"),
        forget_action: on_duty.href("/import/oublier"),
        gone: problem.is_none() && on_duty.visit.query == "parti",
        problem,
        resume_href,
        chrome: Chrome::new(&on_duty.visit),
    };
    Ok(page_with(status, NOT_KEPT, &page))
}

/// Keeps the file that was sent for its next step.
pub(super) async fn bring(
    State(state): State<AppState>,
    on_duty: OnDuty,
    upload: Upload,
) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    let Some(file) = upload.file else {
        return view(&state, &on_duty, Some(lang.import_no_file().to_owned())).await;
    };
    let file = match text_of(&file).and_then(|content| {
        let kind = kind_of(&content);
        if kind == FileKind::Table {
            Sheet::of(&content)?;
        }
        Ok(NewImport { id: draw::id(), kind, content, report: String::new() })
    }) {
        Ok(file) => file,
        Err(error) => return view(&state, &on_duty, Some(lang.file_error(error))).await,
    };
    let next = if file.kind == FileKind::Table { "/import/colonnes" } else { "/import/essai" };
    let (actor, now) = (on_duty.actor(), state.now());
    match desk::bring(&state.store, owner(&on_duty, &actor), file, now, &mut draw::id).await {
        Ok(()) => Ok(see_other(&on_duty.href(next))),
        Err(ImportError::File(error)) => view(&state, &on_duty, Some(lang.file_error(error))).await,
        Err(error) => Ok(refused(error, &on_duty)),
    }
}

/// Forgets the file that waits.
pub(super) async fn forget(State(state): State<AppState>, on_duty: OnDuty) -> Response {
    let actor = on_duty.actor();
    match desk::discard(&state.store, owner(&on_duty, &actor), state.now()).await {
        Ok(()) => see_other(&on_duty.href("/import")).into_response(),
        Err(error) => refused(error, &on_duty),
    }
}
