//! What keeps listings true: planned when they are written, done by the background.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::row::{choice, listing, parsed};
use super::sql::upkeep as sql;
use super::{Store, StoreError, StoredListing, WriteTx};
use crate::domain::choice::Choice;
use crate::domain::ids::{ListingId, ProviderId};
use crate::domain::report::ReportSource;
use crate::domain::upkeep::{REGISTER_DAYS, ReviewStage, UpkeepKind, WEBSITE_DAYS};

const DAY: i64 = 86_400_000;
/// Most listings that are planned in one go.
const PART: i64 = 200;

/// Something that is due about a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueUpkeep {
    /// The listing.
    pub listing: ListingId,
    /// How far its review went.
    pub stage: ReviewStage,
    /// The day it is about.
    pub day: Option<Date>,
    /// When something was done about it last, in milliseconds since 1970.
    pub done_at: Option<i64>,
}

/// A look outside that this process has taken upon itself for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UpkeepLook {
    /// The provider.
    pub provider: ProviderId,
    /// What is to be looked at.
    pub kind: UpkeepKind,
    /// How often it failed in a row.
    pub attempts: i64,
}

impl Store {
    /// Whether anything of a kind is due about listings at a moment.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_due_upkeep(&self, kind: UpkeepKind, now: i64) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::COUNT_DUE).bind(kind.slug()).bind(now);
        Ok(query.fetch_one(&self.reader).await?.try_get::<i64, _>(0)? > 0)
    }

    /// Whether a look outside is due that nobody has taken.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_due_look(&self, now: i64) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::COUNT_LOOKS).bind(now).bind(now);
        Ok(query.fetch_one(&self.reader).await?.try_get::<i64, _>(0)? > 0)
    }

    /// How many listings are to be reviewed every year without anything being planned for it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_unplanned(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query(sql::COUNT_UNPLANNED).fetch_one(&self.reader).await?.try_get(0)?)
    }
}

impl WriteTx {
    /// Plans what keeps a listing true, as it is written now. Unclaimed ones are left alone: nobody answers for them.
    pub(super) async fn plan_upkeep(&mut self, stored: &StoredListing) -> Result<(), StoreError> {
        let (id, listing) = (stored.id.to_string(), &stored.listing);
        if !listing.verification_level.is_claimed() {
            return Ok(());
        }
        match listing.review_day().filter(|_| listing.is_reviewed()) {
            Some(day) => {
                let due = start_of(ReviewStage::Month.day(day));
                self.plan(&id, UpkeepKind::Review, due, &day.to_string()).await?;
            }
            None => self.drop_upkeep(&id, UpkeepKind::Review).await?,
        }
        match &listing.promotion {
            Some(promotion) => {
                let (due, day) = (start_of(promotion.ends_on) + DAY, promotion.ends_on.to_string());
                self.plan(&id, UpkeepKind::Promotion, due, &day).await?;
            }
            None => self.drop_upkeep(&id, UpkeepKind::Promotion).await?,
        }
        if listing.is_reviewed() {
            let provider = stored.provider_id.to_string();
            for (kind, days) in [(UpkeepKind::Website, WEBSITE_DAYS), (UpkeepKind::Register, REGISTER_DAYS)] {
                self.plan(&provider, kind, self.now + days * DAY, "").await?;
            }
        }
        Ok(())
    }

