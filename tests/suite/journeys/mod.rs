//! Visits in a real browser: every page type, both languages, desktop and phone, with axe at zero.

mod application;
mod desk;
mod desk_login;
mod first_year;
mod imports;
mod keyboard;
mod languages;
mod links;
mod ranking;
mod search;
mod space;
mod suggest;
mod trust;
mod understanding;
