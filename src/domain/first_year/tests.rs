use super::*;
use crate::domain::record::Record;
use jiff::civil::date;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Value, json};

const TODAY: Date = date(2026, 11, 22);

fn listing(changes: &Value) -> Listing {
    let mut record = json!({
        "provider": { "name": "Atelier du Web", "siren": "800000002" },
        "title": "Boutique en ligne", "summary": "Une boutique en ligne tenue à jour.",
        "service_types": ["boutique-en-ligne"], "pricing_model": ["abonnement"],
        "price_plans": [plan(3900, Some(3900), "mois", "ht")],
        "setup_fee_cents": 5000, "commitment_months": 0, "setup_delay": "1-semaine",
        "autonomy": "accompagne", "area": ["france"], "verification_level": "offre-verifiee",
    });
    for (key, value) in changes.as_object().unwrap() {
        record[key] = value.clone();
    }
    Record::from_value(record).unwrap_or_else(|refusal| panic!("{refusal}")).listing
}

fn plan(min: u32, max: Option<u32>, unit: &str, vat: &str) -> Value {
    json!({ "name": format!("Formule {min}"), "min_cents": min, "max_cents": max, "unit": unit, "vat": vat })
}

fn exact(price: u32, unit: &str) -> Value {
    plan(price, Some(price), unit, "ht")
}

fn year(changes: &Value) -> FirstYear {
    listing(changes).first_year(Example::default(), TODAY)
}

fn amount(changes: &Value) -> Result<(u64, Option<u64>), NoTotal> {
    year(changes).total.map(|total| (total.amount.min_cents, total.amount.max_cents))
}

/// 40 orders of 35 € a month: 480 orders and 16,800 € of sales in a year.
#[test]
fn every_pricing_model_has_its_figure() {
    let free = json!({ "pricing_model": ["gratuit"], "price_plans": [], "setup_fee_cents": 0 });
    let share =
        json!({ "pricing_model": ["commission"], "price_plans": [], "commission_percent_hundredths": 1200 });
    let twice = json!({ "pricing_model": ["commission"], "price_plans": [exact(250, "vente-pct")], "commission_percent_hundredths": 250 });
    let both = json!({ "pricing_model": ["abonnement", "commission"], "commission_percent_hundredths": 200 });
    let payment = json!({ "pricing_model": ["commission", "a-l-usage"], "price_plans": [exact(140, "vente-pct"), exact(25, "transaction")] });
    let tier = json!({ "pricing_model": ["gratuit-limite", "abonnement"], "price_plans": [exact(0, "mois"), exact(2900, "mois")] });
    let unlimited = json!({ "pricing_model": ["gratuit-limite"], "price_plans": [], "setup_fee_cents": 0 });
    let range = json!({ "price_plans": [plan(3900, Some(8900), "mois", "ht")] });
    let open = json!({ "price_plans": [plan(3900, None, "mois", "ht")] });
    let flat = json!({ "pricing_model": ["forfait"], "price_plans": [plan(150_000, Some(300_000), "unique", "ttc")] });
    for (name, changes, figure) in [
        ("subscription by month", json!({}), (51_800, Some(51_800))),
        ("subscription by year", json!({ "price_plans": [exact(39_000, "an")] }), (44_000, Some(44_000))),
        ("range", range, (51_800, Some(111_800))),
        ("without upper bound", open, (51_800, None)),
        ("free", free, (0, Some(0))),
        ("commission", share, (206_600, Some(206_600))),
        ("commission said twice", twice, (47_000, Some(47_000))),
        ("subscription and commission", both, (85_400, Some(85_400))),
        ("payment by share and transaction", payment, (23_520 + 12_000 + 5000, Some(40_520))),
        ("free up to a limit, then a plan", tier, (5000, Some(39_800))),
        ("free up to a limit", unlimited, (0, None)),
        ("once", flat, (155_000, Some(305_000))),
        ("per delivery", per_use("livraison"), (240_200, Some(240_200))),
        ("per parcel", per_use("colis"), (240_200, Some(240_200))),
        ("per transaction", per_use("transaction"), (240_200, Some(240_200))),
    ] {
        assert_eq!(amount(&changes), Ok(figure), "{name}");
    }
}

fn per_use(unit: &str) -> Value {
    json!({ "pricing_model": ["a-l-usage"], "price_plans": [exact(490, unit)] })
}

