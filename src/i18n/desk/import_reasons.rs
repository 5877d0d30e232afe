//! Why rows of a file were refused, in French. The rules themselves speak English, as the command does; what is not known
//! here is shown in their words.

use crate::i18n::Lang;

/// How an English reason begins, and what it is in French: `{1}` and `{2}` are its numbers, `{}` is what it quotes or says
/// after its last colon.
const KNOWN: &[(&str, &str)] = &[
    ("is too short", "trop court\u{a0}: {1} caractères, il en faut au moins {2}"),
    ("is too long", "trop long\u{a0}: {1} caractères, {2} au plus"),
    ("is required", "manque"),
    ("missing field", "manque"),
    ("no zone is given", "manque\u{a0}: une zone n’est jamais devinée"),
    ("is not a web address", "n’est pas l’adresse d’un site"),
    ("has a wrong check digit", "a une clé fausse\u{a0}: un chiffre doit être mal recopié"),
    ("zone ", "n’est pas une zone que nous connaissons\u{a0}: {}"),
    ("is no place that we know", "n’est pas un lieu que nous connaissons\u{a0}: {}"),
    ("may be several places", "peut être plusieurs lieux\u{a0}: {}"),
    ("unknown service type", "n’est pas un type de service\u{a0}: {}"),
    ("unknown field", "ce champ n’existe pas\u{a0}: {}"),
    ("holds the same value twice", "contient deux fois la même valeur"),
    ("needs 1 to 5 values", "il faut un à cinq types de service"),
    ("is a formula", "est une formule de tableur"),
    ("only a decision verifies", "seule une décision vérifie\u{a0}: ici, c’est «\u{a0}repertorie\u{a0}»"),
    ("only what is offered", "seul ce qui est proposé peut être importé ici"),
    (
        "names the same firm",
        "nomme la même entreprise et le même service que la ligne {1}, et dit autre chose",
    ),
    ("has a quotation mark", "a un guillemet de trop ou mal placé"),
    ("has ", "a {1} colonnes au lieu de {2}"),
    ("is longer than", "dépasse {1} octets"),
    ("is not JSON", "n’est pas du JSON"),
    ("is not a JSON object", "n’est pas un objet JSON"),
    ("belongs to", "appartient à une autre fiche"),
];

impl Lang {
    /// Says in French why a row was refused; nothing when no sentence of ours says it, and in English, which reasons are in.
    #[must_use]
    pub fn refused_reason(self, reason: &str) -> Option<String> {
        if self == Self::En {
            return None;
        }
        let (_, said) = KNOWN.iter().find(|(start, _)| reason.starts_with(start))?;
        let digits = reason.split(|c: char| !c.is_ascii_digit());
        let mut numbers = digits.filter(|digits| !digits.is_empty());
        let mut said = (*said).to_owned();
        for place in ["{1}", "{2}"] {
            said = said.replacen(place, numbers.next().unwrap_or("?"), 1);
        }
        // What the row says comes last: it may hold anything.
        Some(said.replacen("{}", quoted(reason), 1))
    }
}

fn quoted(reason: &str) -> &str {
    let between = reason.split(['"', '`']).nth(1);
    between.unwrap_or_else(|| reason.split_once(": ").map_or("", |(_, said)| said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::tests::assert_french;

    #[test]
    fn known_reasons_are_french_and_others_stay_as_they_are() {
        for (_, said) in KNOWN {
            assert_french(said);
        }
        for (reason, said) in [
            (
                "is too short: 3 characters, at least 20 are needed",
                "trop court\u{a0}: 3 caractères, il en faut au moins 20",
            ),
            ("is no place that we know: 1: {}", "n’est pas un lieu que nous connaissons\u{a0}: 1: {}"),
            (
                "zone \"commune:99999\": no commune has this INSEE code",
                "n’est pas une zone que nous connaissons\u{a0}: commune:99999",
            ),
            ("unknown service type `x`", "n’est pas un type de service\u{a0}: x"),
        ] {
            assert_eq!(Lang::Fr.refused_reason(reason).as_deref(), Some(said));
        }
        assert_eq!(Lang::Fr.refused_reason("is odd"), None);
        assert_eq!(Lang::En.refused_reason("is required"), None);
    }
}
