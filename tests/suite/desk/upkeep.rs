//! What keeps listings true: the year of an offer, promotions, websites and firms that are gone.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use devanture::domain::desk::Role;
use devanture::domain::listing::{ListingStatus as Status, VerificationLevel as Level};
use serde_json::json;

use crate::space::{SLUG, confirm, enter, list, stored};
use crate::support::app::{Engine, TestApp};
use crate::support::databases::{offer, siren};
use crate::support::desk::Officer;
use crate::support::register::Register;
use crate::support::visitor::Visitor;
use crate::support::web::{Certificate, Web, answer, page, redirect};

const DAY: i64 = 24 * 60;

/// What happened day by day, for so many days: letters about the review, and where the offer stood when that changed.
async fn days(app: &mut TestApp, days: i64) -> Vec<(i64, String)> {
    let mut told = Vec::new();
    let reviews = |app: &TestApp| {
        app.letters().iter().filter(|letter| letter.subject.contains("toujours justes")).count()
    };
    let mut seen = (reviews(app), told_of(app).await);
    for day in 1..=days {
        app.pass_minutes(DAY);
        app.keep_true().await;
        app.deliver().await;
        let now = (reviews(app), told_of(app).await);
        if now.0 > seen.0 {
            told.push((day, format!("{} letters", now.0 - seen.0)));
        }
        if now.1 != seen.1 {
            told.push((day, now.1.clone()));
        }
        seen = now;
    }
    told
}

async fn told_of(app: &TestApp) -> String {
    let listing = stored(app, SLUG).await;
    format!("{:?} {:?}", listing.status, listing.verification_level)
}

async fn assert_year(engine: Engine) {
    let mut app = TestApp::empty(engine).await;
    list(&mut app, &[]).await;
    let review = stored(&app, SLUG).await.review_day().unwrap();
    assert_eq!(review.to_string(), "2027-11-22");
    let told = days(&mut app, 470).await;
    let told: Vec<(i64, &str)> = told.iter().map(|(day, what)| (*day, what.as_str())).collect();
    assert_eq!(
        told,
        [
            (335, "1 letters"),
            (358, "1 letters"),
            (365, "1 letters"),
            (395, "Published Identity"),
            (455, "Expired Identity"),
        ]
    );
    assert_eq!(app.get(&format!("/offres/{SLUG}")).await.status, 410);
    assert_eq!(app.keep_true().await, 0, "nothing is left to do");
}

#[tokio::test]
async fn who_does_not_answer_is_asked_three_times_then_lowered_then_hidden() {
    assert_year(Engine::Sqlite).await;
}

#[tokio::test]
async fn who_does_not_answer_is_hidden_on_postgres() {
    assert_year(Engine::Postgres).await;
}

#[tokio::test]
async fn who_confirms_is_left_in_peace_for_a_year() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    assert_eq!(days(&mut app, 336).await, [(335, "1 letters".to_owned())]);
    let claire = Visitor::new(&app);
    enter(&app, &claire, crate::space::CLAIRE).await;
    assert_eq!(confirm(&claire, SLUG, "tout").await.status, 303);
    drop(claire);
    assert_eq!(days(&mut app, 330).await, [], "the new year ends 365 days later");
    assert_eq!(days(&mut app, 6).await.len(), 1);
}

#[tokio::test]
async fn a_program_that_stood_still_writes_once_and_takes_nobody_by_surprise() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    app.pass_minutes(500 * DAY);
    app.keep_true().await;
    app.deliver().await;
    let letters = app.letters();
    assert_eq!(letters.iter().filter(|letter| letter.subject.contains("toujours justes")).count(), 1);
    assert_eq!(told_of(&app).await, "Published Offer");
    assert_eq!(days(&mut app, 29).await, []);
    assert_eq!(days(&mut app, 2).await, [(1, "Published Identity".to_owned())]);
}

#[tokio::test]
async fn offers_of_one_provider_stand_in_one_letter() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let provider = list(&mut app, &[]).await;
    // A second offer of the same firm, reviewed the same day.
    let mut other = stored(&app, SLUG).await;
    other.title = "Deuxième offre".to_owned().try_into().unwrap();
    let new = devanture::store::StoredListing {
        id: devanture::domain::ids::ListingId::new(crate::support::databases::new_id()),
        slug: devanture::domain::ids::Slug::from_text("deuxieme-offre"),
        provider_id: provider,
        listing: other,
    };
    let mut tx = app.store.begin_write(app.now().now).await.unwrap();
    tx.insert_listing(&new).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(days(&mut app, 340).await, [(335, "1 letters".to_owned())]);
    let letters = app.letters();
    let letter = letters.iter().rev().find(|letter| letter.subject.contains("toujours justes")).unwrap();
    assert!(letter.text.contains("Deuxième offre") && letter.text.contains("Boutique clé en main"));
}