#[test]
fn no_figure_is_given_where_nobody_knows() {
    let hours = json!([exact(6000, "heure")]);
    let promotion = json!({ "text": "Offert", "ends_on": "2026-12-31", "price_after_cents": 3900 });
    for (name, changes, why) in [
        ("quote", json!({ "pricing_model": ["sur-devis"], "price_plans": [] }), NoTotal::OnQuote),
        ("hours", json!({ "pricing_model": ["a-l-usage"], "price_plans": hours }), NoTotal::ByTheHour),
        (
            "days",
            json!({ "pricing_model": ["forfait"], "price_plans": [exact(40_000, "jour")] }),
            NoTotal::ByTheHour,
        ),
        ("no price", json!({ "price_plans": [] }), NoTotal::NothingSaid),
        ("no share", json!({ "pricing_model": ["commission"], "price_plans": [] }), NoTotal::NothingSaid),
        (
            "free until some day, then at a price by nobody knows what",
            json!({ "pricing_model": ["gratuit"], "price_plans": [], "promotion": promotion }),
            NoTotal::NothingSaid,
        ),
        (
            "taxes of two kinds",
            json!({ "price_plans": [plan(3900, None, "mois", "ht"), plan(200, None, "colis", "ttc")] }),
            NoTotal::MixedVat,
        ),
    ] {
        assert_eq!(amount(&changes), Err(why), "{name}");
    }
}

#[test]
fn what_is_announced_without_a_price_takes_the_upper_bound_away_and_is_named() {
    let hours = json!([exact(3900, "mois"), exact(6000, "heure")]);
    for (changes, beside) in [
        (json!({ "pricing_model": ["abonnement", "sur-devis"] }), Beside::Quote),
        (json!({ "price_plans": hours }), Beside::Hours),
        (json!({ "setup_fee_cents": null }), Beside::SetupUnknown),
        (
            json!({ "pricing_model": ["abonnement", "commission"] }),
            Beside::NotPriced(PricingModel::Commission),
        ),
    ] {
        let year = year(&changes);
        assert_eq!(year.beside, [beside]);
        let total = year.total.unwrap();
        assert_eq!((total.amount.max_cents, total.with_setup), (None, beside != Beside::SetupUnknown));
    }
    let trial = year(&json!({ "trial_days": 30 }));
    assert_eq!(trial.beside, [Beside::Trial(30)]);
    assert_eq!(trial.total.unwrap().amount, Amount::exactly(51_800), "twelve months are paid after a trial");
}

#[test]
fn plans_counted_alike_are_alternatives_and_others_add_up() {
    let plans = json!([exact(8900, "mois"), exact(3900, "mois"), exact(42_000, "an"), exact(100, "colis")]);
    let alike = year(&json!({ "price_plans": plans }));
    assert_eq!(alike.lines[0].plan.as_ref().map(Name::as_str), Some("Formule 42000"), "cheapest of its kind");
    assert_eq!(alike.total.unwrap().amount, Amount::exactly(42_000 + 48_000 + 5000));
    assert_eq!(alike.beside, [Beside::Cheapest]);
    let taxed = json!([exact(3900, "mois"), plan(100, None, "mois", "ttc")]);
    assert_eq!(amount(&json!({ "price_plans": taxed })), Ok((51_800, Some(51_800))), "the tax of the first");
}

#[test]
fn a_promotion_counts_until_its_last_day() {
    let until = |day: &str, plans: Value, after: u32| {
        let promotion = json!({ "text": "Rentrée", "ends_on": day, "price_after_cents": after });
        amount(&json!({
            "promotion": promotion, "price_plans": plans, "setup_fee_cents": 0,
            "pricing_model": [], "verification_level": "repertorie",
        }))
    };
    let monthly = || json!([exact(1900, "mois")]);
    let cents = |cents| Ok((cents, Some(cents)));
    assert_eq!(until("2027-02-21", monthly(), 3900), cents(3 * 1900 + 9 * 3900));
    assert_eq!(until("2026-11-21", monthly(), 3900), cents(12 * 3900), "it is over");
    assert_eq!(until("2029-01-01", monthly(), 3900), cents(12 * 1900), "it outlasts the year");
    assert_eq!(until("2026-12-01", json!([exact(19_000, "an")]), 39_000), cents(19_000), "paid at once");
    assert_eq!(until("2026-12-21", json!([exact(0, "colis")]), 100), cents(11 * 40 * 100));
    assert_eq!(until("2026-12-21", json!([exact(0, "vente-pct")]), 1000), cents(140_000 * 11 / 10));
    assert_eq!(
        until("2027-02-21", json!([exact(1900, "mois"), exact(3000, "mois")]), 3900),
        cents(12 * 3000)
    );
}

