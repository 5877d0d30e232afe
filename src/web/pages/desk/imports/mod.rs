//! The import desk: bring a file, explain its columns, try it, take it in.

mod columns;
mod report;
mod start;

use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::OnDuty;
use crate::domain::desk::Role;
use crate::store::ImportOutline;
use crate::web::door::{Who, see_other};
use crate::web::failed::Failed;
use crate::web::routes::Route;
use crate::web::state::AppState;
use crate::workflow::import::desk::{ImportError, Owner, is_kept};

/// Gives the routes of the import desk.
pub(super) fn routes() -> Vec<Route> {
    let who = Who::Desk(Role::Administrator);
    vec![
        Route::form("/administration/import", get(start::show), post(start::bring)).with_table().only(who),
        Route::form("/administration/import/colonnes", get(columns::show), post(columns::explain)).only(who),
        Route::form("/administration/import/essai", get(report::trial), post(report::confirm)).only(who),
        Route::page("/administration/import/bilan", get(report::done)).only(who),
        Route::action("/administration/import/oublier", post(start::forget)).only(who),
    ]
}

/// The file that somebody has at the desk, unless its hour has passed.
async fn outline(state: &AppState, on_duty: &OnDuty) -> Result<Option<ImportOutline>, Failed> {
    let found = state.store.import_outline(on_duty.officer.id).await?;
    Ok(found.filter(|outline| is_kept(outline.at, state.now().now)))
}

/// Sends somebody whose file is gone back to the beginning, and says so there.
fn gone(on_duty: &OnDuty) -> Response {
    see_other(&format!("{}?parti", on_duty.href("/import")))
}

/// Answers for what the desk did not do; a fault of the file was told before.
fn refused(error: ImportError, on_duty: &OnDuty) -> Response {
    match error {
        ImportError::Gone | ImportError::File(_) => gone(on_duty),
        ImportError::Store(error) => Failed::from(error).into_response(),
    }
}

/// Whose file it is, for the verbs.
fn owner<'a>(on_duty: &OnDuty, actor: &'a str) -> Owner<'a> {
    Owner { actor, id: on_duty.officer.id }
}
