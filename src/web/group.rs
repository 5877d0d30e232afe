//! The groups of filters: which key, which values, which names, which counts.

use crate::domain::choice::Choice;
use crate::domain::listing::{
    Autonomy, Commitment, DeliveryMode, PricingModel, SetupDelay, Trade, VerificationLevel,
};
use crate::domain::query::Filters;
use crate::i18n::{Lang, Named};
use crate::search::Facets;

/// A vocabulary that results are filtered by.
pub(super) trait Group: Choice + Named {
    /// The key in addresses.
    const KEY: &'static str;

    /// Whether a value says too little without the title of its group.
    const NEEDS_TITLE: bool;

    /// The value that says « all of the others »: every other one finds its offers too, so it is no choice to offer.
    const ALL_OTHERS: Option<Self>;

    /// Names the group.
    fn title(lang: Lang) -> &'static str;

    /// Gives the chosen values.
    fn chosen(filters: &Filters) -> &[Self];

    /// Gives the chosen values, to be changed.
    fn chosen_mut(filters: &mut Filters) -> &mut Vec<Self>;

    /// Counts the offers that choosing this value would give.
    fn count(self, facets: &Facets) -> u32;
}

macro_rules! groups {
    ($($vocabulary:ident: $key:literal, $field:ident, $title:ident, $needs_title:literal, $all_others:expr;)+) => {
        $(impl Group for $vocabulary {
            const KEY: &'static str = $key;
            const NEEDS_TITLE: bool = $needs_title;
            const ALL_OTHERS: Option<Self> = $all_others;

            fn title(lang: Lang) -> &'static str {
                lang.$title()
            }

            fn chosen(filters: &Filters) -> &[Self] {
                &filters.$field
            }

            fn chosen_mut(filters: &mut Filters) -> &mut Vec<Self> {
                &mut filters.$field
            }

            fn count(self, facets: &Facets) -> u32 {
                facets.of(self)
            }
        })+
    };
}

groups! {
    Commitment: "commitment", commitment, group_commitment, true, None;
    SetupDelay: "setup", setup, group_setup, true, None;
    PricingModel: "pricing", pricing, group_pricing, false, None;
    Autonomy: "autonomy", autonomy, group_autonomy, false, None;
    DeliveryMode: "mode", mode, group_mode, false, Some(Self::Both);
    Trade: "trade", trade, group_trade, false, Some(Self::All);
    VerificationLevel: "level", level, group_level, false, None;
}

/// Something to be done with every group, in the order of the page.
pub(super) trait ForEachGroup {
    /// Does it with one group.
    fn visit<G: Group>(&mut self);

    /// Does it with all of them.
    fn visit_all(&mut self) {
        self.visit::<Commitment>();
        self.visit::<SetupDelay>();
        self.visit::<PricingModel>();
        self.visit::<Autonomy>();
        self.visit::<DeliveryMode>();
        self.visit::<Trade>();
        self.visit::<VerificationLevel>();
    }
}

/// Key of the service types, which have two levels and so are no [`Group`].
pub(super) const TYPE_KEY: &str = "type";
