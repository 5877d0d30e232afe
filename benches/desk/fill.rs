//! Fills a directory with cases that wait, cases that are decided, and rows of the audit log.

use std::error::Error;
use std::path::Path;

use devanture::domain::access::{LinkPurpose, Subject, Token};
use devanture::domain::application::Reference;
use devanture::domain::desk::Role;
use devanture::domain::email::EmailAddress;
use devanture::domain::form::Topic;
use devanture::domain::ids::{ApplicationId, LetterId, OfficerId};
use devanture::domain::lang::Lang;
use devanture::store::{AuditRow, Birth, Store, StoredOfficer};
use devanture::workflow::Moment;
use devanture::workflow::access::{open_session, use_link};
use devanture::workflow::applications::{
    Filled as Answered, LinkDraw, Sending, Start, fill as answer, send, send_link, start,
};
use jiff::Timestamp;
use sqlx::{AnyConnection, Connection, Row};
use uuid::Uuid;

/// Rows of the audit log that are written in one transaction.
const PART: u32 = 1_000;
/// Minutes between the sending of one case and the next.
const EVERY: i64 = 10;

/// Answers that lack nothing.
const RIGHT: &[(Topic, &[(&str, &str)])] = &[
    (Topic::Siret, &[("siret", "800 000 002 00017")]),
    (
        Topic::Firm,
        &[("legal_name", "ATELIER DU WEB"), ("name", "Atelier du Web"), ("website", "atelier.example")],
    ),
    (Topic::Services, &[("main_service", "boutique-en-ligne")]),
    (
        Topic::Words,
        &[("title", "Boutique clé en main"), ("summary", "Une boutique tenue à jour, photos comprises.")],
    ),
    (Topic::Area, &[("area", "departement:68")]),
    (
        Topic::Price,
        &[
            ("pricing_model", "abonnement"),
            ("price_plans.0.name", "Formule"),
            ("price_plans.0.min_cents", "39 €"),
            ("price_plans.0.unit", "mois"),
            ("price_plans.0.vat", "ht"),
        ],
    ),
    (Topic::Terms, &[("commitment_months", "12")]),
    (Topic::Setup, &[("setup_delay", "1-semaine"), ("autonomy", "accompagne")]),
    (Topic::Proofs, &[("references", "Librairie du Centre")]),
    (Topic::Contact, &[("contact.name", "Claire Martin"), ("contact.email", "claire@atelier.example")]),
];

/// What the pages are asked with.
pub(crate) struct Filled {
    /// Secret of the session of an administrator.
    pub(crate) session: String,
    /// The case that is opened.
    pub(crate) reference: String,
}

/// Fills a directory. Half as many cases again as wait are decided, within the last year.
pub(crate) async fn fill(data: &Path, cases: u32, rows: u32) -> Result<Filled, Box<dyn Error>> {
    let url = format!("sqlite:{}/devanture.db", data.display());
    let moment = Moment::at(Timestamp::now());
    let store = Store::open(&url, Birth { id: Uuid::now_v7(), at: moment.now }).await?;
    let (officer, session) = officer(&store, moment).await?;
    let (id, reference) = sent(&store, moment).await?;
    let mut connection = AnyConnection::connect(&url).await?;
    copy(&mut connection, id, officer, cases, moment.now).await?;
    connection.close().await?;
    log(&store, officer, rows, moment).await?;
    store.close().await;
    Ok(Filled { session, reference })
}

async fn officer(store: &Store, moment: Moment) -> Result<(OfficerId, String), Box<dyn Error>> {
    let id = OfficerId::new(Uuid::now_v7());
    let officer = StoredOfficer {
        id,
        email: EmailAddress::parse("anne@annuaire.example")?,
        name: "Anne".to_owned(),
        role: Role::Administrator,
        lang: Lang::Fr,
        password: None,
        totp: None,
        totp_step: 0,
        created_at: moment.now,
        enrolled_at: Some(moment.now),
        ended_at: None,
    };
    let token = token();
    let mut tx = store.begin_write(moment.now).await?;
    tx.insert_officer(&officer).await?;
    open_session(&mut tx, &token, &Subject::Desk(id), moment).await?;
    tx.commit().await?;
    Ok((id, token.reveal().to_owned()))
}

fn token() -> Token {
    Token::from_bits(*Uuid::new_v4().as_bytes())
}

