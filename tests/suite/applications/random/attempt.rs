//! Does something, if it can be done now; nothing but a refusal by the rules is allowed, and a refusal changes nothing.

use devanture::domain::application::{ApplicationKind, ApplicationState};
use devanture::domain::desk::Role;
use devanture::domain::desk::comment::Audience;
use devanture::domain::desk::ruling::Ruling;
use devanture::domain::desk::verdict::Verdict;
use devanture::domain::form::Topic;
use devanture::domain::ids::CommentId;
use devanture::domain::letter::Reason;
use devanture::domain::listing::{ListingStatus, VerificationLevel};
use devanture::store::{StoredApplication, StoredListing};
use devanture::workflow::applications::{
    Answer, ApplicationError, NewComment, add_offer, answer, appeal, assign, comment, decide,
    propose_refusal, release, take, withdraw,
};
use devanture::workflow::listings::{
    ListingError, Revert, Ruler, answer_archive, propose_archive, revert, rule,
};
use devanture::workflow::space::{Own, SpaceError, pause, resume, withdraw as withdraw_offer};

use super::super::desk::claire;
use super::{Step, Verb, World};
use crate::support::verdicts::{approval, question, refusal};

/// What came of it: the rows of the audit log that it has to have left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was done.
    Done,
    /// It was so already, or there was nothing to do it to.
    Nothing,
    /// Several verbs, or one that may find nothing to change.
    Several,
    /// The rules do not allow it now.
    Refused,
}

impl From<Result<(), ApplicationError>> for Outcome {
    fn from(result: Result<(), ApplicationError>) -> Self {
        use ApplicationError as E;
        match result {
            Ok(()) => Self::Done,
            Err(
                E::WrongState(_)
                | E::Incomplete(_)
                | E::AddressUnproved
                | E::Barred(_)
                | E::Changed
                | E::SirenTaken(_)
                | E::Full,
            ) => Self::Refused,
            Err(error) => panic!("{error:?}"),
        }
    }
}

impl From<Result<(), ListingError>> for Outcome {
    fn from(result: Result<(), ListingError>) -> Self {
        use ListingError as E;
        match result {
            Ok(()) => Self::Done,
            Err(E::NotFound | E::WrongState | E::Changed | E::Barred(_)) => Self::Refused,
            Err(error) => panic!("{error:?}"),
        }
    }
}

impl From<Result<(), SpaceError>> for Outcome {
    fn from(result: Result<(), SpaceError>) -> Self {
        match result {
            Ok(()) => Self::Done,
            Err(SpaceError::NotFound | SpaceError::WrongState) => Self::Refused,
            Err(error) => panic!("{error:?}"),
        }
    }
}

impl Verb {
    /// Whether the desk does it.
    const fn is_of_desk(self) -> bool {
        use Verb as V;
        !matches!(
            self,
            V::Fill(_)
                | V::AddOffer
                | V::Prove
                | V::Send
                | V::Appeal
                | V::Withdraw
                | V::BeginChange
                | V::Pause
                | V::Resume
                | V::WithdrawOffer
        )
    }

    /// Whether it is done to a listed offer.
    const fn is_of_offer(self) -> bool {
        use Verb as V;
        matches!(
            self,
            V::Pause
                | V::Resume
                | V::WithdrawOffer
                | V::Suspend
                | V::Reinstate
                | V::Archive
                | V::AgreeArchive
                | V::DeclineArchive
                | V::Revert
        )
    }
}

impl World {
    /// Tries a step and fails unless it left what it has to.
    pub(super) async fn attempt(&mut self, step: Step) {
        let rows = self.desk.store.count_audit_rows().await.unwrap();
        let reads = step.verb.is_of_desk() && self.officers[step.who].1 == Role::Reader;
        let before = if reads { self.desk.everything().await } else { Vec::new() };
        let outcome = if step.verb.is_of_offer() {
            self.try_with_offer(step).await
        } else {
            self.try_with_application(step).await
        };
        let added = self.desk.store.count_audit_rows().await.unwrap() - rows;
        match outcome {
            Outcome::Done => assert_eq!(added, 1, "{step:?}"),
            Outcome::Nothing | Outcome::Refused => assert_eq!(added, 0, "{step:?}"),
            Outcome::Several => {}
        }
        if reads {
            assert!(matches!(outcome, Outcome::Refused | Outcome::Nothing), "{step:?} by a reader");
            assert_eq!(self.desk.everything().await, before, "{step:?} by a reader");
        }
    }

