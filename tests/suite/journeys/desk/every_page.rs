//! Every page of the desk before axe: empty, filled and wrong, in both languages, at a desk and on a phone.

use std::cell::RefCell;

use devanture::i18n::Lang;

use super::gallery::{Cases, Gallery};
use super::tick_all;
use crate::space::SLUG;
use crate::support::axe::findings;
use crate::support::browser::{Browser, Device};

/// Pages that are there before anything has happened.
const EMPTY: [&str; 5] = ["", "?etat=attente&nature=new", "/a-confirmer", "/tableau", "/journal"];
/// Pages about nothing in particular, once much has happened.
const FILLED: [&str; 18] = [
    "",
    "?etat=attente",
    "?nature=report&personne=personne",
    "?etat=lecture&nature=change",
    "/a-confirmer",
    "/tableau",
    "/journal",
    "/journal/export",
    "/import",
    "/offres",
    "/offres/boutique-cle-en-main",
    "/prestataires/atelier-du-web",
    "/prestataires/le-web-de-colmar/fusionner",
    "/equipe",
    "/compte",
    "/compte/mot-de-passe",
    "/compte/application",
    "/compte/codes",
];

/// Somebody who looks at every page.
struct Round<'a> {
    browser: &'a Browser,
    site: String,
    lang: Lang,
    /// What axe finds on all pages.
    found: RefCell<Vec<String>>,
}

impl Round<'_> {
    /// Opens a page of the desk.
    async fn open(&self, end: &str) {
        let prefix = self.lang.pick("", "/en");
        let address = format!("{}{prefix}/administration{end}", self.site);
        self.browser.visit(&address).await;
        assert_eq!(self.browser.address().await, address, "nobody is sent elsewhere");
    }

    /// Opens a page of the desk and looks at it.
    async fn look(&self, end: &str) {
        self.open(end).await;
        self.check(end).await;
    }

    /// Looks at the page that is shown: it must be clean and no wider than the screen.
    async fn check(&self, place: &str) {
        assert!(!self.browser.heading().await.is_empty(), "{place}");
        self.browser.assert_clean_on_duty().await;
        let found = findings(self.browser).await.into_iter().map(|finding| format!("{place}\n{finding}"));
        self.found.borrow_mut().extend(found);
    }

    /// Looks at the page that is shown, which says what is wrong with what was typed.
    async fn check_wrong(&self, place: &str) {
        assert!(self.browser.title().await.starts_with("Err"), "{place}: {}", self.browser.title().await);
        self.browser.error_summary().await;
        self.check(place).await;
    }

    async fn press(&self, fr: &str, en: &str) {
        self.browser.press(self.lang.pick(fr, en)).await;
    }

    /// Sends the form of a page as it is, and looks at the page before and after.
    async fn send_empty(&self, end: &str, fr: &str, en: &str) {
        self.look(end).await;
        self.press(fr, en).await;
        self.check_wrong(&format!("{end}, wrong")).await;
    }
}

async fn look_at_all(device: Device, lang: Lang) {
    let mut gallery = Gallery::open().await;
    device
        .journey(async |browser| {
            let site = gallery.app.url.clone();
            let round = Round { browser, site, lang, found: RefCell::default() };
            round.send_empty("/connexion", "Entrer", "Sign in").await;
            browser.take_session(&gallery.lea).await;
            for end in EMPTY {
                round.look(end).await;
            }
            let cases = gallery.fill().await;
            browser.take_session(&gallery.lea).await;
            for end in FILLED {
                round.look(end).await;
            }
            look_at_cases(&round, &cases).await;
            look_at_decisions(&round, &cases).await;
            look_at_offers(&round).await;
            look_at_report(&round, &cases).await;
            round.send_empty("/equipe", "Envoyer l’invitation", "Send the invitation").await;
            round.open("/compte").await;
            browser.fill(lang.pick("Votre nom", "Your name"), "").await;
            round.press("Enregistrer", "Save").await;
            round.check_wrong("/compte, wrong").await;
            let found = round.found.take();
            assert!(found.is_empty(), "not accessible:\n{}", found.join("\n"));
        })
        .await;
}

async fn look_at_cases(round: &Round<'_>, cases: &Cases) {
    round.look(&format!("/dossiers/{}/accepter", cases.waiting)).await;
    round.look(&format!("/dossiers/{}", cases.change)).await;
    round.look(&format!("/dossiers/{}/offres/1/apercu", cases.waiting)).await;
    let case = format!("/dossiers/{}", cases.waiting);
    round.send_empty(&case, "Enregistrer", "Save").await;
    round.open(&case).await;
    let words = round.lang.pick("Votre commentaire", "Your comment");
    round.browser.fill(words, "Vu avec le registre : rien à redire.\nÀ rappeler lundi.").await;
    round.press("Enregistrer", "Save").await;
    round.press("Prendre ce dossier", "Take this case").await;
    round.check("a case in hand").await;
}

