//! How the words typed were read, and the ways to read them otherwise.

use super::{Lang, sentences};
use crate::domain::territory::{Territory, TerritoryKind};

sentences! {
    read_in_words: "Compris dans votre recherche\u{a0}:", "Understood from your words:";
    search_as_typed: "Chercher ces mots tels quels", "Search for these exact words";
    read_my_words: "Comprendre ma recherche", "Interpret my words";
}

impl Lang {
    /// Says which words are searched instead of those typed: « Résultats pour « boutique en ligne ». »
    #[must_use]
    pub fn results_for(self, corrected: &str) -> String {
        format!("{} {}.", self.pick("Résultats pour", "Results for"), self.quoted(corrected))
    }

    /// Names the link to the words as they were typed.
    #[must_use]
    pub fn search_instead(self, typed: &str) -> String {
        match self {
            Self::Fr => format!("Chercher plutôt {}", self.quoted(typed)),
            Self::En => format!("Search for {} instead", self.quoted(typed)),
        }
    }

    /// Says that words are the name of a place too: « tours » est aussi une ville.
    #[must_use]
    pub fn is_also_a_place(self, words: &str, place: Territory) -> String {
        let kind = match place.kind() {
            TerritoryKind::Commune => self.pick("une ville", "a town"),
            _ => self.pick("un lieu", "a place"),
        };
        format!("{} {} {kind}{}", self.quoted(words), self.pick("est aussi", "is also"), self.colon())
    }

    /// Names the link to the offers of a place, inside a sentence.
    #[must_use]
    pub fn see_offers_at(self, place: Territory) -> String {
        format!("{} {}", self.pick("voir les offres", "see the offers"), self.at(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_whose_name_is_a_word_is_offered_in_both_languages() {
        let tours = Territory::from_code("commune:37261").unwrap();
        assert_eq!(
            Lang::Fr.is_also_a_place("tours", tours),
            "«\u{a0}tours\u{a0}» est aussi une ville\u{a0}:"
        );
        assert_eq!(Lang::Fr.see_offers_at(tours), "voir les offres à Tours");
        assert_eq!(Lang::En.is_also_a_place("tours", tours), "“tours” is also a town:");
        assert_eq!(Lang::En.see_offers_at(tours), "see the offers in Tours");
    }

    #[test]
    fn a_correction_says_what_is_searched_and_offers_what_was_typed() {
        assert_eq!(
            Lang::Fr.results_for("boutique en ligne"),
            "Résultats pour «\u{a0}boutique en ligne\u{a0}»."
        );
        assert_eq!(
            Lang::Fr.search_instead("boutiqe en ligne"),
            "Chercher plutôt «\u{a0}boutiqe en ligne\u{a0}»"
        );
        assert_eq!(Lang::En.search_instead("boutiqe"), "Search for “boutiqe” instead");
    }
}