/// One application the whole way, by the verbs of the program.
async fn sent(store: &Store, moment: Moment) -> Result<(ApplicationId, String), Box<dyn Error>> {
    let id = ApplicationId::new(Uuid::now_v7());
    let begin = Start {
        id,
        reference: Reference::from_bits(0),
        start_key: token(),
        session: token(),
        lang: Lang::Fr,
        claims: None,
        flags: Vec::new(),
    };
    start(store, begin, moment).await?;
    for (topic, pairs) in RIGHT {
        let offer = topic.is_of_offer().then_some(1);
        let typed = pairs.iter().copied().collect();
        let filled = Answered { topic: *topic, offer, typed: &typed, link: None, known: None };
        answer(store, id, filled, moment).await?;
    }
    let link = token();
    let draw = LinkDraw { token: link.clone(), letter_id: LetterId::new(Uuid::now_v7()) };
    send_link(store, id, draw, moment).await?;
    use_link(store, &link, LinkPurpose::Application, &token(), moment).await?;
    let sending = Sending { letter_id: LetterId::new(Uuid::now_v7()), flags: Vec::new() };
    let sent = send(store, id, sending, moment).await?;
    Ok((id, sent.reference.to_string()))
}

/// The statements that copy the case: the application, its history, what was sent, its tags. The values that each copy has of
/// its own are the first ones bound.
async fn copying(connection: &mut AnyConnection, id: ApplicationId) -> Result<Vec<String>, Box<dyn Error>> {
    let columns = async |connection: &mut AnyConnection, table: &str| {
        let query = format!("select name from pragma_table_info('{table}')");
        let rows = sqlx::query(sqlx::AssertSqlSafe(query)).fetch_all(connection).await?;
        rows.iter().map(|row| row.try_get::<String, _>(0)).collect::<Result<Vec<_>, _>>()
    };
    let mut statements = Vec::new();
    for (table, key, given) in [
        (
            "application",
            "id",
            &["id", "reference", "start_key", "submitted_at", "state", "decided_at", "siren", "email"][..],
        ),
        ("application_event", "application_id", &["application_id"]),
        ("submission", "application_id", &["application_id"]),
        ("case_tag", "case_id", &["case_id"]),
    ] {
        let all = columns(connection, table).await?;
        let value = |column: &String| match given.iter().position(|name| name == column) {
            Some(place) => format!("${}", place + 1),
            None => column.clone(),
        };
        let values: Vec<String> = all.iter().map(value).collect();
        let (all, values) = (all.join(", "), values.join(", "));
        statements
            .push(format!("insert into {table} ({all}) select {values} from {table} where {key} = '{id}'"));
    }
    Ok(statements)
}

/// Copies the case until there are enough of them, with its history and what it can be filtered by.
async fn copy(
    connection: &mut AnyConnection,
    id: ApplicationId,
    officer: OfficerId,
    cases: u32,
    now: i64,
) -> Result<(), Box<dyn Error>> {
    let statements = copying(connection, id).await?;
    // Nothing outside is looked at while it is measured.
    sqlx::query("delete from inspection").execute(&mut *connection).await?;
    let mut tx = connection.begin().await?;
    let waiting = cases.saturating_sub(1);
    for number in 1..=waiting + waiting / 2 {
        let copy = Uuid::now_v7().to_string();
        let decided = number > waiting;
        let ago = i64::from(if decided { number - waiting } else { number }) * EVERY * 60_000;
        let decided_at = decided.then_some(now - ago);
        for (place, statement) in statements.iter().enumerate() {
            let mut query = sqlx::query(sqlx::AssertSqlSafe(statement.clone())).bind(copy.clone());
            if place == 0 {
                query = query.bind(Reference::from_bits(u64::from(number)).to_string()).bind(copy.clone());
                query =
                    query.bind(now - ago - 86_400_000).bind(if decided { "approved" } else { "submitted" });
                query = query
                    .bind(decided_at)
                    .bind(format!("{number:09}"))
                    .bind(format!("a{number}@firme.example"));
            }
            query.execute(&mut *tx).await?;
        }
        if decided {
            let decision = "insert into decision (id, at, officer_id, outcome, application_id, reasons, words, criteria, version) \
                            values ($1, $2, $3, $4, $1, $5, '', '{\"version\":\"\",\"ticked\":[]}', 2)";
            let (outcome, why) =
                if number % 5 == 0 { ("refused", "[\"prix-absent\"]") } else { ("approved", "[]") };
            let query = sqlx::query(decision).bind(copy).bind(decided_at).bind(officer.to_string());
            query.bind(outcome).bind(why).execute(&mut *tx).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Adds rows to the audit log.
async fn log(store: &Store, officer: OfficerId, rows: u32, moment: Moment) -> Result<(), Box<dyn Error>> {
    const ACTIONS: [&str; 4] = ["take_application", "release_application", "comment_case", "login"];
    let actor = format!("officer:{officer}");
    let mut left = rows;
    while left > 0 {
        let mut tx = store.begin_write(moment.now).await?;
        for number in 0..left.min(PART) {
            let subject = Uuid::now_v7().to_string();
            let action = ACTIONS[usize::try_from(number)? % ACTIONS.len()];
            tx.audit(AuditRow { actor: &actor, action, subject: &subject, detail: "{}" }).await?;
        }
        tx.commit().await?;
        left -= left.min(PART);
    }
    Ok(())
}
