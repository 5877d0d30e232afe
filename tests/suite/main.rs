//! The whole suite in one binary: one PostgreSQL cluster and one chromedriver serve every test of a run.
#![cfg(test)]
#![expect(unreachable_pub, reason = "a test binary exports nothing: pub means for the rest of the suite")]

mod applications;
mod architecture;
mod checks;
mod desk;
mod export;
mod http;
mod import;
mod journeys;
mod letters;
mod program;
mod relevance;
mod searches;
mod space;
mod store;
mod support;
