//! Names of the values of every closed vocabulary.

use super::Lang;
use crate::domain::listing::{
    Autonomy, Capacity, Commitment, DeliveryMode, Party, PricingModel, SetupDelay, SupportChannel, Trade,
    VerificationLevel,
};
use crate::domain::provider::{LabelKind, RegisterState};
use crate::domain::query::Sort;
use crate::domain::report::{Closing, ReportReason};
use crate::domain::territory::Closeness;

/// A value that has a name on the pages.
pub trait Named: Copy {
    /// Gives the name, as filters and tables show it.
    fn name(self, lang: Lang) -> &'static str;
}

macro_rules! names {
    ($($vocabulary:ident { $($value:ident: $fr:literal, $en:literal;)+ })+) => {
        $(impl Named for $vocabulary {
            fn name(self, lang: Lang) -> &'static str {
                match self {
                    $(Self::$value => lang.pick($fr, $en),)+
                }
            }
        })+
    };
}

names! {
    Trade {
        All: "Tous les commerces", "Any shop";
        Food: "Alimentaire", "Food";
        Restaurant: "Restaurants et cafés", "Restaurants and cafés";
        Fashion: "Mode et bijoux", "Fashion and jewellery";
        Beauty: "Coiffure et beauté", "Hair and beauty";
        Leisure: "Culture, jouets et loisirs", "Books, toys and leisure";
        Home: "Maison et décoration", "Home and decoration";
        Flowers: "Fleurs", "Flowers";
        Health: "Pharmacie et optique", "Pharmacy and optics";
        Crafts: "Artisanat", "Crafts";
        Services: "Services", "Services";
        Markets: "Marchés et foires", "Market stalls and fairs";
        Producers: "Producteurs", "Producers";
    }
    PricingModel {
        Free: "Gratuit", "Free";
        FreeTier: "Gratuit jusqu’à un seuil", "Free up to a limit";
        Subscription: "Abonnement", "Subscription";
        Commission: "Commission sur les ventes", "Share of sales";
        PerUse: "À l’usage", "Pay per use";
        FlatFee: "Forfait", "Flat fee";
        OnQuote: "Sur devis", "On quote";
    }
    SetupDelay {
        Day: "24\u{a0}heures", "24 hours";
        Days: "1 à 3\u{a0}jours", "1 to 3 days";
        Week: "1\u{a0}semaine", "1 week";
        Weeks: "2 à 4\u{a0}semaines", "2 to 4 weeks";
        Months: "1 à 3\u{a0}mois", "1 to 3 months";
        Longer: "Plus de 3\u{a0}mois", "More than 3 months";
    }
    Autonomy {
        SelfService: "Je m’en occupe", "I do it myself";
        Assisted: "On m’accompagne", "Someone helps me";
        Turnkey: "Clé en main", "All done for me";
    }
    Party {
        Shop: "Vous", "You";
        Provider: "Le prestataire", "The provider";
        Both: "Vous et le prestataire", "You and the provider";
        NotApplicable: "Sans objet", "Not applicable";
    }
    DeliveryMode {
        Remote: "À distance", "Remotely";
        OnSite: "Dans mon commerce", "In my shop";
        Both: "À distance ou sur place", "Remotely or in the shop";
    }
    Capacity {
        Open: "Accepte de nouveaux clients", "Takes new customers";
        WaitingList: "Liste d’attente", "Waiting list";
        Full: "Complet pour le moment", "Full for now";
    }
    SupportChannel {
        Phone: "téléphone", "telephone";
        Email: "courriel", "e-mail";
        Chat: "messagerie", "chat";
        OnSite: "sur place", "on site";
    }
    VerificationLevel {
        PublicSource: "Fiche de source publique", "From public sources";
        Identity: "Identité vérifiée", "Identity verified";
        Offer: "Offre vérifiée", "Offer verified";
        Labelled: "Offre vérifiée et labellisée", "Offer verified and labelled";
    }
    Commitment {
        None: "Aucun", "None";
        Year: "1 à 12\u{a0}mois", "1 to 12 months";
        Longer: "Plus d’un an", "More than a year";
    }
    RegisterState {
        Active: "Entreprise active", "Active company";
        Ceased: "Entreprise fermée", "Closed company";
        Unknown: "Pas encore consulté", "Not looked up yet";
    }
    ReportReason {
        WrongPrice: "Le prix n’est pas celui affiché", "The price is not the one shown";
        HiddenCommitment: "Un engagement n’est pas annoncé", "There is a commitment that is not announced";
        NoAnswer: "Le prestataire ne répond plus", "The provider no longer answers";
        SiteGone: "Le site internet a disparu ou a changé", "The website is gone or has changed";
        FirmClosed: "L’entreprise est fermée", "The firm has closed";
        Misleading: "La présentation est trompeuse", "The description is misleading";
        Illegal: "Le contenu est illicite", "The content is illegal";
        Other: "Autre chose", "Something else";
    }
    Closing {
        Nothing: "Rien à corriger\u{a0}: l’offre est juste", "Nothing to put right: the offer is correct";
        PutRight: "L’offre est déjà corrigée", "The offer has been put right already";
        Suspend: "Suspendre l’offre tout de suite, le temps qu’elle soit corrigée", "Suspend the offer at once, until it is put right";
        Ask: "Demander au prestataire de corriger, sous 14\u{a0}jours", "Ask the provider to put it right within 14\u{a0}days";
    }
    LabelKind {
        ExpertCyber: "ExpertCyber", "ExpertCyber";
        Qualiopi: "Qualiopi", "Qualiopi";
        FranceNum: "Activateur France Num", "France Num adviser";
    }
    Closeness {
        Part: "Une partie seulement du lieu demandé", "Only a part of the place asked for";
        France: "Toute la France", "All of France";
        Metropole: "La France métropolitaine", "Metropolitan France";
        Region: "Toute votre région", "Your whole région";
        Departement: "Tout votre département", "Your whole département";
        Epci: "Votre intercommunalité, ou un rayon qui atteint votre commune", "Your group of communes, or a radius that reaches your town";
        Commune: "Votre commune", "Your town";
    }
    Sort {
        Relevance: "Pertinence", "Relevance";
        Closest: "Proximité", "Closeness";
        Commitment: "Engagement le plus court", "Shortest commitment";
        SetupDelay: "Prêt le plus tôt", "Ready soonest";
        Recent: "Mise à jour récente", "Recently updated";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Choice;

    fn names_differ<C: Choice + Named>() {
        for lang in Lang::ALL {
            let mut names: Vec<_> = C::ALL.iter().map(|value| value.name(lang)).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), C::ALL.len());
        }
    }

    #[test]
    fn no_two_values_of_a_vocabulary_share_a_name() {
        names_differ::<Trade>();
        names_differ::<PricingModel>();
        names_differ::<SetupDelay>();
        names_differ::<Autonomy>();
        names_differ::<VerificationLevel>();
        names_differ::<Commitment>();
        names_differ::<Sort>();
        names_differ::<Closeness>();
    }
}
