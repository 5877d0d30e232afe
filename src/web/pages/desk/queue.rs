//! The queue: what waits, the oldest first.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::OnDuty;
use super::frame::Frame;
use crate::domain::application::{Flag, usual_days};
use crate::domain::choice::Choice;
use crate::domain::desk::Role;
use crate::domain::desk::queue::{Assigned, COUNTED, CaseKind, CaseState, Cursor, PAGE, QueueFilter};
use crate::domain::ids::OfficerId;
use crate::domain::taxonomy::{Need, ServiceType};
use crate::domain::territory::Territory;
use crate::i18n::Lang;
use crate::store::{CaseLine, StoredOfficer};
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::Who;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::routes::Route;
use crate::web::state::AppState;
use crate::workflow::applications::DECISIONS;

const DAY: i64 = 86_400_000;

/// Gives the routes of the queue.
pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/administration", get(show)).only(Who::Desk(Role::Reader))]
}

#[derive(Template)]
#[template(path = "pages/desk/queue.html")]
struct QueuePage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    heading: String,
    clock: String,
    lines: Vec<Line>,
    selects: Vec<Select>,
    filtered: bool,
    clear_href: String,
    next_href: Option<String>,
    /// Whether this is not the first page.
    further: bool,
}

/// A case in words.
struct Line {
    href: String,
    reference: String,
    firm: String,
    kind: &'static str,
    state: &'static str,
    state_class: &'static str,
    age: String,
    /// What is to be said of the public clock.
    clock: Option<&'static str>,
    assignee: String,
    flags: Vec<&'static str>,
}

/// A filter.
struct Select {
    key: &'static str,
    label: &'static str,
    options: Vec<(String, String, bool)>,
}

impl Select {
    /// Makes a filter of options (value, name); `chosen` is what the address asks for.
    fn new(
        key: &'static str,
        label: &'static str,
        chosen: &str,
        options: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let options = options.into_iter().map(|(value, name)| {
            let is_chosen = value == chosen;
            (value, name, is_chosen)
        });
        Self { key, label, options: options.collect() }
    }
}

/// Shows a page of the queue.
async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let (lang, now) = (on_duty.lang(), state.now().now);
    let asked = Typed::of_query(&on_duty.visit.query);
    let filter = filter(&asked, on_duty.officer.id);
    let after = Cursor::parse(asked.get("apres"));
    let mut found = state.store.queue(&filter, after.as_ref()).await?;
    let total = state.store.count_queue(&filter).await?;
    let usual = usual_days(&state.store.decision_times(DECISIONS).await?);
    let officers = names(&state.store.officers().await?);
    let further = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| further).map(|last| Cursor { since: last.since, id: last.id.clone() });
    let page = QueuePage {
        lang,
        heading: lang.cases(total, COUNTED),
        clock: lang.public_clock(usual),
        lines: found.iter().map(|case| line(case, &on_duty, &officers, usual, now)).collect(),
        selects: selects(&asked, lang),
        filtered: filter != QueueFilter::default(),
        clear_href: on_duty.href(""),
        next_href: next.map(|next| format!("{}?{}", on_duty.href(""), query_after(&asked, &next))),
        further: after.is_some(),
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit).asking(on_duty.visit.query.clone()),
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

/// Names everybody at the desk.
pub(super) fn names(officers: &[StoredOfficer]) -> HashMap<OfficerId, String> {
    officers.iter().map(|officer| (officer.id, officer.name.clone())).collect()
}

/// Reads the filter of an address: what is unknown narrows nothing.
fn filter(asked: &Typed, me: OfficerId) -> QueueFilter {
    QueueFilter {
        state: CaseState::from_slug(asked.get("etat")),
        kind: CaseKind::from_slug(asked.get("nature")),
        assigned: match asked.get("pour") {
            "moi" => Some(Assigned::To(me)),
            "personne" => Some(Assigned::Nobody),
            "quelquun" => Some(Assigned::Somebody),
            _ => None,
        },
        service: services().find(|(slug, _)| *slug == asked.get("type")).map(|(slug, _)| slug.to_owned()),
        departement: Territory::from_code(&format!("departement:{}", asked.get("departement")))
            .map(|departement| departement.number().to_owned()),
        flag: Flag::from_slug(asked.get("alerte")),
    }
}

