//! A provider at the desk: its offers in every state, who answers for it, what was sent, said and decided.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::show::{Reader, ReportLine, report_line};
use crate::domain::desk::Role;
use crate::domain::ids::Slug;
use crate::domain::prose::WebAddress;
use crate::domain::siren::Siren;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::pages::desk::cases::history::{Decided, decided};
use crate::web::pages::desk::queue::names;
use crate::web::pages::desk::{Frame, OnDuty};
use crate::web::state::AppState;
use crate::workflow::in_paris;

#[derive(Template)]
#[template(path = "pages/desk/provider.html")]
struct ProviderPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    name: String,
    siren: Option<String>,
    website: Option<String>,
    back_href: String,
    merge_href: Option<String>,
    offers: Vec<(String, String, &'static str, bool)>,
    contacts: Vec<Reader>,
    applications: Vec<(String, String, &'static str, String)>,
    reports: Vec<ReportLine>,
    decisions: Vec<Decided>,
}

/// Shows a provider.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let (lang, store) = (on_duty.lang(), &state.store);
    let Ok(slug) = Slug::try_from(on_duty.part(1).to_owned()) else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let Some(found) = store.provider_by_slug(&slug).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let people = names(&store.officers().await?);
    let offers = store.listings_of(found.id).await?;
    let provider = &found.provider;
    let lead = on_duty.officer.role.covers(Role::Lead);
    let page = ProviderPage {
        lang,
        name: provider.name.to_string(),
        siren: provider.siren.as_ref().map(|siren: &Siren| siren.as_str().to_owned()),
        website: provider.website.as_ref().map(|site: &WebAddress| site.host().to_owned()),
        back_href: on_duty.href("/offres"),
        merge_href: lead.then(|| on_duty.href(&format!("/prestataires/{slug}/fusionner"))),
        offers: offers
            .iter()
            .map(|stored| {
                let listing = &stored.listing;
                let href = on_duty.href(&format!("/offres/{}", stored.slug));
                (
                    href,
                    listing.title.to_string(),
                    lang.listing_state(listing.status),
                    listing.status.is_searchable(),
                )
            })
            .collect(),
        contacts: store.contacts_of_provider(found.id).await?.into_iter().map(Reader::from).collect(),
        applications: store
            .applications_about(found.id)
            .await?
            .into_iter()
            .map(|(reference, stands, at)| {
                let href = on_duty.href(&format!("/dossiers/{reference}"));
                (href, reference, lang.application_state(stands), lang.date(in_paris(at).date()))
            })
            .collect(),
        reports: store
            .reports_of_provider(found.id)
            .await?
            .iter()
            .map(|report| report_line(report, &on_duty))
            .collect(),
        decisions: store
            .decisions_of_provider(found.id)
            .await?
            .iter()
            .map(|made| decided(made, &people, lang))
            .collect(),
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}
