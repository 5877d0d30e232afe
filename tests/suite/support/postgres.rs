//! One PostgreSQL cluster per run, started by the first test that asks for a database.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{Connection, Executor, PgConnection};
use tokio::sync::OnceCell;

use super::keeper::Keeper;

/// `$1` the programs' folder, `$2` the cluster's folder, `$3` the port.
///
/// PostgreSQL refuses to run as root. `fsync=off` gives up power cuts only: a killed server still keeps every
/// acknowledged commit, so tests of that kind may run here (`synchronous_commit=off` would break them).
/// Words are sorted as in French, unlike SQLite's bytes, so that a query that sorts words shows.
const SCRIPT: &str = r#"
set -eu
bin=$1 folder=$2 port=$3 become=
if [ "$(id -u)" = 0 ]; then
    user=postgres
    id -u "$user" >/dev/null 2>&1 || user=nobody
    chown "$user" "$folder"
    become="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
fi
export LC_ALL=C.UTF-8
$become "$bin/initdb" -D "$folder/data" -A trust -U postgres --no-sync --no-instructions \
    --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=fr-FR
exec $become "$bin/postgres" -D "$folder/data" -p "$port" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 \
    -c shared_buffers=64MB -c fsync=off -c full_page_writes=off -c autovacuum=off
"#;

static SHARED: OnceCell<Postgres> = OnceCell::const_new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The cluster of this run.
pub struct Postgres {
    keeper: Keeper,
    port: u16,
}

impl Postgres {
    /// The run's cluster; the first call starts it (about two seconds), the others wait for that.
    pub async fn shared() -> &'static Self {
        SHARED.get_or_init(|| async { tokio::task::spawn_blocking(Self::start).await.unwrap() }).await
    }

    /// Address of a new, empty database of its own: `postgres://postgres@127.0.0.1:…/…`.
    pub async fn fresh_database(&self) -> String {
        let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
        let mut connection = PgConnection::connect(&self.address("postgres")).await.unwrap();
        let create = sqlx::AssertSqlSafe(format!("create database {name}"));
        connection.execute(create).await.unwrap();
        connection.close().await.unwrap();
        self.address(&name)
    }

    /// The folder that holds the cluster.
    pub fn folder(&self) -> &Path {
        &self.keeper.folder
    }

    fn address(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    fn start() -> Self {
        let bin =
            programs().expect("PostgreSQL is not installed: run ./test, which installs what is missing");
        // Another program may take a free port before PostgreSQL does.
        let mut failure = String::new();
        for _ in 0..3 {
            let port = free_port();
            let command = |folder: &Path| {
                let folder = folder.to_str().unwrap();
                let script = ["sh", "-c", SCRIPT, "postgres", bin.to_str().unwrap(), folder];
                script.map(String::from).into_iter().chain([port.to_string()]).collect()
            };
            let ready = |line: &str| line.contains("ready to accept connections").then_some(());
            match Keeper::start("QUIT", command, ready) {
                Ok((keeper, ())) => return Self { keeper, port },
                Err(why) => failure = why,
            }
        }
        panic!("{failure}");
    }
}

/// Where Debian keeps the newest installed server's programs.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    versions
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").exists() && bin.join("postgres").exists())
        .max()
        .map(|(_, bin)| bin)
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

mod tests {
    use super::*;

    #[tokio::test]
    async fn two_fresh_databases_know_nothing_of_each_other() {
        let postgres = Postgres::shared().await;
        let (first, second) = (postgres.fresh_database().await, postgres.fresh_database().await);
        assert_ne!(first, second);
        let mut connection = PgConnection::connect(&first).await.unwrap();
        connection.execute("create table offers (id text primary key)").await.unwrap();
        let mut other = PgConnection::connect(&second).await.unwrap();
        assert!(other.execute("select * from offers").await.is_err());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn tests_of_several_runtimes_share_one_cluster() {
        assert!(std::ptr::eq(Postgres::shared().await, Postgres::shared().await));
        let names =
            [1, 2, 3, 4].map(|_| tokio::spawn(async { Postgres::shared().await.fresh_database().await }));
        let mut seen = std::collections::HashSet::new();
        for name in names {
            assert!(seen.insert(name.await.unwrap()));
        }
    }

    #[tokio::test]
    async fn words_are_sorted_as_in_french() {
        let address = Postgres::shared().await.fresh_database().await;
        let mut connection = PgConnection::connect(&address).await.unwrap();
        let query =
            "select string_agg(w, ' ' order by w) from (values ('zinc'), ('épicerie'), ('Fleurs')) as v(w)";
        let sorted: String = sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap();
        assert_eq!(sorted, "épicerie Fleurs zinc");
    }
}
