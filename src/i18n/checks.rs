//! What the checks saw of an applicant, and what to do about it: one language for applicants and vetters.
//!
//! Each sentence stands by itself. When it was seen is known to the page, which says so beside it.

mod firm;
mod offers;
mod site;

use super::{Lang, sentences};
use crate::domain::check::{CheckKind, Evidence, Finding, Verdict};

sentences! {
    check_siret: "SIRET et répertoire des entreprises", "SIRET and company register";
    check_name: "Nom de l’entreprise", "Name of the firm";
    check_website: "Site internet", "Website";
    check_website_names_firm: "Nom de l’entreprise sur le site", "Name of the firm on the website";
    check_legal_notice: "Mentions légales du site", "Legal notice of the website";
    check_mail_domain: "Adresse de courriel", "E-mail address";
    check_duplicate: "Déjà dans l’annuaire\u{202f}?", "Already listed?";
    check_price: "Prix et engagement", "Price and commitment";
    check_promotion: "Promotion", "Promotion";
    check_area: "Zone desservie", "Area served";
    check_contacts: "Coordonnées dans les textes", "Contact details in the texts";
    verdict_passed: "Tout va bien", "All good";
    verdict_attention: "À regarder", "Worth a look";
    verdict_failed: "À corriger", "To put right";
    verdict_could_not_look: "Vérification impossible", "Could not check";
    verdict_waiting: "En attente", "Waiting";
    verdict_not_applicable: "Sans objet", "Not applicable";
}

