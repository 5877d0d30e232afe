//! Whoever answers for the record that goes is written to: the letter is read before it goes, and goes as it was read.

use devanture::domain::desk::Role;
use devanture::domain::desk::verdict::MOST_WORDS;

use super::merge::{ATELIER, DOUBLE, ENGINES, ROW, both, id_of, path, send_on};
use crate::space::{CLAIRE, SLUG};
use crate::support::app::TestApp;
use crate::support::desk::Officer;
use crate::support::pages::ReadPage;

const WORDS: &str = "Deux fiches, <b>une</b> suffit.";
const SHOWN: &str = "Deux fiches, &#60;b&#62;une&#60;/b&#62; suffit.";

#[tokio::test]
async fn the_letter_is_read_before_it_goes_and_goes_as_it_was_read_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        let (atelier, _) = both(&mut app).await;
        let lead = Officer::enter(&app, "Lea", Role::Lead).await;
        let visitor = &lead.visitor;
        let double = id_of(&app, DOUBLE).await.to_string();
        let choice = format!("offre-{}", id_of(&app, SLUG).await);
        let compared = visitor.get(&format!("{}?garder={ROW}", path(ATELIER))).await;
        compared.assert_says("Un mot au prestataire");
        let long = "a".repeat(MOST_WORDS + 7);
        let chosen = [(choice.as_str(), double.as_str()), ("mots", long.as_str()), ("etape", "fusionner")];
        let wrong = send_on(visitor, &compared, ATELIER, &chosen).await;
        assert_eq!(wrong.status, 422);
        ReadPage::of(&wrong.text).assert_names_errors("words");
        wrong.assert_says("7 caractères");
        wrong.assert_says(&long);
        wrong.assert_says(&format!("<option value=\"{double}\" selected>"));

        let read = send_on(visitor, &wrong, ATELIER, &[("mots", WORDS), ("etape", "apercu")]).await;
        assert_eq!(read.status, 200, "{read:?}");
        read.assert_says(&format!("La lettre part à : <b>{}</b>", CLAIRE.to_lowercase()));
        read.assert_says("Vos deux fiches n’en font plus qu’une");
        read.assert_says("Celles-ci faisaient double emploi.");
        read.assert_says(SHOWN);
        let back = send_on(visitor, &read, ATELIER, &[("etape", "modifier")]).await;
        back.assert_says(SHOWN);

        let done = send_on(visitor, &read, ATELIER, &[("etape", "fusionner")]).await;
        assert_eq!(done.status, 303, "{done:?}");
        let archived = visitor.get(&format!("/administration/offres/{SLUG}")).await;
        archived.assert_says("Archivée comme doublon. L’offre qui reste : ");
        archived.assert_says("/administration/offres/boutique-en-double");
        archived.assert_says("Acceptée");
        drop(lead);
        app.deliver().await;
        let letter = app.letters().into_iter().find(|letter| letter.html.contains("faisaient double emploi"));
        let letter = letter.expect("Claire is written to");
        assert!(letter.to.eq_ignore_ascii_case(CLAIRE));
        assert!(letter.text.contains(WORDS), "{}", letter.text);
        assert!(letter.html.contains(&format!("/offres/{SLUG}")), "the address leads on");
        let kept = app.store.provider(atelier).await.unwrap();
        assert_eq!(kept, None);
        let row = app.store.provider_by_slug(&ROW.to_owned().try_into().unwrap()).await.unwrap().unwrap();
        let made = app.store.decisions_of_provider(row.id).await.unwrap();
        assert!(made.iter().any(|made| made.words == WORDS), "the decision keeps them as well");
    }
}
