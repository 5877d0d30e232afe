//! What the first year of an offer costs, when its prices alone tell.

use super::listing::{Listing, PricePlan, PriceUnit, PricingModel, Vat};

/// Cost of the first twelve months, set-up included, in cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstYear {
    /// Least cost.
    pub min_cents: u32,
    /// Most cost; absent when the price has no upper bound.
    pub max_cents: Option<u32>,
    /// With or without VAT.
    pub vat: Vat,
}

impl Listing {
    /// Works out the first year of the first plan; nothing when it depends on sales, on use or on what nobody said.
    #[must_use]
    pub fn first_year(&self) -> Option<FirstYear> {
        let depends_on_use = [PricingModel::Commission, PricingModel::PerUse, PricingModel::OnQuote];
        if self.promotion.is_some() || self.pricing_model.iter().any(|model| depends_on_use.contains(model)) {
            return None;
        }
        let plan = self.price_plans.first()?;
        let setup = self.setup_fee_cents?;
        Some(FirstYear {
            min_cents: year_of(plan, plan.min_cents)?.checked_add(setup)?,
            max_cents: match plan.max_cents {
                Some(max) => Some(year_of(plan, max)?.checked_add(setup)?),
                None => None,
            },
            vat: plan.vat,
        })
    }
}

fn year_of(plan: &PricePlan, cents: u32) -> Option<u32> {
    match plan.unit {
        PriceUnit::Month => cents.checked_mul(12),
        PriceUnit::Year | PriceUnit::Once => Some(cents),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Record;
    use serde_json::{Value, json};

    fn first_year(changes: Value) -> Option<FirstYear> {
        let mut record = json!({
            "provider": { "name": "Atelier du Web", "siren": "800000002" },
            "title": "Boutique en ligne", "summary": "Une boutique en ligne tenue à jour.",
            "service_types": ["boutique-en-ligne"], "pricing_model": ["abonnement"],
            "price_plans": [{ "name": "Formule", "min_cents": 3900, "unit": "mois", "vat": "ht" }],
            "setup_fee_cents": 5000, "commitment_months": 0, "setup_delay": "1-semaine",
            "autonomy": "accompagne", "area": ["france"], "verification_level": "offre-verifiee",
        });
        for (key, value) in changes.as_object().unwrap() {
            record[key] = value.clone();
        }
        Record::from_value(record).unwrap().listing.first_year()
    }

    #[test]
    fn a_subscription_is_counted_twelve_times_with_its_setup() {
        let expected = FirstYear { min_cents: 51_800, max_cents: None, vat: Vat::Excluded };
        assert_eq!(first_year(json!({})), Some(expected));
    }

    #[test]
    fn nothing_is_said_of_costs_that_depend_on_something_unknown() {
        assert_eq!(first_year(json!({ "setup_fee_cents": null })), None);
        assert_eq!(first_year(json!({ "pricing_model": ["abonnement", "commission"] })), None);
        let delivery = json!([{ "name": "Course", "min_cents": 490, "unit": "livraison", "vat": "ht" }]);
        assert_eq!(first_year(json!({ "price_plans": delivery })), None);
    }
}
