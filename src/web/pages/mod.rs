//! The pages, one file each: view, handler and what belongs to that page only.

pub(super) mod application;
mod asked_email;
pub(super) mod charter;
pub(super) mod desk;
pub(super) mod home;
pub(super) mod link;
pub(super) mod listing;
mod message;
pub(super) mod provider;
pub(super) mod ranking;
pub(super) mod report;
pub(super) mod results;
mod rows;
pub(super) mod space;
pub(super) mod verify;
