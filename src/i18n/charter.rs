//! The charter: how offers are vetted, what that means and what it does not.

use super::{Lang, sentences};
use crate::domain::listing::VerificationLevel;

sentences! {
    charter_title: "Comment nous vérifions les offres", "How we vet the offers";
    charter_link: "Notre charte de vérification", "Our vetting charter";
    charter_lead: "Une personne lit chaque candidature, avec des contrôles que le prestataire voit aussi et des critères que voici. Aucune offre n’entre autrement, et aucune ne paie pour entrer.",
        "A person reads every application, with checks that the provider sees as well and the criteria below. No offer gets in any other way, and none pays to get in.";
    charter_criteria: "Ce que nous regardons", "What we look at";
    charter_criteria_text: "Une offre est acceptée quand chacun de ces critères est rempli. Chaque décision dit d’après quelle version elle est prise.",
        "An offer is accepted when each of these criteria is met. Every decision says which version it follows.";
    charter_levels: "Ce que disent les niveaux", "What the levels say";
    charter_never: "Ce que nous ne vérifions pas", "What we do not check";
    charter_never_quality: "La qualité du travail.", "The quality of the work.";
    charter_never_quality_text: "Nous n’avons été client de personne. Demandez des références, et un devis écrit.",
        "We have been nobody’s customer. Ask for references, and for a written quotation.";
    charter_never_health: "La santé de l’entreprise.", "The health of the firm.";
    charter_never_health_text: "Nous voyons qu’elle est en activité, pas si elle le sera l’an prochain.",
        "We see that it is trading, not whether it will be next year.";
    charter_never_state: "Ce n’est pas un agrément.", "This is no approval.";
    charter_never_state_text: "Être dans l’annuaire ne vaut ni agrément, ni label, ni recommandation de l’État ou de qui que ce soit.",
        "Being in the directory is no approval, label or recommendation by the State or by anybody else.";
    charter_time: "En combien de temps", "How long it takes";
    charter_time_unknown: "Trop peu de décisions ont été prises jusqu’ici pour en dire le délai habituel.",
        "Too few decisions have been made so far to tell how long they usually take.";
    charter_time_text: "Les dossiers sont pris dans l’ordre d’arrivée, et chacun voit où en est le sien. Personne ne décide d’une candidature envoyée depuis sa propre adresse.",
        "Cases are taken in the order in which they come, and everybody sees where theirs stands. Nobody decides on an application sent from their own address.";
    charter_appeal: "Contester une décision", "Contesting a decision";
    charter_appeal_text: "Tout refus est motivé par écrit. Le prestataire a 60\u{a0}jours pour le contester depuis sa page de suivi\u{a0}: une autre personne que celle qui a décidé reprend alors le dossier.",
        "Every refusal gives its reasons in writing. The provider has 60 days to contest it from the page of its application: somebody other than the person who decided then takes the case up again.";
    charter_upkeep: "Comment les fiches restent vraies", "How listings are kept true";
    charter_upkeep_site: "Chaque semaine, une machine regarde si le site répond encore\u{202f}; chaque mois, si le registre dit encore l’entreprise en activité.",
        "Every week a machine looks whether the website still answers; every month, whether the register still says that the firm is active.";
    charter_upkeep_review: "Chaque année, le prestataire relit son offre et la confirme. Nous lui écrivons 30\u{a0}jours avant l’échéance, 7\u{a0}jours avant, et le jour même.",
        "Every year the provider reads its offer again and confirms it. We write 30 days before the day, 7 days before, and on the day.";
    charter_upkeep_late: "Sans réponse, l’offre perd un niveau après 30\u{a0}jours de retard et disparaît des recherches après 90\u{a0}jours.",
        "Without an answer, the offer loses a level when it is 30 days late and leaves the search when it is 90 days late.";
    charter_upkeep_change: "Une offre modifiée est relue avant d’être publiée\u{a0}: l’ancienne version reste en ligne jusque-là.",
        "An offer that is edited is read again before it is published: the earlier version stays online until then.";
    charter_report: "Signaler une offre", "Reporting an offer";
    charter_report_text: "Quelque chose est faux ou vous a été refusé\u{202f}? La page de chaque offre permet de le signaler. Une personne regarde, et vous répond si vous laissez une adresse.",
        "Is something wrong, or were you refused it? The page of each offer lets you report it. A person looks, and answers you if you leave an address.";
    charter_verify: "Quelqu’un se dit dans l’annuaire\u{202f}? Vérifiez-le", "Somebody says they are in the directory? Check";
    charter_ranking: "L’ordre des résultats a sa propre page\u{a0}:", "The order of the results has its own page:";
    level_public_source: "Une fiche écrite d’après des pages publiques. Le prestataire ne l’a pas relue, et personne n’en répond.",
        "A listing written from public pages. The provider has not read it, and nobody answers for it.";
    level_identity: "L’entreprise existe, et la personne qui répond d’elle peut parler en son nom.",
        "The firm exists, and the person who answers for it may speak for it.";
    level_offer: "En plus, une personne de l’annuaire a lu l’offre et l’a trouvée conforme à tous les critères.",
        "Moreover, a person of the directory has read the offer and found that it meets all the criteria.";
    level_labelled: "En plus, l’entreprise a prouvé un label reconnu, en cours de validité.",
        "Moreover, the firm has proved a recognised label that is still valid.";
}

impl Lang {
    /// Says what a level of verification means.
    #[must_use]
    pub const fn level_meaning(self, level: VerificationLevel) -> &'static str {
        match level {
            VerificationLevel::PublicSource => self.level_public_source(),
            VerificationLevel::Identity => self.level_identity(),
            VerificationLevel::Offer => self.level_offer(),
            VerificationLevel::Labelled => self.level_labelled(),
        }
    }

    /// Names the criteria in force: « Critères 2026-11 ».
    #[must_use]
    pub fn criteria_version(self, version: &str) -> String {
        format!("{} {version}", self.pick("Critères", "Criteria"))
    }

    /// Says which criteria an offer was verified by: « Vérifiée selon nos critères 2026-11 ».
    #[must_use]
    pub fn verified_by_criteria(self, version: &str) -> String {
        format!("{} {version}", self.pick("Vérifiée selon nos critères", "Verified by our criteria"))
    }
}
