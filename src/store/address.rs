//! Where the database is.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::StoreError;

/// What a path may not hold bare in sqlx's address.
const IN_ADDRESS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}');

/// The two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// The statement that opens a transaction which will write. SQLite takes its lock at once: a transaction that
    /// reads first and writes later is refused whenever another one wrote in between.
    pub(super) const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "begin immediate",
            Self::Postgres => "begin",
        }
    }
}

/// A checked address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        let wrong = |reason: &str| StoreError::Address(reason.to_owned());
        let rest = url.strip_prefix("sqlite:").ok_or_else(|| wrong("it begins with sqlite: or postgres://"))?;
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        let (path, options) = rest.split_once('?').unwrap_or((rest, ""));
        if !matches!(options, "" | "mode=rwc" | "mode=rw") {
            return Err(wrong("a SQLite address takes no options, the program sets what is safe"));
        }
        let path = percent_decode_str(path).decode_utf8().map_err(|_| wrong("the path is not UTF-8"))?;
        match path.as_ref() {
            "" | ":memory:" => Err(wrong("SQLite needs a file, a directory in memory would be lost")),
            path => Ok(Self::Sqlite(PathBuf::from(path))),
        }
    }

    pub(super) const fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// The address that sqlx opens for writing.
    pub(super) fn for_writing(&self) -> String {
        self.with_mode("rwc")
    }

    /// The address that sqlx opens for reading.
    pub(super) fn for_reading(&self) -> String {
        self.with_mode("ro")
    }

    fn with_mode(&self, mode: &str) -> String {
        match self {
            Self::Sqlite(path) => {
                let path = path.to_string_lossy();
                format!("sqlite:{}?mode={mode}", utf8_percent_encode(&path, IN_ADDRESS))
            }
            Self::Postgres(url) => url.clone(),
        }
    }

    /// Folder that must exist before the database does.
    pub(super) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(path) => path.parent().filter(|folder| !folder.as_os_str().is_empty()),
            Self::Postgres(_) => None,
        }
    }

    /// Where the database is, in words fit for a message: no user name, no password.
    pub(super) fn place(&self) -> String {
        match self {
            Self::Sqlite(path) => format!("SQLite file {}", path.display()),
            Self::Postgres(url) => {
                let rest = url.split_once("://").map_or("", |(_, rest)| rest);
                let rest = rest.split('?').next().unwrap_or_default();
                format!("PostgreSQL at {}", rest.rsplit_once('@').map_or(rest, |(_, place)| place))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sqlite_address_is_a_path_however_it_is_written() {
        for url in ["sqlite:/srv/a b.db", "sqlite:///srv/a%20b.db", "sqlite:/srv/a%20b.db?mode=rwc"] {
            let address = Address::parse(url).unwrap();
            assert_eq!(address, Address::Sqlite("/srv/a b.db".into()), "{url}");
            assert_eq!(address.for_reading(), "sqlite:/srv/a%20b.db?mode=ro");
        }
        assert_eq!(Address::parse("sqlite:d.db").unwrap().folder(), None);
    }

    #[test]
    fn an_address_that_would_lose_data_is_refused() {
        for url in ["sqlite::memory:", "sqlite:", "sqlite:a.db?immutable=1", "mysql://h", ""] {
            assert!(matches!(Address::parse(url), Err(StoreError::Address(_))), "{url}");
        }
    }

    #[test]
    fn no_password_shows_in_the_place() {
        let address = Address::parse("postgres://user:h@sh@db.example:5432/devanture?sslmode=require").unwrap();
        assert_eq!(address.place(), "PostgreSQL at db.example:5432/devanture");
    }
}
