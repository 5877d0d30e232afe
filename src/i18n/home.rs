//! The home page.

use super::{Lang, sentences};

sentences! {
    home_heading: "Qui peut mettre votre commerce en ligne, ici\u{202f}?", "Who can bring your shop online, right here?";
    home_lead: "Site, paiement, livraison\u{a0}: des prestataires qui servent votre commune, avec leurs prix et leurs engagements en clair.",
        "Website, payment, delivery: providers who serve your town, with their prices and commitments spelt out.";
    no_offer_yet: "Pas encore d’offre", "No offers yet";
    big_needs: "Les besoins les plus courants", "The most common needs";
    other_needs: "Et aussi", "And also";
    near_you: "Près de chez vous", "Near you";
    near_you_lead: "Choisissez votre région\u{a0}: les offres nationales y figurent aussi.",
        "Choose your region: nationwide offers are included.";
    how_it_works: "Comment ça marche", "How it works";
    step_say: "Dites votre besoin", "Say what you need";
    step_say_text: "Avec vos mots\u{a0}: «\u{a0}être payé par téléphone\u{a0}», «\u{a0}livrer à vélo\u{a0}». Ajoutez votre commune, c’est tout.",
        "In your own words: “get paid over the phone”, “deliver by bike”. Add your town, that is all.";
    step_compare: "Comparez en clair", "Compare plainly";
    step_compare_text: "Prix, durée d’engagement, délai de mise en route. Ce qu’un prestataire n’a pas dit est écrit «\u{a0}non communiqué\u{a0}».",
        "Price, length of commitment, set-up time. What a provider has not said reads “not given”.";
    step_talk: "Parlez-lui directement", "Talk to them directly";
    step_talk_text: "Le lien mène chez le prestataire. Nous ne prenons rien au passage et nous n’appelons personne.",
        "The link leads to the provider. We take no cut and we call nobody.";
    promise_free: "Gratuit pour tous", "Free for all";
    promise_no_ads: "Aucune publicité", "No advertising";
    promise_no_tracking: "Aucun traceur, aucun cookie", "No tracking, no cookies";
    promise_order: "Le classement n’est pas à vendre", "Ranking is not for sale";
}

impl Lang {
    /// Says how much the directory holds.
    #[must_use]
    pub fn directory_size(self, offers: u32, providers: u32) -> String {
        let (offers, providers) = (self.offers(offers), self.providers(providers));
        match self {
            Self::Fr => format!("{offers} de {providers}"),
            Self::En => format!("{offers} from {providers}"),
        }
    }

    /// Says a number of offers.
    #[must_use]
    pub fn offers(self, number: u32) -> String {
        self.count(number, ("offre", "offres"), ("offer", "offers"))
    }

    /// Says a number of providers.
    #[must_use]
    pub fn providers(self, number: u32) -> String {
        self.count(number, ("prestataire", "prestataires"), ("provider", "providers"))
    }
}
