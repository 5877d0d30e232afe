//! The page of a report at the desk.

use crate::domain::report::{ReportSource, ReportState};
use crate::domain::upkeep::Alarm;
use crate::i18n::{Lang, sentences};

sentences! {
    desk_report: "Signalement", "Report";
    desk_report_words: "Ce qui est dit", "What is said";
    desk_report_no_words: "Aucun mot n’accompagne ce signalement.", "No words come with this report.";
    desk_report_seen: "Ce qui a été vu", "What was seen";
    desk_report_offer: "Voir l’offre telle qu’elle est en ligne", "See the offer as it is online";
    desk_report_answer_wanted: "Une réponse est attendue\u{a0}: elle partira par lettre.",
        "An answer is wanted: it will go by letter.";
    desk_report_no_answer: "Aucune réponse n’est attendue.", "No answer is wanted.";
    desk_report_close: "Clore ce signalement", "Close this report";
    desk_report_close_how: "Qu’en est-il\u{202f}?", "What is the matter?";
    desk_report_close_missing: "Choisissez ce qu’il en est.", "Choose what is the matter.";
    desk_report_close_words: "Pourquoi", "Why";
    desk_report_close_hint: "Lu par la personne qui a signalé, et par le prestataire s’il doit corriger. N’écrivez rien qui révèle qui a signalé.",
        "Read by whoever reported, and by the provider who has to put something right. Write nothing that tells who reported.";
    desk_report_meanwhile: "Ce signalement a changé pendant que vous écriviez. Rien n’a été fait, et ce que vous avez écrit est gardé ci-dessous. Il est maintenant", "This report has changed while you were writing. Nothing was done, and what you wrote is kept below. It is now";
    desk_report_nothing: "L’offre n’est plus en ligne\u{a0}: il n’y a rien à suspendre.", "The offer is not online any more: there is nothing to suspend.";
    desk_report_to_visitor: "À la personne qui a signalé", "To whoever reported";
    desk_report_to_provider: "Au prestataire", "To the provider";
    desk_report_no_letter: "Aucune lettre ne partira.", "No letter will go.";
    desk_report_others: "Autres signalements sur ce prestataire", "Other reports about this provider";
    desk_report_others_none: "Aucun autre signalement.", "No other report.";
}

impl Lang {
    /// Says what a machine saw.
    #[must_use]
    pub fn alarm(self, alarm: &Alarm) -> String {
        match (self, alarm) {
            (Self::Fr, Alarm::SiteGone { address, trouble }) => {
                format!(
                    "Trois jours de suite, {address} n’a pas répondu comme il faut\u{a0}: {}.",
                    self.site_trouble(*trouble)
                )
            }
            (Self::En, Alarm::SiteGone { address, trouble }) => {
                format!(
                    "Three days in a row, {address} did not answer as it should: {}.",
                    self.site_trouble(*trouble)
                )
            }
            (Self::Fr, Alarm::SiteMoved { address, host }) => {
                format!("{address} renvoie maintenant vers {host}.")
            }
            (Self::En, Alarm::SiteMoved { address, host }) => format!("{address} now leads to {host}."),
            (Self::Fr, Alarm::FirmCeased { siren }) => {
                format!("Le registre dit que l’entreprise {siren} a cessé son activité.")
            }
            (Self::En, Alarm::FirmCeased { siren }) => {
                format!("The register says that the firm {siren} has closed.")
            }
        }
    }

    /// Says where a report stands.
    #[must_use]
    pub const fn report_state(self, state: ReportState) -> &'static str {
        match state {
            ReportState::Open => self.pick("À prendre", "To be taken"),
            ReportState::InReview => self.pick("En lecture", "In review"),
            ReportState::Closed => self.pick("Clos", "Closed"),
        }
    }

    /// Says who reports.
    #[must_use]
    pub const fn report_source(self, source: ReportSource) -> &'static str {
        match source {
            ReportSource::Visitor => self.pick("Un visiteur", "A visitor"),
            ReportSource::Website => self.pick("Contrôle du site internet", "Check of the website"),
            ReportSource::Register => {
                self.pick("Contrôle du répertoire des entreprises", "Check of the company register")
            }
        }
    }
}
