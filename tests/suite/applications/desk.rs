//! A directory whose clock and draws are in the hands of a test, and what people do to an application in it.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use devanture::domain::access::{LinkPurpose, Token};
use devanture::domain::application::{Happened, Reference};
use devanture::domain::desk::Role;
use devanture::domain::desk::verdict::Verdict;
use devanture::domain::email::EmailAddress;
use devanture::domain::form::assemble::Contact;
use devanture::domain::form::{Reading, Topic, Typed};
use devanture::domain::ids::{ApplicationId, LetterId, OfficerId, ProviderId};
use devanture::domain::lang::Lang;
use devanture::domain::listing::VerificationLevel;
use devanture::store::{Store, StoredApplication, UsedLink};
use devanture::workflow::Moment;
use devanture::workflow::access::use_link;
use devanture::workflow::applications::{
    ApplicationError, Begun, Filled, LinkDraw, Sending, Start, Vetting, change, decide, fill, send,
    send_link, start, take,
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::support::databases::Database;
use crate::support::desk::hired;
use crate::support::verdicts::approval;

pub const DAY: i64 = 86_400_000;
/// Noon of 22 November 2026 in Paris.
const NOON: i64 = 1_795_345_200_000;

/// Who answers for the firm of [`RIGHT`].
pub fn claire() -> Contact {
    let email = EmailAddress::parse("claire@atelier.example").unwrap();
    Contact { name: "Claire Martin".to_owned(), email, phone: None, lang: Lang::Fr }
}

/// Answers that lack nothing, topic by topic.
pub const RIGHT: &[(Topic, &[(&str, &str)])] = &[
    (Topic::Siret, &[("siret", "800 000 002 00017")]),
    (
        Topic::Firm,
        &[
            ("legal_name", "ATELIER DU WEB"),
            ("name", "Atelier du Web"),
            ("website", "atelier.example"),
            ("address.street", "1 rue du Port"),
            ("address.commune", "68000 Colmar"),
        ],
    ),
    (Topic::Services, &[("main_service", "boutique-en-ligne"), ("more_services", "contenus")]),
    (
        Topic::Words,
        &[("title", "Boutique clé en main"), ("summary", "Une boutique tenue à jour, photos comprises.")],
    ),
    (Topic::Area, &[("area", "departement:68")]),
    (
        Topic::Price,
        &[
            ("pricing_model", "abonnement"),
            ("price_plans.0.name", "Formule"),
            ("price_plans.0.min_cents", "39 €"),
            ("price_plans.0.unit", "mois"),
            ("price_plans.0.vat", "ht"),
        ],
    ),
    (Topic::Terms, &[("commitment_months", "1 an")]),
    (Topic::Setup, &[("setup_delay", "1-semaine"), ("autonomy", "accompagne")]),
    (Topic::Proofs, &[("references", "Librairie du Centre")]),
    (Topic::Contact, &[("contact.name", "Claire Martin"), ("contact.email", "Claire@Atelier.example")]),
];

/// A directory, its clock, and everything that is drawn, counted.
pub struct Desk {
    pub database: Database,
    pub store: Store,
    /// Who decides.
    pub vetter: OfficerId,
    /// Another vetter.
    pub other: OfficerId,
    now: AtomicI64,
    drawn: AtomicU64,
    /// Rows of the audit log that a test has accounted for.
    pub(super) audited: AtomicI64,
}

impl Desk {
    pub async fn open(database: Database) -> Self {
        let store = database.open().await;
        let (now, drawn) = (AtomicI64::new(NOON), AtomicU64::new(0));
        let moment = Moment::at(Timestamp::from_millisecond(NOON).unwrap());
        let vetter = hired(&store, "Anne", Role::Vetter, moment).await;
        let other = hired(&store, "Paul", Role::Vetter, moment).await;
        Self { database, store, vetter, other, now, drawn, audited: AtomicI64::new(0) }
    }

    /// As after the program was stopped and started.
    pub async fn reopen(&mut self) {
        self.store.close().await;
        self.store = self.database.open().await;
    }

    pub fn moment(&self) -> Moment {
        Moment::at(Timestamp::from_millisecond(self.now.load(Ordering::Relaxed)).unwrap())
    }

    /// Moves the clock, also back.
    pub fn pass(&self, milliseconds: i64) {
        self.now.fetch_add(milliseconds, Ordering::Relaxed);
    }

    fn draw(&self) -> u64 {
        self.drawn.fetch_add(1, Ordering::Relaxed) + 1
    }

    pub fn id(&self) -> Uuid {
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(self.draw()))
    }

    pub fn letter_id(&self) -> LetterId {
        LetterId::new(self.id())
    }

    pub fn token(&self) -> Token {
        Token::from_bits(u128::from(self.draw()).to_be_bytes())
    }

    pub fn starting(&self, claims: Option<ProviderId>) -> Start {
        Start {
            id: ApplicationId::new(self.id()),
            reference: Reference::from_bits(self.draw()),
            start_key: self.token(),
            session: self.token(),
            lang: Lang::Fr,
            claims,
            flags: Vec::new(),
        }
    }

    pub async fn begin(&self) -> ApplicationId {
        start(&self.store, self.starting(None), self.moment()).await.unwrap().id
    }

    pub async fn begin_claim(&self, provider: ProviderId) -> Begun {
        start(&self.store, self.starting(Some(provider)), self.moment()).await.unwrap()
    }

    /// Begins a change as [`claire`], or opens the one that is open.
    pub async fn begin_change(&self, provider: ProviderId) -> Begun {
        let mut tx = self.store.begin_write(self.moment().now).await.unwrap();
        tx.put_contact(self.id(), provider, &claire()).await.unwrap();
        tx.commit().await.unwrap();
        change(&self.store, provider, &claire().email, self.starting(None), self.moment()).await.unwrap()
    }

    pub async fn fill(
        &self,
        id: ApplicationId,
        topic: Topic,
        pairs: &[(&str, &str)],
    ) -> Result<Reading, ApplicationError> {
        let offer = topic.is_of_offer().then_some(1);
        self.fill_typed(id, topic, offer, &pairs.iter().copied().collect()).await
    }

    pub async fn fill_typed(
        &self,
        id: ApplicationId,
        topic: Topic,
        offer: Option<u32>,
        typed: &Typed,
    ) -> Result<Reading, ApplicationError> {
        let filled = Filled { topic, offer, typed, link: None, known: None };
        fill(&self.store, id, filled, self.moment()).await
    }

    /// A draft that lacks nothing but the proof of its address.
    pub async fn complete(&self) -> ApplicationId {
        let id = self.begin().await;
        self.fill_all(id).await;
        id
    }

    pub async fn fill_all(&self, id: ApplicationId) {
        for (topic, pairs) in RIGHT {
            assert_eq!(self.fill(id, *topic, pairs).await.unwrap().problems, []);
        }
    }

    /// Sends a link to the author and gives its secret.
    pub async fn link(&self, id: ApplicationId) -> Token {
        let token = self.token();
        let draw = LinkDraw { token: token.clone(), letter_id: self.letter_id() };
        send_link(&self.store, id, draw, self.moment()).await.unwrap();
        token
    }

    pub async fn follow(&self, link: &Token) -> Option<UsedLink> {
        use_link(&self.store, link, LinkPurpose::Application, &self.token(), self.moment()).await.unwrap()
    }

    pub async fn prove(&self, id: ApplicationId) {
        let link = self.link(id).await;
        assert!(self.follow(&link).await.is_some());
    }

    pub async fn send(&self, id: ApplicationId) -> Result<StoredApplication, ApplicationError> {
        let sending = Sending { letter_id: self.letter_id(), flags: Vec::new() };
        send(&self.store, id, sending, self.moment()).await
    }

    /// An application that waits for a vetter.
    pub async fn sent(&self) -> StoredApplication {
        let id = self.complete().await;
        self.prove(id).await;
        self.send(id).await.unwrap()
    }

    pub fn vetting(&self, application: &StoredApplication) -> Vetting {
        self.vetting_as(self.vetter, application)
    }

    pub fn vetting_as(&self, officer: OfficerId, application: &StoredApplication) -> Vetting {
        let (id, version) = (application.id, application.version);
        Vetting { officer, id, version, moment: self.moment() }
    }

    /// Decides as the first vetter.
    pub async fn decide(
        &self,
        application: &StoredApplication,
        verdict: &Verdict,
    ) -> Result<StoredApplication, ApplicationError> {
        decide(&self.store, self.vetting(application), verdict, &mut || self.id()).await
    }

    pub async fn take(&self, application: &StoredApplication) -> StoredApplication {
        take(&self.store, self.vetting(application)).await.unwrap()
    }

    pub async fn approve(
        &self,
        application: &StoredApplication,
    ) -> Result<StoredApplication, ApplicationError> {
        self.decide(application, &approval(VerificationLevel::Offer)).await
    }

    pub async fn application(&self, id: ApplicationId) -> StoredApplication {
        self.store.application_by_id(id).await.unwrap().unwrap()
    }

    /// The history of an application, without its times.
    pub async fn history(&self, id: ApplicationId) -> Vec<Happened> {
        self.store.history(id).await.unwrap().into_iter().map(|(_, happened)| happened).collect()
    }
}
