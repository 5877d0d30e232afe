//! The addresses of an application.

use axum::routing::{get, post};

use super::{check, leave, logo, offers, preview, resume, send, start, status, suitability, tasks, topic};
use crate::domain::choice::Choice;
use crate::domain::form::Topic;
use crate::web::door::Who;
use crate::web::limits::Allowance;
use crate::web::routes::Route;

/// Gives every route of an application.
pub(in crate::web) fn routes() -> Vec<Route> {
    let mut routes = before();
    routes.extend(within().into_iter().map(|route| route.only(Who::Applicant)));
    for topic in Topic::ALL {
        let path: String = if topic.is_of_offer() {
            format!("/candidature/{{reference}}/offres/{{number}}/{}", topic.slug())
        } else {
            format!("/candidature/{{reference}}/{}", topic.slug())
        };
        routes.push(Route::form(path, get(topic::show), post(topic::save)).only(Who::Applicant));
    }
    routes
}

fn before() -> Vec<Route> {
    vec![
        Route::page("/candidature", get(start::show)),
        Route::form("/candidature/questions", get(suitability::show), post(suitability::begin))
            .limited(Allowance::Begin),
        Route::form("/candidature/reprendre", get(resume::show), post(resume::ask))
            .limited(Allowance::Letter),
    ]
}

fn within() -> Vec<Route> {
    vec![
        Route::page("/candidature/{reference}", get(tasks::show)),
        Route::action("/candidature/{reference}/offres", post(offers::add)),
        Route::form(
            "/candidature/{reference}/offres/{number}/retirer",
            get(offers::ask_removal),
            post(offers::remove),
        ),
        Route::page("/candidature/{reference}/offres/{number}/apercu", get(preview::show)),
        Route::action("/candidature/{reference}/logo", post(logo::keep)).with_file(),
        Route::page("/candidature/{reference}/relire", get(check::show)),
        Route::action("/candidature/{reference}/controles", post(check::look_again)),
        Route::form("/candidature/{reference}/envoyer", get(send::show), post(send::send)),
        Route::action("/candidature/{reference}/adresse", post(send::link)).limited(Allowance::Letter),
        Route::page("/candidature/{reference}/suivi", get(status::show)),
        Route::form("/candidature/{reference}/retirer", get(leave::ask), post(leave::withdraw)),
        Route::form("/candidature/{reference}/contester", get(leave::ask_appeal), post(leave::appeal)),
    ]
}
