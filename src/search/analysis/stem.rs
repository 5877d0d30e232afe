//! The light stem of French words, on folded words.

use super::spellings;

/// The stem of a folded word: its family's, its own when it stands alone, else what is left without its ending.
pub(in crate::search) fn stem(folded: &str) -> &str {
    spellings::alone(folded).unwrap_or_else(|| {
        let stem = ending_off(folded);
        spellings::family(stem).unwrap_or(stem)
    })
}

/// What a word that stands alone is compared by: its family's stem, else itself without plural and feminine.
pub(in crate::search) fn lone(folded: &str) -> &str {
    spellings::family(ending_off(folded)).unwrap_or_else(|| singular(folded))
}

/// A folded word without the endings of plural and feminine, and nothing more cut off.
fn singular(folded: &str) -> &str {
    if folded.len() <= 3 {
        return folded;
    }
    let singular = folded.strip_suffix(['s', 'x']).filter(|rest| rest.len() >= 3).unwrap_or(folded);
    let bare = singular.trim_end_matches('e');
    if bare.len() >= 3 { bare } else { singular }
}

/// A folded word without its ending. Works from the end: plural, feminine, then one ending of verbs and nouns.
pub(super) fn ending_off(folded: &str) -> &str {
    if folded.len() <= 3 || !folded.is_ascii() || folded.bytes().any(|b| b.is_ascii_digit()) {
        return folded;
    }
    if folded.len() >= 6 && folded.ends_with("aux") && !folded.ends_with("eaux") {
        return &folded[..folded.len() - 2];
    }
    let bare = singular(folded);
    if bare.len() >= 5 && bare.ends_with("al") {
        return &bare[..bare.len() - 1];
    }
    let root = ["aison", "ation", "ateur", "atric", "ement", "eur", "eus", "er"]
        .iter()
        .find_map(|ending| bare.strip_suffix(ending).filter(|root| root.len() >= 4))
        .unwrap_or(bare);
    single_end(root)
}

/// `traditionnell` and `traditionnel` meet: a doubled last consonant counts once.
fn single_end(word: &str) -> &str {
    match word.as_bytes() {
        [.., before, last] if before == last && word.len() > 3 => &word[..word.len() - 1],
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::text::fold;

    #[test]
    fn forms_of_a_word_meet() {
        let families: [&[&str]; 22] = [
            &["vélo", "vélos"],
            &["livrer", "livreur", "livreurs", "livraison", "livraisons", "livrée", "livrées", "livreuse"],
            &["réservation", "réserver", "réservations"],
            &["local", "locale", "locales", "locaux"],
            &["social", "sociaux", "sociale"],
            &["photo", "photos"],
            &["logo", "logos"],
            &["installation", "installer", "installateur", "installatrice"],
            &["traditionnel", "traditionnelle"],
            &["caisse", "caisses"],
            &["réseau", "réseaux"],
            &["référencer", "référencement", "référencé"],
            &["hébergement", "hébergeur", "héberger"],
            &["abonnement", "abonné", "abonner"],
            &["formation", "former", "formateur", "formatrice"],
            &["accompagner", "accompagnement"],
            &["financer", "financement"],
            &["développeur", "développement", "développer"],
            &["coursier", "coursière", "coursiers"],
            &["facture", "facturer", "facturation", "factures"],
            &["commande", "commander", "commandes"],
            &["conseil", "conseiller", "conseils", "conseillère"],
        ];
        for family in families {
            let stems: HashSet<String> = family.iter().map(|word| stem(&fold(word)).to_owned()).collect();
            assert_eq!(stems.len(), 1, "{family:?} → {stems:?}");
        }
    }

    #[test]
    fn words_of_one_meaning_meet() {
        let families: [&[&str]; 20] = [
            &[
                "payer",
                "paye",
                "payé",
                "payée",
                "paiement",
                "paiements",
                "payement",
                "encaisser",
                "encaissement",
            ],
            &["vélo", "vélos", "cyclo", "cyclos", "bicyclette", "vélocargo", "cyclologistique"],
            &["photo", "photographe", "photographie", "photographier", "photographes"],
            &["graphiste", "graphisme", "graphistes"],
            &["fidélité", "fidéliser", "fidélisation"],
            &["publicité", "pub", "pubs", "publicitaire"],
            &["création", "créer", "créations"],
            &["comptable", "comptabilité", "compta", "comptables"],
            &["restaurant", "resto", "restaurateur", "restos", "restauration"],
            &["vendre", "vente", "ventes", "vendeur"],
            &["acheter", "achat", "achats"],
            &["envoi", "envoyer", "envois"],
            &["expédition", "expédier", "expéditions"],
            &["retrait", "retirer", "retraits"],
            &["visible", "visibilité"],
            &["imprimeur", "impression", "imprimerie", "impressions"],
            &["dépannage", "dépanner", "dépanneur"],
            &["gestion", "gérer", "gestionnaire"],
            &["traduction", "traducteur", "traduire"],
            &["numérique", "digital", "digitale", "digitaux"],
        ];
        for family in families {
            let stems: HashSet<String> = family.iter().map(|word| stem(&fold(word)).to_owned()).collect();
            assert_eq!(stems.len(), 1, "{family:?} → {stems:?}");
        }
    }

    #[test]
    fn words_of_other_families_stay_apart() {
        for (one, other) in [
            ("commune", "communication"),
            ("site", "situation"),
            ("carte", "carton"),
            ("port", "porte-monnaie"),
            ("payé", "pays"),
            ("livre", "livrer"),
            ("livres", "livraison"),
            ("départ", "département"),
            ("équipe", "équipement"),
            ("traiteur", "traitement"),
            ("bouches", "boucher"),
            ("retrait", "retraite"),
            ("cours", "course"),
            ("caisse", "encaisser"),
            ("stock", "stockage"),
            ("forme", "format"),
            ("imprimer", "imprimante"),
            ("pub", "publier"),
        ] {
            assert_ne!(stem(&fold(one)), stem(&fold(other)), "{one} {other}");
        }
    }
}
