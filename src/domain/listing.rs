//! A listing: one offer of a provider. It is what is searched, filtered and shown.
//!
//! The serde form of these structs is the interchange record: the names of the fields and the slugs
//! of the vocabularies are a public contract.

mod confirmed;
mod status;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use confirmed::{ListingFact, REVIEW_MONTHS, review_day};
pub use status::{DeskEvent, ListingEvent, ListingStatus};

use super::choice::choices;
use super::prose::{Description, Name, Note, Provenance, Summary, Title};
use super::taxonomy::ServiceType;
use super::territory::Area;

choices! {
    /// Trade of the shop that an offer is made for.
    Trade {
        /// Any trade.
        All = "tous",
        /// Food shops.
        Food = "alimentaire",
        /// Restaurants, cafés and bars.
        Restaurant = "restauration",
        /// Clothes, shoes and jewellery.
        Fashion = "mode",
        /// Hair and beauty.
        Beauty = "beaute",
        /// Books, toys, music and sport.
        Leisure = "culture-loisirs",
        /// Home and decoration.
        Home = "maison",
        /// Florists.
        Flowers = "fleurs",
        /// Opticians and pharmacies.
        Health = "sante-optique",
        /// Makers and craftspeople.
        Crafts = "artisanat",
        /// Services to people.
        Services = "services",
        /// Market stalls and fairs.
        Markets = "marches-forains",
        /// Farmers and producers.
        Producers = "producteurs",
    }
}
choices! {
    /// How an offer is paid for.
    PricingModel {
        /// Costs nothing.
        Free = "gratuit",
        /// Costs nothing up to a limit.
        FreeTier = "gratuit-limite",
        /// A price each month or year.
        Subscription = "abonnement",
        /// A share of each sale.
        Commission = "commission",
        /// A price for each use.
        PerUse = "a-l-usage",
        /// One price for the whole.
        FlatFee = "forfait",
        /// A quote first.
        OnQuote = "sur-devis",
    }
}
choices! {
    /// What a price is counted by.
    PriceUnit {
        /// Each month.
        Month = "mois",
        /// Each year.
        Year = "an",
        /// Once.
        Once = "unique",
        /// Percent of sales.
        SalesPercent = "vente-pct",
        /// Each transaction.
        Transaction = "transaction",
        /// Each delivery.
        Delivery = "livraison",
        /// Each hour.
        Hour = "heure",
        /// Each day.
        Day = "jour",
        /// Each parcel.
        Parcel = "colis",
    }
}
choices! {
    /// Whether VAT is in a price.
    Vat {
        /// Without VAT.
        Excluded = "ht",
        /// With VAT.
        Included = "ttc",
    }
}
choices! {
    /// How long until the shop can use it.
    SetupDelay {
        /// Less than a day.
        Day = "moins-24h",
        /// One to three days.
        Days = "1-3-jours",
        /// A week.
        Week = "1-semaine",
        /// Two to four weeks.
        Weeks = "2-4-semaines",
        /// One to three months.
        Months = "1-3-mois",
        /// More than three months.
        Longer = "plus-3-mois",
    }
}
choices! {
    /// How much the shop does by itself.
    Autonomy {
        /// The shop does it alone.
        SelfService = "libre-service",
        /// Somebody helps.
        Assisted = "accompagne",
        /// The provider does it all.
        Turnkey = "cle-en-main",
    }
}
choices! {
    /// Who does a job or owns a thing.
    Party {
        /// The shopkeeper.
        Shop = "commercant",
        /// The provider.
        Provider = "prestataire",
        /// Both together.
        Both = "les-deux",
        /// The question does not arise.
        NotApplicable = "sans-objet",
    }
}
choices! {
    /// Where the work is done.
    DeliveryMode {
        /// From afar.
        Remote = "a-distance",
        /// In the shop.
        OnSite = "sur-place",
        /// Either.
        Both = "les-deux",
    }
}
choices! {
    /// Whether new customers are taken.
    Capacity {
        /// Takes new customers.
        Open = "accepte",
        /// Has a waiting list.
        WaitingList = "liste-attente",
        /// Takes nobody for now.
        Full = "complet",
    }
}
choices! {
    /// How the shop reaches support.
    SupportChannel {
        /// By telephone.
        Phone = "telephone",
        /// By e-mail.
        Email = "courriel",
        /// By chat.
        Chat = "messagerie",
        /// In the shop.
        OnSite = "sur-place",
    }
}
choices! {
    /// How far the directory has verified a listing, from least to most.
    VerificationLevel {
        /// Taken from public sources, unclaimed.
        PublicSource = "repertorie",
        /// The firm proved who it is.
        Identity = "identite-verifiee",
        /// The offer itself was vetted.
        Offer = "offre-verifiee",
        /// Vetted, and the firm holds a recognised label.
        Labelled = "labellise",
    }
}
choices! {
    /// Length of the engagement, in the three steps a shopkeeper chooses from.
    Commitment {
        /// None.
        None = "aucun",
        /// One to twelve months.
        Year = "1-12-mois",
        /// More than twelve months.
        Longer = "plus-12-mois",
    }
}

