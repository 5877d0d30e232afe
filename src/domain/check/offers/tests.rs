use jiff::civil::date;

use super::*;
use crate::domain::check::{Evidence, Verdict};
use crate::domain::listing::{PricePlan, PriceUnit, Vat};
use crate::domain::prose::Name;

const TODAY: Date = date(2026, 11, 25);

#[test]
fn what_a_price_needs_follows_from_how_the_offer_is_paid_for() {
    use PriceGap::{Amount, Commission, Commitment, Model};
    let plans = [PricePlan {
        name: Name::parse("Formule").unwrap(),
        min_cents: 3900,
        max_cents: None,
        unit: PriceUnit::Month,
        vat: Vat::Excluded,
    }];
    let gaps = |models: &[PricingModel], plans: &[PricePlan], share: Option<u32>, months: Option<u8>| {
        let offer = Offer {
            pricing_model: models,
            price_plans: plans,
            commission_percent_hundredths: share,
            commitment_months: months,
            ..Offer::default()
        };
        let free =
            Offer { commitment_months: Some(0), pricing_model: &[PricingModel::Free], ..Offer::default() };
        let PriceFact::Missing { troubles } = price_fact(&[free, offer]) else { return Vec::new() };
        assert!(troubles.iter().all(|trouble| trouble.offer == 2), "only the second lacks something");
        troubles.iter().map(|trouble| trouble.gap).collect()
    };
    assert_eq!(gaps(&[], &[], None, None), [Model, Commitment]);
    assert_eq!(gaps(&[PricingModel::Subscription], &[], None, Some(12)), [Amount]);
    assert_eq!(gaps(&[PricingModel::Subscription], &plans, None, Some(12)), []);
    assert_eq!(gaps(&[PricingModel::Commission], &[], None, Some(0)), [Commission]);
    assert_eq!(gaps(&[PricingModel::Commission], &[], Some(250), Some(0)), []);
    assert_eq!(gaps(&[PricingModel::Free], &[], None, Some(0)), []);
    assert_eq!(gaps(&[PricingModel::OnQuote], &[], None, None), [Commitment]);
}

#[test]
fn a_promotion_needs_an_end_to_come_and_a_price_after() {
    let gaps = |ends_on, price_after_cents| {
        let promotion = Some(PromotionTerms { ends_on, price_after_cents });
        match promotion_fact(&[Offer { promotion, ..Offer::default() }], TODAY) {
            PromotionFact::Missing { troubles } => troubles.iter().map(|trouble| trouble.gap).collect(),
            fact => {
                assert_eq!(fact, PromotionFact::Complete);
                Vec::new()
            }
        }
    };
    let yesterday = TODAY.yesterday().unwrap();
    assert_eq!(gaps(None, None), [PromotionGap::End, PromotionGap::PriceAfter]);
    assert_eq!(gaps(Some(TODAY), Some(3900)), []);
    assert_eq!(gaps(Some(yesterday), Some(3900)), [PromotionGap::Over { ended_on: yesterday }]);
}

#[test]
fn an_area_is_made_of_codes_of_today() {
    let gaps = |codes: &[&str]| {
        let area = codes.iter().map(|code| (*code).to_owned()).collect();
        match area_fact(&[Offer { area, ..Offer::default() }]) {
            AreaFact::Wrong { troubles } => troubles.into_iter().map(|trouble| trouble.gap).collect(),
            fact => {
                assert_eq!(fact, AreaFact::Current);
                Vec::new()
            }
        }
    };
    let code = |code: &str, reason| AreaGap::NoCode { code: code.to_owned(), reason };
    assert_eq!(gaps(&["france", " region:44", "rayon:68066:30"]), []);
    assert_eq!(gaps(&[]), [AreaGap::Missing]);
    assert_eq!(gaps(&["france"; 61]), [AreaGap::TooMany]);
    assert_eq!(gaps(&["commune:99999"]), [code("commune:99999", ZoneError::UnknownCommune)]);
    assert_eq!(gaps(&["Colmar"]), [code("Colmar", ZoneError::UnknownKind)]);
    let long = "x".repeat(100);
    assert_eq!(gaps(&[&long]), [code(&long[..40], ZoneError::UnknownKind)]);
    // Paris 11e is a part of today's Paris.
    let paris = Territory::from_code("commune:75056").unwrap();
    for typed in ["commune:75111", "rayon:75111:5"] {
        let gap = AreaGap::Renamed { code: typed.to_owned(), today: paris };
        assert_eq!(gaps(&[typed]), std::slice::from_ref(&gap));
        let wrong = AreaFact::Wrong { troubles: vec![AreaTrouble { offer: 1, gap }] };
        assert_eq!(Evidence::Area(wrong).verdict(), Verdict::Attention);
    }
}
