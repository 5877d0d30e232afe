//! What is wrong with an answer and what to do about it, in one or two plain sentences that name the field.

use super::super::Lang;
use crate::domain::email::EmailError;
use crate::domain::form::{Field, Kind, Problem, Unit};
use crate::domain::siren::NumberError;

impl Lang {
    /// Says what is wrong with a field and what to do, away from it: in a row, it says which: « Deuxième prix : choisissez… ».
    #[must_use]
    pub fn problem(self, field: &Field, problem: &Problem) -> String {
        let sentence = self.problem_here(field, problem);
        match self.row_title(field) {
            Some(row) => format!("{row}{} {}", self.colon(), self.lower_first(&sentence)),
            None => sentence,
        }
    }

    /// Says what is wrong with a field and what to do, beside the field.
    #[must_use]
    pub fn problem_here(self, field: &Field, problem: &Problem) -> String {
        let said = self.problem_of(field, problem);
        if said.ends_with(['.', '…']) { said } else { format!("{said}.") }
    }

    fn problem_of(self, field: &Field, problem: &Problem) -> String {
        match problem {
            Problem::Missing => self.field_missing(&field.base()).to_owned(),
            Problem::TooShort { found, min } => self.too_short(field, count(*found), count(*min)),
            Problem::TooLong { found, max } => self.too_long(field, count(*found), count(*max)),
            Problem::TooMany { most } => self.too_many(field, count(*most)),
            Problem::NotAnAmount => self.not_an_amount(field),
            Problem::TooMuch { max_cents } => {
                let most = self.euros(*max_cents);
                self.asks(field, &format!("{} {most}", self.pick("écrivez au plus", "enter at most")))
            }
            Problem::NotAShare => self.asks(field, self.share_wanted()),
            Problem::NotANumber => self.asks(field, self.number_wanted(field.kind)),
            Problem::Between { min, max } => self.between(field, *min, *max),
            Problem::Reversed => self.reversed().to_owned(),
            Problem::NotAChoice => self.asks(field, self.choice_wanted()),
            Problem::Twice => self.twice().to_owned(),
            Problem::NotADay => self.asks(field, self.day_wanted()),
            Problem::NotAWebAddress => self.asks(field, self.web_address_wanted()),
            Problem::NotAnEmail(error) => self.not_an_email(*error).to_owned(),
            Problem::NotAPhone => self.asks(field, self.phone_wanted()),
            Problem::NotASiret(error) => self.not_a_siret(*error).to_owned(),
            Problem::SirenGiven => self.siren_given().to_owned(),
            Problem::NoSuchCommune => self.no_such_commune().to_owned(),
            Problem::WhichCommune { candidates } => self.which_commune(candidates),
            Problem::Area(problems) => {
                problems.iter().next().map_or_else(String::new, |first| self.area_problem(first, ""))
            }
        }
    }

    /// « Pour les frais de sortie, écrivez un montant… »
    fn asks(self, field: &Field, what: &str) -> String {
        format!("{} {}, {what}", self.pick("Pour", "For"), self.field_noun(&field.base()))
    }

    /// How long a text is: « Le titre compte 4 caractères », or one of its lines.
    fn length(self, field: &Field, found: u32) -> String {
        let noun = self.field_noun(&field.base());
        let characters = self.count(found, ("caractère", "caractères"), ("character", "characters"));
        match (field.kind, self) {
            (Kind::Lines { .. }, Self::Fr) => format!("Dans {noun}, une ligne compte {characters}"),
            (Kind::Lines { .. }, Self::En) => format!("In {noun}, one line has {characters}"),
            (_, Self::Fr) => format!("{} compte {characters}", self.upper_first(noun)),
            (_, Self::En) => format!("{} has {characters}", self.upper_first(noun)),
        }
    }

    fn too_short(self, field: &Field, found: u32, min: u32) -> String {
        let (length, min, lacking) =
            (self.length(field, found), self.number(min), self.number(min.saturating_sub(found)));
        match self {
            Self::Fr => format!("{length}, il en faut au moins {min}. Ajoutez-en {lacking}"),
            Self::En => format!("{length} and needs at least {min}. Add {lacking} more"),
        }
    }

    fn too_long(self, field: &Field, found: u32, max: u32) -> String {
        let (length, max, over) =
            (self.length(field, found), self.number(max), self.number(found.saturating_sub(max)));
        match self {
            Self::Fr => format!("{length}, il en faut {max} au plus. Retirez-en {over}"),
            Self::En => format!("{length} and may have {max}. Take {over} out"),
        }
    }

    fn too_many(self, field: &Field, most: u32) -> String {
        let most = self.number(most);
        let what = match (field.kind, self) {
            (Kind::Lines { .. }, Self::Fr) => format!("gardez {most} lignes au plus"),
            (Kind::Lines { .. }, Self::En) => format!("keep at most {most} lines"),
            (_, Self::Fr) => format!("gardez-en {most} au plus"),
            (_, Self::En) => format!("keep at most {most}"),
        };
        self.asks(field, &what)
    }

    fn not_an_amount(self, field: &Field) -> String {
        let what = if field.kind == Kind::Price { self.price_wanted() } else { self.amount_wanted() };
        self.asks(field, what)
    }

