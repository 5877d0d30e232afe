//! Everything that is kept about whoever reads the address of the space, as one JSON file.

use axum::extract::State;
use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::Resident;
use crate::domain::access::Subject;
use crate::domain::choice::Choice;
use crate::domain::email::EmailAddress;
use crate::domain::record::{Entry, Record};
use crate::store::{AccessDates, LetterFate, LetterState, Store, StoredApplication, StoredContact};
use crate::web::answer::{NOT_KEPT, typed};
use crate::web::failed::Failed;
use crate::web::state::AppState;
use crate::workflow::applications::MAX_LISTED;

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Gives the file.
pub(super) async fn download(State(state): State<AppState>, resident: Resident) -> Result<Response, Failed> {
    let everything = gather(&state.store, &resident.email, state.now().now).await?;
    let mut response = typed(StatusCode::OK, JSON, NOT_KEPT, format!("{everything:#}\n"));
    let name = resident.lang().pick("devanture-mes-donnees.json", "devanture-my-data.json");
    if let Ok(disposition) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

async fn gather(store: &Store, email: &EmailAddress, now: i64) -> Result<Value, Failed> {
    let contacts = store.contacts_of(email).await?;
    let mut providers = Vec::new();
    for contact in &contacts {
        providers.push(provider(store, contact).await?);
    }
    let mut applications = Vec::new();
    for found in store.applications_of(email, MAX_LISTED).await? {
        applications.push(application(store, &found, email).await?);
    }
    let letters = store.letters_to(email).await?;
    Ok(json!({
        "exported_at": when(now),
        "address": email.as_str(),
        "providers": providers,
        "applications": applications,
        "letters": letters.iter().map(letter).collect::<Vec<_>>(),
        "sessions": dates(&store.sessions_of(&Subject::Space(email.clone())).await?),
        "links": dates(&store.links_to(email).await?),
    }))
}

/// What the address is to a provider, with the records that the directory publishes of it.
async fn provider(store: &Store, known: &StoredContact) -> Result<Value, Failed> {
    let Some(stored) = store.provider(known.provider_id).await? else { return Ok(Value::Null) };
    let mut listings = Vec::new();
    for found in store.listings_of(stored.id).await? {
        let record = Record::from(Entry {
            id: found.id,
            slug: found.slug,
            provider_id: stored.id,
            provider_slug: stored.slug.clone(),
            provider: stored.provider.clone(),
            listing: found.listing,
        });
        let line = record.to_line().ok();
        listings.push(line.and_then(|line| serde_json::from_str::<Value>(&line).ok()));
    }
    Ok(json!({
        "slug": stored.slug,
        "provider": stored.provider,
        "contact": known.contact,
        "contact_since": when(known.created_at),
        "listings": listings,
    }))
}

/// An application. One whose address was never proved may be somebody else's: then only that it exists.
async fn application(
    store: &Store,
    found: &StoredApplication,
    email: &EmailAddress,
) -> Result<Value, Failed> {
    let mut told = Map::new();
    let mut tell = |name: &str, value: Value| {
        told.insert(name.to_owned(), value);
    };
    tell("reference", json!(found.reference.as_str()));
    tell("kind", json!(found.kind));
    tell("state", json!(found.state));
    tell("begun_at", json!(when(found.created_at)));
    tell("changed_at", json!(when(found.updated_at)));
    tell("address_proved_at", json!(found.email_verified_at.map(when)));
    if !found.is_of(email) {
        return Ok(Value::Object(told));
    }
    tell("sent_at", json!(found.submitted_at.map(when)));
    tell("decided_at", json!(found.decided_at.map(when)));
    tell("language", json!(found.lang));
    tell("flags", json!(found.flags));
    tell("answers", json!(found.answers));
    let sent = store.submissions(found.id).await?;
    let sent = sent.into_iter().map(|(at, content)| json!({ "at": when(at), "content": content }));
    tell("sent", sent.collect());
    let history = store.history(found.id).await?;
    let history = history.into_iter().map(|(at, happened)| json!({ "at": when(at), "what": happened }));
    tell("history", history.collect());
    tell("sessions", dates(&store.sessions_of(&Subject::Application(found.id)).await?));
    Ok(Value::Object(told))
}

/// What is kept of a letter; its words are gone once it has.
fn letter(letter: &LetterState) -> Value {
    let (fate, at) = match letter.fate {
        LetterFate::Waiting { due_at, .. } => ("waiting", due_at),
        LetterFate::Sent { at } => ("sent", at),
        LetterFate::Failed { at, .. } => ("failed", at),
    };
    json!({
        "kind": letter.kind.slug(),
        "language": letter.lang.slug(),
        "written_at": when(letter.created_at),
        "fate": fate,
        "fate_at": when(at),
    })
}

fn dates(access: &[AccessDates]) -> Value {
    access
        .iter()
        .map(|dates| {
            json!({
                "created_at": when(dates.created_at),
                "ends_at": when(dates.ends_at),
                "used_at": dates.used_at.map(when),
            })
        })
        .collect()
}

/// A moment as machines and people read it.
fn when(at: i64) -> String {
    Timestamp::from_millisecond(at).unwrap_or_default().to_string()
}
