//! The way to the mail server is secret, or no letter goes.

use devanture::config::{Cli, Config};
use devanture::domain::delivery::Trouble;
use devanture::mailer::{Mailer, Step};
use devanture::store::LetterFate;

use super::{NOON, Office, SITE, at, mailer};
use crate::support::databases::Database;
use crate::support::smtp::{Manner, Security, Sink};

async fn office(security: Security, name: &str) -> Office {
    Office::of(Database::sqlite(), Sink::secured(security, name).await).await
}

/// What keeps the only letter from going.
async fn trouble(office: &Office) -> Trouble {
    match office.fate().await {
        LetterFate::Waiting { setback: Some(met), .. } => met.trouble,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn letters_go_over_tls_to_a_server_that_the_operator_trusts() {
    for (security, options) in [(Security::Tls, "?ca="), (Security::StartTls, "?tls=required&ca=")] {
        let office = office(security, "127.0.0.1").await;
        office.queue_one().await;
        let url = office.sink.url().replace("://", "://claire%40x:h%C3%A9@");
        let url = format!("{url}{options}{}", office.sink.authority());
        assert_eq!(mailer(&office.store, &url).step(at(NOON)).await.unwrap(), Step::Sent);
        let taken = office.sink.taken().remove(0);
        assert!(taken.encrypted, "{security:?}");
        assert_eq!(taken.login, "AGNsYWlyZUB4AGjDqQ==", "the name claire@x and the password hé");
    }
}

#[tokio::test]
async fn a_wrong_certificate_puts_the_letter_off_before_anything_is_said() {
    for (security, options) in [(Security::Tls, "?ca="), (Security::StartTls, "?tls=required&ca=")] {
        let other = office(security, "mail.example").await;
        let unknown = office(security, "127.0.0.1").await;
        let trusting = |office: &Office| format!("{}{options}{}", office.sink.url(), other.sink.authority());
        for office in [&other, &unknown] {
            office.queue_one().await;
            let mailer = mailer(&office.store, &trusting(office));
            assert_eq!(mailer.step(at(NOON)).await.unwrap(), Step::PutOff, "{security:?}");
            assert_eq!(trouble(office).await, Trouble::Insecure, "{security:?}");
            assert!(office.sink.taken().is_empty());
        }
    }
}

#[tokio::test]
async fn a_server_without_encryption_gets_no_letter_that_wants_it() {
    let office = office(Security::Plain, "127.0.0.1").await;
    office.queue_one().await;
    let mailer = mailer(&office.store, &(office.sink.url() + "?tls=required"));
    assert_eq!(mailer.step(at(NOON)).await.unwrap(), Step::PutOff);
    assert_eq!(trouble(&office).await, Trouble::Insecure);
}

#[tokio::test]
async fn a_wrong_password_can_be_mended_while_letters_wait() {
    let office = office(Security::Plain, "127.0.0.1").await;
    office.queue_one().await;
    office.sink.behave([Manner::RefusesLogin]);
    let mailer = mailer(&office.store, &office.sink.url().replace("://", "://u:p@"));
    assert_eq!(mailer.step(at(NOON)).await.unwrap(), Step::PutOff);
    assert_eq!(trouble(&office).await, Trouble::NotAccepted);
}

#[tokio::test]
async fn certificates_that_cannot_be_read_are_one_sentence() {
    let store = Database::sqlite().open().await;
    for file in ["/none/ca.pem", "Cargo.toml"] {
        let cli = Cli { listen: None, data_dir: None, command: None };
        let url = format!("smtps://mail.example?ca={file}");
        let config = Config::check(&cli, |name| (name == "DEVANTURE_SMTP_URL").then(|| url.clone())).unwrap();
        let refused = Mailer::open(store.clone(), &config, SITE.to_owned()).unwrap_err().to_string();
        assert!(refused.starts_with("DEVANTURE_SMTP_URL") && refused.contains(file), "{refused}");
        let refused = devanture::commands::check_config::run(&config, &mut Vec::new()).unwrap_err();
        assert!(refused.to_string().contains(file), "{refused}");
    }
}
