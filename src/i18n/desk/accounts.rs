//! Coming in at the desk, one's own account, and the people who work there.

use super::super::sentences;
use crate::domain::access::INVITATION_HOURS;
use crate::domain::desk::password::{LONGEST, SHORTEST, Weak};
use crate::i18n::Lang;

sentences! {
    login_title: "Entrer au bureau de vérification", "Enter the vetting desk";
    login_lead: "Cette page est réservée aux personnes qui vérifient les offres de l’annuaire.",
        "This page is for the people who vet the directory’s offers.";
    login_email: "Adresse de courriel", "E-mail address";
    login_password: "Mot de passe", "Password";
    login_code: "Code à 6\u{a0}chiffres ou code de secours", "6-digit code or recovery code";
    login_code_hint: "Le code que montre votre application d’authentification. Sans elle, un de vos codes de secours.",
        "The code your authenticator app shows. Without it, one of your recovery codes.";
    login_button: "Entrer", "Sign in";
    login_wrong: "L’adresse, le mot de passe ou le code ne convient pas. Un code ne sert qu’une fois\u{a0}: attendez le suivant, puis réessayez.",
        "The address, the password or the code is not right. A code works once: wait for the next one, then try again.";
    login_lost: "Mot de passe ou téléphone perdu\u{202f}? Demandez à une personne de l’équipe qui administre l’annuaire de vous inviter à nouveau.",
        "Password or phone lost? Ask someone who administers the directory to invite you again.";
    login_paper_title: "Code de secours utilisé", "Recovery code used";
    desk_go_on: "Aller aux dossiers", "Go to the cases";
    invitation_title: "Ouvrir votre accès", "Set up your access";
    invitation_dead_title: "Cette invitation n’ouvre plus rien", "This invitation no longer opens anything";
    invitation_dead_text: "Une invitation fonctionne une seule fois, pendant 24\u{a0}heures, et une plus récente la remplace. Si vous avez déjà choisi votre mot de passe, entrez avec lui\u{202f}; sinon, demandez une nouvelle invitation.",
        "An invitation works once, for 24 hours, and a newer one replaces it. If you have already chosen your password, sign in with it; otherwise ask for a new invitation.";
    invitation_for: "Cet accès est celui de", "This access is for";
    person_name: "Votre nom", "Your name";
    person_name_hint: "Comme vos collègues le liront.", "As your colleagues will read it.";
    name_missing: "Indiquez votre nom, en 80\u{a0}signes au plus.", "Give your name, in 80 characters at most.";
    new_password: "Nouveau mot de passe", "New password";
    factor_title: "Relier une application d’authentification", "Link an authenticator app";
    factor_how: "Photographiez ce code avec l’application de votre téléphone, ou recopiez-y la clé. Elle montre ensuite un code qui change toutes les 30\u{a0}secondes.",
        "Scan this code with the app on your phone, or copy the key into it. It then shows a code that changes every 30 seconds.";
    factor_picture: "Code à photographier\u{202f}; la clé écrite dessous dit la même chose", "Code to scan; the key written below says the same";
    factor_key: "Clé à recopier", "Key to copy";
    factor_open: "Ouvrir dans une application de cet appareil", "Open in an app on this device";
    factor_code: "Code à 6\u{a0}chiffres que montre l’application", "6-digit code the app shows";
    factor_wrong: "Ce code n’est pas celui que l’application montre en ce moment. Vérifiez l’heure de votre téléphone, puis recopiez le code affiché.",
        "This is not the code the app shows right now. Check the time on your phone, then copy the code shown.";
    invitation_button: "Ouvrir mon accès", "Set up my access";
    codes_title: "Vos codes de secours", "Your recovery codes";
    codes_text: "Notez-les ou imprimez-les maintenant\u{a0}: cette page ne se montrera plus. Chacun remplace une fois l’application, si votre téléphone vous manque.",
        "Write them down or print them now: this page will not be shown again. Each stands in for the app once, if you are without your phone.";
    account_title: "Votre compte", "Your account";
    desk_account: "Compte", "Account";
    desk_team: "Équipe", "Team";
    saved: "C’est enregistré.", "Saved.";
    save_button: "Enregistrer", "Save";
    account_lang: "Langue de vos lettres", "Language of your letters";
    account_secrets: "Mot de passe et codes", "Password and codes";
    account_password: "Changer de mot de passe", "Change your password";
    account_factor: "Changer d’application d’authentification", "Change your authenticator app";
    account_codes: "Recevoir de nouveaux codes de secours", "Get new recovery codes";
    account_codes_old: "Les codes que vous aviez ne serviront plus.", "The codes you had will no longer work.";
    account_elsewhere: "Vos sessions ouvertes ailleurs se fermeront.", "Your sessions elsewhere will be closed.";
    current_password: "Mot de passe actuel", "Current password";
    current_code: "Code à 6\u{a0}chiffres actuel ou code de secours", "Current 6-digit code or recovery code";
    proof_wrong: "Le mot de passe actuel ou le code ne convient pas. Un code ne sert qu’une fois\u{a0}: attendez le suivant, puis réessayez.",
        "The current password or the code is not right. A code works once: wait for the next one, then try again.";
    sessions_title: "Vos sessions ouvertes", "Your open sessions";
    session_this: "Celle-ci", "This one";
    session_unknown: "Navigateur inconnu", "Unknown browser";
    session_since: "Ouverte depuis", "Open since";
    session_seen: "utilisée vers", "used around";
    session_end: "Fermer", "Close";
    sessions_end_others: "Fermer toutes les autres", "Close all others";
    account_back: "Revenir à votre compte", "Back to your account";
    team_title: "L’équipe du bureau", "The desk’s team";
    team_back: "Revenir à l’équipe", "Back to the team";
    team_invite: "Inviter quelqu’un", "Invite someone";
    team_invite_button: "Envoyer l’invitation", "Send the invitation";
    team_invited: "L’invitation est partie.", "The invitation is on its way.";
    team_name: "Nom", "Name";
    team_role: "Rôle", "Role";
    team_role_missing: "Choisissez un rôle.", "Choose a role.";
    team_email_wrong: "Écrivez une adresse de courriel, par exemple prenom@exemple.fr.", "Write an e-mail address, for example name@example.org.";
    team_known: "Cette adresse est déjà dans l’équipe\u{a0}: utilisez son bouton «\u{a0}Inviter à nouveau\u{a0}».",
        "This address is in the team already: use its “Invite again” button.";
    team_you: "Vous", "You";
    team_state_active: "Accès ouvert", "Access open";
    team_state_invited: "Invitation envoyée, pas encore utilisée", "Invitation sent, not used yet";
    team_state_ended: "Accès fermé", "Access closed";
    team_present: "Session ouverte depuis", "Session open since";
    team_role_button: "Changer le rôle", "Change the role";
    team_deactivate: "Fermer l’accès", "Close the access";
    team_sessions: "Fermer les sessions", "Close the sessions";
    team_again: "Inviter à nouveau", "Invite again";
    team_oneself_title: "Votre propre accès reste comme il est", "Your own access stays as it is";
    team_oneself_text: "Personne ne change son propre rôle ni ne ferme son propre accès. Demandez à une autre personne qui administre l’annuaire.",
        "Nobody changes their own role or closes their own access. Ask someone else who administers the directory.";
    team_last_title: "C’est le dernier accès d’administration", "This is the last administrator";
    team_last_text: "Sans lui, plus personne ne pourrait inviter. Donnez d’abord ce rôle à quelqu’un d’autre.",
        "Without it nobody could invite any more. Give this role to someone else first.";
}

