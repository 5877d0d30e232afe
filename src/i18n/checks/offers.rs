//! Price, promotion, area and texts of the offers.

use crate::domain::check::{
    AreaFact, AreaGap, Contact, ContactFact, ContactKind, PriceFact, PriceGap, PromotionFact, PromotionGap,
    TextField,
};
use crate::domain::territory::ZoneError;
use crate::i18n::Lang;

impl Lang {
    pub(super) fn price_saw(self, fact: &PriceFact) -> String {
        match fact {
            PriceFact::NoOffer => self.no_offer().to_owned(),
            PriceFact::Complete => self
                .pick(
                    "Prix et durée d’engagement sont indiqués partout.",
                    "Price and commitment are given throughout.",
                )
                .to_owned(),
            PriceFact::Missing { troubles } => {
                let gaps =
                    troubles.iter().map(|trouble| (trouble.offer, self.price_gap(trouble.gap).to_owned()));
                self.by_offer(gaps, self.pick("il manque ", "missing "))
            }
        }
    }

    const fn no_offer(self) -> &'static str {
        self.pick("Aucune offre n’est encore écrite.", "No offer is written yet.")
    }

    const fn price_gap(self, gap: PriceGap) -> &'static str {
        match gap {
            PriceGap::Model => self.pick("la façon de payer", "the way it is paid for"),
            PriceGap::Amount => self.pick("un prix", "a price"),
            PriceGap::Commission => self.pick("le taux de commission", "the share of sales"),
            PriceGap::Commitment => self.pick("la durée d’engagement", "the length of the commitment"),
        }
    }

    pub(super) const fn price_advice(self, fact: &PriceFact) -> Option<&'static str> {
        match fact {
            PriceFact::Missing { .. } => Some(self.pick(
                "Un prix de départ suffit, et 0\u{a0}mois s’il n’y a pas d’engagement. C’est ce que les commerçants regardent en premier.",
                "A starting price will do, and 0 months when there is no commitment. It is what shopkeepers look at first.",
            )),
            PriceFact::NoOffer | PriceFact::Complete => None,
        }
    }

    pub(super) fn promotion_saw(self, fact: &PromotionFact) -> String {
        match fact {
            PromotionFact::None => {
                self.pick("Aucune promotion n’est annoncée.", "No promotion is announced.").to_owned()
            }
            PromotionFact::Complete => self
                .pick(
                    "La fin de la promotion et le prix qui suit sont indiqués.",
                    "The end of the promotion and the price after it are given.",
                )
                .to_owned(),
            PromotionFact::Missing { troubles } => {
                let gaps = troubles.iter().map(|trouble| (trouble.offer, self.promotion_gap(trouble.gap)));
                self.by_offer(gaps, self.pick("promotion ", "promotion "))
            }
        }
    }

    fn promotion_gap(self, gap: PromotionGap) -> String {
        match (gap, self) {
            (PromotionGap::End, _) => self.pick("sans date de fin", "without an end date").to_owned(),
            (PromotionGap::PriceAfter, _) => {
                self.pick("sans le prix qui suit", "without the price that follows").to_owned()
            }
            (PromotionGap::Over { ended_on }, Self::Fr) => format!("terminée le {}", self.date(ended_on)),
            (PromotionGap::Over { ended_on }, Self::En) => format!("over since {}", self.date(ended_on)),
        }
    }

    pub(super) const fn promotion_advice(self, fact: &PromotionFact) -> Option<&'static str> {
        match fact {
            PromotionFact::Missing { .. } => Some(self.pick(
                "Indiquez le dernier jour et le prix qui suit, ou retirez la promotion si elle est passée.",
                "Give the last day and the price that follows, or take the promotion out if it is over.",
            )),
            PromotionFact::None | PromotionFact::Complete => None,
        }
    }

    pub(super) fn area_saw(self, fact: &AreaFact) -> String {
        match fact {
            AreaFact::NoOffer => self.no_offer().to_owned(),
            AreaFact::Current => {
                self.pick("Toutes les zones choisies existent bien.", "Every chosen zone exists.").to_owned()
            }
            AreaFact::Wrong { troubles } => {
                let gaps = troubles.iter().map(|trouble| (trouble.offer, self.area_gap(&trouble.gap)));
                self.by_offer(gaps, "")
            }
        }
    }

    fn area_gap(self, gap: &AreaGap) -> String {
        match gap {
            AreaGap::Missing => self.pick("aucune zone n’est choisie", "no zone is chosen").to_owned(),
            AreaGap::TooMany => {
                self.pick("plus de 60 zones sont choisies", "more than 60 zones are chosen").to_owned()
            }
            AreaGap::NoCode { code, reason } => format!("{} {}", self.quoted(code), self.zone_fault(*reason)),
            AreaGap::Renamed { code, today } => {
                let reads = self.pick("se lit aujourd’hui", "is called today");
                format!("{} {reads} {}", self.quoted(code), self.quoted(&today.label()))
            }
        }
    }

    const fn zone_fault(self, reason: ZoneError) -> &'static str {
        match reason {
            ZoneError::UnknownKind => self.pick("n’est pas une zone connue", "is no known zone"),
            ZoneError::UnknownRegion => self.pick("n’est le code d’aucune région", "is no région’s code"),
            ZoneError::UnknownDepartement => {
                self.pick("n’est le code d’aucun département", "is no département’s code")
            }
            ZoneError::UnknownEpci => {
                self.pick("n’est le code d’aucune intercommunalité", "is no EPCI’s code")
            }
            ZoneError::UnknownCommune => self.pick("n’est le code d’aucune commune", "is no commune’s code"),
            ZoneError::Radius => {
                self.pick("n’a pas un rayon de 1 à 200\u{a0}km", "has no radius from 1 to 200 km")
            }
        }
    }

    pub(super) const fn area_advice(self, fact: &AreaFact) -> Option<&'static str> {
        match fact {
            AreaFact::Wrong { .. } => Some(self.pick(
                "Reprenez la zone sur la carte ou dans la liste, et vérifiez que les mots affichés disent bien où vous travaillez.",
                "Pick the area again on the map or in the list, and see that the words shown say where you work.",
            )),
            AreaFact::NoOffer | AreaFact::Current => None,
        }
    }

    pub(super) fn contacts_saw(self, fact: &ContactFact) -> String {
        match fact {
            ContactFact::NotWritten => {
                self.pick("Aucun texte n’est encore écrit.", "No text is written yet.").to_owned()
            }
            ContactFact::Clean => self
                .pick(
                    "Les textes ne contiennent ni lien, ni adresse, ni téléphone.",
                    "The texts hold no link, address or telephone number.",
                )
                .to_owned(),
            ContactFact::Found { contacts } => {
                self.by_offer(contacts.iter().map(|contact| (contact.offer, self.contact(contact))), "")
            }
        }
    }

    fn contact(self, contact: &Contact) -> String {
        let kind = match contact.kind {
            ContactKind::Address => self.pick("l’adresse", "the address"),
            ContactKind::Mail => self.pick("le courriel", "the e-mail address"),
            ContactKind::Phone => self.pick("le téléphone", "the telephone number"),
        };
        let place = match contact.field {
            TextField::Title => self.pick("dans le titre", "in the title"),
            TextField::Summary => self.pick("dans le résumé", "in the summary"),
            TextField::Description => self.pick("dans la description", "in the description"),
        };
        format!("{kind} {} {place}", self.quoted(&contact.text))
    }

    pub(super) const fn contacts_advice(self, fact: &ContactFact) -> Option<&'static str> {
        match fact {
            ContactFact::Found { .. } => Some(self.pick(
                "Les coordonnées ont leurs propres champs, où elles restent à jour. Si c’est le nom d’un produit, laissez-le.",
                "Contact details have fields of their own, where they stay up to date. If it is the name of a product, leave it.",
            )),
            ContactFact::NotWritten | ContactFact::Clean => None,
        }
    }

    /// One sentence for each offer: « Offre 2 : il manque un prix et la durée d’engagement. »
    fn by_offer(self, gaps: impl Iterator<Item = (u8, String)>, before: &str) -> String {
        let mut offers: Vec<(u8, Vec<String>)> = Vec::new();
        for (offer, gap) in gaps {
            match offers.last_mut() {
                Some((last, gaps)) if *last == offer => gaps.push(gap),
                _ => offers.push((offer, vec![gap])),
            }
        }
        let sentence = |(offer, gaps): &(u8, Vec<String>)| {
            let name = self.pick("Offre", "Offer");
            format!("{name}\u{a0}{offer}{} {before}{}.", self.colon(), self.list(gaps))
        };
        offers.iter().map(sentence).collect::<Vec<_>>().join(" ")
    }
}
