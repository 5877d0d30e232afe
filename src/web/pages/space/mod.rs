//! The provider's space: the way in, what one answers for, what one can do about it.
//!
//! What the address of the session does not answer for is answered like what does not exist.

mod change;
mod confirm;
mod data;
mod enter;
mod erase;
pub(in crate::web::pages) mod facts;
mod home;
mod listing;
mod messages;
mod todo;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::domain::email::EmailAddress;
use crate::domain::ids::Slug;
use crate::i18n::Lang;
use crate::store::StoredListing;
use crate::web::chrome::address;
use crate::web::door::{Who, see_other};
use crate::web::failed::Failed;
use crate::web::limits::Allowance;
use crate::web::routes::Route;
use crate::web::session::Session;
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::space::Own;

/// Gives every route of the space.
pub(in crate::web) fn routes() -> Vec<Route> {
    let within = [
        Route::page("/espace", get(home::show)),
        Route::action("/espace/offres/{slug}/pause", post(listing::pause)),
        Route::action("/espace/offres/{slug}/reprendre", post(listing::resume)),
        Route::form("/espace/offres/{slug}/retirer", get(listing::ask), post(listing::withdraw)),
        Route::form("/espace/offres/{slug}/confirmer", get(confirm::show), post(confirm::confirm)),
        Route::action("/espace/prestataires/{slug}/modifier", post(change::begin)).limited(Allowance::Begin),
        Route::action("/espace/candidatures/{reference}/ouvrir", post(change::open)),
        Route::page("/espace/donnees", get(data::download)).limited(Allowance::Export),
        Route::form("/espace/effacer", get(erase::ask), post(erase::erase)),
    ];
    let outside = [
        Route::form("/espace/entrer", get(enter::show), post(enter::ask)).limited(Allowance::Letter),
        Route::page("/espace/efface", get(erase::done)),
    ];
    within.into_iter().map(|route| route.only(Who::Provider)).chain(outside).collect()
}

/// A request from a browser in which a space is open.
pub(super) struct Resident {
    pub(super) visit: Visit,
    /// Whose space it is.
    pub(super) email: EmailAddress,
}

impl FromRequestParts<AppState> for Resident {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let Ok(visit) = Visit::from_request_parts(parts, state).await;
        let session = Session::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        match session.space() {
            Some(email) => Ok(Self { email: email.clone(), visit }),
            None => Err(see_other(&address(visit.lang, "/espace/entrer", ""))),
        }
    }
}

impl Resident {
    pub(super) const fn lang(&self) -> Lang {
        self.visit.lang
    }

    /// Gives the address of a page of the space.
    pub(super) fn href(&self, rest: &str) -> String {
        address(self.visit.lang, &format!("/espace{rest}"), "")
    }

    /// Gives the part of the path that names what the request is about: the one before the last.
    pub(super) fn named(&self) -> &str {
        self.visit.path.rsplit('/').nth(1).unwrap_or_default()
    }

    /// Gives the slug that the path names.
    pub(super) fn slug(&self) -> Option<Slug> {
        Slug::try_from(self.named().to_owned()).ok()
    }

    /// Names a listing for the workflow.
    pub(super) fn own<'a>(&'a self, slug: &'a Slug, state: &AppState) -> Own<'a> {
        Own { email: &self.email, slug, moment: state.now() }
    }

    /// Finds the listing that the path names, if this space answers for it.
    pub(super) async fn listing(&self, state: &AppState) -> Result<Option<StoredListing>, Failed> {
        let Some(slug) = self.slug() else { return Ok(None) };
        let found = state.store.listing_by_slug(&slug).await?;
        let providers = state.store.providers_of_contact(&self.email).await?;
        Ok(found.filter(|found| providers.contains(&found.provider_id)))
    }
}
