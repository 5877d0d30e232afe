//! The offers by themselves: price and commitment, promotions, areas.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::evidence::{AreaFact, PriceFact, PromotionFact};
use super::subject::{Offer, PromotionTerms};
use crate::domain::choice::choices;
use crate::domain::listing::PricingModel;
use crate::domain::territory::{MAX_ZONES, Territory, Zone, ZoneError};

/// Most troubles that are reported of one sort.
const MAX_TROUBLES: usize = 20;
/// Longest code that is shown back, in characters.
const MAX_CODE: usize = 40;

choices! {
    /// What a price lacks.
    PriceGap {
        /// How the offer is paid for.
        Model = "model",
        /// An amount, although the offer is neither free nor on quote.
        Amount = "amount",
        /// The share of sales, although the offer is paid by commission.
        Commission = "commission",
        /// The months of engagement, 0 for none.
        Commitment = "commitment",
    }
}

/// What the price of an offer lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceTrouble {
    /// Number of the offer, from 1.
    pub offer: u8,
    /// What it lacks.
    pub gap: PriceGap,
}

/// What a promotion lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "gap", rename_all = "snake_case")]
pub enum PromotionGap {
    /// Its last day.
    End,
    /// The price after it.
    PriceAfter,
    /// It is over.
    Over {
        /// Its last day.
        ended_on: Date,
    },
}

/// What the promotion of an offer lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromotionTrouble {
    /// Number of the offer, from 1.
    pub offer: u8,
    /// What it lacks.
    #[serde(flatten)]
    pub gap: PromotionGap,
}

/// What is wrong with an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "gap", rename_all = "snake_case")]
pub enum AreaGap {
    /// None is given.
    Missing,
    /// Too many zones are given.
    TooMany,
    /// A code is none.
    NoCode {
        /// The code, its first 40 characters.
        code: String,
        /// Why it is none.
        reason: ZoneError,
    },
    /// A code of former times, which leads to a territory of today.
    Renamed {
        /// The code.
        code: String,
        /// Where it leads.
        today: Territory,
    },
}

/// What is wrong with the area of an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaTrouble {
    /// Number of the offer, from 1.
    pub offer: u8,
    /// What is wrong.
    #[serde(flatten)]
    pub gap: AreaGap,
}

/// The offers with their numbers, from 1.
pub(super) fn numbered<'a, 'b>(offers: &'a [Offer<'b>]) -> impl Iterator<Item = (u8, &'a Offer<'b>)> {
    (1..=u8::MAX).zip(offers)
}

pub(super) fn price_fact(offers: &[Offer<'_>]) -> PriceFact {
    let gaps = numbered(offers)
        .flat_map(|(offer, facts)| price_gaps(facts).into_iter().map(move |gap| PriceTrouble { offer, gap }));
    let troubles: Vec<_> = gaps.take(MAX_TROUBLES).collect();
    match (offers.is_empty(), troubles.is_empty()) {
        (true, _) => PriceFact::NoOffer,
        (_, true) => PriceFact::Complete,
        _ => PriceFact::Missing { troubles },
    }
}

fn price_gaps(offer: &Offer<'_>) -> Vec<PriceGap> {
    use PricingModel::{Commission, FlatFee, FreeTier, PerUse, Subscription};
    let is_paid_by = |models: &[PricingModel]| offer.pricing_model.iter().any(|model| models.contains(model));
    let needs_amount = is_paid_by(&[FreeTier, Subscription, PerUse, FlatFee]);
    // A share of sales may be said as such, or as a plan counted by sales or by transaction.
    let says_share = offer.commission_percent_hundredths.is_some() || !offer.price_plans.is_empty();
    let mut gaps = Vec::new();
    let mut note = |is_missing: bool, gap| {
        if is_missing {
            gaps.push(gap);
        }
    };
    note(offer.pricing_model.is_empty(), PriceGap::Model);
    note(needs_amount && offer.price_plans.is_empty(), PriceGap::Amount);
    note(is_paid_by(&[Commission]) && !says_share, PriceGap::Commission);
    note(offer.commitment_months.is_none(), PriceGap::Commitment);
    gaps
}

pub(super) fn promotion_fact(offers: &[Offer<'_>], today: Date) -> PromotionFact {
    let promotions: Vec<_> = numbered(offers)
        .filter_map(|(offer, facts)| facts.promotion.map(|promotion| (offer, promotion)))
        .collect();
    let gaps = promotions.iter().flat_map(|(offer, promotion)| {
        promotion_gaps(promotion, today).map(move |gap| PromotionTrouble { offer: *offer, gap })
    });
    let troubles: Vec<_> = gaps.take(MAX_TROUBLES).collect();
    match (promotions.is_empty(), troubles.is_empty()) {
        (true, _) => PromotionFact::None,
        (_, true) => PromotionFact::Complete,
        _ => PromotionFact::Missing { troubles },
    }
}

fn promotion_gaps(promotion: &PromotionTerms, today: Date) -> impl Iterator<Item = PromotionGap> + use<> {
    let end = match promotion.ends_on {
        None => Some(PromotionGap::End),
        Some(ended_on) if ended_on < today => Some(PromotionGap::Over { ended_on }),
        Some(_) => None,
    };
    let after = promotion.price_after_cents.is_none().then_some(PromotionGap::PriceAfter);
    end.into_iter().chain(after)
}

pub(super) fn area_fact(offers: &[Offer<'_>]) -> AreaFact {
    let gaps = numbered(offers)
        .flat_map(|(offer, facts)| area_gaps(facts).into_iter().map(move |gap| AreaTrouble { offer, gap }));
    let troubles: Vec<_> = gaps.take(MAX_TROUBLES).collect();
    match (offers.is_empty(), troubles.is_empty()) {
        (true, _) => AreaFact::NoOffer,
        (_, true) => AreaFact::Current,
        _ => AreaFact::Wrong { troubles },
    }
}

fn area_gaps(offer: &Offer<'_>) -> Vec<AreaGap> {
    if offer.area.is_empty() {
        return vec![AreaGap::Missing];
    }
    if offer.area.len() > MAX_ZONES {
        return vec![AreaGap::TooMany];
    }
    offer.area.iter().filter_map(|code| area_gap(code.trim())).collect()
}

fn area_gap(code: &str) -> Option<AreaGap> {
    let shown = || code.chars().take(MAX_CODE).collect();
    match code.parse::<Zone>() {
        Err(reason) => Some(AreaGap::NoCode { code: shown(), reason }),
        Ok(zone) if zone.to_string() == code => None,
        Ok(Zone::Whole(today)) => Some(AreaGap::Renamed { code: shown(), today }),
        Ok(Zone::Around { commune, .. }) => {
            Some(AreaGap::Renamed { code: shown(), today: Territory::Commune(commune) })
        }
    }
}

#[cfg(test)]
mod tests;
