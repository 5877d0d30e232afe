//! Makes a database ready: its tables and its identity.

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, Connection, SqlSafeStr};
use uuid::Uuid;

use super::address::{Address, Engine};
use super::{Birth, StoreError, connect, guards, hosts, sql};

/// The files of `migrations/`, in order.
const FILES: [(i64, &str, &str); 6] = [
    (1, "listings", include_str!("../../migrations/0001_listings.sql")),
    (2, "empty_searches", include_str!("../../migrations/0002_empty_searches.sql")),
    (3, "letters", include_str!("../../migrations/0003_letters.sql")),
    (4, "access", include_str!("../../migrations/0004_access.sql")),
    (5, "applications", include_str!("../../migrations/0005_applications.sql")),
    (6, "desk", include_str!("../../migrations/0006_desk.sql")),
];

/// Makes the file and its folder if needed, brings the tables up to date and returns the identity of the database.
pub(super) async fn prepare(address: &Address, birth: Birth) -> Result<Uuid, StoreError> {
    let opening = |error: StoreError| error.while_opening(&address.place());
    if let Some(folder) = address.folder() {
        std::fs::create_dir_all(folder)
            .map_err(|error| StoreError::Open { place: address.place(), reason: error.to_string() })?;
    }
    let mut connection = connect::first_connection(address).await.map_err(opening)?;
    let identity = prepare_tables(&mut connection, address.engine(), birth).await.map_err(opening)?;
    connection.close().await?;
    Ok(identity)
}

async fn prepare_tables(
    connection: &mut AnyConnection,
    engine: Engine,
    birth: Birth,
) -> Result<Uuid, StoreError> {
    // `run_direct` and not `run`: the latter's bounds keep the future from being sent between threads.
    let migrator = migrator();
    if engine == Engine::Postgres {
        // Holds an advisory lock of its own, which is nothing on SQLite.
        migrator.run_direct(None, &mut *connection, false).await?;
    }
    let mut tx = connection.begin_with(engine.begin()).await?;
    match engine {
        Engine::Sqlite => migrator.run_direct(None, &mut *tx, false).await?,
        // Two nodes that start at once must not both think themselves first.
        Engine::Postgres => drop(sqlx::query(sql::CLOCK_LOCK).fetch_one(&mut *tx).await?),
    }
    guards::put_up(&mut tx, engine).await?;
    let found: Option<String> = sqlx::query_scalar(sql::DIRECTORY).fetch_optional(&mut *tx).await?;
    let identity = match found {
        Some(id) => Uuid::try_parse(&id)
            .map_err(|error| StoreError::Corrupt { what: "directory".into(), reason: error.to_string() })?,
        None => {
            sqlx::query(sql::DIRECTORY_INSERT)
                .bind(birth.id.to_string())
                .bind(birth.at)
                .execute(&mut *tx)
                .await?;
            birth.id
        }
    };
    hosts::heal(&mut tx).await?;
    tx.commit().await?;
    Ok(identity)
}

fn migrator() -> Migrator {
    let migration = |(number, name, text): (i64, &'static str, &'static str)| {
        Migration::new(number, name.into(), MigrationType::Simple, text.into_sql_str(), false)
    };
    Migrator::with_migrations(FILES.into_iter().map(migration).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_carried_in_order() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let names =
            std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".sql")).collect();
        names.sort();
        let carried: Vec<String> =
            FILES.iter().map(|(number, name, _)| format!("{number:04}_{name}.sql")).collect();
        assert_eq!(names, carried);
    }

    #[test]
    fn tables_have_only_columns_that_both_engines_read_alike() {
        for (_, name, text) in FILES {
            for line in text.lines().filter(|line| line.starts_with("    ")) {
                let kind = line.split_whitespace().nth(1).unwrap_or_default().trim_end_matches(',');
                assert!(matches!(kind, "text" | "bigint"), "{name}: {line}");
            }
            assert_eq!(
                text.matches("primary key").count(),
                text.matches("not null primary key").count(),
                "{name}"
            );
        }
    }
}
