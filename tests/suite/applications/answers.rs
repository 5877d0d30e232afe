//! What is typed is kept, right or wrong, and comes back as it was.

use std::collections::BTreeSet;

use devanture::domain::application::{ApplicationState, Flag};
use devanture::domain::choice::Choice;
use devanture::domain::form::{MAX_OFFERS, Topic, Typed};
use devanture::domain::ids::ApplicationId;
use devanture::workflow::applications::{
    ApplicationError, Sending, add_offer, fill, keep_logo, remove_offer, send,
};
use devanture::workflow::applications::{Filled, start};

use super::{Desk, RIGHT, on_both};
use crate::support::databases::Database;

on_both!(
    what_was_typed_is_read_back_to_the_letter_after_a_restart,
    offers_come_and_go_and_the_last_one_stays,
    nothing_is_sent_while_something_is_missing_or_the_address_is_unproved,
    what_the_register_knows_fills_gaps_and_replaces_another_firm,
    what_there_is_not_or_too_much_of_is_refused,
);

/// Values that no one should type, and some do.
const HOSTILE: &[&str] = &[
    "",
    " \u{a0}\u{202f} ",
    "zéro\u{200b}largeur\u{feff}",
    "\u{202e}egral\u{202c}",
    "a\0b\u{1}c",
    "👩‍👩‍👧 émoji 🛍️",
    "<script>alert('x')</script>",
    "=cmd|' /C calc'!A0",
    "'; drop table application; --",
    "ligne\r\nde plus\n\n\n\ncollée d’un PDF, of\u{ad}ﬁce",
    "\\u0000 \" \\ {\"a\":1}",
];

async fn what_was_typed_is_read_back_to_the_letter_after_a_restart(database: Database) {
    let mut desk = Desk::open(database).await;
    let id = desk.begin().await;
    desk.assert_wrote(&["begin_application"]).await;
    for hostile in HOSTILE {
        for topic in Topic::ALL {
            let typed: Typed = topic.keys().map(|key| (key, *hostile)).collect();
            let offer = topic.is_of_offer().then_some(1);
            desk.fill_typed(id, *topic, offer, &typed).await.unwrap();
        }
        desk.reopen().await;
        let answers = desk.application(id).await.answers;
        for topic in Topic::ALL {
            let typed = answers.typed(*topic, topic.is_of_offer().then_some(1)).unwrap();
            for key in topic.keys() {
                assert_eq!(typed.one(key), *hostile, "{key}");
            }
        }
    }
    desk.assert_wrote(&vec!["fill_application"; HOSTILE.len() * Topic::ALL.len()]).await;
    assert!(matches!(desk.send(id).await, Err(ApplicationError::Incomplete(_))));
    desk.fill_all(id).await;
    desk.reopen().await;
    assert_eq!(desk.application(id).await.answers.problems(), []);
}

async fn offers_come_and_go_and_the_last_one_stays(database: Database) {
    let desk = Desk::open(database).await;
    let id = desk.begin().await;
    let (store, moment) = (&desk.store, desk.moment());
    desk.overlook().await;
    assert_eq!(add_offer(store, id, 1, moment).await.unwrap(), 2);
    assert_eq!(add_offer(store, id, 1, moment).await.unwrap(), 2, "the doubled click");
    desk.assert_wrote(&["add_offer"]).await;
    let title: Typed = [("title", "Deuxième offre")].into_iter().collect();
    desk.fill_typed(id, Topic::Words, Some(2), &title).await.unwrap();
    remove_offer(store, id, 1, moment).await.unwrap();
    remove_offer(store, id, 1, moment).await.unwrap();
    desk.assert_wrote(&["fill_application", "remove_offer"]).await;
    assert!(matches!(remove_offer(store, id, 2, moment).await, Err(ApplicationError::Changed)));
    for known in 1..MAX_OFFERS {
        assert_eq!(add_offer(store, id, known, moment).await.unwrap(), u32::try_from(known).unwrap() + 2);
    }
    assert!(matches!(add_offer(store, id, MAX_OFFERS, moment).await, Err(ApplicationError::Full)));
    remove_offer(store, id, 11, moment).await.unwrap();
    assert_eq!(add_offer(store, id, MAX_OFFERS - 1, moment).await.unwrap(), 12, "no number comes twice");
    assert!(matches!(
        desk.fill_typed(id, Topic::Words, Some(11), &title).await,
        Err(ApplicationError::NotFound)
    ));
    assert_eq!(desk.application(id).await.answers.offer(2).unwrap().typed, title);
}

