//! Pages that say what went wrong and what to do about it.

use super::sentences;

sentences! {
    not_found_title: "Cette page n’est pas dans la vitrine", "This page is not in the window";
    not_found_text: "L’adresse est peut-être mal recopiée, ou la fiche a été retirée. Le problème ne vient pas de vous.",
        "The address may have been mistyped, or the listing was taken down. Nothing is wrong at your end.";
    method_title: "Cette page ne reçoit rien", "This page takes no submissions";
    method_text: "Rien n’a été envoyé ni enregistré. Revenez en arrière ou repartez d’une recherche\u{a0}:",
        "Nothing was sent or saved. Go back, or start from a search:";
    address_title: "Cette adresse est trop longue", "This address is too long";
    address_text: "Elle dépasse ce que nous savons lire. Recommencez avec moins de filtres ou un texte plus court\u{a0}:",
        "It is longer than we can read. Start again with fewer filters or a shorter text:";
    body_title: "Cet envoi est trop gros", "This submission is too large";
    body_text: "Rien n’a été enregistré, mais rien n’est perdu. Revenez en arrière\u{a0}: ce que vous avez écrit est encore dans la page. Raccourcissez-le ou choisissez un fichier plus léger, puis renvoyez.",
        "Nothing was saved, but nothing is lost. Go back: what you wrote is still on the page. Shorten it or choose a lighter file, then send it again.";
    request_title: "Cette demande est illisible", "This request cannot be read";
    request_text: "Quelque chose dans l’adresse ou l’envoi ne se lit pas. Repartez d’une recherche\u{a0}:",
        "Something in the address or the submission cannot be read. Start from a search:";
    busy_title: "Trop de monde en ce moment", "Too many visitors right now";
    busy_text: "Réessayez dans quelques secondes\u{a0}: rien n’est perdu, votre recherche est dans l’adresse de la page.",
        "Try again in a few seconds: nothing is lost, your search is in the address of the page.";
    broken_title: "Quelque chose a lâché chez nous", "Something broke on our side";
    broken_text: "Ce n’est pas votre faute, et l’incident est noté. Réessayez dans un instant.",
        "It is not your fault, and it has been logged. Try again in a moment.";
    go_home: "Retour à l’accueil", "Back to the home page";
}
