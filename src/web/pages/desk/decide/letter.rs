//! A letter as whoever gets it will read it, in a page of the desk.

use crate::domain::letter::Letter;
use crate::i18n::Lang;
use crate::i18n::letters::Block;

/// A letter in words; `parts/desk/letter.html` shows it.
pub(in crate::web::pages::desk) struct LetterView {
    /// Language of whoever gets it.
    pub(in crate::web::pages::desk) lang: Lang,
    pub(in crate::web::pages::desk) subject: String,
    pub(in crate::web::pages::desk) blocks: Vec<Block>,
}

impl LetterView {
    /// Puts a letter into the words in which it goes.
    pub(in crate::web::pages::desk) fn new(letter: &Letter, lang: Lang) -> Self {
        let written = lang.letter(letter);
        Self { lang, subject: written.subject, blocks: written.blocks }
    }
}
