//! The words made-up offers are written with. Earlier words of a list are used more often.
//!
//! `{mot}` becomes a shopkeeper's word for the offer's service type, `{type}` its label, `{fait}` a line of
//! [`facts_of`], `{commerce}` a trade, `{ville}` a commune, `{outil}` a made-up product, `{n}` a number.

/// Titles.
pub(crate) const TITLES: &[&str] = &[
    "{type} pour {commerce}", "{type} clé en main", "{type} : {mot}", "{mot} à {ville}",
    "{mot} pour {commerce}", "{type} sans engagement", "{type} {outil}", "{mot} et accompagnement",
    "Pack {mot}", "{outil}, {mot}", "{type} à {ville} et alentour", "{mot} au forfait",
    "{mot} simple et rapide", "{type} pour petits commerces", "{outil} pour {commerce}", "{mot} sur mesure",
];

/// First sentences: they make summaries and open descriptions.
pub(crate) const OPENINGS: &[&str] = &[
    "{mot} pour {commerce}, {fait}.", "Nous nous occupons de tout : {mot}, {fait}.",
    "{type} pensé pour les petits commerces : {fait}.",
    "Depuis {ville}, nous proposons {mot} aux commerçants, {fait}.",
    "{mot} à prix clair, {fait}, sans engagement.", "Un interlocuteur unique pour {mot}, {fait}.",
    "{outil} aide les commerces de proximité : {mot}, {fait}.",
    "Vous tenez un commerce ? {mot}, {fait}, prêt en {n} jours.", "{mot} et {mot} pour {commerce} à {ville}.",
    "Association de commerçants de {ville} : {mot}, {fait}.",
];

/// Further sentences of descriptions.
pub(crate) const SENTENCES: &[&str] = &[
    "Le premier rendez-vous est gratuit et sans engagement.",
    "Nous venons dans votre boutique à {ville} et dans les communes voisines.",
    "La mise en service prend {n} jours ouvrés, formation comprise.",
    "Vous gardez la propriété de vos contenus, de vos photos et de votre nom de domaine.",
    "Le prix comprend {mot} et {mot}.",
    "Après la mise en ligne, nous restons joignables par téléphone du lundi au samedi.",
    "Plus de {n} commerces nous font confiance, dont {commerce} à {ville}.",
    "{outil} s’appuie sur des logiciels libres et vos données restent en France.",
    "Nous avons l’habitude de travailler avec {commerce}.", "Concrètement : {fait}, {fait} et {fait}.",
    "Aucune connaissance technique n’est nécessaire, nous vous montrons tout pas à pas.",
    "Un tarif réduit est accordé aux nouveaux commerces pendant {n} mois.",
    "Vous pouvez arrêter à tout moment, vos fichiers clients et produits vous sont rendus.",
    "Nos équipes parlent français, anglais et alsacien, breton ou occitan selon les villes.",
    "Notre solution se branche sur {outil}, sur votre caisse et sur votre comptabilité.",
    "Cette offre convient aussi aux marchés, aux halles et aux foires.",
    "Nous saisissons vos {n} premiers produits avec vous.",
    "Un bilan chiffré vous est remis chaque trimestre : visites, ventes, appels, avis.",
    "Les aides de la région et de la chambre de commerce peuvent couvrir une part du coût.",
    "Pour {commerce}, {mot} demande surtout de la régularité : nous la prenons en charge.",
    "Le matériel est garanti {n} mois, remplacé sous deux jours en cas de panne.",
    "Vos clients commandent le soir, vous préparez le matin, ils retirent quand ils veulent.",
];

/// Trades a sentence may name.
pub(crate) const TRADES: &[&str] = &[
    "les commerces de proximité", "les boutiques de vêtements", "les restaurants", "les boulangeries",
    "les fleuristes", "les librairies", "les magasins de jouets", "les coiffeurs", "les artisans",
    "les bijouteries", "les cavistes", "les épiceries fines", "les instituts de beauté", "les fromageries",
    "les opticiens", "les chausseurs", "les producteurs locaux", "les marchés", "les primeurs",
    "les merceries", "les torréfacteurs", "les brocantes", "les luthiers", "les horlogers",
];

/// Endings and beginnings of made-up names of products and firms.
pub(crate) const SYLLABLES: &[&str] = &[
    "bou", "ti", "mar", "ché", "lo", "ka", "vi", "tri", "no", "via", "sol", "pa", "néo", "cli", "kea", "ru",
    "ora", "mé", "lia", "zen", "ben", "cor", "da", "fi", "gra", "ho", "lum", "pix", "qui", "sta", "tel",
    "ur", "val", "wim", "yo", "bri",
];

