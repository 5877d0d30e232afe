//! Everything that is kept about a person, as a file.

use super::{CLAIRE, SLUG, enter, filled, list, list_neighbour};
use crate::support::app::{Engine, TestApp};
use crate::support::visitor::Visitor;

#[tokio::test]
async fn a_person_gets_everything_that_is_kept_about_them_and_nothing_of_others() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        list_neighbour(&mut app).await;
        // Somebody else typed this address; what they wrote is theirs.
        filled(&app, None, &[("summary", "Une offre que Claire ne connaît pas.")]).await;
        let browser = Visitor::new(&app);
        enter(&app, &browser, CLAIRE).await;
        let file = browser.get("/espace/donnees").await;
        assert_eq!((file.status, file.header("cache-control")), (200, "no-store"));
        assert_eq!(file.header("content-disposition"), "attachment; filename=\"devanture-mes-donnees.json\"");
        assert_eq!(file.header("content-type"), "application/json");
        let data = file.json();
        assert_eq!(data["address"], "claire.martin@atelier.example");
        let provider = &data["providers"][0];
        assert_eq!(provider["contact"]["phone"], "06 00 00 00 01");
        assert_eq!(provider["provider"]["public_phone"], "03 89 00 00 01");
        assert_eq!(provider["listings"][0]["slug"], SLUG);
        let applications = data["applications"].as_array().unwrap();
        let (proved, foreign): (Vec<_>, Vec<_>) =
            applications.iter().partition(|found| !found["address_proved_at"].is_null());
        assert_eq!((proved.len(), foreign.len()), (1, 1));
        assert_eq!(proved[0]["sent"][0]["content"]["contact"]["name"], "Claire Martin");
        assert_eq!(proved[0]["history"].as_array().unwrap().len(), 5, "{}", proved[0]["history"]);
        assert!(foreign[0].get("answers").is_none());
        let kinds: Vec<&str> = data["letters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|letter| letter["kind"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, ["space_link", "approved", "received", "application_link"]);
        assert_eq!(
            (data["sessions"].as_array().unwrap().len(), data["links"].as_array().unwrap().len()),
            (1, 2)
        );
        for absent in ["voisin", "Claire ne connaît pas", "\"token\"", "hash"] {
            assert!(!file.text.contains(absent), "{absent}");
        }
        let secret = browser.cookie("espace").unwrap();
        assert!(!file.text.contains(&secret));
        let english = browser.get("/en/espace/donnees").await;
        assert!(english.header("content-disposition").contains("devanture-my-data.json"));
    }
}
