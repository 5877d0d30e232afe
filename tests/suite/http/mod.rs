//! Visitors' requests, answered by the whole program over real connections.

mod api;
mod bounds;
mod engines;
mod headers;
mod machines;
mod oddities;
mod offers;
mod search;
mod sizes;
mod suggest;
