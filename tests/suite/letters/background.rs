//! The mailer in the background of a program that serves.

use std::sync::Arc;

use devanture::app::App;
use devanture::commands;
use devanture::config::{Cli, Config};
use devanture::store::{LetterFate, Store};
use devanture::tasks;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};

use super::{CASE, NOON, Office, at, mailer, new_letter, withdrawn};
use crate::support::app::NO_REGISTER;
use crate::support::databases::Database;
use crate::support::smtp::{Manner, Sink};
use crate::support::web::Web;

/// Long ago, so that the letter is due by the clock of the machine.
const LONG_AGO: i64 = 1;

async fn queue(store: &Store) {
    let mut tx = store.begin_write(LONG_AGO).await.unwrap();
    tx.queue_letter(&new_letter("claire@atelier.example", withdrawn())).await.unwrap();
    tx.commit().await.unwrap();
}

async fn sent(store: &Store) -> usize {
    let states = store.letters_about(CASE).await.unwrap();
    states.iter().filter(|state| matches!(state.fate, LetterFate::Sent { .. })).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_that_serves_sends_what_is_due_and_what_becomes_due() {
    let (folder, sink) = (tempfile::tempdir().unwrap(), Sink::start().await);
    let cli = Cli { listen: None, data_dir: Some(folder.path().to_owned()), command: None };
    let config = Config::check(&cli, |name| match name {
        "DEVANTURE_SMTP_URL" => Some(sink.url()),
        "DEVANTURE_STARTER" => Some("off".to_owned()),
        _ => None,
    })
    .unwrap();
    let store = commands::open_store(&config).await.unwrap();
    queue(&store).await;
    let clock = Arc::new(|| at(NOON));
    let outside = Web::default().outside(NO_REGISTER);
    let app = App::open(&config, store.clone(), "http://127.0.0.1".to_owned(), clock, outside, |_| ())
        .await
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(app.serve(listener, async move {
        let _ = stopped.await;
    }));
    sink.has_taken(1).await;
    queue(&store).await;
    sink.has_taken(2).await;
    assert!(!config.data_dir.join("letters").exists(), "letters go to the server that is set");
    stop.send(()).unwrap();
    serving.await.unwrap();
    let reopened = commands::open_store(&config).await.unwrap();
    assert_eq!(sent(&reopened).await, 2);
}

#[tokio::test]
async fn a_stop_waits_for_the_letter_under_way_and_begins_no_other() {
    let office = Office::of(Database::sqlite(), Sink::start().await).await;
    queue(&office.store).await;
    queue(&office.store).await;
    office.sink.behave([Manner::WaitsForRelease]);
    let (stop, told) = watch::channel(false);
    let delivering = tasks::deliver(mailer(&office.store, &office.sink.url()), told);
    office.sink.has_taken(1).await;
    stop.send(true).unwrap();
    office.sink.release();
    delivering.await.unwrap();
    assert_eq!(sent(&office.store).await, 1);
    assert_eq!(office.sink.taken().len(), 1);
}