    async fn try_with_application(&mut self, step: Step) -> Outcome {
        let id = self.applications[step.which % self.applications.len()];
        let shown = self.desk.application(id).await;
        if step.verb.is_of_desk() {
            return self.try_at_desk(step, &shown).await;
        }
        let (desk, store, moment) = (&self.desk, &self.desk.store, self.desk.moment());
        match step.verb {
            Verb::Fill(number) => {
                let title = format!("Titre numéro {number}");
                let words =
                    [("title", title.as_str()), ("summary", "Une boutique tenue à jour, photos comprises.")];
                let offer = shown.answers.offers.first().map(|offer| offer.number);
                let typed = words.into_iter().collect();
                let filled = desk.fill_typed(id, Topic::Words, offer, &typed).await.map(drop);
                some_of(filled.into())
            }
            Verb::AddOffer => {
                some_of(add_offer(store, id, shown.answers.offers.len(), moment).await.map(drop).into())
            }
            Verb::Prove if shown.email.is_some() => {
                desk.prove(id).await;
                Outcome::Several
            }
            Verb::Send if shown.state == ApplicationState::Submitted => {
                some_of(desk.send(id).await.map(drop).into())
            }
            Verb::Send => desk.send(id).await.map(drop).into(),
            Verb::Appeal => {
                let again = shown.state == ApplicationState::Appealed;
                done_once(again, appeal(store, id, "Pourquoi ?", moment).await.map(drop).into())
            }
            // The end of a new one would be the end of the play.
            Verb::Withdraw if shown.kind != ApplicationKind::New => {
                let again = shown.state == ApplicationState::Withdrawn;
                done_once(again, withdraw(store, id, desk.letter_id(), moment).await.map(drop).into())
            }
            Verb::BeginChange => self.begin_change(&shown).await,
            _ => Outcome::Nothing,
        }
    }

    async fn begin_change(&mut self, shown: &StoredApplication) -> Outcome {
        let Some(provider) = shown.provider_id else { return Outcome::Nothing };
        let id = self.desk.begin_change(provider).await.id;
        if !self.applications.contains(&id) {
            let contact = [("contact.name", "Claire"), ("contact.email", "claire@atelier.example")];
            self.desk.fill(id, Topic::Contact, &contact).await.unwrap();
            self.desk.prove(id).await;
            self.applications.push(id);
        }
        Outcome::Several
    }

    async fn try_at_desk(&mut self, step: Step, shown: &StoredApplication) -> Outcome {
        let (desk, store) = (&self.desk, &self.desk.store);
        let vetting = desk.vetting_as(self.officers[step.who].0, shown);
        let ids = &mut || desk.id();
        let why = refusal(&[Reason::NoPrice], "");
        match step.verb {
            Verb::Take => take(store, vetting).await.map(drop).into(),
            Verb::Release => release(store, vetting).await.map(drop).into(),
            Verb::Assign(to) => {
                assign(store, vetting, self.officers[to % self.officers.len()].0).await.map(drop).into()
            }
            Verb::Comment(to_provider) => {
                let new = NewComment {
                    id: CommentId::new(desk.id()),
                    letter_id: desk.letter_id(),
                    application: shown.id,
                    officer: vetting.officer,
                    audience: if to_provider { Audience::Provider } else { Audience::Internal },
                    words: "À rappeler.".to_owned(),
                };
                comment(store, new, desk.moment()).await.into()
            }
            Verb::Ask => decide(store, vetting, &question("Plus précis ?"), ids).await.map(drop).into(),
            Verb::Approve => {
                let approved = decide(store, vetting, &approval(VerificationLevel::Offer), ids).await;
                if approved.is_ok() {
                    self.see_what_was_vetted(shown.id).await;
                }
                approved.map(drop).into()
            }
            Verb::Refuse if self.four_eyes => {
                // The same person proposes the same thing once.
                let open = store.open_proposal_of_application(shown.id).await.unwrap();
                let again = open.is_some_and(|open| {
                    open.officer == vetting.officer && open.version == vetting.version + 1
                });
                done_once(again, propose_refusal(store, vetting, why, ids).await.map(drop).into())
            }
            Verb::Refuse => decide(store, vetting, &Verdict::Refuse(why), ids).await.map(drop).into(),
            Verb::Agree => answer(store, vetting, Answer::Agree, ids).await.map(drop).into(),
            _ => answer(store, vetting, Answer::Decline("Le prix y est."), ids).await.map(drop).into(),
        }
    }

