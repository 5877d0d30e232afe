//! What the vetting desk says. A file for each of its rooms.

mod accounts;
mod audit;
mod case;
mod dashboard;
mod decide;
mod frame;
mod import_reasons;
mod imports;
mod merge;
mod offers;
mod queue;
mod reports;

pub use audit::ACTIONS;

#[cfg(test)]
pub(super) const ALL: &[&[(&str, &str)]] = &[
    accounts::SENTENCES,
    audit::SENTENCES,
    case::SENTENCES,
    dashboard::SENTENCES,
    decide::SENTENCES,
    frame::SENTENCES,
    imports::SENTENCES,
    merge::SENTENCES,
    offers::SENTENCES,
    queue::SENTENCES,
    reports::SENTENCES,
];
