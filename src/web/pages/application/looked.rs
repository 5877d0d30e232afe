//! What the checks found, in words: the same for applicants and vetters.

use jiff::civil::Date;

use crate::domain::check::{Finding, Seen, Verdict, findings};
use crate::domain::form::Given;
use crate::i18n::Lang;
use crate::store::{Inspection, StoredApplication};
use crate::workflow::applications::Outlook;
use crate::workflow::in_paris;

/// The checks of an application.
pub(in crate::web::pages) struct Looked {
    pub(in crate::web::pages) checks: Vec<Check>,
    /// When somebody looked outside.
    pub(in crate::web::pages) when: String,
    /// Whether a look outside is under way.
    pub(in crate::web::pages) coming: bool,
}

impl Looked {
    /// Leaves out the advice, which is for whoever applies.
    pub(in crate::web::pages) fn without_advice(mut self) -> Self {
        self.checks.iter_mut().for_each(|check| check.advice = None);
        self
    }

    /// Works out what was seen last means for the answers of now.
    pub(in crate::web::pages) fn at(
        application: &StoredApplication,
        inspection: Option<&Inspection<Outlook>>,
        lang: Lang,
        today: Date,
    ) -> Self {
        let outlook = inspection.and_then(|inspection| inspection.seen.as_ref());
        let given = Given::of(&application.answers);
        let seen = outlook.map_or_else(Seen::default, |outlook| Seen {
            register: outlook.register.as_ref(),
            site: outlook.site.as_ref(),
            namesakes: Some(&outlook.namesakes),
        });
        let found = findings(&given.subject(), &seen, today);
        Self {
            checks: found.iter().map(|finding| Check::new(finding, lang)).collect(),
            when: match inspection.and_then(|inspection| inspection.seen_at) {
                Some(at) => lang.looked_at(&lang.date_and_time(in_paris(at))),
                None => lang.checks_never().to_owned(),
            },
            coming: inspection.is_some_and(|inspection| inspection.is_due),
        }
    }
}

/// One check in words.
pub(in crate::web::pages) struct Check {
    pub(in crate::web::pages) title: &'static str,
    pub(in crate::web::pages) verdict: &'static str,
    pub(in crate::web::pages) class: &'static str,
    pub(in crate::web::pages) saw: String,
    pub(in crate::web::pages) advice: Option<String>,
}

impl Check {
    fn new(finding: &Finding, lang: Lang) -> Self {
        Self {
            title: lang.check_title(finding.kind),
            verdict: lang.verdict_tag(finding.verdict),
            class: match finding.verdict {
                Verdict::Passed => " done",
                Verdict::Attention => "",
                Verdict::Failed => " wrong",
                Verdict::CouldNotLook | Verdict::Waiting | Verdict::NotApplicable => " off",
            },
            saw: lang.check_saw(finding),
            advice: lang.check_advice(finding),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::CheckKind;
    use crate::domain::choice::Choice;

    #[test]
    fn every_check_is_said_in_both_languages_before_anything_is_known() {
        let found = findings(
            &crate::domain::check::Subject::default(),
            &Seen::default(),
            jiff::civil::date(2026, 11, 22),
        );
        assert_eq!(found.len(), CheckKind::ALL.len());
        for lang in Lang::ALL {
            for finding in &found {
                let check = Check::new(finding, lang);
                assert!(!check.title.is_empty() && !check.saw.is_empty() && !check.verdict.is_empty());
            }
        }
    }
}
