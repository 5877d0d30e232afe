//! Coming in to the desk, one's own account, and the team.

use crate::domain::desk::password::WeakPassword;
use crate::i18n::{Lang, sentences};

sentences! {
    login_title: "Entrer au bureau de vérification", "Enter the vetting desk";
    login_email: "Adresse de courriel", "E-mail address";
    login_password: "Mot de passe", "Password";
    login_code: "Code à 6 chiffres, ou code de secours", "6-digit code, or recovery code";
    login_code_new: "Code à 6 chiffres", "6-digit code";
    login_code_hint: "Le code que montre votre application d’authentification.", "The code that your authenticator app shows.";
    login_button: "Entrer", "Enter";
    login_wrong: "L’adresse, le mot de passe ou le code ne sont pas justes", "The address, the password or the code is not right";
    login_wrong_more: "Un code ne sert qu’une fois\u{a0}: attendez le suivant. Toujours bloqué\u{202f}? Demandez une nouvelle invitation à un administrateur.",
        "A code works only once: wait for the next one. Still stuck? Ask an administrator for a new invitation.";
    invitation_title: "Choisir votre mot de passe", "Choose your password";
    invitation_name: "Votre nom, tel que vos collègues le lisent", "Your name, as your colleagues read it";
    invitation_name_missing: "Écrivez votre nom", "Write your name";
    invitation_rules: "14 caractères au moins\u{a0}: plusieurs mots sans rapport font un bon mot de passe. Vous pouvez le coller.",
        "At least 14 characters: several unrelated words make a good password. You can paste it.";
    invitation_phone: "Relier votre téléphone", "Link your phone";
    invitation_phone_text: "Ouvrez une application d’authentification (FreeOTP, Aegis, 2FAS…), photographiez ce carré, puis écrivez le code à 6 chiffres qu’elle montre.",
        "Open an authenticator app (FreeOTP, Aegis, 2FAS…), scan this square, then write the 6-digit code that it shows.";
    invitation_picture: "Carré à photographier avec l’application", "Square to scan with the app";
    invitation_key: "Sans appareil photo, recopiez cette clé\u{a0}:", "Without a camera, copy this key:";
    invitation_open: "Ouvrir l’application sur cet appareil", "Open the app on this device";
    invitation_code_wrong: "Le code ne correspond pas. Vérifiez l’heure de votre téléphone, puis écrivez le code suivant",
        "The code does not match. Check the clock of your phone, then write the next code";
    invitation_button: "Enregistrer et entrer", "Save and enter";
    password_weak_short: "Écrivez 14 caractères au moins", "Write at least 14 characters";
    password_weak_long: "Écrivez 256 caractères au plus", "Write at most 256 characters";
    password_weak_common: "Ce mot de passe est fait de mots que n’importe qui essaierait\u{a0}: ajoutez-en de plus inattendus",
        "This password is made of words that anybody would try: add less expected ones";
    codes_title: "Vos codes de secours", "Your recovery codes";
    codes_text: "Chacun remplace une fois votre téléphone perdu. Imprimez-les ou notez-les maintenant\u{a0}: ils ne seront plus montrés.",
        "Each replaces your lost phone once. Print them or write them down now: they will not be shown again.";
    codes_on: "Je les ai notés, entrer", "I have written them down, enter";
    account_title: "Votre compte", "Your account";
    account_menu: "Compte", "Account";
    account_name_button: "Enregistrer", "Save";
    account_lang: "Langue de vos lettres", "Language of your letters";
    account_password_title: "Changer de mot de passe", "Change your password";
    account_password_old: "Mot de passe actuel", "Current password";
    account_password_new: "Nouveau mot de passe", "New password";
    account_password_button: "Changer le mot de passe", "Change the password";
    account_password_text: "Vos autres sessions seront fermées.", "Your other sessions will be closed.";
    account_codes_title: "Codes de secours", "Recovery codes";
    account_codes_button: "Obtenir de nouveaux codes", "Get new codes";
    account_phone_title: "Changer de téléphone", "Change your phone";
    account_phone_text: "Nous vous envoyons un lien\u{a0}: vous y choisirez aussi un nouveau mot de passe.", "We send you a link: there you also choose a new password.";
    account_phone_button: "M’envoyer le lien", "Send me the link";
    account_phone_sent: "Le lien est parti par courriel.", "The link has gone by e-mail.";
    account_sessions: "Vos sessions ouvertes", "Your open sessions";
    account_this: "Cette session", "This session";
    account_end: "Fermer", "Close";
    account_end_others: "Fermer toutes les autres", "Close all the others";
    account_unknown_browser: "Navigateur inconnu", "Unknown browser";
    account_wrong: "Le mot de passe ou le code ne sont pas justes", "The password or the code is not right";
    team_title: "L’équipe", "The team";
    team_menu: "Équipe", "Team";
    team_invite: "Inviter quelqu’un", "Invite somebody";
    team_invite_again: "Inviter à nouveau", "Invite again";
    team_invited: "L’invitation est partie par courriel.", "The invitation has gone by e-mail.";
    team_role: "Rôle", "Role";
    team_role_button: "Changer le rôle", "Change the role";
    team_close: "Désactiver", "Deactivate";
    team_sessions: "Fermer ses sessions", "Close their sessions";
    team_pending: "Invité, pas encore venu", "Invited, not here yet";
    team_active: "En activité", "Active";
    team_ended: "Désactivé", "Deactivated";
    team_you: "vous", "you";
    team_last: "Il doit rester un administrateur en activité. Nommez-en d’abord un autre.", "There must be one active administrator left. Appoint another one first.";
    team_oneself: "Personne ne change son propre rôle ni ne se désactive\u{a0}: demandez-le à un collègue.", "Nobody changes their own role or deactivates themselves: ask a colleague.";
    team_too_many: "Cette adresse a déjà reçu trois liens dans l’heure. Réessayez plus tard.", "This address was sent three links within the hour already. Try again later.";
    team_not_done: "Rien n’a été changé", "Nothing was changed";
    team_back: "Revenir à l’équipe", "Back to the team";
}

impl Lang {
    /// Says why a text is no password here.
    #[must_use]
    pub const fn weak_password(self, weak: WeakPassword) -> &'static str {
        match weak {
            WeakPassword::TooShort => self.password_weak_short(),
            WeakPassword::TooLong => self.password_weak_long(),
            WeakPassword::Common => self.password_weak_common(),
        }
    }

    /// Says how many recovery codes are left.
    #[must_use]
    pub fn codes_left(self, left: u32) -> String {
        let codes = self.count(left, ("code", "codes"), ("code", "codes"));
        match self {
            Self::Fr => format!("Il vous reste {codes} de secours."),
            Self::En => format!("You have {codes} left for recovery."),
        }
    }
}
