//! What an offer costs.

use super::words;

words! {
    "pricing_model" {
        label: "Comment le commerçant vous paie-t-il\u{202f}?", "How does the shopkeeper pay you?";
        noun: "le mode de paiement de l’offre", "the way the offer is paid for";
        hint: "Cochez tout ce qui s’applique.", "Tick everything that applies.";
        missing: "Dites comment le commerçant vous paie", "Say how the shopkeeper pays you";
    }
    "price_plans.name" {
        label: "À quoi correspond ce prix", "What this price buys";
        noun: "le nom", "the name";
        hint: "Par exemple «\u{a0}Formule jusqu’à 100 produits\u{a0}».", "In French, for example «\u{a0}Formule jusqu’à 100 produits\u{a0}».";
        missing: "Dites à quoi correspond ce prix", "Say what this price buys";
    }
    "price_plans.min_cents" {
        label: "Prix, ou prix le plus bas", "Price, or lowest price";
        noun: "le prix", "the price";
        hint: "En euros, ou en pourcentage des ventes. 0\u{a0}si c’est gratuit.",
            "In euros, or as a percentage of sales. 0\u{a0}if it is free.";
        missing: "Donnez le prix, ou le plus bas s’il varie", "Give the price, or the lowest if it varies";
    }
    "price_plans.max_cents" {
        label: "Prix le plus haut", "Highest price";
        noun: "le prix le plus haut", "the highest price";
        hint: "Le même s’il ne varie pas. Laissé vide, les commerçants liront «\u{a0}dès…\u{a0}».", "The same if it does not vary. Left empty, shopkeepers read “from…”.";
    }
    "price_plans.unit" {
        label: "Facturé", "Charged";
        noun: "la façon de facturer", "how it is charged";
        missing: "Dites si ce prix est facturé par mois, par an, une seule fois…", "Say whether this price is charged by the month, by the year, once…";
    }
    "price_plans.vat" {
        label: "TVA", "VAT";
        noun: "la TVA", "VAT";
        hint: "En franchise de TVA, choisissez TTC.", "If you do not charge VAT, choose “incl. VAT”.";
        missing: "Choisissez un prix HT ou TTC", "Choose whether the price includes VAT";
    }
    "setup_fee_cents" {
        label: "Frais de mise en service", "Set-up fee";
        noun: "les frais de mise en service", "the set-up fee";
        hint: "En euros, payés une fois au début\u{a0}: création, paramétrage, livraison du matériel. 0\u{a0}s’il n’y en a pas.",
            "In euros, paid once at the start: creation, configuration, delivery of equipment. 0\u{a0}if there is none.";
    }
    "commission_percent_hundredths" {
        label: "Commission sur les ventes", "Commission on sales";
        noun: "la commission", "the commission";
        hint: "En pourcentage de chaque vente du commerçant, par exemple 2,5. 0\u{a0}s’il n’y en a pas.",
            "As a percentage of each sale of the shop, for example 2.5. 0\u{a0}if there is none.";
    }
    "trial_days" {
        label: "Essai gratuit", "Free trial";
        noun: "l’essai gratuit", "the free trial";
        hint: "En jours, par exemple 30 ou «\u{a0}1\u{a0}mois\u{a0}». 0\u{a0}s’il n’y en a pas.", "In days, for example 30 or “1 month”. 0\u{a0}if there is none.";
    }
    "promotion.text" {
        label: "Ce que vous offrez", "What you offer";
        noun: "la promotion", "the promotion";
        hint: "Par exemple «\u{a0}Trois mois à moitié prix\u{a0}».", "In French, for example «\u{a0}Trois mois à moitié prix\u{a0}».";
        missing: "Dites ce que vous offrez pendant la promotion", "Say what you offer during the promotion";
    }
    "promotion.ends_on" {
        label: "Dernier jour de la promotion", "Last day of the promotion";
        noun: "le dernier jour de la promotion", "the last day of the promotion";
        hint: "Par exemple 31/12/2027.", "Day first, for example 31/12/2027.";
        missing: "Donnez le dernier jour de la promotion", "Give the last day of the promotion";
    }
    "promotion.price_after_cents" {
        label: "Prix après la promotion", "Price after the promotion";
        noun: "le prix après la promotion", "the price after the promotion";
        hint: "En euros\u{a0}: les commerçants le liront à côté de la promotion.",
            "In euros: shopkeepers read it beside the promotion.";
        missing: "Donnez le prix après la promotion", "Give the price after the promotion";
    }
}
