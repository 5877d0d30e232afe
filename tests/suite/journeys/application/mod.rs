//! An application from the home page to "sent": at a desk, on a phone by keyboard alone, page by page before axe, and
//! through a program that is killed after every step.

mod back;
mod claim;
mod desk;
mod every_page;
mod keyboard;
mod killed;
mod mail;
