//! An application as it is stored, and how it is read.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::application::{ApplicationKind, ApplicationState, Flag, Reference};
use crate::domain::email::EmailAddress;
use crate::domain::form::Answers;
use crate::domain::ids::{ApplicationId, OfficerId, ProviderId};
use crate::domain::lang::Lang;
use crate::store::StoreError;
use crate::store::row::{choice, json, optional, parsed_email, parsed_text};

/// An application as it is stored. Times are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredApplication {
    /// Identifier.
    pub id: ApplicationId,
    /// What it is called towards people.
    pub reference: Reference,
    /// What it is for.
    pub kind: ApplicationKind,
    /// Where it stands.
    pub state: ApplicationState,
    /// Language of its author.
    pub lang: Lang,
    /// Address of its author, all lower case, as soon as it is known.
    pub email: Option<EmailAddress>,
    /// When the address was proved.
    pub email_verified_at: Option<i64>,
    /// The provider it is about, or that came of it.
    pub provider_id: Option<ProviderId>,
    /// What was typed.
    pub answers: Answers,
    /// What looked odd.
    pub flags: Vec<Flag>,
    /// Grows by one with each change.
    pub version: i64,
    /// When it was begun.
    pub created_at: i64,
    /// When it was changed last.
    pub updated_at: i64,
    /// When it was sent last.
    pub submitted_at: Option<i64>,
    /// When it was decided.
    pub decided_at: Option<i64>,
    /// When its author was warned that the draft will be deleted.
    pub warned_at: Option<i64>,
    /// Whose case it is.
    pub assignee: Option<OfficerId>,
}

impl StoredApplication {
    /// Whether an address is proved to be that of its author.
    #[must_use]
    pub fn is_of(&self, email: &EmailAddress) -> bool {
        self.email_verified_at.is_some() && self.email.as_ref().is_some_and(|own| own.key() == email.key())
    }
}

/// A new application.
#[derive(Debug, Clone)]
pub struct NewApplication {
    /// Identifier, drawn at the edge.
    pub id: ApplicationId,
    /// What it will be called.
    pub reference: Reference,
    /// Drawn with the page that begins it.
    pub start_key: String,
    /// What it is for.
    pub kind: ApplicationKind,
    /// Language of its author.
    pub lang: Lang,
    /// Address of its author, if that is proved already.
    pub proved: Option<EmailAddress>,
    /// The provider it is about.
    pub provider_id: Option<ProviderId>,
    /// Answers that are known already.
    pub answers: Answers,
    /// What looked odd.
    pub flags: Vec<Flag>,
}

/// The columns of `sql::BY_…`.
pub(super) fn application(row: &AnyRow) -> Result<StoredApplication, StoreError> {
    let what = row.try_get::<&str, _>(0)?;
    let reference = Reference::parse(row.try_get(1)?)
        .map_err(|error| StoreError::Corrupt { what: what.to_owned(), reason: error.to_string() })?;
    let email: Option<&str> = row.try_get(5)?;
    let provider: Option<&str> = row.try_get(7)?;
    Ok(StoredApplication {
        id: parsed_text(what, what)?,
        reference,
        kind: choice(row, 2, what)?,
        state: choice(row, 3, what)?,
        lang: choice(row, 4, what)?,
        email: email.map(|email| parsed_email(email, what)).transpose()?,
        email_verified_at: row.try_get(6)?,
        provider_id: provider.map(|id| parsed_text(id, what)).transpose()?,
        answers: json(row, 8, what)?,
        flags: json(row, 9, what)?,
        version: row.try_get(10)?,
        created_at: row.try_get(11)?,
        updated_at: row.try_get(12)?,
        submitted_at: row.try_get(13)?,
        decided_at: row.try_get(14)?,
        warned_at: row.try_get(15)?,
        assignee: optional(row, 16, what)?,
    })
}
