//! Two providers made one, at the desk.

use crate::i18n::{Lang, sentences};

sentences! {
    merge_title: "Fusionner deux prestataires", "Merge two providers";
    merge_lead: "Deux fiches pour la même entreprise n’en font plus qu’une. Celle que vous choisissez reste\u{202f}; les offres, les contacts et les dossiers de l’autre la rejoignent, et ses adresses y mènent.",
        "Two records of the same firm become one. The one you choose stays; offers, contacts and cases of the other join it, and its addresses lead there.";
    merge_goes: "La fiche qui disparaît", "The record that goes";
    merge_stays: "La fiche qui reste", "The record that stays";
    merge_which: "Le prestataire à garder", "The provider to keep";
    merge_which_hint: "Son adresse courte, son SIREN, ou son nom exact.", "Its short name in addresses, its SIREN, or its exact name.";
    merge_find: "Comparer", "Compare";
    merge_none: "Aucun autre prestataire ne porte ce nom, ce SIREN ou cette adresse courte.",
        "No other provider has this name, SIREN or short name.";
    merge_several: "Plusieurs prestataires portent ce nom. Choisissez-en un.", "Several providers have this name. Choose one.";
    merge_two_firms: "Ces deux prestataires ont chacun leur SIREN\u{a0}: ce sont deux entreprises. Rien à fusionner.",
        "Each of these providers has its own SIREN: they are two firms. There is nothing to merge.";
    merge_legal_name: "Nom officiel", "Legal name";
    merge_contacts: "Contacts", "Contacts";
    merge_compare: "Côte à côte", "Side by side";
    merge_offers: "Les offres de la fiche qui disparaît", "The offers of the record that goes";
    merge_no_offers: "Elle n’a aucune offre.", "It has no offer.";
    merge_along: "La garder\u{a0}: elle rejoint l’autre fiche", "Keep it: it joins the other record";
    merge_duplicate_of: "L’archiver, doublon de", "Archive it as a duplicate of";
    merge_needs_two: "Ici, retirer une offre demande deux personnes. Pour en archiver une comme doublon, commencez par sa page.",
        "Here, removing an offer takes two people. To archive one as a duplicate, start from its own page.";
    merge_preview: "Voir ce qui va se passer", "See what will happen";
    merge_other: "Choisir un autre prestataire", "Choose another provider";
    merge_changed: "Quelque chose a changé entre-temps", "Something has changed in the meantime";
    merge_changed_text: "L’une des deux fiches ou l’une de leurs offres a changé. Rien n’a été fait\u{202f}; vos choix sont gardés. Relisez, puis continuez.",
        "One of the two records or of their offers has changed. Nothing was done; your choices are kept. Read again, then go on.";
    merge_confirm_title: "Ce qui va se passer", "What will happen";
    merge_comes: "Rejoignent la fiche qui reste", "Join the record that stays";
    merge_archived: "Archivées comme doublons", "Archived as duplicates";
    merge_number: "La fiche qui reste reçoit le SIREN", "The record that stays gets the SIREN";
    merge_final: "Il n’y a pas de retour en arrière.", "There is no way back.";
    merge_no_letter: "Personne ne répond de ces deux fiches\u{a0}: aucune lettre ne part.",
        "Nobody answers for either record: no letter is sent.";
    merge_do: "Fusionner", "Merge";
    merge_edit: "Revenir aux choix", "Back to the choices";
    merge_back: "Le prestataire", "The provider";
    merge_own: "Vous répondez de l’un de ces prestataires\u{a0}: une autre personne doit les fusionner.",
        "You answer for one of these providers: somebody else has to merge them.";
}

impl Lang {
    /// Names an offer that is archived, and the one that stands for it.
    #[must_use]
    pub fn merge_into(self, title: &str, original: &str) -> String {
        match self {
            Self::Fr => format!("«\u{a0}{title}\u{a0}», doublon de «\u{a0}{original}\u{a0}»"),
            Self::En => format!("“{title}”, a duplicate of “{original}”"),
        }
    }
}
