//! Closed vocabularies: sets of slugs that are part of the public contract.

/// A value of a closed vocabulary, known everywhere by its slug.
pub trait Choice: Copy + Eq + Sized + 'static {
    /// Every value, in the order in which people read them.
    const ALL: &'static [Self];

    /// The slug of every value, in the same order.
    const SLUGS: &'static [&'static str];

    /// The stable slug used in addresses, records and the API.
    fn slug(self) -> &'static str;

    /// The position in [`Choice::ALL`]; also the bit of this value in a search mask.
    fn index(self) -> u8;

    /// The value with this slug, if there is one.
    fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.slug() == slug)
    }
}

/// Declares a closed vocabulary: an enum, its slugs, and serde by slug.
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$value_meta:meta])* $value:ident = $slug:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$value_meta])* #[serde(rename = $slug)] $value),+
        }

        impl $crate::domain::choice::Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            const SLUGS: &'static [&'static str] = &[$($slug),+];

            fn slug(self) -> &'static str {
                match self { $(Self::$value => $slug),+ }
            }

            fn index(self) -> u8 {
                self as u8
            }
        }
    };
}
pub(crate) use choices;

#[cfg(test)]
mod tests {
    use super::Choice;
    use crate::domain::listing::{Commitment, PricingModel, SetupDelay, Trade, VerificationLevel};

    fn every_slug_finds_its_value<C: Choice + std::fmt::Debug>() {
        for (position, value) in C::ALL.iter().enumerate() {
            assert_eq!(C::from_slug(value.slug()), Some(*value));
            assert_eq!(usize::from(value.index()), position);
        }
        assert_eq!(C::from_slug("inconnu"), None);
    }

    #[test]
    fn slugs_and_positions_agree_in_every_vocabulary() {
        every_slug_finds_its_value::<PricingModel>();
        every_slug_finds_its_value::<SetupDelay>();
        every_slug_finds_its_value::<Trade>();
        every_slug_finds_its_value::<VerificationLevel>();
        every_slug_finds_its_value::<Commitment>();
    }
}
