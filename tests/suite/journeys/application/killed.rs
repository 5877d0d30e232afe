//! The program itself, killed (`kill -9`) after every step that it acknowledged. Nothing acknowledged is lost.

use std::path::Path;
use std::time::Duration;

use sqlx::Connection;
use tempfile::TempDir;

use crate::http::application::errors::WRONG;
use crate::support::app::Page;
use crate::support::applicant::{Applicant, TOPICS, logo, open_link};
use crate::support::databases::raw;
use crate::support::letters::ReadLetter;
use crate::support::postgres::Postgres;
use crate::support::program::{Server, serve_with};
use crate::support::register::Register;
use crate::support::visitor::Visitor;

/// Longest wait for a letter that the background sends.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program with an applicant in front of it.
struct Trial {
    set: Vec<(&'static str, String)>,
    database: String,
    server: Option<Server>,
    applicant: Applicant<'static>,
    data: TempDir,
    _register: Register,
}

impl Trial {
    async fn begin(database: Option<String>) -> Self {
        let (data, register) = (TempDir::new().unwrap(), Register::start().await);
        let mut set = vec![
            ("DEVANTURE_STARTER", "off".to_owned()),
            ("DEVANTURE_LIMITS", "off".to_owned()),
            ("DEVANTURE_REGISTER_URL", register.url.clone()),
        ];
        set.extend(database.iter().map(|database| ("DEVANTURE_DATABASE_URL", database.clone())));
        let file = format!("sqlite:{}", data.path().join("devanture.db").display());
        let server = serve(data.path(), &set);
        let applicant = Applicant::begin(Visitor::at(server.url.clone()), "").await;
        let database = database.unwrap_or(file);
        let mut trial = Self { set, database, server: Some(server), applicant, data, _register: register };
        trial.kill();
        trial
    }

    /// Kills the program and starts it again on the same data.
    fn kill(&mut self) {
        self.server.take().unwrap().kill();
        self.start();
    }

    fn start(&mut self) {
        let server = serve(self.data.path(), &self.set);
        self.applicant.browser.follow(server.url.clone());
        self.server = Some(server);
    }

    /// Kills the program and lets ten minutes pass for its letters: one that it had in hand waits that long.
    async fn kill_and_pass_ten_minutes(&mut self) {
        self.server.take().unwrap().kill();
        let mut connection = raw(&self.database).await;
        sqlx::query("update letter set claimed_until = 0").execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        self.start();
    }

    /// Sends a form; what is acknowledged is all there after the program was killed.
    async fn save(&mut self, end: &str, typed: &[(&str, &str)], status: u16) -> Page {
        let page = self.applicant.save(end, typed).await;
        assert_eq!(page.status, status, "{end}: {}", page.text);
        self.kill();
        page
    }

    async fn assert_keeps(&self, topics: &[(&str, &[(&str, &str)])]) {
        for (topic, typed) in topics {
            self.applicant.assert_keeps(topic, typed).await;
        }
    }

