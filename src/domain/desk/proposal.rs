//! What becomes of a decision that waits for a second pair of eyes.

use crate::domain::choice::choices;

choices! {
    /// How a proposal ended. The slugs stand in the database.
    Settlement {
        /// A second person agreed: it was done.
        Agreed = "agreed",
        /// A second person did not agree: it goes back to whoever has the case.
        Declined = "declined",
        /// What it was about has changed meanwhile.
        Overtaken = "overtaken",
    }
}
