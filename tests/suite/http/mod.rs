//! Visitors' requests, answered by the whole program over real connections.

mod api;
pub(crate) mod application;
mod bounds;
mod cache;
mod charter;
mod engines;
mod first_year;
mod forms;
mod headers;
mod limits;
mod links;
mod logos;
mod machines;
mod matrix;
mod oddities;
pub(crate) mod offers;
mod ranking;
mod search;
mod sizes;
mod suggest;
mod understanding;
mod unsaved;
mod verify;
