//! The audit log in words.

use super::super::sentences;
use crate::i18n::Lang;

sentences! {
    audit_title: "Journal", "Audit log";
    audit_lead: "Tout ce qui a été fait dans l’annuaire, du plus récent au plus ancien. Rien ne s’y efface.",
        "Everything that was done in the directory, newest first. Nothing is ever deleted here.";
    audit_who: "Par qui", "By whom";
    audit_what: "Quoi", "What";
    audit_about: "À propos de", "About";
    audit_about_hint: "Une référence de dossier, l’adresse courte d’une offre, ou un identifiant.",
        "A reference of a case, the short name of an offer, or an identifier.";
    audit_from: "Du", "From";
    audit_to: "Au", "To";
    audit_anybody: "Tout le monde", "Anybody";
    audit_anything: "Tout", "Anything";
    audit_filter: "Filtrer", "Filter";
    audit_all: "Tout voir", "See everything";
    audit_none: "Rien de tel dans le journal.", "Nothing like that in the log.";
    audit_older: "Plus ancien", "Older";
    audit_newest: "Revenir au plus récent", "Back to the newest";
    audit_detail: "Détail", "Detail";
    audit_export: "Exporter le journal", "Export the log";
    audit_export_lead: "Un fichier CSV pour un tableur, 20\u{202f}000\u{a0}lignes au plus à la fois. L’export lui-même est noté dans le journal.",
        "A CSV file for a spreadsheet, at most 20,000 rows at a time. The export itself is noted in the log.";
    audit_export_chain: "Chaque ligne porte une empreinte calculée sur l’empreinte précédente et sur la ligne elle-même. Qui note la dernière empreinte ailleurs peut prouver plus tard que rien n’a été changé. La commande «\u{a0}devanture doctor\u{a0}» vérifie toute la chaîne.",
        "Each row carries a hash over the hash before it and the row itself. Whoever notes the last hash elsewhere can later prove that nothing was changed. The command “devanture doctor” verifies the whole chain.";
    audit_export_first: "À partir de la ligne", "From row";
    audit_export_first_wrong: "Indiquez un numéro de ligne, à partir de 1.", "Give the number of a row, from 1 on.";
    audit_export_button: "Télécharger", "Download";
    audit_last_row: "Dernière ligne", "Last row";
    audit_last_hash: "Dernière empreinte", "Last hash";
    actor_program: "Le programme", "The program";
    actor_command: "Une commande sur le serveur", "A command on the server";
    actor_applicant: "Un candidat", "An applicant";
    actor_provider: "Un prestataire", "A provider";
    actor_visitor: "Un visiteur", "A visitor";
    actor_gone: "Une personne du bureau", "Somebody at the desk";
}

