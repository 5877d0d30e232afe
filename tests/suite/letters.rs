//! Letters, from the outbox to a mail server that misbehaves. Those named `postgres` run on both engines.

mod background;
mod encryption;
mod failures;
mod ledger;
mod wording;

use devanture::config::{Cli, Config};
use devanture::domain::email::EmailAddress;
use devanture::domain::ids::LetterId;
use devanture::domain::lang::Lang;
use devanture::domain::letter::{Letter, NewLetter};
use devanture::mailer::{Carrier, Mailer, Relay, Sender, Step};
use devanture::store::{LetterFate, LetterState, Store};
use devanture::workflow::Moment;
use jiff::Timestamp;
use sqlx::Row;

use crate::support::databases::{Database, new_id, raw};
use crate::support::smtp::{Manner, Sink};

/// Noon in Paris, in milliseconds since 1970.
const NOON: i64 = 1_795_345_200_000;
const MINUTE: i64 = 60_000;
/// What all letters of these tests are about.
const CASE: &str = "case";
const SITE: &str = "https://annuaire.example";

/// An outbox and the server that its letters go to.
struct Office {
    database: Database,
    store: Store,
    sink: Sink,
    mailer: Mailer,
}

impl Office {
    /// One on each engine.
    async fn both() -> [Self; 2] {
        let [sqlite, postgres] = Database::both().await;
        [Self::of(sqlite, Sink::start().await).await, Self::of(postgres, Sink::start().await).await]
    }

    async fn of(database: Database, sink: Sink) -> Self {
        let store = database.open().await;
        let mailer = mailer(&store, &sink.url());
        Self { database, store, sink, mailer }
    }

    /// Puts a letter into the outbox, as the verbs of the workflow do.
    async fn queue(&self, to: &str, letter: Letter, now: i64) -> LetterId {
        let new = new_letter(to, letter);
        let mut tx = self.store.begin_write(now).await.unwrap();
        tx.queue_letter(&new).await.unwrap();
        tx.commit().await.unwrap();
        new.id
    }

    async fn queue_one(&self) -> LetterId {
        self.queue("claire@atelier.example", withdrawn(), NOON).await
    }

    /// One step of the mailer, with one connection treated like this.
    async fn step(&self, manner: Manner, now: i64) -> Step {
        self.sink.behave([manner]);
        self.mailer.step(at(now)).await.unwrap()
    }

    async fn states(&self) -> Vec<LetterState> {
        self.store.letters_about(CASE).await.unwrap()
    }

    /// What became of the only letter.
    async fn fate(&self) -> LetterFate {
        let mut states = self.states().await;
        assert_eq!(states.len(), 1);
        states.remove(0).fate
    }

    /// A column of the only row that a statement finds.
    async fn column(&self, statement: &'static str) -> String {
        let mut connection = raw(&self.database.url).await;
        let row = sqlx::query(statement).fetch_one(&mut connection).await.unwrap();
        row.try_get(0).unwrap()
    }
}

fn at(now: i64) -> Moment {
    Moment::at(Timestamp::from_millisecond(now).unwrap())
}

fn withdrawn() -> Letter {
    Letter::Withdrawn { reference: "DV-7KQM-3XTA".to_owned() }
}

fn new_letter(to: &str, letter: Letter) -> NewLetter {
    NewLetter {
        id: LetterId::new(new_id()),
        to: EmailAddress::parse(to).unwrap(),
        lang: Lang::Fr,
        about: CASE.to_owned(),
        letter,
    }
}

/// Settings with a mail server.
fn settings(smtp: &str) -> Config {
    let cli = Cli { listen: None, data_dir: None, command: None };
    Config::check(&cli, |name| match name {
        "DEVANTURE_SMTP_URL" => Some(smtp.to_owned()),
        "DEVANTURE_MAIL_FROM" => Some("lettres@annuaire.example".to_owned()),
        "DEVANTURE_LEGAL_EMAIL" => Some("contact@annuaire.example".to_owned()),
        _ => None,
    })
    .unwrap()
}

fn mailer(store: &Store, smtp: &str) -> Mailer {
    Mailer::open(store.clone(), &settings(smtp), SITE.to_owned()).unwrap()
}

/// A mailer that waits for each answer only as long as given.
fn hasty_mailer(store: &Store, smtp: &str, patience: std::time::Duration) -> Mailer {
    let config = settings(smtp);
    let relay = Relay::new(&config.smtp.unwrap(), "annuaire.example").unwrap().with_patience(patience);
    let sender = Sender::new(SITE.to_owned(), config.mail_from.unwrap(), None);
    Mailer::new(store.clone(), sender, Carrier::Server(Box::new(relay)))
}
