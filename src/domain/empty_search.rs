//! Searches that find nothing: what may be kept of one, and what the operator may see of many.
//!
//! Words typed may name a person. So a search is kept as a count only: no visitor, no time finer than a month, no place
//! finer than a département, no words that look like an address or a number; and words that few typed are not shown.

mod counts;
mod month;

use std::cmp::Reverse;
use std::collections::BTreeMap;

pub use counts::{Counts, MAX_DISTINCT};
pub use month::Month;

use super::taxonomy::TypeChoice;
use super::territory::{Territory, TerritoryKind};
use super::text;

/// Most characters of words that are kept; who types more is a robot or tells a story, which is nobody's business.
const MAX_WORDS: usize = 60;
/// Digits from which a text may hold a telephone, company or account number, or a postal code, however it is spaced.
const TELLING_DIGITS: usize = 5;
/// Most services that are kept; people ask for one or two, robots tick every box.
const MAX_TYPES: usize = 5;
/// Searches from which their words are shown: what one person typed, perhaps twice, may be about that person
/// (a threshold as of k-anonymity, Sweeney 2002, over the twelve months that are listed).
pub const SHOWN_FROM: u64 = 3;
/// Months that the operator sees, the current one included.
pub const LISTED_MONTHS: u8 = 12;
/// Months that are kept, the current one included: nothing stays longer than 13 months.
pub const KEPT_MONTHS: u8 = 13;

/// Words of a search, as far as they may be kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Words {
    /// None: services or a place were asked for.
    None,
    /// Folded words with blanks between them.
    These(String),
    /// Words that are not kept, or not shown.
    Other,
}

impl Words {
    /// Stands for [`Words::Other`]; no folded word holds it.
    const OTHER: &str = "*";

    fn read(typed: &str) -> Self {
        if typed.is_empty() {
            return Self::None;
        }
        // Whoever types an address types the rest about its owner.
        if typed.contains(['@', '＠', '﹫']) || typed.chars().count() > MAX_WORDS {
            return Self::Other;
        }
        let tells_a_number = typed.chars().filter(|c| c.is_numeric()).count() >= TELLING_DIGITS;
        let mut words = text::words(typed);
        words.retain(|word| !tells_a_number || !word.contains(char::is_numeric));
        let words = words.join(" ");
        let readable = words.contains(char::is_alphabetic) && words.chars().count() <= MAX_WORDS;
        if readable { Self::These(words) } else { Self::Other }
    }

    /// Gives the form that is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::None => "",
            Self::These(words) => words,
            Self::Other => Self::OTHER,
        }
    }

    /// Reads the form that is stored.
    #[must_use]
    pub fn from_stored(words: String) -> Self {
        match words.as_str() {
            "" => Self::None,
            Self::OTHER => Self::Other,
            _ => Self::These(words),
        }
    }
}

/// What a search without result asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Asked {
    /// Words.
    pub words: Words,
    /// Chosen services and needs by slug, at most five.
    pub types: Vec<TypeChoice>,
    /// A département, a région, or larger.
    pub territory: Option<Territory>,
}

impl Asked {
    /// Keeps of a search what says nothing of who asked; a search of which nothing may be kept is [`Asked::other`].
    #[must_use]
    pub fn read(typed: &str, types: &[TypeChoice], place: Option<Territory>) -> Self {
        let words = Words::read(typed);
        let mut types = types.to_vec();
        types.sort_unstable_by_key(|choice| choice.slug());
        let territory = place.and_then(without_detail);
        let empty = words == Words::None && types.is_empty() && territory.is_none();
        if empty || words == Words::Other || types.len() > MAX_TYPES {
            return Self::other();
        }
        Self { words, types, territory }
    }

    /// Stands for everything that is not kept or shown by itself.
    #[must_use]
    pub const fn other() -> Self {
        Self { words: Words::Other, types: Vec::new(), territory: None }
    }

    /// Whether it is [`Asked::other`].
    #[must_use]
    pub fn is_other(&self) -> bool {
        *self == Self::other()
    }

    fn with_other_words(self) -> Self {
        Self { words: Words::Other, ..self }
    }
}

/// A commune or an EPCI becomes the smallest département, région or larger that it lies in.
fn without_detail(place: Territory) -> Option<Territory> {
    let is_coarse = |place: &Territory| !matches!(place.kind(), TerritoryKind::Commune | TerritoryKind::Epci);
    if is_coarse(&place) { Some(place) } else { place.ancestors().into_iter().find(is_coarse) }
}

/// Lists counts for the operator, most frequent first.
///
/// Words asked for less than [`SHOWN_FROM`] times are summed up under the services and the territory they were asked
/// with, and what is still rare then under [`Asked::other`].
#[must_use]
pub fn for_operator(counted: impl IntoIterator<Item = (Asked, u64)>) -> Vec<(Asked, u64)> {
    let often = |(_, times): &(Asked, u64)| *times >= SHOWN_FROM;
    let (shown, rare): (Vec<_>, Vec<_>) = summed(counted).into_iter().partition(often);
    let rare = summed(rare.into_iter().map(|(asked, times)| (asked.with_other_words(), times)));
    let (general, rest): (Vec<_>, Vec<_>) = rare.into_iter().partition(often);
    let rest = rest.into_iter().map(|(_, times)| (Asked::other(), times));
    let mut listed: Vec<_> = summed(shown.into_iter().chain(general).chain(rest)).into_iter().collect();
    listed.sort_by_key(|(_, times)| Reverse(*times));
    listed
}

fn summed(counted: impl IntoIterator<Item = (Asked, u64)>) -> BTreeMap<Asked, u64> {
    let mut sums = BTreeMap::new();
    for (asked, times) in counted {
        let sum: &mut u64 = sums.entry(asked).or_default();
        *sum = sum.saturating_add(times);
    }
    sums
}

#[cfg(test)]
mod tests;
