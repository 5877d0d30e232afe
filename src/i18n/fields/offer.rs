//! What an offer is and where it is made.

use super::words;

words! {
    "main_service" {
        label: "Service principal", "Main service";
        noun: "le service principal", "the main service";
        hint: "Celui que vos clients achètent d’abord. Un autre métier fait une autre offre\u{a0}: vous pourrez en ajouter.",
            "The one customers buy first. Another line of work is another offer: you can add more.";
        missing: "Choisissez le service principal de cette offre", "Choose the main service of this offer";
    }
    "more_services" {
        label: "Autres services compris dans cette offre", "Other services included in this offer";
        noun: "les autres services", "the other services";
        hint: "Jusqu’à 4, et seulement ce que le commerçant reçoit pour le prix que vous donnerez.",
            "Up to 4, and only what the shopkeeper gets for the price you will give.";
    }
    "trades" {
        label: "Pour quels commerces\u{202f}?", "For which shops?";
        noun: "les commerces servis", "the shops served";
        hint: "Cochez «\u{a0}Tous les commerces\u{a0}» si votre offre ne vise aucun métier en particulier.",
            "Tick “Any shop” if your offer is not made for one trade.";
    }
    "title" {
        label: "Titre de l’offre", "Title of the offer";
        noun: "le titre", "the title";
        hint: "Ce que le commerçant obtient, sans le nom de votre entreprise. Par exemple «\u{a0}Boutique en ligne clé en main, photos comprises\u{a0}».",
            "What the shopkeeper gets, without the name of your firm, in French. For example «\u{a0}Boutique en ligne clé en main, photos comprises\u{a0}».";
        missing: "Donnez un titre à votre offre", "Give your offer a title";
    }
    "summary" {
        label: "Résumé", "Summary";
        noun: "le résumé", "the summary";
        hint: "Une ou deux phrases qui se lisent dans la liste des résultats\u{a0}: ce que vous faites, ce qui reste à faire au commerçant.",
            "One or two sentences shown in the list of results, in French: what you do, and what is left for the shopkeeper to do.";
        missing: "Résumez votre offre en une ou deux phrases", "Sum up your offer in one or two sentences";
    }
    "description" {
        label: "Description", "Description";
        noun: "la description", "the description";
        hint: "Comment cela se passe, étape par étape, et ce qui n’est pas compris. Les paragraphes sont gardés, les liens ne sont pas cliquables.",
            "How it goes, step by step, and what is not included, in French. Paragraphs are kept, links cannot be clicked.";
    }
    "area" {
        label: "Zone desservie", "Area served";
        noun: "la zone desservie", "the area served";
        hint: "Là où un commerçant peut vraiment vous demander cette offre, où que soit votre siège.",
            "Where a shopkeeper can really ask you for this offer, wherever your head office is.";
        missing: "Choisissez où vous proposez cette offre", "Choose where you make this offer";
    }
    "delivery_mode" {
        label: "Où se fait le travail\u{202f}?", "Where is the work done?";
        noun: "le lieu du travail", "the place of work";
    }
}
