//! Logos: taken, drawn anew, served.

mod redraw;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::assets::FOR_EVER;
use super::failed::Failed;
use super::state::AppState;
use super::visit::Visit;
use crate::domain::choice::Choice;
use crate::domain::ids::LogoId;
use crate::domain::logo::{Picture, Unfit};

/// Pictures drawn at once; others wait.
const DRAWN_AT_ONCE: usize = 2;
/// Files taken in at once, 10 MB in all; more are told to come back.
const TAKEN_AT_ONCE: usize = 16;
/// A picture opened by itself may do nothing at all.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'");

/// Where pictures are drawn anew, a few at a time. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Studio {
    places: Arc<Semaphore>,
    door: Arc<Semaphore>,
}

impl Default for Studio {
    fn default() -> Self {
        let places = |many| Arc::new(Semaphore::new(many));
        Self { places: places(DRAWN_AT_ONCE), door: places(TAKEN_AT_ONCE) }
    }
}

impl Studio {
    /// Takes the right to bring a file in, or nothing when too many are on their way.
    pub(super) fn admission(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.door).try_acquire_owned().ok()
    }

    /// Draws a file anew, away from the threads that answer visitors.
    ///
    /// # Errors
    /// The file is no picture that is taken.
    pub(super) async fn redraw(&self, file: Bytes) -> Result<Picture, Unfit> {
        let place = Arc::clone(&self.places).acquire_owned().await;
        let drawing = tokio::task::spawn_blocking(move || {
            let drawn = redraw::redraw(&file);
            // Kept until the work is done, also when the visitor has gone.
            drop(place);
            drawn
        });
        drawing.await.unwrap_or_else(|error| {
            tracing::error!(%error, "drawing a logo panicked");
            Err(Unfit::Damaged)
        })
    }
}

/// Gives the address of a logo.
pub(super) fn href(id: LogoId) -> String {
    format!("/logos/{id}")
}

/// Answers with a logo; its name is never another one's, so a browser never needs to ask again.
pub(super) async fn serve(State(state): State<AppState>, visit: Visit) -> Result<Response, Failed> {
    let id = visit.path.rsplit('/').next().and_then(|last| last.parse::<LogoId>().ok());
    let Some(id) = id else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let Some(picture) = state.store.logo(id).await? else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let kind = HeaderValue::from_static(picture.kind.slug());
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, FOR_EVER), (CONTENT_SECURITY_POLICY, NOTHING)];
    Ok((headers, picture.bytes).into_response())
}
