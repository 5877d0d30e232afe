//! Looks outside: asked for when answers change, taken by one, kept for the pages.

use devanture::domain::check::{
    FirmNumber, RegisterAnswer, RegisterSeen, RegisterTrouble, Sameness, SiteQuestion,
};
use devanture::domain::form::Topic;
use devanture::domain::ids::{ApplicationId, ProviderId, Slug};
use devanture::domain::prose::WebAddress;
use devanture::domain::siren::Siret;
use devanture::store::{Inspection, InspectionJob, StoredProvider};
use devanture::workflow::applications::{Facts, Outlook, claim, done, look_again, namesakes};
use serde_json::json;

use super::{DAY, Desk, RIGHT, on_both};
use crate::support::databases::{Database, record, siren};

on_both!(
    a_look_is_asked_for_once_and_again_when_the_facts_change,
    a_look_is_taken_by_one_and_by_another_when_that_one_is_gone,
    what_was_seen_of_other_facts_is_dropped,
    a_register_that_is_away_is_asked_again_ever_later,
    a_look_is_repeated_on_demand_at_most_once_a_minute,
    no_jump_of_the_clock_hides_a_look,
    a_look_that_another_version_asked_for_blocks_nobody,
    namesakes_are_found_by_number_host_and_near_name,
);

const MINUTE: i64 = 60_000;

async fn claimed(desk: &Desk) -> Option<InspectionJob<Facts>> {
    claim(&desk.store, desk.moment()).await.unwrap()
}

fn register(answer: RegisterAnswer) -> Outlook {
    let asked = FirmNumber::Siret(Siret::parse("80000000200017").unwrap());
    Outlook { register: Some(RegisterSeen { asked, answer }), ..Outlook::default() }
}

async fn keep(desk: &Desk, job: &InspectionJob<Facts>, answer: RegisterAnswer) {
    done(&desk.store, job, &register(answer), desk.moment()).await.unwrap();
}

async fn inspection(desk: &Desk, id: ApplicationId) -> Inspection<Outlook> {
    desk.store.inspection(id, desk.moment().now).await.unwrap().unwrap()
}

/// A draft whose number is given.
async fn numbered(desk: &Desk) -> ApplicationId {
    let id = desk.begin().await;
    desk.fill(id, Topic::Siret, RIGHT[0].1).await.unwrap();
    desk.overlook().await;
    id
}

async fn a_look_is_asked_for_once_and_again_when_the_facts_change(database: Database) {
    let desk = Desk::open(database).await;
    let id = desk.begin().await;
    desk.fill(id, Topic::Proofs, &[]).await.unwrap();
    assert!(desk.store.inspection::<Outlook>(id, 0).await.unwrap().is_none(), "nothing to look at yet");
    assert!(claimed(&desk).await.is_none());
    desk.fill(id, Topic::Siret, RIGHT[0].1).await.unwrap();
    let waiting = Inspection { seen: None, seen_at: None, is_due: true };
    assert_eq!(inspection(&desk, id).await, waiting);
    let job = claimed(&desk).await.unwrap();
    assert_eq!((job.application, job.attempts, job.facts.site.is_some()), (id, 1, false));
    desk.overlook().await;
    keep(&desk, &job, RegisterAnswer::Unknown).await;
    desk.assert_wrote(&["inspect"]).await;
    let now = Some(desk.moment().now);
    let seen = Some(register(RegisterAnswer::Unknown));
    assert_eq!(inspection(&desk, id).await, Inspection { seen, seen_at: now, is_due: false });
    desk.fill(id, Topic::Siret, &[("siret", "800.000.002.00017 ")]).await.unwrap();
    desk.fill(id, Topic::Words, &[("title", "Une boutique")]).await.unwrap();
    assert!(claimed(&desk).await.is_none(), "the same facts");
    desk.fill(id, Topic::Firm, RIGHT[1].1).await.unwrap();
    let job = claimed(&desk).await.unwrap();
    let site = job.facts.site.unwrap();
    assert_eq!((site.address.host(), site.names.len(), job.attempts), ("atelier.example", 2, 1));
}

