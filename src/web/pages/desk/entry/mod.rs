//! The way in to the desk: login, and the invitation that comes before it.

mod invitation;
mod login;
mod qr;

use axum::routing::get;

use crate::web::limits::Allowance;
use crate::web::routes::Route;

pub(super) use invitation::{CodesPage, MAX_NAME, draw_codes};

/// Gives the routes by which people come in.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::form("/administration/connexion", get(login::show), axum::routing::post(login::enter))
            .limited(Allowance::Login),
        Route::form(
            "/administration/invitation/{token}",
            get(invitation::show),
            axum::routing::post(invitation::take_up),
        )
        .limited(Allowance::Login),
    ]
}
