//! Before an application, its list of topics, its pages.

use crate::domain::form::answers::Progress;
use crate::i18n::{Lang, sentences};

sentences! {
    nav_apply: "Proposer mon offre", "List my offer";
    apply_title: "Proposer votre offre aux commerçants", "List your offer for shops";
    apply_lead: "Une fiche claire, vérifiée par une personne, trouvée par les commerçants que vous pouvez vraiment servir. Gratuite, sans rang à vendre.",
        "A clear listing, checked by a person, found by the shops you can really serve. Free, with no ranking for sale.";
    apply_begin: "Commencer", "Start";
    apply_begin_another: "Commencer une autre candidature", "Start another application";
    apply_resume_draft: "Reprendre ma candidature", "Resume my application";
    apply_resume_link: "J’ai déjà commencé\u{a0}: reprendre une candidature", "I have already started: resume an application";
    apply_who_title: "Pour qui", "Who it is for";
    apply_who_text: "Entreprises, indépendants et associations qui ont un numéro SIRET et proposent un service numérique aux commerçants et artisans en France.",
        "Companies, sole traders and associations with a SIRET number that offer shops in France a digital service.";
    apply_need_title: "À avoir sous la main", "What to have at hand";
    apply_need_siret: "votre numéro SIRET\u{202f};", "your SIRET number;";
    apply_need_price: "le prix et les conditions de chaque offre\u{a0}: engagement, préavis, frais de sortie\u{202f};",
        "the price and terms of each offer: commitment, notice, exit fee;";
    apply_need_area: "les communes, départements ou régions où vous travaillez\u{202f};", "the towns, départements or regions you work in;";
    apply_need_email: "une adresse de courriel que vous relevez, de préférence celle de votre site.", "an e-mail address you read, preferably at your website’s domain.";
    apply_time_title: "Combien de temps", "How long it takes";
    apply_time_text: "Un quart d’heure pour une offre, cinq minutes pour chacune des suivantes. Chaque page s’enregistre\u{a0}: vous pouvez vous arrêter, changer d’appareil et reprendre plus tard.",
        "A quarter of an hour for one offer, five minutes for each further one. Every page is saved: you can stop, change device and come back later.";
    apply_checks_title: "Ce que nous vérifions", "What we check";
    apply_checks_text: "Votre entreprise existe et c’est bien la vôtre\u{202f}; votre site répond et porte votre nom\u{202f}; prix, engagement et zone sont complets. Vous voyez les mêmes contrôles que nous, avant l’envoi.",
        "Your firm exists and you speak for it; your website answers and bears your name; price, commitment and area are complete. You see the same checks as we do, before you send.";
    apply_decision_title: "Quand vient la réponse", "When you will hear";
    apply_decision_text: "Une personne lit chaque candidature, dans l’ordre d’arrivée. Vous suivez où en est la vôtre, et un refus est toujours motivé.",
        "A person reads each application, in order of arrival. You can see where yours stands, and a refusal always comes with its reasons.";
    suit_title: "Trois questions avant de commencer", "Three questions before you start";
    suit_lead: "Pour ne pas vous faire remplir un dossier que nous devrions refuser.", "So that you do not fill in what we would have to refuse.";
    suit_siret: "Avez-vous un numéro SIRET\u{202f}?", "Do you have a SIRET number?";
    suit_siret_hint: "Entreprise, micro-entreprise ou association inscrite au répertoire.", "A company, sole trader or association in the French register.";
    suit_shops: "Votre offre aide-t-elle un commerçant ou un artisan à vendre, se faire connaître, encaisser, livrer ou gérer\u{202f}?",
        "Does your offer help a shop to sell, get known, get paid, deliver or run its business?";
    suit_price: "Acceptez-vous d’afficher vos prix, ou à défaut la façon dont vous chiffrez\u{202f}?", "Will you show your prices, or at least how you quote?";
    suit_missing: "Répondez par oui ou par non", "Answer yes or no";
    suit_go: "Continuer", "Continue";
    wayout_title: "Pas tout de suite", "Not just yet";
    wayout_siret: "L’annuaire ne présente que des entreprises et des associations immatriculées\u{a0}: c’est ce qui permet aux commerçants de savoir à qui ils ont affaire. L’inscription d’une micro-entreprise est gratuite, sur le guichet des formalités des entreprises. Revenez dès que vous avez votre numéro.",
        "The directory only shows registered firms and associations, so that shops know whom they deal with. Registering as a sole trader is free, at the official business formalities desk. Come back as soon as you have your number.";
    wayout_shops: "L’annuaire est fait pour les services numériques du commerce de proximité. Si vous hésitez, regardez les services que nous présentons\u{a0}: le vôtre y est peut-être sous un autre nom.",
        "The directory is for digital services to local shops. If in doubt, look at the services we list: yours may be there under another name.";
    wayout_price: "Les commerçants nous disent que l’absence de prix les fait fuir. Une fourchette ou un prix de départ suffit, et «\u{a0}sur devis\u{a0}» est accepté quand vous dites comment vous chiffrez.",
        "Shopkeepers tell us that missing prices drive them away. A range or a starting price is enough, and “on quote” is fine when you say how you work it out.";
    wayout_back: "Revenir aux questions", "Back to the questions";
    tasks_title: "Votre candidature", "Your application";
    tasks_lead: "Dans l’ordre que vous voulez. Chaque page est enregistrée dès que vous la validez, même incomplète.",
        "In any order. Each page is saved as soon as you submit it, even incomplete.";
    tasks_firm: "Votre entreprise", "Your firm";
    tasks_after: "Preuves et contact", "Proofs and contact";
    tasks_end: "Relire et envoyer", "Check and send";
    tasks_add_offer: "Ajouter une offre", "Add an offer";
    tasks_remove_offer: "Retirer cette offre", "Remove this offer";
    tasks_preview: "Voir l’aperçu", "See the preview";
    tasks_check: "Relire vos réponses", "Check your answers";
    tasks_withdraw: "Retirer ma candidature", "Withdraw my application";
    tasks_leave: "Fermer la candidature sur cet appareil", "Close the application on this device";
    tasks_reference: "Référence", "Reference";
    tasks_kept: "Vous pouvez fermer cette page\u{a0}: pour revenir, demandez un lien avec votre adresse de courriel. Un brouillon resté 90\u{a0}jours sans changement est effacé\u{202f}; une lettre vous prévient deux semaines avant.",
        "You can close this page: to come back, ask for a link with your e-mail address. A draft left unchanged for 90\u{a0}days is deleted; a letter warns you two weeks before.";
    tasks_kept_no_email: "Donnez votre adresse de courriel à la page «\u{a0}À qui nous écrivons\u{a0}» pour pouvoir revenir depuis un autre appareil. Un brouillon resté 90\u{a0}jours sans changement est effacé.",
        "Give your e-mail address on the “Whom we write to” page to be able to come back from another device. A draft left unchanged for 90\u{a0}days is deleted.";
    questions_asked: "Ce que nous vous demandons", "What we ask of you";
    progress_todo: "À faire", "To do";
    progress_optional: "Facultatif", "Optional";
    progress_unfinished: "À compléter", "Unfinished";
    progress_done: "Fait", "Done";
    progress_later: "Pas encore possible", "Not yet possible";
    progress_ready: "Prêt", "Ready";
    save_and_go_on: "Enregistrer et continuer", "Save and continue";
    save_and_list: "Enregistrer et revenir à la liste", "Save and go back to the list";
    back_to_list: "Retour à la liste", "Back to the list";
    error_prefix: "Erreur\u{a0}: ", "Error: ";
    register_found: "D’après le répertoire des entreprises. Corrigez ce qui n’est plus juste.", "From the company register. Correct what is no longer right.";
    register_unpublished: "L’entreprise a demandé que son nom et son adresse ne soient pas diffusés\u{a0}: remplissez ce que vous acceptez de montrer.",
        "The firm asked that its name and address not be published: fill in what you agree to show.";
    register_unknown: "Le répertoire ne connaît pas ce numéro. S’il est tout récent, continuez\u{a0}: nous regarderons à nouveau.",
        "The register does not know this number. If it is very recent, go on: we will look again.";
    register_ceased: "Le répertoire dit que cette entreprise est fermée. Vérifiez le numéro.", "The register says this firm has closed. Check the number.";
    register_away: "Le répertoire des entreprises ne répond pas en ce moment. Remplissez à la main\u{a0}: nous le consulterons plus tard.",
        "The company register is not answering right now. Fill this in by hand: we will consult it later.";
    remove_title: "Retirer cette offre de la candidature\u{202f}?", "Remove this offer from the application?";
    remove_text: "Ce que vous avez écrit pour cette offre sera effacé. Les autres offres restent.", "What you wrote for this offer will be deleted. The other offers stay.";
    remove_button: "Oui, la retirer", "Yes, remove it";
    keep_button: "Non, la garder", "No, keep it";
    offers_full: "Une candidature contient dix offres au plus. Envoyez celle-ci, puis ajoutez les autres depuis votre espace.",
        "An application holds ten offers at most. Send this one, then add the others from your space.";
    not_saved: "Impossible d’enregistrer pour le moment\u{a0}: cela ne vient pas de vous. Tout ce que vous avez écrit est encore ici\u{202f}; réessayez dans quelques instants.",
        "This cannot be saved right now: this is not your doing. Everything you wrote is still here; try again in a moment.";
    stale_title: "Cette page n’est plus à jour", "This page is out of date";
    stale_text: "La candidature a changé depuis que vous l’avez ouverte. Rien n’a été modifié par cet envoi.", "The application has changed since you opened it. What you have just sent changed nothing.";
    closed_title: "Cette candidature ne se modifie plus", "This application can no longer be changed";
    closed_text: "Entre-temps, elle a été envoyée ou retirée, ou une décision a été prise. Rien n’a été modifié par cet envoi.", "In the meantime it was sent or withdrawn, or a decision was made. What you have just sent changed nothing.";
    full_title: "C’est trop long pour une candidature", "This is too long for one application";
    full_text: "Rien n’a été enregistré par cet envoi. Revenez en arrière et raccourcissez\u{a0}: vos textes sont encore dans la page.",
        "None of this was saved. Go back and shorten it: your text is still in the page.";
    suit_open_label: "Candidature en cours", "Open application";
    suit_open_kept: "Vous avez déjà une candidature ouverte dans ce navigateur. Si vous en commencez une autre, celle-ci se fermera ici\u{202f}; pour la rouvrir, demandez un lien avec votre adresse de courriel.",
        "You already have an application open in this browser. If you start another one, this one will close here; to reopen it, ask for a link with your e-mail address.";
    suit_open_lost: "Vous avez déjà une candidature ouverte dans ce navigateur, sans adresse de courriel. Si vous en commencez une autre, plus rien ne permettra de retrouver celle-ci.",
        "You already have an application open in this browser, without an e-mail address. If you start another one, nothing will find this one again.";
    claim_label: "Fiche à prendre en main", "Listing to take over";
    claim_text: "avec cette candidature, vous prenez en main la fiche que nous avons écrite d’après des sources publiques. Corrigez-la, complétez-la, puis une personne vérifie que c’est bien votre entreprise.",
        "with this application you take over the listing we wrote from public sources. Correct and complete it, then a person checks that it is your firm.";
    year_of_offer: "Ce que cela fait pour un commerce, la première année", "What it comes to for a shop in the first year";
    logo_title: "Logo (facultatif)", "Logo (optional)";
    logo_hint: "Une image PNG, JPEG ou WebP de 512\u{a0}ko au plus. Elle s’enregistre tout de suite.", "A PNG, JPEG or WebP picture of 512\u{a0}KB at most. It is saved at once.";
    logo_choose: "Choisir une image", "Choose a picture";
    logo_send: "Envoyer le logo", "Send the logo";
    logo_remove: "Retirer le logo", "Remove the logo";
    logo_alt: "Votre logo", "Your logo";
    see_where_it_stands: "Voir où elle en est", "See where it stands";
}