async fn a_look_is_taken_by_one_and_by_another_when_that_one_is_gone(database: Database) {
    let desk = Desk::open(database).await;
    numbered(&desk).await;
    let (one, other) = tokio::join!(claimed(&desk), claimed(&desk));
    assert_eq!(usize::from(one.is_some()) + usize::from(other.is_some()), 1);
    desk.pass(2 * MINUTE - 1);
    assert!(claimed(&desk).await.is_none());
    desk.pass(1);
    assert_eq!(claimed(&desk).await.unwrap().attempts, 2);
}

async fn what_was_seen_of_other_facts_is_dropped(database: Database) {
    let desk = Desk::open(database).await;
    let id = numbered(&desk).await;
    let old = claimed(&desk).await.unwrap();
    desk.fill(id, Topic::Siret, &[("siret", "73282932000074")]).await.unwrap();
    assert!(claimed(&desk).await.is_none(), "somebody is still looking");
    keep(&desk, &old, RegisterAnswer::Unknown).await;
    assert_eq!(inspection(&desk, id).await, Inspection { seen: None, seen_at: None, is_due: true });
    let new = claimed(&desk).await.unwrap();
    assert_eq!((new.facts.number.as_ref().unwrap().as_str(), new.attempts), ("73282932000074", 1));
}

async fn a_register_that_is_away_is_asked_again_ever_later(database: Database) {
    let desk = Desk::open(database).await;
    let id = numbered(&desk).await;
    for minutes in [2, 4, 8, 16, 32] {
        let job = claimed(&desk).await.unwrap();
        keep(&desk, &job, RegisterAnswer::Away(RegisterTrouble::Slow)).await;
        assert!(!inspection(&desk, id).await.is_due);
        desk.pass(minutes * MINUTE - 1);
        assert!(claimed(&desk).await.is_none(), "before {minutes} minutes");
        desk.pass(1);
    }
    let last = claimed(&desk).await.unwrap();
    assert_eq!(last.attempts, 6);
    keep(&desk, &last, RegisterAnswer::Away(RegisterTrouble::Slow)).await;
    assert!(!inspection(&desk, id).await.is_due);
    desk.pass(DAY);
    assert!(look_again(&desk.store, id, "applicant", desk.moment()).await.unwrap());
    let job = claimed(&desk).await.unwrap();
    let busy = |seconds| RegisterAnswer::Away(RegisterTrouble::Busy { retry_after: Some(seconds) });
    keep(&desk, &job, busy(3_600)).await;
    desk.pass(3_599_000);
    assert!(claimed(&desk).await.is_none(), "the register asked for an hour");
    desk.pass(1_000);
    let job = claimed(&desk).await.unwrap();
    keep(&desk, &job, busy(u32::MAX)).await;
    desk.pass(DAY);
    assert!(claimed(&desk).await.is_some(), "it can ask for a day at most");
}

async fn a_look_is_repeated_on_demand_at_most_once_a_minute(database: Database) {
    let desk = Desk::open(database).await;
    let id = numbered(&desk).await;
    assert!(!look_again(&desk.store, id, "applicant", desk.moment()).await.unwrap(), "the first one is due");
    keep(&desk, &claimed(&desk).await.unwrap(), RegisterAnswer::Unknown).await;
    desk.pass(MINUTE);
    assert!(!look_again(&desk.store, id, "applicant", desk.moment()).await.unwrap());
    desk.pass(1);
    desk.overlook().await;
    let (one, other) = tokio::join!(
        look_again(&desk.store, id, "applicant", desk.moment()),
        look_again(&desk.store, id, "applicant", desk.moment())
    );
    assert!(one.unwrap() != other.unwrap(), "once");
    desk.assert_wrote(&["look_again"]).await;
    let job = claimed(&desk).await.unwrap();
    assert_eq!(job.attempts, 1);
    keep(&desk, &job, RegisterAnswer::Away(RegisterTrouble::Slow)).await;
    desk.pass(MINUTE + 1);
    assert!(
        look_again(&desk.store, id, "applicant", desk.moment()).await.unwrap(),
        "sooner than it would come by itself"
    );
    assert!(claimed(&desk).await.is_some());
    let unknown = ApplicationId::new(desk.id());
    assert!(!look_again(&desk.store, unknown, "applicant", desk.moment()).await.unwrap());
}