/// What firms call themselves; `{x}` is a made-up word, `{ville}` a commune, `{f}` a family name.
pub(crate) const FIRMS: &[&str] = &[
    "{x}", "Atelier {x}", "{x} Numérique", "Agence {x}", "{f} Conseil", "{x} Web", "Studio {x}", "{f} & Fils",
    "Vitrines {ville}", "{x} Solutions", "Coursiers {ville}", "{x} Commerce", "{f} Informatique",
    "La Fabrique {x}", "Maison {f}", "{x} Logistique", "Coopérative {x}", "Boutiques {ville}", "{x} Paiement",
    "{f} Communication",
];

/// Family names.
pub(crate) const FAMILIES: &[&str] = &[
    "Martin", "Bernard", "Robert", "Richard", "Durand", "Dubois", "Moreau", "Simon", "Laurent", "Michel",
    "Garcia", "Roux", "Fournier", "Girard", "Lambert", "Fontaine", "Muller", "Lefèvre", "Mercier", "Dupont",
    "Guérin", "Boyer", "Chevalier", "Le Gall", "Schmitt", "Etcheverry", "Santoni", "Hoarau", "Kermarrec",
    "Weber", "Castaing", "Payet",
];

/// What an offer brings, by need, written to stand inside a sentence.
const FACTS: &[(&str, &[&str])] = &[
    (
        "site",
        &[
            "un site lisible sur téléphone", "un hébergement compris", "un catalogue facile à tenir",
            "des photos soignées", "des textes relus", "un nom de domaine à votre nom",
            "une page par produit", "des horaires à jour", "une refonte complète",
            "une maintenance mensuelle", "un formulaire de contact", "une galerie d’images",
        ],
    ),
    (
        "vente",
        &[
            "la commande en quelques clics", "le retrait en boutique", "un agenda en ligne",
            "des créneaux de retrait", "la réservation de table", "des bons cadeaux imprimables",
            "la vente en direct vidéo", "un menu à jour", "des rappels par SMS",
            "un acompte à la réservation", "un lien de commande à partager",
        ],
    ),
    (
        "place-de-marche",
        &[
            "tous les commerces de la ville au même endroit", "une vitrine commune", "des frais partagés",
            "un catalogue diffusé partout", "une commission réduite", "des clients de toute la France",
            "une animation locale", "un flux de produits automatique", "des livraisons groupées",
        ],
    ),
    (
        "paiement",
        &[
            "la carte bancaire acceptée partout", "des frais par transaction affichés", "un terminal mobile",
            "un lien envoyé par SMS", "le paiement sans contact", "le règlement en trois fois",
            "les titres-restaurant dématérialisés", "un virement le lendemain",
            "une location sans durée minimale", "la carte cadeau de la ville",
        ],
    ),
    (
        "livraison",
        &[
            "une livraison à vélo dans la journée", "un suivi des colis", "une tournée chaque après-midi",
            "des étiquettes imprimées en un clic", "un point relais dans votre boutique",
            "des véhicules électriques", "une consigne ouverte jour et nuit", "le froid respecté",
            "un tarif par course", "des retours faciles", "un entrepôt près de chez vous",
        ],
    ),
    (
        "visibilite",
        &[
            "une fiche bien remplie sur les cartes", "une meilleure place dans les moteurs",
            "des annonces ciblées", "deux publications par semaine", "un logo et une charte",
            "des avis mis en valeur", "un audit offert", "des mots-clés choisis avec vous",
            "une enseigne reconnaissable", "des affiches pour la vitrine",
        ],
    ),
    (
        "clients",
        &[
            "une carte de fidélité sur téléphone", "des lettres aux habitués", "un fichier clients en règle",
            "des SMS avant les soldes", "une réponse aux avis", "un standard qui décroche",
            "un tchat sur votre site", "des offres d’anniversaire", "une messagerie partagée",
            "des campagnes prêtes à partir",
        ],
    ),
    (
        "gestion",
        &[
            "une caisse certifiée", "un stock juste en boutique et en ligne", "des factures électroniques",
            "un inventaire au lecteur de codes-barres", "une comptabilité sans ressaisie",
            "des plannings partagés", "un ticket dématérialisé", "des commandes fournisseurs groupées",
            "un tableau de bord clair",
        ],
    ),
    (
        "securite",
        &[
            "une sauvegarde chaque nuit", "un diagnostic de sécurité", "des mots de passe bien gardés",
            "un registre des traitements", "des conditions de vente à jour", "un site accessible à tous",
            "une assistance en cas d’attaque", "un antivirus suivi", "des mentions légales complètes",
        ],
    ),
    (
        "accompagnement",
        &[
            "un diagnostic d’une demi-journée", "un plan d’action écrit", "une formation dans votre boutique",
            "un conseiller qui connaît le commerce", "un dossier d’aide monté pour vous",
            "des ateliers à plusieurs", "un suivi pendant six mois", "une installation sur place",
            "une prise en main à votre rythme",
        ],
    ),
];

/// Gives what offers under a need bring.
pub(crate) fn facts_of(need: &str) -> &'static [&'static str] {
    FACTS.iter().find(|(slug, _)| *slug == need).map_or(FACTS[0].1, |(_, facts)| facts)
}