async fn nothing_is_sent_while_something_is_missing_or_the_address_is_unproved(database: Database) {
    let desk = Desk::open(database).await;
    let id = desk.begin().await;
    let Err(ApplicationError::Incomplete(missing)) = desk.send(id).await else { panic!("a blank one") };
    let places: BTreeSet<_> = missing.iter().map(|missing| (missing.topic.slug(), missing.offer)).collect();
    let needed = ["siret", "entreprise", "contact"].map(|topic| (topic, None));
    let of_offer = Topic::OF_OFFER.map(|topic| (topic.slug(), Some(1)));
    assert_eq!(places, needed.into_iter().chain(of_offer).collect());
    for (topic, pairs) in RIGHT {
        assert!(matches!(desk.send(id).await, Err(ApplicationError::Incomplete(_))), "{topic:?}");
        desk.fill(id, *topic, pairs).await.unwrap();
    }
    desk.overlook().await;
    assert!(matches!(desk.send(id).await, Err(ApplicationError::AddressUnproved)));
    desk.assert_wrote(&[]).await;
    assert_eq!(desk.letters().await, Vec::<String>::new());
    assert_eq!(desk.application(id).await.state, ApplicationState::Draft);
    desk.prove(id).await;
    desk.assert_wrote(&["send_link", "use_link"]).await;
    let sending = Sending { letter_id: desk.letter_id(), flags: vec![Flag::TooFast, Flag::TooFast] };
    let sent = send(&desk.store, id, sending, desk.moment()).await.unwrap();
    desk.assert_wrote(&["send_application"]).await;
    assert_eq!(
        (sent.state, sent.flags.as_slice()),
        (ApplicationState::Submitted, [Flag::TooFast].as_slice())
    );
    assert_eq!(desk.application(id).await, sent, "what a verb gives is what is stored");
}

async fn known(desk: &Desk, id: ApplicationId, siret: &str, name: &str) -> String {
    let typed: Typed = [("siret", siret)].into_iter().collect();
    let known: Typed = [("legal_name", name)].into_iter().collect();
    let filled = Filled { topic: Topic::Siret, offer: None, typed: &typed, link: None, known: Some(&known) };
    fill(&desk.store, id, filled, desk.moment()).await.unwrap();
    desk.application(id).await.answers.shared.one("legal_name").to_owned()
}

async fn what_the_register_knows_fills_gaps_and_replaces_another_firm(database: Database) {
    let desk = Desk::open(database).await;
    let id = desk.begin().await;
    assert_eq!(known(&desk, id, "80000000200017", "ATELIER").await, "ATELIER");
    desk.fill(id, Topic::Firm, &[("legal_name", "L’Atelier corrigé")]).await.unwrap();
    assert_eq!(known(&desk, id, "800 000 002 00017", "ATELIER").await, "L’Atelier corrigé");
    assert_eq!(known(&desk, id, "73282932000074", "AUTRE FIRME").await, "AUTRE FIRME");
    assert_eq!(known(&desk, id, "80000000200017", " ").await, "AUTRE FIRME", "nothing known, nothing lost");
}

async fn what_there_is_not_or_too_much_of_is_refused(database: Database) {
    let desk = Desk::open(database).await;
    let begun = start(&desk.store, desk.starting(None), desk.moment()).await.unwrap();
    let unknown = ApplicationId::new(desk.id());
    let typed: Typed = [("title", "x".repeat(1_000_000).as_str())].into_iter().collect();
    let title: Typed = [("title", "Une boutique")].into_iter().collect();
    desk.fill_typed(begun.id, Topic::Words, Some(1), &title).await.unwrap();
    desk.overlook().await;
    let full = desk.fill_typed(begun.id, Topic::Words, Some(1), &typed).await;
    assert!(matches!(full, Err(ApplicationError::Full)));
    for (id, offer) in [(unknown, Some(1)), (begun.id, Some(2)), (begun.id, None)] {
        let refused = desk.fill_typed(id, Topic::Words, offer, &title).await;
        assert!(matches!(refused, Err(ApplicationError::NotFound)), "{offer:?}");
    }
    assert!(matches!(
        keep_logo(&desk.store, unknown, None, desk.moment()).await,
        Err(ApplicationError::NotFound)
    ));
    desk.assert_wrote(&[]).await;
    assert_eq!(desk.application(begun.id).await.answers.offer(1).unwrap().typed, title);
    let again = desk.store.application(&begun.reference).await.unwrap();
    assert_eq!(again, Some(desk.application(begun.id).await));
}
