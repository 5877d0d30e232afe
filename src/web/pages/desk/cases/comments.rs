//! What the desk says about a case.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::show;
use crate::domain::choice::Choice;
use crate::domain::desk::comment::Audience;
use crate::domain::desk::verdict::{Fault, remark};
use crate::domain::ids::{CommentId, LetterId, OfficerId};
use crate::i18n::Lang;
use crate::store::Comment;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::desk::OnDuty;
use crate::web::pages::desk::case::case_of;
use crate::web::pages::message;
use crate::web::state::AppState;
use crate::workflow::applications::{self, ApplicationError, NewComment};
use crate::workflow::in_paris;

/// A comment in words.
pub(super) struct Said {
    pub(super) when: String,
    pub(super) who: String,
    pub(super) audience: &'static str,
    pub(super) words: String,
}

/// The form of a comment.
#[derive(Default)]
pub(super) struct Draft {
    /// Drawn with the page, so that a doubled click says it once.
    pub(super) id: String,
    pub(super) words: String,
    pub(super) to_provider: bool,
    pub(super) problem: Option<&'static str>,
}

impl Draft {
    /// Makes an empty form.
    pub(super) fn new() -> Self {
        Self { id: draw::id().to_string(), ..Self::default() }
    }
}

/// Puts a comment into words.
pub(super) fn said(comment: &Comment, officers: &HashMap<OfficerId, String>, lang: Lang) -> Said {
    Said {
        when: lang.date_and_time(in_paris(comment.at)),
        who: officers.get(&comment.officer).cloned().unwrap_or_default(),
        audience: match comment.audience {
            Audience::Internal => lang.case_comment_internal(),
            Audience::Provider => lang.case_comment_provider(),
        },
        words: comment.words.clone(),
    }
}

/// Keeps a comment.
pub(super) async fn write(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let application = match case_of(&on_duty, &state).await {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let lang = on_duty.lang();
    let audience = Audience::from_slug(typed.get("pour")).unwrap_or(Audience::Internal);
    let id = typed.get("cle").parse().unwrap_or_else(|_| CommentId::new(draw::id()));
    let words = match remark(typed.get("commentaire")) {
        Ok(words) => words,
        Err(problem) => {
            let draft = Draft {
                id: id.to_string(),
                words: typed.get("commentaire").to_owned(),
                to_provider: audience == Audience::Provider,
                problem: Some(match problem {
                    Fault::TooLong { .. } => lang.case_comment_long(),
                    _ => lang.case_comment_missing(),
                }),
            };
            return show::page(&state, &on_duty, application, StatusCode::UNPROCESSABLE_ENTITY, draft).await;
        }
    };
    let new = NewComment {
        id,
        letter_id: LetterId::new(draw::id()),
        application: application.id,
        officer: on_duty.officer.id,
        audience,
        words,
    };
    match applications::comment(&state.store, new, state.now()).await {
        Ok(()) => Ok(see_other(&on_duty.href(&format!("/dossiers/{}#commentaires", application.reference)))),
        Err(ApplicationError::Store(error)) => Err(error.into()),
        Err(ApplicationError::Barred(barred)) => {
            let href = on_duty.href(&format!("/dossiers/{}", application.reference));
            let texts = (lang.case_not_now(), lang.decide_barred(barred));
            Ok(message::show(&on_duty.visit, StatusCode::FORBIDDEN, texts, (href, lang.case_see())))
        }
        // It was erased a moment ago.
        Err(_) => Ok(see_other(&on_duty.href(""))),
    }
}