async fn assert_promotion(engine: Engine) {
    let mut app = TestApp::empty(engine).await;
    let facts = json!({
        "slug": "en-promotion",
        "price_plans": [{ "name": "Formule", "min_cents": 1900, "max_cents": 2900, "unit": "mois", "vat": "ht" }],
        "promotion": { "text": "Trois mois à moitié prix", "ends_on": "2026-11-25", "price_after_cents": 3900 },
    });
    app.import("a.ndjson", offer(&siren(0), "En promotion", facts).to_string()).await;
    let shown =
        async |app: &TestApp| app.get("/offres/en-promotion").await.text.contains("Trois mois à moitié prix");
    for (day, running) in [(0, true), (1, true), (2, true), (3, true), (4, false)] {
        if day > 0 {
            app.pass_minutes(DAY);
        }
        app.keep_true().await;
        assert_eq!(shown(&app).await, running, "day {day}");
    }
    let listing = stored(&app, "en-promotion").await;
    assert_eq!((listing.price_plans[0].min_cents, listing.price_plans[0].max_cents), (3900, None));
    assert!(listing.promotion.is_none());
}

#[tokio::test]
async fn a_promotion_ends_by_itself_and_what_comes_after_it_is_the_price() {
    assert_promotion(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_promotion_ends_by_itself_on_postgres() {
    assert_promotion(Engine::Postgres).await;
}

/// How many reports wait at the desk, as its queue shows them.
async fn reports(app: &TestApp) -> usize {
    let reader = Officer::enter(app, &format!("reader{}", app.now().now), Role::Reader).await;
    let queue = reader.visitor.get("/administration?nature=report").await;
    queue.text.matches("/administration/signalements/").count()
}

#[tokio::test]
async fn a_website_that_is_gone_for_three_days_is_reported_once() {
    let (register, mut web) = (Register::start().await, Web::default());
    let gone = Arc::new(AtomicBool::new(false));
    let is_gone = Arc::clone(&gone);
    web.secure("atelier.example", Certificate::Good, move |_| {
        if is_gone.load(Ordering::Relaxed) {
            answer("503 Service Unavailable", "", b"")
        } else {
            page("<h1>Atelier du Web</h1>")
        }
    })
    .await;
    let mut app =
        TestApp::in_world(Engine::Sqlite, &[("DEVANTURE_STARTER", "off")], web.outside(&register.url)).await;
    list(&mut app, &[]).await;
    days(&mut app, 20).await;
    assert_eq!(reports(&app).await, 0, "all is well");
    gone.store(true, Ordering::Relaxed);
    let mut waited = 0;
    while reports(&app).await == 0 {
        days(&mut app, 1).await;
        waited += 1;
        assert!(waited < 12, "nobody was told");
    }
    assert!(waited >= 3, "one bad day is none: {waited}");
    days(&mut app, 30).await;
    assert_eq!(reports(&app).await, 1, "told once");
}

#[tokio::test]
async fn a_website_that_leads_elsewhere_is_reported_at_once() {
    let (register, mut web) = (Register::start().await, Web::default());
    web.secure("atelier.example", Certificate::Good, |_| redirect("https://parking.example/")).await;
    web.secure("parking.example", Certificate::Good, |_| page("<h1>À vendre</h1>")).await;
    let mut app =
        TestApp::in_world(Engine::Postgres, &[("DEVANTURE_STARTER", "off")], web.outside(&register.url))
            .await;
    list(&mut app, &[]).await;
    days(&mut app, 6).await;
    assert_eq!(reports(&app).await, 0);
    days(&mut app, 2).await;
    assert_eq!(reports(&app).await, 1);
}

#[tokio::test]
async fn each_step_of_the_background_leaves_one_row_and_the_desk_loses_no_level_it_was_not_asked_about() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    app.pass_minutes(335 * DAY);
    let before = app.store.count_audit_rows().await.unwrap();
    let steps = i64::from(app.keep_true().await);
    assert!(steps >= 1);
    assert_eq!(app.store.count_audit_rows().await.unwrap() - before, steps);
    let listing = stored(&app, SLUG).await;
    assert_eq!((listing.status, listing.verification_level), (Status::Published, Level::Offer));
}
