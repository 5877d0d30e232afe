//! What keeps listings true: the calendar of their yearly review, and what a look outside says of their providers.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::check::{RegisterAnswer, RegisterSeen, SiteAnswer, SiteSeen, SiteTrouble};
use super::choice::choices;
use super::listing::{Listing, VerificationLevel};
use super::provider::RegisterState;

choices! {
    /// What is done now and then about something listed. The slugs stand in the database.
    UpkeepKind {
        /// A listing: its provider is asked whether it is still right.
        Review = "review",
        /// A listing: its promotion ends.
        Promotion = "promotion",
        /// A provider: its website is visited.
        Website = "website",
        /// A provider: the register of firms is asked about it.
        Register = "register",
    }
}

/// Days between two visits of a website.
pub const WEBSITE_DAYS: i64 = 7;
/// Days between two questions to the register.
pub const REGISTER_DAYS: i64 = 30;
/// Looks in a row, a day apart, that a website has to fail before somebody is told.
pub const FAILED_LOOKS: i64 = 3;
/// Days from the day of the review to the day on which an offer loses a level, and to the one on which it is hidden.
const DEMOTED_AFTER: i32 = 30;
const HIDDEN_AFTER: i32 = 90;

choices! {
    /// How far the review of a listing went. The positions stand in the database.
    ReviewStage {
        /// Nothing was asked yet.
        Quiet = "quiet",
        /// A letter went 30 days before.
        Month = "month",
        /// A letter went 7 days before.
        Week = "week",
        /// A letter went on the day.
        Day = "day",
        /// It lost a level 30 days later.
        Demoted = "demoted",
        /// It was hidden 90 days later.
        Hidden = "hidden",
    }
}

impl ReviewStage {
    /// Days from the day of the review on which this stage comes.
    const fn offset(self) -> i32 {
        match self {
            Self::Quiet => i32::MIN,
            Self::Month => -30,
            Self::Week => -7,
            Self::Day => 0,
            Self::Demoted => DEMOTED_AFTER,
            Self::Hidden => HIDDEN_AFTER,
        }
    }

    /// The first day of this stage.
    #[must_use]
    pub fn day(self, review: Date) -> Date {
        match self {
            Self::Quiet => Date::MIN,
            stage => review.saturating_add(Span::new().days(stage.offset())),
        }
    }

    /// The stage after this one; nothing after the last.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Quiet => Some(Self::Month),
            Self::Month => Some(Self::Week),
            Self::Week => Some(Self::Day),
            Self::Day => Some(Self::Demoted),
            Self::Demoted => Some(Self::Hidden),
            Self::Hidden => None,
        }
    }

    /// Whether it is a letter and not a consequence.
    #[must_use]
    pub const fn is_letter(self) -> bool {
        matches!(self, Self::Month | Self::Week | Self::Day)
    }

    /// The stage that is due today, if any. Days that were missed are not made up for one by one: of letters only the latest
    /// is sent. Nobody loses anything who was not written to on the day: consequences wait for their days after that letter,
    /// which went on `asked`, so that a program that stood still, or a clock that jumps, takes nobody by surprise.
    #[must_use]
    pub fn due(self, review: Date, asked: Option<Date>, today: Date) -> Option<Self> {
        let letters = [Self::Day, Self::Week, Self::Month];
        if self < Self::Day {
            return letters.into_iter().find(|stage| *stage > self && stage.day(review) <= today);
        }
        let next = self.next()?;
        let wait = if next == Self::Demoted { DEMOTED_AFTER } else { HIDDEN_AFTER };
        let earliest = asked?.saturating_add(Span::new().days(wait));
        (next.day(review) <= today && earliest <= today).then_some(next)
    }
}

impl Listing {
    /// Whether its provider is asked every year whether it is right: somebody answers for it, and it is not over.
    #[must_use]
    pub fn is_reviewed(&self) -> bool {
        use super::listing::ListingStatus as Status;
        let listed = matches!(self.status, Status::Published | Status::UnderCheck | Status::Paused);
        listed && self.verification_level.is_claimed() && self.review_day().is_some()
    }

    /// Takes a level away from an offer that was not confirmed in time: what was vetted of it is no longer vouched for.
    pub fn demote(&mut self) {
        if matches!(self.verification_level, VerificationLevel::Offer | VerificationLevel::Labelled) {
            self.verification_level = VerificationLevel::Identity;
        }
    }

