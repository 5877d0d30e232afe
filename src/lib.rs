//! Devanture, the open directory where small French shops find vetted providers for their digital life.
//!
//! Modules in reading order:
//!
//! | room | what it holds | what it alone speaks |
//! |---|---|---|
//! | [`domain`] | what the directory is about: listings, providers, territories, service types, records; pure rules | |
//! | [`i18n`] | every sentence shown to a person, French and English side by side | |
//! | [`store`] | the database, SQLite or PostgreSQL | SQL (sqlx) |
//! | [`workflow`] | the verbs that change something, one transaction each | |
//! | [`search`] | the search engine: analysis, filters and counts, order | tantivy |
//! | [`checks`] | looks at the register of firms and at websites, for applicants and vetters | outgoing HTTP (reqwest) |
//! | [`inspector`] | asks the checks about applicants and what is listed, one after another | |
//! | [`replica`] | carries the change log of the store into this node's index | |
//! | [`mailer`] | takes letters from the outbox and sends them | SMTP (lettre) |
//! | [`tasks`] | loops in the background | |
//! | [`web`] | pages and the API | HTTP (axum) |
//! | [`config`] | settings, checked once | |
//! | [`app`] | the composition root: opens, serves, drains | |
//! | [`commands`] | what the program does from a terminal | |
//!
//! A search goes `web` → `domain::query` → `search` → `web`; it never meets the store. A change goes
//! `commands` or `web` → `workflow` → `store`, and from there through `replica` into `search`. An application goes
//! `web` → `domain::form` → `workflow` → `store`, is looked at by `inspector`, and becomes a change when it is approved.

pub mod app;
pub mod checks;
pub mod commands;
pub mod config;
pub mod domain;
pub mod i18n;
pub mod inspector;
pub mod mailer;
pub mod replica;
pub mod search;
pub mod store;
pub mod tasks;
pub mod web;
pub mod workflow;
