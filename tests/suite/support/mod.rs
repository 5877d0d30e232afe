//! What the tests stand on: servers that end with the run, a browser seen through a visitor's eyes.
//!
//! Nothing here skips silently: what is missing fails with a sentence that says what to run.

pub mod app;
pub mod applicant;
pub mod axe;
pub mod browser;
mod cleanliness;
pub mod client;
pub mod databases;
pub mod desk;
mod elements;
pub mod enrolled;
mod forms;
mod keeper;
pub mod letters;
pub mod pages;
pub mod postgres;
pub mod program;
pub mod register;
pub mod smtp;
mod specimen;
pub mod verdicts;
pub mod visitor;
pub mod web;
