//! What is decided at the desk, about an application, a listing or a report.

use crate::domain::choice::choices;

choices! {
    /// What a decision comes to. The slugs stand in the database and in the audit log.
    Outcome {
        /// An application: its provider is asked for changes.
        ChangesRequested = "changes_requested",
        /// An application: what it says is listed.
        Approved = "approved",
        /// An application: it is refused.
        Refused = "refused",
        /// A listing: taken out of sight until it is put right.
        Suspended = "suspended",
        /// A listing: shown again.
        Reinstated = "reinstated",
        /// A listing: taken out for good; its page stays with a notice.
        Archived = "archived",
        /// A listing: it says again what an earlier version said.
        Reverted = "reverted",
        /// A provider: what it has stands under another one that is the same.
        Merged = "merged",
        /// A report: nothing is wrong.
        Dismissed = "dismissed",
        /// A report: the provider has put it right, or was asked to.
        Corrected = "corrected",
    }
}

impl Outcome {
    /// Whether a second person has to agree, where the directory asks for four eyes.
    #[must_use]
    pub const fn needs_four_eyes(self) -> bool {
        matches!(self, Self::Refused | Self::Archived)
    }
}
