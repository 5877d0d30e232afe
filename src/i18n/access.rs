//! Coming in: links of letters, sessions that ended, forms that are refused at the door.

use super::{Lang, sentences};
use crate::domain::logo::Unfit;

sentences! {
    link_application_title: "Reprendre votre candidature", "Resume your application";
    link_application_text: "Ce bouton ouvre votre candidature dans ce navigateur, pour 30\u{a0}jours, et confirme que cette adresse de courriel est bien la vôtre.",
        "This button opens your application in this browser, for 30 days, and confirms that this e-mail address is yours.";
    link_application_button: "Ouvrir ma candidature", "Open my application";
    link_space_title: "Entrer dans votre espace", "Enter your space";
    link_space_text: "Ce bouton ouvre votre espace de prestataire dans ce navigateur, pour 12\u{a0}heures.",
        "This button opens your provider’s space in this browser, for 12 hours.";
    link_space_button: "Ouvrir mon espace", "Open my space";
    link_once: "Le lien ne fonctionne qu’une fois. Sur un ordinateur partagé, pensez à fermer la session en partant.",
        "The link works once. On a shared computer, remember to sign out when you leave.";
    link_dead_title: "Ce lien n’ouvre plus rien", "This link no longer opens anything";
    link_dead_text: "Un lien fonctionne une seule fois, pendant 30\u{a0}minutes, et un lien plus récent le remplace. Rien n’a changé, et rien de ce que vous avez enregistré n’est perdu.",
        "A link works once, for 30 minutes, and a newer link replaces it. Nothing has changed, and nothing that you saved is lost.";
    link_dead_copied: "Si vous l’avez recopié, vérifiez qu’il est entier. Sinon, demandez-en un nouveau\u{a0}: il arrive d’ordinaire en quelques minutes.",
        "If you copied it, check that it is whole. Otherwise ask for a new one: it usually arrives within minutes.";
    link_dead_again: "Recevoir un nouveau lien", "Get a new link";
    signed_out_title: "Votre session est terminée", "Your session has ended";
    signed_out_text: "Rien n’a été enregistré cette fois, mais rien n’est perdu. Rouvrez votre session dans un autre onglet avec un nouveau lien, puis revenez en arrière dans celui-ci\u{a0}: ce que vous avez écrit y est encore, il suffit de renvoyer.",
        "Nothing was saved this time, but nothing is lost. Open your session again in another tab with a new link, then go back in this one: what you wrote is still there, just send it again.";
    foreign_form_title: "Cet envoi ne vient pas de nos pages", "This form does not come from our pages";
    foreign_form_text: "Par sécurité, nous n’avons rien enregistré. Si vous remplissiez un formulaire ici, revenez en arrière\u{a0}: ce que vous avez écrit y est encore. Renvoyez-le depuis cette page.",
        "To be safe, we saved nothing. If you were filling in a form here, go back: what you wrote is still there. Send it again from that page.";
    too_often_title: "Un peu trop vite pour nous", "A little too fast for us";
    too_often_text: "Beaucoup de demandes viennent de votre connexion. Attendez un peu, puis recommencez\u{a0}: si vous remplissiez un formulaire, revenez en arrière, ce que vous avez écrit y est encore.",
        "Many requests come from your connection. Wait a little, then try again: if you were filling in a form, go back, what you wrote is still there.";
    media_title: "Cet envoi n’est pas un formulaire", "What was sent is not a form";
    media_text: "Nous ne savons pas lire ce type de contenu, et rien n’a été enregistré. Revenez en arrière et renvoyez le formulaire depuis sa page.",
        "We cannot read this kind of content, and nothing was saved. Go back and send the form from its page.";
    quiet_label: "Laissez ce champ vide\u{a0}:", "Leave this field empty:";
    logo_empty: "Choisissez un fichier\u{a0}: celui-ci est vide.", "Choose a file: this one is empty.";
    logo_too_heavy: "Le fichier dépasse 512\u{a0}ko. Enregistrez l’image en plus petit, puis choisissez-la de nouveau.",
        "The file is larger than 512 KB. Save the picture smaller, then choose it again.";
    logo_other_kind: "Ce fichier n’est pas une image PNG, JPEG ou WebP. Exportez votre logo dans l’un de ces formats (un SVG ou un PDF ne convient pas).",
        "This file is not a PNG, JPEG or WebP picture. Export your logo in one of these formats (an SVG or a PDF will not do).";
    logo_too_large: "L’image a plus de 4 millions de pixels. Réduisez-la, par exemple à 800 pixels de large.",
        "The picture has more than 4 million pixels. Make it smaller, for example 800 pixels wide.";
    logo_damaged: "L’image est abîmée ou incomplète. Ouvrez-la sur votre appareil, enregistrez-la de nouveau, puis choisissez-la.",
        "The picture is damaged or incomplete. Open it on your device, save it again, then choose it.";
}

impl Lang {
    /// Says why a file cannot be taken as a logo, and what to do.
    #[must_use]
    pub const fn logo_unfit(self, unfit: Unfit) -> &'static str {
        match unfit {
            Unfit::Empty => self.logo_empty(),
            Unfit::TooHeavy => self.logo_too_heavy(),
            Unfit::OtherKind => self.logo_other_kind(),
            Unfit::TooLarge => self.logo_too_large(),
            Unfit::Damaged => self.logo_damaged(),
        }
    }

    /// Describes a logo to those who do not see it.
    #[must_use]
    pub fn logo_of(self, name: &str) -> String {
        format!("{} {name}", self.pick("Logo de", "Logo of"))
    }
}
