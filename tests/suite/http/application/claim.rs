//! A listing of the directory, taken over by its firm.

use crate::support::app::TestApp;
use crate::support::applicant::{Applicant, answers_to_questions, assert_holds};
use crate::support::visitor::{Visitor, field};

const OFFER: &str = "/offres/les-vitrines-de-colmar-place-de-marche-locale";
const QUESTIONS: &str = "/candidature/questions?fiche=les-vitrines-de-colmar";

#[tokio::test]
async fn the_firm_of_a_starter_listing_takes_it_over_with_what_is_known() {
    let app = TestApp::start().await;
    let visitor = Visitor::new(&app);
    assert!(visitor.get(OFFER).await.text.contains(QUESTIONS));
    let page = visitor.get(QUESTIONS).await;
    page.assert_says("Les Vitrines de Colmar");
    let (key, slug) = (field(&page.text, "cle"), field(&page.text, "fiche"));
    let mut answers = answers_to_questions(&key).to_vec();
    answers.push(("fiche", slug.as_str()));
    let begun = visitor.post("/candidature/questions", &answers).await;
    let applicant = Applicant { browser: visitor, path: begun.header("location").to_owned() };
    applicant.assert_keeps("entreprise", &[("name", "Les Vitrines de Colmar")]).await;
    let list = applicant.page("").await;
    list.assert_says("Offre 1 : Les Vitrines de Colmar, place de marché locale");
    let end = list.text.find("/services\"").expect("the services of the offer");
    let offer = format!("offres/{}", list.text[..end].rsplit('/').next().unwrap());
    let services = [("main_service", "place-locale"), ("more_services", "cartes-cadeaux")];
    applicant.assert_keeps(&format!("{offer}/services"), &services).await;
    applicant.assert_keeps(&format!("{offer}/zone"), &[("place", "Colmar (68)")]).await;
    assert!(!list.text.contains("/retirer\">Retirer cette offre"), "a listing is not left out");
    assert_eq!(applicant.save(&format!("{offer}/retirer"), &[]).await.status, 409);
    app.get(OFFER).await.assert_says("C’est votre entreprise");
}

#[tokio::test]
async fn a_listing_that_is_unknown_or_made_up_begins_an_empty_application() {
    let app = TestApp::start().await;
    for slug in ["nobody", "../x", "", "<b>", "les-vitrines-de-colmar\0"] {
        let visitor = Visitor::new(&app);
        let key = field(&visitor.get("/candidature/questions").await.text, "cle");
        let mut answers = answers_to_questions(&key).to_vec();
        answers.push(("fiche", slug));
        let begun = visitor.post("/candidature/questions", &answers).await;
        assert_eq!(begun.status, 303, "{slug}");
        let applicant = Applicant { browser: visitor, path: begun.header("location").to_owned() };
        assert_holds(slug, &applicant.kept("entreprise").await, &[("name", ""), ("website", "")]);
    }
}
