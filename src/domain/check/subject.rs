//! Whom the checks are about: borrowed facts, as far as they are given.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::names::without_forms;
use super::seen::{FirmNumber, RegisterSeen};
use crate::domain::listing::{Listing, PricePlan, PricingModel};
use crate::domain::prose::WebAddress;
use crate::domain::siren::{NumberError, Siren, Siret};

/// Most names that are looked for on a website.
const MAX_NAMES: usize = 4;
/// Longest name that is looked for, in characters.
const MAX_NAME: usize = 120;

/// Facts about an applicant; what is absent is not given yet.
#[derive(Debug, Clone, Default)]
pub struct Subject<'a> {
    /// Number of the establishment, whose check digits are right.
    pub siret: Option<&'a Siret>,
    /// Why what was typed is no such number, when something was typed that is none.
    pub siret_error: Option<NumberError>,
    /// Name in the register, as the applicant gives it.
    pub legal_name: Option<&'a str>,
    /// Name people know.
    pub trade_name: Option<&'a str>,
    /// The website.
    pub website: Option<&'a WebAddress>,
    /// What stands after the `@` of the mail address.
    pub mail_domain: Option<&'a str>,
    /// The offers.
    pub offers: Vec<Offer<'a>>,
}

/// One offer, as far as it is written.
#[derive(Debug, Clone, Default)]
pub struct Offer<'a> {
    /// Title.
    pub title: Option<&'a str>,
    /// What it is, in a sentence or two.
    pub summary: Option<&'a str>,
    /// What it is, at length.
    pub description: Option<&'a str>,
    /// How it is paid for.
    pub pricing_model: &'a [PricingModel],
    /// Its prices.
    pub price_plans: &'a [PricePlan],
    /// Share of sales, in hundredths of a percent.
    pub commission_percent_hundredths: Option<u32>,
    /// Months of engagement.
    pub commitment_months: Option<u8>,
    /// A price that ends, as far as its terms are given.
    pub promotion: Option<PromotionTerms>,
    /// Codes of the area, as typed or picked.
    pub area: Vec<String>,
}

/// Terms of a promotion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PromotionTerms {
    /// Last day.
    pub ends_on: Option<Date>,
    /// Price after it, in cents.
    pub price_after_cents: Option<u32>,
}

impl<'a> From<&'a Listing> for Offer<'a> {
    fn from(listing: &'a Listing) -> Self {
        Self {
            title: Some(listing.title.as_str()),
            summary: Some(listing.summary.as_str()),
            description: listing.description.as_ref().map(|text| text.as_str()),
            pricing_model: &listing.pricing_model,
            price_plans: &listing.price_plans,
            commission_percent_hundredths: listing.commission_percent_hundredths,
            commitment_months: listing.commitment_months,
            promotion: listing.promotion.as_ref().map(|promotion| PromotionTerms {
                ends_on: Some(promotion.ends_on),
                price_after_cents: Some(promotion.price_after_cents),
            }),
            area: listing.area.codes(),
        }
    }
}

/// What a visit of a website is for: where to go and what to look for there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SiteQuestion {
    /// The page.
    pub address: WebAddress,
    /// Names of the firm, at most four, each at most 120 characters.
    pub names: Vec<String>,
    /// Number of the firm.
    pub siren: Option<Siren>,
}

impl Subject<'_> {
    /// What the register is to be asked, once the number is given.
    #[must_use]
    pub fn register_question(&self) -> Option<FirmNumber> {
        self.siret.map(|siret| FirmNumber::Siret(siret.clone()))
    }

    /// What the website is to be visited for, once its address is given.
    #[must_use]
    pub fn site_question(&self) -> Option<SiteQuestion> {
        let mut names: Vec<String> = Vec::new();
        for name in [self.trade_name, self.legal_name].into_iter().flatten() {
            let name: String = name.chars().take(MAX_NAME).collect();
            if names.len() < MAX_NAMES && !without_forms(&name).is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        let siren = self.siret.and_then(Siret::siren);
        self.website.map(|address| SiteQuestion { address: address.clone(), names, siren })
    }

    /// Whether this is an answer about the number that is given now.
    pub(super) fn is_answered_by(&self, register: &RegisterSeen) -> bool {
        match (&register.asked, self.siret) {
            (FirmNumber::Siret(asked), Some(siret)) => asked == siret,
            (FirmNumber::Siren(asked), Some(siret)) => siret.belongs_to(asked),
            (_, None) => false,
        }
    }
}