    /// What was vetted anew is no longer suspended; whatever its provider keeps out of sight stays there.
    async fn see_what_was_vetted(&mut self, id: devanture::domain::ids::ApplicationId) {
        let sent = self.desk.store.submission(id).await.unwrap().unwrap();
        for offer in sent.offers {
            if let Some(listing) = offer.listing_id {
                self.suspended.remove(&listing);
            }
        }
    }

    async fn try_with_offer(&mut self, step: Step) -> Outcome {
        let entries = self.desk.store.entries_after(None, 100).await.unwrap();
        if entries.is_empty() {
            return Outcome::Nothing;
        }
        let entry = &entries[step.which % entries.len()];
        let slug = entry.slug.clone();
        let stored = self.desk.store.listing_by_slug(&slug).await.unwrap().unwrap();
        let outcome = if step.verb.is_of_desk() {
            self.try_ruling(step, &stored).await
        } else {
            self.try_as_provider(step.verb, &stored).await
        };
        if outcome == Outcome::Done {
            self.note(step.verb, &stored);
        }
        outcome
    }

    async fn try_as_provider(&self, verb: Verb, stored: &StoredListing) -> Outcome {
        let (store, status) = (&self.desk.store, stored.listing.status);
        let email = claire().email;
        let own = Own { email: &email, slug: &stored.slug, moment: self.desk.moment() };
        match verb {
            Verb::Pause => done_once(status == ListingStatus::Paused, pause(store, own).await.into()),
            Verb::Resume => done_once(status.is_searchable(), resume(store, own).await.into()),
            _ => done_once(status == ListingStatus::Withdrawn, withdraw_offer(store, own).await.into()),
        }
    }

    async fn try_ruling(&self, step: Step, stored: &StoredListing) -> Outcome {
        let (desk, store) = (&self.desk, &self.desk.store);
        let version = store.listing_changed(stored.id).await.unwrap().unwrap();
        let officer = self.officers[step.who].0;
        let ruler = Ruler { officer, id: stored.id, version, moment: desk.moment() };
        let ids = &mut || desk.id();
        let why = refusal(&[Reason::Complaints], "");
        let back = Revert { number: 1, words: "C’était mieux avant." };
        match step.verb {
            Verb::Suspend => rule(store, ruler, &Ruling::Suspend(why), ids).await.map(drop).into(),
            Verb::Reinstate => {
                let ruling = Ruling::reinstate("Le prix est revenu.").unwrap();
                rule(store, ruler, &ruling, ids).await.map(drop).into()
            }
            Verb::Archive if self.four_eyes => {
                let open = store.open_proposal_of_listing(stored.id).await.unwrap();
                let again = open.is_some_and(|open| (open.officer, open.version) == (officer, version));
                done_once(again, propose_archive(store, ruler, &why, ids).await.into())
            }
            Verb::Archive => rule(store, ruler, &Ruling::Archive(why), ids).await.map(drop).into(),
            Verb::AgreeArchive => answer_archive(store, ruler, Answer::Agree, ids).await.into(),
            Verb::DeclineArchive => {
                answer_archive(store, ruler, Answer::Decline("Pas encore."), ids).await.into()
            }
            _ => revert(store, ruler, back, ids).await.map(drop).into(),
        }
    }

    /// Remembers what was done to an offer.
    fn note(&mut self, verb: Verb, stored: &StoredListing) {
        match verb {
            Verb::Suspend => {
                self.suspended.insert(stored.id);
            }
            Verb::Reinstate => {
                self.suspended.remove(&stored.id);
            }
            Verb::WithdrawOffer | Verb::AgreeArchive => {
                self.over.insert(stored.id);
            }
            Verb::Archive if !self.four_eyes => {
                self.over.insert(stored.id);
            }
            _ => {}
        }
        let proposed = verb == Verb::Archive && self.four_eyes;
        if verb.is_of_desk() && !proposed && verb != Verb::DeclineArchive {
            self.rulings += 1;
        }
    }
}

/// What is done again when it is so already leaves nothing.
fn done_once(again: bool, outcome: Outcome) -> Outcome {
    if again && outcome == Outcome::Done { Outcome::Nothing } else { outcome }
}

/// What may find that nothing changes.
fn some_of(outcome: Outcome) -> Outcome {
    if outcome == Outcome::Done { Outcome::Several } else { outcome }
}