impl Lang {
    /// Names what is checked.
    #[must_use]
    pub const fn check_title(self, kind: CheckKind) -> &'static str {
        match kind {
            CheckKind::Siret => self.check_siret(),
            CheckKind::Name => self.check_name(),
            CheckKind::Website => self.check_website(),
            CheckKind::WebsiteNamesFirm => self.check_website_names_firm(),
            CheckKind::LegalNotice => self.check_legal_notice(),
            CheckKind::MailDomain => self.check_mail_domain(),
            CheckKind::Duplicate => self.check_duplicate(),
            CheckKind::Price => self.check_price(),
            CheckKind::Promotion => self.check_promotion(),
            CheckKind::Area => self.check_area(),
            CheckKind::Contacts => self.check_contacts(),
        }
    }

    /// Says in a word or two what a check comes to.
    #[must_use]
    pub const fn verdict_tag(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Passed => self.verdict_passed(),
            Verdict::Attention => self.verdict_attention(),
            Verdict::Failed => self.verdict_failed(),
            Verdict::CouldNotLook => self.verdict_could_not_look(),
            Verdict::Waiting => self.verdict_waiting(),
            Verdict::NotApplicable => self.verdict_not_applicable(),
        }
    }

    /// Says what a check saw, in one or more whole sentences.
    #[must_use]
    pub fn check_saw(self, finding: &Finding) -> String {
        match &finding.evidence {
            Evidence::Siret(fact) => self.register_saw(fact),
            Evidence::Name(fact) => self.name_saw(fact),
            Evidence::Website(fact) => self.site_saw(fact),
            Evidence::WebsiteNamesFirm(fact) => self.site_name_saw(fact),
            Evidence::LegalNotice(fact) => self.notice_saw(fact),
            Evidence::MailDomain(fact) => self.mail_saw(fact),
            Evidence::Duplicate(fact) => self.duplicate_saw(fact),
            Evidence::Price(fact) => self.price_saw(fact),
            Evidence::Promotion(fact) => self.promotion_saw(fact),
            Evidence::Area(fact) => self.area_saw(fact),
            Evidence::Contacts(fact) => self.contacts_saw(fact),
        }
    }

    /// Says what to do about it; nothing when there is nothing to do.
    #[must_use]
    pub fn check_advice(self, finding: &Finding) -> Option<String> {
        let advice = match &finding.evidence {
            Evidence::Siret(fact) => self.register_advice(fact),
            Evidence::Name(fact) => self.name_advice(fact),
            Evidence::Website(fact) => self.site_advice(fact),
            Evidence::WebsiteNamesFirm(fact) => self.site_name_advice(fact),
            Evidence::LegalNotice(fact) => self.notice_advice(fact),
            Evidence::MailDomain(fact) => self.mail_advice(fact),
            Evidence::Duplicate(fact) => self.duplicate_advice(fact),
            Evidence::Price(fact) => self.price_advice(fact),
            Evidence::Promotion(fact) => self.promotion_advice(fact),
            Evidence::Area(fact) => self.area_advice(fact),
            Evidence::Contacts(fact) => self.contacts_advice(fact),
        };
        advice.map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::samples::every_evidence;
    use crate::i18n::tests::{assert_english, assert_french};

    #[test]
    fn everything_that_can_be_seen_is_said_in_good_typography() {
        for evidence in every_evidence() {
            let finding = Finding::from(evidence);
            for lang in Lang::ALL {
                let said = [Some(lang.check_saw(&finding)), lang.check_advice(&finding)];
                for sentence in said.into_iter().flatten() {
                    let ends = sentence.ends_with(['.', '?', '!']);
                    assert!(ends && !sentence.contains("  "), "{sentence}");
                    assert!(!sentence.contains('_') && !sentence.contains(".."), "{sentence}");
                    match lang {
                        Lang::Fr => assert_french(&sentence),
                        Lang::En => assert_english(&sentence),
                    }
                }
            }
            assert_ne!(Lang::Fr.check_saw(&finding), Lang::En.check_saw(&finding));
        }
    }

    #[test]
    fn what_is_said_reads_like_speech() {
        use crate::domain::check::*;
        let colmar = crate::domain::territory::Territory::from_code("commune:68066");
        let missing = |offer, gap| PriceTrouble { offer, gap };
        let troubles =
            vec![missing(1, PriceGap::Amount), missing(1, PriceGap::Commitment), missing(3, PriceGap::Model)];
        for (evidence, fr, en) in [
            (
                Evidence::Siret(RegisterFact::Trading {
                    name: Some("ATELIER DU WEB".to_owned()),
                    commune: colmar,
                }),
                "Le répertoire connaît cette entreprise et la dit en activité\u{a0}: ATELIER DU WEB, à Colmar.",
                "The register knows this firm and lists it as trading: ATELIER DU WEB, in Colmar.",
            ),
            (
                Evidence::Website(SiteFact::Insecure {
                    host: "atelier.example".to_owned(),
                    trouble: SiteTrouble::Certificate(CertificateFault::Expired),
                }),
                "atelier.example s’affiche, mais sans connexion sécurisée\u{a0}: son certificat de sécurité a expiré.",
                "atelier.example answers, but not over a secure connection: its security certificate has expired.",
            ),
            (
                Evidence::Price(PriceFact::Missing { troubles }),
                "Offre\u{a0}1\u{a0}: il manque un prix et la durée d’engagement. \
                 Offre\u{a0}3\u{a0}: il manque la façon de payer.",
                "Offer\u{a0}1: missing a price and the length of the commitment. \
                 Offer\u{a0}3: missing the way it is paid for.",
            ),
        ] {
            let finding = Finding::from(evidence);
            assert_eq!(
                (Lang::Fr.check_saw(&finding).as_str(), Lang::En.check_saw(&finding).as_str()),
                (fr, en)
            );
        }
    }

    #[test]
    fn whoever_has_something_to_do_is_told_what() {
        for evidence in every_evidence() {
            let finding = Finding::from(evidence);
            let to_do =
                [Verdict::Attention, Verdict::Failed, Verdict::CouldNotLook].contains(&finding.verdict);
            let done = [Verdict::Passed, Verdict::NotApplicable].contains(&finding.verdict);
            for lang in Lang::ALL {
                let advice = lang.check_advice(&finding);
                assert!(!to_do || advice.is_some(), "{finding:?}");
                assert!(!done || advice.is_none(), "{finding:?}: {advice:?}");
            }
        }
    }
}
