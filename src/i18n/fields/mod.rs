//! What forms say of each field of an application: its label, a hint, what to do when it is missing or wrong.
//!
//! Whoever reads this is the provider: « vous » is the firm, the shopkeeper is « le commerçant ». Texts stand under the
//! names of the fields without the number of their row ([`Field::base`](crate::domain::form::Field::base)).

mod about;
mod firm;
mod groups;
mod offer;
mod options;
mod price;
mod problems;
mod terms;
#[cfg(test)]
mod tests;
mod topics;

use super::{Lang, sentences};
use crate::domain::form::{Field, Kind};
use crate::domain::prose::{Name, Title};

sentences! {
    problem_title: "Il y a un problème", "There is a problem";
    error_mark: "Erreur\u{a0}:", "Error:";
    optional: "(facultatif)", "(optional)";
    not_given: "Non communiqué", "Not given";
    choose_one: "Choisir dans la liste", "Choose from the list";
    unit_months: "mois", "months";
    unit_days: "jours", "days";
    unit_hours: "heures", "hours";
}

/// A text in French and in English.
type Pair = (&'static str, &'static str);

/// What is said of one field.
struct Words {
    /// Name without the number of its row.
    base: &'static str,
    /// What stands over its input.
    label: Pair,
    /// The same in the middle of a sentence, with its article.
    noun: Pair,
    /// A short help; may be empty.
    hint: Pair,
    /// What to do when it is needed and empty; empty for a field that is never needed.
    missing: Pair,
}

/// Declares the texts of fields, each field once.
macro_rules! words {
    ($($base:literal {
        label: $label_fr:literal, $label_en:literal;
        noun: $noun_fr:literal, $noun_en:literal;
        $(hint: $hint_fr:literal, $hint_en:literal;)?
        $(missing: $missing_fr:literal, $missing_en:literal;)?
    })+) => {
        pub(super) const WORDS: &[super::Words] = &[$(super::Words {
            base: $base,
            label: ($label_fr, $label_en),
            noun: ($noun_fr, $noun_en),
            hint: (concat!($($hint_fr)?), concat!($($hint_en)?)),
            missing: (concat!($($missing_fr)?), concat!($($missing_en)?)),
        }),+];
    };
}
use words;

const ROOMS: [&[Words]; 5] = [firm::WORDS, offer::WORDS, price::WORDS, terms::WORDS, about::WORDS];

fn words_of(base: &str) -> Option<&'static Words> {
    ROOMS.into_iter().flatten().find(|words| words.base == base)
}

impl Lang {
    /// Names a field, as it stands over its input; empty for a name that no field has.
    #[must_use]
    pub fn field_label(self, base: &str) -> &'static str {
        words_of(base).map_or("", |words| self.said(words.label))
    }

    /// Names a field in the middle of a sentence, with its article: « les frais de sortie ».
    #[must_use]
    pub fn field_noun(self, base: &str) -> &'static str {
        words_of(base).map_or("", |words| self.said(words.noun))
    }

    /// Helps with a field: what shopkeepers see, an example, whether 0 is an answer.
    #[must_use]
    pub fn field_hint(self, base: &str) -> Option<&'static str> {
        words_of(base).map(|words| self.said(words.hint)).filter(|hint| !hint.is_empty())
    }

    /// Helps with a field and says how long a text may be, where somebody could reach the bounds.
    #[must_use]
    pub fn field_help(self, field: &Field) -> Option<String> {
        let base = field.base();
        let hint = self.field_hint(&base);
        let bounds = match field.kind {
            // Nobody measures an address.
            _ if base.starts_with("address.") => None,
            Kind::Line { min, max } | Kind::Text { min, max } if max > Name::MAX || min >= Title::MIN => {
                Some(self.bounds(min, max))
            }
            _ => None,
        };
        let parts: Vec<_> = hint.map(str::to_owned).into_iter().chain(bounds).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// Says between which lengths a text may be: « De 20 à 280 caractères. »
    fn bounds(self, min: usize, max: usize) -> String {
        let (min, max) = (self.number(problems::count(min)), self.number(problems::count(max)));
        match self {
            Self::Fr if min == "1" => format!("{max} caractères au plus."),
            Self::En if min == "1" => format!("At most {max} characters."),
            Self::Fr => format!("De {min} à {max} caractères."),
            Self::En => format!("{min} to {max} characters."),
        }
    }

    /// Says what to do when a field is needed and empty; empty for a field that is never needed.
    #[must_use]
    pub fn field_missing(self, base: &str) -> &'static str {
        words_of(base).map_or("", |words| self.said(words.missing))
    }

    const fn said(self, (fr, en): Pair) -> &'static str {
        self.pick(fr, en)
    }
}

/// Every text of the fields and of their groups, topics and options, for the rules of typography.
#[cfg(test)]
pub(super) fn all() -> Vec<Pair> {
    let texts = ROOMS.into_iter().flatten();
    let mut all: Vec<_> =
        texts.flat_map(|words| [words.label, words.noun, words.hint, words.missing]).collect();
    all.extend(SENTENCES);
    all.extend(problems::SENTENCES);
    all.extend(groups::all());
    all.extend(topics::all());
    all.extend(options::all());
    all
}
