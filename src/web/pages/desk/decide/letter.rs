//! A letter as whoever gets it will read it, in a page of the desk.

use crate::domain::letter::Letter;
use crate::i18n::Lang;
use crate::i18n::letters::Block;

/// A letter in words; `parts/desk/letter.html` shows it.
pub(super) struct LetterView {
    /// Language of whoever gets it.
    pub(super) lang: Lang,
    pub(super) subject: String,
    pub(super) blocks: Vec<Block>,
}

impl LetterView {
    /// Puts a letter into the words in which it goes.
    pub(super) fn new(letter: &Letter, lang: Lang) -> Self {
        let written = lang.letter(letter);
        Self { lang, subject: written.subject, blocks: written.blocks }
    }
}
