//! The published criteria: what a vetter finds kept before an offer is listed. The charter, the checklist of the desk and
//! each decision name them by these keys.

use super::choice::choices;

/// Version of the criteria; a new one whenever a criterion changes its meaning.
pub const CRITERIA_VERSION: &str = "2026-11";

choices! {
    /// A published criterion, in the order in which people read them.
    Criterion {
        /// It is a digital service that a small shop can use.
        Scope = "perimetre",
        /// The register says that the firm is active.
        ActiveFirm = "entreprise",
        /// Who applies may speak for the firm.
        Identity = "identite",
        /// The website answers, names the firm and has a legal notice.
        Website = "site",
        /// Prices are said before anybody has to call.
        Price = "prix",
        /// Engagement, notice and costs of leaving are declared.
        Commitment = "engagement",
        /// The area served is precise.
        Area = "zone",
        /// What is promised is said in plain words and is true.
        PlainWords = "description",
        /// Domain name, content and data can be taken along.
        Leaving = "depart",
        /// It is not listed already.
        NotListed = "doublon",
    }
}