impl Lang {
    /// Says how far a topic is.
    #[must_use]
    pub const fn progress(self, progress: Progress) -> &'static str {
        match progress {
            Progress::ToDo => self.progress_todo(),
            Progress::Optional => self.progress_optional(),
            Progress::Unfinished => self.progress_unfinished(),
            Progress::Done => self.progress_done(),
        }
    }

    /// Names an offer of an application by its place and, once it has one, its title: « Offre 2 : Boutique en ligne ».
    #[must_use]
    pub fn offer_heading(self, place: usize, title: &str) -> String {
        let name = format!("{}\u{a0}{place}", self.pick("Offre", "Offer"));
        if title.is_empty() { name } else { format!("{name}{} {title}", self.colon()) }
    }

    /// Says how many topics are done: « 4 étapes sur 12 ».
    #[must_use]
    pub fn topics_done(self, done: usize, all: usize) -> String {
        match self {
            Self::Fr => format!("{done} étapes faites sur {all}"),
            Self::En => format!("{done} of {all} steps done"),
        }
    }

    /// Says within how many days half of the decisions come: « La moitié des réponses arrivent en 3 jours ou moins. »
    #[must_use]
    pub fn usual_decision(self, days: i32) -> String {
        let count = self.days(u32::try_from(days).unwrap_or_default());
        match self {
            Self::Fr => format!("La moitié des réponses arrivent en {count} ou moins."),
            Self::En => format!("Half of the answers come within {count}."),
        }
    }
}