/// What is done, as the audit log names it, with what it is called in French and in English.
pub const ACTIONS: &[(&str, &str, &str)] = &[
    ("add_offer", "Offre ajoutée à une candidature", "Offer added to an application"),
    ("appeal", "Refus contesté", "Refusal appealed"),
    ("approve_application", "Candidature acceptée", "Application approved"),
    ("archive_listing", "Offre archivée", "Offer archived"),
    ("ask_links", "Lien vers une candidature demandé", "Link to an application asked for"),
    ("ask_space_link", "Lien vers un espace demandé", "Link to a space asked for"),
    ("assign_application", "Candidature attribuée", "Application assigned"),
    ("begin_application", "Candidature commencée", "Application begun"),
    ("bring_import", "Fichier déposé pour import", "File brought for import"),
    ("change_factor", "Téléphone d’authentification changé", "Authenticator changed"),
    ("change_password", "Mot de passe du bureau changé", "Password of the desk changed"),
    (
        "change_profile",
        "Nom ou langue d’une personne du bureau changés",
        "Name or language of somebody at the desk changed",
    ),
    ("change_role", "Rôle changé", "Role changed"),
    ("claim_provider", "Fiche prise en main", "Listing taken over"),
    ("clear_access", "Sessions et liens expirés supprimés", "Ended sessions and links deleted"),
    ("clear_imports", "Fichiers d’import oubliés", "Files for import forgotten"),
    ("comment_case", "Commentaire sur un dossier", "Comment on a case"),
    ("confirm_listing", "Offre confirmée", "Offer confirmed"),
    ("deactivate_officer", "Personne du bureau désactivée", "Person at the desk deactivated"),
    ("decline_archive", "Archivage non confirmé", "Archiving declined"),
    ("decline_refusal", "Refus non confirmé", "Refusal declined"),
    ("discard_import", "Fichier d’import abandonné", "File for import discarded"),
    ("dismiss_report", "Signalement clos sans suite", "Report dismissed"),
    ("end_promotions", "Promotion terminée", "Promotion ended"),
    ("end_session", "Session fermée", "Session ended"),
    ("end_sessions", "Sessions fermées partout", "Sessions ended everywhere"),
    ("enrol_officer", "Invitation utilisée", "Invitation taken up"),
    ("erase_data", "Données effacées", "Data erased"),
    ("explain_import", "Colonnes d’un fichier expliquées", "Columns of a file explained"),
    ("export_audit", "Journal exporté", "Audit log exported"),
    ("fill_application", "Candidature remplie", "Application filled in"),
    ("forget_reporters", "Adresses de signalements effacées", "Addresses of reports erased"),
    ("give_up", "Lettre non distribuée", "Letter given up"),
    ("import", "Fiches importées", "Records imported"),
    ("inspect", "Contrôles automatiques faits", "Automatic checks done"),
    ("invite_officer", "Personne invitée au bureau", "Person invited to the desk"),
    ("keep_logo", "Logo envoyé", "Logo sent"),
    ("login_failed", "Entrée au bureau refusée", "Login to the desk refused"),
    ("look_again", "Contrôles redemandés", "Checks asked for again"),
    ("look_at_listed", "Prestataire listé contrôlé", "Listed provider checked"),
    ("merge_providers", "Prestataires fusionnés", "Providers merged"),
    ("open_application", "Candidature rouverte", "Application opened again"),
    ("pause_listing", "Offre mise en pause", "Offer paused"),
    ("plan_upkeep", "Suivi d’offres planifié", "Upkeep of offers planned"),
    ("propose_archive", "Archivage proposé", "Archiving proposed"),
    ("propose_refusal", "Refus proposé", "Refusal proposed"),
    ("record", "Recherches sans résultat comptées", "Searches without result counted"),
    ("refuse_application", "Candidature refusée", "Application refused"),
    ("reinstate_listing", "Offre remise en ligne par le bureau", "Offer reinstated by the desk"),
    ("release_application", "Candidature remise dans la file", "Application put back in the queue"),
    ("release_report", "Signalement remis dans la file", "Report put back in the queue"),
    ("remove_offer", "Offre retirée d’une candidature", "Offer removed from an application"),
    ("renew_codes", "Codes de secours renouvelés", "Recovery codes renewed"),
    ("request_changes", "Précisions demandées", "Changes asked for"),
    ("resume_listing", "Offre remise en ligne par son prestataire", "Offer shown again by its provider"),
    ("revert_listing", "Version antérieure rétablie", "Reverted to an earlier version"),
    ("review_offers", "Offres à confirmer", "Offers to be confirmed"),
    ("send_application", "Candidature envoyée", "Application sent"),
    ("send_link", "Lien envoyé", "Link sent"),
    ("send_report", "Signalement envoyé", "Report sent"),
    (
        "settle_report",
        "Signalement clos, correction faite ou demandée",
        "Report closed, put right or asked for",
    ),
    ("suspend_listing", "Offre suspendue", "Offer suspended"),
    ("suspend_reported", "Offre signalée suspendue", "Reported offer suspended"),
    ("sweep", "Logos inutilisés supprimés", "Unused logos deleted"),
    ("sweep_drafts", "Brouillons abandonnés supprimés", "Abandoned drafts deleted"),
    ("take_application", "Candidature prise en charge", "Application taken"),
    ("take_report", "Signalement pris en charge", "Report taken"),
    ("use_link", "Lien utilisé", "Link used"),
    ("withdraw_application", "Candidature retirée", "Application withdrawn"),
    ("withdraw_listing", "Offre retirée", "Offer withdrawn"),
];

impl Lang {
    /// Says what was done; the name that the log gives it when nobody gave it words.
    #[must_use]
    pub fn audit_action(self, action: &str) -> &str {
        let found = ACTIONS.iter().find(|(name, ..)| *name == action);
        found.map_or(action, |(_, fr, en)| self.pick(fr, en))
    }

    /// Says who did it, where it was nobody of the desk; else what the log says.
    #[must_use]
    pub fn audit_actor(self, actor: &str) -> &str {
        match actor {
            "program" => self.actor_program(),
            "command" => self.actor_command(),
            "applicant" => self.actor_applicant(),
            "provider" => self.actor_provider(),
            "visitor" => self.actor_visitor(),
            actor => actor,
        }
    }

    /// Writes a moment of a day: « 12 octobre 2026 à 14:05:09 », “12 October 2026 at 14:05:09”.
    #[must_use]
    pub fn moment(self, at: jiff::civil::DateTime) -> String {
        let time = at.time();
        let clock = format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second());
        format!("{} {} {clock}", self.date(at.date()), self.pick("à", "at"))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Words with an underscore in the workflow that are no actions.
    const OTHER_WORDS: &[&str] = &["empty_search", "audit_log"];

    /// Every action that the files of a folder write, as far as it is written out.
    fn actions_of(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                actions_of(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            let mut before = "";
            for (place, quoted) in code.split('"').enumerate() {
                let word = |c: char| c.is_ascii_lowercase() || c == '_';
                let is_word = !quoted.is_empty() && quoted.chars().all(word);
                let is_named = before.trim_end().ends_with("action:");
                if place % 2 == 1 && is_word && (is_named || quoted.contains('_')) {
                    found.push(quoted.to_owned());
                }
                before = quoted;
            }
        }
    }

    #[test]
    fn every_action_that_is_written_has_words() {
        let mut found = Vec::new();
        actions_of(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/workflow")), &mut found);
        found.retain(|word| !OTHER_WORDS.contains(&word.as_str()));
        assert!(found.len() > 20, "{found:?}");
        let without: Vec<_> =
            found.iter().filter(|action| Lang::Fr.audit_action(action) == **action).collect();
        assert!(without.is_empty(), "give them words in ACTIONS: {without:?}");
    }

    #[test]
    fn actions_are_sorted_each_once_and_typeset() {
        assert!(ACTIONS.is_sorted_by(|a, b| a.0 < b.0));
        for (_, fr, en) in ACTIONS {
            crate::i18n::tests::assert_french(fr);
            crate::i18n::tests::assert_english(en);
        }
        assert_eq!(Lang::Fr.audit_action("<odd>"), "<odd>");
    }
}
