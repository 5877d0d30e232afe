//! The pages of an offer and of a provider.

use jiff::civil::Date;

use super::figures::NBSP;
use super::{Lang, Named, sentences};
use crate::domain::listing::{ListingStatus, VerificationLevel};

sentences! {
    by: "par", "by";
    key_facts: "L’essentiel", "Key facts";
    what_is_it: "Ce que c’est", "What it is";
    what_does_it_cost: "Ce que cela coûte", "What it costs";
    can_i_leave: "Puis-je partir\u{202f}?", "Can I leave?";
    visit_site: "Voir le site du prestataire", "Visit the provider’s site";
    call: "Téléphone", "Telephone";
    area_served: "Zone desservie", "Area served";
    ready_label: "Prêt en", "Ready in";
    verified_label: "Vérification", "Verification";
    updated_label: "Fiche mise à jour", "Listing updated";
    confirmed_label: "Confirmé par le prestataire", "Confirmed by the provider";
    see_provider: "Ce prestataire et ses offres", "This provider and its offers";
    service_types_label: "Services", "Services";
    trades_label: "Pour quels commerces", "For which shops";
    autonomy_label: "Qui fait quoi", "Who does what";
    catalogue_label: "Qui saisit le catalogue", "Who enters the products";
    mode_label: "Où ça se passe", "Where it happens";
    support_label: "Assistance", "Support";
    reply_label: "Délai de réponse", "Time to reply";
    data_location_label: "Où sont vos données", "Where your data are kept";
    capacity_label: "Nouveaux clients", "New customers";
    pricing_label: "Formule de prix", "Pricing";
    price_label: "Prix", "Price";
    price_note_label: "Prix relevé", "Price as seen";
    setup_fee_label: "Frais de mise en service", "Set-up fee";
    commission_label: "Commission", "Commission";
    trial_label: "Essai gratuit", "Free trial";
    promotion_label: "Promotion", "Promotion";
    promotion_end_label: "Durée de la promotion", "Promotion runs";
    commitment_label: "Engagement", "Commitment";
    notice_label: "Préavis", "Notice";
    exit_fee_label: "Frais de sortie", "Exit fee";
    leased_label: "Contrat de location avec un tiers", "Leased through a third party";
    domain_label: "Nom de domaine au nom de", "Domain name owned by";
    content_label: "Contenus au nom de", "Content owned by";
    export_label: "Vos données, en partant", "Your data, when you leave";
    yes: "Oui", "Yes";
    no: "Non", "No";
    none_commitment: "Aucun", "None";
    of_sales: "des ventes", "of sales";
    similar_offers: "Voir des offres semblables", "See similar offers";
    source_label: "Source", "Source";
    public_source_label: "D’où vient cette fiche", "Where this listing comes from";
    public_source_title: "Fiche de source publique.", "Listing from public sources.";
    public_source_text: "Nous l’avons écrite d’après des pages publiques. Le prestataire ne l’a ni relue ni confirmée\u{a0}: vérifiez avec lui avant de vous décider.",
        "We wrote it from public pages. The provider has neither read nor confirmed it: check with them before you decide.";
    claim_listing: "C’est votre entreprise\u{202f}? Prenez cette fiche en main", "Is this your firm? Take this listing over";
    notice_title: "À savoir", "Please note";
    gone_archived: "Cette offre est archivée\u{a0}: elle n’est plus proposée.", "This offer is archived: it is no longer available.";
    gone_withdrawn: "Le prestataire a retiré cette offre.", "The provider has withdrawn this offer.";
    gone_suspended: "L’annuaire a suspendu cette offre.", "The directory has suspended this offer.";
    gone_expired: "Cette offre n’a pas été confirmée à temps\u{a0}: elle n’est plus proposée ici.",
        "This offer was not confirmed in time: it is no longer shown here.";
    gone_paused: "Le prestataire a mis cette offre en pause.", "The provider has paused this offer.";
    legal_name_label: "Raison sociale", "Legal name";
    siren_label: "SIREN", "SIREN";
    register_label: "Répertoire des entreprises", "Register of companies";
    address_label: "Adresse", "Address";
    languages_label: "Langues", "Languages";
    labels_label: "Labels", "Labels";
    references_label: "Références clients", "Client references";
}

