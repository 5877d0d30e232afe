//! How one leaves an offer, how it begins and goes on.

use super::words;

words! {
    "commitment_months" {
        label: "Durée d’engagement", "Length of commitment";
        noun: "la durée d’engagement", "the length of commitment";
        hint: "En mois, par exemple 12 ou «\u{a0}1\u{a0}an\u{a0}». 0\u{a0}si le commerçant peut partir quand il veut.",
            "In months, for example 12 or “1 year”. 0\u{a0}if the shopkeeper can leave at any time.";
        missing: "Donnez la durée d’engagement, 0\u{a0}s’il n’y en a pas", "Give the length of commitment, 0\u{a0}if there is none";
    }
    "notice_days" {
        label: "Préavis", "Notice";
        noun: "le préavis", "the notice";
        hint: "En jours, par exemple 30 ou «\u{a0}1\u{a0}mois\u{a0}». 0\u{a0}s’il n’y en a pas.", "In days, for example 30 or “1 month”. 0\u{a0}if there is none.";
    }
    "exit_fee_cents" {
        label: "Frais de sortie", "Exit fee";
        noun: "les frais de sortie", "the exit fee";
        hint: "En euros, ce que le commerçant paie pour partir\u{a0}: clôture, transfert, matériel. 0\u{a0}s’il n’y en a pas.",
            "In euros, what the shopkeeper pays to leave: closing, transfer, equipment. 0\u{a0}if there is none.";
    }
    "leased" {
        label: "Le contrat passe-t-il par une société de location ou de crédit\u{202f}?", "Does the contract go through a leasing or credit company?";
        noun: "la location par un tiers", "leasing through a third party";
        hint: "Oui si le commerçant signe aussi avec une autre société, qu’il devra payer même si vous n’intervenez plus.",
            "Yes if the shopkeeper also signs with another company, which must be paid even once you are gone.";
    }
    "domain_owner" {
        label: "Au nom de qui est le nom de domaine\u{202f}?", "In whose name is the domain name?";
        noun: "le nom de domaine", "the domain name";
        hint: "«\u{a0}Sans objet\u{a0}» si votre offre ne comprend pas de nom de domaine.", "“Not applicable” if your offer includes no domain name.";
    }
    "content_owner" {
        label: "À qui sont les photos, les textes et les fiches\u{202f}?", "Who owns the photos, texts and product sheets?";
        noun: "les photos, textes et fiches", "the photos, texts and product sheets";
    }
    "export_formats" {
        label: "Ce que le commerçant emporte en partant", "What the shopkeeper takes along when leaving";
        noun: "ce que le commerçant emporte", "what the shopkeeper takes along";
        hint: "Un format par ligne, par exemple «\u{a0}Clients et commandes en CSV\u{a0}».",
            "One format per line, in French, for example «\u{a0}Clients et commandes en CSV\u{a0}».";
    }
    "setup_delay" {
        label: "En combien de temps est-ce prêt\u{202f}?", "How soon is it ready?";
        noun: "le délai", "the set-up time";
        hint: "De l’accord du commerçant au premier jour d’utilisation, dans un cas courant.",
            "From the shopkeeper’s yes to the first day of use, in an ordinary case.";
        missing: "Choisissez en combien de temps c’est prêt", "Choose how soon it is ready";
    }
    "autonomy" {
        label: "Qui fait le travail\u{202f}?", "Who does the work?";
        noun: "le partage du travail", "who does the work";
        hint: "La question que les commerçants posent le plus.", "The question that shopkeepers ask most.";
        missing: "Choisissez qui fait le travail", "Choose who does the work";
    }
    "catalogue_by" {
        label: "Qui saisit les produits\u{202f}?", "Who types in the products?";
        noun: "la saisie des produits", "who types in the products";
        hint: "Photos, textes, prix, stocks.", "Photos, texts, prices, stock.";
    }
    "support_channels" {
        label: "Comment le commerçant vous joint-il en cas de souci\u{202f}?", "How does the shopkeeper reach you when something goes wrong?";
        noun: "les moyens de vous joindre", "the ways to reach you";
    }
    "reply_hours" {
        label: "Délai de réponse", "Reply time";
        noun: "le délai de réponse", "the reply time";
        hint: "En heures, par exemple 24 ou «\u{a0}2\u{a0}jours\u{a0}».", "In hours, for example 24 or “2 days”.";
    }
    "data_location" {
        label: "Où sont gardées les données\u{202f}?", "Where is the data kept?";
        noun: "le lieu des données", "where the data is kept";
        hint: "Le pays, et l’hébergeur si vous le souhaitez. Par exemple «\u{a0}France, centre de données de Lyon\u{a0}».",
            "The country, and the host if you wish. For example «\u{a0}France, centre de données de Lyon\u{a0}».";
    }
    "capacity" {
        label: "Prenez-vous de nouveaux clients\u{202f}?", "Do you take new customers?";
        noun: "les nouveaux clients", "new customers";
        hint: "Si vous affichez complet, l’offre reste visible, plus bas dans les résultats.", "An offer that is full stays visible, lower in the results.";
    }
}
