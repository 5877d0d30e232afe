//! What people at the desk say about a case.

use crate::domain::choice::choices;

choices! {
    /// Who reads a comment. The slugs stand in the database.
    Audience {
        /// The desk alone.
        Internal = "internal",
        /// The provider too, who gets it in a letter.
        Provider = "provider",
    }
}
