//! The mail server: `smtps://user:password@host:port`, `smtp://…`.

use std::net::IpAddr;
use std::path::PathBuf;

use percent_encoding::percent_decode_str;

use super::{Problem, Secret};

/// How the way to the mail server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// TLS from the first byte (`smtps://`).
    Tls,
    /// STARTTLS, and no letter when the server has none (`smtp://`).
    StartTls,
    /// None: the server is this machine, or the operator asked for it (`?tls=none`).
    None,
}

/// A server that takes letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpServer {
    /// Name or address, without brackets. Its certificate must be made out for it.
    pub host: String,
    /// Port; 465 for `smtps://` and 587 for `smtp://` when none is given.
    pub port: u16,
    /// How the way there is kept secret.
    pub encryption: Encryption,
    /// Name and password, when the server wants them.
    pub login: Option<(String, Secret)>,
    /// Certificates (PEM) that are trusted besides those that browsers trust (`?ca=FILE`).
    pub authorities: Option<PathBuf>,
}

impl SmtpServer {
    /// Reads the address of a server. User, password and file are percent-decoded.
    pub(super) fn parse(url: &str) -> Result<Self, Problem> {
        let (scheme, rest) = url.split_once("://").unwrap_or_default();
        let tls = match scheme {
            "smtps" => true,
            "smtp" => false,
            _ => return Err(problem("must begin with smtp:// or smtps:// and name a server")),
        };
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (login, place) = match place.rsplit_once('@') {
            Some((login, place)) => (Some(read_login(login)?), place),
            None => (None, place),
        };
        let (host, port) = read_place(place.strip_suffix('/').unwrap_or(place))?;
        let default = if is_this_machine(&host) { Encryption::None } else { Encryption::StartTls };
        let mut server = Self {
            port: port.unwrap_or(if tls { 465 } else { 587 }),
            encryption: if tls { Encryption::Tls } else { default },
            host,
            login,
            authorities: None,
        };
        for option in query.split('&').filter(|option| !option.is_empty()) {
            server.set(option)?;
        }
        Ok(server)
    }

    fn set(&mut self, option: &str) -> Result<(), Problem> {
        match option.split_once('=').unwrap_or((option, "")) {
            ("tls", "none") if self.encryption != Encryption::Tls => self.encryption = Encryption::None,
            ("tls", "required") if self.encryption != Encryption::Tls => {
                self.encryption = Encryption::StartTls;
            }
            ("ca", file) if !file.is_empty() => self.authorities = Some(decoded(file)?.into()),
            _ => {
                return Err(problem(
                    "may end in ?tls=required or ?tls=none (smtp:// only) and ?ca=FILE only",
                ));
            }
        }
        Ok(())
    }

    /// Whether a password would cross a network in plain sight.
    pub(super) fn shouts_its_password(&self) -> bool {
        self.login.is_some() && self.encryption == Encryption::None && !is_this_machine(&self.host)
    }
}

fn read_login(login: &str) -> Result<(String, Secret), Problem> {
    let (user, password) = login.split_once(':').unwrap_or((login, ""));
    Ok((decoded(user)?, Secret::new(decoded(password)?)))
}

fn read_place(place: &str) -> Result<(String, Option<u16>), Problem> {
    let wrong = || problem("must name a server, such as smtps://mail.example:465");
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest.split_once(']').ok_or_else(wrong)?;
            host.parse::<IpAddr>().map_err(|_| wrong())?;
            (host, after.strip_prefix(':'))
        }
        None => place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '_');
    if host.is_empty() || !host.chars().all(plain) {
        return Err(wrong());
    }
    let port = port.map(|port| port.parse().map_err(|_| wrong())).transpose()?;
    Ok((host.to_ascii_lowercase(), port))
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn decoded(text: &str) -> Result<String, Problem> {
    let decoded = percent_decode_str(text).decode_utf8();
    let decoded = decoded.map_err(|_| problem("holds a %-sequence that is not UTF-8"))?;
    if decoded.chars().any(char::is_control) {
        return Err(problem("holds a control character"));
    }
    Ok(decoded.into_owned())
}

fn problem(reason: &str) -> Problem {
    Problem::new("DEVANTURE_SMTP_URL", reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> SmtpServer {
        SmtpServer::parse(url).unwrap()
    }

    #[test]
    fn the_scheme_says_how_the_way_is_kept_secret() {
        for (url, host, port, encryption) in [
            ("smtps://Mail.Example", "mail.example", 465, Encryption::Tls),
            ("smtps://mail.example:2465/", "mail.example", 2465, Encryption::Tls),
            ("smtp://mail.example", "mail.example", 587, Encryption::StartTls),
            ("smtp://mail.example?tls=none", "mail.example", 587, Encryption::None),
            ("smtp://127.0.0.1:25", "127.0.0.1", 25, Encryption::None),
            ("smtp://localhost:25?tls=required", "localhost", 25, Encryption::StartTls),
            ("smtp://[::1]:1025", "::1", 1025, Encryption::None),
            ("smtp://[2001:db8::1]", "2001:db8::1", 587, Encryption::StartTls),
        ] {
            let server = parse(url);
            assert_eq!(
                (server.host.as_str(), server.port, server.encryption),
                (host, port, encryption),
                "{url}"
            );
            assert_eq!((server.login, server.authorities), (None, None), "{url}");
        }
    }

    #[test]
    fn names_passwords_and_files_are_percent_decoded() {
        let server =
            parse("smtps://claire%40atelier.example:h%3Ash%C3%A9@mail.example?ca=/etc/ssl/mairie%20ca.pem");
        assert_eq!(server.login, Some(("claire@atelier.example".to_owned(), Secret::new("h:shé"))));
        assert_eq!(server.authorities, Some(PathBuf::from("/etc/ssl/mairie ca.pem")));
        assert!(!format!("{server:?}").contains("h:sh"));
        let unescaped = parse("smtp://claire@atelier.example:hush@mail.example");
        assert_eq!(unescaped.login, Some(("claire@atelier.example".to_owned(), Secret::new("hush"))));
    }

    #[test]
    fn what_names_no_server_is_refused_without_its_password() {
        for url in [
            "mail.example",
            "http://mail.example",
            "smtp://",
            "smtps://u:hush@",
            "smtps://u:hush@mail.example:port",
            "smtps://u:hush@mail example",
            "smtps://u:hush@[mail]",
            "smtps://u:hush@mail.example/path",
            "smtps://u:hush@mail.example?tls=none",
            "smtp://u:hush@mail.example?tls=maybe",
            "smtp://u:hush@mail.example?ca=",
            "smtp://u:hush%FF@mail.example",
            "smtp://u:hush%0d%0a@mail.example",
        ] {
            let refused = SmtpServer::parse(url).unwrap_err().to_string();
            assert!(
                refused.starts_with("DEVANTURE_SMTP_URL ") && !refused.contains("hush"),
                "{url}: {refused}"
            );
        }
    }

    #[test]
    fn a_password_in_plain_sight_is_noticed() {
        assert!(parse("smtp://u:p@mail.example?tls=none").shouts_its_password());
        for quiet in ["smtp://u:p@mail.example", "smtp://u:p@localhost", "smtp://mail.example?tls=none"] {
            assert!(!parse(quiet).shouts_its_password(), "{quiet}");
        }
    }
}
