//! Checks: what a machine can tell of an applicant, the same for applicants and vetters.
//!
//! The caller gathers what was [`Seen`] outside, whenever that was, and asks [`findings`] about a [`Subject`]: pure,
//! total and cheap, so that a page can ask anew each time it is shown. What was seen for other answers than those that
//! the subject now gives counts as not looked at yet. Nothing here forbids sending: a [`Verdict`] is advice.

mod contacts;
mod evidence;
mod firm;
mod names;
mod offers;
mod seen;
mod site;
mod subject;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::choice::choices;

pub use contacts::{Contact, ContactKind, TextField};
pub use evidence::{
    AreaFact, ContactFact, DuplicateFact, Evidence, MailFact, NameFact, NoticeFact, PriceFact, PromotionFact,
    RegisterFact, SiteFact, SiteNameFact,
};
pub(in crate::domain) use firm::is_shared_mail;
pub use names::{name_keys, near_name, same_firm, stands_in};
pub use offers::{AreaGap, AreaTrouble, PriceGap, PriceTrouble, PromotionGap, PromotionTrouble};
pub use seen::{
    CertificateFault, FirmFacts, FirmNumber, Namesake, NoticeSeen, PageSeen, RegisterAnswer, RegisterSeen,
    RegisterTrouble, Sameness, SiteAnswer, SiteSeen, SiteTrouble,
};
pub use subject::{Offer, PromotionTerms, SiteQuestion, Subject};

choices! {
    /// What is checked, in the order in which people read it.
    CheckKind {
        /// The number is well formed and the register of firms knows a trading firm under it.
        Siret = "siret",
        /// The firm's name is the one in the register.
        Name = "nom",
        /// The website answers, over TLS.
        Website = "site",
        /// The website names the firm.
        WebsiteNamesFirm = "site-nomme",
        /// The website has a legal notice that says whose it is.
        LegalNotice = "mentions-legales",
        /// The mail address belongs to the website's domain.
        MailDomain = "domaine-courriel",
        /// No provider of the directory is the same.
        Duplicate = "doublon",
        /// Price and commitment are complete.
        Price = "prix-engagement",
        /// A promotion says when it ends and what comes after.
        Promotion = "promotion",
        /// The area is made of territories of today.
        Area = "zone",
        /// Addresses, mail addresses and telephone numbers stand in their own fields.
        Contacts = "coordonnees",
    }
}
choices! {
    /// What a check comes to.
    Verdict {
        /// All is well.
        Passed = "passed",
        /// Somebody should look at it.
        Attention = "attention",
        /// Something must be put right.
        Failed = "failed",
        /// It could not be looked at, by no fault of the applicant.
        CouldNotLook = "could_not_look",
        /// Not looked at yet, or the answer it needs is not given yet.
        Waiting = "waiting",
        /// There is nothing to look at.
        NotApplicable = "not_applicable",
    }
}

/// What one check found. When it was seen is known to whoever keeps what was [`Seen`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was checked.
    pub kind: CheckKind,
    /// What it comes to.
    pub verdict: Verdict,
    /// What was seen, for i18n to say.
    pub evidence: Evidence,
}

impl From<Evidence> for Finding {
    fn from(evidence: Evidence) -> Self {
        Self { kind: evidence.kind(), verdict: evidence.verdict(), evidence }
    }
}

/// What was seen outside; what is absent was not looked at yet.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen<'a> {
    /// What the register answered.
    pub register: Option<&'a RegisterSeen>,
    /// What a visit of the website found.
    pub site: Option<&'a SiteSeen>,
    /// Providers of the directory that may be the same; an empty list when there are none.
    pub namesakes: Option<&'a [Namesake]>,
}

/// Checks everything, one finding for each [`CheckKind`] in the order of [`Choice::ALL`](super::choice::Choice::ALL).
#[must_use]
pub fn findings(subject: &Subject<'_>, seen: &Seen<'_>, today: Date) -> Vec<Finding> {
    let register = seen.register.filter(|register| subject.is_answered_by(register));
    let site = site::Visit::of(subject, seen.site);
    [
        Evidence::Siret(firm::register_fact(subject, register)),
        Evidence::Name(firm::name_fact(subject, register)),
        Evidence::Website(site.fact()),
        Evidence::WebsiteNamesFirm(site.name_fact()),
        Evidence::LegalNotice(site.notice_fact()),
        Evidence::MailDomain(firm::mail_fact(subject)),
        Evidence::Duplicate(firm::duplicate_fact(seen.namesakes)),
        Evidence::Price(offers::price_fact(&subject.offers)),
        Evidence::Promotion(offers::promotion_fact(&subject.offers, today)),
        Evidence::Area(offers::area_fact(&subject.offers)),
        Evidence::Contacts(contacts::contact_fact(&subject.offers)),
    ]
    .map(Finding::from)
    .into()
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
