//! What somebody may be typing: `GET /api/v1/suggest?q=`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;

use super::{Typed, respond};
use crate::domain::territory::{Territory, completions};
use crate::i18n::Lang;
use crate::search::{NeedSuggestion, ProviderSuggestion, Suggestions};
use crate::web::answer::broken;
use crate::web::state::AppState;
use crate::web::visit::Visit;

/// Most places that are suggested.
const MAX_PLACES: usize = 5;

/// Suggestions, in the documented shape.
#[derive(Serialize)]
struct Answer {
    needs: Vec<Need>,
    places: Vec<Place>,
    providers: Vec<Provider>,
}

/// A value of `type`.
#[derive(Serialize)]
struct Need {
    value: &'static str,
    label: &'static str,
    /// The synonym that begins as typed; none when the label does.
    matched: Option<&'static str>,
    count: u32,
}

/// A value of `place`.
#[derive(Serialize)]
struct Place {
    value: String,
    label: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct Provider {
    value: String,
    label: String,
}

/// Tells what the text typed so far may become.
pub(in crate::web) async fn suggest(
    State(state): State<AppState>,
    headers: HeaderMap,
    visit: Visit,
) -> Response {
    let Typed { text, lang } = Typed::read(&visit.query, &headers);
    let label = match lang {
        Lang::Fr => |text| Lang::Fr.of(text),
        Lang::En => |text| Lang::En.of(text),
    };
    match state.search.suggest(&text, label) {
        Ok(found) => respond(&answer(found, completions(&text, MAX_PLACES), lang)),
        Err(error) => broken(&error),
    }
}

fn answer(found: Suggestions, places: Vec<Territory>, lang: Lang) -> Answer {
    Answer {
        needs: found.needs.into_iter().map(|found| need(found, lang)).collect(),
        places: places.into_iter().map(place).collect(),
        providers: found.providers.into_iter().map(provider).collect(),
    }
}

fn need(found: NeedSuggestion, lang: Lang) -> Need {
    Need {
        value: found.choice.slug(),
        label: lang.of(found.choice.label()),
        matched: found.matched,
        count: found.offers,
    }
}

fn place(territory: Territory) -> Place {
    Place { value: territory.code(), label: territory.label(), kind: territory.kind().as_str() }
}

fn provider(found: ProviderSuggestion) -> Provider {
    Provider { value: found.slug.to_string(), label: found.name }
}
