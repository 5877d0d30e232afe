//! The facts of an offer in words, one by one.

use crate::domain::choice::Choice;
use crate::domain::listing::{Listing, ListingFact as Fact, PricePlan};
use crate::i18n::{Lang, Named};

/// Names a fact.
pub(in crate::web::pages) fn label(fact: Fact, lang: Lang) -> &'static str {
    match fact {
        Fact::Title | Fact::Summary | Fact::Description => lang.field_label(fact.slug()),
        Fact::ServiceTypes => lang.service_types_label(),
        Fact::Trades => lang.trades_label(),
        Fact::Area => lang.area_served(),
        Fact::DeliveryMode => lang.mode_label(),
        Fact::PricingModel => lang.pricing_label(),
        Fact::PricePlans => lang.price_label(),
        Fact::PriceNote => lang.price_note_label(),
        Fact::SetupFee => lang.setup_fee_label(),
        Fact::Commission => lang.commission_label(),
        Fact::Trial => lang.trial_label(),
        Fact::Promotion => lang.promotion_label(),
        Fact::Commitment => lang.commitment_label(),
        Fact::Notice => lang.notice_label(),
        Fact::ExitFee => lang.exit_fee_label(),
        Fact::Leased => lang.leased_label(),
        Fact::DomainOwner => lang.domain_label(),
        Fact::ContentOwner => lang.content_label(),
        Fact::ExportFormats => lang.export_label(),
        Fact::SetupDelay => lang.ready_label(),
        Fact::Autonomy => lang.autonomy_label(),
        Fact::CatalogueBy => lang.catalogue_label(),
        Fact::SupportChannels => lang.support_label(),
        Fact::ReplyHours => lang.reply_label(),
        Fact::DataLocation => lang.data_location_label(),
        Fact::Capacity => lang.capacity_label(),
    }
}

/// Says a fact, and whether that is in the provider's own words; nothing for one that is not given.
pub(in crate::web::pages) fn lines(fact: Fact, listing: &Listing, lang: Lang) -> (Vec<String>, bool) {
    match quoted(fact, listing) {
        Some(quoted) => (quoted, true),
        None => (told(fact, listing, lang), false),
    }
}

fn quoted(fact: Fact, listing: &Listing) -> Option<Vec<String>> {
    let lines = match fact {
        Fact::Title => vec![listing.title.to_string()],
        Fact::Summary => vec![listing.summary.to_string()],
        Fact::Description => {
            let text = listing.description.iter().flat_map(|text| text.as_str().lines());
            text.filter(|line| !line.is_empty()).map(str::to_owned).collect()
        }
        Fact::PriceNote => listing.price_note.iter().map(ToString::to_string).collect(),
        Fact::ExportFormats => listing.export_formats.iter().map(ToString::to_string).collect(),
        Fact::DataLocation => listing.data_location.iter().map(ToString::to_string).collect(),
        _ => return None,
    };
    Some(lines)
}

fn told(fact: Fact, listing: &Listing, lang: Lang) -> Vec<String> {
    let days = |days: Option<u16>| days.map(|days| lang.days(days.into()));
    let euros = |cents: Option<u32>| cents.map(|cents| lang.euros(cents));
    let one = match fact {
        Fact::ServiceTypes => {
            let names = listing.service_types.iter().map(|service| lang.of(service.label()).to_owned());
            return names.collect();
        }
        Fact::Area => return lang.area_words(&listing.area),
        Fact::PricePlans => return listing.price_plans.iter().map(|plan| price(plan, lang)).collect(),
        Fact::Trades => all(&listing.trades, lang),
        Fact::PricingModel => all(&listing.pricing_model, lang),
        Fact::SupportChannels => all(&listing.support_channels, lang),
        Fact::DeliveryMode => named(listing.delivery_mode, lang),
        Fact::DomainOwner => named(listing.domain_owner, lang),
        Fact::ContentOwner => named(listing.content_owner, lang),
        Fact::SetupDelay => named(listing.setup_delay, lang),
        Fact::Autonomy => named(listing.autonomy, lang),
        Fact::CatalogueBy => named(listing.catalogue_by, lang),
        Fact::Capacity => named(listing.capacity, lang),
        Fact::SetupFee => euros(listing.setup_fee_cents),
        Fact::ExitFee => euros(listing.exit_fee_cents),
        Fact::Trial => days(listing.trial_days),
        Fact::Notice => days(listing.notice_days),
        Fact::ReplyHours => {
            listing.reply_hours.map(|hours| lang.upper_first(&lang.replies_within(hours.into())))
        }
        Fact::Leased => listing.leased.map(|yes| if yes { lang.yes() } else { lang.no() }.to_owned()),
        Fact::Commission => {
            let share = listing.commission_percent_hundredths;
            share.map(|share| format!("{} {}", lang.percent(share), lang.of_sales()))
        }
        Fact::Commitment => listing.commitment_months.map(|months| match months {
            0 => lang.none_commitment().to_owned(),
            months => lang.months(months.into()),
        }),
        Fact::Promotion => listing.promotion.as_ref().map(|promotion| {
            format!("{}, {}", promotion.text, lang.promotion_end(promotion, &listing.price_plans))
        }),
        _ => None,
    };
    one.into_iter().collect()
}

fn price(plan: &PricePlan, lang: Lang) -> String {
    format!("{}{} {} {}", plan.name, lang.colon(), lang.amount(plan), lang.counted_by(plan))
}

fn named<N: Named>(value: Option<N>, lang: Lang) -> Option<String> {
    value.map(|value| value.name(lang).to_owned())
}

fn all<N: Named>(values: &[N], lang: Lang) -> Option<String> {
    let names: Vec<String> = values.iter().map(|value| lang.lower_first(value.name(lang))).collect();
    (!names.is_empty()).then(|| lang.upper_first(&names.join(", ")))
}