    /// Ends the promotion when its last day has passed: the first plan costs what was announced for after it. Tells whether
    /// there was one to end.
    pub fn end_promotion(&mut self, today: Date) -> bool {
        let Some(promotion) = self.promotion.take_if(|promotion| promotion.ends_on < today) else {
            return false;
        };
        if let Some(plan) = self.price_plans.first_mut() {
            (plan.min_cents, plan.max_cents) = (promotion.price_after_cents, None);
        }
        true
    }
}

/// What a look outside says that somebody at the desk has to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "seen", rename_all = "snake_case")]
pub enum Alarm {
    /// The website did not answer, three days in a row.
    SiteGone {
        /// The website.
        address: String,
        /// What happened the last time.
        trouble: SiteTrouble,
    },
    /// The website sends its visitors to another one.
    SiteMoved {
        /// The website.
        address: String,
        /// The host that answers.
        host: String,
    },
    /// The register says that the firm has closed.
    FirmCeased {
        /// Its number.
        siren: String,
    },
}

/// What a look says, before it is known how often it failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outlook {
    /// All is well.
    Well,
    /// It could not be seen; worth another look tomorrow.
    Unseen,
    /// It failed in a way that a site may get over.
    Failed(Alarm),
    /// Somebody has to know at once.
    Alarm(Alarm),
}

/// What a visit of a website says.
#[must_use]
pub fn of_site(seen: &SiteSeen) -> Outlook {
    let address = seen.asked.address.as_str().to_owned();
    match &seen.answer {
        SiteAnswer::Silent(trouble) => Outlook::Failed(Alarm::SiteGone { address, trouble: *trouble }),
        SiteAnswer::Page(page) if page.moved => {
            Outlook::Alarm(Alarm::SiteMoved { address, host: page.host.clone() })
        }
        SiteAnswer::Page(page) => match page.insecure {
            Some(trouble @ SiteTrouble::Certificate(_)) => {
                Outlook::Failed(Alarm::SiteGone { address, trouble })
            }
            _ => Outlook::Well,
        },
    }
}

/// What the register says.
#[must_use]
pub fn of_register(seen: &RegisterSeen) -> Outlook {
    match &seen.answer {
        RegisterAnswer::Found(firm) if firm.state == RegisterState::Ceased => {
            Outlook::Alarm(Alarm::FirmCeased { siren: firm.siren.as_str().to_owned() })
        }
        RegisterAnswer::Found(_) | RegisterAnswer::Unknown => Outlook::Well,
        RegisterAnswer::Away(_) => Outlook::Unseen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const REVIEW: Date = date(2027, 11, 22);

    /// Steps day by day; gives the stages with their days.
    fn year(from: Date, to: Date) -> Vec<(Date, ReviewStage)> {
        let (mut stage, mut asked, mut today) = (ReviewStage::Quiet, None, from);
        let mut found = Vec::new();
        while today <= to {
            if let Some(due) = stage.due(REVIEW, asked, today) {
                stage = due;
                if due == ReviewStage::Day {
                    asked = Some(today);
                }
                found.push((today, due));
            }
            today = today.tomorrow().unwrap();
        }
        found
    }

    #[test]
    fn the_calendar_of_a_review_is_the_published_one() {
        use ReviewStage::{Day, Demoted, Hidden, Month, Week};
        assert_eq!(
            year(date(2026, 11, 22), date(2028, 11, 22)),
            [
                (date(2027, 10, 23), Month),
                (date(2027, 11, 15), Week),
                (date(2027, 11, 22), Day),
                (date(2027, 12, 22), Demoted),
                (date(2028, 2, 20), Hidden),
            ]
        );
    }

    #[test]
    fn who_is_asked_late_has_as_long_to_answer() {
        use ReviewStage::{Day, Demoted, Hidden, Week};
        assert_eq!(year(date(2027, 11, 16), date(2027, 11, 20)), [(date(2027, 11, 16), Week)]);
        assert_eq!(
            year(date(2030, 1, 1), date(2031, 1, 1)),
            [(date(2030, 1, 1), Day), (date(2030, 1, 31), Demoted), (date(2030, 4, 1), Hidden)]
        );
    }
}
