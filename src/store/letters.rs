//! The outbox: letters wait here from the transaction of what they tell until a server has taken them.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::row::{parsed, to_json};
use super::sql::letters as sql;
use super::{SKEW, Store, StoreError, WriteTx};
use crate::domain::choice::Choice;
use crate::domain::delivery::{LONGEST_WAIT, Setback};
use crate::domain::email::EmailAddress;
use crate::domain::ids::LetterId;
use crate::domain::lang::Lang;
use crate::domain::letter::{Letter, LetterKind, NewLetter};

/// Most letters about one thing or to one address that are listed.
const MOST_LISTED: i64 = 200;

/// A letter that a mailer holds until its claim ends.
#[derive(Debug, Clone)]
pub struct ClaimedLetter {
    /// Its identifier.
    pub id: LetterId,
    /// Its kind, as the outbox names it.
    pub kind: String,
    /// End of the claim, in milliseconds since 1970; tells this claim from later ones.
    pub claimed_until: i64,
    /// Attempts so far, this one included.
    pub attempts: u32,
    /// When it was put into the outbox, in milliseconds since 1970.
    pub created_at: i64,
    /// To whom, in which language and what; nothing when what is stored can no longer be read.
    pub content: Option<(EmailAddress, Lang, Letter)>,
}

/// A letter as people are told of it. What it says is not among it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterState {
    /// Its identifier.
    pub id: LetterId,
    /// What it is about.
    pub kind: LetterKind,
    /// Its language.
    pub lang: Lang,
    /// To whom.
    pub to: EmailAddress,
    /// Identifier of the application or provider it is about; empty for none.
    pub about: String,
    /// When it was put into the outbox, in milliseconds since 1970.
    pub created_at: i64,
    /// What became of it.
    pub fate: LetterFate,
}

/// What became of a letter. Moments are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterFate {
    /// It waits for its first or next attempt.
    Waiting {
        /// When that comes.
        due_at: i64,
        /// Attempts so far.
        attempts: u32,
        /// What the last one met.
        setback: Option<Setback>,
    },
    /// A server has taken it.
    Sent {
        /// When.
        at: i64,
    },
    /// It was given up.
    Failed {
        /// When.
        at: i64,
        /// Why; nothing when what is stored can no longer be read.
        setback: Option<Setback>,
    },
}

impl Store {
    /// Whether a letter waits to be sent at a moment, in milliseconds since 1970.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_due_letter(&self, now: i64) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::COUNT_DUE).bind(now).bind(too_far(now)).bind(now + SKEW);
        Ok(query.fetch_one(&self.reader).await?.try_get::<i64, _>(0)? > 0)
    }

    /// The letters about an application or a provider, newest first, at most 200.
    ///
    /// # Errors
    /// The database does not answer, or a stored letter can no longer be read.
    pub async fn letters_about(&self, about: &str) -> Result<Vec<LetterState>, StoreError> {
        // Letters about nothing have nothing in common.
        if about.is_empty() {
            return Ok(Vec::new());
        }
        let query = sqlx::query(sql::ABOUT).bind(about.to_owned()).bind(MOST_LISTED);
        query.fetch_all(&self.reader).await?.iter().map(state).collect()
    }

    /// The letters to an address however it is written, newest first, at most 200.
    ///
    /// # Errors
    /// The database does not answer, or a stored letter can no longer be read.
    pub async fn letters_to(&self, email: &EmailAddress) -> Result<Vec<LetterState>, StoreError> {
        let query = sqlx::query(sql::TO).bind(email.key()).bind(MOST_LISTED);
        query.fetch_all(&self.reader).await?.iter().map(state).collect()
    }

    /// The letters that were given up, newest first, at most `limit`; not those whose recipient asked to be forgotten.
    ///
    /// # Errors
    /// The database does not answer, or a stored letter can no longer be read.
    pub async fn failed_letters(&self, limit: u32) -> Result<Vec<LetterState>, StoreError> {
        let query = sqlx::query(sql::FAILED).bind(i64::from(limit));
        query.fetch_all(&self.reader).await?.iter().map(state).collect()
    }
}

