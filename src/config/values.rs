//! The form of each setting.

use std::fmt;
use std::net::SocketAddr;

use thiserror::Error;

use super::network::{Network, NotANetwork};
use crate::domain::email::EmailAddress;

/// A setting that cannot be used, in one plain sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{setting} {reason}")]
pub struct Problem {
    /// Name of the setting.
    pub setting: &'static str,
    /// What is wrong with it. Never repeats a secret.
    pub reason: String,
}

impl Problem {
    pub(super) fn new(setting: &'static str, reason: impl Into<String>) -> Self {
        Self { setting, reason: reason.into() }
    }
}

/// A value that holds a password: it never shows in logs or messages.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub(super) fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself, for the library that needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}

/// What the directory is run for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// To show it: starter rows, unclaimed listings with their badge, letters written to files.
    Demo,
    /// For the public.
    Production,
}

/// Where visitors find the site: scheme, host and perhaps port, without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Whether browsers reach it over TLS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a setting, or takes its default; what is wrong joins the problems.
pub(super) fn read<T>(
    value: Option<String>,
    parse: impl Fn(&str) -> Result<T, Problem>,
    default: T,
    problems: &mut Vec<Problem>,
) -> T {
    match value.as_deref().map(str::trim).map(parse) {
        None => default,
        Some(Ok(value)) => value,
        Some(Err(problem)) => {
            problems.push(problem);
            default
        }
    }
}

pub(super) fn listen(value: &str) -> Result<SocketAddr, Problem> {
    let wrong = || {
        Problem::new(
            "DEVANTURE_LISTEN",
            format!("is `{value}`; an address and a port are expected, such as 127.0.0.1:8080"),
        )
    };
    value.parse().map_err(|_| wrong())
}

pub(super) fn mode(value: &str) -> Result<Mode, Problem> {
    match value {
        "demo" => Ok(Mode::Demo),
        "production" => Ok(Mode::Production),
        _ => Err(Problem::new("DEVANTURE_MODE", format!("is `{value}`; demo or production is expected"))),
    }
}

pub(super) fn starter(value: &str) -> Result<bool, Problem> {
    switch("DEVANTURE_STARTER", value)
}

pub(super) fn limits(value: &str) -> Result<bool, Problem> {
    switch("DEVANTURE_LIMITS", value)
}

pub(super) fn four_eyes(value: &str) -> Result<bool, Problem> {
    switch("DEVANTURE_FOUR_EYES", value)
}

fn switch(setting: &'static str, value: &str) -> Result<bool, Problem> {
    match value {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(Problem::new(setting, format!("is `{value}`; on or off is expected"))),
    }
}

pub(super) fn trusted_proxies(value: &str) -> Result<Vec<Network>, Problem> {
    let ranges = value.split([',', ' ']).filter(|range| !range.is_empty());
    ranges.map(|range| range.parse().map_err(|reason| wrong_range(range, reason))).collect()
}

fn wrong_range(range: &str, reason: NotANetwork) -> Problem {
    Problem::new("DEVANTURE_TRUSTED_PROXIES", format!("holds `{range}`, which {reason}"))
}

pub(super) fn base_url(value: &str) -> Result<Option<BaseUrl>, Problem> {
    let wrong = || {
        Problem::new(
            "DEVANTURE_BASE_URL",
            format!("is `{value}`; https:// and a host name are expected, without a path"),
        )
    };
    let (scheme, rest) = value.split_once("://").ok_or_else(wrong)?;
    let host = rest.strip_suffix('/').unwrap_or(rest);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if !matches!(scheme, "http" | "https") || host.is_empty() || !host.chars().all(plain) {
        return Err(wrong());
    }
    Ok(Some(BaseUrl(format!("{scheme}://{}", host.to_ascii_lowercase()))))
}

pub(super) fn page_cache(value: &str) -> Result<u32, Problem> {
    value.parse().map_err(|_| {
        Problem::new(
            "DEVANTURE_PAGE_CACHE",
            format!("is `{value}`; a number of bytes is expected, such as 2097152, or 0 for none"),
        )
    })
}

pub(super) fn mail_from(value: &str) -> Result<Option<EmailAddress>, Problem> {
    let wrong = |why| Problem::new("DEVANTURE_MAIL_FROM", format!("is `{value}`, which {why}"));
    EmailAddress::parse(value).map(Some).map_err(wrong)
}

pub(super) fn register_url(value: &str) -> Result<String, Problem> {
    if with_scheme(value, &["http://", "https://"]) {
        Ok(value.trim_end_matches('/').to_owned())
    } else {
        Err(Problem::new("DEVANTURE_REGISTER_URL", "must begin with https:// and name a server"))
    }
}

pub(super) fn database_url(value: &str) -> Result<Secret, Problem> {
    if with_scheme(value.trim(), &["sqlite:", "postgres://", "postgresql://"]) {
        Ok(Secret::new(value.trim()))
    } else {
        Err(Problem::new("DEVANTURE_DATABASE_URL", "must begin with sqlite: or postgres://"))
    }
}

fn with_scheme(value: &str, schemes: &[&str]) -> bool {
    schemes.iter().any(|scheme| value.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
}
