//! The results page.

use super::figures::{NBSP, NNBSP};
use super::{Lang, sentences};
use crate::domain::territory::Territory;

sentences! {
    filters: "Filtrer", "Filter";
    filters_label: "Filtres", "Filters";
    apply_filters: "Appliquer les filtres", "Apply filters";
    see_all: "Voir tout", "See all";
    clear_all: "Effacer tous les filtres", "Clear all filters";
    applied_filters: "Filtres choisis", "Chosen filters";
    remove_choice: "Retirer le filtre\u{a0}:", "Remove filter:";
    sort_label: "Trier\u{a0}:", "Sort:";
    sort_offers: "Trier les offres", "Sort the offers";
    sort_how: "Personne ne paie pour être mieux placé.", "Nobody pays to be placed higher.";
    pages_label: "Pages de résultats", "Result pages";
    previous_page: "Précédente", "Previous";
    next_page: "Suivante", "Next";
    partial_words: "Aucune offre ne contient tous vos mots\u{a0}: voici celles qui en contiennent une partie.",
        "No offer contains all your words: here are those that contain some of them.";
    no_result_advice: "Élargir la recherche", "Widen the search";
    same_name: "Autres lieux de ce nom\u{a0}:", "Other places of this name:";
    or_by_need: "Ou choisir un besoin", "Or choose a need";
    only_the_place: "Toutes les offres de ce lieu", "All offers for this place";
    everywhere: "Dans toute la France", "All over France";
    group_type: "Type de service", "Type of service";
    group_commitment: "Engagement", "Commitment";
    group_setup: "Prêt en", "Ready in";
    group_pricing: "Formule de prix", "Pricing";
    group_autonomy: "Qui fait quoi", "Who does what";
    group_mode: "Où ça se passe", "Where it happens";
    group_trade: "Mon métier", "My trade";
    group_level: "Vérification", "Verification";
    other_offers: "Aussi\u{a0}:", "Also:";
    print_note: "Page imprimée depuis", "Page printed from";
    which_place_text: "Plusieurs lieux portent ce nom. En attendant votre choix, voici les offres de toute la France.",
        "Several places have this name. Until you choose, here are the offers from all over France.";
    unknown_place_text: "Voici les offres de toute la France. Essayez un code postal, ou le nom de la commune la plus proche.",
        "Here are the offers from all over France. Try a postal code, or the name of the nearest town.";
    near_places_text: "Voici les offres de toute la France. Vouliez-vous dire\u{a0}:",
        "Here are the offers from all over France. Did you mean:";
    colon: "\u{a0}:", ":";
}

impl Lang {
    /// Heads the results: how many offers of how many providers, for which words, where.
    #[must_use]
    pub fn results_heading(self, total: u32, providers: u32, text: &str, place: Option<&str>) -> String {
        let mut heading = match (total, self) {
            (0, Self::Fr) => "Aucune offre".to_owned(),
            (0, Self::En) => "No offers".to_owned(),
            _ => self.directory_size(total, providers),
        };
        if !text.is_empty() {
            heading.push_str(self.pick(" pour ", " for "));
            heading.push_str(&self.quoted(text));
        }
        if let Some(place) = place {
            heading.push(' ');
            heading.push_str(place);
        }
        heading
    }

    /// Puts words between quotation marks: « mots », “words”.
    #[must_use]
    pub fn quoted(self, text: &str) -> String {
        match self {
            Self::Fr => format!("«{NBSP}{text}{NBSP}»"),
            Self::En => format!("“{text}”"),
        }
    }

    /// Says which page this is, for titles.
    #[must_use]
    pub fn page_of(self, page: u32, pages: u32) -> String {
        match self {
            Self::Fr => format!("page {page} sur {pages}"),
            Self::En => format!("page {page} of {pages}"),
        }
    }

    /// Names a page of results for people who hear links.
    #[must_use]
    pub fn page_number(self, page: u32) -> String {
        format!("{}{NBSP}{page}", self.pick("Page", "Page"))
    }

    /// Asks which of several places of the same name is meant.
    #[must_use]
    pub fn which_place(self, typed: &str) -> String {
        match self {
            Self::Fr => format!("Quel «{NBSP}{typed}{NBSP}»{NNBSP}?"),
            Self::En => format!("Which “{typed}”?"),
        }
    }

    /// Says that a place is unknown.
    #[must_use]
    pub fn unknown_place(self, typed: &str) -> String {
        match self {
            Self::Fr => format!("Nous ne connaissons pas «{NBSP}{typed}{NBSP}»"),
            Self::En => format!("We do not know “{typed}”"),
        }
    }

    /// Names the search without its words.
    #[must_use]
    pub fn without_words(self, words: &str) -> String {
        format!("{} {}", self.pick("Sans", "Without"), self.quoted(words))
    }

    /// Names the search without the choice made in a group.
    #[must_use]
    pub fn any_of(self, group: &str) -> String {
        format!("{group}{} {}", self.colon(), self.pick("peu importe", "any"))
    }

    /// Names the search in a larger place.
    #[must_use]
    pub fn in_all_of(self, place: Territory) -> String {
        self.upper_first(&self.at(place))
    }

    /// Puts the title of its group before a value: « Prêt en : 24 heures ».
    #[must_use]
    pub fn titled(self, title: &str, name: &str) -> String {
        format!("{title}{} {}", self.colon(), self.lower_first(name))
    }

    /// Begins a name with a small letter, unless it is an abbreviation.
    #[must_use]
    pub fn lower_first(self, name: &str) -> String {
        let mut letters = name.chars();
        match (letters.next(), letters.next()) {
            (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
                first.to_lowercase().chain(name.chars().skip(1)).collect()
            }
            _ => name.to_owned(),
        }
    }

    /// Begins a sentence with a capital letter.
    #[must_use]
    pub fn upper_first(self, sentence: &str) -> String {
        let mut letters = sentence.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    }

    /// Says how many more offers a provider has.
    #[must_use]
    pub fn and_more(self, number: u32) -> String {
        self.count(number, ("autre offre", "autres offres"), ("more offer", "more offers"))
    }

    /// Names the link from an offer back to its search.
    #[must_use]
    pub fn back_to_offers(self, total: u32) -> String {
        match (self, total) {
            (Self::Fr, 0 | 1) => "Retour aux résultats".to_owned(),
            (Self::En, 0 | 1) => "Back to the results".to_owned(),
            (Self::Fr, _) => format!("Retour aux {}", self.offers(total)),
            (Self::En, _) => format!("Back to {}", self.offers(total)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_counts_offers_and_providers() {
        assert_eq!(
            Lang::Fr.results_heading(34, 31, "livraison", Some("à Colmar")),
            "34\u{a0}offres de 31\u{a0}prestataires pour «\u{a0}livraison\u{a0}» à Colmar"
        );
        assert_eq!(Lang::En.results_heading(1, 1, "", None), "1\u{a0}offer from 1\u{a0}provider");
        assert_eq!(Lang::Fr.results_heading(0, 0, "zzz", None), "Aucune offre pour «\u{a0}zzz\u{a0}»");
    }
}