#[test]
fn lines_add_up_to_the_figure() {
    let promotion = json!({ "text": "Rentrée", "ends_on": "2027-02-21", "price_after_cents": 3900 });
    let year = year(&json!({
        "pricing_model": ["abonnement", "commission"], "promotion": promotion, "commission_percent_hundredths": 200,
    }));
    let items: Vec<Item> = year.lines.iter().map(|line| line.item).collect();
    let times = |times, price, period| Item::Times {
        times,
        unit: PriceUnit::Month,
        price: Price::exactly(price),
        period,
    };
    let share = Item::Share { share: Price::exactly(200), sales_cents: 1_680_000, period: Period::Whole };
    let promised = Period::Promotion(date(2027, 2, 21));
    assert_eq!(items, [times(3, 3900, promised), times(9, 3900, Period::After), share, Item::Setup]);
    let sum: u64 = year.lines.iter().map(|line| line.amount.min_cents).sum();
    assert_eq!(Ok(sum), year.total.map(|total| total.amount.min_cents));
    assert!(year.depends_on_example());
}

#[test]
fn only_prices_by_order_or_sale_depend_on_the_example() {
    assert!(!year(&json!({})).depends_on_example());
    assert!(year(&per_use("livraison")).depends_on_example());
    let other = listing(&per_use("livraison")).first_year(Example::new(10, 3500), TODAY);
    assert_eq!(other.total.unwrap().amount, Amount::exactly(120 * 490 + 5000));
}

#[test]
fn an_example_stays_within_its_bounds() {
    let (least, most) = (Example::new(0, 0), Example::new(u32::MAX, u32::MAX));
    assert_eq!((least.orders_per_month(), least.basket_cents()), (1, 100));
    assert_eq!((most.orders_per_month(), most.basket_cents()), (10_000, 1_000_000));
}

/// Any listing that serde would build, rules broken or not.
fn any_listing() -> impl Strategy<Value = Listing> {
    let cents = || prop_oneof![Just(0_u32), Just(u32::MAX), 0..200_000_u32];
    let unit = proptest::sample::select(<PriceUnit as crate::domain::choice::Choice>::ALL);
    let vat = proptest::sample::select(&[Vat::Excluded, Vat::Included][..]);
    let name = || Name::parse("Formule").unwrap();
    let plan = (cents(), option::of(cents()), unit, vat).prop_map(move |(min, max, unit, vat)| {
        crate::domain::listing::PricePlan { name: name(), min_cents: min, max_cents: max, unit, vat }
    });
    let models = proptest::sample::select(<PricingModel as crate::domain::choice::Choice>::ALL);
    let promotion =
        (-5_i32..500, cents()).prop_map(|(days, price_after_cents)| crate::domain::listing::Promotion {
            text: crate::domain::prose::Note::parse("Rentrée").unwrap(),
            ends_on: TODAY.saturating_add(jiff::Span::new().days(days)),
            price_after_cents,
        });
    let plans = proptest::collection::vec(plan, 0..6);
    let models = proptest::collection::vec(models, 0..4);
    let (setup, commission) = (option::of(cents()), option::of(cents()));
    (plans, models, setup, commission, option::of(promotion), option::of(any::<u16>())).prop_map(
        |(plans, models, setup, commission, promotion, trial)| Listing {
            price_plans: plans,
            pricing_model: models,
            setup_fee_cents: setup,
            commission_percent_hundredths: commission,
            promotion,
            trial_days: trial,
            ..listing(&json!({}))
        },
    )
}

proptest! {
    #[test]
    fn no_price_breaks_the_arithmetic(listing in any_listing(), orders in any::<u32>(), basket in any::<u32>()) {
        let year = listing.first_year(Example::new(orders, basket), TODAY);
        let mut least = 0_u64;
        for line in &year.lines {
            prop_assert!(line.amount.max_cents.is_none_or(|max| line.amount.min_cents <= max));
            least += line.amount.min_cents;
        }
        if let Ok(total) = year.total {
            prop_assert_eq!(total.amount.min_cents, least, "nothing is lost to an overflow");
            prop_assert!(total.amount.max_cents.is_none_or(|max| least <= max));
            prop_assert!(!year.lines.is_empty());
        }
    }

    #[test]
    fn more_sales_never_cost_less(listing in any_listing(), orders in 1..5_000_u32, basket in 100..500_000_u32) {
        let figure = |orders, basket| listing.first_year(Example::new(orders, basket), TODAY).total;
        if let (Ok(small), Ok(large)) = (figure(orders, basket), figure(orders * 2, basket * 2)) {
            prop_assert!(small.amount.min_cents <= large.amount.min_cents);
        }
    }
}
