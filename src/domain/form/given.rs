//! What answers say so far, for the checks: complete or not.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::assemble::record_of;
use super::{Answers, Problem, Topic};
use crate::domain::check::{Offer, PromotionTerms, Subject};
use crate::domain::email::EmailAddress;
use crate::domain::listing::{PricePlan, PricingModel};
use crate::domain::prose::WebAddress;
use crate::domain::siren::{NumberError, Siret};

/// Facts that answers give, owned, for a [`Subject`] to borrow.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    siret: Option<Siret>,
    siret_error: Option<NumberError>,
    legal_name: Option<String>,
    name: Option<String>,
    website: Option<WebAddress>,
    email: Option<EmailAddress>,
    offers: Vec<GivenOffer>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct GivenOffer {
    title: Option<String>,
    summary: Option<String>,
    description: Option<String>,
    pricing_model: Vec<PricingModel>,
    price_plans: Vec<PricePlan>,
    commission: Option<u32>,
    commitment: Option<u8>,
    promotion: Option<PromotionTerms>,
    area: Vec<String>,
}

impl Given {
    /// Gathers what is right in the answers.
    #[must_use]
    pub fn of(answers: &Answers) -> Self {
        let firm = record_of([Topic::Siret, Topic::Firm], &answers.shared);
        Self {
            siret: member(&firm, "siret"),
            siret_error: match Topic::Siret.field("siret").map(|field| field.read(&answers.shared)) {
                Some(Err(Problem::NotASiret(error))) => Some(error),
                _ => None,
            },
            legal_name: member(&firm, "legal_name"),
            name: member(&firm, "name"),
            website: member(&firm, "website"),
            email: answers.email(),
            offers: answers.offers.iter().map(|offer| GivenOffer::of(&offer.typed)).collect(),
        }
    }

    /// Whom the checks are about.
    #[must_use]
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            siret: self.siret.as_ref(),
            siret_error: self.siret_error,
            legal_name: self.legal_name.as_deref(),
            trade_name: self.name.as_deref(),
            website: self.website.as_ref(),
            mail_domain: self.email.as_ref().map(EmailAddress::host),
            offers: self.offers.iter().map(GivenOffer::borrowed).collect(),
        }
    }
}

impl GivenOffer {
    fn of(typed: &super::Typed) -> Self {
        let record = record_of(Topic::OF_OFFER, typed);
        let begun = ["promotion.text", "promotion.ends_on", "promotion.price_after_cents"]
            .iter()
            .any(|key| !typed.is_blank(key));
        let price = Topic::Price.read(typed).values;
        let promotion = begun.then(|| PromotionTerms {
            ends_on: member(&price, "promotion.ends_on"),
            price_after_cents: member(&price, "promotion.price_after_cents"),
        });
        Self {
            title: member(&record, "title"),
            summary: member(&record, "summary"),
            description: member(&record, "description"),
            pricing_model: member(&record, "pricing_model").unwrap_or_default(),
            price_plans: member(&record, "price_plans").unwrap_or_default(),
            commission: member(&record, "commission_percent_hundredths"),
            commitment: member(&record, "commitment_months"),
            promotion,
            area: member(&record, "area").unwrap_or_default(),
        }
    }

    fn borrowed(&self) -> Offer<'_> {
        Offer {
            title: self.title.as_deref(),
            summary: self.summary.as_deref(),
            description: self.description.as_deref(),
            pricing_model: &self.pricing_model,
            price_plans: &self.price_plans,
            commission_percent_hundredths: self.commission,
            commitment_months: self.commitment,
            promotion: self.promotion,
            area: self.area.clone(),
        }
    }
}

fn member<T: DeserializeOwned>(record: &Map<String, Value>, name: &str) -> Option<T> {
    serde_json::from_value(record.get(name)?.clone()).ok()
}
