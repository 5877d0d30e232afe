//! The only room that speaks HTTP.
//!
//! Reading order: [`state`] (what handlers are given), [`router`](mod@router) (the layers around all routes),
//! [`routes`] (the table of addresses), [`door`] (what stands before every handler), [`session`] and [`form`] (who sends
//! what), [`page_cache`] (answers that are asked for again), [`visit`] (who asks what, in which language), [`params`] and
//! [`place`] (what a search asks for), [`pages`] (one file a page), [`api`] (the same in JSON), [`errors`] and
//! [`headers`] (what every answer has).

mod answer;
mod api;
mod area_map;
mod area_picker;
mod assets;
mod browser;
mod card;
mod chart;
mod chips;
mod chrome;
mod client;
mod door;
mod draw;
mod errors;
mod explained;
mod failed;
mod filters;
mod first_year;
mod form;
mod form_view;
mod group;
mod guard;
mod hashing;
mod headers;
mod health;
mod json_ld;
mod limits;
mod logo;
mod loosen;
mod machines;
mod page_cache;
mod pager;
mod pages;
mod params;
mod phone;
mod place;
mod quiet;
mod router;
mod routes;
mod session;
mod sitemap;
mod source;
mod state;
mod upload;
mod visit;

pub use client::Peer;
pub use door::Who;
pub use limits::Limits;
pub use logo::Studio;
pub use page_cache::PageCache;
pub use params::Params;
pub use place::Place;
pub use router::router;
pub use routes::{Declared, declared};
pub use state::{AppState, Site};
pub use upload::Tables;
