//! The fields of each topic: the one place where they are listed.

use super::Need::{Always, Never, WithGroup};
use super::{Field, Group, Kind, Unit, Vocabulary};
use crate::domain::prose::{Description, Name, Note, Summary, Title};

const NAME: Kind = Kind::Line { min: Name::MIN, max: Name::MAX };
const NOTE: Kind = Kind::Line { min: Note::MIN, max: Note::MAX };

pub(super) const SIRET: &[Group] = &[&[Field::new("siret", Kind::Siret, Always)]];

pub(super) const FIRM: &[Group] = &[
    &[
        Field::new("legal_name", NAME, Always),
        Field::new("name", NAME, Never),
        Field::new("website", Kind::Web, Never),
        Field::new("public_phone", Kind::Phone, Never),
        Field::new("languages", Kind::Many(Vocabulary::Spoken), Never),
    ],
    &[Field::new("address.street", NOTE, WithGroup), Field::new("address.commune", Kind::Commune, WithGroup)],
];

pub(super) const SERVICES: &[Group] = &[
    &[Field::new("main_service", Kind::Service, Always), Field::new("more_services", Kind::Services, Never)],
    &[Field::new("trades", Kind::Many(Vocabulary::Trade), Never)],
];

pub(super) const WORDS: &[Group] = &[&[
    Field::new("title", Kind::Line { min: Title::MIN, max: Title::MAX }, Always),
    Field::new("summary", Kind::Line { min: Summary::MIN, max: Summary::MAX }, Always),
    Field::new("description", Kind::Text { min: Description::MIN, max: Description::MAX }, Never),
]];

pub(super) const AREA: &[Group] = &[
    &[Field::new("area", Kind::Area, Always)],
    &[Field::new("delivery_mode", Kind::One(Vocabulary::DeliveryMode), Never)],
];

macro_rules! plan {
    ($row:literal) => {
        &[
            Field::new(concat!("price_plans.", $row, ".name"), NAME, WithGroup),
            Field::new(concat!("price_plans.", $row, ".min_cents"), Kind::Price, WithGroup),
            Field::new(concat!("price_plans.", $row, ".max_cents"), Kind::Price, Never),
            Field::new(concat!("price_plans.", $row, ".unit"), Kind::Pick(Vocabulary::PriceUnit), WithGroup),
            Field::new(concat!("price_plans.", $row, ".vat"), Kind::Pick(Vocabulary::Vat), WithGroup),
        ]
    };
}

pub(super) const PRICE: &[Group] = &[
    &[Field::new("pricing_model", Kind::Many(Vocabulary::PricingModel), Always)],
    plan!("0"),
    plan!("1"),
    plan!("2"),
    plan!("3"),
    plan!("4"),
    &[
        Field::new("setup_fee_cents", Kind::Euros, Never),
        Field::new("commission_percent_hundredths", Kind::Percent, Never),
        Field::new("trial_days", Kind::Whole { min: 0, max: 730, unit: Unit::Days }, Never),
    ],
    &[
        Field::new("promotion.text", NOTE, WithGroup),
        Field::new("promotion.ends_on", Kind::Day, WithGroup),
        Field::new("promotion.price_after_cents", Kind::Euros, WithGroup),
    ],
];

pub(super) const TERMS: &[Group] = &[
    &[
        Field::new("commitment_months", Kind::Whole { min: 0, max: 60, unit: Unit::Months }, Always),
        Field::new("notice_days", Kind::Whole { min: 0, max: 730, unit: Unit::Days }, Never),
        Field::new("exit_fee_cents", Kind::Euros, Never),
        Field::new("leased", Kind::YesNo, Never),
    ],
    &[
        Field::new("domain_owner", Kind::One(Vocabulary::Owner), Never),
        Field::new("content_owner", Kind::One(Vocabulary::Owner), Never),
        Field::new("export_formats", Kind::Lines { most: 10 }, Never),
    ],
];

pub(super) const SETUP: &[Group] = &[
    &[
        Field::new("setup_delay", Kind::One(Vocabulary::SetupDelay), Always),
        Field::new("autonomy", Kind::One(Vocabulary::Autonomy), Always),
        Field::new("catalogue_by", Kind::One(Vocabulary::Party), Never),
    ],
    &[
        Field::new("support_channels", Kind::Many(Vocabulary::SupportChannel), Never),
        Field::new("reply_hours", Kind::Whole { min: 0, max: 720, unit: Unit::Hours }, Never),
    ],
    &[
        Field::new("data_location", NAME, Never),
        Field::new("capacity", Kind::One(Vocabulary::Capacity), Never),
    ],
];

macro_rules! label {
    ($row:literal) => {
        &[
            Field::new(concat!("labels.", $row, ".kind"), Kind::Pick(Vocabulary::LabelKind), WithGroup),
            Field::new(concat!("labels.", $row, ".proof"), Kind::Web, WithGroup),
            Field::new(concat!("labels.", $row, ".expires_on"), Kind::Day, Never),
        ]
    };
}

pub(super) const PROOFS: &[Group] = &[
    label!("0"),
    label!("1"),
    label!("2"),
    &[Field::new("references", Kind::Lines { most: 6 }, Never)],
    &[Field::new("logo", Kind::Logo, Never)],
];

pub(super) const CONTACT: &[Group] = &[&[
    Field::new("contact.name", NAME, Always),
    Field::new("contact.email", Kind::Email, Always),
    Field::new("contact.phone", Kind::Phone, Never),
    Field::new("contact.lang", Kind::One(Vocabulary::Letters), Never),
]];
