//! The table of routes: of each its address, its methods, who may call it and what it takes in. The router is made of
//! it, and so is the test that tries everything on each of them.

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use axum::{Router, http::StatusCode};

use super::door::{self, Intake, Rule, Who};
use super::limits::Allowance;
use super::pages::{
    application, charter, desk, home, link, listing, provider, ranking, report, results, space, verify,
};
use super::state::AppState;
use super::{api, assets, health, logo, machines, sitemap};
use crate::i18n::Lang;

/// A route as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Its address, parts that vary in braces.
    pub path: String,
    /// The methods it answers.
    pub methods: &'static [&'static str],
    /// Who may call it.
    pub who: Who,
}

/// One route, before it stands in the router.
pub(super) struct Route {
    path: Cow<'static, str>,
    in_each_language: bool,
    rule: Rule,
    reading: Option<MethodRouter<AppState>>,
    sending: Option<MethodRouter<AppState>>,
}

impl Route {
    /// Declares something for machines that is only read.
    fn file(path: impl Into<Cow<'static, str>>, reading: MethodRouter<AppState>) -> Self {
        Self { in_each_language: false, ..Self::page(path, reading) }
    }

    /// Declares a page that is only read, in each language.
    pub(super) fn page(path: impl Into<Cow<'static, str>>, reading: MethodRouter<AppState>) -> Self {
        Self {
            path: path.into(),
            in_each_language: true,
            rule: Rule::OPEN,
            reading: Some(reading),
            sending: None,
        }
    }

    /// Declares a page with a form that is sent to its own address.
    pub(super) fn form(
        path: impl Into<Cow<'static, str>>,
        reading: MethodRouter<AppState>,
        sending: MethodRouter<AppState>,
    ) -> Self {
        Self { reading: Some(reading), ..Self::action(path, sending) }
    }

    /// Declares an address that forms of other pages are sent to.
    pub(super) fn action(path: impl Into<Cow<'static, str>>, sending: MethodRouter<AppState>) -> Self {
        let rule = Rule { intake: Intake::Form, allowance: Some(Allowance::Save), ..Rule::OPEN };
        Self { path: path.into(), in_each_language: true, rule, reading: None, sending: Some(sending) }
    }

    /// Says who may call it.
    pub(super) const fn only(mut self, who: Who) -> Self {
        self.rule.who = who;
        self
    }

    /// Lets its form carry a small file.
    pub(super) const fn with_file(mut self) -> Self {
        self.rule.intake = Intake::File;
        self.limited(Allowance::Upload)
    }

    /// Lets its form carry a table of a few megabytes.
    pub(super) fn with_table(mut self) -> Self {
        self.rule.intake = Intake::Table;
        // The door bounds it, before anybody reads.
        self.sending = self.sending.map(|sending| sending.layer(DefaultBodyLimit::disable()));
        self.limited(Allowance::Upload)
    }

    /// Says what it counts as for the limits.
    pub(super) const fn limited(mut self, allowance: Allowance) -> Self {
        self.rule.allowance = Some(allowance);
        self
    }

    const fn methods(&self) -> &'static [&'static str] {
        match (&self.reading, &self.sending) {
            (Some(_), Some(_)) => &["GET", "HEAD", "POST"],
            (Some(_), None) => &["GET", "HEAD"],
            (None, Some(_)) => &["POST"],
            (None, None) => &[],
        }
    }

    fn paths(&self) -> Vec<String> {
        let langs: &[Lang] = if self.in_each_language { &Lang::ALL } else { &[Lang::Fr] };
        langs.iter().map(|lang| format!("{}{}", lang.prefix(), self.path)).collect()
    }

    /// Puts the route into a router, with what stands before its handlers.
    fn mount(self, routes: Router<AppState>, state: &AppState) -> Router<AppState> {
        let paths = self.paths();
        let enter = from_fn_with_state((state.clone(), self.rule), door::enter);
        let reading = self.reading.map(|reading| reading.route_layer(enter.clone()));
        let sending = self.sending.map(|sending| {
            let sending = sending.route_layer(enter).route_layer(door::from_here(&state.site));
            sending.route_layer(from_fn_with_state(Arc::clone(&state.site), door::of_known_origin))
        });
        let both = reading.into_iter().chain(sending).fold(MethodRouter::new(), MethodRouter::merge);
        let bound = from_fn_with_state((state.clone(), self.rule), door::bound);
        let bounded = both.fallback(async || StatusCode::METHOD_NOT_ALLOWED).layer(bound);
        paths.iter().fold(routes, |routes, path| routes.route(path, bounded.clone()))
    }
}

/// Puts every route into a router.
pub(super) fn mounted(state: &AppState) -> Router<AppState> {
    table().into_iter().fold(Router::new(), |routes, route| route.mount(routes, state))
}

/// Tells every route there is.
#[must_use]
pub fn declared() -> Vec<Declared> {
    let told = |route: Route| {
        let (methods, who) = (route.methods(), route.rule.who);
        route.paths().into_iter().map(move |path| Declared { path, methods, who })
    };
    table().into_iter().flat_map(told).collect()
}

fn table() -> Vec<Route> {
    [
        for_machines(),
        for_visitors(),
        for_link_holders(),
        report::routes(),
        application::routes(),
        space::routes(),
        desk::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn for_machines() -> Vec<Route> {
    vec![
        Route::file("/api/v1/listings", get(api::listings)).limited(Allowance::Search),
        Route::file("/api/v1/suggest", get(api::suggest)).limited(Allowance::Suggest),
        Route::file("/api/v1/territories", get(api::territories)).limited(Allowance::Suggest),
        Route::file("/assets/{name}", get(assets::serve)),
        Route::file("/favicon.ico", get(assets::favicon)),
        Route::file("/healthz", get(health::alive)),
        Route::file("/readyz", get(health::ready)),
        Route::file("/logos/{id}", get(logo::serve)),
        Route::file("/robots.txt", get(machines::robots)),
        Route::file("/opensearch.xml", get(machines::open_search)),
        Route::file("/sitemap.xml", get(sitemap::sitemap)).limited(Allowance::Export),
    ]
}

fn for_visitors() -> Vec<Route> {
    vec![
        Route::page("/", get(home::home)),
        Route::page("/recherche", get(results::results)).limited(Allowance::Search),
        Route::page("/classement", get(ranking::ranking)),
        Route::page("/charte", get(charter::charter)).limited(Allowance::Search),
        Route::page("/verifier", get(verify::verify)).limited(Allowance::Search),
        Route::page("/offres/{slug}", get(listing::listing)),
        Route::page("/prestataires/{slug}", get(provider::provider)),
        // Whoever cuts an address short finds all offers.
        Route::page("/offres", get(results::all)),
        Route::page("/prestataires", get(results::all)),
    ]
}

fn for_link_holders() -> Vec<Route> {
    vec![
        Route::form("/candidature/lien/{token}", get(link::show), post(link::open)),
        Route::form("/espace/lien/{token}", get(link::show), post(link::open)),
        Route::action("/candidature/quitter", post(link::leave)),
        Route::action("/espace/quitter", post(link::leave)),
        Route::action("/candidature/quitter-partout", post(link::leave_everywhere)).only(Who::Applicant),
        Route::action("/espace/quitter-partout", post(link::leave_everywhere)).only(Who::Provider),
    ]
}
