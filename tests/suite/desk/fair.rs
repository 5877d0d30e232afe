//! Nobody decides about their own, nobody decides about what they did not see, and nobody takes a firm over unnoticed.

use devanture::domain::application::{ApplicationKind, Flag};
use devanture::domain::desk::Role;
use devanture::domain::desk::barred::Barred;
use devanture::domain::desk::ruling::Ruling;
use devanture::domain::email::EmailAddress;
use devanture::domain::ids::OfficerId;
use devanture::domain::letter::{LetterKind, Reason};
use devanture::domain::listing::{ListingStatus as Status, VerificationLevel};
use devanture::store::StoredApplication;
use devanture::workflow::applications::{ApplicationError, Vetting, assign, decide, release, take};
use devanture::workflow::listings::{ListingError, Merge, Ruler, merge, rule};
use serde_json::json;

use super::four_eyes::with_four_eyes;
use super::merge::{ATELIER, DOUBLE, ENGINES, ROW, both, id_of, path, send_on};
use crate::space::{CLAIRE, SLUG, filled, list, prove, sent, stored, vetting};
use crate::support::app::TestApp;
use crate::support::databases::{new_id, offer};
use crate::support::desk::{Officer, hired};
use crate::support::verdicts::{approval, refusal};

async fn suspension(app: &TestApp) -> Result<(), ListingError> {
    let id = id_of(app, SLUG).await;
    let version = app.store.listing_changed(id).await.unwrap().unwrap();
    let officer = hired(&app.store, "Lea", Role::Lead, app.now()).await;
    let why = Ruling::Suspend(refusal(&[Reason::Complaints], "Trois commerces se sont plaints."));
    rule(&app.store, Ruler { officer, id, version, moment: app.now() }, &why, &mut new_id).await.map(drop)
}

fn by(officer: OfficerId, application: &StoredApplication, app: &TestApp) -> Vetting {
    Vetting { officer, id: application.id, version: application.version, moment: app.now() }
}

#[tokio::test]
async fn an_approval_from_before_a_suspension_does_not_lift_it_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        let provider = list(&mut app, &[]).await;
        let change = filled(&app, Some((provider, ApplicationKind::Change)), &[]).await;
        let application = sent(&app, change).await;
        let taken = take(&app.store, vetting(&app, &application).await).await.unwrap();
        let page = vetting(&app, &taken).await;
        suspension(&app).await.unwrap();
        let verdict = approval(VerificationLevel::Offer);
        let late = decide(&app.store, page, &verdict, &mut new_id).await;
        assert!(matches!(late, Err(ApplicationError::Changed)), "{late:?}");
        assert_eq!(stored(&app, SLUG).await.status, Status::Suspended);
        // Whoever has seen it may decide that the change puts things right.
        let now = app.store.application_by_id(change).await.unwrap().unwrap();
        decide(&app.store, vetting(&app, &now).await, &verdict, &mut new_id).await.unwrap();
        assert_eq!(stored(&app, SLUG).await.status, Status::Published);
    }
}

#[tokio::test]
async fn an_approval_from_before_a_merge_does_not_overwrite_what_stays_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        let (atelier, row) = both(&mut app).await;
        let change = filled(&app, Some((atelier, ApplicationKind::Change)), &[]).await;
        let application = sent(&app, change).await;
        let taken = take(&app.store, vetting(&app, &application).await).await.unwrap();
        let page = vetting(&app, &taken).await;
        let wanted = Merge {
            officer: hired(&app.store, "Lea", Role::Lead, app.now()).await,
            kept: row,
            dropped: atelier,
            version: app.store.merge_version(row, atelier).await.unwrap(),
            duplicates: &[],
            words: "",
            four_eyes: false,
            moment: app.now(),
        };
        merge(&app.store, &wanted, &mut new_id).await.unwrap();
        let late = decide(&app.store, page, &approval(VerificationLevel::Offer), &mut new_id).await;
        assert!(matches!(late, Err(ApplicationError::Changed)), "{late:?}");
    }
}

#[tokio::test]
async fn a_stranger_who_applies_for_a_firm_of_others_is_flagged_and_the_others_are_told_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        let provider = list(&mut app, &[]).await;
        let answers = [("contact.name", "Max Ailleurs"), ("contact.email", "max@ailleurs.example")];
        let id = filled(&app, None, &answers).await;
        prove(&app, id).await;
        let application = sent(&app, id).await;
        assert_eq!(application.flags, [Flag::AlreadyClaimed]);
        let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
        let page = anne.visitor.get(&format!("/administration/dossiers/{}", application.reference)).await;
        page.assert_says("Quelqu’un d’autre répond déjà de cette entreprise");
        drop(anne);
        let taken = take(&app.store, vetting(&app, &application).await).await.unwrap();
        let verdict = approval(VerificationLevel::Offer);
        decide(&app.store, vetting(&app, &taken).await, &verdict, &mut new_id).await.unwrap();
        app.deliver().await;
        let letter = app.letters().into_iter().find(|letter| letter.text.contains("Max Ailleurs"));
        let letter = letter.expect("Claire is told");
        assert!(letter.to.eq_ignore_ascii_case(CLAIRE) && letter.text.contains("max@ailleurs.example"));
        let about = app.store.letters_about(&provider.to_string()).await.unwrap();
        assert_eq!(about.iter().filter(|letter| letter.kind == LetterKind::ContactAdded).count(), 1);
    }
}

