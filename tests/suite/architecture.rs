//! The fence between the rooms of `src/`: the one table that says who may use whom, read against the code itself.

mod source;

use std::path::{Path, PathBuf};

use source::{code_tokens, paths};

/// One room: the rooms and the outside crates it may name, beyond itself, `std` and [`VALUES`].
struct Room {
    name: &'static str,
    rooms: &'static [&'static str],
    outside: &'static [&'static str],
}

const fn room(name: &'static str, rooms: &'static [&'static str], outside: &'static [&'static str]) -> Room {
    Room { name, rooms, outside }
}

const ANY: &[&str] = &["*"];

const ROOMS: &[Room] = &[
    room("domain", &[], &[]),
    room("i18n", &["domain"], &[]),
    room("config", &["domain"], &["clap"]),
    room("store", &["domain"], &["sqlx", "libsqlite3_sys", "percent_encoding", "tokio", "tracing"]),
    room("search", &["domain"], &["tantivy", "tracing"]),
    room("workflow", &["domain", "store"], &["tracing"]),
    // reqwest asks, with a TLS made here; hyper only to tell a bad answer from none.
    room(
        "checks",
        &["domain"],
        &["html5gum", "hyper", "reqwest", "tokio", "tokio_rustls", "url", "webpki_roots"],
    ),
    room("replica", &["domain", "store", "search"], &["tokio", "tracing"]),
    room(
        "mailer",
        &["domain", "i18n", "store", "workflow", "config"],
        &["askama", "lettre", "tokio", "tracing"],
    ),
    room("inspector", &["domain", "checks", "workflow", "store"], &["tokio"]),
    room("tasks", &["replica", "mailer", "inspector", "workflow", "store"], &["tokio", "tracing"]),
    room(
        "web",
        // The register of firms is asked while an applicant waits.
        &["domain", "i18n", "store", "search", "checks", "workflow", "config"],
        &["axum", "tower", "tower_http", "askama", "getrandom", "image", "quick_cache", "tokio", "tracing"],
    ),
    room("app", ANY, ANY),
    room("commands", ANY, ANY),
    room("main", ANY, ANY),
    room("lib", ANY, &[]),
];

/// Outside crates that only hold, read or write values; every room may use them (clippy.toml keeps their clocks out).
const VALUES: &[&str] = &[
    "argon2",
    "base64",
    "csv",
    "flate2",
    "form_urlencoded",
    "jiff",
    "percent_encoding",
    "qrcode",
    "serde",
    "serde_json",
    "serde_path_to_error",
    "sha2",
    "thiserror",
    "toml",
    "totp_rs",
    "uuid",
];

/// Paths that stay in some rooms: how they begin, the rooms that may name them, why.
const RESERVED: &[(&str, &[&str], &str)] = &[
    (
        "std::fs",
        &["app", "checks", "commands", "config", "main", "mailer", "replica", "search", "store"],
        PURE,
    ),
    ("std::net::Tcp", &["app", "commands"], "sockets open in app"),
    ("tokio::net::Tcp", &["app", "commands"], "sockets open in app"),
    ("tokio::net", &["app", "checks", "commands"], "sockets open in app"),
    ("crate::checks::Rehearsal", &["checks"], REHEARSAL),
    ("devanture::checks::Rehearsal", &["checks"], REHEARSAL),
    ("checks::Rehearsal", &["checks"], REHEARSAL),
    ("std::env", &["commands", "config", "main"], "the environment is read once, by config"),
    ("std::process", &["commands", "main"], "only the program's edge ends or starts processes"),
    ("std::thread", &["app", "commands", "main", "search"], PURE),
];
const REHEARSAL: &str = "only tests let the checks reach this machine";
const PURE: &str = "domain, i18n and pages touch neither files nor threads";

/// Calls that stay in some rooms: the word, the sign after it, the rooms that may write it, why.
const RESERVED_CALLS: &[(&str, &str, &[&str], &str)] = &[
    // The only textual trace of a write: web has no other way than the workflow's verbs.
    ("begin_write", "(", &["store", "workflow"], "only the workflow opens transactions"),
    ("println", "!", &["commands", "main"], PRINT),
    ("print", "!", &["commands", "main"], PRINT),
    ("eprintln", "!", &["commands", "main"], PRINT),
    ("eprint", "!", &["commands", "main"], PRINT),
];
const PRINT: &str = "only commands talk to the terminal; the rest logs";

/// Rooms of plain functions.
const SYNCHRONOUS: &[&str] = &["config", "domain", "i18n"];
const LONGEST_FILE: usize = 400;

/// Every breach of the fence in one file, as `path:line: sentence`; `path` starts at `src/`.
fn breaches(path: &str, text: &str, crates: &[String]) -> Vec<String> {
    let inside: Vec<&str> = path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
    let Some(room) = ROOMS.iter().find(|room| room.name == inside[0]) else {
        return vec![format!("{path}:1: no such room in the table of tests/suite/architecture.rs")];
    };
    let mut found = Vec::new();
    if text.lines().count() > LONGEST_FILE {
        found.push(format!("{path}:{LONGEST_FILE}: longer than {LONGEST_FILE} lines: split it"));
    }
    if inside.contains(&"tests") {
        return found;
    }
    let tokens = code_tokens(text);
    let depth = inside.len() - usize::from(inside.last() == Some(&"mod"));
    for (line, parts) in paths(&tokens) {
        found.extend(breach_of_path(room, depth, &parts, crates).map(|why| format!("{path}:{line}: {why}")));
    }
    for pair in tokens.windows(2) {
        let (line, word) = pair[0];
        if word == "async" && SYNCHRONOUS.contains(&room.name) {
            found.push(format!("{path}:{line}: {} is not asynchronous", room.name));
        }
        let reserved = RESERVED_CALLS.iter().find(|(start, sign, ..)| *start == word && *sign == pair[1].1);
        if let Some((.., why)) = reserved.filter(|(.., rooms, _)| !rooms.contains(&room.name)) {
            found.push(format!("{path}:{line}: {} may not use {word}: {why}", room.name));
        }
    }
    found
}

fn breach_of_path(room: &Room, depth: usize, parts: &[&str], crates: &[String]) -> Option<String> {
    let (name, root) = (room.name, parts[0]);
    let climbed = parts.iter().take_while(|part| **part == "super").count();
    if climbed >= depth && climbed > 0 && name != "lib" {
        return Some(format!("{} climbs out of {name}: name the other room by crate::", parts.join("::")));
    }
    if let (true, Some(other)) = (root == "crate" || root == "devanture", parts.get(1)) {
        let known = ROOMS.iter().any(|room| room.name == *other);
        let may = *other == name || !known || room.rooms == ANY || room.rooms.contains(other);
        if !may {
            return Some(format!("{name} may not use the room {other}, only {:?}", room.rooms));
        }
    }
    if crates.iter().any(|outside| outside == root) {
        let may = VALUES.contains(&root) || room.outside == ANY || room.outside.contains(&root);
        return (!may)
            .then(|| format!("{name} may not use the crate {root}, only {:?} and values", room.outside));
    }
    let full = parts.join("::");
    let (_, _, why) =
        RESERVED.iter().find(|(start, rooms, _)| full.starts_with(start) && !rooms.contains(&name))?;
    Some(format!("{name} may not use {full}: {why}"))
}

/// Crates of Cargo.toml's `[dependencies]` and `[dev-dependencies]`, as the code names them.
fn outside_crates() -> Vec<String> {
    let manifest: toml::Table = read(Path::new("Cargo.toml")).parse().unwrap();
    let tables = ["dependencies", "dev-dependencies"].map(|table| manifest[table].as_table().unwrap());
    tables.into_iter().flat_map(|table| table.keys()).map(|name| name.replace('-', "_")).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap().flatten() {
        let path = folder.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn every_room_keeps_to_its_fence() {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    assert!(!files.is_empty());
    let crates = outside_crates();
    let found: Vec<_> =
        files.iter().flat_map(|file| breaches(file.to_str().unwrap(), &read(file), &crates)).collect();
    assert!(found.is_empty(), "{} breaches:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_kind_of_breach_is_caught_with_its_line() {
    let long = "\n".repeat(LONGEST_FILE + 1);
    for (path, text, breach) in [
        (
            "src/domain/text.rs",
            "\nuse crate::store::Store;",
            "src/domain/text.rs:2: domain may not use the room store",
        ),
        ("src/web/home.rs", "fn f() { sqlx::query(\"\") }", "web may not use the crate sqlx"),
        ("src/web/home.rs", "use ::sqlx as db;", "web may not use the crate sqlx"),
        (
            "src/store/mod.rs",
            "use {\n    axum::Router};",
            "src/store/mod.rs:2: store may not use the crate axum",
        ),
        (
            "src/store/mod.rs",
            "use crate::{domain::{a, b as c}, search};",
            "store may not use the room search",
        ),
        ("src/i18n/fr.rs", "fn f(a: &crate::web::Page) {}", "i18n may not use the room web"),
        ("src/web/home.rs", "use super::super::store;", "super::super::store climbs out of web"),
        ("src/web/mod.rs", "use super::store;", "super::store climbs out of web"),
        ("src/web/home.rs", "let t = store.begin_write().await;", "web may not use begin_write"),
        ("src/search/mod.rs", "println!(\"\");", "search may not use println"),
        ("src/domain/a/b.rs", "use std::{fs::File, io};", "domain may not use std::fs::File"),
        ("src/app/mod.rs", "use crate::checks::Rehearsal;", "app may not use crate::checks::Rehearsal"),
        ("src/i18n/mod.rs", "async fn f() {}", "i18n is not asynchronous"),
        ("src/helpers/mod.rs", "", "no such room"),
        ("src/domain/text.rs", &long, "longer than 400 lines"),
    ] {
        let found = breaches(path, text, &outside_crates());
        assert!(
            found.len() == 1 && found[0].contains(breach),
            "{text:?} in {path} gives {found:?}, not {breach}"
        );
    }
}

#[test]
fn what_is_allowed_quoted_commented_or_tested_is_no_breach() {
    for (path, text) in [
        (
            "src/store/offers.rs",
            "use crate::domain::{self, text::*}; use sqlx::Any; use super::pool; use serde::Serialize;",
        ),
        (
            "src/web/pages/home.rs",
            "use super::super::chrome; use crate::search::Hit; pub(in crate::web) fn f() {}",
        ),
        ("src/app.rs", "use crate::{store, search}; use hyper::body; use tokio::net::TcpListener;"),
        ("src/main.rs", "fn main() { println!(\"{}\", devanture::domain::x()); std::process::exit(0) }"),
        (
            "src/domain/a.rs",
            "// use crate::store;\n/* sqlx::x /* */ axum::y */ /// [`crate::web`]\nconst A: &str = \"sqlx::\";",
        ),
        (
            "src/domain/a.rs",
            "const A: &str = r#\"\"crate::web::x\"#; const B: char = '\"'; fn f<'a>(a: &'a str) {}",
        ),
        (
            "src/domain/a.rs",
            "#[cfg(test)]\n#[allow(x)]\nmod tests { use crate::store; fn f() { println!() } }\nfn a() {}",
        ),
        ("src/domain/a.rs", "#[cfg(test)] mod tests; mod b;"),
        ("src/domain/a/tests.rs", "use crate::store;"),
        ("src/domain/a.rs", "fn print(a: A) { a.print(); Self::print(a) }"),
    ] {
        assert_eq!(breaches(path, text, &outside_crates()), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn code_after_a_test_module_is_still_read() {
    let text = "#[cfg(test)]\nmod tests { fn f() { {} } }\nuse crate::web;";
    assert_eq!(breaches("src/domain/a.rs", text, &[]).len(), 1);
}