impl Lang {
    /// Says how far an offer is verified, with the month: « Offre vérifiée, octobre 2026 ».
    #[must_use]
    pub fn verification_tag(self, level: VerificationLevel, on: Option<Date>) -> String {
        match on.filter(|_| level.is_claimed()) {
            Some(on) => format!("{}, {}", level.name(self), self.month(on)),
            None => level.name(self).to_owned(),
        }
    }

    /// Says how far an offer is verified, with the day: « Offre vérifiée le 12 octobre 2026 ».
    #[must_use]
    pub fn verification_line(self, level: VerificationLevel, on: Option<Date>) -> String {
        match on.filter(|_| level.is_claimed()) {
            Some(on) => format!("{} {} {}", level.name(self), self.pick("le", "on"), self.date(on)),
            None => level.name(self).to_owned(),
        }
    }

    /// Says why an offer is not to be had, if so.
    #[must_use]
    pub const fn status_notice(self, status: ListingStatus) -> Option<&'static str> {
        match status {
            ListingStatus::Published | ListingStatus::UnderCheck => None,
            ListingStatus::Paused => Some(self.gone_paused()),
            ListingStatus::Suspended => Some(self.gone_suspended()),
            ListingStatus::Expired => Some(self.gone_expired()),
            ListingStatus::Withdrawn => Some(self.gone_withdrawn()),
            ListingStatus::Archived => Some(self.gone_archived()),
        }
    }

    /// Says how fast support answers.
    #[must_use]
    pub fn replies_within(self, hours: u32) -> String {
        match self {
            Self::Fr => format!("répond sous {}{NBSP}h", self.number(hours)),
            Self::En => format!("replies within {}", self.count(hours, ("", ""), ("hour", "hours"))),
        }
    }

    /// Says until when a label holds.
    #[must_use]
    pub fn label_until(self, day: Date) -> String {
        format!("{} {}", self.pick("jusqu’au", "until"), self.date(day))
    }

    /// Heads the offers of a provider: « Ses 2 offres ».
    #[must_use]
    pub fn its_offers(self, number: u32) -> String {
        match (self, number) {
            (Self::Fr, 0 | 1) => "Son offre".to_owned(),
            (Self::Fr, _) => format!("Ses {}", self.offers(number)),
            (Self::En, 1) => "Its offer".to_owned(),
            (Self::En, _) => format!("Its {}", self.offers(number)),
        }
    }

    /// Names a language; a code we have no name for stays a code.
    #[must_use]
    pub fn language_name(self, code: &str) -> String {
        self.known_language(code).unwrap_or(code).to_owned()
    }

    /// Names a language that we have a name for: « français », “French”.
    #[must_use]
    pub fn known_language(self, code: &str) -> Option<&'static str> {
        let (fr, en) = match code {
            "fr" => ("français", "French"),
            "en" => ("anglais", "English"),
            "de" => ("allemand", "German"),
            "es" => ("espagnol", "Spanish"),
            "it" => ("italien", "Italian"),
            "pt" => ("portugais", "Portuguese"),
            "nl" => ("néerlandais", "Dutch"),
            "ar" => ("arabe", "Arabic"),
            "zh" => ("chinois", "Chinese"),
            "br" => ("breton", "Breton"),
            "co" => ("corse", "Corsican"),
            "eu" => ("basque", "Basque"),
            "ca" => ("catalan", "Catalan"),
            "oc" => ("occitan", "Occitan"),
            _ => return None,
        };
        Some(self.pick(fr, en))
    }

    /// Writes the digits of an official number by three.
    #[must_use]
    pub fn grouped(self, digits: &str) -> String {
        let mut text = String::with_capacity(digits.len() + 8);
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && position % 3 == 0 {
                text.push(super::figures::NNBSP);
            }
            text.push(digit);
        }
        text
    }
}