async fn no_jump_of_the_clock_hides_a_look(database: Database) {
    const FAR: i64 = 3_650 * DAY;
    let desk = Desk::open(database).await;
    desk.pass(FAR);
    let id = numbered(&desk).await;
    let job = claimed(&desk).await.unwrap();
    desk.pass(-FAR);
    let job_again = claimed(&desk).await.expect("due and taken in ten years, by a wrong clock");
    assert_eq!(job_again.facts, job.facts);
    desk.pass(FAR);
    keep(&desk, &job_again, RegisterAnswer::Away(RegisterTrouble::Slow)).await;
    desk.pass(-FAR);
    assert!(claimed(&desk).await.is_some(), "put off by ten years");
    desk.pass(FAR);
    keep(&desk, &job_again, RegisterAnswer::Unknown).await;
    desk.pass(-FAR);
    assert!(look_again(&desk.store, id, "applicant", desk.moment()).await.unwrap(), "seen in ten years");
}

fn facts(number: &str, site: &str, names: &[&str]) -> Facts {
    let site = WebAddress::parse(site).ok();
    Facts {
        number: Siret::parse(number).ok().map(FirmNumber::Siret),
        site: site.map(|address| SiteQuestion { address, names: Vec::new(), siren: None }),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    }
}

async fn namesakes_are_found_by_number_host_and_near_name(database: Database) {
    let desk = Desk::open(database).await;
    let mut tx = desk.store.begin_write(1).await.unwrap();
    let mut ids = Vec::new();
    for (number, name, website) in [
        (0, "Tout en Vélo", "https://toutenvelo.example"),
        (1, "Les Coursiers", "https://www.coursiers.example"),
        (2, "Librairie du Centre", "https://librairie.example"),
    ] {
        let facts = json!({ "provider": { "name": name, "siren": siren(number), "website": website } });
        let provider = record(&siren(number), "Une offre", facts).provider;
        let new = StoredProvider { id: ProviderId::new(desk.id()), slug: Slug::from_text(name), provider };
        tx.insert_provider(&new).await.unwrap();
        ids.push(new.id);
    }
    tx.commit().await.unwrap();
    let siret = (0..100_000)
        .map(|office| format!("{}{office:05}", siren(1)))
        .find(|number| Siret::parse(number).is_ok())
        .unwrap();
    let facts = facts(&siret, "http://toutenvelo.example/contact", &["SARL Librairie du Centre"]);
    let found = namesakes(&desk.store, &facts, None).await.unwrap();
    let found: Vec<_> = found.iter().map(|found| (found.slug.as_str(), found.same)).collect();
    assert_eq!(
        found,
        [
            ("les-coursiers", Sameness::Siren),
            ("tout-en-velo", Sameness::Host),
            ("librairie-du-centre", Sameness::NearName),
        ]
    );
    let others = namesakes(&desk.store, &facts, Some(ids[1])).await.unwrap();
    assert_eq!(others.len(), 2, "nobody is its own namesake");
    let none = self::facts("", "https://autre.example", &["Boulangerie Martin"]);
    assert_eq!(namesakes(&desk.store, &none, None).await.unwrap(), []);
}

async fn a_look_that_another_version_asked_for_blocks_nobody(database: Database) {
    let desk = Desk::open(database).await;
    let (old, new) = (numbered(&desk).await, numbered(&desk).await);
    desk.tamper(&format!(
        "update inspection set facts = 'v0', seen = 'v0', due_at = 1 where application_id = '{old}'"
    ))
    .await;
    assert!(claimed(&desk).await.is_none(), "given up");
    assert_eq!(claimed(&desk).await.map(|job| job.application), Some(new));
    assert!(claimed(&desk).await.is_none());
    assert_eq!(inspection(&desk, old).await.seen, None);
    desk.fill(old, Topic::Firm, &[("legal_name", "Atelier du Nord")]).await.unwrap();
    assert_eq!(claimed(&desk).await.map(|job| job.application), Some(old), "a change asks anew");
}