/// Every service type, each need before its own.
fn services() -> impl Iterator<Item = (&'static str, crate::domain::taxonomy::Text)> {
    let types = |need: Need| ServiceType::all().filter(move |service| service.need() == need);
    Need::all().flat_map(move |need| {
        std::iter::once((need.slug(), need.label()))
            .chain(types(need).map(|service| (service.slug(), service.label())))
    })
}

fn selects(asked: &Typed, lang: Lang) -> Vec<Select> {
    let needs: Vec<&str> = Need::all().map(Need::slug).collect();
    let services = services().map(|(slug, label)| {
        let name = lang.of(label);
        // Types stand under their need.
        let name = if needs.contains(&slug) { name.to_owned() } else { format!("\u{a0}\u{a0}{name}") };
        (slug.to_owned(), name)
    });
    let assigned =
        [("moi", lang.queue_me()), ("personne", lang.queue_nobody()), ("quelquun", lang.queue_somebody())];
    let choices = |pairs: Vec<(&str, &str)>| {
        pairs.into_iter().map(|(value, name)| (value.to_owned(), name.to_owned())).collect::<Vec<_>>()
    };
    let select = |key, label, options| Select::new(key, label, asked.get(key), options);
    vec![
        select(
            "etat",
            lang.queue_state(),
            choices(CaseState::ALL.iter().map(|state| (state.slug(), lang.case_state(*state))).collect()),
        ),
        select(
            "nature",
            lang.queue_kind(),
            choices(CaseKind::ALL.iter().map(|kind| (kind.slug(), lang.case_kind(*kind))).collect()),
        ),
        select("pour", lang.queue_assignee(), choices(assigned.to_vec())),
        Select::new("type", lang.queue_service(), asked.get("type"), services),
        Select::new(
            "departement",
            lang.queue_departement(),
            asked.get("departement"),
            Territory::France.departements().iter().map(Territory::Departement).map(|departement| {
                (departement.number().to_owned(), format!("{} {}", departement.number(), departement.name()))
            }),
        ),
        select(
            "alerte",
            lang.queue_flag(),
            choices(Flag::ALL.iter().map(|flag| (flag.slug(), lang.flag(*flag))).collect()),
        ),
    ]
}

/// Writes the query of the page that begins after a case.
fn query_after(asked: &Typed, after: &Cursor) -> String {
    let kept = asked.pairs().iter().filter(|(key, value)| key != "apres" && !value.is_empty());
    let pairs = kept.map(|(key, value)| (key.as_str(), value.as_str()));
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs).append_pair("apres", &after.to_string()).finish()
}

fn line(
    case: &CaseLine,
    on_duty: &OnDuty,
    officers: &HashMap<OfficerId, String>,
    usual: Option<i32>,
    now: i64,
) -> Line {
    let lang = on_duty.lang();
    let days = days_since(case.since, now);
    let late = usual.and_then(|usual| u32::try_from(usual).ok()).is_some_and(|usual| days > usual);
    let folder = if case.kind == CaseKind::Report { "signalements" } else { "dossiers" };
    Line {
        href: on_duty.href(&format!("/{folder}/{}", case.reference)),
        reference: case.reference.clone(),
        firm: if case.firm.is_empty() { lang.queue_unknown_firm().to_owned() } else { case.firm.clone() },
        kind: lang.case_kind(case.kind),
        state: lang.case_state(case.state),
        state_class: match case.state {
            CaseState::Waiting | CaseState::Appealed => "",
            CaseState::InReview => " done",
            CaseState::Asked => " off",
        },
        age: lang.waits_since(days),
        clock: match case.state {
            CaseState::Asked => Some(lang.queue_paused()),
            _ => late.then(|| lang.queue_beyond()),
        },
        assignee: case
            .assignee
            .and_then(|id| officers.get(&id).cloned())
            .unwrap_or_else(|| lang.queue_nobody().to_owned()),
        flags: case.flags.iter().map(|flag| lang.flag(*flag)).collect(),
    }
}

/// Counts whole days between two moments in milliseconds; none for one that lies ahead.
pub(super) fn days_since(since: i64, now: i64) -> u32 {
    u32::try_from((now - since).max(0) / DAY).unwrap_or(u32::MAX)
}