    async fn plan(
        &mut self,
        subject: &str,
        kind: UpkeepKind,
        due: i64,
        terms: &str,
    ) -> Result<(), StoreError> {
        for statement in [sql::REPLAN, sql::PLAN] {
            let query = sqlx::query(statement).bind(subject).bind(kind.slug());
            query.bind(due).bind(terms).execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Plans nothing any more about a listing or a provider.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn drop_upkeep(&mut self, subject: &str, kind: UpkeepKind) -> Result<(), StoreError> {
        sqlx::query(sql::DROP).bind(subject).bind(kind.slug()).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Plans what keeps those listings true for which nothing is planned, at most 200; tells how many.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn plan_missing_upkeep(&mut self) -> Result<usize, StoreError> {
        let rows = sqlx::query(sql::UNPLANNED).bind(PART).fetch_all(&mut *self.tx).await?;
        let listings: Vec<StoredListing> = rows.iter().map(listing).collect::<Result<_, _>>()?;
        let mut planned = 0;
        for stored in listings.iter().filter(|stored| stored.listing.is_reviewed()) {
            self.plan_upkeep(stored).await?;
            planned += 1;
        }
        Ok(planned)
    }

    /// What is due about the listings of the provider that has been due longest for a kind.
    ///
    /// # Errors
    /// The database does not answer, or what is planned can no longer be read.
    pub async fn due_upkeep(
        &mut self,
        kind: UpkeepKind,
    ) -> Result<Option<(ProviderId, Vec<DueUpkeep>)>, StoreError> {
        let query = sqlx::query(sql::DUE_PROVIDER).bind(kind.slug()).bind(self.now);
        let Some(row) = query.fetch_optional(&mut *self.tx).await? else { return Ok(None) };
        let provider: ProviderId = parsed(&row, 0, "upkeep")?;
        let query = sqlx::query(sql::DUE_OF).bind(kind.slug()).bind(self.now).bind(provider.to_string());
        let due = query.fetch_all(&mut *self.tx).await?.iter().map(due).collect::<Result<_, _>>()?;
        Ok(Some((provider, due)))
    }

    /// Notes how far the review of a listing went now, and when the next step is due.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn note_upkeep(
        &mut self,
        listing: ListingId,
        kind: UpkeepKind,
        (stage, done_at): (ReviewStage, Option<i64>),
        next: Option<Date>,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(sql::DONE).bind(listing.to_string()).bind(kind.slug());
        let query = query.bind(next.map_or(i64::MAX, start_of)).bind(i64::from(stage.index())).bind(done_at);
        query.execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Takes the look outside that is due longest, until a moment; another process may take it after that.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn claim_look(&mut self, until: i64) -> Result<Option<UpkeepLook>, StoreError> {
        let query = sqlx::query(sql::CLAIM).bind(self.now).bind(self.now).bind(until);
        let Some(row) = query.fetch_optional(&mut *self.tx).await? else { return Ok(None) };
        let (provider, kind) = (parsed(&row, 0, "upkeep")?, choice(&row, 1, "upkeep")?);
        Ok(Some(UpkeepLook { provider, kind, attempts: row.try_get(2)? }))
    }

    /// Notes a look, how often it failed in a row, and when the next one is due.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn note_look(&mut self, look: &UpkeepLook, failed: i64, due: i64) -> Result<(), StoreError> {
        let query = sqlx::query(sql::LOOKED).bind(look.provider.to_string()).bind(look.kind.slug());
        query.bind(due).bind(failed).bind(self.now).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Whether a report of a source about a provider waits already.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_open_report(
        &mut self,
        id: ProviderId,
        source: ReportSource,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::COUNT_OPEN_REPORTS).bind(id.to_string()).bind(source.slug());
        Ok(query.fetch_one(&mut *self.tx).await?.try_get::<i64, _>(0)? > 0)
    }
}

/// The columns of `sql::DUE_OF`.
fn due(row: &AnyRow) -> Result<DueUpkeep, StoreError> {
    let stage = usize::try_from(row.try_get::<i64, _>(1)?).unwrap_or(usize::MAX);
    Ok(DueUpkeep {
        listing: parsed(row, 0, "upkeep")?,
        stage: ReviewStage::ALL.get(stage).copied().unwrap_or(ReviewStage::Hidden),
        day: row.try_get::<&str, _>(2)?.parse().ok(),
        done_at: row.try_get(3)?,
    })
}

/// A moment early in a day: midnight UTC, one or two hours into it in France, so that what is due then is due that day.
fn start_of(day: Date) -> i64 {
    day.to_zoned(TimeZone::UTC).map_or(i64::MAX, |midnight| midnight.timestamp().as_millisecond())
}
