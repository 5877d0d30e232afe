//! What the desk says about a case: among itself, or to the provider in a letter.

use super::decide::ties_of;
use super::{ApplicationError, Opened};
use crate::domain::application::Happened;
use crate::domain::desk::barred::Barred;
use crate::domain::desk::comment::Audience;
use crate::domain::ids::{ApplicationId, CommentId, LetterId, OfficerId};
use crate::domain::letter::{Letter, NewLetter};
use crate::store::{AuditRow, Comment, Store, StoreError};
use crate::workflow::Moment;

/// A comment to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewComment {
    /// Identifier, drawn with the page, so that a doubled click says it once.
    pub id: CommentId,
    /// Identifier of the letter, drawn at the edge.
    pub letter_id: LetterId,
    /// The case.
    pub application: ApplicationId,
    /// Who says it.
    pub officer: OfficerId,
    /// Who reads it.
    pub audience: Audience,
    /// What is said, as [`remark`](crate::domain::desk::verdict::remark) gives it.
    pub words: String,
}

/// Keeps a comment; one for the provider stands in the history of the application and goes to its author in a letter. The
/// application itself stays what it is, so that nobody's decision about it is overtaken by words.
///
/// # Errors
/// There is no such application, it is the own one of whoever says it, or the database failed.
pub async fn comment(store: &Store, new: NewComment, moment: Moment) -> Result<(), ApplicationError> {
    let mut opened = Opened::open(store, new.application, moment).await?;
    let (officer, ties) = ties_of(&mut opened, new.officer).await?;
    // Whoever refused it before may say why.
    if let Some(barred @ (Barred::Own | Barred::Role)) = ties.bar_taking(officer.id, officer.role) {
        return Err(ApplicationError::Barred(barred));
    }
    let Opened { mut tx, application, .. } = opened;
    let case = application.id.to_string();
    let kept = Comment {
        id: new.id,
        case: case.clone(),
        at: moment.now,
        officer: new.officer,
        audience: new.audience,
        words: new.words,
    };
    match tx.insert_comment(&kept).await {
        // The same page was sent twice.
        Err(StoreError::Conflict(_)) => return Ok(()),
        kept => kept?,
    }
    if let (Audience::Provider, Some(to)) = (kept.audience, application.email.clone()) {
        tx.insert_event(application.id, &Happened::Message { words: kept.words.clone() }).await?;
        let letter = Letter::Message { reference: application.reference.to_string(), words: kept.words };
        let (id, lang, about) = (new.letter_id, application.lang, case.clone());
        tx.queue_letter(&NewLetter { id, to, lang, about, letter }).await?;
    }
    let (actor, detail) = (format!("officer:{}", kept.officer), format!("{{\"comment\":\"{}\"}}", kept.id));
    tx.audit(AuditRow { actor: &actor, action: "comment_case", subject: &case, detail: &detail }).await?;
    Ok(tx.commit().await?)
}
