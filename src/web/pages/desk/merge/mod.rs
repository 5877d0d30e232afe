//! Two records of one firm become one: which stays, both side by side, what will happen, and then it does.
//!
//! The form is sent to its own address: `etape=apercu` shows what will happen, `etape=modifier` leads back with every choice,
//! `etape=fusionner` does it.

mod choose;
mod compare;
mod confirm;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use choose::{Found, find};
use compare::{Choices, Pair};

use super::{Frame, OnDuty};
use crate::domain::desk::Role;
use crate::domain::desk::barred::Barred;
use crate::domain::ids::Slug;
use crate::store::{Moved, StoredProvider};
use crate::web::door::{Who, see_other};
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::message;
use crate::web::routes::Route;
use crate::web::state::AppState;
use crate::workflow::listings::{ListingError, Merge, merge};

const KEPT: &str = "garder";
const VERSION: &str = "version";
const WORDS: &str = "mots";
const STEP: &str = "etape";

/// Gives the route of merging.
pub(super) fn routes() -> Vec<Route> {
    let path = "/administration/prestataires/{slug}/fusionner";
    vec![Route::form(path, get(show), post(sent)).only(Who::Desk(Role::Lead))]
}

async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let dropped = match dropped(&state, &on_duty).await? {
        Ok(dropped) => dropped,
        Err(answer) => return Ok(answer),
    };
    let query = Typed::of_query(&on_duty.visit.query);
    let typed = query.get(KEPT).trim();
    match find(&state, &dropped, typed).await? {
        Found::One(kept) if kept.provider.is_another_firm(&dropped.provider) => {
            let problem = Some(on_duty.lang().merge_two_firms());
            Ok(choose::page(&on_duty, &dropped, typed, problem, &[]))
        }
        Found::One(kept) => {
            let pair = Pair::read(&state, *kept, dropped).await?;
            Ok(compare::page(&on_duty, &pair, &Choices::default(), StatusCode::OK))
        }
        Found::Several(some) => Ok(choose::page(&on_duty, &dropped, typed, None, &some)),
        Found::Nothing => {
            let problem = (!typed.is_empty()).then(|| on_duty.lang().merge_none());
            Ok(choose::page(&on_duty, &dropped, typed, problem, &[]))
        }
    }
}

async fn sent(State(state): State<AppState>, on_duty: OnDuty, typed: Typed) -> Result<Response, Failed> {
    let dropped = match dropped(&state, &on_duty).await? {
        Ok(dropped) => dropped,
        Err(answer) => return Ok(answer),
    };
    let Some(kept) = provider(&state, typed.get(KEPT)).await?.filter(|kept| kept.id != dropped.id) else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    if kept.provider.is_another_firm(&dropped.provider) {
        let problem = Some(on_duty.lang().merge_two_firms());
        return Ok(choose::page(&on_duty, &dropped, kept.slug.as_str(), problem, &[]));
    }
    let pair = Pair::read(&state, kept, dropped).await?;
    let choices = pair.choices(&typed);
    // What is no number is no version that ever was.
    if typed.get(VERSION).parse() != Ok(pair.version) {
        return Ok(compare::page(&on_duty, &pair, &choices, StatusCode::CONFLICT));
    }
    if choices.foreign {
        return Ok(StatusCode::NOT_FOUND.into_response());
    }
    if choices.fault.is_some() {
        return Ok(compare::page(&on_duty, &pair, &choices, StatusCode::UNPROCESSABLE_ENTITY));
    }
    match typed.get(STEP) {
        "apercu" => confirm::page(&state, &on_duty, &pair, &choices).await,
        "fusionner" => done(&state, &on_duty, &pair, &choices).await,
        _ => Ok(compare::page(&on_duty, &pair, &choices, StatusCode::OK)),
    }
}

/// Does it, or says why it was not done.
async fn done(
    state: &AppState,
    on_duty: &OnDuty,
    pair: &Pair,
    choices: &Choices,
) -> Result<Response, Failed> {
    let wanted = Merge {
        officer: on_duty.officer.id,
        kept: pair.kept.id,
        dropped: pair.dropped.id,
        version: pair.version,
        duplicates: &choices.known,
        words: &choices.words,
        four_eyes: state.four_eyes,
        moment: state.now(),
    };
    match merge(&state.store, &wanted, &mut draw::id).await {
        Ok(kept) => Ok(see_other(&home(on_duty, &kept.slug))),
        Err(ListingError::Store(error)) => Err(error.into()),
        Err(ListingError::NotFound) => Ok(StatusCode::NOT_FOUND.into_response()),
        Err(ListingError::Barred(barred)) => Ok(refused(on_duty, &pair.dropped, barred)),
        Err(ListingError::Changed | ListingError::WrongState) => {
            let now = (
                provider(state, pair.kept.slug.as_str()).await?,
                provider(state, pair.dropped.slug.as_str()).await?,
            );
            let (Some(kept), Some(dropped)) = now else { return Ok(StatusCode::NOT_FOUND.into_response()) };
            let pair = Pair::read(state, kept, dropped).await?;
            Ok(compare::page(on_duty, &pair, choices, StatusCode::CONFLICT))
        }
    }
}

fn refused(on_duty: &OnDuty, dropped: &StoredProvider, barred: Barred) -> Response {
    let lang = on_duty.lang();
    let text = if barred == Barred::Own { lang.merge_own() } else { lang.decide_barred(barred) };
    let link = (home(on_duty, &dropped.slug), lang.merge_back());
    message::show(&on_duty.visit, StatusCode::FORBIDDEN, (lang.decide_barred_title(), text), link)
}

/// Finds the provider that the path names; leads to what stands for it where it was merged already.
async fn dropped(state: &AppState, on_duty: &OnDuty) -> Result<Result<StoredProvider, Response>, Failed> {
    if let Some(found) = provider(state, on_duty.part(1)).await? {
        return Ok(Ok(found));
    }
    let now = match Slug::try_from(on_duty.part(1).to_owned()) {
        Ok(slug) => state.store.moved(Moved::Provider, &slug).await?,
        Err(_) => None,
    };
    Ok(Err(match now {
        Some(now) => see_other(&home(on_duty, &now)),
        None => StatusCode::NOT_FOUND.into_response(),
    }))
}

async fn provider(state: &AppState, slug: &str) -> Result<Option<StoredProvider>, Failed> {
    match Slug::try_from(slug.to_owned()) {
        Ok(slug) => Ok(state.store.provider_by_slug(&slug).await?),
        Err(_) => Ok(None),
    }
}

/// Gives the address of the page of a provider at the desk.
fn home(on_duty: &OnDuty, slug: &Slug) -> String {
    on_duty.href(&format!("/prestataires/{slug}"))
}