impl Lang {
    /// Says what a password has to be.
    #[must_use]
    pub fn password_rules(self) -> String {
        match self {
            Self::Fr => format!(
                "Au moins {SHORTEST}\u{a0}signes, tous permis\u{a0}: quelques mots sans lien entre eux font un bon mot de passe."
            ),
            Self::En => format!(
                "At least {SHORTEST} characters of any kind: a few unrelated words make a good password."
            ),
        }
    }

    /// Says what is wrong with a password.
    #[must_use]
    pub fn weak_password(self, weak: Weak) -> String {
        match (self, weak) {
            (Self::Fr, Weak::TooShort) => format!("Ce mot de passe est trop court\u{a0}: il en faut {SHORTEST}\u{a0}signes au moins."),
            (Self::En, Weak::TooShort) => format!("This password is too short: it needs at least {SHORTEST} characters."),
            (Self::Fr, Weak::TooLong) => format!("Ce mot de passe est trop long\u{a0}: {LONGEST}\u{a0}signes au plus."),
            (Self::En, Weak::TooLong) => format!("This password is too long: {LONGEST} characters at most."),
            (Self::Fr, Weak::Guessable) => "Ce mot de passe se devine\u{a0}: il est fait de mots courants, de votre adresse, de suites ou de chiffres. Ajoutez des mots sans lien entre eux.".to_owned(),
            (Self::En, Weak::Guessable) => "This password is easily guessed: it is made of common words, your address, sequences or digits. Add some unrelated words.".to_owned(),
        }
    }

    /// Says how many codes on paper are left.
    #[must_use]
    pub fn codes_left(self, left: i64) -> String {
        match (self, left) {
            (Self::Fr, 0) => "C’était le dernier\u{a0}: demandez-en d’autres dans votre compte.".to_owned(),
            (Self::En, 0) => "It was the last one: get new ones in your account.".to_owned(),
            (Self::Fr, 1) => {
                "Il vous en reste un. Vous pouvez en demander d’autres dans votre compte.".to_owned()
            }
            (Self::En, 1) => "You have one left. You can get new ones in your account.".to_owned(),
            (Self::Fr, _) => {
                format!("Il vous en reste {left}. Vous pouvez en demander d’autres dans votre compte.")
            }
            (Self::En, _) => format!("You have {left} left. You can get new ones in your account."),
        }
    }

    /// Says how long an invitation is good.
    #[must_use]
    pub fn invitation_life(self) -> String {
        match self {
            Self::Fr => format!(
                "La personne reçoit un lien à usage unique, valable {INVITATION_HOURS}\u{a0}heures, pour choisir son mot de passe."
            ),
            Self::En => format!(
                "They get a single-use link, good for {INVITATION_HOURS} hours, to choose their password."
            ),
        }
    }
}
