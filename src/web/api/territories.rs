//! Places by what is typed of them: `GET /api/v1/territories?q=`.

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;

use super::{Typed, respond};
use crate::domain::territory::{Territory, completions, regions};
use crate::web::visit::Visit;

/// Most places of an answer.
const MAX_PLACES: usize = 20;

/// Places, in the documented shape.
#[derive(Serialize)]
struct Answer {
    results: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    /// The value of `place` in a search.
    code: String,
    label: String,
    name: &'static str,
    kind: &'static str,
    /// Number of the département; none for what spans several.
    departement: Option<&'static str>,
    population: u32,
}

/// Lists the places that a text may be the beginning of, likeliest first; the régions for an empty text.
pub(in crate::web) async fn territories(headers: HeaderMap, visit: Visit) -> Response {
    let Typed { text, .. } = Typed::read(&visit.query, &headers);
    let found = if text.is_empty() { regions().collect() } else { completions(&text, MAX_PLACES) };
    respond(&Answer { results: found.into_iter().map(place).collect() })
}

fn place(territory: Territory) -> Place {
    let departements = territory.departements();
    let departement = departements.iter().next().filter(|_| departements.len() == 1);
    Place {
        code: territory.code(),
        label: territory.label(),
        name: territory.name(),
        kind: territory.kind().as_str(),
        departement: departement.map(|id| Territory::Departement(id).number()),
        population: territory.population(),
    }
}
