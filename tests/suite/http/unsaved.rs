//! A database that cannot be written while somebody fills in a form: what was typed comes back with the page.

use sqlx::Executor;

use crate::support::app::{Engine, Page, TestApp};
use crate::support::databases::raw;
use crate::support::visitor::Visitor;

const TITLE: &str = "Boutique en ligne <clé> en main";

async fn begin(visitor: &Visitor<'_>) -> String {
    let yes = [("siret", "oui"), ("commerces", "oui"), ("prix", "oui")];
    visitor.post("/candidature/questions", &yes).await.header("location").to_owned()
}

async fn write_words(visitor: &Visitor<'_>, application: &str) -> Page {
    let words = [("title", TITLE), ("summary", "Trop court")];
    visitor.post(&format!("{application}/offres/1/presentation"), &words).await
}

fn assert_kept(page: &Page) {
    assert_eq!((page.status, page.header("retry-after")), (503, "2"), "{}", page.text);
    page.assert_says("Tout ce que vous avez écrit est encore ici");
    page.assert_says("value=\"Boutique en ligne &#60;clé&#62; en main\"");
    page.assert_says("Trop court");
}

#[tokio::test]
async fn a_file_that_another_program_holds_loses_nothing_that_was_typed() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let visitor = Visitor::new(&app);
    let application = begin(&visitor).await;
    let mut other = raw(&app.database_url).await;
    other.execute("begin immediate").await.unwrap();
    assert_kept(&write_words(&visitor, &application).await);
    other.execute("rollback").await.unwrap();
    assert_eq!(write_words(&visitor, &application).await.status, 422, "saved, and too short");
    visitor.get(&format!("{application}/offres/1/presentation")).await.assert_says("Trop court");
}

#[tokio::test]
async fn a_database_that_turns_read_only_loses_nothing_that_was_typed_on_postgres() {
    let app = TestApp::empty(Engine::Postgres).await;
    let visitor = Visitor::new(&app);
    let application = begin(&visitor).await;
    let mut other = raw(&app.database_url).await;
    let set = |state: &str| {
        format!(
            "do $$ begin execute format('alter database %I set default_transaction_read_only = {state}', \
             current_database()); end $$; select pg_terminate_backend(pid) from pg_stat_activity \
             where datname = current_database() and pid <> pg_backend_pid()"
        )
    };
    other.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(set("on")))).await.unwrap();
    assert_kept(&write_words(&visitor, &application).await);
    other.execute("set default_transaction_read_only = off").await.unwrap();
    other.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(set("off")))).await.unwrap();
    assert_eq!(write_words(&visitor, &application).await.status, 422, "saved, and too short");
}