    const fn number_wanted(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Whole { unit: Unit::Months, .. } => self.months_wanted(),
            Kind::Whole { unit: Unit::Hours, .. } => self.hours_wanted(),
            _ => self.days_wanted(),
        }
    }

    fn between(self, field: &Field, min: u32, max: u32) -> String {
        let max = match field.kind {
            Kind::Whole { unit: Unit::Months, .. } => self.months(max),
            Kind::Whole { unit: Unit::Days, .. } => self.days(max),
            Kind::Whole { unit: Unit::Hours, .. } => self.count(max, ("heure", "heures"), ("hour", "hours")),
            _ => self.number(max),
        };
        let min = self.number(min);
        let what = match self {
            Self::Fr => format!("écrivez un nombre de {min} à {max}"),
            Self::En => format!("enter a number from {min} to {max}"),
        };
        self.asks(field, &what)
    }

    const fn not_an_email(self, error: EmailError) -> &'static str {
        match error {
            EmailError::At => self.email_at(),
            EmailError::Local => self.email_local(),
            EmailError::Host => self.email_host(),
            EmailError::TooLong => self.email_too_long(),
        }
    }

    const fn not_a_siret(self, error: NumberError) -> &'static str {
        match error {
            NumberError::Digits(_) => self.siret_digits(),
            NumberError::Checksum => self.siret_checksum(),
        }
    }

    fn which_commune(self, candidates: &[String]) -> String {
        let asked = self.pick(
            "Plusieurs communes portent ce nom ou ce code. Écrivez la vôtre ainsi",
            "Several towns have this name or code. Enter yours like this",
        );
        let (last, before) = match candidates {
            [before @ .., last] if !before.is_empty() => (last, before.join(", ")),
            _ => return format!("{asked}{} {}", self.colon(), candidates.concat()),
        };
        format!("{asked}{} {before} {} {last}", self.colon(), self.pick("ou", "or"))
    }
}

/// A count of characters or lines as the language writes numbers; what is beyond has no use.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

super::sentences! {
    amount_wanted: "écrivez un montant en euros, par exemple 49,90 ou 0", "enter an amount in euros, such as 49.90 or 0";
    price_wanted: "écrivez un montant, par exemple 39,90, ou une part des ventes, par exemple 2,5\u{202f}%",
        "enter an amount, such as 39.90, or a share of sales, such as 2.5%";
    share_wanted: "écrivez une part de 0 à 100\u{202f}%, par exemple 2,5", "enter a share from 0 to 100%, such as 2.5";
    months_wanted: "écrivez un nombre de mois, par exemple 12, «\u{a0}1\u{a0}an\u{a0}» ou 0", "enter a number of months, such as 12, “1 year” or 0";
    days_wanted: "écrivez un nombre de jours, par exemple 30, «\u{a0}1\u{a0}mois\u{a0}» ou 0", "enter a number of days, such as 30, “1 month” or 0";
    hours_wanted: "écrivez un nombre d’heures, par exemple 24 ou «\u{a0}2\u{a0}jours\u{a0}»", "enter a number of hours, such as 24 or “2 days”";
    day_wanted: "écrivez une date comme 31/12/2027 ou «\u{a0}31\u{a0}décembre 2027\u{a0}»", "enter a date, day first, like 31/12/2027 or “31 December 2027”";
    choice_wanted: "choisissez une des réponses proposées", "choose one of the answers offered";
    web_address_wanted: "écrivez une adresse comme www.exemple.fr", "enter an address like www.exemple.fr";
    phone_wanted: "écrivez un numéro comme 03 53 01 02 03 ou +33 3 53 01 02 03", "enter a number like 03 53 01 02 03 or +33 3 53 01 02 03";
    reversed: "Le prix le plus haut est inférieur au prix le plus bas. Échangez-les, ou effacez le plus haut",
        "The highest price is below the lowest. Swap them, or clear the highest";
    twice: "Ce label est déjà donné plus haut. Choisissez-en un autre, ou videz cette ligne",
        "This label is already given above. Choose another one, or clear this row";
    email_at: "L’adresse de courriel contient un seul signe @. Écrivez-la comme nom@exemple.fr",
        "An e-mail address has exactly one @. Enter it like name@exemple.fr";
    email_local: "Reprenez ce qui précède le signe @ dans l’adresse de courriel\u{a0}: des lettres sans accent, des chiffres, des points, pas d’espace",
        "Check what stands before the @ in the e-mail address: letters without accents, digits, dots, no spaces";
    email_host: "Reprenez ce qui suit le signe @ dans l’adresse de courriel\u{a0}: il y faut un nom de domaine, comme exemple.fr",
        "Check what follows the @ in the e-mail address: it needs a domain name, like exemple.fr";
    email_too_long: "L’adresse de courriel dépasse 254 caractères. Vérifiez qu’elle est seule dans la case",
        "The e-mail address is over 254 characters long. Check that nothing else is in the box";
    siret_digits: "Un SIRET compte 14\u{a0}chiffres et rien d’autre. Comparez avec une facture ou votre extrait Kbis\u{a0}: il en manque, ou il y en a trop",
        "A SIRET has 14 digits and nothing else. Compare with an invoice or your Kbis extract: some are missing, or there are too many";
    siret_checksum: "Les 14\u{a0}chiffres ne vont pas ensemble\u{a0}: l’un d’eux est sans doute mal recopié, ou deux sont inversés. Comparez le SIRET avec une facture ou votre extrait Kbis",
        "The 14 digits do not fit together: one is probably mistyped, or two are swapped. Compare the SIRET with an invoice or your Kbis extract";
    siren_given: "Ces 9\u{a0}chiffres sont un SIREN, le numéro de l’entreprise. Donnez le SIRET, celui de l’établissement\u{a0}: les mêmes 9\u{a0}chiffres, puis 5\u{a0}autres",
        "These 9 digits are a SIREN, the number of the firm. Give the SIRET, that of the establishment: the same 9 digits, then 5 more";
    no_such_commune: "Nous ne trouvons pas cette commune. Vérifiez son orthographe, ou écrivez son code postal",
        "We cannot find this town. Check the spelling, or enter its postcode";
}