/// What stands on the button that shows a letter.
const READ: (&str, &str) = ("Relire la lettre", "Read the letter over");

async fn look_at_decisions(round: &Round<'_>, cases: &Cases) {
    let case = format!("/dossiers/{}", cases.waiting);
    for kind in ["accepter", "demander", "refuser"] {
        round.send_empty(&format!("{case}/{kind}"), READ.0, READ.1).await;
    }
    look_at_letters(round, &case).await;
    round.press("Décider et envoyer", "Decide and send").await;
    round.check("what was decided").await;
    round.look(&case).await;
    let proposed = format!("/dossiers/{}", cases.proposed);
    round.look(&proposed).await;
    look_at_second(round, &format!("{proposed}/second-avis")).await;
}

/// Looks at the letter of each decision; the last one asks a question.
async fn look_at_letters(round: &Round<'_>, case: &str) {
    round.open(&format!("{case}/refuser")).await;
    round.browser.choose(round.lang.pick("Aucun prix n’est indiqué", "No price is given")).await;
    look_at_letter(round, "the letter of a refusal").await;
    round.open(&format!("{case}/accepter")).await;
    tick_all(round.browser, round.lang).await;
    round.browser.choose(round.lang.pick("Offre vérifiée", "Offer verified")).await;
    look_at_letter(round, "the letter of an approval").await;
    round.open(&format!("{case}/demander")).await;
    let whole = round.lang.pick("Sur l’ensemble de la candidature", "About the application as a whole");
    round.browser.fill(whole, "Où lit-on votre prix ?").await;
    look_at_letter(round, "the letter with a question").await;
}

async fn look_at_letter(round: &Round<'_>, place: &str) {
    round.press(READ.0, READ.1).await;
    round.check(place).await;
}

async fn look_at_second(round: &Round<'_>, second: &str) {
    round.send_empty(second, "Ne pas confirmer", "Do not confirm").await;
    round.open(second).await;
    round.press("Confirmer le refus et envoyer", "Confirm the refusal and send").await;
    round.check("what two people decided").await;
    round.look(second).await;
}

async fn look_at_offers(round: &Round<'_>) {
    let offer = format!("/offres/{SLUG}");
    round.send_empty(&format!("{offer}/suspendre"), READ.0, READ.1).await;
    round.open(&format!("{offer}/suspendre")).await;
    round.browser.choose(round.lang.pick("Aucun prix n’est indiqué", "No price is given")).await;
    look_at_letter(round, "the letter of a suspension").await;
    round.open("/prestataires/atelier-du-web/fusionner?garder=le-web-de-colmar").await;
    round.check("two records side by side").await;
    round.press("Voir ce qui va se passer", "See what will happen").await;
    round.check("what a merge does, and its letter").await;
}

async fn look_at_report(round: &Round<'_>, cases: &Cases) {
    let report = format!("/signalements/{}", cases.report);
    round.look(&report).await;
    round.press("Prendre ce dossier", "Take this case").await;
    round.send_empty(&format!("{report}/clore"), READ.0, READ.1).await;
    let ask = round.lang.pick(
        "Demander au prestataire de corriger, sous 14 jours",
        "Ask the provider to put it right within 14 days",
    );
    round.browser.choose(ask).await;
    let why = round.lang.pick("Pourquoi", "Why");
    round.browser.fill(why, "Le prix affiché n’est pas celui de la facture.").await;
    look_at_letter(round, "the letters about a report").await;
    round.press("Clore ce signalement", "Close this report").await;
    round.check("a report that is closed").await;
}

#[tokio::test]
async fn journey_over_every_french_page_of_the_desk() {
    look_at_all(Browser::desktop(), Lang::Fr).await;
}

#[tokio::test]
async fn journey_over_every_french_page_of_the_desk_on_a_phone() {
    look_at_all(Browser::phone(), Lang::Fr).await;
}

#[tokio::test]
async fn journey_over_every_english_page_of_the_desk_in_the_dark() {
    look_at_all(Browser::desktop().dark(), Lang::En).await;
}

#[tokio::test]
async fn journey_over_every_english_page_of_the_desk_on_a_phone() {
    look_at_all(Browser::phone(), Lang::En).await;
}