#[tokio::test]
async fn whoever_answers_for_a_firm_decides_nothing_about_it_under_any_address_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        let provider = list(&mut app, &[]).await;
        // A colleague at the house of the firm, who now names another house.
        let elsewhere = [("website", "ailleurs.example"), ("contact.email", "claire@ailleurs.example")];
        let change = filled(&app, Some((provider, ApplicationKind::Change)), &elsewhere).await;
        prove(&app, change).await;
        let application = sent(&app, change).await;
        let verdict = approval(VerificationLevel::Offer);
        for own in ["claire.martin+cci@atelier.example", "paul@atelier.example"] {
            let own = hired(&app.store, own, Role::Lead, app.now()).await;
            let decided = decide(&app.store, by(own, &application, &app), &verdict, &mut new_id).await;
            assert!(decided.is_err(), "{decided:?}");
            let taken = take(&app.store, by(own, &application, &app)).await;
            assert!(matches!(taken, Err(ApplicationError::Barred(Barred::Own))), "{taken:?}");
            let id = id_of(&app, SLUG).await;
            let version = app.store.listing_changed(id).await.unwrap().unwrap();
            let why = Ruling::Suspend(refusal(&[Reason::Complaints], ""));
            let ruler = Ruler { officer: own, id, version, moment: app.now() };
            let ruled = rule(&app.store, ruler, &why, &mut new_id).await;
            assert!(matches!(ruled, Err(ListingError::Barred(Barred::Own))), "{own}: {ruled:?}");
        }
    }
}

#[tokio::test]
async fn nobody_steers_who_gets_their_own_case_postgres() {
    for engine in ENGINES {
        let app = TestApp::empty(engine).await;
        let id = filled(&app, None, &[]).await;
        prove(&app, id).await;
        let application = sent(&app, id).await;
        let strict = hired(&app.store, "Anne", Role::Vetter, app.now()).await;
        let mild = hired(&app.store, "Max", Role::Vetter, app.now()).await;
        let own = hired(&app.store, CLAIRE, Role::Lead, app.now()).await;
        let taken = take(&app.store, by(strict, &application, &app)).await.unwrap();
        let released = release(&app.store, by(own, &taken, &app)).await;
        assert!(matches!(released, Err(ApplicationError::Barred(Barred::Own))), "{released:?}");
        let assigned = assign(&app.store, by(own, &taken, &app), mild).await;
        assert!(matches!(assigned, Err(ApplicationError::Barred(Barred::Own))), "{assigned:?}");
        let other = hired(&app.store, "Lea", Role::Lead, app.now()).await;
        assign(&app.store, by(other, &taken, &app), mild).await.unwrap();
    }
}

#[tokio::test]
async fn a_merge_is_no_way_around_four_eyes_postgres() {
    for engine in ENGINES {
        let mut app = with_four_eyes(engine).await;
        let (atelier, row) = both(&mut app).await;
        let (double, original) = (id_of(&app, DOUBLE).await, id_of(&app, SLUG).await);
        let lead = Officer::enter(&app, "Lea", Role::Lead).await;
        let compared = lead.visitor.get(&format!("{}?garder={ATELIER}", path(ROW))).await;
        compared.assert_says("Ici, retirer une offre demande deux personnes.");
        assert!(!compared.text.contains("<optgroup"));
        let (choice, value) = (format!("offre-{double}"), original.to_string());
        let forged = [(choice.as_str(), value.as_str()), ("etape", "fusionner")];
        assert_eq!(send_on(&lead.visitor, &compared, ROW, &forged).await.status, 404);
        let wanted = Merge {
            officer: lead.id,
            kept: atelier,
            dropped: row,
            version: app.store.merge_version(atelier, row).await.unwrap(),
            duplicates: &[(double, original)],
            words: "",
            four_eyes: true,
            moment: app.now(),
        };
        let merged = merge(&app.store, &wanted, &mut new_id).await;
        assert!(matches!(merged, Err(ListingError::WrongState)), "{merged:?}");
        merge(&app.store, &Merge { duplicates: &[], ..wanted }, &mut new_id).await.unwrap();
    }
}

#[tokio::test]
async fn both_sides_of_a_merge_are_written_to_each_person_once_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        let (atelier, row) = both(&mut app).await;
        let lead = hired(&app.store, "Lea", Role::Lead, app.now()).await;
        let version = app.store.merge_version(atelier, row).await.unwrap();
        let wanted = Merge {
            officer: lead,
            kept: atelier,
            dropped: row,
            version,
            duplicates: &[],
            words: "",
            four_eyes: false,
            moment: app.now(),
        };
        merge(&app.store, &wanted, &mut new_id).await.unwrap();
        let letters = app.store.letters_about(&atelier.to_string()).await.unwrap();
        let merged = letters.iter().filter(|letter| letter.kind == LetterKind::ProvidersMerged);
        assert_eq!(merged.count(), 1, "Claire answers for what stays");
        let claire = EmailAddress::parse(CLAIRE).unwrap();
        assert_eq!(app.store.providers_of_contact(&claire).await.unwrap(), [atelier]);
    }
}

#[tokio::test]
async fn no_file_lifts_a_suspension_whatever_it_says_of_its_vetting_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        let claimed = offer("800000002", "Boutique clé en main", json!({ "slug": SLUG }));
        let seen = app.import("before.ndjson", claimed.to_string()).await;
        assert_eq!((seen.tally.changed, seen.tally.added), (1, 0), "{seen:?}");
        suspension(&app).await.unwrap();
        app.import("again.ndjson", claimed.to_string()).await;
        assert_eq!(stored(&app, SLUG).await.status, Status::Suspended);
    }
}
