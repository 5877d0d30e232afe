//! What the page for reading one's answers again shows.

use crate::support::app::{Engine, TestApp};
use crate::support::applicant::{Applicant, TOPICS};

#[tokio::test]
async fn prices_are_numbered_as_soon_as_there_are_two() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::filled(&app).await;
    let numbered = |text: &str| text.contains("À quoi correspond ce prix (1)");
    let alone = applicant.page("relire").await;
    alone.assert_says("À quoi correspond ce prix");
    assert!(!numbered(&alone.text));
    let (place, one) = TOPICS.iter().find(|(place, _)| place.ends_with("/prix")).unwrap();
    let second = [
        ("price_plans.1.name", "Formule complète"),
        ("price_plans.1.min_cents", "79"),
        ("price_plans.1.unit", "mois"),
        ("price_plans.1.vat", "ht"),
    ];
    assert_eq!(applicant.save(place, &[*one, &second].concat()).await.status, 303);
    let both = applicant.page("relire").await;
    assert!(numbered(&both.text));
    both.assert_says("À quoi correspond ce prix (2)");
}
