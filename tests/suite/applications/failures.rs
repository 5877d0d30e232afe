//! A database that fails in the middle of a verb: nothing of it is left.

use devanture::domain::desk::Role;
use devanture::domain::desk::verdict::Verdict;
use devanture::domain::form::Topic;
use devanture::domain::ids::LogoId;
use devanture::domain::letter::Reason;
use devanture::domain::logo::{Picture, PictureKind};
use devanture::workflow::applications::{
    Answer, LinkDraw, Outlook, Sending, add_offer, answer, appeal, change, claim, done, keep_logo,
    look_again, propose_refusal, remove_offer, send, send_link, start, sweep, take, withdraw,
};

use super::desk::claire;
use super::refusal::refused;
use super::{DAY, Desk, on_both};
use crate::support::databases::Database;
use crate::support::desk::hired;
use crate::support::verdicts::{question, refusal};

on_both!(
    a_failure_while_an_application_is_written_leaves_nothing,
    a_failure_while_it_is_decided_leaves_nothing,
    a_failure_in_the_background_leaves_nothing,
);

/// Makes the last statement of every verb fail: the row of the audit log.
async fn break_audit(desk: &Desk) {
    let statement = if desk.is_sqlite() {
        "create trigger broken before insert on audit_log begin select raise(abort, 'broken'); end"
    } else {
        "create or replace function broken() returns trigger language plpgsql as \
         $$ begin raise exception 'broken'; end $$; \
         create trigger broken before insert on audit_log for each row execute function broken()"
    };
    desk.tamper(statement).await;
}

async fn mend_audit(desk: &Desk) {
    let statement = if desk.is_sqlite() { "drop trigger broken" } else { "drop trigger broken on audit_log" };
    desk.tamper(statement).await;
}

/// Does a thing while the audit log is broken, and fails unless that fails and changes nothing.
async fn assert_undone<T: std::fmt::Debug, E: std::fmt::Debug + ToString>(
    desk: &Desk,
    what: &str,
    doing: impl Future<Output = Result<T, E>>,
) {
    let before = desk.everything().await;
    break_audit(desk).await;
    let failed = doing.await.unwrap_err();
    assert!(failed.to_string().contains("broken"), "{what}: {failed:?}");
    assert_eq!(desk.everything().await, before, "{what}");
    mend_audit(desk).await;
}

async fn a_failure_while_an_application_is_written_leaves_nothing(database: Database) {
    let desk = Desk::open(database).await;
    let (store, moment) = (&desk.store, desk.moment());
    assert_undone(&desk, "start", start(store, desk.starting(None), moment)).await;
    let id = desk.complete().await;
    assert_undone(&desk, "fill", desk.fill(id, Topic::Contact, &[("contact.email", "a@b.example")])).await;
    assert_undone(&desk, "fill", desk.fill(id, Topic::Siret, &[("siret", "73282932000074")])).await;
    assert_undone(&desk, "add", add_offer(store, id, 1, moment)).await;
    add_offer(store, id, 1, moment).await.unwrap();
    assert_undone(&desk, "remove", remove_offer(store, id, 2, moment)).await;
    remove_offer(store, id, 2, moment).await.unwrap();
    let picture = Picture { kind: PictureKind::Png, bytes: vec![1, 2, 3] };
    let logo = Some((LogoId::new(desk.id()), picture));
    assert_undone(&desk, "logo", keep_logo(store, id, logo, moment)).await;
    let draw = LinkDraw { token: desk.token(), letter_id: desk.letter_id() };
    assert_undone(&desk, "link", send_link(store, id, draw, moment)).await;
    let link = desk.link(id).await;
    let (purpose, session) = (devanture::domain::access::LinkPurpose::Application, desk.token());
    let using = devanture::workflow::access::use_link(store, &link, purpose, &session, moment);
    assert_undone(&desk, "use link", using).await;
    assert!(desk.follow(&link).await.is_some(), "the link is still good");
    let sending = Sending { letter_id: desk.letter_id(), flags: Vec::new() };
    assert_undone(&desk, "send", send(store, id, sending, moment)).await;
    desk.send(id).await.unwrap();
    assert_undone(&desk, "withdraw", withdraw(store, id, desk.letter_id(), moment)).await;
    desk.take(&desk.application(id).await).await;
}

async fn a_failure_while_it_is_decided_leaves_nothing(database: Database) {
    let desk = Desk::open(database).await;
    let store = &desk.store;
    let sent = desk.sent().await;
    assert_undone(&desk, "take", take(store, desk.vetting(&sent))).await;
    let taken = desk.take(&sent).await;
    assert_undone(&desk, "ask", desk.decide(&taken, &question("Précisez"))).await;
    let refusing = refusal(&[Reason::NoPrice], "Aucun prix.");
    assert_undone(&desk, "refuse", desk.decide(&taken, &Verdict::Refuse(refusing.clone()))).await;
    assert_undone(&desk, "approve", desk.approve(&taken)).await;
    let mut ids = || desk.id();
    let proposing = propose_refusal(store, desk.vetting(&taken), refusing.clone(), &mut ids);
    assert_undone(&desk, "propose", proposing).await;
    let proposed = propose_refusal(store, desk.vetting(&taken), refusing, &mut || desk.id()).await.unwrap();
    let lead = hired(store, "Lea", Role::Lead, desk.moment()).await;
    for given in [Answer::Agree, Answer::Decline("Un prix y est.")] {
        let mut ids = || desk.id();
        let answering = answer(store, desk.vetting_as(lead, &proposed), given, &mut ids);
        assert_undone(&desk, "answer", answering).await;
    }
    let provider = desk.approve(&proposed).await.unwrap().provider_id.unwrap();
    desk.pass(DAY);
    let claire = claire().email;
    let changing = change(store, provider, &claire, desk.starting(None), desk.moment());
    assert_undone(&desk, "change", changing).await;
    let id = desk.begin_change(provider).await.id;
    let contact = [("contact.name", "Claire"), ("contact.email", "claire@atelier.example")];
    desk.fill(id, Topic::Contact, &contact).await.unwrap();
    desk.prove(id).await;
    let sending = Sending { letter_id: desk.letter_id(), flags: Vec::new() };
    assert_undone(&desk, "send change", send(store, id, sending, desk.moment())).await;
    let sent = desk.send(id).await.unwrap();
    assert_undone(&desk, "withdraw", withdraw(store, id, desk.letter_id(), desk.moment())).await;
    refused(&desk, &sent).await;
    assert_undone(&desk, "appeal", appeal(store, id, "Pourquoi ?", desk.moment())).await;
}

async fn a_failure_in_the_background_leaves_nothing(database: Database) {
    let desk = Desk::open(database).await;
    let store = &desk.store;
    let id = desk.complete().await;
    let job = claim(store, desk.moment()).await.unwrap().unwrap();
    let seen = Outlook::default();
    assert_undone(&desk, "done", done(store, &job, &seen, desk.moment())).await;
    done(store, &job, &seen, desk.moment()).await.unwrap();
    desk.pass(DAY);
    assert_undone(&desk, "look again", look_again(store, id, "applicant", desk.moment())).await;
    for days in [80, 20] {
        desk.pass(days * DAY);
        let mut ids = || desk.id();
        assert_undone(&desk, "sweep", sweep(store, desk.moment(), &mut ids)).await;
        sweep(store, desk.moment(), &mut || desk.id()).await.unwrap();
    }
    assert!(store.application_by_id(id).await.unwrap().is_none());
}
