//! The picture of a firm: brought, shown, taken away.

use axum::extract::State;
use axum::response::Response;

use super::messages::refused;
use super::{Applicant, topic};
use crate::domain::form::Topic;
use crate::domain::ids::LogoId;
use crate::domain::logo::Unfit;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::state::AppState;
use crate::web::upload::Upload;
use crate::workflow::applications::keep_logo;

/// Field of the button that takes the picture away.
const AWAY: &str = "retirer";

/// The part of the page of proofs with the picture.
pub(super) struct LogoForm {
    pub(super) src: Option<String>,
    pub(super) action: String,
    /// What was wrong with the file that was sent.
    pub(super) wrong: Option<&'static str>,
}

impl LogoForm {
    pub(super) fn new(applicant: &Applicant, wrong: Option<&'static str>) -> Self {
        let id = applicant.application.answers.shared.one("logo");
        let src = (!id.is_empty()).then(|| format!("/logos/{id}"));
        Self { src, action: applicant.href("/logo"), wrong }
    }
}

/// Keeps the picture that was sent, drawn anew, or takes the one there is away.
pub(super) async fn keep(
    State(state): State<AppState>,
    applicant: Applicant,
    upload: Upload,
) -> Result<Response, Failed> {
    let picture = match upload.file {
        None if !upload.typed.get(AWAY).is_empty() => None,
        None => {
            let wrong = applicant.lang().logo_unfit(Unfit::Empty);
            return topic::show_with_logo_problem(&state, &applicant, wrong).await;
        }
        Some(file) => match state.studio.redraw(file).await {
            Ok(picture) => Some((LogoId::new(draw::id()), picture)),
            Err(unfit) => {
                let wrong = applicant.lang().logo_unfit(unfit);
                return topic::show_with_logo_problem(&state, &applicant, wrong).await;
            }
        },
    };
    match keep_logo(&state.store, applicant.application.id, picture, state.now()).await {
        Ok(()) => Ok(see_other(&format!("{}#logo", applicant.href(&super::topic_path(Topic::Proofs, None))))),
        Err(error) => Ok(refused(error, &applicant)),
    }
}
