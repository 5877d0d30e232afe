//! Rules that tie several fields together: what a record must satisfy beyond each field's own form.

use thiserror::Error;

use super::listing::{Listing, PricePlan, Promotion};
use super::provider::Provider;
use super::territory::Territory;

/// Largest amount anywhere, in cents: a million euros.
pub const MAX_CENTS: u32 = 100_000_000;

/// A field that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{field}: {rule}")]
pub struct Violation {
    /// Path of the field in the record.
    pub field: &'static str,
    /// The rule it breaks.
    pub rule: Rule,
}

/// The rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Rule {
    /// The field is needed at this level of verification.
    #[error("is required")]
    Required,
    /// Too few or too many values.
    #[error("needs {0} to {1} values")]
    Count(usize, usize),
    /// The same value stands twice.
    #[error("holds the same value twice")]
    Twice,
    /// A number is out of bounds.
    #[error("must be between {0} and {1}")]
    Between(u32, u32),
    /// A range ends before it starts.
    #[error("ends below where it starts")]
    Reversed,
    /// The establishment is another firm's.
    #[error("does not begin with the firm's SIREN")]
    OtherFirm,
    /// Something else than a commune stands where a commune must.
    #[error("must be a commune")]
    NotACommune,
}

/// Collects what is wrong, field by field.
#[derive(Default)]
struct Findings(Vec<Violation>);

impl Findings {
    fn refuse_if(&mut self, wrong: bool, field: &'static str, rule: Rule) {
        if wrong {
            self.0.push(Violation { field, rule });
        }
    }

    fn count(&mut self, count: usize, min: usize, max: usize, field: &'static str) {
        self.refuse_if(count < min || count > max, field, Rule::Count(min, max));
    }

    fn distinct<T: PartialEq>(&mut self, values: &[T], field: &'static str) {
        let twice = values.iter().enumerate().any(|(i, value)| values[..i].contains(value));
        self.refuse_if(twice, field, Rule::Twice);
    }

    fn at_most(&mut self, value: Option<u32>, max: u32, field: &'static str) {
        self.refuse_if(value.is_some_and(|value| value > max), field, Rule::Between(0, max));
    }
}

impl Listing {
    /// Everything in this listing that breaks a rule, in the order of the fields.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        let mut found = Findings::default();
        found.count(self.service_types.len(), 1, 5, "service_types");
        found.distinct(&self.service_types, "service_types");
        found.distinct(&self.trades, "trades");
        found.distinct(&self.pricing_model, "pricing_model");
        found.count(self.price_plans.len(), 0, 5, "price_plans");
        found.count(self.export_formats.len(), 0, 10, "export_formats");
        found.distinct(&self.support_channels, "support_channels");
        for plan in &self.price_plans {
            check_plan(plan, &mut found);
        }
        found.at_most(self.setup_fee_cents, MAX_CENTS, "setup_fee_cents");
        found.at_most(self.exit_fee_cents, MAX_CENTS, "exit_fee_cents");
        found.at_most(self.commission_percent_hundredths, 10_000, "commission_percent_hundredths");
        found.at_most(self.commitment_months.map(u32::from), 60, "commitment_months");
        found.at_most(self.notice_days.map(u32::from), 730, "notice_days");
        found.at_most(self.trial_days.map(u32::from), 730, "trial_days");
        found.at_most(self.promotion.as_ref().map(price_after), MAX_CENTS, "promotion.price_after_cents");
        if self.verification_level.is_claimed() {
            self.require_vetted_facts(&mut found);
        }
        found.0
    }

    /// Rows of public sources may lack these facts; an offer that somebody answers for may not.
    fn require_vetted_facts(&self, found: &mut Findings) {
        found.refuse_if(self.pricing_model.is_empty(), "pricing_model", Rule::Required);
        found.refuse_if(self.commitment_months.is_none(), "commitment_months", Rule::Required);
        found.refuse_if(self.setup_delay.is_none(), "setup_delay", Rule::Required);
        found.refuse_if(self.autonomy.is_none(), "autonomy", Rule::Required);
    }
}

const fn price_after(promotion: &Promotion) -> u32 {
    promotion.price_after_cents
}

fn check_plan(plan: &PricePlan, found: &mut Findings) {
    found.at_most(Some(plan.min_cents), MAX_CENTS, "price_plans.min_cents");
    found.at_most(plan.max_cents, MAX_CENTS, "price_plans.max_cents");
    found.refuse_if(
        plan.max_cents.is_some_and(|max| max < plan.min_cents),
        "price_plans.max_cents",
        Rule::Reversed,
    );
}

impl Provider {
    /// Everything in this provider that breaks a rule. `claimed` says whether the firm answers for its listing.
    #[must_use]
    pub fn violations(&self, claimed: bool) -> Vec<Violation> {
        let mut found = Findings::default();
        found.refuse_if(claimed && self.siren.is_none(), "provider.siren", Rule::Required);
        if let (Some(siren), Some(siret)) = (&self.siren, &self.siret) {
            found.refuse_if(!siret.belongs_to(siren), "provider.siret", Rule::OtherFirm);
        }
        let commune = self.address.as_ref().map(|address| address.commune);
        found.refuse_if(
            commune.is_some_and(|place| !matches!(place, Territory::Commune(_))),
            "provider.address.commune",
            Rule::NotACommune,
        );
        found.count(self.languages.len(), 0, 20, "provider.languages");
        found.count(self.labels.len(), 0, 10, "provider.labels");
        found.count(self.references.len(), 0, 6, "provider.references");
        found.0
    }
}
