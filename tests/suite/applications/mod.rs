//! Applications from the first word to the decision, on both engines: the moments are fixed and the identifiers counted.
#![expect(clippy::cognitive_complexity, reason = "each await counts as a branch, and a story has many")]

mod about_listed;
mod answers;
mod approval;
mod desk;
mod drafts;
mod failures;
mod inspections;
mod ledger;
mod links;
mod random;
mod refusal;
mod together;

use desk::{DAY, Desk, RIGHT};

/// Runs stories on each engine; `./test quick` leaves the second one out.
macro_rules! on_both {
    ($($story:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test] async fn $story() { super::$story($crate::support::databases::Database::sqlite()).await; })+
        }
        mod postgres {
            $(#[tokio::test] async fn $story() { super::$story($crate::support::databases::Database::postgres().await).await; })+
        }
    };
}
use on_both;
