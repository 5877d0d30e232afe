//! The establishment and the firm.

use super::words;

words! {
    "siret" {
        label: "Numéro SIRET de l’établissement", "SIRET number of the establishment";
        noun: "le SIRET", "the SIRET";
        hint: "14\u{a0}chiffres, avec ou sans espaces. Il se trouve sur vos factures, sur l’extrait Kbis ou l’avis de situation Insee.",
            "14 digits, with or without spaces. It is on your invoices, your Kbis extract or your Insee certificate.";
        missing: "Donnez le SIRET de votre établissement", "Give the SIRET of your establishment";
    }
    "legal_name" {
        label: "Raison sociale", "Legal name";
        noun: "la raison sociale", "the legal name";
        hint: "Le nom inscrit au répertoire des entreprises. Pour une entreprise individuelle, votre prénom et votre nom.",
            "The name in the company register. For a sole trader, your first and last name.";
        missing: "Donnez la raison sociale de votre entreprise", "Give the legal name of your firm";
    }
    "name" {
        label: "Nom commercial", "Trade name";
        noun: "le nom commercial", "the trade name";
        hint: "Le nom que les commerçants connaissent et verront sur vos offres. Laissez vide si c’est la raison sociale.",
            "The name that shopkeepers know and will see on your offers. Leave empty if it is the legal name.";
    }
    "website" {
        label: "Site internet", "Website";
        noun: "l’adresse du site", "the address of the site";
        hint: "Par exemple www.exemple.fr. Nous vérifions qu’il répond et qu’il nomme votre entreprise.",
            "For example www.exemple.fr. We check that it answers and that it names your firm.";
    }
    "public_phone" {
        label: "Téléphone pour les commerçants", "Telephone for shopkeepers";
        noun: "le téléphone pour les commerçants", "the telephone for shopkeepers";
        hint: "Il sera publié à côté de vos offres. Par exemple 03 53 01 02 03.",
            "It will be published beside your offers. For example 03 53 01 02 03.";
    }
    "languages" {
        label: "Langues que vous parlez avec vos clients", "Languages you speak with customers";
        noun: "les langues", "the languages";
    }
    "address.street" {
        label: "Numéro et rue", "Number and street";
        noun: "l’adresse", "the street address";
        hint: "Par exemple 12 rue des Clefs.", "For example 12 rue des Clefs.";
        missing: "Donnez le numéro et la rue", "Give the number and street";
    }
    "address.commune" {
        label: "Commune", "Town";
        noun: "la commune", "the town";
        hint: "Son nom ou son code postal, par exemple Colmar ou 68000.",
            "Its name or postcode, for example Colmar or 68000.";
        missing: "Donnez la commune de l’adresse", "Give the town of the address";
    }
}
