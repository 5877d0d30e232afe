//! What the desk does to listed offers: each decision is one row, one line of the audit log, one letter to each contact.

use devanture::domain::desk::Role;
use devanture::domain::desk::barred::Barred;
use devanture::domain::desk::decision::Outcome;
use devanture::domain::desk::ruling::Ruling;
use devanture::domain::ids::{ListingId, Slug};
use devanture::domain::letter::{LetterKind, Reason};
use devanture::domain::listing::ListingStatus as Status;
use devanture::domain::prose::Title;
use devanture::store::StoredListing;
use devanture::workflow::applications::Answer;
use devanture::workflow::listings::{
    ListingError, Revert, Ruler, answer_archive, propose_archive, revert, rule,
};

use crate::space::{CLAIRE, SLUG, list, list_neighbour, stored};
use crate::support::app::{Engine, TestApp};
use crate::support::databases::new_id;
use crate::support::desk::hired;
use crate::support::verdicts::refusal;

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

async fn offer(app: &TestApp) -> StoredListing {
    let slug = Slug::try_from(SLUG.to_owned()).unwrap();
    app.store.listing_by_slug(&slug).await.unwrap().unwrap()
}

/// Somebody with the offer before their eyes.
async fn ruler(app: &TestApp, name: &str, role: Role) -> Ruler {
    let id = offer(app).await.id;
    let officer = hired(&app.store, name, role, app.now()).await;
    let version = app.store.listing_changed(id).await.unwrap().unwrap();
    Ruler { officer, id, version, moment: app.now() }
}

async fn ruled(app: &TestApp, ruler: Ruler, ruling: &Ruling) -> Result<StoredListing, ListingError> {
    rule(&app.store, ruler, ruling, &mut new_id).await
}

fn suspension() -> Ruling {
    Ruling::Suspend(refusal(&[Reason::NoPrice], "Le prix a disparu de votre site."))
}

fn archiving() -> Ruling {
    Ruling::Archive(refusal(&[Reason::Complaints], "Trois commerces se sont plaints."))
}

/// What was decided about an offer, newest first; last the approval that put it online.
async fn outcomes(app: &TestApp, id: ListingId) -> Vec<Outcome> {
    app.store.decisions_of_listing(id).await.unwrap().iter().map(|made| made.outcome).collect()
}

async fn found(app: &TestApp) -> bool {
    app.get("/api/v1/listings?q=boutique").await.json()["total"] == 1
}

async fn letters(app: &TestApp, kind: LetterKind) -> usize {
    let about = offer(app).await.provider_id.to_string();
    let sent = app.store.letters_about(&about).await.unwrap();
    sent.iter().filter(|letter| letter.kind == kind).count()
}

#[tokio::test]
async fn an_offer_is_suspended_at_once_and_shown_again_by_the_desk_on_both_engines_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        let anne = ruler(&app, "Anne", Role::Vetter).await;
        let before = app.store.count_audit_rows().await.unwrap();
        for _ in 0..2 {
            assert_eq!(ruled(&app, anne, &suspension()).await.unwrap().listing.status, Status::Suspended);
        }
        assert_eq!(app.store.count_audit_rows().await.unwrap(), before + 1);
        assert_eq!(outcomes(&app, anne.id).await, [Outcome::Suspended, Outcome::Approved]);
        assert_eq!(letters(&app, LetterKind::OfferSuspended).await, 1);
        app.catch_up().await;
        assert!(!found(&app).await);
        for prefix in ["", "/en"] {
            let public = app.get(&format!("{prefix}/offres/{SLUG}")).await;
            assert_eq!(public.status, 410);
            assert!(public.text.contains("noindex"));
            assert!(!public.text.contains("disparu de votre site"), "reasons are between desk and provider");
        }
        let again = Ruling::reinstate("Le prix est revenu.").unwrap();
        let anne = ruler(&app, "Anne", Role::Vetter).await;
        ruled(&app, anne, &again).await.unwrap();
        app.catch_up().await;
        assert!(found(&app).await);
        assert_eq!(
            outcomes(&app, anne.id).await,
            [Outcome::Reinstated, Outcome::Suspended, Outcome::Approved]
        );
        assert_eq!(app.store.count_audit_rows().await.unwrap(), before + 2);
        assert_eq!(letters(&app, LetterKind::OfferReinstated).await, 1);
    }
}

#[tokio::test]
async fn nobody_decides_about_an_offer_that_has_changed_or_beyond_their_role_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        let (anne, paul) = (ruler(&app, "Anne", Role::Vetter).await, ruler(&app, "Paul", Role::Lead).await);
        let reader = ruler(&app, "Zoe", Role::Reader).await;
        let before = app.store.count_audit_rows().await.unwrap();
        let refused = ruled(&app, reader, &suspension()).await;
        assert!(matches!(refused, Err(ListingError::Barred(Barred::Role))), "{refused:?}");
        let refused = ruled(&app, anne, &archiving()).await;
        assert!(matches!(refused, Err(ListingError::Barred(Barred::Role))), "{refused:?}");
        let again = Ruling::reinstate("Rien à lever.").unwrap();
        assert!(matches!(ruled(&app, anne, &again).await, Err(ListingError::WrongState)));
        assert_eq!(app.store.count_audit_rows().await.unwrap(), before);
        ruled(&app, anne, &suspension()).await.unwrap();
        assert!(matches!(ruled(&app, paul, &archiving()).await, Err(ListingError::Changed)));
        let unknown = Ruler { id: ListingId::new(new_id()), ..paul };
        assert!(matches!(ruled(&app, unknown, &archiving()).await, Err(ListingError::NotFound)));
        assert_eq!(outcomes(&app, anne.id).await, [Outcome::Suspended, Outcome::Approved]);
    }
}

