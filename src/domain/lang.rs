//! The languages that the directory speaks: of a page, of a letter, of whoever wrote to us.

use super::choice::choices;

choices! {
    /// A language of pages and letters. The slugs are ISO 639-1 codes.
    #[derive(Default)]
    Lang {
        /// French, the default.
        #[default]
        Fr = "fr",
        /// English.
        En = "en",
    }
}
