//! The facts of an offer, row by row. A fact that nobody gave says so.

use crate::domain::first_year::{FirstYear, NoTotal};
use crate::domain::listing::{Listing, PricingModel};
use crate::i18n::{Lang, Named};
use crate::web::pages::rows::{Row, Words, listed};

fn named<N: Named>(value: Option<N>, lang: Lang) -> Option<String> {
    value.map(|value| value.name(lang).to_owned())
}

fn names<N: Named>(values: &[N], lang: Lang) -> Option<String> {
    listed(&values.iter().map(|value| lang.lower_first(value.name(lang))).collect::<Vec<_>>())
        .map(|names| lang.upper_first(&names))
}

/// The facts beside the offer.
pub(super) fn key_facts(listing: &Listing, lang: Lang) -> Vec<Row> {
    let price = lang.price_fact(listing);
    let words = if price.french { Words::Value } else { Words::Ours };
    let price = price.is_price.then(|| lang.upper_first(format!("{} {}", price.strong, price.rest).trim()));
    vec![
        Row::new(lang.area_served(), Some(lang.upper_first(&lang.zones(&listing.area)))),
        Row { french: words, ..Row::new(lang.price_label(), price) },
        Row::new(lang.commitment_label(), commitment(listing, lang)),
        Row::new(lang.ready_label(), named(listing.setup_delay, lang)),
        Row::new(
            lang.verified_label(),
            Some(lang.verification_line(listing.verification_level, listing.verified_on)),
        ),
    ]
}

/// What is it?
pub(super) fn what(listing: &Listing, lang: Lang) -> Vec<Row> {
    let services: Vec<_> =
        listing.service_types.iter().map(|service| lang.lower_first(lang.of(service.label()))).collect();
    let mut rows = vec![
        Row::new(lang.service_types_label(), listed(&services).map(|names| lang.upper_first(&names))),
        Row::new(lang.trades_label(), names(&listing.trades, lang)),
        Row::new(lang.autonomy_label(), named(listing.autonomy, lang)),
        Row::new(lang.catalogue_label(), named(listing.catalogue_by, lang)),
        Row::new(lang.mode_label(), named(listing.delivery_mode, lang)),
        Row::new(lang.support_label(), support(listing, lang)),
        Row::quoting(lang.data_location_label(), listing.data_location.as_ref().map(|place| place.as_str())),
        Row::new(lang.capacity_label(), named(listing.capacity, lang)),
    ];
    if let Some(day) = listing.updated_on {
        rows.push(Row::new(lang.updated_label(), Some(lang.date(day))));
    }
    if let Some(day) = listing.confirmed_since() {
        rows.push(Row::new(lang.confirmed_label(), Some(lang.date(day))));
    }
    rows
}

fn support(listing: &Listing, lang: Lang) -> Option<String> {
    let mut parts: Vec<String> =
        listing.support_channels.iter().map(|channel| channel.name(lang).to_owned()).collect();
    parts.extend(listing.reply_hours.map(|hours| lang.replies_within(hours.into())));
    (!parts.is_empty()).then(|| lang.upper_first(&parts.join(", ")))
}

/// What does it cost? The first year has a table of its own; only that there is no figure is said here.
pub(super) fn cost(listing: &Listing, first_year: &FirstYear, lang: Lang) -> Vec<Row> {
    let mut rows = vec![Row::new(lang.pricing_label(), names(&listing.pricing_model, lang))];
    for plan in &listing.price_plans {
        let price = format!("{} {}", lang.amount(plan), lang.counted_by(plan));
        rows.push(Row {
            french: Words::Term,
            ..Row::new(plan.name.as_str(), Some(lang.upper_first(&price)))
        });
    }
    if listing.price_plans.is_empty() {
        let note = listing.price_note.as_ref().map(|note| note.as_str());
        rows.push(Row::quoting(
            if note.is_some() { lang.price_note_label() } else { lang.price_label() },
            note,
        ));
    } else if let Some(note) = &listing.price_note {
        rows.push(Row::quoting(lang.price_note_label(), Some(note.as_str())));
    }
    rows.push(Row::new(lang.setup_fee_label(), listing.setup_fee_cents.map(|cents| lang.euros(cents))));
    let takes_share = listing.pricing_model.contains(&PricingModel::Commission);
    if takes_share || listing.commission_percent_hundredths.is_some() {
        let share = listing
            .commission_percent_hundredths
            .map(|share| format!("{} {}", lang.percent(share), lang.of_sales()));
        rows.push(Row::new(lang.commission_label(), share));
    }
    if let Some(days) = listing.trial_days {
        rows.push(Row::new(lang.trial_label(), Some(lang.days(days.into()))));
    }
    if let Some(promotion) = &listing.promotion {
        rows.push(Row::quoting(lang.promotion_label(), Some(promotion.text.as_str())));
        rows.push(Row::new(
            lang.promotion_end_label(),
            Some(lang.upper_first(&lang.promotion_end(promotion, &listing.price_plans))),
        ));
    }
    if let Err(why) = first_year.total
        && why != NoTotal::MixedVat
    {
        rows.push(Row::new(lang.first_year_label(), lang.no_first_year(why).map(str::to_owned)));
    }
    rows
}

/// Can I leave?
pub(super) fn leave(listing: &Listing, lang: Lang) -> Vec<Row> {
    let yes_no = |yes: bool| (if yes { lang.yes() } else { lang.no() }).to_owned();
    let formats: Vec<_> = listing.export_formats.iter().map(|format| format.as_str()).collect();
    vec![
        Row::new(lang.commitment_label(), commitment(listing, lang)),
        Row::new(lang.notice_label(), listing.notice_days.map(|days| lang.days(days.into()))),
        Row::new(lang.exit_fee_label(), listing.exit_fee_cents.map(|cents| lang.euros(cents))),
        Row::new(lang.leased_label(), listing.leased.map(yes_no)),
        Row::new(lang.domain_label(), named(listing.domain_owner, lang)),
        Row::new(lang.content_label(), named(listing.content_owner, lang)),
        Row::new(lang.export_label(), listed(&formats)),
    ]
}

fn commitment(listing: &Listing, lang: Lang) -> Option<String> {
    listing.commitment_months.map(|months| match months {
        0 => lang.none_commitment().to_owned(),
        months => lang.months(months.into()),
    })
}
