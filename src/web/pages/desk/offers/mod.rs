//! Listed offers and their providers, in whatever state: looked for, read, taken out of sight and brought back.

mod list;
mod provider;
mod rule;
mod second;
mod show;
mod versions;

pub(super) use show::{ReportLine, report_line};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::OnDuty;
use crate::domain::desk::Role;
use crate::domain::ids::Slug;
use crate::store::StoredListing;
use crate::web::door::Who;
use crate::web::failed::Failed;
use crate::web::pages::message;
use crate::web::routes::Route;
use crate::web::state::AppState;
use crate::workflow::listings::{ListingError, Ruler};

/// Gives the routes of listed offers.
pub(super) fn routes() -> Vec<Route> {
    let offer = |end: &str| format!("/administration/offres/{{slug}}{end}");
    let form =
        |end: &str, role| Route::form(offer(end), get(rule::show), post(rule::sent)).only(Who::Desk(role));
    vec![
        Route::page("/administration/offres", get(list::show)).only(Who::Desk(Role::Reader)),
        Route::page(offer(""), get(show::show)).only(Who::Desk(Role::Reader)),
        form("/suspendre", Role::Vetter),
        form("/remettre", Role::Vetter),
        form("/archiver", Role::Lead),
        form("/retablir", Role::Lead),
        Route::form(offer("/second-avis"), get(second::show), post(second::answered))
            .only(Who::Desk(Role::Lead)),
        Route::page("/administration/prestataires/{slug}", get(provider::show)).only(Who::Desk(Role::Reader)),
    ]
}

/// An offer that the path names, with the change number under which it is shown.
struct Named {
    stored: StoredListing,
    version: i64,
}

/// Finds the offer that the path names; 404 when there is none.
async fn named(on_duty: &OnDuty, state: &AppState) -> Result<Named, Response> {
    let failed = |error| Failed::from(error).into_response();
    let missing = || StatusCode::NOT_FOUND.into_response();
    let slug = Slug::try_from(on_duty.part(1).to_owned()).map_err(|_| missing())?;
    let stored = state.store.listing_by_slug(&slug).await.map_err(failed)?.ok_or_else(missing)?;
    let version = state.store.listing_changed(stored.id).await.map_err(failed)?.ok_or_else(missing)?;
    Ok(Named { stored, version })
}

impl Named {
    /// Gives the address of a page about the offer.
    fn href(&self, on_duty: &OnDuty, end: &str) -> String {
        on_duty.href(&format!("/offres/{}{end}", self.stored.slug))
    }

    /// Names who decides about which version of it.
    fn ruler(&self, on_duty: &OnDuty, state: &AppState, version: i64) -> Ruler {
        Ruler { officer: on_duty.officer.id, id: self.stored.id, version, moment: state.now() }
    }
}

/// Shows why nothing was done.
fn refused(error: ListingError, on_duty: &OnDuty, named: &Named) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    let why = match error {
        ListingError::Store(error) => return Err(error.into()),
        ListingError::NotFound => return Ok(StatusCode::NOT_FOUND.into_response()),
        ListingError::Barred(barred) => lang.decide_barred(barred),
        ListingError::WrongState => lang.offer_rule_not_now(),
        ListingError::Changed => lang.case_moved_text(),
    };
    let texts = (lang.case_moved_title(), why);
    let link = (named.href(on_duty, ""), lang.offer_rule_back());
    Ok(message::show(&on_duty.visit, StatusCode::CONFLICT, texts, link))
}
