//! Every sentence shown to a person, French and English side by side.
//!
//! Plain sentences are methods of [`Lang`]; names of vocabulary values come through [`Named`].

pub mod costs;
pub mod figures;
pub mod letters;
pub mod vocabulary;

mod access;
mod application;
mod areas;
mod charter;
mod checks;
mod chrome;
mod criteria;
pub mod desk;
mod failures;
mod fields;
mod first_year;
mod home;
mod listing;
mod places;
mod ranking;
mod reading;
mod reports;
mod results;
mod space;
mod verify;
mod why;

pub use crate::domain::lang::Lang;
pub use vocabulary::Named;

impl Lang {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// Gives the ISO 639-1 code, as `lang` and `hreflang` want it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.pick("fr", "en")
    }

    /// Gives what stands before every path: nothing in French.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        self.pick("", "/en")
    }

    /// Gives the other language.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Fr => Self::En,
            Self::En => Self::Fr,
        }
    }

    /// Gives the name of the language in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        self.pick("Français", "English")
    }

    /// Picks the text of this language.
    #[must_use]
    pub const fn pick<'a>(self, fr: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Fr => fr,
            Self::En => en,
        }
    }

    /// Picks this language out of a text of the taxonomy.
    #[must_use]
    pub const fn of(self, text: crate::domain::taxonomy::Text) -> &'static str {
        self.pick(text.fr, text.en)
    }
}

/// Declares sentences without a variable part as methods of [`Lang`].
macro_rules! sentences {
    ($($name:ident: $fr:literal, $en:literal;)+) => {
        impl $crate::i18n::Lang {
            $(
                #[doc = concat!("Says “", $en, "”.")]
                #[must_use]
                pub const fn $name(self) -> &'static str {
                    self.pick($fr, $en)
                }
            )+
        }

        #[cfg(test)]
        pub(in crate::i18n) const SENTENCES: &[(&str, &str)] = &[$(($fr, $en)),+];
    };
}
use sentences;

#[cfg(test)]
mod tests;