impl Commitment {
    /// The step that a number of months falls into.
    #[must_use]
    pub const fn of_months(months: u8) -> Self {
        match months {
            0 => Self::None,
            1..=12 => Self::Year,
            _ => Self::Longer,
        }
    }
}

impl VerificationLevel {
    /// Whether somebody answers for the listing.
    #[must_use]
    pub const fn is_claimed(self) -> bool {
        !matches!(self, Self::PublicSource)
    }
}

/// One price of a listing. Amounts are in cents, shares of sales in hundredths of a percent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PricePlan {
    /// What the plan is called.
    pub name: Name,
    /// Least price.
    pub min_cents: u32,
    /// Most price; absent when there is no upper bound.
    #[serde(default)]
    pub max_cents: Option<u32>,
    /// What the price is counted by.
    pub unit: PriceUnit,
    /// With or without VAT.
    pub vat: Vat,
}

/// A price that ends: its end and what comes after are part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promotion {
    /// What is promised.
    pub text: Note,
    /// Last day of the promotion.
    pub ends_on: Date,
    /// Price after it, in cents.
    pub price_after_cents: u32,
}

/// One offer of a provider, as written in records. Facts that nobody gave are absent, never guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// Title.
    pub title: Title,
    /// What it is, in a sentence or two.
    pub summary: Summary,
    /// What it is, at length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Description>,
    /// One to five service types, the main one first.
    pub service_types: Vec<ServiceType>,
    /// Trades it is made for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trades: Vec<Trade>,
    /// How it is paid for; empty only for rows of public sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pricing_model: Vec<PricingModel>,
    /// Up to five prices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub price_plans: Vec<PricePlan>,
    /// A price read on a public page, in its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_note: Option<Note>,
    /// Price of setting it up, in cents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setup_fee_cents: Option<u32>,
    /// Share of sales, in hundredths of a percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commission_percent_hundredths: Option<u32>,
    /// Days of free trial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial_days: Option<u16>,
    /// A price that ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promotion: Option<Promotion>,
    /// Months of engagement, 0 to 60; absent only for rows of public sources.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment_months: Option<u8>,
    /// Days of notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_days: Option<u16>,
    /// Price of leaving, in cents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit_fee_cents: Option<u32>,
    /// Whether a third party leases it to the shop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leased: Option<bool>,
    /// Who owns the domain name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain_owner: Option<Party>,
    /// Who owns the content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_owner: Option<Party>,
    /// Formats in which the shop gets its data back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub export_formats: Vec<Name>,
    /// How long until it can be used; absent only for rows of public sources.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setup_delay: Option<SetupDelay>,
    /// How much the shop does by itself; absent only for rows of public sources.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autonomy: Option<Autonomy>,
    /// Who types in the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalogue_by: Option<Party>,
    /// How support is reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub support_channels: Vec<SupportChannel>,
    /// Hours until support answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_hours: Option<u16>,
    /// Where it is offered. There is no default: an area nobody gave is not « France ».
    pub area: Area,
    /// Where the work is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_mode: Option<DeliveryMode>,
    /// Where the data are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_location: Option<Name>,
    /// Whether new customers are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// How far the directory has verified it.
    pub verification_level: VerificationLevel,
    /// Day of the verification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_on: Option<Date>,
    /// Version of the published criteria that it was verified by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Note>,
    /// Day by which its provider confirms it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
    /// Days on which its provider last said that a fact is right.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub confirmed_on: BTreeMap<ListingFact, Date>,
    /// Day of the last change, set by the directory when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<Date>,
    /// Where the facts come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Provenance>,
    /// Where it stands.
    #[serde(default = "published", skip_serializing_if = "is_published")]
    pub status: ListingStatus,
}

const fn published() -> ListingStatus {
    ListingStatus::Published
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn is_published(status: &ListingStatus) -> bool {
    *status == ListingStatus::Published
}
