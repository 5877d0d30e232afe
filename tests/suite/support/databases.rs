//! Fresh directories on both engines, and records to put in.

use devanture::domain::record::Record;
use devanture::store::{Birth, Store};
use serde_json::{Value, json};
use sqlx::{AnyConnection, Connection};
use tempfile::TempDir;
use uuid::Uuid;

use super::postgres::Postgres;

/// A database of one test.
pub struct Database {
    pub url: String,
    _folder: Option<TempDir>,
}

impl Database {
    /// A new SQLite file in a folder of its own.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { url: format!("sqlite:{}/new/devanture.db", folder.path().display()), _folder: Some(folder) }
    }

    /// A new database of the run's cluster.
    pub async fn postgres() -> Self {
        Self { url: Postgres::shared().await.fresh_database().await, _folder: None }
    }

    /// One of each engine.
    pub async fn both() -> [Self; 2] {
        [Self::sqlite(), Self::postgres().await]
    }

    pub async fn open(&self) -> Store {
        Store::open(&self.url, Birth { id: new_id(), at: 1_700_000_000_000 }).await.unwrap()
    }
}

/// A connection past the program, to whatever is stored.
pub async fn raw(url: &str) -> AnyConnection {
    sqlx::any::install_default_drivers();
    AnyConnection::connect(url).await.unwrap()
}

#[expect(clippy::disallowed_methods, reason = "tests draw their own identifiers")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// A vetted offer of the firm with this SIREN, as one JSON object; `facts` replace or add fields.
pub fn offer(siren: &str, title: &str, facts: Value) -> Value {
    let mut offer = json!({
        "provider": { "siren": siren, "name": format!("Atelier {siren}") },
        "title": title,
        "summary": "Une boutique en ligne prête en une semaine.",
        "service_types": ["boutique-en-ligne"],
        "pricing_model": ["abonnement"],
        "commitment_months": 0,
        "setup_delay": "1-semaine",
        "autonomy": "accompagne",
        "area": ["france"],
        "verification_level": "offre-verifiee",
    });
    offer.as_object_mut().unwrap().extend(facts.as_object().unwrap().clone());
    offer
}

/// The same as a record.
pub fn record(siren: &str, title: &str, facts: Value) -> Record {
    Record::from_value(offer(siren, title, facts)).unwrap()
}

/// The nth SIREN that passes the check.
pub fn siren(nth: usize) -> String {
    let valid = |number: &u32| devanture::domain::siren::Siren::parse(&number.to_string()).is_ok();
    (800_000_000..).filter(valid).nth(nth).unwrap().to_string()
}
