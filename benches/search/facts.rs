//! The facts of made-up offers, with the gaps that real ones have.

use serde_json::{Map, Value, json};

use crate::random::Random;

/// Pricing models, the most common first.
const PRICING: &[&str] =
    &["abonnement", "sur-devis", "forfait", "commission", "a-l-usage", "gratuit-limite", "gratuit"];
const SETUP: &[&str] = &["2-4-semaines", "1-semaine", "1-3-jours", "1-3-mois", "moins-24h", "plus-3-mois"];
const AUTONOMY: &[&str] = &["accompagne", "libre-service", "cle-en-main"];
const MODES: &[&str] = &["a-distance", "les-deux", "sur-place"];
const CAPACITY: [&str; 3] = ["accepte", "liste-attente", "complet"];
const TRADES: &[&str] = &[
    "alimentaire",
    "restauration",
    "mode",
    "beaute",
    "culture-loisirs",
    "maison",
    "fleurs",
    "sante-optique",
    "artisanat",
    "services",
    "marches-forains",
    "producteurs",
];
const MONTHS: [u32; 7] = [0, 12, 1, 24, 36, 6, 48];
const CHANNELS: &[&str] = &["courriel", "telephone", "messagerie", "sur-place"];

/// Whether a fact is given: `percent` times in a hundred for claimed offers, half as often for others.
pub(crate) fn given(percent: usize, claimed: bool, random: &mut Random) -> bool {
    random.chance(if claimed { percent } else { percent / 2 })
}

/// Fills in everything but texts, types and area.
pub(crate) fn facts(fields: &mut Map<String, Value>, claimed: bool, labelled: bool, random: &mut Random) {
    verification(fields, claimed, labelled, random);
    if claimed || random.chance(60) {
        let model = random.pick_skewed(PRICING);
        fields.insert("pricing_model".into(), models(model, random));
        prices(fields, model, claimed, random);
    }
    if claimed || random.chance(30) {
        fields.insert("commitment_months".into(), MONTHS[random.skewed(MONTHS.len())].into());
    }
    if claimed || random.chance(30) {
        fields.insert("setup_delay".into(), random.pick_skewed(SETUP).into());
    }
    if claimed || random.chance(40) {
        fields.insert("autonomy".into(), random.pick_skewed(AUTONOMY).into());
    }
    if given(80, claimed, random) {
        fields.insert("trades".into(), trades(random));
    }
    if given(85, claimed, random) {
        fields.insert("delivery_mode".into(), random.pick_skewed(MODES).into());
    }
    if given(75, claimed, random) {
        fields.insert("capacity".into(), CAPACITY[random.weighted(&[85, 10, 5])].into());
    }
    terms(fields, claimed, random);
}

fn models(first: &str, random: &mut Random) -> Value {
    let second = random.pick_skewed(PRICING);
    if second != first && random.chance(25) { json!([first, second]) } else { json!([first]) }
}

fn trades(random: &mut Random) -> Value {
    if random.chance(55) {
        return json!(["tous"]);
    }
    let first = random.below(TRADES.len());
    let count = random.between(1, 3);
    json!(TRADES.iter().cycle().skip(first).take(count).collect::<Vec<_>>())
}

fn verification(fields: &mut Map<String, Value>, claimed: bool, labelled: bool, random: &mut Random) {
    let level = match (claimed, labelled) {
        (false, _) => "repertorie",
        (true, true) if random.chance(60) => "labellise",
        (true, _) if random.chance(52) => "offre-verifiee",
        (true, _) => "identite-verifiee",
    };
    fields.insert("verification_level".into(), level.into());
    if claimed {
        fields.insert("verified_on".into(), day(random).into());
    }
    if random.chance(80) {
        fields.insert("updated_on".into(), day(random).into());
    }
    if !claimed {
        fields.insert("source".into(), json!("https://annuaire.example/prestataires"));
    }
}

/// A day from January 2025 to October 2026.
fn day(random: &mut Random) -> String {
    let month = random.below(22);
    format!("{}-{:02}-{:02}", 2025 + month / 12, month % 12 + 1, random.between(1, 28))
}

/// Prices that fit the pricing model.
fn prices(fields: &mut Map<String, Value>, model: &str, claimed: bool, random: &mut Random) {
    let (unit, least, most) = match model {
        "abonnement" | "gratuit-limite" => ("mois", 9, 199),
        "forfait" => ("unique", 150, 4_500),
        "commission" => ("vente-pct", 2, 17),
        "a-l-usage" => (random.pick(&["transaction", "livraison", "colis", "heure", "jour"]), 1, 80),
        _ => return,
    };
    if model == "commission" {
        fields.insert("commission_percent_hundredths".into(), (random.between(least, most) * 100).into());
    }
    if !given(85, claimed, random) {
        fields.insert("price_note".into(), format!("à partir de {least} €").into());
        return;
    }
    let names = ["Essentiel", "Confort", "Complet"];
    let mut price = random.between(least, most) * 100;
    let mut plans = Vec::new();
    for name in names.iter().take(random.between(1, 3)) {
        let upper = random.chance(30).then_some(price + price / 2);
        plans.push(json!({"name": name, "min_cents": price, "max_cents": upper, "unit": unit,
            "vat": if random.chance(70) { "ht" } else { "ttc" }}));
        price += price / 2 + 100;
    }
    fields.insert("price_plans".into(), plans.into());
    if random.chance(5) {
        let (text, after) = ("Trois premiers mois à moitié prix", price);
        fields.insert(
            "promotion".into(),
            json!({"text": text, "ends_on": "2027-01-31", "price_after_cents": after}),
        );
    }
}

/// Terms of the contract and support.
fn terms(fields: &mut Map<String, Value>, claimed: bool, random: &mut Random) {
    let mut put = |percent, key: &str, random: &mut Random, value: fn(&mut Random) -> Value| {
        if given(percent, claimed, random) {
            let value = value(random);
            fields.insert(key.into(), value);
        }
    };
    put(60, "setup_fee_cents", random, |random| (random.skewed(20) * 5_000).into());
    put(20, "trial_days", random, |random| [7, 14, 30][random.below(3)].into());
    put(50, "notice_days", random, |random| (random.between(0, 3) * 30).into());
    put(25, "exit_fee_cents", random, |random| (random.skewed(10) * 10_000).into());
    put(15, "leased", random, |random| random.chance(30).into());
    put(45, "domain_owner", random, |random| {
        random.pick_skewed(&["commercant", "sans-objet", "prestataire"]).into()
    });
    put(45, "content_owner", random, |random| {
        random.pick_skewed(&["commercant", "sans-objet", "prestataire"]).into()
    });
    put(40, "catalogue_by", random, |random| {
        random.pick_skewed(&["commercant", "les-deux", "sans-objet", "prestataire"]).into()
    });
    put(40, "export_formats", random, |random| {
        json!(["CSV", "JSON", "PDF"].iter().take(random.between(1, 3)).collect::<Vec<_>>())
    });
    put(70, "support_channels", random, |random| {
        json!(CHANNELS.iter().take(random.between(1, 4)).collect::<Vec<_>>())
    });
    put(50, "reply_hours", random, |random| (random.between(1, 6) * 8).into());
    put(50, "data_location", random, |random| {
        random.pick_skewed(&["France", "Union européenne", "États-Unis"]).into()
    });
}
