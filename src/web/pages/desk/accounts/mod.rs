//! Coming in at the desk, one's own account, and the people who work there.

mod account;
mod app;
mod input;
mod invitation;
mod login;
mod prove;
mod said;
mod team;

use axum::routing::{get, post};

use crate::domain::desk::Role;
use crate::i18n::Lang;
use crate::web::door::Who;
use crate::web::limits::Allowance;
use crate::web::routes::Route;
use crate::workflow::in_paris;

/// Most signs of a name.
const LONGEST_NAME: usize = 80;

/// Gives the routes of accounts.
pub(super) fn routes() -> Vec<Route> {
    let reader = |route: Route| route.only(Who::Desk(Role::Reader));
    let administrator = |route: Route| route.only(Who::Desk(Role::Administrator));
    let proved = |route: Route| route.only(Who::Desk(Role::Reader)).limited(Allowance::Login);
    vec![
        Route::form("/administration/connexion", get(login::show), post(login::enter))
            .limited(Allowance::Login),
        Route::form("/administration/invitation/{token}", get(invitation::show), post(invitation::take_up))
            .limited(Allowance::Login),
        Route::action("/administration/quitter", post(login::leave)),
        reader(Route::form("/administration/compte", get(account::show), post(account::save))),
        proved(Route::form(
            "/administration/compte/mot-de-passe",
            get(prove::ask_password),
            post(prove::change_password),
        )),
        proved(Route::form(
            "/administration/compte/application",
            get(prove::ask_factor),
            post(prove::change_factor),
        )),
        proved(Route::form("/administration/compte/codes", get(prove::ask_codes), post(prove::renew_codes))),
        reader(Route::action("/administration/compte/sessions/fermer", post(account::end_others))),
        reader(Route::action("/administration/compte/sessions/{session}/fermer", post(account::end_one))),
        administrator(Route::form("/administration/equipe", get(team::show), post(team::invite)))
            .limited(Allowance::Save),
        administrator(Route::action("/administration/equipe/{officer}/role", post(team::change_role))),
        administrator(Route::action("/administration/equipe/{officer}/inviter", post(team::invite_again))),
        administrator(Route::action("/administration/equipe/{officer}/sessions", post(team::end_sessions))),
        administrator(Route::action("/administration/equipe/{officer}/fermer", post(team::deactivate))),
    ]
}

/// Reads a name, tidied; nothing when it is empty or too long.
fn name(typed: &str) -> Option<String> {
    let tidied = crate::domain::text::tidy(typed);
    (1..=LONGEST_NAME).contains(&tidied.chars().count()).then_some(tidied)
}

/// Says when something happened, in Paris, to the minute.
fn when(at: i64, lang: Lang) -> String {
    let at = in_paris(at);
    let (date, hour, minute) = (lang.date(at.date()), at.hour(), at.minute());
    match lang {
        Lang::Fr => format!("{date} à {hour}\u{a0}h\u{a0}{minute:02}"),
        Lang::En => format!("{date} at {hour:02}:{minute:02}"),
    }
}
