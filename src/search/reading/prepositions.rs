//! The words that say that a place follows: "à", "près de", "dans le".

use crate::search::analysis::Word;

/// How surely a place follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Says where: "à", "près de".
    At,
    /// Says where before large places, much else before others: "en", "dans".
    In,
    /// Says where or what: "de".
    Of,
}

/// A preposition among words.
pub(super) struct Preposition {
    /// Position of its first word.
    pub(super) start: usize,
    pub(super) kind: Kind,
}

/// The preposition that ends right before a position, articles of the name left aside.
pub(super) fn preposition(words: &[Word], before: usize) -> Option<Preposition> {
    const PREPOSITIONS: [(&[&str], Kind); 15] = [
        (&["autour", "de"], Kind::At),
        (&["pres", "de"], Kind::At),
        (&["proche", "de"], Kind::At),
        (&["region", "de"], Kind::At),
        (&["a"], Kind::At),
        (&["au"], Kind::At),
        (&["aux"], Kind::At),
        (&["sur"], Kind::At),
        (&["vers"], Kind::At),
        (&["around"], Kind::At),
        (&["near"], Kind::At),
        (&["dans"], Kind::In),
        (&["en"], Kind::In),
        (&["in"], Kind::At),
        (&["de"], Kind::Of),
    ];
    let is_article = |word: &Word| matches!(word.folded.as_str(), "le" | "la" | "les" | "l");
    let front = &words[..before];
    let front = front.split_last().filter(|(last, _)| is_article(last)).map_or(front, |(_, rest)| rest);
    PREPOSITIONS.iter().find_map(|(parts, kind)| {
        let start = front.len().checked_sub(parts.len())?;
        let same = front[start..].iter().zip(*parts).all(|(word, part)| word.folded == *part);
        same.then_some(Preposition { start, kind: *kind })
    })
}

/// Whether a preposition before a word says that a place follows.
pub(super) fn is_located(words: &[Word], at: usize) -> bool {
    preposition(words, at).is_some()
}
