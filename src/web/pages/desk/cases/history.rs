//! What happened to a case before: decisions, and other applications of the same firm.

use std::collections::HashMap;

use crate::domain::ids::OfficerId;
use crate::i18n::{Lang, Named};
use crate::store::{Decision, RelatedApplication};
use crate::web::pages::desk::OnDuty;
use crate::workflow::in_paris;

/// A decision in words.
pub(in crate::web::pages::desk) struct Decided {
    pub(in crate::web::pages::desk) when: String,
    pub(in crate::web::pages::desk) what: &'static str,
    /// Who decided, and who agreed.
    pub(in crate::web::pages::desk) who: String,
    pub(in crate::web::pages::desk) reasons: Vec<&'static str>,
    pub(in crate::web::pages::desk) words: String,
}

/// Puts a decision into words.
pub(in crate::web::pages::desk) fn decided(
    decision: &Decision,
    officers: &HashMap<OfficerId, String>,
    lang: Lang,
) -> Decided {
    let name = |id: &OfficerId| officers.get(id).cloned().unwrap_or_default();
    let who = name(&decision.officer);
    Decided {
        when: lang.date_and_time(in_paris(decision.at)),
        what: lang.outcome(decision.outcome),
        who: match &decision.second {
            Some(second) => format!("{who} {} {}", lang.case_second_by(), name(second)),
            None => who,
        },
        reasons: decision.reasons.iter().map(|reason| reason.name(lang)).collect(),
        words: decision.words.clone(),
    }
}

/// Another application, as a line.
pub(super) struct Related {
    pub(super) href: String,
    pub(super) reference: String,
    pub(super) firm: String,
    pub(super) state: &'static str,
    pub(super) when: String,
}

/// Puts another application into words.
pub(super) fn related(other: &RelatedApplication, on_duty: &OnDuty) -> Related {
    let lang = on_duty.lang();
    Related {
        href: on_duty.href(&format!("/dossiers/{}", other.reference)),
        reference: other.reference.to_string(),
        firm: other.firm.clone(),
        state: lang.application_state(other.state),
        when: lang.date(in_paris(other.decided_at.unwrap_or(other.created_at)).date()),
    }
}
