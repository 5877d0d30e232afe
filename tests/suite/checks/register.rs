//! The register of firms answers, or does not: each way is a finding with a sentence.

use std::time::Duration;

use devanture::checks::{Outside, OutsideError, Policy};
use devanture::domain::check::{
    CheckKind, Finding, FirmFacts, FirmNumber, RegisterAnswer, RegisterSeen, RegisterTrouble, Seen, Subject,
    Verdict, findings,
};
use devanture::domain::provider::RegisterState;
use devanture::domain::siren::{Siren, Siret};
use devanture::domain::territory::Territory;
use devanture::i18n::Lang;

use crate::support::app::TODAY;
use crate::support::register::{self, Register};
use crate::support::web::{HOME, Web};

fn siret(number: &str) -> Siret {
    Siret::parse(number).unwrap()
}

async fn ask(register: &Register, number: &str) -> RegisterSeen {
    let outside = Web::default().outside(&register.url);
    outside.register(FirmNumber::Siret(siret(number))).await
}

async fn facts(number: &str) -> FirmFacts {
    match ask(&Register::start().await, number).await.answer {
        RegisterAnswer::Found(facts) => facts,
        other => panic!("{other:?}"),
    }
}

fn found(seen: &RegisterSeen, number: &str, name: &str, kind: CheckKind) -> Finding {
    let siret = siret(number);
    let subject = Subject { siret: Some(&siret), legal_name: Some(name), ..Subject::default() };
    let seen = Seen { register: Some(seen), ..Seen::default() };
    findings(&subject, &seen, TODAY).into_iter().find(|finding| finding.kind == kind).unwrap()
}

#[tokio::test]
async fn a_trading_firm_is_found_with_what_prefills_a_form() {
    let facts = facts(register::TRADING).await;
    let text = |name: &Option<devanture::domain::prose::Name>| name.as_ref().map(ToString::to_string);
    assert_eq!(text(&facts.legal_name).as_deref(), Some("ATELIER DU WEB"));
    assert_eq!(text(&facts.trade_name).as_deref(), Some("L'ATELIER"));
    assert_eq!(facts.street.as_ref().map(ToString::to_string).as_deref(), Some("12 RUE DU PORT"));
    assert_eq!(facts.commune, Territory::from_code("commune:68066"));
    assert_eq!((facts.state, facts.establishment), (RegisterState::Active, RegisterState::Active));
    assert_eq!(facts.siret, Some(siret(register::TRADING)));
    assert!(!ask(&Register::start().await, register::TRADING).await.may_pass());
}

#[tokio::test]
async fn a_firm_is_found_by_its_own_number_too() {
    let register = Register::start().await;
    let outside = Web::default().outside(&register.url);
    let siren = Siren::parse(&register::SOLE_TRADER[..9]).unwrap();
    let seen = outside.register(FirmNumber::Siren(siren)).await;
    assert!(matches!(seen.answer, RegisterAnswer::Found(facts) if facts.siret.is_some()));
}

#[tokio::test]
async fn each_firm_gets_its_verdict_on_number_and_name() {
    let register = Register::start().await;
    for (number, name, on_number, on_name) in [
        (register::TRADING, "Atelier du Web", Verdict::Passed, Verdict::Passed),
        (register::TRADING, "L’Atelier", Verdict::Passed, Verdict::Passed),
        (register::TRADING, "Boulangerie Schmitt", Verdict::Passed, Verdict::Attention),
        (register::CLOSED_ESTABLISHMENT, "Atelier du Web", Verdict::Attention, Verdict::Passed),
        (register::SOLE_TRADER, "Marie Dupont", Verdict::Passed, Verdict::Passed),
        (register::SOLE_TRADER, "Les pixels de Marie", Verdict::Passed, Verdict::Passed),
        (register::UNPUBLISHED, "Anatole Leroy", Verdict::Passed, Verdict::CouldNotLook),
        (register::CEASED, "Web d’avant", Verdict::Failed, Verdict::Passed),
        (register::UNKNOWN, "Atelier du Web", Verdict::Failed, Verdict::NotApplicable),
        (register::ANOTHER_FIRM, "Atelier du Web", Verdict::Failed, Verdict::NotApplicable),
        (register::FAILING, "Atelier du Web", Verdict::CouldNotLook, Verdict::CouldNotLook),
    ] {
        let seen = ask(&register, number).await;
        let verdict = |kind| found(&seen, number, name, kind).verdict;
        assert_eq!(
            (verdict(CheckKind::Siret), verdict(CheckKind::Name)),
            (on_number, on_name),
            "{name}: {seen:?}"
        );
    }
    assert_eq!(register.asked(), 11, "the register is asked once for each");
}

#[tokio::test]
async fn of_an_unpublished_firm_nothing_but_numbers_and_states_leaves_the_register() {
    let seen = ask(&Register::start().await, register::UNPUBLISHED).await;
    let kept = serde_json::to_string(&seen).unwrap();
    let said: String = [CheckKind::Siret, CheckKind::Name]
        .map(|kind| Lang::Fr.check_saw(&found(&seen, register::UNPUBLISHED, "x", kind)))
        .concat();
    for hidden in register::HIDDEN_WORDS {
        assert!(!kept.contains(hidden) && !said.to_uppercase().contains(hidden), "{kept}\n{said}");
    }
    assert!(
        matches!(seen.answer, RegisterAnswer::Found(facts) if facts.unpublished && facts.siret.is_some())
    );
}

#[tokio::test]
async fn a_register_in_trouble_says_which() {
    let register = Register::start().await;
    for (number, trouble) in [
        (register::FAILING, RegisterTrouble::Failing { status: 503 }),
        (register::BUSY, RegisterTrouble::Busy { retry_after: Some(30) }),
        (register::UNREADABLE, RegisterTrouble::Unreadable),
        (register::HUGE, RegisterTrouble::Unreadable),
        (register::REDIRECTING, RegisterTrouble::Failing { status: 302 }),
    ] {
        let seen = ask(&register, number).await;
        assert_eq!((seen.may_pass(), seen.answer), (true, RegisterAnswer::Away(trouble)), "{number}");
    }
}

#[tokio::test]
async fn a_register_that_never_answers_is_given_up() {
    let register = Register::start().await;
    let hasty = Web::default().hasty_outside(&register.url, Duration::from_millis(200));
    let seen = hasty.register(FirmNumber::Siret(siret(register::SLOW))).await;
    assert_eq!(seen.answer, RegisterAnswer::Away(RegisterTrouble::Slow));
    assert_eq!(register.asked(), 1);
}

#[tokio::test]
async fn a_register_that_is_not_there_is_said_to_be_unreachable() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let number = FirmNumber::Siret(siret(register::TRADING));
    let seen = Web::default().outside(&nobody).register(number).await;
    assert_eq!(seen.answer, RegisterAnswer::Away(RegisterTrouble::Unreachable));
}

#[test]
fn a_register_without_a_proper_address_is_refused_at_once() {
    for address in ["", "register", "ftp://register.example", "https://"] {
        assert!(
            matches!(Outside::open(address, HOME, Policy::public()), Err(OutsideError::RegisterUrl)),
            "{address}"
        );
    }
    assert!(Outside::open("https://register.example/v1/", HOME, Policy::public()).is_ok());
}
