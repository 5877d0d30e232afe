//! The audit log, newest first, filtered and paged by the numbers of its rows.

mod export;
mod rows;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::Date;
use jiff::{Span, civil};

use super::{Frame, OnDuty};
use crate::domain::application::Reference;
use crate::domain::desk::Role;
use crate::domain::ids::Slug;
use crate::domain::text::tidy;
use crate::i18n::Lang;
use crate::i18n::desk::ACTIONS;
use crate::store::{AuditFilter, Store, StoreError, StoredOfficer};
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::Who;
use crate::web::failed::Failed;
use crate::web::routes::Route;
use crate::web::state::AppState;
use crate::workflow::midnight_in_paris;
use rows::{Row, shown};

/// Rows on a page.
const PER_PAGE: u32 = 50;
/// Most characters of what is filtered by.
const MAX_TYPED: usize = 200;
/// Pairs of a query string that are read.
const MAX_PAIRS: usize = 20;
/// Who acts without being at the desk.
const OTHER_ACTORS: [&str; 5] = ["program", "command", "applicant", "provider", "visitor"];

/// Gives the routes of the audit log.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/administration/journal", get(show)).only(Who::Desk(Role::Lead)),
        Route::form("/administration/journal/export", get(export::ask), post(export::give))
            .only(Who::Desk(Role::Administrator)),
    ]
}

#[derive(Template)]
#[template(path = "pages/desk/audit.html")]
struct AuditPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    action: String,
    actors: Vec<Choice>,
    actions: Vec<Choice>,
    subject: String,
    from: String,
    to: String,
    narrowed: bool,
    export_href: Option<String>,
    rows: Vec<Row>,
    older_href: Option<String>,
    newest_href: Option<String>,
}

/// A value that can be filtered by.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// What the address asks for; what cannot be understood narrows nothing.
#[derive(Debug, Default)]
struct Asked {
    actor: String,
    action: String,
    subject: String,
    from: Option<Date>,
    to: Option<Date>,
    before: Option<i64>,
}

impl Asked {
    fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (key, value) in form_urlencoded::parse(query.as_bytes()).take(MAX_PAIRS) {
            let value: String = tidy(&value).chars().take(MAX_TYPED).collect();
            match key.as_ref() {
                "actor" => asked.actor = value,
                "action" => asked.action = value,
                "subject" => asked.subject = value,
                "from" => asked.from = value.parse().ok(),
                "to" => asked.to = value.parse().ok(),
                "before" => asked.before = value.parse().ok().filter(|before| *before > 0),
                _ => {}
            }
        }
        asked
    }

    const fn narrows(&self) -> bool {
        !self.actor.is_empty()
            || !self.action.is_empty()
            || !self.subject.is_empty()
            || self.from.is_some()
            || self.to.is_some()
    }

    /// Writes the same question about the rows before a number.
    fn query(&self, before: Option<i64>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (key, value) in [("actor", &self.actor), ("action", &self.action), ("subject", &self.subject)] {
            if !value.is_empty() {
                query.append_pair(key, value);
            }
        }
        for (key, day) in [("from", self.from), ("to", self.to)] {
            if let Some(day) = day {
                query.append_pair(key, &day.to_string());
            }
        }
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        query.finish()
    }

    async fn filter(&self, store: &Store) -> Result<AuditFilter, StoreError> {
        let day_after = |day: Date| day.saturating_add(Span::new().days(1));
        Ok(AuditFilter {
            actor: self.actor.clone(),
            action: self.action.clone(),
            subject: identifier(store, &self.subject).await?,
            from: self.from.map(midnight_in_paris),
            before: self.to.map(day_after).map(midnight_in_paris),
        })
    }
}

/// What the log calls something that people know by its reference or its slug.
async fn identifier(store: &Store, typed: &str) -> Result<String, StoreError> {
    if let Ok(reference) = Reference::parse(typed)
        && let Some(found) = store.application(&reference).await?
    {
        return Ok(found.id.to_string());
    }
    if let Ok(slug) = Slug::try_from(typed.to_owned())
        && let Some(found) = store.listing_by_slug(&slug).await?
    {
        return Ok(found.id.to_string());
    }
    Ok(typed.to_owned())
}

async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    let asked = Asked::read(&on_duty.visit.query);
    let officers = state.store.officers().await?;
    let filter = asked.filter(&state.store).await?;
    let mut entries = state.store.audit_page(&filter, asked.before, PER_PAGE + 1).await?;
    let more = entries.len() > PER_PAGE as usize;
    entries.truncate(PER_PAGE as usize);
    let last = entries.last().map(|entry| entry.seq).filter(|_| more);
    let action = on_duty.href("/journal");
    let page_href = |query: String| {
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{action}{mark}{query}")
    };
    let page = AuditPage {
        frame: on_duty.frame(),
        actors: actors(&officers, &asked.actor, lang),
        actions: actions(&asked.action, lang),
        subject: asked.subject.clone(),
        from: asked.from.map(written).unwrap_or_default(),
        to: asked.to.map(written).unwrap_or_default(),
        narrowed: asked.narrows(),
        export_href: on_duty
            .officer
            .role
            .covers(Role::Administrator)
            .then(|| on_duty.href("/journal/export")),
        rows: shown(&state.store, &entries, &officers, &on_duty).await?,
        older_href: last.map(|last| page_href(asked.query(Some(last)))),
        newest_href: asked.before.map(|_| page_href(asked.query(None))),
        chrome: Chrome::new(&on_duty.visit).asking(asked.query(asked.before)),
        action,
        lang,
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

fn written(day: civil::Date) -> String {
    day.to_string()
}

fn actors(officers: &[StoredOfficer], chosen: &str, lang: Lang) -> Vec<Choice> {
    let people = officers.iter().map(|officer| (format!("officer:{}", officer.id), officer.name.clone()));
    let others = OTHER_ACTORS.iter().map(|actor| ((*actor).to_owned(), lang.audit_actor(actor).to_owned()));
    choices(people.chain(others).collect(), chosen)
}

fn actions(chosen: &str, lang: Lang) -> Vec<Choice> {
    let known = ACTIONS.iter().map(|(action, fr, en)| ((*action).to_owned(), lang.pick(fr, en).to_owned()));
    let mut known: Vec<_> = known.collect();
    known.sort_by_cached_key(|(_, label)| crate::domain::text::fold(label));
    choices(known, chosen)
}

/// What was asked for is among the choices, whatever it is.
fn choices(known: Vec<(String, String)>, chosen: &str) -> Vec<Choice> {
    let mut known = known;
    if !chosen.is_empty() && known.iter().all(|(value, _)| value != chosen) {
        known.push((chosen.to_owned(), chosen.to_owned()));
    }
    let choice = |(value, label): (String, String)| Choice { chosen: value == chosen, value, label };
    known.into_iter().map(choice).collect()
}
