//! Proofs, and whom we write to.

use super::words;

words! {
    "labels.kind" {
        label: "Label", "Label";
        noun: "le label", "the label";
        missing: "Choisissez le label", "Choose the label";
    }
    "labels.proof" {
        label: "Page qui le prouve", "Page that proves it";
        noun: "l’adresse de la preuve", "the address of the proof";
        hint: "L’adresse de votre fiche dans l’annuaire du label, ou de votre attestation en ligne.",
            "The address of your entry in the label’s directory, or of your certificate online.";
        missing: "Donnez l’adresse d’une page qui prouve ce label", "Give the address of a page that proves this label";
    }
    "labels.expires_on" {
        label: "Valable jusqu’au", "Valid until";
        noun: "la fin du label", "the end of the label";
        hint: "Par exemple 31/12/2027. Laissez vide si le label n’a pas de fin.", "Day first, for example 31/12/2027. Leave empty if the label has no end.";
    }
    "references" {
        label: "Commerces que vous avez servis", "Shops you have served";
        noun: "les références", "the references";
        hint: "Un commerce par ligne, 6 au plus, avec son accord\u{a0}: ils seront publiés. Par exemple «\u{a0}Librairie du Centre, Colmar\u{a0}».",
            "One shop per line, at most 6, with their consent: they will be published. For example «\u{a0}Librairie du Centre, Colmar\u{a0}».";
    }
    "logo" {
        label: "Logo", "Logo";
        noun: "le logo", "the logo";
        hint: "PNG, JPEG ou WebP, 512\u{a0}ko au plus.", "PNG, JPEG or WebP, 512 KB at most.";
    }
    "contact.name" {
        label: "Votre nom", "Your name";
        noun: "votre nom", "your name";
        missing: "Donnez votre nom", "Give your name";
    }
    "contact.email" {
        label: "Adresse de courriel", "E-mail address";
        noun: "l’adresse de courriel", "the e-mail address";
        hint: "Nous y envoyons le lien pour reprendre votre candidature, nos questions et la décision.",
            "This is where we send the link to resume your application, our questions and the decision.";
        missing: "Donnez votre adresse de courriel", "Give your e-mail address";
    }
    "contact.phone" {
        label: "Votre téléphone", "Your telephone";
        noun: "votre téléphone", "your telephone";
        hint: "Si une question va plus vite de vive voix.", "In case a question is quicker to settle by phone.";
    }
    "contact.lang" {
        label: "Dans quelle langue vous écrire\u{202f}?", "Which language should we write in?";
        noun: "la langue des lettres", "the language of letters";
    }
}
