//! What typed words mean: a place, services, and words to look for.
mod concepts;
mod places;
