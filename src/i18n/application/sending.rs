//! Checking answers, proving the address, sending, coming back.

use crate::i18n::{Lang, sentences};

sentences! {
    check_page_title: "Relire vos réponses", "Check your answers";
    check_page_lead: "Voici ce qui sera envoyé. Rien n’est public avant qu’une personne ait vérifié.", "This is what will be sent. Nothing is public before a person has checked it.";
    change_answer: "Modifier", "Change";
    no_answer: "pas de réponse", "no answer";
    checks_heading: "Les contrôles, tels que nous les verrons", "The checks, as we will see them";
    checks_lead: "Un ordinateur regarde, une personne décide. Aucun de ces contrôles n’empêche l’envoi, mais ce que vous réglez maintenant, nous n’aurons pas à vous le demander plus tard.",
        "A computer looks, a person decides. None of these checks prevents sending, but whatever you settle now, we will not have to ask you about later.";
    checks_again: "Regarder à nouveau", "Look again";
    checks_coming: "Nous regardons en ce moment votre site et le répertoire.", "We are looking at your website and the register right now.";
    checks_refresh: "Actualiser cette page", "Refresh this page";
    checks_never: "Pas encore regardé", "Not looked at yet";
    go_and_send: "Continuer vers l’envoi", "Go on to sending";
    send_title: "Envoyer votre candidature", "Send your application";
    send_missing_title: "Il manque encore des réponses", "Some answers are still missing";
    send_missing_text: "Votre candidature partira dès que ces pages seront complètes\u{a0}:", "Your application can go as soon as these pages are complete:";
    send_address_title: "Confirmez votre adresse de courriel", "Confirm your e-mail address";
    send_address_wait: "Ouvrez le lien de notre lettre, puis revenez ici. Il fonctionne une fois, pendant 30\u{a0}minutes.",
        "Open the link in our letter, then come back here. It works once, for 30\u{a0}minutes.";
    send_address_button: "M’envoyer un nouveau lien", "Send me a new link";
    send_address_no_email: "Donnez d’abord votre adresse à la page «\u{a0}À qui nous écrivons\u{a0}».", "First give your address on the “Whom we write to” page.";
    send_address_queued: "Le lien est parti. Regardez aussi dans les courriers indésirables.", "The link is on its way. Look in your junk mail too.";
    send_address_too_many: "Trois liens sont déjà partis à cette adresse au cours de la dernière heure. Attendez un peu, ou vérifiez l’adresse.",
        "Three links have gone to this address in the last hour. Wait a little, or check the address.";
    send_address_done: "Adresse confirmée", "Address confirmed";
    send_declare: "J’ai le droit d’engager cette entreprise, et ces informations sont exactes. Je les tiendrai à jour.",
        "I am entitled to act for this firm, and this information is accurate. I will keep it up to date.";
    send_declare_missing: "Cochez la case pour pouvoir envoyer", "Tick the box to be able to send";
    send_button: "Envoyer ma candidature", "Send my application";
    send_after: "Vous recevrez tout de suite un accusé de réception, puis la réponse d’une personne.", "You will receive an acknowledgement at once, then a person’s answer.";
    resume_title: "Reprendre une candidature", "Resume an application";
    resume_lead: "Nous vous envoyons un lien qui l’ouvre dans ce navigateur. Pas de compte, pas de mot de passe.", "We send you a link that opens it in this browser. No account, no password.";
    resume_email: "L’adresse de courriel que vous avez donnée", "The e-mail address you gave";
    resume_button: "Recevoir un lien", "Get a link";
    resume_sent_title: "Consultez votre messagerie", "Check your e-mail";
    resume_sent_text: "Si une candidature existe avec cette adresse, un lien vient de partir. Il fonctionne une fois, pendant 30\u{a0}minutes. Rien n’arrive\u{202f}? Regardez dans les courriers indésirables, ou essayez une autre adresse.",
        "If there is an application with this address, a link has just gone out. It works once, for 30\u{a0}minutes. Nothing comes? Look in your junk mail, or try another address.";
    resume_none: "Vous n’aviez pas encore donné d’adresse\u{202f}? La candidature n’existe alors que dans le navigateur où vous l’avez commencée.",
        "You have not given an address yet? Then the application only exists in the browser where you started it.";
    resume_other_address: "Essayer une autre adresse", "Try another address";
    preview_title: "Aperçu", "Preview";
    preview_notice: "Aperçu. Voici ce que verront les commerçants, une fois la fiche vérifiée.", "Preview. This is what shopkeepers will see once the listing has been checked.";
    preview_card: "Dans les résultats", "In the results";
    preview_page: "La page de l’offre", "The page of the offer";
    preview_not_yet_title: "L’aperçu n’est pas encore possible", "The preview is not possible yet";
    preview_not_yet_text: "Il faut au moins un nom d’entreprise, un service, un titre, un résumé et une zone.", "It takes at least the name of the firm, a service, a title, a summary and an area.";
}

impl Lang {
    /// Says where the link went: « Nous avons envoyé un lien à claire@… ».
    #[must_use]
    pub fn link_sent_to(self, email: &str) -> String {
        match self {
            Self::Fr => format!("Nous avons envoyé un lien à {email}."),
            Self::En => format!("We sent a link to {email}."),
        }
    }

    /// Says that nothing went to an address yet: « Aucun lien n’est encore parti à claire@… ».
    #[must_use]
    pub fn link_not_sent(self, email: &str) -> String {
        match self {
            Self::Fr => format!("Aucun lien n’est encore parti à {email}. Demandez-le ici."),
            Self::En => format!("No link has gone to {email} yet. Ask for it here."),
        }
    }

    /// Says that the link did not arrive: « Notre lettre à claire@… n’est pas arrivée ».
    #[must_use]
    pub fn link_lost(self, email: &str) -> String {
        match self {
            Self::Fr => format!(
                "Notre lettre à {email} n’est pas arrivée. Vérifiez l’adresse, puis demandez un nouveau lien."
            ),
            Self::En => {
                format!("Our letter to {email} did not arrive. Check the address, then ask for a new link.")
            }
        }
    }

    /// Says when the checks looked: « Regardé le 22 novembre 2026 à 12 h 04 ».
    #[must_use]
    pub fn looked_at(self, moment: &str) -> String {
        match self {
            Self::Fr => format!("Regardé le {moment}"),
            Self::En => format!("Looked at on {moment}"),
        }
    }
}