    /// Waits until so many letters were sent.
    async fn letters(&self, count: usize) -> Vec<ReadLetter> {
        let folder = self.data.path().join("letters");
        let arrived = async {
            loop {
                let letters = whole_letters(&folder);
                if letters.len() >= count {
                    return letters;
                }
                assert_eq!(self.applicant.browser.get("/healthz").await.status, 200);
            }
        };
        tokio::time::timeout(PATIENCE, arrived).await.expect("the letter is sent at last")
    }
}

fn serve(data: &Path, set: &[(&'static str, String)]) -> Server {
    let set: Vec<(&str, &str)> = set.iter().map(|(key, value)| (*key, value.as_str())).collect();
    serve_with(data, &set)
}

/// Letters that were written to their end; the program that was killed may have left half of one.
fn whole_letters(folder: &Path) -> Vec<ReadLetter> {
    let files = std::fs::read_dir(folder).into_iter().flatten().map(|file| file.unwrap().path());
    let whole = files.filter(|path| path.extension().is_some_and(|end| end == "eml"));
    let mut letters: Vec<_> = whole.map(|path| ReadLetter::parse(&std::fs::read(path).unwrap())).collect();
    letters.sort_by(|one, other| one.id.cmp(&other.id));
    // One that was written just before the end goes again, as the same letter.
    letters.dedup_by(|one, other| one.id == other.id);
    letters
}

fn path(letter: &ReadLetter) -> String {
    let link = letter.link();
    link[link.find("/candidature/").unwrap()..].to_owned()
}

/// Every step of a whole application, with the program killed after each.
async fn apply_through_kills(database: Option<String>) {
    let mut trial = Trial::begin(database).await;
    assert_eq!(trial.applicant.page("").await.status, 200, "the session is kept");
    for (done, ((topic, right), (_, wrong))) in TOPICS.into_iter().zip(WRONG).enumerate() {
        // What is wrong is kept like what is right.
        if done % 3 == 0 {
            trial.save(topic, wrong, 422).await;
            trial.applicant.assert_keeps(topic, wrong).await;
        }
        trial.save(topic, right, 303).await;
        trial.assert_keeps(&TOPICS[..=done]).await;
    }
    logo_and_offer_through_kills(&mut trial).await;
    trial.assert_keeps(&TOPICS).await;
    send_through_kills(&mut trial).await;
}

async fn logo_and_offer_through_kills(trial: &mut Trial) {
    let picture = trial.applicant.browser.file(&trial.applicant.at("logo"), "logo", &logo());
    assert_eq!(trial.applicant.browser.send(picture).await.status, 303);
    trial.kill();
    assert!(trial.applicant.page("preuves").await.text.contains("src=\"/logos/"));
    trial.save("offres", &[("offres", "1")], 303).await;
    assert_eq!(trial.applicant.page("offres/2/services").await.status, 200);
    trial.save("offres/2/retirer", &[], 303).await;
    assert_eq!(trial.applicant.page("offres/2/services").await.status, 404);
}

/// The letter of the address, its link, the button, the receipt.
async fn send_through_kills(trial: &mut Trial) {
    trial.kill_and_pass_ten_minutes().await;
    let letters = trial.letters(1).await;
    assert_eq!(letters[0].to, "claire@atelier.example");
    let link = path(letters.last().unwrap());
    let elsewhere = Visitor::at(trial.server.as_ref().unwrap().url.clone());
    assert_eq!(open_link(&elsewhere, &link).await.status, 303);
    trial.applicant.browser = elsewhere;
    trial.kill();
    trial.applicant.page("envoyer").await.assert_says("Adresse confirmée");
    assert_eq!(trial.applicant.browser.get(&link).await.status, 410, "used is used");
    let sent = trial.applicant.send().await;
    assert_eq!((sent.status, sent.header("location")), (303, &*trial.applicant.at("suivi")));
    trial.kill();
    for _ in 0..2 {
        let page = trial.applicant.page("suivi").await;
        assert_eq!(page.text.matches("Candidature envoyée.").count(), 1, "{}", page.text);
        page.assert_says("Envoyée");
        trial.save("envoyer", &[("declaration", "1")], 303).await;
        trial.save("siret", &[("siret", "1")], 409).await;
    }
    trial.kill_and_pass_ten_minutes().await;
    let letters = trial.letters(2).await;
    let received: Vec<_> =
        letters.iter().filter(|letter| letter.text.contains("Boutique en ligne clé en main")).collect();
    assert_eq!(received.len(), 1, "one receipt: {:?}", letters.iter().map(|letter| &letter.subject));
    trial.applicant.page("relire").await.assert_says("Librairie du Centre, Colmar");
}

#[tokio::test]
async fn a_program_killed_after_every_step_loses_nothing_that_it_acknowledged() {
    apply_through_kills(None).await;
}

#[tokio::test]
async fn a_program_killed_after_every_step_loses_nothing_that_it_acknowledged_on_postgres() {
    apply_through_kills(Some(Postgres::shared().await.fresh_database().await)).await;
}

/// Somebody saves as fast as the program answers, until it is gone.
async fn save_until_the_end(applicant: &Applicant<'_>, acknowledged: &std::sync::atomic::AtomicU32) {
    use std::sync::atomic::Ordering;
    for number in 1.. {
        let references = format!("Commerce {number}");
        let sent = applicant.browser.form(&applicant.at("preuves"), &[("references", &references)]);
        let cookie = format!("candidature={}", applicant.browser.cookie("candidature").unwrap());
        match sent.header("cookie", cookie).send().await {
            Ok(answer) if answer.status() == 303 => acknowledged.store(number, Ordering::SeqCst),
            Ok(answer) => panic!("{}", answer.status()),
            Err(_) => return,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_killed_in_the_middle_of_saving_keeps_the_last_that_it_acknowledged() {
    use std::sync::atomic::{AtomicU32, Ordering};
    let mut trial = Trial::begin(None).await;
    for round in 0..3 {
        let acknowledged = AtomicU32::new(0);
        let server = trial.server.take().unwrap();
        let kill = async {
            while acknowledged.load(Ordering::SeqCst) < 5 + round * 7 {
                tokio::task::yield_now().await;
            }
            tokio::task::block_in_place(|| server.kill());
        };
        tokio::join!(save_until_the_end(&trial.applicant, &acknowledged), kill);
        trial.start();
        let kept = trial.applicant.kept("preuves").await;
        let kept = kept.iter().find(|(key, _)| key == "references").unwrap();
        let kept: u32 = kept.1.trim_start_matches("Commerce ").parse().unwrap();
        let last = acknowledged.load(Ordering::SeqCst);
        assert!(kept == last || kept == last + 1, "{last} was acknowledged, {kept} is kept");
    }
}
