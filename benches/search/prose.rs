//! French titles, summaries and descriptions put together from the vocabulary.

use devanture::domain::taxonomy::ServiceType;
use devanture::domain::territory::Territory;

use crate::random::Random;
use crate::vocabulary::{FAMILIES, FIRMS, OPENINGS, SENTENCES, SYLLABLES, TITLES, TRADES, facts_of};

/// What a text is about.
pub(crate) struct Topic<'a> {
    /// The main service type and the others.
    pub(crate) types: &'a [ServiceType],
    /// Where the provider sits.
    pub(crate) commune: Territory,
    /// A made-up product of the provider.
    pub(crate) tool: &'a str,
}

impl Topic<'_> {
    /// Writes a title of 5 to 100 characters.
    pub(crate) fn title(&self, random: &mut Random) -> String {
        capitalised(&cut(self.filled(random.pick_skewed(TITLES), random), 100))
    }

    /// Writes a summary of about 60 to 200 characters.
    pub(crate) fn summary(&self, random: &mut Random) -> String {
        let mut summary = capitalised(&self.filled(random.pick_skewed(OPENINGS), random));
        while summary.chars().count() < 60 || (summary.chars().count() < 110 && random.chance(40)) {
            summary.push(' ');
            summary.push_str(&capitalised(&self.filled(random.pick_skewed(SENTENCES), random)));
        }
        cut(summary, 200)
    }

    /// Writes a description of 200 to 900 characters, in paragraphs.
    pub(crate) fn description(&self, random: &mut Random) -> String {
        let wanted = random.between(200, 820);
        let mut text = capitalised(&self.filled(random.pick(OPENINGS), random));
        let mut used = Vec::with_capacity(SENTENCES.len());
        while text.chars().count() < wanted && used.len() < SENTENCES.len() {
            let rank = random.skewed(SENTENCES.len());
            if used.contains(&rank) {
                continue;
            }
            used.push(rank);
            text.push_str(if random.chance(20) { "\n\n" } else { " " });
            text.push_str(&capitalised(&self.filled(SENTENCES[rank], random)));
        }
        cut(text, 900)
    }

    /// Replaces each `{…}` of a pattern by something that fits the topic.
    fn filled(&self, pattern: &str, random: &mut Random) -> String {
        fill(pattern, |slot| match slot {
            "mot" => {
                let words = self.any_type(random).synonyms_fr();
                random.pick_skewed(words).to_owned()
            }
            "type" => self.types[0].label().fr.to_owned(),
            "fait" => {
                let facts = facts_of(self.any_type(random).need().slug());
                random.pick_skewed(facts).to_owned()
            }
            "commerce" => random.pick_skewed(TRADES).to_owned(),
            "ville" => self.commune.name().replace('\'', "’"),
            "outil" => self.tool.to_owned(),
            _ => random.between(2, 60).to_string(),
        })
    }

    /// The main type mostly, else another one of the offer.
    fn any_type(&self, random: &mut Random) -> ServiceType {
        self.types[random.skewed(self.types.len())]
    }
}

/// Makes up a word of two to four syllables.
pub(crate) fn made_up_word(random: &mut Random) -> String {
    let count = random.between(2, 4);
    capitalised(&(0..count).map(|_| random.pick(SYLLABLES)).collect::<String>())
}

/// Makes up the name of a firm that sits in a commune.
pub(crate) fn firm(commune: Territory, random: &mut Random) -> String {
    fill(random.pick_skewed(FIRMS), |slot| match slot {
        "ville" => commune.name().replace('\'', "’"),
        "f" => random.pick_skewed(FAMILIES).to_owned(),
        _ => made_up_word(random),
    })
}

fn fill(pattern: &str, mut value: impl FnMut(&str) -> String) -> String {
    let mut filled = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, after) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        filled.push_str(&value(slot));
        rest = after;
    }
    filled + rest
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Cuts a text after its last whole word within `most` characters.
fn cut(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        let end = text[..end].rfind(' ').unwrap_or(end);
        text.truncate(end);
    }
    text
}