impl WriteTx {
    /// Puts a letter into the outbox: it is sent if and only if this transaction is kept.
    ///
    /// # Errors
    /// Its identifier is another one's, or the database refuses.
    pub async fn queue_letter(&mut self, new: &NewLetter) -> Result<(), StoreError> {
        sqlx::query(sql::QUEUE)
            .bind(new.id.to_string())
            .bind(new.letter.kind())
            .bind(new.lang.slug())
            .bind(new.to.as_str())
            .bind(new.about.as_str())
            .bind(to_json(&new.letter)?)
            .bind(self.now)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Deletes the letters about an application or a provider, sent or not.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_letters_about(&mut self, about: &str) -> Result<u64, StoreError> {
        Ok(sqlx::query(sql::DELETE_ABOUT).bind(about).execute(&mut *self.tx).await?.rows_affected())
    }

    /// Claims the letter that has been due longest and counts the attempt; nothing when none waits. The claim ends at
    /// `until`, in milliseconds since 1970 and well within the next hour: a longer one would be taken for an error.
    ///
    /// # Errors
    /// The database refuses, or a stored identifier can no longer be read.
    pub async fn claim_letter(&mut self, until: i64) -> Result<Option<ClaimedLetter>, StoreError> {
        let query = sqlx::query(sql::CLAIM).bind(self.now).bind(too_far(self.now));
        let query = query.bind(self.now + SKEW).bind(until);
        query.fetch_optional(&mut *self.tx).await?.map(|row| claimed(&row, until)).transpose()
    }

    /// Notes that a server has taken a letter, and forgets what it said; of one about erasure also whom it was for.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn letter_sent(&mut self, letter: &ClaimedLetter) -> Result<(), StoreError> {
        let query = sqlx::query(sql::SENT).bind(letter.id.to_string()).bind(self.now);
        query.execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Puts a letter off until a moment, in milliseconds since 1970; false when somebody else has claimed it since.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn put_off_letter(
        &mut self,
        letter: &ClaimedLetter,
        due_at: i64,
        met: &Setback,
    ) -> Result<bool, StoreError> {
        self.end_claim(sql::PUT_OFF, letter, due_at, met).await
    }

    /// Gives a letter up and forgets what it said, of one about erasure also whom it was for; false when somebody else has
    /// claimed it since.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn give_up_letter(
        &mut self,
        letter: &ClaimedLetter,
        met: &Setback,
    ) -> Result<bool, StoreError> {
        self.end_claim(sql::GIVE_UP, letter, self.now, met).await
    }

    async fn end_claim(
        &mut self,
        statement: &'static str,
        letter: &ClaimedLetter,
        at: i64,
        met: &Setback,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(statement).bind(letter.id.to_string()).bind(letter.claimed_until);
        let done = query.bind(at).bind(met.to_string()).execute(&mut *self.tx).await?;
        Ok(done.rows_affected() > 0)
    }
}

/// No letter is put off further than this.
const fn too_far(now: i64) -> i64 {
    now + LONGEST_WAIT + SKEW
}

/// The columns of `sql::CLAIM`.
fn claimed(row: &AnyRow, claimed_until: i64) -> Result<ClaimedLetter, StoreError> {
    let content = || {
        let lang = Lang::from_slug(row.try_get(2).ok()?)?;
        let to = EmailAddress::parse(row.try_get(3).ok()?).ok()?;
        Some((to, lang, serde_json::from_str(row.try_get(4).ok()?).ok()?))
    };
    Ok(ClaimedLetter {
        id: parsed(row, 0, "letter")?,
        kind: row.try_get(1)?,
        claimed_until,
        attempts: attempts(row, 6)?,
        created_at: row.try_get(5)?,
        content: content(),
    })
}

/// The columns of `sql::ABOUT`, `sql::TO` and `sql::FAILED`.
fn state(row: &AnyRow) -> Result<LetterState, StoreError> {
    let id: LetterId = parsed(row, 0, "letter")?;
    let corrupt = |reason: &str| StoreError::Corrupt { what: id.to_string(), reason: reason.to_owned() };
    let setback = row.try_get::<Option<String>, _>(10)?.and_then(|stored| Setback::from_stored(&stored));
    let fate = match (row.try_get(8)?, row.try_get(9)?) {
        (Some(at), _) => LetterFate::Sent { at },
        (None, Some(at)) => LetterFate::Failed { at, setback },
        (None, None) => LetterFate::Waiting { due_at: row.try_get(6)?, attempts: attempts(row, 7)?, setback },
    };
    Ok(LetterState {
        id,
        kind: LetterKind::from_slug(row.try_get(1)?).ok_or_else(|| corrupt("unknown kind"))?,
        lang: Lang::from_slug(row.try_get(2)?).ok_or_else(|| corrupt("unknown language"))?,
        to: EmailAddress::parse(row.try_get(3)?).map_err(|_| corrupt("unreadable address"))?,
        about: row.try_get(4)?,
        created_at: row.try_get(5)?,
        fate,
    })
}

fn attempts(row: &AnyRow, column: usize) -> Result<u32, StoreError> {
    Ok(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(u32::MAX))
}
