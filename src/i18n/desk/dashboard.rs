//! The dashboard of the desk.

use jiff::civil::Date;

use super::super::sentences;
use crate::domain::desk::dashboard::Stale;
use crate::i18n::Lang;

sentences! {
    dashboard_title: "Tableau de bord", "Dashboard";
    dashboard_queue: "Dossiers en attente", "Cases that wait";
    dashboard_queue_text: "Dossiers qui attendent le bureau, par durée d’attente.", "Cases that wait for the desk, by how long.";
    dashboard_queue_none: "Aucun dossier n’attend.", "No case waits.";
    dashboard_age: "Attente", "Waiting";
    dashboard_cases: "Dossiers", "Cases";
    dashboard_medians: "Temps de décision", "Time to decision";
    dashboard_medians_text: "Temps médian entre l’envoi d’une candidature et son acceptation ou son refus, par mois.",
        "Median time from the sending of an application to its approval or refusal, by month.";
    dashboard_medians_none: "Aucune décision depuis douze mois.", "No decision in twelve months.";
    dashboard_month: "Mois", "Month";
    dashboard_median: "Temps médian", "Median time";
    dashboard_decisions: "Décisions", "Decisions";
    dashboard_outcomes: "Décisions de douze mois", "Decisions of twelve months";
    dashboard_outcome: "Décision", "Decision";
    dashboard_reasons: "Motifs de douze mois", "Reasons of twelve months";
    dashboard_reasons_none: "Aucun motif donné depuis douze mois.", "No reason was given in twelve months.";
    dashboard_reason: "Motif", "Reason";
    dashboard_times: "Nombre", "Number";
    dashboard_figures: "Les chiffres", "The figures";
    dashboard_coverage: "Couverture", "Coverage";
    dashboard_coverage_text: "Dans chaque case, les départements de la région où au moins une offre locale répond au besoin. Les offres qui servent toute la France ou toute la métropole sont comptées à part\u{a0}: elles cacheraient les manques.",
        "In each cell, the départements of the région where at least one local offer meets the need. Offers that serve all of France or all of metropolitan France are counted apart: they would hide the gaps.";
    dashboard_coverage_matrix: "Régions et besoins", "Régions and needs";
    dashboard_coverage_by: "Par région et département", "By région and département";
    dashboard_everywhere: "Offres nationales", "Nation-wide offers";
    dashboard_need: "Besoin", "Need";
    dashboard_france: "Toute la France", "All of France";
    dashboard_metropole: "Toute la métropole", "All of metropolitan France";
    dashboard_departement: "Département", "Département";
    dashboard_searches: "Recherches sans résultat", "Searches without result";
    dashboard_searches_text: "Les plus fréquentes depuis douze mois. Les mots tapés par peu de gens ne sont pas montrés.",
        "The most frequent of twelve months. Words that few people typed are not shown.";
    dashboard_searches_none: "Aucune recherche sans résultat.", "No search without result.";
    dashboard_other_words: "(autres mots)", "(other words)";
    dashboard_stale: "Offres à revoir", "Offers to look at again";
    dashboard_stale_text: "À confirmer d’ici trente jours ou déjà en retard, ou confirmées pour la dernière fois il y a plus d’un an.",
        "To be confirmed within thirty days or overdue, or last confirmed more than a year ago.";
    dashboard_stale_none: "Aucune offre à revoir.", "No offer to look at again.";
}

/// Ages of waiting cases, in the order of `domain::desk::dashboard::AGES`, and what is older.
const AGES: [(&str, &str); 5] = [
    ("Aujourd’hui", "Today"),
    ("2 ou 3\u{a0}jours", "2 or 3 days"),
    ("Une semaine au plus", "A week at most"),
    ("Deux semaines au plus", "Two weeks at most"),
    ("Plus longtemps", "Longer"),
];

impl Lang {
    /// Names the age of waiting cases by its place.
    #[must_use]
    pub fn age_of_cases(self, place: usize) -> &'static str {
        AGES.get(place).map_or("", |(fr, en)| self.pick(fr, en))
    }

    /// Writes how long something took: hours up to two days, then days.
    #[must_use]
    pub fn took(self, milliseconds: i64) -> String {
        let hours = u32::try_from(milliseconds / 3_600_000).unwrap_or(0);
        if hours < 48 {
            return self.count(hours, ("heure", "heures"), ("hour", "hours"));
        }
        self.count((hours + 12) / 24, ("jour", "jours"), ("day", "days"))
    }

    /// Says how many départements lack what.
    #[must_use]
    pub fn gaps(self, number: u32) -> String {
        self.count(number, ("manque", "manques"), ("gap", "gaps"))
    }

    /// Says how many offers are stale, and how many of them are shown.
    #[must_use]
    pub fn stale_offers(self, all: u32, shown: u32) -> String {
        let offers = self.count(all, ("offre", "offres"), ("offer", "offers"));
        if shown < all {
            let shown = self.number(shown);
            return match self {
                Self::Fr => format!("{offers}, dont voici les {shown} plus anciennes."),
                Self::En => format!("{offers}, of which these are the {shown} oldest."),
            };
        }
        format!("{offers}.")
    }

    /// Says why a listing is worth a look.
    #[must_use]
    pub fn stale(self, stale: Stale, today: Date) -> String {
        let day = self.date(stale.day());
        match (stale, self) {
            (Stale::Review(due), Self::Fr) if due < today => format!("à confirmer depuis le {day}"),
            (Stale::Review(due), Self::En) if due < today => format!("overdue since {day}"),
            (Stale::Review(_), Self::Fr) => format!("à confirmer avant le {day}"),
            (Stale::Review(_), Self::En) => format!("to be confirmed by {day}"),
            (Stale::Unconfirmed(_), Self::Fr) => format!("confirmée pour la dernière fois le {day}"),
            (Stale::Unconfirmed(_), Self::En) => format!("last confirmed on {day}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_people_say_them() {
        const HOUR: i64 = 3_600_000;
        assert_eq!(Lang::Fr.took(HOUR), "1\u{a0}heure");
        assert_eq!(Lang::Fr.took(47 * HOUR), "47\u{a0}heures");
        assert_eq!(Lang::Fr.took(60 * HOUR), "3\u{a0}jours");
        assert_eq!(Lang::En.took(-5), "0\u{a0}hours");
        for (fr, en) in AGES {
            crate::i18n::tests::assert_french(fr);
            crate::i18n::tests::assert_english(en);
        }
    }
}
