//! Connections, set up and checked so that an acknowledged write is kept.

use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, Connection, Executor};

use super::StoreError;
use super::address::{Address, Engine};

/// Longest wait of a writer for another process's lock on SQLite.
const SQLITE_PATIENCE: Duration = Duration::from_secs(10);
/// Longest wait for SQLite's one writer connection: as many writers as a page can hold queue for it.
const WRITER_PATIENCE: Duration = Duration::from_secs(30);
/// Longest wait for a connection of a pool of several.
const POOL_PATIENCE: Duration = Duration::from_secs(5);
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 12;
/// Older libraries can corrupt a WAL database that two connections use.
const SQLITE_SAFE: [u32; 3] = [3, 51, 3];

const SQLITE_SETTINGS: &str = "pragma busy_timeout = 10000; pragma synchronous = full; pragma foreign_keys = on";
/// A node that vanishes inside a transaction must not hold the writers' lock for ever.
const POSTGRES_SETTINGS: &str = "set idle_in_transaction_session_timeout = 60000; set statement_timeout = 60000; \
                                 set synchronous_commit = on";

/// Opens one connection for making the database ready, and makes sure that it is safe to use.
pub(super) async fn first_connection(address: &Address) -> Result<AnyConnection, StoreError> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&address.for_writing()).await?;
    if address.engine() == Engine::Sqlite {
        connection.execute(SQLITE_SETTINGS).await?;
        check_library(&mut connection).await?;
        switch_to_wal(&mut connection).await?;
        check_sqlite(&mut connection).await?;
    }
    Ok(connection)
}

/// Readers and the writer: two pools on SQLite, one and the same on PostgreSQL.
pub(super) async fn pools(address: &Address) -> Result<(AnyPool, AnyPool), StoreError> {
    let opening = |error: sqlx::Error| StoreError::from(error).while_opening(&address.place());
    match address.engine() {
        Engine::Sqlite => {
            let writer = sqlite_pool(1, WRITER_PATIENCE).connect(&address.for_writing()).await.map_err(opening)?;
            let readers = sqlite_pool(SQLITE_READERS, POOL_PATIENCE);
            let reader = readers.connect(&address.for_reading()).await.map_err(opening)?;
            Ok((reader, writer))
        }
        Engine::Postgres => {
            let pool = AnyPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(POOL_PATIENCE)
                .after_connect(|connection, _| {
                    Box::pin(async move { connection.execute(POSTGRES_SETTINGS).await.map(drop) })
                });
            let pool = pool.connect(&address.for_writing()).await.map_err(opening)?;
            Ok((pool.clone(), pool))
        }
    }
}

fn sqlite_pool(connections: u32, patience: Duration) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .min_connections(1)
        .max_connections(connections)
        .acquire_timeout(patience)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute(SQLITE_SETTINGS).await?;
                check_sqlite(connection).await.map_err(|error| sqlx::Error::Configuration(error.into()))
            })
        })
}

/// The file keeps this mode. The switch needs the file for itself and does not wait by itself.
async fn switch_to_wal(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let pause = Duration::from_millis(50);
    let mut waited = Duration::ZERO;
    loop {
        match text(connection, "pragma journal_mode = wal").await {
            Err(StoreError::Unavailable(_)) if waited < SQLITE_PATIENCE => tokio::time::sleep(pause).await,
            switched => return switched.map(drop),
        }
        waited += pause;
    }
}

/// Refuses a connection that would lose or spoil what it acknowledged.
async fn check_sqlite(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let journal = text(connection, "pragma journal_mode").await?;
    let synchronous = number(connection, "pragma synchronous").await?;
    let foreign_keys = number(connection, "pragma foreign_keys").await?;
    let patience = number(connection, "pragma busy_timeout").await?;
    let wanted = [
        ("journal_mode", journal == "wal", journal),
        ("synchronous", synchronous == 2, synchronous.to_string()),
        ("foreign_keys", foreign_keys == 1, foreign_keys.to_string()),
        ("busy_timeout", u128::try_from(patience) == Ok(SQLITE_PATIENCE.as_millis()), patience.to_string()),
    ];
    match wanted.into_iter().find(|(_, right, _)| !right) {
        Some((setting, _, found)) => Err(StoreError::Unsafe(format!("{setting} is {found}"))),
        None => Ok(()),
    }
}

async fn check_library(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let version = text(connection, "select sqlite_version()").await?;
    if is_safe_library(&version) {
        Ok(())
    } else {
        Err(StoreError::Unsafe(format!("SQLite {version} can corrupt the file, 3.51.3 or newer is needed")))
    }
}

fn is_safe_library(version: &str) -> bool {
    let parts: Vec<u32> = version.split('.').map_while(|part| part.parse().ok()).collect();
    parts.as_slice() >= &SQLITE_SAFE[..]
}

async fn text(connection: &mut AnyConnection, sql: &'static str) -> Result<String, StoreError> {
    Ok(sqlx::query_scalar(sql).fetch_one(connection).await?)
}

async fn number(connection: &mut AnyConnection, sql: &'static str) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(sql).fetch_one(connection).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_that_can_corrupt_a_file_are_known() {
        for (version, safe) in [("3.51.2", false), ("3.51.3", true), ("3.52", true), ("4.0.0", true), ("", false)] {
            assert_eq!(is_safe_library(version), safe, "{version}");
        }
    }

    #[tokio::test]
    async fn every_connection_to_a_sqlite_file_is_checked() {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::parse(&format!("sqlite:{}/d.db", folder.path().display())).unwrap();
        let mut connection = first_connection(&address).await.unwrap();
        assert_eq!(check_sqlite(&mut connection).await, Ok(()));
        let unsafe_settings = [
            ("pragma synchronous = normal", "pragma synchronous = full", "synchronous"),
            ("pragma foreign_keys = off", "pragma foreign_keys = on", "foreign_keys"),
            ("pragma busy_timeout = 1", "pragma busy_timeout = 10000", "busy_timeout"),
            ("pragma journal_mode = delete", "pragma journal_mode = wal", "journal_mode"),
        ];
        for (spoil, mend, setting) in unsafe_settings {
            connection.execute(spoil).await.unwrap();
            let refused = check_sqlite(&mut connection).await.unwrap_err();
            assert!(refused.to_string().contains(setting), "{refused}");
            connection.execute(mend).await.unwrap();
        }
        assert_eq!(check_sqlite(&mut connection).await, Ok(()));
    }

    #[tokio::test]
    async fn readers_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::parse(&format!("sqlite:{}/d.db", folder.path().display())).unwrap();
        first_connection(&address).await.unwrap().close().await.unwrap();
        let (reader, writer) = pools(&address).await.unwrap();
        writer.execute("create table t (id text)").await.unwrap();
        let refused = StoreError::from(reader.execute("insert into t values ('a')").await.unwrap_err());
        assert!(matches!(refused, StoreError::ReadOnly(_)), "{refused}");
    }
}