#[tokio::test]
async fn nobody_decides_about_what_their_own_address_or_website_answers_for_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        list_neighbour(&mut app).await;
        let own = ruler(&app, CLAIRE, Role::Lead).await;
        let refused = ruled(&app, own, &suspension()).await;
        assert!(matches!(refused, Err(ListingError::Barred(Barred::Own))), "{refused:?}");
        assert_eq!(outcomes(&app, own.id).await, [Outcome::Approved]);
        let neighbour = ruler(&app, "paul@voisin.example", Role::Vetter).await;
        ruled(&app, neighbour, &suspension()).await.unwrap();
    }
}

#[tokio::test]
async fn an_archive_waits_for_a_second_person_where_four_eyes_are_asked_for_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        let (paul, lea) = (ruler(&app, "Paul", Role::Lead).await, ruler(&app, "Leo", Role::Lead).await);
        let why = refusal(&[Reason::Complaints], "Trois commerces se sont plaints.");
        let before = app.store.count_audit_rows().await.unwrap();
        for _ in 0..2 {
            propose_archive(&app.store, paul, &why, &mut new_id).await.unwrap();
        }
        assert_eq!(app.store.count_audit_rows().await.unwrap(), before + 1);
        assert_eq!(stored(&app, SLUG).await.status, Status::Published);
        let own = answer_archive(&app.store, paul, Answer::Agree, &mut new_id).await;
        assert!(matches!(own, Err(ListingError::Barred(Barred::Proposer))), "{own:?}");
        answer_archive(&app.store, lea, Answer::Decline("Pas encore."), &mut new_id).await.unwrap();
        assert_eq!(stored(&app, SLUG).await.status, Status::Published);
        assert_eq!(app.store.open_proposal_of_listing(paul.id).await.unwrap(), None);
        propose_archive(&app.store, paul, &why, &mut new_id).await.unwrap();
        answer_archive(&app.store, lea, Answer::Agree, &mut new_id).await.unwrap();
        assert_eq!(stored(&app, SLUG).await.status, Status::Archived);
        let made = app.store.decisions_of_listing(paul.id).await.unwrap();
        assert_eq!((made.len(), made[0].officer, made[0].second), (2, paul.officer, Some(lea.officer)));
        assert_eq!(app.store.count_audit_rows().await.unwrap(), before + 4);
        assert_eq!(letters(&app, LetterKind::OfferArchived).await, 1);
        app.catch_up().await;
        assert_eq!(app.get(&format!("/offres/{SLUG}")).await.status, 410);
    }
}

#[tokio::test]
async fn an_offer_goes_back_to_what_it_said_and_keeps_where_it_stands_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        let first = offer(&app).await;
        let mut changed = first.clone();
        changed.listing.title = Title::try_from("Boutique, tout autre chose".to_owned()).unwrap();
        changed.listing.status = Status::Paused;
        let mut tx = app.store.begin_write(app.now().now).await.unwrap();
        assert!(tx.has_listing_version(first.id).await.unwrap(), "the approval kept what it published");
        tx.update_listing(&changed).await.unwrap();
        tx.commit().await.unwrap();
        let lea = ruler(&app, "Lea", Role::Lead).await;
        let to = Revert { number: 1, words: "Le titre promettait autre chose." };
        let none = revert(&app.store, lea, Revert { number: 9, ..to }, &mut new_id).await;
        assert!(matches!(none, Err(ListingError::NotFound)), "{none:?}");
        let before = app.store.count_audit_rows().await.unwrap();
        for _ in 0..2 {
            let back = revert(&app.store, lea, to, &mut new_id).await.unwrap().listing;
            assert_eq!((back.title, back.status), (first.listing.title.clone(), Status::Paused));
        }
        assert_eq!(app.store.count_audit_rows().await.unwrap(), before + 1);
        let kept = app.store.listing_versions(lea.id).await.unwrap();
        assert_eq!(kept.iter().map(|version| version.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(kept[0].decision, Some(app.store.decisions_of_listing(lea.id).await.unwrap()[0].id));
        assert_eq!(letters(&app, LetterKind::OfferReverted).await, 1);
        let lea = ruler(&app, "Lea", Role::Lead).await;
        let same = revert(&app.store, lea, Revert { words: "Encore.", ..to }, &mut new_id).await;
        assert!(matches!(same, Err(ListingError::WrongState)), "{same:?}");
    }
}
