//! Titles of fields that belong together.

use super::super::Lang;
use super::Pair;
use crate::domain::form::Field;

/// What is said of a group: the name without row of its first field, its title, a note that may be empty.
type Titled = (&'static str, Pair, Pair);

const GROUPS: &[Titled] = &[
    (
        "address.street",
        ("Adresse de l’établissement", "Address of the establishment"),
        (
            "Elle dit où vous êtes, pas où vous travaillez\u{a0}: la zone se donne avec chaque offre.",
            "It says where you are, not where you work: the area is given with each offer.",
        ),
    ),
    ("delivery_mode", ("À distance ou sur place", "Remotely or on site"), ("", "")),
    (
        "price_plans.name",
        ("prix", "price"),
        (
            "Une ligne pour chaque prix que le commerçant peut avoir à payer. Laissez vide si l’offre est gratuite ou sur devis.",
            "One for each price that the shopkeeper may have to pay. Leave it empty if the offer is free or on quote.",
        ),
    ),
    ("setup_fee_cents", ("En plus du prix", "On top of the price"), ("", "")),
    (
        "promotion.text",
        ("Promotion", "Promotion"),
        (
            "Laissez vide s’il n’y en a pas. S’il y en a une, dites quand elle finit et ce qu’on paie après.",
            "Leave it empty if there is none. If there is one, say when it ends and what the price is after it.",
        ),
    ),
    ("domain_owner", ("Ce qui reste au commerçant", "What the shopkeeper keeps"), ("", "")),
    ("support_channels", ("Quand quelque chose ne va pas", "When something goes wrong"), ("", "")),
    ("data_location", ("Bon à savoir", "Good to know"), ("", "")),
    ("labels.kind", ("label", "label"), ("", "")),
    ("references", ("Références", "References"), ("", "")),
    ("logo", ("Image", "Picture"), ("", "")),
];

/// Which one of several alike, from the first.
const ORDINALS: [Pair; 5] = [
    ("Premier", "First"),
    ("Deuxième", "Second"),
    ("Troisième", "Third"),
    ("Quatrième", "Fourth"),
    ("Cinquième", "Fifth"),
];

impl Lang {
    /// Heads the group that begins with a field: « Deuxième prix »; nothing where the page's title says it all.
    #[must_use]
    pub fn group_title(self, first: &Field) -> Option<String> {
        let base = first.base();
        let (_, title, _) = GROUPS.iter().find(|(of, ..)| *of == base)?;
        let title = self.said(*title);
        Some(match first.row().and_then(|row| ORDINALS.get(row)) {
            Some(ordinal) => format!("{} {title}", self.said(*ordinal)),
            None => title.to_owned(),
        })
    }

    /// Helps with the group that begins with a field; of several alike only the first has help.
    #[must_use]
    pub fn group_note(self, first: &Field) -> Option<&'static str> {
        let base = first.base();
        let (.., note) = GROUPS.iter().find(|(of, ..)| *of == base)?;
        Some(self.said(*note)).filter(|note| !note.is_empty() && first.row().unwrap_or(0) == 0)
    }

    /// Says which row a field stands in, if it does: « Deuxième prix ».
    #[must_use]
    pub fn row_title(self, field: &Field) -> Option<String> {
        let (row, base) = (field.row()?, field.base());
        let list = base.split('.').next()?;
        let (_, title, _) = GROUPS.iter().find(|(of, ..)| of.split('.').next() == Some(list))?;
        Some(format!("{} {}", self.said(*ORDINALS.get(row)?), self.said(*title)))
    }
}

#[cfg(test)]
pub(super) fn all() -> Vec<Pair> {
    GROUPS.iter().flat_map(|(_, title, note)| [*title, *note]).chain(ORDINALS).collect()
}

/// The fields that a titled group begins with.
#[cfg(test)]
pub(super) fn bases() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().map(|(base, ..)| *base)
}
