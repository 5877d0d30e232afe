//! The case of an application: what was sent, what the checks saw, what else is known, who has it.
//!
//! What is decided about it stands in [`decide`](super::decide).

pub(super) mod changes;
mod comments;
mod duplicates;
mod hands;
pub(super) mod history;
mod preview;
mod show;

use axum::routing::{get, post};

use crate::domain::desk::Role;
use crate::web::door::Who;
use crate::web::routes::Route;

/// Gives the routes of the case of an application.
pub(super) fn routes() -> Vec<Route> {
    let case = |end: &str| format!("/administration/dossiers/{{reference}}{end}");
    vec![
        Route::page(case(""), get(show::show)).only(Who::Desk(Role::Reader)),
        Route::page(case("/offres/{number}/apercu"), get(preview::show)).only(Who::Desk(Role::Reader)),
        Route::action(case("/prendre"), post(hands::take)).only(Who::Desk(Role::Vetter)),
        Route::action(case("/remettre"), post(hands::release)).only(Who::Desk(Role::Vetter)),
        Route::action(case("/attribuer"), post(hands::assign)).only(Who::Desk(Role::Lead)),
        Route::action(case("/controles"), post(hands::look_again)).only(Who::Desk(Role::Vetter)),
        Route::action(case("/commentaires"), post(comments::write)).only(Who::Desk(Role::Vetter)),
    ]
}
