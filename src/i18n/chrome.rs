//! What stands around every page: board, search form, footer.

use super::sentences;

sentences! {
    skip_to_content: "Aller au contenu", "Skip to content";
    menu: "Menu", "Menu";
    main_navigation: "Navigation principale", "Main navigation";
    nav_find: "Trouver", "Find";
    nav_space: "Mon espace prestataire", "My provider space";
    nav_all: "Toutes les offres", "All offers";
    demo_title: "Démonstration.", "Demonstration.";
    demo_text: "Sauf mention contraire, les fiches viennent de sources publiques et n’ont pas été vérifiées.",
        "Unless they say otherwise, listings come from public sources and have not been verified.";
    search_label: "Recherche", "Search";
    what_label: "De quoi avez-vous besoin\u{202f}?", "What do you need?";
    what_hint: "un site, un terminal, un coursier…", "a website, a card terminal, a courier…";
    where_label: "Où est votre commerce\u{202f}?", "Where is your shop?";
    where_hint: "ville ou code postal", "town or postal code";
    suggestions: "Suggestions", "Suggestions";
    a_provider: "prestataire", "provider";
    no_suggestion: "Aucune suggestion", "No suggestions";
    one_suggestion: "Une suggestion, à choisir avec la flèche du bas", "One suggestion, press the down arrow to choose it";
    many_suggestions: "{} suggestions, à choisir avec les flèches", "{} suggestions, use the arrow keys to choose";
    search_button: "Chercher", "Search";
    demo_label: "Démonstration", "Demonstration";
    where_next: "Par où continuer", "Where to go from here";
    error_number: "Erreur", "Error";
    footer_what: "l’annuaire ouvert des prestataires numériques du commerce de proximité. Gratuit, sans publicité, sans traceur.",
        "the open directory of digital providers for local shops. Free, no advertising, no tracking.";
    footer_navigation: "Bas de page", "Footer";
    open_data: "Données ouvertes (API)", "Open data (API)";
    source_code: "Code source", "Source code";
    map_credit: "Fond de carte\u{a0}: IGN, INSEE.", "Base map: IGN, INSEE.";
    font_credit: "Police\u{a0}: Bricolage Grotesque,", "Typeface: Bricolage Grotesque,";
    font_licence: "licence OFL", "OFL licence";
    tagline: "trouver qui met votre commerce en ligne", "find who brings your shop online";
}
